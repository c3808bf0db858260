"""The kind of documents as people fill them in, on the layouts that are in use, in six languages."""

from dataclasses import replace
from datetime import datetime

import pytest

from intake.adapters.rulebook.codec import JsonRulebookCodec
from intake.checks import REGISTRY
from intake.domain.judging.judge import Receipted, judge, prepare
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Snapshot, Timestamps
from intake.domain.verdict import Judged
from intake.ports import Reader
from tests.domain.cases import rulebook
from tests.line.letters_in import mail
from tests.line.worlds import START, rulebook_text
from tests.readers.layouts import Layout
from tests.readers.samples import LANGUAGES, LAYOUTS, filled
from tests.readers.test_samples import PROFILES


def judged(reader: Reader, content: bytes, at: datetime = START, book: Rulebook | None = None) -> Judged:
    """The one document of a mail, with its kind and role."""
    reading = reader.read(mail("one", ("document.docx", content))).reading
    (found,) = prepare(reading, book or rulebook(), at).documents
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_tells_its_kind(reader: Reader, layout: Layout, language: str) -> None:
    found = judged(reader, filled(language, layout))
    assert (found.kind, found.role) == ("liaison_in" if layout == "L4" else "contribution", "contribution")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_filled_layout_is_accepted_where_it_is_registered(reader: Reader, layout: Layout, language: str) -> None:
    """A liaison statement of nobody whom the group lists waits for a person, and so does what names Study Group 17."""
    book = JsonRulebookCodec().load(*rulebook_text("jca-mv"))
    prepared = prepare(
        reader.read(mail("one", ("document.docx", filled(language, layout)))).reading,
        replace(book, profiles=(replace(PROFILES[layout], group="jca-mv"),)),
        START,
    )
    receipted = Receipted(START, "given", Timestamps(first_seen=START, given=START))
    verdict = judge(prepared, receipted, Snapshot(), REGISTRY, loop_token="mark")
    deciding = [
        (one.id, one.facts.get("kind") or one.facts["groups"])
        for one in verdict.findings
        if one.severity in ("error", "hold")
    ]
    held = {"L3": [("ENV-007", ("SG17",))], "L4": [("FIL-010", "liaison")]}.get(layout, [])
    assert (verdict.disposition, deciding) == ("hold" if held else "accept", held)
