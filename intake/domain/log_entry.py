"""The lines of the intake log."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from intake.domain.mail import Facts
from intake.domain.verdict import BY_ITSELF

LOG_WORDS = (
    "alert",
    "allocated",
    "asked",
    "assigned",
    "before-base",
    "closed",
    "deadline",
    "decided",
    "imported",
    "joined",
    "linked",
    "login",
    "login-failed",
    "logout",
    "no-junk",
    "noted",
    "outcome",
    "overtaking",
    "paid",
    "person",
    "posted",
    "postponed",
    "received-earlier",
    "recovered",
    "registered",
    "released",
    "resent",
    "reported",
    "reserved",
    "rulebook",
    "same-message-id",
    "snoozed",
    "stored",
    "ticked",
    "uploaded",
    "vanished",
    "withheld",
)
"""All kinds of log lines."""

OF_PERSONS = ("login", "login-failed", "logout", "person")
"""Lines about the persons of the desk, for administrators alone."""

BY_SERVICE = frozenset(
    {"act", "answer_requests", "decide", "desk", "line", "page", "pay", "poll", "read", "receive", "scan", "tick"}
)
"""Who acts where no person does: the parts of the service."""

_TYPED = frozenset({"assigned", "decided", "noted", "snoozed"})


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One append-only line of the intake log.

    `what` is one word ("stored", "decided", "paid", "alert"), `who` a person or a step, `why` a sentence. `facts`
    hold figures and ids. Names, addresses and subjects go into `personal`: kept in a salted row beside the sealed
    entry, so that they can be erased. `position` and `seal` are given when the entry is sealed.
    """

    at: datetime
    what: str
    who: str
    why: str
    group: str = ""
    submission: int | None = None
    facts: Facts = field(default_factory=dict)
    personal: Mapping[str, str] = field(default_factory=dict)
    id: int = 0
    position: int | None = None
    seal: str | None = None

    @property
    def is_typed(self) -> bool:
        """Whether a person wrote `why`, perhaps with words of ours before theirs ("moved to JCA-DCC: ...")."""
        return self.what in _TYPED and self.who not in BY_ITSELF


@dataclass(frozen=True, slots=True)
class SealLink:
    """How a sealed line hangs in the chain: its seal is SHA-256(`before` + `text`), in hexadecimal.

    `before` is the seal of the line before it, `text` the line as it was sealed (canonical JSON): names and addresses
    stand in it as a salted hash alone.
    """

    before: str
    text: str
