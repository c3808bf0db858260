"""A file in which a virus is known is held without a word; without an answer of the scanner nothing is accepted."""

from dataclasses import dataclass, field

import pytest

from intake.adapters.antivirus import Clamd
from intake.domain.errors import UnavailableError
from intake.domain.log_entry import LogEntry
from intake.domain.verdict import Decision, Deed
from intake.pipeline.desk.mails.conversion import convert
from intake.pipeline.desk.mails.replay import replay_and_apply, replay_as_now, replay_as_then
from intake.pipeline.line import Line
from intake.ports import ScanAnswer
from tests.line.acts.test_made import OLD, ReadyMade
from tests.line.letters_in import mail, paper
from tests.line.test_line import numbers, subjects
from tests.line.worlds import START, World
from tests.servers.clamav import SENTENCE, SIGNATURE, Clamav

CLEAN = ScanAnswer("clean")
VIRUS = ScanAnswer("infected", "Test.Virus")
SICK = paper("A paper with something in it")
REGISTERED = "[JCA-MV] Registered: JCA-MV-Doc-001 - Digital twins for metaverse standards"
HELD = "[JCA-MV] Received, the secretariat will reply"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


@dataclass
class StubScanner:
    """Finds a virus in the `sick` file; `away` is a sentence while it does not answer. Remembers what it was asked."""

    line: Line
    away: str = ""
    answer: ScanAnswer = CLEAN
    sick: bytes = SICK
    asked: int = 0
    files: list[bytes] = field(default_factory=list)

    def version(self) -> str:
        self.asked += 1
        if self.away:
            raise UnavailableError(self.away)
        return "Stub 1"

    def scan(self, content: bytes) -> ScanAnswer:
        with self.line.store.write():  # would wait for ever inside a transaction of the step
            self.files.append(content)
        return VIRUS if content == self.sick else self.answer


def started(world: World, **how: object) -> tuple[Line, StubScanner]:
    """A process with a scanner."""
    line = world.start()
    scanner = StubScanner(line, **how)  # type: ignore[arg-type]
    line.scanner = scanner
    return line, scanner


def taken(world: World, line: Line, *raws: bytes) -> None:
    """Each mail goes through the line before the next one arrives."""
    for raw in raws:
        world.server.deliver(raw, world.clock.now())
        world.run(line)


def last(line: Line, name: int) -> Decision:
    with line.store.read() as work:
        return work.submissions.decisions(name)[-1]


def holds(decision: Decision) -> list[tuple[str, object]]:
    """What holds the mail: the check, and the fact that decides its sentence."""
    held = [one for one in decision.verdict.findings if one.severity == "hold"]
    return [(one.id, one.facts.get("detail") or one.facts.get("signature")) for one in held]


def log(line: Line, what: str) -> list[LogEntry]:
    with line.store.read() as work:
        return work.log.listed(what=what)


def test_a_file_with_a_virus_is_held_without_a_word(world: World) -> None:
    line, _ = started(world)
    taken(world, line, mail("one", ("Input.docx", SICK)))
    decision = last(line, 1)
    assert decision.verdict.disposition == "hold"
    assert holds(decision) == [("FIL-004", "Test.Virus")]
    assert (subjects(world), numbers(line)) == ([], [])
    assert list(world.server.folders["INBOX"]) == [1]
    assert [one.why for one in log(line, "alert")] == [
        "The virus scanner found Test.Virus in a file of this mail; do not open it."
    ]


def test_the_other_files_of_the_mail_have_their_own_outcome(world: World) -> None:
    line, _ = started(world)
    taken(world, line, mail("one", ("Input.docx", paper()), ("Other.docx", SICK)))
    assert [one.disposition for one in last(line, 1).verdict.documents] == ["accept", "hold"]
    assert subjects(world) == [REGISTERED]
    assert b"Other.docx" not in world.sink.sent[0].raw


def test_the_scan_that_a_decision_rests_on_stays_with_it(world: World) -> None:
    line, scanner = started(world, answer=VIRUS)
    taken(world, line, mail("one", ("Input.docx", paper())))
    scanner.answer = CLEAN
    taken(world, line, mail("two", ("Copy.docx", paper())))
    assert replay_as_then(line, "1").differences == ()
    with line.store.read() as work:
        assert '"outcome":"infected"' in work.submissions.snapshot_of(1, 1)


def test_judged_as_then_nothing_is_scanned_and_as_now_all_is_and_nothing_kept(world: World) -> None:
    line, scanner = started(world, answer=VIRUS)
    taken(world, line, mail("one", ("Input.docx", paper())))
    asked, files = scanner.asked, list(scanner.files)
    scanner.answer, scanner.away = CLEAN, "no clamd answers at /run/clamd"
    assert replay_as_then(line, "1").again.disposition == "hold"
    assert (scanner.asked, scanner.files) == (asked, files)
    scanner.away = ""
    assert replay_as_now(line, "1").again.disposition == "accept"
    assert scanner.files == files * 2
    with line.store.read() as work:
        assert [one.outcome for one in [work.scans.last()] if one] == ["infected"]


def test_while_the_scanner_is_away_all_is_held_with_one_alert(world: World) -> None:
    line, scanner = started(world, away="no clamd answers at /run/clamd")
    taken(world, line, mail("one", ("Input.docx", paper())), mail("two", ("Other.docx", paper("Another one"))))
    assert [holds(last(line, one)) for one in (1, 2)] == [[("SYS-001", "unreachable")]] * 2
    assert (subjects(world), numbers(line)) == ([HELD, HELD], [])
    (alert,) = log(line, "alert")
    assert "no clamd answers at /run/clamd" in alert.why
    scanner.away = ""
    replay_and_apply(line, "1", Deed("ada", "the scanner is back"))
    world.run(line)
    assert subjects(world)[2:] == [REGISTERED]
    assert len(log(line, "recovered")) == 1
    assert replay_as_then(line, "1").differences == ()


def test_a_scanner_that_is_away_is_asked_once_for_all_that_waits(world: World) -> None:
    line, scanner = started(world, away="gone")
    for name in range(5):
        world.server.deliver(mail(f"{name}", ("Input.docx", paper(f"Paper {name}"))), START)
    world.run(line)
    assert scanner.asked == 1


@pytest.mark.parametrize(
    "why", ["timed-out", "too-large", "limits", "encrypted", "failed"], ids=lambda why: f"because-{why}"
)
def test_a_file_without_an_answer_is_held_for_a_person(world: World, why: str) -> None:
    line, _ = started(world, answer=ScanAnswer("unscanned", why=why))
    taken(world, line, mail("one", ("Input.docx", paper())))
    assert holds(last(line, 1)) == [("SYS-001", why)]
    assert subjects(world) == [HELD]
    assert log(line, "alert") == []


def test_two_files_in_a_row_that_take_too_long_are_enough(world: World) -> None:
    line, scanner = started(world, answer=ScanAnswer("unscanned", why="timed-out"))
    files = [(f"{name}.docx", paper(f"Paper {name}")) for name in range(4)]
    taken(world, line, mail("one", *files))
    assert len(scanner.files) == 2
    assert [why for _, why in holds(last(line, 1))] == ["timed-out", "timed-out", "unreachable", "unreachable"]


def test_each_file_is_scanned_once_for_all_mails_that_carry_it(world: World) -> None:
    line, scanner = started(world)
    for name in ("one", "two"):
        world.server.deliver(mail(name, ("Input.docx", paper())), START)
    world.run(line)
    assert scanner.files == [paper()]


def test_a_registered_file_that_comes_again_is_held_once_a_virus_is_known_in_it(world: World) -> None:
    line, scanner = started(world)
    taken(world, line, mail("one", ("Input.docx", paper())))
    scanner.answer = VIRUS
    taken(world, line, mail("two", ("Input.docx", paper())))
    assert [last(line, one).verdict.disposition for one in (1, 2)] == ["accept", "hold"]
    assert subjects(world) == [REGISTERED]


def test_a_virus_in_what_was_converted_stays_known(world: World) -> None:
    world.converter = ReadyMade(paper())
    line = world.start()
    line.scanner = StubScanner(line, sick=OLD)
    taken(world, line, mail("old", ("Input.rtf", OLD)))
    verdict = convert(line, "1", Deed("Ana", "only an old format")).verdict
    assert (verdict.disposition, verdict.numbers) == ("hold", ("JCA-MV-Doc-001",))
    assert [(one.document.file, one.disposition) for one in verdict.documents] == [
        ("Input.rtf", "hold"),
        ("Input.docx", "accept"),
    ]


def test_pictures_of_a_signature_wait_for_no_scanner(world: World) -> None:
    line, _ = started(world, away="gone")
    letter = mail("one", ("logo.png", PNG), subject="Thanks", text="Thank you very much!")
    taken(world, line, letter.replace(b"Content-Disposition: attachment", b"Content-Disposition: inline"))
    assert last(line, 1).verdict.disposition == "ignore"


def test_a_real_scanner_sees_what_is_inside_a_document(world: World, clamav: Clamav) -> None:
    line = world.start()
    line.scanner = Clamd(clamav.socket)
    taken(world, line, mail("one", ("Input.docx", paper())), mail("two", ("Input.docx", paper("B", text=SENTENCE))))
    assert holds(last(line, 2)) == [("FIL-004", SIGNATURE)]
    assert subjects(world) == [REGISTERED]
    clamav.halt()
    taken(world, line, mail("three", ("Input.docx", paper("C"))))
    clamav.start()
    replay_and_apply(line, "3", Deed("ada", "the scanner is back"))
    assert numbers(line) == ["JCA-MV-Doc-001", "JCA-MV-Doc-002"]
