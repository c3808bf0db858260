"""SND: tables of what our border said."""

# ruff: noqa: ANN401 - a builder takes any field of what it builds

from dataclasses import replace
from typing import Any

import pytest

from intake.domain.judging.case import Case
from intake.domain.meeting import Officer, Senders
from intake.domain.origin.authentication import Authentication, Outcome
from intake.domain.rulebook import SenderAuthentication
from tests.checks.looking import look, places
from tests.domain.cases import GROUP, case, mail

PASS = Authentication("pass", "dkim", "example.org", told=True)


def said(outcome: Outcome, *, told: bool = True) -> Authentication:
    return Authentication(outcome, "dkim", "example.org", told=told)


def sent(kept: Authentication | None, *, policy: SenderAuthentication = "hold-on-fail", **other: Any) -> Case:
    one = case(mail=replace(mail(), authentication=kept), **other)
    book = replace(one.rulebook, policy=replace(one.rulebook.policy, sender_authentication=policy))
    return replace(one, rulebook=book)


@pytest.mark.parametrize(
    ("one", "where"),
    [
        pytest.param(sent(None), [], id="no-border-known"),
        pytest.param(sent(PASS), [], id="confirmed"),
        pytest.param(sent(said("fail")), ["sender"], id="disproved"),
        pytest.param(sent(said("unaligned")), [], id="signed-by-another"),
        pytest.param(sent(said("none")), [], id="unsigned-or-temporary"),
        pytest.param(sent(said("none", told=False)), [], id="nothing-said"),
        pytest.param(sent(PASS, policy="require-pass"), [], id="strict-confirmed"),
        pytest.param(sent(said("unaligned"), policy="require-pass"), ["sender"], id="strict-signed-by-another"),
        pytest.param(sent(said("none"), policy="require-pass"), ["sender"], id="strict-unsigned"),
        pytest.param(sent(said("none", told=False), policy="require-pass"), ["sender"], id="strict-nothing-said"),
        pytest.param(sent(None, policy="require-pass"), ["sender"], id="strict-no-border-known"),
        pytest.param(sent(None, policy="require-pass", by_desk=True), [], id="strict-by-the-desk"),
    ],
)
def test_snd_001_the_sender_is_confirmed(one: Case, where: list[str]) -> None:
    assert places("SND-001", one) == where


ADA = "ada@example.org"
CHAIR = Officer(role="chair", name="Ada", addresses=(ADA,))


@pytest.mark.parametrize(
    ("group", "kept", "senders"),
    [
        pytest.param(GROUP, said("none"), [], id="nobody-in-particular"),
        pytest.param(replace(GROUP, secretariat=(ADA,)), said("none"), [ADA], id="secretariat"),
        pytest.param(replace(GROUP, secretariat=(ADA,)), PASS, [], id="secretariat-confirmed"),
        pytest.param(replace(GROUP, secretariat=(ADA,)), said("none", told=False), [], id="nothing-said"),
        pytest.param(replace(GROUP, secretariat=(ADA,)), None, [], id="no-border-known"),
        pytest.param(replace(GROUP, officers=(CHAIR,)), said("fail"), [ADA], id="chair"),
        pytest.param(replace(GROUP, senders=Senders(forwarders=(ADA,))), said("unaligned"), [ADA], id="forwarder"),
        pytest.param(replace(GROUP, senders=Senders(speakers=("@example.org",))), said("fail"), [ADA], id="speakers"),
        pytest.param(replace(GROUP, senders=Senders(liaison=(ADA,))), said("fail"), [ADA], id="liaison"),
        pytest.param(replace(GROUP, senders=Senders(members=(ADA,))), said("fail"), [], id="member"),
    ],
)
def test_snd_002_who_has_an_office_is_confirmed(group: Any, kept: Authentication | None, senders: list[str]) -> None:
    one = sent(kept)
    one = replace(one, rulebook=replace(one.rulebook, group=group))
    assert [hit.facts["sender"] for hit in look("SND-002", one)] == senders


def test_a_member_by_a_from_that_is_not_confirmed_is_on_no_list() -> None:
    one = sent(said("none"))
    group = replace(one.rulebook.group, senders=Senders(members=(ADA,)))
    unconfirmed = replace(one, rulebook=replace(one.rulebook, group=group))
    confirmed = replace(unconfirmed, mail=replace(one.mail, authentication=PASS))
    assert (places("ENV-004", unconfirmed), places("ENV-004", confirmed)) == (["sender"], [])
