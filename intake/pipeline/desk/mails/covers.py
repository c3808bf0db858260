"""`make-cover`: put our template's cover before a document that came without one, which becomes its annex."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from intake.domain.document import Contact, Document, FileReading, Glance
from intake.domain.errors import ConfigurationError, UsageError
from intake.domain.judging.additions import hidden
from intake.domain.judging.dispositions import kept, with_cover_accepted
from intake.domain.mail import Mail
from intake.domain.numbers.numbering import without_extension
from intake.domain.template.filling import MadeCover, cover_writings
from intake.domain.text.language import one_line
from intake.domain.text.words import without_reply_prefix
from intake.domain.verdict import Decision, Deed, Judged, Verdict
from intake.pipeline.decision.templates import filled, template_for
from intake.pipeline.desk.mails.additions import Begun, MadeDocument, begin, decide_with, seen
from intake.pipeline.desk.mails.arranging import refuse_infected
from intake.pipeline.desk.rulebooks.templates import acting_content
from intake.pipeline.line import Line
from intake.ports import CoverWords


@dataclass(frozen=True, slots=True)
class CoverWishes:
    """The fields that a person sets on the cover; for None and () the mail decides."""

    title: str | None = None
    source: tuple[str, ...] = ()
    contact: Contact = field(default_factory=Contact)
    abstract: str = ""
    files: tuple[str, ...] = ()


def make_cover(line: Line, name: str, deed: Deed, wishes: CoverWishes) -> Decision:
    """Make a cover for the files that came without one, and accept it under the next number.

    The cover becomes the contribution, of the same kind as the files, and they become its annex. The stamped copy
    shows the number. Raises UsageError if no file needs a cover or a virus is in one,
    ConfigurationError if the group's template is missing.
    """
    begun = begin(line, name, deed)
    behind = _behind(begun, wishes.files)
    verdict = begun.last.verdict
    refuse_infected(verdict, verdict, (one.document.sha256 for one in behind))
    cover = _cover(begun, behind, wishes, line.cover_words)
    profile = template_for(begun.rulebook, begun.submission.received_at, behind[0].kind, "contribution")
    content = filled(line, begun.rulebook, profile, lambda word: cover_writings(word, profile, cover))
    file_name = f"{without_extension(behind[0].document.file) or begun.submission.reference}-cover.docx"
    digests = tuple(dict.fromkeys(one.document.sha256 for one in behind))
    made = MadeDocument(file_name, content, _harmless(line, content, file_name), "cover", digests)

    def accepted(verdict: Verdict) -> Verdict:
        return with_cover_accepted(kept(begun.last.verdict, verdict))

    return decide_with(line, begun, [made], replace(deed, act="make-cover"), accepted)


def _behind(begun: Begun, named: Sequence[str]) -> list[Judged]:
    """The files that get the cover: those named, else each document that waits, else all files of the mail."""
    documents = begun.last.verdict.documents
    stood_for = hidden(documents)
    free = [
        one
        for index, one in enumerate(documents)
        if one.disposition != "accept" and not one.document.picture and index not in stood_for and not one.number
    ]
    known = {one.document.file for one in free}
    if unknown := [name for name in named if name not in known]:
        raise UsageError(
            "{reference} has no file '{file}' that waits without a number; there is {files}.",
            reference=begun.submission.reference,
            file=unknown[0],
            files=", ".join(sorted(known)) or "none",
        )
    if named:
        return [one for one in free if one.document.file in named]
    chosen = [one for one in free if one.role == "contribution"] or free
    if not chosen:
        raise UsageError(
            "{reference} has no file without a number that could get a cover.", reference=begun.submission.reference
        )
    return chosen


def _cover(begun: Begun, behind: Sequence[Judged], wishes: CoverWishes, words: CoverWords) -> MadeCover:
    """The cover's fields: as the person wished, else from the document or the mail, in the meeting's language.

    A file's name, under which a list may know it, is no title.
    """
    mail, first = begun.reading.mail, behind[0].document
    own = first.cover.title if first.cover.title != without_extension(first.file) else None
    title = wishes.title or own or (first.glance or Glance()).title or _subject(mail)
    source = wishes.source or first.cover.source or _source(first, mail)
    if not one_line(title) or not any(one_line(name) for name in source):
        raise UsageError(
            "{reference}: the mail gives no title or no source; give --title and --source.",
            reference=begun.submission.reference,
        )
    meeting = begun.rulebook.meeting(begun.last.verdict.meeting)
    language = meeting.language if meeting else "en"
    return MadeCover(
        title=one_line(title),
        source=tuple(one_line(name) for name in source if one_line(name)),
        contact=_contact(mail, first, wishes.contact),
        kind=words.kind(behind[0].kind, language),
        group=begun.rulebook.group.acronym,
        behind=words.attached([one_line(file.document.file) for file in behind], language),
        place=meeting.place if meeting else "",
        dates=words.days(meeting.first_day, meeting.last_day, language) if meeting else "",
        abstract=wishes.abstract,
        language=language,
    )


def _subject(mail: Mail) -> str:
    return without_reply_prefix(one_line(mail.subject))


def _source(document: Document, mail: Mail) -> tuple[str, ...]:
    author = (document.glance or Glance()).author or (mail.author.name if mail.author else "")
    return (author,) if author else ()


def _contact(mail: Mail, document: Document, wanted: Contact) -> Contact:
    """The contact as wished; missing parts come from the document's own cover, else from the mail's author."""
    author = Contact(name=mail.author.name or None, email=mail.author.address or None) if mail.author else Contact()
    known = next(iter(document.cover.contacts), author)
    parts = ("name", "organization", "country", "tel", "fax", "email")
    return replace(known, **{part: one_line(value) for part in parts if (value := getattr(wanted, part))})


def _harmless(line: Line, content: bytes, name: str) -> FileReading:
    """The reading of a made cover; raises ConfigurationError if it holds active content, as nobody judges it."""
    file = seen(line, content, name)
    if found := acting_content(file):
        raise ConfigurationError(
            "The template holds content that could act on the computer of anyone who opens a cover made "
            "from it ({found}): clean it, and register it again.",
            found=", ".join(found),
        )
    return file
