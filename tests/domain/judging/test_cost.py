"""What strangers write costs little time, whatever it is: this code runs in our own process, without a time limit."""

import time
from collections.abc import Callable

import pytest

from intake.domain.cover.fields import cover_of
from intake.domain.cover.labels import key, remembered_key
from intake.domain.cover.rows import rows_of
from intake.domain.document import Cell, Cover, Document, Table, TemplateMatch, Word
from intake.domain.judging.machines import report_mark
from intake.domain.judging.roles import assign
from intake.domain.numbers.numbering import keys
from intake.domain.template.match import PLAIN
from intake.domain.text.banners import without_banners
from intake.domain.text.greetings import without_greeting
from intake.domain.text.words import only_thanks, own_words, speaks_of_file
from tests.domain.cases import mail

SECONDS = 5.0
"""Each of these took from 20 seconds to hours where time grew with the square of the length, or faster."""

_MAIL = 64_000
_CELL = 4_000


def cover(*rows: tuple[str, ...]) -> Cover:
    table = Table(tuple(tuple(Cell(text) for text in row) for row in rows))
    return cover_of(rows_of(Word(tables=(table,)), PLAIN), PLAIN)[0]


def titled(name: str, title: str) -> Document:
    cover = Cover(title=title, source=("ETRI",))
    return Document(name, name, 1, "docx", cover, TemplateMatch(profile="p", score=1.0, conforms=True))


def _two_titles() -> object:
    long = "\ufdfa" * _CELL
    return assign([titled("paper.docx", f"a{long}"), titled("paper rev2.docx", f"{long}b")])


def _many_titles() -> object:
    return assign([titled(f"paper rev{one % 90}.docx", f"{one} {'a' * 119}") for one in range(999)])


@pytest.mark.parametrize(
    "work",
    [
        lambda: own_words("best" + " " * _MAIL + "x"),
        lambda: own_words("dear" + " " * _MAIL + ";x"),
        lambda: own_words("\n".join(["on " + "x y" * 65] * 320)),
        lambda: own_words("-" * _MAIL + "x"),
        lambda: only_thanks("thanks", "thanks" + "\t" * _MAIL + "x"),
        lambda: speaks_of_file("", "here is " * (_MAIL // 8)),
        lambda: only_thanks("", "已收到" * (_MAIL // 9) + "x"),
        lambda: only_thanks("", "Thanks\n" + "Ab Cd\n" * (_MAIL // 6)),
        lambda: without_banners("notice\n" * (_MAIL // 7) + "intended recipient"),
        lambda: without_banners("a.b-c " * (_MAIL // 6), ("a*b*c*d",)),
        lambda: without_greeting("Dear Ab, dear " * (_MAIL // 14)),
        lambda: report_mark(mail("x", text="could not 550 " * (_MAIL // 14))),
        lambda: cover(("Source:", "x"), ("Title:", "y"), *[("Contact:", "\n".join(["a." * 150] * 13))] * 64),
        lambda: cover(("Source:", "x"), ("Title:", "y"), *[("Source:", ";" * _CELL)] * 64),
        lambda: [key("\ufdfa" * _CELL) for _ in range(300)],
        lambda: cover(*[("doc" + " " * (_CELL - 4) + "x",)] * 64, ("Source:", "x"), ("Title:", "y")),
        _two_titles,
        _many_titles,
    ],
    ids=[
        "closing",
        "greeting",
        "quoted",
        "dashes",
        "thanks",
        "file",
        "phrases",
        "names",
        "footer",
        "banner",
        "greetings",
        "report",
        "contacts",
        "sources",
        "signs",
        "number",
        "two",
        "many",
    ],
)
def test_hostile_text_costs_little_time(work: Callable[[], object]) -> None:
    started = time.process_time()
    work()
    assert time.process_time() - started < SECONDS


def test_keys_of_a_title_fit_into_an_index_of_a_database() -> None:
    title, source = keys("\U00020000" * _CELL, ["\ufdfa" * _CELL])
    assert len(title.encode()) < 2_600
    assert len(source.encode()) < 2_600


def test_only_short_texts_are_remembered_as_labels() -> None:
    before = remembered_key.cache_info().currsize
    key("a text that is far too long for a label " * 10)
    assert remembered_key.cache_info().currsize == before
