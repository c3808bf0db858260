"""Supporting files before they leave the house: read and scanned once more, as they are today."""

from collections.abc import Sequence
from dataclasses import dataclass

from intake.domain.document import FileReading
from intake.domain.errors import UsageError
from intake.domain.publishing.supporting import SupportingFile, ending, why_not
from intake.domain.submission import Wanted
from intake.pipeline.documents.stamped import kept_bytes
from intake.pipeline.line import Line
from intake.pipeline.scan import Scanned, scan_files
from intake.ports import ReaderFailedError, UnitOfWork


@dataclass(frozen=True, slots=True)
class LookedInto:
    """A file as it was looked into: where it is beside its document, its name on a site, its size in bytes."""

    beside: SupportingFile
    name: str
    size: int


def looked_into(line: Line, label: str, chosen: SupportingFile) -> LookedInto:
    """Have the file read again, as it is today; UsageError where it is one that is never published."""
    content = kept_bytes(line, chosen.file.sha256, label)
    reading = _read(line, content, chosen.file.name)
    if why := why_not(reading, content):
        raise UsageError("{file} is not published: {why}.", file=chosen.file.name, why=why)
    return LookedInto(chosen, f"{chosen.stem}{ending(reading.filetype, content)}", len(content))


def _read(line: Line, content: bytes, name: str) -> FileReading:
    try:
        return line.reader.read_file(content, name).reading.files[0]
    except ReaderFailedError as error:
        raise UsageError("{name} is not published: it could not be read ({error}).", name=name, error=error) from error


def scanned_again(line: Line, chosen: Sequence[SupportingFile]) -> Scanned:
    """Have the files scanned once more: the scanner knows more by now. UsageError where one is not clean."""
    scanned = scan_files(line, [each.file.sha256 for each in chosen], {})
    names = {each.file.sha256: each.file.name for each in chosen}
    for one in scanned.scans:
        if one.outcome == "infected":
            raise UsageError(
                "{file} is not published: the virus scanner found {signature} in it.",
                file=names[one.sha256],
                signature=one.signature,
            )
        if one.outcome != "clean":
            raise UsageError(
                "{file} is not published: the virus scanner did not look into it ({why}).",
                file=names[one.sha256],
                why=one.why,
            )
    return scanned


def require_clean(work: UnitOfWork, group: str, chosen: Sequence[SupportingFile]) -> None:
    """UsageError where a scanner found something in one of the files before, though there may be none today."""
    names = {each.file.sha256: each.file.name for each in chosen}
    if not names:
        return
    for scan in work.submissions.snapshot(group, Wanted(digests=tuple(names))).scans:
        if scan.outcome == "infected":
            raise UsageError(
                "{file} is not published: the virus scanner found {signature} in it.",
                file=names[scan.sha256],
                signature=scan.signature,
            )
