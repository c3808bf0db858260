"""A line on which everything can be tried: what is done is rolled back, and no lock is held while anything waits.

Whatever waits for somebody else (the reader process, the converter, the scanner, the files) is asked outside the
transaction. What was tried is dropped first, and tried again once the answer is there: an act does the same each time.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Any, TypeVar

from intake.domain.document import FileType, Reading
from intake.domain.errors import UnavailableError
from intake.domain.writing import Writing
from intake.pipeline.decision.numbers import lock_series
from intake.pipeline.line import Line
from intake.ports import Blobs, Converter, Kept, Reader, ReaderResult, ScanAnswer, Scanner, Store, UnitOfWork

T = TypeVar("T")

MOST_TRIES = 500
"""An act that asks for more than this is no act of ours: each try asks for one thing that no try asked for before."""


def rehearse(line: Line, play: Callable[[Line], T], known: "Answers | None" = None) -> T:
    """The result of `play` on a line on which nothing stays; it is called again for each thing that is waited for.

    What is `known` from another rehearsal is not waited for. Raises whatever `play` raises. Time stands still in it.
    """
    known, clock = known or Answers(), _Still(line.clock.now())
    for _ in range(MOST_TRIES):
        store = _DryStore(line.store)
        asking = _Asking(known, store)
        dry = replace(
            line,
            store=store,
            clock=clock,
            blobs=_Overlay(asking, line.blobs),
            reader=_AskedReader(asking, line.reader, line.reader.version),
            converter=_AskedConverter(asking, line.converter),
            scanner=_AskedScanner(asking, line.scanner) if line.scanner else None,
            step=lambda _: None,
        )
        try:
            return play(dry)
        except _AskFirst as first:
            question = first
        finally:
            store.roll_back()
        known.ask(question)
    raise UnavailableError("What this would come to cannot be shown now; nothing was changed.")


def each_alone(
    line: Line, acts: Iterable[Callable[[Line], T]], held: tuple[type[Exception], ...]
) -> Iterator[T | Exception]:
    """The results of these acts one after another, on a line that is rehearsed: each sees those before it.

    What raises `held` leaves nothing behind, and the others go on. The series of all groups are locked before the first
    one, in the order of the groups' ids: two that lock as they go would wait for each other.
    """
    with line.store.write() as work:
        for rulebook in filter(None, (line.readable_rulebook(work, one) for one in sorted(work.rulebooks.groups()))):
            lock_series(work, rulebook)
        for act in acts:
            try:
                with work.savepoint():
                    done = act(line)
            except held as error:
                yield error
            else:
                yield done


class _Over(BaseException):
    """Ends the transaction: what was done in it is rolled back."""


@dataclass(slots=True, eq=False)
class _AskFirst(BaseException):
    """Something has to be waited for, in a transaction: it is asked for once that is over."""

    key: tuple[object, ...]
    call: Callable[[], object]


@dataclass(slots=True)
class Answers:
    """What others answered, by what they were asked; also that they failed."""

    _given: dict[tuple[object, ...], object] = field(default_factory=dict)
    _failed: dict[tuple[object, ...], Exception] = field(default_factory=dict)

    def ask(self, question: _AskFirst) -> None:
        """Wait for the answer."""
        try:
            self._given[question.key] = question.call()
        except Exception as error:  # noqa: BLE001 - it is raised again where it was asked for
            self._failed[question.key] = error

    def __contains__(self, key: tuple[object, ...]) -> bool:
        return key in self._given or key in self._failed

    def of(self, key: tuple[object, ...]) -> Any:  # noqa: ANN401 - what was asked for
        """The answer to this question; what failed fails again."""
        if key in self._failed:
            raise self._failed[key]
        return self._given[key]


@dataclass(frozen=True, slots=True)
class _Asking:
    """How a line that is rehearsed asks others: at once while no transaction is open, else once it is over."""

    known: Answers
    store: "_DryStore"

    def of(self, call: Callable[..., T], *given: object, **more: object) -> T:
        key = (call, given, tuple(sorted(more.items())))
        question = _AskFirst(key, lambda: call(*given, **more))
        if key not in self.known:
            if self.store.writing:
                raise question
            self.known.ask(question)
        answer: T = self.known.of(key)
        return answer


class _DryStore:
    """A store whose first write opens a transaction that all further reads and writes share, and nobody commits."""

    def __init__(self, store: Store) -> None:
        self._store, self._open = store, ExitStack()
        self._work: UnitOfWork | None = None

    @property
    def writing(self) -> bool:
        """Whether others wait until we are done."""
        return self._work is not None

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        if self._work is not None:
            yield self._work
        else:
            with self._store.read() as work:
                yield work

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        if self._work is None:
            self._work = self._open.enter_context(self._store.write())
        yield self._work

    def roll_back(self) -> None:
        self._open.__exit__(_Over, _Over(), None)

    def is_outage(self, error: BaseException) -> bool:
        return self._store.is_outage(error)

    def check_clock(self, now: datetime) -> float:
        return self._store.check_clock(now)

    def close(self) -> None:
        """It belongs to the real line."""


@dataclass(frozen=True, slots=True)
class _Still:
    """A clock that stands still."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def wait(self, seconds: float) -> None:
        """Nobody waits."""


@dataclass(slots=True)
class _AskedReader:
    asking: _Asking
    reader: Reader
    version: str

    def read(self, raw: bytes, *, patient: bool = True) -> ReaderResult:
        return self.asking.of(self.reader.read, raw, patient=patient)

    def read_headers(self, raw: bytes) -> Reading:
        return self.asking.of(self.reader.read_headers, raw)

    def read_file(self, content: bytes, name: str) -> ReaderResult:
        return self.asking.of(self.reader.read_file, content, name)

    def write(self, content: bytes, writings: Sequence[Writing]) -> bytes:
        return self.asking.of(self.reader.write, content, tuple(writings))

    def pack(self, content: bytes) -> bytes:
        return self.asking.of(self.reader.pack, content)

    def close(self) -> None:
        """It belongs to the real line."""


@dataclass(frozen=True, slots=True)
class _AskedConverter:
    asking: _Asking
    converter: Converter

    def convert(self, content: bytes, filetype: FileType) -> bytes:
        return self.asking.of(self.converter.convert, content, filetype)

    def probe(self) -> tuple[str, str]:
        return self.asking.of(self.converter.probe)


@dataclass(frozen=True, slots=True)
class _AskedScanner:
    asking: _Asking
    scanner: Scanner

    def version(self) -> str:
        return self.asking.of(self.scanner.version)

    def scan(self, content: bytes) -> ScanAnswer:
        return self.asking.of(self.scanner.scan, content)


class _Overlay:
    """Files that are kept in memory, above those that are there."""

    def __init__(self, asking: _Asking, blobs: Blobs) -> None:
        self._asking, self._blobs, self._new = asking, blobs, dict[str, bytes]()

    def put(self, contents: Iterable[bytes]) -> list[str]:
        new = [(sha256(one).hexdigest(), one) for one in contents]
        self._new |= dict(new)
        return [digest for digest, _ in new]

    def get(self, sha256: str) -> bytes:
        return self._new[sha256] if sha256 in self._new else self._asking.of(self._blobs.get, sha256)

    def stream(self, sha256: str) -> Kept:
        return self._blobs.stream(sha256)

    def has(self, sha256: str) -> bool:
        return sha256 in self._new or self._asking.of(self._blobs.has, sha256)
