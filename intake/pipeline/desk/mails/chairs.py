"""What a chair decided by word of mail, recorded by the secretariat at once under the chair's name."""

from dataclasses import replace

from intake.domain.answering.asked import already_decided
from intake.domain.errors import StaleDecisionError, UsageError
from intake.domain.meeting import Officer
from intake.domain.persons.offices import chairs_at
from intake.domain.submission import Submission
from intake.domain.telling.decided import chair_named
from intake.domain.verdict import Deed, Verdict
from intake.pipeline.decision.lookup import last_decision, submission_named
from intake.pipeline.desk.mails.acts import ignore
from intake.pipeline.line import Line


def by_chair(line: Line, name: str, deed: Deed, decided_by: str, evidence: str, *, elsewhere: bool = False) -> Deed:
    """The deed as that of a chair (by name or address), who said so in the mail `evidence` (id or reference).

    `elsewhere`: the mail came from another address than those on the chair's record, and the person knows it.
    It replaces the Decision that counts now, so that of two chairs one wins. Raises UsageError where there is no such
    chair or mail of that chair, StaleDecisionError where somebody has decided already.
    """
    with line.store.read() as work:
        submission = submission_named(work, name)
        rulebook = line.rulebook(work, submission.group)
        chairs = chairs_at(rulebook, line.clock.now())
        mail = submission_named(work, evidence) if evidence else None
        said = last_decision(work, mail).verdict if mail and mail.decisions else None
        decisions = work.submissions.decisions(submission.id)
    chair = chair_named(chairs, decided_by)
    if chair is None:
        known = ", ".join(f"{one.name} ({one.role})" for one in chairs) or "none"
        raise UsageError(
            "{decided_by}: {group} has no such chair today; there are {known}.",
            decided_by=decided_by,
            group=rulebook.group.acronym,
            known=known,
        )
    if mail is None:
        raise UsageError("Say which mail says so: --evidence with its id or reference, as 'intake waiting' shows it.")
    if mail.group != submission.group or mail.id == submission.id:
        raise UsageError(
            "{evidence}: this is no mail by which a chair of {group} decided on {name}.",
            evidence=evidence,
            group=rulebook.group.acronym,
            name=name,
        )
    doubt = _doubt(mail, said, chair)
    if doubt and not elsewhere:
        raise UsageError(
            "{doubt} If you know that it is from {chair} all the same: --from-another-address.",
            doubt=doubt,
            chair=chair.name,
        )
    if told := already_decided(submission.reference, decisions):
        raise StaleDecisionError(told)
    last = decisions[-1].n if decisions else None
    return replace(
        deed,
        actor=chair.name,
        replaces=deed.replaces if deed.replaces is not None else last,
        role=chair.role,
        recorded_by=deed.actor,
        evidence=mail.reference,
        elsewhere=bool(doubt),
    )


def _doubt(mail: Submission, said: Verdict | None, chair: Officer) -> str:
    """Why this mail may not be the chair's, as a sentence; "" for one from an address on the chair's record."""
    if mail.sender.lower() not in {one.lower() for one in chair.known_by}:
        known = ", ".join(chair.known_by) or "no address"
        return f"{mail.reference} came from {mail.sender or 'nobody'}; on the record of {chair.name} is {known}."
    if said is not None and said.disposition == "hold":
        return f"{mail.reference} is held itself; 'intake show {mail.reference}' says why."
    return ""


def settle_evidence(line: Line, deed: Deed, name: str) -> None:
    """Take the mail by which a chair decided off the work list, where it waits there as a question."""
    with line.store.read() as work:
        last = last_decision(work, submission_named(work, deed.evidence))
    if last.verdict.disposition == "question":
        ignore(line, deed.evidence, Deed(deed.recorded_by, f"It decided on {name}."))
