"""The acts on a mail: release, admit, return, ignore, resend."""

from typing import Annotated

import typer

from intake import app
from intake.cli.common import (
    HERE,
    AsJson,
    By,
    Home,
    NameArgument,
    OnlyDocument,
    PreviewOption,
    ReasonOption,
    ReplacesOption,
    actor,
)
from intake.cli.printing.result import leave, settle
from intake.cli.printing.terminal import in_one_line
from intake.domain.answering.admitting import still_held
from intake.domain.errors import UsageError
from intake.domain.verdict import Decision, Deed
from intake.pipeline.decision.lookup import last_decision, submission_named
from intake.pipeline.desk.mails import acts
from intake.pipeline.desk.mails.chairs import by_chair, settle_evidence
from intake.pipeline.desk.mails.moving import move_to_group
from intake.pipeline.desk.mails.resending import resend as resend_receipt
from intake.pipeline.house.passing_on import take_attached
from intake.pipeline.line import Line

OtherGroup = Annotated[str | None, typer.Option("--group", help="Release it for this other group instead.")]

DecidedBy = Annotated[str, typer.Option("--decided-by", help="The chair who decided, by name or address.")]
EvidenceOption = Annotated[
    str, typer.Option("--evidence", help="The mail by which the chair decided, by id or reference.")
]
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
        ("resend", resend),
    ):
        app.command(name)(command)


def release(
    name: NameArgument,
    reason: ReasonOption,
    home: Home = HERE,
    by: By = "",
    replaces: ReplacesOption = None,
    group: OtherGroup = None,
    attached: Annotated[
        bool, typer.Option("--attached", help="Take the attached mail as the mail that it was.")
    ] = False,
    received: Annotated[
        str, typer.Option("--received", metavar="TIME", help="When that was received (default: as it shows).")
    ] = "",
    preview: PreviewOption = False,
    as_json: AsJson = False,
) -> None:
    """Accept a held mail; its documents get their numbers now."""
    if (attached and group) or (received and not attached):
        raise UsageError("--received goes with --attached, and --attached does not go with --group.")
    with app.open_home(home) as opened:
        opened.require_group(group.lower() if group else None)
        deed = Deed(actor(by), reason, replaces)
        if attached:
            leave(*settle(opened, lambda line: take_attached(line, name, deed, received), as_json, preview=preview))
        if group:
            there = group.lower()
            leave(*settle(opened, lambda line: move_to_group(line, name, deed, there), as_json, preview=preview))
        shown = settle(opened, lambda line: acts.release(line, name, deed), as_json, preview=preview)
    leave(*shown)


def admit(
    name: NameArgument,
    reason: ReasonOption,
    home: Home = HERE,
    document: OnlyDocument = "",
    following: Annotated[
        bool, typer.Option("--next", help="For the meeting after the one that it came too late for.")
    ] = False,
    decided_by: DecidedBy = "",
    evidence: EvidenceOption = "",
    elsewhere: Elsewhere = False,
    by: By = "",
    replaces: ReplacesOption = None,
    preview: PreviewOption = False,
    as_json: AsJson = False,
) -> None:
    """Accept documents that came after the deadline for contributions."""
    with app.open_home(home) as opened:
        deed = _deed(opened, name, Deed(actor(by), reason, replaces), decided_by, evidence, elsewhere=elsewhere)
        shown = settle(
            opened, lambda line: _admitted(line, name, deed, document, following=following), as_json, preview=preview
        )
        with opened.line.store.read() as work:
            decision = last_decision(work, submission_named(work, name))
        for finding in decision.verdict.findings:
            if finding.severity == "error" and not finding.tells("late"):
                typer.echo(f"note: still to be completed: {opened.words.what(finding, 'en')}", err=True)
        for index, finding in still_held(decision.verdict):
            file = in_one_line(decision.verdict.documents[index].document.file)
            typer.echo(f"note: {file} still waits: {opened.words.what(finding, 'en')}", err=True)
    leave(*shown)


def return_command(
    name: NameArgument,
    reason: ReasonOption,
    home: Home = HERE,
    decided_by: DecidedBy = "",
    evidence: EvidenceOption = "",
    elsewhere: Elsewhere = False,
    by: By = "",
    replaces: ReplacesOption = None,
    preview: PreviewOption = False,
    as_json: AsJson = False,
) -> None:
    """Return a mail to its sender for correction."""
    with app.open_home(home) as opened:
        deed = _deed(opened, name, Deed(actor(by), reason, replaces), decided_by, evidence, elsewhere=elsewhere)
        settle(
            opened,
            lambda line: _with_evidence(line, acts.return_to_sender(line, name, deed), deed, name),
            as_json,
            preview=preview,
        )


def _admitted(line: Line, name: str, deed: Deed, document: str, *, following: bool) -> Decision:
    return _with_evidence(line, acts.admit(line, name, deed, document, following=following), deed, name)


def _deed(opened: app.OpenHome, name: str, deed: Deed, decided_by: str, evidence: str, *, elsewhere: bool) -> Deed:
    """The deed, or that of the chair who decided by mail."""
    if not (decided_by or evidence):
        return deed
    return by_chair(opened.line, name, deed, decided_by, evidence, elsewhere=elsewhere)


def _with_evidence(line: Line, decision: Decision, deed: Deed, name: str) -> Decision:
    """The decision, with the mail by which the chair decided taken off the work list."""
    if deed.evidence:
        settle_evidence(line, deed, name)
    return decision


def ignore(
    name: NameArgument,
    reason: ReasonOption,
    home: Home = HERE,
    by: By = "",
    replaces: ReplacesOption = None,
    preview: PreviewOption = False,
    as_json: AsJson = False,
) -> None:
    """Take a mail off the work list; nothing is sent."""
    with app.open_home(home) as opened:
        deed = Deed(actor(by), reason, replaces)
        settle(opened, lambda line: acts.ignore(line, name, deed), as_json, preview=preview)


def resend(
    name: NameArgument,
    reason: ReasonOption,
    home: Home = HERE,
    drop: Annotated[bool, typer.Option("--drop", help="Never send it: take it off the work list.")] = False,
    to: Annotated[str, typer.Option("--to", help="Send it to this address instead.")] = "",
    by: By = "",
    replaces: ReplacesOption = None,
    preview: PreviewOption = False,
    as_json: AsJson = False,
) -> None:
    """Send the last receipt if it was withheld, refused or came back."""
    with app.open_home(home) as opened:
        deed = Deed(actor(by), reason, replaces)
        settle(opened, lambda line: resend_receipt(line, name, deed, drop=drop, to=to), as_json, preview=preview)
