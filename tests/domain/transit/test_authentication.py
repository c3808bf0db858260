"""Which Authentication-Results count as our own border's, and what they prove about From: one row per forgery."""

import pytest
from publicsuffixlist import PublicSuffixList

from intake.domain.mail import Received
from intake.domain.transit.authentication import Border, MethodResult, ResultsField, authentication, own_results

R, F = MethodResult, ResultsField
OURS = Border(("mx.example.org",), ("mx.example.org",), ("lists.example.net",))
PLACE = Border((), ("mx.example.org",), without_id=True)
RECEIVED = (Received("mx.example.org", None, ("evil.test", "203.0.113.9")), Received("evil.test", None))
PASS = (R("dmarc", "pass", (("header.from", "etri.re.kr"),)),)
SPF, DKIM = (R("spf", "pass"),), (R("dkim", "pass"),)


@pytest.mark.parametrize(
    ("border", "fields", "methods"),
    [
        pytest.param(OURS, [F("mx.example.org", 0, PASS)], ["dmarc"], id="ours"),
        pytest.param(OURS, [F("mx.example.org", 1, PASS)], ["dmarc"], id="ours-below-its-received"),
        pytest.param(OURS, [F("mx.example.org", 2, PASS)], [], id="own-id-below-the-run"),
        pytest.param(OURS, [F("evil.test", 0, PASS)], [], id="foreign"),
        pytest.param(OURS, [F("MX.example.org", 0, PASS)], [], id="other-case"),
        pytest.param(OURS, [F("mx.example.org.", 0, PASS)], [], id="dot-at-the-end"),
        pytest.param(OURS, [F("mx.ex\u0430mple.org", 0, PASS)], [], id="look-alike"),
        pytest.param(OURS, [F("", 0, PASS)], [], id="without-id"),
        pytest.param(OURS, [F("mx.example.org", 0, SPF), F("mx.example.org", 0, DKIM)], ["spf", "dkim"], id="two"),
        pytest.param(OURS, [F("mx.example.org", 0, PASS), F("mx.example.org", 1, PASS)], [], id="doubled"),
        pytest.param(PLACE, [F("", 0, PASS)], ["dmarc"], id="by-place"),
        pytest.param(PLACE, [F("", 1, PASS)], [], id="by-place-below-the-border"),
        pytest.param(PLACE, [F("", 0, PASS), F("", 0, SPF)], [], id="by-place-doubled"),
        pytest.param(Border(), [F("", 0, PASS), F("mx.example.org", 0, PASS)], [], id="no-border-known"),
    ],
)
def test_only_our_own_border_counts(border: Border, fields: list[ResultsField], methods: list[str]) -> None:
    assert [one.method for one in own_results(fields, RECEIVED, border)] == methods


def said(method: str, result: str, domain: str = "etri.re.kr") -> MethodResult:
    names = {"dkim": "header.d", "spf": "smtp.mailfrom", "dmarc": "header.from", "arc": "arc.d"}
    return R(method, result, ((names.get(method, "reason"), domain),))


LIST = "lists.example.net"


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        pytest.param([], ("none", ""), id="nothing"),
        pytest.param([said("dmarc", "pass")], ("pass", "etri.re.kr"), id="dmarc"),
        pytest.param([said("dmarc", "fail"), said("dkim", "pass")], ("fail", "etri.re.kr"), id="dmarc-leads"),
        pytest.param([said("dmarc", "pass", "evil.test")], ("none", ""), id="dmarc-of-another-from"),
        pytest.param([said("dmarc", "temperror")], ("none", ""), id="temporary"),
        pytest.param([said("dkim", "pass", "a.etri.re.kr")], ("pass", "a.etri.re.kr"), id="relaxed"),
        pytest.param([said("dkim", "pass", "kaist.re.kr")], ("unaligned", "kaist.re.kr"), id="public-suffix-in-common"),
        pytest.param([said("dkim", "pass", "evil.test"), said("spf", "fail")], ("fail", "etri.re.kr"), id="forged"),
        pytest.param([said("dkim", "fail"), said("spf", "pass")], ("pass", "etri.re.kr"), id="one-is-enough"),
        pytest.param([said("spf", "softfail")], ("none", ""), id="softfail"),
        pytest.param([said("compauth", "fail")], ("fail", "etri.re.kr"), id="compauth"),
        pytest.param([said("dmarc", "fail"), said("arc", "pass", LIST)], ("pass", "etri.re.kr"), id="arc-listed"),
        pytest.param([said("dmarc", "fail"), said("arc", "pass", "evil.test")], ("fail", "etri.re.kr"), id="arc-other"),
        pytest.param([said("dmarc", "fail"), said("arc", "fail", LIST)], ("fail", "etri.re.kr"), id="arc-fail"),
    ],
)
def test_what_the_results_prove(results: list[MethodResult], expected: tuple[str, str]) -> None:
    suffixes = PublicSuffixList()
    found = authentication("ada@etri.re.kr", results, OURS, lambda domain: suffixes.privatesuffix(domain) or "")
    assert (found.outcome, found.domain) == expected
