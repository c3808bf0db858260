"""One line of a list becomes a Submission with a Decision by the person, and a version of its contribution."""

from dataclasses import dataclass, replace
from datetime import datetime

from intake.domain.document import Cover, Document
from intake.domain.judging.judge import Prepared, prepare
from intake.domain.meeting import NEXT
from intake.domain.numbers.numbering import keys
from intake.domain.submission import Contribution, Submission, Version
from intake.domain.verdict import Deed, Judged, Verdict
from intake.pipeline.decision.judging import Ready, Ruling, known_of
from intake.pipeline.decision.numbers import files_of
from intake.pipeline.decision.record import record
from intake.pipeline.desk.imports.checking import SOURCE, Against, ListLine, delivery_key
from intake.pipeline.desk.mails.noted import Arrival, KeptNote, submission_of
from intake.pipeline.line import Line
from intake.pipeline.notes import note
from intake.pipeline.scan import keep_scans
from intake.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class ImportedPaper:
    """A line of the list with its note in the store."""

    listed: ListLine
    kept: KeptNote


@dataclass(frozen=True, slots=True)
class Taking:
    """The transaction in which a list is taken: all of its lines or none."""

    line: Line
    work: UnitOfWork
    against: Against
    name: str
    deed: Deed
    now: datetime

    def take(self, paper: ImportedPaper) -> str:
        """Record one line; the number that it has, with its revision. The series must be locked."""
        work, entry = self.work, paper.listed.entry
        keep_scans(work, paper.kept.scanned, self.now)
        rulebook = self.against.rulebook
        arrival = Arrival(delivery_key(paper.listed, rulebook.group.id), f"{SOURCE}{self.name}", entry.received)
        submission = submission_of(work, paper.kept, rulebook, arrival, self.now)
        prepared = prepare(paper.kept.reading, rulebook, entry.received)
        ready = Ready(submission, prepared, paper.kept.blob)
        known = known_of(work, ready)
        verdict = _verdict(paper.listed, prepared, self._meeting(prepared))
        self._contribute(paper.listed, submission, verdict)
        why = f"It was registered by hand before; taken from {self.name}, line {entry.line}."
        note(
            work,
            submission,
            at=self.now,
            what="imported",
            who=self.deed.actor,
            why=why,
            raw=paper.kept.raw,
            number=entry.version,
            received_at=entry.received.isoformat(),
        )
        record(self.line, work, ready, Ruling(verdict, known), self.deed, self.now)
        return entry.version

    def _meeting(self, prepared: Prepared) -> str | None:
        """The meeting that the person named, else the one that was ahead when the document was received."""
        if self.against.meeting is not None:
            return None if self.against.meeting == NEXT else self.against.meeting
        return prepared.meeting.id if prepared.meeting else None

    def _contribute(self, listed: ListLine, submission: Submission, verdict: Verdict) -> None:
        """Put the files under their number: a new one, or a further version of one that is there."""
        entry, at = listed.entry, next(i for i, one in enumerate(verdict.documents) if one.role == "contribution")
        version = Version(entry.which, 0, submission.id, files_of(verdict, at), self.now, entry.mark)
        submitters = _submitters(listed, verdict.documents[at])
        known = self.work.contributions.by_label(entry.label)
        if known is not None:
            self.work.contributions.add_version(known.id, version, submitters)
            return
        document = verdict.documents[at].document
        title_key, source_key = keys(document.cover.title, document.cover.source)
        contribution = Contribution(
            id=0,
            series=entry.series.id,
            number=entry.number,
            label=entry.label,
            kind=verdict.documents[at].kind,
            group=submission.group,
            submission=submission.id,
            reference=submission.reference,
            meeting=verdict.meeting,
            title=entry.title,
            source=entry.source or document.cover.source,
            title_key=title_key,
            source_key=source_key,
            contacts=document.cover.contacts,
            submitters=submitters,
            accepted_at=self.now,
            received_at=entry.received,
            counts_from=entry.received,
            revision=entry.which,
            versions=(version,),
        )
        self.work.contributions.add(contribution)


def _submitters(listed: ListLine, judged: Judged) -> tuple[str, ...]:
    """Whose revision is taken later: those whom the list names, and the contacts on the cover."""
    named = (one.address.lower() for one in listed.entry.submitters if one.address)
    contacts = (one.email.lower() for one in judged.document.cover.contacts if one.email)
    return tuple(dict.fromkeys((*named, *contacts)))


def _verdict(listed: ListLine, prepared: Prepared, meeting: str | None) -> Verdict:
    """Return what the person decided: the document is accepted under the number that the list has."""
    entry = listed.entry
    return Verdict(
        route="submission",
        disposition="accept",
        meeting=meeting,
        received_at=entry.received,
        counts_from=entry.received,
        documents=_documents(listed, prepared),
        why="it was registered by hand",
        submitters=tuple(one.address.lower() for one in entry.submitters if one.address),
    )


def _documents(listed: ListLine, prepared: Prepared) -> tuple[Judged, ...]:
    """One file is the document, the first that can be one; what is no part of it is kept beside it."""
    files = prepared.documents
    at = next((index for index, one in enumerate(files) if one.role == "contribution"), 0)
    return tuple(_document(listed, one) if index == at else _beside(one, at) for index, one in enumerate(files))


def _document(listed: ListLine, one: Judged) -> Judged:
    entry, known = listed.entry, listed.entry.which > 0
    return replace(
        one,
        document=_recorded(one.document, entry.title, entry.source),
        role="contribution",
        part=None,
        main=None,
        relation="revision" if known else "new",
        of=entry.label if known else None,
        number=entry.label,
        revision=entry.which,
        mark=entry.mark,
        disposition="accept",
    )


def _recorded(document: Document, title: str, source: tuple[str, ...]) -> Document:
    """The document with the list's title and source where its own cover has none that can be read."""
    cover = document.cover if document.template.conforms else Cover()
    told = replace(cover, title=cover.title or title, source=cover.source or source)
    return replace(document, cover=told)


def _beside(one: Judged, at: int) -> Judged:
    if one.role in ("part", "companion") and one.main == at:
        return replace(one, disposition="accept" if one.role == "part" else None)
    return replace(one, role="supporting", part=None, main=None, disposition=None)
