"""ENV: tables of mails."""

# ruff: noqa: ANN401 - a builder takes any field of what it builds

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from intake.domain.document import Document, Enclosed, FileType, Glance
from intake.domain.judging.case import Case
from intake.domain.mail import Address, Facts, Mail, Problem
from intake.domain.meeting import Officer, Senders
from intake.domain.rulebook import Policy
from intake.domain.text.cloud import CLOUD_HOSTS, cloud_hosts
from intake.domain.verdict import Judged
from tests.checks.looking import look, places
from tests.domain.cases import (
    GROUP,
    OFF_TEMPLATE,
    case,
    contact,
    cover,
    document,
    judged,
    mail,
    match,
    other_file,
    rulebook,
)


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
        pytest.param(bare(text="Best regards\nAda"), ["silent"], id="greeting-only"),
        pytest.param(bare(text="> On Monday you wrote:\n> attached"), ["silent"], id="quoted-words-only"),
        pytest.param(bare(links=LINK), ["link"], id="cloud-link"),
        pytest.param(bare(links=("www.itu.int",)), ["words"], id="ordinary-link"),
        pytest.param(bare("encrypted"), ["encrypted"], id="encrypted"),
        pytest.param(bare("message-partial"), ["split"], id="cut-into-pieces"),
        pytest.param(bare("external-body"), ["external"], id="external-body"),
        pytest.param(bare("uuencode", links=LINK), ["uuencode"], id="in-the-text"),
        pytest.param(bare("limits"), [], id="beyond-limits: ENV-010"),
        pytest.param(bare("malformed"), [], id="malformed: ENV-010"),
        pytest.param(bare("crashed"), [], id="our-fault: SYS-001"),
        pytest.param(case(documents=(), partial=True), [], id="too-large: FIL-005"),
        pytest.param(case(documents=(), route="question"), [], id="question"),
        pytest.param(case(SIGNATURE, index=None), ["words"], id="signature-picture-only"),
        pytest.param(case(SCAN, index=None), ["other-file"], id="a-picture-of-a-document"),
        pytest.param(case(other_file("list.xlsx")), ["other-file"], id="another-kind-of-file"),
        pytest.param(case(other_file("paper.docx")), ["other-file"], id="a-web-page-named-docx"),
        pytest.param(case(other_file("paper.docx", "image")), ["other-file"], id="a-picture-named-docx"),
        pytest.param(case(other_file("smime.p7m"), mail=bare("encrypted").mail), ["encrypted"], id="encrypted-file"),
        pytest.param(case(other_file("winmail.dat", "tnef")), ["winmail"], id="winmail"),
        pytest.param(case(other_file("att.bin", "tnef")), ["winmail"], id="winmail-by-its-bytes"),
        pytest.param(case(other_file("winmail.dat", "tnef", "container")), [], id="winmail-in-two-ways: FIL-007"),
        pytest.param(case(other_file("paper.docx", "html")), ["other-file"], id="html-named-docx"),
        pytest.param(case(other_file("paper.docx", "text")), ["other-file"], id="text-named-docx"),
        pytest.param(case(other_file("list.xlsx", "sheet")), ["other-file"], id="spreadsheet"),
        pytest.param(case(other_file("a.zip", "zip", members=("m",))), ["other-file"], id="zip-without-a-document"),
        pytest.param(case(other_file("a.zip", "zip")), [], id="zip-not-opened: FIL-010"),
        pytest.param(case(other_file("Fwd.eml", "mail")), [], id="attached-mail: FIL-010"),
        pytest.param(case(other_file("a.pptx", "pptx")), [], id="slides: FIL-010"),
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


@pytest.mark.parametrize("filetype", ["html", "text", "sheet", "zip"])
def test_the_true_type_of_a_file_is_told(filetype: FileType) -> None:
    (hit,) = look("ENV-001", case(other_file("paper.docx", filetype, members=("m",))))
    assert (hit.facts["file"], hit.facts["filetype"]) == ("paper.docx", filetype)


def near(score: float, **changes: Any) -> Case:
    one = document("second.docx", template=match(score=score, conforms=False))
    return case(judged(one, **{"role": "supporting", **changes}), document())


@pytest.mark.parametrize(
    ("one", "where"),
    [
        pytest.param(near(0.5), ["second.docx"], id="near"),
        pytest.param(near(0.49), [], id="far"),
        pytest.param(near(0.55, kind="liaison_in"), [], id="liaison"),
        pytest.param(near(0.55, role="contribution"), [], id="contribution: TPL-001"),
        pytest.param(case(judged(role="part")), [], id="part-on-the-template"),
        pytest.param(case(judged(document(), role="supporting")), [], id="on-the-template"),
        pytest.param(case(judged(other_file("a.pdf", "pdf"), role="supporting")), [], id="no-word-file"),
    ],
)
def test_env_002_what_is_near_the_template_is_on_it(one: Case, where: list[str]) -> None:
    assert places("ENV-002", one) == where


def by(sender: str, **lists: tuple[str, ...]) -> Case:
    group = replace(
        GROUP, senders=Senders(**lists), officers=(Officer("Chair", "Kim", addresses=("Kim@etri.example",)),)
    )
    return case(mail=mail(from_=(Address("", sender),)), rulebook=rulebook(group=group))


@pytest.mark.parametrize(
    ("one", "senders"),
    [
        pytest.param(by("ada@example.org"), ["ada@example.org"], id="on-no-list"),
        pytest.param(by("ada@example.org", members=("ada@example.org",)), [], id="member"),
        pytest.param(by("Ada@Example.ORG", experts=("ada@example.org",)), [], id="expert-in-capitals"),
        pytest.param(by("ada@example.org", liaison=("@example.org",)), [], id="domain"),
        pytest.param(by("ada@uk.example.org", members=("@example.org",)), [], id="subdomain"),
        pytest.param(by("ada@notexample.org", members=("@example.org",)), ["ada@notexample.org"], id="other-domain"),
        pytest.param(by("ada@example.org.evil.test", members=("@example.org",)), ["ada@example.org.evil.test"],
                     id="domain-as-a-prefix"),
        pytest.param(by("ada@example.org", speakers=("ada@example.org",)), [], id="speaker"),
        pytest.param(by("kim@etri.example"), [], id="officer"),
        pytest.param(case(mail=mail(from_=())), [], id="nobody: ENV-009"),
    ],
)  # fmt: skip
def test_env_004_the_sender_is_known(one: Case, senders: list[str]) -> None:
    assert [hit.facts["sender"] for hit in look("ENV-004", one)] == senders


def test_an_assistant_of_a_known_domain_makes_the_sender_known() -> None:
    group = replace(GROUP, senders=Senders(members=("assistant@example.org",)))
    sent = mail(sender=Address("", "assistant@example.org"))
    assert look("ENV-004", case(mail=sent, rulebook=rulebook(group=group))) == []


def from_contacts(*emails: str | None, **changes: Any) -> Case:
    contacts = tuple(contact(email=one) for one in emails)
    return case(judged(document(cover=cover(contacts=contacts)), **changes))


@pytest.mark.parametrize(
    ("one", "where"),
    [
        pytest.param(from_contacts("ada@example.org"), [], id="a-contact"),
        pytest.param(from_contacts(" Ada@Example.org "), [], id="another-spelling"),
        pytest.param(from_contacts("kim@etri.example", "ada@example.org"), [], id="the-second-contact"),
        pytest.param(from_contacts("kim@etri.example"), ["cover, Contact"], id="no-contact"),
        pytest.param(from_contacts(None, ""), [], id="no-address-at-all: COV-003"),
        pytest.param(from_contacts("kim@etri.example", role="part"), [], id="part"),
        pytest.param(from_contacts("kim@etri.example", kind="liaison_in"), [], id="liaison"),
        pytest.param(case(document(template=OFF_TEMPLATE, cover=cover(contacts=(contact(email="k@e.org"),)))), [],
                     id="off-the-template: TPL-001"),
    ],
)  # fmt: skip
def test_env_005_the_sender_is_a_contact(one: Case, where: list[str]) -> None:
    assert places("ENV-005", one) == where


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
        pytest.param(
            case(judged(document(cover=cover(group="JCA-DCC")), kind="liaison_in"), mail=mail("LS from JCA-DCC")),
            [],
            id="liaison-from-another",
        ),
        pytest.param(case(documents=(), mail=mail("for JCA-DCC")), ["subject"], id="no-document"),
        pytest.param(case(document(cover=cover(group=None)), mail=mail("x", text="as JCA-DCC said")), [], id="text"),
        pytest.param(about("To JCA-MV", "JCA-DCC"), ["cover, Group"], id="another-on-the-cover-in-spite"),
        pytest.param(about("x", "JCA-MV", "SG17"), ["cover, Group"], id="one-of-two-covers"),
        pytest.param(about("x", "JCA-MV (TSAG)"), [], id="this-with-its-parent"),
        pytest.param(
            about("x", "Joint Coordination Activity on metaverse standardization, SG20"), [], id="and-another"
        ),
        pytest.param(about("x", "JCA-DCC", addressed=("jca-mv", "jca-dcc")), [], id="another-cover-addressed"),
        pytest.param(about("Contribution on SG17 and TSAG", None), [], id="a-study-group-in-the-subject"),
        pytest.param(about("x", "Metaverse"), [], id="no-group-at-all"),
    ],
)
def test_env_007_the_mail_is_for_this_group(one: Case, where: list[str]) -> None:
    assert places("ENV-007", one) == where


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("STUDY GROUP 17", "SG17"),
        ("ITU-T SG 20", "SG20"),
        ("17", "SG17"),
        ("Commission d’études 17", "SG17"),
        ("COMISIÓN DE ESTUDIO 13", "SG13"),
        ("17-я Исследовательская комиссия", "SG17"),
        ("لجنة الدراسات 17", "SG17"),
        ("第17研究组", "SG17"),
        ("TSAG", "TSAG"),
        ("GCNT", "TSAG"),
        ("КГСЭ", "TSAG"),
        ("JCA-IoT", "JCA-IoT"),
        ("Joint Coordination Activity on Internet of Things and Smart Cities (JCA-IoT and SC&C)", "JCA-IoT"),
        ("JCA-ML", "JCA-ML"),
        ("JCA-XX", "JCA-XX"),
        ("IPTV-JCA", "IPTV-JCA"),
        ("JCA on Internet of Things", "JCA on Internet of Things"),
        ("Joint Coordination Activity on machine learning", "Joint Coordination Activity on machine learning"),
        (
            "Activité conjointe de coordination sur l'Internet des objets",
            "Activité conjointe de coordination sur l'Internet des objets",
        ),
        ("Actividad Conjunta de Coordinación sobre Internet de las cosas (JCA-IoT)", "JCA-IoT"),
        ("Совместная координационная деятельность по интернету вещей (JCA-IoT)", "JCA-IoT"),
        ("نشاط التنسيق المشترك المعني بإنترنت الأشياء (JCA-IoT)", "JCA-IoT"),
        ("物联网联合协调活动（JCA-IoT）", "JCA-IoT"),
        ("FG-MV", "FG-MV"),
        ("Focus Group on metaverse", "Focus Group on metaverse"),
        ("Groupe spécialisé sur le métavers", "Groupe spécialisé sur le métavers"),
        ("焦点组", "焦点组"),
        ("ITU-R Working Party 5D", "ITU-R"),
        ("3GPP TSG SA WG1", "3GPP"),
        ("ISO/IEC JTC 1/SC 29", "ISO/IEC JTC 1"),
    ],
)
def test_a_cover_of_another_group_is_told_by_its_name(written: str, told: str) -> None:
    (hit,) = look("ENV-007", about("Contribution to JCA-MV", written))
    assert (hit.at, hit.facts["groups"], hit.facts["mailboxes"]) == ("cover, Group", (told,), ())


def test_a_number_of_another_activity_names_it_where_the_cover_names_no_group() -> None:
    def numbered(group: str | None, number: str) -> Case:
        return case(document(cover=cover(group=group, doc_number=number)), mail=mail("Contribution"))

    (hit,) = look("ENV-007", numbered(None, "JCA-IoT-D-012"))
    assert hit.facts["groups"] == ("JCA-IoT",)
    for group, number in ((None, "JCA-MV-Doc-012"), ("JCA-MV", "JCA-IoT-D-012"), (None, "C 12"), (None, "TD 12")):
        assert look("ENV-007", numbered(group, number)) == []


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


AT = datetime(2026, 4, 30, 21, 30, tzinfo=UTC)
ATTACHED = replace(
    other_file("Input.eml", "mail"), glance=Glance("Input", "Ada", mail=Enclosed("ada@etri.example", AT))
)
INSIDE = judged(document(depth=1))


def forwarded(sender: str, *documents: Document | Judged) -> Case:
    officer = Officer(
        "Chair", "Kim", addresses=("kim@office.example", "kim@home.example"), assistants=("lee@o.example",)
    )
    lists = Senders(forwarders=("@itu.int",), members=("ada@etri.example",))
    group = replace(GROUP, officers=(officer,), senders=lists, secretariat=("clara@itu.example",))
    held = documents or (judged(ATTACHED, role="supporting"), INSIDE)
    return case(*held, mail=mail(from_=(Address("", sender),)), rulebook=rulebook(group=group), index=None)


@pytest.mark.parametrize(
    ("one", "found"),
    [
        pytest.param(forwarded("clara@itu.example"), [("known", "2026-04-30 21:30:00 UTC")], id="the secretariat"),
        pytest.param(forwarded("Kim@home.example"), [("known", "2026-04-30 21:30:00 UTC")], id="a chair"),
        pytest.param(forwarded("lee@o.example"), [("known", "2026-04-30 21:30:00 UTC")], id="an assistant"),
        pytest.param(forwarded("x@tsb.itu.int"), [("known", "2026-04-30 21:30:00 UTC")], id="a listed forwarder"),
        pytest.param(forwarded("ada@etri.example"), [], id="a member, who sends it"),
        pytest.param(
            forwarded("clara@itu.example", judged(ATTACHED), document()), [], id="with a document of one's own"
        ),
        pytest.param(forwarded("clara@itu.example", document()), [], id="no attached mail"),
        pytest.param(forwarded("clara@itu.example", judged(ATTACHED)), [], id="an attached mail without a document"),
        pytest.param(
            forwarded("clara@itu.example", replace(ATTACHED, glance=Glance(mail=Enclosed("", None))), INSIDE),
            [("unknown", "")],
            id="neither sender nor time",
        ),
    ],
)
def test_env_011_it_comes_from_its_sender(one: Case, found: list[tuple[str, str]]) -> None:
    assert [(hit.facts["reason"], hit.facts["received"]) for hit in look("ENV-011", one)] == found
