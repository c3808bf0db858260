"""The seals of the log: each line's is a hash over the one before and the line itself."""

import hashlib
import json
from collections.abc import Iterator, Sequence

from sqlalchemy import Column, Integer, Table, Text, bindparam, select, update

from intake.domain.log_entry import SealLink
from intake.domain.text.canonical import canonical
from intake.store.collections.records.log import WITH_PERSONAL, SqlLogLines, entries, personal_hash
from intake.store.database.columns import Id, among
from intake.store.database.statements import INSERT_ONCE, AnyRow
from intake.store.tables import metadata

BEFORE_THE_FIRST = "0" * 64
_ONLY = 1
_AT_ONCE = 1000

heads = Table(
    "log_head",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("position", Id, nullable=False),
    Column("seal", Text, nullable=False),
)

_BEGIN = INSERT_ONCE(heads).on_conflict_do_nothing()
_HEAD = select(heads.c.position, heads.c.seal).where(heads.c.id == _ONLY)
_LOCKED_HEAD = _HEAD.with_for_update()
_MOVE_HEAD = update(heads).where(heads.c.id == _ONLY)
_UNSEALED = select(entries).where(entries.c.position.is_(None)).order_by(entries.c.id).limit(bindparam("most"))
_SEAL = update(entries).where(entries.c.id == bindparam("its_id"))
_AT = select(entries).where(among(entries.c.position, "positions"))
_SEALED = (
    WITH_PERSONAL.where(entries.c.position > bindparam("after")).order_by(entries.c.position).limit(bindparam("most"))
)


class SqlLog(SqlLogLines):
    """The log in the database, with its chain."""

    def seal(self, limit: int) -> int:
        """Give unsealed entries their position and seal; returns how many. One worker at a time."""
        self._transaction.flush()
        self._transaction.change(_BEGIN, id=_ONLY, position=0, seal=BEFORE_THE_FIRST)
        (head,) = self._transaction.rows(_LOCKED_HEAD)
        position, seal = head.position, head.seal
        unsealed = self._transaction.rows(_UNSEALED, most=limit)
        for row in unsealed:
            position, seal = position + 1, seal_of(seal, position + 1, row)
            self._transaction.later(_SEAL, its_id=row.id, position=position, seal=seal)
        if unsealed:
            self._transaction.later(_MOVE_HEAD, position=position, seal=seal)
        return len(unsealed)

    def links(self, positions: Sequence[int]) -> dict[int, SealLink]:
        """How the sealed lines at these positions hang in the chain."""
        wanted = {position - 1 for position in positions} | set(positions)
        rows = {row.position: row for row in self._transaction.rows(_AT, positions=sorted(wanted))}
        seals = {0: BEFORE_THE_FIRST} | {position: row.seal for position, row in rows.items()}
        return {
            position: SealLink(seals[position - 1], sealed_text(position, rows[position]))
            for position in positions
            if position in rows and position - 1 in seals
        }

    def head(self) -> tuple[int, str] | None:
        """Position and seal of the last sealed entry, or None when none is."""
        self._transaction.flush()
        row = self._transaction.row(_HEAD)
        return None if row is None or row.position == 0 else (row.position, row.seal)

    def verify(self) -> str | None:
        """None when the chain holds; else a sentence that names the first bad row.

        An erased personal part is no fault. A tail that was cut shows against the head, as long as the head kept
        outside of this database is compared too.
        """
        head = self.head() or (0, BEFORE_THE_FIRST)
        position, seal = 0, BEFORE_THE_FIRST
        for row in self._sealed():
            position += 1
            if fault := _fault(row, position, seal):
                return fault
            seal = row.seal
        if (position, seal) == head:
            return None
        if position < head[0]:
            return f"Log line {position + 1} and all after it are missing: {head[0]} lines were sealed."
        return f"The log has {position} sealed lines, but its head tells of {head[0]} or of another last line."

    def _sealed(self) -> Iterator[AnyRow]:
        """All sealed lines in order, some at a time."""
        after = 0
        while rows := self._transaction.rows(_SEALED, after=after, most=_AT_ONCE):
            yield from rows
            after = rows[-1].position


def seal_of(previous: str, position: int, row: AnyRow) -> str:
    """SHA-256 over the previous seal and this line as canonical JSON, in hexadecimal."""
    return hashlib.sha256(f"{previous}{sealed_text(position, row)}".encode()).hexdigest()


def sealed_text(position: int, row: AnyRow) -> str:
    """A line as it is sealed at this position: canonical JSON."""
    line = {
        "id": row.id,
        "position": position,
        "at": row.at.isoformat(timespec="microseconds"),
        "what": row.what,
        "who": row.who,
        "why": row.why,
        "group": row.group,
        "submission": row.submission,
        "facts": json.loads(row.facts),
        "personal": row.personal,
    }
    return canonical(line)


def _fault(row: AnyRow, position: int, previous: str) -> str | None:
    """The fault of the sealed line that should stand at this position, or None."""
    if row.position != position:
        return f"Log line {position} is missing: the next one that is there is {row.position} (id {row.id})."
    try:
        unchanged = seal_of(previous, position, row) == row.seal
    except ValueError:
        unchanged = False
    if not unchanged:
        return f"Log line {position} (id {row.id}) was changed, or put in another's place: its seal does not fit."
    if row.salt is not None and personal_hash(row.salt, row.words) != row.personal:
        return f"The names and addresses of log line {position} (id {row.id}) were changed: their hash does not fit."
    return None
