"""What a document is to what we know: the first match of repeat, revision, replacement, correction, new."""

# ruff: noqa: ANN401 - a builder takes any field of what it builds

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from intake.domain.document import Document
from intake.domain.judging.case import Relationship
from intake.domain.judging.corrections import places_kept, still_open
from intake.domain.judging.past import bearing, submitters_of, wanted, without
from intake.domain.judging.relations import relate
from intake.domain.mail import Mail
from intake.domain.meeting import Series
from intake.domain.rulebook import Policy, Rulebook
from intake.domain.submission import AcceptedFile, Contribution, HeldFile, OpenReturn, Snapshot, Version, Wanted
from intake.domain.verdict import Judged, Relation, Verdict
from tests.domain.cases import (
    DEADLINE,
    RECEIVED,
    address,
    contribution,
    cover,
    digest,
    document,
    judged,
    mail,
    meeting,
    rulebook,
)

STRANGER = mail(from_=(address("mallory@evil.example"),))
ASSISTANT = mail(from_=(address("new@example.org"),), sender=address("ADA@example.org"))
AFTER = DEADLINE + timedelta(days=1)
RETURN = OpenReturn(
    submission=2,
    reference="MV-26-0041",
    submitters=("ada@example.org",),
    meeting="2026-05-13",
    counts_from=RECEIVED,
    correct_until=DEADLINE + timedelta(days=1),
    receipt_ids=("<receipt@itu.int>",),
    stems=("draft paper",),
    title_keys=("avatarsandidentity",),
)
OTHER = replace(RETURN, submission=3, reference="MV-26-0042", receipt_ids=(), stems=("else",), title_keys=("else",))
HELD = HeldFile(digest("new.docx"), "MV-26-0002", 2, ("ada@example.org",))


def new(file: str = "new.docx", *, number: str | None = None, title: str = "Avatars and identity") -> Document:
    """A file that we have not seen, of another title than the registered one."""
    return document(file, cover=cover(doc_number=number, title=title))


def same(file: str = "new.docx", number: str | None = None) -> Document:
    """A file that we have not seen, with title and source of the registered contribution."""
    return document(file, cover=cover(doc_number=number))


def related(
    one: Document,
    *past: Contribution,
    sent: Mail | None = None,
    held: tuple[HeldFile, ...] = (),
    at: datetime = RECEIVED,
    book: Rulebook | None = None,
    place: OpenReturn | None = None,
) -> Relationship:
    known = Snapshot(past or (contribution(),), held)
    (found,) = relate([judged(one)], sent or mail(), book or rulebook(), known, at=at, kept=[place])
    return found


def told(found: Relationship) -> tuple[str, str | None, int, bool, bool]:
    return found.relation, found.of, found.revision, found.stranger, found.after_close


N12 = "JCA-MV-Doc-012"
ANOTHER = contribution(11, title_key="another", versions=())
REV2 = replace(contribution(), revision=1)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(related(document()), ("repeat", N12, 0, False, False), id="again"),
        pytest.param(
            related(same(), ANOTHER, contribution()), ("replacement", N12, 0, False, False), id="behind-another-title"
        ),
        pytest.param(
            related(same(), replace(contribution(11), withdrawn_at=RECEIVED), contribution()),
            ("replacement", N12, 0, False, False),
            id="behind-a-withdrawn-one",
        ),
        pytest.param(
            related(document(), sent=ASSISTANT), ("repeat", N12, 0, False, False), id="again-by-the-assistant"
        ),
        pytest.param(related(document(), sent=STRANGER), ("repeat", N12, 0, True, False), id="again-by-a-stranger"),
        pytest.param(related(document(), at=AFTER), ("repeat", N12, 0, False, False), id="again-after-the-deadline"),
        pytest.param(
            related(document(), sent=mail("Revised JCA-MV-Doc-012")),
            ("repeat", N12, 0, False, False),
            id="repeat-first",
        ),
        pytest.param(
            related(document("copy of it.docx", sha256=digest("input.docx"))),
            ("repeat", N12, 0, False, False),
            id="again-under-another-name",
        ),
        pytest.param(related(new(), held=(HELD,)), ("repeat", "MV-26-0002", 0, False, False), id="waits-already"),
        pytest.param(
            related(new(), held=(HELD,), sent=STRANGER), ("repeat", "MV-26-0002", 0, True, False), id="waits-of-another"
        ),
        pytest.param(
            related(document(), contribution(withdrawn_at=RECEIVED)), ("new", None, 0, False, False), id="withdrawn"
        ),
        pytest.param(related(new()), ("new", None, 0, False, False), id="new"),
        pytest.param(related(new(), place=RETURN), ("correction", None, 0, False, False), id="correction"),
        pytest.param(related(document(), place=RETURN), ("repeat", N12, 0, False, False), id="repeat-corrects-nothing"),
        pytest.param(related(new(number=f"{N12}-Rev1")), ("revision", N12, 1, False, False), id="by-number-cell"),
        pytest.param(related(new(number="12 R1")), ("revision", N12, 1, False, False), id="by-bare-number-cell"),
        pytest.param(related(new(f"{N12}-Rev1.docx")), ("revision", N12, 1, False, False), id="by-file-name"),
        pytest.param(
            related(new("JCA_MV_Doc_12_r1.docx")), ("revision", N12, 1, False, False), id="by-rough-file-name"
        ),
        pytest.param(
            related(new(), sent=mail("Revision of Doc 12")), ("revision", N12, 1, False, False), id="by-subject"
        ),
        pytest.param(
            related(new(), sent=mail("Replacement of Doc 12")),
            ("revision", N12, 1, False, False),
            id="replaces-by-subject",
        ),
        pytest.param(
            related(same(), sent=mail("Replacement of Doc 12")),
            ("replacement", N12, 0, False, False),
            id="replaces-by-subject-and-title",
        ),
        pytest.param(
            related(same(), sent=mail("Revised Doc 12")),
            ("revision", N12, 1, False, False),
            id="revised-with-same-title",
        ),
        pytest.param(
            related(new(), sent=mail(f"Re: [JCA-MV] Registered: {N12}-Rev1 - On worlds")),
            ("new", None, 0, False, False),
            id="our-own-subject-is-no-evidence",
        ),
        pytest.param(
            related(new(), sent=mail(in_reply_to=("<receipt@itu.int>",))),
            ("new", None, 0, False, False),
            id="thread-alone",
        ),
        pytest.param(related(new(number=N12)), ("new", None, 0, False, False), id="number-left-in-another-paper"),
        pytest.param(related(same(number=N12)), ("revision", N12, 1, False, False), id="number-and-title"),
        pytest.param(
            related(new(number=f"{N12}-Rev1"), REV2), ("revision", N12, 2, False, False), id="next-after-rev-1"
        ),
        pytest.param(
            related(new(number=f"{N12}-Rev1"), sent=STRANGER), ("revision", N12, 1, True, False), id="by-a-stranger"
        ),
        pytest.param(
            related(new(number=f"{N12}-Rev1"), at=AFTER), ("revision", N12, 1, False, True), id="revision-after-close"
        ),
        pytest.param(
            related(new(number=f"{N12}-Rev1"), contribution(posted_at=RECEIVED)),
            ("revision", N12, 1, False, True),
            id="revision-after-posting",
        ),
        pytest.param(related(same()), ("replacement", N12, 0, False, False), id="replacement"),
        pytest.param(related(same(), REV2), ("replacement", N12, 1, False, False), id="replacement-of-rev-1"),
        pytest.param(
            related(same(), sent=STRANGER), ("replacement", N12, 0, True, False), id="replacement-by-a-stranger"
        ),
        pytest.param(related(same(), at=DEADLINE), ("replacement", N12, 0, False, False), id="in-the-last-second"),
        pytest.param(related(same(), at=AFTER), ("revision", N12, 1, False, True), id="same-title-after-close"),
        pytest.param(
            related(same(), contribution(posted_at=RECEIVED)), ("revision", N12, 1, False, True), id="same-title-posted"
        ),
        pytest.param(
            related(same(), book=rulebook(policy=Policy(replace_before_posting="revision"))),
            ("revision", N12, 1, False, False),
            id="policy-revision",
        ),
        pytest.param(
            related(same(), contribution(meeting=None), at=AFTER), ("replacement", N12, 0, False, False), id="for-next"
        ),
        pytest.param(
            related(same(), contribution(meeting="2025-05-13")),
            ("new", None, 0, False, False),
            id="of-an-older-meeting",
        ),
        pytest.param(
            related(same(), at=datetime(2026, 5, 14, tzinfo=UTC)),
            ("new", None, 0, False, False),
            id="of-an-ended-meeting",
        ),
        pytest.param(
            related(document("new.docx", cover=cover(source=("KAIST",)))),
            ("new", None, 0, False, False),
            id="other-source",
        ),
        pytest.param(
            related(same(), contribution(withdrawn_at=RECEIVED)),
            ("new", None, 0, False, False),
            id="same-title-withdrawn",
        ),
        pytest.param(
            related(document("new.docx", cover=cover(title=None)), contribution(title_key="")),
            ("new", None, 0, False, False),
            id="no-title-is-not-the-same",
        ),
        pytest.param(
            related(same(number="JCA-MV-Doc-021-Rev1")),
            ("replacement", N12, 0, False, False),
            id="mistyped-but-same-title",
        ),
        pytest.param(
            related(same(number="ETRI-7 Rev 2")), ("replacement", N12, 0, False, False), id="own-number-but-same-title"
        ),
        pytest.param(
            related(new(f"{N12}-Rev1.docx", number="SG17-TD611")),
            ("revision", N12, 1, False, False),
            id="one-known-number",
        ),
    ],
)
def test_the_first_match_decides(found: Relationship, expected: tuple[str, str | None, int, bool, bool]) -> None:
    assert told(found) == expected
    assert found.unknown is None
    if found.relation in ("revision", "replacement"):
        assert found.contribution is not None
        assert found.contribution.label == found.of


@pytest.mark.parametrize(
    ("found", "label"),
    [
        pytest.param(related(new(number="JCA-MV-Doc-099-Rev1")), "JCA-MV-Doc-099", id="number-cell"),
        pytest.param(related(new("JCA-MV-Doc-099-Rev1.docx")), "JCA-MV-Doc-099", id="file-name"),
        pytest.param(related(new(), sent=mail("Revised Doc 99")), "JCA-MV-Doc-099", id="subject"),
        pytest.param(related(new(), sent=mail("Withdrawal of Doc 99")), "JCA-MV-Doc-099", id="withdrawal"),
        pytest.param(related(new(number="C 005 Rev.1")), "C 005 Rev.1", id="another-body"),
        pytest.param(
            related(new(number=f"{N12}-Rev1"), contribution(withdrawn_at=RECEIVED)), "JCA-MV-Doc-012", id="withdrawn"
        ),
        pytest.param(
            related(new(number=f"{N12}-Rev1"), contribution(series="td")), "JCA-MV-Doc-012", id="another-series"
        ),
    ],
)
def test_a_revision_of_what_nobody_was_given_is_unknown(found: Relationship, label: str) -> None:
    assert (found.relation, found.unknown, found.contribution) == ("revision", label, None)


@pytest.mark.parametrize("number", ["SG17-TD611", "JCA-MV-Doc-099", "7"])
def test_a_number_without_a_mark_is_only_noted(number: str) -> None:
    found = related(new(number=number))
    assert found.relation == "new"
    assert [one.place for one in found.claims] == ["number cell"]


def test_a_subject_speaks_of_one_document_only() -> None:
    documents = [judged(same("a.docx")), judged(new("b.docx"))]
    found = relate(documents, mail("Revised Doc 12"), rulebook(), Snapshot((contribution(),)), at=RECEIVED)
    assert [one.relation for one in found] == ["revision", "new"]


def claimed(cell: str | None = None, file: str = "new.docx", subject: str = "Our paper") -> Relationship:
    past = (contribution(12), contribution(13, title_key="other"), contribution(3, series="td", label="JCA-MV-TD-003"))
    series = (*rulebook().series, Series("td", "JCA-MV-TD-{number:03d}"))
    return related(new(file, number=cell), *past, sent=mail(subject), book=rulebook(series=series))


@pytest.mark.parametrize(
    ("found", "disagree"),
    [
        pytest.param(claimed("JCA-MV-Doc-012-Rev1", "JCA-MV-Doc-012-Rev1.docx", "Doc 12 Rev.1"), False, id="agree"),
        pytest.param(claimed("JCA-MV-Doc-012", "Doc 12 R1.docx", "Revised Doc 12"), False, id="other-spellings"),
        pytest.param(claimed("JCA-MV-Doc-012-Rev1", "JCA-MV-Doc-013-Rev1.docx"), True, id="cell-and-file-name"),
        pytest.param(claimed("JCA-MV-Doc-012", subject="Revised Doc 13"), True, id="cell-and-subject"),
        pytest.param(claimed(None, "JCA-MV-Doc-012.docx", "JCA-MV-Doc-013 Rev.1"), True, id="file-name-and-subject"),
        pytest.param(claimed("JCA-MV-Doc-012-Rev1", subject="Doc 12 Rev.2"), True, id="revisions"),
        pytest.param(claimed("JCA-MV-Doc-012", subject="Doc 12 Rev.2"), False, id="one-revision"),
        pytest.param(claimed("JCA-MV-Doc-013", subject="Revision of Doc 12 and Doc 13"), False, id="one-of-two"),
        pytest.param(claimed("SG17-C1000", subject="Doc 12 Rev.2"), False, id="number-of-another-body"),
        pytest.param(claimed("JCA-MV-TD-003-Rev1", subject="JCA-MV-Doc-012 Rev.1"), True, id="two-series"),
    ],
)
def test_numbers_that_disagree_are_no_guess(found: Relationship, disagree: bool) -> None:
    assert bool(found.disagree) is disagree
    if disagree:
        assert (found.relation, found.of, found.contribution) == ("new", None, None)


@pytest.mark.parametrize(
    ("found", "relation", "of"),
    [
        pytest.param(claimed("JCA-MV-Doc-099", "JCA-MV-Doc-012-Rev1.docx", "Doc 12 R1"), "revision", N12, id="agree"),
        pytest.param(claimed("17", "JCA-MV-Doc-012-Rev1.docx"), "revision", N12, id="file-name-revises"),
        pytest.param(claimed("JCA-MV-C-17", subject="Revised Doc 12"), "revision", N12, id="subject-revises"),
        pytest.param(claimed("JCA-MV-17"), "new", None, id="nothing-else-said"),
        pytest.param(claimed("JCA-MV-17", "JCA-MV-Doc-012.docx"), "new", None, id="nothing-revised"),
        pytest.param(claimed("JCA-MV-17", "JCA-MV-Doc-098.docx"), "new", None, id="two-own-numbers"),
        pytest.param(claimed("JCA-MV-Doc-012", "JCA-MV-17 paper.docx"), "new", None, id="own-number-as-file-name"),
    ],
)
def test_a_number_that_nobody_was_given_does_not_disagree(
    found: Relationship, relation: Relation, of: str | None
) -> None:
    assert (found.relation, found.of, found.disagree, found.unknown) == (relation, of, (), None)


@pytest.mark.parametrize(
    ("cell", "past", "disagree"),
    [
        pytest.param("JCA-MV-Doc-099", contribution(title_key="other"), False, id="own"),
        pytest.param("JCA-MV-Doc-099-Rev1", contribution(title_key="other"), True, id="revises-an-unknown-one"),
        pytest.param("JCA-MV-Doc-099-Rev1", contribution(), True, id="another-number-though-the-title-tells"),
        pytest.param("JCA-MV-Doc-013", contribution(), True, id="withdrawn"),
    ],
)
def test_only_what_may_be_meant_disagrees(cell: str, past: Contribution, disagree: bool) -> None:
    gone = contribution(13, title_key="gone", withdrawn_at=RECEIVED)
    found = related(same("JCA-MV-Doc-012-Rev1.docx", number=cell), past, gone)
    assert bool(found.disagree) is disagree
    if not disagree:
        assert told(found) == ("revision", N12, 1, False, False)


def test_the_subject_of_several_documents_does_not_disagree() -> None:
    files = [judged(new("JCA-MV-Doc-012-Rev1.docx")), judged(new("two.docx", title="Another"))]
    found = relate(files, mail("Doc 13 Rev.1"), rulebook(), Snapshot((contribution(),)), at=RECEIVED)
    assert [one.disagree for one in found] == [(), ()]


def test_a_file_that_we_have_is_a_repeat_whatever_it_says() -> None:
    one = document("JCA-MV-Doc-013.docx", sha256=digest("input.docx"), cover=cover(doc_number="JCA-MV-Doc-012"))
    assert related(one).relation == "repeat"
    assert not related(one).disagree


def test_a_number_of_another_series_is_revised() -> None:
    found = claimed("JCA-MV-TD-003-Rev1")
    assert (found.relation, found.of, found.revision) == ("revision", "JCA-MV-TD-003", 1)


def test_parts_and_supporting_files_are_nothing_of_their_own() -> None:
    documents = [judged(document()), judged(document(), role="part", main=0), judged(document(), role="supporting")]
    found = relate(documents, mail(), rulebook(), Snapshot((contribution(),)), at=RECEIVED)
    assert [one.relation for one in found] == ["repeat", "new", "new"]
    assert found[1] == Relationship()


def test_the_last_version_with_a_file_is_the_one_repeated() -> None:
    file = (AcceptedFile(digest("input.docx"), "input.docx", "contribution"),)
    versions = tuple(Version(number, 0, number, file, RECEIVED) for number in (0, 1))
    assert related(document(), contribution(revision=1, versions=versions)).revision == 1


def test_what_the_store_has_to_look_up() -> None:
    documents = [judged(same(number="Doc 12 Rev 1")), judged(new("b.docx", number="SG17-TD611"))]
    found = wanted(documents, mail("Revised Doc 7"), rulebook())
    assert found.numbers == (7, 12)
    assert found.title_keys == ("avatarsandidentity", "ontheinteroperabilityofvirtualworlds")
    assert found.digests == tuple(sorted((digest("new.docx"), digest("b.docx"))))
    assert found.submitters == ("ada@example.org",)


def test_from_and_sender_submit() -> None:
    assert submitters_of(ASSISTANT) == ("new@example.org", "ada@example.org")
    assert submitters_of(mail(from_=())) == ()
    stranger = mail(from_=STRANGER.from_, sender=address("ada@example.org"))
    assert submitters_of(stranger) == ("mallory@evil.example",)


def test_a_submission_is_judged_again_as_if_it_had_not_come() -> None:
    versions = (*contribution().versions, Version(1, 0, 2, (), RECEIVED))
    past = Snapshot((contribution(revision=1, versions=versions), contribution(13, submission=2)), (HELD,), (RETURN,))
    before = without(past, 2)
    assert [(one.number, one.revision, len(one.versions)) for one in before.contributions] == [(12, 0, 1)]
    assert (before.held, before.returns) == ((), ())


def test_what_waits_since_a_later_mail_is_none_of_its_past() -> None:
    past = Snapshot((), tuple(replace(HELD, submission=one) for one in (4, 6)), (replace(RETURN, submission=6),))
    before = without(past, 5)
    assert ([one.submission for one in before.held], before.returns) == ([4], ())


UNLIKE = document("other.docx", cover=cover(title="Something else"))
LIKE = document("Draft paper.docx", cover=cover(title="Something else"))


def places(documents: list[Judged], *returns: OpenReturn, sent: Mail | None = None, **changes: Any) -> list[str | None]:
    """The references of the returns whose place each document keeps, at an instant after the deadline."""
    usual: dict[str, Any] = {"meeting": meeting(), "received_at": AFTER}
    known = Snapshot(returns=returns or (OTHER, RETURN))
    found = places_kept(documents, sent or mail(), known, **(usual | changes))
    return [one.reference if one else None for one in found]


def corrected(one: Document = UNLIKE, *returns: OpenReturn, sent: Mail | None = None, **changes: Any) -> str | None:
    return places([judged(one)], *returns, sent=sent, **changes)[0]


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        pytest.param(corrected(), None, id="two-open-and-nothing-fits"),
        pytest.param(corrected(sent=mail(in_reply_to=("<receipt@itu.int>",))), "MV-26-0041", id="in-reply-to"),
        pytest.param(corrected(sent=mail(references=("<x@y>", "<receipt@itu.int>"))), "MV-26-0041", id="references"),
        pytest.param(corrected(sent=mail("RE: please correct mv-26-0041")), "MV-26-0041", id="reference-in-subject"),
        pytest.param(corrected(sent=mail("MV-26-00417")), None, id="a-longer-reference"),
        pytest.param(corrected(document("Draft Paper.docx", cover=cover(title="x"))), "MV-26-0041", id="stem"),
        pytest.param(corrected(new("x.docx")), "MV-26-0041", id="title"),
        pytest.param(
            corrected(new("x.docx"), sent=mail("Correction of MV-26-0042")), "MV-26-0042", id="answer-before-title"
        ),
        pytest.param(corrected(UNLIKE, RETURN), None, id="the-only-open-one-is-no-reason"),
        pytest.param(corrected(LIKE, RETURN, sent=STRANGER), None, id="a-stranger"),
        pytest.param(corrected(LIKE, RETURN, sent=ASSISTANT), "MV-26-0041", id="the-assistant"),
        pytest.param(corrected(LIKE, RETURN, meeting=meeting(id="2027-01-01")), None, id="another-meeting"),
        pytest.param(corrected(LIKE, RETURN, meeting=None), None, id="no-meeting"),
        pytest.param(corrected(LIKE, RETURN, received_at=RETURN.correct_until), "MV-26-0041", id="last-second"),
        pytest.param(
            corrected(LIKE, RETURN, received_at=RETURN.correct_until + timedelta(seconds=1)), None, id="too-late"
        ),
    ],
)
def test_a_correction_finds_its_return(reference: str | None, expected: str | None) -> None:
    assert reference == expected


NEW_TITLE = document("Draft paper.docx", cover=cover(title="Quite another paper"))


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        pytest.param(corrected(UNLIKE, RETURN, received_at=RECEIVED), None, id="its-own-stem-and-title"),
        pytest.param(
            corrected(UNLIKE, RETURN, received_at=RECEIVED, sent=mail(in_reply_to=("<receipt@itu.int>",))),
            None,
            id="as-an-answer",
        ),
        pytest.param(corrected(NEW_TITLE, RETURN, received_at=RECEIVED), None, id="same-stem-another-title"),
        pytest.param(corrected(new("x.docx"), RETURN, received_at=RECEIVED), "MV-26-0041", id="same-title"),
        pytest.param(
            corrected(NEW_TITLE, replace(RETURN, title_keys=()), received_at=RECEIVED),
            "MV-26-0041",
            id="same-stem-of-a-file-without-a-cover",
        ),
    ],
)
def test_a_paper_in_time_takes_no_place_of_another(reference: str | None, expected: str | None) -> None:
    assert reference == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(
            places([judged(UNLIKE), judged(LIKE)], RETURN), [None, "MV-26-0041"], id="the-one-that-is-like-it"
        ),
        pytest.param(
            places([judged(UNLIKE), judged(LIKE)], RETURN, sent=mail(in_reply_to=("<receipt@itu.int>",))),
            [None, "MV-26-0041"],
            id="also-in-an-answer",
        ),
        pytest.param(places([judged(UNLIKE), judged(document("third.docx"))], RETURN), [None, None], id="none"),
        pytest.param(
            places([judged(LIKE), judged(document("else.docx"))], RETURN, OTHER),
            ["MV-26-0041", "MV-26-0042"],
            id="both",
        ),
        pytest.param(places([judged(LIKE), judged(new("x.docx"))], RETURN), ["MV-26-0041", None], id="each-place-once"),
    ],
)
def test_of_several_documents_only_the_returned_one_keeps_the_place(
    found: list[str | None], expected: list[str | None]
) -> None:
    assert found == expected


def test_what_is_held_for_its_format_is_followed_by_the_same_file_only() -> None:
    held = replace(RETURN, held=True)
    assert corrected(UNLIKE, held) is None
    assert corrected(document("Draft Paper.docx", cover=cover(title="x")), held) == "MV-26-0041"
    assert corrected(UNLIKE, held, sent=mail(in_reply_to=("<receipt@itu.int>",))) == "MV-26-0041"


def test_each_returned_document_stays_open_until_its_own_correction() -> None:
    one, two = (judged(document(f"{name}.docx", cover=cover(title=name)), disposition="return") for name in "ab")
    returned = Verdict("submission", "return", documents=(one, two))
    fixed = replace(one, relation="correction", corrects="MV-26-0041", disposition="accept")
    renamed = judged(document("c.docx", cover=cover(title="c")), relation="correction", corrects="MV-26-0041")
    assert still_open(returned, "MV-26-0041", []) == [0, 1]
    assert still_open(returned, "MV-26-0041", [Verdict("submission", "accept", documents=(fixed,))]) == [1]
    assert still_open(returned, "MV-26-0041", [Verdict("submission", "accept", documents=(fixed, renamed))]) == []


def test_a_mail_without_a_contribution_corrects_nothing() -> None:
    supporting: list[Judged] = [judged(LIKE, role="supporting")]
    assert places(supporting, RETURN) == [None]


def test_a_kind_without_a_deadline_stays_open_until_the_meeting_ends() -> None:
    book = rulebook(meetings=(meeting(deadlines=(), last_day=date(2026, 5, 14)),))
    assert related(same(), at=datetime(2026, 5, 14, 20, tzinfo=UTC), book=book).relation == "replacement"
    assert related(same(), at=datetime(2026, 5, 14, 22, tzinfo=UTC), book=book).relation == "new"


def test_a_decision_keeps_only_the_versions_that_bear_on_it() -> None:
    files = [AcceptedFile(digest * 64, f"{digest}.docx", "contribution") for digest in "abc"]
    at = datetime(2026, 4, 30, tzinfo=UTC)
    versions = tuple(Version(0, number, number + 1, (file,), at) for number, file in enumerate(files))
    known = Snapshot(contributions=(replace(contribution(), versions=versions, revision=3),))
    (kept,) = bearing(known, Wanted(digests=("b" * 64,))).contributions
    assert (kept.versions, kept.revision) == (versions[1:], 3)
    (none,) = bearing(known, Wanted(digests=("d" * 64,))).contributions
    assert (none.versions, none.revision) == ((), 3)
