"""What was found in a mail, and in each of its files, as programs see it."""

from intake.app.desk import OpenDesk
from intake.domain.mail import Fact
from intake.domain.numbers.revisions import revision_label
from intake.domain.persons.tokens import ApiReader
from intake.domain.verdict import Disposition, FileRole, Finding, Judged, Kind, Part, Relation, Severity
from intake.web.api.answers import Record
from intake.web.api.people import CoverContact, all_shown, contacts_of, facts_shown, shown, shown_or_none


class SubmissionFinding(Record):
    """What a check found."""

    id: str
    """The check (docs/checks.md)."""
    severity: Severity
    """How much it matters."""
    document: int | None
    """The index of the file in `documents`; null for the whole mail."""
    at: str
    """Where, like "cover, CoverContact"."""
    facts: dict[str, Fact]
    """What the sentence is made from."""
    text: str
    """What was found and how to correct it, in English."""


class ReadCover(Record):
    """The cover of a file, as it was read."""

    title: str | None
    """The title."""
    source: list[str]
    """Who submits it."""
    questions: str | None
    """The Questions."""
    purpose: str | None
    """The purpose."""
    abstract: str | None
    """The abstract."""
    keywords: list[str]
    """The keywords."""
    contacts: list[CoverContact] | None
    """The contacts; null without the scope "people"."""


class JudgedDocument(Record):
    """One file of the mail, and what became of it."""

    file: str
    """Its name."""
    sha256: str
    """The digest of its bytes."""
    filetype: str
    """What kind of file it is."""
    kind: Kind
    """What kind of document it is."""
    role: FileRole
    """What it is in the mail."""
    part: Part | None
    """Which part of a document in several files."""
    relation: Relation | None
    """What it is to what was there before."""
    of: str | None
    """The number or reference that it repeats, replaces, revises or corrects."""
    number: str | None
    """Its number, with its revision."""
    disposition: Disposition | None
    """What became of it; null for a supporting file."""
    cover: ReadCover
    """Its cover."""


def finding_record(desk: OpenDesk, reader: ApiReader, one: Finding) -> SubmissionFinding:
    """What a check found, with its sentences in English."""
    sentences = (desk.sentences.what(one, "en"), desk.sentences.remedy(one, "en"))
    return SubmissionFinding(
        id=one.id,
        severity=one.severity,
        document=one.document,
        at=shown(reader, one.at),
        facts=facts_shown(reader, one.facts),
        text=shown(reader, " ".join(each for each in sentences if each)),
    )


def judged_record(reader: ApiReader, judged: Judged) -> JudgedDocument:
    """One file as the last Decision has it."""
    document, cover = judged.document, judged.document.cover
    return JudgedDocument(
        file=shown(reader, document.file),
        sha256=document.sha256,
        filetype=document.filetype,
        kind=judged.kind,
        role=judged.role,
        part=judged.part,
        relation=judged.relation,
        of=judged.of,
        number=revision_label(judged.number, judged.revision, judged.mark) if judged.number else None,
        disposition=judged.disposition,
        cover=ReadCover(
            title=shown_or_none(reader, cover.title),
            source=all_shown(reader, cover.source),
            questions=shown_or_none(reader, cover.questions),
            purpose=shown_or_none(reader, cover.purpose),
            abstract=shown_or_none(reader, cover.abstract),
            keywords=all_shown(reader, cover.keywords),
            contacts=contacts_of(reader, cover.contacts),
        ),
    )
