"""The story of one mail, as the line left it behind."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from intake.domain.debt import NewDebt, Unreadable
from intake.domain.rulebook import Policy
from intake.domain.submission import Submission
from intake.domain.verdict import Deed
from intake.pipeline.desk.mails.acts import admit, correct, release, withdraw
from intake.pipeline.desk.mails.moving import move_to_group
from intake.pipeline.line import Line
from intake.pipeline.showing.story.looking import look_at
from intake.pipeline.showing.story.steps import Step
from intake.pipeline.showing.story.whole import MailStory
from intake.ports import Handover, Reader
from tests.line.acts.test_acts import by
from tests.line.chairs.test_chairs import KANG, MUATH, late_paper
from tests.line.letters_in import DELEGATE, RTF, mail, other_paper, paper
from tests.line.worlds import START, World
from tests.store.databases import ready_url

HOPS = (
    b"Received: from mx.etri.example ([192.0.2.1]) by mx.itu.int with ESMTPS id 2; Thu, 30 Apr 2026 15:29:58 +0000\r\n"
    b"Received: from laptop by mx.etri.example with ESMTP id 1; Fri, 01 May 2026 00:29:30 +0900\r\n"
)


def named(line: Line, name: str) -> Submission | None:
    with line.store.read() as work:
        return work.submissions.find(name)


def story(line: Line, name: str = "1") -> MailStory:
    found = named(line, name)
    assert found is not None
    return look_at(line, found)


def steps(told: MailStory, what: str) -> list[Step]:
    return [one for one in told.time_line.here if one.what == what]


def kinds(told: MailStory) -> list[str]:
    return [one.what for one in told.time_line.here]


def come(world: World, *mails: bytes, line: Line | None = None) -> Line:
    line = line or world.start()
    for raw in mails:
        world.server.deliver(raw, world.clock.at)
        world.run(line)
        world.clock.at += timedelta(minutes=1)
    return line


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[Line]:
    """Six mails, for all tests that only look: accepted, replaced, returned, corrected, held, a question."""
    folder = tmp_path_factory.mktemp("seen")
    world = World(folder, ready_url("sqlite", folder), reader)
    one = HOPS + mail("one", ("Input.docx", paper()))
    line = come(
        world,
        one,
        mail("two", ("Input.docx", paper(text="Better."))),
        mail("three", ("other.docx", other_paper()), sender="ada@x.example"),
        mail("four", ("other.docx", paper("Another title", "ACME")), sender="ada@x.example"),
        mail("five", ("old.rtf", RTF), sender="grace@x.example"),
        mail(
            "six", subject="When is the meeting?", text="Dear all,\n\nwhen does it begin?\n", sender="grace@x.example"
        ),
        one,
    )
    correct(line, "JCA-MV-Doc-001", by("Grace"), title="Digital twins (corrected)")
    world.run(line)
    yield line
    world.close()


def test_the_way_before_us_is_told_in_the_order_of_travel_and_only_ours_is_trusted(seen: Line) -> None:
    before = story(seen).time_line.before
    assert [(one.what, one.facts.get("by", ""), one.trusted) for one in before] == [
        ("written", "", False),
        ("hop", "mx.etri.example", False),
        ("hop", "mx.itu.int", False),
    ]
    assert [one.facts.get("delay") for one in before[1:]] == [None, 28]


def test_what_happened_here_is_told_in_the_order_of_time(seen: Line) -> None:
    told = story(seen)
    assert kinds(told)[:6] == ["delivered", "received", "stored", "read", "decided", "letter"]
    assert {"moved", "linked"} < set(kinds(told))
    assert [one.at for one in told.time_line.here] == sorted(one.at for one in told.time_line.here if one.at)


def test_each_decision_is_told_with_actor_act_and_reason(seen: Line) -> None:
    told = [(one.who, one.facts["act"], one.facts["disposition"], one.why) for one in steps(story(seen), "decided")]
    assert told[0][:3] == ("line", "judge", "accept")
    assert told[1] == ("Grace", "correct", "accept", "Grace has looked at it")


def test_a_second_delivery_of_the_same_mail_is_a_step_with_its_place(seen: Line) -> None:
    (linked,) = steps(story(seen), "linked")
    (first,) = steps(story(seen), "delivered")
    assert (linked.facts["account"], linked.facts["folder"]) == ("jca-mv", "INBOX")
    assert linked.facts["uid"] != first.facts["uid"]


def test_the_answer_is_told_with_its_recipient_and_how_it_left(seen: Line) -> None:
    (letter,) = steps(story(seen), "letter")
    assert (letter.facts["state"], letter.facts["how"], letter.facts["to"]) == ("paid", "smtp", (DELEGATE,))
    moved = steps(story(seen), "moved")
    assert [(one.facts["to"], one.facts["state"]) for one in moved] == [("Intake/Taken", "paid")] * 2


def test_the_receipt_is_shown_as_it_was_sent(seen: Line) -> None:
    (letter,) = story(seen).letters
    assert letter.state == "sent"
    assert letter.subject == "[JCA-MV] Registered: JCA-MV-Doc-001 - Digital twins for metaverse standards"
    assert "JCA-MV-Doc-001" in letter.text
    assert (letter.to, letter.languages[0], letter.leaves_in) == ((DELEGATE,), "en", None)


def test_a_receipt_whose_bytes_are_gone_says_so(seen: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(sha256: str) -> bytes:
        raise KeyError(sha256)

    monkeypatch.setattr(seen.blobs, "get", gone)
    told = look_at(seen, named(seen, "MV-26-0003"))  # type: ignore[arg-type]
    assert [(one.lost, one.text, bool(one.subject)) for one in told.letters] == [(True, "", True)]
    assert told.reading is None
    assert told.papers
    assert told.time_line.before == ()


def test_the_cover_as_read_stands_beside_what_is_recorded(seen: Line) -> None:
    (one,) = story(seen).papers
    fields = {each.name: each for each in one.fields}
    assert fields["title"].read == ("Digital twins for metaverse standards",)
    assert fields["title"].recorded == ("Digital twins (corrected)",)
    assert fields["title"].differs
    assert (fields["source"].read, fields["source"].recorded) == (("ETRI",), ("ETRI",))
    assert not fields["source"].differs
    assert fields["contact 1"].read[-1] == DELEGATE
    assert fields["contact 1"].recorded is None
    assert one.number == "JCA-MV-Doc-001"
    assert one.document.template.conforms
    assert one.posted_at is None
    assert one.audience == "members"


def test_a_document_that_was_sent_back_has_its_findings_and_no_number(seen: Line) -> None:
    (one,) = story(seen, "MV-26-0003").papers
    assert (one.number, one.record, one.judged.disposition) == ("", None, "return")
    assert "TPL-001" in {each.id for each in one.findings}
    assert all(each.recorded is None for each in one.fields)


@pytest.mark.parametrize(
    ("name", "relatives"),
    [
        ("MV-26-0001", [("later-version", "MV-26-0002")]),
        ("MV-26-0002", [("earlier-version", "MV-26-0001")]),
        ("MV-26-0003", [("corrected-by", "MV-26-0004")]),
        ("MV-26-0004", [("corrects", "MV-26-0003")]),
        ("MV-26-0005", []),
    ],
)
def test_related_mails_are_named(seen: Line, name: str, relatives: list[tuple[str, str]]) -> None:
    assert [(one.kinship, one.submission.reference) for one in story(seen, name).relatives] == relatives


@pytest.mark.parametrize(
    ("name", "mails", "accepted"), [("1", 0, 0), ("2", 1, 1), ("3", 0, 0), ("4", 1, 0), ("6", 1, 0)]
)
def test_what_the_sender_sent_before(seen: Line, name: str, mails: int, accepted: int) -> None:
    told = story(seen, name).sender
    assert (told.past.mails, told.past.accepted, told.name) == (mails, accepted, "Ji-won Park")


@pytest.mark.parametrize("name", ["2", "mv-26-0002", "MV-26-0002", " 2 "])
def test_a_mail_is_found_as_people_name_it(seen: Line, name: str) -> None:
    assert story(seen, name).known.submission.reference == "MV-26-0002"


def test_a_question_has_its_subject_and_its_words(seen: Line) -> None:
    told = story(seen, "MV-26-0006")
    assert told.subject == "When is the meeting?"
    assert told.mail is not None
    assert "when does it begin?" in told.mail.text
    assert (told.papers, told.letters) == ((), ())


def test_nobody_is_found_under_a_name_that_nobody_has(seen: Line) -> None:
    assert named(seen, "MV-26-9999") is None


def test_a_mail_that_is_only_stored_has_a_story_too(world: World) -> None:
    line = world.start()
    world.server.deliver(mail("one", ("Input.docx", paper())), START)
    world.steps()[0](line)
    told = story(line)
    assert kinds(told) == ["delivered", "received", "stored"]
    assert (told.reading, told.papers, told.subject) == (None, (), "")


def test_the_letters_to_the_chairs_are_listed_and_what_they_decided_is_told(world: World) -> None:
    line = late_paper(world)
    told = story(line)
    assert [(one.to, one.state) for one in told.asked] == [((KANG,), "sent"), ((MUATH,), "sent")]
    assert len(steps(told, "chairs-asked")) == 2
    assert told.instants.marks[-1].after == 660
    assert "mx.itu.int" in [one.facts.get("by") for one in told.time_line.before]
    admit(line, "MV-26-0001", Deed("Muath", "It matters."))
    assert [(one.who, one.facts["act"]) for one in steps(story(line), "decided")][-1] == ("Muath", "admit")


def test_letters_of_a_day_are_listed_too_and_no_other_mail_has_them(world: World) -> None:
    line = late_paper(world)
    daily = replace(_policy(line), notify_chairs="daily")
    folder = world.folder / "daily"
    folder.mkdir()
    again = World(folder, ready_url("sqlite", folder), world.reader, clock=world.clock)
    second = late_paper(again, daily)
    again.run_at(second, world.clock.at + timedelta(days=4))
    told = story(second)
    assert {one.to for one in told.asked} == {(KANG,), (MUATH,)}
    again.server.deliver(mail("other", ("b.docx", paper("Another"))), again.clock.at)
    again.run(second)
    assert story(second, "2").asked == ()
    again.close()


def _policy(line: Line) -> Policy:
    with line.store.read() as work:
        return line.rulebook(work, "jca-mv").policy


def test_a_receipt_that_bounced_or_was_not_taken_is_told(world: World) -> None:
    line = world.start()
    world.sink.answers.append(Handover("refused", "550 no such user"))
    come(world, mail("one", ("Input.docx", paper())), line=line)
    told = story(line)
    (letter,) = steps(told, "letter")
    assert (letter.facts["state"], letter.why) == ("refused", "550 no such user")
    assert told.letters[0].state == "refused"
    come(world, mail("two", ("b.docx", paper("Another title"))), line=line)
    with line.store.write() as work:
        (debt, _), *_ = work.debts.receipts(2)
        assert work.debts.bounced(debt.id, world.clock.at)
    assert [one.at for one in steps(story(line, "2"), "bounced")] == [world.clock.at]


def test_a_letter_that_is_still_to_leave_says_when(world: World) -> None:
    line = come(world, mail("one", ("Input.docx", paper())))
    later = world.clock.at + timedelta(seconds=80)
    with line.store.write() as work:
        sent = work.debts.of(1)[0]
        assert not isinstance(sent.payload, Unreadable)
        owed = NewDebt("receipt:1:9", "receipt", "smtp", later, sent.payload, "jca-mv", submission=1, decision=1)
        assert work.debts.owe(owed)
    letter = story(line).letters[-1]
    assert (letter.state, letter.text, letter.leaves_in) == ("owed", "", timedelta(seconds=80))
    assert letter.subject.startswith("[JCA-MV] Registered")
    world.clock.at = later + timedelta(seconds=1)
    assert story(line).letters[-1].leaves_in == timedelta()


def test_a_mail_that_was_moved_to_another_group_names_its_sibling(world: World) -> None:
    line = come(world, mail("one", ("old.rtf", RTF)))
    move_to_group(line, "1", by("Grace"), "jca-dcc")
    world.run(line)
    assert [(one.kinship, one.submission.group) for one in story(line, "1").relatives] == [("sibling", "jca-dcc")]
    moved = story(line, "2")
    assert [(one.kinship, one.submission.reference) for one in moved.relatives] == [("sibling", "MV-26-0001")]
    assert [one.facts["kind"] for one in moved.time_line.here if one.what == "delivered"] == ["group"]


def test_withdrawn_and_released_are_told(world: World) -> None:
    line = come(world, mail("one", ("Input.docx", paper())), mail("two", ("old.rtf", RTF)))
    withdraw(line, "JCA-MV-Doc-001", by("Grace"))
    release(line, "2", by("Grace"))
    assert story(line).papers[0].record is not None
    assert story(line).papers[0].record.withdrawn_at is not None  # type: ignore[union-attr]
    assert steps(story(line, "2"), "decided")[-1].facts["act"] == "release"
