"""What a person makes of a file that came without our template: a conversion, a cover, a stamped copy."""

import io
import zipfile
from collections.abc import Iterator
from email import message_from_bytes, policy
from hashlib import sha256
from pathlib import Path

import pytest

from intake.domain.document import FileType
from intake.domain.errors import ConfigurationError, StaleDecisionError, UsageError
from intake.pipeline.desk.mails.acts import ignore, release, withdraw
from intake.pipeline.desk.mails.conversion import convert
from intake.pipeline.desk.mails.covers import CoverWishes, make_cover
from intake.pipeline.desk.mails.replay import replay_and_apply, replay_as_now, replay_as_then
from intake.pipeline.desk.rulebooks.rules import activate
from intake.pipeline.documents.stamped import original, stamped
from intake.ports import ConversionFailedError, Reader
from tests.line.acts.test_acts import accepted, by, contribution, decisions, taken
from tests.line.letters_in import mail, other_paper, paper
from tests.line.test_line import subjects
from tests.line.trouble.test_faults import Stopped
from tests.line.worlds import World, rulebook_text
from tests.store.databases import KINDS, ready_url

OLD = b"{\\rtf1\\ansi A contribution in an older format.}"
LIAISON = "Liaison statement on the haptics of virtual rooms"


@pytest.fixture(params=KINDS)
def world(request: pytest.FixtureRequest, tmp_path: Path, reader: Reader) -> Iterator[World]:
    """What is made is kept in files and rows alike, so each of these tests runs on both databases."""
    made = World(tmp_path, ready_url(request.param, tmp_path), reader)
    yield made
    made.close()


class ReadyMade:
    """A converter that knows one answer."""

    def __init__(self, answer: bytes | Exception) -> None:
        self.answer = answer

    def convert(self, content: bytes, filetype: FileType) -> bytes:
        assert (content, filetype) == (OLD, "rtf")
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def probe(self) -> tuple[str, str]:
        return "ready made", ""


def letter(world: World) -> str:
    """The text of the last receipt, on one line."""
    body = message_from_bytes(world.sink.receipts[-1].raw, policy=policy.default).get_body(("plain",))
    assert body is not None
    return " ".join(body.get_content().split())


def members(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_converted_text_is_judged_in_the_place_of_what_was_sent(world: World) -> None:
    world.converter = ReadyMade(paper())
    line = taken(world, mail("old", ("Input.rtf", OLD)))
    decision = convert(line, "1", by("Ana"))
    assert (decision.act, decision.n, decision.verdict.disposition) == ("convert", 2, "accept")
    old, new = decision.verdict.documents
    assert (old.role, old.main, old.disposition, old.document.file) == ("companion", 1, None, "Input.rtf")
    assert (new.document.made, new.document.file, new.number) == ("converted", "Input.docx", "JCA-MV-Doc-001")
    assert new.document.made_of == (old.document.sha256,)
    assert [one.name for one in contribution(line).versions[0].files] == ["Input.rtf", "Input.docx"]
    world.run(line)
    assert subjects(world)[-1].startswith("[JCA-MV] Registered: JCA-MV-Doc-001")
    assert "converted to .docx by the secretariat from Input.rtf" in letter(world)
    assert original(line, "JCA-MV-Doc-001") == OLD


def test_what_was_made_stays_when_the_mail_is_judged_again(world: World) -> None:
    world.converter = ReadyMade(paper())
    line = taken(world, mail("old", ("Input.rtf", OLD)))
    convert(line, "1", by("Ana"))
    assert replay_as_then(line, "1").differences == ()
    assert replay_as_now(line, "1").again.disposition == "accept"
    again = replay_and_apply(line, "1", by("Bo"))
    assert [one.number for one in again.verdict.documents] == ["JCA-MV-Doc-001"] * 2
    assert replay_as_then(line, "1").differences == ()


def test_a_converted_text_is_returned_like_any_other(world: World) -> None:
    world.converter = ReadyMade(other_paper())
    line = taken(world, mail("old", ("Input.rtf", OLD)))
    decision = convert(line, "1", by("Ana"))
    assert (decision.verdict.disposition, decision.verdict.numbers) == ("return", ())


@pytest.mark.parametrize(
    ("answer", "error", "said"),
    [
        (ConversionFailedError("LibreOffice did not finish within 120 seconds"), UsageError, "Nothing was changed"),
        (ConfigurationError("LibreOffice is not installed here"), ConfigurationError, "LibreOffice"),
    ],
)
def test_a_conversion_that_fails_changes_nothing(
    world: World, answer: Exception, error: type[Exception], said: str
) -> None:
    world.converter = ReadyMade(answer)
    line = taken(world, mail("old", ("Input.rtf", OLD)))
    with pytest.raises(error, match=said):
        convert(line, "1", by("Ana"))
    assert len(decisions(line)) == 1
    with line.store.read() as work:
        assert work.additions.of(1) == []


def test_nothing_is_converted_twice_or_behind_somebodys_back(world: World) -> None:
    world.converter = ReadyMade(paper())
    line = taken(world, mail("old", ("Input.rtf", OLD)))
    with pytest.raises(StaleDecisionError):
        convert(line, "1", by("Ana", replaces=7))
    convert(line, "1", by("Ana"))
    with pytest.raises(UsageError, match=r"no \.doc, \.rtf, \.odt or other text document"):
        convert(line, "1", by("Ana"))
    with pytest.raises(UsageError, match=r"no \.doc, \.rtf, \.odt or other text document"):
        convert(accepted(world), "2", by("Ana"))


def test_what_was_accepted_before_stays_accepted_beside_a_conversion(world: World) -> None:
    world.converter = ReadyMade(paper("Another paper on other rooms"))
    line = taken(world, mail("both", ("Input.docx", paper()), ("Other.rtf", OLD)))
    first = decisions(line)[-1]
    numbers = first.verdict.numbers
    decision = convert(line, "1", by("Ana"))
    assert decision.verdict.numbers == (*numbers, "JCA-MV-Doc-002")


def test_a_cover_is_made_for_a_foreign_letter(world: World) -> None:
    line = taken(world, mail("foreign", ("letter.docx", other_paper()), subject=f"VS: Odp: {LIAISON}"))
    decision = make_cover(line, "1", by("Ana"), CoverWishes(source=("IEEE SA",)))
    letter_, cover = decision.verdict.documents
    assert (decision.act, decision.verdict.disposition) == ("make-cover", "accept")
    assert (cover.role, cover.number, cover.document.made) == ("contribution", "JCA-MV-Doc-001", "cover")
    assert (letter_.role, letter_.part, letter_.main, letter_.number) == ("part", "annex", 1, "JCA-MV-Doc-001")
    assert (cover.document.cover.title, cover.document.cover.source) == (LIAISON, ("IEEE SA",))
    assert [one.email for one in cover.document.cover.contacts] == ["delegate@etri.example"]
    assert cover.document.template.placeholders == ()
    assert cover.kind == letter_.kind
    assert contribution(line).title == LIAISON
    world.run(line)
    assert "a cover on the template, made by the secretariat" in letter(world)
    assert "Next time" not in letter(world)
    assert original(line, "JCA-MV-Doc-001") == other_paper()
    copy = stamped(line, "JCA-MV-Doc-001")
    seen = line.reader.read_file(copy.content, copy.name).reading.files[0]
    assert seen.word is not None
    assert seen.word.tables[0].rows[0][1].text == "JCA-MV-Doc-001"
    assert replay_as_now(line, "1").again.documents[1].document.made == "cover"


def test_a_cover_speaks_the_language_of_the_meeting(world: World) -> None:
    _, text = rulebook_text("jca-mv")
    russian = text.replace('"language":"en"', '"language":"ru"')
    world.groups = ()
    activate(world.start(), "jca-mv", sha256(russian.encode()).hexdigest(), russian, who="test")
    line = taken(world, mail("foreign", ("letter.docx", other_paper()), subject=LIAISON))
    cover = make_cover(line, "1", by("Ana"), CoverWishes(title=LIAISON, source=("IEEE SA",))).verdict.documents[1]
    assert cover.document.cover.kind == "ВКЛАД"
    made = line.reader.read_file(line.blobs.get(cover.document.sha256), "cover.docx").reading.files[0]
    assert made.word is not None
    assert "Сам документ прилагается: letter.docx." in made.word.paragraphs


@pytest.mark.parametrize(
    ("file", "title", "made"),
    [
        pytest.param("Draft.docx", "Avatars", "Avatars", id="before-the-file-name"),
        pytest.param("Draft.docx", "Virtual rooms", "Virtual rooms", id="behind-the-file-name"),
        pytest.param("Virtual rooms.docx", "Virtual rooms", LIAISON, id="no-more-than-the-file-name"),
    ],
)
def test_a_made_cover_keeps_the_title_that_the_document_has(world: World, file: str, title: str, made: str) -> None:
    line = taken(world, mail("no-source", (file, paper(title, source="")), subject=LIAISON))
    cover = make_cover(line, "1", by("Ana"), CoverWishes(source=("IEEE SA",))).verdict.documents[1]
    assert cover.document.cover.title == made


def test_a_cover_needs_a_file_and_words_of_its_own(world: World) -> None:
    line = accepted(world)
    with pytest.raises(UsageError, match="no file without a number"):
        make_cover(line, "1", by("Ana"), CoverWishes())
    line = taken(world, mail("foreign", ("letter.docx", other_paper())))
    with pytest.raises(UsageError, match=r"no file 'other\.pdf'"):
        make_cover(line, "2", by("Ana"), CoverWishes(files=("other.pdf",)))


def test_a_stamped_copy_has_the_number_and_nothing_else_is_changed(world: World) -> None:
    line = accepted(world)
    copy = stamped(line, "JCA-MV-Doc-001")
    assert copy == stamped(line, "jca-mv-doc-001")
    assert copy.name == "JCA-MV-Doc-001.docx"
    before, after = members(paper()), members(copy.content)
    assert [name for name in after if after[name] != before[name]] == ["word/document.xml"]
    assert list(after) == list(before)
    assert original(line, "JCA-MV-Doc-001") == paper()
    taken(world, mail("next", ("JCA-MV-Doc-001-Rev1.docx", paper(text="New.")), subject="Revision of JCA-MV-Doc-001"))
    assert stamped(line, "JCA-MV-Doc-001-Rev1").name == "JCA-MV-Doc-001-Rev1.docx"


def test_only_a_docx_is_stamped(world: World) -> None:
    line = taken(world, mail("old", ("Input.rtf", OLD)))
    release(line, "1", by("Ana"))
    with pytest.raises(UsageError, match=r"is no \.docx that can be read"):
        stamped(line, "JCA-MV-Doc-001")


@pytest.mark.parametrize("at", ["addition.stored", "act.before-commit", "act.committed"])
def test_an_act_that_was_interrupted_is_done_whole_or_not_at_all(world: World, at: str) -> None:
    world.converter = ReadyMade(paper())
    taken(world, mail("old", ("Input.rtf", OLD)))

    def stop(step: str) -> None:
        if step == at:
            raise Stopped(step)

    with pytest.raises(Stopped):
        convert(world.start(stop), "1", by("Ana"))
    line = world.start()
    with line.store.read() as work:
        done = len(work.submissions.decisions(1)) - 1
        assert len(work.additions.of(1)) == len(work.contributions.of(1)) == done == (at == "act.committed")
    if not done:
        convert(line, "1", by("Ana"))
    world.run(line)
    assert contribution(line).label == "JCA-MV-Doc-001"
    assert [one for one in subjects(world) if "JCA-MV-Doc-001" in one] == subjects(world)[-1:]


def test_whatever_was_made_a_further_act_undoes(world: World) -> None:
    world.converter = ReadyMade(other_paper())
    line = taken(world, mail("old", ("Input.rtf", OLD)))
    convert(line, "1", by("Ana"))
    assert ignore(line, "1", by("Bo")).verdict.disposition == "ignore"
    cover = make_cover(line, "1", by("Cy"), CoverWishes(title=LIAISON))
    assert cover.verdict.numbers == ("JCA-MV-Doc-001",)
    with pytest.raises(UsageError, match="which stays"):
        ignore(line, "1", by("Bo"))
    withdraw(line, "JCA-MV-Doc-001", by("Bo"))
    assert contribution(line).withdrawn_at is not None
