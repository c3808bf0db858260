"""From a reading to a verdict: dispositions of documents and mail, and that judging is repeatable and never raises."""

# ruff: noqa: ANN401 - a builder takes any field of what it builds

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.checks import REGISTRY
from intake.domain.document import Document, FileReading, Reading, Word
from intake.domain.judging.case import Case, Check, Checks
from intake.domain.judging.judge import Prepared, Receipted, judge, prepare, valid_profiles
from intake.domain.judging.roles import assign
from intake.domain.mail import Mail, Problem, Report
from intake.domain.rulebook import Policy, Rule, Rulebook, Variant
from intake.domain.submission import HeldFile, OpenReturn, Snapshot, Wanted
from intake.domain.verdict import Disposition, Hit, Params, Severity, Verdict
from tests.domain.cases import (
    DEADLINE,
    OFF_TEMPLATE,
    RECEIVED,
    address,
    attachment,
    contribution,
    cover,
    default_rules,
    digest,
    document,
    mail,
    meeting,
    other_file,
    profile,
    rulebook,
    stamps,
)

Found = dict[str, tuple[int | None, ...]]
"""What the checks of a test see: the id of a check, and the documents in which it hits (None = the mail)."""

SCOPES = {"TPL": "contribution", "COV": "contribution", "ENV": "mail"}


def checks(found: Found) -> Checks:
    def checked(check_id: str, wanted: tuple[int | None, ...]) -> Check:
        def look(case: Case, _: Params) -> Iterator[Hit]:
            if case.index in wanted:
                yield Hit(at=f"{case.index}")

        scope: Any = SCOPES.get(check_id[:3], "any")
        usual = REGISTRY.get(check_id) or Check(check_id, scope, look, "", "", "")
        return replace(usual, scope=scope, look=look)

    return {check_id: checked(check_id, wanted) for check_id, wanted in found.items()}


def prepared(*documents: Document, sent: Mail | None = None, book: Rulebook | None = None, **changes: Any) -> Prepared:
    reading = Reading("raw", 1_000, "1", sent or mail())
    usual = Prepared(reading, book or rulebook(), assign(documents), meeting(), Wanted())
    return replace(usual, **changes)


def verdict(
    *documents: Document,
    found: Found | None = None,
    known: Snapshot | None = None,
    at: datetime = RECEIVED,
    looking: Checks | None = None,
    **changes: Any,
) -> Verdict:
    receipted = Receipted(at, "internaldate", stamps(at))
    looking = checks(found or {}) if looking is None else looking
    return judge(prepared(*documents, **changes), receipted, known or Snapshot(), looking, loop_token="loop")


def told(one: Verdict) -> tuple[Disposition, list[Disposition | None]]:
    return one.disposition, [each.disposition for each in one.documents]


A, B, C = document("a.docx"), document("b.docx", cover=cover(title="B")), document("c.docx", cover=cover(title="C"))
OFF, OFF_TOO = document("off.docx", template=OFF_TEMPLATE), document("too.docx", template=OFF_TEMPLATE)
MARKED = document("a_marked.docx")
DOC, PDF, CRASHED = other_file("old.doc", "doc"), other_file("a.pdf", "pdf"), other_file("x.docx", "docx", "killed")
SCAN = other_file("scan.jpg", "image")
IN_REPORT = document("a.docx", depth=1)

VACATION = mail(automatic=(("auto-submitted", "auto-replied"),))
LIST = mail(automatic=(("list-id", "<x.example.org>"),))
BOUNCE = mail(report=Report("delivery"))
OWN = mail(loop_tokens=("loop",))
NO_REPLY = mail(from_=(address("no-reply@example.org"),))
TEXT = mail("Re: registered", text="When is the meeting?")
THANKS = mail("Re: registered", text="Thank you very much!")
EMPTY = mail("", text="")


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(verdict(A), ("accept", ["accept"]), id="nothing-found"),
        pytest.param(verdict(A, found={"COV-003": (0,)}), ("accept", ["accept"]), id="repair"),
        pytest.param(verdict(A, found={"TPL-003": (0,)}), ("accept", ["accept"]), id="warning"),
        pytest.param(verdict(A, found={"COV-002": (0,)}), ("return", ["return"]), id="error"),
        pytest.param(verdict(A, found={"TIM-001": (0,)}), ("hold", ["hold"]), id="hold"),
        pytest.param(verdict(A, found={"COV-002": (0,), "TIM-001": (0,)}), ("hold", ["hold"]), id="error-and-hold"),
        pytest.param(verdict(A, B), ("accept", ["accept", "accept"]), id="two"),
        pytest.param(
            verdict(A, B, found={"COV-002": (1,)}), ("accept", ["accept", "return"]), id="a-bad-one-blocks-none"
        ),
        pytest.param(verdict(A, B, found={"TIM-001": (1,)}), ("hold", ["accept", "hold"]), id="accept-and-hold"),
        pytest.param(
            verdict(A, B, found={"COV-002": (0,), "TIM-001": (1,)}), ("hold", ["return", "hold"]), id="return-and-hold"
        ),
        pytest.param(
            verdict(A, B, C, found={"COV-002": (0,), "TIM-001": (1,)}),
            ("hold", ["return", "hold", "accept"]),
            id="all-three",
        ),
        pytest.param(verdict(A, B, found={"COV-002": (0, 1)}), ("return", ["return", "return"]), id="two-returned"),
        pytest.param(verdict(A, B, found={"ENV-008": (None,)}), ("hold", ["hold", "hold"]), id="held-as-a-whole"),
        pytest.param(
            verdict(A, B, found={"ENV-001": (None,)}), ("return", ["return", "return"]), id="returned-as-a-whole"
        ),
        pytest.param(
            verdict(A, OFF, found={"FIL-002": (1,)}), ("accept", ["accept", None]), id="error-beside-is-softened"
        ),
        pytest.param(verdict(A, DOC, found={"FIL-001": (1,)}), ("hold", ["accept", "hold"]), id="hold-beside-holds"),
        pytest.param(
            verdict(OFF, OFF_TOO, found={"TPL-001": (0,)}), ("accept", ["return", "accept"]), id="none-conforms"
        ),
        pytest.param(
            verdict(OFF, PDF, found={"TPL-001": (0,)}), ("return", ["return", None]), id="pdf-beside-a-returned"
        ),
        pytest.param(verdict(A, MARKED), ("accept", ["accept", "accept"]), id="a-part"),
        pytest.param(verdict(A, MARKED, found={"COV-002": (0,)}), ("return", ["return", "return"]), id="part-follows"),
        pytest.param(
            verdict(A, MARKED, found={"COV-002": (1,)}), ("accept", ["accept", "accept"]), id="part-is-softened"
        ),
        pytest.param(verdict(A, MARKED, found={"FIL-007": (1,)}), ("hold", ["accept", "hold"]), id="part-is-held"),
        pytest.param(verdict(CRASHED), ("hold", ["hold"]), id="our-reader-failed"),
        pytest.param(verdict(A, CRASHED), ("hold", ["accept", "hold"]), id="our-reader-failed-beside"),
        pytest.param(
            verdict(sent=mail(problems=(Problem("killed"),))), ("hold", []), id="our-reader-failed-on-the-mail"
        ),
        pytest.param(verdict(sent=TEXT), ("question", []), id="question"),
        pytest.param(verdict(sent=THANKS), ("ignore", []), id="thanks"),
        pytest.param(verdict(sent=TEXT, found={"ENV-001": (None,)}), ("question", []), id="a-question-is-not-checked"),
        pytest.param(verdict(sent=EMPTY, found={"ENV-001": (None,)}), ("return", []), id="empty"),
        pytest.param(
            verdict(sent=EMPTY, found={"ENV-009": (None,), "ENV-001": (None,)}), ("hold", []), id="empty-from-none"
        ),
        pytest.param(
            verdict(SCAN, found={"ENV-001": (None,)}),
            ("return", [None]),
            id="only-a-picture",
        ),
        pytest.param(verdict(sent=VACATION), ("ignore", []), id="vacation"),
        pytest.param(verdict(OFF, sent=VACATION), ("ignore", ["ignore"]), id="vacation-with-a-letter"),
        pytest.param(verdict(A, sent=VACATION), ("hold", ["hold"]), id="vacation-with-a-contribution"),
        pytest.param(verdict(A, MARKED, sent=VACATION), ("hold", ["hold", "hold"]), id="vacation-with-parts"),
        pytest.param(verdict(CRASHED, sent=VACATION), ("hold", ["hold"]), id="vacation-that-we-failed-on"),
        pytest.param(
            verdict(sent=replace(VACATION, problems=(Problem("killed"),))), ("hold", []), id="vacation-that-killed"
        ),
        pytest.param(verdict(sent=LIST), ("ignore", []), id="list"),
        pytest.param(verdict(OFF, sent=LIST), ("ignore", ["ignore"]), id="list-with-a-letter"),
        pytest.param(verdict(A, sent=LIST), ("accept", ["accept"]), id="list-with-a-contribution"),
        pytest.param(verdict(A, sent=LIST, found={"COV-002": (0,)}), ("hold", ["hold"]), id="list-with-an-error"),
        pytest.param(verdict(A, sent=LIST, found={"TIM-001": (0,)}), ("hold", ["hold"]), id="list-late"),
        pytest.param(verdict(sent=BOUNCE), ("ignore", []), id="bounce"),
        pytest.param(verdict(A, sent=BOUNCE), ("hold", ["hold"]), id="bounce-with-a-contribution"),
        pytest.param(verdict(IN_REPORT, sent=BOUNCE), ("ignore", ["ignore"]), id="bounce-with-the-returned-copy"),
        pytest.param(verdict(A, sent=OWN), ("ignore", ["ignore"]), id="our-own"),
        pytest.param(verdict(A, CRASHED, sent=OWN), ("ignore", ["ignore", None]), id="our-own-that-we-failed-on"),
        pytest.param(verdict(sent=NO_REPLY), ("ignore", []), id="no-reply"),
        pytest.param(verdict(OFF, sent=NO_REPLY), ("hold", ["hold"]), id="no-reply-with-any-document"),
        pytest.param(
            verdict(sent=replace(NO_REPLY, links=("x.sharepoint.com",))), ("hold", []), id="share-notice-for-a-person"
        ),
    ],
)
def test_what_becomes_of_documents_and_mail(
    one: Verdict, expected: tuple[Disposition, list[Disposition | None]]
) -> None:
    assert told(one) == expected


@pytest.mark.parametrize(
    ("severity", "conforms", "expected"),
    [("error", True, "warning"), ("error", False, "warning"), ("hold", True, "hold"), ("repair", True, "repair")],
)
def test_errors_of_a_file_beside_another_are_warnings(severity: Severity, conforms: bool, expected: Severity) -> None:
    book = rulebook(rules=default_rules() | {"FIL-002": Rule("FIL-002", severity, "all")})
    first = A if conforms else OFF
    one = verdict(first, PDF, found={"FIL-002": (0, 1)}, book=book)
    assert [each.severity for each in one.findings] == [severity, expected]


def raising(case: Case, _: Params) -> Iterator[Hit]:
    if case.index == 1:
        raise ZeroDivisionError
    yield Hit()


def test_a_check_that_raises_is_our_fault() -> None:
    one = verdict(A, B, looking={"COV-004": Check("COV-004", "contribution", raising, "", "", "")})
    assert told(one) == ("hold", ["accept", "hold"])
    assert [(each.id, each.document, each.severity, each.reply) for each in one.findings] == [
        ("COV-004", 0, "repair", "all"),
        ("SYS-001", 1, "hold", "neutral"),
    ]
    assert one.findings[1].facts == {"why": "crashed", "detail": "ZeroDivisionError"}


def test_a_check_that_is_off_does_not_look() -> None:
    book = rulebook(rules=default_rules() | {"COV-004": Rule("COV-004", "off", "all")})
    assert verdict(A, B, looking={"COV-004": Check("COV-004", "mail", raising, "", "", "")}, book=book).findings == ()


@pytest.mark.parametrize(
    ("scope", "looked_at"),
    [
        ("mail", [None]),
        ("document", [0, 1, 2]),
        ("contribution", [0, 1]),
        ("any", [None, 0, 1, 2]),
    ],
)
def test_a_check_looks_at_what_its_scope_says(scope: Any, looked_at: list[int | None]) -> None:
    seen: list[int | None] = []

    def look(case: Case, _: Params) -> Iterator[Hit]:
        seen.append(case.index)
        return iter(())

    verdict(A, MARKED, OFF, looking={"COV-004": Check("COV-004", scope, look, "", "", "")})
    assert seen == looked_at


def test_findings_stand_in_the_order_in_which_a_person_wants_them() -> None:
    one = verdict(A, B, found={"TPL-003": (1, 0), "COV-003": (1,), "ENV-007": (None,)})
    assert [(each.document, each.id) for each in one.findings] == [
        (None, "ENV-007"),
        (0, "TPL-003"),
        (1, "TPL-003"),
        (1, "COV-003"),
    ]


@pytest.mark.parametrize(("profiles", "expected"), [((), "hold"), ((profile(),), "return")])
def test_without_a_template_an_empty_source_or_title_is_held(profiles: Any, expected: Disposition) -> None:
    one = verdict(OFF, found={"COV-001": (0,), "COV-002": (0,)}, book=rulebook(profiles=profiles))
    assert one.disposition == expected


REPEAT = replace(A, sha256=digest("input.docx"))
STRANGER = mail(from_=(address("mallory@evil.example"),))
KNOWN = Snapshot((contribution(),))
HELD = Snapshot(held=(HeldFile(A.sha256, "MV-26-0002", 2, ("ada@example.org",)),))


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(verdict(REPEAT, known=KNOWN), ("accept", "JCA-MV-Doc-012", 0), id="repeat"),
        pytest.param(
            verdict(REPEAT, known=KNOWN, found={"TPL-001": (0,), "TIM-001": (0,), "FIL-001": (0,)}),
            ("accept", "JCA-MV-Doc-012", 0),
            id="what-was-settled-is-not-asked-again",
        ),
        pytest.param(
            verdict(REPEAT, known=KNOWN, sent=STRANGER, found={"REV-001": (0,)}), ("hold", None, 0), id="by-a-stranger"
        ),
        pytest.param(verdict(REPEAT, known=KNOWN, found={"SYS-001": (0,)}), ("hold", None, 0), id="our-failure-holds"),
        pytest.param(verdict(A, known=HELD), ("hold", None, 0), id="waits-already"),
        pytest.param(
            verdict(document("r.docx", cover=cover(doc_number="12 Rev 1")), known=KNOWN),
            ("accept", "JCA-MV-Doc-012", 1),
            id="revision",
        ),
        pytest.param(
            verdict(document("r.docx", cover=cover(doc_number="12 Rev 1")), known=KNOWN, found={"COV-001": (0,)}),
            ("return", None, 0),
            id="a-revision-that-is-returned",
        ),
        pytest.param(verdict(A, known=KNOWN), ("accept", "JCA-MV-Doc-012", 0), id="replacement"),
    ],
)
def test_a_known_number_is_told_where_the_document_is_accepted(
    one: Verdict, expected: tuple[Disposition, str | None, int]
) -> None:
    (only,) = one.documents
    assert (only.disposition, only.number, only.revision) == expected


AFTER = DEADLINE + timedelta(hours=1)
RETURN = OpenReturn(2, "MV-26-0041", ("ada@example.org",), "2026-05-13", RECEIVED, AFTER, (), ("a",), ())


@pytest.mark.parametrize(
    ("one", "corrects", "counts_from", "late"),
    [
        pytest.param(verdict(A), None, RECEIVED, 0, id="in-time"),
        pytest.param(verdict(A, at=DEADLINE), None, DEADLINE, 0, id="last-second"),
        pytest.param(verdict(A, at=AFTER), None, AFTER, 3600, id="late"),
        pytest.param(
            verdict(A, at=AFTER, known=Snapshot(returns=(RETURN,))), "MV-26-0041", RECEIVED, 0, id="place-is-kept"
        ),
        pytest.param(
            verdict(REPEAT, at=AFTER, known=Snapshot((contribution(),), returns=(RETURN,))),
            None,
            AFTER,
            0,
            id="a-repeat-corrects-nothing-and-is-not-late",
        ),
        pytest.param(
            verdict(document("r.docx", cover=cover(doc_number="12 R1")), at=AFTER, known=KNOWN),
            None,
            AFTER,
            0,
            id="a-revision-is-not-late",
        ),
        pytest.param(
            verdict(
                document("r.docx", cover=cover(doc_number="12 R1")),
                at=AFTER,
                known=KNOWN,
                book=rulebook(policy=Policy(revisions_until="deadline")),
            ),
            None,
            AFTER,
            3600,
            id="unless-revisions-end-with-the-call",
        ),
        pytest.param(verdict(A, at=AFTER, meeting=None), None, AFTER, 0, id="for-next"),
        pytest.param(verdict(at=AFTER, sent=TEXT), None, AFTER, 0, id="no-document"),
    ],
)
def test_lateness_is_judged_by_what_counts(
    one: Verdict, corrects: str | None, counts_from: datetime, late: int
) -> None:
    assert (one.corrects, one.counts_from, one.late_by) == (corrects, counts_from, late)
    assert (one.deadline is not None) or late == 0


def test_the_groups_own_mailbox_counts_as_addressed_even_by_blind_copy() -> None:
    seen: list[tuple[str, ...]] = []

    def look(case: Case, _: Params) -> Iterator[Hit]:
        seen.append(case.addressed)
        return iter(())

    looking = {"ENV-007": Check("ENV-007", "mail", look, "", "", "")}
    verdict(A, sent=mail(to=(address("tsbjcadcc@itu.int"),)), looking=looking)
    assert seen == [("jca-mv", "jca-dcc")]


def reading(*files: FileReading, sent: Mail | None = None) -> Reading:
    attached = tuple(attachment(f"{one.sha256}.docx", sha256=one.sha256) for one in files)
    return Reading("raw", 1_000, "1", replace(sent or mail(), attachments=attached), files)


def test_every_attached_file_becomes_a_document() -> None:
    files = (FileReading("1", 10, "docx", Word(paragraphs=("Dear all",))), FileReading("2", 20, "image"))
    one = prepare(reading(*files), rulebook(), RECEIVED)
    assert [(each.document.sha256, each.role) for each in one.documents] == [("1", "contribution"), ("2", "supporting")]
    assert one.documents[0].document.opening == "Dear all"
    assert not one.documents[0].document.template.conforms
    assert one.wanted.digests == ("1", "2")


LATER = meeting(id="2026-11-11", first_day=date(2026, 11, 11), last_day=date(2026, 11, 11))


@pytest.mark.parametrize(
    ("subject", "at", "expected"),
    [
        ("Contribution", RECEIVED, "2026-05-13"),
        ("Contribution", datetime(2026, 5, 13, 21, 59, tzinfo=UTC), "2026-05-13"),
        ("Contribution", datetime(2026, 5, 13, 22, 0, tzinfo=UTC), "2026-11-11"),
        ("Contribution to the meeting of 2026-11-11", RECEIVED, "2026-11-11"),
        ("From 2026-05-13 to 2026-11-11", RECEIVED, "2026-05-13"),
        ("Contribution", datetime(2026, 12, 1, tzinfo=UTC), None),
    ],
)
def test_the_meeting_follows_from_time_and_name(subject: str, at: datetime, expected: str | None) -> None:
    book = rulebook(meetings=(LATER, meeting()))
    one = prepare(reading(sent=mail(subject)), book, at)
    assert (one.meeting.id if one.meeting else None) == expected


def test_a_meeting_may_have_rules_and_policy_of_its_own() -> None:
    own = Variant({"TIM-001": Rule("TIM-001", "error", "all")}, Policy(late="reject"))
    book = rulebook(variants={"2026-05-13": own})
    assert prepare(reading(), book, RECEIVED).rulebook.policy.late == "reject"
    assert prepare(reading(), book, datetime(2026, 6, 1, tzinfo=UTC)).rulebook.policy.late == "hold"


@pytest.mark.parametrize(
    ("profiles", "expected"),
    [
        ([profile(id="a"), profile(id="b")], ["a", "b"]),
        ([profile(id="a", valid_from=date(2026, 4, 30)), profile(id="b", valid_from=date(2026, 4, 29))], ["b"]),
        ([profile(id="a", accept_until=date(2026, 4, 28)), profile(id="b", accept_until=date(2026, 4, 29))], ["b"]),
        ([profile(id="a", example=True)], ["a"]),
        ([profile(id="a", example=True), profile(id="b")], ["b"]),
        ([profile(id="a", example=True), profile(id="b", valid_from=date(2027, 1, 1))], ["a"]),
        ([], []),
    ],
)
def test_the_templates_of_the_day_are_valid(profiles: Any, expected: list[str]) -> None:
    assert [one.id for one in valid_profiles(rulebook(profiles=tuple(profiles)), RECEIVED)] == expected


def test_a_day_begins_at_midnight_in_the_zone_of_the_group() -> None:
    book = rulebook(profiles=(profile(valid_from=date(2026, 4, 30)),))
    assert len(valid_profiles(book, datetime(2026, 4, 29, 22, 0, tzinfo=UTC))) == 1
    assert valid_profiles(book, datetime(2026, 4, 29, 21, 59, tzinfo=UTC)) == ()


DOCUMENTS = st.sampled_from([A, B, C, MARKED, OFF, DOC, PDF, CRASHED, IN_REPORT, REPEAT, other_file("", "image")])
MAILS = st.sampled_from(
    [mail(), mail(from_=()), STRANGER, VACATION, LIST, BOUNCE, OWN, NO_REPLY, mail("Revised Doc 12"), TEXT]
)
PASTS = st.sampled_from([Snapshot(), KNOWN, HELD, Snapshot(returns=(RETURN,))])


@settings(max_examples=200)
@given(st.lists(DOCUMENTS, max_size=4), MAILS, PASTS, st.sampled_from([RECEIVED, DEADLINE, AFTER]))
def test_judging_is_repeatable_and_never_fails(
    documents: list[Document], sent: Mail, known: Snapshot, at: datetime
) -> None:
    one = verdict(*documents, sent=sent, known=known, at=at, looking=REGISTRY)
    assert one == verdict(*documents, sent=sent, known=known, at=at, looking=REGISTRY)
    assert not [each for each in one.findings if "detail" in each.facts and each.id == "SYS-001"]
    line = {each.disposition for each in one.documents} - {None}
    if line:
        assert one.disposition == next(each for each in ("hold", "accept", "return", "ignore") if each in line)
    for each in one.documents:
        assert each.number is None or each.disposition == "accept"
        assert each.role in ("contribution", "part") or each.disposition in (None, "hold")
        assert each.disposition != "return" or one.route == "submission"
