"""Judging a mail or a file without storing it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from intake.checks.naming import names
from intake.domain.answering.known_file import IsIn
from intake.domain.deadlines import receipt_time
from intake.domain.document import Cover, Document, Reading
from intake.domain.judging.case import Checks
from intake.domain.judging.judge import Prepared, Receipted, judge, prepare, shown
from intake.domain.judging.past import bearing, submitters_of
from intake.domain.mail import Address
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Snapshot, Timestamps
from intake.domain.verdict import Disposition, Finding, Judged, Verdict
from intake.pipeline.line import Line
from intake.pipeline.read import stamped


@dataclass(frozen=True, slots=True)
class Preview:
    """The verdict that a mail would get, and the values that it was judged by."""

    verdict: Verdict
    stamps: Timestamps
    evidence: str
    sender: str


def preview(line: Line, reading: Reading, group: str, stamps: Timestamps) -> Preview:
    """Judge a reading for a group with what is known now; nothing is written."""
    with line.store.read() as work:
        rulebook = line.rulebook(work, group)
        stamps = stamped(stamps, reading.mail, rulebook.policy.trusted_received_hosts)
        at, evidence = receipt_time(stamps)
        prepared = prepare(reading, rulebook, at)
        known = bearing(work.submissions.snapshot(group, prepared.wanted), prepared.wanted)
    verdict = judge(prepared, Receipted(at, evidence, stamps), known, line.checks, loop_token=line.loop_token)
    return Preview(verdict, stamps, evidence, next(iter(submitters_of(reading.mail)), ""))


NEAR = 0.5
"""From which score on a document is near a template, so that it is worth naming which."""


def has_cover(document: Document) -> bool:
    """Whether a cover was found, filled in or not: more than a title in the text, or rows of a template."""
    match = document.template
    title_alone = document.cover in (Cover(), Cover(title=document.cover.title))
    return match.conforms or match.score >= NEAR or not title_alone


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """One document as `check` found it. `judged` is None if it could not be read, and `why` gives the reason.

    `name` is the path as it was given, with the name of the document behind it where the file held several.
    """

    name: str
    group: str
    judged: Judged | None = None
    findings: tuple[Finding, ...] = ()
    why: str = ""
    guessed: bool = False
    """Whether the group is the one whose template fits best, since no cover names one."""
    is_in: IsIn | None = None
    """When this very file came, and what became of it; None if it is not in, or where nobody looked."""

    @property
    def disposition(self) -> Disposition | None:
        """The disposition that it would get; None for a file that is no contribution. An unreadable file is held."""
        return self.judged.disposition if self.judged else "hold"

    @property
    def outcome(self) -> str:
        """One of "accept", "return", "hold", "none" (no number of its own) and "unread"."""
        if self.judged is None:
            return "unread"
        found = self.judged.disposition
        return found if found in ("accept", "return", "hold") else "none"


def check_file(
    reading: Reading, name: str, rulebooks: Sequence[Rulebook], checks: Checks, now: datetime, sender: str = ""
) -> list[CheckedFile]:
    """Judge one file on its own, by the checks that look at files, template and cover; each document in an archive.

    With several rulebooks, the file belongs to the group named by its cover, number or file name; else to the one
    whose template fits best. The sender's address counts: officers send other kinds of documents, and some senders
    are on a group's lists.
    """
    if sender:
        reading = replace(reading, mail=replace(reading.mail, from_=(Address("", sender),)))
    files = shown(reading)
    prepared = max((prepare(reading, one, now, files) for one in rulebooks), key=_belongs)
    if len(prepared.documents) == 1:
        prepared = replace(prepared, documents=(replace(prepared.documents[0], role="contribution"),))
    known = ("file", "sender") if sender else ("file",)
    looking = {check: look for check, look in checks.items() if look.needs in known}
    receipted = Receipted(now, "given", Timestamps(first_seen=now, given=now))
    verdict = judge(prepared, receipted, Snapshot(), looking, loop_token="")
    group, guessed = prepared.rulebook.group.id, len(rulebooks) > 1 and not any(_belongs(prepared)[:2])
    told = _told(verdict)
    return [CheckedFile(_named(name, one), group, one, findings, guessed=guessed) for one, findings in told]


def _belongs(prepared: Prepared) -> tuple[bool, bool, float]:
    """Tell how well the documents fit a group: named by a cover; by number, file name or first words; the score."""
    documents, group = [one.document for one in prepared.documents], prepared.rulebook.group
    on_cover = any(names(one.cover.group or "", group) for one in documents)
    beside = any(names(_beside(one), group) for one in documents)
    return on_cover, beside, max((one.template.score for one in documents), default=0.0)


def _beside(document: Document) -> str:
    """Join what may name the group of a document without our cover: its number, file name, and what a glance shows."""
    shown = document.glance.text if document.glance else ""
    return f"{document.cover.doc_number or ''} {document.file} {shown}"


def _told(verdict: Verdict) -> Iterator[tuple[Judged, tuple[Finding, ...]]]:
    """The documents with their findings; an opened archive is left out unless something is wrong with it."""
    for index, one in enumerate(verdict.documents):
        own = tuple(finding for finding in verdict.findings if finding.document == index)
        if own or not one.document.members:
            yield one, verdict.of_document(index)


def _named(name: str, judged: Judged) -> str:
    own = judged.document.inside or judged.document.depth
    return f"{name}: {judged.document.file}" if own else name
