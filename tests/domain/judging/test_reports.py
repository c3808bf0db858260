"""Reports about our own letters: which letter, which recipient, and what became of it."""

import pytest

from intake.domain.judging.reports import Fate, Told, letters_named, told
from intake.domain.mail import Mail, Report, ReportAction, Reported
from tests.domain.cases import address, mail

OURS = "<ours@itu.int>"
TO, COPY = "ada@example.org", "eve@example.org"


def report(*recipients: Reported) -> Mail:
    return mail(report=Report("delivery", (OURS,), recipients))


def of(action: ReportAction, *addresses: str) -> Reported:
    return Reported(addresses, action, "5.1.1", "550 no such user")


def about(fate: Fate, to: str) -> Told:
    return Told(fate, to, "5.1.1", "550 no such user")


def by_daemon(subject: str, text: str, **more: tuple[str, ...]) -> Mail:
    return mail(subject, text=text, from_=(address("MAILER-DAEMON@mx.example"),), attachments=(), **more)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(report(of("failed", TO)), [about("failed", TO)], id="failed"),
        pytest.param(report(of("failed", "Ada@Example.ORG")), [about("failed", TO)], id="in-other-letters"),
        pytest.param(report(of("failed", COPY)), [about("copy-failed", COPY)], id="the-copy"),
        pytest.param(report(of("failed", COPY, "new@b.example")), [about("copy-failed", COPY)], id="copy-passed-on"),
        pytest.param(
            report(of("failed", "new@b.example"), of("failed", COPY)),
            [about("failed", "new@b.example"), about("copy-failed", COPY)],
            id="copy-and-perhaps-passed-on",
        ),
        pytest.param(report(of("failed", "new@b.example")), [about("failed", "new@b.example")], id="passed-on"),
        pytest.param(report(of("failed")), [about("failed", "")], id="nobody-named"),
        pytest.param(report(of("delayed", TO)), [about("delayed", TO)], id="delayed"),
        pytest.param(report(of("delivered", TO)), [about("delivered", TO)], id="delivered"),
        pytest.param(report(of("expanded", TO)), [about("delivered", TO)], id="to-a-list"),
        pytest.param(report(of("relayed", TO)), [about("relayed", TO)], id="relayed"),
        pytest.param(
            report(of("delivered", TO), of("failed", COPY)),
            [about("delivered", TO), about("copy-failed", COPY)],
            id="each-recipient",
        ),
        pytest.param(report(of("failed", TO), of("failed", TO)), [about("failed", TO)], id="said-twice"),
        pytest.param(report(), [Told("failed")], id="no-status"),
        pytest.param(report(of("", TO)), [Told("failed")], id="no-action"),
        pytest.param(mail(report=Report("feedback", (OURS,))), [Told("complaint")], id="feedback"),
        pytest.param(by_daemon("failure notice", "user unknown"), [Told("failed")], id="qmail"),
        pytest.param(
            by_daemon("Warning: could not send message for past 4 hours", ""), [Told("delayed")], id="sendmail"
        ),
        pytest.param(
            by_daemon("Delayed mail", "I will keep trying until it is 5 days old."), [Told("delayed")], id="wait"
        ),
        pytest.param(by_daemon("Mail delivery failed", "> it was delayed"), [Told("failed")], id="quoted-words"),
    ],
)
def test_a_report_tells_what_became_of_each_recipient(one: Mail, expected: list[Told]) -> None:
    assert told(one, (TO, COPY)) == expected


def test_a_report_about_many_tells_a_few() -> None:
    many = [of("relayed", f"p{number}@b.example") for number in range(200)]
    assert len(told(report(*many), (TO, COPY))) == 10
    assert len(letters_named(mail(report=Report("delivery", tuple(f"<{n}@x>" for n in range(100)))))) == 10


@pytest.mark.parametrize(
    ("one", "named"),
    [
        pytest.param(report(of("failed", TO)), (OURS,), id="standard"),
        pytest.param(mail(report=Report("disposition", (OURS,))), (), id="read-receipt"),
        pytest.param(mail(report=Report("calendar", (OURS,))), (), id="calendar"),
        pytest.param(by_daemon("failure notice", "x", quoted_ids=(OURS,)), (OURS,), id="in-the-returned-header"),
        pytest.param(by_daemon("failure notice", "x", in_reply_to=(OURS,)), (OURS,), id="as-an-answer"),
        pytest.param(mail("Re: Registered", text="Thanks", in_reply_to=(OURS,)), (), id="a-person-answers"),
        pytest.param(mail("I am away", return_path="", in_reply_to=(OURS,)), (), id="somebody-is-away"),
        pytest.param(mail("Fwd: failure notice", quoted_ids=(OURS,)), (), id="a-person-passes-it-on"),
    ],
)
def test_only_a_report_is_about_a_letter_of_ours(one: Mail, named: tuple[str, ...]) -> None:
    assert letters_named(one) == named
