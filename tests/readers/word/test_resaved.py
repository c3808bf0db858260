"""The genuine template is accepted after all that editors and authors do to it, and read as before."""

from collections.abc import Callable

import pytest

from intake.demo.papers import plain
from intake.domain.document import Word
from intake.domain.template.match import best_match
from tests.domain.documents import table, word
from tests.readers import resaving
from tests.readers.layouts import Layout
from tests.readers.samples import LANGUAGES, LAYOUTS, cover_of, filled
from tests.readers.test_samples import PROFILES, word_of

Change = Callable[[bytes], bytes]

CHANGES: tuple[Change, ...] = (
    resaving.without_bookmarks,
    resaving.without_controls,
    resaving.with_localised_styles,
    resaving.without_properties,
    resaving.as_google_docs_saves,
    resaving.as_pages_saves,
    resaving.with_tracked_insertions,
    resaving.copied_into_a_new_file,
    resaving.nested_in_a_frame,
    resaving.in_the_page_header,
    resaving.in_text_boxes,
    resaving.with_spaced_labels,
    resaving.with_rows_merged,
)


def named(change: Change) -> str:
    return change.__name__


@pytest.mark.parametrize("change", CHANGES, ids=named)
@pytest.mark.parametrize("which", LAYOUTS)
def test_every_layout_survives(which: Layout, change: Change) -> None:
    cover, match = best_match(word_of(change(filled("en", which))), [PROFILES[which]], match=0.6)
    assert cover == cover_of("en", which)
    assert (match.conforms, match.score >= 0.85, match.missing, match.foreign) == (True, True, (), "")


@pytest.mark.parametrize("change", [resaving.as_google_docs_saves, resaving.with_rows_merged], ids=named)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_survives(language: str, change: Change) -> None:
    for which in LAYOUTS:
        cover, match = best_match(word_of(change(filled(language, which))), [PROFILES[which]], match=0.6)
        assert (cover, match.conforms, match.missing) == (cover_of(language, which), True, ())


@pytest.mark.parametrize(
    ("change", "reordered"),
    [(resaving.with_rows_moved, True), (resaving.with_rows_added, False), (resaving.with_abstract_below, False)],
    ids=["moved", "added", "below"],
)
def test_rows_may_be_moved_added_and_put_below(change: Change, reordered: bool) -> None:
    cover, match = best_match(word_of(change(filled())), [PROFILES["L2"]], match=0.6)
    assert cover == cover_of("en")
    assert (match.conforms, match.reordered, match.missing) == (True, reordered, ())


@pytest.mark.parametrize("change", [resaving.without_bookmarks, resaving.as_google_docs_saves], ids=named)
def test_the_layout_of_another_kind_of_group_is_read_too(change: Change) -> None:
    for which in ("L1", "L3"):
        match = best_match(word_of(change(filled("en", which))), [PROFILES["L2"]], match=0.6)[1]
        assert (match.conforms, match.foreign) == (True, "")
        assert match.missing == (() if which == "L1" else ("Keywords", "Abstract"))


def test_of_all_registered_layouts_each_document_finds_its_own() -> None:
    for which in LAYOUTS:
        for language in LANGUAGES:
            match = best_match(word_of(filled(language, which)), tuple(PROFILES.values()), match=0.6)[1]
            assert (match.profile, match.conforms) == (which, True)


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(word(table(("Doc 12", "Title: A study", "Source: ETRI"))), id="a list of documents"),
        pytest.param(word(table(("Source: own",), ("Title: A photograph",))), id="a caption"),
        pytest.param(
            word(table(("Title:", "A book"), ("Author:", "Ada"), ("Source:", "Library"), ("Year:", "2020"))),
            id="a book",
        ),
        pytest.param(
            word(table(("Title:", "Y"), ("Source:", "X"), ("Scope:", "all"), ("Relations:", "-"), ("Summary:", "z"))),
            id="a work item",
        ),
        pytest.param(
            word(table(("Editor(s):", "Ada"), ("Scope:", "x"), ("Summary:", "y"), ("Supporting members:", "Korea"))),
            id="a justification of new work",
        ),
        pytest.param(word(table(("Title", "Source", "Contact"), ("A study", "ETRI", "Kim"))), id="column headings"),
        pytest.param(word(paragraphs=["Contact: Ada", "Title: x", "Source: y"]), id="a press release"),
    ],
)
def test_two_words_of_a_cover_make_no_cover(document: Word) -> None:
    match = best_match(document, tuple(PROFILES.values()), match=0.6)[1]
    assert not match.conforms


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(plain("Prices", ["Abstract: x"], [("Item", "Price"), ("Title", "3")]), id="an unrelated table"),
        pytest.param(
            plain(
                "Report of the meeting",
                ["The meeting noted the documents."],
                [("Doc", "Source", "Title", "Outcome"), ("12", "ETRI", "A study", "Noted")],
            ),
            id="a meeting report",
        ),
        pytest.param(plain("", []), id="an empty document"),
    ],
)
def test_other_papers_are_on_none_of_the_layouts(content: bytes) -> None:
    match = best_match(word_of(content), tuple(PROFILES.values()), match=0.6)[1]
    assert (match.conforms, match.score < 0.5) == (False, True)
