"""A11, A17, A18, A24, A30, A32, A35: damaged, large and odd files, each with the outcome that it must have."""

import io
import time
import zipfile
from random import Random

import pytest

from intake.readers.files import read_file
from tests.readers.build import W, archive, contribution, members, p, table, word

CONTRIBUTION = contribution()


def problems(content: bytes) -> list[tuple[str, object]]:
    return [(one.kind, one.facts.get("why", "")) for one in read_file(content, "").problems]


def without(*names: str, **changed: str) -> bytes:
    whole = {**members(p("x")), **{name.replace("__", "/"): one for name, one in changed.items()}}
    return archive({name: one for name, one in whole.items() if name not in names})


@pytest.mark.parametrize("eighths", range(1, 8))
def test_a11_a_file_that_was_cut_is_damaged(eighths: int) -> None:
    assert problems(CONTRIBUTION[: len(CONTRIBUTION) * eighths // 8]) == [("unreadable", "damaged")]


@pytest.mark.parametrize("name", [one for one in members("") if one != "[Content_Types].xml"])
def test_a11_a_checksum_that_does_not_match_is_damage_in_every_part_that_is_markup(name: str) -> None:
    """The part's bytes and both of its records stay as they are but for one bit of the bytes."""
    raw = bytearray(archive({**members(p("x")), name: f"<a>{'b' * 200}</a>"}, stored=True))
    raw[raw.index(b"b" * 200) + 100] ^= 1
    assert problems(bytes(raw)) == [("unreadable", "damaged")]


def test_a11_a_flipped_bit_in_the_packed_bytes_of_styles_is_damage() -> None:
    raw = bytearray(CONTRIBUTION)
    with zipfile.ZipFile(io.BytesIO(CONTRIBUTION)) as opened:
        at = opened.getinfo("word/styles.xml").header_offset
    raw[at + 6000] ^= 0x10
    assert problems(bytes(raw)) == [("unreadable", "damaged")]


def test_a17_a_strict_document_is_never_damaged() -> None:
    found = read_file(word(table([p("Title:"), p("On avatars")]), strict=True), "")
    assert found.problems == ()
    assert found.word is not None
    assert found.word.strict
    assert found.word.tables[0].rows[0][1].text == "On avatars"


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        pytest.param("word/media/a.png", bytes(30_000_000), "ratio", id="A18-bomb-as-picture"),
        pytest.param("word/media/a.png", b"\x89PNG" + bytes(30_000_000), "ratio", id="A18-bomb-behind-a-picture"),
        pytest.param("word/x.bin", b"<a>" + bytes(30_000_000), "ratio", id="A18-bomb-as-markup"),
    ],
)
def test_a18_bombs_are_held_wherever_they_lie(name: str, content: bytes, why: str) -> None:
    assert problems(archive({**members(p("x")), name: content})) == [("container", why)]


def test_a18_a_picture_that_says_to_be_smaller_than_packed_is_held() -> None:
    raw = archive({**members(p("x")), "a.png": Random(1).randbytes(50_000)})
    said = (50_000).to_bytes(4, "little")
    assert raw.count(said) >= 2
    assert problems(raw.replace(said, (900).to_bytes(4, "little"))) == [("container", "size-differs")]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        pytest.param("<w:p>" * 5000 + "</w:p>" * 5000, "xml-limits", id="A24-depth-5000"),
        pytest.param(p("".join(Random(1).choices("abcdefgh ", k=10_400_000))), "xml-limits", id="A24-long-text"),
    ],
)
def test_a24_what_only_an_attacker_writes_is_held(body: str, why: str) -> None:
    assert problems(word(body)) == [("container", why)]


def test_a24_many_elements_and_relationships_are_read_in_seconds() -> None:
    chance = Random(1)
    links = [("image", f"styles.xml#{chance.getrandbits(64):x}", "") for _ in range(50_000)]
    started = time.process_time()
    found = read_file(
        word("".join(f"<w:p w:r='{chance.getrandbits(64):x}'/>" for _ in range(200_000)), links=links), ""
    )
    assert found.problems == ()
    assert time.process_time() - started < 20


def test_a30_tracked_changes_comments_hidden_text_and_protection_are_read_and_pass() -> None:
    tracked = "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>"
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>seen</w:t></w:r></w:p>"
    comments = f'<w:comments xmlns:w="{W}"><w:comment/></w:comments>'
    protection = f'<w:settings xmlns:w="{W}"><w:documentProtection w:edit="readOnly" w:enforcement="1"/></w:settings>'
    links = [("comments", "comments.xml", ""), ("settings", "settings.xml", "")]
    more = {"word/comments.xml": comments, "word/settings.xml": protection}
    found = read_file(archive(members(tracked + hidden, links=links, more=more)), "")
    assert found.problems == ()
    assert found.word is not None
    assert found.word.paragraphs == ("new", "seen")
    assert (found.word.insertions, found.word.deletions, found.word.comments) == (1, 1, 1)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        pytest.param(word(p("x"), links=[("image", "NULL", "")]), [("unreadable", "missing-part")], id="A32-null"),
        pytest.param(word(p("x"), links=[("footnotes", "gone.xml", "")]), [("unreadable", "missing-part")],
                     id="A32-missing-part"),
        pytest.param(without("word/_rels/document.xml.rels"), [], id="A32-names-no-styles"),
        pytest.param(without("word/_rels/document.xml.rels", "word/styles.xml"), [], id="A32-no-styles"),
        pytest.param(without("word/styles.xml"), [("unreadable", "missing-part")], id="A32-styles-gone"),
        pytest.param(without("word/document.xml"), [("unreadable", "damaged")], id="A32-no-text"),
        pytest.param(word(p("x"), links=[("hyperlink", "page.html", "")]), [], id="A32-hyperlink-without-mode"),
    ],
)  # fmt: skip
def test_a32_what_the_document_names_is_there(content: bytes, found: list[tuple[str, object]]) -> None:
    assert problems(content) == found


def test_a35_a_document_just_below_the_limits_is_read_in_time() -> None:
    """39.6 MB in its text and 1,990 members: read whole, far below the 30 s of processor time that a reader has."""
    chance = Random(1)
    words = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=7)) for _ in range(3000)]
    one = sum(len(p(" ".join(words[:40]))) for _ in range(1))
    body = "".join(p(" ".join(chance.choices(words, k=40))) for _ in range(39_600_000 // one))
    more = {f"word/media/{number}.png": b"\x89PNG" + bytes(40) for number in range(1_980)}
    content = archive(members(body, more=more))
    started = time.process_time()
    found = read_file(content, "")
    assert time.process_time() - started < 15
    assert found.problems == ()
    assert found.word is not None
    assert sum(len(one) for one in found.word.paragraphs) > 100_000
