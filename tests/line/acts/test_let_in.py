"""A late document that a person took is "admitted" on the site and in the lists, by whatever act; and who took it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from intake.pipeline.agenda.papers import gathered
from intake.pipeline.desk.documents.posting import post
from intake.pipeline.desk.mails.acts import release
from intake.pipeline.desk.mails.covers import CoverWishes, make_cover
from intake.pipeline.desk.mails.linking import link
from intake.pipeline.line import Line
from tests.line.acts.test_acts import DEADLINE
from tests.line.acts.test_posting import FIRST, GRACE, SECOND, TWO, with_mails
from tests.line.acts.test_publishing import documents, published
from tests.line.letters_in import mail, other_paper, paper
from tests.line.worlds import World


def linked(line: Line) -> object:
    return link(line, "2", GRACE, FIRST)


def covered(line: Line) -> object:
    return make_cover(line, "2", GRACE, CoverWishes("Late", ("ETRI",)))


@pytest.mark.parametrize(
    ("content", "act", "named", "remarks"),
    [
        pytest.param(paper("Late"), linked, f"{FIRST}-Rev1", ["after-call", "admitted"], id="as-a-revision"),
        pytest.param(paper("Late"), lambda line: release(line, "2", GRACE), SECOND, ["admitted"], id="released"),
        pytest.param(other_paper(), covered, SECOND, ["admitted"], id="with-a-cover"),
    ],
)
def test_it_is_admitted_and_the_list_says_by_whom(
    world: World, tmp_path: Path, content: bytes, act: Callable[[Line], object], named: str, remarks: list[str]
) -> None:
    line = with_mails(world, TWO[0])
    world.clock.at = DEADLINE + timedelta(minutes=11)
    world.server.deliver(mail("late", ("Input.docx", content)), world.clock.at)
    world.run(line)
    act(line)
    post(line, [FIRST, *([SECOND] if named == SECOND else [])], GRACE)
    found = {each["number"]: each["remarks"] for each in documents(published(line, tmp_path))}
    assert found[named] == remarks
    with line.store.read() as work:
        rulebook = line.rulebook(work, "jca-mv")
        papers = gathered(work, rulebook, rulebook.meetings[0], line.clock.now()).papers
    (listed,) = [one for one in papers if one.remarks]
    assert (list(listed.remarks), listed.let_in_by) == (remarks, GRACE.actor)
    world.run(line)
    assert "Admitted" in str(world.sink.receipts[-1].raw)
