"""How the threads of the daemon wake each other, and end."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from intake.pipeline.flow import OF_MAILBOX, THREADS, LineVerb, MailboxVerb, OfLine, OfMailbox
from intake.pipeline.line import Done

STOPPED = 0
THREAD_DIED = 70

_AT_MAILBOXES = {verb.do for verb in OF_MAILBOX}


@dataclass(slots=True)
class Bells:
    """How threads wake each other, as the table of the flow has it: a bell for each; `stop` ends them all."""

    stop: threading.Event = field(default_factory=threading.Event)
    of: dict[OfLine, threading.Event] = field(default_factory=lambda: {verb.do: threading.Event() for verb in THREADS})
    """The bell of each verb that has a thread."""
    mailboxes: list[Callable[[], None]] = field(default_factory=list)
    """What ends the rest of each mailbox's thread."""
    asked: bool = False
    """Set by a signal handler, which may do no more than that: it may interrupt anything."""
    code: int = STOPPED

    def after(self, verb: LineVerb | MailboxVerb, done: Done) -> Done:
        """What this verb has just done; if it did anything, whoever has work now is woken."""
        if done.count:
            self._ring(verb.wakes)
        return done

    def end(self, code: int) -> None:
        """Stop everything; the first code that is not 0 is the process's."""
        self.code = self.code or code
        self.stop.set()
        self._ring([*self.of, *_AT_MAILBOXES])

    def _ring(self, verbs: Iterable[OfLine | OfMailbox]) -> None:
        woken = set(verbs)
        for do, bell in self.of.items():
            if do in woken:
                bell.set()
        if woken & _AT_MAILBOXES:
            for wake in self.mailboxes:
                wake()
