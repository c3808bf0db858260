"""Remarks of `doctor` and `activate` on a rulebook in force whose files are correct."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from intake.domain.deadlines import meeting_for, zone_of
from intake.domain.rulebook import Rulebook
from intake.domain.text.addresses import is_example


class Remark(NamedTuple):
    """The subject in one word, and a sentence that says what to do."""

    what: str
    sentence: str


def remarks_on(rulebook: Rulebook, now: datetime, *, can_send: bool) -> Iterator[Remark]:
    """The oddities of this rulebook `now` (UTC); `can_send`: a server for receipts is configured."""
    group = rulebook.group.id
    today = now.astimezone(zone_of(rulebook.group.zone)).date()
    if meeting_for(rulebook.meetings, now) is None:
        yield Remark(
            "meeting",
            f"{group}: no meeting is open: mail is numbered for the next one, and no deadline counts. Add a "
            f"[[meeting]] to rules/groups/{group}.toml when its date is known",
        )
    for one in rulebook.group.secretariat:
        if is_example(one):
            yield Remark(
                "secretariat",
                f"{group}: {one} is an example that nobody reads: reminders, alerts and reports would be lost. Write "
                "your own addresses into secretariat in rules/site.toml, [group]",
            )
    for officer in rulebook.group.officers:
        if officer.chairs and not officer.addresses and (officer.until is None or officer.until >= today):
            yield Remark(
                "chairs",
                f"{group}: {officer.name} ({officer.role}) has no address and gets no report: add addresses = [...] to "
                f"the [[officer]] in rules/groups/{group}.toml",
            )
    policy = rulebook.policy
    if not can_send and "send" in (policy.replies, *policy.replies_by_kind.values()):
        yield Remark(
            "receipts",
            f'{group}: replies = "send", but intake.toml has no [smtp]: no receipt for a mail of a mailbox can leave. '
            'Add the table, or set replies = "draft" in rules/site.toml, [policy]',
        )
