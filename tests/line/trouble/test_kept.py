"""What is kept of a mail: the reader's own words; and what an earlier version kept is judged again as it was then."""

import json
from hashlib import sha256

from sqlalchemy import create_engine, text

from intake.domain.text.canonical import canonical
from intake.pipeline.desk.mails.replay import replay_and_apply, replay_as_now, replay_as_then
from intake.pipeline.line import Line
from intake.readers.reading import answer
from tests.line.acts.test_acts import by, decisions, taken
from tests.line.letters_in import mail, paper
from tests.line.worlds import World

MAIL = mail("kept", ("Input.docx", paper()))


def test_the_reading_that_is_kept_is_what_the_reader_said(world: World) -> None:
    line = taken(world, MAIL)
    assert line.blobs.get(decisions(line)[-1].inputs.reading) == answer("mail", MAIL).reading


def test_the_digest_of_what_was_known_is_that_of_its_text(world: World) -> None:
    line = taken(world, MAIL)
    with line.store.read() as work:
        kept = work.submissions.snapshot_of(1, 1)
    assert sha256(kept.encode()).hexdigest() == decisions(line)[-1].inputs.snapshot


def test_a_reading_made_again_is_kept_under_the_same_digest(world: World) -> None:
    line = taken(world, MAIL)
    replay_and_apply(line, "1", by("Ada"))
    first, second = (one.inputs.reading for one in decisions(line))
    assert first == second


def test_what_an_earlier_version_kept_is_judged_as_it_was_then(world: World) -> None:
    line = taken(world, MAIL)
    as_kept_before(world, line)
    world.close()
    again = world.start()
    assert replay_as_then(again, "1").differences == ()
    assert replay_as_now(again, "1").differences == ()
    before = decisions(again)[-1].inputs.reading
    replay_and_apply(again, "1", by("Ada"))
    assert decisions(again)[-1].inputs.reading == before


def as_kept_before(world: World, line: Line) -> None:
    """Write reading and snapshot as an earlier version wrote them: JSON whose keys are sorted all through."""
    inputs = decisions(line)[-1].inputs
    reading = canonical(json.loads(line.blobs.get(inputs.reading))).encode()
    with line.store.read() as work:
        snapshot = canonical(json.loads(work.submissions.snapshot_of(1, 1)))
    (blob,) = line.blobs.put([reading])
    assert blob != inputs.reading
    known = sha256(snapshot.encode()).hexdigest()
    kept = canonical({**json.loads(canonical(inputs)), "reading": blob, "snapshot": known})
    engine = create_engine(world.url)
    with engine.begin() as database:
        database.execute(text("UPDATE decisions SET inputs = :it, snapshot = :known"), {"it": kept, "known": snapshot})
        database.execute(text("UPDATE readings SET blob = :blob"), {"blob": blob})
    engine.dispose()
