"""Who handed a mail over, and how, as each Received field says it; for people, never for times or trust."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.readers.mail.eml import read_headers
from intake.readers.mail.hops import MOST, told

DATE = "; Thu, 30 Apr 2026 12:00:00 +0000"


@pytest.mark.parametrize(
    ("field", "came_from", "protocol"),
    [
        pytest.param(
            "from mail.a.example (mail.a.example [192.0.2.1])\r\n\tby mx.itu.int (Postfix) with ESMTPS id 4X"
            "\r\n\tfor <tsbjcamv@itu.int>",
            "mail.a.example (mail.a.example [192.0.2.1])", "ESMTPS", id="postfix",
        ),
        pytest.param(
            "from AM0P1.eurprd04.prod.outlook.com (2603:10a6::1) by AM0P2.eurprd04.prod.outlook.com (2603::2) with"
            " Microsoft SMTP Server (version=TLS1_2, cipher=TLS_ECDHE) id 15.20.1",
            "AM0P1.eurprd04.prod.outlook.com (2603:10a6::1)", "Microsoft SMTP Server", id="microsoft",
        ),
        pytest.param("by 2002:a05:6402::1 with SMTP id x", "", "SMTP", id="google-inside"),
        pytest.param(
            "from [192.0.2.7] (helo=laptop) by mx.etri.example with esmtpsa (TLS1.3) (Exim) (envelope-from <a@b.c>)"
            " id 1x-2", "[192.0.2.7] (helo=laptop)", "esmtpsa", id="exim",
        ),
        pytest.param("from a.example by b.example (Coremail) with SMTP", "a.example", "SMTP", id="coremail"),
        pytest.param("(nothing that anybody could read", "", "", id="unreadable"),
        pytest.param("", "", "", id="empty"),
    ],
)  # fmt: skip
def test_a_hop_says_who_handed_the_mail_over(field: str, came_from: str, protocol: str) -> None:
    raw = f"Received: {field}{DATE}\r\nFrom: a@b.example\r\n\r\n".encode()
    (hop,) = read_headers(raw).received
    assert (hop.came_from, hop.protocol) == (came_from, protocol)


def test_the_topmost_fields_are_told_and_the_rest_still_count() -> None:
    fields = "".join(f"Received: from a{n}.example by b{n}.example with SMTP{DATE}\r\n" for n in range(40))
    hops = read_headers(f"{fields}From: a@b.example\r\n\r\n".encode()).received
    assert [one.came_from for one in hops] == [f"a{n}.example" if n < MOST else "" for n in range(40)]
    assert {one.at for one in hops} == {datetime(2026, 4, 30, 12, tzinfo=UTC)}
    assert hops[39].by == "b39.example"


@given(st.text(max_size=700))
def test_any_field_is_told_in_one_short_line(field: str) -> None:
    for words in told(field):
        assert len(words) <= 200
        assert "\n" not in words
