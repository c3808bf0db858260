"""What stands behind a label of the header: beside it, below it, or in the same place of a second column."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from intake.domain.circular.text.lines import TextLine
from intake.domain.circular.words.normal import folded, squeezed
from intake.domain.circular.words.vocabulary import any_of

_ALL = ("reference", "contact", "telephone", "fax", "mail", "web", "copy_to", "subject")
_OTHER_COLUMN = re.compile(r"\t|\s\|\s?|\|$|\s/\s|\s/$|\s{4,}|\s[–—-]\s*(?=(?:to|aux?|à|a las?|a los) )", re.IGNORECASE)
_ADDRESSEE = re.compile(r"\s*[–—•-]")


@dataclass(frozen=True, slots=True)
class LabelledValue:
    """The value behind a label, and both as they stand in the letter."""

    value: str
    evidence: str


@cache
def _label(name: str) -> re.Pattern[str]:
    return re.compile(
        rf"^[\s|]*{any_of(name)}(?:\s?\.|\s?s)?(?:\s*/\s*)?\s*(?P<colon>:)?[\s/|]*(?P<rest>.*)$", re.DOTALL
    )


@cache
def _inside() -> re.Pattern[str]:
    return re.compile(rf"(?<=[\s:|)\d]){any_of(*_ALL)}\.?\s*:")


def split_labels(lines: Sequence[TextLine]) -> list[str]:
    """The lines of a header, with a new one wherever a label begins: "Tel: 1 Fax: 2" are two."""
    found: list[str] = []
    for line in lines:
        cuts = [0, *(one.start() for one in _inside().finditer(line.folded)), len(line.text)]
        pieces = [line.text[a:b] for a, b in pairwise(cuts) if b > a]
        found += pieces or [""]
    return found


def labelled(pieces: Sequence[str], name: str) -> Iterator[LabelledValue]:
    """Every value behind a label of this name, the first one first."""
    for at, piece in enumerate(pieces):
        found = _label(name).match(folded(piece))
        if found is None or not (found["colon"] or not found["rest"].strip()):
            continue
        rest = _first_column(piece[found.start("rest") :])
        if rest:
            until = found.start("rest") + piece[found.start("rest") :].find(
                rest.split(" ")[-1], len(rest.replace(" ", "")) - len(rest.split(" ")[-1])
            )
            yield LabelledValue(rest, squeezed(piece[: until + len(rest.split(" ")[-1])].strip("| \t")))
            continue
        yield from _below(pieces, at)


def _below(pieces: Sequence[str], at: int) -> Iterator[LabelledValue]:
    """The value on a later line: the first one that is written, or of labels in a column the same one of the values."""
    rank, after = 0, at + 1
    while after < len(pieces) and (not pieces[after].strip() or _bare_label(pieces[after])):
        rank += bool(pieces[after].strip())
        after += 1
    before = 0
    while at - before - 1 >= 0 and _bare_label(pieces[at - before - 1]):
        before += 1
    values = [one for one in pieces[after : after + 12] if one.strip()]
    place = before if rank or before else 0
    if place < len(values) and not _is_label(values[place]):
        value = _first_column(values[place])
        label = pieces[at].strip()
        yield LabelledValue(value, squeezed(f"{label} {value}") if place == 0 and not rank else squeezed(value))


def _first_column(text: str) -> str:
    return squeezed(_OTHER_COLUMN.split(text.strip(" \t|/"), maxsplit=1)[0])


def _is_label(piece: str) -> bool:
    return any(bool((found := _label(name).match(folded(piece))) and found["colon"]) for name in _ALL)


def _bare_label(piece: str) -> bool:
    """Whether this is a label and nothing else."""
    return any(
        bool((found := _label(name).match(folded(piece))) and found["colon"] and not found["rest"].strip())
        for name in _ALL
    )


def is_addressee(piece: str) -> bool:
    """Whether this line names those to whom the letter is written."""
    return bool(_ADDRESSEE.match(piece))
