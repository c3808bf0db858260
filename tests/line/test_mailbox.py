"""What happens around a mailbox: first contact, a folder made anew, drafts, mail that is too large, caps."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from intake.domain.errors import UnavailableError
from intake.domain.log_entry import LogEntry
from intake.domain.rulebook import Caps
from intake.domain.verdict import Deed
from intake.pipeline.desk.mails.acts import release
from intake.pipeline.desk.mails.moving import move_to_group
from intake.pipeline.desk.rulebooks.rules import activate
from intake.pipeline.line import Line
from intake.pipeline.mailbox import Mailbox
from intake.ports import Filed
from tests.line.letters_in import mail, paper
from tests.line.worlds import START, Server, World


def figures(line: Line) -> dict[str, int]:
    with line.store.read() as work:
        return work.deliveries.account_of()[("jca-mv", "INBOX")]


def alerts(line: Line) -> list[str]:
    with line.store.read() as work:
        return [one.why for one in work.log.listed(what="alert")]


def with_policy(line: Line, group: str = "jca-mv", **policy: object) -> None:
    """Put a rulebook in force that differs in its policy."""
    with line.store.read() as work:
        rulebook = line.rulebook(work, group)
    changed = replace(rulebook, version="changed", policy=replace(rulebook.policy, **policy))  # type: ignore[arg-type]
    line._rulebooks["changed"] = changed
    activate(line, group, "changed", "{}", who="test")


def test_what_was_there_before_the_base_line_is_counted_and_never_answered(world: World) -> None:
    old = world.server.deliver(mail("old", ("Input.docx", paper())), START - timedelta(days=400))
    world.server.deliver(mail("new", ("Input.docx", paper())), START)
    line = world.start()
    world.run(line)
    assert (figures(line)["before-base"], figures(line)["accepted"]) == (1, 1)
    assert len(world.sink.sent) == 1
    assert old in world.server.folders["INBOX"]


def rebuilt(world: World, unknown: int) -> Line:
    """A folder with one known mail is made anew, with this many mails that nobody has seen."""
    known = mail("known", ("Input.docx", paper()))
    world.server.deliver(known, START)
    line = world.start()
    world.run(line)
    world.server.uidvalidity += 1
    world.server.folders["INBOX"] = {}
    world.server.deliver(known, START)
    for number in range(unknown):
        title = f"Paper {'abcdefghijklmnopqrstuvwxyz'[number]}"
        world.server.deliver(mail(f"unknown-{number}", ("Input.docx", paper(title))), START)
    world.run(line)
    return line


def test_a_rebuilt_folder_gives_no_second_number_and_no_second_answer(world: World) -> None:
    line = rebuilt(world, unknown=0)
    assert len(world.sink.sent) == 1
    assert (figures(line)["linked"], figures(line)["accepted"]) == (1, 1)
    assert any("UIDVALIDITY" in why for why in alerts(line))


def test_a_few_unknown_mails_in_a_rebuilt_folder_are_ordinary(world: World) -> None:
    line = rebuilt(world, unknown=3)
    assert (figures(line)["accepted"], figures(line)["held"]) == (4, 0)


def test_a_rebuilt_folder_that_counts_from_one_again_hides_no_mail(world: World) -> None:
    for name in ("one", "two", "three"):
        world.server.deliver(mail(name, ("Input.docx", paper(f"Paper {name}"))), START)
    line = world.start()
    world.run(line)
    world.server.uidvalidity += 1
    world.server.folders["INBOX"], world.server.next_uid = {}, 1
    world.server.deliver(mail("four", ("Input.docx", paper("Paper four"))), START)
    world.run(line)
    assert figures(line)["accepted"] == 4
    assert world.server.folders["INBOX"] == {}


def test_many_unknown_mails_in_a_rebuilt_folder_wait_for_a_person(world: World) -> None:
    line = rebuilt(world, unknown=21)
    assert (figures(line)["accepted"], figures(line)["held"]) == (1, 21)
    assert len(world.sink.sent) == 1
    assert sum("21 mails in the rebuilt folder are unknown" in why for why in alerts(line)) == 1
    with line.store.read() as work:
        (debt,) = [one for one in work.debts.of(work.submissions.listed()[-1].id) if one.kind == "receipt"]
    assert (debt.state, debt.note) == (
        "withheld",
        "it was found when its folder was rebuilt, and a person looks at it first",
    )


def test_a_draft_waits_in_the_mailbox_for_a_person_to_send_it(world: World) -> None:
    line = world.start()
    with_policy(line, replies="draft")
    world.server.deliver(mail("draft", ("Input.docx", paper())), START)
    world.run(line)
    assert world.sink.sent == []
    ((raw, _),) = world.server.folders["Drafts"].values()
    assert b"Subject: [JCA-MV] Registered: JCA-MV-Doc-001" in raw
    world.run(line)
    assert len(world.server.folders["Drafts"]) == 1


def test_the_draft_of_a_mail_that_was_moved_to_another_group_waits_where_the_mail_came_to(world: World) -> None:
    line = world.start()
    with_policy(line, "jca-dcc", replies="draft")
    world.server.deliver(mail("moved", ("slides.pdf", b"%PDF-1.4 slides")), START)
    world.run(line)
    _, (moved,) = move_to_group(line, "1", Deed("Ada", "it is theirs", None), "jca-dcc")
    world.run(line)
    release(line, moved.reference, Deed("Ada", "it is a paper", None))
    world.run(line)
    subjects = [raw.split(b"Subject: ")[1].split(b"\r\n")[0] for raw, _ in world.server.folders["Drafts"].values()]
    assert any(b"JCA-DCC" in one and b"JCA-DCC-Doc-001" in one for one in subjects)


@pytest.mark.parametrize(("mark", "left", "seen"), [("move", 0, 0), ("flag", 1, 1), ("none", 1, 0)])
def test_what_nobody_has_to_look_at_is_marked_as_wished(world: World, mark: str, left: int, seen: int) -> None:
    world.server.deliver(mail("mark", ("Input.docx", paper())), START)
    line = world.start()
    box: Mailbox = replace(world.box, mark=mark)
    world.boxes = (box,)
    world.run(line)
    assert (len(world.server.folders["INBOX"]), len(world.server.seen)) == (left, seen)


def test_of_a_mail_that_is_too_large_only_the_header_is_kept(world: World) -> None:
    world.server.deliver(mail("large", ("Input.docx", paper())), START)
    line = world.start()
    world.boxes = (replace(world.box, max_message_bytes=10_000),)
    world.run(line)
    with line.store.read() as work:
        (submission,) = work.submissions.listed()
        (decision,) = work.submissions.decisions(submission.id)
    assert (submission.partial, submission.disposition) == (True, "hold")
    assert [one.id for one in decision.verdict.findings] == ["FIL-005"]
    assert len(world.server.folders["INBOX"]) == 1
    assert len(world.sink.sent) == 1


def test_answers_to_a_machine_stop_at_the_cap_with_one_alert(world: World) -> None:
    line = world.start()
    for number in range(25):
        raw = mail(f"loop-{number}", subject=f"Ticket {number}", text=f"I attach the paper. {number}")
        world.server.deliver(raw, START)
    world.run(line)
    assert len(world.sink.sent) == 10
    assert sum("Receipts to one address stop" in why for why in alerts(line)) == 1
    assert figures(line)["returned"] == 25


def test_a_thousand_rounds_of_a_responder_without_headers_stop(world: World) -> None:
    """Hazard M09: it sends each answer back under the same subject, and says nowhere that it is a machine."""
    line = world.start()
    for number in range(1_000):
        subject = "Re: " * (number % 3) + "[JCA-MV] Please correct and send again"
        world.server.deliver(mail(f"round-{number}", subject=subject, text=f"I attach the paper. {number}"), START)
    world.run(line)
    assert len(world.sink.sent) == 5
    (alert,) = (why for why in alerts(line) if "stop for now" in why)
    assert "5 receipts without a number went to this address and subject within a day" in alert
    assert figures(line)["returned"] == 1_000


def test_the_same_file_is_answered_twice_a_day(world: World) -> None:
    line = world.start()
    for number in range(6):
        world.server.deliver(mail(f"same-{number}", ("Input.docx", paper()), subject=f"Ticket {number}"), START)
    world.server.deliver(mail("new", ("Other.docx", paper("On avatars")), subject="Ticket 7"), START)
    other = mail("colleague", ("Input.docx", paper()), sender="colleague@etri.example")
    world.server.deliver(other, START)
    world.run(line)
    assert len(world.sink.sent) == 4
    with line.store.read() as work:
        reasons = [one.why for one in work.log.listed(what="withheld")]
    assert reasons == ["No receipt was sent: mails with the same file were answered 2 times within a day."] * 4
    assert not [why for why in alerts(line) if "stop for now" in why]


@pytest.mark.parametrize(
    ("caps", "left", "told"),
    [
        pytest.param(Caps(total=3), 3, "Receipts to everybody stop", id="total"),
        pytest.param(Caps(domain=5), 5, "Receipts to one domain stop", id="domain"),
    ],
)
def test_wider_caps_give_one_alert_too(world: World, caps: Caps, left: int, told: str) -> None:
    line = world.start()
    with_policy(line, caps=caps)
    for number in range(9):
        raw = mail(f"many-{number}", text=f"I attach the paper. {number}", sender=f"person{number}@etri.example")
        world.server.deliver(raw, START)
    world.run(line)
    assert len(world.sink.sent) == left
    assert [why for why in alerts(line) if "stop for now" in why] == [why for why in alerts(line) if told in why]
    assert sum(told in why for why in alerts(line)) == 1


def test_a_machine_that_goes_on_for_days_is_told_of_once_a_day(world: World) -> None:
    line = world.start()
    with_policy(line, caps=Caps(address_without_number=2))
    for hours in range(0, 72, 3):
        at = START + timedelta(hours=hours)
        world.server.deliver(mail(f"at-{hours}", subject=f"Ticket {hours}", text=f"I attach the paper. {hours}"), at)
        world.run_at(line, at)
    days = {one.at.astimezone(ZoneInfo("Europe/Zurich")).date() for one in withheld(line)}
    assert len(days) == 4
    assert sum("Receipts to one address stop" in why for why in alerts(line)) == 4


def test_each_domain_over_its_cap_is_told_of(world: World) -> None:
    line = world.start()
    with_policy(line, caps=Caps(domain=1))
    for number, domain in enumerate(("a.example", "b.example") * 3):
        raw = mail(f"of-{number}", text=f"I attach the paper. {number}", sender=f"person{number}@{domain}")
        world.server.deliver(raw, START)
    world.run(line)
    assert len(world.sink.sent) == 2
    assert sum("Receipts to one domain stop" in why for why in alerts(line)) == 2


def withheld(line: Line) -> list[LogEntry]:
    with line.store.read() as work:
        return work.log.listed(what="withheld")


class Counting(Server):
    """A mailbox that keeps what it was asked for; while `away` it does not answer to commands that change something."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, int]] = []
        self.away = False
        self.refused: set[int] = set()

    def move(self, uids: Sequence[int], to: str) -> dict[int, str]:
        self._ask("move", len(uids))
        stayed = {uid: "no such right" for uid in uids if uid in self.refused}
        return stayed | super().move([uid for uid in uids if uid not in stayed], to)

    def append(self, folder: str, mails: Sequence[Filed]) -> dict[int, str]:
        self._ask("append", len(mails))
        return super().append(folder, mails)

    def find(self, folder: str, message_ids: Sequence[str]) -> set[str]:
        self._ask("find", len(message_ids))
        return super().find(folder, message_ids)

    def _ask(self, what: str, many: int) -> None:
        if self.away:
            raise UnavailableError("the server does not answer")
        self.asked.append((what, many))


def counted(world: World, mails: int) -> tuple[Counting, Line]:
    """A line with so many contributions in its mailbox."""
    server = Counting()
    world.server = server
    for number in range(mails):
        title = f"Paper {'abcdefghijklmnopqrstuvwxyz'[number]}"
        server.deliver(mail(f"many-{number}", ("Input.docx", paper(title))), START)
    return server, world.start()


def test_mails_are_moved_and_copies_filed_in_batches_and_nothing_is_searched_for(world: World) -> None:
    server, line = counted(world, 12)
    world.run(line)
    assert sorted(server.asked) == [("append", 12), ("move", 12)]
    assert [len(server.folders[name]) for name in ("INBOX", "Intake/Taken", "Intake/Sent")] == [0, 12, 12]


def test_a_mail_that_cannot_be_moved_delays_no_other_and_is_tried_alone(world: World) -> None:
    server, line = counted(world, 3)
    server.refused = {2}
    world.run(line)
    assert list(server.folders["INBOX"]) == [2]
    assert ("move", 1) in server.asked
    server.refused = set()
    world.clock.wait(3600)
    world.run(line)
    assert not server.folders["INBOX"]
    assert len(server.folders["Intake/Taken"]) == 3


def test_a_copy_whose_outcome_is_unknown_is_looked_for_before_it_is_filed_again(world: World) -> None:
    server, line = counted(world, 2)
    server.away = True
    world.run(line)
    assert "Intake/Sent" not in server.folders
    one = world.sink.sent[0].raw
    server.away = False
    Server.append(server, "Intake/Sent", [Filed(one, (), START)])
    world.clock.wait(3600)
    world.run(line)
    assert sorted(raw for raw, _ in server.folders["Intake/Sent"].values()) == sorted(
        sent.raw for sent in world.sink.sent
    )
    assert server.asked.count(("find", 2)) == 1
