"""The register of liaison statements: received and sent, until when a reply is asked, and whether it went out."""

import re
from datetime import date

from intake.domain.circular.text.dates import dates_in
from intake.domain.deadlines import zone_of
from intake.domain.document import Liaison
from intake.domain.lists.papers import GatheredMeeting, Paper
from intake.domain.lists.values import Code, ListCell, ListPart, ListRow, MeetingList
from intake.domain.text.language import letters
from intake.domain.text.private import for_everybody

_COLUMNS = ("way", "number", "body", "title", "date", "reply_by", "reply", "answer")
_SHOWN = ("number", "body", "title", "date", "reply_by", "reply")
_SHORTEST = 10
_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")


def liaison(gathered: GatheredMeeting) -> MeetingList:
    """Those received with the state of the reply, then those of the group."""
    sent = [one for one in gathered.registered if one.contribution.kind == "liaison_out"]
    came = [one for one in gathered.registered if one.contribution.kind == "liaison_in"]
    rows = [_came(gathered, one, sent) for one in came]
    own = [_sent(gathered, one) for one in sent]
    parts = []
    for way, found in (("in", rows), ("out", own)):
        if found:
            table = tuple((*row[1:6], _reply(row)) for row in found)
            parts.append(ListPart(Code("way", way), columns=_SHOWN, rows=table))
    return gathered.list_of("liaison", _COLUMNS, (*rows, *own), tuple(parts) or (ListPart(),))


def _came(gathered: GatheredMeeting, one: Paper, sent: list[Paper]) -> ListRow:
    answer = next((other for other in sent if _answers(other, one)), None)
    reply_by = reply_date(one.liaison, one.came.date())
    state = "answered" if answer else _waits(gathered, one, reply_by)
    day = one.contribution.received_at.astimezone(zone_of(gathered.zone)).date()
    return (
        Code("way", "in"), one.number, one.source, one.title, day,
        reply_by or _as_written(one.liaison), Code("reply", state), answer.number if answer else "",
    )  # fmt: skip


def _sent(gathered: GatheredMeeting, one: Paper) -> ListRow:
    asked = one.liaison or Liaison()
    bodies = (*asked.for_action, *asked.for_comment, *asked.for_information)
    body = "; ".join(for_everybody(each) for each in dict.fromkeys(bodies))
    day = one.contribution.received_at.astimezone(zone_of(gathered.zone)).date()
    reply_by = reply_date(one.liaison, one.came.date())
    return (Code("way", "out"), one.number, body, one.title, day, reply_by or _as_written(one.liaison), None, "")


def _reply(row: ListRow) -> ListCell:
    """The answer's number, else the state of the reply."""
    return row[7] or row[6]


def _waits(gathered: GatheredMeeting, one: Paper, reply_by: date | None) -> str:
    if one.liaison is None or not one.liaison.reply_by:
        return "none"
    today = gathered.at.astimezone(zone_of(gathered.zone)).date()
    return "overdue" if reply_by is not None and reply_by < today else "waits"


def _as_written(asked: Liaison | None) -> str:
    return for_everybody(asked.reply_by) if asked and asked.reply_by else ""


def reply_date(asked: Liaison | None, near: date) -> date | None:
    """The day until which a reply is asked, where its words are one plain date; a missing year follows `near`."""
    text = asked.reply_by if asked and asked.reply_by else ""
    if found := _ISO.search(text):
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            return None
    dates = [one for one in dates_in(text, near) if one.sure]
    return dates[0].last if len(dates) == 1 else None


def _answers(sent: Paper, came: Paper) -> bool:
    """Whether a statement of ours names the other's number or title."""
    said = letters(f"{sent.contribution.title} {sent.abstract}")
    title = letters(came.contribution.title)
    return letters(came.contribution.label) in said or (len(title) >= _SHORTEST and title in said)
