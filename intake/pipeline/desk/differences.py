"""What differs between two verdicts on one mail, in words and in the time of its meeting."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from zoneinfo import ZoneInfo

from intake.domain.document import Document
from intake.domain.rulebook import Rulebook
from intake.domain.verdict import Judged, Verdict

_CALLED = {
    "route": "the mail was taken for",
    "disposition": "outcome",
    "received_at": "received",
    "counts_from": "counts from",
    "deadline": "date for contributions",
    "late_by": "after the date for contributions",
    "role": "taken for",
    "main": "belongs to",
    "of": "repeats or revises",
    "counts": "counts from",
}
_OUTCOMES = {"accept": "accepted", "return": "returned", "hold": "held", "question": "a question", "ignore": "ignored"}
_READ = {
    "cover": "the cover",
    "template": "the template that it is on",
    "filetype": "the kind of file",
    "problems": "what is wrong with the file",
    "text": "the text",
}


def differences(before: Verdict, after: Verdict, rulebook: Rulebook) -> tuple[str, ...]:
    """List what is told of the mail, then of each document, then the findings that are gone and those that are new."""
    meeting = rulebook.meeting(after.meeting or before.meeting)
    zone = ZoneInfo(rulebook.group.zone_for(meeting))
    found = list(_changes(before, after, zone, but=("documents", "findings")))
    if len(before.documents) != len(after.documents):
        found.append(f"documents: {len(before.documents)} -> {len(after.documents)}")
    for old, new in zip(before.documents, after.documents, strict=False):
        name = new.document.file or "(no name)"
        found += [f"{name}: {told}" for told in _changes(old, new, zone, but=("document",))]
        if read := _read_differently(old.document, new.document):
            found.append(f"{name}: another reading of {', '.join(read)}")
    was, now = _findings(before), _findings(after)
    found += [f"no longer found: {one}" for one in sorted(was - now)]
    found += [f"now found: {one}" for one in sorted(now - was)]
    return tuple(found or (["the same findings, with other details"] if before != after else []))


def _changes(old: Verdict | Judged, new: Verdict | Judged, zone: ZoneInfo, *, but: tuple[str, ...]) -> Iterator[str]:
    for name in _changed(old, new):
        if name not in but:
            was, now = (_shown(name, getattr(one, name), zone) for one in (old, new))
            yield f"{_CALLED.get(name, name.replace('_', ' '))}: {was} -> {now}"


def _changed(old: Verdict | Judged | Document, new: Verdict | Judged | Document) -> list[str]:
    return [one.name for one in fields(old) if getattr(old, one.name) != getattr(new, one.name)]


def _read_differently(old: Document, new: Document) -> list[str]:
    return [_READ.get(name, name.replace("_", " ")) for name in _changed(old, new)]


def _findings(verdict: Verdict) -> set[str]:
    """Each finding by its id, and the file that it is about."""
    return {
        one.id if one.document is None else f"{one.id} ({verdict.documents[one.document].document.file})"
        for one in verdict.findings
    }


def _shown(name: str, value: object, zone: ZoneInfo) -> str:
    if isinstance(value, datetime):
        return local(value, zone)
    if name == "late_by":
        return f"{value} seconds" if value else "in time"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "nothing"
    if value is None or value == "":
        return "nothing"
    return _OUTCOMES.get(str(value), str(value)).replace("_", " ")


def local(at: datetime, zone: ZoneInfo) -> str:
    """An instant in this zone, with its distance from UTC: "30 April 2026, 23:52:10 (UTC+02:00)"."""
    there = at.astimezone(zone)
    return f"{there.day} {there:%B %Y, %H:%M:%S} ({_offset(there)})"


def _offset(at: datetime) -> str:
    sign = f"{at:%z}"
    return f"UTC{sign[:3]}:{sign[3:5]}"
