"""M01 to M42: whatever mail comes, down to what becomes of it and whether its sender is answered.

The parts of the line have tests of their own in many more shapes. What a mailbox or a server does wrong is tried in
tests/adapters and tests/live.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path

import pytest

from intake.ports import Reader, Sending
from tests.line.letters_in import paper
from tests.line.worlds import START, World
from tests.readers.build import DOCX, multipart, part, words
from tests.readers.build import mail as built
from tests.store.databases import ready_url

AWAY = "I am away until Monday."


def sent(name: str, *fields: str, body: bytes | None = None, without: tuple[str, ...] = ()) -> bytes:
    """A mail of a sender of its own, by default with a contribution of its own."""
    usual = (
        f"From: Ada <{name.lower()}@example.org>",
        f"Message-ID: <{name}@example.org>",
        f"Return-Path: <{name.lower()}@example.org>",
    )
    given = {one.partition(":")[0].lower() for one in fields} | {one.lower() for one in without}
    kept = [one for one in usual if one.partition(":")[0].lower() not in given]
    return built(carrying(name) if body is None else body, *kept, *fields, without=without)


def carrying(name: str, *more: bytes) -> bytes:
    letters = "".join(chr(ord("a") + int(one)) if one.isdigit() else one for one in name)
    return multipart(
        words(), part(paper(f"On {letters}"), DOCX, disposition='attachment; filename="Input.docx"'), *more
    )


def report(kind: str, action: str = "failed") -> bytes:
    status = (
        "Reporting-MTA: dns; mx.example\r\n\r\n"
        f"Final-Recipient: rfc822; ada@example.org\r\nAction: {action}\r\nStatus: 5.1.1\r\n"
    )
    return multipart(
        words("Sorry."),
        part(status.encode(), f"message/{kind}", encoding="7bit"),
        kind="report",
        parameters=f"; report-type={kind}",
    )


SPLIT = multipart(part(paper("On x"), DOCX), boundary="x") + b"--y\r\n" + part(paper("On y"), DOCX) + b"\r\n--y--\r\n"
ACCEPT, SILENT = ("accept", "paid"), ("ignore", None)
UNANSWERED, HELD = ("accept", "withheld"), ("hold", "withheld")

ROWS: Mapping[str, tuple[bytes, tuple[str, str | None]]] = {
    "M01-vacation": (sent("m01a", "Auto-Submitted: auto-replied", body=words(AWAY)), SILENT),
    "M01-with-a-document": (sent("m01b", "Auto-Submitted: auto-generated"), HELD),
    "M02-list": (sent("m02a", "List-Id: <l.example.org>"), UNANSWERED),
    "M02-precedence": (sent("m02b", "Precedence: bulk"), UNANSWERED),
    "M02-suppress": (sent("m02c", "X-Auto-Response-Suppress: All"), UNANSWERED),
    "M02-x-ack": (sent("m02d", "X-Ack: no"), UNANSWERED),
    "M02-words": (sent("m02e", "List-Id: <l.example.org>", body=words("News of the month.")), SILENT),
    "M02-autoreply": (sent("m02f", "X-Autoreply: yes", body=words(AWAY)), SILENT),
    "M03-null-path": (sent("m03a", "Return-Path: <>", body=words(AWAY)), SILENT),
    "M03-null-path-with-a-document": (sent("m03b", "Return-Path: <>"), HELD),
    "M03-daemon": (sent("m03c", "From: MAILER-DAEMON@example.org", body=words(AWAY)), SILENT),
    "M03-no-reply-with-a-document": (sent("m03d", "From: no-reply@example.org"), HELD),
    "M03-no-reply": (sent("m03e", "From: no-reply@example.org", body=words(AWAY)), SILENT),
    "M03-share-notice": (
        sent(
            "m03f",
            "From: no-reply@sharepointonline.com",
            body=words("Ada shared a file with you: https://contoso.sharepoint.com/:w:/g/x"),
        ),
        HELD,
    ),
    "M05-delayed": (sent("m05", "Return-Path: <>", body=report("delivery-status", "delayed")), SILENT),
    "M06-bounce-of-no-standard": (
        sent(
            "m06",
            "From: MAILER-DAEMON@qmail.example",
            "Subject: failure notice",
            body=words("Hi. This is the qmail-send program.\n<ada@example.org>:\nuser unknown"),
        ),
        SILENT,
    ),
    "M07-read": (sent("m07a", body=report("disposition-notification")), SILENT),
    "M07-complaint": (sent("m07b", body=report("feedback-report")), SILENT),
    "M07-calendar": (
        sent(
            "m07c",
            body=multipart(
                words("Accepted."), part(b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n", "text/calendar; method=REPLY")
            ),
        ),
        SILENT,
    ),
    "M07-asks-for-a-read-receipt": (sent("m07d", "Disposition-Notification-To: <m07d@example.org>"), ACCEPT),
    "M08-our-mark": (sent("m08a", "X-Intake-Loop: loop-mark-of-the-tests"), SILENT),
    "M08-our-mailbox": (sent("m08b", "From: <tsbjcamv@itu.int>"), SILENT),
    "M13-no-from": (sent("m13a", without=("From",)), HELD),
    "M13-two-from": (sent("m13b", "From: Ada <m13b@example.org>", "From: Eve <eve@example.org>"), HELD),
    "M13-group": (sent("m13c", "From: undisclosed-recipients:;"), HELD),
    "M13-only-a-name": (sent("m13d", "From: Ada Example"), HELD),
    "M13-empty": (sent("m13e", "From:"), HELD),
    "M14-address-in-the-name": (sent("m14a", 'From: "alice@example.com" <m14a@example.org>'), ACCEPT),
    "M14-mixed-script": (sent("m14b", "From: Ada <m14b@ex\u0430mple.org>"), HELD),
    "M15-comment": (sent("m15a", "From: alice@a(<m15a@example.org>"), HELD),
    "M15-bracket": (sent("m15b", "From: alice@a)bob@example.org"), HELD),
    "M15-two-at": (sent("m15c", "From: <a@b@example.org>"), HELD),
    "M15-list": (sent("m15d", "From: ada@example.org, bob@example.org"), HELD),
    "M16-reply-to": (sent("m16a", "Reply-To: <elsewhere@other.example>"), ACCEPT),
    "M16-reply-to-500": (
        sent("m16b", "Reply-To: " + ",\r\n ".join(f"<p{n}@other.example>" for n in range(500))),
        ACCEPT,
    ),
    "M16-reply-to-us": (sent("m16c", "Reply-To: <tsbjcamv@itu.int>"), ACCEPT),
    "M17-subject": (sent("m17a", "Subject: =?utf-8?q?a=0D=0ABcc:_x@other.example=00=C2=85=E2=80=AEx?="), ACCEPT),
    "M17-name": (sent("m17b", "From: =?utf-8?q?Ada=0D=0ABcc=3A_x?= <m17b@example.org>"), ACCEPT),
    "M18-space": (sent("m18a", "From: <ada example@example.org>"), HELD),
    "M18-long": (sent("m18b", f"From: <{'a' * 300}@example.org>"), HELD),
    "M18-no-ascii": (sent("m18c", "From: <m\u00e9@example.org>"), HELD),
    "M18-line-break": (sent("m18d", "From: <=?utf-8?q?ada=0D=0ARCPT?=@example.org>"), HELD),
    "M19-dots": (
        sent(
            "m19",
            "Subject: .",
            body=multipart(
                words("..\r\n.\r\nMAIL FROM:<x@y.example>"),
                part(paper("On dots"), DOCX, disposition='attachment; filename="...docx"'),
            ),
        ),
        ACCEPT,
    ),
    "M20-raw-utf-8": (sent("m20a", "Subject: Contribution \u6587\u7a3f"), ACCEPT),
    "M20-wrong-charset": (sent("m20b", "Subject: =?x-unknown?q?a=FF?= =?utf-8?q?=FF=FE?="), ACCEPT),
    "M20-nul-charset": (sent("m20c", "Subject: =?\0?q?a?="), ACCEPT),
    "M24-no-id": (sent("m24a", without=("Message-ID",)), ACCEPT),
    "M24-malformed-id": (sent("m24b", "Message-ID: <<x>"), ACCEPT),
    "M24-two-ids": (sent("m24c", "Message-ID: <m24c@example.org>", "Message-ID: <other@example.org>"), ACCEPT),
    "M30-no-date": (sent("m30a", without=("Date",)), ACCEPT),
    "M30-2099": (sent("m30b", "Date: Thu, 30 Apr 2099 15:30:00 +0000"), ACCEPT),
    "M30-1970": (sent("m30c", "Date: Thu, 1 Jan 1970 00:00:00 -0000"), ACCEPT),
    "M30-second-60": (sent("m30d", "Date: Thu, 30 Apr 2026 15:30:60 +2400"), ACCEPT),
    "M40-words": (sent("m40a", body=words("Please find the contribution attached.")), ("return", "paid")),
    "M40-logo": (
        sent(
            "m40b",
            body=multipart(
                words("Please find the contribution attached."),
                part(b"\x89PNG\r\n\x1a\n" + bytes(300), "image/png", disposition='inline; filename="logo.png"'),
            ),
        ),
        ("return", "paid"),
    ),
    "M40-question": (sent("m40c", body=words("When does the meeting begin?")), ("question", None)),
    "M41-two-types": (sent("m41a", 'Content-Type: multipart/mixed; boundary="=_other"'), ACCEPT),
    "M41-two-boundaries": (sent("m41b", body=SPLIT.replace(b'boundary="x"', b'boundary="x"; boundary="y"')), HELD),
    "M41-boundary-with-a-comment": (sent("m41c", body=SPLIT.replace(b'boundary="x"', b"boundary=x(y)")), HELD),
}
"""What came, its disposition, and the state of its receipt: withheld ones stand on the work list."""

OURS = {
    "From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Auto-Submitted",
    "X-Auto-Response-Suppress", "X-Intake-Loop", "MIME-Version", "Content-Type",
}  # fmt: skip
"""The header fields of our receipts."""

ELSEWHERE = (
    (
        "M04",
        "line/trouble/test_alerts.py",
        "test_a_receipt_that_did_not_arrive_is_told_once_however_often_it_is_reported",
    ),
    ("M09", "line/test_mailbox.py", "test_a_thousand_rounds_of_a_responder_without_headers_stop"),
    ("M10", "line/test_senders.py", "test_a_new_paper_waits_as_the_rulebook_says"),
    ("M11", "domain/origin/test_authentication.py", "test_only_our_own_border_counts"),
    ("M12", "domain/origin/test_authentication.py", "test_arc_counts_by_sealers_of_ours_that_saw_it_proven"),
    ("M21", "readers/mail/test_eml.py", "test_limits_are_hit_soon"),
    ("M22", "line/test_line.py", "test_the_same_mail_by_another_path_is_one_submission"),
    ("M23", "line/test_mail_hazards.py", "test_another_content_under_the_same_message_id_is_another_mail_and_told_m23"),
    ("M25", "line/test_mailbox.py", "test_a_rebuilt_folder_gives_no_second_number_and_no_second_answer"),
    ("M26", "adapters/imap/test_imap.py", "test_what_lies_there_is_listed_in_order_and_only_above_the_mark"),
    ("M27", "adapters/imap/test_imap.py", "test_a_mail_that_somebody_moved_meanwhile_is_gone"),
    ("M28", "adapters/imap/test_imap.py", "test_looking_and_fetching_leave_a_mail_unread"),
    ("M29", "adapters/imap/test_imap_dovecot.py", "test_a_mail_is_moved_as_well_as_the_server_can"),
    ("M31", "pipeline/story/test_instants.py", "test_disputed_clocks_on_two_sides_of_the_deadline_are_told"),
    ("M32", "line/test_line.py", "test_the_deadline_second_is_included"),
    ("M33", "line/meetings/test_agenda_faults.py", "test_while_our_clock_is_wrong_nothing_scheduled_happens"),
    (
        "M34",
        "adapters/imap/test_imap_broken_server.py",
        "test_a_server_that_leaves_while_we_wait_never_makes_a_busy_loop",
    ),
    ("M35", "adapters/imap/test_imap_network.py", "test_a_mail_that_drips_is_given_up_although_each_read_gets_a_byte"),
    ("M36", "adapters/imap/test_imap_broken_server.py", "test_a_busy_server_is_not_taken_for_a_refused_login"),
    ("M37", "line/trouble/test_outages.py", "test_a_real_login_that_is_refused_reaches_a_person"),
    ("M38", "adapters/imap/test_imap_dovecot.py", "test_no_password_goes_to_a_server_whose_certificate_is_not_trusted"),
    ("M39", "adapters/smtp/test_smtp_trouble.py", "test_every_answer_at_every_step_has_its_meaning"),
    ("M42", "line/trouble/test_poison.py", "test_a_mail_that_breaks_its_reader_is_held_after_three_tries_alone"),
)
"""The hazards that need a server, a second mail or another clock, and the test of each."""


@dataclass(frozen=True)
class Taken:
    """What became of every row, and all letters that left."""

    became: Mapping[str, tuple[str | None, str | None]]
    letters: tuple[Sending, ...]


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[Taken]:
    folder = tmp_path_factory.mktemp("hazards")
    world = World(folder, ready_url("sqlite", folder), reader)
    for raw, _ in ROWS.values():
        world.server.deliver(raw, START)
    line = world.start()
    world.run(line)
    became = {}
    with line.store.read() as work:
        for name, (raw, _) in ROWS.items():
            (one,) = work.submissions.by_raw(hashlib.sha256(raw).hexdigest())
            states = [debt.state for debt in work.debts.of(one.id) if debt.kind == "receipt"]
            became[name] = (one.disposition, states[-1] if states else None)
    yield Taken(became, tuple(world.sink.receipts))
    world.close()


@pytest.mark.parametrize("name", ROWS)
def test_each_hazard_of_a_mail_has_its_outcome(taken: Taken, name: str) -> None:
    assert taken.became[name] == ROWS[name][1]


def test_every_hazard_has_a_test() -> None:
    here = {name.partition("-")[0] for name in ROWS}
    for _, path, test in ELSEWHERE:
        assert f"def {test}(" in (Path(__file__).parents[1] / path).read_text()
    assert here | {name for name, _, _ in ELSEWHERE} == {f"M{number:02}" for number in range(1, 43)}


def test_another_content_under_the_same_message_id_is_another_mail_and_told_m23(world: World) -> None:
    for title in ("On avatars", "On avatars", "On twins"):
        body = multipart(words(title), part(paper(title), DOCX, disposition='attachment; filename="Input.docx"'))
        world.server.deliver(sent("m23", body=body), START)
    line = world.start()
    world.run(line)
    with line.store.read() as work:
        assert [one.reference for one in work.submissions.listed()] == ["MV-26-0001", "MV-26-0002"]
        (told,) = work.log.listed(what="same-message-id")
    assert told.why == "It has the same Message-ID as MV-26-0001, and another content."


def test_each_answer_goes_to_the_address_in_from_and_to_nobody_else_m14_m16_m18(taken: Taken) -> None:
    answered = [name for name, (_, (_, state)) in ROWS.items() if state == "paid"]
    expected = [message_from_bytes(ROWS[name][0])["Return-Path"].strip("<>") for name in answered]
    assert sorted(one for letter in taken.letters for one in letter.recipients) == sorted(expected)


def test_no_mail_makes_a_header_or_a_second_mail_of_ours_m17_m19(taken: Taken) -> None:
    assert {name for letter in taken.letters for name in message_from_bytes(letter.raw)} == OURS
    for letter in taken.letters:
        assert max(map(len, letter.raw.split(b"\r\n"))) <= 998
        assert b"\r" not in letter.raw.replace(b"\r\n", b"")
        assert not [one for one in letter.raw.decode().split("\r\n\r\n")[0] if ord(one) < 32 and one not in "\r\n\t"]
