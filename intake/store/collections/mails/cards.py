"""Cards: the words that people know a mail by, in a row beside its Submission. To erase one, delete the row."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Column, ForeignKey, Select, Table, Text, bindparam, delete, select, update

from intake.domain.card import Card
from intake.store.database.columns import Id, StorableText, among
from intake.store.database.statements import INSERT_ONCE, AnyRow
from intake.store.database.transaction import Transaction
from intake.store.tables import metadata, submissions

_WORDS = ("message_id", "subject", "sender", "sender_name")
_LINES = ("titles", "sources", "abstracts", "files", "numbers", "opening")

cards = Table(
    "cards",
    metadata,
    Column("submission", Id, ForeignKey("submissions.id"), primary_key=True, autoincrement=False),
    Column("group", Text, nullable=False),
    *(Column(name, StorableText, nullable=False) for name in (*_WORDS, *_LINES)),
)
behind = Table("behind", metadata, Column("what", Text, primary_key=True), Column("after", Id, nullable=False))
"""The progress of an upgrade: the last Submission that has its card."""

_NEW = INSERT_ONCE(cards)
_PUT = _NEW.on_conflict_do_update(
    index_elements=["submission"], set_={name: _NEW.excluded[name] for name in (*_WORDS, *_LINES)}
)
_ADD = _NEW.on_conflict_do_nothing()
_OF = select(cards).where(among(cards.c.submission, "ids"))
_BEHIND = select(behind.c.after).where(behind.c.what == "cards")
_GOT_TO = update(behind).where(behind.c.what == "cards", behind.c.after < bindparam("got_to"))
_CAUGHT_UP = delete(behind).where(behind.c.what == "cards")


class SqlCards:
    """Cards in the database."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def put(self, card: Card) -> None:
        """Write the card of a Submission, in place of the one that it had."""
        self._transaction.later(_PUT, **_row(card))

    def of(self, submissions: Sequence[int]) -> dict[int, Card]:
        """The cards of these Submissions, by id; erased cards and those not yet written are absent."""
        self._transaction.flush()
        return {row.submission: _card(row) for row in self._transaction.rows(_OF, ids=list(submissions))}

    def missing(self, limit: int) -> list[int] | None:
        """Decided Submissions, in order, that an older version left without a card; None when that is done."""
        after = self._transaction.value(_BEHIND)
        return None if after is None else self._transaction.column(_decided(), after=after, most=limit)

    def fill(self, cards: Sequence[Card], up_to: int | None) -> None:
        """Add these cards, where there is none by now. All up to this Submission is done; None: all there is."""
        for card in cards:
            self._transaction.later(_ADD, **_row(card))
        if up_to is None:
            self._transaction.change(_CAUGHT_UP)
        else:
            self._transaction.change(_GOT_TO, got_to=up_to, after=up_to)


@cache
def _decided() -> Select[tuple[int]]:
    return (
        select(submissions.c.id)
        .where(submissions.c.id > bindparam("after"), submissions.c.decisions > 0)
        .order_by(submissions.c.id)
        .limit(bindparam("most"))
    )


def _row(card: Card) -> dict[str, object]:
    words = {name: getattr(card, name) for name in _WORDS}
    lines = {name: "\n".join(getattr(card, name)) for name in _LINES}
    return {"submission": card.submission, "group": card.group, **words, **lines}


def _card(row: AnyRow) -> Card:
    return Card(
        submission=row.submission,
        group=row.group,
        message_id=row.message_id,
        subject=row.subject,
        sender=row.sender,
        sender_name=row.sender_name,
        titles=_split(row.titles),
        sources=_split(row.sources),
        abstracts=_split(row.abstracts),
        files=_split(row.files),
        numbers=_split(row.numbers),
        opening=_split(row.opening),
    )


def _split(lines: str) -> tuple[str, ...]:
    return tuple(lines.split("\n")) if lines else ()
