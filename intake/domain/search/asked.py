"""What a person asks the intake log for, as a value, and the words that it asks the index for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from intake.domain.card import Card
from intake.domain.search.words import index_words, query_words
from intake.domain.submission import Submission

Moment = date | datetime
"""A day, or a local time to the minute; the zone is that of whoever asks."""

_MOST = 3_000
_LONGEST = 200
_SIGN = "¤"
"""Begins a word that no text has: a letter for its field stands behind it."""

WAITING = ("hold", "question")
"""The dispositions that wait for a person."""


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which mails are meant; what is empty excludes none.

    `text` are plain words, all of which a mail has. `sender` is an address, a name, or a part of them. `who` is a
    person who decided on the mail, or "line". A `meeting` is an id, or "next". `since` and `until` are the first and
    the last day or minute of receipt. `mailbox` is an account and a folder, "jca-mv/INBOX", or "/" for mails taken from
    files. `waiting`: only what needs a person.
    """

    text: str = ""
    group: str = ""
    meeting: str = ""
    disposition: str = ""
    finding: str = ""
    kind: str = ""
    sender: str = ""
    who: str = ""
    since: Moment | None = None
    until: Moment | None = None
    mailbox: str = ""
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the index that a mail has: this one if `whole`, else one that begins so."""

    word: str
    whole: bool = False


def terms(asked: LogFilter) -> tuple[Term, ...]:
    """The words of the index that a mail needs for this question; none where it asks for no words."""
    exact = (("f", asked.finding), ("k", asked.kind), ("w", asked.who))
    return (
        *(Term(_mark(field, value), whole=True) for field, value in exact if value),
        *(Term(f"{_SIGN}s{word}") for word in query_words(asked.sender)),
        *(Term(word) for word in query_words(asked.text)),
    )


def says_nothing(asked: LogFilter) -> bool:
    """Whether a text or a sender was typed in which there is no letter and no digit: then nothing can be found."""
    return any(typed and not query_words(typed) for typed in (asked.text, asked.sender))


def words_of(card: Card) -> tuple[str, ...]:
    """The words under which a mail is found, each once, the most telling first; at most 3,000."""
    return tuple(word for word, _ in zip(dict.fromkeys(_all_words(card)), range(_MOST), strict=False))


def _all_words(card: Card) -> Iterator[str]:
    for field, values in (("f", card.findings), ("k", card.kinds), ("w", card.actors)):
        yield from (_mark(field, one) for one in values)
    for sender in (card.sender, card.sender_name):
        yield from (f"{_SIGN}s{word}" for word in index_words(sender))
    texts = (card.numbers, (card.reference, card.sender, card.sender_name, card.subject), card.titles, card.sources)
    for several in (*texts, card.files, card.abstracts):
        for text in several:
            yield from index_words(text)


def _mark(field: str, value: str) -> str:
    """A value of a field as one word: no sign in it ends a word in any database."""
    return _SIGN + field + "".join(one if one.isalnum() else _SIGN for one in value.casefold()[:_LONGEST])


def first_instant(moment: Moment | None, zone: ZoneInfo) -> datetime | None:
    """The instant (UTC) at which this day or minute begins."""
    return None if moment is None else _local(moment).replace(tzinfo=zone).astimezone(UTC)


def end_instant(moment: Moment | None, zone: ZoneInfo) -> datetime | None:
    """The instant (UTC) at which this day or minute is over."""
    if moment is None:
        return None
    after = _local(moment) + (timedelta(minutes=1) if isinstance(moment, datetime) else timedelta(days=1))
    return after.replace(tzinfo=zone).astimezone(UTC)


def _local(moment: Moment) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time())


@dataclass(frozen=True, slots=True)
class LogQuery:
    """A question as the store takes it: with the instants (UTC) and the ids that its words mean.

    `groups` are those that may be seen, None for all. `meetings` are the ids under which the meeting was recorded,
    "next" for none. A mail received at `end` is not among them any more.
    """

    asked: LogFilter = LogFilter()
    groups: tuple[str, ...] | None = None
    meetings: tuple[str, ...] = ()
    since: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class LogRow:
    """One mail of the log; it has no card before it is decided, and none once its words are erased."""

    submission: Submission
    card: Card | None


@dataclass(frozen=True, slots=True)
class LogPage:
    """Some mails in the order that was asked for, and whether there are more ahead of them and behind them."""

    rows: tuple[LogRow, ...] = ()
    ahead: bool = False
    behind: bool = False
