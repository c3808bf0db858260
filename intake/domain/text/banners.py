"""Texts that an organization's mail server adds to every mail: warnings, labels, legal footers."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

_TAG = (
    r"(?:ext(?:ernal|erne|erno|ern)?(?:[ _-]?(?:e-?mails?|mails?|senders?|message|source|courriel|correo))?|caution|"
    r"warning|outside|spam|possible spam|suspected spam|bulk|non[ _-]?secure|secure|encrypted|signed|"
    r"virus[ _-]?checked|"
    r"internal|public|unclassified|non classifi[ée]|courriel externe|correo externo|внешн\w{2,3}(?: почта| письмо)?|"
    r"спам|خارجي|بريد خارجي|外部(?:邮件|郵件|メール)?|外网|垃圾邮件)"
)
_TAG_ALONE = (
    r"(?:ext(?:ernal|erne|erno|ern)?(?:[ _-]?(?:e-?mail|mail|sender))?|spam|внешн\w{2,3}|خارجي|外部(?:邮件|郵件)?)"
)
_TAGS = re.compile(
    rf"\s*(?:(?:[\[【(<{{*]{{1,5}}\s?{_TAG}(?:[ :,-]{{1,3}}{_TAG})?\s?[\]】)>}}*]{{1,5}}|{_TAG_ALONE}\s?:)[\s:_-]*)+",
    re.IGNORECASE,
)
_MAIL = r"(?:e-?mail|mail|message|communication|transmission|correspondence)"
_THIS_FR = r"(?:ce(?:t(?:te)?)?|le présent|ces) (?:message|courriel|mail|mél|e-?mail|courrier(?: électronique)?)"
_THIS_ES = r"(?:este|el presente|esta) (?:mensaje|correo(?: electrónico)?|e-?mail|comunicación)"
_THIS_RU = r"(?:это|данное|настоящее) (?:электронное )?(?:письмо|сообщение)"
_THIS_AR = r"(?:هذ[اه] |تنبيه:? ?)?(?:ال)?(?:رسالة|بريد)(?: ?ا?ل?إلكتروني)?"
_THIS_ZH = r"(?:本|此|该)(?:封)?(?:电子)?(?:邮件|郵件|信息|訊息)"

_LOUD = re.compile(
    r"^\W*(?:(?:caution|warning|attention|important|security|notice|external|outside|avertissement|prudence|"
    r"mise en garde|"
    r"advertencia|precaución|atención|aviso|внимание|осторожно|предупреждение|تحذير|تنبيه|注意|警告|提醒|achtung|"
    r"vorsicht)"
    r"\b[ :!,.*-]{0,6}){1,3}",
    re.IGNORECASE,
)
_ORIGIN = re.compile(
    rf"^\W*(?:(?:this|the) )?(?:sender of this )?{_MAIL}\b[^.\n]{{0,60}}\bfrom (?:an? |the |somewhere )?"
    rf"(?:outside|external)\b|"
    rf"^\W*(?:this is an? )?(?:external|outside)[ -](?:e-?mail|sender|message|source|mail)\b[ \w]{{0,30}}\W*$|"
    rf"^\W*(?:caution|avertissement|prudence|advertencia|courriel|correo|message|mail|e-?mail|mensaje|expéditeur|"
    rf"remitente)[ :,-]{{1,3}}extern[eo]\b|^\W*(?:external|outside)\W*$|"
    rf"^\W*this sender (?:is|was|has)[^.\n]{{0,20}}\b(?:verified|external)\b|"
    rf"^\W*you don['’]t often get {_MAIL} from\b|"
    rf"^\W*{_THIS_FR} (?:provient|vient|est|a été|émane)\b[^.\n]{{0,60}}\b(?:extérieur|externe|hors de)\b|"
    rf"^\W*{_THIS_ES} (?:proviene|procede|viene|fue|ha sido|se originó|es)\b[^.\n]{{0,60}}\b(?:extern[oa]|"
    rf"fuera de)\b|"
    rf"^\W*{_THIS_RU}[^.\n]{{0,60}}\b(?:внешн\w+|извне|за пределами)\b|"
    rf"^\W*{_THIS_AR}[^.\n]{{0,60}}(?:خارج)|"
    rf"^\W*{_THIS_ZH}[^。\n]{{0,20}}(?:外部|组织外|公司外|外网|單位外)|"
    rf"^\W*diese (?:e-?mail|nachricht)[^.\n]{{0,60}}\b(?:extern\w*|außerhalb)\b",
    re.IGNORECASE,
)
"""A sentence by which a mail server tells that a mail comes from outside."""

_ADVICE = re.compile(
    r"^\W*(?:please |veuillez |por favor,? |пожалуйста,? |يرجى |الرجاء |请)?(?:"
    r"(?:do not|don['’]t|never|avoid|be careful|only)[^.\n]{0,20} (?:click|open|respond|reply|trust)|"
    r"(?:exercise|use|take) (?:extra |appropriate )?(?:caution|care)|"
    r"(?:think|stop|verify|be cautious|be vigilant|stay alert|treat|report|contact|learn why|if you (?:suspect|"
    r"are unsure))\b|"
    r"ne (?:pas )?(?:cliqu|ouvr)|n['’]ouvr|soyez|faites preuve|no (?:haga clic|abra|pulse|pinche|responda)|"
    r"не (?:открывайте|переходите|нажимайте)|будьте|(?:عدم|لا) (?:فتح|النقر|تفتح|تنقر|الضغط)|"
    r"(?:勿|不要|谨慎|切勿)|(?:unless|and know|the content|attachments?|links?)\b)",
    re.IGNORECASE,
)
"""A sentence that only says something beside one of those."""

_CLICKS = re.compile(
    r"\b(?:links?|attachments?|liens?|pièces? jointes?|enlaces?|adjuntos?|ссылк\w+|вложени\w+)\b|روابط|مرفقات|"
    r"链接|附件",
    re.IGNORECASE,
)
_LEGAL_OPENS = re.compile(
    rf"\W*(?:(?:legal |important |e-?mail |privacy )?(?:confidentiality|disclaimer|notice|privileged|legal|"
    rf"privacy)\b|"
    rf"(?:this|the|these) (?:{_MAIL}|information|contents?|documents?|transmission)\b|information (?:contained|in)\b|"
    r"any (?:views|opinions|unauthori)|if you|should you|you (?:may )?have received|please (?:consider|think|"
    r"notify)|virus|"
    r"avis|confidentialit|ce(?:t|tte|s)?\s|l[ea] présente?|les informations|pens(?:ez|ons)|si (?:vous|usted|no)|"
    r"est[ea]\s|"
    r"el presente|la información|aviso|antes de|piense|ha recibido|данное|настоящее|это\s|если|подумайте|"
    r"конфиденц|هذ[اه]|"
    r"تنبيه|إذا|本|此|该|如|若|请考虑|保密|diese|questo|本メール|본\s)",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"intended (?:recipient|addressee)|(?:solely|only|exclusively) for the (?:use of the )?(?:named |intended )?"
    r"(?:addressee|recipient)|(?:solely|only|exclusively) for the use of|"
    rf"(?:this|the) {_MAIL}[^\n]{{0,120}}\b(?:confidential|privileged|proprietary)\b[^\n]{{0,400}}\b(?:intended|"
    rf"recipient|"
    r"disclos\w+|unauthori[sz]ed|prohibited|error|addressee|permission|privileged)|"
    rf"(?:if|should) you [^\n]{{0,30}}(?:received?|got) (?:this|it)\b[^\n]{{0,30}} (?:in error|by mistake)|"
    rf"you have received this {_MAIL} in error|"
    r"consider the environment before print|(?:don['’]t|do not|avoid) print\w* this (?:e-?mail|message)|"
    r"pens(?:ez|ons) à l['’]environnement|piense en el medio ambiente|antes de imprimir|"
    r"подумайте об окружающей среде|"
    rf"请考虑环境|(?:this|the) {_MAIL} (?:has been |was |is )?(?:scanned|checked|certified|"
    rf"believed to be)[^\n]{{0,60}}"
    r"(?:virus|clean|malware|spam)|virus[- ]free|"
    r"(?:views|opinions)[^\n]{0,40} (?:expressed|presented|contained)[^\n]{0,80}(?:author|sender|those of)|"
    rf"(?:does not|do not) (?:accept|assume)[^\n]{{0,40}}(?:liability|responsibility)[^\n]{{0,80}}{_MAIL}|"
    rf"{_THIS_FR}[^\n]{{0,160}}(?:confidentiel|usage exclusif|(?:exclusi\w+|réservée?s?|"
    rf"destinée?s?) [^\n]{{0,40}}destinataire|"
    rf"intention exclusive|attention exclusive)|"
    r"si vous (?:n['’]êtes pas (?:le|un) (?:bon )?destinataire|avez reçu ce[^\n]{0,30}par erreur)|"
    rf"{_THIS_ES}[^\n]{{0,160}}(?:confidencial|exclusiv\w+ [^\n]{{0,40}}destinatari)|"
    r"si (?:usted )?no es (?:usted )?el destinatario|ha recibido est[ea][^\n]{0,40}por error|"
    rf"{_THIS_RU}[^\n]{{0,160}}(?:конфиденциальн|только для|исключительно для)|"
    r"если вы не являетесь[^\n]{0,40}(?:получател|адресат)|"
    rf"{_THIS_AR}[^\n]{{0,160}}(?:سرية|المرسل إليه)|إذا (?:لم تكن|استلمت|تلقيت)[^\n]{{0,60}}(?:المقصود|المعني|"
    rf"بالخطأ)|"
    rf"{_THIS_ZH}[^\n]{{0,80}}(?:保密|机密|機密)|(?:如果?|若)您?(?:不是|并非|非)[^\n]{{0,12}}(?:收件人|接收者)|"
    r"diese e-?mail[^\n]{0,80}(?:vertraulich|adressat)|esta mensagem[^\n]{0,80}confidencia|"
    r"questo messaggio[^\n]{0,80}(?:riservat|confidenzial)|本メール[^\n]{0,40}(?:機密|秘密)|"
    r"본 (?:메일|전자우편)[^\n]{0,40}(?:기밀|비밀)",
    re.IGNORECASE,
)
"""Words of a legal footer that no person writes."""

_LABEL = re.compile(
    r"^\W*(?:(?:(?:data )?classification|sensitivity|security level|classification de sécurité|sensibilité|"
    r"clasificación|密级)"
    r"\s?[:：]\s?[^\n]{1,40}|tlp\s?:\s?\w+(?:\+strict)?|(?:internal|restricted|public|general|confidential|official)"
    r"(?:[ /-]{1,3}(?:use|only|all|employees|internal|public|c|general)){0,4}|"
    r"(?:interne|usage interne|uso interno|diffusion restreinte|c[0-3] ?- ?(?:usage restreint|usage interne|"
    r"public\w*)))\W*$",
    re.IGNORECASE,
)
_PARAGRAPHS = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)*")
_SENTENCES = re.compile(r"(?:[^.!。！\n]|[.!](?=\S))+")
_STARTS = re.compile(r"\A|\n|[.!。！][ \t]+")
_LONGEST_SENTENCE = 400
_LONGEST_FOOTER = 2_000
_LONGEST_STAR = 300
_MOST_OPENINGS = 50


def without_tags(subject: str) -> str:
    """The subject without the tags that a mail server puts before it: "[EXTERNAL] ", "*** SPAM *** "."""
    found = _TAGS.match(subject)
    return subject[found.end() :].strip() if found else subject.strip()


def without_banners(text: str, own: Sequence[str] = ()) -> str:
    """The text without the banners of houses in six languages, and without those that the rulebook names (`own`).

    Each of `own` is a text, compared without regard to letter case and line ends; "*" stands for anything, up to 300
    characters.
    """
    for banner in own:
        text = _compiled(banner).sub("\n", text)
    return "\n\n".join(filter(str.strip, (_own_of(one) for one in _PARAGRAPHS.split(text)))).strip()


@lru_cache(maxsize=256)
def _compiled(banner: str) -> re.Pattern[str]:
    first, *more = [r"\s+".join(map(re.escape, piece.split())) for piece in banner.split("*") if piece.strip()]
    behind = "".join(rf"(?>(?s:.{{0,{_LONGEST_STAR}}}?){one})" for one in more)
    return re.compile(first + behind, re.IGNORECASE)


def _own_of(paragraph: str) -> str:
    """A paragraph without the texts that a mail server added."""
    joined = " ".join(paragraph.split())
    if len(joined) <= _LONGEST_FOOTER and _is_warning(joined):
        return ""
    kept = "\n".join(line for line in paragraph.split("\n") if not _is_warning(line) and not _LABEL.match(line))
    tags = _TAGS.match(kept)
    return _without_footer(kept[tags.end() :] if tags else kept)


def _is_warning(words: str) -> bool:
    """Whether these words are a warning about mail from outside, and nothing else.

    A tag before them ("[EXTERNAL] Do not click links") warns as "CAUTION:" does.
    """
    if len(words) > _LONGEST_FOOTER:
        return False
    tags = _TAGS.match(words)
    untagged = words[tags.end() :] if tags else words
    sentences = [found for one in _SENTENCES.findall(untagged) if (found := one.strip(" .!*\t\n"))]
    if not sentences or max(map(len, sentences)) > _LONGEST_SENTENCE:
        return False
    plain = [_LOUD.sub("", one) for one in sentences]
    origin = [bool(_ORIGIN.match(one) or _ORIGIN.match(said)) for one, said in zip(sentences, plain, strict=True)]
    beside = [not said or bool(_ADVICE.match(said)) for said in plain]
    loud = tags is not None or bool(_LOUD.match(sentences[0]))
    tells = any(origin) or (loud and any(_CLICKS.search(one) for one in plain))
    return tells and all(one or other for one, other in zip(origin, beside, strict=True))


def _without_footer(paragraph: str) -> str:
    """A paragraph up to the sentence or line with which a legal footer begins."""
    joined = " ".join(paragraph.split())
    if not _LEGAL.search(joined):
        return paragraph
    opened = (one for one in _STARTS.finditer(paragraph) if _LEGAL_OPENS.match(paragraph, one.end()))
    for start in islice(opened, _MOST_OPENINGS):
        if _LEGAL.search(" ".join(paragraph[start.end() : start.end() + _LONGEST_FOOTER].split())):
            return paragraph[: start.end()]
    return paragraph
