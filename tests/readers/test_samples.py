"""The four layouts filled in by authors in six languages are read as they were written."""

import hashlib

import pytest

from intake.domain.document import Word
from intake.domain.profile import Profile
from intake.domain.template.learning import learn
from intake.domain.template.match import best_match
from intake.readers.files import read_file
from tests.readers.layouts import Layout
from tests.readers.samples import LANGUAGES, LAYOUTS, cover_of, filled, template


def word_of(content: bytes) -> Word:
    reading = read_file(content, hashlib.sha256(content).hexdigest())
    assert reading.word is not None, reading.problems
    return reading.word


def learned(which: Layout) -> Profile:
    kind = "liaison_out" if which == "L4" else "contribution"
    return learn(word_of(template(which)), id=which, group="jca-mv", kind=kind, reference="0" * 64)


PROFILES = {which: learned(which) for which in LAYOUTS}


@pytest.mark.parametrize("which", LAYOUTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_registered_layout_accepts_what_is_filled_in(language: str, which: Layout) -> None:
    cover, match = best_match(word_of(filled(language, which)), [PROFILES[which]], match=0.6)
    assert cover == cover_of(language, which)
    assert (match.conforms, match.score >= 0.9, match.missing, match.placeholders, match.foreign) == (
        *(True, True, (), (), ""),
    )
