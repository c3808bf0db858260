"""Groups and meetings as people name them, and the words for a name that nothing has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from intake.domain.errors import UsageError
from intake.domain.meeting import NEXT, Meeting

if TYPE_CHECKING:
    from intake.domain.rulebook import Rulebook

_ALL_TOLD = 6
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class MeetingName:
    """GROUP/MEETING in lower case; `meeting` is "" where only a group was named."""

    group: str
    meeting: str = ""

    def __str__(self) -> str:
        return f"{self.group}/{self.meeting}" if self.meeting else self.group


def meeting_name(typed: str) -> MeetingName:
    """What a person typed as GROUP/MEETING, or as GROUP alone."""
    group, _, meeting = typed.strip().lower().partition("/")
    return MeetingName(group.strip(), meeting.strip())


def meeting_named(rulebook: "Rulebook", named: str) -> Meeting:
    """The meeting with this id, present or former; UsageError that names the nearest ones that there are."""
    meeting = _found(rulebook, named)
    if meeting is None:
        raise unknown_meeting(rulebook.group.id, named, [one.id for one in rulebook.meetings])
    return meeting


def meeting_or_next(rulebook: "Rulebook", named: str) -> Meeting | None:
    """The meeting with this id, present or former; None for "next". UsageError as in `meeting_named`."""
    if named.casefold() == NEXT:
        return None
    meeting = _found(rulebook, named)
    if meeting is None:
        raise unknown_meeting(rulebook.group.id, named, [*(one.id for one in rulebook.meetings), NEXT])
    return meeting


def id_or_next(rulebook: "Rulebook", named: str | None) -> str | None:
    """The present id of a meeting, or "next"; None where none is named. UsageError as in `meeting_named`."""
    if not named:
        return None
    meeting = meeting_or_next(rulebook, named)
    return meeting.id if meeting else NEXT


def same_id(named: str, known: Iterable[str]) -> str | None:
    """The one of the known ids that this is, in small or capital letters; None where it is none of them."""
    return next((one for one in known if one.casefold() == named.strip().casefold()), None)


def unknown_meeting(group: str, named: str, known: Sequence[str]) -> UsageError:
    """Say that a group has no such meeting, and which it has: all of few, of many those nearest to the name."""
    if not known:
        return UsageError("{group}: this group has no meeting.", group=group)
    told = _told(named, [f"{group}/{one}" for one in known], "'intake meeting list' shows all")
    if not named:
        return UsageError("{group}: name the meeting, too; there {told}.", group=group, told=told)
    return UsageError(
        "{named}: there is no such meeting of {group}; there {told}.", named=named, group=group, told=told
    )


def unknown_group(named: str, known: Sequence[str]) -> UsageError:
    """Say that no rulebook of such a group is in force, and which are."""
    told = _told(named, known, "'intake rules check' names all")
    return UsageError("{named}: there is no such group; the rulebooks in force {told}.", named=named, told=told)


def _found(rulebook: "Rulebook", named: str) -> Meeting | None:
    by_id = {name: one for one in rulebook.meetings for name in one.was} | {one.id: one for one in rulebook.meetings}
    known = same_id(named, by_id)
    return by_id[known] if known else None


def _told(named: str, known: Sequence[str], more: str) -> str:
    """All of few names; of many those that look most like the one that was typed."""
    if len(known) <= _ALL_TOLD:
        return f"are {', '.join(known) or 'none'}"
    wanted = named.casefold()
    ordered = sorted(known, key=lambda one: -SequenceMatcher(None, wanted, one.rpartition("/")[2].casefold()).ratio())
    return f"are {', '.join(ordered[:_NEAREST])}, and others; {more}"
