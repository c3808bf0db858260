"""What is known of a sender."""

from dataclasses import replace

import pytest

from intake.domain.mail import Address, Mail
from intake.domain.meeting import Officer, Senders
from intake.pipeline.showing.story.gathered import GatheredMail
from intake.pipeline.showing.story.sender import Sender, sender_of
from intake.ports import SenderPast
from tests.pipeline.story.values import known, rulebook, submission

SENDERS = Senders(
    members=("@etri.example",), experts=("ada@x.example",), liaison=("@ieee.example",), speakers=("ada@x.example",)
)
CHAIR = Officer("Co-chair", "Muath", addresses=("muath@gmail.com",), assistants=("office@m.example",))


def of(address: str, mail: Mail | None = None, **other: object) -> Sender:
    group = replace(rulebook().group, senders=SENDERS, officers=(CHAIR,))
    one: GatheredMail = known(submission=submission(sender=address), rulebook=replace(rulebook(), group=group), **other)
    return sender_of(one, mail)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("delegate@etri.example", Sender("delegate@etri.example", lists=("member",))),
        ("ada@x.example", Sender("ada@x.example", lists=("expert", "speaker"))),
        ("wg@sub.ieee.example", Sender("wg@sub.ieee.example", lists=("liaison",))),
        (
            "muath@gmail.com",
            Sender("muath@gmail.com", role="Co-chair", officer="Muath", free_mail=True),
        ),
        ("office@m.example", Sender("office@m.example", role="Co-chair", officer="Muath", assistant=True)),
        ("secretariat@example.org", Sender("secretariat@example.org", lists=("secretariat",))),
        ("nobody@gmail.com", Sender("nobody@gmail.com", free_mail=True)),
        ("", Sender("")),
    ],
    ids=["member", "expert", "liaison", "chair", "assistant", "secretariat", "free", "unknown"],
)
def test_who_a_sender_is_to_the_group(address: str, expected: Sender) -> None:
    assert of(address) == expected
    assert expected.is_known == bool(expected.role or expected.lists)


def test_name_and_assistant_are_those_of_the_mail() -> None:
    mail = Mail(
        "c", "<m>", (Address("Ji-won Park", "delegate@etri.example"),), Address("Office", "office@etri.example")
    )
    found = of("delegate@etri.example", mail)
    assert (found.name, found.sent_by) == ("Ji-won Park", "office@etri.example")


def test_the_past_of_a_sender_is_handed_on() -> None:
    past = SenderPast(3, 2, submission())
    assert of("delegate@etri.example", past=past).past == past


def test_without_a_rulebook_nothing_is_known() -> None:
    assert sender_of(known(submission=submission(sender="a@x.example"), rulebook=None), None) == Sender("a@x.example")
