"""`intake show`: everything known about one Submission."""

from typing import Annotated, Any

import typer

from intake import app
from intake.cli.common import HERE, AsJson, Home
from intake.cli.printing.terminal import in_meeting_time, print_json, print_rows
from intake.domain.verdict import Decision
from intake.pipeline.decision.lookup import submission_named
from intake.pipeline.showing.recorders import recorders
from intake.pipeline.showing.views import submission_object


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("show")(command)


def command(
    name: Annotated[str, typer.Argument(metavar="ID", help="Id, reference (MV-26-0017) or number (JCA-MV-Doc-012).")],
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Show one Submission: when it was received, what was found, what was decided, what was answered."""
    with app.look_into(home) as looking, looking.store.read() as work:
        submission = submission_named(work, name)
        shown = submission_object(work, submission, looking.words, looking.subjects)
        history = work.submissions.decisions(submission.id)
        recorded = recorders(work, submission.id)
        zones = looking.zones(work, submission.group)
    if as_json:
        print_json(shown)
        return
    zone = zones.of(shown["meeting"]) if zones else "UTC"
    print_rows(_lines(shown, zone))
    print_rows(_decided(one, recorded.get(one.n, "")) for one in history)


def _decided(one: Decision, recorder: str) -> str:
    """A Decision; where somebody else recorded it, who did."""
    who = f"{one.actor} (recorded by {recorder})" if recorder else one.actor
    return f"  {one.n}. {one.at:%Y-%m-%d %H:%M:%S} UTC {who}: {one.act}, {one.reason}"


def _found(finding: dict[str, Any], files: list[dict[str, Any]]) -> str:
    """A finding; where the mail has several files, the one that it is about, and once the archive that this came in."""
    index = finding["document"]
    of_file = index is not None and len(files) > 1
    where = _where(files[index], files) if of_file and not finding["facts"].get("archive") else ""
    about = f"{files[index]['file'] or '(no name)'}{where}: " if of_file else ""
    return f"{finding['severity']:<9} {finding['id']} {about}{finding['text']}"


def _answered(one: dict[str, Any]) -> str:
    why = f" ({one['withheld_reason']})" if one["withheld_reason"] else ""
    return f"receipt   {one['state']}{why}: {one['subject']} -> {one['to']}"


def _recorded(one: dict[str, Any]) -> str:
    withdrawn = f", withdrawn {one['withdrawn_at']}" if one["withdrawn_at"] else ""
    withdrawn = f", joined to {one['joined_to']}" if one["joined_to"] else withdrawn
    marked = f", with {', '.join(one['marked'])}" if one["marked"] else ""
    kind = f", {one['kind'].replace('_', ' ')}" if one["kind"] != "contribution" else ""
    return f"{one['number']}: {one['title']} ({'; '.join(one['source'])}){kind}{marked}{withdrawn}"


def _beside(one: dict[str, Any]) -> str:
    """A file that came with a number, with the place by which 'post --with' takes it, and whether it is ticked."""
    became = "not posted"
    if one["posted_as"]:
        became = f"ticked, posted as {one['posted_as']}"
    elif one["taken_off_at"]:
        became = f"taken off {one['taken_off_at']}"
    return f"{one['number']}: {one['place']} {one['file'] or '(no name)'}, {one['role']}, {became}"


def _asked(one: dict[str, Any]) -> str:
    """What a chair asked for by a link: request 3, which a Decision of its own names as evidence."""
    what = f"request {one['id']} by {one['address']} at {one['asked_at']}"
    return f"{what}: {one['act']} file {one['document'] + 1} ({one['outcome']}), {one['reason']}"


_MADE = {
    "converted": "converted by the secretariat from",
    "cover": "a cover made by the secretariat for",
    "given": "put by the secretariat in place of",
}


def _where(document: dict[str, Any], files: list[dict[str, Any]]) -> str:
    """Where a file came from: its archive, an attached mail, or the file that the secretariat made it from."""
    archive = next((one["file"] for one in files if one["sha256"] == document["inside"]), "")
    places = [*([archive] if archive else []), *(["an attached mail"] if document["attached_mails"] else [])]
    origins = [one["file"] for one in files if one["sha256"] in document["made_of"] and not one["made"]]
    made = f" ({_MADE[document['made']]} {', '.join(origins)})" if document["made"] else ""
    return f" (in {', in '.join(places)})" if places else made


def _lines(shown: dict[str, Any], zone: str) -> list[str]:
    rows = [
        f"{shown['reference']}  {shown['disposition'] or shown['state']}  ({shown['route'] or 'not decided'})",
        f"from      {shown['sender'] or 'unknown'}",
        *([f"          {shown['confirmed']}"] if shown["confirmed"] else []),
        f"subject   {shown['subject'] or '-'}",
        *(f"          | {line}" for line in shown["opening"]),
        f"received  {in_meeting_time(shown['received_at'], zone)} ({shown['received_evidence']})",
    ]
    if shown["counts_from"] != shown["received_at"]:
        rows.append(f"counts    from {in_meeting_time(shown['counts_from'], zone)}")
    rows.append(f"meeting   {shown['meeting'] or '-'} of {shown['group']}; source {shown['source']}")
    for document in shown["documents"]:
        number = document["number"] or "no number"
        what = document["part"] or document["role"]
        what = document["kind"].replace("_", " ") if what == "contribution" else what
        name = f"{document['file'] or '(no name)'}{_where(document, shown['documents'])}"
        rows.append(f"file      {name}: {what}, {document['disposition'] or '-'}, {number}")
        if document["fields"]["title"]:
            rows.append(f"          {document['fields']['title']} ({'; '.join(document['fields']['source'])})")
    for one in shown["recorded"]:
        rows += [f"recorded  {_recorded(one)}", *(f"          with {_beside(each)}" for each in one["beside"])]
    rows += [_found(one, shown["documents"]) for one in shown["findings"]]
    rows += map(_answered, shown["receipts"])
    rows += [f"asked     {_asked(one)}" for one in shown["requests"]]
    rows.append("decisions")
    return rows
