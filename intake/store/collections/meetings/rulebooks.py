"""The version of each group's rulebook that is in force, and all earlier ones."""

from datetime import datetime

from sqlalchemy import Column, Index, Table, Text, bindparam, insert, or_, select, update
from sqlalchemy import func as sql

from intake.store.database.columns import Id, InstantColumn, StorableText
from intake.store.database.statements import INSERT_ONCE
from intake.store.database.transaction import Transaction
from intake.store.tables import contributions, metadata, submissions

rulebooks = Table(
    "rulebooks",
    metadata,
    Column("version", Text, primary_key=True),
    Column("text", Text, nullable=False),
)
activations = Table(
    "activations",
    metadata,
    Column("id", Id, primary_key=True),
    Column("group", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("who", StorableText, nullable=False),
    Column("at", InstantColumn, nullable=False),
    Index("activations_by_group", "group", "id"),
)

rule_files = Table(
    "rule_files",
    metadata,
    Column("group", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("version", Text, nullable=False),
)

_ACTIVE = (
    select(rulebooks.c.version, rulebooks.c.text)
    .join(activations, activations.c.version == rulebooks.c.version)
    .where(activations.c.group == bindparam("its_group"))
    .order_by(activations.c.id.desc())
    .limit(1)
)
_HISTORY = (
    select(activations.c.at, rulebooks.c.version, rulebooks.c.text)
    .join(activations, activations.c.version == rulebooks.c.version)
    .where(activations.c.group == bindparam("its_group"))
    .order_by(activations.c.id)
)
_ADD = INSERT_ONCE(rulebooks).on_conflict_do_nothing()
_ACTIVATE = insert(activations)
_TEXT = select(rulebooks.c.text).where(rulebooks.c.version == bindparam("its_version"))
_FILES = select(rule_files).where(rule_files.c.group == bindparam("its_group"))
_OPEN_FILES = INSERT_ONCE(rule_files).on_conflict_do_nothing()
_CHANGE_FILES = update(rule_files).where(rule_files.c.group == bindparam("its_group"))
_GROUPS = select(sql.distinct(activations.c.group)).order_by(activations.c.group)


_OF_NUMBERED = select(sql.distinct(contributions.c.meeting)).where(
    contributions.c.group == bindparam("its_group"), contributions.c.meeting.is_not(None)
)
_OF_DECIDED = select(sql.distinct(submissions.c.meeting)).where(
    submissions.c.group == bindparam("its_group"),
    submissions.c.meeting.is_not(None),
    or_(*(submissions.c.disposition == one for one in ("accept", "hold", "return"))),
)


class SqlRulebooks:
    """Rulebook versions in the database. The version in force is looked up once per transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._active: dict[str, tuple[str, str] | None] = {}

    def active(self, group: str) -> tuple[str, str] | None:
        """(version, text) in force, or None."""
        if group not in self._active:
            row = self._transaction.row(_ACTIVE, its_group=group)
            self._active[group] = None if row is None else (row.version, row.text)
        return self._active[group]

    def activate(self, group: str, version: str, text: str, who: str, now: datetime) -> bool:
        """Put a version in force; False when it is already."""
        in_force = self.active(group)
        if in_force is not None and in_force[0] == version:
            return False
        self._transaction.change(_ADD, version=version, text=text)
        self._transaction.change(_ACTIVATE, group=group, version=version, who=who, at=now)
        self._active[group] = (version, text)
        return True

    def text(self, version: str) -> str | None:
        """The text of a version that was in force at some time."""
        found: str | None = self._transaction.value(_TEXT, its_version=version)
        return found

    def files(self, group: str) -> tuple[str, str] | None:
        """(digest of the files, version that they made) when a group's files were last put in force, or None."""
        row = self._transaction.row(_FILES, its_group=group)
        return None if row is None else (row.digest, row.version)

    def set_files(self, group: str, digest: str, version: str) -> None:
        """Remember the digest of the files that were put in force."""
        self._transaction.change(_OPEN_FILES, group=group, digest=digest, version=version)
        self._transaction.change(_CHANGE_FILES, its_group=group, digest=digest, version=version)

    def meetings(self, group: str) -> list[str]:
        """The meetings, by the ids under which they were recorded, that documents of the group belong to, sorted."""
        numbered = self._transaction.column(_OF_NUMBERED, its_group=group)
        return sorted({*numbered, *self._transaction.column(_OF_DECIDED, its_group=group)})

    def history(self, group: str) -> list[tuple[datetime, str, str]]:
        """Every version that came in force, oldest first: when (UTC), version and text."""
        return [(row.at, row.version, row.text) for row in self._transaction.rows(_HISTORY, its_group=group)]

    def groups(self) -> list[str]:
        """Groups that have a rulebook in force, sorted."""
        return self._transaction.column(_GROUPS)
