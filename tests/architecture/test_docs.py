"""The documentation is true: whatever a person can type or set is in it, and whatever is in it exists."""

import ast
import re
import runpy
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from pydantic import BaseModel
from typer.main import get_command

from intake.adapters.rulebook import file_schema, profiles
from intake.adapters.rulebook import schema as rulebook_schema
from intake.cli.main import command_line
from intake.domain.log_entry import LOG_WORDS
from intake.domain.verdict import Act
from intake.settings import (
    AlertSettings,
    AntivirusSettings,
    DeskSettings,
    Limits,
    MailboxSettings,
    OauthSettings,
    OidcSettings,
    PublicSettings,
    Settings,
    SmtpSettings,
)
from tests.architecture.pages import PAGES, TOP, command_lines, doc, links, rows, section, text

Command = Any
SHARED = {"--help", "--home"}


def commands(command: Command, words: tuple[str, ...] = ()) -> Iterator[tuple[str, Command]]:
    """Every command that can be typed, by its words."""
    if not hasattr(command, "commands"):
        yield " ".join(words), command
    for name, one in getattr(command, "commands", {}).items():
        yield from commands(one, (*words, name))


def options(command: Command) -> set[str]:
    """The options of a command, each by its long name."""
    found = [one for one in command.params if one.param_type_name == "option"]
    return {max(one.opts, key=len) for one in found} - SHARED


COMMANDS = dict(commands(get_command(command_line())))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_section_and_every_option_is_named_there(name: str) -> None:
    told = section(doc("commands.md"), f"`intake {name}")
    for chapter, of_all in (("Decide", {"--reason", "--replaces"}), ("Meetings", {"--reason", "--replaces-version"})):
        if of_all <= options(COMMANDS[name]):
            told += section(doc("commands.md"), chapter).partition("###")[0]
    heading = next(line for line in doc("commands.md").splitlines() if re.match(rf"### `intake {name}[ `]", line))
    assert {one for one in options(COMMANDS[name]) if one not in told and one not in heading} == set()


def test_every_section_is_a_command() -> None:
    told = re.findall(r"^### `intake ([a-z -]+?)(?: [A-Z]| *`)", doc("commands.md"), re.MULTILINE)
    assert sorted(told) == sorted(COMMANDS)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TOP)))
def test_every_command_line_can_be_typed(path: Path) -> None:
    for line in command_lines(path):
        words = shlex.split(line)[1:]
        name = next((one for one in (" ".join(words[:most]) for most in (3, 2, 1)) if one in COMMANDS), None)
        assert name is not None, line
        known = options(COMMANDS[name]) | SHARED | {"-o"}
        assert {one for one in words if one.startswith("-")} <= known, line


SETTINGS: list[tuple[str, type[BaseModel]]] = [
    ("The file itself", Settings),
    ("`[[mailbox]]`", MailboxSettings),
    ("`[smtp]`", SmtpSettings),
    ("`[oauth.NAME]`", OauthSettings),
    ("`[antivirus]`", AntivirusSettings),
    ("`[alerts]`", AlertSettings),
    ("`[public]`", PublicSettings),
    ("`[desk]`", DeskSettings),
    ("`[desk.oidc]`", OidcSettings),
    ("`[limits]`", Limits),
]


def written(default: object) -> str:
    """A default as a person would write it into the file."""
    if isinstance(default, Limits | DeskSettings):
        return "see below"
    if default in (None, (), {}):
        return "none"
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    return f"`{default:g}`" if isinstance(default, int | float) else f'`"{default}"`'


@pytest.mark.parametrize(("heading", "model"), SETTINGS, ids=[one for one, _ in SETTINGS])
def test_every_setting_is_told_with_its_default(heading: str, model: type[BaseModel]) -> None:
    told = {key: row.partition("|")[0].strip() for key, row in rows(section(doc("settings.md"), heading)).items()}
    assert set(told) == set(model.model_fields)
    for name, field in model.model_fields.items():
        assert told[name] == ("required" if field.is_required() else written(field.default)), name


TABLES: list[tuple[str, type]] = [
    ("`[group]`", rulebook_schema.GroupKeys),
    ("`[[officer]]`", rulebook_schema.OfficerKeys),
    ("`[senders]`", rulebook_schema.SendersKeys),
    ("`[[series]]`", rulebook_schema.SeriesKeys),
    ("`[[meeting]]`", rulebook_schema.MeetingKeys),
    ("`[[meeting.item]]`", rulebook_schema.ItemKeys),
    ("`[meeting.deadlines]`", rulebook_schema.DeadlineKeys),
    ("`[policy]`", rulebook_schema.PolicyKeys),
    ("`[limits]`", rulebook_schema.LimitsKeys),
    ("`[checks]`", rulebook_schema.CheckKeys),
    ("Calendars", file_schema.CalendarFile),
    ("Templates", profiles.ProfileKeys),
]


@pytest.mark.parametrize(("heading", "table"), TABLES, ids=[one for one, _ in TABLES])
def test_every_key_of_a_rulebook_is_told_and_no_other(heading: str, table: type) -> None:
    below: dict[str, tuple[type, ...]] = {"`[policy]`": (rulebook_schema.CapsKeys,)}
    below["`[[meeting]]`"] = (rulebook_schema.DeadlineKeys, rulebook_schema.ItemKeys)
    below["Templates"] = (profiles.FieldKeys,)
    known = {key for one in (table, *below.get(heading, ())) for key in get_type_hints(one)}
    assert set(rows(section(doc("rulebook.md"), heading))) == known


@pytest.mark.parametrize("table", [rulebook_schema.RepliesKeys, file_schema.HolidayKeys, profiles.FieldsKeys])
def test_names_that_are_listed_in_a_sentence_are_all_there(table: type) -> None:
    assert {one for one in get_type_hints(table) if f"`{one}`" not in doc("rulebook.md")} == set()


def test_the_page_of_checks_is_as_the_code_says() -> None:
    page = runpy.run_path(str(TOP / "tools" / "checks_page.py"))["page"]
    assert doc("checks.md") == page(), "run .venv/bin/python tools/checks_page.py"


def kinds_of_log_lines() -> set[str]:
    """Every word that the code writes as `what` into the intake log."""
    modules = (one for part in ("pipeline", "daemon") for one in (TOP / "intake" / part).rglob("*.py"))
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in modules]
    said = [value for tree in trees for node in ast.walk(tree) for value in _said(node)]
    values = [one.value for each in said for one in _results(each) if isinstance(one, ast.Constant)]
    return {one for one in values if isinstance(one, str) and re.fullmatch("[a-z]+(-[a-z]+)*", one)}


def _said(node: ast.AST) -> list[ast.expr]:
    """What a node gives as `what`: a call by keyword, or by place to one of our own; an assignment."""
    if isinstance(node, ast.Assign):
        return [node.value] if any(isinstance(one, ast.Name) and one.id == "what" for one in node.targets) else []
    if not isinstance(node, ast.Call):
        return []
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    by_place = node.args if name in ("_log", "_note", "plan") else []
    return [*by_place, *(one.value for one in node.keywords if one.arg == "what")]


def _results(value: ast.expr) -> list[ast.expr]:
    """What an expression can come to: both ends of a condition, or itself."""
    return [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]


def test_every_kind_of_log_line_is_explained() -> None:
    assert set(rows(section(doc("secretariat.md"), "Reading the log"))) == kinds_of_log_lines()


def test_the_desk_and_the_api_know_every_kind_of_log_line() -> None:
    assert sorted(LOG_WORDS) == sorted(kinds_of_log_lines())


def test_every_act_is_explained() -> None:
    told = section(doc("secretariat.md"), "The acts")
    acts = {"release", "admit", "return", "ignore", "convert", "make-cover", "correct", "withdraw", "register"}
    acts |= {"hold", "undo", "link", "split", "replace"}
    told_otherwise = {"judge", "judge-again", "join", "keep", "move", "change-meeting", "replay", "import", "unite"}
    assert acts | told_otherwise == set(Act.__args__)  # type: ignore[attr-defined]
    assert {
        one
        for one in (
            *acts,
            "admit --next",
            "replay --apply",
            "release --group OTHER",
            "move --meeting",
            "documents import",
            "join",
        )
        if f"**{one}**" not in told
    } == set()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TOP)))
def test_links_lead_somewhere(path: Path) -> None:
    assert [one for one in links(path) if not (path.parent / one.partition("#")[0]).exists()] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TOP)))
def test_no_page_names_this_machine_or_a_registry(path: Path) -> None:
    never = r"/(?:work|tmp|root|home|Users)/|pypi\.|pythonhosted|npmjs|proxy\.golang"
    assert re.findall(never, text(path)) == []


def test_every_decision_tells_context_decision_and_price() -> None:
    decisions = sorted((TOP / "docs" / "decisions").glob("*.md"))
    assert decisions
    for path in decisions:
        assert re.findall(r"^## (.*)$", text(path), re.MULTILINE) == ["Context", "Decision", "Price"], path.name
        assert f"(docs/decisions/{path.name})" in text(TOP / "README.md")


def test_the_readme_leads_to_every_page() -> None:
    reached = {(path.parent / one).resolve() for path in PAGES for one in links(path)}
    assert {path for path in PAGES if path.parent.name == "docs"} <= reached
