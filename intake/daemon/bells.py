"""How the threads of the daemon wake each other, and end."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

STOPPED = 0
THREAD_DIED = 70


@dataclass(slots=True)
class Bells:
    """How threads wake each other: one bell per step; `stop` ends them all."""

    stop: threading.Event = field(default_factory=threading.Event)
    read: threading.Event = field(default_factory=threading.Event)
    decide: threading.Event = field(default_factory=threading.Event)
    pay: threading.Event = field(default_factory=threading.Event)
    mailboxes: list[Callable[[], None]] = field(default_factory=list)
    asked: bool = False
    """Set by a signal handler, which may do no more than that: it may interrupt anything."""
    code: int = STOPPED

    def ring(self, *bells: threading.Event) -> None:
        """Wake who waits for these."""
        for bell in bells:
            bell.set()

    def wake_mailboxes(self) -> None:
        """Wake the mailbox threads out of IDLE: there are debts to pay."""
        for wake in self.mailboxes:
            wake()

    def end(self, code: int) -> None:
        """Stop everything; the first code that is not 0 is the process's."""
        self.code = self.code or code
        self.stop.set()
        self.ring(self.read, self.decide, self.pay)
        self.wake_mailboxes()
