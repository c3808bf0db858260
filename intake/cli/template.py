"""`intake template`: the contribution templates of the groups."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from intake.adapters.profiles import dump_profile
from intake.app import activate_all, open_home, register_template
from intake.cli.common import HERE, AsJson, By, Home, actor, print_json
from intake.domain.errors import UsageError
from intake.domain.learning import learn
from intake.domain.template import best_match
from intake.pipeline.templates import Registration, profile_id, read_word

app = typer.Typer(help="Contribution templates: register, inspect.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(metavar="FILE", help="The empty template, a .docx file.", readable=False)]


@app.command("register")
def register(
    file: File,
    group: Annotated[str, typer.Option("--group", help="The group that publishes it, e.g. jca-mv.")],
    home: Home = HERE,
    kind: Annotated[str, typer.Option("--kind", help="The kind of document that it is for.")] = "contribution",
    valid_from: Annotated[str, typer.Option("--valid-from", help="First day, e.g. 2026-05-01.")] = "",
    accept_until: Annotated[str, typer.Option("--accept-until", help="Last day on which it is accepted.")] = "",
    by: By = "",
) -> None:
    """Learn a template from its file and put it in force for the group."""
    with open_home(home) as opened:
        opened.require_group(group.lower())
        registration = Registration(group.lower(), kind, _day(valid_from), _day(accept_until))
        profile = register_template(opened, file, registration)
        activate_all(opened, actor(by))
        where = opened.files.templates / f"{profile.id}.toml"
    samples = [text for field in profile.fields for text in field.samples]
    if samples:
        typer.echo(f"Taken for sample texts, which authors have to replace: {', '.join(samples)}")
        typer.echo("If one of them is a text that somebody wrote, register the empty template instead.")
    typer.echo(f"{profile.id} is in force for {group.lower()}: {len(profile.fields)} fields. Edit it in {where}.")


@app.command("inspect")
def inspect(file: File, home: Home = HERE, as_json: AsJson = False) -> None:
    """Show what would be learned from a template: its fields, where each is found, its sample texts."""
    with open_home(home) as opened:
        try:
            content = file.read_bytes()
        except OSError as error:
            raise UsageError(f"{file}: {error.strerror}.") from error
        word, digest = read_word(opened.reader, content, file.name)
    profile = learn(word, id=profile_id(file.name, ""), group="", kind="contribution", reference=digest)
    _, match = best_match(word, [profile], match=0.6)
    if as_json:
        fields = [asdict(one) for one in profile.fields]
        print_json({"id": profile.id, "reference": digest, "fields": fields, "score": round(match.score, 3)})
        return
    typer.echo(dump_profile(profile))
    typer.echo(f"# The template under its own profile: score {match.score:.2f}, missing {list(match.missing)}.")


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{text!r} is no day; write it like 2026-05-01.") from error
