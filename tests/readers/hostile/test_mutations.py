"""Whatever becomes of a file on its way, reading it gives a value: bytes flipped, cut out, doubled, replaced.

`INTAKE_MUTATIONS=5000 pytest tests/readers/hostile/test_mutations.py` tries 5,000 of each instead of a few hundred.
"""

import io
import os
import zipfile
from collections.abc import Callable
from random import Random

import pytest

from intake.demo.compounds import compound_file
from intake.domain.document import FileReading
from intake.readers.codec import decode, encode
from intake.readers.files import read_file
from intake.readers.reading import answer
from tests.readers.build import archive, contribution, members, p, table

ROUNDS = int(os.environ.get("INTAKE_MUTATIONS", "200"))
_BOOK = compound_file({"Workbook": b"x" * 5000, "\x01CompObj": b"y"}, clsid="00020820-0000-0000-C000-000000000046")
_FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)  # fmt: skip
_LINKS = [("attachedTemplate", "file:///C:\\x.dot", "External"), ("oleObject", "embeddings/o.bin", "")]
SAMPLES = (
    contribution(),
    archive(
        members(
            table([p("Source:"), p("An institute")], [p("Title:"), p("On avatars")]) + _FIELD,
            links=_LINKS,
            more={"word/embeddings/o.bin": _BOOK, "word/media/a.png": b"\x89PNG\r\n\x1a\n" + bytes(9000)},
        )
    ),
    archive(members(p("strict"), strict=True), stored=True),
)


def mutated(raw: bytes, chance: Random) -> bytes:
    """The bytes with one to eight places flipped, cut out, doubled, or replaced by others."""
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(raw) + 1)
        until = min(len(raw), at + chance.choice((1, 1, 4, 64, 1000)))
        middle = raw[at:until]
        instead = chance.choice(
            (bytes(one ^ 1 << chance.randrange(8) for one in middle), b"", middle * 2, chance.randbytes(len(middle)))
        )
        raw = raw[:at] + instead + raw[until:]
    return raw


def inside(raw: bytes, chance: Random) -> bytes:
    """The same container, whole, with the bytes of one or two of its parts mutated."""
    with zipfile.ZipFile(io.BytesIO(raw)) as opened:
        parts: dict[str, str | bytes] = {name: opened.read(name) for name in opened.namelist()}
    for name in chance.sample(list(parts), chance.randint(1, 2)):
        content = parts[name]
        parts[name] = mutated(content if isinstance(content, bytes) else content.encode(), chance)
    return archive(parts)


@pytest.mark.parametrize("harm", [mutated, inside])
def test_a_mutated_file_is_read_as_a_value(harm: Callable[[bytes, Random], bytes]) -> None:
    for seed in range(ROUNDS):
        chance = Random(seed)
        found = read_file(harm(chance.choice(SAMPLES), chance), "", ["x.docx"])
        assert isinstance(found, FileReading), seed
        assert found.word is not None or found.problems or found.filetype not in {"docx", "docm", "dotx"}, seed


def test_a_mutated_file_never_makes_the_reader_stumble() -> None:
    for seed in range(ROUNDS // 10):
        chance = Random(seed)
        found = answer("file", inside(chance.choice(SAMPLES), chance), "x.docx")
        assert not found.spent, seed
        assert encode(decode(found.reading)) == found.reading
