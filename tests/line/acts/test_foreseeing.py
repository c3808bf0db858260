"""The letter that an act would cause, before anybody acts: as it would be, and nothing of it stays."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from intake.domain.errors import StaleDecisionError, UsageError
from intake.domain.verdict import Decision, Deed
from intake.pipeline.desk.mails.acts import admit, correct, ignore, release, return_to_sender, withdraw
from intake.pipeline.desk.mails.changing_meeting import change_meeting
from intake.pipeline.desk.mails.conversion import convert
from intake.pipeline.desk.mails.covers import make_cover
from intake.pipeline.desk.mails.foreseeing import foresee
from intake.pipeline.desk.mails.holding import hold
from intake.pipeline.desk.mails.replay import replay_and_apply
from intake.pipeline.desk.mails.resending import resend
from intake.pipeline.desk.mails.undoing import undo
from intake.pipeline.line import Line
from intake.pipeline.owing.plain import plain_letter
from intake.store.database.engine import engine_for
from tests.line.acts.test_acts import accepted, by, held, late, returned, submission
from tests.line.acts.test_taken_back import COVER
from tests.line.letters_in import mail, paper
from tests.line.worlds import World

Act = Callable[[Line, str, Deed], Decision]


def everything(world: World) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the database, and the names of all files."""
    engine = engine_for(world.url)
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        tables = [name for (name,) in cursor.fetchall()]
        found = {name: cursor.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}
    finally:
        connection.close()
        engine.dispose()
    return found | {"files": sorted((str(one),) for one in (world.folder / "blobs").rglob("*"))}


FORESEEN = [
    pytest.param(held, release, "[JCA-MV] Registered: JCA-MV-Doc-001", ("JCA-MV-Doc-001",), id="release"),
    pytest.param(held, return_to_sender, "[JCA-MV] Please correct and send again", (), id="return"),
    pytest.param(held, ignore, "", (), id="ignore"),
    pytest.param(held, convert, "[JCA-MV] Please correct and send again", (), id="convert"),
    pytest.param(
        late,
        admit,
        "[JCA-MV] Admitted: JCA-MV-Doc-001 - Digital twins for metaverse standards",
        ("JCA-MV-Doc-001",),
        id="admit",
    ),
    pytest.param(
        returned,
        lambda line, name, deed: make_cover(line, name, deed, COVER),
        "[JCA-MV] Registered: JCA-MV-Doc-001 - A title",
        ("JCA-MV-Doc-001",),
        id="make-cover",
    ),
    pytest.param(returned, replay_and_apply, "[JCA-MV] Please correct and send again", (), id="replay"),
    pytest.param(
        accepted,
        lambda line, name, deed: correct(line, name, replace(deed, tells=True), title="Twins"),
        "[JCA-MV] Recorded as: JCA-MV-Doc-001 - Twins",
        ("JCA-MV-Doc-001",),
        id="correct",
    ),
    pytest.param(accepted, withdraw, "[JCA-MV] Withdrawn: JCA-MV-Doc-001", ("JCA-MV-Doc-001",), id="withdraw"),
    pytest.param(accepted, hold, "", (), id="hold"),
    pytest.param(
        accepted, lambda line, name, deed: change_meeting(line, name, deed, "next"), "", ("JCA-MV-Doc-001",), id="move"
    ),
]


@pytest.mark.parametrize(("begin", "act", "subject", "numbers"), FORESEEN)
def test_the_letter_is_shown_as_it_would_be_and_nothing_of_it_stays(
    world: World, begin: Callable[[World], Line], act: Act, subject: str, numbers: tuple[str, ...]
) -> None:
    line = begin(world)
    name = "JCA-MV-Doc-001" if begin is accepted else submission(line).reference
    before = everything(world)
    seen = foresee(line, lambda dry: act(dry, name, by("Ada")))
    assert everything(world) == before
    assert (seen.subject.startswith(subject), bool(seen.subject), seen.numbers) == (True, bool(subject), numbers)
    sent = len(world.sink.sent)
    act(line, name, by("Ada"))
    world.run(line)
    letters = [plain_letter(one.raw) for one in world.sink.sent[sent:] if one.recipients == seen.to]
    assert letters == ([(seen.subject, seen.text)] if subject else [])


def test_a_letter_that_would_be_taken_back_is_named(world: World) -> None:
    world.pace = replace(world.pace, send_delay=120)
    line = held(world)
    release(line, "1", by("Ada"))
    seen = foresee(line, lambda dry: undo(dry, "1", by("Ada")))
    assert (seen.to, seen.taken_back) == ((), ("[JCA-MV] Registered: JCA-MV-Doc-001",))


def test_a_receipt_that_was_withheld_is_shown_before_it_is_sent(world: World) -> None:
    world.server.deliver(mail("machine", ("Input.docx", paper()), Precedence="list"), world.clock.at)
    line = world.start()
    world.run(line)
    seen = foresee(line, lambda dry: resend(dry, "1", by("Ada")))
    assert seen.subject.startswith("[JCA-MV] Registered: JCA-MV-Doc-001")
    assert "JCA-MV-Doc-001" in seen.text
    assert world.sink.sent == []


def test_a_letter_that_would_be_withheld_says_why(world: World) -> None:
    world.server.deliver(mail("one", ("Input.docx", paper()), sender="no-reply@etri.example"), world.clock.at)
    line = world.start()
    world.run(line)
    seen = foresee(line, lambda dry: release(dry, "1", by("Ada")))
    assert bool(seen.withheld) == (seen.leaves_at is None)


def test_what_the_act_would_refuse_is_refused_in_the_preview(world: World) -> None:
    line = held(world)
    with pytest.raises(UsageError, match=r"is not held for being late|was received in time"):
        foresee(line, lambda dry: admit(dry, "1", by("Ada")))
    with pytest.raises(StaleDecisionError):
        foresee(line, lambda dry: release(dry, "1", by("Ada", replaces=7)))
    release(line, "1", by("Ada"))
