"""Files that lack what was done with a meeting at the desk never take it back silently."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from intake.app import make_home, open_home
from intake.cli.main import run_command
from intake.domain.meeting import Meeting
from intake.domain.rulebook import Rulebook
from intake.pipeline.desk.rulebooks.rules import RulesDeed, change

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home whose meeting is far ahead of the clock of any test machine."""
    made = make_home(tmp_path / "home", environment={})
    rules = made / "rules" / "groups" / "jca-mv.toml"
    text = rules.read_text().replace("2026-05-13", "2126-05-13").replace("2026-04-30", "2126-04-30")
    rules.write_text(text.replace("2026-05-04", "2126-05-04"))
    assert run_command(["rules", "activate", "--home", str(made)]) == 0
    return made


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def typed(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run_command([*words, "--home", str(home)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return typed


def in_force(home: Path) -> Meeting:
    with open_home(home) as opened, opened.line.store.read() as work:
        (meeting,) = opened.line.rulebook(work, "jca-mv").meetings
    return meeting


def edit(home: Path, old: str, new: str) -> None:
    path = home / "rules" / "groups" / "jca-mv.toml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


EXTEND = ("extend", "--until", "2126-05-04")
ACTS = [
    pytest.param(EXTEND, "the date for contributions is 2126-05-04 23:59 (Europe/Zurich), said Ada (why)", id="extend"),
    pytest.param((*EXTEND, "--for", "grace@example.org"), "for grace@example.org, said Ada", id="for-one"),
    pytest.param(("postpone",), "it is postponed", id="postponed"),
    pytest.param(("postpone", "--to", "2126-06-10"), "it takes place on 2126-06-10", id="moved"),
    pytest.param(("cancel",), "it is cancelled", id="cancelled"),
]


def act(run: Run, words: tuple[str, ...]) -> None:
    code, _, err = run("meeting", words[0], "jca-mv/2126-05-13", *words[1:], "--reason", "why", "--by", "Ada")
    assert (code, err) == (0, "")


@pytest.mark.parametrize(("words", "told"), ACTS)
def test_doctor_names_no_command_that_would_refuse(run: Run, words: tuple[str, ...], told: str) -> None:
    act(run, words)
    (said,) = (line for line in run("doctor")[1].splitlines() if "the files differ" in line)
    assert "intake rules export jca-mv --to DIR" in said
    assert "rules activate" not in said
    assert told in " ".join("".join(run("rules", "check")[1:]).split())


@pytest.mark.parametrize(("words", "told"), ACTS)
def test_it_is_not_taken_back_silently(home: Path, run: Run, words: tuple[str, ...], told: str) -> None:
    before = in_force(home)
    act(run, words)
    done = in_force(home)
    assert done != before
    edit(home, 'telephone = "+41 22 730 6301"', 'telephone = "+41 22 730 0000"')
    for command in (("rules", "check"), ("rules", "activate")):
        code, out, err = run(*command)
        assert code == 3
        assert told in out + err
        assert "Run 'intake rules export jca-mv --to DIR'" in out + err
    code, _, err = run("once", "--wait", "0")
    assert code == 0
    assert told in err
    assert "What is in force stays." in err
    assert in_force(home) == done
    code, _, _ = run("rules", "activate", "--drop-extensions")
    assert code == 0
    assert in_force(home) == before


@pytest.mark.parametrize(("words", "_told"), ACTS)
def test_what_is_exported_is_what_is_in_force(home: Path, run: Run, words: tuple[str, ...], _told: str) -> None:
    act(run, words)
    done = in_force(home)
    assert run("rules", "export", "jca-mv", "--to", str(home))[0] == 0
    assert run("rules", "check")[0] == 0
    code, out, _ = run("rules", "activate", "--json")
    assert (code, json.loads(out)["jca-mv"]) == (0, False)
    assert in_force(home) == done


def test_a_file_that_gives_as_much_time_is_not_in_the_way(home: Path, run: Run) -> None:
    act(run, EXTEND)
    edit(home, "contribution = 2126-04-30", "contribution = 2126-05-05")
    assert run("rules", "activate")[0] == 0
    until = in_force(home).deadline("contribution")
    assert until is not None
    assert f"{until.local:%Y-%m-%d}" == "2126-05-05"


def test_what_the_files_themselves_said_may_go(home: Path, run: Run) -> None:
    act(run, EXTEND)
    run("rules", "export", "jca-mv", "--to", str(home))
    run("rules", "activate")
    path = home / "rules" / "groups" / "jca-mv.toml"
    text = path.read_text()
    start = text.index("[[meeting.extension]]")
    path.write_text(text[:start])
    assert run("rules", "activate")[0] == 0
    assert in_force(home).extensions == ()


def test_meetings_are_listed_and_shown(home: Path, run: Run) -> None:
    act(run, (*EXTEND, "--for", "grace@example.org"))
    act(run, EXTEND)
    code, out, _ = run("meeting", "list")
    assert code == 0
    assert "jca-mv/2126-05-13: call-open, 2126-05-13, contributions until 2126-05-04 23:59:59: Second" in out
    shown = json.loads(run("meeting", "show", "jca-mv/2126-05-13", "--json")[1])
    assert (shown["state"], shown["documents"]) == ("call-open", 0)
    assert shown["deadlines"]["contribution"]["utc"] == "2126-05-04T21:59:59Z"
    assert [(one["for"], one["by"], one["reason"]) for one in shown["extensions"]] == [
        (["grace@example.org"], "Ada", "why"),
        ([], "Ada", "why"),
    ]
    code, out, _ = run("meeting", "show", "jca-mv/2126-05-13")
    assert "moved: contribution to 2126-05-04 23:59:59 for grace@example.org, by Ada at" in out
    assert [one["group"] for one in json.loads(run("meeting", "list", "--group", "jca-dcc", "--json")[1])] == [
        "jca-dcc"
    ]
    act(run, ("postpone",))
    days = "no days yet (before: 2126-05-13)"
    assert f"jca-mv/2126-05-13: postponed, {days}, contributions until" in run("meeting", "list")[1]
    assert f"  days: {days} (Europe/Zurich)" in run("meeting", "show", "jca-mv/2126-05-13")[1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("extend", "jca-mv/2126-05-13", "--until", "tomorrow"), "is no day and no time"),
        (("extend", "jca-mv/2126-05-13", "--until", "2126-05-04", "--for", "nobody"), "not a mail address"),
        (("extend", "jca-xy/1", "--until", "2126-05-04"), "there is no such group"),
        (("extend", "jca-mv", "--until", "2126-05-04"), "jca-mv: name the meeting, too; there are jca-mv/2126-05-13"),
        (("postpone", "jca-mv/2126-05-13", "--to", "June"), "is no day"),
    ],
)
def test_what_cannot_be_read_is_said(run: Run, words: tuple[str, ...], told: str) -> None:
    code, _, err = run("meeting", *words, "--reason", "why")
    assert code == 2
    assert told in " ".join(err.split())


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        pytest.param(("jca-mv",), True, id="group"),
        pytest.param(("JCA-MV/2126-05-13",), True, id="meeting"),
        pytest.param(("--group", "jca-mv"), True, id="option"),
        pytest.param(("jca-dcc",), False, id="another-group"),
    ],
)
def test_the_agenda_of_a_group_is_asked_for_by_its_name(run: Run, words: tuple[str, ...], shown: bool) -> None:
    code, out, _ = run("agenda", *words)
    assert (code, "jca-mv: date for contributions, 2126-05-13" in out) == (0, shown)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("agenda", "jca-xy"), "jca-xy: there is no such group; the rulebooks in force are jca-dcc, jca-mv."),
        (("agenda", "jca-mv/2031"), "2031: there is no such meeting of jca-mv; there are jca-mv/2126-05-13."),
        (("meeting", "reported", "jca-mv/2126-05-13", "--reason", "sent"), "is call-open, and not over yet."),
    ],
)
def test_what_is_not_there_is_said(run: Run, words: tuple[str, ...], told: str) -> None:
    code, _, err = run(*words)
    assert (code, told in " ".join(err.split())) == (2, True)


AT_THE_DESK = [
    pytest.param(
        lambda book: replace(book, policy=replace(book.policy, late="reject")), "policy.late: it was", id="policy"
    ),
    pytest.param(
        lambda book: replace(book, group=replace(book.group, announce_to="l@x.example")),
        "group.announce_to: it",
        id="group",
    ),
    pytest.param(
        lambda book: replace(book, rules={**book.rules, "COV-009": replace(book.rules["COV-009"], severity="off")}),
        "checks.COV-009: it was changed",
        id="check",
    ),
    pytest.param(
        lambda book: replace(book, profiles=(*book.profiles, replace(book.profiles[0], id="own"))),
        "template own: it is registered",
        id="template",
    ),
    pytest.param(
        lambda book: replace(book, meetings=(*book.meetings, replace(book.meetings[0], id="later"))),
        "meeting later: it is announced",
        id="meeting",
    ),
]


@pytest.mark.parametrize(("changed", "told"), AT_THE_DESK)
def test_what_the_desk_changed_in_a_rulebook_is_not_taken_back_silently(
    home: Path, run: Run, changed: Callable[[Rulebook], Rulebook], told: str
) -> None:
    with open_home(home) as opened:
        with opened.line.store.read() as work:
            book = opened.line.rulebook(work, "jca-mv")
        change(opened.line, "jca-mv", opened.line.codec.write(changed(book)), RulesDeed("Ada", "why"))
    edit(home, 'telephone = "+41 22 730 6301"', 'telephone = "+41 22 730 0000"')
    code, out, err = run("rules", "activate")
    assert (code, told in " ".join((out + err).split())) == (3, True)
