"""Why a mail got no receipt, or that one left: to whom, when, and what the server said. Plain sentences, in order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from intake.domain.answering.receipt import Receipt
from intake.domain.debt import Debt
from intake.domain.house.source import is_of_the_house
from intake.domain.stated import Stated
from intake.domain.submission import Delivery, Submission
from intake.domain.verdict import Decision, Finding

if TYPE_CHECKING:
    from intake.ports import UnitOfWork

_UNATTENDED = ("automatic", "report", "list", "own", "thanks")
"""Routes of mail that is not answered: `Verdict.why` says which header field or words gave it this route."""
_CAPS = {
    "address": Stated("That is the cap on receipts to one address."),
    "domain": Stated("That is the cap on receipts to one domain."),
    "total": Stated("That is the cap on receipts to everybody."),
    "file": Stated("That is the cap on receipts for the same file."),
}


@dataclass(frozen=True, slots=True)
class Answering:
    """What decides whether a mail was answered: its Decisions, its receipts, its copies; `beside` in other groups."""

    submission: Submission
    decisions: tuple[Decision, ...] = ()
    receipts: tuple[Debt, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    beside: tuple[Submission, ...] = ()


def answering(work: "UnitOfWork", submission: Submission) -> Answering:
    """What is known about the answers to this mail."""
    return Answering(
        submission,
        tuple(work.submissions.decisions(submission.id)),
        tuple(one for one in work.debts.of(submission.id) if one.kind == "receipt"),
        tuple(work.deliveries.of(submission.id)),
        tuple(one for one in work.submissions.by_raw(submission.raw) if one.id != submission.id),
    )


def why_no_receipt(known: Answering) -> tuple[Stated, ...]:
    """Each receipt and what became of it, why the last Decision has none, and copies of the mail."""
    return (*_of_decisions(known), *_copies(known))


def silent_findings(known: Answering) -> tuple[Finding, ...]:
    """What was found in a mail that is not answered because of it, as its last receipt was withheld for."""
    if not known.receipts or known.receipts[-1].state != "withheld":
        return ()
    verdict = next((one.verdict for one in known.decisions if one.n == known.receipts[-1].decision), None)
    note = known.receipts[-1].note
    findings = verdict.findings if verdict else ()
    return tuple(one for one in findings if one.reply == "none" and one.id in note)


def delivery_in(work: "UnitOfWork", place: str) -> Delivery | None:
    """The Delivery at "account/folder/uid", as the log names what came to no Submission; None for no such place."""
    rest, _, uid = place.rpartition("/")
    account, _, folder = rest.partition("/")
    found = work.deliveries.folder(account, folder) if account and folder and uid.isdecimal() else None
    return work.deliveries.by_key(f"imap:{account}/{folder}/{found[0]}/{uid}") if found else None


def why_not_taken(delivery: Delivery) -> Stated:
    """Why a mail in the mailbox became no Submission."""
    if delivery.state == "before-base":
        return Stated("It was in the mailbox before the base line: such mail is counted and never answered.")
    return Stated("It was gone from the mailbox before it could be fetched, so nothing is known of it.")


def _of_decisions(known: Answering) -> Iterator[Stated]:
    mail = known.submission
    if not known.decisions:
        yield _undecided(mail)
        return
    for debt in sorted(known.receipts, key=lambda one: (one.decision or 0, one.id)):
        yield from _became(debt, known.decisions)
    last = known.decisions[-1]
    if last.n not in {one.decision for one in known.receipts}:
        yield from _none_owed(mail, last)


def _undecided(mail: Submission) -> Stated:
    if mail.state != "failed":
        return Stated("It is not decided yet: a receipt is owed only then.")
    if mail.next_try is None:
        return Stated("It is not decided: it could not be read or judged, and a person is told.")
    return Stated("It is not decided: it could not be read or judged, and is tried again at {at}.", _at(mail.next_try))


def _became(debt: Debt, decisions: Sequence[Decision]) -> Iterator[Stated]:
    """What became of one receipt."""
    sender = (debt.payload.to if isinstance(debt.payload, Receipt) else "") or "?"
    if debt.state == "withheld":
        yield from _withheld(debt, decisions)
    elif debt.state == "superseded":
        yield Stated(
            "The receipt of decision {n} did not leave: a later decision took its place.", {"n": debt.decision}
        )
    elif debt.state in ("refused", "unknown"):
        yield _not_taken(debt, sender)
    elif debt.state == "paid":
        yield _left(debt, sender)
    elif debt.note:
        values = {"sender": sender, "text": debt.note.rstrip("."), **_at(debt.due_at)}
        yield Stated(
            "A receipt to {sender} is still owed and is tried again at {at}. The last try came to: {text}.", values
        )
    else:
        yield Stated("A receipt to {sender} is still owed; it leaves at {at}.", {"sender": sender, **_at(debt.due_at)})


def _not_taken(debt: Debt, sender: str) -> Stated:
    values = {"sender": sender, "text": debt.note.rstrip(".")}
    if debt.state == "unknown":
        return Stated("A receipt to {sender} may or may not have been taken: {text}.", values)
    return Stated("A receipt to {sender} was not taken, and is not tried again: {text}.", values)


def _left(debt: Debt, sender: str) -> Stated:
    values: dict[str, object] = {"sender": sender, **_at(debt.paid_at)}
    if debt.bounced_at is not None:
        values["back"] = _clock(debt.bounced_at)
        return Stated("A receipt was sent to {sender} at {at}, and came back at {back}.", values)
    if debt.how == "person":
        values["why"] = debt.note
        return Stated("A person sent the receipt to {sender} from Drafts; that is known since {at}: {why}.", values)
    if debt.how == "imap":
        return Stated("A receipt to {sender} was put into Drafts at {at}, for a person to send.", values)
    if debt.how == "folder":
        return Stated("A receipt to {sender} was written into a folder at {at}, and not sent.", values)
    return Stated("A receipt was sent to {sender} at {at}.", values)


def _withheld(debt: Debt, decisions: Sequence[Decision]) -> Iterator[Stated]:
    if debt.note:
        yield Stated("A receipt was written and withheld: {why}.", {"why": debt.note.rstrip(".")})
    else:
        yield Stated("A receipt was written and withheld.")
    if debt.capped:
        yield _CAPS[debt.capped]
    verdict = next((one.verdict for one in decisions if one.n == debt.decision), None)
    if verdict and verdict.route in _UNATTENDED and verdict.why:
        yield _route(verdict.why)


def _none_owed(mail: Submission, last: Decision) -> Iterator[Stated]:
    """Why no receipt was owed for the last Decision."""
    verdict = last.verdict
    if is_of_the_house(mail.source):
        yield Stated("The house wrote it, so there is no sender to answer.")
    elif last.act == "import":
        yield Stated("It was registered by hand before, and brought in by a list: nobody is answered for it.")
    elif last.by_person:
        values = {"who": last.actor, "act": last.act, "reason": last.reason.rstrip("."), **_at(last.at)}
        yield Stated("No receipt was owed for what {who} did last at {at} ({act}): {reason}.", values)
    elif verdict.disposition == "ignore":
        yield Stated("It was ignored, and what is ignored is not answered.")
    elif verdict.disposition == "question":
        yield Stated("It has words and no document, and the rules leave such mail to a person.")
    else:
        yield Stated("No receipt was owed for the last decision ({act}).", {"act": last.act})
    if verdict.why and verdict.disposition in ("ignore", "question") and not last.by_person:
        yield _route(verdict.why)


def _route(why: str) -> Stated:
    return Stated("It was taken for such a mail because {why}.", {"why": why.rstrip(".")})


def _copies(known: Answering) -> Iterator[Stated]:
    """Copies of the same mail, which are answered once, and the same mail in other groups."""
    if (linked := sum(one.state == "linked" for one in known.deliveries)) > 0:
        yield Stated("The same mail came again (copies: {count}); all of them are answered once.", {"count": linked})
    for one in known.beside:
        values = {"group": one.group, "reference": one.reference}
        yield Stated("The same mail is {reference} in {group}, which answers by itself.", values)


def _at(instant: datetime | None) -> dict[str, object]:
    return {"at": _clock(instant) if instant else "?"}


def _clock(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M:%S} UTC"
