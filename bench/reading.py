"""What reading and judging one contribution costs, as ratios in one run: `python -m bench.reading [--rounds 15]`.

Samples, all with the same 3,000 words of text in runs of ten, as Word cuts them: an ordinary contribution on the
shipped template (about 40 kB with one small picture; styles, theme, numbering, settings and fonts are Word's), the
same with 5 MB of pictures, and one without a cover whose template brings 790 kB of styles, as python-docx makes it. For
each it times, interleaved, round by round:

    unzip    zipfile inflates every part that is markup, checksums compared; lxml parses the parts that are needed
    needed   the same, but parts that are not needed are left alone, damaged or hostile as they may be
    read     `read_file`: the gate over the whole container, the text, everything that could act
    judge    `read`, then the document under the shipped rulebook with every check on files, template and cover
    pipe     the same with the reading in the reader process: bytes there, JSON back, checked and decoded
    digest   SHA-256 of the file, which is taken once, before the pipe
    docx     python-docx `Document()`

"Needed" are the content types, all relationships, the text with headers, footers, notes and comments, and the
properties. Figures are medians of the rounds in milliseconds of processor time, of both processes for `pipe` (Linux:
/proc); the digest of the file is taken with the mail and counts for `pipe` only, which therefore grows with the bytes.
On a shared machine only the ratios of one run say anything; the goals are printed beside them.
"""

import argparse
import gc
import hashlib
import io
import os
import re
import statistics
import struct
import time
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from docx import Document
from docx.oxml import parse_xml
from lxml import etree

from intake.app.checking import Checking, open_checking
from intake.checks import REGISTRY
from intake.demo.papers import AuthoredPaper, fill
from intake.domain.document import Contact
from intake.domain.rulebook import Rulebook
from intake.pipeline.showing.preview import check_file
from intake.readers.codec import decode
from intake.readers.files import read_file
from intake.readers.reading import answer
from intake.shipped import shipped_templates

_NEEDED = re.compile(
    r"(?i)\[content_types\]\.xml|.*\.rels|docprops/.*\.xml|"
    r"word/(?:document|header|footer|footnotes|endnotes|comments)\d*\.xml"
)
_MARKUP = (".xml", ".rels")
_CONTACT = Contact("Ada Example", "Example Institute", "Exampleland", "+41 22 730 00 00", None, "ada@example.org")
_PAPER = AuthoredPaper(
    title="On avatars", source="Example Institute", contacts=(_CONTACT,), keywords="avatar", abstract="On it."
)
_TEMPLATE = shipped_templates() / "docx" / "jca-contribution.docx"
_GROUP = "jca-mv"
_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PARAGRAPH = (
    f'<w:p xmlns:w="{_SPACE}" w:rsidR="005B1C2E" w:rsidRDefault="00A45D10" w:rsidP="00D32F8A">'
    '<w:pPr><w:rPr><w:lang w:val="en-US"/></w:rPr></w:pPr>{}</w:p>'
)
_RUN = '<w:r w:rsidRPr="00F46A71"><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t xml:space="preserve">{} </w:t></w:r>'
"""What Word writes for a stretch of text between two edits: who edited when, and the language of the proofing."""

_COMMON = ("the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "as", "with", "by", "this", "are", "on")
_SHARE = 0.4
"""How many of the words of a text in English are of these."""


def samples() -> dict[str, bytes]:
    """The files by the name under which they are printed."""
    ours = fill(_TEMPLATE.read_bytes(), _PAPER)
    plain = io.BytesIO()
    Document().save(plain)
    return {
        "40 kB": _with_text(ours, [_picture(19_000, 1)]),
        "5 MB": _with_text(ours, [_picture(416_000, seed) for seed in range(12)]),
        "many styles": _with_text(plain.getvalue(), []),
    }


def _with_text(document: bytes, pictures: list[bytes]) -> bytes:
    """The document with 3,000 words and these pictures, marked up and packed as Word does."""
    chance = Random(1)
    rare = ["".join(chance.choices("etaoinshrdlucmfwypvbgk", k=chance.randint(3, 10))) for _ in range(700)]
    opened = Document(io.BytesIO(document))
    for _ in range(50):
        words = [chance.choice(_COMMON) if chance.random() < _SHARE else chance.choice(rare) for _ in range(60)]
        runs = "".join(_RUN.format(" ".join(words[at : at + 10])) for at in range(0, 60, 10))
        opened.element.body.insert_element_before(parse_xml(_PARAGRAPH.format(runs)), "w:sectPr")
    for number, one in enumerate(pictures):
        opened.add_paragraph(f"Figure {number}").add_run().add_picture(io.BytesIO(one))
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def _picture(size: int, seed: int) -> bytes:
    """A PNG of about this many bytes, as noisy as a photograph."""
    side = int((size / 3) ** 0.5)
    lines = Random(seed).randbytes(side * side * 3)
    rows = b"".join(b"\0" + lines[at : at + side * 3] for at in range(0, len(lines), side * 3))
    head = struct.pack(">2L5B", side, side, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(one)) + kind + one + struct.pack(">L", zlib.crc32(kind + one)) for kind, one in chunks
    )


def _unzip(content: bytes, *, all_markup: bool) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        for name in opened.namelist():
            needed = _NEEDED.fullmatch(name)
            if needed or (all_markup and name.endswith(_MARKUP)):
                part = opened.read(name)
            if needed:
                etree.fromstring(part)


def _variants(content: bytes, checking: Checking, book: Rulebook) -> dict[str, Callable[[], object]]:
    whole = decode(answer("file", content, "x.docx").reading)
    digest = whole.raw

    def judged() -> object:
        reading = replace(whole, files=(read_file(content, digest),))
        return check_file(reading, "x.docx", [book], REGISTRY, checking.now)

    def piped() -> object:
        return check_file(
            checking.reader.read_file(content, "x.docx").reading, "x.docx", [book], REGISTRY, checking.now
        )

    return {
        "unzip": lambda: _unzip(content, all_markup=True),
        "needed": lambda: _unzip(content, all_markup=False),
        "read": lambda: read_file(content, digest),
        "judge": judged,
        "pipe": piped,
        "digest": lambda: hashlib.sha256(content).hexdigest(),
        "docx": lambda: Document(io.BytesIO(content)),
    }


def _spent(children: Sequence[int]) -> float:
    """Seconds of processor time that this process and these others have used."""
    others = (int(Path(f"/proc/{one}/schedstat").read_text().split()[0]) for one in children)
    return time.process_time() + sum(others) / 1e9


def _readers() -> list[int]:
    """The reader processes that this process has started."""
    return [int(one) for one in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]


def measured(variants: dict[str, dict[str, Callable[[], object]]], rounds: int) -> dict[str, dict[str, float]]:
    """Median milliseconds by sample and variant, each tried once in every round."""
    times: dict[str, dict[str, list[float]]] = {one: {name: [] for name in each} for one, each in variants.items()}
    for _ in range(rounds + 1):
        for sample, each in variants.items():
            for name, act in each.items():
                children = _readers() if name == "pipe" else []
                started = _spent(children)
                act()
                times[sample][name].append((_spent(children) - started) * 1000)
    return {
        sample: {name: statistics.median(found[1:]) for name, found in each.items()} for sample, each in times.items()
    }


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--rounds", type=int, default=15)
    rounds = asked.parse_args().rounds
    files = samples()
    with open_checking(None) as checking:
        gc.freeze()
        book = checking.rulebooks[_GROUP]
        found = measured({name: _variants(one, checking, book) for name, one in files.items()}, rounds)
    print(f"load {os.getloadavg()[0]:.1f}, {rounds} rounds, medians in ms")
    for name, times in found.items():
        print(
            f"{name:12}{len(files[name]) / 1000:8.0f} kB  "
            + "".join(f"{kind} {ms:7.2f}  " for kind, ms in times.items())
        )
    for name, times in found.items():
        ratios = {kind: times[kind] / times["unzip"] for kind in ("read", "judge", "pipe", "docx")}
        print(f"{name:12}to unzip: " + "".join(f"{kind} {ratio:5.2f}  " for kind, ratio in ratios.items()))
    large, small = found["5 MB"], found["40 kB"]
    print("goals for 40 kB: judge 1.5, pipe 2 times unzip")
    ratios = {kind: large[kind] / small[kind] for kind in ("read", "judge")}
    print(f"5 MB to 40 kB: read {ratios['read']:.2f}, judge {ratios['judge']:.2f}; goal 1.5")


if __name__ == "__main__":
    main()
