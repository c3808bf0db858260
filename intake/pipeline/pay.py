"""The fourth step: debts are paid. Receipts leave with frozen bytes; whatever is tried again sends those bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from intake.domain.deadlines import correct_until
from intake.domain.receipt import Receipt
from intake.domain.submission import Debt, LogEntry
from intake.pipeline.debts import owe_copy, receipt_in
from intake.pipeline.line import Done, Line, soonest
from intake.ports import DamagedBlobError, Handover, Sending, UnitOfWork

MOST_TRIES = 40
"""After so many tries without an answer a receipt counts as refused, and a person is alerted."""


@dataclass(frozen=True, slots=True)
class _Due:
    """A receipt with its frozen bytes, ready to be handed over."""

    debt: Debt
    sending: Sending
    blob: str


def pay(line: Line) -> Done:
    """Pay the receipts that are due, at every place that we have."""
    counts = [pay_at(line, place) for place in line.senders]
    return Done(sum(one.count for one in counts), soonest(*(one.next_at for one in counts)))


def pay_at(line: Line, place: str) -> Done:
    """Pay the receipts that are due at one place ("smtp", "folder")."""
    now = line.clock.now()
    token = line.tokens.claim()
    with line.store.write() as work:
        claimed = work.debts.claim(place, now=now, until=line.until(now), token=token, limit=line.pace.batch)
        next_at = work.debts.next_due(place) if not claimed else None
    if not claimed:
        return Done(0, next_at)
    line.step("pay.claimed")
    due = [one for one in (frozen(line, debt, token) for debt in claimed) if one is not None]
    handovers = line.senders[place].send([one.sending for one in due])
    line.step("pay.sent")
    for one, handover in zip(due, handovers, strict=True):
        settle(line, one.debt, handover, one.blob, token, how=place)
    return Done(len(claimed), now)


def frozen(line: Line, debt: Debt, token: str) -> _Due | None:
    """The debt with bytes that are frozen and committed before anything is sent; None when the claim is lost."""
    receipt = receipt_in(debt.payload)
    recipients = (receipt.to, *receipt.cc)
    if debt.frozen is not None:
        try:
            raw = line.blobs.get(debt.frozen)
        except (DamagedBlobError, KeyError) as error:
            settle(
                line, debt, Handover("refused", f"the frozen receipt is damaged: {error}"), debt.frozen, token, how=""
            )
            return None
        return _Due(debt, Sending(line.letters.envelope(receipt), recipients, raw, _name(receipt, debt)), debt.frozen)
    now = line.clock.now()
    try:
        letter = line.letters.write(receipt, now, _until(line, receipt, debt, now))
    except ValueError as error:
        settle(line, debt, Handover("refused", f"no letter could be written: {error}"), "", token, how="")
        return None
    (blob,) = line.blobs.put([letter.raw])
    line.step("pay.rendered")
    if not _freeze(line, debt, receipt, blob, letter.message_id, token, now):
        return None
    line.step("pay.frozen")
    return _Due(debt, Sending(letter.sender, letter.recipients, letter.raw, _name(receipt, debt)), blob)


def _name(receipt: Receipt, debt: Debt) -> str:
    return f"{receipt.reference}-{debt.decision}"


def _until(line: Line, receipt: Receipt, debt: Debt, now: datetime) -> datetime | None:
    """The end of the correction period, counted from the day on which the receipt is frozen."""
    if receipt.correction_days is None:
        return None
    with line.store.read() as work:
        calendar = line.rulebook(work, debt.group).calendar
    return correct_until(now, receipt.zone, calendar, receipt.correction_days)


def _freeze(line: Line, debt: Debt, receipt: Receipt, blob: str, message_id: str, token: str, now: datetime) -> bool:
    until = _until(line, receipt, debt, now)
    with line.store.write() as work:
        if not work.debts.freeze(debt.id, token=token, blob=blob, message_id=message_id, now=now):
            return False
        if until is not None:
            work.submissions.set_correct_until(debt.submission, until)
    return True


def settle(line: Line, debt: Debt, handover: Handover, blob: str, token: str, *, how: str) -> None:
    """Record how a handover went: paid, tried again later, or refused with an alert."""
    now = line.clock.now()
    with line.store.write() as work:
        if handover.outcome == "sent":
            if work.debts.settle(debt.id, token=token, state="paid", now=now, how=how, note=handover.reply):
                _log(work, debt, "paid", _paid(debt, how), now)
                if how == "smtp":
                    owe_copy(work, work.submissions.get(debt.submission), debt.decision, blob, now)
        elif handover.outcome == "refused" or debt.attempts >= MOST_TRIES:
            if work.debts.settle(debt.id, token=token, state="refused", now=now, how=how, note=handover.reply):
                _log(work, debt, "alert", f"A {debt.kind} was not taken: {handover.reply}", now)
        else:
            until = line.retry(now, debt.attempts)
            if work.debts.postpone(debt.id, token=token, until=until, note=handover.reply) and debt.attempts == 1:
                _log(work, debt, "postponed", f"A {debt.kind} is tried again later: {handover.reply}", now)
        line.step("pay.before-commit")
    line.step("pay.committed")


def _paid(debt: Debt, how: str) -> str:
    where = {"smtp": "sent", "folder": "written to the receipts folder", "imap": "written to the mailbox"}
    return f"The {debt.kind} was {where.get(how, 'paid')}." if debt.kind == "receipt" else f"The {debt.kind} was done."


def _log(work: UnitOfWork, debt: Debt, what: str, why: str, now: datetime) -> None:
    work.log.add(
        LogEntry(
            at=now,
            what=what,
            who="pay",
            why=why,
            group=debt.group,
            submission=debt.submission,
            facts={"debt": debt.key, "attempts": debt.attempts},
        )
    )


def settle_all(line: Line, debts: Sequence[tuple[Debt, Handover]], token: str, *, how: str) -> None:
    """Record the outcomes of debts that carry no receipt (moves, copies)."""
    for debt, handover in debts:
        settle(line, debt, handover, "", token, how=how)
