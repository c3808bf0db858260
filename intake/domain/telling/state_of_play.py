"""The state of play: what the secretariat reads before a date for contributions."""

from collections.abc import Iterator, Sequence

from intake.domain.letters.notice import Notice, NoticeKey, NoticeTable, Said, Section
from intake.domain.telling.standing import Pending, Standing

WHERE = Said("staff.where", {"command": "intake waiting"})
"""Where all that waits is listed."""

HEAD = tuple(Said(f"staff.head.{name}") for name in ("reference", "received", "sender", "subject"))


def state_of_play(standing: Standing) -> Notice:
    """The figures of the call, and each mail that waits for a person."""
    deadline = standing.meeting.deadline("contribution")
    moments = {"deadline": deadline.utc} if deadline else {}
    opening = Said("staff.state.opening", {"meeting": standing.meeting.title}, moments)
    return Notice(
        subject=Said(
            "staff.state.subject",
            {"registered": len(standing.registered), "waiting": standing.waiting, "after": len(standing.late)},
        ),
        sections=(
            Section(lines=(opening, *figures(standing))),
            *pending_tables(standing),
            Section(lines=(WHERE,)),
        ),
        about=NoticeKey("state-of-play", standing.meeting.id),
    )


def figures(standing: Standing) -> Iterator[Said]:
    """One line for each figure."""
    for name in ("registered", "late", "held", "returned", "questions"):
        found: Sequence[object] = getattr(standing, name)
        yield Said(f"staff.figure.{name}", {"count": len(found)})


def pending_tables(standing: Standing) -> Iterator[Section]:
    """A table for each kind of mail that waits, left out where there is none."""
    for name in ("late", "held", "questions"):
        found: tuple[Pending, ...] = getattr(standing, name)
        if found:
            yield Section(Said(f"staff.title.{name}"), table=NoticeTable(HEAD, tuple(map(_row, found))))


def _row(one: Pending) -> tuple[Said | str, ...]:
    at = Said("staff.moment", moments={"at": one.received_at})
    return (one.reference, at, one.sender, "; ".join(one.titles) or one.subject)
