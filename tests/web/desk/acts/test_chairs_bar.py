"""At the desk a chair decides where a link would let them, and reads the link's sentence where it would not."""

from collections.abc import Callable

import pytest

from intake.domain.errors import UsageError
from intake.domain.verdict import Deed
from intake.pipeline.desk.mails.acts import admit
from intake.pipeline.line import Line
from tests.line.acts.test_acts import decisions
from tests.line.chairs.test_chairs import KANG, late_paper
from tests.line.chairs.test_chairs_by_link import meeting_is, secretariat_decides
from tests.line.worlds import World
from tests.web.desk.places import desk_of

PAPER = "/submissions/MV-26-0001"
BARS = [
    pytest.param(meeting_is("postponed"), "is postponed. Nothing is decided until", id="postponed"),
    pytest.param(meeting_is("cancelled"), "is cancelled, and there is nothing to decide", id="cancelled"),
    pytest.param(meeting_is("reported"), "is over, and there is nothing to decide", id="over"),
    pytest.param(secretariat_decides, "In this group the secretariat decides.", id="the-secretariat-decides"),
]


@pytest.mark.parametrize(("meanwhile", "told"), BARS)
def test_a_chair_decides_nothing_where_a_link_refuses(
    world: World, meanwhile: Callable[[World, Line], None], told: str
) -> None:
    desk = desk_of(world, late_paper(world))
    chair, page = desk.visitor("chair"), PAPER + "/acts/"
    assert page + "admit" in chair.get(PAPER).html
    meanwhile(world, desk.line)
    said = {"reason": "It is on the agenda.", "replaces": "1"}
    for office in ("", KANG):
        assert desk.visitor("administrator").post("/people/kang/office", address=office).status == 303
        assert page not in chair.get(PAPER).html
        for act in ("admit", "return"):
            for do in ("look", "act"):
                answer = chair.post(page + act, do=do, next="on" if office else "", **said)
                assert (answer.status, told in answer.html) == (422, True)
            for do in ("look", "act"):
                assert told in chair.post(f"/acts/{act}", do=do, item="MV-26-0001:1", **said).html
    assert [one.actor for one in decisions(desk.line, 1)] == ["line"]
    with pytest.raises(UsageError, match=told.split(".", maxsplit=1)[0]):
        admit(desk.line, "1", Deed("Shin-Gak Kang", "By mail.", role="co-chair", recorded_by="sam", as_chair=True))
    assert desk.visitor("secretary").post(page + "admit", do="act", **said).status == 303
    desk.close()
