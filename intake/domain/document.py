"""One attached file as a reader saw it, and its meaning as a contribution's cover."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from intake.domain.mail import Mail, Making, Problem
from intake.domain.text.language import Language

FileType = Literal[
    "docx", "docm", "dotx", "flatdocx", "doc", "wordxml", "rtf", "odt", "sxw", "sdw", "wpd", "wps", "pages", "pdf",
    "pptx", "ppt", "sheet", "html", "text", "mail", "tnef", "zip", "7z", "rar", "image", "other",
]  # fmt: skip
"""By its bytes. "doc" is Word's binary format of any age; "wordxml" Word 2003's XML, "flatdocx" a later one's."""

CONVERTED: tuple[FileType, ...] = ("doc", "flatdocx", "wordxml", "rtf", "odt", "sxw", "sdw", "wpd", "wps", "pages")
"""Text documents in another format than .docx, which are converted before anybody works with them."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its text (paragraphs and breaks as newlines), the bookmarks and content-control tags on it.

    Tracked insertions are in the text, tracked deletions and hidden runs are not; a noBreakHyphen is "-", a softHyphen
    nothing.
    """

    text: str
    bookmarks: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """One table: where it stands ("body", "header", "footer", "textbox", "cell") and its rows of cells.

    `behind` counts the paragraphs of the body, outside tables, that stand before it; 0 in page headers and footers.
    """

    rows: tuple[tuple[Cell, ...], ...]
    where: str = "body"
    behind: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """The content of a Word document as read: the first 2,000 cells and 256 kB of text.

    `paragraphs` are the body's paragraphs outside tables, in order; `page_texts` those of page headers and
    footers. `leads` has the first text of each paragraph style, by its id.
    `properties` joins docProps core, app and custom ("core.title", "app.Template", "custom.docnum").
    `insertions`, `deletions`, `comments` count what tracking left behind.
    """

    tables: tuple[Table, ...] = ()
    paragraphs: tuple[str, ...] = ()
    page_texts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    leads: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    insertions: int = 0
    deletions: int = 0
    comments: int = 0
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Enclosed:
    """Who wrote an attached mail ("" where its From is not usable), and when the last server took it (UTC).

    The server before its reader wrote that time into the topmost Received field; None where there is none.
    """

    address: str
    received: datetime | None


@dataclass(frozen=True, slots=True)
class Glance:
    """The first impression of a file that is no .docx (PDF, presentation, .doc, .rtf, .odt).

    `title` is what the first page or slide shows largest, else the file's own property; `text` the first 4,000
    characters, a line each; `pages` counts pages or slides (0 = unknown), `words` those of the whole text read.
    `mail` tells of an attached mail who wrote it, and when.
    """

    title: str = ""
    author: str = ""
    text: str = ""
    pages: int = 0
    words: int = 0
    mail: Enclosed | None = None


@dataclass(frozen=True, slots=True)
class FileReading:
    """One file as a reader saw it, judged by its bytes and never by its name.

    `problems` kinds: "unreadable", "empty", "lock-file", "password", "label", "container", "macros", "template-type",
    "too-large", "crashed", "killed", "timed-out", "out-of-memory"; "active" (what is inside could act on a reader's
    computer; facts: `what`), "embedded" (objects of known kinds; facts: `what`, their ProgIDs), "linked-picture";
    "program" (the file is one);
    of an archive "archive" (facts: `why` = "nested", "too-many" or "kind"). `members` are the digests of the files
    that were taken out of an archive, each an Attachment and a FileReading of its own.
    """

    sha256: str
    size: int
    filetype: FileType
    word: Word | None = None
    problems: tuple[Problem, ...] = ()
    glance: Glance | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One Message as a reader of a given version saw it. Knows no group and no template."""

    raw: str
    size: int
    version: str
    mail: Mail
    files: tuple[FileReading, ...] = ()

    def file(self, sha256: str) -> FileReading:
        """The reading of the file with this digest; KeyError when the reader returned none."""
        for one in self.files:
            if one.sha256 == sha256:
                return one
        raise KeyError(sha256)


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact on a cover; absent fields are None."""

    name: str | None = None
    organization: str | None = None
    country: str | None = None
    tel: str | None = None
    fax: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Liaison:
    """The bodies asked by a liaison statement, and its deadline (Rec. ITU-T A.1, clause 1.5.1); else () or None."""

    for_action: tuple[str, ...] = ()
    for_comment: tuple[str, ...] = ()
    for_information: tuple[str, ...] = ()
    approval: str | None = None
    reply_by: str | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover fields of a contribution as a person reads them; absent is None or ()."""

    group: str | None = None
    doc_number: str | None = None
    original_language: str | None = None
    questions: str | None = None
    place: str | None = None
    dates: str | None = None
    kind: str | None = None
    source: tuple[str, ...] = ()
    title: str | None = None
    purpose: str | None = None
    contacts: tuple[Contact, ...] = ()
    keywords: tuple[str, ...] = ()
    abstract: str | None = None
    liaison: Liaison | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """The text below the cover, and what tracking left behind in the whole document.

    `language` is one of the six, None where it cannot be told; `proposal`: a section of it proposes something;
    `sample`: the first paragraph in which only a sample text stands.
    """

    words: int = 0
    language: Language | None = None
    proposal: bool = False
    insertions: int = 0
    deletions: int = 0
    comments: int = 0
    sample: str = ""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A sample text of the template that still stands in a field: the field's name and the text."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class TemplateMatch:
    """The fit of a document to a profile: `score` 0 to 1, and what was found or missed.

    `conforms` is what docs/rulebook.md calls being on a template: the value cells of source and title in one
    table, and a score of at least `template_match`. `missing` names the required fields without a row, `reordered`
    tells of rows in another order. `foreign` names the body whose template it is ("3GPP", "IEEE", "ETSI", "ISO/IEC",
    "W3C", "WTSA"), "" where it is none that we know.
    """

    profile: str | None = None
    score: float = 0.0
    conforms: bool = False
    missing: tuple[str, ...] = ()
    reordered: bool = False
    placeholders: tuple[Placeholder, ...] = ()
    foreign: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One attached file, as judged: the file, what kind of file, its cover under the group's profile, the evidence.

    `made` and `made_of` are those of its Attachment.
    `inside` is the digest of the archive that it came in, "" for none; `body` is None where no text could be read.
    """

    file: str
    sha256: str
    size: int
    filetype: FileType
    cover: Cover = field(default_factory=Cover)
    template: TemplateMatch = field(default_factory=TemplateMatch)
    problems: tuple[Problem, ...] = ()
    opening: str = ""
    depth: int = 0
    picture: bool = False
    inside: str = ""
    glance: Glance | None = None
    body: Body | None = None
    members: tuple[str, ...] = ()
    made: Making = ""
    made_of: tuple[str, ...] = ()
