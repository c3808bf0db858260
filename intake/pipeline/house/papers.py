"""Documents that the house writes itself: registered under the number that is kept for them, then as revisions."""

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from intake.domain.document import Word
from intake.domain.errors import UsageError
from intake.domain.house.paper import HousePaper
from intake.domain.house.reservation import AGENDA
from intake.domain.house.source import house
from intake.domain.judging.judge import Prepared
from intake.domain.mail import Address
from intake.domain.meeting import NEXT
from intake.domain.names import id_or_next
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Contribution, Version
from intake.domain.text.canonical import canonical
from intake.domain.text.language import one_line
from intake.domain.verdict import OUR_FAILURE, Deed, Finding, Verdict
from intake.pipeline.decision.judging import Ready, Ruling, known_of, reading_of, ruling
from intake.pipeline.decision.lookup import last_decision
from intake.pipeline.decision.numbers import lock_series
from intake.pipeline.decision.record import record
from intake.pipeline.decision.reserved import kept_for
from intake.pipeline.desk.mails.noted import Arrival, KeptNote, keep, scanned_files, submission_of
from intake.pipeline.documents.enclosing import NotedLetter, noted
from intake.pipeline.house.preparing import prepared_for
from intake.pipeline.house.registering import Registered
from intake.pipeline.line import Line
from intake.pipeline.notes import note
from intake.pipeline.scan import keep_scans
from intake.ports import ReaderFailedError, UnitOfWork

_READ_WHOLE = 200_000
"""Characters of a document's words that are surely all of them: of a longer one, the reader keeps a part."""


def register_paper(line: Line, paper: HousePaper, group: str, meeting: str, deed: Deed) -> Registered:
    """Register a document of the house for a meeting (its id, or "next"); nobody is written to.

    It takes the number that is kept for its kind, else the next one; written again, it is the next revision. What
    says the same as the house's last one stays as it is (`known`). Raises UsageError; then nothing was changed.
    """
    now = line.clock.now()
    with line.store.read() as work:
        rulebook = line.rulebook(work, group)
    named = id_or_next(rulebook, meeting) or NEXT
    raw, key = _noted(paper, rulebook, named, deed, now)
    try:
        result = line.reader.read(raw)
    except ReaderFailedError as error:
        raise UsageError(
            "{file} could not be read ({error}); nothing was changed.", file=paper.file_name, error=error
        ) from error
    scanned = scanned_files(line, result)
    kept = keep(line, raw, result, scanned)
    line.step("paper.stored")
    with line.store.write() as work:
        lock_series(work, rulebook)
        taking = _Taking(line, work, line.rulebook(work, group), paper, named, replace(deed, act="register"), now)
        registered = taking.unchanged(kept) or taking.take(kept, key)
        line.step("paper.before-commit")
    line.step("paper.committed")
    return registered


def _noted(paper: HousePaper, rulebook: Rulebook, meeting: str, deed: Deed, now: datetime) -> tuple[bytes, str]:
    """The note that brings the paper, and the key of its Delivery."""
    group = rulebook.group
    said = (paper.kind, meeting, sha256(paper.content).hexdigest(), now.isoformat())
    digest = sha256(canonical(said).encode()).hexdigest()
    by = next(iter(group.secretariat), "")
    author = Address(one_line(deed.actor), by) if by else None
    text = f"The secretariat wrote this document.\n\nKind: {paper.kind}\nBy: {one_line(deed.actor)}\n"
    letter = NotedLetter(author, group.mailboxes[0], f"{one_line(paper.title)} ({meeting})", text, now)
    raw = noted(letter, f"{digest[:32]}@desk.invalid", [(paper.file_name, paper.content)])
    return raw, f"desk:{digest}/{group.id}"


@dataclass(frozen=True, slots=True)
class _Taking:
    """The transaction in which a paper is registered, with the series locked."""

    line: Line
    work: UnitOfWork
    rulebook: Rulebook
    paper: HousePaper
    meeting: str
    deed: Deed
    now: datetime

    def unchanged(self, kept: KeptNote) -> Registered | None:
        """The last version that the house wrote, where this one says the same."""
        known = self._known()
        last = self._by_the_house(known) if known else None
        if last is None:
            return None
        submission = self.work.submissions.get(last.submission)
        decision = last_decision(self.work, submission)
        own = next((one.sha256 for one in last.files if one.role == "contribution"), last.files[0].sha256)
        before = reading_of(self.line, submission, decision).file(own).word
        (file,) = kept.reading.files
        same = own == file.sha256 or (before is not None and _says(before) == _says(file.word))
        return Registered(submission, decision, known=True) if same else None

    def take(self, kept: KeptNote, key: str) -> Registered:
        """Add the rows and decide."""
        work, now = self.work, self.now
        keep_scans(work, kept.scanned, now)
        submission = submission_of(work, kept, self.rulebook, Arrival(key, house(self.paper.kind), now), now)
        prepared = prepared_for(kept.reading, self.rulebook, self.meeting, now)
        ready = Ready(submission, self._of_its_kind(prepared), kept.blob)
        found = ruling(self.line, ready, known_of(work, ready), by_person=True)
        self._refuse_harm(found.verdict)
        note(
            work,
            submission,
            at=now,
            what="registered",
            who=self.deed.actor,
            why=f"The house wrote it: {self.deed.reason}",
            raw=kept.raw,
            kind=self.paper.kind,
        )
        ruled = Ruling(self._accepted(found.verdict), found.known)
        decision = record(self.line, work, ready, ruled, self.deed, now)
        return Registered(work.submissions.get(submission.id), decision)

    def _of_its_kind(self, prepared: Prepared) -> Prepared:
        kind = self.paper.recorded_as
        return replace(prepared, documents=tuple(replace(one, kind=kind) for one in prepared.documents))

    def _known(self) -> Contribution | None:
        """The document that this one revises: the house's own of its kind, of an agenda whoever sent it."""
        if kept_for(self.work, self.rulebook, self.meeting, self.paper.kind):
            return None
        for one in self.work.contributions.listed(self.rulebook.group.id):
            mine = one.kind == self.paper.recorded_as and self._is_for_it(one) and one.withdrawn_at is None
            if mine and (one.kind == AGENDA or self._by_the_house(one)):
                return one
        return None

    def _is_for_it(self, one: Contribution) -> bool:
        return (self.rulebook.present_id(one.meeting) or NEXT) == self.meeting

    def _by_the_house(self, one: Contribution) -> Version | None:
        """The last version that the house wrote as this kind, or None."""
        mails = self.work.submissions.some([each.submission for each in one.versions])
        ours = [each for each in one.versions if mails[each.submission].source == house(self.paper.kind)]
        return ours[-1] if ours else None

    def _accepted(self, verdict: Verdict) -> Verdict:
        """The verdict with the paper accepted, under the number that is kept for it or as the next revision."""
        known, kept = self._known(), kept_for(self.work, self.rulebook, self.meeting, self.paper.kind)
        (one,) = verdict.documents
        cover = one.document.cover
        cover = replace(cover, title=self.paper.title, source=cover.source or (self.rulebook.group.acronym,))
        judged = replace(
            one,
            document=replace(one.document, cover=cover),
            role="contribution",
            relation="revision" if known else "new",
            of=known.label if known else None,
            number=kept.label if kept else None,
            revision=known.revision + 1 if known else 0,
            mark="Rev",
            disposition="accept",
        )
        findings = tuple(each for each in verdict.findings if each.severity in ("note", "warning"))
        return replace(verdict, documents=(judged,), findings=findings, disposition="accept")

    def _refuse_harm(self, verdict: Verdict) -> None:
        if any(one.severity == "hold" and self._is_harm(one) for one in verdict.findings):
            raise UsageError(
                "{file} holds content that could act on the computer of anyone who opens it, or could not be "
                "looked into; nothing was changed. Look at the template that it was made from.",
                file=self.paper.file_name,
            )

    def _is_harm(self, finding: Finding) -> bool:
        return finding.id == OUR_FAILURE or self.line.checks[finding.id].harm


def _says(word: Word | None) -> object:
    """What a document says, without what Word notes about the file; never the same where it is too long to tell."""
    said = canonical(replace(word, properties={})) if word is not None else ""
    return said if 0 < len(said) < _READ_WHOLE else object()
