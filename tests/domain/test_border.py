"""When our border took a mail: what strangers write into Received fields moves it nowhere."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.mail import Received
from intake.domain.transit.border import is_host, last_hop, seems_ours, trusted_received, unzoned
from tests.domain.cases import at

MICROSOFT = [".prod.outlook.com", ".outlook.office365.com", ".mail.protection.outlook.com"]
STRANGER = ("mail.evil.test", "203.0.113.9")


def run(*lines: tuple[str, str | None] | tuple[str, str | None, tuple[str, ...]]) -> list[Received]:
    """Received fields: the host, when, and the peer's names and addresses."""
    return [Received(line[0], at(line[1]) if line[1] else None, *line[2:]) for line in lines]


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        pytest.param(run(), None, id="none"),
        pytest.param(run(("mx.evil.test", "2026-04-01T00:00Z")), None, id="foreign"),
        pytest.param(run(("mx.itu.int", "2026-04-02T00:00Z")), "2026-04-02T00:00Z", id="ours"),
        pytest.param(run(("MX.ITU.int.", "2026-04-02T00:00Z")), "2026-04-02T00:00Z", id="spelling"),
        pytest.param(
            run(
                ("store.itu.int", "2026-04-02T00:20Z"),
                ("mx.itu.int", "2026-04-02T00:00Z"),
                ("a.b", "2026-04-01T00:00Z"),
            ),
            "2026-04-02T00:00Z",
            id="lowest-of-the-run",
        ),
        pytest.param(
            run(("mx.itu.int", "2026-04-02T00:00Z"), ("a.b", "2026-04-01T00:00Z"), ("mx.itu.int", "2026-03-01T00:00Z")),
            "2026-04-02T00:00Z",
            id="forged-below-the-run",
        ),
        pytest.param(
            run(("store.itu.int", "2026-04-02T00:20Z"), ("mx.itu.int", None)), "2026-04-02T00:20Z", id="undated"
        ),
    ],
)
def test_our_border_is_the_lowest_of_the_run_from_the_top(received: list[Received], expected: str | None) -> None:
    found = trusted_received(received, ["mx.itu.int", "store.itu.int"])
    assert found == (at(expected) if expected else None)


@pytest.mark.parametrize(
    ("zoned", "trusted", "taken_for"),
    [
        pytest.param((True, True), "00:00", None, id="both-tell-it"),
        pytest.param((True, False), "00:20", "00:00", id="the-border-does-not"),
        pytest.param((False, True), "00:00", None, id="a-server-behind-it-does-not"),
        pytest.param((False, False), None, "00:00", id="neither-does"),
    ],
)
def test_a_time_without_a_sure_zone_never_counts(
    zoned: tuple[bool, bool], trusted: str | None, taken_for: str | None
) -> None:
    way = run(("store.itu.int", "2026-04-02T00:20Z"), ("mx.itu.int", "2026-04-02T00:00Z"), ("a.b", "2026-04-01T00:00Z"))
    way = [replace(one, zoned=sure) for one, sure in zip(way, (*zoned, False), strict=True)]
    hosts = ["mx.itu.int", "store.itu.int"]
    assert trusted_received(way, hosts) == (at(f"2026-04-02T{trusted}Z") if trusted else None)
    assert unzoned(way, hosts) == (at(f"2026-04-02T{taken_for}Z") if taken_for else None)
    assert last_hop(way, hosts) == (at("2026-04-02T00:20Z") if zoned[0] else trusted and at(f"2026-04-02T{trusted}Z"))
    assert unzoned(way, []) is None


def test_without_trusted_hosts_no_header_counts() -> None:
    assert trusted_received(run(("mx.itu.int", "2026-04-02T00:00Z"), ("", "2026-04-01T00:00Z")), []) is None


@pytest.mark.parametrize(
    ("hosts", "received", "expected"),
    [
        pytest.param(
            [".mail.protection.outlook.com"],
            run(("AM7EUR03FT012.mail.protection.outlook.com", "2026-04-30T21:50Z"), ("a.b", "2026-04-01T00:00Z")),
            "2026-04-30T21:50Z",
            id="the-end-of-its-name",
        ),
        pytest.param(
            [".mail.protection.outlook.com"],
            run(
                ("am7.mail.protection.outlook.com", "2026-04-30T22:10Z"),
                ("db5.mail.protection.outlook.com", "2026-04-01T00:00Z"),
            ),
            "2026-04-30T22:10Z",
            id="another-name-of-that-end-is-invented-below",
        ),
        pytest.param(
            MICROSOFT,
            run(
                (
                    "am0.eurprd07.prod.outlook.com",
                    "2026-04-30T22:20Z",
                    ("am1.eurprd07.prod.outlook.com", "2603:10a6::1"),
                ),
                (
                    "am1.eurprd07.prod.outlook.com",
                    "2026-04-30T22:20Z",
                    ("as9.eurprd06.prod.outlook.com", "2603:10a6::2"),
                ),
                (
                    "as9.outlook.office365.com",
                    "2026-04-30T22:19Z",
                    ("am7.eop-eur03.prod.protection.outlook.com", "2603:10a6:20b::ab"),
                ),
                ("am7.mail.protection.outlook.com", "2026-04-30T21:50Z", STRANGER),
                ("am6.eurprd07.prod.outlook.com", "2026-04-01T00:00Z"),
            ),
            "2026-04-30T21:50Z",
            id="microsoft-down-to-its-border",
        ),
        pytest.param(
            MICROSOFT,
            run(
                (
                    "am0.eurprd07.prod.outlook.com",
                    "2026-04-30T22:20Z",
                    ("as9.eurprd06.prod.outlook.com", "2603:10a6::2"),
                ),
                ("as9.outlook.office365.com", "2026-04-30T22:19Z", ("am7.protection.outlook.com", "2603:10a6::3")),
                (
                    "am7.mail.protection.outlook.com",
                    "2026-04-30T22:10Z",
                    ("eur05.outbound.protection.outlook.com", "40.107.1.2"),
                ),
                ("db8.eurprd04.prod.outlook.com", "2026-04-01T00:00Z"),
            ),
            "2026-04-30T22:10Z",
            id="the-sender-is-at-microsoft-too",
        ),
        pytest.param(
            [".example.org", "store.example.org"],
            run(
                ("store.example.org", "2026-04-30T22:10Z", ("mx3.example.org",)),
                ("mx3.example.org", "2026-04-30T21:50Z", STRANGER),
                ("mx4.example.org", "2026-04-01T00:00Z"),
            ),
            "2026-04-30T21:50Z",
            id="a-host-stands-beside-the-end-of-names",
        ),
        pytest.param(
            ["mx1.example.org", "mx2.example.org"],
            run(("mx1.example.org", "2026-04-30T22:10Z", STRANGER), ("mx2.example.org", "2026-04-01T00:00Z")),
            "2026-04-30T22:10Z",
            id="the-name-of-the-other-border-is-forged",
        ),
        pytest.param(
            ["mx1.example.org", "mx2.example.org"],
            run(
                ("mx1.example.org", "2026-04-30T22:10Z", ("mx2.example.org", "unknown", "203.0.113.9")),
                ("mx2.example.org", "2026-04-01T00:00Z"),
            ),
            "2026-04-30T22:10Z",
            id="and-the-stranger-calls-itself-so",
        ),
        pytest.param(
            ["mx1.example.org", "filter.example.org"],
            run(
                ("filter.example.org", "2026-04-30T22:10Z", ("mx1.example.org", "mx1.example.org", "198.51.100.7")),
                ("mx1.example.org", "2026-04-30T21:50Z", STRANGER),
            ),
            "2026-04-30T21:50Z",
            id="hop-with-a-public-address-of-ours",
        ),
        pytest.param(
            ["mx1.example.org", "filter.example.org"],
            run(
                ("filter.example.org", "2026-04-30T22:10Z", ("mx1.local", "unknown", "10.0.0.7")),
                ("mx1.example.org", "2026-04-30T21:50Z", STRANGER),
            ),
            "2026-04-30T21:50Z",
            id="hop-on-our-own-network",
        ),
        pytest.param(
            ["mx.google.com"],
            run(
                ("2002:a05:6402:358d:b0:41c::1", "2026-04-30T22:10Z"),
                ("mx.google.com", "2026-04-30T21:50Z", ("a.evil.test", "203.0.113.9")),
                ("mx.google.com", "2026-04-01T00:00Z"),
            ),
            "2026-04-30T21:50Z",
            id="google-above-its-border",
        ),
        pytest.param(["mx1.example.org"], run(("10.0.0.1", "2026-04-30T22:10Z")), None, id="only-an-address"),
        pytest.param([""], run(("", "2026-04-30T22:10Z")), None, id="nothing-is-nobody"),
    ],
)
def test_ends_of_names_and_strangers(hosts: list[str], received: list[Received], expected: str | None) -> None:
    assert trusted_received(received, hosts) == (at(expected) if expected else None)


INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001
OUR_NAMES = st.sampled_from(
    [
        "store.itu.int",
        "mx1.itu.int",
        "mx2.itu.int",
        "mx3.itu.int",
        "x.mail.example.net",
        "y.mail.example.net",
        "itu.int",
    ]
)
FORGED = st.lists(
    st.builds(
        Received,
        st.one_of(OUR_NAMES, st.sampled_from(["evil.test", "", "10.0.0.1", "2002:a05::1"])),
        st.one_of(st.none(), INSTANTS),
        st.lists(st.one_of(OUR_NAMES, st.sampled_from(["10.0.0.1", "203.0.113.9", "evil.test"])), max_size=3).map(
            tuple
        ),
    ),
    max_size=8,
)
CALLED = st.one_of(OUR_NAMES, st.just("mail.evil.test"))


@given(INSTANTS, st.integers(0, 9000), FORGED, CALLED, st.sampled_from(["unknown", "host.evil.test"]))
def test_nothing_below_our_border_moves_the_time(
    taken: datetime, waited: int, forged: list[Received], called: str, looked_up: str
) -> None:
    """A stranger writes any fields, calls itself what it likes, and has no name of ours for its address."""
    store = Received("store.itu.int", taken + timedelta(seconds=waited), ("mx1.itu.int",))
    border = Received("mx1.itu.int", taken, (called, looked_up, "203.0.113.9"))
    hosts = ["store.itu.int", "mx1.itu.int", "mx2.itu.int", ".itu.int", ".mail.example.net"]
    assert trusted_received([store, border, *forged], hosts) == taken


@given(INSTANTS, FORGED, OUR_NAMES)
def test_nor_below_a_border_that_looks_up_no_names(taken: datetime, forged: list[Received], called: str) -> None:
    """Where every mail passes all that is listed, a stranger cannot even gain by calling itself by a name of ours."""
    store = Received("store.itu.int", taken, ("x.mail.example.net", "198.51.100.1"))
    border = Received("x.mail.example.net", taken, (called, "203.0.113.9"))
    assert trusted_received([store, border, *forged], ["store.itu.int", ".mail.example.net"]) == taken


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        pytest.param(
            run(
                ("store.example.org", "2026-04-30T21:50Z", ("mx1.example.org",)),
                ("mx1.example.org", "2026-04-30T21:50Z", ("mail.a.test", "mail.a.test", "203.0.113.9")),
                ("mail.a.test", "2026-04-30T21:49Z"),
            ),
            ("store.example.org", "mx1.example.org"),
            id="store-and-border",
        ),
        pytest.param(
            run(
                ("am0.eurprd07.prod.outlook.com", None, ("as9.eurprd06.prod.outlook.com", "2603:10a6::2")),
                ("as9.outlook.office365.com", None, ("am7.eop-eur03.prod.protection.outlook.com", "2603:10a6:20b::ab")),
                ("am7.mail.protection.outlook.com", None, STRANGER),
                ("mail.evil.test", None),
            ),
            (".prod.outlook.com", ".outlook.office365.com", ".mail.protection.outlook.com"),
            id="microsoft",
        ),
        pytest.param(
            run(
                ("2002:a05:6402::1", None),
                ("mx.google.com", None, ("mail.a.test", "203.0.113.9")),
                ("mail.a.test", None),
            ),
            ("mx.google.com",),
            id="google",
        ),
        pytest.param(
            run(
                ("store.example.de", None, ("mx1.example.de", "203.0.113.9")),
                ("mx1.example.de", None, STRANGER),
                ("mail.other.de", None),
            ),
            ("store.example.de", "mx1.example.de"),
            id="a-house-below-a-country",
        ),
        pytest.param(
            run(
                ("store.example.co.uk", None, ("mx1.example.co.uk", "203.0.113.9")),
                ("mx1.example.co.uk", None, ("mail.other.co.uk", "203.0.113.7")),
                ("mail.other.co.uk", None),
            ),
            ("store.example.co.uk", "mx1.example.co.uk"),
            id="a-house-below-a-country-and-its-companies",
        ),
        pytest.param(run(("mx1.example.org", None, STRANGER)), ("mx1.example.org",), id="one-field"),
        pytest.param([], (), id="no-field"),
    ],
)
def test_what_seems_to_be_our_border(received: list[Received], expected: tuple[str, ...]) -> None:
    assert seems_ours(received) == expected
    known = [Received(one.by, at("2026-04-30T21:50Z"), one.peers) for one in received]
    assert trusted_received(known, expected) == (at("2026-04-30T21:50Z") if expected else None)


@pytest.mark.parametrize(
    ("entry", "taken"),
    [
        ("mx1.example.org", True), ("mx1", True), (".mail.protection.outlook.com", True), (".example.org", True),
        (".org", False), (".", False), ("", False), ("*.example.org", False), ("mx1 example", False), ("a..b", False),
        ("ada@example.org", False), ("https://mx1.example.org", False),
    ],
)  # fmt: skip
def test_what_may_be_named_as_a_border(entry: str, taken: bool) -> None:
    assert is_host(entry) is taken


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        pytest.param(
            run(
                ("store.itu.int", "2026-04-02T02:30Z", ("mx1.itu.int", "10.0.0.2")),
                ("mx1.itu.int", "2026-04-02T00:00Z", STRANGER),
            ),
            "2026-04-02T02:30Z",
            id="it-waited-in-our-own-queue",
        ),
        pytest.param(
            run(("store.itu.int", "2026-04-02T02:30Z"), ("mx1.itu.int", "2026-04-02T00:00Z", STRANGER)),
            "2026-04-02T02:30Z",
            id="handed-over-without-a-name",
        ),
        pytest.param(run(("mx1.itu.int", "2026-04-02T00:00Z", STRANGER)), "2026-04-02T00:00Z", id="one-server"),
        pytest.param(
            run(
                ("mx1.itu.int", "2026-04-02T02:30Z", ("store.itu.int", "203.0.113.9")),
                ("store.itu.int", "2026-04-02T00:00Z", ("10.0.0.1",)),
            ),
            None,
            id="a-stranger-calls-itself-ours",
        ),
        pytest.param(
            run(
                ("db3.mail.protection.outlook.com", "2026-04-02T02:30Z", ("am0.prod.outlook.com", "203.0.113.9")),
                ("am0.prod.outlook.com", "2026-04-02T00:00Z", ("2002:a01::1",)),
            ),
            None,
            id="by-the-name-of-our-provider",
        ),
    ],
)
def test_a_wait_in_our_own_queue_is_believed_only_where_the_mail_never_left_it(
    received: list[Received], expected: str | None
) -> None:
    """Whoever calls itself a second server of ours can write an older field below; then our two times are disputed."""
    found = last_hop(received, ["mx1.itu.int", "store.itu.int", *MICROSOFT])
    assert found == (at(expected) if expected else None)
