"""TIM: when it was received."""

from collections.abc import Iterator
from datetime import timedelta

from intake.checks.covers import number
from intake.checks.envelope import is_no_document
from intake.checks.registry import check
from intake.domain.deadlines import in_time, late_by, straddles
from intake.domain.judging.case import Case
from intake.domain.judging.corrections import open_returns
from intake.domain.meeting import Deadline
from intake.domain.verdict import Hit, Params

_AT = "time of receipt"


def _until(case: Case) -> Deadline | None:
    """The last instant for the document that is looked at; None where there is none, and for what is no document."""
    return None if is_no_document(case) else case.deadline


def _unproven(case: Case, until: Deadline) -> bool:
    """Whether the evidence leaves open on which side of the deadline the mail came; a place kept settles it."""
    return case.counts_from == case.received_at and straddles(case.stamps, case.evidence, until)


@check("TIM-001", means=("late",))
def it_is_in_time(case: Case, _: Params) -> Iterator[Hit]:
    """A document is received, or counts as received, no later than the last second of its deadline.

    Why: what comes later is not on the agenda, unless the chairs admit it. See: Rec. ITU-T A.1, clause 3.2.5.
    """
    until = _until(case)
    if until is not None and not _unproven(case, until) and (late := late_by(case.counts_from, until)):
        yield Hit(_AT, {"late_by": late, "deadline": until.utc.isoformat(), "zone": until.zone})


@check("TIM-002", means=("near-deadline",))
def it_is_in_good_time(case: Case, params: Params) -> Iterator[Hit]:
    """A document is received more than `hours` hours before its deadline.

    Why: what is to be corrected can be corrected then. See: Rec. ITU-T A.1, clause 3.1.8.
    """
    until = _until(case)
    if until is None or not in_time(case.counts_from, until):
        return
    early = until.utc - case.counts_from
    if early < timedelta(hours=number(params["hours"])):
        yield Hit(_AT, {"early_by": max(0, int(early.total_seconds()))})


@check("TIM-003", means=("time-disputed",))
def the_timestamps_agree(case: Case, _: Params) -> Iterator[Hit]:
    """The trusted timestamps lie on one side of the deadline.

    Why: a person has to say whether the document is late. See: RFC 9051, section 2.3.3, and RFC 5321, section 4.4.
    """
    until = _until(case)
    if until is not None and _unproven(case, until):
        yield Hit(_AT, {"deadline": until.utc.isoformat(), "zone": until.zone, "evidence": case.evidence})


@check("TIM-004")
def it_is_no_correction_under_another_name(case: Case, _: Params) -> Iterator[Hit]:
    """A late document of a sender who was asked for a corrected one is like that one in name or title.

    Why: it may be the correction, and would keep its place then. See: docs/line.md, "Place kept".
    """
    until, related = _until(case), case.relationship
    if until is None or related.relation != "new" or in_time(case.counts_from, until):
        return
    meeting = case.meeting.id if case.meeting else None
    for one in open_returns(case.mail, case.known, meeting=meeting, received_at=case.received_at)[:1]:
        yield Hit(case.document.file, {"reference": one.reference})
