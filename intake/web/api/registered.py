"""A registered document as programs see it: its number, what is recorded under it, its versions."""

from typing import Literal, cast

from pydantic import AwareDatetime

from intake.domain.meeting import NEXT
from intake.domain.numbers.revisions import Mark, revision_label
from intake.domain.persons.tokens import ApiReader
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Contribution, Version
from intake.domain.verdict import FileRole, Kind, Part
from intake.web.api.answers import Record
from intake.web.api.people import CoverContact, all_shown, contacts_of, shown

DocumentState = Literal["registered", "posted", "withdrawn", "joined"]
"""What became of a document."""


class VersionFile(Record):
    """One file of a version."""

    name: str
    """Its name, as it was sent."""
    sha256: str
    """The digest of its bytes."""
    role: FileRole
    """What it is: the contribution itself, a part of it, a companion, or a supporting file."""
    part: Part | None
    """Which part of a document in several files."""


class ContributionVersion(Record):
    """The files of a document at one moment."""

    number: str
    """The number with its revision, corrigendum or addendum."""
    mark: Mark
    """Whether `revision` counts revisions, corrigenda or addenda."""
    revision: int
    """Which one; 0 for the original."""
    replacement: int
    """How often its file was replaced before it was posted."""
    at: AwareDatetime
    """When it was accepted."""
    files: list[VersionFile]
    """Its files."""


class RegisteredDocument(Record):
    """A contribution with its number."""

    number: str
    """The number, without a revision."""
    revision: int
    """The last revision; 0 for the original."""
    group: str
    """The group's id."""
    meeting: str
    """The meeting's id, or "next"."""
    zone: str
    """The IANA zone of the meeting, on whose clock its times are told."""
    kind: Kind
    """What kind of document it is."""
    title: str
    """The title, as recorded."""
    source: list[str]
    """Who submits it, as recorded."""
    state: DocumentState
    """What became of it."""
    reference: str
    """The reference of the mail that brought it."""
    received_at: AwareDatetime
    """When that mail was received."""
    counts_from: AwareDatetime
    """The instant that decides lateness."""
    accepted_at: AwareDatetime
    """When it got its number."""
    posted_at: AwareDatetime | None
    """When it was posted; null while it is not."""
    withdrawn_at: AwareDatetime | None
    """When it was withdrawn, or given up for another number; null while it counts."""
    joined_to: str | None
    """The number for which it was given up; null where it was not."""
    contacts: list[CoverContact] | None
    """The contacts on its cover; null without the scope "people"."""
    submitters: list[str] | None
    """Addresses that may send further versions; null without the scope "people"."""
    versions: list[ContributionVersion]
    """All its versions, the oldest first."""


def meeting_of(book: Rulebook, one: Contribution) -> str:
    """The present id of the meeting that a document is for, or "next"."""
    return book.present_id(one.meeting) or NEXT


def document_record(reader: ApiReader, book: Rulebook, one: Contribution) -> RegisteredDocument:
    """The document as this reader sees it."""
    meeting = book.meeting(one.meeting)
    return RegisteredDocument(
        number=one.label,
        revision=one.revision,
        group=one.group,
        meeting=meeting_of(book, one),
        zone=meeting.zone if meeting else book.group.zone,
        kind=cast("Kind", one.kind),
        title=shown(reader, one.title),
        source=all_shown(reader, one.source),
        state=one.state,
        reference=one.reference,
        received_at=one.received_at,
        counts_from=one.counts_from,
        accepted_at=one.accepted_at,
        posted_at=one.posted_at,
        withdrawn_at=one.withdrawn_at,
        joined_to=one.joined_to or None,
        contacts=contacts_of(reader, one.contacts),
        submitters=list(one.submitters) if reader.has("people") else None,
        versions=[_version_record(reader, one, each) for each in one.versions],
    )


def _version_record(reader: ApiReader, one: Contribution, version: Version) -> ContributionVersion:
    return ContributionVersion(
        number=revision_label(one.label, version.revision, version.mark),
        mark=version.mark,
        revision=version.revision,
        replacement=version.replacement,
        at=version.at,
        files=[
            VersionFile(name=shown(reader, each.name), sha256=each.sha256, role=each.role, part=each.part)
            for each in version.files
        ],
    )
