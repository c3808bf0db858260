"""Addresses: what is exactly one is used, everything else has a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.mail import Address
from intake.readers.mail.addresses import addresses, is_address

A = Address
ADA = "ada@example.org"


@pytest.mark.parametrize(
    ("value", "found"),
    [
        pytest.param("ada@example.org", [A("", ADA)], id="bare"),
        pytest.param("Ada <ada@example.org>", [A("Ada", ADA)], id="named"),
        pytest.param('"Example, Ada" <ada@example.org>', [A("Example, Ada", ADA)], id="comma-in-quotes"),
        pytest.param("ada@example.org (Ada Example)", [A("Ada Example", ADA)], id="name-in-comment"),
        pytest.param("Ada (a (nested) one) <ada@example.org>", [A("Ada", ADA)], id="nested-comment"),
        pytest.param("=?utf-8?q?J=C3=BCrgen_Gro=C3=9F?= <ada@example.org>", [A("Jürgen Groß", ADA)], id="rfc2047"),
        pytest.param("Jürgen Groß <ada@example.org>", [A("Jürgen Groß", ADA)], id="raw-utf-8"),
        pytest.param("a+tag=1@sub.example.org", [A("", "a+tag=1@sub.example.org")], id="signs"),
        pytest.param("ada@bücher.example", [A("", "ada@bücher.example")], id="idn"),
        pytest.param(
            "A <a@example.org>, B <b@example.org>", [A("A", "a@example.org"), A("B", "b@example.org")], id="two"
        ),
        pytest.param("", [], id="empty"),
        pytest.param(" , ,", [], id="only-commas"),
        pytest.param("undisclosed-recipients:;", [A("undisclosed-recipients", "", "group")], id="empty-group"),
        pytest.param("Us: ada@example.org;", [A("Us", "", "group"), A("", ADA)], id="group"),
        pytest.param("Ada Example", [A("Ada Example", "", "missing-domain")], id="only-a-name"),
        pytest.param('"ada@example.org"', [A("", "", "syntax")], id="quoted-is-no-address"),
        pytest.param("ada@localhost", [A("", "", "missing-domain")], id="one-label"),
        pytest.param("Ada <>", [A("Ada", "", "missing-domain")], id="empty-brackets"),
        pytest.param("alice@a.example(<bob@b.example>", [A("", "", "syntax")], id="open-comment"),
        pytest.param("alice@a.example)bob@b.example", [A("", "", "syntax")], id="stray-parenthesis"),
        pytest.param("a@b.example@c.example", [A("", "", "syntax")], id="two-ats"),
        pytest.param("<a@b.example> <c@d.example>", [A("", "", "syntax")], id="two-brackets"),
        pytest.param("a b@c.example", [A("", "", "syntax")], id="space-in-local"),
        pytest.param("a@b .example", [A("", "", "syntax")], id="space-in-domain"),
        pytest.param('"a b"@c.example', [A("", "", "syntax")], id="quoted-local"),
        pytest.param("a..b@c.example", [A("", "", "syntax")], id="dot-dot"),
        pytest.param("a@[192.0.2.1]", [A("", "", "syntax")], id="literal"),
        pytest.param("a@-b.example", [A("", "", "syntax")], id="leading-hyphen"),
        pytest.param("a@b_c.example", [A("", "", "syntax")], id="underscore"),
        pytest.param("a@b..example", [A("", "", "syntax")], id="empty-label"),
        pytest.param("<@relay.example:a@b.example>", [A("", "", "syntax")], id="source-route"),
        pytest.param('"unclosed <ada@example.org>', [A("", "", "syntax")], id="open-quote"),
        pytest.param("a\x00@b.example", [A("", "", "syntax")], id="nul"),
        pytest.param("x" * 65 + "@b.example", [A("", "", "too-long")], id="long-local"),
        pytest.param("a@" + "b." * 130 + "example", [A("", "", "too-long")], id="long-domain"),
        pytest.param(
            '"alice@example.org" <m@evil.test>', [A("alice@example.org", "m@evil.test", "at-in-name")], id="at-in-name"
        ),
        pytest.param(
            "alice＠example.org <m@evil.test>", [A("alice＠example.org", "m@evil.test", "at-in-name")], id="wide-at"
        ),
        pytest.param("a@exаmple.org", [A("", "a@exаmple.org", "mixed-script")], id="cyrillic-a-in-domain"),
        pytest.param(
            "a@xn--exmple-4nf.org", [A("", "a@xn--exmple-4nf.org", "mixed-script")], id="the-same-in-punycode"
        ),
        pytest.param("Аlice <a@example.org>", [A("Аlice", "a@example.org", "mixed-script")], id="mixed-name"),
        pytest.param("Олег Иванов <a@example.org>", [A("Олег Иванов", "a@example.org")], id="russian-name"),
        pytest.param("a\r\nBcc: x@y.example", [A("a Bcc", "", "group"), A("", "x@y.example")], id="line-break"),
    ],
)
def test_addresses_are_read_strictly(value: str, found: list[A]) -> None:
    assert list(addresses(value)) == found


@given(st.text(alphabet='ab@.<>()",:;\\ \t\r\n[]=?é\x00', max_size=60))
def test_any_text_is_read_without_an_exception(value: str) -> None:
    for one in addresses(value):
        assert not one.address or is_address(one.address)
        assert one.address or one.problem
        assert "\n" not in one.name


@given(st.from_regex(r"[a-z0-9+_-]{1,20}(\.[a-z0-9]{1,9})?@[a-z0-9]{1,9}(\.[a-z0-9]{2,9}){1,3}", fullmatch=True))
def test_an_ordinary_address_is_itself(address: str) -> None:
    assert [one.address for one in addresses(f"Somebody <{address}>")] == [address]


def test_a_hostile_field_is_read_in_linear_time() -> None:
    """Doubling patterns that make careless expressions quadratic."""
    for pattern in ('"\\', "(", "<", "=?a?q?", ",", "a@", '"a" '):
        assert addresses(pattern * 30_000) is not None
