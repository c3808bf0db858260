"""The files in a .zip that was sent: one level, through the same gate as an Office file (PKWARE APPNOTE 6.3.10)."""

import re
from collections.abc import Callable, Iterator

from intake.domain.document import FileType
from intake.domain.mail import Problem
from intake.domain.text.language import one_line
from intake.readers.magic import hinted
from intake.readers.seen import Member, SeenFile
from intake.readers.zip.container import Container, DamagedMemberError
from intake.readers.zip.zipfiles import DamagedZipError, OddZipError

_TYPE = "mimetype"
_TEXT, _SHEET = b"application/vnd.oasis.opendocument.text", b"application/vnd.oasis.opendocument.spreadsheet"
_SUN = b"application/vnd.sun.xml."
_DECLARED: dict[bytes, FileType] = {
    **dict.fromkeys((_TEXT, _TEXT + b"-template"), "odt"),
    **dict.fromkeys((_SUN + b"writer", _SUN + b"writer.template", _SUN + b"writer.global"), "sxw"),
    **dict.fromkeys((_SHEET, _SUN + b"calc"), "sheet"),
}
_OF_PACKAGES = (b"application/vnd.oasis.", _SUN, b"application/epub+zip")
_MANIFEST = "META-INF/manifest.xml"
_SUN_IN_MANIFEST = re.compile(rb'media-type="(application/vnd\.sun\.xml\.[a-z.]{1,30})"[^<>]{0,200}full-path="/"')
_APPLE, _APPLE_PACKED, _APPLE_OLDER = ("Index/Document.iwa", "Document.iwa"), "Index.zip", "index.xml"
_OF_PAGES, _OF_OLDER_PAGES = b"\x08\x90\x4e", b"<sl:document"
"""The type of the first object of a Pages document (10000 in a protocol buffer), and the root element of older ones."""

_NEAR = 64
_PACKAGES = ("META-INF/", "Index/Document.iwa", "Index.zip")
_LITTER = {".ds_store", "thumbs.db", "desktop.ini"}


def read_archive(container: Container, most: int) -> SeenFile:
    """The files of a zip that is no Office file, at most `most`; folders and what systems leave behind are no files.

    Problems: "password", "empty", "archive" (`why` = "too-many"). Raises what `Container.read` raises.
    """
    if container.locked:
        return SeenFile("zip", problems=(Problem("password"),))
    names = [name for name in container.names if not _is_litter(name)]
    if not names:
        return SeenFile("zip", problems=(Problem("empty"),))
    if len(names) > most:
        return SeenFile(
            "zip", problems=(Problem("archive", facts={"why": "too-many", "files": len(names), "most": most}),)
        )
    container.check_archive()
    return SeenFile("zip", members=tuple(_members(container, names)))


def unopened(kind: FileType) -> Callable[[bytes], SeenFile]:
    """Reads an archive of a kind that is never opened."""
    return lambda _: SeenFile(kind, problems=(Problem("archive", facts={"why": "kind"}),))


def package_type(container: Container) -> FileType:
    """Return the kind of a zip that is no Office file: a document, another program's package ("other"), or a "zip".

    OpenDocument, OpenOffice 1 and EPUB name their type in a member "mimetype" (ODF 1.3 Part 2, 3.3), which stands
    first; wherever it stands, programs believe it. Raises what `Container.read` raises.
    """
    declared = container.start(_TYPE).strip() if _TYPE in container else _sun_type(container)
    if declared.startswith(_OF_PACKAGES):
        return _DECLARED.get(declared, "other")
    if _is_of_pages(container):
        return "pages"
    packaged = any(name.startswith(_PACKAGES) for name in container.names)
    return "other" if packaged else "zip"


def _sun_type(container: Container) -> bytes:
    """The type that the manifest of OpenOffice 1.0 names, which has no member for it, or b""."""
    found = _SUN_IN_MANIFEST.search(container.start(_MANIFEST)) if _MANIFEST in container else None
    return found[1] if found else b""


def _is_of_pages(container: Container) -> bool:
    """Whether Apple's Pages wrote it, which at times packs the index of a document into a zip of its own."""
    if _APPLE_PACKED in container:
        try:
            return _has_index_of_pages(Container(container.read(_APPLE_PACKED)))
        except (OddZipError, DamagedZipError):
            return False
    older = _APPLE_OLDER in container and _OF_OLDER_PAGES in container.start(_APPLE_OLDER)
    return older or _has_index_of_pages(container)


def _has_index_of_pages(container: Container) -> bool:
    index = next((one for one in _APPLE if one in container), "")
    return bool(index) and _OF_PAGES in container.start(index)[:_NEAR]


def is_archive(content: bytes) -> bool:
    """Whether a zip file is an archive and no program's package; nothing but a type that it names is inflated."""
    try:
        container = Container(content)
        return not container.is_office and package_type(container) == "zip"
    except (OddZipError, DamagedZipError, DamagedMemberError):
        return hinted(content) == "zip"


def _members(container: Container, names: list[str]) -> Iterator[Member]:
    for place, name in enumerate(names, start=1):
        yield Member(str(place), one_line(_as_written(name).rpartition("/")[2]), container.read(name))


def _is_litter(name: str) -> bool:
    """Whether it is a folder, or a file that macOS or Windows adds unseen."""
    folder, _, base = name.rpartition("/")
    hidden = folder.partition("/")[0] == "__MACOSX" or base.startswith("._")
    return not base or hidden or base.lower() in _LITTER


def _as_written(name: str) -> str:
    """A name that is UTF-8 without saying so, as many programs write it, else the name as it stands (cp437)."""
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name
