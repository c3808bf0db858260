"""`intake watch`: a home on trial beside the list that the secretariat keeps, and the end of the trial."""

from collections.abc import Iterator
from typing import Annotated, Literal

import typer

from intake import app
from intake.adapters.rulebook.texts import TomlRuleTexts
from intake.adapters.words.catalogs import DESK, LETTERS, Catalogs
from intake.adapters.words.reasons import Reasons
from intake.cli.common import HERE, AsJson, By, GroupOption, Home, ListArgument, OnlyGroup, ReasonOption, actor
from intake.cli.printing.terminal import in_one_line, print_json, print_rows
from intake.domain.errors import UsageError
from intake.domain.telling.comparison import Comparison, Difference
from intake.pipeline.desk.imports.comparing import compare
from intake.pipeline.desk.imports.importing import HandList
from intake.pipeline.desk.rulebooks.rules import RulesDeed
from intake.pipeline.desk.rulebooks.trial import EndOfTrial, end_of_trial, end_trial, on_trial
from intake.shipped import shipped_templates

commands = typer.Typer(help="A home on trial: compare, end.", no_args_is_help=True)


@commands.callback()
def group() -> None:
    """A home on trial: compare, end."""


@commands.command("compare")
def compare_command(
    listing: ListArgument,
    group: GroupOption,
    home: Home = HERE,
    meeting: Annotated[str, typer.Option("--meeting", help="Only the documents of this meeting.")] = "",
    as_json: AsJson = False,
) -> None:
    """Compare the list that the secretariat keeps with what this home decided; nothing is changed."""
    try:
        content = listing.read_bytes()
    except OSError as error:
        raise UsageError(f"{listing}: {error.strerror}.") from error
    with app.open_home(home) as opened:
        opened.require_group(group.lower())
        found = compare(opened.line, HandList(listing.name, content, group.lower(), meeting or None))
        with opened.line.store.read() as work:
            zone = opened.line.rulebook(work, group.lower()).group.zone
    reasons = Reasons(Catalogs(shipped_templates() / "locale", (LETTERS, DESK)))
    told = [_why(one, reasons, zone) for one in found.differ]
    if as_json:
        print_json(_object(found, told))
    else:
        print_rows(_rows(found, told))


def _why(one: Difference, reasons: Reasons, zone: str) -> str:
    return f"{one.said} {reasons.in_one_line(one.why, 'en', zone)}".strip()


def _object(found: Comparison, told: list[str]) -> dict[str, object]:
    differ = [
        {"list": one.listed or None, "intake": one.ours or None, "title": one.title, "mail": one.reference or None}
        | {"why": why}
        for one, why in zip(found.differ, told, strict=True)
    ]
    return {"agree": list(found.agree), "differ": differ, "older": found.older}


def _rows(found: Comparison, told: list[str]) -> Iterator[str]:
    agree, differ = len(found.agree), len(found.differ)
    yield f"You and intake: {agree} agree{'s' if agree == 1 else ''}, {differ} differ{'s' if differ == 1 else ''}."
    for one, why in zip(found.differ, told, strict=True):
        yield f"  {one.listed or one.ours:24} {in_one_line(one.title)}"
        yield f"  {'':24} {in_one_line(why)}"
    if found.older:
        yield f"Older than what intake has looked at: {found.older}. They are left out."


@commands.command("end")
def end_command(
    reason: ReasonOption,
    home: Home = HERE,
    group: OnlyGroup = "",
    replies: Annotated[
        Literal["send", "draft"], typer.Option("--replies", help="What becomes of receipts from now on.")
    ] = "send",
    preview: Annotated[bool, typer.Option("--preview", help="Only show what would be kept.")] = False,
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """End the trial: its numbers and decisions stay, and receipts of what is decided from now on leave."""
    with app.open_home(home) as opened:
        line, texts = opened.line, TomlRuleTexts(opened.files.rules)
        if group:
            opened.require_group(group.lower())
        with line.store.read() as work:
            groups = [group.lower()] if group else on_trial(line, work)
        if not groups:
            raise UsageError("No group of this home is on trial.")
        ends = [end_of_trial(line, texts, one, replies) for one in groups]
        if not preview:
            for one in ends:
                end_trial(line, one, RulesDeed(actor(by), reason))
        left = 'replies = "watch"' in (opened.files.rules / "site.toml").read_text(encoding="utf-8")
    if as_json:
        print_json({"ended": not preview, "groups": [_kept(one) for one in ends]})
        return
    for one in ends:
        print_rows(_told(one))
    typer.echo("Nothing was changed." if preview else "The trial is over.")
    if left and not preview:
        typer.echo('rules/site.toml still says replies = "watch": change it there, too.')


def _kept(one: EndOfTrial) -> dict[str, object]:
    kept = {"documents": one.documents, "last": list(one.last), "mails": one.mails, "waiting": one.waiting}
    return {"group": one.group, "replies": one.replies} | kept


def _told(one: EndOfTrial) -> Iterator[str]:
    up_to = f", up to {', '.join(one.last)}: the next ones follow" if one.last else ""
    documents = "1 document keeps its number" if one.documents == 1 else f"{one.documents} documents keep their numbers"
    yield f"{one.group}: {documents}{up_to}."
    stay = "mail stays" if one.mails == 1 else "mails stay"
    yield f"  {one.mails} {stay} decided and in place in the mailbox; {one.waiting} wait for a person."
    leave = "leave at once" if one.replies == "send" else "wait in Drafts"
    yield f"  Receipts that were kept are not sent. For what is decided from then on they {leave}, and mails are moved."
