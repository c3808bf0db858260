"""What was changed at the desk, and is missing in the files that would be put in force."""

from collections.abc import Iterator
from dataclasses import fields

from intake.domain.calls.moving import shown
from intake.domain.meeting import Extension, Group, Meeting
from intake.domain.rulebook import Policy, Rulebook


def taken_back(files: Rulebook, in_force: Rulebook, before: Rulebook) -> Iterator[str]:
    """What these files would take back, each as the place and the beginning of a sentence.

    `before` is what the files said when they were last put in force: what is in force beyond that was done at the desk.
    A meeting that the files change themselves is theirs to change.
    """
    for meeting in in_force.meetings:
        there, earlier = files.meeting(meeting.id), before.meeting(meeting.id)
        if there is not None:
            yield from (f"meeting {meeting.id}: {what}" for what in _of_meeting(there, meeting, earlier))
        elif earlier is None:
            yield f"meeting {meeting.id}: it is announced"
    kept = {one.id for one in (*files.profiles, *before.profiles)}
    yield from (f"template {one.id}: it is registered" for one in in_force.profiles if one.id not in kept)
    yield from _settings(files, in_force, before)


def _settings(files: Rulebook, in_force: Rulebook, before: Rulebook) -> Iterator[str]:
    """What else differs: keys of the policy and the group, checks, officers, series; each by its name."""
    tables: dict[str, tuple[Policy | Group, Policy | Group, Policy | Group]] = {
        "policy": (in_force.policy, before.policy, files.policy),
        "group": (in_force.group, before.group, files.group),
    }
    for table, (mine, was, said) in tables.items():
        for name in (one.name for one in fields(mine)):
            if getattr(mine, name) != getattr(was, name) and getattr(said, name) == getattr(was, name):
                yield f"{table}.{name}: it was changed"
    for check, rule in in_force.rules.items():
        if rule != before.rules.get(check) and files.rules.get(check) == before.rules.get(check):
            yield f"checks.{check}: it was changed"
    if in_force.series != before.series and files.series == before.series:
        yield "series: it was changed"


def _of_meeting(files: Meeting, in_force: Meeting, before: Meeting | None) -> Iterator[str]:
    known = [_key(one) for one in (*files.extensions, *(before.extensions if before else ()))]
    for one in in_force.extensions:
        if _key(one) not in known and _has_less_time(files, in_force, one):
            whom = f" for {', '.join(one.addresses)}" if one.addresses else ""
            yield f"the date for {one.deadline.kind}s is {shown(one.deadline)}{whom}, said {one.by} ({one.reason})"
    if before is None:
        return
    if in_force.status != before.status and files.status == before.status:
        yield f"it is {in_force.status or 'to take place'}"
    if _days(in_force) != _days(before) and _days(files) == _days(before):
        yield f"it takes place on {in_force.first_day}"
    if in_force.opens != before.opens and files.opens == before.opens:
        yield "its call is open"


def _key(one: Extension) -> tuple[object, ...]:
    return (one.deadline.kind, one.deadline.utc, frozenset(one.addresses))


def _days(meeting: Meeting) -> tuple[object, ...]:
    return (meeting.first_day, meeting.last_day)


def _has_less_time(files: Meeting, in_force: Meeting, one: Extension) -> bool:
    """Whether anybody whom the extension is for has less time by the files."""
    for sender in one.addresses or ("",):
        said, counts = files.deadline(one.deadline.kind, sender), in_force.deadline(one.deadline.kind, sender)
        if said is not None and counts is not None and said.utc < counts.utc:
            return True
    return False
