"""What a mail says in its sender's own words: whether they thank, ask, or speak of a file, in the six languages."""

import re

from intake.domain.text.language import count_words

_WROTE_IN_ANY = (
    r"(?=[^\n]{0,200}(?:@|[0-9][:：.h][0-5][0-9]))[^\n]{5,200}[:：](?=[ \t]*\n(?:[ \t]*\n){0,2}[ \t]{0,20}>)"
)
_WROTE = (
    r"(?:(?:on|le|el|am|at)\b[^\n]{5,200}(?:\n[^\n]{0,200})?\b(?:wrote|a écrit|escribió|schrieb)[ \t\xa0]?:|"
    rf"[^\n]{{5,200}}(?:пишет|написал[аи]?|写道|كتب)[ \t]?[:：]|{_WROTE_IN_ANY})"
)
"""The line above a quoted mail that tells who wrote it and when; in any language, with an address or a time of day,
where quoted lines follow."""

_TOLD_IN_ANY = re.compile(rf"^[ \t]{{0,20}}{_WROTE_IN_ANY}", re.MULTILINE)
_QUOTED = re.compile(
    r"^[ \t]{0,20}(?:>|[-_]{5,}[ \t]*$|_{10,}|-{2,}[ \t]*(?:original|forwarded|message (?:d'origine|"
    r"transféré)|mensaje|исходное|пересыл|原始|转发)|"
    r"(?:from|de|von|da|van|fra|från|od|от|من|发件人|寄件者|差出人|보낸 ?사람)[ \t]?[:：][ \t]?\S|"
    rf"{_WROTE})",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTED_LINE = re.compile(r"^[ \t]{0,20}>[^\n]*\n?", re.MULTILINE)
_TOLD_WHOSE = re.compile(
    rf"^[ \t]{{0,20}}{_WROTE}[ \t]*\n(?:[ \t]*\n){{0,2}}(?=[ \t]{{0,20}}>)", re.IGNORECASE | re.MULTILINE
)
_SIGNATURE = re.compile(
    r"^(?:-- ?|(?:sent from|sent via|get outlook|envoyé (?:de|depuis)|enviado desde|отправлено с|发自|أرسلت من)\b.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_GREETING = re.compile(
    r"\A(?:dear|hello|hi|good (?:morning|afternoon|evening)|to whom|bonjour|madame|monsieur|cher|chère|estimad[oa]s?|"
    r"buen[oa]s|hola|уважаем\w*|здравствуйте|добрый|السادة|السلام|尊敬|您好|你好)\b(?:[ \t,]+[^\s,:!.?，：！]+){0,6}"
    r"[ \t]*[,:!.，：！]?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_CLOSING = re.compile(
    r"^[ \t]{0,20}(?:(?:(?:with )?(?:(?:my|our|the) )?(?:very )?(?:best|kind|warm|sincere)(?:est)?[ \t]+"
    r"(?:regards|wishes|greetings)|best(?=[ \t]*,?[ \t]*$)|regards|"
    r"br|rgds|cheers|(?:yours )?(?:sincerely|faithfully|truly)(?: yours)?|respectfully|"
    r"(?:bien )?(?:cordialement|à vous)|(?:meilleures |sincères )?salutations|(?:un )?(?:cordial(?:es)? )?saludos?|"
    r"atentamente|с уважением|с наилучшими|مع (?:أطيب )?(?:التحيات|التحية)|تحياتي|此致|敬上|顺祝|谨启)\b[^\n]{0,30}$|"
    r"(?:veuillez|je vous prie)\b[^\n]{0,40}\b(?:agréer|recevoir)\b)",
    re.IGNORECASE | re.MULTILINE,
)
_REPLY = re.compile(
    r"(?:\s*(?:re|aw|sv|vs|antw|odp|rép|res|rif|tr|rv|fwd?|wg|enc|回复|答复|转发|ответ|отв|رد|إعادة)(?:\s*\[\d+\])?\s*[:：])+",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"\b(?:thank(?:s|ful)?|thx|(?:well|duly) (?:received|noted)|noted|great|perfect|excellent|merci|remercie\w*|"
    r"bien reçu|(?:bien )?noté|parfait|gracias|agradec\w*|recibido|perfecto|danke|спасибо|благодар\w*|получено|شكرا|"
    r"شكراً)\b|谢谢|感谢|多谢|收到|شكر|감사|ありがとう",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"[?？؟]|\b(?:please|could|can (?:you|we|i)|would|should|must|need\w*|want\w*|when|where|how|why|which|whether|if|"
    r"but|however|instead|except|although|unfortunately|not|no|never|cannot|\w+n['’]t|yet|still|wrong|error|mistake|typo|"
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
    r"\b(?:contributions?|documents?|papers?|inputs?|docx?|pdf|вклад\w*|документ\w*|contribuci[óo]n(?:es)?|documentos?|"
    r"مساهم\w*)\b|文稿|文件|기고",
    re.IGNORECASE,
)

_QUESTION_MARKS = ("?", "？", "؟")
_PS = re.compile(r"[?？؟]|^[ \t]*p\.?[ \t]?s\b", re.IGNORECASE | re.MULTILINE)
_SENTENCE = re.compile(r"[^.?!。？！؟\n]+[.?!。？！؟]*")
_SENTENCE_END = re.compile(r"[.!;。！\n]+")
_SPACES = re.compile(r"[ \t]{2,}")

_LONGEST_THANKS = 60
_ASIDE = 4
"""Words that a sentence beside the thanks may have: a greeting, a name, "See you in Geneva"."""


def own_words(text: str) -> str:
    """What the sender wrote: without quoted mail, signature, greeting and closing words.

    What stands above a quoted mail counts; where that is no more than a greeting, what stands between and below its
    quoted lines.
    """
    return _said(own_part(text)) or _said(own_part(_unquoted(text)))


def _said(words: str) -> str:
    if closing := _CLOSING.search(words):
        words = words[: closing.start()].strip()
    greeting = _GREETING.match(words)
    if greeting and not (_THANKS.search(greeting[0]) or _ASKS.search(greeting[0])):
        words = words[greeting.end() :]
    return words.strip()


def _unquoted(text: str) -> str:
    """The text without the lines that begin with ">" (RFC 3676, 4.5), and the line above them that tells whose."""
    return _QUOTED_LINE.sub("", _TOLD_WHOSE.sub("", _SPACES.sub(" ", text)))


def own_subject(subject: str) -> str:
    """The subject, or nothing where it is an answer to another mail's subject."""
    return "" if _REPLY.match(subject) else subject.strip()


def without_reply_prefix(subject: str) -> str:
    """The subject without what mail programs put before it in many languages: "Re: TR: ", "答复："."""
    found = _REPLY.match(subject)
    return subject[found.end() if found else 0 :].strip()


def only_thanks(subject: str, text: str) -> bool:
    """Whether a mail only thanks: short, thankful in every longer sentence, and asking for nothing, not even below."""
    about, words = own_subject(subject), own_words(text)
    said = f"{about}\n{words}"
    if len(said.split()) > _LONGEST_THANKS or not _THANKS.search(said) or _ASKS.search(said):
        return False
    if any(_ASKS.search(one[0]) for one in _TOLD_IN_ANY.finditer(_SPACES.sub(" ", text))):
        return False
    if _PS.search(own_part(text)) or (_NAMES_A_FILE.search(about) and not _THANKS.search(about)):
        return False
    return all(_THANKS.search(one) or count_words(one) <= _ASIDE for one in _SENTENCE_END.split(words))


def speaks_of_file(subject: str, text: str) -> bool:
    """Whether these words say that a document comes with them; a question about one does not."""
    about, words = own_subject(subject), own_words(text)
    sentences = (one for part in (about, words) for one in _SENTENCE.findall(part))
    if any(_ATTACHES.search(one) and not one.rstrip().endswith(_QUESTION_MARKS) for one in sentences):
        return True
    return bool(_NAMES_A_FILE.search(about)) and not asks(f"{about}\n{words}")


def asks(words: str) -> bool:
    """Whether these words ask, object or report something, so that a person has to read them."""
    return bool(_ASKS.search(words))


def own_part(text: str) -> str:
    """The text above the quoted mail and the signature, with single spaces: long runs of them would cost minutes."""
    text = _SPACES.sub(" ", text)
    cuts = (match.start() for match in (_QUOTED.search(text), _SIGNATURE.search(text)) if match)
    return text[: min(cuts, default=len(text))].strip()
