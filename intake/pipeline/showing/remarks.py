"""What a person should know of a rulebook in force that is no fault of its files: `doctor` and `activate` say it."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from intake.domain.deadlines import meeting_for
from intake.domain.rulebook import Rulebook


class Remark(NamedTuple):
    """One word of what it is about, and a sentence with what to do."""

    what: str
    sentence: str


def remarks_on(rulebook: Rulebook, now: datetime, *, can_send: bool) -> Iterator[Remark]:
    """What is odd about this rulebook `now` (UTC); `can_send` tells whether a server for receipts is configured."""
    group = rulebook.group.id
    if meeting_for(rulebook.meetings, now) is None:
        yield Remark(
            "meeting",
            f"{group}: no meeting is open: what arrives is numbered for the next one, and no deadline counts. Add a "
            f"[[meeting]] to rules/groups/{group}.toml when its date is known",
        )
    policy = rulebook.policy
    if not can_send and "send" in (policy.replies, *policy.replies_by_kind.values()):
        yield Remark(
            "receipts",
            f'{group}: replies = "send", but intake.toml has no [smtp]: no receipt for a mail of a mailbox can leave. '
            'Add the table, or set replies = "draft" in rules/site.toml, [policy]',
        )
