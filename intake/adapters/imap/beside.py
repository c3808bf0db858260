"""Another folder of an account, looked into on the connection that its mailbox has, and never changed."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

from imapclient import IMAPClient

from intake.adapters.imap.fetch import BODY, HEADER, fetch, look
from intake.adapters.imap.folders import windows
from intake.domain.errors import UnavailableError
from intake.ports import FolderState, Waiting


class Beside:
    """One further folder, by its name on the server; read with EXAMINE (RFC 9051, 6.3.3), so that no flag changes.

    `connection` gives the client of the mailbox; `select` says that another folder is selected on it from now on.
    """

    def __init__(
        self, connection: Callable[[], AbstractContextManager[IMAPClient]], name: Callable[[IMAPClient], str]
    ) -> None:
        self._connection = connection
        self._name = name
        self._state: FolderState | None = None

    def open(self) -> FolderState | None:
        """The state of the folder by STATUS, which leaves the selected folder as it is; None where it is not there."""
        with self._connection() as client:
            name = self._name(client)
            if not client.folder_exists(name):
                return None
            told = client.folder_status(name, ["UIDVALIDITY", "UIDNEXT", "MESSAGES"])
            self._state = FolderState(told[b"UIDVALIDITY"], told.get(b"UIDNEXT", 0), told[b"MESSAGES"])
            return self._state

    def uids(self, above: int = 0) -> list[int]:
        """All UIDs greater than `above`, ascending."""
        with self._selected() as (client, state):
            ranges = windows(above, state.uidnext, state.messages)
            return sorted({uid for one in ranges for uid in client.search(["UID", one]) if uid > above})

    def look(self, uids: Sequence[int]) -> list[Waiting]:
        """Size and INTERNALDATE of these mails; a mail that is gone is absent."""
        with self._selected() as (client, _):
            return look(client, uids)

    def fetch(self, uids: Sequence[int]) -> dict[int, bytes]:
        """The raw bytes of these mails; a mail that is gone is absent."""
        with self._selected() as (client, _):
            return fetch(client, uids, BODY)

    def fetch_headers(self, uid: int) -> bytes | None:
        """The header block of one mail, or None when it is gone."""
        with self._selected() as (client, _):
            return fetch(client, [uid], HEADER).get(uid)

    @contextmanager
    def _selected(self) -> Iterator[tuple[IMAPClient, FolderState]]:
        if self._state is None:
            raise UnavailableError("the folder was not opened")
        with self._connection() as client:
            told = client.select_folder(self._name(client), readonly=True)
            if told[b"UIDVALIDITY"] != self._state.uidvalidity:
                raise UnavailableError("the folder was rebuilt meanwhile: it is opened again")
            yield client, self._state
