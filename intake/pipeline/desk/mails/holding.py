"""`hold`: take back what was decided, so that a person decides again; a number that was given stays."""

from collections.abc import Collection
from dataclasses import replace

from intake.domain.answering.taken_back import held_again
from intake.domain.errors import UsageError
from intake.domain.submission import Contribution, Version
from intake.domain.verdict import Decision, Deed, FileRole, Judged, Verdict
from intake.pipeline.decision.acting import Acting, acting
from intake.pipeline.desk.mails.acts import with_number
from intake.pipeline.line import Line


def hold(line: Line, name: str, deed: Deed) -> Decision:
    """Put a mail, or with a number that document alone, on the work list again; before anything of it is posted.

    Its numbers stay, as those of withdrawn documents, and count again once they are released. The sender hears of it
    only if the deed `tells`. Raises UsageError where it waits already, was posted, or has files of other mails.
    """
    named = with_number(line, name)
    label = named.label if named else None
    with acting(line, name, replace(deed, act="hold", about=label)) as act:
        verdict = held_again(act.last.verdict, label)
        if verdict == act.last.verdict:
            raise UsageError("{name} waits for a person already.", name=name)
        known = act.known()
        taken = {(one.document.sha256, one.role) for one in _accepted(act.last.verdict, label)}
        for one in act.work.contributions.of(act.ready.submission.id):
            if one.withdrawn_at is None and label in (None, one.label):
                take_back(act, one, taken)
        return act.decide(verdict, known)


def _accepted(verdict: Verdict, label: str | None) -> list[Judged]:
    return [one for one in verdict.documents if one.disposition == "accept" and label in (None, one.number)]


def take_back(act: Acting, one: Contribution, files: Collection[tuple[str, FileRole]]) -> None:
    """Let what this mail brought to a number by these files, in these roles, count no more; the number stays.

    Raises UsageError for what is posted, and for a first file on which those of other mails stand.
    """
    mine = [version for version in one.versions if _is_brought(version, act.ready.submission.id, files)]
    if not mine:
        return
    if one.posted_at is not None and any(version.at <= one.posted_at for version in mine):
        raise UsageError("{number} is posted; withdraw it instead.", number=one.label)
    if not any(_is_first(version) for version in mine):
        act.work.contributions.set_aside(one.id, act.ready.submission.id, files, act.now)
    elif len(one.versions) > len(mine):
        raise UsageError("{number} has files from several mails, which stay; withdraw it instead.", number=one.label)
    else:
        act.work.contributions.withdraw(one.id, act.now)


def _is_brought(version: Version, submission: int, files: Collection[tuple[str, FileRole]]) -> bool:
    return version.submission == submission and any((one.sha256, one.role) in files for one in version.files)


def _is_first(version: Version) -> bool:
    return (version.mark, version.revision, version.replacement) == ("Rev", 0, 0)
