"""The site of one audience in a folder: meetings below their groups, and a list of them all."""

import fcntl
import json
import shutil
import zipfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from intake.adapters.site.audience import claim
from intake.adapters.site.calendar import as_ics
from intake.adapters.site.feed import as_atom
from intake.adapters.site.pages import ALWAYS, FORMS, ListedMeeting, SitePages, file_of
from intake.adapters.site.paths import path_to
from intake.adapters.site.tables import as_csv, as_json, as_xlsx
from intake.adapters.site.versions import Building, Versions
from intake.adapters.whole_files import replace_file
from intake.adapters.words.catalogs import Catalogs
from intake.adapters.words.moments import Moments
from intake.domain.errors import UnavailableError
from intake.domain.publishing.calendar import CalendarEvent
from intake.domain.publishing.site import Publication, SiteEntry, Watched
from intake.ports import SiteFile

_AT = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the zip: the same files make the same zip."""


class SiteFolder:
    """A folder with a site; fulfils intake.ports.Site. One process writes at a time, others wait for it."""

    def __init__(self, folder: Path, audience: Watched, templates: Path, catalogs: Catalogs) -> None:
        self._folder = folder
        self._audience = audience
        self._catalogs = catalogs
        self._pages = SitePages(templates, catalogs)

    def put(self, page: Publication, files: Sequence[SiteFile], events: Sequence[CalendarEvent]) -> bool:
        """Write the site of one meeting, whole or not at all; False if nothing has changed."""
        with _speaking_to_people(self._folder):
            versions = Versions(self._folder, f"{page.group}/{page.id}")
            building = versions.begin()
            for one in files:
                building.add(path_to(one.name), one.make, one.key)
            self._add_lists(building, page, files, events)
            return versions.swap(building)

    def keep(self, group: str, meetings: Collection[str]) -> list[str]:
        """Take down all other meetings of this group; their ids."""
        with _speaking_to_people(self._folder):
            there = [one.name for one in (self._folder / group).glob("*") if one.is_symlink()]
            gone = sorted(set(there) - set(meetings))
            for one in gone:
                Versions(self._folder, f"{group}/{one}").take_down()
        return gone

    def finish(self) -> None:
        """Write the list of all meetings that are there."""
        with _speaking_to_people(self._folder):
            for language in ALWAYS:
                listed = list(self._listed(language))
                page = self._pages.of_all(language, listed, members=self._audience == "members")
                replace_file(self._folder / file_of(language), page)

    def _add_lists(
        self, building: Building, page: Publication, files: Sequence[SiteFile], events: Sequence[CalendarEvent]
    ) -> None:
        paths = {one.number: path_to(one.name) for one in files if not one.supporting}
        every = [path_to(one.name) for one in files]

        def name(one: SiteEntry) -> str:
            return paths.get(one.number, "") if one.version is not None else ""

        forms = [one for one in FORMS if events or one != "meeting.ics"]
        building.add("documents.json", as_json(page, name))
        building.add("documents.csv", as_csv(page, name))
        building.add("documents.xlsx", as_xlsx(page, name))
        building.add("feed.xml", as_atom(page, name))
        if events:
            building.add("meeting.ics", as_ics(page, events, self._catalogs))
        key = "".join(f"{path} {building.made[path].sha256}\n" for path in every)
        building.add_large("documents.zip", key, lambda path: _zip(path, every))
        for file, content in self._pages.of_meeting(page, name, forms).items():
            building.add(file, content)

    def _listed(self, language: str) -> Iterator[ListedMeeting]:
        """What each meeting's own list says of it; those to come first."""
        found = []
        for path in sorted(self._folder.glob("*/*/documents.json")):
            said = json.loads(path.read_bytes())
            count = sum(one["state"] == "posted" for one in said["documents"])
            where = f"{path.parent.parent.name}/{path.parent.name}"
            days = self._days(said["first_day"], language)
            found.append(
                (said["first_day"] or "9999", ListedMeeting(where, f"{said['group']}: {said['title']}", days, count))
            )
        return (one for _, one in sorted(found, key=lambda each: (each[0], each[1].path), reverse=True))

    def _days(self, first: str | None, language: str) -> str:
        return Moments(self._catalogs).day(date.fromisoformat(first), language) if first else ""


def _zip(path: Path, names: Sequence[str]) -> None:
    """Write all documents into one file, in their order, without their folder."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            entry = zipfile.ZipInfo(Path(name).name, _AT)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            with (path.parent / name).open("rb") as file, archive.open(entry, "w") as packed:
                shutil.copyfileobj(file, packed)


@contextmanager
def open_site(folder: Path, audience: Watched, templates: Path, catalogs: Catalogs) -> Iterator[SiteFolder]:
    """The site in this folder, for this audience alone. UsageError and UnavailableError as `claim` raises them."""
    claim(folder, audience)
    with _speaking_to_people(folder), (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield SiteFolder(folder, audience, templates, catalogs)


@contextmanager
def _speaking_to_people(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UnavailableError(f"{folder} cannot be written: {error.strerror}.") from error
