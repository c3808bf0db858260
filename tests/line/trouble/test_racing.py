"""Two persons act on one document in the same moment, on either database: one wins, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from intake.domain.errors import StaleDecisionError
from intake.domain.verdict import Decision, Deed
from intake.pipeline.desk.mails.acts import correct, ignore, release, return_to_sender, withdraw
from intake.pipeline.desk.mails.covers import CoverWishes, make_cover
from intake.pipeline.desk.mails.holding import hold
from intake.pipeline.line import Line
from intake.ports import AtStep
from tests.line.acts.test_acts import by, decisions
from tests.line.letters_in import RTF, mail, paper
from tests.line.worlds import START, World

ONE = "JCA-MV-Doc-001"
MAILS = (mail("accepted", ("Input.docx", paper())), mail("held", ("old.rtf", RTF), sender="bo@etri.example"))

Act = Callable[[Line, str, Deed], Decision]


def covered(line: Line, name: str, deed: Deed) -> Decision:
    """Make a cover for what has none."""
    return make_cover(line, name, deed, CoverWishes(title="Figures", source=("ETRI",)))


def retitled(line: Line, name: str, deed: Deed) -> Decision:
    """Give the document another title."""
    return correct(line, name, deed, title=f"As {deed.actor} says")


PAIRS = [
    pytest.param("2", release, return_to_sender, id="release-return"),
    pytest.param("2", release, release, id="release-twice"),
    pytest.param("2", ignore, covered, id="ignore-cover"),
    pytest.param(ONE, withdraw, retitled, id="withdraw-correct"),
    pytest.param(ONE, retitled, retitled, id="correct-twice"),
    pytest.param(ONE, hold, withdraw, id="hold-withdraw"),
]


def at_once() -> AtStep:
    """Both have read what is decided before either locks anything."""
    both = Barrier(2)

    def wait(step: str) -> None:
        if step == "act.prepared":
            both.wait(timeout=60)

    return wait


@pytest.mark.parametrize(("name", "first", "second"), PAIRS)
def test_one_wins_and_the_other_is_told(make_world: Callable[[str], World], name: str, first: Act, second: Act) -> None:
    world = make_world("race")
    line = world.start()
    for one in MAILS:
        world.server.deliver(one, START)
    world.run(line)
    own, step = (1 if name == ONE else int(name)), at_once()
    before = len(decisions(line, own))
    racing = [(first, "Ada", world.start(step)), (second, "Grace", world.start(step))]

    def race(act: Act, who: str, theirs: Line) -> Decision | StaleDecisionError:
        try:
            return act(theirs, name, by(who, before))
        except StaleDecisionError as told:
            return told

    with ThreadPoolExecutor(2) as pool:
        ends = list(pool.map(lambda each: race(*each), racing))
    won = [end for end in ends if isinstance(end, Decision)]
    told = [end for end in ends if isinstance(end, StaleDecisionError)]
    assert (len(won), len(told)) == (1, 1), ends
    assert f"was decided in between: Decision {won[0].n} by {won[0].actor}" in str(told[0])
    assert [one.actor for one in decisions(line, own)[before:]] == [won[0].actor]
