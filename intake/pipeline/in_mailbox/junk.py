"""Mail that a server took for junk: a document there is not lost in silence, and is never taken in by itself.

Only what seems to carry a file is stored, then read and judged as any other mail, with an outcome of its own: held for
a person, without an answer. The folder is only read. A person takes the mail in by an act, or moves it to the inbox.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

import structlog

from intake.domain.errors import StorageUnavailableError, UnavailableError
from intake.pipeline.line import Done, Line
from intake.pipeline.mailbox import Mailbox
from intake.pipeline.poll import arrived_from, batches
from intake.pipeline.receive import Arrived, receive
from intake.ports import BesideFolder, FolderState, MailSource, Waiting

_log = structlog.get_logger("intake")

_LOOK_AT_ONCE = 200

_ENDINGS = rb"docx?|docm|dotx?|odt|rtf|pdf|pptx?|odp|xlsx?|ods|zip|7z|rar|txt|wpd|pages|eml|msg|dat"
_CARRIES = re.compile(
    rb"^content-disposition:\s*attachment"
    rb"|^content-type:\s*(?:application/(?!(?:x-)?pkcs7-signature|pgp-signature|ics)|message/rfc822)"
    rb"|name\*?(?:\d+\*?)?\s*=[^\r\n]{0,400}?\.(?:" + _ENDINGS + rb")\b"
    rb"|^begin [0-7]{3} \S",
    re.IGNORECASE | re.MULTILINE,
)


def carries_a_file(raw: bytes) -> bool:
    """Whether these bytes look like a mail with a file. Nothing in them is interpreted: some without one do, too."""
    return _CARRIES.search(raw) is not None


def look_at_junk(line: Line, source: MailSource, box: Mailbox) -> Done:
    """Store what lies in the account's folder for junk and seems to carry a file; returns how much.

    A folder that is not there, or does not let us read, stops nothing else.
    """
    if not box.junk:
        return Done()
    try:
        beside = source.beside(box.junk)
        state = beside.open()
        return Done() if state is None else Done(_new_in(line, beside, replace(box, folder=box.junk), state))
    except StorageUnavailableError:
        raise
    except UnavailableError as error:
        _log.warning("junk not read", account=box.account, why=str(error))
        return Done()


def _new_in(line: Line, beside: BesideFolder, box: Mailbox, state: FolderState) -> int:
    with line.store.read() as work:
        seen = work.deliveries.folder(box.account, box.folder)
        base = work.deliveries.base(box.account, box.folder) or box.base
        high = seen[1] if seen is not None and seen[0] == state.uidvalidity else 0
        known = work.deliveries.known_uids(box.account, box.folder, state.uidvalidity, high)
    if seen is not None and high and state.uidnext and state.uidnext <= high + 1:
        return 0
    uids = [uid for uid in beside.uids(above=high) if uid not in known]
    count = 0
    for start in range(0, len(uids), _LOOK_AT_ONCE):
        waiting = beside.look(uids[start : start + _LOOK_AT_ONCE])
        young = [one for one in waiting if one.internaldate is None or one.internaldate >= base]
        count += sum(_take(line, beside, box, state, batch) for batch in batches(young, box))
    with line.store.write() as work:
        work.deliveries.set_base(box.account, box.folder, base)
        high = max([high, state.uidnext - 1, *uids])
        work.deliveries.set_folder(box.account, box.folder, state.uidvalidity, high, line.clock.now())
    line.step("junk.looked")
    return count


def _take(line: Line, beside: BesideFolder, box: Mailbox, state: FolderState, batch: Sequence[Waiting]) -> int:
    now = line.clock.now()
    whole = beside.fetch([one.uid for one in batch if one.size <= box.max_message_bytes])
    arrived: list[Arrived] = []
    for one in batch:
        partial = one.size > box.max_message_bytes
        raw = beside.fetch_headers(one.uid) if partial else whole.get(one.uid)
        if raw is not None and (partial or carries_a_file(raw)):
            found = arrived_from(box, state, one, raw, now)
            key = found.key.replace("imap:", "junk:", 1)
            arrived.append(replace(found, key=key, partial=partial, answers="junk"))
    if arrived:
        receive(line, arrived)
    return len(arrived)
