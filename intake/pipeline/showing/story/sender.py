"""What is known of the sender of a mail."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from intake.domain.deadlines import zone_of
from intake.domain.mail import Mail
from intake.domain.origin.telling import told
from intake.domain.rulebook import Rulebook
from intake.domain.stated import Stated
from intake.domain.text.addresses import is_listed
from intake.domain.text.free_mail import is_free_mail
from intake.pipeline.showing.story.gathered import GatheredMail
from intake.ports import SenderPast

SenderStanding = Literal["member", "expert", "liaison", "speaker", "forwarder", "secretariat"]


@dataclass(frozen=True, slots=True)
class Sender:
    """The sender: address and name as the mail gives them, and who that is to the group.

    `role` and `officer` are those of an officer who has this address, `assistant_of` that it is an assistant's;
    `lists` are the group's lists in which it stands. `sent_by` is who sent it for them (RFC 5322, section 3.6.2).
    `confirmed` says whether our border confirmed them, None where no border is known; `doubted`: it could not.
    `past` is what the same address sent to the group before.
    """

    address: str
    name: str = ""
    role: str = ""
    officer: str = ""
    assistant: bool = False
    lists: tuple[SenderStanding, ...] = ()
    free_mail: bool = False
    sent_by: str = ""
    confirmed: Stated | None = None
    doubted: bool = False
    past: SenderPast = field(default_factory=SenderPast)

    @property
    def is_known(self) -> bool:
        """Whether the group's rulebook knows the address."""
        return bool(self.role or self.lists)


def sender_of(known: GatheredMail, mail: Mail | None) -> Sender:
    """What is known of the sender on the day on which the mail was received; `mail` is None where it is gone."""
    address = known.submission.sender
    author = mail.author if mail else None
    name = author.name if author else known.card.sender_name if known.card else ""
    sent_by = mail.assistant.address if mail and mail.assistant else ""
    kept = known.submission.authentication
    role, officer, assistant = _officer(known, address)
    return Sender(
        address,
        name,
        role,
        officer,
        assistant,
        tuple(_lists(known.rulebook, address)) if known.rulebook else (),
        is_free_mail(address) if address else False,
        sent_by if sent_by.casefold() != address.casefold() else "",
        told(kept) if kept else None,
        kept is not None and kept.doubted,
        known.past,
    )


def _officer(known: GatheredMail, address: str) -> tuple[str, str, bool]:
    """Role and name of the officer whose address this is, and whether it is that of an assistant."""
    if known.rulebook is None or not address:
        return "", "", False
    day = _day(known)
    for one in known.rulebook.group.officers_at(day):
        if is_listed(address, one.known_by):
            return one.role, one.name, not is_listed(address, one.addresses)
    return "", "", False


def _day(known: GatheredMail) -> date:
    zone = known.rulebook.group.zone if known.rulebook else "UTC"
    return known.submission.received_at.astimezone(zone_of(zone)).date()


def _lists(rulebook: Rulebook, address: str) -> Iterator[SenderStanding]:
    senders = rulebook.group.senders
    listed: dict[SenderStanding, tuple[str, ...]] = {
        "secretariat": rulebook.group.secretariat,
        "member": senders.members,
        "expert": senders.experts,
        "liaison": senders.liaison,
        "speaker": senders.speakers,
        "forwarder": senders.forwarders,
    }
    return (name for name, entries in listed.items() if is_listed(address, entries))
