"""`intake template`: the contribution templates of the groups."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from intake import app
from intake.adapters.rulebook.profiles import dump_profile
from intake.cli.common import HERE, AsJson, By, Home, actor
from intake.cli.printing.terminal import print_json, print_rows
from intake.domain.by_hand.days import day_or_none
from intake.domain.document import TemplateMatch
from intake.domain.errors import UsageError
from intake.domain.profile import Profile, ProfileField
from intake.domain.template.match import read_cover
from intake.pipeline.desk.rulebooks.templates import Learned, Registration, learn_template

commands = typer.Typer(help="Contribution templates: register, inspect.", no_args_is_help=True)

File = Annotated[
    Path, typer.Argument(metavar="FILE", help="The empty template, a .docx or .dotx file.", readable=False)
]
KindOption = Annotated[str, typer.Option("--kind", help="The kind of document.")]


@commands.command("register")
def register(
    file: File,
    group: Annotated[str, typer.Option("--group", help="The group that publishes it, e.g. jca-mv.")],
    home: Home = HERE,
    kind: KindOption = "contribution",
    valid_from: Annotated[str, typer.Option("--valid-from", help="First day, e.g. 2026-05-01.")] = "",
    accept_until: Annotated[str, typer.Option("--accept-until", help="Last day on which it is accepted.")] = "",
    by: By = "",
) -> None:
    """Learn a template from its file and put it in force for the group."""
    with app.open_home(home) as opened:
        opened.require_group(group.lower())
        registration = Registration(group.lower(), kind, day_or_none(valid_from), day_or_none(accept_until))
        learned = app.register_template(opened, file, registration)
        app.activate_all(opened, actor(by))
        where = opened.files.templates / f"{learned.profile.id}.toml"
    profile = learned.profile
    if samples := [text for field in profile.fields for text in field.samples]:
        print_rows([f"Sample texts that authors have to replace: {', '.join(samples)}"])
    print_rows(_warnings(learned))
    typer.echo(f"{profile.id} is in force for {group.lower()}: {len(profile.fields)} fields. Edit it in {where}.")


@commands.command("inspect")
def inspect(
    file: File,
    home: Home = HERE,
    kind: KindOption = "contribution",
    as_toml: Annotated[bool, typer.Option("--toml", help="Print the profile as an editable file.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show a template's fields, how each is found, and its sample texts; nothing is stored."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}.") from error
    with app.open_reader(app.home_or_none(home)) as reader:
        learned = learn_template(reader, content, file.name, Registration("", kind))
    profile = learned.profile
    _, match = read_cover(learned.word, profile)
    if as_json:
        told = {"id": profile.id, "reference": profile.reference, "fields": [asdict(one) for one in profile.fields]}
        print_json({**told, "score": round(match.score, 3), "doubts": learned.doubts})
    elif as_toml:
        typer.echo(dump_profile(profile))
    else:
        print_rows([*_described(profile), *_judged(match), *_warnings(learned)])


def _described(profile: Profile) -> Iterator[str]:
    """The lines that describe a template to a person."""
    yield f"{profile.id}, for documents of the kind {profile.kind}"
    yield f"learned from a file with SHA-256 {profile.reference}"
    yield f"The cover stands in the {profile.where}; cells in each row: {'; '.join(profile.tables)}"
    looks = (
        ("Page header and footer", profile.page_texts),
        ("Word calls it", profile.templates),
        ("Styles", profile.styles),
        ("Custom properties", profile.properties),
    )
    yield from (f"{name}: {', '.join(texts)}" for name, texts in looks if texts)
    for one in profile.fields:
        yield ""
        yield f"{one.field}{' (counts for the score)' if one.required else ''}"
        yield from _found_by(one)


def _found_by(field: ProfileField) -> Iterator[str]:
    label = (f"{field.labels[0]} (and {len(field.labels) - 1} other spellings)",) if field.labels else ()
    for name, texts in (
        ("label", label),
        ("bookmarks", field.bookmarks),
        ("content controls", field.tags),
        ("sample texts", field.samples),
    ):
        if texts:
            yield f"  {name}: {', '.join(texts)}"


def _judged(match: TemplateMatch) -> Iterator[str]:
    yield ""
    yield f"The template under its own profile: score {match.score:.2f}."


def _warnings(learned: Learned) -> Iterator[str]:
    return (f"Please look: {one}" for one in learned.doubts)
