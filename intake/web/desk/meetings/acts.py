"""What the secretariat does with a meeting; each act asks for its reason, and names the letters that it causes."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Literal

from fastapi import FastAPI, Request
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.domain.by_hand.days import day_of, hour_of
from intake.domain.calls.moving import MoreTime
from intake.domain.errors import ConfigurationError, StaleDecisionError, UsageError
from intake.domain.text.addresses import checked_address
from intake.pipeline.desk.calls import closing, meetings
from intake.pipeline.desk.calls.meetings import Changed, MeetingDeed
from intake.pipeline.line import Line
from intake.web.desk.meetings.pages import meeting_shown, seen_meeting
from intake.web.desk.rights import MayConfigure, require
from intake.web.desk.shown import Notice, Shown
from intake.web.desk.texts import Texts

ActName = Literal["open", "extend", "close", "reopen", "postpone", "cancel", "reported", "unreported"]
Typed = Mapping[str, str]
_FIELDS = {
    "reason": "", "day": "", "hour": "", "first": "", "last": "", "addresses": "", "shorten": "",
    "kind": "contribution",
}  # fmt: skip
_LONGEST = 2_000


def add_acts(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """One route for all acts."""

    @app.post("/meetings/{group}/{meeting}/{act}")
    def act_on(
        request: Request, person: MayConfigure, group: str, meeting: str, act: ActName, given: Texts
    ) -> Response:
        page = seen_meeting(desk, person, group, meeting)
        require(person, "configure", group)
        typed = {name: given.get(name, usual)[:_LONGEST] for name, usual in _FIELDS.items()}
        reason, seen = typed["reason"], given.get("seen", "")
        name = f"{group}/{page.seen.meeting.id}"
        if not reason.strip():
            return meeting_shown(desk, shown, request, page, 422, act=act, typed=typed)
        try:
            done = ACTS[act](desk.line, name, MeetingDeed(person.login, reason.strip(), seen), typed)
        except (UsageError, ConfigurationError, StaleDecisionError) as error:
            status = 409 if isinstance(error, StaleDecisionError) else 422
            why = error.sentence
            return meeting_shown(desk, shown, request, page, status, act=act, typed=typed, why=why)
        return shown.to(f"/meetings/{group}/{page.seen.meeting.id}", _notice(act, done))


def _notice(act: ActName, done: Changed | bool) -> Notice:
    if isinstance(done, bool):
        return Notice("meetings.done.close" if done else "meetings.done.close-behind", {})
    return Notice(f"meetings.done.{act}", {"judged": done.judged_again, "told": done.told})


def _extend(line: Line, name: str, deed: MeetingDeed, typed: Typed) -> Changed:
    addresses = tuple(_listed(one) for one in re.split(r"[\s,;]+", typed["addresses"]) if one)
    wish = MoreTime(_when(typed), typed["kind"], addresses, bool(typed["shorten"]))
    return meetings.extend(line, name, deed, wish)


def _postpone(line: Line, name: str, deed: MeetingDeed, typed: Typed) -> Changed:
    days = (day_of(typed["first"]), day_of(typed["last"] or typed["first"])) if typed["first"] else None
    return meetings.postpone(line, name, deed, days, _when(typed) if typed["day"] else None)


ACTS: Mapping[ActName, Callable[[Line, str, MeetingDeed, Typed], Changed | bool]] = {
    "open": lambda line, name, deed, _: meetings.open_call(line, name, deed),
    "extend": _extend,
    "close": lambda line, name, deed, _: closing.close(line, name, deed),
    "reopen": lambda line, name, deed, typed: meetings.reopen(line, name, deed, _when(typed)),
    "postpone": _postpone,
    "cancel": lambda line, name, deed, _: meetings.cancel(line, name, deed),
    "reported": lambda line, name, deed, _: meetings.report_is_out(line, name, deed),
    "unreported": lambda line, name, deed, _: meetings.report_is_out(line, name, deed, undo=True),
}
"""By the name in the address of its form."""


def _when(typed: Typed) -> date | datetime:
    """The day, whose end is meant, or the local time on it."""
    day = day_of(typed["day"])
    if not typed["hour"].strip():
        return day
    return datetime.combine(day, hour_of(typed["hour"]))


def _listed(entry: str) -> str:
    """An address, or a domain as "@example.org"."""
    try:
        return f"@{checked_address('x' + entry)[2:]}" if entry.startswith("@") else checked_address(entry)
    except ValueError as error:
        raise UsageError(str(error)) from error
