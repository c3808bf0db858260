"""No attached document vanishes: however the parts of a mail are put together, it is listed, or the mail says so."""

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.readers.mail.eml import read_mail
from tests.readers.build import DOCX, contribution, mail, multipart, part, words

FILE = contribution()
DIGEST = hashlib.sha256(FILE).hexdigest()
CODED = base64.encodebytes(FILE).decode().replace("\n", "\r\n")
HEAD = "From: Ada <ada@example.org>\r\nTo: tsbjcamv@itu.int\r\nSubject: Input\r\nMIME-Version: 1.0\r\n"
TEXT = "Content-Type: text/plain\r\n\r\nHello.\r\n"
ATTACHED = f'Content-Type: {DOCX}; name="a.docx"\r\nContent-Transfer-Encoding: base64\r\n\r\n{CODED}'


def built(content_type: str, *lines: str) -> bytes:
    return (f"{HEAD}Content-Type: {content_type}\r\n\r\n" + "\r\n".join(lines)).encode()


def inner(content_type: str, *lines: str) -> str:
    return f"Content-Type: {content_type}\r\n\r\n" + "\r\n".join(lines)


def outer(*lines: str) -> bytes:
    return built('multipart/mixed; boundary="abc"', *lines)


ODD = {
    "the inner one has the boundary of the outer one": outer(
        "--abc", inner("multipart/alternative; boundary=abc", "--abc", TEXT, "--abc--"), "--abc", ATTACHED, "--abc--"
    ),
    "and holds the file": outer(
        "--abc", TEXT, "--abc", inner("multipart/mixed; boundary=abc", "--abc", TEXT, "--abc", ATTACHED, "--abc--")
    ),
    "the outer boundary begins the inner one": outer(
        "--abc", inner("multipart/mixed; boundary=abcd", "--abcd", TEXT, "--abcd", ATTACHED, "--abcd--"), "--abc--"
    ),
    "the inner boundary begins the outer one": outer(
        "--abc", inner("multipart/mixed; boundary=ab", "--ab", TEXT, "--ab", ATTACHED, "--ab--"), "--abc--"
    ),
    "the inner boundary ends like a closing one": outer(
        "--abc", inner("multipart/mixed; boundary=abc--", "--abc--", TEXT, "--abc--", ATTACHED), "--abc--"
    ),
    "no closing boundary inside": outer(
        "--abc", inner("multipart/mixed; boundary=x", "--x", TEXT, "--x", ATTACHED), "--abc", TEXT, "--abc--"
    ),
    "no closing boundary at all": outer("--abc", inner("multipart/mixed; boundary=x", "--x", TEXT, "--x", ATTACHED)),
    "no boundary inside": outer("--abc", inner("multipart/mixed", "--x", TEXT, "--x", ATTACHED, "--x--"), "--abc--"),
    "an empty boundary": built('multipart/mixed; boundary=""', "--x", TEXT, "--x", ATTACHED, "--x--"),
    "no boundary": built("multipart/mixed", "--x", TEXT, "--x", ATTACHED, "--x--"),
    "another boundary than declared": built("multipart/mixed; boundary=y", "--x", TEXT, "--x", ATTACHED, "--x--"),
    "no semicolon": built('multipart/mixed boundary="x"', "--x", TEXT, "--x", ATTACHED, "--x--"),
    "no type": built("mixed", "--x", TEXT, "--x", ATTACHED, "--x--"),
    "not declared": built("text/plain", "This is a multi-part message in MIME format.", "--x", TEXT, "--x", ATTACHED),
    "dashes": built("multipart/mixed", "------=_Next", TEXT, "------=_Next", ATTACHED, "------=_Next--"),
    "an empty line above the fields": outer("--abc", TEXT, "--abc", f"\r\n{ATTACHED}", "--abc--"),
    "behind the closing boundary": outer("--abc", TEXT, "--abc--", "--abc", ATTACHED, "--abc--"),
    "a line that is no field among the fields": outer("--abc", TEXT, "--abc", f"no field\r\n{ATTACHED}", "--abc--"),
    "base64 in the text": built("text/plain", "Here it is:", "", CODED),
    "lines end in CR": outer("--abc", TEXT, "--abc", ATTACHED, "--abc--").replace(b"\r\n", b"\r"),
}


def is_listed_or_told(raw: bytes) -> bool:
    found = read_mail(raw).mail
    told = any(one.kind in ("ambiguous", "malformed", "limits") for one in found.problems)
    return told or any(one.sha256 == DIGEST for one in found.attachments)


@pytest.mark.parametrize("name", ODD)
def test_a_document_in_an_odd_structure_does_not_vanish(name: str) -> None:
    assert is_listed_or_told(ODD[name])


@pytest.mark.parametrize("name", [one for one in ODD if not one.startswith(("an empty line", "a line", "base64"))])
def test_most_of_them_are_listed(name: str) -> None:
    assert DIGEST in read_mail(ODD[name]).files


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(mail(multipart(words(), part(FILE, DOCX))), id="ordinary"),
        pytest.param(outer("--abc", TEXT, "--abc", ATTACHED, "--abc--", "A list's footer."), id="a-footer-behind"),
        pytest.param(outer("preamble", "--abc", TEXT, "--abc", ATTACHED), id="unclosed"),
    ],
)
def test_an_ordinary_mail_has_no_problem(raw: bytes) -> None:
    assert read_mail(raw).mail.problems == ()
    assert DIGEST in read_mail(raw).files


def test_what_a_person_types_is_no_structure() -> None:
    text = "Hello,\r\n--Ada\r\nContent-wise it is fine.\r\n--\r\nNote: we come."
    found = read_mail(built("text/plain", text)).mail
    assert found.problems == ()
    assert "Content-wise" in found.text


BOUNDARIES = st.sampled_from(["abc", "abcd", "ab", "abc--", "-abc", "----=_Part", "a b", ""])
KINDS = st.sampled_from(["mixed", "alternative", "related", "signed", "digest", "odd"])


@st.composite
def structures(draw: st.DrawFn, depth: int = 0) -> str:
    """A part: a text, the document, or a multipart of parts, perhaps badly declared, opened or closed."""
    choice = draw(st.integers(0, 3 if depth < 3 else 1))
    if choice < 2:
        return TEXT if choice == 0 else ATTACHED
    used = draw(BOUNDARIES.filter(bool))
    declared = draw(st.sampled_from([used, used, used, "other"]))
    parameter = draw(st.sampled_from([f'; boundary="{declared}"', f"; boundary={declared}", ""]))
    lines = [f"Content-Type: multipart/{draw(KINDS)}{parameter}", "", draw(st.sampled_from(["", "preamble"]))]
    for inside in draw(st.lists(structures(depth + 1), min_size=1, max_size=3)):
        lines += [f"--{used}", inside]
    lines += draw(st.sampled_from([[f"--{used}--"], [f"--{used}--", ""], []]))
    return "\r\n".join(lines)


@given(structures())
def test_whatever_the_nesting_no_document_vanishes(structure: str) -> None:
    raw = (HEAD + structure).encode()
    if ATTACHED in structure:
        assert is_listed_or_told(raw)
