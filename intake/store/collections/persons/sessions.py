"""Sessions of browsers: found by the digest of their secret, ended on the server."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Column, ForeignKey, Table, Text, bindparam, delete, insert, or_, select, update

from intake.domain.persons.entering import IDLE, KnownPerson, Session
from intake.store.collections.persons.persons import ID_OF_LOGIN, PERSON_COLUMNS, WITH_PASSWORD, known_person, persons
from intake.store.database.columns import Id, InstantColumn, StorableText, among
from intake.store.database.statements import AnyRow
from intake.store.database.transaction import Transaction
from intake.store.tables import metadata

sessions = Table(
    "sessions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("person", Id, ForeignKey("persons.id"), nullable=False, index=True),
    Column("entered", Text, nullable=False),
    Column("opened_at", InstantColumn, nullable=False),
    Column("used_at", InstantColumn, nullable=False),
    Column("ends_at", InstantColumn, nullable=False),
    Column("address", StorableText, nullable=False),
    Column("agent", StorableText, nullable=False),
)

_SESSION = [column.label(f"session_{column.key}") for column in sessions.c]
_FULL = select(*_SESSION, *PERSON_COLUMNS).select_from(WITH_PASSWORD.join(sessions, sessions.c.person == persons.c.id))
_FIND = _FULL.where(sessions.c.key == bindparam("its_key"))
_OF = _FULL.where(persons.c.login == bindparam("its_login")).order_by(sessions.c.used_at.desc(), sessions.c.id.desc())
_OPEN = insert(sessions)
_USE = update(sessions).where(sessions.c.id == bindparam("its_id"), sessions.c.used_at < bindparam("now"))
_MINE = sessions.c.person.in_(ID_OF_LOGIN)
_END = delete(sessions).where(_MINE, sessions.c.id == bindparam("its_id"))
_END_OTHERS = delete(sessions).where(_MINE, sessions.c.id != bindparam("its_id"))
_ALIVE = (
    select(sessions.c.key)
    .join_from(sessions, persons)
    .where(
        among(sessions.c.key, "keys"),
        sessions.c.ends_at > bindparam("now"),
        sessions.c.used_at > bindparam("idle_since"),
        persons.c.disabled_at.is_(None),
    )
)
_CLEAR = delete(sessions).where(
    or_(sessions.c.ends_at <= bindparam("now"), sessions.c.used_at <= bindparam("idle_since"))
)


class SqlSessions:
    """Sessions in the database."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def open(self, session: Session) -> Session:
        """Keep a new one (its id is given here)."""
        self._transaction.change(
            _OPEN,
            key=session.key,
            person=self._transaction.value(ID_OF_LOGIN, its_login=session.login),
            entered=session.entered,
            opened_at=session.opened_at,
            used_at=session.used_at,
            ends_at=session.ends_at,
            address=session.address,
            agent=session.agent,
        )
        found = self.find(session.key)
        if found is None:
            raise KeyError(session.login)
        return replace(session, id=found[0].id)

    def find(self, key: str) -> tuple[Session, KnownPerson] | None:
        """The session with this key and its person, alive or not."""
        row = self._transaction.row(_FIND, its_key=key)
        return None if row is None else (_session(row), known_person(row))

    def of(self, login: str) -> list[Session]:
        """A person's sessions, the one used last first."""
        return [_session(row) for row in self._transaction.rows(_OF, its_login=login)]

    def alive(self, keys: Collection[str], now: datetime) -> set[str]:
        """Those of these keys that still open pages."""
        return set(self._transaction.column(_ALIVE, keys=list(keys), now=now, idle_since=now - IDLE))

    def use(self, session: int, now: datetime) -> None:
        """Note a use."""
        self._transaction.change(_USE, its_id=session, used_at=now, now=now)

    def end(self, login: str, session: int | None = None, *, but: int | None = None) -> int:
        """End one session of a person, or all but one; how many."""
        if session is not None:
            return self._transaction.change(_END, its_login=login, its_id=session)
        return self._transaction.change(_END_OTHERS, its_login=login, its_id=but or 0)

    def clear(self, now: datetime) -> int:
        """Delete what has ended by itself; how many."""
        return self._transaction.change(_CLEAR, now=now, idle_since=now - IDLE)


def _session(row: AnyRow) -> Session:
    return Session(
        id=row.session_id,
        key=row.session_key,
        login=row.login,
        entered=row.session_entered,
        opened_at=row.session_opened_at,
        used_at=row.session_used_at,
        ends_at=row.session_ends_at,
        address=row.session_address,
        agent=row.session_agent,
    )
