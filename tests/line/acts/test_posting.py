"""Accepted is not public: a person posts documents, or the rulebook does where nothing raises a doubt."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from intake.app import make_home
from intake.cli.main import run_command
from intake.domain.errors import UsageError
from intake.domain.rulebook import Posting, Rulebook
from intake.domain.verdict import Deed
from intake.pipeline.desk.documents.posting import post, post_all, take_off
from intake.pipeline.desk.mails.acts import release, withdraw
from intake.pipeline.line import Line
from tests.line.letters_in import DELEGATE, mail, other_paper, paper
from tests.line.meetings.test_meetings import change
from tests.line.test_line import subjects
from tests.line.trouble.test_alerts import parsed, text_of
from tests.line.worlds import START, World

FIRST, SECOND = "JCA-MV-Doc-001", "JCA-MV-Doc-002"
GRACE = Deed("Grace", "looked at")
CLOSED = datetime(2026, 4, 30, 22, 30, tzinfo=UTC)


def rules(posting: Posting = "after-review", announce_to: str = "") -> Callable[[Rulebook], Rulebook]:
    def changed(book: Rulebook) -> Rulebook:
        group = replace(book.group, announce_to=announce_to, home_page="https://jca.example/mv")
        return replace(book, policy=replace(book.policy, posting=posting), group=group)

    return changed


def with_mails(world: World, *mails: bytes, posting: Posting = "after-review", announce_to: str = "") -> Line:
    """A line that has taken these mails, a minute apart, under this rule."""
    world.groups = ("jca-mv",)
    line = world.start()
    change(line, rules(posting, announce_to))
    for raw in mails:
        world.clock.at += timedelta(minutes=1)
        world.server.deliver(raw, world.clock.at)
        world.run(line)
    return line


def one(name: str, title: str, **more: str) -> bytes:
    return mail(name, ("Input.docx", paper(title)), **more)


def posted(line: Line) -> list[str]:
    with line.store.read() as work:
        return [each.label for each in work.contributions.listed("jca-mv") if each.posted_at is not None]


def drafts(world: World) -> list[bytes]:
    return [raw for raw, _ in world.server.folders.get("Drafts", {}).values()]


TWO = (one("a", "First"), one("b", "Second"))


def test_nothing_is_posted_without_a_person(world: World) -> None:
    line = with_mails(world, *TWO)
    assert posted(line) == []
    done = post(line, [SECOND], GRACE)
    assert (done.changed, done.unchanged, posted(line)) == ((SECOND,), (), [SECOND])
    again = post(line, [FIRST, "jca-mv-doc-002"], GRACE)
    assert (again.changed, again.unchanged) == ((FIRST,), (SECOND,))
    assert subjects(world) == [f"[JCA-MV] Registered: {FIRST} - First", f"[JCA-MV] Registered: {SECOND} - Second"]
    with line.store.read() as work:
        assert [(each.who, each.facts["number"]) for each in work.log.listed(what="posted")] == [
            ("Grace", SECOND),
            ("Grace", FIRST),
        ]


@pytest.mark.parametrize("named", [["JCA-MV-Doc-009"], [FIRST, "JCA-MV-Doc-009"], [f"{FIRST}-Rev1"], [SECOND]])
def test_what_cannot_be_posted_posts_nothing(world: World, named: list[str]) -> None:
    """No such number, no such revision, a number that was withdrawn."""
    line = with_mails(world, *TWO)
    withdraw(line, SECOND, GRACE)
    with pytest.raises(UsageError):
        post(line, named, GRACE)
    assert posted(line) == []


def test_all_at_once_but_what_a_person_has_to_see(world: World) -> None:
    held = mail("held", ("minutes.docx", other_paper()), subject="Contribution of the other body")
    state = mail("state", ("Input.docx", paper("A paper", "France")), sender="someone@gmail.com")
    again = mail("again", ("Input.docx", paper("One more", "France")), sender="someone@gmail.com")
    line = with_mails(world, *TWO, state, again, held)
    release(line, "5", GRACE)
    done = post_all(line, "jca-mv", "2026-05-13", GRACE)
    assert done.changed == (SECOND,)
    assert dict(done.doubted) == {
        FIRST: ("first-mail",),
        "JCA-MV-Doc-003": ("first-mail", "free-mail"),
        "JCA-MV-Doc-004": ("free-mail",),
        "JCA-MV-Doc-005": ("held",),
    }
    assert post_all(line, "jca-mv", "next", GRACE).changed == ()
    assert post(line, [FIRST, "JCA-MV-Doc-003"], GRACE).changed == (FIRST, "JCA-MV-Doc-003")


def test_what_is_posted_is_not_replaced_but_revised(world: World) -> None:
    changed = mail("b", ("Input.docx", paper("First", text="Better.")))
    line = with_mails(world, TWO[0])
    post(line, [FIRST], GRACE)
    world.clock.at += timedelta(minutes=1)
    world.server.deliver(changed, world.clock.at)
    world.run(line)
    with line.store.read() as work:
        (known,) = work.contributions.listed("jca-mv")
    assert (known.revision, len(known.versions)) == (1, 2)
    with pytest.raises(UsageError):
        post(line, [f"{FIRST}-Rev2"], GRACE)
    assert post(line, [f"{FIRST}-Rev1"], GRACE).changed == (FIRST,)
    assert post(line, [FIRST], GRACE).unchanged == (FIRST,)


def test_it_is_undone(world: World) -> None:
    line = with_mails(world, TWO[0])
    post(line, [FIRST], GRACE)
    assert take_off(line, [FIRST], GRACE).changed == (FIRST,)
    assert take_off(line, [FIRST], GRACE).unchanged == (FIRST,)
    assert posted(line) == []
    with line.store.read() as work:
        assert [each.why for each in work.log.listed(what="posted")] == [
            f"{FIRST} is posted: looked at",
            f"{FIRST} is no longer posted: looked at",
        ]


def test_the_groups_list_gets_a_draft(world: World) -> None:
    line = with_mails(world, *TWO, announce_to="jca-mv@lists.example.org")
    post(line, [FIRST, SECOND], GRACE)
    world.run(line)
    (draft,) = drafts(world)
    assert parsed(draft)["To"] == "jca-mv@lists.example.org"
    assert parsed(draft)["Subject"].startswith("[JCA-MV] Documents posted for")
    text = text_of(parsed(draft))
    for words in (FIRST, SECOND, "First", "Second", "https://jca.example/mv"):
        assert words in text
    assert DELEGATE not in text
    post(line, [FIRST], GRACE)
    world.run(line)
    assert len(drafts(world)) == 1


@pytest.mark.parametrize(
    ("posting", "before", "after"),
    [
        pytest.param("after-review", [], [], id="after-review"),
        pytest.param("on-accept", [SECOND], [SECOND], id="on-accept"),
        pytest.param("at-closing", [], [SECOND], id="at-closing"),
    ],
)
def test_when_the_rulebook_posts(world: World, posting: Posting, before: list[str], after: list[str]) -> None:
    """The first mail of an address always waits for a person."""
    line = with_mails(world, *TWO, posting=posting)
    assert posted(line) == before
    world.clock.at = CLOSED
    world.run(line)
    assert posted(line) == after


def test_after_the_close_what_comes_is_posted_at_once(world: World) -> None:
    line = with_mails(world, *TWO, posting="at-closing")
    world.clock.at = CLOSED
    world.run(line)
    post(line, [FIRST], GRACE)
    world.clock.at += timedelta(days=1)
    world.server.deliver(
        mail("rev", ("JCA-MV-Doc-002-Rev1.docx", paper("Second", number=f"{SECOND}-Rev1"))), world.clock.at
    )
    world.run(line)
    with line.store.read() as work:
        known = work.contributions.by_label(SECOND)
    assert known is not None
    assert known.revision == 1
    assert known.posted_at == world.clock.at


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = make_home(tmp_path / "home")
    for name, raw in zip("ab", TWO, strict=True):
        (tmp_path / f"{name}.eml").write_bytes(raw)
        at = (START + timedelta(minutes=ord(name))).isoformat()
        run_command(["ingest", str(tmp_path / f"{name}.eml"), "--received", at, "--home", str(home)])
    capsys.readouterr()
    common = ("--home", str(home), "--reason", "checked", "--json")
    assert run_command(["post", "--group", "JCA-MV", "--all", *common]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "changed": [SECOND],
        "unchanged": [],
        "to_review": [{"number": FIRST, "why": ["first-mail"]}],
    }
    assert run_command(["post", FIRST, SECOND, *common[:-1]]) == 0
    assert capsys.readouterr().out.splitlines() == [f"{FIRST}: posted", f"{SECOND}: posted before, nothing changed"]
    assert run_command(["post", FIRST, "--undo", *common[:-1]]) == 0
    assert capsys.readouterr().out.splitlines() == [f"{FIRST}: taken off"]
    run_command(["list", "jca-mv", "--csv", "--home", str(home)])
    assert [row.rpartition(",")[2] for row in capsys.readouterr().out.splitlines()] == ["state", "registered", "posted"]


@pytest.mark.parametrize(
    "words", [[], ["--all"], [FIRST, "--all", "--group", "jca-mv"], ["--all", "--undo", "--group", "x"]]
)
def test_what_the_command_does_not_take(tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["post", *words, "--reason", "x", "--home", str(tmp_path)]) == 2
    assert "--group" in capsys.readouterr().err
