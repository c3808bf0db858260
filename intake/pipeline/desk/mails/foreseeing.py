"""What an act would do, before anybody does it: it is done for real in a transaction that is rolled back.

So the preview and the act are the same code. Nothing leaks out: no number, no line of the log, no file.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from intake.domain.answering.receipt import Receipt
from intake.domain.debt import Debt
from intake.domain.submission import Submission
from intake.domain.verdict import Decision
from intake.pipeline.line import Line
from intake.pipeline.owing.letters import LETTERS
from intake.pipeline.owing.plain import plain_letter
from intake.ports import Blobs, Kept, Store, UnitOfWork

Trial = Callable[[Line], Decision | Submission]
"""An act on the line that it is given: it returns its Decision, or the Submission that it is about without one."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would come of an act: its Decision, and the letter that it causes.

    Without a letter, `to` is empty. `withheld` says why a letter would not leave by itself, `leaves_at` (UTC) when it
    would leave. `taken_back` are the letters, by subject, that would not leave any more.
    """

    decision: Decision | None
    to: tuple[str, ...] = ()
    subject: str = ""
    text: str = ""
    languages: tuple[str, ...] = ()
    withheld: str = ""
    leaves_at: datetime | None = None
    taken_back: tuple[str, ...] = ()

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers that documents of the mail would have."""
        return self.decision.verdict.numbers if self.decision else ()


def foresee(line: Line, act: Trial) -> Foreseen:
    """What this act would do now. Raises whatever the act raises: UsageError, StaleDecisionError, ..."""
    store = _DryStore(line.store)
    dry = replace(line, store=store, blobs=_Overlay(line.blobs), step=lambda _: None)
    try:
        done = act(dry)
        submission = done.submission if isinstance(done, Decision) else done.id
        with line.store.read() as before, store.read() as after:
            debts = _receipts(before, submission), _receipts(after, submission)
        return _foreseen(dry, done if isinstance(done, Decision) else None, *debts)
    finally:
        store.roll_back()


def _receipts(work: UnitOfWork, submission: int) -> dict[int, Debt]:
    return {one.id: one for one, _ in work.debts.receipts(submission)}


def _foreseen(line: Line, decision: Decision | None, before: dict[int, Debt], after: dict[int, Debt]) -> Foreseen:
    """The letter that is owed now and was not before, and those that are owed no more."""
    gone = [before[id_] for id_, one in after.items() if one.state == "superseded" and id_ in before]
    taken_back = tuple(_written(line, one)[0] for one in gone if one.state == "owed")
    new = [one for id_, one in after.items() if id_ not in before or (before[id_].state, one.state) in _REVIVED]
    found = Foreseen(decision, taken_back=taken_back)
    if not new or not isinstance(receipt := new[-1].payload, Receipt):
        return found
    subject, text = _written(line, new[-1])
    return replace(
        found,
        to=(receipt.to, *receipt.cc),
        subject=subject,
        text=text,
        languages=receipt.languages,
        withheld=new[-1].note if new[-1].state == "withheld" else "",
        leaves_at=new[-1].due_at if new[-1].state == "owed" else None,
    )


_REVIVED = {(before, "owed") for before in ("withheld", "refused", "unknown", "paid", "superseded")}
"""What a person's word makes of a receipt: it is owed again."""


def _written(line: Line, debt: Debt) -> tuple[str, str]:
    """Subject and text of a letter, as it was frozen or as it would be written now."""
    if debt.frozen is not None:
        return plain_letter(line.blobs.get(debt.frozen))
    kind = LETTERS[debt.kind]
    try:
        return plain_letter(kind.write(line, debt, kind.of(debt), line.clock.now()).letter.raw)
    except ValueError:  # an address that nobody can write to
        return "", ""


class _DryStore:
    """A store whose first write opens a transaction that all further reads and writes share, and nobody commits."""

    def __init__(self, store: Store) -> None:
        self._store, self._open = store, ExitStack()
        self._work: UnitOfWork | None = None

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


class _Over(BaseException):
    """Ends the transaction: what was done in it is rolled back."""


class _Overlay:
    """Files that are kept in memory, above those that are there."""

    def __init__(self, blobs: Blobs) -> None:
        self._blobs, self._new = blobs, dict[str, bytes]()

    def put(self, contents: Iterable[bytes]) -> list[str]:
        new = [(sha256(one).hexdigest(), one) for one in contents]
        self._new |= dict(new)
        return [digest for digest, _ in new]

    def get(self, sha256: str) -> bytes:
        return self._new[sha256] if sha256 in self._new else self._blobs.get(sha256)

    def stream(self, sha256: str) -> Kept:
        return self._blobs.stream(sha256)

    def has(self, sha256: str) -> bool:
        return sha256 in self._new or self._blobs.has(sha256)
