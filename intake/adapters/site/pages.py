"""The pages: HTML without script, for a telephone, a screen reader and a printer as for a large screen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from intake.adapters.site.paths import path_of
from intake.adapters.words.catalogs import Catalogs
from intake.adapters.words.direction import direction
from intake.adapters.words.moments import Moments
from intake.adapters.words.names import own_name
from intake.domain.publishing.site import Publication, SiteEntry

ALWAYS = ("en", "fr")
"""Languages that every meeting has a page in; its own comes beside them."""

FORMS = ("documents.zip", "documents.xlsx", "documents.csv", "documents.json", "feed.xml", "meeting.ics")


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A line of the list in words; `beside` are its supporting files: each with its path, "" for one taken off."""

    number: str
    file: str
    kind: str
    title: str
    source: str
    received: str
    remarks: tuple[str, ...]
    shown: str
    beside: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ListedMeeting:
    """A meeting in the list of all meetings."""

    path: str
    title: str
    days: str
    documents: int


class SitePages:
    """The pages in every language that they are written in. `templates` is the folder that holds site/."""

    def __init__(self, templates: Path, catalogs: Catalogs) -> None:
        self._catalogs = catalogs
        self._moments = Moments(catalogs)
        environment = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader(templates / "site"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._meeting = environment.get_template("meeting.html.j2")
        self._index = environment.get_template("index.html.j2")

    def of_meeting(
        self, page: Publication, name: Callable[[SiteEntry], str], forms: Sequence[str]
    ) -> Mapping[str, bytes]:
        """The pages of one meeting by their file names; `forms` are the other forms of the list that there are."""
        wanted = [one for one in dict.fromkeys((*ALWAYS, page.language)) if self._catalogs.offers(one)]
        return {file_of(one): self._of_meeting(page, one, wanted, name, forms) for one in wanted}

    def _of_meeting(
        self,
        page: Publication,
        language: str,
        languages: Sequence[str],
        name: Callable[[SiteEntry], str],
        forms: Sequence[str],
    ) -> bytes:
        html = self._meeting.render(
            page=page,
            say=self._voice(language),
            language=language,
            direction=direction(language),
            others=[(file_of(one), one, own_name(one)) for one in languages if one != language],
            lines=[self._line(one, language, name(one)) for one in page.entries],
            count=sum(one.shown == "posted" for one in page.entries),
            days=self._days(page, language),
            until=self._moments.full(page.until, page.zone, language, seconds=True) if page.until else "",
            changed=self._moments.local(page.changed, page.zone, language),
            forms=[(one, f"site.form.{one.rpartition('.')[2]}") for one in forms],
        )
        return html.encode("utf-8", "replace")

    def of_all(self, language: str, meetings: Sequence[ListedMeeting], *, members: bool) -> bytes:
        """The list of all meetings of a site."""
        html = self._index.render(
            say=self._voice(language),
            language=language,
            direction=direction(language),
            others=[(file_of(one), one, own_name(one)) for one in ALWAYS if one != language],
            meetings=meetings,
            members=members,
        )
        return html.encode("utf-8", "replace")

    def _voice(self, language: str) -> Callable[..., str]:
        return lambda key, **values: self._catalogs.text(key, language, values)

    def _days(self, page: Publication, language: str) -> str:
        if page.first_day is None or page.last_day is None:
            return ""
        first, last = (self._moments.day(one, language) for one in (page.first_day, page.last_day))
        if page.first_day == page.last_day:
            return first
        return self._catalogs.text("meeting.days", language, {"first": first, "last": last})

    def _line(self, one: SiteEntry, language: str, file: str) -> SiteLine:
        kind = f"kind.{one.kind.replace('_', '-')}"
        remarks = [] if one.shown == "posted" else [f"site.state.{one.shown}"]
        remarks += [f"site.remark.{each}" for each in one.remarks]
        told = {"number": one.joined_to}
        return SiteLine(
            number=one.number,
            file=quote(file),
            kind=self._catalogs.text(kind, language) if one.kind and self._catalogs.has(kind) else one.kind,
            title=one.title,
            source="; ".join(one.source),
            received=self._received(one, language),
            remarks=tuple(self._catalogs.text(each, language, told) for each in remarks),
            shown=one.shown,
            beside=tuple((each.name, quote(path_of(each))) for each in one.beside),
        )

    def _received(self, one: SiteEntry, language: str) -> str:
        if one.received is None:
            return ""
        return f"{self._moments.day(one.received, language)}, {self._moments.clock(one.received, language)}"


def file_of(language: str) -> str:
    """The file name of a page in this language; the English one is what a folder shows."""
    return "index.html" if language == "en" else f"{language}.html"
