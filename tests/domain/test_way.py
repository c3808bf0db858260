"""The way that a mail took: its hops in order, their delays, and which of them our own servers wrote."""

from dataclasses import replace
from datetime import timedelta

import pytest

from intake.domain.mail import Received
from intake.domain.transit.way import Hop, way_of
from tests.domain.cases import at

HOME = Received("smtp.a.example", at("2026-04-30T21:55:00Z"), ("laptop.a.example",), "laptop", "ESMTPSA")
RELAY = Received("relay.a.example", at("2026-04-30T21:55:30Z"), ("smtp.a.example", "203.0.113.1"), "smtp", "ESMTPS")
BORDER = Received("mx1.itu.int", at("2026-04-30T22:10:30Z"), ("relay.a.example", "203.0.113.9"), "relay", "ESMTPS")
STORE = Received("store.itu.int", at("2026-04-30T22:10:29Z"), ("mx1.itu.int",), "mx1.itu.int", "LMTP")
UNDATED = Received("gateway.a.example", None)


@pytest.mark.parametrize(
    ("received", "hosts", "way"),
    [
        pytest.param([], [], [], id="none"),
        pytest.param(
            [STORE, BORDER, RELAY, HOME],
            ["mx1.itu.int", "store.itu.int"],
            [("smtp.a.example", None, False), ("relay.a.example", 30, False), ("mx1.itu.int", 900, True),
             ("store.itu.int", -1, True)],
            id="from-the-sender-to-us",
        ),
        pytest.param([STORE, BORDER], [], [("mx1.itu.int", None, False), ("store.itu.int", -1, False)], id="no-border"),
        pytest.param(
            [BORDER, UNDATED, HOME], ["mx1.itu.int"],
            [("smtp.a.example", None, False), ("gateway.a.example", None, False), ("mx1.itu.int", 930, True)],
            id="undated-in-between",
        ),
        pytest.param(
            [BORDER, RELAY, Received("mx1.itu.int", at("2026-04-29T10:00:00Z"))], ["mx1.itu.int"],
            [("mx1.itu.int", None, False), ("relay.a.example", 129_330, False), ("mx1.itu.int", 900, True)],
            id="our-name-below-a-stranger",
        ),
    ],
)  # fmt: skip
def test_the_way_from_the_sender_to_the_mailbox(
    received: list[Received], hosts: list[str], way: list[tuple[str, int | None, bool]]
) -> None:
    found = way_of(received, hosts)
    seconds = [one.delay.total_seconds() if one.delay is not None else None for one in found]
    assert [(one.by, delay, one.trusted) for one, delay in zip(found, seconds, strict=True)] == way


def test_a_hop_tells_who_handed_it_over_and_how() -> None:
    assert way_of([BORDER], ["mx1.itu.int"]) == (
        Hop("relay", "mx1.itu.int", "ESMTPS", at("2026-04-30T22:10:30Z"), None, trusted=True),
    )
    assert way_of([BORDER, RELAY], [])[1].delay == timedelta(minutes=15)


def test_a_time_in_an_unknown_zone_is_not_shown_as_one() -> None:
    hops = way_of([BORDER, replace(RELAY, zoned=False), HOME], ["mx1.itu.int"])
    assert [one.at for one in hops] == [HOME.at, None, BORDER.at]
    assert hops[2].delay == timedelta(minutes=15, seconds=30)
