"""What the templates of the page have, beside what every page has."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup

from intake.adapters.words.names import own_name
from intake.adapters.words.sentences import Sentences
from intake.app.desk import OpenDesk
from intake.domain.mail import Address, Mail
from intake.domain.persons.people import Person, may
from intake.domain.verdict import Finding, Severity
from intake.pipeline.showing.offers import offers
from intake.pipeline.showing.story.pages import ShownPage, page_of, text_page
from intake.pipeline.showing.story.papers import StoryPaper
from intake.pipeline.showing.story.saving import files_to_save
from intake.pipeline.showing.story.whole import MailStory
from intake.pipeline.showing.unanswered import answering, silent_findings, why_no_receipt
from intake.web.desk.telling import Telling

_PREVIEWED = 5
"""So many documents are drawn on the page itself; others by their own pages."""
_GRAVEST_FIRST: tuple[Severity, ...] = ("hold", "error", "repair", "warning", "note")


def values_of(desk: OpenDesk, telling: Telling, person: Person, story: MailStory) -> dict[str, object]:
    """All values of the page of this mail for this person."""
    known, rulebook = story.known, story.known.rulebook
    last = known.last
    sentences = Sentences(desk.words)
    previews = dict(_previews(story))
    with desk.store.read() as work:
        answers = answering(work, known.submission)
    answers = replace(answers, beside=tuple(one for one in answers.beside if may(person, "see", one.group)))
    return {
        "story": story,
        "answering": why_no_receipt(answers),
        "silent": silent_findings(answers),
        "offers": offers(known, person, desk.clock.now()),
        "zone": known.zone,
        "acronyms": {one.id: one.acronym for one in rulebook.neighbours} if rulebook else {},
        "acronym": rulebook.group.acronym if rulebook else known.submission.group,
        "meeting": rulebook.meeting(last.verdict.meeting) if rulebook and last else None,
        "relatives": [one for one in story.relatives if may(person, "see", one.submission.group)],
        "previews": previews,
        "unpreviewed": {one.index for one in story.papers[_PREVIEWED:]},
        "words": text_page(story.mail.text if story.mail else "", 1),
        "addressed": list(_addressed(story.mail)) if story.mail else [],
        "kept_files": files_to_save(known, story.mail),
        "mail_findings": gravest_first(one for one in (last.verdict.findings if last else ()) if one.document is None),
        "gravest_first": gravest_first,
        "what": lambda one: sentences.what(one, telling.language),
        "remedy": lambda one: sentences.remedy(one, telling.language),
        "place_of": lambda at: sentences.place(at, telling.language),
        "field_label": lambda name: sentences.label(
            name.replace("_", " ").replace("doc number", "document number"), telling.language
        ),
        "size": lambda size: _size(telling, size),
        "own_name": own_name,
    }


def gravest_first(findings: Iterator[Finding] | Sequence[Finding]) -> list[Finding]:
    """Findings, those that stop a document first."""
    return sorted(findings, key=lambda one: _GRAVEST_FIRST.index(one.severity))


def _previews(story: MailStory) -> Iterator[tuple[int, ShownPage]]:
    for one in story.papers[:_PREVIEWED]:
        if page := _preview(story, one):
            yield one.index, page


def _preview(story: MailStory, paper: StoryPaper) -> ShownPage | None:
    try:
        return page_of(story.reading.file(paper.document.sha256), 1) if story.reading else None
    except KeyError:
        return None


def _addressed(mail: Mail) -> Iterator[tuple[str, Sequence[Address]]]:
    fields = (
        ("from", mail.from_),
        ("sender", (mail.sender,) if mail.sender else ()),
        ("to", mail.to),
        ("cc", mail.cc),
        ("reply-to", mail.reply_to),
    )
    yield from ((name, addresses[:30]) for name, addresses in fields if addresses)


def _size(telling: Telling, size: int) -> Markup:
    if size < 1_000:
        return telling.say("submission.size.bytes", size=telling.number(size))
    if size < 1_000_000:
        return telling.say("submission.size.kilobytes", size=telling.number(round(size / 1_000)))
    return telling.say("submission.size.megabytes", size=telling.number(round(size / 1_000_000, 1)))
