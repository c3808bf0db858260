"""Damaged copies of our own samples: nothing breaks, and nothing is registered that lost its source or its title.

Each round damages one sample in one to three places, by a seed of its own: bytes flipped, cut out, doubled or zeroed.
"""

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache

import pytest

from intake.adapters.rulebook.codec import JsonRulebookCodec
from intake.checks import REGISTRY
from intake.domain.document import Reading
from intake.domain.judging.judge import Receipted, judge, prepare
from intake.domain.numbers.numbering import keys
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Snapshot, Timestamps
from intake.domain.verdict import Judged, Verdict
from intake.readers.codec import decode
from intake.readers.process.keeper import ReaderKeeper
from intake.readers.reading import answer
from tests.line.letters_in import mail, paper
from tests.line.worlds import rulebook_text

ROUNDS = 1_700
AT = datetime(2026, 4, 30, 12, 0, tzinfo=UTC)
TITLE, SOURCE = "Digital twins for metaverse standards", "ETRI"
MAIN = "word/document.xml"


@cache
def rulebook() -> Rulebook:
    return JsonRulebookCodec().load(*rulebook_text("jca-mv"))


def judged(reading: Reading) -> Verdict:
    receipted = Receipted(AT, "given", Timestamps(first_seen=AT, given=AT))
    return judge(prepare(reading, rulebook(), AT), receipted, Snapshot(), REGISTRY, loop_token="mark")


def accepted(verdict: Verdict) -> Iterator[Judged]:
    return (one for one in verdict.documents if one.disposition == "accept")


def damaged(sample: bytes, dice: random.Random) -> bytes:
    """The sample with one to three wounds."""
    content = bytearray(sample)
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(max(1, len(content)))
        length = min(len(content) - at, int(2 ** dice.uniform(0, 11)))
        wound = dice.choice(("flip", "flip", "cut", "double", "zero", "end"))
        if wound == "flip" and content:
            content[at] ^= 1 << dice.randrange(8)
        elif wound == "cut":
            del content[at : at + length]
        elif wound == "double":
            content[at:at] = content[at : at + length]
        elif wound == "zero":
            content[at : at + length] = bytes(length)
        elif wound == "end":
            del content[max(1, len(content) - length) :]
    return bytes(content)


def damaged_file(dice: random.Random) -> bytes:
    """A mail whose document has wounds anywhere."""
    return mail("wounded", ("Input.docx", damaged(paper(), dice)))


def damaged_text(dice: random.Random) -> bytes:
    """A mail whose document is a sound container around a damaged main part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(paper())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            content = old.read(one)
            new.writestr(one, damaged(content, dice) if one.filename == MAIN else content)
    return mail("wounded", ("Input.docx", out.getvalue()))


def damaged_mail(dice: random.Random) -> bytes:
    """A mail with wounds anywhere."""
    return damaged(mail("wounded", ("Input.docx", paper())), dice)


@pytest.mark.parametrize("wounded", [damaged_file, damaged_text, damaged_mail])
def test_nothing_that_lost_source_or_title_is_registered(wounded: Callable[[random.Random], bytes]) -> None:
    outcomes = set()
    for seed in range(ROUNDS):
        raw = wounded(random.Random(seed))
        reading = decode(answer("mail", raw).reading)
        stumbled = [one.kind for file in reading.files for one in file.problems if one.kind == "crashed"]
        assert not stumbled, f"seed {seed}"
        assert "crashed" not in {one.kind for one in reading.mail.problems}, f"seed {seed}"
        verdict = judged(reading)
        outcomes.add(verdict.disposition)
        assert not [one for one in verdict.findings if one.id == "SYS-001"], f"seed {seed}"
        for one in accepted(verdict):
            title, source = keys(one.document.cover.title, one.document.cover.source)
            assert title, f"seed {seed}"
            assert source, f"seed {seed}"
            if wounded is damaged_file:
                assert (title, source) == keys(TITLE, (SOURCE,)), f"seed {seed}"
    assert {"accept", "return"} <= outcomes


def test_the_reader_process_outlives_damaged_mails() -> None:
    keeper = ReaderKeeper()
    for seed in range(150):
        raw = damaged_text(random.Random(10_000 + seed))
        assert keeper.read(raw).reading.raw
    whole = keeper.read(mail("sound", ("Input.docx", paper()))).reading
    keeper.close()
    assert [one.document.cover.title for one in accepted(judged(whole))] == [TITLE]
