"""Files that a person uploaded and has not decided on: theirs alone, for one purpose, for a while."""

import hashlib
from datetime import datetime

from sqlalchemy import Column, LargeBinary, Table, Text, bindparam, delete, func, select

from intake.store.database.columns import InstantColumn, StorableText
from intake.store.database.statements import INSERT_ONCE
from intake.store.database.transaction import Transaction
from intake.store.tables import metadata

candidates = Table(
    "uploads",
    metadata,
    Column("login", StorableText, primary_key=True),
    Column("purpose", Text, primary_key=True),
    Column("sha256", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("until", InstantColumn, nullable=False, index=True),
)

_THEIRS = (candidates.c.login == bindparam("its_login"), candidates.c.purpose == bindparam("its_purpose"))
_THIS = (*_THEIRS, candidates.c.sha256 == bindparam("its_sha256"))
_NEW = INSERT_ONCE(candidates)
_KEEP = _NEW.on_conflict_do_update(
    index_elements=["login", "purpose", "sha256"], set_={"until": _NEW.excluded["until"]}
)
_FIND = select(candidates.c.content).where(*_THIS, candidates.c.until > bindparam("now"))
_LISTED = select(candidates.c.sha256).where(*_THEIRS).order_by(candidates.c.until.desc(), candidates.c.sha256)
_DROP = delete(candidates).where(*_THIS)
_OLD = candidates.c.until <= bindparam("now")
_COUNT = select(func.count()).select_from(candidates).where(_OLD)
_CLEAR = delete(candidates).where(_OLD)


class SqlCandidates:
    """Candidates in the database; their table is called uploads."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def keep(self, login: str, purpose: str, content: bytes, until: datetime, most: int) -> str:
        """Keep a file of this person for this purpose; of more than `most` the oldest go. Its SHA-256."""
        sha256 = hashlib.sha256(content).hexdigest()
        self._transaction.change(_KEEP, login=login, purpose=purpose, sha256=sha256, content=content, until=until)
        kept = [row.sha256 for row in self._transaction.rows(_LISTED, its_login=login, its_purpose=purpose)]
        for older in [one for one in kept if one != sha256][most - 1 :]:
            self._transaction.change(_DROP, its_login=login, its_purpose=purpose, its_sha256=older)
        return sha256

    def find(self, login: str, purpose: str, sha256: str, now: datetime) -> bytes | None:
        """The file that this person uploaded for this purpose; None where there is none, or no longer."""
        row = self._transaction.row(_FIND, its_login=login, its_purpose=purpose, its_sha256=sha256, now=now)
        return None if row is None else bytes(row.content)

    def abandoned(self, now: datetime) -> int:
        """How many have run out."""
        return int(self._transaction.value(_COUNT, now=now) or 0)

    def clear(self, now: datetime) -> int:
        """Forget what has run out; how many."""
        return self._transaction.change(_CLEAR, now=now)
