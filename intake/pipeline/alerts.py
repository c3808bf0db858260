"""Alerts as letters: what the log asks somebody to look at reaches a person, each line once.

They are owed from the sealed log, not where they are written: no step waits for it, and whoever writes an alert needs
to know nothing of letters.
"""

from datetime import datetime

from intake.domain.debt import NewDebt
from intake.domain.letters.alert import TOPICS, WINDOW, AlertLetter, Topic, line_of, topic_of
from intake.domain.log_entry import LogEntry
from intake.pipeline.line import ALERTS, Line
from intake.pipeline.outages import SERVERS, server_is_gone
from intake.ports import UnitOfWork

_BATCH = 100


def tell(line: Line) -> int:
    """Owe letters with the alerts, and the ends of alerts, that were sealed since the last time; how many there were.

    Where nobody gets them they count as told all the same: who is named later hears of what comes then.
    """
    if not line.places_known:
        _know_places(line)
        line.places_known = True
    with line.store.read() as work:
        if not work.alerts.are_waiting() or not work.rulebooks.groups():
            return 0
    line.step("tick.alerts")
    with line.store.write() as work:
        taken = work.alerts.take(_BATCH)
        for entry in taken:
            topic = topic_of(entry)
            if line.alerts_to and topic is not None:
                _tell(line, work, entry, topic, line.clock.now())
        line.step("tick.alerts-before-commit")
    line.step("tick.alerts-committed")
    return len(taken)


def _know_places(line: Line) -> None:
    """Let letters that wait leave by the server that the settings name for them by now; once a process.

    All that waits for a server for alerts that is named no more leaves like other letters. Alerts leave by a server of
    their own as soon as one is named: the common one may be what they are about.
    """
    with line.store.read() as work:
        waiting = [place for place in SERVERS if work.debts.open_count(place)]
        outages = work.outages.standing()
    gone = [place for place in SERVERS if place not in line.senders and SERVERS[place][0] in outages]
    if not waiting and not gone:
        return
    now = line.clock.now()
    with line.store.write() as work:
        if ALERTS in waiting and ALERTS not in line.senders:
            work.debts.redirect(ALERTS, _place(line, "other"), now)
        if "smtp" in waiting:
            for topic in TOPICS:
                if (to := _place(line, topic)) != "smtp":
                    work.debts.redirect("smtp", to, now, topic=f"alert:{topic}")
        for place in gone:
            server_is_gone(work, place, now)


def _tell(line: Line, work: UnitOfWork, entry: LogEntry, topic: Topic, now: datetime) -> None:
    """Join the letter of this topic that still waits, or owe another."""
    newest = work.debts.newest(f"alert:{topic}")
    told = newest.payload if newest and isinstance(newest.payload, AlertLetter) else None
    if newest and told and work.debts.add_to(newest.id, told.joined(line_of(entry))):
        return
    letter = _letter(line, work, entry, topic)
    due_at = now
    # The all-clear that follows an alert never waits.
    if newest and told and not (letter.is_all_clear and not told.is_all_clear):
        due_at = max(now, newest.due_at + WINDOW)
    work.debts.owe(
        NewDebt(
            key=f"alert:{topic}:{entry.position}",
            kind="alert",
            place=_place(line, topic),
            due_at=due_at,
            payload=letter,
            group=entry.group,
            topic=f"alert:{topic}",
        )
    )


def _place(line: Line, topic: Topic) -> str:
    """The server that alerts leave by: their own where there is one, unless it is what the alert is about."""
    own = ALERTS in line.senders and topic != "alert-server"
    return ALERTS if own else "smtp" if "smtp" in line.senders else "folder"


def _letter(line: Line, work: UnitOfWork, entry: LogEntry, topic: Topic) -> AlertLetter:
    """A letter from the mailbox of the group that the line is about, else of any, in that group's first language."""
    groups = work.rulebooks.groups()
    book = line.rulebook(work, entry.group if entry.group in groups else groups[0])
    return AlertLetter(
        topic=topic,
        to=line.alerts_to,
        mailbox=book.group.mailboxes[0],
        zone=book.group.zone,
        language=book.policy.languages[0],
        lines=(line_of(entry),),
    )
