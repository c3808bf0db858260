"""The letters of this folder, read as the reader process reads plain text."""

from datetime import date
from pathlib import Path

from intake.domain.circular.found import Circular, Value
from intake.domain.circular.interpret import interpreted
from intake.domain.circular.letter import Block, CircularLetter

LETTERS = Path(__file__).parent / "letters"
TODAY = date(2026, 4, 1)
ALWAYS_ASKED = {"name", "secretariat", "template_url", "first_number"}


def letter_of(text: str) -> CircularLetter:
    """A letter of this text, a block a line."""
    return CircularLetter("text", tuple(Block((line,), f"line {at}") for at, line in enumerate(text.split("\n"), 1)))


def letter_named(name: str) -> CircularLetter:
    """One of the letters in the folder."""
    return letter_of((LETTERS / f"{name}.txt").read_text(encoding="utf-8"))


def read(name: str, today: date = TODAY) -> Circular:
    """What is understood of one of the letters."""
    return interpreted(letter_named(name), today)


def values(circular: Circular) -> dict[str, Value]:
    """The value of each field that was found."""
    return {name: one.value for name, one in circular.facts.items()}


def asked(circular: Circular) -> dict[str, tuple[Value, ...]]:
    """What is asked about this letter, with the possible values; without what no letter tells."""
    return {
        one.field: one.values
        for one in circular.questions
        if one.field not in ALWAYS_ASKED and not one.field.startswith("chair.")
    }
