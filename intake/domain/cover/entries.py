"""The entries in a cover's cells, as a person would copy them into a list of documents."""

import re
from collections.abc import Iterable, Iterator

from intake.domain.cover.cells import says_something
from intake.domain.cover.labels import key
from intake.domain.text.language import one_line

_SEPARATOR = re.compile(r"[;；؛\n](?![^()\n]{0,200}\))")
_MOST_SOURCES = 100
_COMMA = re.compile(r"[,，](?![^()\n]{0,200}\))")
_LEGAL_FORM = re.compile(
    r"(?:inc|ltd|llc|co|corp|gmbh|ag|plc|s\.?a\.?|s\.?p\.?a\.?|limited|n\.?v\.?|b\.?v\.?)\.?", re.IGNORECASE
)
_FIRM = re.compile(
    r"(?!(?:UK|US|USA|UAE|KSA|PRC|ROK|EU|UE)\b)[A-Z][A-Z0-9&-]{1,7}(?: \([^()]{1,60}\))?|"
    r"(?!.*\b(?:of|for|and|et|de|du|y)\b).*\b(?:Inc|Ltd|LLC|Co|Corp|Corporation|GmbH|AG|PLC|S\.?A|Limited|Telecom|Mobile|"
    r"Unicom|Telecommunications|Technologies|Networks|Electronics|Broadcom|Communications|Systems|Group)\.?"
    r"(?: \([^()]{1,60}\))?"
)
"""An acronym that is no country's, or a name that ends as firms' names do."""

_NOBODY = {"none", "na", "nil", "aucun", "aucune", "ninguno", "ninguna", "нет", "无", "لايوجد"}
_BULLET = re.compile(r"(?:[-–•·*]|\(?\d{1,2}[.)])\s+")
_GOES_ON = re.compile(r"(?:\b(?:and|of|for|the|et|de|des|du|la|y|и|по)|&)\Z", re.IGNORECASE)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(
    rf"(?:\b(?:{_MONTHS})\s+)?\b\d{{1,2}}(?:er|st|nd|rd|th)?\b\D{{1,40}}.*?\b\d{{4}}\b.*|\b\d{{4}}\s*[-年./]\s*\d{{1,2}}\s*[-月./]\s*\d.*"
)
_NUMBER = re.compile(
    r"(?:[A-Z][\w&()./ –-]{0,30}[\s–-]+)?"
    r"(?:docs?|document|documento|документ|temporary document|td|contribution|c|doc|文件|文稿|وثيقة|الوثيقة)"
    r"[\s.:–-]*(?:no\.?|n[°º]|№)?\s*"
    r"(?:\d{1,4}(?!\d).{0,30}|x{2,4}|\[[^\]]{0,30}\]|<[^>]{0,30}>|_{2,})",
    re.IGNORECASE,
)
_BLANK_NUMBER = {"tobeassigned", "numbertobeassigned", "number", "documentnumber", "docnumber", "nº", "xxx"}


def line(text: str) -> str | None:
    """The text as one line of any length, without invisible controls; None if it is empty."""
    return one_line(text, limit=len(text) + 1) if says_something(text) else None


def lines(text: str) -> str | None:
    """The text with its lines kept, each cleaned; None when nothing is said."""
    kept = [clean for one in text.split("\n") if (clean := line(one))]
    return "\n".join(kept) or None


def sources(text: str) -> Iterator[str]:
    """Each source on its own: they stand on lines or behind semicolons; behind commas only where each is a firm.

    A line that ends in "and" or "of", or begins in brackets or with a small letter, goes on with the one before. The
    first 100 of one cell are taken.
    """
    names: list[str] = []
    for part in _SEPARATOR.split(text, maxsplit=_MOST_SOURCES)[:_MOST_SOURCES]:
        clean = _BULLET.sub("", line(part) or "", count=1).strip(" ,")
        if names and clean and (_GOES_ON.search(names[-1][-8:]) or clean.startswith("(") or clean[0].islower()):
            names[-1] = f"{names[-1]} {clean}"
        elif clean:
            names.append(clean)
    return (one for name in names for one in _firms(name))


def _firms(name: str) -> list[str]:
    """The firms of "ETRI, KT Corp., China Telecom"; one name where a comma may belong to it: "ETRI, Korea"."""
    commas = (one.strip() for one in _COMMA.split(name, maxsplit=_MOST_SOURCES))
    pieces: list[str] = []
    for piece in commas:
        if pieces and _LEGAL_FORM.fullmatch(piece):
            pieces[-1] = f"{pieces[-1]}, {piece}"
        elif piece:
            pieces.append(piece)
    last = pieces[-1].removeprefix("and ") if pieces else ""
    pieces = [*pieces[:-1], last]
    return pieces if len(pieces) > 1 and all(_FIRM.fullmatch(one) for one in pieces) else [name]


def bodies(text: str) -> Iterator[str]:
    """Each body that a liaison statement asks, without "none"; a comma in brackets belongs to a name."""
    parts = re.split(r"[,;，；、،؛\n](?![^()\n]{0,200}\))", text, maxsplit=_MOST_SOURCES)[:_MOST_SOURCES]
    cleaned = ((line(one) or "").strip(" .") for one in parts)
    return (one for one in cleaned if one and key(one) not in _NOBODY)


def keywords(text: str) -> Iterator[str]:
    """Each keyword on its own, without a full stop at the end."""
    return (clean for part in re.split(r"[,;，；、،؛\n]", text) if (clean := (line(part) or "").strip(" .。")))


def place_and_dates(text: str) -> tuple[str | None, str | None]:
    """Place and dates of "Geneva, 29 August - 6 September 2017". Without a date, all is place."""
    whole = (line(text) or "")[:300]
    dates = _DATE.search(whole)
    if dates is None:
        return whole or None, None
    return whole[: dates.start()].rstrip(" ,;:(–-") or None, dates[0].rstrip(" )") or None


def is_meeting(text: str) -> bool:
    """Whether a text without a label tells place and date of a meeting: short, with a day and a year."""
    return len(text) <= 120 and _DATE.search(text) is not None and not is_number(text)


def is_number(text: str) -> bool:
    """Whether a text stands in a number cell: "Doc 012", "JCA-MV-Doc-012-Rev1", "TD 37", "[to be assigned]"."""
    plain = text.strip()
    return len(plain) <= 120 and (_NUMBER.fullmatch(plain) is not None or key(plain) in _BLANK_NUMBER)


def language_of(texts: Iterable[str]) -> str | None:
    """The language that an unlabelled line names: "English only"."""
    found = (re.fullmatch(r"\s*(\w+) only\s*", text, re.IGNORECASE) for text in texts)
    return next((one[1] for one in found if one), None)
