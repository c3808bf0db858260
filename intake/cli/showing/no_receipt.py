"""`intake why-no-receipt`: why a mail was not answered, or that it was, when, and to whom."""

from typing import Annotated

import typer

from intake import app
from intake.cli.common import HERE, AsJson, Home
from intake.cli.printing.terminal import print_json, print_rows
from intake.domain.telling.waits import Reason
from intake.pipeline.decision.lookup import submission_named
from intake.pipeline.showing.unanswered import answering, delivery_in, silent_findings, why_no_receipt, why_not_taken


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("why-no-receipt")(command)


def command(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="Id, reference, number, or ACCOUNT/FOLDER/UID of a mail in a mailbox.")
    ],
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Say why a mail got no receipt, or that one was sent, when, and to whom."""
    with app.look_into(home) as looking, looking.store.read() as work:
        delivery = delivery_in(work, name)
        if delivery is not None and delivery.submission is None:
            reference, told = name, [str(why_not_taken(delivery))]
        else:
            submission = submission_named(work, str(delivery.submission) if delivery else name)
            known = answering(work, submission)
            found = silent_findings(known)
            silent = looking.reasons.found(Reason((), found), "en") if found else ()
            reference, told = submission.reference, [*map(str, why_no_receipt(known)), *silent]
    if as_json:
        print_json({"reference": reference, "why": told})
        return
    print_rows([reference, *(f"  {one}" for one in told)])
