"""Lists for the secretariat alone: what came late, what is owed, not posted, not sent again, and who speaks."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from intake.domain.deadlines import correct_until, late_by
from intake.domain.lists.papers import GatheredMeeting, Paper
from intake.domain.lists.values import Code, Lasting, ListCell, ListPart, ListRow, MeetingList
from intake.domain.telling.standing import Pending

POSTED_WITHIN = 3
"""Working days from acceptance until a document is posted (Rec. ITU-T A.1, clause 3.2.4)."""


def late(gathered: GatheredMeeting) -> MeetingList:
    """Documents after the date that have a number, those that wait for the chairs, and those carried over."""
    columns = ("state", "number", "title", "source", "received", "late_by", "let_in_by")
    rows = tuple(_late(gathered))
    parts = []
    for state in dict.fromkeys(row[0] for row in rows):
        found = tuple(row[1:] for row in rows if row[0] == state)
        parts.append(ListPart(state, columns=columns[1:], rows=found))
    return gathered.list_of("late", columns, rows, tuple(parts))


def _late(gathered: GatheredMeeting) -> Iterator[ListRow]:
    for name in ("admitted", "late"):
        yield from (_late_paper(gathered, one, name) for one in gathered.registered if name in one.remarks)
    if gathered.standing:
        yield from (_late_mail(gathered, one) for one in gathered.standing.late)
    yield from (
        _late_paper(gathered, one, "to-next") for one in gathered.carried if one.contribution.withdrawn_at is None
    )
    yield from (_late_paper(gathered, one, "from-before") for one in gathered.registered if one.joined)


def _late_paper(gathered: GatheredMeeting, one: Paper, state: str) -> ListRow:
    return (
        Code("late", state), one.number, one.title, one.source, one.contribution.received_at,
        _lateness(gathered, one.contribution.counts_from, one.contribution.kind, one.contribution.submitters),
        one.let_in_by if state == "admitted" else None,
    )  # fmt: skip


def _late_mail(gathered: GatheredMeeting, one: Pending) -> ListRow:
    title, source = "; ".join(one.titles) or one.subject, "; ".join(one.sources) or one.sender
    at = one.received_at
    return (
        Code("late", "waits"), one.reference, title, source, at,
        _lateness(gathered, at, "contribution", (one.sender,)), None,
    )  # fmt: skip


def _lateness(gathered: GatheredMeeting, at: datetime, kind: str, senders: Iterable[str]) -> Lasting | None:
    until = gathered.meeting.deadline(kind, *senders) if gathered.meeting else None
    seconds = late_by(at, until) if until else 0
    return Lasting(seconds) if seconds else None


def repairs(gathered: GatheredMeeting) -> MeetingList:
    """What the secretariat still has to complete, by document."""
    columns = ("number", "title", "check", "repair")
    rows = tuple((one.number, one.title, each.id, each) for one in gathered.registered for each in one.repairs)
    parts = (ListPart(columns=("number", "title", "repair"), rows=tuple((row[0], row[1], row[3]) for row in rows)),)
    return gathered.list_of("repairs", columns, rows, parts)


def unposted(gathered: GatheredMeeting) -> MeetingList:
    """Documents that were accepted more than three working days ago and are not posted."""
    columns = ("number", "title", "source", "accepted", "due")
    rows: list[ListRow] = []
    for one in gathered.registered:
        due = correct_until(one.contribution.accepted_at, gathered.zone, gathered.calendar, POSTED_WITHIN)
        if one.contribution.posted_at is None and due < gathered.at:
            rows.append((one.number, one.title, one.source, one.contribution.accepted_at, due))
    return gathered.list_of("unposted", columns, tuple(rows))


def returned(gathered: GatheredMeeting) -> MeetingList:
    """Mails that were returned and never corrected, with the telephone that stands on their cover."""
    columns = ("reference", "title", "source", "received", "until", "telephone")
    found = gathered.standing.returned if gathered.standing else ()
    return gathered.list_of("returned", columns, tuple(map(_returned, found)))


def _returned(one: Pending) -> ListRow:
    title, source = "; ".join(one.titles) or one.subject, "; ".join(one.sources) or one.sender
    return (one.reference, title, source, one.received_at, one.correct_until, ", ".join(one.telephones))


def speakers(gathered: GatheredMeeting) -> MeetingList:
    """The presentations and who gives them; those that still wait for a person too."""
    columns = ("number", "title", "speaker", "source", "item", "state")
    rows = [
        (one.number, one.title, one.speaker, one.source, one.placing.item if one.placing else "", _registered(one))
        for one in gathered.registered
        if one.contribution.kind == "presentation"
    ]
    held = gathered.standing.held if gathered.standing else ()
    rows += [
        (
            one.reference,
            "; ".join(one.titles) or one.subject,
            one.name,
            "; ".join(one.sources),
            "",
            Code("state", "held"),
        )
        for one in held
        if "presentation" in one.kinds
    ]
    return gathered.list_of("speakers", columns, tuple(rows))


def _registered(one: Paper) -> ListCell:
    return Code("state", "posted" if one.contribution.posted_at else "registered")
