"""Letters in three languages: other groups, other layouts, contradictions. Beside each stand its expected facts."""

import tomllib

import pytest

from intake.domain.circular.text.lines import text_of
from tests.domain.circular.letter_files import LETTERS, asked, letter_named, read, values

NAMES = sorted(path.stem for path in LETTERS.glob("*.toml"))


def expected(name: str) -> dict[str, dict[str, object]]:
    """The expected facts and questions, lists as tuples."""
    tree = tomllib.loads((LETTERS / f"{name}.toml").read_text(encoding="utf-8"))
    return {
        part: {key: tuple(value) if isinstance(value, list) else value for key, value in tree[part].items()}
        for part in ("fields", "asked")
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_is_understood(name: str) -> None:
    assert values(read(name)) == expected(name)["fields"]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_doubtful_is_asked(name: str) -> None:
    assert asked(read(name)) == expected(name)["asked"]


@pytest.mark.parametrize("name", sorted(path.stem for path in LETTERS.glob("*.txt")))
def test_all_evidence_stands_in_the_letter(name: str) -> None:
    circular, text = read(name), text_of(letter_named(name))
    said = [one.evidence for one in circular.facts.values()]
    said += [words for one in circular.questions for words in one.evidence]
    assert [one for one in said if one not in text] == []


@pytest.mark.parametrize(
    ("name", "act"),
    [
        ("en_mv", "announces"),
        ("en_corrigendum", "moves"),
        ("en_postponed", "moves"),
        ("en_addendum_venue", "moves"),
        ("fr_rectificatif", "corrects"),
        ("es_aplazada", "moves"),
    ],
)
def test_a_letter_announces_or_changes(name: str, act: str) -> None:
    assert read(name).act == act


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("en_corrigendum", "8 days before the meeting"),
        ("fr_fg_metavers", "7 days before the meeting"),
        ("fr_circular_007", "The first day of the meeting, 2022-06-01, has passed."),
        ("en_fg_letter", "in Asia/Riyadh it is 2026-03-28 01:59"),
        ("en_gmt_geneva", ""),
    ],
)
def test_a_note_needs_no_answer(name: str, words: str) -> None:
    circular = read(name)
    assert words in " ".join(circular.notes)
    assert not [one for one in circular.questions if words and words in one.question]


def test_a_letter_of_another_kind_tells_nothing_and_asks_everything() -> None:
    from intake.domain.circular.interpret import interpreted
    from tests.domain.circular.letter_files import TODAY, letter_of

    circular = interpreted(letter_of("Dear Ada,\n\nthank you for the flowers.\n\nYours, Grace"), TODAY)
    assert circular.facts == {}
    assert {"group_acronym", "meeting_date", "mailbox", "contribution_deadline"} <= set(asked(circular))
