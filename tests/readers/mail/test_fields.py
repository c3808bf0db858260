"""Subjects, file names, dates and Received fields as programs write them, rightly or not."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.mail import Received
from intake.readers.limits import MAIL
from intake.readers.mail.eml import read_mail
from intake.readers.mail.encodings import decode
from intake.readers.mail.fields import decode_words, file_name
from intake.readers.mail.mime import head
from intake.readers.mail.trace import claimed_date, received
from tests.readers.build import mail


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param(b"Contribution", "Contribution", id="plain"),
        pytest.param(b"a folded\r\n subject", "a folded subject", id="folded"),
        pytest.param(b"=?utf-8?q?Caf=C3=A9_au_lait?=", "Café au lait", id="q"),
        pytest.param(b"=?UTF-8?B?5o+Q5qGI?=", "提案", id="b"),
        pytest.param(b"=?utf-8?B?5o+Q?=\r\n =?utf-8?B?5qGI?= 7", "提案 7", id="neighbours-join"),
        pytest.param(b"=?utf-8?B?5o8=?= =?utf-8?B?kOahiA==?=", "提案", id="character-cut-between-words"),
        pytest.param(b"a =?iso-8859-1?q?b=E9?= =?utf-8?q?c=C3=A9?= d", "a bécé d", id="two-charsets"),
        pytest.param(b"=?gb2312?B?zOGwuA==?=", "提案", id="gb2312"),
        pytest.param(b"=?iso-2022-jp?B?GyRCRHMwRhsoQg==?=", "提案", id="iso-2022-jp"),
        pytest.param(b"=?utf-8*en?q?with_language?=", "with language", id="language-tag"),
        pytest.param(b"=?x-unknown?q?caf=E9?=", "café", id="unknown-charset"),
        pytest.param(b"=?utf\x00-8?q?caf=C3=A9?=", "café", id="nul-charset"),
        pytest.param(b"=?utf-8?b?!!!?= rest", "rest", id="bad-base64"),
        pytest.param(b"=?utf-8?q?unfinished", "=?utf-8?q?unfinished", id="no-end"),
        pytest.param("Müller – Überblick".encode(), "Müller – Überblick", id="raw-utf-8"),
        pytest.param("Müller".encode("latin-1"), "Müller", id="raw-latin-1"),
        pytest.param(b"=?utf-8?q?a=0D=0ABcc:_x@y.example?=", "a Bcc: x@y.example", id="encoded-line-break"),
        pytest.param(b"=?utf-8?q?a=E2=80=AEfdp.exe=00?=", "afdp.exe", id="direction-mark-and-nul"),
        pytest.param(b"x" * 300, "x" * 199 + "…", id="long"),
    ],
)
def test_a_subject_is_one_decoded_line(written: bytes, read: str) -> None:
    raw = mail(None, "Subject: @@").replace(b"@@", written)
    assert read_mail(raw).mail.subject == read


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        pytest.param('attachment; filename="Input 7.docx"', "Input 7.docx", id="quoted"),
        pytest.param("attachment; filename=Input.docx", "Input.docx", id="bare"),
        pytest.param("attachment; filename*=utf-8''caf%C3%A9.docx", "café.docx", id="rfc2231"),
        pytest.param('attachment; filename*0="a "; filename*1="b.docx"', "a b.docx", id="continued"),
        pytest.param("attachment; filename*0*=utf-8''caf%C3; filename*1*=%A9; filename*2=.doc", "café.doc", id="both"),
        pytest.param("attachment; filename*1=b.docx; filename*0=a", "ab.docx", id="out-of-order"),
        pytest.param('attachment; filename="=?utf-8?B?5o+Q5qGI?=.docx"', "提案.docx", id="rfc2047-in-quotes"),
        pytest.param("attachment; filename=a.docx; filename*=utf-8''caf%C3%A9.docx", "café.docx", id="both-given"),
        pytest.param("attachment; filename*=iso-8859-1'fr'caf%E9.docx", "café.docx", id="latin"),
        pytest.param("attachment; filename*=nonsense''caf%E9.docx", "café.docx", id="unknown-charset"),
        pytest.param("attachment; filename*=caf%C3%A9.docx", "café.docx", id="no-charset"),
        pytest.param('attachment; filename="a\\"b.docx"', 'a"b.docx', id="escaped-quote"),
        pytest.param('attachment; filename="提案.docx"', "提案.docx", id="raw-utf-8"),
        pytest.param('attachment; filename="a;b.docx"; size=7', "a;b.docx", id="semicolon"),
        pytest.param('attachment; filename="../../etc/x\u202ecod.exe"', "../../etc/xcod.exe", id="shown-as-it-is"),
        pytest.param('attachment; filename="unclosed.docx', "unclosed.docx", id="unclosed"),
        pytest.param("attachment", "from type.docx", id="from-content-type"),
    ],
)  # fmt: skip
def test_a_file_name_is_read_in_every_form(disposition: str, name: str) -> None:
    block = f'Content-Type: application/x; name="from type.docx"\r\nContent-Disposition: {disposition}\r\n\r\n'.encode()
    assert file_name(head(block, 0, len(block), MAIL).fields) == name


CEST = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("value", "at"),
    [
        pytest.param("Thu, 30 Apr 2026 23:59:59 +0200", datetime(2026, 4, 30, 23, 59, 59, tzinfo=CEST), id="usual"),
        pytest.param("30 Apr 2026 21:59 GMT", datetime(2026, 4, 30, 21, 59, tzinfo=UTC), id="no-day-no-seconds"),
        pytest.param("30 Apr 2026 21:59:60 +0000", datetime(2026, 4, 30, 21, 59, 59, tzinfo=UTC), id="leap-second"),
        pytest.param("Thu, 30 Apr 2026 21:59:00 -0000", datetime(2026, 4, 30, 21, 59, tzinfo=UTC), id="no-zone-known"),
        pytest.param("Thu, 30 Apr 2026 21:59:00 (CEST)", datetime(2026, 4, 30, 21, 59, tzinfo=UTC), id="only-comment"),
        pytest.param("Thu, 30 Apr 2026 21:59:00 +2400", None, id="zone-of-a-day"),
        pytest.param("Thu, 31 Apr 2026 21:59:00 +0000", None, id="no-such-day"),
        pytest.param("Thu, 30 Apr 99999999999 21:59:00 +0000", None, id="far-year"),
        pytest.param("yesterday", None, id="words"),
        pytest.param("", None, id="empty"),
    ],
)
def test_a_date_is_what_it_claims_or_none(value: str, at: datetime | None) -> None:
    found = claimed_date(value)
    assert found == at
    assert found is None or at is None or found.utcoffset() == at.utcoffset()


NOON = datetime(2026, 4, 30, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        pytest.param("from a.example (b.example [192.0.2.1]) by mx.itu.int (Postfix) with ESMTPS id 4;"
                     " Thu, 30 Apr 2026 14:00:00 +0200 (CEST)",
                     Received("mx.itu.int", NOON, ("a.example", "b.example", "192.0.2.1")), id="postfix"),
        pytest.param("from a (2603::1) by B.Example. (2603::2) with Microsoft SMTP Server (version=TLS1_2) id 15;"
                     " Thu, 30 Apr 2026 12:00:00 +0000", Received("b.example", NOON, ("2603::1",)), id="microsoft"),
        pytest.param("by mx.itu.int with LMTP; 30 Apr 2026 12:00:00 GMT", Received("mx.itu.int", NOON), id="by-first"),
        pytest.param("by 2002:a05:6402::1 with SMTP id y; 30 Apr 2026 12:00:00 GMT",
                     Received("2002:a05:6402::1", NOON), id="by-an-address"),
        pytest.param("from x (HELO by mx.itu.int) by evil.example; Thu, 30 Apr 2026 12:00:00 +0000",
                     Received("evil.example", NOON, ("mx.itu.int",)), id="host-in-a-comment"),
        pytest.param("from by by evil.example (by mx.itu.int); Thu, 30 Apr 2026 12:00:00 +0000",
                     Received("evil.example", NOON), id="host-named-by"),
        pytest.param("from a by mx.itu.int for <x;by@y.example>; nonsense", Received("mx.itu.int", None), id="no-date"),
        pytest.param("(unclosed by mx.itu.int; Thu, 30 Apr 2026 12:00:00 +0000", Received("", None), id="open-comment"),
        pytest.param("by mx.itu.int; Fri, 31 Dec 9999 23:30:00 +0000", Received("mx.itu.int", None), id="far-year"),
        pytest.param("by mx.itu.int; Thu, 30 Apr 1200 12:00:00 +0000", Received("mx.itu.int", None), id="old-year"),
        pytest.param("", Received("", None), id="empty"),
    ],
)  # fmt: skip
def test_a_received_field_tells_host_and_time(value: str, seen: Received) -> None:
    assert received(value) == seen


@pytest.mark.parametrize(
    ("zone", "hours", "zoned"),
    [
        *(pytest.param(zone, 0, True, id=zone)
          for zone in ("+0000", "-0000", "GMT", "UT", "UTC", "utc", "Z", "+00:00")),
        *(pytest.param(f"{zone} (CEST)", 2, True, id=zone) for zone in ("+0200", "+02:00")),
        *(pytest.param(zone, hours, True, id=zone)
          for zone, hours in {"EDT": -4, "EST": -5, "CDT": -5, "CST": -6, "MDT": -6, "MST": -7, "PDT": -7, "PST": -8,
                              "est": -5, "-0330": -3.5}.items()),
        *(pytest.param(zone, 0, False, id=zone or "none")
          for zone in ("CET", "CEST", "MEZ", "MSK", "BST", "IST", "JST", "KST", "HKT", "A", "j", "Y", "(CEST)", "",
                       "CET+1", "GMT+2", "Europe/Zurich")),
    ],
)  # fmt: skip
def test_a_zone_that_nobody_can_be_sure_of_is_no_proof(zone: str, hours: float, zoned: bool) -> None:
    """The names of RFC 5322, section 4.3 have values; all other names, single letters too, may mean anything."""
    seen = received(f"from a by mx.itu.int; Thu, 30 Apr 2026 12:00:00 {zone}")
    assert seen == Received("mx.itu.int", NOON - timedelta(hours=hours), zoned=zoned)


def test_the_year_may_stand_behind_the_zone() -> None:
    assert received("by mx.itu.int; Thu Apr 30 12:00:00 UTC 2026").zoned
    assert not received("by mx.itu.int; Thu Apr 30 12:00:00 2026").zoned
    assert received("by mx.itu.int; nonsense CET") == Received("mx.itu.int", None)


@pytest.mark.parametrize(
    ("clause", "peers"),
    [
        pytest.param("from mail.a.org (mail.a.org [203.0.113.9])\r\n\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384"
                     ' (256/256 bits))\r\n\t(Client CN "cn.b.org", Issuer "R3" (verified OK))',
                     ("mail.a.org", "203.0.113.9"), id="postfix-with-tls"),
        pytest.param("from mx2.ours.org (unknown [203.0.113.9])", ("mx2.ours.org", "unknown", "203.0.113.9"),
                     id="postfix-finds-no-name"),
        pytest.param("from [192.168.1.5] (unknown [203.0.113.9]) (Authenticated sender: ada@a.org)",
                     ("192.168.1.5", "unknown", "203.0.113.9"), id="address-literal"),
        pytest.param("from [IPv6:2001:db8::1] (a.org. [IPv6:2001:db8::2])", ("2001:db8::1", "a.org", "2001:db8::2"),
                     id="google-ipv6"),
        pytest.param("from a.org ([203.0.113.9]:55234 helo=b.org)", ("a.org", "203.0.113.9", "b.org"), id="exim"),
        pytest.param("from root@a.org ([203.0.113.9])", ("a.org", "203.0.113.9"), id="sendmail-ident"),
        pytest.param("from unknown (HELO a.org) (203.0.113.9)", ("unknown", "a.org", "203.0.113.9"), id="qmail"),
        pytest.param("from AM7.eop-EUR03.prod.protection.outlook.com (2603:10a6:20b:66:cafe::ab)",
                     ("am7.eop-eur03.prod.protection.outlook.com", "2603:10a6:20b:66:cafe::ab"), id="microsoft"),
        pytest.param("from mx1.ours.org", ("mx1.ours.org",), id="dovecot-lmtp"),
        pytest.param("from localhost (localhost [127.0.0.1])", ("127.0.0.1",), id="content-filter"),
    ],
)  # fmt: skip
def test_a_received_field_tells_who_handed_the_mail_over(clause: str, peers: tuple[str, ...]) -> None:
    assert received(f"{clause} by mx.ours.org; Thu, 30 Apr 2026 12:00:00 +0000") == Received("mx.ours.org", NOON, peers)


@given(st.binary(max_size=200), st.sampled_from(["utf-8", "utf-7", "utf-16", "idna", "hex", "gb2312", "\0", "x" * 99]))
def test_any_bytes_are_text_in_any_charset(raw: bytes, charset: str) -> None:
    assert decode(raw, charset).encode("utf-8") is not None


@given(st.text(max_size=200))
def test_any_text_has_its_words_decoded(text: str) -> None:
    assert isinstance(decode_words(f"=?utf-8?q?{text}?= {text}"), str)
