"""`hold`: take back what was decided, so that a person decides again; a number that was given stays."""

from collections.abc import Collection
from dataclasses import replace

from intake.domain.answering.waiting import held_again
from intake.domain.errors import UsageError
from intake.domain.submission import Contribution
from intake.domain.verdict import Decision, Deed
from intake.pipeline.decision.acting import Acting, acting
from intake.pipeline.desk.acts import with_number
from intake.pipeline.line import Line


def hold(line: Line, name: str, deed: Deed) -> Decision:
    """Put a mail, or with a number that document alone, on the work list again; before anything of it is posted.

    Its numbers stay, as those of withdrawn documents, and count again once they are released. The sender hears of it
    only if the deed `tells`. Raises UsageError where it waits already, was posted, or has later versions.
    """
    named = with_number(line, name)
    label = named.label if named else None
    with acting(line, name, replace(deed, act="hold", about=label)) as act:
        verdict = held_again(act.last.verdict, label)
        if verdict == act.last.verdict:
            raise UsageError(f"{name} waits for a person already.")
        known = act.known()
        for one in _taken_back(act, {document.number for document in act.last.verdict.documents}, label):
            act.work.contributions.withdraw(one.id, act.now)
        return act.decide(verdict, known)


def _taken_back(act: Acting, numbers: Collection[str | None], label: str | None) -> list[Contribution]:
    """The contributions that the mail gave and that count now; UsageError for what cannot be taken back."""
    found = []
    for one in act.work.contributions.of(act.ready.submission.id):
        if one.withdrawn_at is not None or one.label not in numbers or label not in (None, one.label):
            continue
        refuse_what_others_have_seen(one, act.ready.submission.id)
        found.append(one)
    return found


def refuse_what_others_have_seen(one: Contribution, submission: int) -> None:
    """Raise UsageError if the document is posted, or other mails brought files of it, so that it cannot go back."""
    if one.posted_at is not None:
        raise UsageError(f"{one.label} is posted; withdraw it instead.")
    if any(version.submission != submission for version in one.versions):
        raise UsageError(f"{one.label} has files from several mails, which stay; withdraw it instead.")
