"""The sender's own words: whether they thank, ask, or mention a file, in the six languages."""

import re
from collections.abc import Sequence

from intake.domain.text.banners import without_banners, without_tags
from intake.domain.text.greetings import split_closing, without_greeting
from intake.domain.text.language import count_words
from intake.domain.text.quoting import introductions, own_part, quotes, unquoted
from intake.domain.text.thanks import is_thanks, speaks

_FORWARDED = r"fwd?|fw|tr|rv|wg|enc|i|vb|vl|ds|doorst|转发|轉寄|転送|пересл|إعادة توجيه|전달"
_PREFIX = re.compile(
    rf"(?:\s*(?:re|aw|sv|vs|antw|odp|rép|res|rif|r|ynt|{_FORWARDED}|回复|回覆|答复|返信|ответ|отв|رد|إعادة|답장)"
    r"(?:\s*\[\d+\])?\s*[:：])+",
    re.IGNORECASE,
)
_FORWARD = re.compile(rf"(?:^|[:：])\s*(?:{_FORWARDED})(?:\s*\[\d+\])?\s*[:：]", re.IGNORECASE)
_ASKS = re.compile(
    r"[?？؟]|\b(?:please|could|can (?:you|we|i)|would|should|must|need\w*|want\w*|when|where|how|why|which|"
    r"whether|if|"
    r"but|however|instead|except|although|unfortunately|not|no|never|cannot|\w+n['’]t|yet|still|wrong|error|"
    r"mistake|typo|"
    r"miss(?:ing|ed|es)|correct\w*|chang\w*|updat\w*|replac\w*|withdr\w*|cancel\w*|remov\w*|add|send|resend|"
    r"attach\w*|enclos\w*|"
    r"pourriez|pouvez|veuillez|s['’]il vous|quand|comment|pourquoi|mais|pas|cependant|erreur|manque\w*|modifi\w*|"
    r"remplac\w*|retir\w*|podría\w*|puede\w*|por favor|cuándo|cuando|cómo|pero|sin embargo|falta\w*|"
    r"пожалуйста|прошу|просим|можно|можете|когда|как|но|не|ошибк\w*|يرجى|الرجاء|متى|هل|كيف|لكن|لم|لا)\b|"
    r"请|吗|能否|是否|什么|何时|但|没有|未|不|错|修改|更正|撤回|언제|주세요|ください|いつ",
    re.IGNORECASE,
)
_ATTACHES = re.compile(
    r"\b(?:attach(?:ed|ment|ments|ing)?|enclos(?:ed|ure|ing)|herewith|"
    r"(?:here (?:is|are)|please find (?:our|the|my|an?)|(?:we|i) (?:hereby )?(?:submit|send|provide)|"
    r"submitting|download)\b[^.?!\n]{0,60}\b(?:contributions?|documents?|papers?|inputs?|files?|drafts?)|"
    r"pi[eè]ces?[ -]jointes?|ci-joint(?:e|s|es)?|en annexe|adjunt[oa]s?|adjuntamos|"
    r"прилага\w*|во вложении|прикрепл\w*|направля(?:ем|ю)|مرفق\w*|رفقه|طيه)\b|附件|附上|随信|첨부|添付",
    re.IGNORECASE,
)
_NAMES_A_FILE = re.compile(
    r"\b(?:contributions?|documents?|papers?|inputs?|docx?|pdf|вклад\w*|документ\w*|contribuci[óo]n(?:es)?|"
    r"documentos?|"
    r"مساهم\w*)\b|文稿|文件|기고",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:(?:will|shall|['’]ll|going to|plans? to|intends? to|hopes? to|expects? to) (?:\w+ ){0,2}?"
    r"(?:send|submit|provide|prepare|share|upload|contribute)|"
    r"(?:nous|je) (?:vous )?(?:enverr\w+|soumettr\w+|transmettr\w+|ferons parvenir)|"
    r"(?:allons|vais|comptons) (?:vous )?(?:envoyer|soumettre|transmettre)|"
    r"(?:les )?(?:enviar|presentar|remitir)(?:emos|é)|vamos a (?:enviar|presentar)|"
    r"(?:от|при|вы)шл(?:ем|ём|ю)|направ(?:им|лю)|представ(?:им|лю)|планируем (?:направить|представить))\b|"
    r"سنرسل|سأرسل|سوف نرسل|سنقدم|سوف نقدم|(?:将|会|准备|计划)(?:在?[^，。]{0,8})?(?:提交|发送|寄送)",
    re.IGNORECASE,
)
"""Words of a file that comes with another mail."""

_QUESTION_MARKS = ("?", "？", "؟")
_SENTENCE = re.compile(r"[^.?!。？！؟\n]+[.?!。？！؟]*")
_SAYS = 3
"""The fewest words of a subject that says something."""


def own_words(text: str, banners: Sequence[str] = ()) -> str:
    """The sender's own words, without banners, quoted mail, signature, greeting and closing words.

    The words above a quoted mail count; if they are only a greeting, the words between and below the quoted lines.
    `banners` are the rulebook's, beside the known ones.
    """
    text = without_banners(text, banners)
    return _said(own_part(text)) or _said(own_part(unquoted(text)))


def _said(words: str) -> str:
    above, below = split_closing(words)
    return without_greeting(above) or (below if speaks(below) else "")


def says_nothing(subject: str, text: str, banners: Sequence[str] = ()) -> bool:
    """Whether a mail says nothing: no words of its own or of others in its text, no sentence in its subject.

    A greeting, a signature and a banner say nothing.
    """
    about = own_subject(subject)
    tells = asks(about) or (count_words(about) >= _SAYS and not _NAMES_A_FILE.search(about))
    return not (tells or own_words(text, banners) or quotes(without_banners(text, banners)))


def own_subject(subject: str) -> str:
    """The subject without tags of mail servers, or nothing where it is an answer to another mail's subject."""
    subject = without_tags(subject)
    return "" if _PREFIX.match(subject) else subject


def without_reply_prefix(subject: str) -> str:
    """The subject without what mail programs put before it in many languages: "Re: TR: ", "答复："."""
    subject = without_tags(subject)
    found = _PREFIX.match(subject)
    return subject[found.end() if found else 0 :].strip()


def is_forwarded(subject: str) -> bool:
    """Whether the subject is that of a mail passed on: "Fwd: ", "TR : ", "转发："."""
    subject = without_tags(subject)
    found = _PREFIX.match(subject)
    return bool(found and _FORWARD.search(found[0]))


def only_thanks(subject: str, text: str, banners: Sequence[str] = (), linked: Sequence[str] = ()) -> bool:
    """Whether a mail only thanks: nothing else is said in its subject, its text, or between the lines that it quotes.

    In doubt it is not: a person reads it. So it is where a link lies on words of its text above the signature
    (`linked`). A forwarded mail never counts, since its content is the forwarded mail.
    """
    about, text = own_subject(subject), without_banners(text, banners)
    if is_forwarded(subject) or any(asks(one) for one in introductions(text)):
        return False
    if about and not is_thanks(about):
        return False
    parts = [own_part(text), own_part(unquoted(text))]
    thanked = [is_thanks(*split_closing(part), linked) for part in parts]
    quiet = all(one or not _said(part) for one, part in zip(thanked, parts, strict=True))
    return quiet and (bool(about) or any(thanked))


def speaks_of_file(subject: str, text: str, banners: Sequence[str] = ()) -> bool:
    """Whether these words say that a document comes with them; a question about one, or a promise of one, does not."""
    about, words = own_subject(subject), own_words(text, banners)
    sentences = (one for part in (about, words) for one in _SENTENCE.findall(part))
    if any(_ATTACHES.search(one) and not one.rstrip().endswith(_QUESTION_MARKS) for one in sentences):
        return True
    said = f"{about}\n{words}"
    return bool(_NAMES_A_FILE.search(about)) and not (asks(said) or _LATER.search(said))


def asks(words: str) -> bool:
    """Whether these words ask, object or report something, so that a person has to read them."""
    return bool(_ASKS.search(words))
