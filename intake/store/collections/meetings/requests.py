"""What chairs ask for by a link: one row a link, decided once by the worker that comes first."""

from datetime import datetime

from sqlalchemy import Column, Index, Integer, Table, Text, bindparam, func, null, select, update

from intake.domain.errors import UsageError
from intake.domain.letters.links import Link
from intake.domain.letters.notice import Said
from intake.domain.letters.requests import NewRequest, Request, RequestOutcome, reason_of
from intake.store.codec import TOLD
from intake.store.database.columns import Id, InstantColumn, StorableText
from intake.store.database.statements import INSERT_ONCE, AnyRow
from intake.store.database.transaction import Transaction
from intake.store.tables import metadata

requests = Table(
    "requests",
    metadata,
    Column("id", Id, primary_key=True),
    Column("token", Text, nullable=False, unique=True),
    Column("reference", StorableText, nullable=False),
    Column("document", Integer, nullable=False),
    Column("address", StorableText, nullable=False),
    Column("act", Text, nullable=False),
    Column("until", InstantColumn, nullable=False),
    Column("reason", StorableText, nullable=False),
    Column("asked_at", InstantColumn, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("told", Text, nullable=False),
    Column("settled_at", InstantColumn),
    Column("attempts", Integer, nullable=False),
    Column("free_at", InstantColumn),
    Index("requests_by_reference", "reference", "id"),
)

_BATCH = 50

_OPEN = requests.c.free_at.is_not(None)
_THIS = requests.c.id == bindparam("its_id")
_BY_TOKEN = select(requests).where(requests.c.token == bindparam("its_token"))
_ADD = INSERT_ONCE(requests).on_conflict_do_nothing(index_elements=["token"])
_AGAIN = update(requests).where(requests.c.token == bindparam("its_token"), requests.c.outcome == bindparam("refused"))
_GET = select(requests).where(_THIS)
_OF = select(requests).where(requests.c.reference == bindparam("its_reference")).order_by(requests.c.id)
_WAITING = (
    select(requests)
    .where(_OPEN, requests.c.free_at <= bindparam("now"))
    .order_by(requests.c.free_at, requests.c.id)
    .limit(_BATCH)
)
_NEXT = select(func.min(requests.c.free_at)).where(_OPEN)
_SETTLE = update(requests).where(_THIS, _OPEN).values(free_at=null())
_WAIT = update(requests).where(_THIS, _OPEN).values(attempts=requests.c.attempts + bindparam("failures"))


class SqlRequests:
    """Requests in the database."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, new: NewRequest, now: datetime) -> Request:
        """Keep what is asked for; the same link again is the request that is there, one that was refused asks anew.

        The reason is cut and cleaned (`reason_of`); UsageError where nothing is left of it.
        """
        reason, link = reason_of(new.reason), new.link
        if not reason:
            raise UsageError("A decision needs a reason: say in a few words why.")
        anew = {"reason": reason, "asked_at": now, "outcome": "", "told": TOLD.dump(()), "attempts": 0, "free_at": now}
        added = self._transaction.change(
            _ADD,
            token=new.token,
            reference=link.reference,
            document=link.document,
            address=link.address,
            act=link.act,
            until=link.until,
            **anew,
        )
        if not added:
            self._transaction.change(_AGAIN, its_token=new.token, refused="refused", settled_at=None, **anew)
        found = self.by_token(new.token)
        if found is None:
            raise KeyError(new.token)
        return found

    def get(self, request: int) -> Request | None:
        """The request with this id, or None."""
        row = self._transaction.row(_GET, its_id=request)
        return None if row is None else _request_of(row)

    def by_token(self, token: str) -> Request | None:
        """The request that was made by this link, or None."""
        row = self._transaction.row(_BY_TOKEN, its_token=token)
        return None if row is None else _request_of(row)

    def of(self, reference: str) -> list[Request]:
        """All requests about the mail with this reference, oldest first."""
        return [_request_of(row) for row in self._transaction.rows(_OF, its_reference=reference)]

    def waiting(self, now: datetime) -> list[Request]:
        """Those that may be decided now (UTC), the one that waits longest first; at most fifty."""
        return [_request_of(row) for row in self._transaction.rows(_WAITING, now=now)]

    def next_due(self) -> datetime | None:
        """When the next one may be decided (UTC), or None."""
        found: datetime | None = self._transaction.value(_NEXT)
        return found

    def wait(self, request: int, until: datetime, *, failed: bool = False) -> bool:
        """Let one wait until then (UTC); `failed` counts an attempt. False when it is settled."""
        return self._transaction.change(_WAIT, its_id=request, free_at=until, failures=int(failed)) == 1

    def settle(self, request: int, outcome: RequestOutcome, told: tuple[Said, ...], now: datetime) -> bool:
        """Record what became of one, and what its chair reads; False when another worker did."""
        changed = self._transaction.change(
            _SETTLE, its_id=request, outcome=outcome, told=TOLD.dump(told), settled_at=now
        )
        return changed == 1


def _request_of(row: AnyRow) -> Request:
    return Request(
        id=row.id,
        link=Link(row.reference, row.document, row.address, row.act, row.until),
        reason=row.reason,
        token=row.token,
        asked_at=row.asked_at,
        outcome=row.outcome,
        told=TOLD.load(row.told),
        settled_at=row.settled_at,
        attempts=row.attempts,
    )
