"""Finding the end of a sender's own words in a mail: the mail that it quotes, or the signature."""

import re

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
_SPACES = re.compile(r"[ \t]{2,}")


def single_spaced(text: str) -> str:
    """The text with single spaces: long runs of them would cost minutes."""
    return _SPACES.sub(" ", text)


def own_part(text: str) -> str:
    """The text above the quoted mail and the signature, with single spaces."""
    text = single_spaced(text)
    cuts = (match.start() for match in (_QUOTED.search(text), _SIGNATURE.search(text)) if match)
    return text[: min(cuts, default=len(text))].strip()


def unquoted(text: str) -> str:
    """The text without the lines that begin with ">" (RFC 3676, 4.5), and the line above them that tells whose."""
    return _QUOTED_LINE.sub("", _TOLD_WHOSE.sub("", single_spaced(text)))


def quotes(text: str) -> bool:
    """Whether words stand behind the mark of a quoted or forwarded mail."""
    text = single_spaced(text)
    found = _QUOTED.search(text)
    return found is not None and any(map(str.isalnum, text[found.start() :]))


def introductions(text: str) -> list[str]:
    """The lines above quoted lines that may be those of a mail program, or a request about what is quoted."""
    return [one[0] for one in _TOLD_IN_ANY.finditer(single_spaced(text))]
