"""How a meeting's call stands: what was registered, and what waits for whom."""

from dataclasses import dataclass
from datetime import datetime

from intake.domain.meeting import Group, Meeting
from intake.domain.submission import Contribution
from intake.domain.verdict import Finding


@dataclass(frozen=True, slots=True)
class Pending:
    """A mail that is not settled: what it is known by, when it was received (UTC), and until when it may return.

    `findings` are those that hold it; where there are none, `reason` says why it waits. `name` is that of whoever sent
    it, `kinds` those of its documents. `may_decide`: the chairs were asked and are silent, so that the secretariat may.
    """

    reference: str
    received_at: datetime
    sender: str = ""
    subject: str = ""
    titles: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    reason: str = ""
    findings: tuple[Finding, ...] = ()
    correct_until: datetime | None = None
    telephones: tuple[str, ...] = ()
    may_decide: bool = False
    name: str = ""
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """One meeting's call at an instant (UTC). `late` wait for the chairs, `held` and `questions` for the secretariat.

    `registered` is without what the house wrote itself; `returned` were not sent again so far.
    """

    group: Group
    meeting: Meeting
    at: datetime
    registered: tuple[Contribution, ...] = ()
    late: tuple[Pending, ...] = ()
    held: tuple[Pending, ...] = ()
    returned: tuple[Pending, ...] = ()
    questions: tuple[Pending, ...] = ()

    @property
    def waiting(self) -> int:
        """How many wait for the secretariat."""
        return len(self.held) + len(self.questions)
