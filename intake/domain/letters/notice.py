"""Letters of our own accord before they are put into words: sentences by their keys, figures in tables.

The same value becomes a mail's two bodies and a document: whoever composes one knows no language and no layout.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from intake.domain.submission import Version
from intake.domain.verdict import Finding

_MOST = 40
"""So many notices fit one letter; what is more goes into the next one."""


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of the catalogs: its key, and what stands in its places.

    `values` hold figures and words, which may be a stranger's; `moments` (UTC) are printed in the letter's zone, `days`
    as days; `words` are keys of the catalog themselves. `links` are pages that the rulebook names, and stay links.
    `exact` are instants (UTC) printed with seconds, there and in UTC; `lasting` are durations in seconds.
    """

    key: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    moments: Mapping[str, datetime] = field(default_factory=dict)
    days: Mapping[str, date] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    exact: Mapping[str, datetime] = field(default_factory=dict)
    lasting: Mapping[str, int] = field(default_factory=dict)


NoticeCell = Said | str | tuple[Finding, ...]
"""A cell of a table: a sentence of ours, words as they were recorded, or findings, told in their own sentences."""


@dataclass(frozen=True, slots=True)
class NoticeTable:
    """Rows under one head; every row has as many cells as the head."""

    head: tuple[Said, ...]
    rows: tuple[tuple[NoticeCell, ...], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: how many, and how many of them after the deadline."""

    label: NoticeCell
    count: int
    late: int = 0


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars in their order."""

    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A page of ours to open: the words that lead to it, and its address."""

    said: Said
    url: str


@dataclass(frozen=True, slots=True)
class Section:
    """Part of a notice, under a title if it has one; `findings` are told in their own sentences, links below all."""

    title: Said | None = None
    lines: tuple[Said, ...] = ()
    table: NoticeTable | None = None
    chart: Chart | None = None
    findings: tuple[Finding, ...] = ()
    links: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class EnclosedFile:
    """A file that goes with a letter: its name there (ASCII), the digest of its bytes, its size in bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class NoticeKey:
    """The one meeting (id) that a notice is about, and what it tells of it; `reference` is that of a late mail.

    While its letter waits, it is composed anew or taken out when the meeting changes.
    """

    what: Literal["state-of-play", "morning", "report", "late-paper", "eve-pack"]
    meeting: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A supporting file to put into a zip: its name there, and its digest."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Packed:
    """A registered document to put into a zip: its number with revision, the version that has it, ticked files."""

    number: str
    version: Version
    beside: tuple[PackedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """A zip to attach: its name (ASCII), its documents in order; what is made for it is dated `at` (UTC)."""

    name: str
    at: datetime
    documents: tuple[Packed, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell: what stands in the subject line, and the sections.

    `file` names a .docx of it to attach; `enclosed` are files of the mail that it is about; a `pack` has registered
    documents, and the notice itself as a page.
    """

    subject: Said
    sections: tuple[Section, ...]
    file: str = ""
    enclosed: tuple[EnclosedFile, ...] = ()
    about: NoticeKey | None = None
    pack: Pack | None = None


@dataclass(frozen=True, slots=True)
class Letterhead:
    """From which mailbox a letter leaves, in which zone and languages it speaks (the first one leads)."""

    group: str
    acronym: str
    mailbox: str
    zone: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StaffLetter:
    """A letter to the people who run a group, with all that fell due for them within an hour."""

    head: Letterhead
    to: tuple[str, ...]
    notices: tuple[Notice, ...]

    @property
    def enclosed_size(self) -> int:
        """Bytes of all files that go with it."""
        return sum(one.size for notice in self.notices for one in notice.enclosed)

    @property
    def has_links(self) -> bool:
        """Whether it has links, by which whoever reads it can act as the person whom it is for."""
        return any(section.links for notice in self.notices for section in notice.sections)

    @property
    def has_room(self) -> bool:
        """Whether one more notice may be told in it."""
        return len(self.notices) < _MOST

    def joined(self, notice: Notice) -> "StaffLetter":
        """This letter with one more notice; the same one twice is told once."""
        if notice in self.notices:
            return self
        return replace(self, notices=(*self.notices, notice))


@dataclass(frozen=True, slots=True)
class SubmitterLetter:
    """A letter to somebody who sent a document, which no mail of theirs asked for."""

    head: Letterhead
    to: str
    cc: tuple[str, ...]
    notice: Notice
    reference: str = ""
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Announcement:
    """A letter to a group's list, put into the mailbox's Drafts for a person to send."""

    head: Letterhead
    to: str
    notice: Notice


NoticeLetter = StaffLetter | SubmitterLetter | Announcement
"""Every letter of our own accord but alerts."""
