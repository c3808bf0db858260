"""Which versions of a number are posted, and what a person sees before anybody else does."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from intake.domain.document import Document
from intake.domain.numbers.revisions import Mark
from intake.domain.origin.authentication import Authentication, Outcome
from intake.domain.publishing.posting import Brought, doubts, posted_versions, waiting_versions
from intake.domain.submission import AcceptedFile, Contribution, Submission, Timestamps, Version
from intake.domain.text.free_mail import is_free_mail, speaks_for_a_state
from intake.domain.verdict import Finding, Judged, Severity, Verdict

AT = datetime(2026, 5, 1, 10, tzinfo=UTC)


def hour(count: int) -> datetime:
    return AT.replace(hour=10 + count)


def version(at: int, revision: int = 0, replacement: int = 0, mark: Mark = "Rev") -> Version:
    return Version(revision, replacement, 1, (AcceptedFile(f"{at:064d}", "a.docx", "contribution"),), hour(at), mark)


def number(*versions: Version, posted: int | None = None, source: tuple[str, ...] = ("ETRI",)) -> Contribution:
    return Contribution(
        1, "doc", 12, "JCA-MV-Doc-012", "contribution", "jca-mv", 1, "MV-26-0001", "2026-05-13", "A title", source,
        "atitle", "etri", (), (), AT, AT, AT,
        versions=versions, posted_at=None if posted is None else hour(posted),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "posted", "waiting"),
    [
        pytest.param(number(version(0)), [], [0], id="not-posted"),
        pytest.param(number(version(0), posted=1), [0], [], id="posted"),
        pytest.param(number(version(0), posted=0), [0], [], id="in-the-same-instant"),
        pytest.param(number(version(0), version(2, 1), posted=1), [0], [2], id="a-revision-since"),
        pytest.param(number(version(0), version(2, 1), posted=3), [0, 2], [], id="a-revision-posted-too"),
        pytest.param(number(version(0), version(1, 0, 1), posted=2), [1], [], id="the-last-file-only"),
        pytest.param(number(version(0), version(1, 1, mark="Cor"), posted=2), [0, 1], [], id="a-corrigendum"),
        pytest.param(replace(number(version(0)), withdrawn_at=AT), [], [], id="withdrawn"),
    ],
)
def test_what_is_posted_and_what_waits(one: Contribution, posted: list[int], waiting: list[int]) -> None:
    assert [each.at.hour - 10 for each in posted_versions(one)] == posted
    assert [each.at.hour - 10 for each in waiting_versions(one)] == waiting


def mail(sender: str = "ada@etri.example", severity: Severity = "note", *, first: bool = False) -> Brought:
    submission = Submission(
        1, "jca-mv", "0" * 64, "MV-26-0001", "decided", "x", AT, "internaldate", Timestamps(AT), sender=sender
    )
    judged = Judged(Document("a.docx", "0" * 64, 1, "docx"), number="JCA-MV-Doc-012", disposition="accept")
    verdict = Verdict("submission", "accept", documents=(judged,), findings=(Finding("X", severity, "all", 0),))
    return Brought(submission, verdict, first)


def sent_by(outcome: Outcome, *, told: bool = True) -> Brought:
    brought = mail()
    found = Authentication(outcome, told=told)
    return replace(brought, submission=replace(brought.submission, authentication=found))


@pytest.mark.parametrize(
    ("brought", "source", "expected"),
    [
        pytest.param(mail(), "ETRI", (), id="nothing"),
        pytest.param(mail(first=True), "ETRI", ("first-mail",), id="first-mail"),
        pytest.param(sent_by("unaligned"), "ETRI", ("unconfirmed",), id="a-sender-whom-nobody-confirms"),
        pytest.param(sent_by("pass"), "ETRI", (), id="a-sender-who-is-confirmed"),
        pytest.param(sent_by("none", told=False), "ETRI", (), id="a-border-that-says-nothing"),
        pytest.param(mail(severity="hold"), "ETRI", ("held",), id="a-person-let-it-in"),
        pytest.param(mail("someone@gmail.com"), "ETRI", (), id="free-mail-for-a-company"),
        pytest.param(mail("someone@gmail.com"), "Korea (Rep. of)", ("free-mail",), id="a-country"),
        pytest.param(mail("someone@163.com"), "工业和信息化部", ("free-mail",), id="a-ministry-in-chinese"),
        pytest.param(mail("ada@mic.example"), "Ministry of Internal Affairs", (), id="a-ministry-by-its-own-mail"),
        pytest.param(mail("a@qq.com", "hold", first=True), "China", ("first-mail", "free-mail", "held"), id="all"),
    ],
)
def test_what_a_person_sees_first(brought: Brought, source: str, expected: tuple[str, ...]) -> None:
    assert doubts(number(version(0), source=(source,)), [brought]) == expected


@pytest.mark.parametrize(
    ("address", "free"),
    [
        ("a@gmail.com", True), ("A@GMAIL.COM", True), ("a@yahoo.co.jp", True), ("a@hotmail.fr", True),
        ("a@outlook.com.br", True), ("a@mail.ru", True), ("a@notgmail.com", False), ("a@gmail.com.example", False),
        ("a@itu.int", False), ("a@live.example.org", False), ("", False),
    ],
)  # fmt: skip
def test_addresses_that_anybody_can_have(address: str, free: bool) -> None:
    assert is_free_mail(address) is free


@pytest.mark.parametrize(
    ("source", "of_a_state"),
    [
        ("France", True), ("Suisse", True), ("Federal Ministry of Economy", True), ("Ministère de l’économie", True),
        ("Ministerio de Transportes", True), ("Министерство связи", True), ("وزارة الاتصالات", True),
        ("总务省 管理局", True),
        ("Telecom Regulatory Authority", True), ("ETRI", False), ("Orange", False), ("China Telecom", False),
        ("University of Geneva", False),
    ],
)  # fmt: skip
def test_sources_that_speak_for_a_state(source: str, of_a_state: bool) -> None:
    assert speaks_for_a_state(source) is of_a_state
