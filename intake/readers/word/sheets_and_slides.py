"""Workbooks and presentations, attached or embedded: their links, and the parts that start a program."""

from collections.abc import Iterable, Iterator
from struct import unpack_from

from intake.domain.mail import Problem
from intake.readers.zip.container import Container
from intake.readers.zip.ooxml import PartRelationship, local, part

_TO_WORKBOOKS = ("externallink", "xlexternallink", "xlpath", "xlalternate", "xllibrary", "xlstartup")
_SHEET, _LOCK, _END = 0x0085, 0x002F, 0x000A
_MACROS = {1, 6}
"""Types of sheets that run: macros of Excel 4, modules of Excel 5."""

_MOST_RECORDS = 20_000
_OFF = {"0", "false", "off"}
_ON = {"1", "true", "on"}


def followed(container: Container, links: Iterable[PartRelationship]) -> list[PartRelationship]:
    """The relationships without those that a program follows only when it is asked to.

    These are the links from one workbook to another, and that of a chart to a workbook elsewhere, unless the chart
    says that it is to be updated when it is opened (c:autoUpdate, ECMA-376 Part 1, 21.2.2.6).
    """
    return [
        one
        for one in links
        if one.internal or not (one.kind.lower().startswith(_TO_WORKBOOKS) or _is_of_still_chart(container, one))
    ]


def services(container: Container, links: Iterable[PartRelationship]) -> Iterator[Problem]:
    """Links of a workbook to a running program or an object elsewhere, and connections that it opens by itself.

    Sources: ECMA-376 Part 1, 18.14.4 (ddeLink), 18.14.8 (oleLink), 18.13.1 (connection, refreshOnLoad).
    """
    for link in links:
        kind = link.kind.lower() if link.internal and link.target in container else ""
        if kind == "externallink":
            for one in part(container, link.target).iter("{*}ddeLink", "{*}oleLink"):
                yield Problem("active", link.target, {"what": "dde" if local(one) == "ddeLink" else "remote-object"})
        elif kind == "connections":
            told = part(container, link.target).iter("{*}connection")
            if any(one.get("refreshOnLoad", "").lower() in _ON for one in told):
                yield Problem("active", link.target, {"what": "remote-object"})


def macro_sheets(stream: bytes) -> bool | None:
    """Whether an older workbook (stream Workbook or Book) has macros that are sheets of it; None: it is encrypted.

    Source: [MS-XLS] 2.4.28 (BoundSheet8), 2.4.117 (FilePass). Modules of Excel 5 are sheets, too.
    """
    at = 0
    for _ in range(_MOST_RECORDS):
        if at + 4 > len(stream):
            return False
        kind, size = unpack_from("<2H", stream, at)
        if kind == _LOCK:
            return None
        if kind == _SHEET and stream[at + 9 : at + 10] and stream[at + 9] in _MACROS:
            return True
        if kind == _END:
            return False
        at += 4 + size
    return False


def _is_of_still_chart(container: Container, link: PartRelationship) -> bool:
    if "/charts/" not in f"/{link.source.lower()}" or link.source not in container:
        return False
    told = part(container, link.source).iter("{*}autoUpdate")
    return all(one.get("val", "true").lower() in _OFF for one in told)


_SHOWN = ("slide", "notes", "handout", "diagram")
"""How the kinds of relationships begin that lead to parts in which people click."""

_NAMED = b"action"
_RUN = "ppaction://program"


def starting(container: Container, links: Iterable[PartRelationship]) -> Iterator[Problem]:
    """Problems "active" (`what` = "script") for parts where a click, or the pointer alone, starts a program."""
    shown = {one.target for one in links if one.internal and one.kind.lower().startswith(_SHOWN)}
    for name in sorted(one for one in shown if one in container):
        if _NAMED in container.markup(name).replace(b"\0", b"") and _starts(container, name):
            yield Problem("active", name, {"what": "script"})


def _starts(container: Container, name: str) -> bool:
    return any(_RUN in one.get("action", "").lower() for one in part(container, name).iter("*"))
