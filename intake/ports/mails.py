"""The collections of mails as they arrive: raw messages, and the ledger of their deliveries."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from intake.domain.submission import Delivery


class Messages(Protocol):
    """The raw mails, readings and rulebook versions that rows speak about (their bytes are in Blobs)."""

    def add(self, raw: str, size: int, partial: bool, now: datetime) -> None:
        """Record a stored Message; again is nothing."""
        ...

    def reading(self, raw: str, version: str) -> str | None:
        """Digest of the stored reading of this Message by this reader version, or None."""
        ...

    def add_reading(self, raw: str, version: str, blob: str, now: datetime) -> None:
        """Record where the reading is kept; again is nothing."""
        ...


class Deliveries(Protocol):
    """The ledger of appearances, and the UIDs up to which each folder was listed."""

    def add(self, delivery: Delivery) -> Delivery | None:
        """Record a Delivery; None when its key is known already."""
        ...

    def known_uids(self, account: str, folder: str, uidvalidity: int, above: int) -> set[int]:
        """The UIDs above this one that the ledger has."""
        ...

    def folder(self, account: str, folder: str) -> tuple[int, int] | None:
        """(uidvalidity, highest UID below which all are known) of a folder seen before, else None."""
        ...

    def set_folder(self, account: str, folder: str, uidvalidity: int, high: int, now: datetime) -> None:
        """Remember up to which UID the folder was listed."""
        ...

    def listed(self, account: str, folder: str, group: str, *, since: datetime, below: int) -> None:
        """Note a poll that began then and took every UID below its UIDNEXT.

        While mails of an earlier one wait for their Decision, that one is kept.
        """
        ...

    def read_only(self, mailboxes: Sequence[tuple[str, str, str]], *, since: datetime) -> set[str]:
        """Know these mailboxes (account, folder, group) as read; forget others that nobody looked into since then.

        The accounts that are read.
        """
        ...

    def watermark(self, group: str) -> datetime | None:
        """Up to when (UTC) every mail of the group's mailboxes is decided or held: the least of its folders.

        None when it has no folder, or one that was never listed.
        """
        ...

    def polled_at(self, account: str, folder: str) -> datetime | None:
        """When the folder was last looked at in full (UTC), or None."""
        ...

    def base(self, account: str, folder: str) -> datetime | None:
        """The base line of this folder (UTC), set at first contact."""
        ...

    def set_base(self, account: str, folder: str, base: datetime) -> None:
        """Set the base line."""
        ...

    def by_key(self, key: str) -> Delivery | None:
        """The Delivery with this key, or None."""
        ...

    def of(self, submission: int) -> list[Delivery]:
        """All Deliveries of a Submission, oldest first."""
        ...

    def accounts(self, group: str) -> list[str]:
        """The accounts whose mail comes to this group, by the folders that were polled; sorted."""
        ...

    def in_folder(self, submissions: Sequence[int], account: str, folder: str) -> dict[int, list[Delivery]]:
        """The Deliveries in this folder of these Submissions, by Submission; those without any are absent."""
        ...

    def newest_raw(self, account: str, folder: str) -> str | None:
        """Digest of the mail that was taken last from this folder, or None."""
        ...

    def account_of(self, mailboxes: Iterable[tuple[str, str]] = ()) -> dict[tuple[str, str], dict[str, int]]:
        """Per (account, folder): how many were seen, and their outcomes (docs/secretariat.md).

        `mailboxes` are there with zeros even when none of their mails was seen yet.
        """
        ...
