"""An act on several numbers: all of them or none, in one transaction."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from intake.domain.errors import UsageError
from intake.domain.numbers.revisions import split_revision
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Contribution
from intake.pipeline.decision.numbers import lock_series
from intake.pipeline.line import Line
from intake.ports import UnitOfWork


@contextmanager
def together(
    line: Line, numbers: Sequence[str], act: str
) -> Iterator[tuple[UnitOfWork, Rulebook, list[Contribution], datetime]]:
    """Change these numbers in one transaction, with the series of their group locked; `act` names its steps.

    UsageError for what is no number, and for numbers of several groups.
    """
    with line.store.read() as work:
        groups = {_named(work, one).group for one in numbers}
    if len(groups) != 1:
        raise UsageError("Name documents of one group at a time.")
    now = line.clock.now()
    with line.store.write() as work:
        rulebook = line.rulebook(work, groups.pop())
        lock_series(work, rulebook)
        yield work, rulebook, [_named(work, one) for one in numbers], now
        line.step(f"{act}.before-commit")
    line.step(f"{act}.committed")


def _named(work: UnitOfWork, number: str) -> Contribution:
    found = work.contributions.by_label(split_revision(number)[0])
    if found is None:
        raise UsageError("{number}: there is no contribution with this number.", number=number)
    return found
