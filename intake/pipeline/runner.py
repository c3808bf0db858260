"""The loop that runs until nothing is due, for `once`, `ingest`, the acts, the demo and the tests."""

from collections.abc import Sequence
from datetime import timedelta

from intake.pipeline.flow import OfLine, in_order
from intake.pipeline.line import Done, Line, soonest

FIRST_PAUSE = 0.05
"""Seconds before looking again, doubled each time: another process may finish its work long before its claim ends."""


def until_nothing_is_due(line: Line, verbs: Sequence[OfLine] | None = None, *, wait: float | None = None) -> Done:
    """Run the verbs (default: those that need no mailbox) until none has anything to do.

    Returns how many things were done, and when the next is due. Waits by the clock for work that falls due within
    `wait` seconds (default: the length of a claim), so that claims of dead processes and first retries end; later
    work is left.
    """
    patience = timedelta(seconds=line.pace.claim_seconds if wait is None else wait)
    due = in_order() if verbs is None else verbs
    total, pause = 0, FIRST_PAUSE
    waited_until = line.clock.now() + patience
    while True:
        results = [do(line) for do in due]
        count = sum(done.count for done in results)
        total += count
        if count:
            pause = FIRST_PAUSE
            continue
        next_at = soonest(*(done.next_at for done in results))
        now = line.clock.now()
        if next_at is None or next_at > waited_until or now > waited_until:
            return Done(total, next_at)
        line.clock.wait(min(pause, max(0.01, (next_at - now).total_seconds())))
        pause *= 2
