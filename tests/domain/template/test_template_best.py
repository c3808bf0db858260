"""Which of several templates a document is read under, and what page one shows."""

import dataclasses
from datetime import date

from intake.domain.document import TemplateMatch, Word
from intake.domain.template.learning import learn
from intake.domain.template.match import best_match, opening
from tests.domain.documents import PROFILE, cell, contribution, table, word


def test_the_best_of_several_profiles_reads_the_cover() -> None:
    other = learn(
        word(table(("Origin of paper:", cell("", "osource")), ("Source:", ""), ("Title:", ""), ("Purpose:", ""))),
        id="other",
        group="jca-mv",
        kind="contribution",
        reference="1" * 64,
    )
    for profiles in ((PROFILE, other), (other, PROFILE)):
        assert best_match(contribution(), profiles, match=0.6)[1].profile == "jca"


def test_equal_profiles_are_told_apart_by_word_s_name_then_by_day_then_by_id() -> None:
    named = dataclasses.replace(PROFILE, id="b", templates=("Old.dotx",))
    newer = dataclasses.replace(PROFILE, id="a", templates=(), valid_from=date(2026, 1, 1))
    twin = dataclasses.replace(newer, id="c")
    document = contribution()
    made_with = dataclasses.replace(document, properties={"app.Template": "old.dotx"})
    for profiles in ((named, newer, twin), (twin, newer, named)):
        assert best_match(made_with, profiles, match=0.6)[1].profile == "b"
        assert best_match(document, profiles, match=0.6)[1].profile == "a"


def test_without_a_template_the_cover_is_read_and_nothing_matches() -> None:
    cover, match = best_match(contribution(), (), match=0.6)
    assert (cover.title, match) == ("Proposal for a vocabulary of virtual worlds", TemplateMatch())


def test_the_opening_shows_what_page_one_shows() -> None:
    long = word(
        table(*(("cell " * 20,) for _ in range(50))),
        paragraphs=("LIAISON STATEMENT", "x" * 2000),
        page_texts=("Page 1",),
    )
    shown = opening(long)
    assert shown.startswith("cell cell")
    assert "LIAISON STATEMENT" in shown
    assert shown.endswith("Page 1")
    assert len(shown) <= 600
    assert opening(Word()) == ""
