"""One mailbox and its thread: poll (fetch, commit 1), and pay the debts that only its connection can pay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from intake.domain.errors import UnavailableError
from intake.domain.mail import Fact
from intake.domain.submission import Debt, Delivery, LogEntry, Timestamps
from intake.pipeline.debts import DRAFTS
from intake.pipeline.line import Done, Line
from intake.pipeline.pay import Due, Outcome, frozen, settle
from intake.pipeline.receive import Arrived, receive
from intake.ports import DamagedBlobError, FolderState, Handover, MailSource, UnitOfWork, Waiting

_LOOK_AT_ONCE = 200


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


def poll(line: Line, source: MailSource, box: Mailbox) -> Done:
    """Take everything on the server that the ledger does not know; how many mails.

    The ledger decides what is new, never a flag on the server. Raises UnavailableError.
    """
    state = source.open()
    contact = _contact(line, box, state)
    uids = [uid for uid in source.uids(above=contact.high) if uid not in contact.known]
    line.step("poll.listed")
    count = 0
    for start in range(0, len(uids), _LOOK_AT_ONCE):
        waiting = source.look(uids[start : start + _LOOK_AT_ONCE])
        count += _take_all(line, source, box, state, waiting, contact)
    with line.store.write() as work:
        high = max([contact.high, *uids])
        work.deliveries.set_folder(box.account, box.folder, state.uidvalidity, high, line.clock.now())
    return Done(count)


@dataclass(frozen=True, slots=True)
class _Contact:
    """How well the folder is known: since when (base, None = seen before), up to which UID, and which above that."""

    first: bool
    rebuilt: bool
    base: datetime
    high: int
    known: frozenset[int]


def _contact(line: Line, box: Mailbox, state: FolderState) -> _Contact:
    with line.store.write() as work:
        seen = work.deliveries.folder(box.account, box.folder)
        base = work.deliveries.base(box.account, box.folder)
        if base is None:
            base = box.base
            work.deliveries.set_base(box.account, box.folder, base)
        same = seen is not None and seen[0] == state.uidvalidity
        high = seen[1] if seen is not None and same else 0
        known = work.deliveries.known_uids(box.account, box.folder, state.uidvalidity, high)
        rebuilt = seen is not None and not same
        if rebuilt and not known:
            why = "The folder was rebuilt on the server (UIDVALIDITY changed): it is looked through again."
            _log(work, box, "alert", why, line.clock.now())
    return _Contact(seen is None, rebuilt, base, high, frozenset(known))


def _take_all(
    line: Line, source: MailSource, box: Mailbox, state: FolderState, waiting: Sequence[Waiting], contact: _Contact
) -> int:
    old = [one for one in waiting if _is_old(one, contact)]
    if old:
        _note_old(line, box, state, old)
    count = 0
    for batch in _batches([one for one in waiting if not _is_old(one, contact)], box):
        count += _take(line, source, box, state, batch)
    return count


def _is_old(one: Waiting, contact: _Contact) -> bool:
    """Whether it was there before the base line, at first contact (or when a folder is looked through again)."""
    looked_through = contact.first or contact.rebuilt
    return looked_through and one.internaldate is not None and one.internaldate < contact.base


def _batches(waiting: Sequence[Waiting], box: Mailbox) -> list[list[Waiting]]:
    """Fetches bounded in count and in bytes."""
    batches: list[list[Waiting]] = []
    size = 0
    for one in waiting:
        cost = min(one.size, box.max_message_bytes)
        if not batches or len(batches[-1]) >= box.fetch_count or size + cost > box.fetch_bytes:
            batches.append([])
            size = 0
        batches[-1].append(one)
        size += cost
    return batches


def _take(line: Line, source: MailSource, box: Mailbox, state: FolderState, batch: Sequence[Waiting]) -> int:
    now = line.clock.now()
    whole = source.fetch([one.uid for one in batch if one.size <= box.max_message_bytes])
    line.step("poll.fetched")
    arrived, gone = [], []
    for one in batch:
        partial = one.size > box.max_message_bytes
        raw = source.fetch_headers(one.uid) if partial else whole.get(one.uid)
        if raw is None:
            gone.append(one)
        else:
            arrived.append(_arrived(box, state, one, raw, now, partial=partial))
    if gone:
        _note(line, box, state, gone, "vanished", "was gone before it could be fetched")
    receive(line, arrived)
    return len(arrived)


def _arrived(box: Mailbox, state: FolderState, one: Waiting, raw: bytes, now: datetime, *, partial: bool) -> Arrived:
    return Arrived(
        raw=raw,
        key=_key(box, state, one.uid),
        group=box.group,
        account=box.account,
        folder=box.folder,
        uidvalidity=state.uidvalidity,
        uid=one.uid,
        stamps=Timestamps(first_seen=now, internaldate=one.internaldate, savedate=one.savedate),
        source=f"{box.account}/{box.folder}/{one.uid}",
        partial=partial,
    )


def _key(box: Mailbox, state: FolderState, uid: int) -> str:
    return f"imap:{box.account}/{box.folder}/{state.uidvalidity}/{uid}"


def _note_old(line: Line, box: Mailbox, state: FolderState, old: Sequence[Waiting]) -> None:
    _note(line, box, state, old, "before-base", "was there before the base line; it is counted and never answered")


def _note(line: Line, box: Mailbox, state: FolderState, waiting: Sequence[Waiting], what: str, why: str) -> None:
    now = line.clock.now()
    with line.store.write() as work:
        for one in waiting:
            work.deliveries.add(
                Delivery(
                    key=_key(box, state, one.uid),
                    group=box.group,
                    account=box.account,
                    folder=box.folder,
                    uidvalidity=state.uidvalidity,
                    uid=one.uid,
                    stamps=Timestamps(first_seen=now, internaldate=one.internaldate),
                    state="vanished" if what == "vanished" else "before-base",
                )
            )
        _log(work, box, what, f"{len(waiting)} mail(s) in {box.folder}: each {why}.", now, count=len(waiting))
        line.step(f"poll.{what}")


def _log(work: UnitOfWork, box: Mailbox, what: str, why: str, now: datetime, count: int = 0) -> None:
    facts: dict[str, Fact] = {"account": box.account, "folder": box.folder, "count": count}
    work.log.add(LogEntry(at=now, what=what, who="poll", why=why, group=box.group, facts=facts))


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
