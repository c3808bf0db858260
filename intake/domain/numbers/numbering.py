"""Numbers as people write them: every spelling is read, one is printed."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from intake.domain.meeting import Group, Series
from intake.domain.numbers.mentions import goes_on_with, is_remark, speaks_about
from intake.domain.numbers.revisions import Mark, Marked, any_mark, behind_mark, marked, without_marks
from intake.domain.text.language import letters, one_line
from intake.domain.text.undated import YEAR, undated

ClaimPlace = Literal["number cell", "file name", "subject"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A number that the mail says a document has: its label as we would print it, the revision if one is named.

    With another `mark`, `revision` counts the number's corrigenda or addenda.
    """

    label: str
    number: int
    revision: int | None
    place: ClaimPlace
    mark: Mark = "Rev"


_LABEL = 60
"""The longest label of another body's number that we keep, in characters."""

_KEY = 500
"""Letters of a title that are compared: a database's index takes no more than about 2,700 bytes."""

_APART = r"[\s._\-/&]*"
_START = r"(?<![^\W_])"
_WORD = r"documents?|docs?|documentos?|документ\w{0,3}|док|(?:وال|ال|لل|بال|ل)?وثيقة"
_CHINESE_WORD = r"文[件稿]"
_DOCUMENT = rf"(?:{_WORD}|{_CHINESE_WORD}){_APART}"
_LOOSE_DOCUMENT = rf"(?:{_START}(?<!-)(?:{_WORD})|{_CHINESE_WORD}){_APART}"
_COUNTED = r"(?:(?:no|nr|n°|#|n[úu]m(?:ero)?|第)[\s.]*)?"
_NUMBER = r"0*(?P<number>[1-9]\d{0,3})(?!\d)"
_REVISING = re.compile(
    r"\b(?:revised|revision|rev|update[ds]?|updating|corrected|new version|r[ée]vis[ée]e?|r[ée]vision|mise à jour|"
    r"corrigée?|revisad[oa]|revisión|actualizad[oa]|пересмотр\w*|обновл\w*)\b|修订|更新|مراجع|منقح",
    re.IGNORECASE,
)
_REPLACING = re.compile(
    r"\b(?:replac(?:es?|ed|ing|ement)|wrong (?:version|file)|withdraw(?:al|n|s|ing)?|remplac\w*|retrait|"
    r"re[ie]mplaz\w*|sustitu\w*|retir\w*|замен\w*|отзыв(?:а\w*)?(?!\s+на\b))\b|替换|撤回|استبدال|سحب",
    re.IGNORECASE,
)

_VERSION = re.compile(rf"\bv(?:ersion)?[\s._\-]*\d+(?:\.\d+)*|\d+(?:\.\d+)+|(?<!\d){YEAR}(?!\d)", re.IGNORECASE)
_GOES_ON = re.compile(r"[^\W\d_]|[.:/]\d")
_SOURCES = re.compile(r"[,;/|&\n،、，；]|\s(?:and|et|y|e|и|و)\s|和")
_NEXT_WORD = re.compile(r"\s+[^\W\d_]")
_OTHER_BODY = re.compile(
    rf"{_START}(?:(?:JCA|SG|FG|WP|TSAG|WTSA)[\w&\-]*[\s._\-/]*|дополнительн\w+\s+)$", re.IGNORECASE
)
"""The words before a number that is not ours: another body, or the Russian for "addendum"."""


def canonical_name(label: str) -> str:
    """The file name of a registered document: its number with its revision, as file systems take it, and ".docx"."""
    return re.sub(r"[^\w.-]", "", re.sub(r"[/\\\s]+", "-", label)) + ".docx"


def claims(
    group: Group,
    series: Series,
    *,
    cell: str | None,
    file_name: str,
    subject: str,
    others: Sequence[Series] = (),
) -> tuple[Claim, ...]:
    """The numbers that number cell, file name and subject say a document has, in this order.

    A number cell speaks without any prefix, and of another body's number too (`number` 0). A file name needs the
    group's name before the number, or "Doc" before and a revision behind it. A subject needs a revision or a word of
    revising or replacing, and our own subject line quoted back says nothing. Neither says anything where it speaks
    about a document ("Comments on Rev.1 of Doc 12"). The revision of a Claim is 0 for a bare
    "Rev" and for a subject's word of revising, None where none is named. Numbers of the group's `others` series are
    known by all that stands before the number in their patterns.
    """
    known = (series, *others)
    return (
        *_in_cell(group, known, cell or ""),
        *_in_file_name(group, known, undated(without_extension(file_name))),
        *_in_subject(group, known, undated(subject)),
    )


def _in_cell(group: Group, series: Sequence[Series], cell: str) -> Iterator[Claim]:
    text = undated(cell)
    if named := next(_found(group, series, text, "number cell"), None):
        yield named[0]
    elif bare := _bare(text):
        yield _claim(series[0].label(bare[0]), bare[0], bare[1], "number cell")
    elif re.search("[1-9]", without_marks(_VERSION.sub("", text))):
        yield _claim(one_line(cell, _LABEL), 0, any_mark(text), "number cell")


def _claim(label: str, number: int, said: Marked | None, place: ClaimPlace) -> Claim:
    return Claim(label, number, said.which, place, said.mark) if said else Claim(label, number, None, place)


def _bare(text: str) -> tuple[int, Marked | None] | None:
    """A number and its revision where nothing but a revision stands beside it: "012-R1", "No. 12"."""
    match = re.match(rf"\W*{_COUNTED}{_NUMBER}(?P<rest>.*)", text, re.IGNORECASE | re.DOTALL)
    if match is None or re.fullmatch(YEAR, match["number"]):
        return None
    said = marked("", match["rest"])
    alone = said is not None or not re.search(r"\w", match["rest"])
    return (int(match["number"]), said) if alone else None


def _in_file_name(group: Group, series: Sequence[Series], stem: str) -> Iterator[Claim]:
    found = _found(group, series, stem, "file name")
    yield from (claim for claim, ours in found if ours or claim.revision is not None)


def _in_subject(group: Group, series: Sequence[Series], subject: str) -> Iterator[Claim]:
    if re.search(rf":.*\[\s*{_spelled(group.acronym)}\s*\]", subject, re.IGNORECASE):
        return
    revising, replacing = _REVISING.search(subject), _REPLACING.search(subject)
    for claim, _ in _found(group, series, subject, "subject"):
        if claim.revision is None and revising and not replacing:
            yield Claim(claim.label, claim.number, 0, "subject")
        elif claim.revision is not None or replacing:
            yield claim


def _found(group: Group, series: Sequence[Series], text: str, place: ClaimPlace) -> Iterator[tuple[Claim, bool]]:
    """Each number behind the group's name or behind "Doc", and whether the group's name stood before it.

    A file name or a subject that only speaks about a document has no number.
    """
    leads = [(one, _numbered(group, one) if one is series[0] else _prefixed(one)) for one in series]
    found = [(one, match) for one, lead in leads for match in (lead.finditer(text) if lead else ())]
    spoken = set() if place == "number cell" else _spoken_about([match for _, match in found], text, place)
    for one, match in found:
        number, rest = int(match["number"]), text[match.end() :]
        said = marked(text[: match.start()], rest)
        claim = _claim(one.label(number), number, said, place)
        printed = undated(claim.label).casefold() in text.casefold()
        year = re.fullmatch(YEAR, match["number"]) and not printed
        amount = said is None and (_GOES_ON.match(rest) or (match["loose"] and _NEXT_WORD.match(rest)))
        foreign = not match["ours"] and _OTHER_BODY.search(text[: match.start()])
        if not (year or amount or foreign or match.start() in spoken):
            yield claim, bool(match["ours"])


def _spoken_about(numbers: Iterable[re.Match[str]], text: str, place: ClaimPlace) -> set[int]:
    """The places of numbers about which a text only speaks, also of further ones in a list."""
    spoken: set[int] = set()
    last: tuple[int, int] | None = None
    for one in sorted(numbers, key=lambda match: match.start()):
        before, behind = text[: one.start()], behind_mark(text[one.end() :])
        listed = last is not None and last[0] in spoken and goes_on_with(before[last[1] :])
        if listed or speaks_about(before, behind) or (place == "subject" and is_remark(behind)):
            spoken.add(one.start())
        last = (one.start(), len(text) - len(behind))
    return spoken


@lru_cache(maxsize=256)
def _numbered(group: Group, series: Series) -> re.Pattern[str]:
    """A number as in JCA-MV-Doc-012, JCA MV 12, Doc. 12, Document no. 12; loose where only a space leads to it."""
    names = {group.acronym, series.pattern.partition("{")[0]}
    ours = "|".join(sorted(filter(None, map(_spelled, names)), key=len, reverse=True))
    lead = rf"(?P<ours>{_START}(?:{ours})(?:(?P<loose>\s+)(?=[\d#n])|{_APART}(?:{_DOCUMENT})?))|{_LOOSE_DOCUMENT}"
    return re.compile(rf"(?:{lead}){_COUNTED}{_NUMBER}", re.IGNORECASE)


@lru_cache(maxsize=256)
def _prefixed(series: Series) -> re.Pattern[str] | None:
    """A number of another series, behind all that its pattern has before the number; None where that is no name."""
    name = _spelled(series.pattern.partition("{")[0])
    if not re.search("[A-Za-z]{2}", name):
        return None
    lead = rf"(?P<ours>{_START}{name})(?:(?P<loose>\s+)(?=[\d#n])|{_APART})"
    return re.compile(rf"{lead}{_COUNTED}{_NUMBER}", re.IGNORECASE)


def _spelled(name: str) -> str:
    """A pattern for a name with any separators between its parts: JCA-ICT&CC, JCA_ICT_CC, JCA ICTCC."""
    return _APART.join(re.escape(part) for part in re.split(r"[^0-9A-Za-z]+", name) if part)


def without_extension(file_name: str) -> str:
    """A file name as it stands, without its extension."""
    return re.sub(r"\.[A-Za-z][A-Za-z0-9]{0,4}$", "", unicodedata.normalize("NFC", file_name))


def same_sources(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two lists name the same sources in any order."""
    return _sources(one) == _sources(other)


def share_sources(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether one of two lists names only sources of the other, and at least one."""
    some, others = _sources(one), _sources(other)
    return bool(some and others) and (some <= others or others <= some)


def _sources(names: Iterable[str]) -> set[str]:
    parted = (part for name in names for part in _SOURCES.split(name))
    return {letters(one) for one in parted} - {""}


def keys(title: str | None, source: Iterable[str]) -> tuple[str, str]:
    """Letters and digits of title and source, case-folded: equal if a person would call them the same."""
    return letters(title or "")[:_KEY], letters(" ".join(source))[:_KEY]


def file_stem(file_name: str) -> str:
    """A file name without its extension, for comparing: lower case, outer space removed."""
    return without_extension(file_name).strip().casefold()
