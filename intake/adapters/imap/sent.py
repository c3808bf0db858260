"""The replies that people wrote in their mail program, from the account's Sent folder."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from imapclient import IMAPClient
from imapclient.imapclient import SENT

from intake.adapters.imap.folders import Naming, special

_AT_ONCE = 500
_FIELDS = "BODY.PEEK[HEADER.FIELDS (IN-REPLY-TO REFERENCES TO CC BCC AUTO-SUBMITTED X-INTAKE-LOOP)]"
_ID = re.compile(rb"<[^<>\s]+>")
_FOLD = re.compile(rb"\r?\n(?=[ \t])")
_ADDRESS = re.compile(rb"[^\s<>()\[\]\\,;:\"@]+@[^\s<>()\[\]\\,;:\"@]+")
_TO = (b"to", b"cc", b"bcc")


class SentReplies:
    """Tell which mails the mails in the Sent folder reply to, and to whom. Of each mail a few fields are fetched once.

    They are our own people's mails, but a stranger may have written what stands in them: a reply repeats the References
    of the mail that it answers. So only that one mail counts. What programs sent for us is no answer of a person.
    """

    def __init__(self) -> None:
        self._folder: tuple[str, int] | None = None
        self._since = date.max
        self._high = 0
        self._replies: dict[str, set[str]] = {}

    def since(self, client: IMAPClient, naming: Naming, since: date) -> Mapping[str, set[str]]:
        """The Message-IDs replied to by mails that came into the folder on this day or later, each with the addresses.

        Nothing without a folder. Another folder is selected afterwards.
        """
        name = special(client, naming, SENT)
        if name is None:
            return {}
        told = client.select_folder(name, readonly=True)
        folder = (name, told[b"UIDVALIDITY"])
        if folder != self._folder or since < self._since:
            self._folder, self._since, self._high, self._replies = folder, since, 0, {}
        new = [uid for uid in client.search(["UID", f"{self._high + 1}:*", "SINCE", since]) if uid > self._high]
        for start in range(0, len(new), _AT_ONCE):
            for message_id, to in _replies(client, new[start : start + _AT_ONCE]):
                self._replies.setdefault(message_id, set()).update(to)
        self._high = max([self._high, *new])
        return self._replies


def _replies(client: IMAPClient, uids: Sequence[int]) -> Iterator[tuple[str, set[str]]]:
    for told in client.fetch(uids, [_FIELDS]).values():
        for text in told.values():
            if isinstance(text, bytes):
                yield from answers_in(text)


def answers_in(header: bytes) -> Iterator[tuple[str, set[str]]]:
    """The mails that a mail with these fields answers, each with the addresses that it goes to.

    They are those that In-Reply-To names, else the last of References (RFC 5322, section 3.6.4).
    """
    fields = list(_fields(header))
    if any(name == b"x-intake-loop" or (name == b"auto-submitted" and value != b"no") for name, value in fields):
        return
    answers = _found(_ID, fields, (b"in-reply-to",)) or _found(_ID, fields, (b"references",))[-1:]
    to = {one.lower() for one in _found(_ADDRESS, fields, _TO)}
    yield from ((one, to) for one in answers)


def _fields(header: bytes) -> Iterator[tuple[bytes, bytes]]:
    for line in _FOLD.sub(b"", header).splitlines():
        name, _, value = line.partition(b":")
        yield name.strip().lower(), value.strip().lower() if name.lower().startswith(b"auto") else value.strip()


def _found(what: re.Pattern[bytes], fields: Iterable[tuple[bytes, bytes]], names: Sequence[bytes]) -> list[str]:
    texts = (value for name, value in fields if name in names)
    return [one.decode("ascii", "replace") for text in texts for one in what.findall(text)]
