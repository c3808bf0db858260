"""A site of what was posted: for members or for everybody, never with what is held, returned or not posted."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256

from intake.domain.errors import ConfigurationError, UsageError
from intake.domain.meeting import Meeting
from intake.domain.names import meeting_or_next
from intake.domain.publishing.calendar import CalendarEvent, events, history_of
from intake.domain.publishing.site import Publication, SiteEntry, Watched, entries, own_file, publication
from intake.domain.rulebook import Rulebook
from intake.pipeline.documents.arrivals import arrivals
from intake.pipeline.documents.stamped import kept_bytes, posted_copy, posted_name
from intake.pipeline.line import Line
from intake.ports import Site, SiteFile, UnitOfWork


@dataclass(frozen=True, slots=True)
class Published:
    """A meeting on the site: how many documents it has there, and whether anything was written."""

    group: str
    meeting: str
    documents: int
    changed: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """What to publish, and for whom: `group` and `meeting` are "" for all."""

    audience: Watched
    group: str = ""
    meeting: str = ""


def publish(line: Line, site: Site, wish: Wish) -> tuple[list[Published], list[str]]:
    """Publish the meetings that this audience may see; what was written, and the names of those that were taken down.

    UsageError where a meeting is named that is not for this audience, or that there is not.
    """
    with line.store.read() as work:
        groups = [wish.group] if wish.group else work.rulebooks.groups()
        prepared = {one: list(_prepared(line, work, one, wish)) for one in groups}
    written, gone = [], []
    for group, pages in prepared.items():
        for page, calendar in pages:
            posted = [one for one in page.entries if one.version is not None]
            files = [file for one in posted for file in (_file(line, one), *_beside(line, one))]
            written.append(Published(group, page.id, len(posted), site.put(page, files, calendar)))
        if not wish.meeting:
            gone += [f"{group}/{one}" for one in site.keep(group, [page.id for page, _ in pages])]
    site.finish()
    return written, gone


def _file(line: Line, one: SiteEntry) -> SiteFile:
    """The document of an entry, made only where it is not there already."""
    version = one.version
    if version is None:
        raise LookupError(one.number)
    key = sha256(f"{one.number}:{own_file(version).sha256}:{version.submission}".encode()).hexdigest()
    name = posted_name(one.number, version)
    return SiteFile(name, one.number, key, lambda: posted_copy(line, one.number, version))


def _beside(line: Line, one: SiteEntry) -> Iterator[SiteFile]:
    """The supporting files of an entry that are ticked: as they were sent, under their own names."""
    for tick in one.beside:
        if tick.stands:
            key = sha256(f"{tick.name}:{tick.sha256}".encode()).hexdigest()
            make = partial(kept_bytes, line, tick.sha256, tick.name)
            yield SiteFile(tick.name, one.number, key, make, supporting=True)


def _prepared(
    line: Line, work: UnitOfWork, group: str, wish: Wish
) -> Iterator[tuple[Publication, tuple[CalendarEvent, ...]]]:
    rulebook = line.rulebook(work, group)
    documents, kept = work.contributions.listed(group), work.reservations.listed(group)
    history = _history(line, work, group)
    for meeting in _wanted(rulebook, wish):
        policy = rulebook.under(meeting).policy
        if not _may_see(rulebook, meeting, wish):
            if wish.meeting:
                whom = "nobody" if policy.audience == "none" else "members only"
                raise UsageError(
                    "{group}/{meeting}: its documents are for {whom} ('audience').",
                    group=group,
                    meeting=wish.meeting,
                    whom=whom,
                )
            continue
        zone = rulebook.group.zone_for(meeting)
        posted = [one for one in documents if one.posted_at]
        lines = entries(documents, rulebook.series, meeting, zone, arrivals(work, posted, meeting), kept)
        if meeting is None and not lines and not wish.meeting:
            continue
        said = history_of(meeting, history) if meeting else []
        calendar = events(group, said) if said else ()
        began = max([history[0][0], *(one.changed for one in calendar)])
        yield publication(rulebook.group, meeting, wish.audience, lines, began, policy.footer), calendar


def _may_see(rulebook: Rulebook, meeting: Meeting | None, wish: Wish) -> bool:
    """What is public is for members too."""
    audience = rulebook.under(meeting).policy.audience
    return audience == "public" or audience == wish.audience


def _wanted(rulebook: Rulebook, wish: Wish) -> list[Meeting | None]:
    if not wish.meeting:
        return [*rulebook.meetings, None]
    return [meeting_or_next(rulebook, wish.meeting)]


def _history(line: Line, work: UnitOfWork, group: str) -> list[tuple[datetime, tuple[Meeting, ...]]]:
    """The meetings by every rulebook that was in force; one that this program cannot read any more says nothing."""
    found = []
    for at, version, text in work.rulebooks.history(group):
        with suppress(ConfigurationError):
            found.append((at, line.rulebook_of(version, text).meetings))
    return found
