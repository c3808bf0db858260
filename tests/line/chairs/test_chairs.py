"""The chairs decide on late papers by mail: each is asked, one decides, the others and the sender are told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest

from intake.domain.answering.outcomes import outcome
from intake.domain.errors import StaleDecisionError, UsageError
from intake.domain.meeting import Extension, Officer
from intake.domain.rulebook import Policy
from intake.domain.verdict import Decision, Deed
from intake.pipeline.desk.mails.acts import admit, return_to_sender
from intake.pipeline.desk.mails.chairs import by_chair, settle_evidence
from intake.pipeline.desk.rulebooks.rules import activate
from intake.pipeline.line import Line
from intake.pipeline.showing.recorders import recorders
from tests.line.letters_in import DELEGATE, RTF, mail, paper
from tests.line.trouble.test_alerts import letters, text_of
from tests.line.waits import Waits, waits
from tests.line.worlds import World

KANG, MUATH, SECRETARIAT = "kang@etri.example", "muath@cst.example", "secretariat@example.org"
DEADLINE = datetime(2026, 4, 30, 21, 59, 59, tzinfo=UTC)
LATE = DEADLINE + timedelta(minutes=11)
CHAIRS = (
    Officer(
        "co-chair",
        "Shin-Gak Kang",
        "Electronics and Telecommunications Research Institute (ETRI)",
        addresses=(KANG, "kang@home.example"),
    ),
    Officer("Co-Chair", "Muath AlRumayh", "CST", addresses=(MUATH,), assistants=("office@cst.example",)),
    Officer("vice-chair", "Ada Lovelace", addresses=("ada@example.org",)),
    Officer("chair", "Grace Hopper", addresses=("grace@example.org",), until=DEADLINE.date() - timedelta(days=1)),
)


def started(world: World, policy: Policy | None = None, chairs: tuple[Officer, ...] = CHAIRS) -> Line:
    world.groups = ("jca-mv",)
    line = world.start()
    with line.store.read() as work:
        book = line.rulebook(work, "jca-mv")
    changed = replace(book, group=replace(book.group, officers=chairs), policy=policy or book.policy)
    activate(line, "jca-mv", *line.codec.write(changed), who="test")
    return line


def late_paper(world: World, policy: Policy | None = None, **fields: str) -> Line:
    """A line that has read a paper which came eleven minutes late."""
    world.clock.at = LATE
    hop = "from mail.etri.example ([192.0.2.1]) by mx.itu.int with ESMTPS id 1; Thu, 30 Apr 2026 22:10:59 +0000"
    raw = f"Received: {hop}\r\n".encode() + mail("late", ("Input.docx", paper()), **fields)
    world.server.deliver(raw, LATE)
    line = started(world, policy)
    world.run(line)
    return line


def asked(world: World, to: str) -> list[EmailMessage]:
    return [one for one in letters(world, to) if "Received after the date for contributions" in str(one["Subject"])]


def told(world: World, to: str) -> list[str]:
    """The letters to this address that tell what was decided, in words."""
    return [text_of(one) for one in letters(world, to) if "admitted" in text_of(one) or "to decide" in text_of(one)]


def last(line: Line) -> Decision:
    with line.store.read() as work:
        return work.submissions.decisions(1)[-1]


def listed(line: Line) -> dict[str, Waits]:
    return {one.submission.reference: one for one in waits(line)}


REPLY = "Re: [JCA-MV] Received after the date for contributions: MV-26-0001 - Digital twins"


def answer(world: World, line: Line, name: str, sender: str, words: str, subject: str = REPLY, **fields: str) -> None:
    """A chair replies to the letter that asked, from this address."""
    world.server.deliver(mail(name, sender=sender, subject=subject, text=words, **fields), world.clock.at)
    world.run(line)


def decides(line: Line, chair: str, evidence: str, *, admits: bool = True, elsewhere: bool = False) -> Decision:
    """What the secretariat records for a chair."""
    deed = by_chair(line, "1", Deed("ada", "It is on the agenda."), chair, evidence, elsewhere=elsewhere)
    decision = (admit if admits else return_to_sender)(line, "1", deed)
    settle_evidence(line, deed, "MV-26-0001")
    return decision


def test_each_chair_is_asked_with_all_that_a_decision_needs(world: World) -> None:
    line = late_paper(world)
    world.clock.at += timedelta(minutes=1)
    world.run(line)
    (letter,) = asked(world, MUATH)
    assert letter["Subject"] == (
        "[JCA-MV] Received after the date for contributions: MV-26-0001 - Digital twins for metaverse standards"
    )
    assert letter["To"] == MUATH
    said = " ".join(text_of(letter).split())
    for words in (
        "Source: ETRI",
        "Friday 1 May 2026, 00:10:59 Geneva time (UTC+2) = Thursday 30 April, 22:10:59 UTC",
        "11 minutes after the date for contributions, Thursday 30 April 2026, 23:59:59 Geneva time (UTC+2)",
        "the mail server put the mail into the mailbox",
        "Abstract: It proposes something.",
        "From: mail.etri.example ([192.0.2.1]) Taken by: mx.itu.int Protocol: ESMTPS Whose: not ours",
        "Attached as MV-26-0001.docx (sent as Input.docx)",
        "Reply to this mail with “admit”",
        "after 2 working days",
    ):
        assert words in said
    (file,) = letter.iter_attachments()
    assert (file.get_filename(), file.get_content()) == ("MV-26-0001.docx", paper())


def test_each_chair_gets_a_letter_of_their_own(world: World) -> None:
    """One whose organization is a source is told so; who does not chair, or no longer, is not asked."""
    line = late_paper(world)
    world.run_at(line, LATE + timedelta(hours=3))
    own = "for which you are recorded, is a source of this document"
    assert [own in " ".join(text_of(one).split()) for one in asked(world, KANG)] == [True]
    assert [own in " ".join(text_of(one).split()) for one in asked(world, MUATH)] == [False]
    assert asked(world, "ada@example.org") + asked(world, "grace@example.org") == []
    assert asked(world, "kang@home.example") + asked(world, "office@cst.example") == []


def test_a_paper_in_time_asks_nobody(world: World) -> None:
    world.clock.at = DEADLINE - timedelta(hours=1)
    world.server.deliver(mail("in-time", ("Input.docx", paper())), world.clock.at)
    line = started(world)
    world.run(line)
    world.run_at(line, LATE)
    assert asked(world, KANG) == []


def test_what_is_held_for_another_reason_too_stays_with_the_secretariat(world: World) -> None:
    world.clock.at = LATE
    world.server.deliver(mail("rtf", ("old.rtf", RTF)), LATE)
    line = started(world)
    world.run(line)
    world.run_at(line, LATE + timedelta(minutes=1))
    (letter,) = asked(world, KANG)
    assert list(letter.iter_attachments()) == []
    assert "Not attached while the secretariat looks at it for another reason: old.rtf" in text_of(letter)


def test_where_the_chairs_do_not_decide_they_are_not_asked(world: World) -> None:
    line = late_paper(world, Policy(late_decided_by="secretariat"))
    world.run_at(line, LATE + timedelta(hours=1))
    assert asked(world, KANG) == []


def test_a_daily_letter_has_all_late_papers_of_the_day(world: World) -> None:
    """The paper of ten past midnight comes the same morning; those of Saturday and Sunday in one on Monday."""
    line = late_paper(world, Policy(notify_chairs="daily"))
    world.run_at(line, LATE + timedelta(hours=1))
    assert asked(world, KANG) == []
    world.run_at(line, datetime(2026, 5, 1, 6, 31, tzinfo=UTC))
    world.run_at(line, datetime(2026, 5, 1, 6, 32, tzinfo=UTC))
    for day in (2, 3):
        sent = datetime(2026, 5, day, 9, tzinfo=UTC)
        world.server.deliver(mail(f"day-{day}", (f"Day{day}.docx", paper(f"Topic {day}"))), sent)
        world.run_at(line, sent)
    world.run_at(line, datetime(2026, 5, 4, 6, 31, tzinfo=UTC))
    world.run_at(line, datetime(2026, 5, 4, 6, 32, tzinfo=UTC))
    head = "[JCA-MV] Received after the date for contributions:"
    assert [str(one["Subject"]) for one in asked(world, KANG)] == [
        f"{head} MV-26-0001 - Digital twins for metaverse standards",
        f"{head} MV-26-0002 - Topic 2 (+1)",
    ]
    names = [one.get_filename() for one in asked(world, KANG)[1].iter_attachments()]
    assert names == ["MV-26-0002.docx", "MV-26-0003.docx"]


def test_an_answer_is_shown_with_the_command_that_records_it(world: World) -> None:
    line = late_paper(world)
    world.run_at(line, LATE + timedelta(minutes=2))
    answer(world, line, "yes", MUATH, "admit, it completes Doc 4")
    shown = listed(line)
    assert shown["MV-26-0002"].command == (
        "admit MV-26-0001 --decided-by muath@cst.example --evidence MV-26-0002 --reason WHY"
    )
    assert shown["MV-26-0002"].reason == (
        "It seems to answer the letter to the chairs about MV-26-0001. "
        'It seems to say "admit"; read it, then record it.'
    )
    assert (
        "The chairs are asked; if they stay silent you may decide from Tuesday 5 May 2026, 23:59 Geneva time (UTC+2)."
        in (shown["MV-26-0001"].reason)
    )


@pytest.mark.parametrize("words", ["No, too late.", "Non, trop tard", "нет", "لا", "不同意", "否"])
def test_an_answer_that_says_no_is_a_return(world: World, words: str) -> None:
    line = late_paper(world)
    world.run_at(line, LATE + timedelta(minutes=2))
    answer(world, line, "no", KANG, words)
    assert listed(line)["MV-26-0002"].command.startswith("return MV-26-0001 --decided-by")


@pytest.mark.parametrize("field", ["In_Reply_To", "References"])
@pytest.mark.parametrize(
    ("words", "seems"),
    [
        pytest.param("OK, thank you", "admit", id="looks-like-thanks"),
        pytest.param("Please admit the attached contribution.", "admit", id="speaks-of-a-file"),
        pytest.param("Hello", "", id="says-neither"),
    ],
)
def test_an_answer_is_known_by_the_mail_that_it_answers(world: World, field: str, words: str, seems: str) -> None:
    """Whatever its subject; it stands right below the paper, and nothing is decided by it."""
    line = late_paper(world)
    world.run_at(line, LATE + timedelta(minutes=2))
    world.server.deliver(mail("between", ("old.rtf", RTF), sender="other@cst.example"), world.clock.at)
    named = str(asked(world, MUATH)[0]["Message-ID"])
    answer(world, line, "yes", MUATH, words, subject="Your mail", **{field: named})
    shown = listed(line)
    assert [*shown] == ["MV-26-0001", "MV-26-0003", "MV-26-0002"]
    said = shown["MV-26-0003"]
    assert (said.what, said.seems, said.about and said.about.reference) == ("answer", seems, "MV-26-0001")
    assert said.command == "admit MV-26-0001 --decided-by muath@cst.example --evidence MV-26-0003 --reason WHY"
    assert bool(said.otherwise) == (seems == "")
    assert outcome(last(line)) == "late"


def test_a_chair_admits_and_everybody_is_told(world: World) -> None:
    line = late_paper(world)
    world.run_at(line, LATE + timedelta(minutes=2))
    answer(world, line, "yes", MUATH, "admit")
    decision = decides(line, "muath@cst.example", "MV-26-0002")
    assert (decision.actor, decision.verdict.numbers) == ("Muath AlRumayh", ("JCA-MV-Doc-001",))
    world.run_at(line, world.clock.at + timedelta(hours=2))
    assert "It was admitted by the co-chair Muath AlRumayh." in " ".join(text_of(letters(world, DELEGATE)[-1]).split())
    for people in (KANG, SECRETARIAT):
        (words,) = [" ".join(one.split()) for one in told(world, people) if "was admitted by" in one.replace("\n", " ")]
        assert "was admitted by the co-chair Muath AlRumayh: Friday 1 May 2026" in words
        assert "Number: JCA-MV-Doc-001. Reason: It is on the agenda." in words
    assert [one for one in told(world, MUATH) if "was admitted by" in one] == []
    assert listed(line) == {}
    with line.store.read() as work:
        (entry,) = [one for one in work.log.listed(submission=1, what="decided") if one.facts.get("evidence")]
    assert (entry.who, entry.facts["evidence"], entry.personal["recorded by"]) == (
        "Muath AlRumayh",
        "MV-26-0002",
        "ada",
    )


def test_the_second_chair_hears_who_decided(world: World) -> None:
    line = late_paper(world)
    world.run_at(line, LATE + timedelta(minutes=2))
    answer(world, line, "yes", MUATH, "admit")
    decides(line, "Muath AlRumayh", "MV-26-0002")
    answer(world, line, "no", KANG, "no")
    decided = "MV-26-0001 is already decided by Muath AlRumayh at 2026-04-30 22:12 UTC: admitted."
    with pytest.raises(StaleDecisionError, match=decided):
        decides(line, "Shin-Gak Kang", "MV-26-0003", admits=False)
    told = "MV-26-0001 is already decided by Muath AlRumayh, Friday 1 May 2026, 00:12 Geneva time (UTC+2): admitted."
    assert told in listed(line)["MV-26-0003"].reason
    assert last(line).actor == "Muath AlRumayh"


def test_of_two_chairs_at_once_one_wins(world: World) -> None:
    line = late_paper(world)
    world.run_at(line, LATE + timedelta(minutes=2))
    answer(world, line, "yes", MUATH, "admit")
    answer(world, line, "no", KANG, "no")
    first = by_chair(line, "1", Deed("ada", "It fits."), "Muath AlRumayh", "MV-26-0002")
    second = by_chair(line, "1", Deed("grace", "It is too late."), "Shin-Gak Kang", "MV-26-0003")
    admit(line, "1", first)
    with pytest.raises(StaleDecisionError, match="by Muath AlRumayh"):
        return_to_sender(line, "1", second)
    assert outcome(last(line)) == "admitted"


@pytest.mark.parametrize(
    ("chair", "evidence", "why"),
    [
        pytest.param("Ada Lovelace", "MV-26-0002", "no such chair today; there are Shin-Gak Kang", id="vice-chair"),
        pytest.param("Grace Hopper", "MV-26-0002", "no such chair today", id="former-chair"),
        pytest.param("Muath AlRumayh", "", "Say which mail says so", id="no-mail"),
        pytest.param("Muath AlRumayh", "MV-26-0001", "no mail by which a chair", id="the-paper-itself"),
        pytest.param("Muath AlRumayh", "MV-26-0099", "there is no submission", id="unknown-mail"),
        pytest.param(
            "Shin-Gak Kang",
            "MV-26-0002",
            "MV-26-0002 came from muath@cst.example; on the record of Shin-Gak Kang is kang@etri.example, "
            "kang@home.example. If you know that it is from Shin-Gak Kang all the same: --from-another-address",
            id="mail-of-another-chair",
        ),
    ],
)
def test_only_a_chair_by_a_mail_decides(world: World, chair: str, evidence: str, why: str) -> None:
    line = late_paper(world)
    answer(world, line, "yes", MUATH, "admit")
    with pytest.raises(UsageError, match=why):
        decides(line, chair, evidence)


@pytest.mark.parametrize(
    ("sender", "elsewhere"),
    [
        pytest.param("office@cst.example", False, id="assistant"),
        pytest.param("Muath@CST.example", False, id="other-case"),
        pytest.param("muath@telephone.example", True, id="another-address-on-purpose"),
    ],
)
def test_whose_mail_it_was_is_recorded(world: World, sender: str, elsewhere: bool) -> None:
    line = late_paper(world)
    world.run_at(line, LATE + timedelta(minutes=2))
    answer(world, line, "yes", sender, "admit")
    decides(line, "Muath AlRumayh", "MV-26-0002", elsewhere=elsewhere)
    with line.store.read() as work:
        (entry,) = [one for one in work.log.listed(submission=1, what="decided") if one.facts.get("evidence")]
    said = "an address that is not on the chair's record" if elsewhere else None
    assert entry.facts.get("evidence_from") == said


def test_silent_chairs_leave_it_to_the_secretariat(world: World) -> None:
    """Two working days after Friday 1 May are Monday and Tuesday; the mail of Wednesday morning says so."""
    line = late_paper(world)
    world.run_at(line, datetime(2026, 5, 5, 21, 50, tzinfo=UTC))
    assert "you may decide from" in listed(line)["MV-26-0001"].reason
    world.run_at(line, datetime(2026, 5, 5, 22, 5, tzinfo=UTC))
    assert "have not decided: you may decide." in listed(line)["MV-26-0001"].reason
    world.run_at(line, datetime(2026, 5, 6, 6, 30, tzinfo=UTC))
    world.run_at(line, datetime(2026, 5, 6, 7, 45, tzinfo=UTC))
    morning = " ".join(text_of(letters(world, SECRETARIAT)[-1]).split())
    assert "on which you may decide now, since the chairs have not: 1." in morning
    admit(line, "1", Deed("ada", "The chairs were asked."))
    world.run_at(line, datetime(2026, 5, 6, 9, 30, tzinfo=UTC))
    assert any("was admitted by the secretariat ada" in " ".join(one.split()) for one in told(world, MUATH))


def test_in_session_the_secretariat_may_decide_at_once(world: World) -> None:
    world.clock.at = datetime(2026, 5, 13, 7, 0, tzinfo=UTC)
    world.server.deliver(mail("late", ("Input.docx", paper())), world.clock.at)
    line = started(world)
    world.run(line)
    world.run_at(line, world.clock.at + timedelta(minutes=1))
    assert len(asked(world, KANG)) == 1
    assert "you may decide." in listed(line)["MV-26-0001"].reason


def test_a_moved_date_leaves_the_chairs_nothing_to_decide(world: World) -> None:
    line = late_paper(world)
    world.run_at(line, LATE + timedelta(minutes=2))
    with line.store.read() as work:
        book = line.rulebook(work, "jca-mv")
    deadline = book.meetings[0].deadlines[0]
    later = replace(deadline, local=deadline.local + timedelta(days=2), utc=deadline.utc + timedelta(days=2))
    extension = Extension(later, "holiday", "ada", world.clock.at)
    meeting = replace(book.meetings[0], extensions=(extension,))
    activate(line, "jca-mv", *line.codec.write(replace(book, meetings=(meeting, *book.meetings[1:]))), who="ada")
    world.run_at(line, world.clock.at + timedelta(minutes=1))
    world.run_at(line, world.clock.at + timedelta(hours=2))
    assert outcome(last(line)) == "registered"
    assert any("is in time now, and there is nothing to decide" in " ".join(one.split()) for one in told(world, KANG))


def test_once_a_chair_has_decided_no_day_waits_from_which_others_may(world: World) -> None:
    line = late_paper(world)
    world.run_at(line, LATE + timedelta(minutes=2))

    def may_decide() -> list[str]:
        with line.store.read() as work:
            return [one.due.subject for one in work.agenda.open("jca-mv", ("chairs-silent",))]

    assert may_decide() == ["jca-mv/2026-05-13/1"]
    answer(world, line, "yes", MUATH, "admit")
    decides(line, "muath@cst.example", "MV-26-0002")
    world.run_at(line, world.clock.at + timedelta(minutes=5))
    assert may_decide() == []


def test_who_recorded_what_a_chair_decided_is_shown(world: World) -> None:
    line = late_paper(world)
    world.run_at(line, LATE + timedelta(minutes=2))
    answer(world, line, "yes", MUATH, "admit")
    decides(line, "muath@cst.example", "MV-26-0002")
    with line.store.read() as work:
        assert recorders(work, 1) == {2: "ada"}


def test_the_log_names_those_to_whom_a_letter_to_staff_went(world: World) -> None:
    line = late_paper(world)
    world.run_at(line, LATE + timedelta(minutes=2))
    answer(world, line, "yes", MUATH, "admit")
    decides(line, "muath@cst.example", "MV-26-0002")
    world.run_at(line, world.clock.at + timedelta(hours=2))
    with line.store.read() as work:
        told = {one.why for one in work.log.listed(what="paid") if "letter" in one.why}
    assert {"The letter to the chairs was sent.", "The letter to the secretariat was sent."} <= told
