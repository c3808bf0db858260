"""The intake log: lines that are only appended, and found again.

Personal words are kept in a side row with a salt of its own. The line holds the hash of that row, so the side row can
be erased and the line stays unchanged.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Column, Index, Select, Table, Text, bindparam, func, insert, select

from intake.domain.log_entry import LogEntry
from intake.domain.text.canonical import canonical
from intake.store.codec import FACTS, PERSONAL
from intake.store.database.columns import Id, InstantColumn, StorableText, among
from intake.store.database.statements import AnyRow
from intake.store.database.transaction import Transaction
from intake.store.tables import metadata

entries = Table(
    "log",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", InstantColumn, nullable=False),
    Column("what", Text, nullable=False),
    Column("who", StorableText, nullable=False),
    Column("why", StorableText, nullable=False),
    Column("group", Text, nullable=False),
    Column("submission", Id),
    Column("facts", Text, nullable=False),
    Column("personal", Text),
    Column("position", Id, unique=True),
    Column("seal", Text),
    Index("log_by_submission", "submission", "id"),
    Index("log_by_what", "what", "id"),
)
personal_parts = Table(
    "log_personal",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("salt", Text, nullable=False),
    Column("words", Text, nullable=False),
)

_ADD = insert(entries)
_ADD_PERSONAL = insert(personal_parts)
_UNSEALED = select(func.count()).select_from(entries).where(entries.c.position.is_(None))
WITH_PERSONAL = select(entries, personal_parts.c.salt, personal_parts.c.words).join_from(
    entries, personal_parts, entries.c.personal == personal_parts.c.hash, isouter=True
)

_NEWEST = (
    WITH_PERSONAL.where(entries.c.what == bindparam("its_what")).order_by(entries.c.id.desc()).limit(bindparam("most"))
)
_ABOUT = WITH_PERSONAL.where(
    among(entries.c.submission, "its_submissions"), among(entries.c.what, "its_whats")
).order_by(entries.c.id)


class SqlLogLines:
    """The log's lines in the database, added and read."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, entry: LogEntry) -> None:
        """Append one line."""
        self._transaction.later(
            _ADD,
            at=entry.at,
            what=entry.what,
            who=entry.who,
            why=entry.why,
            group=entry.group,
            submission=entry.submission,
            facts=canonical(dict(entry.facts)),
            personal=self._add_personal(entry.personal) if entry.personal else None,
        )

    def listed(
        self, *, after: int = 0, limit: int = 1000, submission: int | None = None, what: str | None = None
    ) -> list[LogEntry]:
        """Entries with an id above `after`, in order."""
        self._transaction.flush()
        query = _listed(of_one=submission is not None, of_kind=what is not None)
        rows = self._transaction.rows(query, after=after, most=limit, its_submission=submission, its_what=what)
        return [entry_of(row) for row in rows]

    def about(self, submissions: Sequence[int], whats: Sequence[str]) -> dict[int, list[LogEntry]]:
        """The entries of these kinds about these Submissions, by Submission, in order."""
        self._transaction.flush()
        found: dict[int, list[LogEntry]] = {}
        for row in self._transaction.rows(_ABOUT, its_submissions=list(submissions), its_whats=list(whats)):
            found.setdefault(row.submission, []).append(entry_of(row))
        return found

    def newest(self, what: str, limit: int) -> list[LogEntry]:
        """The last entries of this kind, in order."""
        self._transaction.flush()
        return [entry_of(row) for row in reversed(self._transaction.rows(_NEWEST, its_what=what, most=limit))]

    def sealed(self, *, after: int, limit: int, what: str | None = None) -> list[LogEntry]:
        """Sealed entries with a position above `after`, in order."""
        rows = self._transaction.rows(_sealed(of_kind=what is not None), after=after, most=limit, its_what=what)
        return [entry_of(row) for row in rows]

    def unsealed(self) -> int:
        """How many entries wait for their seal."""
        self._transaction.flush()
        return int(self._transaction.value(_UNSEALED))

    def _add_personal(self, personal: Mapping[str, str]) -> str:
        salt, words = secrets.token_hex(16), canonical(dict(personal))
        digest = personal_hash(salt, words)
        self._transaction.later(_ADD_PERSONAL, hash=digest, salt=salt, words=words)
        return digest


def personal_hash(salt: str, words: str) -> str:
    """The hash of a line's personal part: SHA-256 over salt and canonical JSON, in hexadecimal."""
    return hashlib.sha256(f"{salt}{words}".encode()).hexdigest()


def entry_of(row: AnyRow) -> LogEntry:
    """The line of the log in a row."""
    return LogEntry(
        at=row.at,
        what=row.what,
        who=row.who,
        why=row.why,
        group=row.group,
        submission=row.submission,
        facts=FACTS.load(row.facts),
        personal=PERSONAL.load(row.words) if row.words else {},
        id=row.id,
        position=row.position,
        seal=row.seal,
    )


@cache
def _listed(*, of_one: bool, of_kind: bool) -> Select[tuple[Any, ...]]:
    listed = WITH_PERSONAL.where(entries.c.id > bindparam("after"))
    if of_one:
        listed = listed.where(entries.c.submission == bindparam("its_submission"))
    if of_kind:
        listed = listed.where(entries.c.what == bindparam("its_what"))
    return listed.order_by(entries.c.id).limit(bindparam("most"))


@cache
def _sealed(*, of_kind: bool) -> Select[Any]:
    query = WITH_PERSONAL.where(entries.c.position > bindparam("after"))
    if of_kind:
        query = query.where(entries.c.what == bindparam("its_what"))
    return query.order_by(entries.c.position).limit(bindparam("most"))
