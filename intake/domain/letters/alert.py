"""Alerts as letters: lines of the log that somebody should look at, those of one topic together."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, get_args

from intake.domain.log_entry import LogEntry

Topic = Literal[
    "mailbox",
    "login",
    "storage",
    "smtp",
    "alert-server",
    "disk",
    "secret",
    "folder",
    "junk",
    "reading",
    "deciding",
    "virus",
    "scanner",
    "agenda",
    "debt",
    "bounce",
    "cap",
    "receipt-time",
    "other",
]
"""The topic of an alert; a line of the log names it among its facts."""

TOPICS: tuple[Topic, ...] = get_args(Topic)

WINDOW = timedelta(hours=1)
"""In this time at most one letter with alerts leaves for a topic, and at most one all-clear."""

_MOST = 20
"""So many lines stand in one letter; of more, the first and the newest ones."""


@dataclass(frozen=True, slots=True)
class AlertLine:
    """One line of the log in a letter; `reference` is the Submission's, "" for none. `at` is UTC."""

    at: datetime
    why: str
    group: str = ""
    reference: str = ""
    recovered: bool = False


@dataclass(frozen=True, slots=True)
class AlertLetter:
    """The news of a topic for one letter, in the order of the log; `more` lines are left out of its middle.

    `mailbox` is its From, `zone` and `language` are those of that mailbox's group.
    """

    topic: Topic
    to: tuple[str, ...]
    mailbox: str
    zone: str
    language: str
    lines: tuple[AlertLine, ...]
    more: int = 0

    @property
    def is_all_clear(self) -> bool:
        """Whether it tells of nothing but that things work again."""
        return all(one.recovered for one in self.lines)

    def joined(self, line: AlertLine) -> "AlertLetter":
        """This letter with one more line."""
        if len(self.lines) < _MOST:
            return replace(self, lines=(*self.lines, line))
        middle = _MOST // 2
        return replace(self, lines=(*self.lines[:middle], *self.lines[middle + 1 :], line), more=self.more + 1)


def topic_of(entry: LogEntry) -> Topic | None:
    """The topic of an alert, or of its end; None for one about a letter with alerts, which would have no end."""
    if str(entry.facts.get("debt", "")).startswith("alert:"):
        return None
    return next((one for one in TOPICS if one == entry.facts.get("topic")), "other")


def line_of(entry: LogEntry) -> AlertLine:
    """Tell a line of the log in a letter, without the people named in it."""
    reference = str(entry.facts.get("reference", ""))
    return AlertLine(entry.at, entry.why, entry.group, reference, recovered=entry.what == "recovered")
