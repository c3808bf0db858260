"""`intake register`: a document that came by another way than mail."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from intake import app
from intake.adapters.home.given_file import given_file
from intake.cli.common import HERE, UNLIKE, AsJson, By, CheckOption, GroupOption, Home, ReasonOption, actor
from intake.cli.printing.result import finish, foreseen_object, leave, letter_rows
from intake.cli.printing.terminal import in_meeting_time, in_one_line, print_json, print_rows
from intake.domain.limits import MEGABYTE
from intake.domain.submission import Timestamps
from intake.domain.verdict import Deed, Verdict
from intake.pipeline.house.registering import ExpectedVerdict, GivenFile, look
from intake.pipeline.house.registering import register as register_document
from intake.pipeline.house.told import Told
from intake.pipeline.showing.views import preview_object


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("register")(command)


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The document.", readable=False)],
    group: GroupOption,
    submitter: Annotated[
        str, typer.Option("--from", metavar="ADDRESS", help="Who submits it: an address, or 'Name <address>'.")
    ],
    received: Annotated[
        str,
        typer.Option("--received", metavar="TIME", help="When it really came: '2026-04-30 23:30' in meeting time."),
    ],
    evidence: Annotated[
        str, typer.Option("--evidence", help="What shows that time: words, or the reference of a mail.")
    ],
    reason: ReasonOption,
    home: Home = HERE,
    meeting: Annotated[str, typer.Option("--meeting", help="The meeting (default: the one ahead then).")] = "",
    number: Annotated[str, typer.Option("--number", help="A number that 'intake reserve' keeps for it.")] = "",
    check: CheckOption = False,
    no_receipt: Annotated[bool, typer.Option("--no-receipt", help="Write nothing to the submitter.")] = False,
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Register a document on behalf of its submitter, by the time at which it really came."""
    with app.open_home(home) as opened:
        opened.require_group(group.lower())
        content = given_file(file, opened.settings.limits.max_document_mb * MEGABYTE)
        given = GivenFile(file.name, content, group.lower())
        told = Told(submitter, received, evidence, meeting, number)
        deed = Deed(actor(by), reason, tells=not no_receipt)
        if check:
            looked = look(opened.line, given, told, deed)
            _show(opened, given, looked, as_json)
            raise typer.Exit(1 if looked.verdict is not None and looked.verdict.disposition in UNLIKE else 0)
        registered = register_document(opened.line, given, told, deed)
        if registered.known:
            there = registered.submission
            typer.echo(f"note: this file is here already, as {there.reference}; nothing was changed.", err=True)
        shown = finish(opened, registered.submission.id, as_json)
    leave(shown)


def _show(opened: "app.OpenHome", given: GivenFile, looked: ExpectedVerdict, as_json: bool) -> None:
    meant = looked.meant
    if looked.verdict is None:
        there = looked.known.submission.reference if looked.known else ""
        rows: list[str] = [f"This file is here already, as {there}; nothing would be changed."]
        if as_json:
            print_json({"known": there})
        else:
            print_rows(rows)
        return
    shown = preview_object(
        looked.verdict,
        opened.words,
        source=given.name,
        group=given.group,
        sender=meant.submitter.address,
        stamps=Timestamps(first_seen=meant.received, given=meant.received),
        evidence="given",
    )
    if as_json:
        print_json(shown | {"letter": foreseen_object(looked.seen)})
        return
    told = _told(shown, looked.verdict, _zone(opened, given.group, looked.verdict.meeting))
    print_rows([*told, "", *letter_rows(looked.seen), "", "Nothing was stored."])


def _zone(opened: "app.OpenHome", group: str, meeting: str | None) -> str:
    with opened.line.store.read() as work:
        rulebook = opened.line.rulebook(work, group)
    found = rulebook.meeting(meeting) if meeting else None
    return rulebook.group.zone_for(found)


def _told(shown: dict[str, Any], verdict: Verdict, zone: str) -> Iterator[str]:
    """What would become of it, when it counts as received, and what was found."""
    late = f", {verdict.late_by} s after the date for contributions" if verdict.late_by else ", in time"
    at = in_meeting_time(shown["received_at"], zone)
    yield f"{shown['disposition']}: received {at}{late if verdict.deadline else ''}"
    for document in shown["documents"]:
        title = document["fields"]["title"] or "no title"
        yield f"file      {in_one_line(document['file'])}: {document['kind'].replace('_', ' ')}, {in_one_line(title)}"
    for finding in shown["findings"]:
        yield f"{finding['severity']:9} {finding['id']} {in_one_line(finding['text'])}"
