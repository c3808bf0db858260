"""What is prepared for a group's list: a person sends it."""

from collections.abc import Sequence

from intake.domain.letters.notice import Notice, NoticeTable, Said, Section
from intake.domain.meeting import Group, Meeting
from intake.domain.numbers.revisions import revision_label
from intake.domain.publishing.posting import waiting_versions
from intake.domain.submission import Contribution


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
        lines.append(Said("announce.template", links={"link": group.template_url}))
    subject = Said("announce.call.subject", {"meeting": meeting.title}, {"deadline": deadline.utc})
    return Notice(subject, (Section(lines=tuple(lines)),))


def documents_posted(group: Group, meeting: Meeting | None, posted: Sequence[Contribution]) -> Notice:
    """What was posted for a meeting, or for the next one; each as it stood before, so that what is new is named."""
    named = {"meeting": meeting.title if meeting else group.name}
    rows = [(label, one.title, "; ".join(one.source)) for one in posted for label in _new(one)]
    head = tuple(Said(f"report.head.{name}") for name in ("number", "title", "source"))
    sections = [Section(lines=(Said("announce.posted", named),), table=NoticeTable(head, tuple(rows)))]
    if group.home_page:
        sections.append(Section(lines=(Said("announce.page", links={"link": group.home_page}),)))
    return Notice(Said("announce.posted.subject", {**named, "count": len(rows)}), tuple(sections))


def _new(one: Contribution) -> list[str]:
    """The numbers, with revision, of what waited to be posted, each once."""
    return list(dict.fromkeys(revision_label(one.label, each.revision, each.mark) for each in waiting_versions(one)))
