"""The persons of the desk; the hashes of their passwords stand in a table of their own."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Table, Text, bindparam, delete, func, select, update

from intake.domain.persons.entering import KnownPerson, PersonFaultError
from intake.domain.persons.people import Person
from intake.store.codec import LINES
from intake.store.database.columns import Id, InstantColumn, StorableText
from intake.store.database.statements import INSERT_ONCE, AnyRow
from intake.store.database.transaction import Transaction
from intake.store.tables import metadata

persons = Table(
    "persons",
    metadata,
    Column("id", Id, primary_key=True),
    Column("login", StorableText, nullable=False, unique=True),
    Column("name", StorableText, nullable=False),
    Column("role", Text, nullable=False),
    Column("groups", Text, nullable=False),
    Column("added_at", InstantColumn, nullable=False),
    Column("disabled_at", InstantColumn),
    Column("entered_at", InstantColumn),
    Column("language", Text, nullable=False),
    Column("theme", Text, nullable=False),
    Column("subject", StorableText, unique=True),
    Column("joins_until", InstantColumn),
    Column("officer", StorableText),
)

passwords = Table(
    "passwords",
    metadata,
    Column("person", Id, ForeignKey("persons.id"), primary_key=True, autoincrement=False),
    Column("hash", Text, nullable=False),
    Column("set_at", InstantColumn, nullable=False),
)

PERSON_COLUMNS = (*persons.c, passwords.c.set_at.label("password_at"))
WITH_PASSWORD = persons.outerjoin(passwords, passwords.c.person == persons.c.id)

_KNOWN = select(*PERSON_COLUMNS).select_from(WITH_PASSWORD)
_ITS_LOGIN = persons.c.login == bindparam("its_login")
_COUNT = select(func.count()).select_from(persons)
_ALL = _KNOWN.order_by(persons.c.login)
_NAMED = _KNOWN.where(_ITS_LOGIN)
_BY_SUBJECT = _KNOWN.where(persons.c.subject == bindparam("its_subject"))
_ADD = INSERT_ONCE(persons).on_conflict_do_nothing(index_elements=["login"])
_CHANGE = update(persons).where(_ITS_LOGIN)
ID_OF_LOGIN = select(persons.c.id).where(_ITS_LOGIN)
"""The id of the person with the login `its_login`."""
_HASH = select(passwords.c.hash).where(passwords.c.person.in_(ID_OF_LOGIN))
_NEW = INSERT_ONCE(passwords)
_SET = _NEW.on_conflict_do_update(
    index_elements=["person"], set_={"hash": _NEW.excluded.hash, "set_at": _NEW.excluded.set_at}
)
_UNSET = delete(passwords).where(passwords.c.person.in_(ID_OF_LOGIN))
_LOCK = select(persons.c.id).order_by(persons.c.id).with_for_update()


class SqlPersons:
    """Persons in the database."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def any(self) -> bool:
        """Whether there is any person yet."""
        return bool(self._transaction.value(_COUNT))

    def all(self) -> list[KnownPerson]:
        """All persons, by login."""
        return [known_person(row) for row in self._transaction.rows(_ALL)]

    def named(self, login: str) -> KnownPerson | None:
        """The person with this login (lower case), or None."""
        row = self._transaction.row(_NAMED, its_login=login)
        return None if row is None else known_person(row)

    def by_subject(self, subject: str) -> KnownPerson | None:
        """The person who is this subject at the provider of identities, or None."""
        row = self._transaction.row(_BY_SUBJECT, its_subject=subject)
        return None if row is None else known_person(row)

    def add(self, person: Person, now: datetime) -> KnownPerson:
        """Add one, without a password. PersonFaultError where the login is taken."""
        added = self._transaction.change(
            _ADD,
            login=person.login,
            name=person.name,
            role=person.role,
            groups=LINES.dump(person.groups),
            added_at=now,
            language="",
            theme="",
            officer=person.officer,
        )
        found = self.named(person.login)
        if not added or found is None:
            raise PersonFaultError("{login}: there is such a person already.", kind="taken", login=person.login)
        return found

    def change(self, person: Person) -> None:
        """Set name, role, groups and office of the person with this login."""
        given = {"name": person.name, "role": person.role, "groups": LINES.dump(person.groups)}
        given["officer"] = person.officer
        self._transaction.change(_CHANGE, its_login=person.login, **given)

    def disable(self, login: str, now: datetime | None) -> None:
        """Stop a person from entering from this instant on, or with None let them enter again."""
        self._transaction.change(_CHANGE, its_login=login, disabled_at=now)

    def prefer(self, login: str, language: str, theme: str) -> None:
        """Set how a person wants to see the desk."""
        self._transaction.change(_CHANGE, its_login=login, language=language, theme=theme)

    def entered(self, login: str, now: datetime) -> None:
        """Note a login."""
        self._transaction.change(_CHANGE, its_login=login, entered_at=now)

    def let_join(self, login: str, until: datetime | None) -> None:
        """Let an account of the provider become this person's until then; None: no longer."""
        self._transaction.change(_CHANGE, its_login=login, joins_until=until)

    def join_subject(self, login: str, subject: str) -> None:
        """Note who a person is at the provider of identities; no other account may become theirs then."""
        self._transaction.change(_CHANGE, its_login=login, subject=subject, joins_until=None)

    def password(self, login: str) -> str | None:
        """The hash of a person's password, or None."""
        found: str | None = self._transaction.value(_HASH, its_login=login)
        return found

    def set_password(self, login: str, hashed: str | None, now: datetime) -> None:
        """Set the hash of a person's password; None: no password opens any more."""
        if hashed is None:
            self._transaction.change(_UNSET, its_login=login)
            return
        person = self._transaction.value(ID_OF_LOGIN, its_login=login)
        self._transaction.change(_SET, person=person, hash=hashed, set_at=now)

    def lock(self) -> None:
        """Let nobody else change persons until the transaction ends, so that one administrator stays."""
        self._transaction.rows(_LOCK)


def known_person(row: AnyRow) -> KnownPerson:
    """The person in a row of `PERSON_COLUMNS`."""
    return KnownPerson(
        id=row.id,
        person=Person(row.login, row.name, row.role, LINES.load(row.groups), row.officer or ""),
        added_at=row.added_at,
        disabled_at=row.disabled_at,
        password_at=row.password_at,
        entered_at=row.entered_at,
        language=row.language,
        theme=row.theme,
        subject=row.subject or "",
        joins_until=row.joins_until,
    )
