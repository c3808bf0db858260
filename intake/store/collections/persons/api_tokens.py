"""Tokens for programs: found by the digest of their secret, revoked on the server."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Table, Text, bindparam, delete, insert, or_, select, update

from intake.domain.persons.entering import KnownPerson
from intake.domain.persons.tokens import SCOPES, Token, ending
from intake.store.codec import LINES
from intake.store.collections.persons.persons import ID_OF_LOGIN, PERSON_COLUMNS, WITH_PASSWORD, known_person, persons
from intake.store.database.columns import Id, InstantColumn, StorableText
from intake.store.database.statements import AnyRow
from intake.store.database.transaction import Transaction
from intake.store.tables import metadata

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("person", Id, ForeignKey("persons.id"), nullable=False, index=True),
    Column("name", StorableText, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("groups", Text, nullable=False),
    Column("made_by", StorableText, nullable=False),
    Column("made_at", InstantColumn, nullable=False),
    Column("ends_at", InstantColumn, nullable=False),
    Column("used_at", InstantColumn),
)

_TOKEN = [column.label(f"token_{column.key}") for column in api_tokens.c]
_FULL = select(*_TOKEN, *PERSON_COLUMNS).select_from(
    WITH_PASSWORD.join(api_tokens, api_tokens.c.person == persons.c.id)
)
_FIND = _FULL.where(api_tokens.c.key == bindparam("its_key"))
_GET = _FULL.where(api_tokens.c.id == bindparam("its_id"))
_OF = _FULL.where(persons.c.login == bindparam("its_login")).order_by(api_tokens.c.id.desc())
_ADD = insert(api_tokens)
_USE = update(api_tokens).where(
    api_tokens.c.id == bindparam("its_id"),
    or_(api_tokens.c.used_at.is_(None), api_tokens.c.used_at < bindparam("now")),
)
_END_ALL = delete(api_tokens).where(api_tokens.c.person.in_(ID_OF_LOGIN))
_END = _END_ALL.where(api_tokens.c.id == bindparam("its_id"))
_CLEAR = delete(api_tokens).where(api_tokens.c.ends_at <= bindparam("now"))


class SqlApiTokens:
    """Tokens in the database."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, token: Token) -> Token:
        """Keep a new one (its id is given here)."""
        self._transaction.change(
            _ADD,
            key=token.key,
            person=self._transaction.value(ID_OF_LOGIN, its_login=token.login),
            name=token.name,
            scopes=LINES.dump(token.scopes),
            groups=LINES.dump(token.groups),
            made_by=token.made_by,
            made_at=token.made_at,
            ends_at=token.ends_at,
        )
        found = self.find(token.key)
        if found is None:
            raise KeyError(token.login)
        return found[0]

    def find(self, key: str) -> tuple[Token, KnownPerson] | None:
        """The token with this key and its person, alive or not."""
        row = self._transaction.row(_FIND, its_key=key)
        return None if row is None else (_token(row), known_person(row))

    def get(self, token: int) -> Token | None:
        """The token with this id, or None."""
        row = self._transaction.row(_GET, its_id=token)
        return None if row is None else _token(row)

    def of(self, login: str) -> list[Token]:
        """A person's tokens, the newest first."""
        return [_token(row) for row in self._transaction.rows(_OF, its_login=login)]

    def use(self, token: int, now: datetime) -> None:
        """Note a use."""
        self._transaction.change(_USE, its_id=token, used_at=now, now=now)

    def end(self, login: str, token: int | None = None) -> int:
        """End one token of a person, or all; how many."""
        if token is not None:
            return self._transaction.change(_END, its_login=login, its_id=token)
        return self._transaction.change(_END_ALL, its_login=login)

    def clear(self, now: datetime) -> int:
        """Delete what is over; how many."""
        return self._transaction.change(_CLEAR, now=now)


def _token(row: AnyRow) -> Token:
    named = LINES.load(row.token_scopes)
    return Token(
        id=row.token_id,
        key=row.token_key,
        login=row.login,
        name=row.token_name,
        scopes=tuple(one for one in SCOPES if one in named),
        groups=LINES.load(row.token_groups),
        made_by=row.token_made_by,
        made_at=row.token_made_at,
        ends_at=ending(row.token_ends_at, known_person(row)),
        used_at=row.token_used_at,
    )
