"""Asking an IMAP server about mails, in bounded pieces, with the answers as plain values."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from imapclient import IMAPClient
from imapclient.datetime_util import parse_to_datetime

from intake.ports import Waiting

AT_ONCE = 200
"""The most UIDs in one command: servers refuse long lines, and IMAPClient does not shorten them to ranges."""

BODY = b"BODY[]"
HEADER = b"BODY[HEADER]"


def fetch(client: IMAPClient, uids: Sequence[int], part: bytes) -> dict[int, bytes]:
    r"""One part of each of these mails, by PEEK, so that \Seen stays as it is; a mail that is gone is absent.

    Explicit UIDs only: IMAPClient 4 fails on ranges after the server has answered. A mail that another session has
    just removed comes as NIL from Dovecot; one that is still there comes as b"" then.
    """
    asked = part.replace(b"BODY[", b"BODY.PEEK[")
    parts: dict[int, bytes] = {}
    for piece in _pieces(uids):
        told = client.fetch(piece, [asked])
        parts |= {uid: answer[part] or b"" for uid, answer in told.items() if part in answer}
    empty = [uid for uid, content in parts.items() if not content]
    for uid in set(empty) - _still_there(client, empty):
        del parts[uid]
    return parts


def _still_there(client: IMAPClient, uids: Sequence[int]) -> set[int]:
    if not uids:
        return set()
    # the server may tell of removals only now (RFC 9051, 7.5.1)
    client.noop()
    return {uid for piece in _pieces(uids) for uid in client.search(["UID", ",".join(map(str, piece))])}


def look(client: IMAPClient, uids: Sequence[int]) -> list[Waiting]:
    """Size in bytes, INTERNALDATE and, where the server offers it (RFC 8514), SAVEDATE of these mails."""
    asked = [b"RFC822.SIZE", b"INTERNALDATE"]
    if client.has_capability("SAVEDATE"):
        asked.append(b"SAVEDATE")
    waiting: list[Waiting] = []
    for piece in _pieces(uids):
        waiting += [
            Waiting(uid, answer[b"RFC822.SIZE"], instant(answer.get(b"INTERNALDATE")), _savedate(answer))
            for uid, answer in client.fetch(piece, asked).items()
            if b"RFC822.SIZE" in answer
        ]
    return waiting


def instant(told: datetime | None) -> datetime | None:
    """A server's time in UTC; None for one that proves nothing.

    That is a time without a zone, outside of the years 1970 to 8999, or the very beginning of 1970: Dovecot tells that
    for a mail that another session has just removed.
    """
    if told is None or told.tzinfo is None:
        return None
    try:
        at = told.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return at if 1970 <= at.year < 9000 and at.timestamp() != 0 else None


def _savedate(answer: dict[bytes, object]) -> datetime | None:
    told = answer.get(b"SAVEDATE")
    if not isinstance(told, bytes):
        return None
    try:
        return instant(parse_to_datetime(told, normalise=False))
    except ValueError:
        return None


def _pieces(uids: Sequence[int]) -> Iterator[list[int]]:
    for start in range(0, len(uids), AT_ONCE):
        yield [int(uid) for uid in uids[start : start + AT_ONCE]]
