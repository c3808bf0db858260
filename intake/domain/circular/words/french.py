"""The French words of such letters."""

from intake.domain.circular.words.vocabulary import Vocabulary

_MONTHS = (
    ("janvier", "janv"), ("fevrier", "fevr", "fev"), ("mars",), ("avril", "avr"), ("mai",), ("juin",),
    ("juillet", "juil"), ("aout",), ("septembre", "sept"), ("octobre", "oct"), ("novembre", "nov"),
    ("decembre", "dec"),
)  # fmt: skip
_ORDINALS = (
    "premiere?", "deuxieme|seconde?", "troisieme", "quatrieme", "cinquieme", "sixieme", "septieme",
    "huitieme", "neuvieme", "dixieme", "onzieme", "douzieme", "treizieme", "quatorzieme", "quinzieme",
    "seizieme", "dix-septieme", "dix-huitieme", "dix-neuvieme", "vingtieme",
)  # fmt: skip
_LANGUAGES = (
    ("anglais", "en"), ("francais", "fr"), ("espagnol", "es"), ("arabe", "ar"), ("russe", "ru"),
    ("chinois", "zh"),
)  # fmt: skip

WORDS = Vocabulary(
    language="fr",
    months=_MONTHS,
    weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    ordinals=_ORDINALS,
    tens=("vingt", "trente"),
    ordinal_marks="er|re|ere|e|eme|nde?",
    to="au / a / jusqu'au",
    also="et",
    languages=_LANGUAGES,
    only="seulement / uniquement / exclusivement",
    # labels of the header
    subject="objet / sujet / concerne",
    reference="ref / reference / notre ref",
    contact="contact / personne a contacter / point de contact",
    telephone="tel / telephone",
    fax="telecopie / telecopieur / fax",
    mail="courriel / e-?mail / adresse electronique / mel / courrier electronique / adresse de courriel",
    web="web / site web / page web / page d'accueil / internet",
    copy_to="copie / copies / cc / suite a donner / pour action",
    salutation="mesdames\\b / madame\\b / monsieur\\b / messieurs\\b / excellences?\\b / chere?s? ",
    annex="annexe / appendice / piece jointe",
    # letters
    circular="(?:lettre )?circulaire(?: du)?(?: tsb)? / circulaire uit-t",
    collective="lettre[- ]collective(?: du)?(?: tsb)?",
    correcting="corrigendum / erratum / addendum / amendement / rectificatif / revision / additif",
    postponing=(
        "report(?:e|ee|es|ees)? / deplace(?:e|s|es)? / changement de (?:date|dates|lieu|delai) / "
        "modification d(?:e|es|u) / prolong(?:e|ee|es|ees|ation) / prorog(?:e|ee|ation) / avance(?:e|s|es)? / "
        "nouvelles? dates? / differe(?:e|s|es)?"
    ),
    cancelling="annul(?:e|ee|es|ees|ation) / n'aura pas lieu / ne se tiendra pas",
    formerly=(
        "(?:initialement|precedemment|anterieurement|auparavant)(?: \\w+){0,3} / au lieu d(?:u|e|es) / "
        "plutot que / et non(?: pas)? / en lieu et place d(?:u|e|es) / etait prevue? / "
        "devait (?:se tenir|avoir lieu)"
    ),
    rather_than="au lieu d(?:u|e|es) / plutot que / et non(?: pas)? / en lieu et place d(?:u|e|es)",
    now_reads=(
        "(?:veuillez |il faut )?lire / (?:est|sont) remplace(?:e|s|es)? par / remplace(?:e|r|z|s|es)? par / par / "
        "devient / il convient de lire"
    ),
    # the group
    joint_activity=(
        "activite conjointe de coordination / activite de coordination conjointe / activite commune de coordination"
    ),
    focus_group="groupe specialise / groupe de reflexion",
    other_group=(
        "collaboration / initiative / plate-?forme / groupe ad hoc / groupe de travail par correspondance / "
        "groupe du rapporteur"
    ),
    study_group="commission d'etudes? / ce",
    working_party="groupe de travail / gt",
    advisory_group="groupe consultatif de la normalisation des telecommunications / gcnt",
    workshop=(
        "atelier / seminaire / colloque / symposium / forum / journee (?:des|mondiale|internationale|du|de l') / "
        "formation / webinaire / assemblee"
    ),
    on="sur / pour / relative? (?:a|au|aux)",
    sets_up=(
        "cree(?:e|s|es)? / creation / etabli(?:e|s|es)? / etablissement / groupe de rattachement / groupe parent / "
        "rattache(?:e|s|es)? / nomme(?:e|s|es)? / designe(?:e|s|es)? / accord / decision / decide / "
        "approuve(?:e|s)? / convenu / sous la (?:responsabilite|direction|conduite) / sous l'egide / "
        "soumettra des rapports / rend(?:ra)? compte / fera rapport / rapports? .{0,25}(?:au|a la)"
    ),
    # the meeting
    meeting="reunions? / seances? / sessions?",
    held=(
        "se (?:tiendra|tiendront|deroulera|derouleront|reunira|reuniront|tient|reunit) / "
        "(?:aura|auront|a) (?:desormais )?lieu / "
        "(?:sera|seront|est|a ete|sont) (?:desormais )?(?:organise|convoque|prevu|programme|fixe|tenu|reporte"
        "|deplace)(?:e|s|es)? / doi(?:t|vent) (?:se tenir|avoir lieu|se reunir|se derouler) / "
        "(?:invite[rz]?|convier?) .{0,30}a (?:participer|assister|prendre part) / "
        "(?:tiendra|organisera) (?:sa|une|la)"
    ),
    opens=(
        "(?:s'ouvrira|s'ouvre|debutera|debute|commencera|commence|ouvrira|demarrera) / a partir de / ouverture / "
        "heure de debut"
    ),
    registering_opens="inscriptions? / enregistrement / badges?",
    virtual=(
        "reunion electronique / (?:entierement |exclusivement |totalement )?virtuelle?(?:ment)? / en ligne / "
        "a distance / visioconference / teleconference / audioconference / cyberreunion / voie electronique / "
        "par correspondance / en mode virtuel / e-reunion"
    ),
    remote=(
        "participation a distance / hybride / participer a distance / participants? a distance / en presentiel / "
        "presentielle? / sur place"
    ),
    headquarters=(
        "siege de l'union(?: internationale des telecommunications)? / siege de l'uit / locaux de l'uit / "
        "siege de l'itu"
    ),
    at="a / au",
    local_time="heure locale / heures locales",
    time_of="heure(?:s)? d(?:e|u) / heure d'",
    when_label="dates? / dates? de la reunion / quand / dates? et (?:heures?|lieu)",
    time_label="heures? / horaires? / heure de la reunion / horaires? de la reunion",
    where_label="lieu / lieu de la reunion / endroit / ou",
    works_in=(
        "(?:se deroulera|se derouleront|aura lieu|auront lieu|se tiendra|sera conduite|seront menes"
        "|seront menees|travaillera|conduite|menes) .{0,25}?en / langues? de travail / langues? de la reunion / "
        "debats .{0,30}?en / reunion .{0,40}?en / (?:se derouleront|se deroulent|se feront|auront lieu) .{0,25}?en"
    ),
    # what is due
    key_dates=(
        "principales echeances / (?:dates|echeances) (?:importantes|cles|principales|a retenir) / "
        "principaux delais / dates limites / echeances / delais / calendrier"
    ),
    due=(
        "au plus tard / dates? limites? / avant / d'ici(?: au| le)? / jusqu'au / delais? / echeances? / "
        "dernier delai / cloture(?:s|es)? / fixee? au / date butoir / avant le / pour le / "
        "(?:est|sera) (?:close|cloturee|fermee)(?: le)? / prend fin(?: le)? / prendra fin(?: le)?"
    ),
    before="avant / anterieurement au",
    inclusive="au plus tard / inclus(?:e|ivement)? / compris / dernier delai / date limite",
    contribution=(
        "contributions? / documents? d'entree / (?:soumission|presentation|soumettre|envoi) .{0,15}documents / "
        "documents de (?:la )?reunion / propositions"
    ),
    registration=("inscriptions? / preinscriptions? / pre-inscriptions? / s'inscrire / enregistrement / s'enregistrer"),
    translation="traduc\\w* / tradui\\w*",
    other_requests=(
        "bourses? / visas? / interpretation / sous-titrage / langue des signes / hotels? / hebergement / "
        "lettres? d'invitation / participation a distance / exposes? / presentations? orales? / orateurs? / "
        "intervenants? / candidatures? / notes? de liaison / observations / reponses? / questionnaires? / "
        "pouvoirs / accessibilite / resumes? / exposants? / nominations?"
    ),
    submit=(
        "soum(?:ettre|is|ise|ises|ission|ettent|ettront) / present(?:er|ees?|ation) / envoy(?:er|ees?|es?) / "
        "transm(?:ettre|ises?|is) / adress(?:er|ees?|es?) / communiqu(?:er|ees?) / parvenir / faire parvenir / "
        "recu(?:e|es|s)? / remis(?:e|es)?"
    ),
    days_before="(?:jours?|semaines?|mois)(?: calendaires| ouvrables| ouvres| francs)? avant",
    end_of_work="fin de la journee de travail / heures de bureau / fermeture des bureaux",
    # people
    titles="m\\. / mm\\. / mmes?\\.? / mlle / madame / monsieur / dr\\.? / pr\\.? / s\\.e\\. / mr\\.?",
    chair=(
        "presidents? / presidentes? / presidence / presidee?s? / coprésidence / co-?presidents? / "
        "co-?presidentes? / co-?presidence / co-?presidee?s? / coordonnateur / coordonnatrice / animateur / "
        "coordinateur"
    ),
    co_chair="co-?presidents? / co-?presidentes? / co-?presidence / co-?presidee?s? / presidents / presidentes",
    vice_chair="vice-?\\s?president(?:e|s|es|ence)?",
    of_body="de la / du / de l' / de / d' / des",
    # pages
    home_page="page d'accueil / page web / site web / page internet / site internet / page principale",
    agenda="(?:projet d'|avant-projet d')?ordre du jour(?: provisoire)?",
    # words for hours
    noon="(?<!apres[- ])midi",
    midnight="minuit",
)
