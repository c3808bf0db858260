"""Whether a Decision is answered, and what the answer may say (docs/contributors.md)."""

# ruff: noqa: ANN401 - a builder takes any field of what it builds

from dataclasses import replace
from datetime import timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.answering.answer import Answer, answer, over_cap
from intake.domain.answering.files import plain
from intake.domain.answering.outcomes import outcome, reply_to, said_once
from intake.domain.answering.receipt import Receipt
from intake.domain.counts import ReceiptCounts
from intake.domain.judging.corrections import carried_a_file
from intake.domain.mail import Mail
from intake.domain.rulebook import Caps, Policy, Rulebook
from intake.domain.submission import Submission
from intake.domain.verdict import Decision, Deed, Finding, Inputs, Judged, Reply, Route, Severity, Verdict
from tests.domain.cases import (
    DEADLINE,
    RECEIVED,
    address,
    cover,
    document,
    judged,
    mail,
    meant,
    meeting,
    other_file,
    rulebook,
    stamps,
)

N12, N13 = "JCA-MV-Doc-012", "JCA-MV-Doc-013"
SUBMISSION = Submission(
    1, "jca-mv", "raw", "MV-26-0041", "decided", "a.eml", RECEIVED, "internaldate", stamps()
)  # fmt: skip

NEW = judged(document("a.docx"), relation="new", number=N12, disposition="accept")
CORRECTION = replace(NEW, relation="correction")
REVISION = replace(NEW, relation="revision", of=N12, revision=1)
REPLACED = replace(NEW, relation="replacement", of=N12)
REPEAT = replace(NEW, relation="repeat", of=N12)
WAITS_AGAIN = replace(NEW, relation="repeat", of="MV-26-0002", number=None, disposition="hold")
HELD = replace(NEW, number=None, disposition="hold")
RETURNED = replace(NEW, number=None, disposition="return")
IGNORED = replace(NEW, number=None, disposition="ignore")
LOGO = judged(other_file("logo.png", "image", picture=True), role="supporting")
PDF = judged(other_file("a.pdf", "pdf"), role="companion", main=0)


NONE_YET = ReceiptCounts()
TEN = ReceiptCounts(address_without_number=10, domain=10, total=10)


def finding(check: str, severity: Severity, reply: Reply = "all", index: int | None = 0, **facts: str) -> Finding:
    return meant(Finding(check, severity, reply, index, "cover", facts))


LATE = finding("TIM-001", "hold")
STRANGER = finding("REV-001", "hold", "neutral")
OURS = finding("SYS-001", "hold", "neutral")
SILENT = finding("FIL-007", "hold", "none")


def verdict(*documents: Judged, found: tuple[Finding, ...] = (), **changes: Any) -> Verdict:
    lines = [one.disposition for one in documents]
    line = next((one for one in ("hold", "accept", "return", "ignore") if one in lines), "return")
    usual: dict[str, Any] = {"meeting": "2026-05-13", "received_at": RECEIVED, "counts_from": RECEIVED}
    return Verdict(
        **({"route": "submission", "disposition": line, "documents": documents, "findings": found} | usual | changes)
    )


def decision(one: Verdict, **changes: Any) -> Decision:
    usual = Decision(1, 1, "line", RECEIVED, "it carries a file", one, Inputs("", "", "", ""))
    return replace(usual, **changes)


def answered(
    one: Verdict | Decision,
    *,
    sent: Mail | None = None,
    book: Rulebook | None = None,
    recent: ReceiptCounts = NONE_YET,
    offered: tuple[str, ...] = ("en", "fr"),
) -> Answer | None:
    made = one if isinstance(one, Decision) else decision(one)
    deed = Deed(made.actor, made.reason)
    return answer(made, SUBMISSION, sent or mail(), book or rulebook(), offered=offered, recent=recent, deed=deed)


def receipt(one: Verdict | Decision, **changes: Any) -> Receipt:
    found = answered(one, **changes)
    assert found is not None
    return found.receipt


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(verdict(NEW), "registered", id="new"),
        pytest.param(verdict(CORRECTION), "registered", id="correction"),
        pytest.param(verdict(REVISION), "registered", id="revision"),
        pytest.param(verdict(NEW, meeting=None), "next", id="next"),
        pytest.param(verdict(REPLACED), "replaced", id="replaced"),
        pytest.param(verdict(REPEAT), "repeated", id="repeated"),
        pytest.param(verdict(WAITS_AGAIN), "repeated", id="waits-again"),
        pytest.param(verdict(WAITS_AGAIN, found=(STRANGER,)), "held", id="waits-again-by-a-stranger"),
        pytest.param(verdict(WAITS_AGAIN, HELD), "held", id="waits-again-and-another"),
        pytest.param(verdict(RETURNED), "returned", id="returned"),
        pytest.param(verdict(), "returned", id="returned-without-a-document"),
        pytest.param(verdict(HELD), "held", id="held"),
        pytest.param(verdict(HELD, found=(LATE,)), "late", id="late"),
        pytest.param(verdict(HELD, found=(LATE, STRANGER)), "held", id="late-but-nothing-is-told"),
        pytest.param(verdict(HELD, found=(replace(LATE, severity="warning"),)), "held", id="late-is-only-a-warning"),
        pytest.param(verdict(REPEAT, NEW), "registered", id="registered-before-repeated"),
        pytest.param(verdict(REPLACED, NEW), "registered", id="registered-before-replaced"),
        pytest.param(verdict(REPEAT, REPLACED), "replaced", id="replaced-before-repeated"),
        pytest.param(verdict(RETURNED, REPEAT), "repeated", id="repeated-before-returned"),
        pytest.param(verdict(HELD, RETURNED, found=(LATE,)), "returned", id="returned-before-late"),
        pytest.param(verdict(HELD, NEW, found=(LATE,)), "registered", id="registered-before-late"),
        pytest.param(verdict(disposition="question", route="question"), "noted", id="question"),
    ],
)
def test_the_outcome_is_the_first_that_applies(one: Verdict, expected: str) -> None:
    assert outcome(decision(one)) == expected


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (decision(verdict(NEW, late_by=60), actor="Ada", act="admit"), "admitted"),
        (decision(verdict(NEW, late_by=60)), "registered"),
        (decision(verdict(NEW), actor="Ada", act="release"), "registered"),
        (decision(verdict(NEW), actor="Ada", act="withdraw"), "withdrawn"),
    ],
)
def test_what_a_person_did_is_told(one: Decision, expected: str) -> None:
    assert outcome(one) == expected


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(decision(verdict(route="thanks", disposition="ignore")), id="thanks"),
        pytest.param(decision(verdict(route="automatic", disposition="ignore")), id="automatic"),
        pytest.param(decision(verdict(route="report", disposition="ignore")), id="report"),
        pytest.param(decision(verdict(route="list", disposition="ignore")), id="list"),
        pytest.param(decision(verdict(route="own", disposition="ignore")), id="own"),
        pytest.param(decision(verdict(route="question", disposition="question")), id="question"),
        pytest.param(decision(verdict(IGNORED), actor="Ada", act="ignore"), id="ignored-by-a-person"),
        pytest.param(decision(verdict(NEW), actor="Ada", act="correct"), id="a-correction-of-what-is-recorded"),
    ],
)
def test_nobody_expects_an_answer_to_these(one: Decision) -> None:
    assert answered(one) is None


def test_a_question_is_answered_where_the_rulebook_says_so() -> None:
    book = rulebook(policy=Policy(answer_questions=True))
    assert receipt(verdict(route="question", disposition="question"), book=book).outcome == "noted"


def withheld(one: Verdict, **changes: Any) -> str | None:
    found = answered(one, **changes)
    assert found is not None
    return found.withheld


@pytest.mark.parametrize("route", ["automatic", "report", "list"])
def test_a_document_in_a_programs_mail_has_a_receipt_that_does_not_leave(route: Route) -> None:
    assert "not answered" in (withheld(verdict(NEW, route=route)) or "")


@pytest.mark.parametrize(
    ("one", "changes", "reason"),
    [
        pytest.param(verdict(NEW), {}, None, id="leaves"),
        pytest.param(verdict(HELD), {"sent": mail(from_=())}, "no usable From", id="no-from"),
        pytest.param(verdict(HELD, found=(SILENT,)), {}, "FIL-007", id="none"),
        pytest.param(verdict(HELD, found=(SILENT, LATE)), {}, "FIL-007", id="none-before-all"),
        pytest.param(verdict(HELD, found=(STRANGER,)), {}, None, id="neutral"),
        pytest.param(verdict(HELD, NEW, found=(SILENT,)), {}, None, id="one-of-two"),
        pytest.param(verdict(HELD, HELD, found=(SILENT, replace(SILENT, document=1))), {}, "FIL-007", id="both-of-two"),
        pytest.param(
            verdict(HELD, found=(finding("ENV-010", "hold", "none", None),)), {}, "ENV-010", id="the-whole-mail"
        ),
        pytest.param(verdict(RETURNED, found=(finding("FIL-002", "error", "none"),)), {}, "FIL-002", id="an-error"),
        pytest.param(verdict(NEW, found=(SILENT,)), {}, None, id="released-by-a-person"),
        pytest.param(
            verdict(HELD),
            {"recent": TEN},
            "10 receipts",
            id="cap",
        ),
        pytest.param(
            verdict(NEW),
            {"recent": TEN},
            None,
            id="with-a-number",
        ),
    ],
)
def test_a_receipt_is_withheld_with_its_reason(one: Verdict, changes: dict[str, Any], reason: str | None) -> None:
    found = withheld(one, **changes)
    assert (found is None) == (reason is None)
    assert (reason or "") in (found or "")


CAPS = Caps(address_without_number=2, address_with_number=3, domain=5, total=8)


@pytest.mark.parametrize(
    ("recent", "numbered", "expected"),
    [
        (ReceiptCounts(), False, None),
        (ReceiptCounts(address_without_number=1, domain=1, total=1), False, None),
        (ReceiptCounts(address_without_number=2, domain=2, total=2), False, "without a number"),
        (ReceiptCounts(address_without_number=2, domain=2, total=2), True, None),
        (ReceiptCounts(address_with_number=2, domain=2, total=2), True, None),
        (ReceiptCounts(address_with_number=3, domain=3, total=3), True, "to this address"),
        (ReceiptCounts(address_with_number=3, domain=3, total=3), False, None),
        (ReceiptCounts(domain=4, total=4), False, None),
        (ReceiptCounts(domain=5, total=5), False, "to this domain"),
        (ReceiptCounts(total=8), False, "within a day"),
        (ReceiptCounts(total=7), False, None),
    ],
)
def test_caps_are_kept(recent: ReceiptCounts, numbered: bool, expected: str | None) -> None:
    found = over_cap(numbered, CAPS, recent)
    assert (expected or "") in (found.sentence if found else "")
    assert (found is None) == (expected is None)


def test_the_head_follows_the_mail() -> None:
    sent = mail(
        "Contribution",
        sender=address("assistant@example.org"),
        references=("<0@example.org>",),
        date=RECEIVED.astimezone(timezone(timedelta(hours=9))),
    )
    one = receipt(verdict(NEW), sent=sent)
    assert (one.to, one.cc) == ("ada@example.org", ("assistant@example.org",))
    assert (one.in_reply_to, one.references) == ("<1@example.org>", ("<0@example.org>", "<1@example.org>"))
    assert (one.their_subject, one.reference, one.sender_offset) == ("Contribution", "MV-26-0041", 540)
    assert (one.mailbox, one.zone, one.meeting_id) == ("tsbjcamv@itu.int", "Europe/Zurich", "2026-05-13")


@pytest.mark.parametrize(
    ("sender", "expected"),
    [
        (None, ()),
        ("assistant@example.org", ("assistant@example.org",)),
        ("ADA@example.org", ()),
        ("victim@bystander.example", ()),
        ("tsbjcamv@itu.int", ()),
        ("", ()),
    ],
)
def test_the_sender_has_a_copy(sender: str | None, expected: tuple[str, ...]) -> None:
    sent = mail(sender=None if sender is None else address(sender))
    assert receipt(verdict(NEW), sent=sent).cc == expected


def test_a_thread_of_any_length_is_quoted_by_its_end() -> None:
    long = tuple(f"<{n}@example.org>" for n in range(50))
    assert receipt(verdict(NEW), sent=mail(references=long)).references == (*long[-20:], "<1@example.org>")
    assert receipt(verdict(NEW), sent=mail(message_id="", references=long)).references == ()


FRENCH = "Madame, Monsieur, veuillez trouver ci-joint notre contribution pour la réunion du groupe."
SIX = ("en", "ar", "es", "fr", "ru", "zh")
SPANISH = "Estimados señores, adjunto encontrarán nuestra contribución para la reunión de mayo."


@pytest.mark.parametrize(
    ("text", "language", "offered", "expected"),
    [
        ("Please find our contribution to the meeting.", "en", ("en", "fr"), ("en",)),
        (FRENCH, "en", ("en", "fr"), ("en", "fr")),
        (FRENCH, "en", ("en",), ("en",)),
        (FRENCH, "fr", ("en", "fr"), ("fr",)),
        (SPANISH, "en", ("en", "fr"), ("en",)),
        (SPANISH, "en", SIX, ("en", "es")),
        (FRENCH, "ar", SIX, ("ar", "fr")),
        ("Уважаемые коллеги, направляем наш вклад.", "en", SIX, ("en", "ru")),
        ("السادة الأفاضل، تجدون رفقه مساهمتنا", "en", SIX, ("en", "ar")),
        ("您好，请查收我们的文稿。", "zh", SIX, ("zh",)),
        (FRENCH, "ru", ("en", "fr"), ("fr",)),
        ("", "ru", ("en", "fr"), ("en",)),
    ],
)
def test_the_meetings_language_comes_first(
    text: str, language: str, offered: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    book = rulebook(meetings=(meeting(language=language),))
    assert receipt(verdict(NEW), sent=mail(text=text), book=book, offered=offered).languages == expected


@pytest.mark.parametrize(
    ("documents", "found", "numbers"),
    [
        pytest.param((NEW,), (), (N12,), id="one"),
        pytest.param((REVISION,), (), (f"{N12}-Rev1",), id="revision"),
        pytest.param((NEW, replace(NEW, number=N13)), (), (N12, N13), id="two"),
        pytest.param((REPEAT, replace(NEW, number=N13)), (), (N13, N12), id="the-new-one-first"),
        pytest.param((replace(REPLACED, number=N13), REVISION), (), (f"{N12}-Rev1", N13), id="replaced-after-revised"),
        pytest.param((NEW, replace(NEW, role="part", part="marked", main=0)), (), (N12,), id="a-part-has-the-same"),
        pytest.param((HELD,), (STRANGER,), (), id="a-stranger"),
        pytest.param((NEW,), (finding("COV-004", "repair", "neutral"),), (), id="neutral"),
        pytest.param((NEW,), (STRANGER,), (N12,), id="released"),
    ],
)
def test_numbers_are_told_new_ones_first(
    documents: tuple[Judged, ...], found: tuple[Finding, ...], numbers: tuple[str, ...]
) -> None:
    assert receipt(verdict(*documents, found=found)).numbers == numbers


def test_the_title_is_that_of_the_first_number() -> None:
    other = document("b.docx", cover=cover(title="Avatars"))
    one = receipt(verdict(RETURNED, replace(NEW, document=other, number=N13)))
    assert (one.numbers, one.title) == ((N13,), "Avatars")


def test_a_stranger_learns_nothing_of_what_is_known() -> None:
    again = replace(REPEAT, number=None, disposition="hold")
    one = receipt(verdict(again, found=(STRANGER,)))
    assert N12 not in repr(one)
    assert one.outcome == "held"
    assert one.null_sender
    assert N12 not in repr(receipt(verdict(again, found=(replace(STRANGER, reply="all"),))))


def test_a_submitter_is_told_where_it_waits() -> None:
    one = receipt(verdict(WAITS_AGAIN))
    assert [file.of for file in one.files] == ["MV-26-0002"]
    assert not one.null_sender


@pytest.mark.parametrize(
    ("found", "named", "told"),
    [
        pytest.param((), True, True, id="all"),
        pytest.param((OURS,), True, False, id="neutral"),
        pytest.param((OURS, LATE), True, False, id="neutral-before-all"),
        pytest.param((SILENT,), False, False, id="none"),
        pytest.param((SILENT, OURS, LATE), False, False, id="none-before-neutral"),
        pytest.param((replace(OURS, document=None),), True, False, id="the-whole-mail"),
        pytest.param((replace(OURS, document=1),), True, True, id="of-another"),
    ],
)
def test_a_document_is_told_as_its_strictest_reply_says(found: tuple[Finding, ...], named: bool, told: bool) -> None:
    files = receipt(verdict(HELD, NEW, found=found)).files
    assert (len(files) == 2) == named
    if named:
        one = files[0]
        assert one.neutral == (not told)
        assert bool(one.title) == bool(one.source) == bool(one.contacts) == told
        assert told or not one.findings


def test_pictures_are_not_named_and_companions_are() -> None:
    assert [one.name for one in receipt(verdict(NEW, PDF, LOGO)).files] == ["a.docx", "a.pdf"]


def test_findings_stand_with_their_file_or_the_mail() -> None:
    found = (
        finding("ENV-008", "warning", index=None),
        finding("COV-003", "repair"),
        finding("COV-004", "repair", index=1),
    )
    one = receipt(verdict(NEW, replace(NEW, number=N13), found=found))
    assert [each.id for each in one.findings] == ["ENV-008"]
    assert [[each.id for each in file.findings] for file in one.files] == [["COV-003"], ["COV-004"]]


def test_what_a_person_settled_is_not_told_any_more() -> None:
    found = (LATE, STRANGER, finding("TPL-001", "error"), finding("COV-004", "repair"))
    released = verdict(NEW, found=found)
    assert [one.id for one in receipt(released).files[0].findings] == ["COV-004"]
    returned = receipt(verdict(RETURNED, found=found))
    assert [one.id for one in returned.files[0].findings] == ["TPL-001", "COV-004"]
    assert reply_to(released, 0) == "all"


@pytest.mark.parametrize(
    ("one", "days"), [(verdict(RETURNED), 1), (verdict(NEW, RETURNED), 1), (verdict(), None), (verdict(NEW), None)]
)
def test_a_return_that_carried_a_file_keeps_its_place(one: Verdict, days: int | None) -> None:
    assert carried_a_file(one) == (days is not None)
    assert receipt(one).correction_days == days


def test_times_are_those_that_count() -> None:
    at = DEADLINE + timedelta(hours=1)
    one = receipt(verdict(CORRECTION, counts_from=at, deadline=DEADLINE, late_by=3600, corrects="MV-26-0002"))
    assert (one.received_at, one.counts_from, one.deadline, one.late_by) == (RECEIVED, at, DEADLINE, 3600)
    assert one.corrects == "MV-26-0002"


def test_a_reason_is_told_only_where_it_says_what_to_correct() -> None:
    assert (
        receipt(decision(verdict(NEW), actor="Ada", act="return", reason="page 2 is empty")).reason == "page 2 is empty"
    )
    assert receipt(decision(verdict(NEW), actor="Ada", act="release", reason="it is fine")).reason == ""
    assert receipt(verdict(NEW)).reason == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see https://evil.example/x", "see https: //evil. example/x"),
        ("see WWW.evil.example", "see www .evil.example"),
        ("ask mallory@evil.example", "ask mallory (at) evil.example"),
        ("htt\u200bps:\u200b//evil.example", "https: //evil.example"),
        ("Bcc: x\r\nSubject: y", "Bcc: x Subject: y"),
        ("On virtual worlds", "On virtual worlds"),
    ],
)
def test_a_strangers_words_become_no_link(text: str, shown: str) -> None:
    assert plain(text) == shown
    sent = mail(text)
    one = receipt(
        verdict(replace(NEW, document=document(text, cover=cover(title=text, source=(text,)), sha256="1"), of=text)),
        sent=sent,
    )
    assert [one.their_subject, one.title, one.files[0].name, one.files[0].of, *one.files[0].source] == [shown] * 5


@given(st.text())
def test_plain_words_are_one_short_line_without_links(text: str) -> None:
    line = plain(text)
    assert len(line) <= 200
    assert not any(one in line.lower() for one in ("://", "www.", "@", "\n", "\r"))
    assert plain(line) == line


OFF = meant(Finding("TPL-001", "error", "all", 0, "a.docx", {"file": "a.docx"}))
SOURCE = meant(Finding("COV-001", "error", "all", 0, "cover, Source", {"text": ""}))
SAMPLE = meant(Finding("COV-002", "error", "all", 0, "cover, Title", {"text": "<Title>"}))
CONTACT = meant(Finding("COV-003", "repair", "all", 0, "cover, Contact", {"contacts": 0, "email": ""}))
GROUP = meant(Finding("COV-005", "repair", "all", 0, "cover, Group", {"found": ""}))


@pytest.mark.parametrize(
    ("found", "told"),
    [
        pytest.param((SOURCE, CONTACT, GROUP), (SOURCE, CONTACT, GROUP), id="on-the-template"),
        pytest.param((OFF, SOURCE, CONTACT, GROUP), (OFF,), id="no-cover-to-complete"),
        pytest.param((replace(OFF, id="TPL-002"), SOURCE), (replace(OFF, id="TPL-002"),), id="anothers-form"),
        pytest.param((OFF, SAMPLE), (OFF, SAMPLE), id="something-stands-there"),
    ],
)
def test_an_empty_field_is_told_only_where_there_is_a_cover(
    found: tuple[Finding, ...], told: tuple[Finding, ...]
) -> None:
    assert tuple(said_once(found)) == told
