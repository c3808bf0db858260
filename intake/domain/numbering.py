"""Numbers as people write them: every spelling is read, one is printed."""

import re
from collections.abc import Iterable

from intake.domain.case import Claim, ClaimPlace
from intake.domain.language import letters
from intake.domain.meeting import Group, Series

_REVISION = r"(?:revision|revised|rev|r)"
_MARK = re.compile(rf"^[\s._\-–—(]*{_REVISION}[\s._\-–—]*(?P<revision>\d{{1,2}})(?!\d)", re.IGNORECASE)
_BARE_MARK = re.compile(r"^[\s._\-–—(]*(?:revision|revised|rev)(?![a-z])", re.IGNORECASE)
_WORDS = re.compile(
    r"\b(?:revised|revision|rev|updated?|update to|corrected version|replaces|new version|"
    r"révisée?|révision|mise à jour|withdraw(?:al|n)?|retrait)\b",
    re.IGNORECASE,
)
_OURS = re.compile(r"^\s*(?:(?:re|fw|fwd|aw|wg|tr|rép|rv|sv|antw)\s*:\s*)*\[[^\]]+\]", re.IGNORECASE)
_DIGITS = re.compile(r"\d")
_SEPARATOR = r"[\s._\-–—‑/]*"


def revision_label(label: str, revision: int) -> str:
    """The number as printed: JCA-MV-Doc-012, and JCA-MV-Doc-012-Rev1 for its first revision."""
    return f"{label}-Rev{revision}" if revision else label


def claims(group: Group, series: Series, *, cell: str | None, file_name: str, subject: str) -> tuple[Claim, ...]:
    """The numbers that number cell, file name and subject say a document has.

    A number cell speaks without any prefix; a file name needs the group's name or "Doc" before the number; a
    subject needs a word of revising too, and our own subject line quoted back says nothing.
    """
    found: list[Claim | None] = [
        _in_cell(group, series, cell or ""),
        _first(_numbers(group, series, _stem(file_name), "file name")),
    ]
    if not _OURS.match(subject):
        spoken = _numbers(group, series, subject, "subject")
        found.append(_first(one for one in spoken if one.revision is not None or _WORDS.search(subject)))
    return tuple(one for one in found if one is not None)


def _in_cell(group: Group, series: Series, cell: str) -> Claim | None:
    if not _DIGITS.search(cell):
        return None
    if named := _first(_numbers(group, series, cell, "number cell")):
        return named
    bare = re.match(r"^\s*0*(?P<number>\d{1,4})(?!\d)(?P<rest>.*)$", cell, re.DOTALL)
    if bare:
        number = int(bare["number"])
        return Claim(series.label(number), number, _revision(bare["rest"]), "number cell")
    return Claim(" ".join(cell.split()), 0, _revision_anywhere(cell), "number cell")


def _numbers(group: Group, series: Series, text: str, place: ClaimPlace) -> Iterable[Claim]:
    for match in _prefix(group).finditer(text):
        number = int(match["number"])
        yield Claim(series.label(number), number, _revision(text[match.end() :]), place)


def _prefix(group: Group) -> re.Pattern[str]:
    """The group's acronym, or "Doc", before a number: "JCA-MV-Doc-012", "JCA MV 12", "Doc. 12", "Document 12"."""
    acronym = _SEPARATOR.join(re.escape(part) for part in re.split(r"[^0-9A-Za-z]+", group.acronym) if part)
    document = r"(?:documents?|docs?)"
    before = (
        rf"(?:(?<![0-9A-Za-z]){acronym}{_SEPARATOR}(?:{document}{_SEPARATOR})?|(?<![0-9A-Za-z-]){document}{_SEPARATOR})"
    )
    return re.compile(rf"{before}0*(?P<number>\d{{1,4}})(?!\d)", re.IGNORECASE)


def _revision(rest: str) -> int | None:
    """The revision named right after a number; 0 for a bare "Rev", None when none is named."""
    if match := _MARK.match(rest):
        return int(match["revision"])
    return 0 if _BARE_MARK.match(rest) else None


def _revision_anywhere(text: str) -> int | None:
    match = re.search(rf"{_REVISION}{_SEPARATOR}(\d{{1,2}})\b", text, re.IGNORECASE)
    return int(match[1]) if match else None


def _stem(file_name: str) -> str:
    return re.sub(r"\.[A-Za-z0-9]{1,5}$", "", file_name)


def _first(found: Iterable[Claim]) -> Claim | None:
    return next(iter(found), None)


def keys(title: str | None, source: Iterable[str]) -> tuple[str, str]:
    """Letters and digits of title and source, case-folded: equal for what a person takes as the same."""
    return letters(title or ""), letters(" ".join(source))


def file_stem(file_name: str) -> str:
    """A file name without its extension, for comparing: lower case, outer space removed."""
    return _stem(file_name).strip().casefold()
