"""Liaison statements as other bodies write them: what the sender reads, and the cover that the secretariat makes."""

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from intake.pipeline.desk.mails.covers import CoverWishes, make_cover
from tests.line.acts.test_acts import by, contribution, taken
from tests.line.letters_in import mail
from tests.line.worlds import World
from tests.readers.build import archive, members, p, table
from tests.readers.others import pdf

HEAD = (
    ("Title", "LS on interoperability of avatars"),
    ("Source", "ISO/IEC JTC 1/SC 24"),
    ("For action to", "ITU-T JCA-MV"),
    ("Deadline", "30 June 2026"),
    ("Contact", "Ada Lovelace, ISO, United Kingdom, ada@example.org"),
)
TEXT = "SC 24 asks JCA-MV for its comments on the attached draft text."
LINES = tuple(f"{label}: {said}" for label, said in HEAD)

LETTERS = {
    "paragraphs": ("sc24-0017.docx", archive(members("".join(p(one) for one in (*LINES, TEXT, TEXT))))),
    "table": ("sc24-0017.docx", archive(members(table(*((p(f"{a}:"), p(b)) for a, b in HEAD)) + p(TEXT)))),
    "pdf": ("sc24-0017.pdf", pdf([(11.0, one) for one in (*LINES, *[TEXT] * 8)])),
}


def text_of(world: World) -> str:
    message = message_from_bytes(world.sink.receipts[-1].raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("plain",))
    assert body is not None
    return " ".join(str(body.get_content()).split())


@pytest.mark.parametrize("form", LETTERS)
def test_the_receipt_tells_the_letter_s_own_words(world: World, form: str) -> None:
    taken(world, mail("ls", LETTERS[form], sender="liaison@iso.example", subject="For your information"))
    told = text_of(world)
    assert "Thank you for your liaison statement" in told
    assert "Title: LS on interoperability of avatars" in told
    assert "Source: ISO/IEC JTC 1/SC 24" in told
    assert "Reply date in the letter: 30 June 2026" in told
    assert "LIA-001" not in told  # how an ISO group approves its letters is no concern of the Union


@pytest.mark.parametrize("form", LETTERS)
def test_a_cover_has_the_letter_s_own_title_and_source(world: World, form: str) -> None:
    line = taken(world, mail("ls", LETTERS[form], sender="liaison@iso.example", subject="For your information"))
    make_cover(line, "1", by("Ana"), CoverWishes())
    made = contribution(line)
    assert (made.title, made.source, made.kind) == (
        "LS on interoperability of avatars", ("ISO/IEC JTC 1/SC 24",), "liaison_in",
    )  # fmt: skip


def test_a_file_s_name_is_no_title_of_a_cover(world: World) -> None:
    plain = archive(members("".join(p(one) for one in ("LIAISON STATEMENT", TEXT))))
    line = taken(world, mail("ls", ("sc24-0017.docx", plain), subject="Re: On the haptics of virtual rooms"))
    make_cover(line, "1", by("Ana"), CoverWishes())
    assert contribution(line).title == "On the haptics of virtual rooms"
