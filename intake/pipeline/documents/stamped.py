"""The files of a number: as they were sent, and with the number written in."""

import re
from dataclasses import dataclass

from intake.domain.document import Word
from intake.domain.errors import UsageError
from intake.domain.numbers.numbering import canonical_name
from intake.domain.numbers.revisions import Mark, Marked, revision_label, split_revision
from intake.domain.profile import Profile
from intake.domain.publishing.site import own_file
from intake.domain.submission import AcceptedFile, Contribution, Version
from intake.domain.template.places import number_place
from intake.domain.verdict import Decision
from intake.domain.writing import Writing
from intake.pipeline.line import Line
from intake.ports import DamagedBlobError, NotWritableError, ReaderFailedError, UnitOfWork

_PUBLISHED = (".pdf", ".pptx", ".ppt", ".doc", ".rtf", ".odt")
"""Endings beside .docx that a published file may have: none that a browser would run."""

_PLAIN_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}\Z")


@dataclass(frozen=True, slots=True)
class StampedCopy:
    """A document that leaves the intake, and the file name that goes with its number."""

    name: str
    content: bytes


def original(line: Line, number: str) -> bytes:
    """The bytes of the contribution's own file as they were sent; see `as_sent`."""
    return as_sent(line, number).content


def as_sent(line: Line, number: str) -> StampedCopy:
    """The contribution's own file as it was sent, called after its number.

    It is that of the last version, or of the revision named; of a text that we converted, or gave a cover, the file
    that came. UsageError when there is no such number or revision, or when the stored file is damaged.
    """
    with line.store.read() as work:
        contribution, version = _named(work, number)
        decisions = work.submissions.decisions(version.submission)
        made_of = {one.sha256: one.made_of for one in work.additions.of(version.submission)}
    sha256 = own_file(version).sha256
    while sha256 in made_of:
        sha256 = made_of[sha256][0]
    judged = (one.document for decision in decisions for one in decision.verdict.documents)
    name = next((one.file for one in judged if one.sha256 == sha256), own_file(version).name)
    called = canonical_name(f"{_label(contribution, version)}-original").removesuffix(".docx")
    return StampedCopy(f"{called}{_suffix(name)}", kept_bytes(line, sha256, number))


def _label(contribution: Contribution, version: Version) -> str:
    return revision_label(contribution.label, version.revision, version.mark)


def _suffix(name: str) -> str:
    """Return how a file's name ends, where that is plain: the name is a stranger's."""
    found = _PLAIN_SUFFIX.search(name)
    return found.group().lower() if found else ""


def stamped(line: Line, number: str) -> StampedCopy:
    """The contribution's own file with number and revision in it, and its canonical name; nothing else is changed.

    The number goes into the number cell of a cover on the group's template, else into the page headers. It depends on
    the file as it was sent, the number, and the template by which it was judged. UsageError when there is no such
    number or revision, or when its file is no .docx.
    """
    with line.store.read() as work:
        contribution, version = _named(work, number)
    return stamped_version(line, _label(contribution, version), version)


def posted_name(label: str, version: Version) -> str:
    """What the file of a version is called where it is published: its number, and how its kind of file ends."""
    suffix = _suffix(own_file(version).name)
    return canonical_name(label).removesuffix(".docx") + (suffix if suffix in _PUBLISHED else ".docx")


def posted_copy(line: Line, label: str, version: Version) -> bytes:
    """The file of a version as it is published: with its number, where that can be written into it."""
    try:
        return stamped_version(line, label, version).content
    except UsageError:
        return kept_bytes(line, own_file(version).sha256, label)


def stamped_version(line: Line, label: str, version: Version) -> StampedCopy:
    """The same for a version and the number that it has, with its revision."""
    own = own_file(version)
    with line.store.read() as work:
        profile = _profile(line, work, version, own)
    content = kept_bytes(line, own.sha256, label)
    word = _word(line, content, own, label)
    place = number_place(word, profile) if profile is not None else None
    try:
        new = line.reader.write(content, [Writing(label, place)])
    except (NotWritableError, ReaderFailedError) as error:
        raise UsageError(
            "{label}: the number could not be written into {file} ({error}).", label=label, file=own.name, error=error
        ) from error
    return StampedCopy(canonical_name(label), new)


def _word(line: Line, content: bytes, own: AcceptedFile, label: str) -> Word:
    try:
        file = line.reader.read_file(content, own.name).reading.files[0]
    except ReaderFailedError as error:
        raise UsageError(
            "{label}: {file} could not be read ({error}).", label=label, file=own.name, error=error
        ) from error
    if file.filetype != "docx" or file.word is None:
        raise UsageError(
            "{label}: {file} is no .docx that can be read, and only a .docx gets its number written in; "
            "'--original' gives the file as it was sent.",
            label=label,
            file=own.name,
        )
    return file.word


def _profile(line: Line, work: UnitOfWork, version: Version, own: AcceptedFile) -> Profile | None:
    """The template that this file was judged to be on, None for none."""
    decisions = work.submissions.decisions(version.submission)
    for decision in reversed(decisions):
        for one in decision.verdict.documents:
            if one.document.sha256 == own.sha256 and one.document.template.conforms:
                return _in_force(line, work, decision, one.document.template.profile)
    return None


def _in_force(line: Line, work: UnitOfWork, decision: Decision, profile: str | None) -> Profile | None:
    text = work.rulebooks.text(decision.inputs.rulebook)
    rulebook = line.rulebook_of(decision.inputs.rulebook, text) if text is not None else None
    return next((one for one in rulebook.profiles if one.id == profile), None) if rulebook else None


def _named(work: UnitOfWork, number: str) -> tuple[Contribution, Version]:
    label, named = split_revision(number)
    contribution = work.contributions.by_label(label)
    if contribution is None:
        raise UsageError("{number}: there is no contribution with this number.", number=number)
    return contribution, _version(contribution, named or Marked("Rev", contribution.revision), number)


def kept_bytes(line: Line, sha256: str, number: str) -> bytes:
    """The bytes of a stored file of this number; UsageError where they are damaged or gone."""
    try:
        return line.blobs.get(sha256)
    except (DamagedBlobError, KeyError) as error:
        raise UsageError(
            "{number}: its stored file is damaged or gone ({error}).", number=number, error=error
        ) from error


def _version(contribution: Contribution, named: Marked, number: str) -> Version:
    versions = [one for one in contribution.versions if (one.mark, one.revision) == named]
    if not versions:
        kind, last = _CALLED[named.mark], contribution.last(named.mark)
        raise UsageError(
            "{number}: there is no such {kind}; the last one is {last}.", number=number, kind=kind, last=last
        )
    return max(versions, key=lambda one: one.replacement)


_CALLED: dict[Mark, str] = {"Rev": "revision", "Cor": "corrigendum", "Add": "addendum"}
