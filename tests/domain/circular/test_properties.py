"""Whatever a letter says: it is read, its evidence stands in it, its values are well formed, its draft is TOML."""

import tomllib
from datetime import date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from intake.adapters.rulebook.drafts import draft_text
from intake.domain.circular.drafting import drafted
from intake.domain.circular.interpret import interpreted
from intake.domain.circular.letter import Block, CircularLetter
from intake.domain.circular.text.lines import text_of
from intake.domain.circular.words.normal import folded, normalised
from intake.domain.deadlines import zone_of
from tests.domain.circular.letter_files import LETTERS, TODAY

LINES = sorted(
    {
        line
        for path in LETTERS.glob("*.txt")
        for line in path.read_text(encoding="utf-8").split("\n")
        if 0 < len(line) < 400
    }
)
ODD = [
    "",
    "\t",
    "İ",
    "ß",
    "½",
    "٣٠ أبريل",
    "99/99/2026",
    "24:00",
    "12:99",
    "@itu.int",
    "://",
    "(JCA-)",
    "31 février",
    "0 mai 2026",
]
_PIECES = st.one_of(st.sampled_from(LINES), st.sampled_from(ODD), st.text(max_size=60))
_CELLS = st.lists(_PIECES, min_size=1, max_size=3).map(tuple)
BLOCKS = st.builds(Block, _CELLS, st.sampled_from(["paragraph 1", "table 1, row 1", "page footer"]))
ANY_LETTER = st.builds(
    CircularLetter, st.sampled_from(["docx", "pdf", "html", "text"]), st.lists(BLOCKS, max_size=40).map(tuple)
)


@settings(max_examples=60, deadline=None)
@given(ANY_LETTER)
def test_any_letter_is_read(letter: CircularLetter) -> None:
    circular, text = interpreted(letter, TODAY), text_of(letter)
    said = [one.evidence for one in circular.facts.values()]
    said += [words for one in circular.questions for words in one.evidence]
    assert [one for one in said if one not in text] == []
    for name in ("issued", "meeting_date", "meeting_end_date"):
        if name in circular.facts:
            date.fromisoformat(circular.text(name))
    for name in ("contribution_deadline", "registration_deadline"):
        if name in circular.facts:
            datetime.fromisoformat(circular.text(name))
    if "timezone" in circular.facts:
        zone_of(circular.text("timezone"))
    assert circular.value("working_language") in (None, "en", "fr", "es", "ar", "ru", "zh")
    tomllib.loads(draft_text(drafted(circular)))


@given(st.text())
def test_a_place_in_the_folded_text_is_the_same_place_in_the_text(text: str) -> None:
    plain = normalised(text)
    assert len(folded(plain)) == len(plain)
    assert normalised(plain) == plain
