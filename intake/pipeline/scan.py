"""Scanning files for viruses: outside any transaction, each distinct file once; the answers are kept."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from intake.domain.errors import UnavailableError
from intake.domain.scan import Scan
from intake.pipeline.line import Line
from intake.pipeline.notes import alert, all_clear
from intake.ports import DamagedBlobError, ScanAnswer, Scanner, UnitOfWork

_UNREACHABLE = ScanAnswer("unscanned", why="unreachable")
_MISSING = ScanAnswer("unscanned", why="missing")
_SLOW = 2
_HOW_TO_GO_ON = 'to judge the held mails again: `intake replay --held-for SYS-001 --apply --reason "scanned again"`'


@dataclass(frozen=True, slots=True)
class Scanned:
    """The answers about some files; `outage` says in a sentence why the scanner did not answer, "" when it did."""

    scans: tuple[Scan, ...] = ()
    outage: str = ""

    def infected(self, digests: Iterable[str]) -> list[Scan]:
        """The scans of these files that found something."""
        among = set(digests)
        return [one for one in self.scans if one.sha256 in among and one.outcome == "infected"]


def scan_files(line: Line, digests: Iterable[str], at_hand: Mapping[str, bytes]) -> Scanned:
    """Have these files scanned, if there is a scanner. Bytes not at hand come from the store.

    Once the scanner fails to answer, the rest is left: a dead scanner costs its time-out once, not once per file.
    """
    wanted = list(dict.fromkeys(digests))
    if line.scanner is None or not wanted:
        return Scanned()
    asked = _Asked(line.scanner)
    answers = [(sha256, asked.answer(_content(line, sha256, at_hand)), line.clock.now()) for sha256 in wanted]
    scans = tuple(Scan(sha256, one.outcome, at, one.signature, one.why, asked.engine) for sha256, one, at in answers)
    return Scanned(scans, asked.outage)


def keep_scans(work: UnitOfWork, scanned: Scanned, now: datetime) -> None:
    """Record the answers, with one alert when the scanner stops answering and one line when it answers again."""
    if not scanned.scans:
        return
    last = work.scans.last()
    was_away = last is not None and last.why == _UNREACHABLE.why
    if scanned.outage and not was_away:
        why = f"The virus scanner does not answer, so files are held (SYS-001): {scanned.outage}."
        alert(work, "", at=now, who="scan", topic="scanner", why=why)
    if was_away and not scanned.outage:
        why = f"The virus scanner answers again; {_HOW_TO_GO_ON}."
        all_clear(work, "", at=now, who="scan", topic="scanner", why=why)
    for one in scanned.scans:
        work.scans.add(one)


class _Asked:
    """A scanner that gets no more files once it fails to answer, or takes too long twice in a row."""

    def __init__(self, scanner: Scanner) -> None:
        self._scanner = scanner
        self._slow = 0
        self.engine = ""
        self.outage = ""
        with self._away():
            self.engine = scanner.version()

    def answer(self, content: bytes | None) -> ScanAnswer:
        """The scanner's answer about these bytes; `content` is None for a missing file."""
        if content is None:
            return _MISSING
        answer = _UNREACHABLE
        with self._away():
            if not self.outage:
                answer = self._scanner.scan(content)
        self._slow = self._slow + 1 if answer.why == "timed-out" else 0
        if self._slow == _SLOW:
            self.outage = f"it took too long for {_SLOW} files in a row"
        return answer

    @contextmanager
    def _away(self) -> Iterator[None]:
        try:
            yield
        except UnavailableError as error:
            self.outage = str(error)


def _content(line: Line, sha256: str, at_hand: Mapping[str, bytes]) -> bytes | None:
    if sha256 in at_hand:
        return at_hand[sha256]
    try:
        return line.blobs.get(sha256)
    except (DamagedBlobError, KeyError):
        return None
