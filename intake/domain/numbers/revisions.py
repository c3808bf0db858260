"""Revisions, corrigenda and addenda as people write them in six languages, behind a number or before it.

ITU papers say "Doc 75 Rev.1" and "Corrigendum 1 to Document 46"; each is printed one way: -Rev1, -Cor1, -Add1.
"""

import re
from typing import Literal, NamedTuple

Mark = Literal["Rev", "Cor", "Add"]


class Marked(NamedTuple):
    """The mark of a number: Rev, Cor or Add, and its count; 0 if none is given."""

    mark: Mark
    which: int


_BETWEEN = r"[\s._\-:]*"
_COUNTED = r"(?:(?:no|nr|n[°o])\.?[\s.]*|第)?"
_FULL: dict[Mark, str] = {
    "Rev": r"r[ée]visi[oó]ns?|revised|r[ée]vis[ée]e?|r[ée]v|revisad[oa]|пересм\w*|修订[版本]?|(?:ال)?مراجعة",
    "Cor": r"corrig[ée]nd(?:um|a)|rectificatif|корригендум\w*|исправлени[ея]|更正|勘误|(?:ال)?تصويب",
    "Add": r"add[ée]nd(?:um|a)|additif|дополнени[ея]|аддендум\w*|дополнительн\w+ документ\w*|补遗|增补"
    r"|(?:ال)?[إا]ضافة",
}
"""Words that mark a number even without a count of their own, as in the titles of ITU papers."""

_SHORT: dict[Mark, str] = {"Rev": "r", "Cor": "corr?|испр", "Add": "add|доп"}
"""Words that mark a number only with one of their own behind: "add" is also a verb."""

_COUNT = r"\d{1,2}(?!\d)"
_ENDS = r"(?![^\W\d_])"


def _spelled(mark: Mark) -> str:
    """One mark with its count as the group of its name, or a whole word without one."""
    short = _SHORT[mark]
    spaced = rf"(?:{short})\s+(?=\d{{1,2}}(?!\d|\s+[^\W\d_]))" if mark != "Rev" else rf"(?:{short})\s+(?=\d)"
    joined = rf"(?:{short})(?:[._\-]+\s*(?:no\.?\s*)?)?(?=\d)"
    return rf"(?:(?:{_FULL[mark]}){_BETWEEN}{_COUNTED}|{joined}|{spaced})(?P<{mark}>{_COUNT})|(?:{_FULL[mark]}){_ENDS}"


_ANY = "|".join(f"(?P<is_{mark}>{_spelled(mark)})" for mark in _FULL)
_BEHIND = re.compile(
    rf"(?:-[efsrac](?![^\W_]))?[\s._\-,:;!(\[的之]*(?:{_ANY}|(?<=!)a(?P<of_file>{_COUNT})(?![^\W_]))", re.IGNORECASE
)
_TO = (
    r"(?:of|to|for|the|du|de|des|la|le|les|au|aux|à|al|a|del|el|к|на|для|对|的|之|في|على|من)(?=[\s._\-]|文|$)"
    r"|(?<=[\W\d_])(?=文)"
)
_START = r"(?:(?<![^\W_])|(?<=对))"
_BEFORE = re.compile(rf"{_START}(?:{_ANY}){_BETWEEN}(?:(?:{_TO})[\s._\-]*){{0,3}}$", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:\b(?:on|about|regarding|concerning|to|with|from|sur|sobre|con|avec|об?|на|по|к)\s+(?:the\s|la\s|le\s|el\s)?"
    r"|关于|بشأن\s*|حول\s*)$",
    re.IGNORECASE,
)
_LOOKED_BACK = 60
"""Characters before a number in which its mark is looked for."""

_WORDS = "|".join(_FULL.values())
_ANYWHERE = re.compile(rf"(?:(?<![^\W_])(?={_WORDS})|(?<=\d)[\s._\-!]*)(?:{_ANY})", re.IGNORECASE)
_PRINTED = re.compile(r"[\s_-]*(?P<mark>rev|cor|add)\.?[\s_-]*(?P<count>\d{1,4})\s*$", re.IGNORECASE)


def marked(before: str, behind: str) -> Marked | None:
    """The mark of a number between these two texts; None for a plain number.

    "Rev. 1 of Doc 12" is a revision, "Comments on Rev. 1 of Doc 12" is none. A corrigendum of a revision is that
    corrigendum.
    """
    first = _match(_BEHIND.match(behind))
    if first and first.mark == "Rev" and (end := _BEHIND.match(behind)):
        second = _match(_BEHIND.match(behind[end.end() :]))
        first = second if second and second.mark != "Rev" else first
    lead = before[-_LOOKED_BACK:]
    found = _BEFORE.search(lead)
    leading = _match(found) if found and not _ABOUT.search(lead[: found.start()]) else None
    if leading and (leading.which or leading.mark != "Rev") and (first is None or leading.mark != "Rev"):
        return leading
    return first


def without_mark_before(text: str) -> str:
    """The text before a number without the mark at its end: nothing of "Rev. 1 of the "."""
    return _BEFORE.sub("", text)


def behind_mark(text: str) -> str:
    """The text behind a number without the mark at its beginning."""
    found = _BEHIND.match(text)
    return text[found.end() :] if found else text


def _match(found: re.Match[str] | None) -> Marked | None:
    if found is None:
        return None
    groups = found.groupdict()
    if groups.get("of_file"):
        return Marked("Add", int(groups["of_file"]))
    mark = next(mark for mark in _FULL if groups[f"is_{mark}"] is not None)
    return Marked(mark, int(groups[mark] or 0))


def any_mark(text: str) -> Marked | None:
    """The first mark with a count in a number of another body."""
    found = (_match(one) for one in _ANYWHERE.finditer(text))
    return next((one for one in found if one and one.which), None)


def without_marks(text: str) -> str:
    """The text of a number of another body without its marks."""
    return _ANYWHERE.sub("", text)


def split_revision(label: str) -> tuple[str, Marked | None]:
    """A number as somebody types it, apart from its mark: ("JCA-MV-Doc-012", Rev 1), or None where it has none."""
    named = _PRINTED.search(label)
    if named is None:
        return label.strip(), None
    mark = next(one for one in _FULL if one.lower() == named["mark"].lower())
    return label[: named.start()].strip(), Marked(mark, int(named["count"]))


def revision_label(label: str, revision: int, mark: Mark = "Rev") -> str:
    """The number as printed: JCA-MV-Doc-012, JCA-MV-Doc-012-Rev1 for its first revision, -Cor1, -Add1."""
    return f"{label}-{mark}{revision}" if revision else label
