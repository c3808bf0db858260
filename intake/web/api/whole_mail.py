"""One mail for programs: what was found in it, what was decided, what was answered."""

from dataclasses import replace

from fastapi import FastAPI, Request
from pydantic import AwareDatetime
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.app.logs import reach_of
from intake.domain.persons.tokens import ApiReader
from intake.domain.submission import Evidence, Submission, SubmissionState
from intake.domain.verdict import (
    Decision,
    Disposition,
    Route,
)
from intake.pipeline.showing.unanswered import answering, why_no_receipt
from intake.pipeline.showing.views import receipt_state
from intake.ports import UnitOfWork
from intake.web.api.answers import ROOT, Record, answered
from intake.web.api.judged import JudgedDocument, SubmissionFinding, finding_record, judged_record
from intake.web.api.people import all_shown, shown
from intake.web.api.problems import described
from intake.web.api.seeing import ReferenceInPath, submission_called
from intake.web.api.tokens import OpensSubmissions


class SubmissionDecision(Record):
    """One Decision on the mail; the last one counts."""

    n: int
    """1, 2, 3 within the mail."""
    act: str
    """What was done."""
    actor: str
    """"line", or who decided."""
    at: AwareDatetime
    """When."""
    reason: str
    """Why."""
    disposition: Disposition
    """What became of the mail by it."""


class SubmissionReceipt(Record):
    """An answer to the sender."""

    decision: int
    """The Decision that it tells of."""
    state: str
    """`owed`, `sent`, `draft`, `withheld`, `refused`, `delivered`, `delayed`, `bounced`, `unknown`, `superseded`."""
    language: str
    """Its first language."""
    to: str | None
    """The address; null without the scope "people"."""


class WholeMail(Record):
    """One mail for a group: all that is known of it."""

    reference: str
    """Its reference."""
    siblings: list[str]
    """References of the same mail for other groups that the token sees."""
    group: str
    """The group's id."""
    meeting: str | None
    """The meeting's id; null before it is decided, and where no meeting was ahead."""
    zone: str
    """The IANA zone of the meeting, on whose clock its times are told."""
    state: SubmissionState
    """How far it is."""
    route: Route | None
    """What it was taken for; null until it is decided."""
    disposition: Disposition | None
    """What became of it; null until it is decided."""
    received_at: AwareDatetime
    """When it was received."""
    received_evidence: Evidence
    """Whose clock says so."""
    counts_from: AwareDatetime
    """The instant that decides lateness: `received_at`, or that of the return which it corrects."""
    sender: str | None
    """The address in From; null without the scope "people"."""
    subject: str | None
    """Its subject; null before it is decided, and once it is erased."""
    documents: list[JudgedDocument]
    """Its files, as the last Decision has them."""
    findings: list[SubmissionFinding]
    """What was found, as the last Decision has it."""
    decisions: list[SubmissionDecision]
    """All Decisions, the oldest first."""
    receipts: list[SubmissionReceipt]
    """The answers, the oldest first."""
    receipt_why: list[str]
    """Why it got no receipt, or that one left, when and to whom: sentences in English."""
    numbers: list[str]
    """The numbers that it gave or changed, without revisions: each is found under /documents."""


def add_whole_mail(app: FastAPI, desk: OpenDesk) -> None:
    """Add the route."""

    @app.get(
        f"{ROOT}/submissions/{{reference}}", response_model=WholeMail, responses=described(404), tags=["submissions"]
    )
    def read_submission(request: Request, reader: OpensSubmissions, reference: ReferenceInPath) -> Response:
        """One mail by its reference."""
        with desk.store.read() as work:
            found = submission_called(work, reader, reference)
            return answered(request, _mail(desk, work, reader, found))


def _mail(desk: OpenDesk, work: UnitOfWork, reader: ApiReader, one: Submission) -> WholeMail:
    decisions = work.submissions.decisions(one.id)
    verdict = decisions[-1].verdict if decisions else None
    card = work.cards.of([one.id]).get(one.id)
    siblings = [each for each in work.submissions.by_raw(one.raw) if each.id != one.id and reader.sees(each.group)]
    people = reader.has("people")
    known = replace(answering(work, one), beside=tuple(siblings))
    return WholeMail(
        reference=one.reference,
        siblings=[each.reference for each in siblings],
        group=one.group,
        meeting=one.meeting,
        zone=reach_of(work, reader).zone_of(one.group, one.meeting),
        state=one.state,
        route=one.route,
        disposition=one.disposition,
        received_at=one.received_at,
        received_evidence=one.received_evidence,
        counts_from=one.counts_from or one.received_at,
        sender=(one.sender or None) if people else None,
        subject=shown(reader, card.subject) if card else None,
        documents=[judged_record(reader, each) for each in verdict.documents] if verdict else [],
        findings=[finding_record(desk, reader, each) for each in verdict.findings] if verdict else [],
        decisions=[_decision(reader, each) for each in decisions],
        receipts=[
            SubmissionReceipt(
                decision=debt.decision or 0,
                state=receipt_state(debt),
                language=receipt.languages[0],
                to=receipt.to if people else None,
            )
            for debt, receipt in work.debts.receipts(one.id)
        ],
        receipt_why=all_shown(reader, map(str, why_no_receipt(known))),
        numbers=[each.label for each in work.contributions.of(one.id)],
    )


def _decision(reader: ApiReader, one: Decision) -> SubmissionDecision:
    return SubmissionDecision(
        n=one.n,
        act=one.act,
        actor=shown(reader, one.actor),
        at=one.at,
        reason=shown(reader, one.reason),
        disposition=one.verdict.disposition,
    )
