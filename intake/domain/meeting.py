"""Groups, their meetings, deadlines and zones, and the series of numbers that documents join."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from intake.domain.text.addresses import is_listed

NEXT = "next"
"""Id of a group's virtual meeting: documents that arrive while no meeting is open are for the next one."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days: the weekdays that are free (Monday = 0) and the free dates with their names."""

    id: str
    weekend: tuple[int, ...] = (5, 6)
    holidays: Mapping[date, str] = field(default_factory=dict)

    def works_on(self, day: date) -> bool:
        """Whether people work on this day."""
        return day.weekday() not in self.weekend and day not in self.holidays


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last instant for one kind of document: local wall time, IANA zone, and the one UTC instant they mean.

    The printed second is included: on time iff t < utc + 1 s.
    """

    kind: str
    local: datetime
    zone: str
    utc: datetime


@dataclass(frozen=True, slots=True)
class Extension:
    """A deadline that a person moved, for everybody or for `addresses` alone (entries as in Senders).

    `by` did it `at` an instant (UTC), for this `reason`.
    """

    deadline: Deadline
    reason: str
    by: str
    at: datetime
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a meeting's agenda: its number ("4", "4.1") and its title.

    Documents of these `kinds` are treated under it where nothing else says so; `liaison_first`: liaison statements
    come before the other documents.
    """

    number: str
    title: str
    kinds: tuple[str, ...] = ()
    liaison_first: bool = False

    @property
    def level(self) -> int:
        """1 for an item, 2 for one below it."""
        return self.number.count(".") + 1


MeetingStatus = Literal["", "postponed", "cancelled", "reported"]
"""What a person said of a meeting; "" while only its dates count. A postponed one has no date yet."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of a group. `first_day` and `last_day` are days in `zone`; `starts`, `ends` are local times if known.

    `circular` names the one that called it, `opens` (UTC) is when the call was made. `language` is the working
    language ("en"). `was` are ids that it had before, under which its older documents are recorded. `deadlines` are
    as the call gave them; `extensions` moved them, the last one counts. `items` are its agenda, in order.
    """

    id: str
    title: str
    first_day: date
    last_day: date
    zone: str
    place: str = ""
    starts: datetime | None = None
    ends: datetime | None = None
    language: str = "en"
    circular: str = ""
    opens: datetime | None = None
    deadlines: tuple[Deadline, ...] = ()
    was: tuple[str, ...] = ()
    extensions: tuple[Extension, ...] = ()
    status: MeetingStatus = ""
    items: tuple[Item, ...] = ()

    def item(self, number: str | None) -> Item | None:
        """The item of the agenda with this number, or None."""
        return next((one for one in self.items if one.number == number), None)

    def deadline(self, kind: str, *senders: str) -> Deadline | None:
        """The deadline for this kind of document in force, or None when there is none.

        A mail of these `senders` (addresses) has the later one of everybody's and their own.
        """
        moved = [one for one in self.extensions if one.deadline.kind == kind]
        usual = [one for one in self.deadlines if one.kind == kind]
        for_all = [*usual, *(one.deadline for one in moved if not one.addresses)][-1:]
        own = [next(_own(moved, one), None) for one in senders]
        return max([*for_all, *(one for one in own if one)], key=lambda one: one.utc, default=None)

    @property
    def takes_place(self) -> bool:
        """Whether it has its dates: neither postponed nor cancelled."""
        return self.status not in ("postponed", "cancelled")


def _own(moved: Sequence[Extension], sender: str) -> Iterator[Deadline]:
    """The deadlines that were moved for this sender, the last one first."""
    return (one.deadline for one in reversed(moved) if one.addresses and is_listed(sender, one.addresses))


@dataclass(frozen=True, slots=True)
class Series:
    """A run of numbers: `pattern` is a format string with `number`, e.g. "JCA-MV-Doc-{number:03d}"."""

    id: str
    pattern: str
    first_number: int = 1

    def label(self, number: int) -> str:
        """The number as printed, e.g. JCA-MV-Doc-012."""
        return self.pattern.format(number=number)


@dataclass(frozen=True, slots=True)
class Officer:
    """A chair, co-chair or counsellor of a group, from the day `since` to the day `until`, both included.

    We write to the first one of the `addresses`; each of them, and of the `assistants`, speaks for the officer.
    """

    role: str
    name: str
    organization: str = ""
    country: str = ""
    addresses: tuple[str, ...] = ()
    assistants: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    @property
    def chairs(self) -> bool:
        """Whether this is a chair or a co-chair."""
        return "chair" in self.role.casefold() and "vice" not in self.role.casefold()

    @property
    def known_by(self) -> tuple[str, ...]:
        """All addresses from which the officer may write."""
        return (*self.addresses, *self.assistants)

    def serves_on(self, day: date) -> bool:
        """Whether this is an officer on this day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Senders:
    """The senders that a group knows; each entry is an address, or a domain as "@example.org" (with its subdomains).

    `members` and `experts` may contribute, `liaison` are bodies that send liaison statements, `speakers` may send
    presentations. `forwarders` pass on mails that reached them, beside officers and secretariat.
    """

    members: tuple[str, ...] = ()
    experts: tuple[str, ...] = ()
    liaison: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    forwarders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A group whose contributions we take: `id` "jca-mv", `acronym` "JCA-MV", `short` "MV" for references.

    `mailboxes` are its addresses in lower case; `other_names` are spellings by which it is also known. `secretariat`
    are the addresses of the people who run it; `announce_to` is the address of its list, "" for none.
    """

    id: str
    acronym: str
    name: str
    short: str
    zone: str
    mailboxes: tuple[str, ...]
    other_names: tuple[str, ...] = ()
    parent: str = ""
    home_page: str = ""
    template_url: str = ""
    secretary: str = ""
    telephone: str = ""
    secretariat: tuple[str, ...] = ()
    announce_to: str = ""
    officers: tuple[Officer, ...] = ()
    senders: Senders = field(default_factory=Senders)

    def officers_at(self, day: date) -> tuple[Officer, ...]:
        """Those who are officers on this day (of the group's zone)."""
        return tuple(one for one in self.officers if one.serves_on(day))

    def zone_for(self, meeting: Meeting | None) -> str:
        """The IANA zone in which times of this meeting are told; the group's own for None."""
        return meeting.zone if meeting else self.zone


@dataclass(frozen=True, slots=True)
class Zones:
    """The zone of a group, those of its meetings by id, and the present id for each former one."""

    group: str
    meetings: Mapping[str, str]
    now_called: Mapping[str, str]

    def present_id(self, meeting: str | None) -> str | None:
        """The id that a meeting has now, of one that it had when something was recorded; else this very one."""
        return meeting if meeting in self.meetings else self.now_called.get(meeting or "", meeting)

    def of(self, meeting: str | None) -> str:
        """The IANA zone of this meeting; the group's for "next", None and an unknown one."""
        return self.meetings.get(self.present_id(meeting) or "", self.group)
