"""One line of a list: a document that somebody registered by hand, or a version of one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from intake.domain.by_hand.sheet import Fault, SheetRow, parts
from intake.domain.by_hand.told import submitter_of, time_of_receipt
from intake.domain.mail import Address
from intake.domain.meeting import Series
from intake.domain.numbers.numbering import claims
from intake.domain.numbers.revisions import Mark, revision_label
from intake.domain.rulebook import Rulebook
from intake.domain.text.addresses import is_address
from intake.domain.text.language import one_line

_LONGEST = 2000
_TIME = "write it as 2026-04-28 17:05 in {zone} time, or with an offset: 2026-04-28T17:05+02:00"


@dataclass(frozen=True, slots=True)
class HandEntry:
    """One version of a document as the list has it; `which` is 0 for the original, `received` is UTC.

    `submitters` may have a name, an address, or both; `files` are names as written.
    """

    line: int
    series: Series
    number: int
    mark: Mark
    which: int
    title: str
    source: tuple[str, ...]
    submitters: tuple[Address, ...]
    received: datetime
    files: tuple[str, ...]

    @property
    def label(self) -> str:
        """The number as printed, without revision."""
        return self.series.label(self.number)

    @property
    def version(self) -> str:
        """The number as printed, with its revision, corrigendum or addendum."""
        return revision_label(self.label, self.which, self.mark)


@dataclass(frozen=True, slots=True)
class _Numbered:
    series: Series
    number: int
    mark: Mark
    which: int


def entries(
    rows: Sequence[SheetRow], rulebook: Rulebook, zone: str, now: datetime, *, with_files: bool = True
) -> tuple[list[HandEntry], list[Fault]]:
    """The documents of the rows, in the order of number and revision, and every fault in them.

    `zone` (IANA) is that of times without an offset; `now` is UTC. `with_files`: each document has to name one.
    """
    found: list[HandEntry] = []
    faults: list[Fault] = []
    lines: dict[str, int] = {}
    for row in rows:
        entry, wrong = _entry(row, rulebook, zone, now, with_files=with_files)
        faults += wrong
        numbered = entry or _number(row, rulebook)
        if isinstance(numbered, Fault):
            continue
        version = revision_label(numbered.series.label(numbered.number), numbered.which, numbered.mark)
        if version in lines:
            what = f"{version} stands in line {lines[version]} already"
            faults.append(Fault(row.line, "number", what, "leave one of the two lines out, or name its revision"))
        elif entry:
            found.append(entry)
        lines.setdefault(version, row.line)
    return sorted(found, key=_order), faults


def _order(one: HandEntry) -> tuple[str, int, bool, Mark, int]:
    return one.series.id, one.number, one.mark != "Rev", one.mark, one.which


def _entry(
    row: SheetRow, rulebook: Rulebook, zone: str, now: datetime, *, with_files: bool
) -> tuple[HandEntry | None, list[Fault]]:
    """The row's entry, None where something is wrong with it."""
    numbered, received = _number(row, rulebook), _received(row, zone, now)
    title, files = one_line(row.cells.get("title", ""), _LONGEST), parts(row.cells.get("files", ""))
    submitters = tuple(submitter_of(one) for one in parts(row.cells.get("submitter", "")))
    faults = [one for one in (numbered, received) if isinstance(one, Fault)]
    if not title:
        faults.append(Fault(row.line, "title", "there is no title", "write the title that is recorded"))
    if with_files and not files:
        faults.append(Fault(row.line, "files", "no file is named", "name the file, as it is called in the folder"))
    faults += _unwritable(row.line, submitters)
    if faults or isinstance(numbered, Fault) or isinstance(received, Fault):
        return None, faults
    source = tuple(one_line(one, _LONGEST) for one in parts(row.cells.get("source", "")))
    entry = HandEntry(
        row.line,
        numbered.series,
        numbered.number,
        numbered.mark,
        numbered.which,
        title,
        source,
        submitters,
        received,
        files,
    )
    return entry, []


def _number(row: SheetRow, rulebook: Rulebook) -> _Numbered | Fault:
    cell, group, (first, *others) = row.cells.get("number", ""), rulebook.group, rulebook.series
    like = f"numbers of {group.acronym} are written as {first.label(first.first_number)}"
    if not cell:
        return Fault(row.line, "number", "there is no number", like)
    claim = next(iter(claims(group, first, cell=cell, file_name="", subject="", others=others)), None)
    series = next((one for one in rulebook.series if claim and one.label(claim.number) == claim.label), None)
    if claim is None or series is None or not claim.number:
        return Fault(row.line, "number", f"{one_line(cell, 80)} is no number of {group.acronym}", like)
    if claim.revision == 0:
        what = f"{one_line(cell, 80)} does not say which revision it is"
        return Fault(row.line, "number", what, f"write {revision_label(claim.label, 1, claim.mark)}, for example")
    return _Numbered(series, claim.number, claim.mark, claim.revision or 0)


def _received(row: SheetRow, zone: str, now: datetime) -> datetime | Fault:
    cell, remedy = row.cells.get("received", ""), _TIME.format(zone=zone)
    if not cell:
        return Fault(row.line, "received", "there is no time of receipt", remedy)
    try:
        return time_of_receipt(cell, zone, now)
    except ValueError as error:
        coming = "still to come" in str(error)
        return Fault(row.line, "received", str(error), "write when it was received" if coming else remedy)


def _unwritable(line: int, submitters: Sequence[Address]) -> Iterator[Fault]:
    for one in submitters:
        if one.address and not is_address(one.address):
            what = f"{one_line(one.address, 80)} is no mail address"
            yield Fault(line, "submitter", what, "write name@example.org or Name <name@example.org>, or the name alone")
