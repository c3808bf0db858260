"""The acts of a person: release, admit, return, ignore, convert, make-cover, correct, withdraw, resend."""

from typing import Annotated, get_args

import typer

from intake import app
from intake.cli.common import HERE, AsJson, By, Home, Reason, Replaces, actor
from intake.cli.printing.result import finish, leave
from intake.cli.printing.terminal import in_one_line
from intake.domain.answering.admitting import still_held
from intake.domain.document import Contact
from intake.domain.errors import UsageError
from intake.domain.verdict import Deed, Kind
from intake.pipeline.desk import acts
from intake.pipeline.desk.chairs import by_chair, settle_evidence
from intake.pipeline.desk.conversion import convert
from intake.pipeline.desk.covers import CoverWishes, make_cover
from intake.pipeline.desk.moving import move_to_group
from intake.pipeline.desk.resending import resend as resend_receipt
from intake.pipeline.house.passing_on import take_attached

Name = Annotated[str, typer.Argument(metavar="ID", help="Id, reference or number.")]
Number = Annotated[str, typer.Argument(metavar="NUMBER", help="The number, e.g. JCA-MV-Doc-012.")]
Group = Annotated[str | None, typer.Option("--group", help="Release it for this other group instead.")]

DecidedBy = Annotated[str, typer.Option("--decided-by", help="The chair who decided, by name or address.")]
Evidence = Annotated[str, typer.Option("--evidence", help="The mail by which the chair decided, by id or reference.")]
Elsewhere = Annotated[
    bool,
    typer.Option("--from-another-address", help="That mail came from no address on the chair's record; I know it is."),
]


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
        ("resend", resend),
    ):
        app.command(name)(command)


def release(
    name: Name,
    reason: Reason,
    home: Home = HERE,
    by: By = "",
    replaces: Replaces = None,
    group: Group = None,
    attached: Annotated[
        bool, typer.Option("--attached", help="Take the attached mail as the mail that it was.")
    ] = False,
    received: Annotated[
        str, typer.Option("--received", metavar="TIME", help="When that was received (default: as it shows).")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Accept a held mail; its documents get their numbers now."""
    if (attached and group) or (received and not attached):
        raise UsageError("--received goes with --attached, and --attached does not go with --group.")
    with app.open_home(home) as opened:
        opened.require_group(group.lower() if group else None)
        deed = Deed(actor(by), reason, replaces)
        if attached:
            _, taken = take_attached(opened.line, name, deed, received)
            leave(*(finish(opened, one.id, as_json) for one in taken))
        if group:
            _, moved = move_to_group(opened.line, name, deed, group.lower())
            shown = finish(opened, moved.id, as_json)
        else:
            shown = finish(opened, acts.release(opened.line, name, deed).submission, as_json)
    leave(shown)


def admit(
    name: Name,
    reason: Reason,
    home: Home = HERE,
    document: Annotated[
        str, typer.Option("--document", help="Only this one, by its place (from 1) or its file name.")
    ] = "",
    following: Annotated[
        bool, typer.Option("--next", help="For the meeting after the one that it came too late for.")
    ] = False,
    decided_by: DecidedBy = "",
    evidence: Evidence = "",
    elsewhere: Elsewhere = False,
    by: By = "",
    replaces: Replaces = None,
    as_json: AsJson = False,
) -> None:
    """Accept documents that came after the deadline for contributions."""
    with app.open_home(home) as opened:
        deed = _deed(opened, name, Deed(actor(by), reason, replaces), decided_by, evidence, elsewhere=elsewhere)
        decision = acts.admit(opened.line, name, deed, document, following=following)
        _settle(opened, deed, name)
        shown = finish(opened, decision.submission, as_json)
        for finding in decision.verdict.findings:
            if finding.severity == "error" and not finding.tells("late"):
                typer.echo(f"note: still to be completed: {opened.words.what(finding, 'en')}", err=True)
        for index, finding in still_held(decision.verdict):
            file = in_one_line(decision.verdict.documents[index].document.file)
            typer.echo(f"note: {file} still waits: {opened.words.what(finding, 'en')}", err=True)
    leave(shown)


def return_command(
    name: Name,
    reason: Reason,
    home: Home = HERE,
    decided_by: DecidedBy = "",
    evidence: Evidence = "",
    elsewhere: Elsewhere = False,
    by: By = "",
    replaces: Replaces = None,
    as_json: AsJson = False,
) -> None:
    """Return a mail to its sender for correction."""
    with app.open_home(home) as opened:
        deed = _deed(opened, name, Deed(actor(by), reason, replaces), decided_by, evidence, elsewhere=elsewhere)
        decision = acts.return_to_sender(opened.line, name, deed)
        _settle(opened, deed, name)
        finish(opened, decision.submission, as_json)


def _deed(opened: app.Opened, name: str, deed: Deed, decided_by: str, evidence: str, *, elsewhere: bool) -> Deed:
    """The deed, or that of the chair who decided by mail."""
    if not (decided_by or evidence):
        return deed
    return by_chair(opened.line, name, deed, decided_by, evidence, elsewhere=elsewhere)


def _settle(opened: app.Opened, deed: Deed, name: str) -> None:
    if deed.evidence:
        settle_evidence(opened.line, deed, name)


def ignore(
    name: Name, reason: Reason, home: Home = HERE, by: By = "", replaces: Replaces = None, as_json: AsJson = False
) -> None:
    """Take a mail off the work list; nothing is sent."""
    with app.open_home(home) as opened:
        finish(opened, acts.ignore(opened.line, name, Deed(actor(by), reason, replaces)).submission, as_json)


def convert_command(
    name: Name, reason: Reason, home: Home = HERE, by: By = "", replaces: Replaces = None, as_json: AsJson = False
) -> None:
    """Convert .doc, .rtf and .odt files to .docx, and judge the result."""
    with app.open_home(home) as opened:
        shown = finish(opened, convert(opened.line, name, Deed(actor(by), reason, replaces)).submission, as_json)
    leave(shown)


def make_cover_command(
    name: Name,
    reason: Reason,
    home: Home = HERE,
    title: Annotated[str | None, typer.Option("--title", help="The title (default: the file's).")] = None,
    source: Annotated[list[str] | None, typer.Option("--source", help="A source; may be repeated.")] = None,
    contact_name: Annotated[str, typer.Option("--contact-name", help="The contact (default: the sender).")] = "",
    contact_organization: Annotated[
        str, typer.Option("--contact-organization", help="The contact's organization.")
    ] = "",
    contact_country: Annotated[str, typer.Option("--contact-country", help="The contact's country.")] = "",
    contact_tel: Annotated[str, typer.Option("--contact-tel", help="The contact's telephone.")] = "",
    contact_email: Annotated[str, typer.Option("--contact-email", help="Their address (default: the sender's).")] = "",
    abstract: Annotated[str, typer.Option("--abstract", help="The document's abstract.")] = "",
    file: Annotated[list[str] | None, typer.Option("--file", help="Only for this file; may be repeated.")] = None,
    by: By = "",
    replaces: Replaces = None,
    as_json: AsJson = False,
) -> None:
    """Put our template's cover before documents that came without one, and accept them."""
    contact = Contact(contact_name, contact_organization, contact_country, contact_tel, None, contact_email)
    wishes = CoverWishes(title, tuple(source or ()), contact, abstract, tuple(file or ()))
    with app.open_home(home) as opened:
        decision = make_cover(opened.line, name, Deed(actor(by), reason, replaces), wishes)
        shown = finish(opened, decision.submission, as_json)
    leave(shown)


def correct(
    number: Number,
    reason: Reason,
    home: Home = HERE,
    title: Annotated[str | None, typer.Option("--title", help="The title to record.")] = None,
    source: Annotated[list[str] | None, typer.Option("--source", help="A source to record; may be repeated.")] = None,
    kind: Annotated[str, typer.Option("--kind", help="The kind to record: information, liaison-in, ...")] = "",
    tell: Annotated[bool, typer.Option("--tell", help="Write to the sender what is recorded now.")] = False,
    by: By = "",
    replaces: Replaces = None,
    as_json: AsJson = False,
) -> None:
    """Correct the recorded title, source or kind."""
    recorded = _kind(kind) if kind else None
    with app.open_home(home) as opened:
        deed = Deed(actor(by), reason, replaces, tells=tell)
        sources = tuple(source) if source else None
        decision = acts.correct(opened.line, number, deed, title=title, source=sources, kind=recorded)
        finish(opened, decision.submission, as_json)


def _kind(text: str) -> Kind:
    known: tuple[Kind, ...] = get_args(Kind)
    found = next((one for one in known if one == text.strip().lower().replace("-", "_")), None)
    if found is None:
        raise UsageError(f"--kind {text}: there is no such kind; there are {', '.join(known).replace('_', '-')}.")
    return found


def withdraw(
    number: Number, reason: Reason, home: Home = HERE, by: By = "", replaces: Replaces = None, as_json: AsJson = False
) -> None:
    """Withdraw a contribution; its number is never given again."""
    with app.open_home(home) as opened:
        finish(opened, acts.withdraw(opened.line, number, Deed(actor(by), reason, replaces)).submission, as_json)


def resend(
    name: Name,
    reason: Reason,
    home: Home = HERE,
    drop: Annotated[bool, typer.Option("--drop", help="Never send it: take it off the work list.")] = False,
    by: By = "",
    replaces: Replaces = None,
    as_json: AsJson = False,
) -> None:
    """Send the last receipt if it was withheld, refused or came back."""
    with app.open_home(home) as opened:
        finish(opened, resend_receipt(opened.line, name, Deed(actor(by), reason, replaces), drop=drop).id, as_json)
