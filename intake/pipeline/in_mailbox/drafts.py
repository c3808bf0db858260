"""Letters that waited in Drafts, and that a person has sent: found among the account's sent mail."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from intake.domain.answering.receipt import Receipt
from intake.domain.debt import Debt
from intake.domain.letters.notice import SubmitterLetter
from intake.pipeline.line import Done, Line
from intake.pipeline.mailbox import Mailbox
from intake.pipeline.notes import note
from intake.pipeline.owing.debts import DRAFTS
from intake.ports import MailSource

_SENT = "Sent"
_LOOKED_FOR = timedelta(days=30)
_AT_ONCE = 100
"""A server is asked for each of them."""
_BEFORE = timedelta(days=1)
"""A server knows days, not instants, and its day may be the one before ours."""
_AS_IT_WAS = "it is among the sent mail"
_AS_ANSWER = "an answer to the same mail is among the sent mail"


def notice_sent_drafts(line: Line, source: MailSource, box: Mailbox) -> Done:
    """Learn which letters in Drafts a person has sent; how many.

    They are found in the account's Sent folder by their Message-ID. Mail programs may give a draft a new one: where it
    is gone from Drafts, an answer to the same mail that went to the same address counts. Where a program keeps sent
    mail elsewhere, nothing is learnt, and the letter stays a draft. Raises UnavailableError.
    """
    now = line.clock.now()
    with line.store.read() as work:
        drafts = work.debts.drafts(f"imap:{box.account}", since=now - _LOOKED_FOR, most=_AT_ONCE)
    if not drafts:
        return Done()
    found = _found(source, drafts)
    line.step("drafts.looked")
    if not found:
        return Done()
    with line.store.write() as work:
        for one, how in found:
            if work.debts.sent_by_person(one.id, now, how):
                about = one.group if one.submission is None else work.submissions.get(one.submission)
                why = f"A person has sent the letter that waited in Drafts: {how}."
                note(work, about, at=now, what="paid", who="mailbox", why=why, debt=one.key)
    return Done(len(found))


def _found(source: MailSource, drafts: Sequence[Debt]) -> list[tuple[Debt, str]]:
    """Those of them that were sent, each with how that is known."""
    named = {f"<{one.message_id.strip('<>')}>": one for one in drafts if one.message_id}
    there = source.find(_SENT, list(named))
    left = {its_id: one for its_id, one in named.items() if its_id not in there}
    found = [(one, _AS_IT_WAS) for its_id, one in named.items() if its_id in there]
    return [*found, *((one, _AS_ANSWER) for one in _answered(source, left))]


def _answered(source: MailSource, left: Mapping[str, Debt]) -> Iterator[Debt]:
    """Those that are gone from Drafts, while an answer to their mail went to their recipient: of each mail the last."""
    if not left:
        return
    waiting = source.find(DRAFTS, list(left))
    gone = [one for its_id, one in left.items() if its_id not in waiting]
    if not gone:
        return
    since = min(one.paid_at or one.due_at for one in gone) - _BEFORE
    replied = source.replied_to(since.date())
    seen: set[str] = set()
    for one in gone:
        asked, to = _asked(one)
        if asked and asked not in seen and to in replied.get(asked, ()):
            seen.add(asked)
            yield one


def _asked(draft: Debt) -> tuple[str, str]:
    """The Message-ID that it answers, and its recipient in lower case."""
    held = draft.payload
    if isinstance(held, Receipt | SubmitterLetter) and held.in_reply_to:
        return f"<{held.in_reply_to.strip().strip('<>')}>", held.to.lower()
    return "", ""
