"""Folders of an account, as people write them ("Intake/Taken") and as its server names them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from intake.adapters.endpoint import one_line
from intake.adapters.imap.connection import said
from intake.ports import Filed

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Naming:
    """How a server names personal folders: their prefix, and the separator of levels (None: no levels)."""

    prefix: str
    separator: str | None

    def on_server(self, name: str) -> str:
        """The server's name of a folder that is written with "/" between its levels."""
        if name.upper() == "INBOX" or (self.prefix and name.startswith(self.prefix)):
            return name
        parts = name.split("/")
        prefix = "" if parts[0].upper() == "INBOX" else self.prefix
        return prefix + (self.separator or "-").join(parts)


def naming(client: IMAPClient) -> Naming:
    """The naming of the first personal namespace (RFC 2342), or without namespaces that of LIST (RFC 9051, 6.3.9)."""
    if client.has_capability("NAMESPACE"):
        personal = client.namespace().personal
        if personal:
            prefix, separator = personal[0]
            return Naming(prefix, separator or None)
    for _, separator, _ in client.list_folders("", ""):
        return Naming("", separator.decode("ascii") if separator else None)
    return Naming("", "/")


def make_if_absent(client: IMAPClient, folder: str) -> None:
    """Create the folder and subscribe to it, so that mail programs show it, unless it is there."""
    if not client.folder_exists(folder):
        client.create_folder(folder)
        client.subscribe_folder(folder)


def move(client: IMAPClient, uids: Sequence[int], folder: str) -> None:
    r"""Move mails out of the selected folder, never by a bare EXPUNGE, which would take others with them.

    MOVE (RFC 6851) where offered. Else COPY, \Deleted and UID EXPUNGE (RFC 4315); without that too the mails stay
    behind with \Deleted, hidden by mail programs until a person expunges. A COPY cut short is made twice at worst.
    """
    if client.has_capability("MOVE"):
        client.move(uids, folder)
        return
    client.copy(uids, folder)
    client.add_flags(uids, [rb"\Deleted"], silent=True)
    if client.has_capability("UIDPLUS"):
        client.uid_expunge(uids)


def append(client: IMAPClient, folder: str, mails: Sequence[Filed]) -> None:
    """Append mails to a folder, in one command (RFC 3502) where the server offers that."""
    if len(mails) > 1 and client.has_capability("MULTIAPPEND"):
        client.multiappend(folder, [{"msg": mail.raw, "flags": mail.flags, "date": mail.at} for mail in mails])
        return
    for mail in mails:
        client.append(folder, mail.raw, mail.flags, mail.at)


def each_alone(act: Callable[[Sequence[T]], None], things: Sequence[T]) -> dict[T, str]:
    """Do something with all of these at once or, if the server refuses that, with each alone.

    Returns those that the server refuses even then, with its words. Errors that end the connection pass.
    """
    try:
        act(things)
    except IMAPClientAbortError:
        raise
    except IMAPClientError as error:
        if len(things) == 1:
            return {things[0]: one_line(said(error))}
        return {failed: why for thing in things for failed, why in each_alone(act, [thing]).items()}
    return {}


def windows(above: int, uidnext: int, messages: int, *, limit: int = 50_000) -> Iterable[str]:
    """UID ranges to search one after the other: an answer line over a million bytes is refused by imaplib."""
    if messages <= limit:
        return [f"{above + 1}:*"]
    firsts = range(above + 1, max(uidnext, above + 2), limit)
    return [f"{first}:{first + limit - 1}" for first in firsts[:-1]] + [f"{firsts[-1]}:*"]
