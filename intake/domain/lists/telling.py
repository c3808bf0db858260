"""The allocation in letters to the secretariat."""

from dataclasses import replace

from intake.domain.letters.notice import Notice, NoticeCell, NoticeKey, NoticeTable, Said, Section
from intake.domain.lists.papers import GatheredMeeting, Paper
from intake.domain.meeting import Item

_HEAD = tuple(Said(f"list.head.{name}") for name in ("item", "number", "title", "source", "allocation"))


def allocation_section(gathered: GatheredMeeting) -> Section | None:
    """The documents that were sent in, in the order of the agenda; None where there is no agenda, or no document."""
    gathered = gathered.sent_in()
    if not gathered.items or not gathered.registered:
        return None
    rows = tuple(_row(item, one) for item, one in gathered.by_item())
    return Section(Said("list.title-alone.allocation"), table=NoticeTable(_HEAD, rows))


def allocation_letter(gathered: GatheredMeeting) -> Notice | None:
    """The allocation by itself, as a letter with its document; None where there is nothing to tell."""
    section, meeting = allocation_section(gathered), gathered.meeting
    if section is None or meeting is None:
        return None
    file = f"{gathered.group.acronym}-{meeting.id}-allocation.docx"
    subject = Said("list.title.allocation", {"meeting": meeting.title})
    return Notice(subject, (section,), file, about=NoticeKey("eve-pack", meeting.id))


def with_allocation(notice: Notice, gathered: GatheredMeeting) -> Notice:
    """A report with the allocation behind its documents, the second of its sections."""
    section = allocation_section(gathered)
    if section is None:
        return notice
    return replace(notice, sections=(*notice.sections[:2], section, *notice.sections[2:]))


def _row(item: Item | None, one: Paper) -> tuple[NoticeCell, ...]:
    placed: NoticeCell = ""
    if one.placing is not None and item is not None:
        word = f"list.allocation.{one.placing.why or 'settled'}"
        placed = Said("staff.word", words={"word": word})
    return (item.number if item else "", one.number, one.title, one.source, placed)
