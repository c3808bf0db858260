"""The Spanish words of such letters."""

from intake.domain.circular.words.vocabulary import Vocabulary

_MONTHS = (
    ("enero", "ene"), ("febrero", "feb"), ("marzo",), ("abril", "abr"), ("mayo",), ("junio",), ("julio",),
    ("agosto", "ago"), ("septiembre", "setiembre", "sept"), ("octubre", "oct"), ("noviembre", "nov"),
    ("diciembre", "dic"),
)  # fmt: skip
_ORDINALS = (
    "primer[ao]?", "segund[ao]", "tercer[ao]?", "cuart[ao]", "quint[ao]", "sext[ao]", "septim[ao]|setim[ao]",
    "octav[ao]", "noven[ao]", "decim[ao]", "undecim[ao]|decimoprimer[ao]", "duodecim[ao]|decimosegund[ao]",
    "decimotercer[ao]?", "decimocuart[ao]", "decimoquint[ao]", "decimosext[ao]", "decimoseptim[ao]",
    "decimoctav[ao]", "decimonoven[ao]", "vigesim[ao]",
)  # fmt: skip
_LANGUAGES = (
    ("ingles", "en"), ("frances", "fr"), ("espanol", "es"), ("arabe", "ar"), ("ruso", "ru"), ("chino", "zh"),
)  # fmt: skip

WORDS = Vocabulary(
    language="es",
    months=_MONTHS,
    weekdays=("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"),
    ordinals=_ORDINALS,
    tens=("vigesim[ao]", "trigesim[ao]"),
    ordinal_marks="\\.?[aoºª°]",
    to="al / a / hasta el / hasta",
    also="y / e",
    languages=_LANGUAGES,
    only="unicamente / solamente / solo / exclusivamente",
    # labels of the header
    subject="asunto",
    reference="ref / referencia / nuestra ref",
    contact="contacto / persona de contacto / punto de contacto",
    telephone="tel / telefono / telf",
    fax="fax / telefax",
    mail="correo-? ?e / correo electronico / e-?mail / direccion electronica / correo",
    web="web / sitio web / pagina web / pagina principal",
    copy_to="copia / copias / cc / accion",
    salutation=("muy senor / muy senora / estimad / excelentisim / senor(?:es|as?)?\\b[^:]{0,20}[:,] / distinguid"),
    annex="anexo / apendice / adjunto",
    # letters
    circular="(?:carta )?circular(?: de la)?(?: tsb)? / circular uit-t",
    collective="carta[- ]colectiva(?: de la)?(?: tsb)?",
    correcting="corrigendum / errata / fe de erratas / addendum / adenda / enmienda / correccion / revision",
    postponing=(
        "aplaza(?:da|do|miento|das|dos) / pospuest(?:a|o|as|os) / cambio de (?:fecha|fechas|lugar|plazo) / "
        "modificacion d(?:e|el) / prorrog(?:a|ada|ado) / amplia(?:cion|da|do) / trasladad(?:a|o) / "
        "nuevas? fechas? / postergad(?:a|o)"
    ),
    cancelling="cancelad[ao]s? / cancelacion / anulad[ao]s? / anulacion / no (?:se celebrara|tendra lugar)",
    formerly=(
        "(?:inicialmente|anteriormente|originalmente|previamente)(?: \\w+){0,3} / en lugar del? / en vez del? / "
        "y no / donde dice / estaba prevista / debia celebrarse"
    ),
    rather_than="en lugar del? / en vez del? / y no / donde dice",
    now_reads=(
        "debe decir / lease / (?:se|queda) sustitu(?:ye|ido|ida) por / sustituy(?:ase|e) por / por / pasa a ser / "
        "se reemplaza por"
    ),
    # the group
    joint_activity=(
        "actividad(?:es)? (?:conjunta|mixta)s? de coordinacion / actividad de coordinacion (?:conjunta|mixta)"
    ),
    focus_group="grupo tematico / grupo especializado",
    other_group=(
        "colaboracion / iniciativa / plataforma / grupo ad hoc / grupo por correspondencia / grupo de relator"
    ),
    study_group="comision de estudio / ce",
    working_party="grupo de trabajo / gt",
    advisory_group="grupo asesor de normalizacion de las telecomunicaciones / gant",
    workshop=(
        "taller / seminario / simposio / foro / jornada / dia (?:mundial|internacional|de los) / asamblea / formacion"
    ),
    on="sobre / para / de",
    sets_up=(
        "cre(?:ada|ado|acion|o) / establec(?:ida|ido|imiento|io) / constitu(?:ida|ido|cion) / grupo rector / "
        "grupo matriz / comision rectora / nombr(?:ada|ado|o|amiento) / design(?:ada|ado|o) / acuerdo / acordo / "
        "decision / decidio / aprob(?:ada|ado|o) / bajo (?:la responsabilidad|los auspicios|la direccion) / "
        "rendira cuentas / informes? .{0,25}(?:al|a la)"
    ),
    # the meeting
    meeting="reuni(?:on|ones) / sesi(?:on|ones)",
    held=(
        "se (?:celebrara|celebraran|reunira|reuniran|celebra|reune|desarrollara|organizara) / "
        "(?:tendra|tendran|tiene) (?:ahora )?lugar / "
        "(?:esta|estan|ha sido|sera) (?:prevista|programada|convocada|organizada|aplazada)s? / "
        "(?:invitarle|invitarles|invita|invito) .{0,30}a (?:participar|asistir) / "
        "ha(?:n)? de (?:celebrarse|reunirse) / (?:celebrara|organizara) (?:su|una|la)"
    ),
    opens=(
        "(?:comenzara|empezara|dara comienzo|se iniciara|se abrira|comienza|empieza) / a partir de las / "
        "apertura / hora de inicio"
    ),
    registering_opens="inscripci(?:on|ones) / acreditacion / registro",
    virtual=(
        "reunion electronica / (?:totalmente |completamente |exclusivamente )?virtual(?:mente)? / en linea / "
        "a distancia / videoconferencia / teleconferencia / por medios electronicos / por correspondencia / "
        "ciberreunion"
    ),
    remote=(
        "participacion a distancia / hibrid[ao] / participar a distancia / participantes? a distancia / "
        "presencial(?:es|mente)? / participacion remota"
    ),
    headquarters=("sede de la uit / sede de la union(?: internacional de telecomunicaciones)? / locales de la uit"),
    at="en",
    local_time="hora local / horas locales",
    time_of="hora de",
    when_label="fechas? / fechas? de la reunion / cuando / fechas? y (?:hora|lugar)",
    time_label="horas? / horario / hora de la reunion",
    where_label="lugar / lugar de (?:la reunion|celebracion) / sede",
    works_in=(
        "(?:se celebrara|se desarrollara|tendra lugar|se llevara a cabo|trabajara) .{0,25}?en / "
        "idiomas? de trabajo / idiomas? de la reunion / debates .{0,30}?en / reunion .{0,40}?en / "
        "(?:se desarrollaran|se celebraran|se llevaran a cabo) .{0,25}?en"
    ),
    # what is due
    key_dates=(
        "(?:fechas|plazos) (?:clave|importantes|principales|limite)s? / principales (?:fechas|plazos) / plazos / "
        "calendario"
    ),
    due=(
        "a mas tardar / no mas tarde del? / fechas? limites? / antes del? / hasta el / plazos? / como muy tarde / "
        "vence / vencimiento / antes de / para el / se (?:cierra|cerrara)(?: el)? / finaliza(?: el)? / "
        "termina(?: el)?"
    ),
    before="antes del? / con anterioridad al?",
    inclusive="a mas tardar / inclusive / incluido / como muy tarde / fecha limite",
    contribution=(
        "contribuci(?:on|ones) / documentos de entrada / (?:presentacion|presentar|envio) .{0,15}documentos / "
        "documentos de la reunion / propuestas"
    ),
    registration="inscripci(?:on|ones) / preinscripci(?:on|ones) / inscrib\\w+ / registro / registrarse",
    translation="traduc\\w* / traduzc\\w*",
    other_requests=(
        "becas? / visados? / visas? / interpretacion / subtitulado / lengua de senas / lengua de signos / "
        "hotel(?:es)? / alojamiento / cartas? de invitacion / participacion a distancia / ponencias? / oradores / "
        "ponentes? / candidaturas? / declaraci(?:on|ones) de coordinacion / comentarios / observaciones / "
        "respuestas? / cuestionarios? / credenciales / accesibilidad / resumen(?:es)? / expositores"
    ),
    submit=(
        "presenta(?:r|rse|rl[ao]s?|da|das|cion|ran) / envi(?:ar|arse|arl[ao]s?|en|adas?|o) / "
        "remit(?:ir|irse|irl[ao]s?|idas?|an) / transmit(?:ir|irse|idas?) / somet(?:er|erse|idas?) / "
        "hacer(?:se)? llegar / recib(?:ir|irse|idas?) / obrar en poder"
    ),
    days_before="(?:dias?|semanas?|mes|meses)(?: naturales| laborables| habiles| civiles)? antes",
    end_of_work="cierre de la jornada / fin de la jornada laboral / horas de oficina",
    # people
    titles="sr\\.? / sra\\.? / srta\\.? / sres\\.? / dr\\.? / dra\\.? / prof\\.? / don / dona / ing\\.?",
    chair=(
        "presidentes? / presidentas? / presidencia / presidid[ao]s? / co-?presidentes? / co-?presidentas? / "
        "co-?presidencia / copresidid[ao]s? / coordinadora?"
    ),
    co_chair=("co-?presidentes? / co-?presidentas? / co-?presidencia / copresidid[ao]s? / presidentes / presidentas"),
    vice_chair="vice-?\\s?president(?:e|a|es|as)",
    of_body="de la / del / de",
    # pages
    home_page="pagina (?:principal|web|de inicio|de presentacion) / sitio web / pagina de la",
    agenda="(?:proyecto de |anteproyecto de )?orden del dia(?: provisional)? / (?:proyecto de )?agenda",
    # words for hours
    noon="mediodia",
    midnight="medianoche",
)
