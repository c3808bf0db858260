"""Files that the secretariat added to a mail's files: a converted text, a cover, another file (docs/secretariat.md).

An addition is an attachment of its own in the reading of its Decision and of every later one, and names the files
that it was made from. The sender's files stay unchanged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from intake.domain.document import FileReading, Reading
from intake.domain.mail import Attachment, Making
from intake.domain.text.media import DOCX
from intake.domain.verdict import Judged


@dataclass(frozen=True, slots=True)
class Addition:
    """A file made for the n-th Decision of a Submission: the way, the digests of the files behind it, its name."""

    submission: int
    decision: int
    sha256: str
    name: str
    made: Making
    made_of: tuple[str, ...]


def with_additions(reading: Reading, added: Sequence[tuple[Addition, FileReading]]) -> Reading:
    """The reading with these files in it, each once, behind those of the mail."""
    files, attachments = list(reading.files), list(reading.mail.attachments)
    known = {(one.sha256, one.made) for one in attachments}
    for one, file in added:
        if (one.sha256, one.made) in known:
            continue
        place = f"added.{len(attachments) + 1}"
        attachments.append(
            Attachment(place, one.name, DOCX, "attachment", file.sha256, file.size, made=one.made, made_of=one.made_of)
        )
        if all(file.sha256 != each.sha256 for each in files):
            files.append(file)
    return replace(reading, mail=replace(reading.mail, attachments=tuple(attachments)), files=tuple(files))


def behind_additions(files: Sequence[Judged]) -> tuple[Judged, ...]:
    """The files with their roles; a file from which another one was made is not judged for itself.

    A file that was converted, or has another one in its place, is a companion of the new one. One that has a cover is
    an annex to it. What was added is of its kind.
    """
    makers = {sha256: index for index, one in enumerate(files) for sha256 in one.document.made_of}
    if not makers:
        return tuple(files)
    made = [_made(one, makers, files) for one in files]
    return tuple(_follow(one, made) for one in made)


def hidden(files: Sequence[Judged]) -> frozenset[int]:
    """The indices of the files that an addition replaces; only harmful content is looked for in them."""
    of = {sha256 for one in files for sha256 in one.document.made_of}
    return frozenset(index for index, one in enumerate(files) if one.document.sha256 in of and not one.document.made)


def _made(one: Judged, makers: Mapping[str, int], files: Sequence[Judged]) -> Judged:
    document = one.document
    if document.made in ("cover", "given"):
        kinds = (other.kind for other in files if other.document.sha256 in document.made_of)
        return replace(one, role="contribution", part=None, main=None, kind=next(kinds, one.kind))
    if document.made or document.sha256 not in makers:
        return one
    main = makers[document.sha256]
    if files[main].document.made == "converted":
        return replace(one, role="companion", part=None, main=main)
    if files[main].document.made == "given":
        return replace(one, role="companion", part=None, main=main, relation="replacement")
    return replace(one, role="part", part="annex", main=main)


def _follow(one: Judged, files: Sequence[Judged]) -> Judged:
    """A file whose contribution was replaced by an addition now belongs to the addition."""
    main = files[one.main] if one.main is not None else None
    return replace(one, main=main.main) if main is not None and main.main is not None else one
