"""REV: what the document is to what we know."""

from collections.abc import Iterator

from intake.checks.registry import check
from intake.domain.judging.case import Case, Relationship
from intake.domain.numbers.revisions import Mark, revision_label
from intake.domain.verdict import Hit, Params

_CALLED: dict[Mark, str] = {"Rev": "revision", "Cor": "corrigendum", "Add": "addendum"}


def _related(case: Case) -> Relationship:
    """The relationship of a contribution to the group's past; a file beside one has none of its own."""
    return case.relationship if case.judged.role == "contribution" else Relationship()


@check("REV-001", means=("stranger",))
def its_submitter_sends_it(case: Case, _: Params) -> Iterator[Hit]:
    """A revision, a replacement or the same file again comes from a submitter or a contact of the document.

    Why: nobody else may change a registered document, or learn its number. See: Rec. ITU-T A.1, clause 3.1.
    """
    related = _related(case)
    if related.stranger and not case.mail.doubted:
        yield Hit("sender", {"relation": related.relation})


@check("REV-002")
def it_comes_before_the_close(case: Case, _: Params) -> Iterator[Hit]:
    """A revision is received before the call closes and before its document is posted.

    Why: members may have read the earlier version already. See: Rec. ITU-T A.1, clause 3.2.
    """
    related = _related(case)
    if related.relation == "revision" and related.after_close and related.contribution:
        called = _CALLED[related.mark]
        number, revision = related.contribution.label, related.revision
        yield Hit("time of receipt", {"number": number, "revision": revision, "kind": called})


@check("REV-003")
def the_number_is_known(case: Case, _: Params) -> Iterator[Hit]:
    """A revision or a withdrawal names a number that somebody was given.

    Why: the document may belong to another group, or the number be mistyped. See: Rec. ITU-T A.1, clause 3.2.
    """
    related = _related(case)
    if related.unknown:
        place = next((one.place for one in related.claims if one.label == related.unknown), "mail")
        yield Hit(place, {"number": related.unknown})


@check("REV-004")
def it_says_one_number(case: Case, _: Params) -> Iterator[Hit]:
    """Subject, file name and number cell name one and the same document, and one revision of it.

    Why: a revision of one paper would otherwise take the place of another. See: Rec. ITU-T A.1, clause 3.2.
    """
    said = {revision_label(one.label, one.revision or 0, one.mark): one.place for one in _related(case).disagree}
    if len(said) > 1:
        (number, place), (other, second_place) = list(said.items())[:2]
        yield Hit(place, {"number": number, "other": other, "second_place": second_place})


@check("REV-005")
def it_is_the_version_in_force(case: Case, _: Params) -> Iterator[Hit]:
    """The same file again is the version of its document that counts.

    Why: whoever sends an earlier version may believe that it takes the place of the later one.
    See: docs/contributors.md, "What a document is to what we know".
    """
    related = _related(case)
    if related.in_force and related.contribution and not related.stranger:
        own = revision_label(related.contribution.label, related.revision, related.mark)
        kind = "replaced" if related.in_force == own else "earlier"
        yield Hit(case.document.file, {"in_force": related.in_force, "kind": kind})


@check("REV-006", means=("stranger", "unconfirmed"))
def its_submitter_is_confirmed(case: Case, _: Params) -> Iterator[Hit]:
    """A revision, a replacement or the same file again comes from a sender whom our mail server confirms.

    Why: anybody can write a submitter's address into From. See: RFC 8601, section 1.5, and RFC 7489, section 3.1.
    """
    related = _related(case)
    if related.stranger and case.mail.doubted:
        yield Hit("sender", {"relation": related.relation})
