"""TPL: the group's template. Silent while the group has none registered."""

from collections.abc import Iterator

from intake.checks.covers import field_and_place, to_be_read
from intake.checks.registry import check
from intake.domain.case import Case
from intake.domain.verdict import Hit, Params


def _has_template(case: Case) -> bool:
    return bool(case.rulebook.profiles) and to_be_read(case)


@check("TPL-001")
def it_is_on_the_template(case: Case, _: Params) -> Iterator[Hit]:
    """A contribution is written on the group's template.

    Why: number, source and title are read from its cover, by members and by programs.
    See: Rec. ITU-T A.2, clause 1, and the circular of the group.
    """
    match = case.document.template
    if _has_template(case) and not match.conforms:
        yield Hit(case.document.file, {"file": case.document.file, "score": match.score, "missing": match.missing})


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
    """No sample text of the template stands in a field beside or below what was filled in.

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
