"""What stands in a mail: its header fields, its own words, its files, and what cannot be taken as it stands."""

import email
import hashlib
import time
from collections.abc import Callable
from email.message import Message

import pytest

from intake.domain.mail import Address
from intake.readers.limits import MAIL
from intake.readers.mail.eml import read_headers, read_mail
from intake.readers.mail.mime import MailTree
from tests.readers.build import DOCX, contribution, mail, multipart, part, with_file, words

FILE = contribution()
DIGEST = hashlib.sha256(FILE).hexdigest()
PAGE = "<html><head><title>t</title><style>x{}</style></head><body>a<br>b<script>c</script>&amp;</body></html>"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def kinds(raw: bytes) -> list[str]:
    return [one.kind for one in read_mail(raw).mail.problems]


def alternative(plain: str, html: str) -> bytes:
    return multipart(words(plain), words(html, "text/html"), kind="alternative", boundary="either")


def test_header_fields_are_read() -> None:
    raw = mail(
        None,
        "Sender: Bo <bo@example.org>",
        "Cc: c@example.org, d@example.org",
        "Reply-To: r@example.org",
        "Delivered-To: <TSBjcamv@itu.int>",
        "X-Original-To: box@itu.int",
        "In-Reply-To: <a@itu.int>",
        "References: <b@itu.int> <a@itu.int>",
    )
    found = read_mail(raw).mail
    assert found.author == Address("Ada Example", "ada@example.org")
    assert found.sender == Address("Bo", "bo@example.org")
    assert found.addressed == ("tsbjcamv@itu.int", "box@itu.int", "c@example.org", "d@example.org")
    assert (found.message_id, found.in_reply_to) == ("<1@example.org>", ("<a@itu.int>",))
    assert found.references == ("<b@itu.int>", "<a@itu.int>")
    assert found.return_path == "ada@example.org"
    assert [one.by for one in found.received] == ["mx.itu.example"]
    assert found.text == "Please find our contribution attached."


@pytest.mark.parametrize(
    ("fields", "without", "author"),
    [
        pytest.param(["From: ada@example.org"], [], "ada@example.org", id="one"),
        pytest.param([], ["From"], None, id="none"),
        pytest.param(["From: a@example.org", "From: b@example.org"], [], None, id="two-fields"),
        pytest.param(["From: a@example.org, b@example.org"], [], None, id="two-addresses"),
        pytest.param(["From: Ada Example"], [], None, id="only-a-name"),
        pytest.param(["From: Us: a@example.org;"], [], None, id="group"),
    ],
)
def test_the_author_is_one_usable_address_or_nobody(fields: list[str], without: list[str], author: str | None) -> None:
    found = read_mail(mail(None, *fields, without=without)).mail.author
    assert (found.address if found else None) == author


@pytest.mark.parametrize(
    ("field", "path"),
    [("<>", ""), ("< >", ""), ("<ada@example.org>", "ada@example.org"), ('<"a b"@example.org>', '"a b"@example.org')],
)
def test_only_the_null_path_is_null(field: str, path: str) -> None:
    assert read_mail(mail(None, f"Return-Path: {field}")).mail.return_path == path
    assert read_mail(mail(without=["Return-Path"])).mail.return_path is None


@pytest.mark.parametrize(
    ("given", "kept"),
    [("<1@a.example>", "<1@a.example>"), ("1@a.example", "1@a.example"), ("two words", ""), ("<a@b> <c@d>", "<a@b>")],
)
def test_a_message_id_is_one_token_or_nothing(given: str, kept: str) -> None:
    assert read_mail(mail(None, f"Message-ID: {given}")).mail.message_id == kept


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(part(FILE, DOCX, disposition='attachment; filename="a.docx"'), id="usual"),
        pytest.param(part(FILE, DOCX), id="no-name-no-disposition"),
        pytest.param(part(FILE, DOCX, disposition="inline"), id="inline"),
        pytest.param(part(FILE, "application/octet-stream"), id="octet-stream"),
        pytest.param(part(FILE, "text/plain"), id="called-text"),
        pytest.param(part(FILE, "nonsense"), id="no-type"),
        pytest.param(part(FILE, ""), id="type-absent"),
        pytest.param(part(FILE, DOCX, disposition='attachment; filename="a.pdf"'), id="wrong-extension"),
        pytest.param(part(FILE, "application/x; name*0=a; name*1=.docx"), id="split-name"),
        pytest.param(multipart(words("x"), part(FILE, DOCX), boundary="inner"), id="nested"),
        pytest.param(multipart(part(FILE, DOCX), kind="alternative", boundary="inner"), id="in-alternative"),
        pytest.param(multipart(words("x"), part(FILE, DOCX), kind="signed", boundary="inner"), id="signed"),
    ],
)
def test_a_document_is_found_by_its_bytes(file: bytes) -> None:
    opened = read_mail(mail(multipart(words(), file)))
    assert list(opened.files) == [DIGEST]
    assert opened.files[DIGEST] == FILE
    assert opened.mail.text.startswith("Please find")


def test_line_ends_that_a_gateway_doubled_do_no_harm() -> None:
    opened = read_mail(with_file(FILE).replace(b"\r\n", b"\r\r\n"))
    assert (opened.mail.subject, list(opened.files)) == ("Contribution to JCA-MV", [DIGEST])


def test_a_mail_may_be_nothing_but_its_document() -> None:
    opened = read_mail(mail(part(FILE, DOCX)))
    assert [(one.place, one.sha256, one.size) for one in opened.mail.attachments] == [("1", DIGEST, len(FILE))]
    assert opened.mail.text == ""


def test_the_same_file_twice_is_two_attachments_and_one_file() -> None:
    copy = part(FILE, DOCX, disposition='attachment; filename="copy.docx"')
    opened = read_mail(mail(multipart(words(), part(FILE, DOCX), copy)))
    assert [one.sha256 for one in opened.mail.attachments] == [DIGEST, DIGEST]
    assert list(opened.files) == [DIGEST]


def test_an_attached_mail_is_one_file_with_its_own_bytes() -> None:
    inner = with_file(FILE)
    raw = mail(multipart(words(), part(inner, "message/rfc822", encoding="8bit"), boundary="outer"))
    opened = read_mail(raw)
    assert list(opened.files.values()) == [inner]
    assert opened.mail.attachments[0].content_type == "message/rfc822"


def test_an_attached_mail_in_base64_is_decoded() -> None:
    inner = with_file(FILE)
    opened = read_mail(mail(multipart(words(), part(inner, "message/rfc822"))))
    assert list(opened.files.values()) == [inner]


@pytest.mark.parametrize(
    ("fields", "disposition", "kind", "picture"),
    [
        pytest.param(["Content-ID: <logo>"], "inline", "related", True, id="logo"),
        pytest.param(["Content-ID: <logo>"], 'attachment; filename="l.png"', "related", True, id="logo-as-attachment"),
        pytest.param([], "inline", "mixed", True, id="inline"),
        pytest.param([], 'attachment; filename="scan.png"', "mixed", False, id="attached-scan"),
    ],
)
def test_pictures_of_signatures_are_told_from_files(
    fields: list[str], disposition: str, kind: str, *, picture: bool
) -> None:
    raw = mail(multipart(words(), part(PNG, "image/png", disposition=disposition, fields=fields), kind=kind))
    assert [one.picture for one in read_mail(raw).mail.attachments] == [picture]


@pytest.mark.parametrize("content", [FILE, b"%PDF-1.7\n"])
def test_a_document_that_is_called_a_picture_is_a_file(content: bytes) -> None:
    called = part(content, "image/png", disposition="inline", fields=["Content-ID: <logo>"])
    assert [one.picture for one in read_mail(mail(multipart(words(), called, kind="related"))).mail.attachments] == [
        False
    ]


def test_signatures_keys_cards_and_invitations_are_no_files() -> None:
    parts = [
        part(b"sig", "application/pkcs7-signature", disposition='attachment; filename="smime.p7s"'),
        part(b"sig", "application/pgp-signature"),
        part(b"-----BEGIN PGP PUBLIC KEY BLOCK-----", "application/pgp-keys", disposition="attachment"),
        part(b"BEGIN:VCARD", "text/vcard", disposition='attachment; filename="ada.vcf"'),
        part(b"BEGIN:VCALENDAR", "text/calendar; method=REQUEST"),
        part(b"", "text/plain"),
    ]
    assert read_mail(mail(multipart(words(), *parts))).mail.attachments == ()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(words("Dear all,\n\n\n\nhere.  \n"), "Dear all,\n\nhere.", id="plain"),
        pytest.param(part("é".encode("latin-1"), "text/plain; charset=iso-8859-1"), "é", id="latin-1"),
        pytest.param(part("é".encode(), "text/plain; charset=us-ascii", encoding="8bit"), "é", id="wrong-charset"),
        pytest.param(part(b"a=20b=\r\nc", "text/plain", encoding="quoted-printable"), "a bc", id="quoted-printable"),
        pytest.param(alternative("plain", "<p>html</p>"), "plain", id="alternative"),
        pytest.param(alternative(" ", "<p>html</p>"), "html", id="blank-plain"),
        pytest.param(multipart(alternative("a", "b"), words("footer")), "a\nfooter", id="alternative-and-footer"),
        pytest.param(words(PAGE, "text/html"), "a\nb&", id="html"),
        pytest.param(words("", "text/html"), "", id="empty-html"),
        pytest.param(words("x" * 70_000), "x" * 65_536, id="long"),
        pytest.param(words("é" * 40_000), "é" * 32_768, id="long-in-bytes"),
    ],
)  # fmt: skip
def test_the_text_is_what_a_person_sees(body: bytes, text: str) -> None:
    assert read_mail(mail(body)).mail.text == text


def test_links_are_the_hosts_of_text_and_html() -> None:
    html = '<a href="https://u:p@Drive.Example.org:8443/x?y">file</a> http://two.example/'
    both = alternative("see https://one.example/a, or HTTPS://ONE.example/b.", html)
    assert read_mail(mail(both)).mail.links == ("one.example", "two.example", "drive.example.org")


@pytest.mark.parametrize(
    ("html", "linked"),
    [
        pytest.param("see <a href='https://one.example/a'>here</a>", ("here",), id="a-word"),
        pytest.param("<a href=' HTTP://one.example'>the\n <b>second</b>\tdraft</a>", ("the second draft",), id="words"),
        pytest.param("<a href='https://one.example'>a</a><a href='ftp://two.example'>a</a>", ("a",), id="each-once"),
        pytest.param("<a href='https://one.example'><img src='cid:logo'></a>", (), id="a-picture"),
        pytest.param("<a href='mailto:ada@example.org'>Ada</a> <a href='#top'>up</a> <a>no</a>", (), id="nowhere"),
        pytest.param(f"<a href='https://one.example'>{'x' * 200}</a>", ("x" * 99 + "…",), id="long"),
    ],
)
def test_the_words_on_which_a_link_lies_are_kept(html: str, linked: tuple[str, ...]) -> None:
    assert read_mail(mail(alternative("thanks", html))).mail.linked == linked
    assert read_mail(mail(words(html, "text/html"))).mail.linked == linked


@pytest.mark.parametrize(
    ("raw", "problems"),
    [
        pytest.param(mail(part(b"x", "application/pkcs7-mime; smime-type=enveloped-data")), ["encrypted"], id="smime"),
        pytest.param(mail(part(b"x", "application/x-pkcs7-mime; smime-type=signed-data")), ["encrypted"], id="opaque"),
        pytest.param(mail(multipart(part(b"Version: 1", "application/pgp-encrypted"), part(b"x"), kind="encrypted")),
                     ["encrypted", "encrypted"], id="pgp"),
        pytest.param(mail(words("-----BEGIN PGP MESSAGE-----\nx")), ["encrypted"], id="pgp-in-text"),
        pytest.param(mail(part(b"x", "message/partial; number=1", encoding="7bit")), ["message-partial"], id="partial"),
        pytest.param(mail(part(b"x", "message/external-body", encoding="7bit")), ["external-body"], id="elsewhere"),
        pytest.param(mail(words("hello\nbegin 644 a.docx\n#0V%T\n`\nend\n")), ["uuencode"], id="uuencode"),
        pytest.param(mail(words("=ybegin part=1 line=128 size=9 name=a.docx\nx\n")), ["uuencode"], id="yenc"),
        pytest.param(mail(words("We begin 644 days late.\nReally.")), [], id="no-uuencode"),
        pytest.param(mail(multipart(words(), part(FILE, DOCX), kind="signed")), [], id="signed-is-fine"),
        pytest.param(mail(), [], id="ordinary"),
    ],
)  # fmt: skip
def test_what_is_not_here_or_not_for_us_is_a_problem(raw: bytes, problems: list[str]) -> None:
    assert kinds(raw) == problems


OTHER = contribution([("Source:", "Another")])
SPLIT = multipart(part(FILE, DOCX), boundary="x") + b"--y\r\n" + part(OTHER, DOCX) + b"\r\n--y--\r\n"


def double(field: str) -> bytes:
    """The same part with one field twice."""
    one = part(FILE, DOCX)
    return mail(multipart(words(), field.encode() + b"\r\n" + one))


@pytest.mark.parametrize(
    ("raw", "ambiguous"),
    [
        pytest.param(double("Content-Transfer-Encoding: quoted-printable"), True, id="two-encodings"),
        pytest.param(double("Content-Transfer-Encoding: base64"), False, id="the-same-encoding-twice"),
        pytest.param(double("Content-Type: application/x"), False, id="two-types-same-bytes"),
        pytest.param(mail(SPLIT.replace(b'boundary="x"', b'boundary="x"; boundary="y"')), True, id="two-boundaries"),
        pytest.param(mail(SPLIT.replace(b'boundary="x"', b"boundary=x(y)")), True, id="boundary-with-comment"),
        pytest.param(with_file(FILE).replace(b"=\r\n", b"=\r\nQUJD"), True, id="on-after-padding"),
        pytest.param(with_file(FILE).replace(b"\r\nUEsD", b"\r\n!!UEsD"), False, id="junk"),
        pytest.param(with_file(FILE), False, id="ordinary"),
    ],
)  # fmt: skip
def test_a_mail_that_programs_read_differently_is_ambiguous(raw: bytes, *, ambiguous: bool) -> None:
    assert ("ambiguous" in kinds(raw)) is ambiguous


def nested(depth: int) -> bytes:
    body = words()
    for level in range(depth):
        body = multipart(body, boundary=f"b{level}")
    return body


@pytest.mark.parametrize(
    ("build", "at"),
    [
        pytest.param(lambda: mail(None, *["X-A: b"] * 100_000), "header fields", id="100k-fields"),
        pytest.param(lambda: mail(None, "X-A: " + "b" * 10_000_000), "header size", id="10-mb-field"),
        pytest.param(lambda: mail(None, "To: " + ",\r\n ".join(["a@b.org"] * 1_000_000)), "header size", id="1m-to"),
        pytest.param(lambda: mail(nested(10_000)), "nesting", id="10k-nested"),
        pytest.param(lambda: mail(multipart(*[b"\r\nx"] * 50_000)), "parts", id="50k-parts"),
        pytest.param(lambda: mail(multipart(part(b"x", fields=["X-A: b"] * 2000))), "header fields", id="in-a-part"),
    ],
)  # fmt: skip
def test_limits_are_hit_soon(build: Callable[[], bytes], at: str) -> None:
    raw = build()
    started = time.process_time()
    found = read_mail(raw).mail
    assert time.process_time() - started < 5
    assert [(one.kind, one.at) for one in found.problems] == [("limits", at)]
    assert found.author is not None


def test_the_identity_survives_another_path() -> None:
    first = with_file(FILE)
    by_another = b"Received: from x by y.example; Fri, 1 May 2026 00:00:00 +0000\r\nX-Spam: no\r\n" + first
    folded = first.replace(b"Subject: Contribution to", b"Subject: =?utf-8?q?Contribution?=\r\n to")
    line_ends = first.replace(b"\r\n", b"\n")
    identities = {read_mail(raw).mail.content for raw in (first, by_another, folded, line_ends)}
    assert len(identities) == 1


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(with_file(OTHER), id="other-file"),
        pytest.param(with_file(FILE).replace(b"<1@", b"<2@"), id="other-message-id"),
        pytest.param(with_file(FILE).replace(b"15:30", b"15:31"), id="other-date"),
        pytest.param(with_file(FILE).replace(b"to JCA-MV", b"to JCA-DCC"), id="other-subject"),
        pytest.param(with_file(FILE).replace(b"Please find", b"Here is"), id="other-text"),
    ],
)
def test_other_content_is_another_identity(other: bytes) -> None:
    assert read_mail(other).mail.content != read_mail(with_file(FILE)).mail.content


def test_headers_alone_are_marked_as_partial() -> None:
    found = read_headers(with_file(FILE))
    assert (found.subject, found.attachments, [one.kind for one in found.problems]) == (
        "Contribution to JCA-MV", (), ["partial"],
    )  # fmt: skip


EXTENDED = with_file(FILE).replace(b'boundary="=_b"', b"boundary*=us-ascii''%3D_b")


def leaves(message: Message) -> list[object]:
    """Decoded leaf parts as Python's own parser sees them."""
    parts = message.get_payload()
    if message.is_multipart() and isinstance(parts, list):
        return [leaf for one in parts if isinstance(one, Message) for leaf in leaves(one)]
    return [message.get_payload(decode=True)]


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(with_file(FILE), id="with-file"),
        pytest.param(mail(nested(5)), id="nested"),
        pytest.param(mail(multipart(words(), b"\r\nno head", boundary="a b")), id="no-head"),
        pytest.param(mail(multipart(words(), part(FILE))).replace(b"--=_b--", b""), id="unclosed"),
        pytest.param(mail(multipart(words(), part(FILE))).replace(b"\r\n", b"\n"), id="lf"),
        pytest.param(mail(b"Content-Type: multipart/mixed; boundary=z\r\n\r\nno such mark"), id="no-mark"),
        pytest.param(EXTENDED, id="boundary-of-rfc2231"),
        pytest.param(b"From x@y Thu Apr 30 15:30:00 2026\r\n" + with_file(FILE), id="mbox-line"),
    ],
)
def test_parts_are_cut_as_python_cuts_them(raw: bytes) -> None:
    assert [one.content for one in MailTree(raw, MAIL).leaves()] == leaves(email.message_from_bytes(raw))
