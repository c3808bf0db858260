"""Silence is never the answer to a document: what a server took for junk waits for a person, and is not touched."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from intake.domain.errors import UnavailableError
from intake.pipeline.desk.mails.acts import ignore, release
from intake.pipeline.desk.mails.replay import replay_as_then
from intake.pipeline.in_mailbox.junk import carries_a_file, look_at_junk
from intake.pipeline.line import Line
from tests.line.acts.test_acts import by
from tests.line.letters_in import mail, paper
from tests.line.trouble.test_alerts import letters, logged, started, text_of
from tests.line.worlds import START, Beside, Server, World

PAPER = mail("paper", ("Input.docx", paper()))
SPAM = mail("spam", text="You have won. Click here.")
WHY = (
    "It was found in the folder for junk, so a person looks at it first, and takes it in by moving it to the inbox "
    "or by a release."
)


@pytest.fixture
def watched(world: World) -> World:
    """A home whose mailbox has a folder for junk."""
    world.boxes = (replace(world.box, junk="Junk"),)
    world.server.folders["Junk"] = {}
    return world


def into_junk(world: World, raw: bytes) -> int:
    """The server takes this mail for junk; its UID there."""
    uid = world.server.deliver(raw, START)
    world.server.folders["Junk"][uid] = world.server.folders["INBOX"].pop(uid)
    return uid


def moves_to_inbox(world: World, uid: int, changed: Callable[[bytes], bytes] = lambda raw: raw) -> None:
    """A person moves it there, in the mail program."""
    raw, at = world.server.folders["Junk"].pop(uid)
    world.server.folders["INBOX"][world.server.next_uid] = changed(raw), at
    world.server.next_uid += 1


def outcome(line: Line) -> list[tuple[str | None, str]]:
    """The disposition and the last reason of each mail."""
    with line.store.read() as work:
        return [(one.disposition, work.submissions.decisions(one.id)[-1].reason) for one in work.submissions.listed()]


def numbers(line: Line) -> list[str]:
    with line.store.read() as work:
        return [one.label for each in work.submissions.listed() for one in work.contributions.of(each.id)]


def test_a_document_among_junk_is_an_alert_and_waits_for_a_person(watched: World) -> None:
    line = started(watched)
    uid = into_junk(watched, PAPER)
    into_junk(watched, SPAM)
    for _ in range(3):
        watched.run(line)
        watched.clock.wait(60)
    assert outcome(line) == [("hold", WHY)]
    assert set(watched.server.folders["Junk"]) == {uid, uid + 1}, "nothing is moved"
    assert watched.sink.to_senders == [one for one in watched.sink.sent if "ops@example.org" in one.recipients]
    (letter,) = letters(watched)
    assert letter["Subject"] == "Alert: a document lies in the folder for junk"
    assert "MV-26-0001" in text_of(letter)
    assert "Move it to the inbox or release it to take it in, or ignore it if it is junk." in text_of(letter)
    assert len(logged(line)) == 1


def test_a_person_takes_it_in_by_moving_it_to_the_inbox(watched: World) -> None:
    line = watched.start()
    uid = into_junk(watched, PAPER)
    watched.run(line)
    assert numbers(line) == []
    moves_to_inbox(watched, uid)
    watched.clock.wait(3600)
    watched.run(line)
    assert numbers(line) == ["JCA-MV-Doc-001"]
    assert len(watched.sink.receipts) == 1
    assert [raw for raw, _ in watched.server.folders["Intake/Taken"].values()] == [PAPER]
    assert watched.server.folders["INBOX"] == {}
    with line.store.read() as work:
        (one,) = work.submissions.listed()
    assert one.received_at == START, "the time at which it came to the server counts"
    assert replay_as_then(line, "MV-26-0001").differences == ()


def test_a_mail_that_changes_a_little_when_it_is_moved_is_known_all_the_same(watched: World) -> None:
    line = watched.start()
    uid = into_junk(watched, PAPER)
    watched.run(line)
    moves_to_inbox(watched, uid, lambda raw: b"X-Microsoft-Antispam: no\r\n" + raw)
    watched.run(line)
    assert numbers(line) == ["JCA-MV-Doc-001"]
    assert len(watched.sink.receipts) == 1


def test_a_person_takes_it_in_by_an_act_and_it_is_not_moved(watched: World) -> None:
    line = watched.start()
    uid = into_junk(watched, PAPER)
    watched.run(line)
    release(line, "MV-26-0001", by("eva"))
    watched.run(line)
    assert numbers(line) == ["JCA-MV-Doc-001"]
    assert len(watched.sink.receipts) == 1
    assert set(watched.server.folders["Junk"]) == {uid}
    moves_to_inbox(watched, uid)
    watched.run(line)
    assert numbers(line) == ["JCA-MV-Doc-001"]
    assert len(watched.sink.receipts) == 1, "it was answered already"


def test_what_a_person_ignored_stays_so_when_it_is_moved(watched: World) -> None:
    line = watched.start()
    uid = into_junk(watched, PAPER)
    watched.run(line)
    ignore(line, "MV-26-0001", by("eva"))
    moves_to_inbox(watched, uid)
    watched.run(line)
    assert numbers(line) == []
    assert watched.sink.receipts == []


def test_what_was_taken_and_is_thrown_among_junk_later_is_nothing_new(watched: World) -> None:
    line = started(watched)
    watched.server.deliver(PAPER, START)
    watched.run(line)
    (uid,) = watched.server.folders["Intake/Taken"]
    watched.server.folders["Junk"][uid + 5] = watched.server.folders["Intake/Taken"].pop(uid)
    watched.server.next_uid = uid + 6
    watched.run(line)
    assert numbers(line) == ["JCA-MV-Doc-001"]
    assert logged(line) == []
    assert set(watched.server.folders["Junk"]) == {uid + 5}


def test_a_folder_that_was_rebuilt_tells_nothing_twice(watched: World) -> None:
    line = started(watched)
    into_junk(watched, PAPER)
    watched.run(line)
    watched.server.uidvalidity += 1
    watched.run(line)
    assert len(outcome(line)) == 1
    assert len([one for one in logged(line) if one.facts["topic"] == "junk"]) == 1


def test_what_lay_there_before_the_base_line_is_left_alone(watched: World) -> None:
    line = watched.start()
    uid = into_junk(watched, PAPER)
    raw, _ = watched.server.folders["Junk"][uid]
    watched.server.folders["Junk"][uid] = raw, watched.box.base - timedelta(days=1)
    watched.run(line)
    assert outcome(line) == []


def test_a_picture_in_a_signature_is_no_document(watched: World) -> None:
    line = started(watched)
    into_junk(watched, mail("logo", ("logo.png", b"\x89PNG\r\n\x1a\n" + b"0" * 60), text="Buy now."))
    watched.run(line)
    assert [one for one, _ in outcome(line)] in ([], ["ignore"])
    assert (logged(line), watched.sink.sent) == ([], [])


@pytest.mark.parametrize("junk", ["", "Elsewhere"])
def test_without_such_a_folder_nothing_is_looked_for(watched: World, junk: str) -> None:
    watched.boxes = (replace(watched.box, junk=junk),)
    line = watched.start()
    into_junk(watched, PAPER)
    watched.run(line)
    assert outcome(line) == []


class Refusing(Server):
    """A server that does not let us read the folder for junk."""

    def beside(self, folder: str) -> Beside:
        raise UnavailableError(f"{folder}: [NOPERM] no")


def test_a_folder_that_cannot_be_read_stops_nothing_else(world: World) -> None:
    world.server = Refusing()
    world.server.deliver(PAPER, START)
    world.boxes = (replace(world.box, junk="Junk"),)
    line = started(world)
    world.run(line)
    assert numbers(line) == ["JCA-MV-Doc-001"]
    assert look_at_junk(line, world.server, world.boxes[0]).count == 0
    assert logged(line) == []


@pytest.mark.parametrize(("raw", "carries"), [
    pytest.param(b"Content-Disposition: attachment\r\n\r\nx", True, id="attachment"),
    pytest.param(b"A: b\r\n\r\n--b\r\ncontent-type:application/octet-stream\r\n\r\nx", True, id="octet-stream"),
    pytest.param(b"Content-Type: text/plain; name=Entw\xfcrf.DOCX\r\n\r\nx", True, id="name-only"),
    pytest.param(b"Content-Type: text/plain;\r\n filename*0*=utf-8''a;\r\n filename*1=\"b.docx\"\r\n\r\nx", True,
                 id="name-in-pieces"),
    pytest.param(b"Content-Type: message/rfc822\r\n\r\nx", True, id="mail-in-mail"),
    pytest.param(b"A: b\r\n\r\nhello\r\nbegin 644 paper.doc\r\nM...\r\n", True, id="uuencoded"),
    pytest.param(b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nx", True, id="encrypted"),
    pytest.param(b"Content-Type: application/pgp-signature\r\n\r\nx", False, id="signature"),
    pytest.param(b"Content-Type: application/x-pkcs7-signature; name=smime.p7s\r\n\r\nx", False, id="s-mime-signature"),
    pytest.param(b"Content-Type: image/png; name=logo.png\r\n\r\nx", False, id="picture"),
    pytest.param(b"Subject: nothing\r\n\r\nYou have won.", False, id="words"),
    pytest.param(b"", False, id="nothing"),
])  # fmt: skip
def test_a_mail_with_a_file_is_seen_by_its_bytes(raw: bytes, carries: bool) -> None:
    assert carries_a_file(raw) is carries


def test_looking_for_files_takes_a_time_that_grows_with_the_mail_alone() -> None:
    for trap in (b"name" * 100_000, b"name=" + b"." * 400_000, b"content-type:" + b" " * 400_000, b"\nname=x" * 50_000):
        assert not carries_a_file(trap)
