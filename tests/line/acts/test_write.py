"""`write`: a list of a meeting is composed, and registered under the number that is kept for it."""

import pytest

from intake.domain.lists.values import ListKind
from intake.domain.verdict import Deed
from intake.pipeline.desk.mails.acts import correct
from intake.pipeline.documents.stamped import stamped
from intake.pipeline.house.papers import register_paper
from intake.pipeline.house.reserving import reserve
from intake.pipeline.line import Line
from intake.pipeline.lists.writing import written
from tests.line.letters_in import mail, paper
from tests.line.worlds import World

MEETING = "2026-05-13"
CLARA = Deed("Clara", "for the meeting")


def write(line: Line, kind: ListKind) -> tuple[str, int, bool]:
    """Number and revision, and whether nothing had changed."""
    done = register_paper(line, written(line, kind, "jca-mv", MEETING), "jca-mv", MEETING, CLARA)
    (one,) = done.decision.verdict.documents
    return one.number or "", one.revision, done.known


def came(world: World, line: Line, title: str) -> None:
    world.server.deliver(mail(title, ("Input.docx", paper(title))), world.clock.now())
    world.run(line)


def test_the_agenda_is_doc_001_then_its_revisions(world: World) -> None:
    line = world.start()
    reserve(line, f"jca-mv/{MEETING}", "agenda", None, CLARA)
    came(world, line, "Digital twins")
    assert write(line, "agenda") == ("JCA-MV-Doc-001", 0, False)
    world.clock.wait(3600)
    assert write(line, "agenda") == ("JCA-MV-Doc-001", 0, True)
    came(world, line, "Avatars")
    assert write(line, "agenda") == ("JCA-MV-Doc-001", 1, False)
    assert write(line, "agenda") == ("JCA-MV-Doc-001", 1, True)
    assert stamped(line, "JCA-MV-Doc-001").name == "JCA-MV-Doc-001-Rev1.docx"
    world.run(line)
    assert len(world.sink.receipts) == 2  # of the two contributions


@pytest.mark.parametrize("kind", ["allocation", "documents", "abstracts", "figures", "outcomes", "liaison"])
def test_a_list_is_written_once_until_something_changes(world: World, kind: ListKind) -> None:
    line = world.start()
    came(world, line, "Digital twins")
    number = write(line, kind)
    assert number == ("JCA-MV-Doc-002", 0, False)
    world.clock.wait(3600)
    assert write(line, kind) == ("JCA-MV-Doc-002", 0, True)


def test_what_changed_makes_the_next_revision(world: World) -> None:
    line = world.start()
    came(world, line, "Digital twins")
    write(line, "allocation")
    correct(line, "JCA-MV-Doc-001", CLARA, title="Digital twins, corrected", source=None)
    assert write(line, "allocation") == ("JCA-MV-Doc-002", 1, False)


def test_lists_do_not_change_each_other(world: World) -> None:
    line = world.start()
    came(world, line, "Digital twins")
    kinds: tuple[ListKind, ...] = ("agenda", "allocation", "abstracts", "figures")
    assert [write(line, kind)[2] for kind in (*kinds, *kinds)] == [False] * 4 + [True] * 4
    assert write(line, "documents") == ("JCA-MV-Doc-006", 0, False)
    assert write(line, "documents") == ("JCA-MV-Doc-006", 0, True)
