"""Judging without storing: what a mail or a file would become."""

from dataclasses import dataclass, replace

from intake.domain.deadlines import receipt_time
from intake.domain.document import Reading
from intake.domain.judging import Receipted, judge, prepare
from intake.domain.relations import bearing, submitters_of
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Snapshot, Timestamps
from intake.domain.verdict import Finding, Judged, Verdict
from intake.pipeline.line import Line
from intake.pipeline.read import stamped

_OF_FILES = ("FIL", "TPL", "COV", "ENV-001")


@dataclass(frozen=True, slots=True)
class Preview:
    """The verdict that a mail would get, with what it was judged by."""

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


def check_file(line: Line, reading: Reading, rulebook: Rulebook) -> tuple[Judged, tuple[Finding, ...]]:
    """Judge one file on its own, by the checks that look at files, template and cover."""
    now = line.clock.now()
    prepared = prepare(reading, rulebook, now)
    alone = replace(prepared, documents=tuple(replace(one, role="contribution") for one in prepared.documents))
    checks = {name: check for name, check in line.checks.items() if name.startswith(_OF_FILES)}
    receipted = Receipted(now, "given", Timestamps(first_seen=now, given=now))
    verdict = judge(alone, receipted, Snapshot(), checks, loop_token=line.loop_token)
    return verdict.documents[0], verdict.of_document(0)
