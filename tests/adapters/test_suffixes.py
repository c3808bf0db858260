"""The part of a domain that one house holds."""

import pytest

from intake.adapters.suffixes import organization


@pytest.mark.parametrize(
    ("domain", "house"),
    [
        ("etri.re.kr", "etri.re.kr"),
        ("mail.etri.re.kr", "etri.re.kr"),
        ("a.github.io", "a.github.io"),
        ("evil.onmicrosoft.com", "evil.onmicrosoft.com"),
        ("mail.evil.onmicrosoft.com", "evil.onmicrosoft.com"),
        ("evil.mail.onmicrosoft.com", "mail.onmicrosoft.com"),
        ("evil.partner.onmschina.cn", "evil.partner.onmschina.cn"),
        ("notonmicrosoft.com", "notonmicrosoft.com"),
        ("com", ""),
        ("", ""),
    ],
)
def test_a_house_holds_what_is_below_a_public_suffix(domain: str, house: str) -> None:
    assert organization(domain) == house
