"""Which acts are offered for a mail as it stands: one table, for the pages of the desk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from intake.domain.answering.asked import late_documents
from intake.domain.answering.taken_back import why_not_undone
from intake.domain.debt import Debt
from intake.domain.document import CONVERTED
from intake.domain.judging.additions import hidden
from intake.domain.persons.people import Person, may
from intake.domain.submission import Contribution
from intake.domain.verdict import Decision, Judged, Verdict

Offer = Literal[
    "admit", "release", "return", "ignore", "convert", "make-cover", "link", "correct", "move", "join", "split",
    "replace", "withdraw", "hold", "resend", "replay", "undo", "note", "assign", "snooze",
]  # fmt: skip
"""The acts by the names of their commands."""


@dataclass(frozen=True, slots=True)
class DecidedMail:
    """A decided mail as acts find it: its Decisions, the numbers that it brought, what is owed for it.

    `beside` is what is owed for mails that the last act made of it.
    """

    decisions: Sequence[Decision]
    contributions: Sequence[Contribution] = ()
    debts: Sequence[Debt] = ()
    beside: Sequence[Debt] = ()

    @property
    def verdict(self) -> Verdict:
        """The one that counts."""
        return self.decisions[-1].verdict

    @property
    def open(self) -> list[Judged]:
        """The documents without a number that a person could still take."""
        return [one for one in self.verdict.documents if one.role == "contribution" and one.disposition != "accept"]

    @property
    def waits(self) -> bool:
        """Whether it is on the work list."""
        return self.verdict.disposition in ("hold", "question")

    @property
    def counting(self) -> list[Contribution]:
        """The numbers of the mail that count."""
        return [one for one in self.contributions if one.withdrawn_at is None and one.label in self.verdict.numbers]


def _undone(standing: DecidedMail, chair: str = "") -> bool:
    left = [*standing.beside, *(one for one in standing.debts if one.decision == standing.decisions[-1].n)]
    return not why_not_undone(standing.decisions, chair) and not any(
        one.state in ("sending", "paid", "refused", "unknown") for one in left
    )


def _not_arrived(standing: DecidedMail) -> bool:
    receipts = [one for one in standing.debts if one.kind == "receipt"]
    return bool(receipts) and (
        receipts[-1].state in ("withheld", "refused", "unknown") or receipts[-1].bounced_at is not None
    )


def _can_be_held(standing: DecidedMail) -> bool:
    posted = any(one.posted_at for one in standing.counting)
    return standing.verdict.disposition in ("return", "ignore") or (bool(standing.counting) and not posted)


def _covers(standing: DecidedMail) -> bool:
    return any(not one.number and not one.document.template.conforms for one in standing.open)


def joinable(standing: DecidedMail) -> list[int]:
    """The documents (indices) that could be a part of another number, with all that belongs to each."""
    documents = standing.verdict.documents
    behind = hidden(documents)
    loose = [
        index
        for index, one in enumerate(documents)
        if one.role in ("contribution", "supporting") and not one.document.picture and index not in behind
    ]
    given_up = {one.label for one in standing.contributions if one.withdrawn_at is not None}
    return [index for index in loose if documents[index].number not in given_up]


def separable(standing: DecidedMail) -> list[int]:
    """The files (indices) that could be a contribution of their own: parts, and what came beside."""
    documents = standing.verdict.documents
    behind = hidden(documents)
    return [
        index
        for index, one in enumerate(documents)
        if one.role in ("part", "supporting") and not one.document.picture and index not in behind
    ]


OFFERED: Sequence[tuple[Offer, Callable[[DecidedMail], bool]]] = (
    ("undo", _undone),
    ("admit", lambda it: bool(late_documents(it.verdict))),
    ("release", lambda it: bool(it.open) or any(one.withdrawn_at for one in it.contributions)),
    ("convert", lambda it: any(one.document.filetype in CONVERTED for one in it.open)),
    ("make-cover", _covers),
    ("link", lambda it: any(not one.number for one in it.open)),
    ("return", lambda it: any(one.disposition == "hold" for one in it.verdict.documents)),
    ("ignore", lambda it: it.waits and not it.verdict.numbers),
    ("resend", _not_arrived),
    ("correct", lambda it: bool(it.counting)),
    ("move", lambda it: any(one.role == "contribution" for one in it.verdict.documents)),
    ("join", lambda it: bool(joinable(it))),
    ("split", lambda it: bool(separable(it))),
    ("replace", lambda it: bool(it.counting)),
    ("hold", _can_be_held),
    ("withdraw", lambda it: bool(it.counting)),
    ("replay", lambda it: it.verdict.route == "submission"),
    ("assign", lambda it: it.waits),
    ("snooze", lambda it: it.waits),
    ("note", lambda _: True),
)
"""Each act with the mails that it is offered for; what people do most comes first."""

_BY_CHAIRS: frozenset[Offer] = frozenset({"admit", "return"})
"""What chairs decide; all others are the secretariat's, but that chairs take back what they did."""


def offered(standing: DecidedMail) -> tuple[Offer, ...]:
    """The acts for this mail, in the order in which they are shown; none before it is decided."""
    return tuple(name for name, fits in OFFERED if standing.decisions and fits(standing))


def offered_to(
    person: Person, group: str, standing: DecidedMail, office: str = "", *, barred: bool = False
) -> tuple[Offer, ...]:
    """Those of them that this person may do.

    A chair decides on late and held papers only, and where nothing is in the way (`barred`), and takes back what was
    decided in the name of their `office`.
    """
    if person.role != "chair":
        return tuple(one for one in offered(standing) if may_offer(person, one, group))
    decides: frozenset[Offer] = frozenset() if barred else _BY_CHAIRS
    if office and standing.decisions and _undone(standing, office):
        decides |= {"undo"}
    return tuple(one for one in offered(standing) if one in decides and may_offer(person, one, group))


def may_offer(person: Person, offer: Offer, group: str) -> bool:
    """Whether this person may do it in the group to any mail."""
    if person.role == "chair":
        return offer in _BY_CHAIRS | {"undo"} and may(person, "act", group)
    return may(person, "act", group)
