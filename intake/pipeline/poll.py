"""Polling a mailbox: any mail on the server that is not in the ledger is fetched and stored (commit 1)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from intake.domain.submission import Answers, Delivery, Timestamps
from intake.pipeline.line import Done, Line
from intake.pipeline.mailbox import Mailbox
from intake.pipeline.notes import alert, note
from intake.pipeline.outages import mailboxes_are_gone
from intake.pipeline.receive import Arrived, receive
from intake.ports import FolderState, MailSource, UnitOfWork, Waiting

_LOOK_AT_ONCE = 200
_FORGOTTEN = timedelta(days=1)


def poll(line: Line, source: MailSource, box: Mailbox) -> Done:
    """Take every mail on the server that the ledger does not know; returns how many.

    The ledger decides what is new, never a flag on the server. Raises UnavailableError.
    """
    began = line.clock.now()
    state = source.open()
    contact = _contact(line, box, state)
    uids = [uid for uid in source.uids(above=contact.high) if uid not in contact.known]
    line.step("poll.listed")
    doubtful = contact.rebuilt and _too_many_unknown(line, source, box, uids, contact)
    count = 0
    for start in range(0, len(uids), _LOOK_AT_ONCE):
        waiting = source.look(uids[start : start + _LOOK_AT_ONCE])
        count += _take_all(line, source, box, state, waiting, contact, doubtful=doubtful)
    with line.store.write() as work:
        high = max([contact.high, *uids])
        work.deliveries.set_folder(box.account, box.folder, state.uidvalidity, high, line.clock.now())
        work.deliveries.listed(box.account, box.folder, box.group, since=began, below=state.uidnext)
    return Done(count)


def know(line: Line, boxes: Sequence[Mailbox]) -> None:
    """Know these as the mailboxes that are read, before the first poll: a call is closed when all of them are.

    One that the settings no longer name is forgotten after a day; another machine may read it until then.
    """
    since = line.clock.now() - _FORGOTTEN
    with line.store.write() as work:
        read = work.deliveries.read_only([(one.account, one.folder, one.group) for one in boxes], since=since)
        mailboxes_are_gone(work, read, line.clock.now())


@dataclass(frozen=True, slots=True)
class _Contact:
    """What we know of the folder: its base line (None = seen before), the UID up to which all is known, and more."""

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
            why = "The folder was rebuilt on the server (UIDVALIDITY changed): all its mails are compared again."
            _alert(work, box, why, line.clock.now())
    return _Contact(seen is None, rebuilt, base, high, frozenset(known))


def _too_many_unknown(line: Line, source: MailSource, box: Mailbox, uids: Sequence[int], contact: _Contact) -> bool:
    """Whether a rebuilt folder holds more unknown mails than can have come since; such mails are held."""
    unknown = 0
    for start in range(0, len(uids), _LOOK_AT_ONCE):
        waiting = source.look(uids[start : start + _LOOK_AT_ONCE])
        for batch in batches([mail for mail in waiting if not _is_old(mail, contact)], box):
            whole = source.fetch([mail.uid for mail in batch if mail.size <= box.max_message_bytes])
            unknown += len(batch) - len(whole)
            with line.store.read() as work:
                digests = {hashlib.sha256(raw).hexdigest() for raw in whole.values()}
                unknown += sum(
                    all(known.group != box.group for known in work.submissions.by_raw(raw)) for raw in digests
                )
    if unknown <= box.rebuilt_limit:
        return False
    with line.store.write() as work:
        why = f"{unknown} mails in the rebuilt folder are unknown: they are held, and no receipt is sent."
        _alert(work, box, why, line.clock.now(), count=unknown)
    return True


def _take_all(
    line: Line,
    source: MailSource,
    box: Mailbox,
    state: FolderState,
    waiting: Sequence[Waiting],
    contact: _Contact,
    *,
    doubtful: bool,
) -> int:
    old = [mail for mail in waiting if _is_old(mail, contact)]
    if old:
        _note_old(line, box, state, old)
    count = 0
    for batch in batches([mail for mail in waiting if not _is_old(mail, contact)], box):
        count += _take(line, source, box, state, batch, answers="none" if doubtful else "send")
    return count


def _is_old(mail: Waiting, contact: _Contact) -> bool:
    """Whether the mail is from before the base line, at first contact or in a rebuilt folder."""
    looked_through = contact.first or contact.rebuilt
    return looked_through and mail.internaldate is not None and mail.internaldate < contact.base


def batches(waiting: Sequence[Waiting], box: Mailbox) -> list[list[Waiting]]:
    """Fetches bounded in count and in bytes."""
    batches: list[list[Waiting]] = []
    size = 0
    for mail in waiting:
        cost = min(mail.size, box.max_message_bytes)
        if not batches or len(batches[-1]) >= box.fetch_count or size + cost > box.fetch_bytes:
            batches.append([])
            size = 0
        batches[-1].append(mail)
        size += cost
    return batches


def _take(
    line: Line, source: MailSource, box: Mailbox, state: FolderState, batch: Sequence[Waiting], *, answers: Answers
) -> int:
    now = line.clock.now()
    whole = source.fetch([mail.uid for mail in batch if mail.size <= box.max_message_bytes])
    line.step("poll.fetched")
    arrived, gone = [], []
    for mail in batch:
        partial = mail.size > box.max_message_bytes
        raw = source.fetch_headers(mail.uid) if partial else whole.get(mail.uid)
        if raw is None:
            gone.append(mail)
        else:
            found = arrived_from(box, state, mail, raw, now)
            arrived.append(replace(found, partial=partial, answers=answers))
    if gone:
        _note(line, box, state, gone, "vanished", "was gone before it could be fetched")
    receive(line, arrived)
    return len(arrived)


def arrived_from(box: Mailbox, state: FolderState, mail: Waiting, raw: bytes, now: datetime) -> Arrived:
    """One mail of a folder as it came; `now` (UTC) is when it was first seen."""
    return Arrived(
        raw=raw,
        key=_key(box, state, mail.uid),
        group=box.group,
        account=box.account,
        folder=box.folder,
        uidvalidity=state.uidvalidity,
        uid=mail.uid,
        stamps=Timestamps(first_seen=now, internaldate=mail.internaldate, savedate=mail.savedate),
        source=f"{box.account}/{box.folder}/{mail.uid}",
    )


def _key(box: Mailbox, state: FolderState, uid: int) -> str:
    return f"imap:{box.account}/{box.folder}/{state.uidvalidity}/{uid}"


def _note_old(line: Line, box: Mailbox, state: FolderState, old: Sequence[Waiting]) -> None:
    _note(line, box, state, old, "before-base", "was there before the base line; it is counted and never answered")


def _note(line: Line, box: Mailbox, state: FolderState, waiting: Sequence[Waiting], what: str, why: str) -> None:
    now = line.clock.now()
    with line.store.write() as work:
        for mail in waiting:
            work.deliveries.add(
                Delivery(
                    key=_key(box, state, mail.uid),
                    group=box.group,
                    account=box.account,
                    folder=box.folder,
                    uidvalidity=state.uidvalidity,
                    uid=mail.uid,
                    stamps=Timestamps(first_seen=now, internaldate=mail.internaldate),
                    state="vanished" if what == "vanished" else "before-base",
                )
            )
        _log(work, box, what, f"{len(waiting)} mail(s) in {box.folder}: each {why}.", now, len(waiting))
        line.step(f"poll.{what}")


def _log(work: UnitOfWork, box: Mailbox, what: str, why: str, now: datetime, count: int) -> None:
    note(work, box.group, at=now, what=what, who="poll", why=why, account=box.account, folder=box.folder, count=count)


def _alert(work: UnitOfWork, box: Mailbox, why: str, now: datetime, count: int = 0) -> None:
    account, folder = box.account, box.folder
    alert(work, box.group, at=now, who="poll", topic="folder", why=why, account=account, folder=folder, count=count)
