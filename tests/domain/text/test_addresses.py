"""Which texts are addresses that we write to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.text.addresses import LONGEST, checked_address, is_address, is_listed

_LONG_DOMAIN = ".".join(["d" * 63, "d" * 63, "d" * 62])


@pytest.mark.parametrize(
    "text",
    [
        "ada@example.org",
        "first.last+tag@sub.example.org",
        "o'neill/dept=5@example.co",
        "a@xn--bcher-kva.example",
        "a@1.example",
        "l" * 64 + "@example.org",
    ],
)
def test_a_plain_address_is_one(text: str) -> None:
    assert is_address(text)
    assert checked_address(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ada",
        "@example.org",
        "ada@",
        "ada@localhost",
        "ada@example.org.",
        "ada@-example.org",
        "ada@example-.org",
        "ada@exa_mple.org",
        "ada@10.0.0.1",
        "ada@[10.0.0.1]",
        ".ada@example.org",
        "ada.@example.org",
        "a..b@example.org",
        '"ada"@example.org',
        "ada @example.org",
        " ada@example.org",
        "ada@example.org\n",
        "ada@example.org\r\nBcc: eve@example.org",
        "ada\x00@example.org",
        "ada@exam\x00ple.org",
        "a@b@example.org",
        "<ada@example.org>",
        "ädä@example.org",
        "ada@bücher.example",
        "ada@example.org,eve@example.org",
        "=?utf-8?q?eve=40evil.test=2C?=@example.org",
        "x=?UTF-8?B?YWRh?=@example.org",
        "l" * 65 + "@example.org",
        "l" * 64 + "@" + _LONG_DOMAIN,
        "ada@" + "d" * 64 + ".org",
    ],
)
def test_anything_else_is_none_and_is_refused(text: str) -> None:
    assert not is_address(text)
    with pytest.raises(ValueError, match="not a mail address"):
        checked_address(text)


@given(st.text())
def test_an_address_never_holds_what_could_end_a_line_or_a_path(text: str) -> None:
    if is_address(text):
        assert text.isascii()
        assert text.isprintable()
        assert len(text) <= LONGEST
        assert not set(text) & set(' <>(),;:\\"[]')


@given(st.integers(min_value=0, max_value=4), st.sampled_from('\r\n\0 <>,;:"\\()[]\t\x7f\u202e'))
def test_one_wrong_character_anywhere_spoils_an_address(quarter: int, character: str) -> None:
    good = "ada.byron@example.org"
    place = quarter * len(good) // 4
    assert not is_address(good[:place] + character + good[place:])


@pytest.mark.parametrize(
    ("address", "entries", "listed"),
    [
        ("ada@example.org", ("ada@example.org",), True),
        ("Ada@Example.ORG", ("ada@example.org",), True),
        ("ada@example.org", ("ADA@EXAMPLE.ORG",), True),
        ("ada@example.org", ("@example.org",), True),
        ("ada@uk.example.org", ("@Example.org",), True),
        ("ada@notexample.org", ("@example.org",), False),
        ("ada@example.org.evil.test", ("@example.org",), False),
        ("@example.org@evil.test", ("@example.org",), False),
        ("bob@example.org", ("ada@example.org",), False),
        ("ada@example.org", (), False),
        ("", ("", "@", "@example.org"), False),
        ("ada", ("ada",), False),
    ],
)
def test_a_list_holds_addresses_and_whole_domains(address: str, entries: tuple[str, ...], listed: bool) -> None:
    assert is_listed(address, entries) is listed
