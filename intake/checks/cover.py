"""COV: the cover of a contribution."""

import re
from collections.abc import Iterator, Sequence

from intake.checks.covers import has_row, has_sample, is_filled_in, number, place, texts, to_be_read
from intake.checks.envelope import elsewhere
from intake.checks.meetings import contradicts, days, same_place
from intake.checks.naming import may_name, named, names
from intake.checks.registry import check
from intake.domain.cover.kind_words import tells_kind
from intake.domain.document import Contact
from intake.domain.judging.case import Case
from intake.domain.mail import Facts
from intake.domain.text.language import count_words, letters
from intake.domain.verdict import Hit, Params

_EMAIL = re.compile(r"[^@\s<>\"(),:;]{1,64}@[^@\s<>\"(),:;.]+(?:\.[^@\s<>\"(),:;.]+)+")


def _sample(case: Case, field: str) -> str:
    """The sample text of the template that still stands in a field, "" when there is none."""
    return next((one.text for one in case.document.template.placeholders if one.field == field), "")


@check("COV-001", empty="text", unsure=True)
def the_source_is_named(case: Case, _: Params) -> Iterator[Hit]:
    """Source names who submits the document.

    Why: a contribution has an author, whom the members know. See: Rec. ITU-T A.2, cover information.
    """
    if to_be_read(case) and not any(letters(one) for one in case.document.cover.source):
        yield Hit(place("source"), {"text": _sample(case, "source")})


@check("COV-002", empty="text", unsure=True)
def the_title_is_given(case: Case, _: Params) -> Iterator[Hit]:
    """Title says what the document is about.

    Why: agenda and lists show a contribution by its title. See: Rec. ITU-T A.2, cover information.
    """
    if to_be_read(case) and not letters(case.document.cover.title or ""):
        yield Hit(place("title"), {"text": _sample(case, "title")})


@check("COV-003", empty="contacts")
def a_contact_can_be_reached(case: Case, _: Params) -> Iterator[Hit]:
    """At least one contact on the cover has a name and an e-mail address.

    Why: without one nobody can be asked about the document. See: Rec. ITU-T A.2, cover information.
    """
    contacts = case.document.cover.contacts
    if to_be_read(case) and not any(one.name and _EMAIL.fullmatch((one.email or "").strip()) for one in contacts):
        author = case.mail.author
        yield Hit(place("contacts"), {"contacts": len(contacts), "email": author.address if author else ""})


@check("COV-004")
def a_contact_says_from_where(case: Case, _: Params) -> Iterator[Hit]:
    """Each contact on the cover has a country, and an organization unless it is an expert who submits alone.

    Why: the list of documents shows both. See: Rec. ITU-T A.2, cover information.
    """
    cover = case.document.cover
    for row, one in enumerate(cover.contacts if to_be_read(case) else (), 1):
        missing = _missing(one, cover.source)
        if missing and (one.name or one.email):
            at = place("contacts") if row == 1 else f"{place('contacts')} {row}"
            yield Hit(at, {"name": one.name or one.email or "", "missing": missing})


def _missing(contact: Contact, sources: Sequence[str]) -> tuple[str, ...]:
    """The parts that are not said; who is the source in person has no organization to name."""
    name = letters(contact.name or "")
    in_person = bool(name) and any(name in letters(one) for one in sources)
    said = {"organization": letters(contact.organization or "") or in_person, "country": letters(contact.country or "")}
    return tuple(part for part, there in said.items() if not there)


def _names_addressed(case: Case) -> bool:
    """Whether the cover names this group, or another one that the mail was sent to as well."""
    text = case.document.cover.group or ""
    addressed = [one for one in case.rulebook.neighbours if one.id in case.addressed]
    return names(text, case.group) or bool(named(text, addressed))


@check("COV-005", means=("group-missing",), empty="found")
def the_cover_names_the_group(case: Case, _: Params) -> Iterator[Hit]:
    """The cover names the group, or one of the groups that the mail was sent to, in any language.

    Why: a document that is read elsewhere tells whose it is. See: Rec. ITU-T A.2, cover information.
    """
    if not to_be_read(case) or _names_addressed(case) or elsewhere(case):
        return
    found = case.document.cover.group or ""
    if (found or has_row(case, "group")) and not may_name(found, case.group):
        yield Hit(place("group"), {"found": found, "group": case.group.acronym, "name": case.group.name})


@check("COV-006")
def the_cover_fits_the_meeting(case: Case, params: Params) -> Iterator[Hit]:
    """Place and date on the cover, where they are given, are those of the meeting.

    Why: a document that is read later tells for which meeting it was written. See: Rec. ITU-T A.2, cover information.
    """
    cover, meeting = case.document.cover, case.meeting
    if meeting is None or not to_be_read(case) or _names_another(case) or _is_anothers_form(case):
        return
    if cover.dates and contradicts(cover.dates, meeting, _lists(params["months"])):
        yield Hit(place("dates"), {"field": "dates", "found": cover.dates, "expected": days(meeting)})
    if cover.place and meeting.place and not same_place(cover.place, meeting.place, _lists(params["places"])):
        yield Hit(place("place"), {"field": "place", "found": cover.place, "expected": meeting.place})


def _is_anothers_form(case: Case) -> bool:
    """Whether it is on the form of another body: place and date there are those of that body's meeting."""
    return bool(case.document.template.foreign) and not case.document.template.conforms


def _names_another(case: Case) -> bool:
    """Whether the cover names another group that was addressed, and not this one: its meeting is that group's."""
    return _names_addressed(case) and not names(case.document.cover.group or "", case.group)


def _lists(value: object) -> tuple[tuple[str, ...], ...]:
    return tuple(texts(one) for one in value) if isinstance(value, list | tuple) else ()


@check("COV-007")
def the_number_is_ours(case: Case, _: Params) -> Iterator[Hit]:
    """The number cell is empty, or carries the number that we gave the document.

    Why: two documents with one number cannot be told apart. See: Rec. ITU-T A.1, clause 3.2.
    """
    related = case.relationship
    ours = related.contribution.label if related.contribution else None
    if not to_be_read(case) or related.unknown or related.relation == "repeat":
        return
    for claim in related.claims:
        typed = claim.place == "number cell" and claim not in related.disagree
        if typed and claim.label != ours and (claim.revision is None or ours):
            yield Hit(place("doc_number"), {"number": claim.label})


@check("COV-008")
def the_kind_is_told(case: Case, _: Params) -> Iterator[Hit]:
    """Kind, where the template has a row for it, names a kind of document that we know.

    Why: lists of documents and the agenda show it. See: Rec. ITU-T A.2, cover information.
    """
    kind = case.document.cover.kind or ""
    if is_filled_in(case) and _is_empty_row(case, "kind", filled=tells_kind(kind)):
        yield Hit(place("kind"), {"found": kind})


def _is_empty_row(case: Case, field: str, *, filled: bool) -> bool:
    """Whether the template has a row for a field that holds nothing of use, and no sample text either (TPL-004)."""
    rows = has_row(case, field) and bool(case.rulebook.profiles)
    return rows and not filled and not has_sample(case, field)


@check("COV-009")
def the_abstract_is_short(case: Case, params: Params) -> Iterator[Hit]:
    """Abstract, where the template has a row for it, is there, with at most `max_words` words.

    Why: members choose by it what they read. See: Rec. ITU-T A.2, appendix I (150 to 200 words).
    """
    if not is_filled_in(case):
        return
    words, most = count_words(case.document.cover.abstract or ""), int(number(params["max_words"]))
    if words > most or _is_empty_row(case, "abstract", filled=words > 0):
        yield Hit(place("abstract"), {"words": words, "max": most})


@check("COV-010")
def keywords_are_given(case: Case, _: Params) -> Iterator[Hit]:
    """Keywords, where the template has a row for them, names at least one.

    Why: documents are found by them. See: Rec. ITU-T A.2, cover information.
    """
    given = any(letters(one) for one in case.document.cover.keywords)
    if is_filled_in(case) and _is_empty_row(case, "keywords", filled=given):
        yield Hit(place("keywords"), {})


@check("COV-011")
def the_language_is_that_of_the_meeting(case: Case, _: Params) -> Iterator[Hit]:
    """The text is in the language in which the meeting works; a part may be in any.

    Why: what is not translated is not read. See: Rec. ITU-T A.1, clauses 3.2.1 to 3.2.3.
    """
    written = case.document.body.language if case.document.body else None
    expected = case.meeting.language if case.meeting and case.judged.role == "contribution" else None
    if written and expected and written != expected and to_be_read(case):
        yield Hit(case.document.file, {"file": case.document.file, "language": written, "working_language": expected})


@check("COV-012")
def it_proposes_something_briefly(case: Case, params: Params) -> Iterator[Hit]:
    """The text has a section that proposes or concludes, and at most `max_words` words.

    Why: the meeting has to know what is asked of it, and has little time for each document.
    See: Rec. ITU-T A.2, appendix I (about 2,500 words).
    """
    body = case.document.body
    if body is None or not is_filled_in(case):
        return
    most = int(number(params["max_words"]))
    reasons = {"length": body.words > most, "proposal": not body.proposal}
    for reason in (one for one, seen in reasons.items() if seen):
        facts: Facts = {"file": case.document.file, "reason": reason, "words": body.words, "max": most}
        yield Hit(case.document.file, facts)


@check("COV-013")
def changes_and_comments_are_settled(case: Case, _: Params) -> Iterator[Hit]:
    """The text has neither tracked changes nor comments; only a part with the changes marked has.

    Why: nobody can tell which of two texts is meant, and comments may have been for colleagues only.
    See: Rec. ITU-T A.2, clause 1.
    """
    body = case.document.body
    if body is None or case.judged.part == "marked" or not to_be_read(case):
        return
    changes = body.insertions + body.deletions
    if changes or body.comments:
        kind = "both" if changes and body.comments else "changes" if changes else "comments"
        yield Hit(case.document.file, {
            "file": case.document.file, "kind": kind, "changes": changes, "comments": body.comments,
        })  # fmt: skip
