"""Submissions and their parts as the plain objects that `ingest`, `show` and the web page print."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from intake.domain.answering.receipt import Receipt
from intake.domain.debt import Debt
from intake.domain.document import Cover, TemplateMatch
from intake.domain.letters.masking import value_without_tokens
from intake.domain.numbers.revisions import revision_label
from intake.domain.origin.telling import told
from intake.domain.publishing.versions import marked_versions
from intake.domain.submission import Contribution, Submission, Timestamps
from intake.domain.verdict import OUR_FAILURE, Decision, Finding, Judged, Verdict
from intake.pipeline.decision.now import decisions_as_they_stand
from intake.pipeline.showing.plain import Object, instant, plain_facts
from intake.pipeline.showing.supporting import beside_objects

if TYPE_CHECKING:
    from intake.domain.letters.requests import Request
    from intake.ports import Subjects, UnitOfWork, Words

_SHOWN = {"owed": "owed", "sending": "owed", "paid": "sent"}


def submission_object(
    work: "UnitOfWork", submission: Submission, words: "Words", letters: "Subjects", *, source: str | None = None
) -> Object:
    """Everything known about one Submission. `source` replaces its own for a mail that came again."""
    decisions = decisions_as_they_stand(work, submission.id)
    last = decisions[-1] if decisions else None
    receipts = [_receipt(debt, receipt, letters) for debt, receipt in work.debts.receipts(submission.id)]
    card = work.cards.of([submission.id]).get(submission.id)
    siblings = [one.reference for one in work.submissions.by_raw(submission.raw) if one.id != submission.id]
    return {
        "source": source if source is not None else submission.source,
        "id": submission.id,
        "reference": submission.reference,
        "siblings": siblings,
        "duplicate_of": None,
        "state": submission.state,
        "received_at": instant(submission.received_at),
        "counts_from": instant(submission.counts_from or submission.received_at),
        "received_evidence": submission.received_evidence,
        "timestamps": timestamps(submission.stamps),
        "group": submission.group,
        "meeting": meeting_id(last.verdict) if last else None,
        "route": submission.route,
        "sender": submission.sender or None,
        "confirmed": str(told(kept)) if (kept := submission.authentication) else None,
        "subject": card.subject if card else None,
        "opening": list(card.opening) if card else [],
        "decision": _decision(last),
        "disposition": submission.disposition,
        **_of_verdict(last.verdict if last else None, words),
        "receipts": receipts,
        "receipt": receipts[-1] if receipts else None,
        "recorded": [_recorded(work, one) for one in work.contributions.of(submission.id)],
        "requests": [_request(one) for one in work.requests.of(submission.reference)],
    }


def _request(one: "Request") -> Object:
    """What a chair asked for by a link, and what became of it ("waiting", "decided", "already", "refused")."""
    return {
        "id": one.id,
        "act": one.link.act,
        "document": one.link.document,
        "address": one.link.address,
        "asked_at": instant(one.asked_at),
        "reason": one.reason,
        "outcome": one.outcome or "waiting",
        "settled_at": instant(one.settled_at),
    }


def _recorded(work: "UnitOfWork", one: Contribution) -> Object:
    """The fields recorded under a number, which a person may have corrected."""
    return {
        "number": revision_label(one.label, one.revision),
        "title": one.title,
        "source": list(one.source),
        "kind": one.kind,
        "withdrawn_at": instant(one.withdrawn_at),
        "joined_to": one.joined_to or None,
        "posted_at": instant(one.posted_at),
        "marked": [revision_label(one.label, marked.revision, marked.mark) for marked in marked_versions(one)],
        "beside": beside_objects(work, one),
    }


def preview_object(
    verdict: Verdict, words: "Words", *, source: str, group: str, sender: str, stamps: Timestamps, evidence: str
) -> Object:
    """The outcome of a mail that was judged but not stored: no id, no reference, no number."""
    found = _of_verdict(verdict, words)
    for document in found["documents"]:
        document["number"] = None
    return {
        "source": source,
        "id": None,
        "reference": None,
        "siblings": [],
        "duplicate_of": None,
        "state": "decided",
        "received_at": instant(verdict.received_at),
        "counts_from": instant(verdict.counts_from),
        "received_evidence": evidence,
        "timestamps": timestamps(stamps),
        "group": group,
        "meeting": meeting_id(verdict),
        "route": verdict.route,
        "sender": sender or None,
        "confirmed": None,
        "subject": None,
        "opening": [],
        "decision": None,
        "disposition": verdict.disposition,
        **found,
        "receipts": [],
        "receipt": None,
        "recorded": [],
        "requests": [],
    }


def unrouted_object(source: str, why: str, stamps: Timestamps | None = None) -> Object:
    """A mail that is addressed to none of our mailboxes: nothing was stored."""
    empty: Object = dict.fromkeys(
        ("id", "reference", "duplicate_of", "received_at", "counts_from", "received_evidence", "group", "meeting")
    )
    empty |= dict.fromkeys(("route", "sender", "confirmed", "subject", "decision", "disposition", "receipt"))
    lists: Object = {"siblings": [], "opening": [], "findings": [], "documents": [], "receipts": []}
    lists |= {"recorded": [], "requests": []}
    return {
        "source": source,
        "state": "unrouted",
        "sentence": why,
        "timestamps": timestamps(stamps) if stamps else {},
        **empty,
        **lists,
    }


def unreadable_object(source: str, why: str) -> Object:
    """A file that we cannot read, or a mail that we cannot show unstored; never the sender's fault."""
    finding = {
        "id": OUR_FAILURE,
        "severity": "hold",
        "document": None,
        "at": source,
        "facts": {"why": why},
        "text": why,
    }
    return {**unrouted_object(source, why), "state": "failed", "findings": [finding]}


def timestamps(stamps: Timestamps) -> Object:
    """All instants that are known of a Delivery, by name."""
    return {name: instant(at) for name, at in asdict(stamps).items()}


def meeting_id(verdict: Verdict) -> str:
    """The id of the meeting that a mail is for, or "next"."""
    return verdict.meeting or "next"


def _decision(decision: Decision | None) -> Object | None:
    if decision is None:
        return None
    return {"n": decision.n, "actor": decision.actor, "at": instant(decision.at), "reason": decision.reason}


def _of_verdict(verdict: Verdict | None, words: "Words") -> Object:
    if verdict is None:
        return {"findings": [], "documents": []}
    return {
        "findings": [finding_object(one, words) for one in verdict.findings],
        "documents": [_document(one, verdict.corrects) for one in verdict.documents],
    }


def finding_object(finding: Finding, words: "Words", language: str = "en") -> Object:
    """One finding with its two sentences."""
    sentences = (words.what(finding, language), words.remedy(finding, language))
    return {
        "id": finding.id,
        "severity": finding.severity,
        "document": finding.document,
        "at": finding.at,
        "facts": plain_facts(finding.facts),
        "text": " ".join(one for one in sentences if one),
    }


def _document(judged: Judged, corrects: str | None) -> Object:
    document = judged.document
    number = revision_label(judged.number, judged.revision, judged.mark) if judged.number else None
    return {
        "file": document.file,
        "sha256": document.sha256,
        "filetype": document.filetype,
        "kind": judged.kind,
        "role": judged.role,
        "part": judged.part,
        "inside": document.inside or None,
        "attached_mails": document.depth,
        "made": document.made or None,
        "made_of": list(document.made_of),
        "template": template_object(document.template),
        "fields": fields_object(document.cover),
        "relation": judged.relation,
        "of": judged.of or (corrects if judged.relation == "correction" else None),
        "number": number,
        "revision": judged.revision,
        "disposition": judged.disposition,
    }


def template_object(match: TemplateMatch) -> Object:
    """The template that a document is on, and its score."""
    return {"profile": match.profile, "score": round(match.score, 3)}


def fields_object(cover: Cover) -> Object:
    """The cover fields; absent is null or []."""
    return {name: value_without_tokens(value) for name, value in asdict(cover).items()}


def _receipt(debt: Debt, receipt: Receipt, letters: "Subjects") -> Object:
    return {
        "decision": debt.decision,
        "state": receipt_state(debt),
        "leaves_at": instant(debt.due_at) if debt.state == "owed" else None,
        "withheld_reason": debt.note if debt.state == "withheld" else None,
        "to": receipt.to,
        "cc": list(receipt.cc),
        "subject": letters.subject(receipt),
        "language": receipt.languages[0],
    }


def receipt_state(debt: Debt) -> str:
    """The state of a receipt as people see it (docs/line.md)."""
    if debt.bounced_at is not None:
        return "bounced"
    if debt.state == "paid" and debt.how in ("folder", "imap"):
        return "draft"
    return (debt.state == "paid" and debt.reported) or _SHOWN.get(debt.state, debt.state)
