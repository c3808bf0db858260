"""What was found in a letter: candidates for each fact, the facts, what a person is asked, and what to note."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Value = str | int | tuple[str, ...]
Confidence = Literal["high", "medium", "low"]

FIELDS = (
    "circular_no", "issued", "reference", "contact", "group_acronym", "group_name", "ordinal", "mailbox",
    "meeting_date", "meeting_end_date", "meeting_time", "timezone", "venue", "contribution_deadline",
    "registration_deadline", "working_language", "parent_group", "chairs", "home_page", "agenda_items", "corrects",
)  # fmt: skip
"""Every fact that is sought in a letter."""

STRONG = 3
CLEAR = 2
INFERRED = 1


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible value of a field: the words that it came from, the rule, and how plainly they say it (1 to 3)."""

    value: Value
    evidence: str
    rule: str
    weight: int = CLEAR


@dataclass(frozen=True, slots=True)
class LetterFact:
    """The value of one field, the letter's words that say it, and how sure it is; `rule` tells how it was found."""

    value: Value
    evidence: str
    rule: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Question:
    """What a person has to say: the field, the values that are possible (none: the letter does not tell), and why."""

    field: str
    values: tuple[Value, ...]
    evidence: tuple[str, ...]
    question: str


@dataclass(frozen=True, slots=True)
class NamedChair:
    """A chair or co-chair as the letter writes it; "" where it does not."""

    name: str
    role: Literal["chair", "co-chair"]
    evidence: str
    organization: str = ""
    country: str = ""
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftItem:
    """An item of the draft agenda as the letter numbers it ("4", "4.1")."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Circular:
    """A letter as understood.

    `circular` is what it is called ("TSB Circular 127"; of a corrigendum the letter that it corrects, and `serial` is
    "Corrigendum 1"), `act` whether it announces, corrects, moves or cancels a meeting.
    `full_names` are the group's names as written, in `language`, the letter's own; so are the titles in its `agenda`.
    """

    facts: Mapping[str, LetterFact]
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()
    people: tuple[NamedChair, ...] = ()
    full_names: tuple[str, ...] = ()
    circular: str = ""
    act: Literal["announces", "corrects", "moves", "cancels"] = "announces"
    serial: str = ""
    telephone: str = ""
    language: str = "en"
    template_on: str = ""
    agenda: tuple[DraftItem, ...] = ()
    accepted: Mapping[str, str] = field(default_factory=dict)

    def value(self, name: str) -> Value | None:
        """The value of a field; None where it is not known."""
        fact = self.facts.get(name)
        return fact.value if fact else None

    @property
    def title(self) -> str:
        """What the letter is called, "Corrigendum 1 to TSB Circular 127"; "the letter" where it has no number."""
        return f"{self.serial} to {self.circular}" if self.serial and self.circular else self.circular or "the letter"

    def text(self, name: str) -> str:
        """The value of a field as text; "" where it is not known."""
        value = self.value(name)
        return "" if value is None else str(value)


def settled(candidates: list[Candidate]) -> LetterFact | None:
    """The plainest candidate, the first of several; sure where it is labelled, or where another rule says the same."""
    if not candidates:
        return None
    best = max(candidates, key=lambda one: one.weight)
    agreeing = {one.rule for one in candidates if one.value == best.value and one.weight >= CLEAR}
    confidence: Confidence = "low"
    if best.weight == STRONG or len(agreeing) > 1:
        confidence = "high"
    elif best.weight == CLEAR:
        confidence = "medium"
    return LetterFact(best.value, best.evidence, best.rule, confidence)
