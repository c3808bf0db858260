"""The documents of a mail: each cover as it was read, beside what is recorded under the number."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from intake.domain.document import Contact, Cover, Document
from intake.domain.letters.masking import without_tokens
from intake.domain.numbers.revisions import revision_label
from intake.domain.publishing.versions import marked_versions
from intake.domain.rulebook import Audience
from intake.domain.submission import Contribution, Version
from intake.domain.verdict import Finding, Judged
from intake.pipeline.showing.story.gathered import GatheredMail

_PLAIN = ("group", "doc_number", "questions", "place", "dates", "original_language", "purpose")


@dataclass(frozen=True, slots=True)
class CoverField:
    """One field of a cover: as `read`, and as `recorded`, None where nothing of it is recorded. A line a value."""

    name: str
    read: tuple[str, ...] = ()
    recorded: tuple[str, ...] | None = None
    differs: bool = False
    """Whether something else is recorded than what was taken from the cover."""


@dataclass(frozen=True, slots=True)
class StoryPaper:
    """One document with all that is known of it. `number` is as printed; `inside` and `made_of` are names of files.

    `record` is its entry in the register, None where it has no number; `version` its files there. `posted_at` is None
    where this version is not posted; `audience` is whom the site is for.
    """

    index: int
    judged: Judged
    fields: tuple[CoverField, ...]
    findings: tuple[Finding, ...]
    number: str = ""
    marked: tuple[str, ...] = ()
    inside: str = ""
    made_of: tuple[str, ...] = ()
    record: Contribution | None = None
    version: Version | None = None
    posted_at: datetime | None = None
    audience: Audience = "none"

    @property
    def document(self) -> Document:
        """What was read."""
        return self.judged.document


def papers_of(known: GatheredMail) -> tuple[StoryPaper, ...]:
    """The documents of the mail as the last Decision left them: contributions first, each in the order of the mail."""
    last = known.last
    if last is None:
        return ()
    found = [_paper(known, index, one, last.verdict.findings) for index, one in enumerate(last.verdict.documents)]
    return tuple(sorted(found, key=lambda one: one.judged.role != "contribution"))


def _paper(known: GatheredMail, index: int, one: Judged, findings: tuple[Finding, ...]) -> StoryPaper:
    names = {each.document.sha256: each.document.file for each in (known.last.verdict.documents if known.last else ())}
    record = _record(known, one)
    version = _version(known, one, record) if record else None
    posted = record.posted_at if record and version else None
    return StoryPaper(
        index,
        one,
        tuple(_shown(each) for each in _fields(one, record)),
        tuple(each for each in findings if each.document == index),
        revision_label(one.number, one.revision, one.mark) if one.number else "",
        tuple(revision_label(record.label, each.revision, each.mark) for each in marked_versions(record))
        if record
        else (),
        names.get(one.document.inside, ""),
        tuple(names[each] for each in one.document.made_of if each in names),
        record,
        version,
        posted if posted and version and version.at <= posted else None,
        known.rulebook.policy.audience if known.rulebook else "none",
    )


def _record(known: GatheredMail, one: Judged) -> Contribution | None:
    """The register's entry of a document that was accepted as a contribution."""
    if not one.number or one.role != "contribution":
        return None
    return next((each for each in known.contributions if each.label == one.number), None)


def _version(known: GatheredMail, one: Judged, record: Contribution) -> Version | None:
    """The last version with this file that came with this mail."""
    held = [
        each
        for each in record.versions
        if each.submission == known.submission.id and any(file.sha256 == one.document.sha256 for file in each.files)
    ]
    return held[-1] if held else None


def _fields(one: Judged, record: Contribution | None) -> Iterator[CoverField]:
    """The fields that are there, in the order in which people look for them; title and source always."""
    cover = one.document.cover
    title, kind = _lines(cover.title), _lines(cover.kind)
    if record is None:
        yield from (CoverField("title", title), CoverField("source", cover.source))
        yield from [CoverField("kind", kind)] if kind else []
    else:
        recorded = (record.title,) if record.title else ()
        yield CoverField("title", title, recorded, differs=title != recorded)
        yield CoverField("source", cover.source, record.source, differs=cover.source != record.source)
        yield CoverField("kind", kind, (record.kind,), differs=record.kind != one.kind)
    for name in _PLAIN:
        if read := _lines(getattr(cover, name)):
            yield CoverField(name, read)
    yield from (CoverField(f"contact {place}", _contact(one)) for place, one in enumerate(cover.contacts, start=1))
    yield from _of_liaison(cover)
    if cover.keywords:
        yield CoverField("keywords", cover.keywords)
    if cover.abstract:
        yield CoverField("abstract", _lines(cover.abstract))


def _shown(one: CoverField) -> CoverField:
    """The field without the token of any link: whoever looks at a cover has no right of its sender."""
    recorded = tuple(map(without_tokens, one.recorded)) if one.recorded is not None else None
    return replace(one, read=tuple(map(without_tokens, one.read)), recorded=recorded)


def _of_liaison(cover: Cover) -> Iterator[CoverField]:
    letter = cover.liaison
    if letter is None:
        return
    asked = {
        "for action": letter.for_action,
        "for comment": letter.for_comment,
        "for information": letter.for_information,
        "approval": _lines(letter.approval),
        "reply by": _lines(letter.reply_by),
    }
    yield from (CoverField(name, lines) for name, lines in asked.items() if lines)


def _contact(one: Contact) -> tuple[str, ...]:
    named = ", ".join(each for each in (one.name, one.organization, one.country) if each)
    return tuple(each for each in (named, one.tel, one.fax, one.email) if each)


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(line for line in (text or "").splitlines() if line.strip())
