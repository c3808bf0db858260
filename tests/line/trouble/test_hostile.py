"""Mails of somebody who means harm and knows our code: what must not come of them."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from intake.pipeline.line import Line
from tests.line.letters_in import DELEGATE, mail, paper
from tests.line.test_line import numbers
from tests.line.worlds import START, World

MALLORY = "mallory@evil.example"


def dispositions(line: Line) -> list[str | None]:
    with line.store.read() as work:
        return [one.disposition for one in work.submissions.listed()]


def receivers(world: World) -> list[tuple[str, ...]]:
    return [one.recipients for one in world.sink.sent]


def take(world: World, *raws: bytes) -> Line:
    """Deliver these mails one after the other, each decided before the next comes."""
    line = world.start()
    for minutes, raw in enumerate(raws):
        world.server.deliver(raw, START + timedelta(minutes=minutes))
        world.run(line)
    return line


@pytest.mark.parametrize("text", ["Text.", "Changed."], ids=["the same file", "another file of this title"])
def test_a_sender_field_makes_nobody_the_submitter(world: World, text: str) -> None:
    line = take(
        world,
        mail("theirs", ("Input.docx", paper())),
        mail("mine", ("Input.docx", paper(text=text)), sender=MALLORY, Sender=DELEGATE),
    )
    assert dispositions(line) == ["accept", "hold"]
    with line.store.read() as work:
        (registered,) = work.contributions.listed("jca-mv")
    assert len(registered.versions) == 1
    assert b"Doc-001" not in world.sink.to_senders[-1].raw


def test_no_place_is_stolen_by_a_sender_field(world: World) -> None:
    line = take(
        world,
        mail("theirs", ("Input.docx", paper(title=" "))),
        mail("mine", ("Mine.docx", paper("Another title")), sender=MALLORY, Sender=DELEGATE),
    )
    with line.store.read() as work:
        _, mine = work.submissions.listed()
    assert mine.counts_from == mine.received_at


def test_no_place_is_kept_for_whom_a_stranger_names(world: World) -> None:
    line = take(
        world,
        mail("mine", ("Input.docx", paper(title=" ")), sender=MALLORY),
        mail("theirs", ("Another.docx", paper("Another title"))),
    )
    with line.store.read() as work:
        _, theirs = work.submissions.listed()
    assert (theirs.disposition, theirs.counts_from) == ("accept", theirs.received_at)


def test_a_copy_goes_to_no_other_domain(world: World) -> None:
    take(world, mail("one", ("Input.docx", paper()), sender=MALLORY, Sender="victim@bystander.example"))
    assert receivers(world) == [(MALLORY,)]
    assert numbers(world.start()) == ["JCA-MV-Doc-001"]


def test_a_receipt_is_no_carrier_of_strangers_words(world: World) -> None:
    files = [(f"{one} Log in at evil.example/login {'x' * 150}.txt", b"%d" % one) for one in range(900)]
    take(world, mail("many", *files, sender="victim@bystander.example"))
    (sent,) = world.sink.sent
    assert len(sent.raw) < 50_000
    assert b"evil.example/" not in sent.raw


def test_our_own_mailbox_with_a_detail_is_ours(world: World) -> None:
    line = take(world, mail("own", ("Input.docx", paper()), sender="TSBjcamv+x@itu.int"))
    assert (dispositions(line), world.sink.sent) == (["ignore"], [])


@pytest.mark.parametrize(
    ("sender", "extra", "expected", "letters"),
    [("mé@evil.example", "", "hold", []), (MALLORY, "mé@evil.example", "accept", [(MALLORY,)])],
)
def test_nothing_is_written_to_an_address_that_cannot_be(
    world: World, sender: str, extra: str, expected: str, letters: list[tuple[str, ...]]
) -> None:
    written = f"Sender: {extra}\r\n".encode() if extra else b""
    raw = mail("odd", ("Input.docx", paper()), sender=MALLORY).replace(MALLORY.encode(), sender.encode())
    line = take(world, written + raw)
    assert (dispositions(line), receivers(world)) == ([expected], letters)


def test_nobody_else_reads_what_a_home_holds(tmp_path: Path) -> None:
    home, raw = tmp_path / "home", tmp_path / "one.eml"
    raw.write_bytes(mail("one", ("Input.docx", paper())))
    for words in (["init", str(home), "--non-interactive"], ["ingest", "--home", str(home), str(raw)]):
        ran = subprocess.run([sys.executable, "-m", "intake", *words], umask=0o022, capture_output=True, check=False)
        assert ran.returncode == 0, ran.stderr
    held = [home, home / "intake.sqlite3", *(home / "receipts").rglob("*"), *(home / "blobs").rglob("*")]
    assert len(held) > 10
    assert [str(one) for one in held if one.stat().st_mode & 0o077] == []
