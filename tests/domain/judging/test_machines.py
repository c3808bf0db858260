"""Reports of machines are told by marks that no person has; what people write about one is a question."""

from typing import Any

import pytest

from intake.domain.mail import Mail
from tests.domain.cases import address, attachment, mail
from tests.domain.judging.test_routing import LOGO, SCAN, program, routed, sender

RETURNED = (attachment(content_type="message/rfc822"),)


def from_(who: str, subject: str = "", text: str = "", **changes: Any) -> Mail:  # noqa: ANN401 - any field
    return mail(subject, from_=(address(who),), text=text, **changes)


@pytest.mark.parametrize(
    "who",
    [
        "post_master@vtext.example", "post-master@example.org", "Mailer_Daemon@example.org",
        "mailer-daemon@example.org",
        "mail-daemon@example.org", "maildaemon@example.org", "mailerdaemon@example.org", "daemon@example.org",
        "bounces@example.org", "bounces+ada=example.org@example.net", "mail.errors@example.org",
        "undeliverable@example.org", "delivery-notification@example.org",
    ],
)  # fmt: skip
def test_a_mail_system_is_known_by_its_address(who: str) -> None:
    assert routed(from_(who, "Our document", "See the text.")) == "report"


@pytest.mark.parametrize(
    "name", ["Mail Delivery System", "Mail Administrator", "MAILER-DAEMON", "The Post Office", "System Attendant"]
)
def test_a_mail_system_is_known_by_its_name(name: str) -> None:
    known = name != "The Post Office"
    assert (routed(sender("x@example.org", name), LOGO) == "report") is known


@pytest.mark.parametrize(
    "subject",
    [
        "Undelivered Mail Returned to Sender", "Undeliverable message", "[BOUNCE]", "Bounced mail", "failure notice",
        "Failure Notice", "failure delivery", "Mail System Error - Returned Mail", "Mail Delivery Failure",
        "Delivery Notification: Delivery has failed", "Delivery Status Notification (Failure)", "DELIVERY FAILURE: x",
        "Mail delivery failed: returning message to sender", "Message delivery has failed", "Mail Delivery Warning",
        "NOTICE: mail delivery status.", "Non-Delivery: your message",
        "Postmaster notify: see transcript for details",
        "There was an error sending your mail", "Warning: message x delayed 24 hours",
        "Warning: could not send message",
        "Mail failure - malformed recipient address", "AWS Notification Message",
        "Ignored NOT MEMBER article from ada@example.org (list ML)", "Loop Back Warning: x",
        "fml system error message",
        "Non remis : Contribution", "Message non distribué", "Échec de la remise", "No se puede entregar: x",
        "Notificación del estado de entrega", "Не доставлено: x", "Недоставленное сообщение", "تعذر تسليم الرسالة",
        "退信：x", "系统退信", "无法投递", "未送达: x", "宛先不明", "配信エラー", "メール配信失敗", "배달 실패",
        "Unzustellbar: x", "Non recapitabile: x",
        "Não entregue: x", "Niet bestelbaar: x", "[EXTERNAL] Undeliverable: x",
    ],
)  # fmt: skip
def test_a_delivery_report_is_known_by_its_subject(subject: str) -> None:
    assert routed(from_("ada@example.org", subject, "Details are attached.")) == "report"
    assert routed(from_("ada@example.org", f"Fwd: {subject}", "Is this right?")) == "question"


QMAIL = """Hi. This is the qmail-send program at example.org.
I'm afraid I wasn't able to deliver your message to the following addresses.

<a@b.example>:
Remote host said: 550 5.1.1 <a@b.example>
"""
GATEWAY = "Sent <<< RCPT TO:<a@b.example>\nUnable to deliver message to <a@b.example>"
FML = "Duplicated Message-ID in <a@b.example>.\nOriginal mail as follows:\n550 5.7.1 loop"
JAMES = "Error message below:\n550 - Requested action not taken: no such user\nMessage details:\n  RCPT TO: a@b.example"
MOBILE = "Message could not be delivered to mobile.\nError: 550 5.1.1"
SENDMAIL = "The following addresses had permanent fatal errors\n554 5.0.0 <x>"


@pytest.mark.parametrize(
    ("who", "text", "changes"),
    [
        pytest.param("sysadmin@vzwpix.example", MOBILE, {}, id="mobile"),
        pytest.param("x@example.org", QMAIL, {"attachments": RETURNED}, id="qmail"),
        pytest.param("imss@kviv.example", GATEWAY, {"return_path": "MAILER-DAEMON@example.org"}, id="gateway"),
        pytest.param("list-admin@example.org", FML, {}, id="fml"),
        pytest.param("mail@example.org", JAMES, {"attachments": RETURNED}, id="james"),
        pytest.param("noreply@example.org", "It could not be delivered. 5.1.1 Invalid user address", {}, id="noreply"),
        pytest.param("smtp@example.org", SENDMAIL, {}, id="sendmail"),
    ],
)
def test_a_delivery_report_is_known_by_its_words_and_two_marks_more(
    who: str, text: str, changes: dict[str, Any]
) -> None:
    assert routed(from_(who, "Our document", text, **changes)) == "report"


@pytest.mark.parametrize(
    ("subject", "route"),
    [
        ("Mailbox full", "report"),
        ("mx1.example.org: Mailbox full", "report"),
        ("Re: [mx1] quota: Mailbox full", "report"),
        ("mx1.example.org: our paper", "question"),
    ],
)
def test_the_end_of_a_subject_is_such_a_mark_too(subject: str, route: str) -> None:
    assert routed(from_("ada@example.org", subject, MOBILE)) == route


@pytest.mark.parametrize(
    ("who", "subject", "text"),
    [
        ("staff@hotmail.com", "complaint about message from 192.0.2.1", ""),
        ("complaints@email-abuse.amazonses.example", "complaint about message from 192.0.2.1", "A user complained."),
        ("scomp@aol.example", "Email Feedback Report for IP 192.0.2.1", "This is an email abuse report."),
        ("feedback@arf.mail.example", "FW: Our paper", "This is an email abuse report for an email message from you."),
        ("fbl@usa.example", "Abuse Report", "Feedback-Type: abuse\nUser-Agent: FBL/1.0\nVersion: 1"),
        ("x@example.org", "Hello", "This is an email abuse report for an email message received from IP 192.0.2.1"),
        ("abuse@isp.example", "Abuse complaint [123]", "Unsolicited mail originated from your network."),
        ("noreply-dmarc@example.org", "Report Domain: itu.int Submitter: example.org", ""),
        ("abuse@isp.example", "Re: your mail", "Thank you for contacting the abuse desk."),
    ],
)
def test_a_complaint_is_a_report(who: str, subject: str, text: str) -> None:
    assert routed(from_(who, subject, text)) in ("report", "automatic")


@pytest.mark.parametrize(
    ("who", "subject", "text"),
    [
        (
            "ada@example.org",
            "Fwd: Undeliverable: our paper",
            "What does this mean?\n\nFrom: MAILER-DAEMON\n550 5.1.1 <x>",
        ),
        (
            "ada@example.org",
            "Unable to send our contribution",
            "The server says 550 5.1.1 <x>: user unknown. What now?",
        ),
        ("ada@example.org", "Mailbox full", "Your mailbox is full, our message could not be delivered. Bo will call."),
        ("ada@example.org", "User not found in the portal", "We cannot register for the meeting."),
        ("ada@example.org", "Security alert in the portal", "The portal shows a warning."),
        ("ada@example.org", "Delivery report of the pilot", "The pilot ends in May."),
        ("abuse@isp.example", "Meeting", "We come on Monday."),
        ("support@example.org", "Access", "The address of the portal is unknown to us."),
        ("ada@example.org", "Complaint about messages", "We get your reminders twice."),
    ],
)
def test_what_a_person_writes_about_mail_is_a_question(who: str, subject: str, text: str) -> None:
    assert routed(from_(who, subject, text)) == "question"


@pytest.mark.parametrize(
    "subject",
    [
        "AUTO: Ada Lovelace is out of the office", "Out-of-Office: x", "Vacation reply", "Absence du bureau : x",
        "Respuesta automática: x", "Автоответ: x", "الرد التلقائي: x", "自动回复：x", "自動返信",
        "Automatyczna odpowiedź: x",
        "[EXT] Automatic reply: x", "Risposta automatica: x", "부재중: x",
    ],
)  # fmt: skip
def test_an_answer_of_a_program_is_known_by_its_subject(subject: str) -> None:
    assert routed(mail(subject, text="I am away.")) == "automatic"


@pytest.mark.parametrize(
    "text",
    [
        "This is an automatically generated message. Ticket 12 was opened.",
        "Your request was received.\nPlease do not reply to this e-mail.",
        "Ceci est un message automatique.",
        "Este es un correo automático, no responda a este correo.",
        "Это письмо сформировано автоматически.",
        "本邮件由系统自动发送，请勿直接回复此邮件。",
    ],
)
def test_a_text_that_says_that_a_program_wrote_it_is_automatic(text: str) -> None:
    assert routed(mail("Ticket", text=text)) == "automatic"


@pytest.mark.parametrize("name", ["mailing-list", "x-mailing-list", "x-mlserver"])
def test_what_list_servers_of_old_write_marks_a_list(name: str) -> None:
    assert routed(program(name, "fml")) == "list"


def test_a_text_with_a_picture_is_a_question() -> None:
    assert routed(mail("Room", text="Here is the room plan."), SCAN) == "question"
    assert routed(mail("Room", text="Please find attached our plan."), SCAN) == "submission"
