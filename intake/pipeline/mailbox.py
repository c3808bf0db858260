"""Mailboxes, and the debts that only the thread with the connection can pay: moves, copies, drafts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from intake.domain.debt import Copy, Debt, Move, Unreadable
from intake.domain.errors import UnavailableError
from intake.pipeline.line import Done, Line
from intake.pipeline.owing.debts import DRAFTS
from intake.pipeline.owing.letters import LETTERS
from intake.pipeline.pay import Payment, frozen, kept_on_trial, settle, without
from intake.ports import DamagedBlobError, Filed, Handover, MailSource


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A mailbox as the line knows it: its group, its base line (UTC), and how much to fetch at once (bytes).

    `mark` says what becomes of a mail that nobody has to look at: moved, marked as seen, or left. `junk` is the folder
    for junk that is looked through for documents, "" for none.
    """

    account: str
    folder: str
    group: str
    base: datetime
    mark: str = "move"
    junk: str = ""
    fetch_count: int = 200
    fetch_bytes: int = 32_000_000
    max_message_bytes: int = 64_000_000
    rebuilt_limit: int = 20


def pay_mailbox(line: Line, source: MailSource, box: Mailbox) -> Done:
    """Pay the debts of this mailbox: moves, copies of sent letters, letters that wait in Drafts for a person."""
    place = f"imap:{box.account}"
    now = line.clock.now()
    token = line.tokens.claim()
    with line.store.write() as work:
        claimed = work.debts.claim(place, now=now, until=line.until(now), token=token, limit=line.pace.batch)
        next_at = work.debts.next_due(place) if not claimed else None
        watches = bool(claimed) and line.watches(work, box.group)
        kept = kept_on_trial(line, work, claimed)
    if not claimed:
        return Done(0, next_at)
    line.step("mailbox.claimed")
    if watches:
        box = replace(box, mark="none")
    if kept:
        settle(line, kept, token, how="")
    claimed = without(claimed, kept)
    due = frozen(line, [one for one in claimed if one.kind in LETTERS], token)
    drafts = [_Filing(one.debt, one.blob, DRAFTS, _filed(line, one.sending.raw, "\\Draft")) for one in due]
    copies, outcomes = _copies(line, claimed)
    outcomes += _unreadable(claimed)
    outcomes += _file(line, source, [*drafts, *copies])
    outcomes += _move(source, box, [_Owed(one, one.payload) for one in claimed if isinstance(one.payload, Move)])
    line.step("mailbox.done")
    settle(line, outcomes, token, how="imap")
    return Done(len(claimed) + len(kept), now)


@dataclass(frozen=True, slots=True)
class _Filing:
    """A mail of ours to be put into a folder; `blob` is the digest of its frozen bytes."""

    debt: Debt
    blob: str
    folder: str
    mail: Filed


def _filed(line: Line, raw: bytes, flag: str) -> Filed:
    return Filed(raw, (flag,), line.clock.now())


def _copies(line: Line, debts: Sequence[Debt]) -> tuple[list[_Filing], list[Payment]]:
    """The owed copies with their bytes, and the outcome for those whose bytes are damaged or gone."""
    copies: list[_Filing] = []
    damaged: list[Payment] = []
    for debt, copy in [(one, one.payload) for one in debts if isinstance(one.payload, Copy)]:
        try:
            copies.append(_Filing(debt, "", copy.to, _filed(line, line.blobs.get(copy.blob), "\\Seen")))
        except (DamagedBlobError, KeyError) as error:
            damaged.append(Payment(debt, Handover("refused", f"the frozen letter is damaged: {error}")))
    return copies, damaged


def _unreadable(debts: Sequence[Debt]) -> list[Payment]:
    """The outcome for moves and copies that cannot be read; letters have theirs where they are written."""
    unread = [(one, one.payload) for one in debts if isinstance(one.payload, Unreadable) and one.kind not in LETTERS]
    return [Payment(debt, Handover("refused", payload.why)) for debt, payload in unread]


def _file(line: Line, source: MailSource, filings: Sequence[_Filing]) -> list[Payment]:
    """Put mails into their folders: first tries together, every other one alone."""
    outcomes: list[Payment] = []
    for folder in dict.fromkeys(one.folder for one in filings):
        mine = [one for one in filings if one.folder == folder]
        outcomes += _append(source, folder, [one for one in mine if one.debt.attempts == 1])
        outcomes += _append_again(line, source, folder, [one for one in mine if one.debt.attempts > 1])
    return outcomes


def _append(source: MailSource, folder: str, batch: Sequence[_Filing]) -> list[Payment]:
    if not batch:
        return []
    try:
        refused = source.append(folder, [one.mail for one in batch])
    except UnavailableError as error:
        refused = dict.fromkeys(range(len(batch)), str(error))
    return [Payment(one.debt, _handover(refused.get(at), folder), one.blob) for at, one in enumerate(batch)]


def _append_again(line: Line, source: MailSource, folder: str, filings: Sequence[_Filing]) -> list[Payment]:
    """Repeated tries: what the folder holds by now is left alone, so that no second copy comes there."""
    if not filings:
        return []
    ids = [line.letters.id_of(one.mail.raw) for one in filings]
    try:
        there = source.find(folder, ids)
    except UnavailableError as error:
        return [Payment(one.debt, Handover("later", str(error)), one.blob) for one in filings]
    outcomes: list[Payment] = []
    for one, its_id in zip(filings, ids, strict=True):
        found = Payment(one.debt, Handover("sent", f"in {folder}"), one.blob)
        outcomes += [found] if its_id in there else _append(source, folder, [one])
    return outcomes


def _handover(why: str | None, folder: str) -> Handover:
    return Handover("sent", f"in {folder}") if why is None else Handover("later", why)


@dataclass(frozen=True, slots=True)
class _Owed:
    """A move that is owed."""

    debt: Debt
    move: Move


def _move(source: MailSource, box: Mailbox, owed: Sequence[_Owed]) -> list[Payment]:
    """Move mails out of INBOX, a person's work list; those that are gone, or in a rebuilt folder, need nothing.

    First tries go together; one that failed before goes alone, so that it holds up no other.
    """
    first = [one for one in owed if one.debt.attempts == 1]
    batches = [*([first] if first else []), *([one] for one in owed if one.debt.attempts > 1)]
    return [outcome for batch in batches for outcome in _moved(source, box, batch)]


def _moved(source: MailSource, box: Mailbox, owed: Sequence[_Owed]) -> list[Payment]:
    here = owed
    try:
        if box.mark != "none":
            state = source.open()
            there = (box.folder, state.uidvalidity)
            here = [one for one in owed if (one.move.folder, one.move.uidvalidity) == there]
        failed = _taken_out(source, box.mark, [one.move for one in here])
    except UnavailableError as error:
        return [Payment(one.debt, Handover("later", str(error))) for one in owed]
    outcomes = []
    for one in owed:
        why = failed.get(one.move.uid) if one in here else None
        told = _DONE[box.mark] if one in here else _REBUILT
        outcomes.append(Payment(one.debt, Handover("sent") if why is None else Handover("later", why), told=told))
    return outcomes


_DONE = {
    "move": "The mail was moved out of the work list.",
    "flag": "The mail was marked as seen in the mailbox, where it stays.",
    "none": "The mail was left in the mailbox as it is.",
}
"""What becomes of a mail that nobody has to look at, by the mailbox's setting."""

_REBUILT = "The folder was rebuilt on the server, so the mail was left there."


def _taken_out(source: MailSource, mark: str, moves: Sequence[Move]) -> dict[int, str]:
    """Move or mark these, which are all in the folder; returns the UIDs that failed, each with the reason."""
    if mark == "none" or not moves:
        return {}
    if mark == "flag":
        return dict(source.mark_seen([one.uid for one in moves]))
    stayed: dict[int, str] = {}
    for folder in dict.fromkeys(one.to for one in moves):
        stayed |= source.move([one.uid for one in moves if one.to == folder], folder)
    return stayed
