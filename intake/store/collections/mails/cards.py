"""Cards: the words that people know a mail by, in a row beside its Submission. To erase one, delete the row.

With a card go the words under which the mail is found.
"""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Column, ForeignKey, Select, Table, Text, bindparam, delete, select, update

from intake.domain.card import Behind, Card
from intake.domain.letters.masking import without_tokens
from intake.domain.search.asked import words_of
from intake.store.collections.mails.words import PUT_WORDS
from intake.store.database.columns import Id, StorableText, among
from intake.store.database.statements import INSERT_ONCE, AnyRow
from intake.store.database.transaction import Transaction
from intake.store.tables import metadata, submissions

_WORDS = ("message_id", "subject", "sender", "sender_name")
_LINES = ("titles", "sources", "abstracts", "files", "numbers", "opening")
_LATER_LINES = ("findings", "kinds", "actors")
_ALL = (*_WORDS, *_LINES, *_LATER_LINES)

cards = Table(
    "cards",
    metadata,
    Column("submission", Id, ForeignKey("submissions.id"), primary_key=True, autoincrement=False),
    Column("group", Text, nullable=False),
    *(Column(name, StorableText, nullable=False) for name in (*_WORDS, *_LINES)),
    *(Column(name, StorableText, nullable=False, server_default="") for name in _LATER_LINES),
)
behind = Table("behind", metadata, Column("what", Text, primary_key=True), Column("after", Id, nullable=False))
"""The progress of an upgrade: the last Submission that has its card."""

_NEW = INSERT_ONCE(cards)
_PUT = _NEW.on_conflict_do_update(index_elements=["submission"], set_={name: _NEW.excluded[name] for name in _ALL})
_ADD = _NEW.on_conflict_do_nothing()
_OF = select(cards, submissions.c.reference).join(submissions).where(among(cards.c.submission, "ids"))
_BEHIND = select(behind).order_by(behind.c.what)
_GOT_TO = update(behind).where(behind.c.what == bindparam("its_what"), behind.c.after < bindparam("got_to"))
_CAUGHT_UP = delete(behind).where(behind.c.what == bindparam("its_what"))
_OLDER = (cards.c.submission == bindparam("its_submission"), cards.c.actors == "")
_RENEW = update(cards).where(*_OLDER)


class SqlCards:
    """Cards in the database."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def put(self, card: Card) -> None:
        """Write the card of a Submission, in place of the one that it had, and the words under which it is found."""
        self._transaction.later(_PUT, **_row(card))
        self._transaction.later(PUT_WORDS, rowid=card.submission, words=words_of(card))

    def of(self, submissions: Sequence[int]) -> dict[int, Card]:
        """The cards of these Submissions, by id; erased cards and those not yet written are absent."""
        self._transaction.flush()
        return {row.submission: _card(row) for row in self._transaction.rows(_OF, ids=list(submissions))}

    def behind(self, limit: int) -> Behind | None:
        """The next Submissions, in order, whose cards an older version left behind; None when there are none."""
        row = self._transaction.row(_BEHIND)
        if row is None:
            return None
        query = _decided() if row.what == "cards" else _older()
        return Behind(row.what, tuple(self._transaction.column(query, after=row.after, most=limit)))

    def fill(self, cards: Sequence[Card], left: Behind, up_to: int | None) -> None:
        """Write these cards, where no Decision has by now. All up to this Submission is done; None: all there is."""
        for card in cards:
            if self._transaction.change(_ADD if left.what == "cards" else _RENEW, **self._named(card, left)):
                self._transaction.later(PUT_WORDS, rowid=card.submission, words=words_of(card))
        if up_to is None:
            self._transaction.change(_CAUGHT_UP, its_what=left.what)
        else:
            self._transaction.change(_GOT_TO, its_what=left.what, got_to=up_to, after=up_to)

    def _named(self, card: Card, left: Behind) -> dict[str, object]:
        row = _row(card)
        return row if left.what == "cards" else {**row, "its_submission": card.submission}


@cache
def _decided() -> Select[tuple[int]]:
    return (
        select(submissions.c.id)
        .where(submissions.c.id > bindparam("after"), submissions.c.decisions > 0)
        .order_by(submissions.c.id)
        .limit(bindparam("most"))
    )


@cache
def _older() -> Select[tuple[int]]:
    return (
        select(cards.c.submission)
        .where(cards.c.submission > bindparam("after"))
        .order_by(cards.c.submission)
        .limit(bindparam("most"))
    )


def _row(card: Card) -> dict[str, object]:
    words = {name: getattr(card, name) for name in _WORDS}
    lines = {name: "\n".join(getattr(card, name)) for name in (*_LINES, *_LATER_LINES)}
    return {"submission": card.submission, "group": card.group, **words, **lines}


def _card(row: AnyRow) -> Card:
    # Masked as it is read: cards that were written before have whole tokens.
    return Card(
        submission=row.submission,
        group=row.group,
        message_id=row.message_id,
        subject=without_tokens(row.subject),
        sender=row.sender,
        sender_name=row.sender_name,
        titles=_split(without_tokens(row.titles)),
        sources=_split(without_tokens(row.sources)),
        abstracts=_split(without_tokens(row.abstracts)),
        files=_split(row.files),
        numbers=_split(row.numbers),
        opening=_split(without_tokens(row.opening)),
        reference=row.reference,
        findings=_split(row.findings),
        kinds=_split(row.kinds),
        actors=_split(row.actors),
    )


def _split(lines: str) -> tuple[str, ...]:
    return tuple(lines.split("\n")) if lines else ()
