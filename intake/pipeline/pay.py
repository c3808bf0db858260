"""The fourth step: debts are paid. A letter's bytes are frozen first, and every try sends the same bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from intake.domain.debt import WATCHED, Copy, Debt
from intake.domain.letters.notice import StaffLetter
from intake.pipeline.line import ALERTS, Done, Line, soonest
from intake.pipeline.notes import alert, note
from intake.pipeline.outages import look_at_server
from intake.pipeline.owing.debts import owe_copy
from intake.pipeline.owing.letters import LETTERS, Written
from intake.ports import DamagedBlobError, Handover, Sending, UnitOfWork

_program_log = structlog.get_logger("intake")

MOST_TRIES = 480
"""After so many tries, five days (RFC 5321, section 4.5.4.1), a debt counts as refused, and a person is alerted."""


@dataclass(frozen=True, slots=True)
class ReadyLetter:
    """A letter with its frozen bytes, ready to be handed over; `blob` is their digest."""

    debt: Debt
    sending: Sending
    blob: str


@dataclass(frozen=True, slots=True)
class Payment:
    """How the payment of one debt went; `blob` is the digest of the frozen bytes, "" if there are none.

    `ours` means that it failed through our own fault; a person is alerted. `told` is what the log says of a payment,
    where that depends on how it was paid. `overtaken`: nothing is left to tell. `kept`: it does not leave, and the
    answer of the handover says why.
    """

    debt: Debt
    handover: Handover
    blob: str = ""
    ours: bool = False
    told: str = ""
    overtaken: bool = False
    kept: bool = False


def pay(line: Line) -> Done:
    """Pay the letters that are due, at every place of payment that we have."""
    counts = [pay_at(line, place) for place in line.senders]
    return Done(sum(one.count for one in counts), soonest(*(one.next_at for one in counts)))


def pay_at(line: Line, place: str) -> Done:
    """Pay the letters that are due at one place ("smtp", "alerts", "folder")."""
    now = line.clock.now()
    token = line.tokens.claim()
    with line.store.write() as work:
        claimed = work.debts.claim(place, now=now, until=line.until(now), token=token, limit=line.pace.batch)
        next_at = work.debts.next_due(place) if not claimed else None
        kept = kept_on_trial(line, work, claimed)
    if not claimed:
        return Done(0, next_at)
    line.step("pay.claimed")
    if kept:
        settle(line, kept, token, how="")
    due = frozen(line, without(claimed, kept), token)
    handovers = line.senders[place].send([one.sending for one in due])
    line.step("pay.sent")
    outcomes = [Payment(one.debt, handover, one.blob) for one, handover in zip(due, handovers, strict=True)]
    settle(line, outcomes, token, how="smtp" if place == ALERTS else place, server=place)
    return Done(len(claimed), now)


def kept_on_trial(line: Line, work: UnitOfWork, debts: Sequence[Debt]) -> list[Payment]:
    """What was owed before a trial began, and does not leave while it lasts: all but letters to staff, and moves."""
    why = Handover("refused", WATCHED)
    ours = [one for one in debts if one.kind not in ("staff", "alert", "move")]
    return [Payment(one, why, kept=True) for one in ours if line.watches(work, one.group)]


def without(debts: Sequence[Debt], payments: Sequence[Payment]) -> list[Debt]:
    """The debts that these payments are not about."""
    done = {one.debt.id for one in payments}
    return [one for one in debts if one.id not in done]


def frozen(line: Line, debts: Sequence[Debt], token: str) -> list[ReadyLetter]:
    """Freeze these letters: their bytes are committed before anything is sent.

    A letter that cannot be written is refused or, if that is our own fault, tried again later; one whose claim
    is lost is dropped.
    """
    ready = [_ready(line, debt) for debt in debts]
    unwritable = [one for one in ready if isinstance(one, Payment)]
    if unwritable:
        settle(line, unwritable, token, how="")
    written = [one for one in ready if isinstance(one, _Letter)]
    return [one for one in ready if isinstance(one, ReadyLetter)] + _freeze(line, written, token)


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter that was just written, not frozen yet."""

    debt: Debt
    written: Written
    name: str


def _ready(line: Line, debt: Debt) -> ReadyLetter | _Letter | Payment:
    """The frozen letter of a debt, a new one, or the outcome without one; a bad letter never stops the others."""
    try:
        return _written(line, debt) if debt.frozen is None else _again(line, debt, debt.frozen)
    except DamagedBlobError as error:
        return Payment(debt, Handover("refused", f"its frozen bytes are lost: {error}"))
    except ValueError as error:
        return Payment(debt, Handover("refused", f"no letter could be written: {error}"))
    except Exception as error:
        if line.store.is_outage(error):
            raise
        _program_log.error("letter failed", debt=debt.key, exc_info=error)
        return Payment(debt, Handover("later", f"no letter could be written ({type(error).__name__})"), ours=True)


def _again(line: Line, debt: Debt, blob: str) -> ReadyLetter:
    kind = LETTERS[debt.kind]
    held = kind.of(debt)
    sender, recipients = kind.envelope(line.letters, held)
    try:
        raw = line.blobs.get(blob)
    except KeyError as error:
        raise DamagedBlobError(f"there is no file {blob}") from error
    return ReadyLetter(debt, Sending(sender, recipients, raw, kind.name(debt, held)), blob)


def _written(line: Line, debt: Debt) -> _Letter | Payment:
    kind, now = LETTERS[debt.kind], line.clock.now()
    held = kind.fresh(line, kind.of(debt), now)
    if held is None:
        return Payment(debt, Handover("refused", "nothing of it is left to tell"), overtaken=True)
    return _Letter(debt, kind.write(line, debt, held, now), kind.name(debt, held))


def _freeze(line: Line, letters: Sequence[_Letter], token: str) -> list[ReadyLetter]:
    if not letters:
        return []
    blobs = line.blobs.put([one.written.letter.raw for one in letters])
    line.step("pay.rendered")
    due: list[ReadyLetter] = []
    now = line.clock.now()
    with line.store.write() as work:
        for one, blob in zip(letters, blobs, strict=True):
            letter, until = one.written.letter, one.written.until
            if work.debts.freeze(one.debt.id, token=token, blob=blob, message_id=letter.message_id, now=now):
                if until is not None and one.debt.submission is not None:
                    work.submissions.set_correct_until(one.debt.submission, until)
                due.append(ReadyLetter(one.debt, Sending(letter.sender, letter.recipients, letter.raw, one.name), blob))
    line.step("pay.frozen")
    return due


def settle(line: Line, outcomes: Sequence[Payment], token: str, *, how: str, server: str = "") -> None:
    """Record how payments went: paid, tried again later, or refused with an alert; all in one transaction.

    `server` is the place whose server was asked.
    """
    now = line.clock.now()
    with line.store.write() as work:
        look_at_server(work, server, [one.handover for one in outcomes], now)
        for one in outcomes:
            _settle(line, work, one, token, how, now)
        line.step("pay.before-commit")
    line.step("pay.committed")


def _settle(line: Line, work: UnitOfWork, outcome: Payment, token: str, how: str, now: datetime) -> None:
    debt, handover = outcome.debt, outcome.handover
    if outcome.overtaken:
        work.debts.settle(debt.id, token=token, state="superseded", now=now, note=handover.reply)
    elif outcome.kept:
        if work.debts.settle(debt.id, token=token, state="withheld", now=now, note=handover.reply):
            why = f"The {_called(line, work, debt)} is kept: {handover.reply}."
            _log(work, debt, "withheld", why, now)
    elif handover.outcome == "sent":
        if work.debts.settle(debt.id, token=token, state="paid", now=now, how=how, note=handover.reply):
            _log(work, debt, "paid", outcome.told or _paid(line, work, debt, how), now)
            if how == "smtp" and not line.watches(work, debt.group):
                owe_copy(work, debt, outcome.blob, now)
    elif handover.outcome == "refused" or debt.attempts >= MOST_TRIES:
        state = "unknown" if handover.outcome == "unknown" else "refused"
        if work.debts.settle(debt.id, token=token, state=state, now=now, how=how, note=handover.reply):
            told = "may or may not have been taken" if state == "unknown" else "was not taken"
            _log(work, debt, "alert", f"A {_called(line, work, debt)} {told}: {handover.reply}", now)
    else:
        until = line.retry(now, debt.attempts)
        if work.debts.postpone(debt.id, token=token, until=until, note=handover.reply) and debt.attempts == 1:
            why = f"A {_called(line, work, debt)} is tried again later: {handover.reply}"
            _log(work, debt, "alert" if outcome.ours else "postponed", why, now)


def _paid(line: Line, work: UnitOfWork, debt: Debt, how: str) -> str:
    if debt.kind == "copy":
        letter = debt.payload.of if isinstance(debt.payload, Copy) else debt.kind
        return f"A copy of the {LETTERS[letter].called if letter in LETTERS else letter} was kept."
    where = {"smtp": "sent", "folder": "written to the receipts folder", "imap": "put into the mailbox's drafts"}
    return f"The {_called(line, work, debt)} was {where[how]}."


def _called(line: Line, work: UnitOfWork, debt: Debt) -> str:
    """What the log calls it; a letter to staff by those whom it is for."""
    if isinstance(debt.payload, StaffLetter):
        group = line.rulebook(work, debt.group).group
        chairs = [address for one in group.officers for address in one.addresses]
        readers = {"the secretariat": group.secretariat, "the chairs": chairs}
        to = {one.lower() for one in debt.payload.to}
        for whom, addresses in readers.items():
            if to <= {one.lower() for one in addresses}:
                return f"letter to {whom}"
    return LETTERS[debt.kind].called if debt.kind in LETTERS else debt.kind


def _log(work: UnitOfWork, debt: Debt, what: str, why: str, now: datetime) -> None:
    about = debt.group if debt.submission is None else work.submissions.get(debt.submission)
    if what == "alert":
        alert(work, about, at=now, who="pay", topic="debt", why=why, debt=debt.key, attempts=debt.attempts)
    else:
        note(work, about, at=now, what=what, who="pay", why=why, debt=debt.key, attempts=debt.attempts)
