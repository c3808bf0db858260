"""Which Authentication-Results count as our own border's, and what they prove about From: one row per forgery."""

import pytest

from intake.adapters.suffixes import organization
from intake.domain.origin.authentication import Authentication, Border, Heading, authentication, domain_of
from intake.domain.origin.results import MethodResult, ResultsField, Seal

R, F = MethodResult, ResultsField
US, LIST, FORWARDER = "mx.example.org", "lists.example.net", "forward.example.com"
OURS = Border((US,), (LIST, FORWARDER))
PLACE = Border(("by-place",), ())
NAMES = {"dkim": "header.d", "spf": "smtp.mailfrom", "dmarc": "header.from"}


def said(method: str, result: str, domain: str = "etri.re.kr") -> MethodResult:
    return R(method, result, ((NAMES.get(method, "reason"), domain),))


PASS, FAIL = (said("dmarc", "pass"),), (said("dmarc", "fail"),)
UNREADABLE = F("", 0, readable=False)


def told(
    *fields: ResultsField,
    border: Border = OURS,
    author: str = "ada@etri.re.kr",
    seals: tuple[Seal, ...] = (),
    received: int = 2,
    trusted: int = 1,
) -> Authentication:
    return authentication(author, Heading(fields, seals, received, trusted), border, organization)


@pytest.mark.parametrize(
    ("border", "fields", "outcome"),
    [
        pytest.param(OURS, [F(US, 0, PASS)], "pass", id="ours"),
        pytest.param(OURS, [], "untold", id="none-there"),
        pytest.param(OURS, [F(US, 1, PASS)], "untold", id="ours-below-its-received"),
        pytest.param(OURS, [F(US, 2, PASS)], "untold", id="own-id-below-the-run"),
        pytest.param(OURS, [F("evil.test", 0, PASS)], "untold", id="foreign"),
        pytest.param(OURS, [F("MX.example.org", 0, PASS)], "untold", id="other-case"),
        pytest.param(OURS, [F("mx.example.org.", 0, PASS)], "untold", id="dot-at-the-end"),
        pytest.param(OURS, [F("mx.ex\u0430mple.org", 0, PASS)], "untold", id="look-alike"),
        pytest.param(OURS, [F("", 0, PASS)], "untold", id="without-id"),
        pytest.param(OURS, [F("by-place", 0, PASS)], "untold", id="by-place-as-an-id"),
        pytest.param(OURS, [F("evil.test", 0, PASS), F(US, 0, FAIL)], "fail", id="beside-a-foreign-one"),
        pytest.param(OURS, [F(US, 0, FAIL), F(US, 1, PASS)], "fail", id="second-own-id-below"),
        pytest.param(OURS, [F(US, 0, FAIL), F(US, 0, PASS)], "fail", id="second-own-id-beside"),
        pytest.param(OURS, [F(US, 0, PASS), F(US, 0, FAIL)], "fail", id="second-own-id-above"),
        pytest.param(OURS, [F(US, 0, PASS), F(US, 0, PASS)], "pass", id="two-that-agree"),
        pytest.param(OURS, [UNREADABLE], "none", id="unreadable-with-a-pinned-id"),
        pytest.param(OURS, [UNREADABLE, F(US, 0, PASS)], "none", id="unreadable-beside-ours"),
        pytest.param(OURS, [F(US, 0, PASS), F("", 1, readable=False)], "pass", id="unreadable-strangers"),
        pytest.param(PLACE, [F("", 0, PASS)], "pass", id="by-place"),
        pytest.param(PLACE, [F("", 1, PASS)], "untold", id="by-place-below-the-border"),
        pytest.param(PLACE, [F("", 0, FAIL), F("", 0, PASS)], "fail", id="by-place-doubled"),
        pytest.param(PLACE, [F(US, 0, PASS)], "untold", id="by-place-with-an-id"),
        pytest.param(Border(), [F("", 0, PASS), F(US, 0, PASS), UNREADABLE], "untold", id="no-border-known"),
    ],
)
def test_only_our_own_border_counts(border: Border, fields: list[ResultsField], outcome: str) -> None:
    found = told(*fields, border=border)
    assert (found.outcome if found.told else "untold") == outcome


@pytest.mark.parametrize(
    ("received", "trusted", "below", "is_told"),
    [
        pytest.param(2, 2, 1, True, id="between-two-of-ours"),
        pytest.param(2, 2, 0, True, id="above-two-of-ours"),
        pytest.param(2, 0, 0, True, id="servers-not-named-top"),
        pytest.param(2, 0, 1, False, id="servers-not-named-below"),
        pytest.param(0, 0, 0, False, id="never-received"),
    ],
)
def test_the_place_of_a_field_counts(received: int, trusted: int, below: int, *, is_told: bool) -> None:
    assert told(F(US, below, PASS), received=received, trusted=trusted).told is is_told


def test_a_method_that_our_border_leaves_out_is_not_taken_from_further_down() -> None:
    """A stranger who calls itself by the name of our server may add a Received field, and results below it."""
    found = told(F(US, 0, (said("spf", "softfail"),)), F(US, 1, PASS), trusted=2)
    assert (found.outcome, found.told) == ("none", True)


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        pytest.param([], ("none", "", ""), id="nothing"),
        pytest.param([said("dmarc", "pass")], ("pass", "dmarc", "etri.re.kr"), id="dmarc"),
        pytest.param([said("dmarc", "fail"), said("dkim", "pass")], ("fail", "dmarc", "etri.re.kr"), id="dmarc-leads"),
        pytest.param([said("dmarc", "pass"), said("dmarc", "fail")], ("fail", "dmarc", "etri.re.kr"), id="dmarc-twice"),
        pytest.param([said("dmarc", "pass", "evil.test")], ("none", "", ""), id="dmarc-of-another-from"),
        pytest.param([said("dmarc", "temperror")], ("none", "", ""), id="temporary"),
        pytest.param(
            [said("dkim", "temperror"), said("spf", "pass", "evil.test")],
            ("unaligned", "spf", "evil.test"),
            id="temporary-and-strange",
        ),
        pytest.param([said("dkim", "pass", "a.etri.re.kr")], ("pass", "dkim", "a.etri.re.kr"), id="relaxed"),
        pytest.param(
            [said("dkim", "pass", "kaist.re.kr")], ("unaligned", "dkim", "kaist.re.kr"), id="suffix-in-common"
        ),
        pytest.param([said("dkim", "pass", "re.kr")], ("unaligned", "dkim", "re.kr"), id="the-suffix-itself"),
        pytest.param([said("dkim", "pass", "notetri.re.kr")], ("unaligned", "dkim", "notetri.re.kr"), id="longer-name"),
        pytest.param(
            [said("dkim", "pass", "etri.re.kr.evil.test")],
            ("unaligned", "dkim", "etri.re.kr.evil.test"),
            id="as-a-subdomain",
        ),
        pytest.param(
            [said("dkim", "pass", "evil.test"), said("spf", "fail")], ("fail", "spf", "etri.re.kr"), id="forged"
        ),
        pytest.param([said("dkim", "fail"), said("spf", "pass")], ("pass", "spf", "etri.re.kr"), id="one-is-enough"),
        pytest.param(
            [said("spf", "pass", '"x@etri.re.kr"@evil.test')], ("unaligned", "spf", "evil.test"), id="quoted-local"
        ),
        pytest.param([said("spf", "softfail")], ("none", "", ""), id="softfail"),
        pytest.param(
            [said("spf", "none"), said("dkim", "none"), said("dmarc", "none")], ("none", "", ""), id="unsigned"
        ),
        pytest.param([said("compauth", "fail")], ("fail", "compauth", "etri.re.kr"), id="compauth"),
        pytest.param([said("dmarc", "bestguesspass"), said("spf", "pass")], ("pass", "spf", "etri.re.kr"), id="guess"),
    ],
)
def test_what_the_results_prove(results: list[MethodResult], expected: tuple[str, str, str]) -> None:
    found = told(F(US, 0, tuple(results)))
    assert (found.outcome, found.by, found.domain) == expected
    assert found.told
    assert found.doubted is (found.outcome != "pass")


BROKEN, HOLDS = said("dmarc", "fail"), R("arc", "pass")


def seal(instance: int, domain: str, *results: MethodResult, below: int = 1) -> Seal:
    return Seal(instance, domain, below, results)


@pytest.mark.parametrize(
    ("results", "seals", "outcome"),
    [
        pytest.param([BROKEN, HOLDS], [seal(1, LIST, *PASS)], "pass", id="listed"),
        pytest.param([BROKEN, HOLDS], [seal(1, "evil.test", *PASS)], "fail", id="other-sealer"),
        pytest.param([BROKEN, R("arc", "fail")], [seal(1, LIST, *PASS)], "fail", id="chain-broken"),
        pytest.param([BROKEN], [seal(1, LIST, *PASS)], "fail", id="chain-not-told"),
        pytest.param([BROKEN, HOLDS, R("arc", "fail")], [seal(1, LIST, *PASS)], "fail", id="told-twice"),
        pytest.param([BROKEN, HOLDS], [], "fail", id="no-seal"),
        pytest.param([BROKEN, HOLDS], [seal(1, LIST, *FAIL)], "fail", id="forged-before-the-list"),
        pytest.param([BROKEN, HOLDS], [seal(1, LIST)], "fail", id="list-saw-nothing"),
        pytest.param(
            [BROKEN, HOLDS], [seal(2, "evil.test", HOLDS), seal(1, LIST, *PASS)], "fail", id="changed-after-the-list"
        ),
        pytest.param(
            [BROKEN, HOLDS], [seal(2, FORWARDER, *FAIL, HOLDS), seal(1, LIST, *PASS)], "pass", id="two-of-ours"
        ),
        pytest.param(
            [BROKEN, HOLDS], [seal(2, FORWARDER, *FAIL), seal(1, LIST, *PASS)], "fail", id="chain-unseen-between"
        ),
        pytest.param(
            [BROKEN, HOLDS], [seal(2, LIST, *PASS), seal(1, "evil.test", *FAIL)], "pass", id="list-saw-it-proven"
        ),
        pytest.param([BROKEN, HOLDS], [seal(3, LIST, *PASS), seal(1, LIST, *PASS)], "fail", id="gap"),
        pytest.param([BROKEN, HOLDS], [seal(1, LIST, *PASS), seal(1, LIST, *PASS)], "fail", id="instance-twice"),
        pytest.param([BROKEN, HOLDS], [seal(2, US, HOLDS, below=0), seal(1, LIST, *PASS)], "pass", id="our-own-on-top"),
    ],
)
def test_arc_counts_by_sealers_of_ours_that_saw_it_proven(
    results: list[MethodResult], seals: list[Seal], outcome: str
) -> None:
    found = told(F(US, 0, tuple(results)), seals=tuple(seals))
    assert found.outcome == outcome
    if outcome == "pass":
        assert (found.by, found.domain) == ("arc", LIST)


@pytest.mark.parametrize(
    ("author", "signer", "outcome"),
    [
        pytest.param("ada@ETRI.re.kr", "Etri.RE.kr", "pass", id="case"),
        pytest.param("ada@stra\u00dfe.example", "strasse.example", "unaligned", id="sharp-s-is-another-name"),
        pytest.param("ada@stra\u00dfe.example", "xn--strae-oqa.example", "pass", id="unicode-and-its-ascii"),
        pytest.param("ada@\u0435tri.re.kr", "etri.re.kr", "unaligned", id="cyrillic-look-alike"),
        pytest.param("", "etri.re.kr", "none", id="no-author"),
    ],
)
def test_domains_are_compared_as_they_go_over_the_wire(author: str, signer: str, outcome: str) -> None:
    assert told(F(US, 0, (said("dkim", "pass", signer),)), author=author).outcome == outcome


def test_a_domain_that_has_no_ascii_form_is_none() -> None:
    assert domain_of("ada@\udcff.test") in ("", domain_of("\udcff.test"))


def test_a_method_that_could_not_be_tried_is_known() -> None:
    assert told(F(US, 0, (said("dmarc", "temperror"),))).temporary
    assert not told(F(US, 0, (said("dmarc", "none"),))).temporary
