"""A mail that reached somebody of ours, and was passed on as an attachment: it is taken as the mail that it was."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from intake.domain.by_hand.told import time_of_receipt
from intake.domain.document import Enclosed
from intake.domain.errors import UsageError
from intake.domain.house.source import passed_on
from intake.domain.judging.kinds import passes_mail_on
from intake.domain.meeting import Group
from intake.domain.rulebook import Rulebook
from intake.domain.submission import NewSubmission, Submission, Timestamps
from intake.domain.verdict import Deed, Verdict
from intake.pipeline.decision.acting import Acting, acting, refuse_numbered
from intake.pipeline.decision.lookup import last_decision, submission_named
from intake.pipeline.desk.mails.acts import ended
from intake.pipeline.desk.mails.brought import Brought, InHand, bring, decide_at_once, in_hand
from intake.pipeline.line import Line
from intake.pipeline.notes import note
from intake.pipeline.receive import brought, year_of_receipt


@dataclass(frozen=True, slots=True)
class _Attached:
    """An attached mail: the digest and the size of its bytes, and when it was received (UTC)."""

    raw: str
    size: int
    received: datetime


def take_attached(line: Line, name: str, deed: Deed, received: str = "") -> Brought:
    """Make a Submission of each mail that is attached to this one, which is ignored: "passed on as ...".

    Sender and time of receipt are those of the attached mail: the time that the last server before its reader wrote, or
    the one that a person types. It is judged at once, as any other mail. Raises UsageError.

    In the mail of a stranger the attached mail's time is the stranger's word, so there a person types it.
    """
    with line.store.read() as work:
        last = last_decision(work, submission_named(work, name))
    read = {digest: in_hand(line, digest) for digest, *_ in _enclosed(last.verdict)}
    with acting(line, name, replace(deed, act="move")) as act:
        refuse_numbered(act.last, name)
        taken = [(_taken(act, one, read.get(one.raw)), read.get(one.raw)) for one in _attached(act, name, received)]
        named = ", ".join(one.reference for one, _ in taken)
        known = replace(act, deed=replace(act.deed, reason=f"taken as {named}: {deed.reason}"))
        decision = known.decide(ended(act.last.verdict, "ignore"))
        for one, found in taken:
            if found is not None:
                decide_at_once(line, act.work, act.ready.prepared.rulebook, one, found, act.now)
        return Brought(decision, tuple(act.work.submissions.get(one.id) for one, _ in taken))


def _attached(act: Acting, name: str, typed: str) -> Sequence[_Attached]:
    rulebook, received = act.ready.prepared.rulebook, act.ready.submission.received_at
    bearer = act.ready.submission.sender
    known = passes_mail_on(bearer, rulebook.group)
    found = list(_enclosed(act.last.verdict))
    if not found:
        raise UsageError("{name} has no attached mail that could be taken as the mail that it was.", name=name)
    mails = []
    for digest, size, mail in found:
        at = _typed(rulebook, act.last.verdict, typed, act.now) if typed else mail.received
        if not mail.address:
            raise UsageError("{name}: the attached mail does not show who sent it; use 'intake register'.", name=name)
        if not known and not typed:
            raise UsageError(
                "{name} came from {bearer}, who is no officer, secretariat or forwarder of the rulebook, so the "
                "time that the attached mail shows proves nothing; say with --received when it was received.",
                name=name,
                bearer=bearer or "nobody",
            )
        if at is None:
            raise UsageError(
                "{name}: the attached mail does not show when it was received; say so with --received, as in "
                "'2026-04-30 23:30'.",
                name=name,
            )
        if at > received:
            raise UsageError(
                "{name}: the attached mail cannot have been received ({at} UTC) after the mail that brought it "
                "({received} UTC); say with --received when it was.",
                name=name,
                at=f"{at:%Y-%m-%d %H:%M:%S}",
                received=f"{received:%Y-%m-%d %H:%M:%S}",
            )
        mails.append(_Attached(digest, size, at))
    return mails


def _enclosed(verdict: Verdict) -> Sequence[tuple[str, int, Enclosed]]:
    files = [one.document for one in verdict.documents if one.document.filetype == "mail" and not one.document.depth]
    return [(one.sha256, one.size, one.glance.mail) for one in files if one.glance and one.glance.mail]


def _typed(rulebook: Rulebook, verdict: Verdict, text: str, now: datetime) -> datetime:
    meeting = rulebook.meeting(verdict.meeting)
    try:
        return time_of_receipt(text.strip(), rulebook.group.zone_for(meeting), now)
    except ValueError as error:
        raise UsageError(
            "--received: {error}. Write it as '2026-04-30 23:30', or with an offset.", error=error
        ) from error


def _taken(act: Acting, one: _Attached, found: InHand | None) -> Submission:
    """The Submission of the attached mail. UsageError where the mail came to the mailbox as well."""
    work, outer, now = act.work, act.ready.submission, act.now
    group: Group = act.ready.prepared.rulebook.group
    stamps = Timestamps(first_seen=outer.stamps.first_seen, given=one.received)
    work.messages.add(one.raw, one.size, False, now)
    coming = NewSubmission(
        group=group.id,
        short=group.short,
        year=year_of_receipt(one.received, group),
        raw=one.raw,
        source=passed_on(outer.reference, outer.sender),
        received_at=one.received,
        received_evidence="given",
        stamps=stamps,
        answers="send" if outer.answers == "junk" else outer.answers,
    )
    taken, new = bring(work, act.ready.prepared.rulebook, coming, found, now)
    if not new:
        raise UsageError(
            "{group} has the attached mail already, as {reference}.", group=group.acronym, reference=taken.reference
        )
    work.deliveries.add(brought(f"passed-on:{outer.id}/{one.raw}/{group.id}", taken))
    why = f"It reached one of us first, and was passed on with {outer.reference}."
    note(work, taken, at=now, what="stored", who="act", why=why, raw=taken.raw, moved_from=outer.reference)
    return taken
