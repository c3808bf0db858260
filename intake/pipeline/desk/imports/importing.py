"""`documents import`: what was registered by hand gets its place under its numbers, without receipts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from intake.domain.by_hand.entries import entries
from intake.domain.by_hand.sheet import Fault, sheet
from intake.domain.meeting import Series
from intake.domain.names import id_or_next
from intake.domain.numbers.revisions import split_revision
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Contribution
from intake.domain.verdict import Deed
from intake.pipeline.decision.numbers import lock_series
from intake.pipeline.desk.imports.checking import Against, ListLine, refuse, with_files
from intake.pipeline.desk.imports.notes import note_of
from intake.pipeline.desk.imports.recording import ImportedPaper, Taking
from intake.pipeline.desk.mails.noted import keep, scanned_files
from intake.pipeline.desk.mails.rehearsal import rehearse
from intake.pipeline.line import Line
from intake.ports import FileNotTakenError, Folder, ReaderFailedError, UnitOfWork


@dataclass(frozen=True, slots=True)
class HandList:
    """A list as a person gives it: its file's name and bytes, the group, and the meeting that they name, if any."""

    name: str
    content: bytes
    group: str
    meeting: str | None = None


@dataclass(frozen=True, slots=True)
class SeriesProgress:
    """How far a series has come: the runs of numbers that are in no list and were not given, and the next number."""

    series: Series
    missing: tuple[tuple[int, int], ...]
    next: int


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a list: the numbers taken now, how many lines were known, and each series of the list."""

    taken: tuple[str, ...]
    known: int
    series: tuple[SeriesProgress, ...]


def import_documents(line: Line, given: HandList, folder: Folder, deed: Deed) -> Imported:
    """Take the documents of a list, all or none, without receipts; a line that was taken before changes nothing.

    Raises UsageError with all faults of the list at once.
    """
    now = line.clock.now()
    with line.store.read() as work:
        rulebook = line.rulebook(work, given.group)
    against = Against(rulebook, id_or_next(rulebook, given.meeting))
    meeting = rulebook.meeting(against.meeting)
    rows, faults = sheet(given.content)
    found, wrong = entries(rows, rulebook, rulebook.group.zone_for(meeting), now)
    listed, missing = with_files(found, folder)
    with line.store.read() as work:
        new, contradicting = against.compare(work, listed)
    faults += [*wrong, *missing, *contradicting]
    papers = _papers(line, rulebook, new, folder, faults)
    refuse(given.name, faults)
    line.step("import.stored")
    with line.store.write() as work:
        lock_series(work, rulebook)
        still_new, contradicting = against.compare(work, listed)
        refuse(given.name, contradicting)
        keys = {one.key for one in still_new}
        taking = Taking(line, work, against, given.name, replace(deed, act="import"), now)
        taken = [taking.take(paper) for paper in papers if paper.listed.key in keys]
        counted = _counted(work, rulebook, listed)
        line.step("import.before-commit")
    line.step("import.committed")
    return Imported(tuple(taken), len(listed) - len(taken), counted)


def look_at_list(line: Line, given: HandList, folder: Folder, deed: Deed) -> tuple[Imported, list[Contribution]]:
    """What `import_documents` would do, and the documents of the list as they would be recorded; nothing is written."""

    def play(dry: Line) -> tuple[Imported, list[Contribution]]:
        imported = import_documents(dry, given, folder, deed)
        with dry.store.read() as work:
            found = [work.contributions.by_label(split_revision(one)[0]) for one in imported.taken]
        return imported, [one for one in found if one is not None]

    return rehearse(line, play)


def _papers(
    line: Line, rulebook: Rulebook, new: Sequence[ListLine], folder: Folder, faults: list[Fault]
) -> list[ImportedPaper]:
    """The new lines with what the reader sees in their files, which are stored unless there are `faults` already.

    What cannot be read, or holds a virus, becomes a fault.
    """
    papers: list[ImportedPaper] = []
    for one in new:
        try:
            files = [folder.read(name) for name in one.entry.files]
            raw = note_of(one.entry, one.key, rulebook.group.mailboxes[0], files)
            result = line.reader.read(raw)
        except FileNotTakenError as error:
            faults.append(Fault(one.entry.line, "files", error.what, error.remedy))
            continue
        except ReaderFailedError as error:
            what = f"{', '.join(one.entry.files)} could not be read ({error})"
            faults.append(Fault(one.entry.line, "files", what, "save it anew, or leave this line out"))
            continue
        at_hand = {file.sha256 for file in result.reading.files}
        scanned = scanned_files(line, result)
        for found in scanned.infected(at_hand):
            what = f"the virus scanner found {found.signature}"
            faults.append(Fault(one.entry.line, "files", what, "leave this line out"))
        if changed := [
            name for name, digest in zip(one.entry.files, one.digests, strict=True) if digest not in at_hand
        ]:
            faults.append(Fault(one.entry.line, "files", f"{changed[0]} has just been changed", "try again"))
        if not faults:
            papers.append(ImportedPaper(one, keep(line, raw, result, scanned)))
    return papers


def _counted(work: UnitOfWork, rulebook: Rulebook, listed: Sequence[ListLine]) -> tuple[SeriesProgress, ...]:
    """Each series of the list, which counts on behind the last number of the list."""
    group, there = rulebook.group.id, work.contributions.listed(rulebook.group.id)
    counted = []
    for series in rulebook.series:
        numbers = [one.entry.number for one in listed if one.entry.series == series]
        if not numbers:
            continue
        given = {one.number for one in there if one.series == series.id}
        missing = [one for one in range(series.first_number, max(numbers)) if one not in given]
        counted.append(SeriesProgress(series, _runs(missing), work.contributions.given(group, series.id, max(numbers))))
    return tuple(counted)


def _runs(numbers: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Numbers in ascending order as runs, each with its first and its last."""
    runs: list[tuple[int, int]] = []
    for one in numbers:
        if runs and runs[-1][1] == one - 1:
            runs[-1] = (runs[-1][0], one)
        else:
            runs.append((one, one))
    return tuple(runs)
