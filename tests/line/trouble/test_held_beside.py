"""A file that waits stands under no number, though the document beside it has one; released it joins it."""

import io
import zipfile
from collections.abc import Callable

import pytest

from intake.domain.errors import UsageError
from intake.domain.publishing.versions import last_versions
from intake.pipeline.desk.documents.packing import pack
from intake.pipeline.desk.documents.posting import post
from intake.pipeline.desk.documents.ticking import post_with
from intake.pipeline.desk.mails.acts import ignore, release, return_to_sender
from intake.pipeline.desk.mails.replay import replay_and_apply
from intake.pipeline.desk.mails.undoing import undo
from intake.pipeline.documents.supporting import files_beside
from intake.pipeline.line import Line
from tests.line.acts.test_acts import by, contribution, decisions
from tests.line.acts.test_posting import FIRST
from tests.line.acts.test_publishing import MEETING
from tests.line.acts.test_ticking import PDF, SHEET
from tests.line.letters_in import RTF, mail, paper
from tests.line.trouble.test_scanner import StubScanner, started
from tests.line.worlds import World

INPUT = ("Input.docx", paper())
ANNEX = paper("Digital twins for metaverse standards", text="The annex.")


def got(world: World, sick: tuple[str, bytes], *beside: tuple[str, bytes]) -> tuple[Line, StubScanner]:
    """A line that has decided a mail with a paper, a file in which the scanner knows a virus, and further files."""
    line, scanner = started(world, sick=sick[1])
    world.server.deliver(mail("one", INPUT, sick, *beside), world.clock.now())
    world.run(line)
    return line, scanner


def under(line: Line, label: str = FIRST) -> list[str]:
    """The files that stand under the number now, and those that a person could post with it."""
    one = contribution(line, label)
    version = last_versions(one)[0]
    with line.store.read() as work:
        beside = files_beside(work, one, version)
    assert {each.file.sha256 for each in beside} <= {file.sha256 for file in version.files}
    return [file.name for file in version.files]


def ever(line: Line) -> set[str]:
    """The files of every version of the number, as programs may fetch them."""
    return {file.name for version in contribution(line, FIRST).versions for file in version.files}


SICK = [
    pytest.param(("figures.xlsx", SHEET), id="supporting"),
    pytest.param(("figures.rtf", RTF), id="older-format"),
    pytest.param(("Input.pdf", PDF), id="copy"),
    pytest.param(("Annex 1.docx", ANNEX), id="annex"),
    pytest.param(("附件1.docx", ANNEX), id="annex-zh"),
    pytest.param(("Приложение 1.docx", ANNEX), id="annex-ru"),
]


@pytest.mark.parametrize("sick", SICK)
def test_a_file_that_waits_stands_under_no_number_until_a_person_has_released_it(
    world: World, sick: tuple[str, bytes]
) -> None:
    line, _ = got(world, sick)
    judged = decisions(line)[-1].verdict
    assert (judged.disposition, judged.documents[0].number) == ("hold", FIRST)
    assert ever(line) == {"Input.docx"}
    post(line, [FIRST], by("Grace"))
    with pytest.raises(UsageError):
        post_with(line, {FIRST: [sick[0]]}, by("Grace"))
    with zipfile.ZipFile(io.BytesIO(pack(line, f"jca-mv/{MEETING}").content)) as packed:
        assert packed.namelist()[2:] == [f"{FIRST}.docx"]
    release(line, "1", by("Ada"))
    assert under(line) == ["Input.docx", sick[0]]


def test_the_files_beside_it_stand_at_once(world: World) -> None:
    line, _ = got(world, ("figures.xlsx", SHEET), ("Input.pdf", PDF))
    assert sorted(under(line)) == ["Input.docx", "Input.pdf"]


def test_what_was_released_is_taken_back_by_undo_and_can_be_released_again(world: World) -> None:
    line, _ = got(world, ("figures.xlsx", SHEET))
    for _ in range(2):
        release(line, "1", by("Ada"))
        assert under(line) == ["Input.docx", "figures.xlsx"]
        undo(line, "1", by("Ada"))
        assert ever(line) == {"Input.docx"}
        assert decisions(line)[-1].verdict.disposition == "hold"


@pytest.mark.parametrize("end", [ignore, return_to_sender])
def test_what_is_returned_or_ignored_stays_away(world: World, end: Callable[..., object]) -> None:
    line, _ = got(world, ("figures.xlsx", SHEET))
    end(line, "1", by("Ada"))
    assert ever(line) == {"Input.docx"}


def test_a_file_in_which_the_scanner_knows_nothing_any_more_joins_its_number(world: World) -> None:
    line, scanner = got(world, ("figures.xlsx", SHEET))
    scanner.sick = b""
    replay_and_apply(line, "1", by("Ada"))
    assert under(line) == ["Input.docx", "figures.xlsx"]
