"""A glance at a Rich Text file (RTF 1.9.1): its words, and what in it could act when it is opened."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from intake.domain.mail import Problem
from intake.readers.glance.richtext import LONGEST_FIELD, NEXT, RichText
from intake.readers.limits import OutOfPatienceError, at_most
from intake.readers.mail.encodings import decode
from intake.readers.seen import SeenFile, each_once, glance
from intake.readers.word.fieldcodes import reach
from intake.readers.word.links import is_remote
from intake.readers.word.progids import PACKAGES, is_known

_SECONDS = 5.0
_FOLLOWED = re.compile(rb"\\(?:template|fldinst)(?![a-z])")
_CLASS = re.compile(rb"\\objclass\s{1,10}([^\\{}\r\n]{1,200})")
_ACTS = (
    (re.compile(rb"\\obj(?:autlink|link|sub|html)(?![a-z])"), "remote-object"),
    (re.compile(rb"\\objocx(?![a-z])"), "activex"),
)
_OBJECT = re.compile(rb"\\objdata(?![a-z])")
_STORED = re.compile(rb"\\objdata(?![a-z])\s?([0-9a-fA-F\s]{24,1000})")
_MOST_NAMES = 20
_MOST_OBJECTS = 2_000
_LONGEST_CLASS = 200
_AFTER = b"\0\r\n\t \x1a"


class _EndlessFieldError(Exception):
    """A field or a template that is longer, or deeper, than any that people write."""


def read_rtf(content: bytes) -> SeenFile:
    """Look at the text, as far as there is time, and at all that could act.

    Problems: "unreadable" (cut off), "active", "embedded" (objects of known kinds), "container" (`why` = "limits": it
    has more fields, or longer ones, than can be looked at).
    """
    problems: tuple[Problem, ...] = ()
    text = RichText()
    try:
        with at_most(_SECONDS):
            problems = tuple(_objects(content))
            problems = each_once((*problems, *_fields(content)))
    except (OutOfPatienceError, _EndlessFieldError):
        return SeenFile("rtf", problems=(*problems, Problem("container", facts={"why": "limits"})))
    try:
        with at_most(_SECONDS):
            text.read(content)
    except OutOfPatienceError:
        return SeenFile("rtf", problems=problems)
    if text.is_open and not content.rstrip(_AFTER).endswith(b"}"):
        problems = (*problems, Problem("unreadable", facts={"why": "damaged"}))
    found = {to: _whole("".join(pieces)) for to, pieces in text.found.items()}
    seen = glance(found["text"].split("\n"), titles=[found.get("title", "")], author=found.get("author", ""))
    return SeenFile("rtf", problems=problems, glance=seen)


def _whole(text: str) -> str:
    """The text with characters that were written as two halves joined."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _fields(content: bytes) -> Iterator[Problem]:
    """Templates and fields as they read once their escapes and groups are undone, that lead elsewhere.

    They count wherever in the file they stand. Raises _EndlessFieldError where one goes on for too long.
    """
    at: int | None = 0
    while at is not None and (found := _FOLLOWED.search(content, at)):
        field = RichText()
        at = field.read_group(content, found.start(), found.start() + LONGEST_FIELD)
        yield from _reaching(field.found)
    if at is None:
        raise _EndlessFieldError


def _reaching(found: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    if any(is_remote(one) for one in "".join(found.get("template", ())).split(NEXT)):
        yield Problem("active", facts={"what": "remote-template"})
    for code in "".join(found.get("fldinst", ())).split(NEXT):
        if what := reach(code):
            yield Problem("active", facts={"what": what})


def _objects(content: bytes) -> Iterator[Problem]:
    """Tell what lies in the file or is fetched for it; an object that does not say its class could be anything."""
    for pattern, what in _ACTS:
        if pattern.search(content):
            yield Problem("active", facts={"what": what})
    names = [decode(one[1]).strip() for one in islice(_CLASS.finditer(content), _MOST_OBJECTS)]
    stored = [_stored_class(one[1]) for one in islice(_STORED.finditer(content), _MOST_OBJECTS)]
    if any(one.lower().startswith(PACKAGES) for one in (*names, *stored)):
        yield Problem("active", facts={"what": "package"})
    known = sum(is_known(one) for one in names)
    if len(_OBJECT.findall(content)) > known or not all(is_known(one) for one in stored if one):
        yield Problem("active", facts={"what": "unknown-object"})
    elif names:
        yield Problem("embedded", facts={"what": tuple(dict.fromkeys(names))[:_MOST_NAMES]})


def _stored_class(digits: bytes) -> str:
    """The class in the header of an object ([MS-OLEDS] 2.2.4), which counts for Word, or "" where none is told."""
    even = b"".join(digits.split())
    raw = bytes.fromhex(even[: len(even) // 2 * 2].decode())
    length = int.from_bytes(raw[8:12], "little")
    return raw[12 : 12 + length].rstrip(b"\0").decode("latin-1") if length <= _LONGEST_CLASS else ""
