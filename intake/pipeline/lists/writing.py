"""Lists as documents of the house: on the group's template, its cover filled, the list below it."""

from dataclasses import replace

from intake.domain.document import Contact
from intake.domain.house.paper import HousePaper, recorded_as
from intake.domain.lists.composing import LISTS
from intake.domain.lists.papers import GatheredMeeting
from intake.domain.lists.values import ListKind, MeetingList
from intake.domain.meeting import Meeting
from intake.domain.numbers.numbering import canonical_name
from intake.domain.rulebook import Rulebook
from intake.domain.template.filling import MadeCover, cover_cells
from intake.domain.text.private import for_everybody
from intake.domain.writing import Writing
from intake.pipeline.agenda.papers import gathered, meeting_wanted
from intake.pipeline.decision.templates import filled, template_for
from intake.pipeline.line import Line


def list_of(line: Line, kind: ListKind, group: str, meeting: str = "") -> MeetingList:
    """One list of a meeting as it stands now; "" for the meeting at hand.

    UsageError for an unknown meeting, ConfigurationError for a group without a rulebook in force.
    """
    return _composed(line, kind, group, meeting)[1]


def _composed(line: Line, kind: ListKind, group: str, meeting: str) -> tuple[Rulebook, MeetingList]:
    """The list, and the rulebook under which it was composed."""
    now = line.clock.now()
    with line.store.read() as work:
        rulebook = line.rulebook(work, group)
        found = gathered(work, rulebook, meeting_wanted(rulebook, meeting, now), now)
    return rulebook, LISTS[kind](_told_in(kind, found))


def _told_in(kind: ListKind, found: GatheredMeeting) -> GatheredMeeting:
    """Without what the house wrote, of which "documents" names all but itself: it would change by being written."""
    if kind != "documents":
        return found.sent_in()
    return replace(found, papers=tuple(one for one in found.papers if one.written_as != kind))


def written(line: Line, kind: ListKind, group: str, meeting: str = "") -> HousePaper:
    """A list as a .docx on the group's template, in the language in which the meeting works.

    The same documents and the same template give the same bytes. UsageError for an unknown meeting,
    ConfigurationError where the group has no template that can be written into.
    """
    return paper_of(line, *_composed(line, kind, group, meeting))


def paper_of(line: Line, rulebook: Rulebook, found: MeetingList) -> HousePaper:
    """The document of a list that was composed under this rulebook."""
    words = line.list_words.worded(found, found.language)
    cover = _cover(line, rulebook, found, words.title)
    body = Writing(line.list_words.body(words), body=True, marked_up=True)
    profile = template_for(rulebook, found.at, recorded_as(found.kind), "contribution")
    content = filled(line, rulebook, profile, lambda word: (*cover_cells(word, profile, cover), body))
    about = found.meeting.id if found.meeting else "next"
    name = canonical_name(f"{rulebook.group.acronym}-{about}-{found.kind}")
    return HousePaper(found.kind, words.title, name, content)


def _cover(line: Line, rulebook: Rulebook, found: MeetingList, title: str) -> MadeCover:
    """The cover: without address and telephone, since others read it, too."""
    group, meeting, language = rulebook.group, found.meeting, found.language
    return MadeCover(
        title=title,
        source=(line.list_words.word("list.source", language, {"acronym": group.acronym}),),
        contact=Contact(name=for_everybody(group.secretary) or None),
        kind=line.cover_words.kind(recorded_as(found.kind), language),
        group=group.acronym,
        behind="",
        place=meeting.place if meeting else "",
        dates=_days(line, meeting, language),
        abstract=line.list_words.word("list.abstract", language),
        language=language,
    )


def _days(line: Line, meeting: Meeting | None, language: str) -> str:
    return line.cover_words.days(meeting.first_day, meeting.last_day, language) if meeting else ""
