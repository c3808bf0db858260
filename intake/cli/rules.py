"""`intake rules`: the rulebook files, and the versions in force."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from intake import app
from intake.adapters.home.files import HomeFiles
from intake.adapters.rulebook.codec import JsonRulebookCodec
from intake.adapters.rulebook.codec import show as lines_of
from intake.adapters.rulebook.export import export
from intake.adapters.rulebook.layers import known_groups, load_layers
from intake.adapters.whole_files import replace_file
from intake.cli.common import HERE, AsJson, By, Home, actor
from intake.cli.printing.terminal import print_json, print_rows
from intake.domain.errors import ConfigurationError, UnavailableError, UsageError
from intake.domain.meeting import Deadline
from intake.domain.rulebook import Rulebook
from intake.pipeline.showing.plain import instant
from intake.pipeline.showing.remarks import remarks_on

commands = typer.Typer(help="Rulebooks: check, show, activate, export.", no_args_is_help=True)

GroupArgument = Annotated[str, typer.Argument(metavar="GROUP", help="The group, e.g. jca-mv.")]


@commands.command("check")
def check(home: Home = HERE, as_json: AsJson = False) -> None:
    """Read all rulebook files and name every fault; nothing is changed."""
    files = HomeFiles(home)
    files.require()
    found = {group: _fault(files, group) for group in known_groups(files.rules)}
    if not any(found.values()):
        with app.open_home(home) as opened:
            found = {group: "\n".join(app.not_activated(opened, group)) or None for group in found}
    if as_json:
        print_json(found)
    else:
        print_rows(_once_each(found))
    raise typer.Exit(3 if any(found.values()) else 0)


def _once_each(found: Mapping[str, str | None]) -> Iterator[str]:
    """What is right or wrong, with the groups that it concerns: a fault of `site.toml` is told once."""
    groups: dict[str, list[str]] = {}
    for group, faults in found.items():
        for fault in (faults or "good").splitlines():
            groups.setdefault(fault, []).append(group)
    for fault, those in groups.items():
        if fault == "good":
            yield from (f"{group}: good" for group in those)
        else:
            yield f"{', '.join(those)}: {fault}"


@commands.command("show")
def show(group: GroupArgument, home: Home = HERE, as_json: AsJson = False) -> None:
    """Print the effective rulebook of a group: each line with the file it comes from, and the deadlines."""
    files = HomeFiles(home)
    files.require()
    if group.lower() not in known_groups(files.rules):
        raise UsageError(f"{group}: there is no rules/groups/{group.lower()}.toml in {home.resolve()}.")
    layers = load_layers(files.rules, group.lower())
    rulebook = JsonRulebookCodec().load(*app.rulebook_text(files, group.lower()))
    lines = lines_of(layers)
    if as_json:
        print_json(_object(rulebook, lines, home))
        return
    print_rows(f"{key} = {_shown(value)}    # {_origin(origin, home)}" for key, value, origin in lines)
    print_rows(_deadline_lines(rulebook))


@commands.command("activate")
def activate(
    home: Home = HERE,
    by: By = "",
    drop_extensions: Annotated[
        bool, typer.Option("--drop-extensions", help="Take back what was done with meetings at the desk.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Put the rulebook files in force; they count from the next batch."""
    with app.open_home(home) as opened:
        changed = app.activate_all(opened, actor(by), drop_extensions=drop_extensions)
        remarks = list(_remarks(opened, changed))
    if as_json:
        print_json(changed)
    else:
        print_rows(f"{group}: {'now in force' if new else 'in force already'}" for group, new in changed.items())
    for remark in remarks:
        typer.echo(remark, err=True)


def _remarks(opened: app.OpenHome, groups: Iterable[str]) -> Iterator[str]:
    """A sentence for each oddity in the rulebooks now in force; the same of several groups is said once."""
    found: dict[str, list[str]] = {}
    for group in groups:
        with opened.line.store.read() as work:
            rulebook = opened.line.rulebook(work, group)
        for remark in remarks_on(rulebook, opened.line.clock.now(), can_send=opened.settings.smtp is not None):
            found.setdefault(remark.sentence.removeprefix(f"{group}: "), []).append(group)
    yield from (f"Please note: {', '.join(those)}: {sentence}." for sentence, those in found.items())


@commands.command("export")
def export_command(
    group: GroupArgument,
    to: Annotated[Path, typer.Option("--to", help="The folder for the files.")],
    home: Home = HERE,
    version: Annotated[str, typer.Option("--version", help="An earlier version (default: the one in force).")] = "",
) -> None:
    """Write a rulebook, in force now or earlier, back to files."""
    with app.open_home(home) as opened, opened.line.store.read() as work:
        active = work.rulebooks.active(group.lower())
        wanted = version or (active[0] if active else "")
        text = work.rulebooks.text(wanted) if wanted else None
    if text is None:
        named = f"{version}: this version" if version else f"{group}: a rulebook of this group"
        raise UsageError(f"{named} was never in force; 'intake log --what rulebook' lists those that were.")
    for name, content in export(wanted, text).items():
        target = to / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            replace_file(target, content.encode())
        except OSError as error:
            raise UnavailableError(f"{target} cannot be written: {error.strerror}.") from error
        typer.echo(str(target))


def _fault(files: HomeFiles, group: str) -> str | None:
    try:
        app.rulebook_text(files, group)
    except ConfigurationError as error:
        return str(error)
    return None


def _object(rulebook: Rulebook, lines: list[tuple[str, object, str]], home: Path) -> dict[str, Any]:
    return {
        "group": rulebook.group.id,
        "acronym": rulebook.group.acronym,
        "version": rulebook.version,
        "mailboxes": list(rulebook.group.mailboxes),
        "deadlines": {
            one.kind: _deadline(one) for one in (rulebook.meetings[-1].deadlines if rulebook.meetings else ())
        },
        "templates": [one.id for one in rulebook.profiles],
        "meetings": [
            {
                "id": one.id,
                "title": one.title,
                "place": one.place,
                "first_day": one.first_day.isoformat(),
                "last_day": one.last_day.isoformat(),
                "language": one.language,
                "circular": one.circular,
                "deadlines": {deadline.kind: _deadline(deadline) for deadline in one.deadlines},
                "items": [{"number": item.number, "title": item.title} for item in one.items],
            }
            for one in rulebook.meetings
        ],
        "lines": [
            {"key": key, "value": _plain(value), "origin": _origin(origin, home)} for key, value, origin in lines
        ],
    }


def _deadline(one: Deadline) -> dict[str, str | None]:
    return {"local": one.local.replace(tzinfo=None).isoformat(), "zone": one.zone, "utc": instant(one.utc)}


def _deadline_lines(rulebook: Rulebook) -> Iterator[str]:
    for meeting in rulebook.meetings:
        yield f"meeting {meeting.id}: {meeting.title}, {meeting.place}"
        for one in meeting.deadlines:
            local = one.local.replace(tzinfo=None)
            yield f"  {one.kind}: {local:%A %d %B %Y, %H:%M:%S} {one.zone} = {instant(one.utc)}"


def _plain(value: object) -> object:
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def _shown(value: object) -> str:
    return repr(_plain(value))


def _origin(origin: str, home: Path) -> str:
    return origin.removeprefix(f"{home}/")
