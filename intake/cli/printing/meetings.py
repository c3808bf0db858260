"""Meetings on the terminal."""

from collections.abc import Iterator

from intake.cli.printing.terminal import in_meeting_time
from intake.pipeline.showing.plain import Object


def meeting_row(one: Object) -> str:
    """A meeting in one line."""
    name = f"{one['group']}/{one['id']}"
    if "title" not in one:
        return f"{name}: {one['documents']} documents wait for a meeting"
    until = one["deadlines"].get("contribution")
    by_when = f", contributions until {_local(until)}" if until else ""
    return f"{name}: {one['state']}, {_shown_days(one)}{by_when}: {one['title']}"


def meeting_rows(one: Object) -> Iterator[str]:
    """A meeting with its deadlines, who moved them, and how far its call is."""
    yield f"{one['group']}/{one['id']}: {one['title']}"
    yield f"  state: {one['state']}"
    yield f"  days: {_shown_days(one)} ({one['zone']}){', ' + one['place'] if one['place'] else ''}"
    if one["opens"]:
        yield f"  call opens: {in_meeting_time(one['opens'], one['zone'])}"
    for kind, until in one["deadlines"].items():
        yield f"  {kind}: {_local(until)} {until['zone']} = {until['utc']}"
    for each in one["extensions"]:
        whom = f" for {', '.join(each['for'])}" if each["for"] else ""
        yield f"  moved: {each['kind']} to {_local(each['until'])}{whom}, by {each['by']} at {each['at']}:"
        yield f"    {each['reason']}"
    yield f"  documents: {one['documents']}"
    if closed := one["closed"]:
        yield f"  call closed: {closed['at']}; the report on it is {closed['report']}"
    if one.get("judged_again"):
        yield f"  judged again: {one['judged_again']} mails"
    if one.get("mails_told"):
        yield f"  told: the senders of {one['mails_told']} of its mails, one letter to each address"


def _shown_days(one: Object) -> str:
    if one["state"] == "postponed":
        return f"no days yet (before: {one['first_day']})"
    return one["first_day"] if one["first_day"] == one["last_day"] else f"{one['first_day']} to {one['last_day']}"


def _local(until: Object) -> str:
    return str(until["local"]).replace("T", " ")
