"""A mailbox, and the debts that only the thread with its connection can pay: moves, copies, drafts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from intake.domain.debt import Debt
from intake.domain.errors import UnavailableError
from intake.pipeline.debts import DRAFTS
from intake.pipeline.line import Done, Line
from intake.pipeline.pay import Due, Outcome, frozen, settle
from intake.ports import DamagedBlobError, Handover, MailSource


@dataclass(frozen=True, slots=True)
class Mailbox:
    """What the line must know of a mailbox: whose it is, since when (UTC), and how much to fetch at once (bytes).

    `mark` says what becomes of a mail that nobody has to look at: moved, marked as seen, or left.
    """

    account: str
    folder: str
    group: str
    base: datetime
    mark: str = "move"
    fetch_count: int = 200
    fetch_bytes: int = 32_000_000
    max_message_bytes: int = 64_000_000
    rebuilt_limit: int = 20


def pay_mailbox(line: Line, source: MailSource, box: Mailbox) -> Done:
    """Pay the debts of this mailbox: moves, copies of sent receipts, receipts that wait in Drafts for a person."""
    place = f"imap:{box.account}"
    now = line.clock.now()
    token = line.tokens.claim()
    with line.store.write() as work:
        claimed = work.debts.claim(place, now=now, until=line.until(now), token=token, limit=line.pace.batch)
        next_at = work.debts.next_due(place) if not claimed else None
    if not claimed:
        return Done(0, next_at)
    line.step("mailbox.claimed")
    receipts = frozen(line, [one for one in claimed if one.kind == "receipt"], token)
    outcomes = [_drafted(line, source, one) for one in receipts]
    outcomes += [_done(line, source, box, one) for one in claimed if one.kind != "receipt"]
    line.step("mailbox.done")
    settle(line, outcomes, token, how="imap")
    return Done(len(claimed), now)


def _drafted(line: Line, source: MailSource, due: Due) -> Outcome:
    """A receipt in Drafts: a person sends it."""
    raw = due.sending.raw
    try:
        _append_once(source, DRAFTS, raw, ("\\Draft",), line.clock.now(), line.letters.id_of(raw))
    except UnavailableError as error:
        return Outcome(due.debt, Handover("later", str(error)), due.blob)
    return Outcome(due.debt, Handover("sent", f"in {DRAFTS}"), due.blob)


def _done(line: Line, source: MailSource, box: Mailbox, debt: Debt) -> Outcome:
    """A move or a copy; what cannot be done now is tried again, and delays nothing else."""
    try:
        if debt.kind == "copy":
            raw = line.blobs.get(str(debt.payload["blob"]))
            _append_once(source, str(debt.payload["to"]), raw, ("\\Seen",), line.clock.now(), line.letters.id_of(raw))
        else:
            _move(source, box, debt)
    except UnavailableError as error:
        return Outcome(debt, Handover("later", str(error)))
    except (DamagedBlobError, KeyError) as error:
        return Outcome(debt, Handover("refused", f"the frozen receipt is damaged: {error}"))
    return Outcome(debt, Handover("sent"))


def _append_once(
    source: MailSource, folder: str, raw: bytes, flags: Sequence[str], at: datetime, message_id: str
) -> None:
    """Append a mail unless the folder has it: an attempt whose outcome is unknown leaves no second copy."""
    if not source.find(folder, message_id):
        source.append(folder, raw, flags, at)


def _move(source: MailSource, box: Mailbox, debt: Debt) -> None:
    """Take a mail out of the person's work list; one that is gone, or in a folder made anew, needs nothing."""
    state = source.open()
    if state.uidvalidity != debt.payload["uidvalidity"] or box.mark == "none":
        return
    uid = int(str(debt.payload["uid"]))
    if box.mark == "flag":
        source.mark_seen(uid)
    else:
        source.move(uid, str(debt.payload["to"]))
