"""Active content in a Word document, and the objects embedded in it."""

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from intake.domain.mail import Problem
from intake.readers.limits import cut
from intake.readers.seen import each_once
from intake.readers.word.fieldcodes import codes, reach
from intake.readers.word.links import is_remote, leading_out
from intake.readers.word.objects import OBJECTS, Embedded, look_into
from intake.readers.word.sheets_and_slides import followed, services, starting
from intake.readers.word.wordnames import attribute, both, object_names
from intake.readers.zip.container import Container, part_key
from intake.readers.zip.ooxml import PartRelationship, every_relationship, part

_CONTROLS = both("control")
_MOST_NAMES = 20
_MERGE = b"connectString"
_SERVERS = {"server", "address", "addr", "network address"}
_HERE = {"", ".", "(local)", "localhost", "127.0.0.1"}


def dangers(
    container: Container, links: Sequence[PartRelationship], stories: Mapping[str, etree._Element]
) -> tuple[Problem, ...]:
    """Problems "active", "embedded" and "linked-picture" of a document whose text stands in the parts `stories`.

    `links` are the relationships of all parts: each counts, wherever it stands. Fields count by their codes, never by
    their text. Each kind is told once, with the part where it was found first.
    """
    objects = list(_objects(container, links, stories))
    out = leading_out(followed(container, links))
    found = each_once((*out, *_merges(container, links), *_fields(stories), *_acting(container, objects)))
    names = tuple(dict.fromkeys(cut(one.progid, 200) for _, one in objects if one.progid and not one.danger))
    return (*found, *([Problem("embedded", facts={"what": names[:_MOST_NAMES]})] if names else []))


def dangers_beside(container: Container) -> tuple[Problem, ...]:
    """Problems "active", "macros" and "linked-picture" of slides and spreadsheets.

    Objects of unknown kinds pass, since what their file calls them is not looked up.
    """
    links = list(every_relationship(container))
    objects = [(name, one) for name, one in _objects(container, links, {}) if one.danger != "unknown-object"]
    out = leading_out(followed(container, links))
    return each_once((*out, *services(container, links), *starting(container, links), *_acting(container, objects)))


def _merges(container: Container, links: Sequence[PartRelationship]) -> Iterator[Problem]:
    """A mail merge that asks another computer for its letters' data (17.14.8, w:connectString)."""
    for one in links:
        if one.kind == "settings" and one.internal and one.target in container:
            if _MERGE not in container.read(one.target).replace(b"\0", b""):
                continue
            told = part(container, one.target).iter("{*}connectString")
            if any(_is_elsewhere(attribute(text, "val")) for text in told):
                yield Problem("active", one.target, {"what": "remote-object"})


def _is_elsewhere(connection: str) -> bool:
    """Whether a data source ("Provider=...;Data Source=...") lies on another computer."""
    pairs = (one.partition("=") for one in connection.split(";"))
    said = [(name.strip().lower(), value.strip().strip("\"'")) for name, _, value in pairs]
    return any(is_remote(value) or (name in _SERVERS and value.lower() not in _HERE) for name, value in said)


def _fields(stories: Mapping[str, etree._Element]) -> Iterator[Problem]:
    for name, root in stories.items():
        for what in dict.fromkeys(reach(code) for code in codes(root)):
            if what:
                yield Problem("active", name, {"what": what})
        if next(root.iter(*_CONTROLS), None) is not None:
            yield Problem("active", name, {"what": "activex"})


def _objects(
    container: Container, links: Sequence[PartRelationship], stories: Mapping[str, etree._Element]
) -> Iterator[tuple[str, Embedded]]:
    """The parts that are objects of other programs, each looked into once, however many places lead to it.

    The workbook behind a chart is part of the chart.
    """
    looked: dict[tuple[str, str], Embedded] = {}
    names = {(part_key(part), place): name for part, root in stories.items() for place, name in object_names(root)}
    for one in links:
        if one.kind in OBJECTS and one.internal and one.target in container:
            told = names.get((part_key(one.source), one.id), "")
            key = (part_key(one.target), told)
            found = looked[key] if key in looked else look_into(container.read(one.target), told)
            looked[key] = found
            in_chart = "/charts/" in f"/{one.source.lower()}"
            yield one.target, Embedded("", found.danger) if in_chart and not found.danger else found


def _acting(container: Container, objects: list[tuple[str, Embedded]]) -> Iterator[Problem]:
    for name, one in objects:
        if one.danger:
            yield Problem("active", cut(name, 200), {"what": one.danger})
    for name in container.programs:
        yield Problem("active", cut(name, 200), {"what": "script"})
