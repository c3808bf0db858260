"""What is still to be told once a meeting has changed: letters to staff wait up to an hour before they leave."""

from intake.domain.letters.notice import NoticeKey
from intake.domain.meeting import Meeting


def is_overtaken(about: NoticeKey, before: Meeting, now: Meeting | None) -> bool:
    """Whether the change of a meeting has made a notice pointless that was composed `before` it.

    What speaks of a call is, when the call has another date or its meeting none; a morning mail, which has its figures
    when it leaves, only then. A chair's decision on a late paper is asked for until the meeting is cancelled. The
    documents of its eve are for the day on which it begins.
    """
    if about.meeting != before.id:
        return False
    if now is None or now.status == "cancelled":
        return True
    if about.what == "late-paper":
        return False
    if about.what == "eve-pack":
        return not now.takes_place or now.first_day != before.first_day
    moved = now.deadline("contribution") != before.deadline("contribution")
    return not now.takes_place or (moved and about.what != "morning")
