"""The draft agenda of a letter: items, those below them, and how the draft of the rulebook writes them."""

import tomllib
from typing import Any

import pytest

from intake.adapters.rulebook.drafts import draft_text
from intake.domain.circular.accepting import split_answers, with_answers
from intake.domain.circular.drafting import drafted
from intake.domain.circular.interpret import interpreted
from tests.domain.circular.letter_files import TODAY, letter_of, read

ENGLISH = """Geneva, 1 September 2026
Ref: TSB Circular 171
E-mail: tsbjcamv@itu.int
Subject: Third meeting of JCA-MV (Geneva, 11 November 2026)
Dear Sir/Madam,
The third meeting of JCA-MV will be held on 11 November 2026, 10:00 to 12:00 Geneva time, in English only.
Contributions should be sent to tsbjcamv@itu.int no later than 29 October 2026.
ANNEX A
Draft agenda
"""


def items(letter: str, *said: str) -> list[dict[str, Any]]:
    """The items that the draft of this letter has."""
    circular = with_answers(interpreted(letter_of(letter), TODAY), split_answers(list(said)))
    found: list[dict[str, Any]] = tomllib.loads(draft_text(drafted(circular)))["meeting"][0].get("item", [])
    return found


@pytest.mark.parametrize(
    ("lines", "numbers", "top"),
    [
        pytest.param(
            "1 Opening\n2 Agenda\n3 Inputs\n3.1 Liaison statements received\n3.2 Contributions\n4 Closing",
            ["1", "2", "3", "3.1", "3.2", "4"], ("Opening", "Agenda", "Inputs", "Closing"), id="below",
        ),
        pytest.param(
            "1. Opening\n2. Inputs\n2.1. Contributions from\nmembers and experts\n2.2. Liaisons\n3. Closing",
            ["1", "2", "2.1", "2.2", "3"], ("Opening", "Inputs", "Closing"), id="with-full-stops",
        ),
        pytest.param(
            "1 Opening\n2 Inputs\n2.1 A\n2.1.1 Deeper\n2.2 B\n3 Closing",
            ["1", "2", "2.1", "2.1.1", "2.2", "3"], ("Opening", "Inputs", "Closing"), id="two-levels",
        ),
        pytest.param(
            "1 Opening\n2 Inputs\n3.1 Of no item here\n3 Closing", ["1", "2", "3"], ("Opening", "Inputs", "Closing"),
            id="below-nothing",
        ),
        pytest.param(
            "1 Opening\n2 Inputs\n2.1 A\n2.1 The same again\n3 Closing", ["1", "2", "2.1", "3"],
            ("Opening", "Inputs", "Closing"), id="twice",
        ),
    ],
)  # fmt: skip
def test_items_keep_their_numbers(lines: str, numbers: list[str], top: tuple[str, ...]) -> None:
    assert [one["number"] for one in items(ENGLISH + lines)] == numbers
    assert interpreted(letter_of(ENGLISH + lines), TODAY).value("agenda_items") == top


def test_a_title_of_two_lines_goes_on_below_its_own_item() -> None:
    lines = "1 Opening\n2 Inputs\n2.1 Contributions from\nmembers and experts\n3 Closing"
    assert items(ENGLISH + lines)[2]["title"] == "Contributions from members and experts"


def test_titles_in_another_language_are_marked() -> None:
    text = draft_text(drafted(read("fr_circular_007")))
    assert "the draft agenda of the letter, in French; the meeting works in English" in text
    assert text.count("[[meeting.item]]") == 14
    assert "works in" not in draft_text(drafted(interpreted(letter_of(ENGLISH + "1 Opening\n2 Closing"), TODAY)))


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        pytest.param("Opening; Inputs; Closing", ["1", "2", "3"], id="in-order"),
        pytest.param("1 Opening; 2 Inputs; 2.1 Liaison statements; 3 Closing", ["1", "2", "2.1", "3"], id="numbered"),
        pytest.param("1 Opening; Inputs", ["1", "2"], id="one-with-a-number"),
    ],
)
def test_a_person_may_list_the_items(said: str, numbers: list[str]) -> None:
    found = items(ENGLISH + "1 Opening\n2 Closing", f"agenda_items={said}")
    assert [one["number"] for one in found] == numbers


def test_a_letter_without_an_agenda_has_no_items() -> None:
    assert items(ENGLISH) == []
