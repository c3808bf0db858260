"""What is prepared for a group's list: a person sends it."""

from intake.domain.meeting import Group, Meeting
from intake.domain.notice import Notice, Said, Section


def call_reminder(group: Group, meeting: Meeting) -> Notice | None:
    """The reminder of a call that is open; None where the call has no date for contributions."""
    deadline = meeting.deadline("contribution")
    if deadline is None:
        return None
    lines = [
        Said("announce.call", {"meeting": meeting.title}, {"deadline": deadline.utc}),
        Said("announce.send-to", {"mailbox": group.mailboxes[0]}),
    ]
    if group.template_url:
        lines.append(Said("announce.template", {"link": group.template_url}))
    subject = Said("announce.call.subject", {"meeting": meeting.title}, {"deadline": deadline.utc})
    return Notice(subject, (Section(lines=tuple(lines)),))
