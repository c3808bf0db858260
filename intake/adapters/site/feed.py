"""The news of a meeting's documents as an Atom feed (RFC 4287)."""

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from intake.adapters.site.paths import path_of
from intake.domain.publishing.site import Publication, SiteEntry

_ATOM = "http://www.w3.org/2005/Atom"
_MOST = 200


def as_atom(page: Publication, name: Callable[[SiteEntry], str]) -> bytes:
    """What was posted or withdrawn, the last one first. Identities never change; links are beside the feed."""
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": page.language})
    SubElement(feed, "id").text = _identity(page, "")
    SubElement(feed, "title").text = f"{page.acronym}: {page.title}"
    SubElement(feed, "updated").text = _instant(page.changed)
    SubElement(SubElement(feed, "author"), "name").text = page.acronym
    SubElement(feed, "link", {"rel": "self", "href": "feed.xml"})
    SubElement(feed, "link", {"rel": "alternate", "href": "index.html", "type": "text/html"})
    told = [(one.changed, one) for one in page.entries if one.changed and one.shown != "unused"]
    for changed, one in sorted(told, key=lambda each: (each[0], each[1].number), reverse=True)[:_MOST]:
        _add(feed, page, one, changed, name(one))
    indent(feed, " ")
    text: str = tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode("utf-8", "replace")


def _add(feed: Element, page: Publication, one: SiteEntry, changed: datetime, file: str) -> None:
    entry = SubElement(feed, "entry")
    SubElement(entry, "id").text = _identity(page, one.number)
    title = f"{one.number}: {one.title}" if one.title else one.number
    gone = {"withdrawn": " (withdrawn)", "joined": f" (joined to {one.joined_to})"}.get(one.shown, "")
    SubElement(entry, "title").text = title + gone
    SubElement(entry, "updated").text = _instant(changed)
    words = SubElement(entry, "summary")
    words.text = "; ".join(one.source) or one.shown
    SubElement(entry, "link", {"rel": "alternate", "href": quote(file) if file else "index.html"})
    for each in one.beside:
        if path := path_of(each):
            SubElement(entry, "link", {"rel": "related", "href": quote(path), "title": each.name})
        else:
            words.text = f"{words.text} ({each.name}: withdrawn)"


def _identity(page: Publication, number: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'urn:intake:{page.group}/{page.id}/{number}')}"


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
