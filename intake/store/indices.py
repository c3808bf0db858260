"""The indices of some rows only: with them the tables are as the migrations make them. No query needs this module.

To declare such an index, SQLAlchemy loads the words of both databases, which takes longer than most commands take.
"""

from sqlalchemy import ColumnElement, Index, Table, TextClause

from intake.store.collections.letters.drafts import drafted
from intake.store.collections.mails import additions, cards, messages, scans
from intake.store.collections.meetings import closings, minutes, rulebooks
from intake.store.collections.meetings.agenda import agenda
from intake.store.collections.meetings.requests import requests
from intake.store.collections.numbers.reservations import reservations, stands
from intake.store.collections.numbers.ticks import ticks
from intake.store.collections.persons.api_tokens import api_tokens
from intake.store.collections.persons.candidates import candidates
from intake.store.collections.persons.entries import one_time_links
from intake.store.collections.persons.sessions import sessions
from intake.store.collections.records import beats, chain, outages
from intake.store.collections.records.alerts import ALERTS
from intake.store.collections.records.log import entries
from intake.store.tables import debts, decisions, leaves, metadata, not_arrived, submissions, waits

__all__ = [
    "additions", "api_tokens", "beats", "candidates", "cards", "chain", "closings", "messages",
    "metadata", "minutes", "one_time_links", "outages", "rulebooks", "scans", "sessions", "ticks",
]  # fmt: skip


def _partial_index(name: str, *columns: str, of: Table, where: ColumnElement[bool] | TextClause) -> None:
    """Declare an index of some rows only; both databases use it where a query's condition implies this one."""
    Index(name, *(of.c[column] for column in columns), sqlite_where=where, postgresql_where=where)


_free, _due = submissions.c.free_at.is_not(None), debts.c.free_at.is_not(None)

_partial_index("submissions_by_receipt", "state", "received_at", "id", of=submissions, where=_free)
_partial_index("submissions_by_due", "state", "free_at", of=submissions, where=_free)
_named = submissions.c.message_id.is_not(None)
_partial_index("submissions_by_message_id", "message_id", "group", of=submissions, where=_named)
_partial_index("submissions_waiting", "disposition", "received_at", "id", of=submissions, where=waits)
_partial_index("decisions_together", "together", of=decisions, where=decisions.c.together.is_not(None))
_partial_index("debts_by_place", "place", "free_at", "id", of=debts, where=_due)
_partial_index("debts_by_topic", "topic", "id", of=debts, where=debts.c.topic.is_not(None))
_partial_index("debts_by_message", "message_id", of=debts, where=debts.c.message_id.is_not(None))
_partial_index("debts_by_owed", "owed_at", "address", "numbered", of=debts, where=leaves)
_partial_index("debts_by_address", "address", "owed_at", "numbered", of=debts, where=leaves)
_partial_index("debts_by_domain", "domain", "owed_at", of=debts, where=leaves)
_partial_index("debts_not_arrived", "id", of=debts, where=not_arrived)
_partial_index("debts_drafted", "place", "id", of=debts, where=drafted)
_partial_index("agenda_open", "free_at", "id", of=agenda, where=agenda.c.free_at.is_not(None))
_partial_index("requests_open", "free_at", "id", of=requests, where=requests.c.free_at.is_not(None))
Index(
    "reservations_standing",
    reservations.c.group,
    reservations.c.series,
    reservations.c.number,
    unique=True,
    sqlite_where=stands,
    postgresql_where=stands,
)
Index("submissions_by_sender", submissions.c.sender, submissions.c.id)
Index("submissions_by_time", submissions.c.received_at, submissions.c.id)
for _column in ("group", "meeting", "disposition"):
    Index(f"submissions_by_{_column}", submissions.c[_column], submissions.c.received_at, submissions.c.id)
for _name, _column in (("group", "group"), ("who", "who"), ("what", "what"), ("time", "at")):
    _partial_index(f"log_sealed_by_{_name}", _column, "position", of=entries, where=entries.c.position.is_not(None))
_partial_index("log_alerts", "position", of=entries, where=ALERTS)
