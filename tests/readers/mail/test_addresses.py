"""Addresses: what is exactly one is used, everything else has a reason."""

from email.headerregistry import Address as HeaderAddress
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.mail import Address
from intake.readers.mail.addresses import addresses, is_address
from intake.readers.mail.fields import Fields
from intake.readers.mail.headers import from_headers

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
        pytest.param("=?utf-8?q?eve=40evil.test=2C?=@example.org", [A("", "", "syntax")], id="encoded-word"),
        pytest.param("Ada <=?utf-8?b?YWRh?=@example.org>", [A("Ada", "", "syntax")], id="encoded-word-in-brackets"),
        pytest.param("a=?x?=b@example.org", [A("", "a=?x?=b@example.org")], id="signs-that-are-no-encoded-word"),
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


_PIECES = (
    *(
        "ada",
        "example.org",
        "evil.test",
        "@",
        "<",
        ">",
        ",",
        ";",
        ":",
        "(",
        ")",
        '"',
        "\\",
        " ",
        "\t",
        "..",
        "[192.0.2.1]",
    ),
    *(
        "=?utf-8?q?eve=40evil.test=2C?=",
        "=?utf-8?b?YQ==?=",
        "xn--exmple-4nf.org",
        "\u0430",
        "\u200b",
        "\u202e",
        "\uff20",
        "%",
    ),
)


@given(st.lists(st.sampled_from(_PIECES), max_size=10).map("".join))
def test_what_is_used_of_a_field_reads_as_the_same_address_everywhere(value: str) -> None:
    """Alone, behind a name, and by the standard library's parser, which composes and sends mail in other programs."""
    for used in (one.address for one in addresses(value) if one.address):
        assert is_address(used)
        assert [one.address for one in addresses(f'"x" <{used}>')] == [used]
        if used.isascii():
            assert HeaderAddress(addr_spec=used).addr_spec == used
            composed = EmailMessage()
            composed["To"] = used
            assert [one.addr_spec for one in composed["To"].addresses] == [used]


@given(st.from_regex(r"[a-z0-9+_-]{1,20}(\.[a-z0-9]{1,9})?@[a-z0-9]{1,9}(\.[a-z0-9]{2,9}){1,3}", fullmatch=True))
def test_an_ordinary_address_is_itself(address: str) -> None:
    assert [one.address for one in addresses(f"Somebody <{address}>")] == [address]


def test_a_hostile_field_is_read_in_linear_time() -> None:
    """Doubling patterns that make careless expressions quadratic."""
    for pattern in ('"\\', "(", "<", "=?a?q?", ",", "a@", '"a" '):
        assert addresses(pattern * 30_000) is not None


@pytest.mark.parametrize(
    ("written", "author"),
    [
        pytest.param(["ada@example.org"], ADA, id="one"),
        pytest.param([" "], None, id="empty"),
        pytest.param([], None, id="none"),
        pytest.param(["ada@example.org", "eve@evil.test"], None, id="two"),
        pytest.param(["ada@example.org", "ada@example.org"], None, id="the-same-twice"),
        pytest.param(["ada@example.org", ""], None, id="the-second-empty"),
        pytest.param(["", "ada@example.org"], None, id="the-first-empty"),
        pytest.param([" , ", "ada@example.org"], None, id="the-first-without-an-address"),
        pytest.param(["Us: ada@example.org;"], None, id="group"),
        pytest.param(["ada@example.org, eve@evil.test"], None, id="list"),
        pytest.param(['"ada@example.org" <eve@evil.test>'], "eve@evil.test", id="another-address-as-name"),
    ],
)
def test_a_mail_has_an_author_only_where_no_program_can_read_another(written: list[str], author: str | None) -> None:
    mail = from_headers(Fields([("from", value.encode()) for value in written]), "c")
    assert (mail.author.address if mail.author else None) == author
