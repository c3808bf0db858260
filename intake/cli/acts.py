"""What a person decides: release, admit, return, ignore, convert, make-cover, correct, withdraw, replay."""

from typing import Annotated

import typer

from intake.app import Opened, open_home
from intake.cli.common import HERE, UNLIKE, AsJson, By, Home, Reason, Replaces, actor, print_json, print_rows
from intake.domain.document import Contact
from intake.domain.errors import UsageError
from intake.domain.verdict import Decision
from intake.pipeline import acts
from intake.pipeline.acts import Deed
from intake.pipeline.conversion import convert
from intake.pipeline.covers import CoverWishes, make_cover
from intake.pipeline.replay import Replayed, replay_and_apply, replay_as_now, replay_as_then
from intake.pipeline.runner import until_nothing_is_due
from intake.pipeline.views import Object, submission_object

Name = Annotated[str, typer.Argument(metavar="ID", help="Id, reference or number.")]
Number = Annotated[str, typer.Argument(metavar="NUMBER", help="The number, e.g. JCA-MV-Doc-012.")]
Group = Annotated[str | None, typer.Option("--group", help="Release it for this other group instead.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for name, command in (
        ("release", release),
        ("admit", admit),
        ("return", return_command),
        ("ignore", ignore),
        ("convert", convert_command),
        ("make-cover", make_cover_command),
        ("correct", correct),
        ("withdraw", withdraw),
        ("replay", replay),
    ):
        app.command(name)(command)


def release(
    name: Name,
    reason: Reason,
    home: Home = HERE,
    by: By = "",
    replaces: Replaces = None,
    group: Group = None,
    as_json: AsJson = False,
) -> None:
    """Accept what was held; its number is given now."""
    with open_home(home) as opened:
        opened.require_group(group.lower() if group else None)
        deed = Deed(actor(by), reason, replaces)
        if group:
            _, moved = acts.move_to_group(opened.line, name, deed, group.lower())
            shown = _finish(opened, moved.id, as_json)
        else:
            shown = _show(opened, acts.release(opened.line, name, deed), as_json)
    raise typer.Exit(1 if shown["disposition"] in UNLIKE else 0)


def admit(
    name: Name, reason: Reason, home: Home = HERE, by: By = "", replaces: Replaces = None, as_json: AsJson = False
) -> None:
    """Accept what was received after the date for contributions."""
    with open_home(home) as opened:
        _show(opened, acts.admit(opened.line, name, Deed(actor(by), reason, replaces)), as_json)


def return_command(
    name: Name, reason: Reason, home: Home = HERE, by: By = "", replaces: Replaces = None, as_json: AsJson = False
) -> None:
    """Send it back to be corrected."""
    with open_home(home) as opened:
        _show(opened, acts.return_to_sender(opened.line, name, Deed(actor(by), reason, replaces)), as_json)


def ignore(
    name: Name, reason: Reason, home: Home = HERE, by: By = "", replaces: Replaces = None, as_json: AsJson = False
) -> None:
    """Take it off the work list; nothing is sent."""
    with open_home(home) as opened:
        _show(opened, acts.ignore(opened.line, name, Deed(actor(by), reason, replaces)), as_json)


def convert_command(
    name: Name, reason: Reason, home: Home = HERE, by: By = "", replaces: Replaces = None, as_json: AsJson = False
) -> None:
    """Convert .doc, .rtf and .odt to .docx, and judge what comes of it."""
    with open_home(home) as opened:
        shown = _show(opened, convert(opened.line, name, Deed(actor(by), reason, replaces)), as_json)
    raise typer.Exit(1 if shown["disposition"] in UNLIKE else 0)


def make_cover_command(
    name: Name,
    reason: Reason,
    home: Home = HERE,
    title: Annotated[str | None, typer.Option("--title", help="The title (default: what the file shows).")] = None,
    source: Annotated[list[str] | None, typer.Option("--source", help="A source; may be repeated.")] = None,
    contact_name: Annotated[str, typer.Option("--contact-name", help="Who can be asked (default: the sender).")] = "",
    contact_organization: Annotated[str, typer.Option("--contact-organization", help="For whom they work.")] = "",
    contact_country: Annotated[str, typer.Option("--contact-country", help="That person's country.")] = "",
    contact_tel: Annotated[str, typer.Option("--contact-tel", help="A telephone number.")] = "",
    contact_email: Annotated[str, typer.Option("--contact-email", help="An address (default: the sender's).")] = "",
    abstract: Annotated[str, typer.Option("--abstract", help="What the document is about.")] = "",
    file: Annotated[list[str] | None, typer.Option("--file", help="Only for this file; may be repeated.")] = None,
    by: By = "",
    replaces: Replaces = None,
    as_json: AsJson = False,
) -> None:
    """Put a cover on our template before what came without one, and accept it."""
    contact = Contact(contact_name, contact_organization, contact_country, contact_tel, None, contact_email)
    wishes = CoverWishes(title, tuple(source or ()), contact, abstract, tuple(file or ()))
    with open_home(home) as opened:
        shown = _show(opened, make_cover(opened.line, name, Deed(actor(by), reason, replaces), wishes), as_json)
    raise typer.Exit(1 if shown["disposition"] in UNLIKE else 0)


def correct(
    number: Number,
    reason: Reason,
    home: Home = HERE,
    title: Annotated[str | None, typer.Option("--title", help="The title to record.")] = None,
    source: Annotated[list[str] | None, typer.Option("--source", help="A source to record; may be repeated.")] = None,
    by: By = "",
    replaces: Replaces = None,
    as_json: AsJson = False,
) -> None:
    """Change the title or the source that is recorded."""
    with open_home(home) as opened:
        deed = Deed(actor(by), reason, replaces)
        sources = tuple(source) if source else None
        _show(opened, acts.correct(opened.line, number, deed, title=title, source=sources), as_json)


def withdraw(
    number: Number, reason: Reason, home: Home = HERE, by: By = "", replaces: Replaces = None, as_json: AsJson = False
) -> None:
    """Withdraw a contribution; its number stays and is never given again."""
    with open_home(home) as opened:
        _show(opened, acts.withdraw(opened.line, number, Deed(actor(by), reason, replaces)), as_json)


def replay(
    name: Name,
    home: Home = HERE,
    as_then: Annotated[bool, typer.Option("--as-then", help="With what was known then: the same verdict.")] = False,
    as_now: Annotated[bool, typer.Option("--as-now", help="With today's reader, rules and knowledge.")] = False,
    apply: Annotated[bool, typer.Option("--apply", help="Judge as now and let that count.")] = False,
    reason: Annotated[str, typer.Option("--reason", help="Why; with --apply.")] = "",
    by: By = "",
    replaces: Replaces = None,
    as_json: AsJson = False,
) -> None:
    """Judge a Submission again."""
    if as_then + as_now + apply != 1:
        raise UsageError("Choose one of --as-then, --as-now and --apply.")
    if apply and not reason.strip():
        raise UsageError("--apply makes a new Decision: say why with --reason.")
    with open_home(home) as opened:
        if apply:
            shown = _show(opened, replay_and_apply(opened.line, name, Deed(actor(by), reason, replaces)), as_json)
            raise typer.Exit(1 if shown["disposition"] in UNLIKE else 0)
        again = replay_as_then(opened.line, name) if as_then else replay_as_now(opened.line, name)
    _show_replayed(again, as_json)


def _show_replayed(again: Replayed, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "reference": again.submission.reference,
                "then": again.then.disposition,
                "again": again.again.disposition,
                "same": not again.differences,
                "differences": list(again.differences),
            }
        )
    else:
        same = f"the same verdict ({again.again.disposition})"
        print_rows(f"{again.submission.reference}: {one}" for one in again.differences or (same,))
    raise typer.Exit(1 if again.differences else 0)


def _show(opened: Opened, decision: Decision, as_json: bool) -> Object:
    return _finish(opened, decision.submission, as_json)


def _finish(opened: Opened, submission_id: int, as_json: bool) -> Object:
    """Do what follows from the act (unless a daemon does it), and show what came of it."""
    until_nothing_is_due(opened.line, wait=0)
    with opened.line.store.read() as work:
        submission = work.submissions.get(submission_id)
        shown = submission_object(work, submission, opened.words, opened.line.letters)
    if as_json:
        print_json(shown)
        return shown
    numbers = ", ".join(dict.fromkeys(one["number"] for one in shown["documents"] if one["number"]))
    receipt = shown["receipt"]
    new = receipt is not None and receipt["decision"] == shown["decision"]["n"]
    answered = f"; receipt {receipt['state']}: {receipt['subject']}" if new else "; nothing is sent"
    typer.echo(f"{shown['reference']}: {shown['disposition']}{f', {numbers}' if numbers else ''}{answered}")
    return shown
