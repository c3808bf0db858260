"""Why a mail got no receipt: each reason in one plain sentence, and by the command as a person types it."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from intake.app import make_home
from intake.cli.main import run_command
from intake.domain.debt import Debt
from intake.domain.submission import Delivery, DeliveryState, Timestamps
from intake.domain.verdict import Decision, Disposition, Finding, Route
from intake.pipeline.showing.unanswered import Answering, silent_findings, why_no_receipt, why_not_taken
from tests.adapters.letters.receipts import receipt
from tests.line.letters_in import mail, paper
from tests.pipeline.story.values import NOON, at, decision, submission

Run = Callable[..., tuple[int, str]]
TO = "delegate@institute.example.kr"


def debt(state: str, **other: object) -> Debt:
    plain = Debt(1, "receipt:17:1", "receipt", "owed", at(60), replace(receipt(), to=TO), submission=17, decision=1)
    return replace(plain, state=state, **other)  # type: ignore[arg-type]


def judged(
    disposition: Disposition = "accept", route: Route = "submission", why: str = "", **other: object
) -> Decision:
    one = decision(disposition, **other)  # type: ignore[arg-type]
    return replace(one, verdict=replace(one.verdict, route=route, why=why))


def linked(state: DeliveryState = "linked") -> Delivery:
    return Delivery("imap:jca-mv/INBOX/1/9", "jca-mv", "jca-mv", "INBOX", 1, 9, Timestamps(NOON), state)


RECEIPTS = [
    (debt("paid", paid_at=at(61), how="smtp"), f"A receipt was sent to {TO} at 2026-04-30 12:01:01 UTC."),
    (debt("paid", paid_at=at(61), how="imap"), "put into Drafts at 2026-04-30 12:01:01 UTC, for a person to send."),
    (
        debt("paid", paid_at=at(61), how="person", note="it is among the sent mail"),
        "from Drafts; that is known since 2026-04-30 12:01:01 UTC: it is among the sent mail.",
    ),
    (debt("paid", paid_at=at(61), how="folder"), "written into a folder at 2026-04-30 12:01:01 UTC, and not sent."),
    (
        debt("paid", paid_at=at(61), how="smtp", bounced_at=at(120)),
        "at 2026-04-30 12:01:01 UTC, and came back at 2026-04-30 12:02:00 UTC.",
    ),
    (debt("owed"), f"A receipt to {TO} is still owed; it leaves at 2026-04-30 12:01:00 UTC."),
    (
        debt("owed", note="451 4.7.1 greylisted", attempts=2),
        "is tried again at 2026-04-30 12:01:00 UTC. The last try came to: 451 4.7.1 greylisted.",
    ),
    (debt("refused", note="550 5.1.1 no such user"), "was not taken, and is not tried again: 550 5.1.1 no such user."),
    (debt("unknown", note="the server hung up"), "may or may not have been taken: the server hung up."),
    (debt("superseded"), "The receipt of decision 1 did not leave: a later decision took its place."),
    (debt("withheld"), "A receipt was written and withheld."),
    (
        debt("withheld", note='this home only watches (replies = "watch")'),
        'withheld: this home only watches (replies = "watch").',
    ),
    (debt("withheld", note="ABC-001: this is not answered"), "withheld: ABC-001: this is not answered."),
    (
        debt("withheld", note="3 receipts went to this address within a day", capped="address"),
        "within a day. That is the cap on receipts to one address.",
    ),
    (debt("withheld", note="9 went", capped="domain"), "That is the cap on receipts to one domain."),
    (debt("withheld", note="9 went", capped="total"), "That is the cap on receipts to everybody."),
    (debt("withheld", note="9 went", capped="file"), "That is the cap on receipts for the same file."),
]


@pytest.mark.parametrize(("one", "told"), RECEIPTS)
def test_each_receipt_says_what_became_of_it(one: Debt, told: str) -> None:
    assert told in said(Answering(submission(), (judged(),), (one,)))


def said(known: Answering) -> str:
    return " ".join(map(str, why_no_receipt(known)))


OTHERS = [
    (Answering(submission(state="stored")), "It is not decided yet"),
    (Answering(submission(state="failed", next_try=at(60))), "is tried again at 2026-04-30 12:01:00 UTC."),
    (Answering(submission(state="failed")), "a person is told."),
    (
        Answering(
            submission(), (judged("ignore", "automatic", "its Auto-Submitted field says auto-replied (RFC 3834)"),)
        ),
        "not answered. It was taken for such a mail because its Auto-Submitted field says auto-replied (RFC 3834).",
    ),
    (
        Answering(submission(), (judged("ignore", "list", "it came through a mailing list (list-id field)"),)),
        "because it came through a mailing list (list-id field).",
    ),
    (Answering(submission(), (judged("question"),)), "the rules leave such mail to a person."),
    (
        Answering(submission(), (judged(actor="eva", act="ignore", reason="It is spam."),)),
        "what eva did last at 2026-04-30 12:00:10 UTC (ignore): It is spam.",
    ),
    (Answering(submission(), (judged(act="import", actor="eva"),)), "nobody is answered for it."),
    (Answering(submission(source="desk:house/agenda"), (judged(),)), "no sender to answer."),
    (Answering(submission(), (judged(act="hold"),)), "for the last decision (hold)."),
    (
        Answering(submission(), (judged(),), (debt("owed"),), (linked("taken"), linked(), linked())),
        "(copies: 2); all of them are answered once.",
    ),
    (
        Answering(
            submission(), (judged(),), (debt("owed"),), (), (submission(reference="DC-26-0003", group="jca-dcc"),)
        ),
        "The same mail is DC-26-0003 in jca-dcc",
    ),
]


@pytest.mark.parametrize(("known", "told"), OTHERS)
def test_where_no_receipt_says_it_the_mail_does(known: Answering, told: str) -> None:
    assert told in said(known)


def test_what_forbids_any_answer_is_said_by_its_sentence() -> None:
    silent, other = (
        Finding(name, "hold", reply=reply, at="mail", facts={}, document=None)  # type: ignore[arg-type]
        for name, reply in (("ENV-010", "none"), ("ENV-007", "all"))
    )
    last = judged("hold")
    last = replace(last, verdict=replace(last.verdict, findings=(silent, other)))
    withheld = debt("withheld", note="ENV-010: this is not answered")
    assert silent_findings(Answering(submission(), (last,), (withheld,))) == (silent,)
    assert silent_findings(Answering(submission(), (last,), (debt("paid"),))) == ()


def test_a_receipt_of_before_stands_before_what_came_after_it() -> None:
    decisions = (judged(), judged(n=2, actor="eva", act="ignore", reason="Spam"))
    first, second = why_no_receipt(Answering(submission(), decisions, (debt("paid", paid_at=at(61), how="smtp"),)))
    assert str(first).startswith("A receipt was sent")
    assert "eva did last" in str(second)


@pytest.mark.parametrize(("state", "told"), [("before-base", "before the base line"), ("vanished", "was gone")])
def test_a_mail_that_was_not_taken_says_why(state: DeliveryState, told: str) -> None:
    assert told in str(why_not_taken(linked(state)))


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    home = make_home(tmp_path / "home")

    def run(*words: str) -> tuple[int, str]:
        capsys.readouterr()
        code = run_command([*words, "--home", str(home)])
        told = capsys.readouterr()
        return code, told.out + told.err

    return run


def test_the_command_tells_it(run: Run, tmp_path: Path) -> None:
    sent, automatic = tmp_path / "sent.eml", tmp_path / "automatic.eml"
    sent.write_bytes(mail("one", ("Input.docx", paper())))
    automatic.write_bytes(b"Auto-Submitted: auto-replied\r\n" + mail("two", subject="Away", text="I am away.\n"))
    for file in (sent, automatic):
        run("ingest", str(file), "--received", "2026-04-30T17:30:00+02:00")
    code, told = run("why-no-receipt", "MV-26-0001")
    assert (code, told.splitlines()[0]) == (0, "MV-26-0001")
    assert "A receipt" in told
    code, told = run("why-no-receipt", "MV-26-0002", "--json")
    assert code == 0
    assert "its Auto-Submitted field says auto-replied (RFC 3834)" in " ".join(json.loads(told)["why"])
    assert run("why-no-receipt", "MV-26-0999")[0] == 2
    code, told = run("why-no-receipt", "jca-mv/INBOX/7")
    assert code == 2
    assert "there is no submission with this id" in told
