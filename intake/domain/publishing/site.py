"""What of a meeting's documents everybody may read: the posted ones, and lines for numbers that have no document."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from intake.domain.deadlines import in_time
from intake.domain.house.reservation import Reservation
from intake.domain.meeting import NEXT, Group, Meeting, MeetingStatus, Series
from intake.domain.numbers.revisions import revision_label
from intake.domain.publishing.posting import posted_versions
from intake.domain.publishing.ticks import Tick, ticks_of
from intake.domain.submission import AcceptedFile, Contribution, Version
from intake.domain.text.private import for_everybody
from intake.domain.verdict import Kind

ShownAs = Literal["posted", "withdrawn", "joined", "unused", "reserved"]
SiteRemark = Literal["late", "admitted", "after-call", "superseded"]
"""Received after the date for contributions (and admitted), revised after it, there is a later revision."""

Watched = Literal["members", "public"]


@dataclass(frozen=True, slots=True)
class SiteEntry:
    """One line of the list: a posted version of a number, a number withdrawn, given up, never used, or kept.

    Only a posted one has a `version`; `title` and `source` are empty where nothing was ever posted. `received` is in
    the meeting's zone, `changed` (UTC) when it was posted or withdrawn, or a supporting file of it. `beside` are those
    that a person ticked; one whose tick was taken off again stays as a name.
    """

    number: str
    shown: ShownAs
    kind: str = ""
    title: str = ""
    source: tuple[str, ...] = ()
    received: datetime | None = None
    changed: datetime | None = None
    remarks: tuple[SiteRemark, ...] = ()
    version: Version | None = None
    revision: str = ""
    beside: tuple[Tick, ...] = ()
    joined_to: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """A meeting of a group as its site shows it. `id` is the meeting's, or "next"; days are None where none is known.

    `changed` (UTC) is when anything in it changed last.
    """

    group: str
    acronym: str
    name: str
    home_page: str
    id: str
    title: str
    zone: str
    audience: Watched
    entries: tuple[SiteEntry, ...]
    changed: datetime
    language: str = "en"
    footer: str = ""
    first_day: date | None = None
    last_day: date | None = None
    place: str = ""
    status: MeetingStatus = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class VersionMails:
    """The mails of the versions: when each was received (UTC), with the numbers that a person let in; ticked files."""

    at: Mapping[int, datetime]
    let_in: Collection[tuple[int, str]] = ()
    ticks: tuple[Tick, ...] = ()


def own_file(version: Version) -> AcceptedFile:
    """The file that the version is about, beside its parts and companions."""
    return next((one for one in version.files if one.role == "contribution"), version.files[0])


def entries(
    documents: Sequence[Contribution],
    series: Sequence[Series],
    meeting: Meeting | None,
    zone: str,
    arrived: VersionMails,
    kept: Sequence[Reservation] = (),
) -> tuple[SiteEntry, ...]:
    """The lines for these documents of one meeting, in the order of their numbers.

    Unused are numbers between two that are shown, which no document of the group has; one that is kept for a document
    says so. `documents` are all of the group that are numbered, of other meetings too, told apart by the meeting's
    present and former ids.
    """
    mine = [one for one in documents if _is_of(one, meeting)]
    found: list[SiteEntry] = []
    for each in series:
        shown = [one for one in mine if one.series == each.id and (one.posted_at or one.withdrawn_at)]
        lines = {one.number: list(_lines(one, meeting, zone, arrived)) for one in shown}
        taken = {one.number for one in documents if one.series == each.id}
        reserved = {one.number: one for one in kept if one.series == each.id and one.stands}
        for number in _numbers(lines, reserved):
            if number in reserved:
                found.append(SiteEntry(each.label(number), "reserved", _kind(reserved[number])))
            elif number not in taken:
                found.append(SiteEntry(each.label(number), "unused"))
            found += lines.get(number, [])
    return tuple(found)


def _numbers(lines: Mapping[int, object], reserved: Mapping[int, Reservation]) -> list[int]:
    """The numbers from the first shown to the last, and those before it that are kept."""
    first, last = min(lines, default=0), max(lines, default=-1)
    return sorted({*range(first, last + 1), *(one for one in reserved if one <= last)})


def _kind(one: Reservation) -> str:
    return one.purpose if one.purpose in get_args(Kind) else ""


def _is_of(one: Contribution, meeting: Meeting | None) -> bool:
    return one.meeting in (meeting.id, *meeting.was) if meeting else one.meeting in (None, NEXT)


def _lines(one: Contribution, meeting: Meeting | None, zone: str, arrived: VersionMails) -> Iterator[SiteEntry]:
    telephones = [contact.tel for contact in one.contacts if contact.tel]
    line = SiteEntry(one.label, "posted", one.kind, changed=one.posted_at)
    if one.posted_at is not None:
        title = for_everybody(one.title, telephones)
        line = replace(line, title=title, source=tuple(for_everybody(each, telephones) for each in one.source))
    if one.withdrawn_at is not None:
        gone: ShownAs = "joined" if one.joined_to else "withdrawn"
        yield replace(line, shown=gone, changed=one.withdrawn_at, joined_to=one.joined_to)
        return
    versions = posted_versions(one)
    last = max((each.revision for each in versions if each.mark == "Rev"), default=0)
    for each in versions:
        at = arrived.at.get(each.submission, one.received_at)
        remarks = [*remarks_on(one, each, meeting, at, arrived)]
        if each.mark == "Rev" and each.revision < last:
            remarks.append("superseded")
        ticks = ticks_of(arrived.ticks, one, each)
        yield replace(
            line,
            changed=max([one.posted_at, *(tick.changed for tick in ticks)]) if one.posted_at else None,
            beside=ticks,
            number=revision_label(one.label, each.revision, each.mark),
            received=at.astimezone(ZoneInfo(zone)),
            remarks=tuple(remarks),
            version=each,
            revision=f"{each.mark}{each.revision}" if each.revision else "",
        )


def remarks_on(
    one: Contribution, version: Version, meeting: Meeting | None, at: datetime, arrived: VersionMails
) -> Iterator[SiteRemark]:
    """Whether this version, whose mail was received `at` (UTC), came after the date, and whether it was let in."""
    until = meeting.deadline(one.kind, *one.submitters) if meeting else None
    if until is None:
        return
    let_in = (version.submission, one.label) in arrived.let_in
    if version.revision:
        if not in_time(at, until):
            yield "after-call"
            if let_in:
                yield "admitted"
    elif not in_time(one.counts_from, until):
        yield "admitted" if let_in else "late"


def publication(
    group: Group, meeting: Meeting | None, audience: Watched, lines: Sequence[SiteEntry], changed: datetime, footer: str
) -> Publication:
    """The site of a meeting, or of what waits for the next one; `changed` (UTC) is the least that it can be."""
    named = Publication(
        group=group.id,
        acronym=group.acronym,
        name=group.name,
        home_page=group.home_page,
        id=NEXT,
        title=group.name,
        zone=group.zone,
        audience=audience,
        entries=tuple(lines),
        changed=max([changed, *(one.changed for one in lines if one.changed)]),
        footer=footer,
    )
    if meeting is None:
        return named
    until = meeting.deadline("contribution")
    return replace(
        named,
        id=meeting.id,
        title=meeting.title,
        zone=meeting.zone,
        language=meeting.language,
        first_day=meeting.first_day,
        last_day=meeting.last_day,
        place=meeting.place,
        status=meeting.status,
        until=until.utc if until else None,
    )
