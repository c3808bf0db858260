"""The agenda for people: what comes, and what was done."""

from datetime import datetime
from zoneinfo import ZoneInfo

from intake.domain.calls.agenda import AgendaItem
from intake.domain.meeting import Zones
from intake.pipeline.showing.plain import Object, instant

_CALLED = {
    "reminder": "reminder and state of play",
    "call-opens": "the call opens",
    "state-of-play": "state of play",
    "morning": "morning mail, if something waits",
    "deadline": "date for {what}s",
    "close": "close of the call",
    "eve-pack": "all documents for the chairs, the allocation for the secretariat",
    "final-report": "final report on the call",
    "supplement": "supplement to the report",
    "returned": "reminder of what was sent back",
    "judge-again": "judge again",
    "join": "join the meeting",
    "notify": "letters to submitters",
    "unanswered": "mails without a receipt",
    "post": "post what raises no doubt",
    "ask-chairs": "ask the chairs about a late document",
    "chairs-silent": "the secretariat may decide on a late document",
    "tell-decided": "tell what was decided on a late document",
}


def state_of(item: AgendaItem, now: datetime) -> str:
    """In one word: "comes", "due", "waits", "retried", or its outcome."""
    if item.outcome:
        return item.outcome
    if item.attempts:
        return "retried"
    if item.note:
        return "waits"
    return "comes" if item.due.at > now else "due"


def words_of(item: AgendaItem) -> str:
    """What it is, and what it is about: "close of the call, 2026-05-13"; the Decision that it replaces is left out."""
    _, *about = item.due.subject.split("/")
    what = _CALLED.get(item.due.kind, item.due.kind).format(what=about[1] if len(about) > 1 else "")
    rest = [one for one in about if one not in ("contribution", "registration") and not one.isdecimal()]
    return ", ".join([what, *rest])


def local_of(item: AgendaItem, zones: Zones) -> datetime:
    """Its instant on the clock of its meeting."""
    _, _, about = item.due.subject.partition("/")
    return item.due.at.astimezone(ZoneInfo(zones.of(about.partition("/")[0])))


def object_of(item: AgendaItem, zones: Zones, now: datetime) -> Object:
    """As a plain object."""
    return {
        "at": instant(item.due.at),
        "local": local_of(item, zones).replace(tzinfo=None).isoformat(),
        "zone": str(local_of(item, zones).tzinfo),
        "group": item.due.group,
        "kind": item.due.kind,
        "about": item.due.subject,
        "state": state_of(item, now),
        "done_at": instant(item.done_at) if item.done_at else None,
        "next_try": instant(item.free_at) if item.free_at else None,
        "attempts": item.attempts,
        "note": item.note or None,
    }
