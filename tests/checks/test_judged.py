"""The checks in the engine: which of them look at what, and under whose rules."""

from dataclasses import replace

import pytest

from intake.checks import REGISTRY
from intake.domain.document import FileReading, Reading
from intake.domain.judging.judge import Receipted, judge, prepare
from intake.domain.mail import Mail, Problem
from intake.domain.rulebook import Policy, Rulebook, Variant
from intake.domain.submission import Snapshot
from intake.domain.verdict import Verdict
from tests.domain.cases import DEADLINE, RECEIVED, attachment, digest, mail, rulebook, stamps


def judged(sent: Mail, *files: FileReading, late: bool = False, partial: bool = False, **changes: Rulebook) -> Verdict:
    received = DEADLINE.replace(hour=23) if late else RECEIVED
    reading = Reading(digest("raw"), 70_000_000, "1", sent, files)
    prepared = prepare(reading, changes.get("rulebook", rulebook()), received)
    receipted = Receipted(received, "internaldate", stamps(received), partial)
    return judge(prepared, receipted, Snapshot(), REGISTRY, loop_token="ours")


def file(name: str, filetype: str, *problems: str) -> FileReading:
    found = tuple(Problem(one) for one in problems)
    return FileReading(digest(name), 40_000, filetype, problems=found)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("verdict", "found", "disposition"),
    [
        pytest.param(judged(mail(attachments=())), [("ENV-001", None)], "return", id="no-document"),
        pytest.param(
            judged(mail(attachments=(attachment("a.xlsx"),)), file("a.xlsx", "other")),
            [("ENV-001", 0)],
            "return",
            id="x",
        ),
        pytest.param(
            judged(mail(attachments=(), problems=(Problem("partial"),)), partial=True),
            [("FIL-005", None)],
            "hold",
            id="big",
        ),
        pytest.param(
            judged(mail(attachments=(attachment("a.pdf"),)), file("a.pdf", "pdf")), [("FIL-010", 0)], "hold", id="pdf"
        ),
        pytest.param(
            judged(mail(attachments=(attachment("a.doc"),)), file("a.doc", "doc")), [("FIL-001", 0)], "hold", id="doc"
        ),
        pytest.param(
            judged(mail(attachments=(attachment("a.docx"),)), file("a.docx", "docx", "password")),
            [("FIL-003", 0)],
            "return",
            id="locked",
        ),
        pytest.param(
            judged(mail(attachments=(attachment("a.docx"),)), file("a.docx", "docx", "killed")),
            [("SYS-001", 0)],
            "hold",
            id="our-fault",
        ),
    ],
)
def test_what_a_mail_becomes(verdict: Verdict, found: list[tuple[str, int | None]], disposition: str) -> None:
    assert [(one.id, one.document) for one in verdict.findings] == found
    assert verdict.disposition == disposition


def test_the_rules_of_the_meeting_are_those_that_count() -> None:
    usual = rulebook()
    rejecting = {**usual.rules, "TIM-001": replace(usual.rules["TIM-001"], severity="error")}
    own = replace(usual, variants={usual.meetings[0].id: Variant(rejecting, Policy(late="reject"))})
    sent, one = mail(attachments=(attachment("a.pdf"),)), file("a.pdf", "pdf")
    severities = [
        {each.id: each.severity for each in judged(sent, one, late=True, rulebook=book).findings}
        for book in (usual, own)
    ]
    assert [each["TIM-001"] for each in severities] == ["hold", "error"]
