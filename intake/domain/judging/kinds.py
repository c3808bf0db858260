"""The kind of each file of a mail, which is known before its role and before any check."""

from collections.abc import Sequence
from dataclasses import replace

from intake.domain.cover.kind_words import filed_kind, named_kind, names_itself, speaks_of_liaison, titled_kind
from intake.domain.document import CONVERTED, Document, FileType, Glance
from intake.domain.mail import Mail
from intake.domain.meeting import Group
from intake.domain.numbers.numbering import without_extension
from intake.domain.rulebook import Rulebook
from intake.domain.text.addresses import is_listed
from intake.domain.text.language import letters
from intake.domain.verdict import Kind

OFFICERS: tuple[Kind, ...] = ("liaison_out", "td", "information", "agenda", "report", "participants")
"""Kinds that only the officers of a group send; they have no deadline unless the rulebook gives one."""

_LETTERS: tuple[FileType, ...] = ("docx", "docm", "dotx", *CONVERTED, "pdf")
"""The types of files that can be liaison statements."""

_FIRST_WORDS = 600
_SLIDES = 3
_WORDS_ON_A_SLIDE = 110
"""A page of text has three to six hundred words, a slide seldom more than a hundred."""

_SURE = 2


def kinds_of(documents: Sequence[Document], mail: Mail, rulebook: Rulebook) -> tuple[Kind, ...]:
    """The kind of every file of a mail.

    Slides are a presentation, and a file that says so is a liaison statement, from any sender; it is the group's own
    if an officer sends it and the group is its source. The officers' kinds count only from officers' addresses.
    Everything else is a contribution.
    """
    officer = is_officer(mail, rulebook)
    liaisons = _liaisons(documents, mail, rulebook)
    return tuple(
        _liaison(one, rulebook, officer=officer) if liaison else _kind(one, officer=officer)
        for one, liaison in zip(documents, liaisons, strict=True)
    )


def is_officer(mail: Mail, rulebook: Rulebook) -> bool:
    """Whether the mail comes from a chair, co-chair or counsellor of the group, or from its secretariat."""
    known = [address for one in rulebook.group.officers for address in one.known_by]
    return _sends(mail, (*known, *rulebook.group.secretariat))


def claims_an_office(mail: Mail, rulebook: Rulebook) -> bool:
    """Whether From is an address by which more may be done here than by another, whoever wrote it there."""
    officers = (address for one in rulebook.group.officers for address in one.known_by)
    senders, author = rulebook.group.senders, mail.author
    more = (*officers, *rulebook.group.secretariat, *senders.forwarders, *senders.speakers, *senders.liaison)
    return author is not None and is_listed(author.address, more)


def passes_mail_on(address: str, group: Group) -> bool:
    """Whether mail from this address may bring a mail of somebody else: the secretariat, officers and forwarders."""
    officers = (one for each in group.officers for one in each.known_by)
    return is_listed(address, (*group.senders.forwarders, *group.secretariat, *officers))


def is_speaker(mail: Mail, rulebook: Rulebook) -> bool:
    """Whether presentations of this sender are taken without a person."""
    return rulebook.policy.presentation == "accept" or _sends(mail, rulebook.group.senders.speakers)


def is_liaison_body(mail: Mail, rulebook: Rulebook) -> bool:
    """Whether the mail comes from a body that is known to send liaison statements."""
    return _sends(mail, rulebook.group.senders.liaison)


def as_recorded(document: Document, kind: Kind, mail: Mail) -> Document:
    """The document with the title and source under which our lists can name it.

    A document that is no contribution needs no cover: its title is the one on its first page, or its file name, and
    its source is its author, or the sender's name.
    """
    if kind == "contribution" or document.template.conforms:
        return document
    glance, cover = document.glance or Glance(), document.cover
    author = glance.author or (mail.author.name if mail.author else "")
    title = cover.title or glance.title or without_extension(document.file)
    return replace(
        document, cover=replace(cover, title=title or None, source=cover.source or ((author,) * bool(author)))
    )


def _sends(mail: Mail, entries: Sequence[str]) -> bool:
    named = () if mail.doubted else (mail.author, mail.assistant)
    return any(is_listed(one.address, entries) for one in named if one)


def _kind(document: Document, *, officer: bool) -> Kind:
    if is_slides(document):
        return "presentation"
    if not officer or document.filetype not in (*_LETTERS, "sheet"):
        return "contribution"
    written, titled = named_kind(document.cover.kind), titled_kind(document.cover.title)
    said = (written, titled, filed_kind(document.file) if written != "contribution" else None)
    return next((one for one in said if one in OFFICERS), "contribution")


def is_slides(document: Document) -> bool:
    """Whether the file is a presentation: by its type, or a PDF with few words on each of several pages."""
    if document.filetype in ("pptx", "ppt"):
        return True
    glance = document.glance
    if document.filetype != "pdf" or glance is None or glance.pages < _SLIDES:
        return False
    return 0 < glance.words <= _WORDS_ON_A_SLIDE * glance.pages


def _liaison(document: Document, rulebook: Rulebook, *, officer: bool) -> Kind:
    ours = letters(rulebook.group.acronym) in letters(" ".join(document.cover.source))
    return "liaison_out" if officer and ours else "liaison_in"


def _liaisons(documents: Sequence[Document], mail: Mail, rulebook: Rulebook) -> list[bool]:
    """Tell the files that are liaison statements, by their own words, else by the mail's subject and sender.

    The mail's subject and sender count only while no file says so itself: then the other files are attachments of
    the liaison statement.
    """
    own = [_evidence(one, rulebook) for one in documents]
    around = speaks_of_liaison(mail.subject) + is_liaison_body(mail, rulebook)
    sure = [mine >= _SURE or (mine > 0 and mine + around >= _SURE) for mine in own]
    if any(sure):
        return sure
    return [around >= _SURE and one.filetype in _LETTERS and not one.template.conforms for one in documents]


def _evidence(document: Document, rulebook: Rulebook) -> int:
    """Weigh the signs of a liaison statement in a file; on the group's template only its cover counts."""
    if document.filetype not in _LETTERS:
        return 0
    if document.cover.liaison is not None or _is_headed(document, rulebook):
        return _SURE
    return int(not document.template.conforms and speaks_of_liaison(document.file))


def _is_headed(document: Document, rulebook: Rulebook) -> bool:
    """Whether the first page says that it is a liaison statement, in the words of FIL-010.

    On the group's own template its kind says so, or a line in capitals; a title may speak of liaison statements. So may
    an agenda ("2 Liaison statements"), or a sentence ("the liaison statement of IEEE").
    """
    words = _words(rulebook)
    if document.template.conforms:
        kind = letters(document.cover.kind or "")
        return any(letters(one) in kind or _in_capitals(one, document.opening) for one in words)
    glance = document.glance or Glance()
    shown = (document.opening, glance.title, glance.text[:_FIRST_WORDS])
    return any(names_itself(text, words) for text in shown)


def _words(rulebook: Rulebook) -> tuple[str, ...]:
    """The words of the rule that looks for liaison statements; none where it is off."""
    known = (rule.params.get("liaison", ()) for rule in rulebook.rules.values() if rule.severity != "off")
    return tuple(str(one) for listed in known if isinstance(listed, list | tuple) for one in listed)


def _in_capitals(words: str, text: str) -> bool:
    return words.upper() != words and words.upper() in text
