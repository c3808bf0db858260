"""Hits, findings, verdicts and decisions as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from intake.domain.document import Document
from intake.domain.mail import Facts
from intake.domain.numbers.revisions import Mark

Severity = Literal["note", "warning", "repair", "error", "hold"]
Reply = Literal["all", "neutral", "none"]
Disposition = Literal["accept", "return", "hold", "question", "ignore"]
Route = Literal["submission", "question", "thanks", "automatic", "report", "list", "own"]
FileRole = Literal["contribution", "part", "companion", "supporting"]
Part = Literal["text", "marked", "annex", "language"]
Relation = Literal["new", "repeat", "replacement", "revision", "correction"]
Params = Mapping[str, object]
Arranged = Literal["", "joined", "apart", "in-place"]
"""Where a person put a document: to another number, apart from one, or in place of the file of one."""
Kind = Literal[
    "contribution", "liaison_in", "liaison_out", "presentation", "td", "information", "agenda", "report", "participants"
]

Meaning = Literal[
    "late",
    "near-deadline",
    "time-disputed",
    "off-template",
    "empty-field",
    "group-missing",
    "older-format",
    "stranger",
    "passed-on",
    "unconfirmed",
]
"""The meanings of findings beyond their own sentences: a check that means one says so (`intake.checks`)."""

OUR_FAILURE = "SYS-001"
"""The id of the finding that our own line failed; no check in the registry has it."""

Act = Literal[
    "judge", "judge-again", "join", "release", "admit", "keep", "return", "ignore", "move", "correct",
    "withdraw", "replay", "make-cover", "convert", "import", "register", "hold", "undo", "change-meeting",
    "link", "unite", "split", "replace",
]  # fmt: skip

LINE = "line"
"""The actor of what the line decides by itself."""

BY_ITSELF = (LINE, "mailbox")
"""The actors of Decisions that no person made: the line, and what a person did in the mail program."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An observation of a check: the place, and the facts for its sentence."""

    at: str = ""
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """A Hit given its id, severity and reply by the rulebook; `document` is an index, None = the whole mail.

    `means` is None only in what an earlier version stored; `intake.codec` fills it in.
    """

    id: str
    severity: Severity
    reply: Reply
    document: int | None
    at: str = ""
    facts: Facts = field(default_factory=dict)
    means: tuple[Meaning, ...] | None = None

    def tells(self, meaning: Meaning) -> bool:
        """Whether it means this."""
        return meaning in (self.means or ())


@dataclass(frozen=True, slots=True)
class Judged:
    """One document with what became of it.

    `main` is the index of the contribution that a part or companion belongs to. `of` is the label (number) or
    reference that it repeats, replaces or revises. `revision` is the revision that it becomes (0 = original), or with
    another `mark` the corrigendum or addendum.
    `kept_from` is the meeting (id) that it came too late for, where it was kept for the next one.
    A supporting file has no disposition of its own. What corrects a return has its reference in `corrects` and, in
    `counts_from` (UTC), the time of receipt that it keeps. What a person `arranged` keeps its role and its number when
    it is judged again; of what was joined, `of` is the number that it gave up.
    """

    document: Document
    kind: Kind = "contribution"
    role: FileRole = "contribution"
    part: Part | None = None
    main: int | None = None
    relation: Relation | None = None
    of: str | None = None
    number: str | None = None
    revision: int = 0
    disposition: Disposition | None = None
    mark: Mark = "Rev"
    counts_from: datetime | None = None
    corrects: str | None = None
    kept_from: str | None = None
    arranged: Arranged = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of judging one Submission.

    `counts_from` is the earliest instant (UTC) that decides lateness: the time of receipt, or that of a return which
    a document of this mail corrects (`corrects` = its reference). `late_by` is in seconds after the deadline, 0 when
    in time or where no deadline applies.
    """

    route: Route
    disposition: Disposition
    meeting: str | None = None
    received_at: datetime | None = None
    counts_from: datetime | None = None
    corrects: str | None = None
    deadline: datetime | None = None
    late_by: int = 0
    documents: tuple[Judged, ...] = ()
    findings: tuple[Finding, ...] = ()
    why: str = ""
    """One sentence: why the mail took its route."""
    submitters: tuple[str, ...] = ()
    """The submitters of this mail: addresses in lower case."""

    @property
    def corrected(self) -> tuple[str, ...]:
        """The references of all returns that documents of this mail correct, each once."""
        named = (self.corrects, *(one.corrects for one in self.documents))
        return tuple(dict.fromkeys(one for one in named if one))

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of the documents that are accepted, as printed without revision, each once."""
        accepted = (one.number for one in self.documents if one.number and one.disposition == "accept")
        return tuple(dict.fromkeys(accepted))

    def counted_from(self, index: int) -> datetime | None:
        """The instant (UTC) by which this document's lateness is judged."""
        one = self.documents[index]
        each_by_itself = any(other.corrects for other in self.documents)
        return (one.counts_from or self.received_at) if each_by_itself else self.counts_from

    def of_document(self, index: int) -> tuple[Finding, ...]:
        """The findings that apply to this document: its own and those of the whole mail."""
        return tuple(one for one in self.findings if one.document in (None, index))


@dataclass(frozen=True, slots=True)
class Deed:
    """A decision's author, reason and act: the line itself decides, or a person.

    `replaces` is the Decision that a person saw before; None means the one that counts now. `about` is the one number
    that the act is about; None: the whole mail. `tells`: the sender hears of an act that is quiet by itself.
    A chair is the actor by name, with the `role`, and with who recorded it; what was decided by mail has that mail's
    reference as `evidence`.
    `elsewhere`: it came from an address that is not on the chair's record, as whoever recorded it knew.
    `brought`: the line decides it in the transaction of a person's act, which brought the mail. `copies` are the
    addresses of others whom the letter concerns. `together` is the same in all Decisions of one act on several mails.
    """

    actor: str
    reason: str
    replaces: int | None = None
    act: Act = "judge"
    about: str | None = None
    tells: bool = False
    role: str = ""
    recorded_by: str = ""
    evidence: str = ""
    elsewhere: bool = False
    brought: bool = False
    copies: tuple[str, ...] = ()
    together: str = ""

    @property
    def by_person(self) -> bool:
        """Whether a person acts."""
        return self.actor not in BY_ITSELF

    @property
    def waits(self) -> bool:
        """Whether its letter waits for a while, and may be taken back with the act."""
        return self.by_person or self.brought


@dataclass(frozen=True, slots=True)
class Inputs:
    """Digests of all inputs of a verdict, so that it can be judged again as then."""

    raw: str
    reading: str
    rulebook: str
    snapshot: str
    profiles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision about a Submission, by the line or by a person. Append-only; the last one counts.

    `n` counts 1, 2, 3 within the Submission; `actor` is "line" or a person's name, `act` what was done; `at` is UTC.
    `together` is the same in all Decisions of one act on several mails.
    """

    submission: int
    n: int
    actor: str
    at: datetime
    reason: str
    verdict: Verdict
    inputs: Inputs
    act: Act = "judge"
    together: str = ""

    @property
    def by_line(self) -> bool:
        """Whether the line made it by itself."""
        return self.actor == LINE

    @property
    def by_person(self) -> bool:
        """Whether a person made it, neither the line nor somebody in the mail program."""
        return self.actor not in BY_ITSELF


_STRICTEST_FIRST: tuple[Disposition, ...] = ("hold", "accept", "return", "ignore")


def strictest(documents: Sequence[Judged]) -> Disposition | None:
    """The line that the documents of a mail give it: hold, else accept, else return, else ignore; None without any."""
    dispositions = {one.disposition for one in documents}
    return next((one for one in _STRICTEST_FIRST if one in dispositions), None)
