"""Machines' reports are told apart from mail that people write."""

import pytest

from intake.domain.mail import Report, ReportAction, Reported
from intake.readers.mail.eml import read_mail
from tests.readers.build import DOCX, contribution, mail, multipart, part, words

RETURNED = b"From: secretariat@itu.int\r\nMessage-ID: <ours@itu.int>\r\nSubject: Registered\r\n\r\nBody\r\n"


def status(action: str, *, kind: str = "delivery-status") -> bytes:
    text = (
        "Reporting-MTA: dns; mx.example\r\n\r\n"
        f"Final-Recipient: rfc822; ada@example.org\r\nAction: {action}\r\nStatus: 5.1.1\r\n"
    )
    return part(text.encode(), f"message/{kind}", encoding="7bit")


def bounce(*parts: bytes, of: str = "delivery-status") -> bytes:
    return mail(multipart(words("Sorry."), *parts, kind="report", parameters=f"; report-type={of}"), "Return-Path: <>")


def of_ada(action: ReportAction) -> tuple[Reported, ...]:
    return (Reported(("ada@example.org",), action, "5.1.1"),)


BLOCK = b"Original-Message-ID: <ours@itu.int>\r\nFinal-Recipient: rfc822; <ada@example.org>\r\n"
WHOLE = part(RETURNED, "message/rfc822", encoding="7bit")


@pytest.mark.parametrize(
    ("raw", "report"),
    [
        pytest.param(bounce(status("failed"), WHOLE),
                     Report("delivery", ("<ours@itu.int>",), of_ada("failed")), id="dsn-with-mail"),
        pytest.param(bounce(status("Failed (mailbox full)"), part(RETURNED, "text/rfc822-headers", encoding="7bit")),
                     Report("delivery", ("<ours@itu.int>",), of_ada("failed")), id="dsn-odd-action"),
        pytest.param(bounce(status("delayed"), part(RETURNED, "text/rfc822-headers", encoding="7bit")),
                     Report("delivery", ("<ours@itu.int>",), of_ada("delayed")), id="dsn-delayed"),
        pytest.param(mail(multipart(words(), status("relayed")), "In-Reply-To: <ours@itu.int>"),
                     Report("delivery", ("<ours@itu.int>",), of_ada("relayed")), id="dsn-in-mixed"),
        pytest.param(bounce(status("failed", kind="global-delivery-status")),
                     Report("delivery", (), of_ada("failed")), id="dsn-utf-8"),
        pytest.param(bounce(of="delivery-status"), Report("delivery"), id="dsn-without-status"),
        pytest.param(bounce(part(BLOCK, "message/disposition-notification", encoding="7bit"),
                            of="disposition-notification"),
                     Report("disposition", ("<ours@itu.int>",), (Reported(("ada@example.org",)),)), id="read-receipt"),
        pytest.param(bounce(part(b"Feedback-Type: abuse\r\n", "message/feedback-report", encoding="7bit"), WHOLE,
                            of="feedback-report"),
                     Report("feedback", ("<ours@itu.int>",)), id="complaint"),
        pytest.param(mail(multipart(words(), part(b"BEGIN:VCALENDAR\r\n", "text/calendar; method=REPLY"))),
                     Report("calendar"), id="calendar-reply"),
        pytest.param(mail(multipart(words(), part(b"METHOD:REPLY\r\n", "text/calendar"))),
                     Report("calendar"), id="calendar-reply-in-body"),
        pytest.param(mail(multipart(words(), part(b"METHOD:REQUEST\r\n", "text/calendar"))), None, id="invitation"),
        pytest.param(mail(multipart(words(), WHOLE)), None, id="forwarded-mail"),
        pytest.param(mail(), None, id="ordinary"),
    ],
)  # fmt: skip
def test_a_report_is_recognised(raw: bytes, report: Report | None) -> None:
    assert read_mail(raw).mail.report == report


def test_a_report_has_no_files_but_the_returned_mail() -> None:
    """The copy that comes back is one file, and the document inside it is nobody's contribution."""
    copy = mail(multipart(words(), part(contribution(), DOCX), boundary="inner"))
    raw = bounce(status("failed"), part(copy, "message/rfc822", encoding="8bit"))
    assert [one.content_type for one in read_mail(raw).mail.attachments] == ["message/rfc822"]


@pytest.mark.parametrize(
    ("field", "kept"),
    [
        ("Auto-Submitted: auto-replied", ("auto-submitted", "auto-replied")),
        ("Precedence: bulk", ("precedence", "bulk")),
        ("List-Id: <l.example.org>", ("list-id", "<l.example.org>")),
        ("LIST-UNSUBSCRIBE: <mailto:x@example.org>", ("list-unsubscribe", "<mailto:x@example.org>")),
        ("X-Auto-Response-Suppress: All", ("x-auto-response-suppress", "All")),
        ("X-Autoreply: yes", ("x-autoreply", "yes")),
        ("X-Failed-Recipients: ada@example.org", ("x-failed-recipients", "ada@example.org")),
        ("X-Loop: x@example.org", ("x-loop", "x@example.org")),
    ],
)
def test_fields_by_which_programs_mark_their_mail_are_kept(field: str, kept: tuple[str, str]) -> None:
    assert read_mail(mail(None, field)).mail.automatic == (kept,)


def test_our_own_loop_marks_are_kept_apart() -> None:
    found = read_mail(mail(None, "X-Intake-Loop: abc", "X-Intake-Loop: def")).mail
    assert found.loop_tokens == ("abc", "def")
    assert found.automatic == ()


def test_a_report_names_no_more_mails_than_we_look_up() -> None:
    references = "References: " + "".join(f"<{one}>" for one in range(30_000))
    found = read_mail(mail(multipart(words(), status("failed")), "In-Reply-To: <ours@itu.int>", references)).mail.report
    assert found is not None
    assert (len(found.original_ids), found.original_ids[0]) == (100, "<ours@itu.int>")
