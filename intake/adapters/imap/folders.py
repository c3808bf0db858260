"""Folders of an account, as people write them ("Intake/Taken") and as its server names them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError
from imapclient.imapclient import DRAFTS, JUNK, SENT

from intake.adapters.endpoint import one_line
from intake.adapters.imap.connection import said
from intake.ports import Filed

T = TypeVar("T")

SPECIAL = {"drafts": DRAFTS, "sent": SENT, "junk": JUNK}
"""Folders that every account has under a name of its own, by the word that we have for each (RFC 6154)."""

_USUAL = {
    DRAFTS: ("Drafts",),
    SENT: ("Sent", "Sent Items", "Sent items", "Sent Messages"),
    JUNK: ("Junk", "Spam", "Junk Email", "Junk E-mail"),
}
"""How they are named where the server has no attributes."""

_Namespace = tuple[str, str | None]
"""A prefix, and the separator of levels."""


@dataclass(frozen=True, slots=True)
class Naming:
    """How a server names personal folders: their prefix, and the separator of levels (None: no levels)."""

    prefix: str
    separator: str | None
    others: tuple[tuple[str, str | None], ...] = ()
    """The prefixes and separators of other people's and shared folders."""
    bare: str | None = None
    """The separator of shared folders without a prefix, as Cyrus names them where personal ones lie below INBOX."""

    def on_server(self, name: str) -> str:
        """The server's name of a folder that is written with "/" between its levels."""
        if name.upper() == "INBOX" or (self.prefix and name.startswith(self.prefix)):
            return name
        for prefix, separator in self.others:
            told = name.replace("/", separator or "/")
            if told.startswith(prefix):
                return told
        parts = name.split("/")
        prefix = "" if parts[0].upper() == "INBOX" else self.prefix
        return prefix + (self.separator or "-").join(parts)

    def is_of_others(self, name: str) -> bool:
        """Whether a folder of this name on the server belongs to others, or to many."""
        return any(name.startswith(prefix) for prefix, _ in self.others)


def naming(client: IMAPClient) -> Naming:
    """The naming of the first personal namespace (RFC 2342), or without namespaces that of LIST (RFC 9051, 6.3.9)."""
    personal, others = _namespaces(client) if client.has_capability("NAMESPACE") else ([], ())
    named = tuple(one for one in others if one[0])
    bare = next((separator for prefix, separator in others if not prefix), None)
    for prefix, separator in personal:
        return Naming(prefix, separator, named, bare if prefix else None)
    for _, separator, _ in client.list_folders("", ""):
        return Naming("", separator.decode("ascii") if separator else None, named)
    return Naming("", "/", named)


def _namespaces(client: IMAPClient) -> tuple[list[_Namespace], tuple[_Namespace, ...]]:
    """Those of the account, and those of others and of many."""
    try:
        told = client.namespace()
    except ValueError:
        # with extensions (RFC 2342, section 5), which IMAPClient does not read
        return [], ()
    personal, *others = ([(prefix, level or None) for prefix, level in kind or ()] for kind in told)
    return personal, tuple(one for kind in others for one in kind)


def special(client: IMAPClient, naming: Naming, attribute: bytes) -> str | None:
    r"""The server's name of the account's own folder with this attribute (RFC 6154): \Drafts, \Sent, \Junk.

    Other people's folders may have the attribute, too. Where none of the account's has it, the usual names count; None
    where there is no such folder.
    """
    own = [(attributes, name) for attributes, name in _listed(client) if not naming.is_of_others(name)]
    for attributes, name in own:
        if attribute.lower() in attributes:
            return name
    usual = [naming.on_server(name) for name in _USUAL[attribute]]
    return next((name for name in usual if any(name == there for _, there in own)), None)


def named(client: IMAPClient, naming: Naming, folder: str) -> str:
    """The server's name of a folder as people write it; Drafts, Sent and Junk are found by what they are for."""
    if (attribute := SPECIAL.get(folder.lower())) is None:
        return naming.on_server(folder)
    return special(client, naming, attribute) or naming.on_server(folder)


def to_read(client: IMAPClient, naming: Naming, folder: str) -> str:
    """The server's name of a folder to be read: the account's own or, where it has none such, a shared one."""
    mine = named(client, naming, folder)
    if naming.bare is None or mine.upper() == "INBOX" or client.folder_exists(mine):
        return mine
    shared = folder.replace("/", naming.bare)
    return shared if client.folder_exists(shared) else mine


def still_here(client: IMAPClient, uids: Sequence[int]) -> list[int]:
    """Those of these UIDs that the selected folder still holds, ascending."""
    wanted = ",".join(map(str, uids))
    return sorted({*client.search(["UID", wanted, "NOT", "DELETED"])} & {*uids}) if uids else []


def there_by_id(client: IMAPClient, message_ids: Iterable[str]) -> set[str]:
    """Those of these Message-IDs of which the selected folder holds a mail."""
    return {one for one in message_ids if client.search(f'HEADER Message-ID "{_quoted(one)}"')}


def _quoted(message_id: str) -> str:
    return message_id.strip("<>").replace("\\", "\\\\").replace('"', '\\"')


def _listed(client: IMAPClient) -> list[tuple[set[bytes], str]]:
    """The folders that can be selected, with their attributes, which Cyrus tells to those only who ask for them."""
    if client.has_capability("SPECIAL-USE") and client.has_capability("LIST-EXTENDED"):
        told = _extended_list(client)
    else:
        told = client.list_folders()
    listed = [({one.lower() for one in attributes}, str(name)) for attributes, _, name in told]
    return [one for one in listed if not one[0] & {rb"\noselect", rb"\nonexistent"}]


def _extended_list(client: IMAPClient) -> list[tuple[tuple[bytes, ...], bytes, str]]:
    # IMAPClient has no extended LIST (RFC 5258), only its parts
    kind, told = client._imap._simple_command("LIST", '""', "*", "RETURN (SPECIAL-USE)")  # noqa: SLF001
    client._checkok("LIST", kind, told)  # noqa: SLF001
    _, lines = client._imap._untagged_response(kind, told, "LIST")  # noqa: SLF001
    return client._proc_folder_list(lines)  # type: ignore[no-any-return]  # noqa: SLF001


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


def mark_seen(client: IMAPClient, uids: Sequence[int], lasting: Sequence[bytes] | None) -> dict[int, str]:
    r"""Give these mails the flag \Seen; what did not work, and why.

    `lasting` are the folder's PERMANENTFLAGS (RFC 9051, 7.1); None: all flags last. A flag that is gone with our
    connection is none.
    """
    if lasting is not None and rb"\seen" not in {one.lower() for one in lasting}:
        why = r"the server keeps no flag \Seen in this folder: have it allow that (the right s), or set mark to move"
        return dict.fromkeys(uids, why)
    return each_alone(lambda some: client.add_flags(some, [rb"\Seen"], silent=True), uids)


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
