"""`intake circular`: letters that announce a meeting."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from intake import app
from intake.cli.common import HERE, AsJson, By, Home, actor
from intake.cli.printing.terminal import print_json, print_rows
from intake.domain.by_hand.days import day_or_none
from intake.domain.circular.accepting import split_answers
from intake.domain.circular.found import Circular, Question, Value

commands = typer.Typer(help="Letters that announce a meeting: import.", no_args_is_help=True)

_SHOWN = 300


@commands.callback()
def group() -> None:
    """Letters that announce a meeting: import."""


@commands.command("import")
def import_command(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The letter: .docx, .pdf, .html, .txt or .eml.", readable=False)
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="PATH", help="Write the draft: the group's file, or the folder of such files."
        ),
    ] = None,
    accept: Annotated[
        list[str] | None, typer.Option("--accept", metavar="FIELD=VALUE", help="Answer a question, or correct a field.")
    ] = None,
    today: Annotated[str, typer.Option("--today", help="The day of today, e.g. 2026-04-01.")] = "",
    as_toml: Annotated[bool, typer.Option("--toml", help="Print the draft.")] = False,
    as_json: AsJson = False,
    home: Home = HERE,
    by: By = "",
) -> None:
    """Read a circular, and draft the group's rulebook from it; written only where --output says."""
    asked = app.CircularRequest(
        file, split_answers(accept or []), actor(by), day_or_none(today), app.home_or_none(home), output
    )
    imported = app.import_circular(asked)
    if as_json:
        print_json(_object(imported.circular))
    elif as_toml:
        typer.echo(imported.text, nl=False)
    else:
        print_rows(_told(imported))


def _object(circular: Circular) -> dict[str, Any]:
    return {
        "fields": {
            name: {"value": _plain(one.value), "evidence": one.evidence, "confidence": one.confidence}
            for name, one in circular.facts.items()
        },
        "conflicts": [
            {
                "field": one.field,
                "values": [_plain(value) for value in one.values],
                "evidence": list(one.evidence),
                "question": one.question,
            }
            for one in circular.questions
        ],
        "notes": list(circular.notes),
    }


def _plain(value: Value) -> object:
    return list(value) if isinstance(value, tuple) else value


def _told(imported: "app.ImportedCircular") -> Iterator[str]:
    """Each field with its value, how sure it is, and the words of the letter; the questions; the notes; the file."""
    circular = imported.circular
    for name, one in circular.facts.items():
        yield f"{name}: {_shown(one.value)}  ({one.confidence}; {one.rule})"
        yield f"    {_cut(one.evidence)}"
    if circular.questions:
        yield ""
        yield "Questions; answer each with --accept FIELD=VALUE, or in the draft:"
        for question in circular.questions:
            yield from _asked(question)
    if circular.notes:
        yield ""
        yield "Please note:"
        yield from (f"  {one}" for one in circular.notes)
    if imported.written:
        yield ""
        yield from (f"changed: {one}" for one in imported.changes)
        first = " Answer the questions in it, at PLEASE SAY and PLEASE CONFIRM." if circular.questions else ""
        yield (
            f"{imported.written} is written.{first} 'intake rules check' reads it, "
            "'intake rules activate' puts it in force."
        )


def _asked(question: Question) -> Iterator[str]:
    values = " or ".join(_shown(one) for one in question.values)
    yield f"  {question.field}: {values + '. ' if values else ''}{question.question}"
    yield from (f"    {_cut(one)}" for one in question.evidence)


def _shown(value: Value) -> str:
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _cut(words: str) -> str:
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"
