"""ENV: tables of mails."""

# ruff: noqa: ANN401 - a builder takes any field of what it builds

from typing import Any

import pytest

from intake.domain.case import Case
from intake.domain.cloud import CLOUD_HOSTS, cloud_hosts
from intake.domain.mail import Address, Facts, Mail, Problem
from intake.domain.rulebook import Policy
from tests.checks.looking import look, places
from tests.domain.cases import OFF_TEMPLATE, case, cover, document, judged, mail, other_file, rulebook


def bare(*problems: str, text: str = "Please find attached our contribution.", **changes: Any) -> Case:
    sent = mail(attachments=(), text=text, problems=tuple(Problem(one) for one in problems), **changes)
    return case(documents=(), mail=sent)


SIGNATURE = judged(other_file("logo.png", "image", picture=True), role="supporting")
SCAN = judged(other_file("scan.jpg", "image"), role="supporting")
LINK = ("www.example.org", "itu.sharepoint.com")


@pytest.mark.parametrize(
    ("one", "reasons"),
    [
        pytest.param(case(index=None), [], id="a-document"),
        pytest.param(case(document(template=OFF_TEMPLATE), index=None), [], id="off-the-template: TPL-001"),
        pytest.param(case(other_file("a.pdf", "pdf"), index=None), [], id="pdf: FIL-010"),
        pytest.param(bare(), ["words"], id="words"),
        pytest.param(bare(text=""), ["empty"], id="empty"),
        pytest.param(bare(text="> On Monday you wrote:\n> attached"), ["empty"], id="quoted-words-only"),
        pytest.param(bare(links=LINK), ["link"], id="cloud-link"),
        pytest.param(bare(links=("www.itu.int",)), ["words"], id="ordinary-link"),
        pytest.param(bare("encrypted"), ["encrypted"], id="encrypted"),
        pytest.param(bare("message-partial"), ["split"], id="cut-into-pieces"),
        pytest.param(bare("external-body"), ["external"], id="external-body"),
        pytest.param(bare("uuencode", links=LINK), ["uuencode"], id="in-the-text"),
        pytest.param(bare("limits"), [], id="beyond-limits: ENV-010"),
        pytest.param(bare("crashed"), [], id="our-fault: SYS-001"),
        pytest.param(case(documents=(), partial=True), [], id="too-large: FIL-005"),
        pytest.param(case(documents=(), route="question"), [], id="question"),
        pytest.param(case(SIGNATURE, index=None), ["words"], id="signature-picture-only"),
        pytest.param(case(SCAN, index=None), ["other-file"], id="a-picture-of-a-document"),
        pytest.param(case(other_file("list.xlsx")), ["other-file"], id="another-kind-of-file"),
        pytest.param(case(other_file("paper.docx")), ["other-file"], id="a-web-page-named-docx"),
        pytest.param(case(other_file("paper.docx", "image")), ["other-file"], id="a-picture-named-docx"),
        pytest.param(case(other_file("smime.p7m"), mail=bare("encrypted").mail), ["encrypted"], id="encrypted-file"),
        pytest.param(case(other_file("winmail.dat")), [], id="winmail: FIL-010"),
        pytest.param(case(other_file("a.docx", "other", "empty")), [], id="empty-file: FIL-002"),
        pytest.param(case(judged(other_file("list.xlsx"), role="supporting")), [], id="beside-a-contribution"),
    ],
)  # fmt: skip
def test_env_001_a_document_is_attached(one: Case, reasons: list[str]) -> None:
    assert [hit.facts["reason"] for hit in look("ENV-001", one)] == reasons


@pytest.mark.parametrize(
    ("one", "facts"),
    [
        pytest.param(
            bare(links=LINK),
            {"reason": "link", "hosts": LINK[1:], "file": "", "filetype": ""},
            id="link",
        ),
        pytest.param(
            case(other_file("a.xlsx")),
            {"reason": "other-file", "hosts": (), "file": "a.xlsx", "filetype": "other"},
            id="file",
        ),
    ],
)
def test_what_stands_in_place_of_the_document_is_told(one: Case, facts: Facts) -> None:
    assert [hit.facts for hit in look("ENV-001", one)] == [facts]


@pytest.mark.parametrize(
    ("links", "found"),
    [
        ((), ()),
        (("notbox.com", "box.com.evil.test"), ()),
        (("we.tl", "www.dropbox.com", "we.tl"), ("we.tl", "www.dropbox.com")),
    ],
)
def test_a_cloud_host_is_known_by_its_end(links: tuple[str, ...], found: tuple[str, ...]) -> None:
    assert cloud_hosts(links) == found


def test_cloud_hosts_are_lower_case_and_listed_once() -> None:
    assert len({one.lower() for one in CLOUD_HOSTS}) == len(CLOUD_HOSTS)
    assert all(one == one.lower() for one in CLOUD_HOSTS)


def about(subject: str, *groups: str | None, addressed: tuple[str, ...] = ("jca-mv",)) -> Case:
    covers = [document(f"{number}.docx", cover=cover(group=one)) for number, one in enumerate(groups)]
    return case(*covers, mail=mail(subject), addressed=addressed)


@pytest.mark.parametrize(
    ("one", "where"),
    [
        pytest.param(about("Contribution", None), [], id="nobody"),
        pytest.param(about("Contribution to JCA-MV", None), [], id="this"),
        pytest.param(about("Contribution to JCA-DCC", None), ["subject"], id="another-in-the-subject"),
        pytest.param(about("Contribution to jca dcc", None), ["subject"], id="another-spelling"),
        pytest.param(about("for tsbjcadcc@itu.int", None), ["subject"], id="its-mailbox"),
        pytest.param(about("Contribution", "JCA-DCC"), ["cover, Group"], id="another-on-the-cover"),
        pytest.param(
            about("x", "Joint Coordination Activity on digital COVID-19 certificates"), ["cover, Group"], id="its-name"
        ),
        pytest.param(about("JCA-MV and JCA-DCC", None), [], id="both"),
        pytest.param(about("JCA-DCC", "JCA-MV"), [], id="this-on-the-cover"),
        pytest.param(about("JCA-DCC", None, addressed=("jca-mv", "jca-dcc")), [], id="another-that-was-addressed"),
        pytest.param(about("JCA-DCCX", None), [], id="part-of-a-word"),
        pytest.param(about("PREJCA-DCC", None), [], id="end-of-a-word"),
        pytest.param(
            case(judged(document(cover=cover(group="JCA-DCC")), role="supporting"), mail=mail("x")), [], id="supporting"
        ),
        pytest.param(case(document(cover=cover(group=None)), mail=mail("x", text="as JCA-DCC said")), [], id="text"),
    ],
)
def test_env_007_the_mail_is_for_this_group(one: Case, where: list[str]) -> None:
    assert places("ENV-007", one) == where


def test_the_other_group_is_told_with_its_mailbox() -> None:
    (hit,) = look("ENV-007", about("JCA-DCC", None))
    assert dict(hit.facts) == {"groups": ("JCA-DCC",), "mailboxes": ("tsbjcadcc@itu.int",), "this": "JCA-MV"}


def several(count: int, **changes: Any) -> Case:
    return case(*(document(f"{number}.docx") for number in range(count)), **changes)


@pytest.mark.parametrize(
    ("one", "found"),
    [
        pytest.param(several(10), [], id="as-many"),
        pytest.param(several(11), [(11, 10)], id="more"),
        pytest.param(several(3, rulebook=rulebook(policy=Policy(max_documents_per_mail=2))), [(3, 2)], id="fewer"),
        pytest.param(
            case(*(judged(document(f"{one}.docx"), role="part") for one in range(20))), [], id="parts-are-no-more"
        ),
    ],
)
def test_env_008_not_too_many_contributions(one: Case, found: list[tuple[int, int]]) -> None:
    assert [(hit.facts["contributions"], hit.facts["max"]) for hit in look("ENV-008", one)] == found


def sent_by(*addresses: Address) -> Mail:
    return mail(from_=addresses)


@pytest.mark.parametrize(
    ("sent", "reasons"),
    [
        pytest.param(mail(), [], id="one"),
        pytest.param(sent_by(), ["missing"], id="none"),
        pytest.param(sent_by(Address("Ada", "", "group")), ["unusable"], id="group"),
        pytest.param(sent_by(Address("", "a@b.org"), Address("", "c@d.org")), ["several"], id="two"),
        pytest.param(sent_by(Address("x@y.org", "a@b.org", "at-in-name")), [], id="doubtful-but-usable"),
    ],
)
def test_env_009_the_sender_can_be_answered(sent: Mail, reasons: list[str]) -> None:
    assert [hit.facts["reason"] for hit in look("ENV-009", case(mail=sent))] == reasons


@pytest.mark.parametrize(
    ("problems", "found"),
    [
        pytest.param((), [], id="none"),
        pytest.param((Problem("ambiguous", "1.2"),), [("1.2", "ambiguous")], id="two-ways"),
        pytest.param((Problem("limits"),), [("mail", "limits")], id="limits"),
        pytest.param((Problem("attached-mail-depth"),), [("mail", "attached-mail-depth")], id="too-deep"),
        pytest.param((Problem("uuencode"), Problem("crashed")), [], id="other-problems"),
    ],
)
def test_env_010_the_mail_reads_in_one_way(problems: tuple[Problem, ...], found: list[tuple[str, str]]) -> None:
    hits = look("ENV-010", case(mail=mail(problems=problems)))
    assert [(hit.at, hit.facts["reason"]) for hit in hits] == found
