"""The ledger of appearances in mailboxes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import and_, bindparam, case, func, select, update

from intake.domain.submission import Delivery
from intake.store.codec import STAMPS
from intake.store.database.columns import among
from intake.store.database.statements import INSERT_ONCE, AnyRow
from intake.store.database.transaction import Transaction
from intake.store.rows import delivery_of
from intake.store.tables import deliveries, folders, submissions

_THIS_FOLDER = and_(folders.c.account == bindparam("its_account"), folders.c.folder == bindparam("its_folder"))

_ADD = INSERT_ONCE(deliveries).on_conflict_do_nothing(index_elements=["key"]).returning(deliveries.c.id)
_KNOWN = select(deliveries.c.uid).where(
    deliveries.c.account == bindparam("its_account"),
    deliveries.c.folder == bindparam("its_folder"),
    deliveries.c.uidvalidity == bindparam("its_uidvalidity"),
    deliveries.c.uid > bindparam("above"),
)
_BY_KEY = select(deliveries).where(deliveries.c.key == bindparam("its_key"))
_OF = select(deliveries).where(deliveries.c.submission == bindparam("its_submission")).order_by(deliveries.c.id)
_IN_FOLDER = (
    select(deliveries)
    .where(
        among(deliveries.c.submission, "ids"),
        deliveries.c.account == bindparam("its_account"),
        deliveries.c.folder == bindparam("its_folder"),
        deliveries.c.uid > 0,
    )
    .order_by(deliveries.c.id)
)
_NEWEST = (
    select(deliveries.c.raw)
    .where(
        deliveries.c.account == bindparam("its_account"),
        deliveries.c.folder == bindparam("its_folder"),
        deliveries.c.raw.is_not(None),
    )
    .order_by(deliveries.c.id.desc())
    .limit(1)
)
LINK = (
    update(deliveries)
    .where(deliveries.c.submission == bindparam("its_submission"))
    .values(submission=bindparam("to"), state="linked")
)

_FOLDER = select(folders).where(_THIS_FOLDER)
_ACCOUNTS = (
    select(folders.c.account).where(folders.c.group == bindparam("its_group")).distinct().order_by(folders.c.account)
)
_FOLDERS_OF = select(folders).where(folders.c.group == bindparam("its_group"))
_READ = select(folders).where(folders.c.group.is_not(None))
_UNDECIDED = (
    select(func.count())
    .select_from(deliveries)
    .join(submissions, deliveries.c.submission == submissions.c.id)
    .where(
        deliveries.c.account == bindparam("its_account"),
        deliveries.c.folder == bindparam("its_folder"),
        deliveries.c.uid < bindparam("below"),
        submissions.c.free_at.is_not(None),
    )
)
_OPEN_FOLDER = INSERT_ONCE(folders).on_conflict_do_nothing()
_CHANGE_FOLDER = update(folders).where(_THIS_FOLDER)

_BECAME = case(
    (deliveries.c.state != "taken", deliveries.c.state),
    (submissions.c.disposition == "accept", "accepted"),
    (submissions.c.disposition == "return", "returned"),
    (submissions.c.disposition == "hold", "held"),
    (submissions.c.disposition.is_not(None), submissions.c.disposition),
    (submissions.c.next_try.is_not(None), "failed"),
    else_="waiting",
)
_ACCOUNT = (
    select(deliveries.c.account, deliveries.c.folder, _BECAME.label("became"), func.count().label("number"))
    .join_from(deliveries, submissions, deliveries.c.submission == submissions.c.id, isouter=True)
    .group_by(deliveries.c.account, deliveries.c.folder, _BECAME)
)
_WORDS = (
    "before-base",
    "vanished",
    "linked",
    "waiting",
    "failed",
    "accepted",
    "returned",
    "held",
    "question",
    "ignored",
)


class SqlDeliveries:
    """Deliveries and folders in the database."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, delivery: Delivery) -> Delivery | None:
        """Record a Delivery; None when its key is known already."""
        new = self._transaction.value(
            _ADD,
            key=delivery.key,
            group=delivery.group,
            account=delivery.account,
            folder=delivery.folder,
            uidvalidity=delivery.uidvalidity,
            uid=delivery.uid,
            stamps=STAMPS.dump(delivery.stamps),
            state=delivery.state,
            raw=delivery.raw,
            submission=delivery.submission,
        )
        return None if new is None else replace(delivery, id=new)

    def accounts(self, group: str) -> list[str]:
        """The accounts whose mail comes to this group, by the folders that were polled; sorted."""
        return self._transaction.column(_ACCOUNTS, its_group=group)

    def listed(self, account: str, folder: str, group: str, *, since: datetime, below: int) -> None:
        """Note a poll that began then and took every UID below its UIDNEXT.

        While mails of an earlier one wait for their Decision, that one is kept.
        """
        there = {"its_account": account, "its_folder": folder}
        row = self._folder(account, folder)
        if row is not None and row.listed_since is not None:
            if not self._all_decided(row):
                return
            # A clock that was ahead for a while leaves no mark in what was still to come then.
            self._transaction.change(_CHANGE_FOLDER, **there, watermark=min(row.listed_since, since))
        self._change(account, folder, group=group, listed_since=since, listed_below=below)

    def read_only(self, mailboxes: Sequence[tuple[str, str, str]], *, since: datetime) -> set[str]:
        """Know these mailboxes (account, folder, group) as read; forget others that nobody looked into since then.

        What a forgotten one brought stays; nothing waits for it any more. The accounts that are read.
        """
        named = {(account, folder) for account, folder, _ in mailboxes}
        for row in self._transaction.rows(_READ):
            if (row.account, row.folder) not in named and (row.polled_at is None or row.polled_at < since):
                self._change(row.account, row.folder, group=None)
        for account, folder, group in mailboxes:
            self._change(account, folder, group=group)
        return {row.account for row in self._transaction.rows(_READ)}

    def watermark(self, group: str) -> datetime | None:
        """Up to when (UTC) every mail of the group's mailboxes is decided or held: the least of its folders.

        None when it has no folder, or one that was never listed.
        """
        marks = []
        for row in self._transaction.rows(_FOLDERS_OF, its_group=group):
            decided = row.listed_since is not None and self._all_decided(row)
            marks.append(row.listed_since if decided else row.watermark)
        return None if None in marks else min(marks, default=None)

    def _all_decided(self, row: AnyRow) -> bool:
        """Whether every mail that the last poll of this folder listed is decided."""
        there = {"its_account": row.account, "its_folder": row.folder}
        return not self._transaction.value(_UNDECIDED, **there, below=row.listed_below)

    def known_uids(self, account: str, folder: str, uidvalidity: int, above: int) -> set[int]:
        """The UIDs above this one that the ledger has."""
        known = self._transaction.column(
            _KNOWN, its_account=account, its_folder=folder, its_uidvalidity=uidvalidity, above=above
        )
        return set(known)

    def by_key(self, key: str) -> Delivery | None:
        """The Delivery with this key, or None."""
        row = self._transaction.row(_BY_KEY, its_key=key)
        return None if row is None else delivery_of(row)

    def of(self, submission: int) -> list[Delivery]:
        """All Deliveries of a Submission, oldest first."""
        return [delivery_of(row) for row in self._transaction.rows(_OF, its_submission=submission)]

    def in_folder(self, submissions: Sequence[int], account: str, folder: str) -> dict[int, list[Delivery]]:
        """The Deliveries in this folder of these Submissions, by Submission; those without any are absent."""
        found: dict[int, list[Delivery]] = defaultdict(list)
        for row in self._transaction.rows(_IN_FOLDER, ids=list(submissions), its_account=account, its_folder=folder):
            found[row.submission].append(delivery_of(row))
        return dict(found)

    def folder(self, account: str, folder: str) -> tuple[int, int] | None:
        """(uidvalidity, highest UID below which all are known) of a folder seen before, else None."""
        row = self._folder(account, folder)
        return None if row is None or row.uidvalidity is None else (row.uidvalidity, row.high)

    def set_folder(self, account: str, folder: str, uidvalidity: int, high: int, now: datetime) -> None:
        """Remember up to which UID the folder was listed, and that it was listed now."""
        self._change(account, folder, uidvalidity=uidvalidity, high=high, polled_at=now)

    def polled_at(self, account: str, folder: str) -> datetime | None:
        """When the folder was last looked at in full (UTC), or None."""
        row = self._folder(account, folder)
        return None if row is None else row.polled_at

    def base(self, account: str, folder: str) -> datetime | None:
        """The base line of this folder (UTC), set at first contact."""
        row = self._folder(account, folder)
        return None if row is None else row.base

    def set_base(self, account: str, folder: str, base: datetime) -> None:
        """Set the base line."""
        self._change(account, folder, base=base)

    def newest_raw(self, account: str, folder: str) -> str | None:
        """Digest of the mail that was taken last from this folder, or None."""
        row = self._transaction.row(_NEWEST, its_account=account, its_folder=folder)
        return None if row is None else row.raw

    def account_of(self, mailboxes: Iterable[tuple[str, str]] = ()) -> dict[tuple[str, str], dict[str, int]]:
        """Per (account, folder): how many were seen, and their outcomes; with zeros for these `mailboxes`.

        seen = before-base + vanished + linked + waiting + failed + accepted + returned + held + question + ignored;
        a decided one counts under its Submission's last Decision (docs/secretariat.md).
        """
        account: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: dict.fromkeys(("seen", *_WORDS), 0))
        for mailbox in mailboxes:
            account[mailbox]["seen"] = 0
        for row in self._transaction.rows(_ACCOUNT):
            counted = account[row.account, row.folder]
            counted["ignored" if row.became == "ignore" else row.became] += row.number
            counted["seen"] += row.number
        return dict(account)

    def _folder(self, account: str, folder: str) -> AnyRow | None:
        return self._transaction.row(_FOLDER, its_account=account, its_folder=folder)

    def _change(self, account: str, folder: str, **changed: object) -> None:
        self._transaction.change(_OPEN_FOLDER, account=account, folder=folder)
        self._transaction.change(_CHANGE_FOLDER, its_account=account, its_folder=folder, **changed)
