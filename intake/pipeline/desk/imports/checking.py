"""A list of what was registered by hand, looked at whole before anything is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from intake.domain.by_hand.entries import HandEntry
from intake.domain.by_hand.sheet import Fault
from intake.domain.errors import UsageError
from intake.domain.numbers.revisions import revision_label
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Contribution
from intake.domain.text.canonical import canonical
from intake.ports import FileNotTakenError, Folder, UnitOfWork

SOURCE = "import:"
"""What a Submission's source begins with that came from a list; the list's name follows."""

_LEAVE_OUT = "leave this line out"


@dataclass(frozen=True, slots=True)
class ListLine:
    """A line of the list with the digests of its files; `key` is a digest of all that it says."""

    entry: HandEntry
    digests: tuple[str, ...]

    @property
    def key(self) -> str:
        """Return what the line is known by when the list comes again, wherever the line stands in it."""
        one = self.entry
        said = (one.version, one.title, one.source, one.submitters, one.received.isoformat(), one.files, self.digests)
        return sha256(canonical(said).encode()).hexdigest()


def delivery_key(one: ListLine, group: str) -> str:
    """The key of the Delivery that stands for this line."""
    return f"{SOURCE}{one.key}/{group}"


def with_files(entries: Sequence[HandEntry], folder: Folder) -> tuple[list[ListLine], list[Fault]]:
    """The lines whose files are all there, and every file that cannot be taken."""
    found: list[ListLine] = []
    faults: list[Fault] = []
    for entry in entries:
        digests, wrong = [], []
        for name in entry.files:
            try:
                digests.append(sha256(folder.read(name)).hexdigest())
            except FileNotTakenError as error:
                wrong.append(Fault(entry.line, "files", error.what, error.remedy))
        faults += wrong
        if not wrong:
            found.append(ListLine(entry, tuple(digests)))
    return found, faults


@dataclass(frozen=True, slots=True)
class Against:
    """What a list is held against: the group's rulebook, and the id of the meeting that was named, None for none."""

    rulebook: Rulebook
    meeting: str | None

    def compare(self, work: UnitOfWork, listed: Sequence[ListLine]) -> tuple[list[ListLine], list[Fault]]:
        """The lines that are new, and every line that contradicts what is there."""
        group = self.rulebook.group.id
        labels = {one.entry.label for one in listed if one.entry.mark == "Rev"}
        new: list[ListLine] = []
        faults: list[Fault] = []
        for one in listed:
            known = work.contributions.by_label(one.entry.label)
            if work.deliveries.by_key(delivery_key(one, group)) is not None:
                faults += self._of_known(one.entry, known)
                continue
            new.append(one)
            faults += _of_new(work, one.entry, known, with_original=one.entry.label in labels)
        return new, faults

    def _of_known(self, entry: HandEntry, known: Contribution | None) -> Iterator[Fault]:
        recorded = self.rulebook.present_id(known.meeting) if known else None
        if known is not None and self.meeting is not None and (recorded or "next") != self.meeting:
            what = f"{entry.label} is recorded for the meeting {recorded or 'next'}"
            yield Fault(entry.line, "number", what, "name that meeting, or leave --meeting out")


def _of_new(work: UnitOfWork, entry: HandEntry, known: Contribution | None, *, with_original: bool) -> Iterator[Fault]:
    if known is None:
        if entry.mark != "Rev" and not with_original:
            what = f"there is no {entry.label} to which {entry.version} belongs"
            yield Fault(entry.line, "number", what, "add the line of that document")
        return
    same = [one for one in known.versions if (one.mark, one.revision) == (entry.mark, entry.which)]
    if same:
        submission = work.submissions.get(same[0].submission)
        if submission.source.startswith(SOURCE):
            what = f"{entry.version} was taken before from a list that said something else ({submission.reference})"
            yield Fault(entry.line, "number", what, f"{_LEAVE_OUT}; 'intake correct' changes title and source")
        else:
            what = f"{entry.version} was given already, to {submission.reference}"
            yield Fault(entry.line, "number", what, _LEAVE_OUT)
    elif entry.mark == "Rev" and entry.which < known.revision:
        newer = revision_label(known.label, known.revision)
        yield Fault(entry.line, "number", f"{newer} is there already, which is newer than {entry.version}", _LEAVE_OUT)


def refuse(name: str, faults: Sequence[Fault]) -> None:
    """Raise UsageError with every fault, in the order of the lines; nothing happens if there is none."""
    if faults:
        told = "\n".join(f"  {one.sentence}" for one in sorted(faults, key=lambda one: one.line))
        raise UsageError("{name} was not taken; nothing was changed.\n{told}", name=name, told=told)
