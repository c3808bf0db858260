"""The flow of the line in one table: its verbs in the order in which a mail needs them, and what each wakes.

The life of a Submission:

1. A mail lies in a mailbox. `poll` finds that the ledger does not know it, fetches it, and hands it to `receive`.
2. `receive` stores its bytes, then its rows (commit 1): **stored**. Mail from files (`ingest`) begins here.
3. `read` has it read in a process of its own and keeps what was seen there: **read**.
4. `decide` judges it, gives numbers, owes the receipt and the move, all in one transaction (commit 2): **decided**.
5. `pay` sends the receipt or files it, and owes a copy; `pay_mailbox` moves the mail and files copies and drafts.
6. A verb that fails leaves it **failed**: it is tried again, alone; after three failures alone it is decided as held.
7. What a person does later (`desk/`) is one more Decision: its debts are paid like the first one's. A question that a
   person settled in the mailbox is closed by `settle_questions`; a draft that a person sent is known by
   `notice_sent_drafts`. What a server took for junk goes the same way from `look_at_junk` on, and is held for a person.
8. What a chair asked for on the public pages is decided by `answer_requests`, like an act of a person.
9. All the while `tick` does what falls due at an instant, and `seal` gives each log line its place in the chain.
   After an upgrade `catch_up` writes what an older version did not keep.

`once`, `ingest`, the acts and the tests go through the table until nothing is due (`runner.py`). The daemon gives every
"thread" verb a thread, every mailbox one thread for all of its verbs, and calls a "heartbeat" verb at every beat.
Waking is only for speed: every verb also looks again by itself when its next work is due, and from time to time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from intake.pipeline.cards import catch_up
from intake.pipeline.decide import decide
from intake.pipeline.in_mailbox.answered import settle_questions
from intake.pipeline.in_mailbox.drafts import notice_sent_drafts
from intake.pipeline.in_mailbox.junk import look_at_junk
from intake.pipeline.line import Done, Line
from intake.pipeline.mailbox import Mailbox, pay_mailbox
from intake.pipeline.pay import pay
from intake.pipeline.poll import poll
from intake.pipeline.read import read
from intake.pipeline.requests.answering import answer_requests
from intake.pipeline.seal import seal
from intake.pipeline.tick import tick
from intake.ports import MailSource

OfLine = Callable[[Line], Done]
OfMailbox = Callable[[Line, MailSource, Mailbox], Done]


@dataclass(frozen=True, slots=True)
class LineVerb:
    """A verb that serves all mailboxes: where the daemon runs it, and the verbs that have work after it."""

    do: OfLine
    runs: Literal["thread", "heartbeat"]
    wakes: tuple[OfLine | OfMailbox, ...] = ()


@dataclass(frozen=True, slots=True)
class MailboxVerb:
    """A verb of one mailbox, run by the thread that owns its connection; new mail wakes that thread, too."""

    do: OfMailbox
    wakes: tuple[OfLine | OfMailbox, ...] = ()


FLOW: tuple[LineVerb | MailboxVerb, ...] = (
    MailboxVerb(poll, wakes=(read,)),
    MailboxVerb(look_at_junk, wakes=(read,)),
    MailboxVerb(settle_questions, wakes=(pay_mailbox,)),
    MailboxVerb(notice_sent_drafts),
    LineVerb(tick, "heartbeat", wakes=(pay,)),
    LineVerb(answer_requests, "heartbeat", wakes=(pay, pay_mailbox)),
    LineVerb(read, "thread", wakes=(decide,)),
    LineVerb(decide, "thread", wakes=(pay, pay_mailbox)),
    LineVerb(pay, "thread", wakes=(pay_mailbox,)),
    LineVerb(seal, "heartbeat"),
    LineVerb(catch_up, "heartbeat"),
    MailboxVerb(pay_mailbox),
)

OF_MAILBOX = tuple(verb for verb in FLOW if isinstance(verb, MailboxVerb))
THREADS = tuple(verb for verb in FLOW if isinstance(verb, LineVerb) and verb.runs == "thread")
HEARTBEATS = tuple(verb for verb in FLOW if isinstance(verb, LineVerb) and verb.runs == "heartbeat")


def in_order(mailboxes: Sequence[Callable[[OfMailbox], OfLine]] = ()) -> tuple[OfLine, ...]:
    """The verbs of the table in order; each of `mailboxes` turns a mailbox's verb into one of the line."""
    ordered: list[OfLine] = []
    for verb in FLOW:
        if isinstance(verb, MailboxVerb):
            ordered += [at(verb.do) for at in mailboxes]
        else:
            ordered.append(verb.do)
    return tuple(ordered)
