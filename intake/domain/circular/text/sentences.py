"""Paragraphs as sentences: what one statement says about a date or an address stands in one sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from intake.domain.circular.words.normal import folded, squeezed

CircularPart = Literal["subject", "body", "annex"]

_END = re.compile(r"[.!?;](?:[\"'»”)]*)\s+(?=[A-ZÀ-Þ(«\"“\d–•¿])|[.!?](?=[A-ZÀ-Þ][a-zà-ÿ]{2,}\s)")
_SHORTENED = re.compile(
    r"(?:^|[\s('.])(?:m|mm|mme|mmes|mlle|mr|mrs|ms|sr|sra|sres|dr|dra|prof|ing|eng|no|nº|n°|rec|art|rev|rep|res|ref|"
    r"tel|cf|sec|min|approx|vs|etc|e\.g|i\.e|st|jr|inc|ltd|co|corp|[ap]\.? ?m|[a-z]|jan|feb|mar|apr|jun|jul|aug|sept?|"
    r"oct|nov|dec|janv|fevr|avr|juil|ene|abr|ago|dic)\.$"
)
_NUMBER = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-z]\)|[–—•·*-])\s+")


@dataclass(frozen=True)
class Sentence:
    """One sentence, its white space as single spaces; the place of its paragraph and the part of the letter."""

    text: str
    place: str
    part: CircularPart

    @cached_property
    def folded(self) -> str:
        """The sentence in small letters without accents, sign by sign."""
        return folded(self.text)


def sentences_of(paragraph: str, place: str, part: CircularPart) -> Iterator[Sentence]:
    """The sentences of one paragraph, its number or bullet left out."""
    text = squeezed(paragraph)
    number = _NUMBER.match(text)
    text = text[number.end() :] if number else text
    start = 0
    for end in _ends(text):
        yield Sentence(text[start:end].strip(), place, part)
        start = end
    if text[start:].strip():
        yield Sentence(text[start:].strip(), place, part)


def _ends(text: str) -> Iterator[int]:
    small = folded(text)
    for found in _END.finditer(text):
        said = small[: found.start() + 1]
        if not _SHORTENED.search(said[-12:]):
            yield found.end()
