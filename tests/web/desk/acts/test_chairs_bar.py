"""At the desk a chair decides where a link would let them, reads why where not, and takes back own acts."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import get_args

import pytest

from intake.adapters.words.catalogs import LETTERS, STATED, Catalogs
from intake.domain.answering.chairs import ChairsBar, barred_by
from intake.domain.errors import UsageError
from intake.domain.verdict import Deed
from intake.pipeline.desk.mails.acts import admit
from intake.pipeline.desk.mails.undoing import undo
from intake.pipeline.line import Line
from intake.shipped import shipped_templates
from tests.line.acts.test_acts import decisions
from tests.line.chairs.test_chairs import CHAIRS, KANG, late_paper
from tests.line.chairs.test_chairs_by_link import meeting_is, new_chairs, secretariat_decides
from tests.line.trouble.test_alerts import letters
from tests.line.worlds import World
from tests.web.desk.people import DeskVisitor
from tests.web.desk.places import Desk, desk_of, filled
from tests.web.desk.submission.test_submission import ACCEPTED, HELD

PAPER = "/submissions/MV-26-0001"
SAID = {"reason": "It is on the agenda.", "replaces": "1"}
BARS = [
    pytest.param(meeting_is("postponed"), "is postponed. Nothing is decided until", id="postponed"),
    pytest.param(meeting_is("cancelled"), "is cancelled, and there is nothing to decide", id="cancelled"),
    pytest.param(meeting_is("reported"), "is over, and there is nothing to decide", id="over"),
    pytest.param(secretariat_decides, "In this group the secretariat decides.", id="the-secretariat-decides"),
]


def appoint(desk: Desk, address: str) -> None:
    assert desk.visitor("administrator").post("/people/kang/office", address=address).status == 303


def assert_barred(chair: DeskVisitor, told: str) -> None:
    """The page offers no act and says why; so does each act that is tried all the same, alone or with others."""
    page, acts = chair.get(PAPER), PAPER + "/acts/"
    assert (acts in page.html, told in page.html) == (False, True)
    for act in ("admit", "return"):
        for do in ("look", "act"):
            for following in ("", "on"):
                answer = chair.post(acts + act, do=do, next=following, **SAID)
                assert (answer.status, told in answer.html) == (422, True)
            assert told in chair.post(f"/acts/{act}", do=do, item="MV-26-0001:1", **SAID).html


@pytest.mark.parametrize(("meanwhile", "told"), BARS)
def test_a_chair_decides_nothing_where_a_link_refuses(
    world: World, meanwhile: Callable[[World, Line], None], told: str
) -> None:
    desk = desk_of(world, late_paper(world))
    chair, page = desk.visitor("chair"), PAPER + "/acts/"
    appoint(desk, KANG)
    assert page + "admit" in chair.get(PAPER).html
    meanwhile(world, desk.line)
    assert_barred(chair, told)
    assert [one.actor for one in decisions(desk.line, 1)] == ["line"]
    with pytest.raises(UsageError, match=told.split(".", maxsplit=1)[0]):
        admit(desk.line, "1", Deed("Shin-Gak Kang", "By mail.", role="co-chair", recorded_by="sam"))
    assert desk.visitor("secretary").post(page + "admit", do="act", **SAID).status == 303
    desk.close()


@pytest.mark.parametrize("address", [pytest.param("", id="not-chosen"), pytest.param(KANG, id="chair-no-more")])
def test_whoever_holds_no_office_decides_nothing_and_reads_why(world: World, address: str) -> None:
    """As by a link, which says that the address is on no chair's record."""
    desk = desk_of(world, late_paper(world))
    chair = desk.visitor("chair")
    appoint(desk, address)
    if address:
        new_chairs(*(one for one in CHAIRS if KANG not in one.addresses))(world, desk.line)
    assert_barred(chair, "today, so you decide nothing here.")
    assert "You hold no chair’s office in JCA-MV today" in chair.get(PAPER).text
    french = desk.visitor("chair", languages="fr").get(PAPER).text
    assert "aucune fonction de président dans JCA-MV" in french
    assert [one.actor for one in decisions(desk.line, 1)] == ["line"]
    desk.close()


def test_what_chairs_do_not_decide_needs_no_reason_why_not(world: World) -> None:
    desk = desk_of(world, filled(world))
    assert "You hold no chair’s office" not in desk.visitor("chair").get(f"/submissions/{ACCEPTED}").text
    assert "You hold no chair’s office" in desk.visitor("chair").get(f"/submissions/{HELD}").text
    assert "You hold no chair’s office" not in desk.visitor("secretary").get(f"/submissions/{HELD}").text
    desk.close()


def test_the_desk_tells_what_a_link_tells() -> None:
    """In each language of the desk: the sentences stand in two catalogs, since the desk is not in six languages."""
    folder = shipped_templates() / "locale"
    links, desk = Catalogs(folder, (LETTERS,)), Catalogs(folder, (STATED,))
    for bar in get_args(ChairsBar):
        told = barred_by(bar, "M").sentence.english
        assert [desk.raw(told, one) for one in ("en", "fr")] == [
            links.raw(f"request.{bar}", one) for one in ("en", "fr")
        ]


@pytest.fixture
def waiting(world: World) -> Iterator[Desk]:
    """A late paper on a desk where letters of acts wait for two minutes."""
    world.pace = replace(world.pace, send_delay=120)
    made = desk_of(world, late_paper(world))
    appoint(made, KANG)
    yield made
    made.close()


UNDO = PAPER + "/acts/undo"


@pytest.mark.parametrize("act", ["admit", "return"])
def test_a_chair_takes_back_what_they_did_while_it_has_not_left(waiting: Desk, act: str) -> None:
    chair, before = waiting.visitor("chair"), len(letters(waiting.world, "delegate@etri.example"))
    page = chair.send(f"{PAPER}/acts/{act}", do="act", **SAID)
    assert 'action="' + UNDO in page.html
    back = chair.send(UNDO, do="act", reason="Too fast.", replaces="2")
    assert f"{PAPER}/acts/admit" in back.html
    waiting.world.clock.at += timedelta(minutes=3)
    waiting.run()
    found = decisions(waiting.line, 1)
    assert [(one.actor, one.act) for one in found[1:]] == [("Shin-Gak Kang", act), ("Shin-Gak Kang", "undo")]
    assert found[-1].verdict.disposition == "hold"
    assert len(letters(waiting.world, "delegate@etri.example")) == before


def test_once_the_letter_has_left_it_stays(waiting: Desk) -> None:
    chair = waiting.visitor("chair")
    chair.send(PAPER + "/acts/admit", do="act", **SAID)
    waiting.world.clock.at += timedelta(minutes=3)
    waiting.run()
    assert 'action="' + UNDO not in chair.get(PAPER).html
    assert chair.post(UNDO, do="act", reason="Too late.", replaces="2").status == 403
    assert decisions(waiting.line, 1)[-1].act == "admit"


def a_secretary(desk: Desk) -> None:
    desk.visitor("secretary").send(PAPER + "/acts/admit", do="act", **SAID)


def the_other_chair(desk: Desk) -> None:
    admit(desk.line, "1", Deed("Muath AlRumayh", "By a link.", role="Co-Chair"))


@pytest.mark.parametrize("decides", [a_secretary, the_other_chair])
def test_a_chair_takes_back_nothing_of_anybody_else(waiting: Desk, decides: Callable[[Desk], None]) -> None:
    decides(waiting)
    chair, last = waiting.visitor("chair"), decisions(waiting.line, 1)[-1]
    assert 'action="' + UNDO not in chair.get(PAPER).html
    assert chair.post(UNDO, do="act", reason="Not mine.", replaces="2").status == 403
    with pytest.raises(UsageError, match="only what was decided in their own name"):
        undo(waiting.line, "1", Deed("Shin-Gak Kang", "Not mine.", role="co-chair", recorded_by="kang"))
    assert decisions(waiting.line, 1)[-1] == last


def test_a_chair_takes_back_what_was_done_to_several_at_once(waiting: Desk) -> None:
    chair = waiting.visitor("chair")
    chair.post("/acts/admit", do="act", item="MV-26-0001:1", reason="It is on the agenda.")
    (token,) = {one.together for one in decisions(waiting.line, 1)[1:]}
    there = f"/acts/together/{token}"
    assert "Take all of it back" in chair.get(there).text
    chair.post(there, reason="Too fast.")
    assert [(one.actor, one.act) for one in decisions(waiting.line, 1)][-1] == ("Shin-Gak Kang", "undo")
