"""Whatever arrives, reading gives a value: arbitrary bytes, and mails and files with bytes changed, cut or doubled."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.domain.document import Reading
from intake.domain.mail import Fact, Mail, Problem
from intake.readers.codec import decode, encode
from intake.readers.reading import ProcessAnswer, answer
from tests.readers.build import DOCX, archive, contribution, mail, members, multipart, p, part, table, with_file, words
from tests.readers.others import doc, odt, pdf, pptx, slide, summary, winmail

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FILE = contribution()
SMALL = archive(members(table([p("Source:"), p("x")])))
SEEDS = [
    with_file(SMALL, "=?utf-8?q?caf=C3=A9?=.docx"),
    mail(multipart(words("plain"), words("<p>h<a href='https://x.example'>y</a>", "text/html"), kind="alternative")),
    mail(multipart(words(), part(b"Action: failed\r\n", "message/delivery-status"), kind="report")),
    mail(multipart(multipart(words(), part(SMALL, DOCX), boundary="b"), part(mail(), "message/rfc822"), boundary="a")),
]
OTHERS = [
    pdf([(24, "On avatars"), (12, "text")], [(12, "more")], title="x"),
    pptx(slide(("title", "On avatars", 0)), creator="Ada"),
    odt("<text:p>On avatars</text:p>"),
    doc("Source:\x07\x13 PAGE \x14 1\x15\r", b"caf\xe9", summary=summary("On avatars", "Ada", 3)),
    rb"{\rtf1\ansi{\info{\title x}}{\object{\*\objdata 00}}caf\'e9 \u1055?\bin3 abc\par}",
    winmail({"a.docx": SMALL}, "Dear all"),
    archive({"a.docx": SMALL, "b/c.txt": b"x"}),
    mail(multipart(part(mail(multipart(part(SMALL), boundary="i")), "message/rfc822", encoding="8bit"), boundary="o")),
]
_QUICK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@st.composite
def mutated(draw: st.DrawFn, seeds: list[bytes]) -> bytes:
    """One of these with some stretches replaced, cut out or doubled."""
    raw = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(raw)))
        until = min(len(raw), at + draw(st.integers(0, 40)))
        raw = (
            raw[:at]
            + draw(st.sampled_from([b"", raw[at:until] * 2, b"\0", b"\r\n", b"--", b"=?", b'"', b"\xff", b":"]))
            + raw[until:]
        )
    return raw


def sound(found: ProcessAnswer) -> None:
    """The answer is one that the keeper would take."""
    reading = decode(found.reading)
    assert encode(reading) == found.reading
    assert [len(one) for one in found.files] == [one.size for one in reading.files]
    assert not [one for one in reading.mail.problems if one.kind == "crashed"]
    assert not [one for file in reading.files for one in file.problems if one.kind == "crashed"]


@_QUICK
@given(st.binary(max_size=2000))
def test_any_bytes_are_a_mail(raw: bytes) -> None:
    sound(answer("mail", raw))
    sound(answer("headers", raw))


@_QUICK
@given(mutated(SEEDS))
def test_any_damaged_mail_is_a_mail(raw: bytes) -> None:
    sound(answer("mail", raw))


@_QUICK
@given(st.one_of(st.binary(max_size=500), mutated([SMALL, FILE])))
def test_any_bytes_are_a_file(content: bytes) -> None:
    sound(answer("file", content, "x.docx"))


@_QUICK
@given(mutated(OTHERS))
def test_any_damaged_file_of_another_kind_is_a_file(content: bytes) -> None:
    sound(answer("file", content, "x"))
    sound(answer("mail", mail(part(content))))


@_QUICK
@given(
    st.sampled_from(
        [b"%PDF-1.7\n", b"{\\rtf1 ", OLE, b"\x78\x9f\x3e\x22", b"7z\xbc\xaf\x27\x1c", b"From: a\nTo: b\nDate: c\n\n"]
    ),
    st.binary(max_size=2000),
)
def test_any_bytes_behind_a_known_start_are_a_file(start: bytes, rest: bytes) -> None:
    sound(answer("file", start + rest, "x"))


@_QUICK
@given(st.text(max_size=300), st.booleans())
def test_any_markup_is_a_document(text: str, inside: bool) -> None:
    body = p(text) if inside else text
    sound(answer("file", archive(members(body.encode("utf-8", "replace").decode())), "x.docx"))


def test_a_reading_that_is_not_canonical_is_refused() -> None:
    text = answer("mail", SEEDS[0]).reading
    more = (text.replace(b"{", b'{"more":1,', 1), text.replace(b"{", b'{"size":1,', 1))
    for other in (*more, text + b" ", text.replace(b'"size":', b'"size": '), b"[" + text + b"]", b"\xff" + text):
        try:
            decode(other)
        except ValueError:
            continue
        raise AssertionError(other[:40])


@pytest.mark.parametrize("fact", [1e16, 1.5e-7, 0.1, 2**70, '\x7f\u2028\U0001f600\x1f"', ("a", "")])
def test_every_fact_comes_back_as_it_went(fact: Fact) -> None:
    found = Reading("", 0, "", Mail("", "", (), problems=(Problem("odd", facts={"fact": fact}),)))
    assert decode(encode(found)) == found


def test_too_much_text_for_one_answer_is_given_up_where_it_is_most() -> None:
    """Twenty documents of 250 kB of text each, where an answer holds 4 MB."""
    chance = Random(1)
    texts = ["".join(chance.choices("漢字文稿会议提案", k=85_000)) for _ in range(20)]
    documents = [archive(members(p(text))) for text in texts]
    found = answer("mail", mail(multipart(*(part(one, DOCX) for one in documents))))
    reading = decode(found.reading)
    given_up = [one for one in reading.files if one.word is None]
    assert 0 < len(given_up) < 20
    assert {one.problems[0].kind for one in given_up} == {"too-large"}
    assert found.files == tuple(documents)


def test_too_many_glances_for_one_answer_are_given_up_where_they_are_longest() -> None:
    documents = [odt(f"<text:p>{number}{'漢字' * 2000}</text:p>") for number in range(360)]
    reading = decode(answer("mail", mail(multipart(*(part(one) for one in documents)))).reading)
    given_up = [one for one in reading.files if one.glance is None]
    assert 0 < len(given_up) < 180
    assert {one.problems[0].kind for one in given_up} == {"too-large"}
