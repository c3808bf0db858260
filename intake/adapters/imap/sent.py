"""What people have answered in their mail program: the replies in the account's Sent folder."""

import re
from collections.abc import Sequence
from datetime import date

from imapclient import IMAPClient
from imapclient.imapclient import SENT

_AT_ONCE = 500
_FIELDS = "BODY.PEEK[HEADER.FIELDS (IN-REPLY-TO REFERENCES)]"
_ID = re.compile(rb"<[^<>\s]+>")


class SentReplies:
    """The Message-IDs that mails in the Sent folder reply to. Of each mail the two header fields are fetched once.

    They are our own people's mails; no more is taken from them than what stands in angle brackets.
    """

    def __init__(self) -> None:
        self._folder: tuple[str, int] | None = None
        self._since = date.max
        self._high = 0
        self._ids: set[str] = set()

    def since(self, client: IMAPClient, since: date) -> set[str]:
        """What was replied to by mails that came into the folder on this day or later; without a folder, nothing.

        Another folder is selected afterwards.
        """
        name = client.find_special_folder(SENT)
        if name is None:
            return set()
        told = client.select_folder(name, readonly=True)
        folder = (name, told[b"UIDVALIDITY"])
        if folder != self._folder or since < self._since:
            self._folder, self._since, self._high, self._ids = folder, since, 0, set()
        new = [uid for uid in client.search(["UID", f"{self._high + 1}:*", "SINCE", since]) if uid > self._high]
        for start in range(0, len(new), _AT_ONCE):
            self._ids |= _replied_to(client, new[start : start + _AT_ONCE])
        self._high = max([self._high, *new])
        return self._ids


def _replied_to(client: IMAPClient, uids: Sequence[int]) -> set[str]:
    fields = [value for told in client.fetch(uids, [_FIELDS]).values() for value in told.values()]
    return {one.decode("ascii", "replace") for text in fields if isinstance(text, bytes) for one in _ID.findall(text)}
