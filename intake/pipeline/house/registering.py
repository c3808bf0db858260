"""`register`: a document that came by another way than mail, on behalf of whoever sent it."""

from dataclasses import dataclass, replace
from hashlib import sha256

from intake.domain.errors import UsageError
from intake.domain.house.paper import is_document
from intake.domain.house.source import on_behalf
from intake.domain.judging.judge import Prepared
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Submission, Wanted
from intake.domain.text.canonical import canonical
from intake.domain.verdict import Decision, Deed, Verdict, strictest
from intake.pipeline.decision.judging import Ready, known_of, ruling
from intake.pipeline.decision.lookup import last_decision
from intake.pipeline.decision.numbers import lock_series
from intake.pipeline.decision.record import record
from intake.pipeline.decision.reserved import kept_number
from intake.pipeline.desk.mails.acts import ignore
from intake.pipeline.desk.mails.foreseeing import Foreseen, foresee
from intake.pipeline.desk.mails.noted import Arrival, KeptNote, keep, scanned_files, submission_of
from intake.pipeline.documents.enclosing import NotedLetter, file_name, noted
from intake.pipeline.house.preparing import prepared_for
from intake.pipeline.house.told import OnBehalf, Told, understood
from intake.pipeline.line import Line
from intake.pipeline.notes import note
from intake.pipeline.scan import keep_scans
from intake.ports import ReaderFailedError, ReaderResult, UnitOfWork


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file as a person gives it, and the group that it is for."""

    name: str
    content: bytes
    group: str


@dataclass(frozen=True, slots=True)
class Registered:
    """The Submission and the Decision that counts; `known`: it was there before, and nothing was changed."""

    submission: Submission
    decision: Decision
    known: bool = False


@dataclass(frozen=True, slots=True)
class ExpectedVerdict:
    """What would come of it, with its letter; the time of receipt as understood; the Submission that is there."""

    seen: Foreseen
    meant: OnBehalf
    known: Registered | None = None

    @property
    def verdict(self) -> Verdict | None:
        """The verdict that it would get; None where nothing would be changed."""
        return self.seen.decision.verdict if self.seen.decision and self.known is None else None


def register(line: Line, file: GivenFile, told: Told, deed: Deed) -> Registered:
    """Register a document on behalf of its submitter, with the time at which it was really received.

    It is judged by that time as a mail would be; what a mail's sender would be asked to correct waits for a person
    instead. The same file for the same group is registered once. Raises UsageError; then nothing was changed.
    """
    begun = _begin(line, file, told, deed)
    if begun.known is not None:
        _refuse_taken_back(begun.known)
        _settle(line, begun.meant, deed, begun.known.submission)
        return begun.known
    scanned = scanned_files(line, begun.result)
    kept = keep(line, begun.raw, begun.result, scanned)
    line.step("register.stored")
    deed = replace(deed, act="register")
    with line.store.write() as work:
        rulebook = line.rulebook(work, file.group)
        lock_series(work, rulebook)
        if known := _known(work, file, begun.key):
            _refuse_taken_back(known)
            return known
        registered = _taken(line, work, begun, kept, deed)
        line.step("register.before-commit")
    line.step("register.committed")
    _settle(line, begun.meant, deed, registered.submission)
    return registered


def _refuse_taken_back(known: Registered) -> None:
    """Raise UsageError for what was registered just so, and taken back: its number counts again by another act."""
    if known.decision.act == "undo" and known.decision.verdict.disposition == "ignore":
        raise UsageError(
            "This was registered as {reference}, and taken back; 'intake release {reference}' lets it count again.",
            reference=known.submission.reference,
        )


def look(line: Line, file: GivenFile, told: Told, deed: Deed) -> ExpectedVerdict:
    """What `register` would do; nothing is written."""
    with line.store.read() as work:
        meant = understood(line, work, line.rulebook(work, file.group), told)
    done: list[Registered] = []

    def act(dry: Line) -> Decision:
        done.append(register(dry, file, told, deed))
        return done[-1].decision

    seen = foresee(line, act)
    return ExpectedVerdict(seen, meant, done[-1] if done[-1].known else None)


@dataclass(frozen=True, slots=True)
class _Begun:
    """A note that was read and is not stored: `key` is its Delivery's."""

    file: GivenFile
    meant: OnBehalf
    rulebook: Rulebook
    raw: bytes
    result: ReaderResult
    key: str
    known: Registered | None

    @property
    def prepared(self) -> Prepared:
        return prepared_for(self.result.reading, self.rulebook, self.meant.meeting, self.meant.received)


def _begin(line: Line, file: GivenFile, told: Told, deed: Deed) -> _Begun:
    """Understand what was typed, write the note and have it read; UsageError if the file is no document."""
    with line.store.read() as work:
        rulebook = line.rulebook(work, file.group)
        meant = understood(line, work, rulebook, told)
        key = _key(file, meant)
        known = _known(work, file, key)
    digest = sha256(key.encode()).hexdigest()[:32]
    letter = NotedLetter(
        meant.submitter, rulebook.group.mailboxes[0], meant.subject, meant.text(deed.actor), meant.received
    )
    raw = noted(letter, f"{digest}@desk.invalid", [(file.name, file.content)])
    name = file_name(file.name)
    try:
        result = line.reader.read(raw)
    except ReaderFailedError as error:
        raise UsageError("{name} could not be read ({error}); nothing was changed.", name=name, error=error) from error
    seen = [one for one in result.reading.files if one.sha256 == sha256(file.content).hexdigest()]
    if not any(is_document(one) for one in seen):
        raise UsageError(
            "{name} is no document that could be registered, by what is in it; nothing was changed.", name=name
        )
    return _Begun(file, meant, rulebook, raw, result, key, known)


def _key(file: GivenFile, meant: OnBehalf) -> str:
    said = (
        sha256(file.content).hexdigest(),
        meant.submitter.address.lower(),
        meant.received.isoformat(),
        meant.meeting,
    )
    return f"desk:{sha256(canonical(said).encode()).hexdigest()}/{file.group}"


def _known(work: UnitOfWork, file: GivenFile, key: str) -> Registered | None:
    """What is there of this file already: registered before, or with a number, or on hold."""
    delivery = work.deliveries.by_key(key)
    if delivery is not None and delivery.submission is not None:
        return _as_it_is(work, delivery.submission)
    digest = sha256(file.content).hexdigest()
    past = work.submissions.snapshot(file.group, Wanted(digests=(digest,)))
    for one in past.contributions:
        for version in one.versions:
            if one.withdrawn_at is None and any(each.sha256 == digest for each in version.files):
                return _as_it_is(work, version.submission)
    held = next((one.submission for one in past.held if one.sha256 == digest), None)
    return _as_it_is(work, held) if held is not None else None


def _as_it_is(work: UnitOfWork, submission: int) -> Registered:
    there = work.submissions.get(submission)
    return Registered(there, last_decision(work, there), known=True)


def _taken(line: Line, work: UnitOfWork, begun: _Begun, kept: KeptNote, deed: Deed) -> Registered:
    """Add the rows and decide, in the caller's transaction; the series must be locked."""
    now, meant = line.clock.now(), begun.meant
    keep_scans(work, kept.scanned, now)
    arrival = Arrival(begun.key, on_behalf(meant.evidence), meant.received)
    rulebook = line.rulebook(work, begun.file.group)
    submission = submission_of(work, kept, rulebook, arrival, now)
    ready = Ready(submission, prepared_for(kept.reading, rulebook, meant.meeting, meant.received), kept.blob)
    found = ruling(line, ready, known_of(work, ready), by_person=True)
    note(
        work,
        submission,
        at=now,
        what="registered",
        who=deed.actor,
        why=f"It came by another way: {deed.reason}",
        personal={"from": meant.submitter.address, "evidence": meant.evidence},
        raw=kept.raw,
        received_at=meant.received.isoformat(),
    )
    verdict = _numbered(work, rulebook, _for_a_person(found.verdict), meant.number)
    decision = record(line, work, ready, replace(found, verdict=verdict), deed, now)
    return Registered(work.submissions.get(submission.id), decision)


def _for_a_person(verdict: Verdict) -> Verdict:
    """The verdict with all that a sender would be asked to correct on hold: a person registers it, and decides."""
    documents = tuple(
        replace(one, disposition="hold") if one.disposition == "return" else one for one in verdict.documents
    )
    return replace(verdict, documents=documents, disposition=strictest(documents) or "hold")


def _numbered(work: UnitOfWork, rulebook: Rulebook, verdict: Verdict, number: str) -> Verdict:
    """The verdict with the kept number that the person named; UsageError if it is not kept, or cannot be given."""
    if not number:
        return verdict
    kept = kept_number(work, rulebook, number)
    taken = [index for index, one in enumerate(verdict.documents) if one.role == "contribution"]
    one = verdict.documents[taken[0]] if len(taken) == 1 else None
    if one is None or one.disposition != "accept" or one.relation not in ("new", "correction"):
        raise UsageError(
            "{number} is for one new document that can be accepted as it is (see --check); nothing was changed.",
            number=kept.label,
        )
    documents = [replace(each, number=kept.label) if each is one else each for each in verdict.documents]
    return replace(verdict, documents=tuple(documents))


def _settle(line: Line, meant: OnBehalf, deed: Deed, registered: Submission) -> None:
    """Take the mail that shows when the document came off the work list, where it waits there as a question."""
    if meant.mail is None:
        return
    with line.store.read() as work:
        evidence = work.submissions.get(meant.mail)
    if evidence.disposition == "question":
        ignore(line, evidence.reference, Deed(deed.actor, f"It shows when {registered.reference} came."))
