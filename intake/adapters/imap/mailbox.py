"""One mailbox on an IMAP server, behind the port MailSource."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, IMAPClientReadOnlyError

from intake.adapters.endpoint import Endpoint, one_line
from intake.adapters.imap import folders as imap_folders
from intake.adapters.imap.answers import understood
from intake.adapters.imap.beside import Beside
from intake.adapters.imap.connection import CALL_SECONDS, connect, drop, explained, limited, log_out, said
from intake.adapters.imap.fetch import BODY, HEADER, fetch, look
from intake.adapters.imap.idle import SpokeTooEarlyError, WakeUp, wait_for_news
from intake.adapters.imap.sent import SentReplies
from intake.adapters.oauth.session import ShownToken
from intake.domain.errors import UnavailableError
from intake.ports import Filed, FolderState, Waiting


class ImapMailbox:
    r"""One folder of one account, on one connection that is made when needed.

    A connection belongs to the thread that made it (only `wake` may be called by others). After any error it is
    dropped, and the next call makes a new one; if the folder was rebuilt meanwhile, that call fails until `open` has
    told the new UIDVALIDITY. `folder` and the folders in calls are written with "/" between levels. Each call raises
    UnavailableError (LoginError when the server refuses the account) with a sentence for people; making one raises
    ConfigurationError when the endpoint's `ca_file` cannot be used. While `only_looks`, the folder is opened by EXAMINE
    (RFC 9051, 6.3.3): no flag changes there, not even \Recent, and the right to read is enough.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        folder: str = "INBOX",
        *,
        account: str = "",
        only_looks: Callable[[], bool] = lambda: False,
    ) -> None:
        self.account = account or endpoint.user
        self.folder = folder
        self._endpoint = endpoint
        self._only_looks = only_looks
        self._context = endpoint.tls_context()
        self._bell = WakeUp()
        self._owner = 0
        self._client: IMAPClient | None = None
        self._shown = ShownToken(endpoint.tokens)
        self._naming = imap_folders.Naming("", "/")
        self._made: set[str] = set()
        self._selected = False
        self._state: FolderState | None = None
        self._listed_uidnext = 0
        self._sent = SentReplies()
        self._lasting: Sequence[bytes] | None = None

    def probe(self) -> FolderState:
        """Log in on a fresh connection, select the folder, log out: what `doctor` asks for."""
        self.close()
        try:
            return self.open()
        finally:
            self.close()

    def open(self) -> FolderState:
        """Connect and log in where needed, select the folder, and tell its state."""
        with self._connection() as client:
            self._state = self._select(client, anew=True)
            return self._state

    def uids(self, above: int = 0) -> list[int]:
        """All UIDs greater than `above`, ascending; also when the server answers n:* with its last mail below n."""
        with self._in_folder() as client:
            state = self._state or self._select(client)
            self._listed_uidnext = state.uidnext
            ranges = imap_folders.windows(above, state.uidnext, state.messages)
            found = {uid for window in ranges for uid in client.search(["UID", window])}
            return sorted(uid for uid in found if uid > above)

    def look(self, uids: Sequence[int]) -> list[Waiting]:
        """Size and INTERNALDATE of these mails, SAVEDATE where offered; a mail that is gone is absent."""
        with self._in_folder() as client:
            return look(client, uids)

    def fetch(self, uids: Sequence[int]) -> dict[int, bytes]:
        """The raw bytes of these mails by BODY.PEEK[]; a mail that is gone is absent from the answer."""
        with self._in_folder() as client:
            return fetch(client, uids, BODY)

    def fetch_headers(self, uid: int) -> bytes | None:
        """The header block of one mail, or None when it is gone."""
        with self._in_folder() as client:
            return fetch(client, [uid], HEADER).get(uid)

    def mark_seen(self, uids: Sequence[int]) -> dict[int, str]:
        r"""Give these mails the flag \Seen; one that is no longer there needs nothing. What did not work, and why."""
        with self._in_folder() as client:
            return imap_folders.mark_seen(client, uids, self._lasting)

    def move(self, uids: Sequence[int], to: str) -> dict[int, str]:
        """Move mails to a folder, which is made if absent; one that is no longer there needs nothing.

        Gives those that are still here, each with the reason.
        """
        with self._in_folder() as client:
            if not (here := imap_folders.still_here(client, uids)):
                return {}
            name = self._made_folder(client, to)
            stayed = imap_folders.each_alone(lambda some: imap_folders.move(client, some, name), here)
            moved = [uid for uid in here if uid not in stayed]
            untrue = f"{self._endpoint} said that the mail was moved to {to}, but it is still here"
            return stayed | dict.fromkeys(imap_folders.still_here(client, moved), untrue)

    def append(self, folder: str, mails: Sequence[Filed]) -> dict[int, str]:
        """Append mails with CRLF line ends to a folder, which is made if absent; those not taken by index, and why."""
        with self._connection() as client:
            name = self._made_folder(client, folder)
            indices = range(len(mails))
            return imap_folders.each_alone(
                lambda some: imap_folders.append(client, name, [mails[at] for at in some]), indices
            )

    def find(self, folder: str, message_ids: Sequence[str]) -> set[str]:
        """Those of these Message-IDs of which the folder holds a mail; a folder that is absent holds none."""
        with self._connection() as client:
            name = self._name(client, folder)
            if not message_ids or not client.folder_exists(name):
                return set()
            self._selected = False
            client.select_folder(name, readonly=True)
            return imap_folders.there_by_id(client, message_ids)

    def beside(self, folder: str) -> Beside:
        """Another folder of the account, on the same connection."""
        return Beside(self._unselected, lambda client: self._name(client, folder))

    def replied_to(self, since: date) -> Mapping[str, set[str]]:
        """Tell what mails in the account's Sent folder reply to, of those filed on this day or later, and to whom."""
        with self._connection() as client:
            self._selected = False
            return self._sent.since(client, self._naming, since)

    def idle(self, seconds: float) -> bool:
        """Wait for mail newer than the last listing, at most this long; True when there is some.

        Ends at once when another thread calls `wake`. Without IDLE on the server it only waits.
        """
        try:
            with self._connection(seconds) as client:
                if self._select(client).uidnext > self._listed_uidnext:
                    return True
                if client.has_capability("IDLE"):
                    return wait_for_news(client, self._bell, seconds)
        except SpokeTooEarlyError:
            return True
        self.pause(seconds)
        return False

    def pause(self, seconds: float) -> None:
        """Wait for `wake`, at most this long, without asking the server anything."""
        self._bell.heard(seconds)

    def wake(self) -> None:
        """End the present or the next `idle` or `pause` at once. The only call that other threads may make."""
        self._bell.ring()

    def close(self) -> None:
        """Log out and close within seconds, quietly. The next call would connect again."""
        client, self._client = self._client, None
        if client is not None:
            log_out(client)

    @contextmanager
    def _connection(self, waiting: float = 0.0) -> Iterator[IMAPClient]:
        """The connection, made if need be; dropped when anything goes wrong on it. Seconds of `waiting` are extra."""
        with explained(self._endpoint):
            if self._client and self._owner == threading.get_ident() and self._shown.was_renewed():
                self.close()
            client = self._client or self._connect()
            if self._owner != threading.get_ident():
                raise RuntimeError("an IMAP connection belongs to the thread that made it")
            try:
                with limited(client, CALL_SECONDS + waiting):
                    yield client
            except BaseException:
                self._client = None
                drop(client)
                raise

    @contextmanager
    def _in_folder(self) -> Iterator[IMAPClient]:
        """The connection, with our folder selected, and still the same folder as `open` told."""
        with self._connection() as client:
            if not self._selected:
                self._select(client)
            yield client

    @contextmanager
    def _unselected(self) -> Iterator[IMAPClient]:
        """The connection, on which another folder may be selected: ours is selected again when it is needed."""
        with self._connection() as client:
            self._selected = False
            yield client

    def _connect(self) -> IMAPClient:
        client = connect(self._endpoint, self._context)
        try:
            self._naming = imap_folders.naming(client)
        except BaseException:
            drop(client)
            raise
        self._client, self._owner = client, threading.get_ident()
        self._selected, self._made = False, set()
        self._shown.begins()
        return client

    def _select(self, client: IMAPClient, *, anew: bool = False) -> FolderState:
        """Select our folder. UnavailableError when it is no longer the one that `open` told of, unless `anew`."""
        self._selected = False
        try:
            told = client.select_folder(self._name(client, self.folder), readonly=self._only_looks())
        except IMAPClientError as error:
            if isinstance(error, IMAPClientAbortError) and not isinstance(error, IMAPClientReadOnlyError):
                raise
            raise self._cannot_select(error) from error
        self._lasting = told.get(b"PERMANENTFLAGS")
        state = FolderState(told[b"UIDVALIDITY"], told.get(b"UIDNEXT", 0), told[b"EXISTS"])
        if not anew and self._state is not None and self._state.uidvalidity != state.uidvalidity:
            raise UnavailableError(f"{self._endpoint} has a new folder {self.folder}: it must be opened again")
        self._selected = True
        return state

    def _cannot_select(self, error: Exception) -> UnavailableError:
        return understood(self._endpoint, said(error)) or UnavailableError(
            f"{self._endpoint} does not let {self._endpoint.user} work in the folder {self.folder} "
            f"({one_line(said(error))}): create it there, allow writing in it, or correct the folder's name"
        )

    def _name(self, client: IMAPClient, folder: str) -> str:
        return imap_folders.to_read(client, self._naming, folder)

    def _made_folder(self, client: IMAPClient, folder: str) -> str:
        name = imap_folders.named(client, self._naming, folder)
        if name not in self._made:
            imap_folders.make_if_absent(client, name)
            self._made.add(name)
        return name
