"""TPL: the group's template. Silent while the group has none registered."""

from collections.abc import Iterator

from intake.checks.covers import field_and_place, is_filled_in, to_be_read
from intake.checks.registry import check
from intake.domain.judging.case import Case
from intake.domain.profile import newer
from intake.domain.verdict import Hit, Params


def _has_template(case: Case) -> bool:
    return bool(case.rulebook.profiles) and to_be_read(case)


@check("TPL-001", means=("off-template",))
def it_is_on_the_template(case: Case, _: Params) -> Iterator[Hit]:
    """A contribution is written on the group's template.

    Why: number, source and title are read from its cover, by members and by programs.
    See: Rec. ITU-T A.2, clause 1, and the circular of the group.
    """
    match = case.document.template
    if _has_template(case) and not match.conforms and not _is_foreign(case):
        yield Hit(case.document.file, {"file": case.document.file, "score": match.score, "missing": match.missing})


@check("TPL-002", means=("off-template",))
def it_is_on_no_other_template(case: Case, _: Params) -> Iterator[Hit]:
    """A contribution is not written on the template of another body.

    Why: a paper for another meeting is easily sent to us by mistake; if it is for us, its cover tells too little.
    See: Rec. ITU-T A.2, clause 1, and the circular of the group.
    """
    if _is_foreign(case):
        yield Hit(case.document.file, {"file": case.document.file, "body": case.document.template.foreign})


def _is_foreign(case: Case) -> bool:
    """Whether TPL-002 speaks of the document in place of TPL-001."""
    match = case.document.template
    named = bool(match.foreign) and case.rulebook.rules["TPL-002"].severity != "off"
    return _has_template(case) and named and not match.conforms


@check("TPL-003")
def the_cover_has_its_rows(case: Case, _: Params) -> Iterator[Hit]:
    """The cover's table has the rows of the template, in their order.

    Why: a reader looks for each row at its place.
    See: the template, "Please do not change the structure of this table".
    """
    match = case.document.template
    if _has_template(case) and match.conforms and (match.missing or match.reordered):
        yield Hit("cover", {"missing": match.missing, "reordered": int(match.reordered)})


@check("TPL-004")
def no_sample_text_is_left(case: Case, _: Params) -> Iterator[Hit]:
    """No sample text of the template stands in a field beside or below what was filled in, or in the text.

    Why: it shows in the registered document. Where a field has nothing else, its own check speaks (COV-001 to 005).
    See: Rec. ITU-T A.2, clause 1.
    """
    if not (_has_template(case) and case.document.template.conforms):
        return
    cover = case.document.cover
    spoken_of = {"source": cover.source, "title": cover.title, "contact": cover.contacts, "group": cover.group}
    empty = {name for name, value in spoken_of.items() if not value}
    left: dict[str, list[str]] = {}
    for one in case.document.template.placeholders:
        if one.field not in empty:
            left.setdefault(one.field, []).append(one.text)
    for name, texts in left.items():
        field, at = field_and_place(name)
        yield Hit(at, {"field": field, "text": ", ".join(texts)})
    if case.document.body and case.document.body.sample:
        yield Hit("text", {"field": "text", "text": case.document.body.sample})


@check("TPL-005")
def it_is_on_the_newest_template(case: Case, _: Params) -> Iterator[Hit]:
    """A contribution is written on the newest template of the group.

    Why: an older one is accepted for a while only. See: Rec. ITU-T A.2, clause 1, and the circular of the group.
    """
    profiles, match = case.rulebook.profiles, case.document.template
    used = next((one for one in profiles if one.id == match.profile), None)
    if used and is_filled_in(case) and newer(used, profiles):
        yield Hit("cover", {"until": used.accept_until.isoformat() if used.accept_until else ""})
