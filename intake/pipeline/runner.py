"""The one loop: until nothing is due. `once`, `run`, the demo, the fault tests and many workers all use it."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from intake.pipeline.decide import decide
from intake.pipeline.line import Done, Line, soonest
from intake.pipeline.pay import pay
from intake.pipeline.read import read
from intake.pipeline.seal import seal
from intake.pipeline.tick import tick

Verb = Callable[[Line], Done]

FIRST_PAUSE = 0.05
"""Seconds before looking again, doubled each time: another process may finish what it claimed long before its claim
ends."""

STEPS: tuple[Verb, ...] = (tick, read, decide, pay, seal)
"""The verbs after `receive`, in the order in which a mail needs them."""


def until_nothing_is_due(line: Line, steps: Sequence[Verb] = STEPS, *, wait: float | None = None) -> Done:
    """Run the steps until none has anything to do; how many things were done, and when the next is due.

    Waits by the clock for what falls due within `wait` seconds (default: the length of a claim), so that claims
    of dead processes, first retries and patience come to their end; what is due later is left.
    """
    patience = timedelta(seconds=line.pace.claim_seconds if wait is None else wait)
    total, pause = 0, FIRST_PAUSE
    waited_until = line.clock.now() + patience
    while True:
        done = [step(line) for step in steps]
        count = sum(one.count for one in done)
        total += count
        if count:
            pause = FIRST_PAUSE
            continue
        next_at = soonest(*(one.next_at for one in done))
        now = line.clock.now()
        if next_at is None or next_at > waited_until or now > waited_until:
            return Done(total, next_at)
        line.clock.wait(min(pause, max(0.01, (next_at - now).total_seconds())))
        pause *= 2
