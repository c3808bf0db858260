"""What a person decides, as the sender, the mailbox and the next person see it."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from intake.app import make_home
from intake.cli.main import run_command
from intake.codec import CanonicalValues
from intake.domain.debt import Debt
from intake.domain.document import Reading
from intake.domain.errors import IntakeError, StaleDecisionError, UsageError
from intake.domain.submission import Contribution, Submission
from intake.domain.verdict import Decision, Deed
from intake.pipeline.desk.mails.acts import (
    admit,
    correct,
    ignore,
    release,
    return_to_sender,
    withdraw,
)
from intake.pipeline.desk.mails.moving import move_to_group
from intake.pipeline.desk.mails.replay import replay_and_apply, replay_as_now, replay_as_then
from intake.pipeline.line import Line
from intake.ports import UnitOfWork
from intake.store import SqlStore
from tests.line.letters_in import RTF, mail, other_paper, paper
from tests.line.test_line import numbers, subjects
from tests.line.worlds import START, World

HELD = "[JCA-MV] Received, the secretariat will reply"
RETURNED = "[JCA-MV] Please correct and send again"
LATE = "[JCA-MV] Received after the date for contributions"
REGISTERED = "[JCA-MV] Registered: JCA-MV-Doc-001 - Digital twins for metaverse standards"
DEADLINE = datetime.fromisoformat("2026-04-30T21:59:59+00:00")
Act = Callable[[Line, str, Deed], object]


def by(actor: str, replaces: int | None = None) -> Deed:
    return Deed(actor, f"{actor} has looked at it", replaces)


def taken(world: World, raw: bytes, at: datetime = START) -> Line:
    """A line that has done all that follows from this mail."""
    world.clock.at = max(world.clock.at, at)
    world.server.deliver(raw, at)
    line = world.start()
    world.run(line)
    return line


def held(world: World) -> Line:
    return taken(world, mail("held", ("old.rtf", RTF)))


def returned(world: World) -> Line:
    return taken(world, mail("returned", ("minutes.docx", other_paper())))


def accepted(world: World) -> Line:
    return taken(world, mail("accepted", ("Input.docx", paper())))


def late(world: World) -> Line:
    return taken(world, mail("late", ("Input.docx", paper())), DEADLINE + timedelta(minutes=11))


def decisions(line: Line, submission: int = 1) -> list[Decision]:
    with line.store.read() as work:
        return work.submissions.decisions(submission)


def submission(line: Line, name: str = "1") -> Submission:
    with line.store.read() as work:
        found = work.submissions.find(name)
    assert found is not None
    return found


def contribution(line: Line, label: str = "JCA-MV-Doc-001") -> Contribution:
    with line.store.read() as work:
        found = work.contributions.by_label(label)
    assert found is not None
    return found


def receipts(line: Line, of: int = 1) -> list[Debt]:
    with line.store.read() as work:
        return [one for one in work.debts.of(of) if one.kind == "receipt"]


ENDS = [
    pytest.param(held, release, "accept", "[JCA-MV] Registered: JCA-MV-Doc-001", id="release-an-older-format"),
    pytest.param(returned, release, "accept", "[JCA-MV] Registered: JCA-MV-Doc-001", id="release-what-was-returned"),
    pytest.param(late, release, "accept", "[JCA-MV] Admitted: JCA-MV-Doc-001 - Digital twins", id="release-late"),
    pytest.param(late, admit, "accept", "[JCA-MV] Admitted: JCA-MV-Doc-001 - Digital twins", id="admit-late"),
    pytest.param(held, return_to_sender, "return", RETURNED, id="return"),
    pytest.param(held, ignore, "ignore", None, id="ignore"),
]


@pytest.mark.parametrize(("begin", "act", "disposition", "subject"), ENDS)
def test_an_act_is_a_further_decision_that_ends_the_hold(
    world: World, begin: Callable[[World], Line], act: Act, disposition: str, subject: str | None
) -> None:
    line = begin(world)
    before = subjects(world)
    world.clock.wait(3600)
    act(line, submission(line).reference, by("Ada"))
    world.run(line)
    first, last = decisions(line)
    assert (first.actor, last.n, last.actor, last.reason) == ("line", 2, "Ada", "Ada has looked at it")
    assert (last.at - first.at) >= timedelta(hours=1)
    assert last.act == getattr(act, "__name__").removesuffix("_to_sender")  # noqa: B009 - a function's own name
    assert submission(line).disposition == last.verdict.disposition == disposition
    later = subjects(world)[len(before) :]
    assert [one.startswith(subject) for one in later] == [True] if subject else later == []
    assert list(world.server.folders["INBOX"]) == []
    with line.store.read() as work:
        entry = work.log.listed(what="decided")[-1]
    assert (entry.who, entry.why, entry.facts["act"]) == ("Ada", "Ada has looked at it", last.act)


def test_a_number_is_given_once_and_never_changed(world: World) -> None:
    line = held(world)
    release(line, "1", by("Ada"))
    world.run(line)
    assert numbers(line) == ["JCA-MV-Doc-001"]
    withdraw(line, "JCA-MV-Doc-001", by("Ada"))
    release(line, "JCA-MV-Doc-001", by("Ada"))
    replay_and_apply(line, "JCA-MV-Doc-001", by("Ada"))
    world.run(line)
    assert numbers(line) == ["JCA-MV-Doc-001"]
    taken(world, mail("next", ("Input.docx", paper())))
    assert numbers(line) == ["JCA-MV-Doc-001", "JCA-MV-Doc-002"]


@pytest.mark.parametrize("act", [ignore, return_to_sender])
def test_what_has_a_number_keeps_it(world: World, act: Act) -> None:
    line = accepted(world)
    with pytest.raises(UsageError, match=r"JCA-MV-Doc-001, which stays; use 'intake withdraw' instead"):
        act(line, "JCA-MV-Doc-001", by("Ada"))
    assert len(decisions(line)) == 1


def test_what_is_in_time_is_not_admitted(world: World) -> None:
    line = held(world)
    with pytest.raises(UsageError, match=r"received in time; use 'intake release'"):
        admit(line, "1", by("Ada"))


def test_correcting_changes_what_is_recorded_and_not_what_was_read(world: World) -> None:
    line = accepted(world)
    sent = len(world.sink.sent)
    correct(line, "JCA-MV-Doc-001", by("Ada"), title="Digital Twins", source=None)
    world.run(line)
    assert contribution(line).title == "Digital Twins"
    assert contribution(line).source == ("ETRI",)
    last = decisions(line)[-1]
    assert (last.n, last.act, last.actor) == (2, "correct", "Ada")
    assert last.verdict.documents[0].document.cover.title == "Digital twins for metaverse standards"
    assert len(world.sink.sent) == sent
    correct(line, "JCA-MV-Doc-001", by("Ben"), title="Digital twins for metaverse standards", source=None)
    assert contribution(line).title == "Digital twins for metaverse standards"


def test_a_letter_after_a_correction_tells_what_is_recorded(world: World) -> None:
    line = accepted(world)
    correct(line, "JCA-MV-Doc-001", by("Ada"), title="Digital Twins", source=("ETRI", "KT"))
    withdraw(line, "JCA-MV-Doc-001", by("Ada"))
    release(line, "JCA-MV-Doc-001", by("Ben"))
    world.run(line)
    assert subjects(world)[-1] == "[JCA-MV] Registered: JCA-MV-Doc-001 - Digital Twins"
    assert b"KT" in world.sink.to_senders[-1].raw


def test_a_correction_before_the_receipt_leaves_makes_one_receipt_with_what_is_recorded(world: World) -> None:
    world.server.deliver(mail("accepted", ("Input.docx", paper())), START)
    line = world.start()
    once(line, "decide.committed", lambda: correct(line, "JCA-MV-Doc-001", by("Ada"), title="Twins", source=None))
    world.run(line)
    assert [(one.decision, one.state) for one in receipts(line)] == [(1, "superseded"), (2, "paid")]
    assert subjects(world) == ["[JCA-MV] Registered: JCA-MV-Doc-001 - Twins"]


def test_a_correction_that_is_told_is_one_letter_with_nothing_to_do(world: World) -> None:
    line = accepted(world)
    deed = replace(by("Ada"), tells=True)
    correct(line, "JCA-MV-Doc-001", deed, title="Digital Twins", source=("ETRI", "KT"))
    world.run(line)
    assert subjects(world) == [REGISTERED, "[JCA-MV] Recorded as: JCA-MV-Doc-001 - Digital Twins"]
    letter = message_from_bytes(world.sink.to_senders[-1].raw, policy=policy.default)
    text = letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert letter["To"] == "delegate@etri.example"
    for told in (
        "Number: JCA-MV-Doc-001",
        "Title: Digital Twins",
        "Source: ETRI; KT",
        "You do not need to do anything.",
    ):
        assert told in text
    assert "Input.docx" not in text
    assert [(one.decision, one.state) for one in receipts(line)] == [(1, "paid"), (2, "paid")]
    correct(line, "JCA-MV-Doc-001", by("Ben"), title="Twins", source=None)
    world.run(line)
    assert len(world.sink.sent) == 2


def test_withdrawing_keeps_the_number_as_a_line(world: World) -> None:
    line = accepted(world)
    withdraw(line, "jca-mv-doc-001", by("Ada"))
    world.run(line)
    assert contribution(line).withdrawn_at == world.clock.now()
    assert subjects(world) == [REGISTERED, "[JCA-MV] Withdrawn: JCA-MV-Doc-001"]
    with pytest.raises(UsageError, match="JCA-MV-Doc-001 is withdrawn already"):
        withdraw(line, "JCA-MV-Doc-001", by("Ben"))
    release(line, "JCA-MV-Doc-001", by("Ben"))
    world.run(line)
    assert contribution(line).withdrawn_at is None
    assert subjects(world)[2:] == [REGISTERED]
    taken(world, mail("next", ("Other.docx", paper("Another one"))))
    assert numbers(line) == ["JCA-MV-Doc-001", "JCA-MV-Doc-002"]


def test_withdrawing_one_of_two_names_that_one(world: World) -> None:
    line = taken(world, mail("two", ("a.docx", paper("Avatars")), ("b.docx", paper("Haptics"))))
    withdraw(line, "JCA-MV-Doc-002", by("Ada"))
    world.run(line)
    assert subjects(world)[-1] == "[JCA-MV] Withdrawn: JCA-MV-Doc-002"
    assert [one.withdrawn_at is None for one in (contribution(line), contribution(line, "JCA-MV-Doc-002"))] == [
        True,
        False,
    ]


@pytest.mark.parametrize(("act", "states"), [(ignore, ["superseded"]), (release, ["superseded", "paid"])])
def test_a_further_decision_supersedes_the_receipt_that_is_owed(world: World, act: Act, states: list[str]) -> None:
    """A person was faster than the outbox: the sender hears one answer, or none."""
    world.server.deliver(mail("held", ("old.rtf", RTF)), START)
    line = world.start()
    once(line, "decide.committed", lambda: act(line, "1", by("Ada")))
    world.run(line)
    assert [one.state for one in receipts(line)] == states
    assert HELD not in subjects(world)
    assert len(world.sink.sent) == len(states) - 1


def once(line: Line, name: str, act: Callable[[], object]) -> None:
    waiting = [act]

    def step(passed: str) -> None:
        if passed == name and waiting:
            waiting.pop()()

    line.step = step


@pytest.mark.parametrize("first", [ignore, return_to_sender])
def test_an_act_is_undone_by_a_further_one(world: World, first: Act) -> None:
    line = held(world)
    first(line, "1", by("Ada"))
    world.run(line)
    release(line, "1", by("Ben"))
    world.run(line)
    assert numbers(line) == ["JCA-MV-Doc-001"]
    assert [one.actor for one in decisions(line)] == ["line", "Ada", "Ben"]
    assert subjects(world)[-1].startswith("[JCA-MV] Registered: JCA-MV-Doc-001")


@pytest.mark.parametrize("act", [release, ignore, return_to_sender])
def test_an_act_on_what_is_held_leaves_what_has_a_number(world: World, act: Act) -> None:
    """Two files in one mail: the good one has its number, the other one waits for a person."""
    line = taken(world, mail("mixed", ("Input.docx", paper()), ("old.rtf", RTF)))
    before = {one.document.file: one.disposition for one in decisions(line)[-1].verdict.documents}
    assert before == {"Input.docx": "accept", "old.rtf": "hold"}
    assert list(world.server.folders["INBOX"]) == [1]
    act(line, "1", by("Ada"))
    world.run(line)
    after = {one.document.file: one.disposition for one in decisions(line)[-1].verdict.documents}
    assert after == {"Input.docx": "accept", "old.rtf": None}
    assert numbers(line) == ["JCA-MV-Doc-001"]
    assert list(world.server.folders["INBOX"]) == []


def test_who_comes_second_is_told_what_happened(world: World) -> None:
    line = held(world)
    release(line, "1", by("Ada", replaces=1))
    with pytest.raises(StaleDecisionError) as told:
        return_to_sender(line, "1", by("Ben", replaces=1))
    text = str(told.value)
    assert all(word in text for word in ("Ada", "2026-04-30 15:30", "accept", "Ada has looked at it"))
    assert len(decisions(line)) == 2
    assert told.value.exit_code == 1


def test_released_for_another_group_it_gets_its_number_there(world: World) -> None:
    line = held(world)
    _, (moved,) = move_to_group(line, "1", by("Ada"), "jca-dcc")
    world.run(line)
    here, there = submission(line), submission(line, str(moved.id))
    assert (here.disposition, decisions(line)[-1].reason) == ("ignore", "moved to JCA-DCC: Ada has looked at it")
    assert (there.group, there.raw, there.received_at) == ("jca-dcc", here.raw, here.received_at)
    assert there.reference.startswith("DCC-26-")
    assert list(world.server.folders["INBOX"]) == []
    release(line, there.reference, by("Ada"))
    world.run(line)
    assert numbers(line) == []
    assert numbers(line, "jca-dcc") == ["JCA-DCC-Doc-001"]
    with pytest.raises(UsageError, match="JCA-DCC has this mail already"):
        move_to_group(line, "1", by("Ada"), "jca-dcc")


def test_a_replay_as_then_gives_the_same_verdict(world: World) -> None:
    line = late(world)
    admit(line, "1", by("Ada"))
    world.run(line)
    assert replay_as_then(line, "1").differences == ()


def test_a_replay_as_now_names_what_differs(world: World) -> None:
    line = late(world)
    admit(line, "1", by("Ada"))
    file = decisions(line)[-1].verdict.documents[0].document.file
    differences = replay_as_now(line, "1").differences
    assert {"outcome: accepted -> held", f"{file}: outcome: accepted -> held"} <= set(differences)


@pytest.mark.parametrize("act", [release, return_to_sender, ignore, admit, replay_and_apply])
def test_an_act_on_nothing_says_so(world: World, act: Act) -> None:
    line = world.start()
    with pytest.raises(IntakeError, match="MV-26-0099: there is no submission with this id, reference or number"):
        act(line, "MV-26-0099", by("Ada"))


def test_on_the_command_line_the_second_person_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = make_home(tmp_path / "home", environment={})
    (tmp_path / "held.eml").write_bytes(mail("held", ("old.rtf", RTF)))
    assert run_command(["ingest", str(tmp_path / "held.eml"), "--home", str(home)]) == 1
    reference = json.loads(capsys.readouterr().out)["reference"]
    on = ["--home", str(home), "--replaces", "1", "--reason"]
    assert run_command(["release", reference, "--by", "Ada", *on, "it can be converted"]) == 0
    assert capsys.readouterr().out.startswith(f"{reference}: accept, JCA-MV-Doc-001; receipt owed: ")
    assert run_command(["ignore", reference, "--by", "Ben", *on, "spam"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "Ada" in err
    assert "it can be converted" in err
    assert "Traceback" not in err


def test_no_transaction_is_open_while_an_act_takes_the_reading_out(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = taken(world, mail("one", ("Input.docx", paper())))
    write, reading, seen = SqlStore.write, CanonicalValues.reading, list[bool]()
    open_now = list[None]()

    @contextmanager
    def watched(self: SqlStore) -> Iterator[UnitOfWork]:
        with write(self) as work:
            open_now.append(None)
            yield work
            open_now.pop()

    def noted(self: CanonicalValues, text: bytes) -> Reading:
        seen.append(bool(open_now))
        return reading(self, text)

    monkeypatch.setattr(SqlStore, "write", watched)
    monkeypatch.setattr(CanonicalValues, "reading", noted)
    withdraw(line, "JCA-MV-Doc-001", by("Ada"))
    assert seen == [False]
