"""Authentication-Results in the forms that programs write, and those that strangers write."""

import pytest
from authres import AuthenticationResultsHeader
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.origin.results import MethodResult, Seal
from intake.readers.mail.authentication import results_field, results_fields, seals
from intake.readers.mail.fields import Fields

R = MethodResult

GOOGLE = (
    "mx.google.com;       dkim=pass header.i=@etri.re.kr header.s=s1 header.b=abc=;"
    "       arc=pass (i=1 spf=pass spfdomain=etri.re.kr);"
    "       spf=pass (google.com: domain of ada@etri.re.kr designates 192.0.2.1 as permitted sender)"
    " smtp.mailfrom=ada@etri.re.kr;       dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=etri.re.kr"
)
MICROSOFT = (
    "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=etri.re.kr; dkim=pass (signature was verified)"
    " header.d=etri.re.kr;dmarc=bestguesspass action=none header.from=etri.re.kr;compauth=pass reason=109"
)
OPENDKIM = (
    'mx.example.org;\tdkim=pass (2048-bit key; unprotected) header.d=etri.re.kr header.i=@etri.re.kr header.b="aB/c"'
)
OPENDMARC = "mx.example.org; dmarc=fail (p=reject dis=none) header.from=etri.re.kr"
RSPAMD = (
    "mx.example.org;\tdkim=pass header.d=etri.re.kr header.s=s1 header.b=abc;\tspf=softfail"
    ' (mx.example.org: 192.0.2.1 is neither permitted nor denied by domain of "ada@etri.re.kr")'
    " smtp.mailfrom=ada@etri.re.kr;\tdmarc=none"
)
MIMECAST = "relay.mimecast.example;\tdkim=none;\tspf=pass (x) smtp.mailfrom=ada@etri.re.kr;\tdmarc=none"
PROOFPOINT = (
    "ppops.net; spf=pass smtp.mailfrom=ada@etri.re.kr; dkim=pass header.s=s header.d=etri.re.kr;"
    " dmarc=pass header.from=etri.re.kr"
)


@pytest.mark.parametrize(
    ("value", "authserv_id", "said"),
    [
        pytest.param(GOOGLE, "mx.google.com", ["dkim=pass", "arc=pass", "spf=pass", "dmarc=pass"], id="google"),
        pytest.param(MICROSOFT, "", ["spf=pass", "dkim=pass", "dmarc=bestguesspass", "compauth=pass"], id="microsoft"),
        pytest.param(OPENDKIM, "mx.example.org", ["dkim=pass"], id="opendkim"),
        pytest.param(OPENDMARC, "mx.example.org", ["dmarc=fail"], id="opendmarc"),
        pytest.param(RSPAMD, "mx.example.org", ["dkim=pass", "spf=softfail", "dmarc=none"], id="rspamd"),
        pytest.param(MIMECAST, "relay.mimecast.example", ["dkim=none", "spf=pass", "dmarc=none"], id="mimecast"),
        pytest.param(PROOFPOINT, "ppops.net", ["spf=pass", "dkim=pass", "dmarc=pass"], id="proofpoint"),
        pytest.param("mx.example.org; none", "mx.example.org", [], id="none"),
        pytest.param("mx.example.org 1; dkim/1 = pass", "mx.example.org", ["dkim=pass"], id="versions-and-spaces"),
        pytest.param("mx.example.org (a (b) c); spf(x)=(y)pass", "mx.example.org", ["spf=pass"], id="comments-inside"),
        pytest.param("(mx.example.org) evil.test; dmarc=pass", "evil.test", ["dmarc=pass"], id="id-in-a-comment"),
        pytest.param('"mx.example.org"; SPF=PASS', "mx.example.org", ["spf=pass"], id="quoted-id"),
        pytest.param("mx.example.org;;spf=pass;", "mx.example.org", ["spf=pass"], id="empty-statements"),
        pytest.param("mx.example.org; dkim=pass; dkim=fail", "mx.example.org", ["dkim=pass", "dkim=fail"], id="two"),
        pytest.param('mx.example.org; x="; dmarc=pass"', "mx.example.org", ["x=; dmarc=pass"], id="in-quotes"),
        pytest.param("mx.example.org; a=b (; dmarc=pass)", "mx.example.org", ["a=b"], id="in-a-comment"),
        pytest.param("", "", [], id="empty"),
    ],
)
def test_real_and_odd_forms_are_read(value: str, authserv_id: str, said: list[str]) -> None:
    field = results_field(value)
    assert field.readable
    assert field.authserv_id == authserv_id
    assert [f"{one.method}={one.result}" for one in field.results] == said


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("mx.example.org; dmarc=pass (never closed", id="open-comment"),
        pytest.param('mx.example.org; dmarc=pass reason="never closed', id="open-quote"),
        pytest.param("mx.example.org; dmarc=pass" + " " * 8_000, id="too-long"),
        pytest.param("mx.example.org; dkim=fail" * 70 + "; dmarc=pass", id="too-many-results"),
        pytest.param("mx.example.org; dkim=pass header.i=" + "x" * 244 + "@etri.re.kr.evil.test", id="long-value"),
        pytest.param(
            'mx.example.org; spf=fail (domain of "x) ; dkim=pass header.d=etri.re.kr ("@evil.test)', id="ended"
        ),
        pytest.param(
            'mx.example.org; spf=fail (domain of "x\\") ; dkim=pass header.d=etri.re.kr (\\"y"@evil.test)', id="escaped"
        ),
        pytest.param("mx.example.org; spf=fail (domain of x) ; dkim=pass header.d=etri.re.kr y@evil.test)", id="stray"),
        pytest.param("mx.example.org; spf=fail smtp.mailfrom=x\\; dmarc=pass", id="backslash"),
        pytest.param(
            "mx.example.org; spf=fail (of x) ; dkim=pass header.d=etri.re.kr (@evil.test) smtp.mailfrom=evil.test",
            id="bare",
        ),
    ],
)
def test_what_programs_may_read_differently_is_not_readable(value: str) -> None:
    field = results_field(value)
    assert (field.readable, field.authserv_id, field.results) == (False, "", ())


def test_properties_are_read() -> None:
    dkim = results_field(GOOGLE).results[0]
    assert dkim == R("dkim", "pass", (("header.i", "@etri.re.kr"), ("header.s", "s1"), ("header.b", "abc=")))
    assert results_field(OPENDKIM).results[0].get("header.b") == "aB/c"
    assert results_field(MICROSOFT).results[3].get("reason") == "109"


@pytest.mark.parametrize("value", [GOOGLE, OPENDMARC, RSPAMD, MIMECAST, PROOFPOINT])
def test_the_oracle_reads_the_same(value: str) -> None:
    oracle = AuthenticationResultsHeader.parse(f"Authentication-Results: {value}")
    ours = results_field(value)
    assert oracle.authserv_id == ours.authserv_id
    assert [(one.method, one.result) for one in oracle.results] == [(one.method, one.result) for one in ours.results]
    for theirs, own in zip(oracle.results, ours.results, strict=True):
        for one in theirs.properties:
            assert own.get(f"{one.type}.{one.name}") == (one.value or ""), one.name


def test_each_field_knows_how_many_received_fields_stand_above_it() -> None:
    names = ("authentication-results", "received", "received", "authentication-results", "subject")
    fields = Fields([(name, b"a.example; spf=pass" if name[0] == "a" else b"x") for name in names])
    assert [one.below for one in results_fields(fields)] == [0, 2]


SEALED = "a=rsa-sha256; cv=none; d={}; s=s1; t=1; i={}; b=abc=="


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param(
            [
                ("arc-seal", SEALED.format("Lists.Example.net", 1)),
                ("arc-authentication-results", "i=1; a.example; spf=pass"),
            ],
            [Seal(1, "lists.example.net", 0, (R("spf", "pass"),))],
            id="one",
        ),
        pytest.param(
            [
                ("arc-seal", SEALED.format("a.example", 1)),
                ("received", "x"),
                ("arc-seal", SEALED.format("b.example", 2)),
            ],
            [Seal(1, "a.example", 0), Seal(2, "b.example", 1)],
            id="places",
        ),
        pytest.param(
            [("arc-seal", SEALED.format("a.example", 1)), *[("arc-authentication-results", "i=1; b; spf=pass")] * 2],
            [Seal(1, "a.example", 0)],
            id="results-twice",
        ),
        pytest.param([("arc-seal", "i=1; d=a.example; d=b.example")], [Seal(1, "", 0)], id="domain-twice"),
        pytest.param([("arc-seal", "i=x; d=a.example")], [Seal(0, "a.example", 0)], id="no-instance"),
        pytest.param([("arc-seal", "i=1; d=a.example")] * 31, [], id="too-many"),
    ],
)
def test_seals_are_read_with_what_their_sealers_saw(fields: list[tuple[str, str]], expected: list[Seal]) -> None:
    assert list(seals(Fields([(name, value.encode()) for name, value in fields]))) == expected


def test_a_hundred_fields_and_a_megabyte_are_read_in_linear_time() -> None:
    fields = Fields([("authentication-results", b"(" * 1_000_000), *[("authentication-results", b"a; b=c")] * 99])
    assert len(results_fields(fields)) == 30


@given(st.text(alphabet='ab=;()"\\ \t./@\xe9\x00', max_size=80))
def test_any_text_is_read_without_an_exception(value: str) -> None:
    for one in results_field(value).results:
        assert one.method
        assert one.result
