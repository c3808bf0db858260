"""The files in a .zip that was sent: one level, through the same gate as an Office file (PKWARE APPNOTE 6.3.10)."""

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
_DECLARED: dict[bytes, FileType] = {_TEXT: "odt", _TEXT + b"-template": "odt", _SHEET: "sheet"}
_OF_PACKAGES = (b"application/vnd.oasis.", b"application/epub+zip")
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
    """What a zip that is no Office file is: an OpenDocument file, another program's package ("other"), or a "zip".

    OpenDocument and EPUB name their type in a member "mimetype" (ODF 1.3 Part 2, 3.3), which stands first; wherever it
    stands, programs believe it. Raises what `Container.start` raises.
    """
    declared = container.start(_TYPE).strip() if _TYPE in container else b""
    if declared.startswith(_OF_PACKAGES):
        return _DECLARED.get(declared, "other")
    packaged = any(name.startswith(_PACKAGES) for name in container.names)
    return "other" if packaged else "zip"


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
