"""What a person tells of a document that came by another way, made sure of before anything is stored."""

from dataclasses import dataclass
from datetime import datetime

from intake.domain.by_hand.told import submitter_of, time_of_receipt
from intake.domain.deadlines import meeting_for
from intake.domain.errors import UsageError
from intake.domain.mail import Address
from intake.domain.meeting import NEXT, Meeting
from intake.domain.names import id_or_next
from intake.domain.rulebook import Rulebook
from intake.domain.text.addresses import is_address
from intake.domain.text.language import one_line
from intake.pipeline.line import Line
from intake.ports import UnitOfWork

_EVIDENCE = 500


@dataclass(frozen=True, slots=True)
class Told:
    """As it was typed: the submitter ("Ada <ada@example.org>"), the time of receipt, what shows it, the meeting.

    `number` is one that is kept for it.
    """

    submitter: str
    received: str
    evidence: str
    meeting: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class OnBehalf:
    """The same, understood: `received` is UTC, `meeting` the id that was named, or None; `mail` is the evidence's id.

    `evidence` is text in one line, or the reference of the mail that shows it.
    """

    submitter: Address
    received: datetime
    evidence: str
    mail: int | None
    meeting: str | None
    number: str = ""

    @property
    def subject(self) -> str:
        """The subject of the note, which names the meeting that was named, as a mail's subject may."""
        return "Registered by the secretariat" + (f" for {self.meeting}" if self.meeting not in (None, NEXT) else "")

    def text(self, actor: str) -> str:
        """The text of the note; `actor` is whoever registers the document."""
        one = self.submitter
        said = (
            "This document did not come by mail. The secretariat registered it on behalf of its submitter.",
            "",
            f"Submitter: {one.name} <{one.address}>" if one.name else f"Submitter: {one.address}",
            f"Received: {self.received:%Y-%m-%d %H:%M:%S} UTC",
            f"Evidence: {self.evidence}",
            f"Registered by: {one_line(actor)}",
            "",
        )
        return "\n".join(said)


def understood(line: Line, work: UnitOfWork, rulebook: Rulebook, told: Told) -> OnBehalf:
    """What the person means; raises UsageError with a sentence for what cannot be meant."""
    meeting = id_or_next(rulebook, told.meeting)
    mail = work.submissions.find(told.evidence)
    if mail is not None and mail.group != rulebook.group.id:
        mail = None
    evidence = mail.reference if mail else one_line(told.evidence, _EVIDENCE)
    if not evidence:
        raise UsageError("Say what shows when it was received: --evidence, in words or as the mail's reference.")
    return OnBehalf(
        submitter=_submitter(line, work, told.submitter),
        received=_received(rulebook, meeting, told.received, line.clock.now()),
        evidence=evidence,
        mail=mail.id if mail else None,
        meeting=meeting,
        number=told.number.strip(),
    )


def _submitter(line: Line, work: UnitOfWork, text: str) -> Address:
    one = submitter_of(text.strip())
    if text.splitlines() != [text] or not is_address(one.address):
        raise UsageError(
            "'{text}' is no mail address: write name@example.org or 'Name <name@example.org>'.", text=one_line(text, 80)
        )
    ours = {box for group in work.rulebooks.groups() for box in line.rulebook(work, group).group.mailboxes}
    if one.address.lower() in ours:
        raise UsageError(
            "{address} is a mailbox of ours; name the person or the office that submits the document.",
            address=one.address,
        )
    return one


def _received(rulebook: Rulebook, meeting: str | None, text: str, now: datetime) -> datetime:
    """The instant (UTC), typed in the zone of the meeting that it is for, or with an offset."""
    text = text.strip()
    if ":" not in text:
        raise UsageError("--received {text}: give the hour, too, as in '2026-04-30 23:30'.", text=one_line(text, 40))
    named = rulebook.meeting(meeting)
    zone = rulebook.group.zone_for(named)
    try:
        at = time_of_receipt(text, zone, now)
        ahead = named or _ahead(rulebook, at, meeting)
        return at if ahead is None or ahead.zone == zone else time_of_receipt(text, ahead.zone, now)
    except ValueError as error:
        raise UsageError(
            "--received: {error}. Write it as '2026-04-30 23:30' in {zone} time, or with an offset: "
            "2026-04-30T23:30+02:00.",
            error=error,
            zone=zone,
        ) from error


def _ahead(rulebook: Rulebook, at: datetime, meeting: str | None) -> Meeting | None:
    return None if meeting == NEXT else meeting_for(rulebook.meetings, at)
