"""The end of a trial: what stays of it, and the setting that ends it."""

from collections.abc import Iterator
from dataclasses import dataclass

from intake.domain.errors import UsageError
from intake.domain.rulebook import Replies
from intake.pipeline.desk.rulebooks.editing import Edited, put_in_force, with_settings
from intake.pipeline.desk.rulebooks.rules import RulesDeed
from intake.pipeline.line import Line
from intake.ports import RuleTexts, UnitOfWork


@dataclass(frozen=True, slots=True)
class EndOfTrial:
    """What a group keeps of its trial: its documents with the last number of each series, its mails, what waits.

    `edited` is the rulebook that ends it.
    """

    group: str
    replies: Replies
    documents: int
    last: tuple[str, ...]
    mails: int
    waiting: int
    edited: Edited


def on_trial(line: Line, work: UnitOfWork) -> tuple[str, ...]:
    """The groups that only watch."""
    return tuple(group for group in work.rulebooks.groups() if line.watches(work, group))


def end_of_trial(line: Line, texts: RuleTexts, group: str, replies: Replies) -> EndOfTrial:
    """What the end of this group's trial would keep. UsageError where it is on no trial."""
    with line.store.read() as work:
        if not line.watches(work, group):
            raise UsageError("{group} is not on trial.", group=group)
        documents = work.contributions.listed(group)
        last = {one.series: one.label for one in sorted(documents, key=lambda one: one.number)}
        mails = sum(1 for _ in _mails(work, group))
        waiting = work.submissions.open_count([group])
    edited = with_settings(line, texts, group, {"policy.replies": replies}, "")
    return EndOfTrial(group, replies, len(documents), tuple(last.values()), mails, waiting, edited)


def end_trial(line: Line, end: EndOfTrial, deed: RulesDeed) -> bool:
    """Let letters to senders leave from now on, and mails be moved; False where nothing changes."""
    return put_in_force(line, end.edited, deed)


def _mails(work: UnitOfWork, group: str) -> Iterator[int]:
    after = 0
    while some := work.submissions.listed(group=group, limit=500, after=after):
        after = some[-1].id
        yield from (one.id for one in some)
