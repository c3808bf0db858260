"""The outside targets of an Office file's relationships (ECMA-376 Part 2, 6.5); nothing is ever fetched."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from intake.domain.mail import Problem
from intake.readers.zip.ooxml import PartRelationship

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
_DRIVE = re.compile(r"[A-Za-z][:|]")
_HERE = {"", "localhost", "127.0.0.1"}
_NOWHERE = {"cid", "about"}
"""Schemes that nothing is fetched by: a part of the mail that a text was copied from (RFC 2392), an empty page."""

_FOLLOWED = {
    "attachedtemplate": "remote-template",
    "frame": "remote-frame",
    "oleobject": "remote-object",
    "package": "remote-object",
    "afchunk": "alt-chunk",
    "subdocument": "sub-document",
}
_WITHIN = {"afchunk": "alt-chunk", "control": "activex", "activexcontrolbinary": "activex"}
_PICTURES = {"image", "video", "audio", "media"}


def is_remote(target: str) -> bool:
    """Whether opening this target asks another computer: most schemes but file, a share (UNC), file://host (RFC 8089).

    A place on a drive or a path of this computer, "file:///C:/x.dot" too, and a relative name are not remote.
    """
    path = unquote(target).strip().strip("\"'").replace("\\", "/")
    scheme = _SCHEME.match(path)
    if scheme is None:
        return path.startswith(("//", "/??/"))
    if scheme[1].lower() != "file":
        return scheme[1].lower() not in _NOWHERE
    path = path[scheme.end() :]
    if not path.startswith("//"):
        return False
    host, _, rest = path[2:].partition("/")
    return not (host.lower() in _HERE or _DRIVE.match(host)) or rest.startswith("/")


def leading_out(links: Iterable[PartRelationship]) -> Iterator[Problem]:
    """Problems "active" for what a reader's computer would fetch or run by itself, "macros", "linked-picture".

    Hyperlinks are followed by people only and pass; so does a template on a drive, which most writers' Word leaves.
    """
    for one in links:
        kind = one.kind.lower()
        if one.internal:
            if kind == "vbaproject":
                yield Problem("macros")
            elif kind in _WITHIN:
                yield Problem("active", one.source, {"what": _WITHIN[kind]})
        elif kind in _PICTURES:
            yield Problem("linked-picture")
        elif kind != "hyperlink" and is_remote(one.target):
            yield Problem("active", one.source, {"what": _FOLLOWED.get(kind, "remote-object")})
