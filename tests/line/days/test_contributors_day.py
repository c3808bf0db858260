"""A contributor's last day before a deadline, from the first paper to a revision after the close, in one home.

An assistant in Daejeon sends for a delegate; the deadline is 30 April 2026, 23:59:59 in Geneva (21:59:59 UTC).
"""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

import pytest

from intake.adapters.words.catalogs import Catalogs
from intake.adapters.words.moments import Moments
from intake.demo import documents, people, written
from intake.demo.mails import WrittenMail, outlook
from intake.demo.past import Past
from intake.demo.written import MV, Correspondence
from intake.domain.publishing.posting import waiting_versions
from intake.domain.submission import Contribution
from intake.domain.verdict import Deed, Verdict
from intake.pipeline.agenda.eve import papers_in_order
from intake.pipeline.desk.documents.posting import post
from intake.pipeline.line import Line
from intake.pipeline.showing.known import is_in
from intake.shipped import shipped_templates
from tests.line.worlds import World

SECRETARY = Deed("Ada", "looked at")


class Day:
    """The day as it goes on: what is mailed, what comes back, what is recorded."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.line: Line = world.start()
        self.past = Past(lambda: [(one.recipients, one.raw) for one in world.sink.to_senders])

    def mails(self, clock: str, write: Correspondence) -> "Came":
        """A mail that arrives at this time (UTC), and what came of it before anything else happened."""
        at = datetime.fromisoformat(f"2026-{clock}Z").astimezone(UTC)
        self.world.clock.at = at
        before = len(self.world.sink.to_senders)
        for raw in write(self.past, at):
            self.world.server.deliver(raw, at)
        self.world.run(self.line)
        with self.line.store.read() as work:
            last = work.submissions.listed()[-1]
            decision = work.submissions.decisions(last.id)[-1]
        return Came(decision.verdict, [Answer(one.recipients, one.raw) for one in self.world.sink.to_senders[before:]])

    @property
    def registered(self) -> list[Contribution]:
        with self.line.store.read() as work:
            return work.contributions.listed("jca-mv")


class Answer:
    """One receipt as its readers see it: its text is taken with all white space folded."""

    def __init__(self, recipients: tuple[str, ...], raw: bytes) -> None:
        mail = message_from_bytes(raw, _class=EmailMessage, policy=SMTP)
        body = mail.get_body(("plain",))
        assert body is not None
        self.recipients = set(recipients)
        self.to, self.cc, self.subject = str(mail["To"]), str(mail["Cc"]), str(mail["Subject"])
        self.text = " ".join(body.get_content().split())


class Came:
    """What came of one mail."""

    def __init__(self, verdict: Verdict, answers: list[Answer]) -> None:
        self.verdict = verdict
        self.answers = answers

    @property
    def receipt(self) -> Answer:
        (only,) = self.answers
        return only

    @property
    def numbers(self) -> tuple[str, ...]:
        return self.verdict.numbers

    def findings(self, *severities: str) -> set[str]:
        return {one.id for one in self.verdict.findings if one.severity in severities}


def _first_revision(_: Past, at: datetime) -> tuple[bytes, ...]:
    files = {"JCA-MV-Doc-001-Rev1.docx": documents.avatars("revised")}
    text = "Dear secretariat,\n\nhere is our first revision.\n\nKind regards\nJi-woo Han\n"
    return (outlook(WrittenMail(people.DELEGATE, (MV,), at, "JCA-MV-Doc-001-Rev1", text, files)),)


@pytest.fixture
def day(world: World) -> Day:
    return Day(world)


def test_the_contributor_s_day(day: Day) -> None:
    _one_paper_in_three_files(day)
    _the_right_version(day)
    _the_same_file_again(day)
    _a_paper_in_house_style(day)
    _the_same_on_the_template(day)
    _thanks(day)
    _a_revision_after_posting(day)
    _is_it_in(day)
    assert [(one.label, one.revision) for one in day.registered] == [("JCA-MV-Doc-001", 1), ("JCA-MV-Doc-002", 0)]


def _one_paper_in_three_files(day: Day) -> None:
    came = day.mails("04-30T15:30:00", written.clean_marked_and_pdf)
    assert came.numbers == ("JCA-MV-Doc-001",)
    roles = {one.document.file: (one.role, one.part) for one in came.verdict.documents if not one.document.picture}
    assert roles == {
        "Input_clean.docx": ("contribution", "text"),
        "Input_marked.docx": ("part", "marked"),
        "Input_clean.pdf": ("companion", None),
    }
    assert came.findings("repair") == {"TPL-004"}
    assert not came.findings("error", "hold")
    receipt = came.receipt
    assert receipt.recipients == {people.DELEGATE.address, people.ASSISTANT.address}
    assert people.DELEGATE.address in receipt.to
    assert people.ASSISTANT.address in receipt.cc
    assert receipt.subject == f"[JCA-MV] Registered: JCA-MV-Doc-001 - {documents.AVATARS}"
    for said in ("Thursday 30 April 2026, 17:30", "Friday 1 May", "00:30", "You do not need to do anything."):
        assert said in receipt.text


def _the_right_version(day: Day) -> None:
    came = day.mails("04-30T15:37:00", written.wrong_version)
    assert came.receipt.subject == f"[JCA-MV] Replaced: JCA-MV-Doc-001 - {documents.AVATARS}"
    assert came.numbers == ("JCA-MV-Doc-001",)
    (only,) = day.registered
    assert [one.files[0].name for one in only.versions] == ["Input_clean.docx", "Input_final.docx"]


def _the_same_file_again(day: Day) -> None:
    came = day.mails("04-30T15:40:00", written.once_more)
    assert came.receipt.subject == "[JCA-MV] Already registered: JCA-MV-Doc-001"
    assert "nothing more to do" in came.receipt.text
    assert len(day.registered[0].versions) == 2


def _a_paper_in_house_style(day: Day) -> None:
    came = day.mails("04-30T21:50:00", written.in_house_style)
    assert came.numbers == ()
    assert "TPL-001" in came.findings("error")
    receipt = came.receipt
    assert receipt.subject == "[JCA-MV] Please correct and send again"
    assert "https://www.itu.int/en/ITU-T/jca/mv/" in receipt.text
    for said in ("Friday 1 May 2026, 23:59", "30 April 2026, 23:50"):
        assert said in receipt.text


def _the_same_on_the_template(day: Day) -> None:
    came = day.mails("04-30T22:20:00", written.corrected)
    assert came.numbers == ("JCA-MV-Doc-002",)
    assert came.verdict.late_by == 0
    assert came.verdict.counts_from == datetime(2026, 4, 30, 21, 50, tzinfo=UTC)
    assert not came.findings("hold", "error", "warning")
    receipt = came.receipt
    assert receipt.subject == f"[JCA-MV] Registered: JCA-MV-Doc-002 - {documents.TWINS}"
    for said in ("30 April 2026, 23:50", "1 May 2026, 00:20"):
        assert said in receipt.text


def _thanks(day: Day) -> None:
    came = day.mails("05-04T08:00:00", written.thanks)
    assert (came.verdict.route, came.verdict.disposition, came.answers) == ("thanks", "ignore", [])
    assert not day.world.server.folders["INBOX"]


def _a_revision_after_posting(day: Day) -> None:
    """The number is posted with the right version; the revision waits, and is marked once it is posted too."""
    day.world.run_at(day.line, datetime(2026, 5, 4, 8, 30, tzinfo=UTC))
    assert post(day.line, ["JCA-MV-Doc-001"], SECRETARY).changed == ("JCA-MV-Doc-001",)
    came = day.mails("05-11T09:00:00", _first_revision)
    assert came.findings("warning") >= {"REV-002"}
    assert not came.findings("hold", "error")
    assert came.numbers == ("JCA-MV-Doc-001",)
    assert came.receipt.subject == f"[JCA-MV] Registered: JCA-MV-Doc-001-Rev1 - {documents.AVATARS}"
    assert waiting_versions(day.registered[0])[0].revision == 1
    post(day.line, ["JCA-MV-Doc-001-Rev1"], SECRETARY)
    with day.line.store.read() as work:
        rulebook = day.line.rulebook(work, "jca-mv")
        papers = papers_in_order(work, rulebook, rulebook.meetings[0], day.world.clock.at)
    assert [(one.number, one.remarks) for one in papers] == [
        ("JCA-MV-Doc-001-Rev1", ("after-call",)),
        ("JCA-MV-Doc-002", ()),
    ]


def _is_it_in(day: Day) -> None:
    """The very first file says when it came, to the second; what is not in says nothing."""
    first = sha256(documents.avatars("clean")).hexdigest()
    with day.line.store.read() as work:
        rulebook = day.line.rulebook(work, "jca-mv")
        found = is_in(work, rulebook, first)
        assert is_in(work, rulebook, sha256(b"another file").hexdigest()) is None
        back = is_in(work, rulebook, sha256(documents.twins(on_template=False)).hexdigest())
    assert found is not None
    assert said(found.received_at, found.zone) == "30 April 2026, 17:30:00 Geneva time (UTC+2)"
    assert (found.where, found.name) == ("registered", "JCA-MV-Doc-001")
    assert back is not None
    assert said(back.received_at, back.zone) == "30 April 2026, 23:50:00 Geneva time (UTC+2)"
    assert back.where == "returned"


def said(at: datetime, zone: str) -> str:
    """As the page says it."""
    return Moments(Catalogs(shipped_templates() / "locale")).date_and_time(at, zone, "en")
