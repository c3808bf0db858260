"""Links that work once, and wrong passwords."""

from datetime import datetime

from sqlalchemy import Column, Integer, Table, Text, bindparam, delete, select

from intake.domain.persons.entering import Failures, OneTimeLink
from intake.store.database.columns import InstantColumn, StorableText
from intake.store.database.statements import INSERT_ONCE
from intake.store.database.transaction import Transaction
from intake.store.tables import metadata

one_time_links = Table(
    "one_time_links",
    metadata,
    Column("key", Text, primary_key=True),
    Column("purpose", Text, nullable=False),
    Column("login", StorableText, nullable=False, index=True),
    Column("until", InstantColumn, nullable=False),
    Column("held", StorableText, nullable=False),
)

login_failures = Table(
    "login_failures",
    metadata,
    Column("whose", Text, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("last_at", InstantColumn, nullable=False),
    Column("free_at", InstantColumn, nullable=False),
)

_ADD = INSERT_ONCE(one_time_links)
_THIS_LINK = one_time_links.c.key == bindparam("its_key")
_FIND = select(one_time_links).where(_THIS_LINK)
_TAKE = delete(one_time_links).where(_THIS_LINK, one_time_links.c.until > bindparam("now"))
_OLDER = delete(one_time_links).where(
    one_time_links.c.login == bindparam("its_login"),
    one_time_links.c.purpose == bindparam("its_purpose"),
    one_time_links.c.purpose != "provider",
)
_DROP = delete(one_time_links).where(one_time_links.c.login == bindparam("its_login"))
_RUN_OUT = delete(one_time_links).where(one_time_links.c.until <= bindparam("now"))

_WHOSE = login_failures.c.whose == bindparam("its_whose")
_FAILURES = select(login_failures).where(_WHOSE).with_for_update()
_NEW = INSERT_ONCE(login_failures)
_BEGIN = _NEW.on_conflict_do_nothing()
_PUT = _NEW.on_conflict_do_update(
    index_elements=["whose"], set_={name: _NEW.excluded[name] for name in ("count", "last_at", "free_at")}
)
_FORGET = delete(login_failures).where(_WHOSE)
_OLD = delete(login_failures).where(login_failures.c.last_at < bindparam("before"))


class SqlOneTimeLinks:
    """Links that work once, in the database."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, link: OneTimeLink) -> None:
        """Keep one; an older one of the same person for the same purpose no longer works."""
        self._transaction.change(_OLDER, its_login=link.login, its_purpose=link.purpose)
        self._transaction.change(
            _ADD, key=link.key, purpose=link.purpose, login=link.login, until=link.until, held=link.held
        )

    def find(self, key: str) -> OneTimeLink | None:
        """The link with this key, or None."""
        row = self._transaction.row(_FIND, its_key=key)
        return None if row is None else OneTimeLink(row.key, row.purpose, row.until, row.login, row.held)

    def take(self, key: str, now: datetime) -> OneTimeLink | None:
        """Use a link up; None where it is gone or has run out. Of several at once one gets it."""
        found = self.find(key)
        return found if self._transaction.change(_TAKE, its_key=key, now=now) == 1 else None

    def drop(self, login: str) -> None:
        """Let no link of this person work any more."""
        self._transaction.change(_DROP, its_login=login)

    def clear(self, now: datetime) -> int:
        """Delete what has run out; how many."""
        return self._transaction.change(_RUN_OUT, now=now)


class SqlLoginFailures:
    """Wrong passwords in the database."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def of(self, whose: str, now: datetime) -> Failures:
        """Those of this login or address; nobody else counts any for it until the transaction ends."""
        self._transaction.change(_BEGIN, whose=whose, count=0, last_at=now, free_at=now)
        row = self._transaction.row(_FAILURES, its_whose=whose)
        return Failures(row.count, row.last_at, row.free_at) if row else Failures(0, now, now)

    def put(self, whose: str, failures: Failures) -> None:
        """Keep them."""
        self._transaction.change(
            _PUT, whose=whose, count=failures.count, last_at=failures.last_at, free_at=failures.free_at
        )

    def forget(self, whose: str) -> None:
        """Forget them."""
        self._transaction.change(_FORGET, its_whose=whose)

    def clear(self, before: datetime) -> int:
        """Delete those whose last one lies before this; how many."""
        return self._transaction.change(_OLD, before=before)
