"""Telling a label from other text, in any spelling."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import filterfalse

from intake.domain.cover.field_words import LABELS, LIAISON, PARTS
from intake.domain.text.language import letters

FIELDS = tuple(LABELS)
"""The names of the cover fields that a profile may hold."""

ROWS = ("questions", "source", "title", "purpose", "contact", "keywords", "abstract")
"""Fields that stand in a row of their own with a label; the others stand in the block above, or have no label."""

_COLON = re.compile("[:：﹕︓∶]")
_HEAD = re.compile(r"\s*(?P<head>[^:：﹕︓∶\n\t]{1,80}+)(?P<sign>[:：﹕︓∶\n\t]|\Z)")
_BRACKETS = re.compile(r"\([^()]*\)")
_LONGEST_REMEMBERED = 80
_GROWN = 4
"""The most times its length that a text may grow when it is taken apart: some signs stand for eighteen letters."""

_NUMBERED = {"contact", "source"}


def key(text: str) -> str:
    """The letters and digits of a label, without case, accents and Arabic kashida: equal for all its spellings.

    Those of short texts are remembered: labels come again and again, and a stranger's long text must not stay here.
    """
    return remembered_key(text) if len(text) <= _LONGEST_REMEMBERED else _key(text)


@lru_cache(maxsize=4096)
def remembered_key(text: str) -> str:
    """The key of a text, remembered."""
    return _key(text)


def _key(text: str) -> str:
    if text.isascii():
        return letters(text)
    apart = unicodedata.normalize("NFKD", text)[: max(_GROWN * len(text), _LONGEST_REMEMBERED)]
    return letters("".join(filterfalse(unicodedata.combining, apart)).replace("ـ", ""))


def spellings(words: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """All label texts of one field, English first, each once (by its letters)."""
    once: dict[str, str] = {}
    for text in (text for texts in words.values() for text in texts):
        once.setdefault(key(text), text)
    return tuple(once.values())


def vocabulary(labels: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """From the letters of each label to its field; a label that two fields share belongs to the first."""
    known: dict[str, str] = {}
    for field, texts in labels:
        for text in texts:
            known.setdefault(key(text), field)
    known.pop("", None)
    return known


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text that begins with a label: its field, the label as written, whether a colon follows, and the rest."""

    field: str
    label: str
    colon: bool
    rest: str


def has_colon(text: str) -> bool:
    """Whether a label at the beginning of this text could have a colon."""
    return _COLON.search(text, 0, 120) is not None


def split_label(text: str, known: Mapping[str, str]) -> LabelledText | None:
    """The label that this text begins with, or None. "Source : ITU", "S O U R C E:", "来源：" and "Title" have one.

    A label ends at a colon, a tab, a line's end or the end of the text.
    """
    head = _HEAD.match(text)
    if head is None or (field := field_of(head["head"], known)) is None:
        return None
    after = text[head.end() :]
    rest = after.lstrip(" \t\r\n\xa0*:：﹕︓∶")
    between = after[: len(after) - len(rest)]
    return LabelledText(field, head["head"].strip(), bool(_COLON.search(head["sign"] + between)), rest.rstrip())


def field_of(label: str, known: Mapping[str, str]) -> str | None:
    """The field of a label without its colon: also in two languages ("Source / Origen"), or numbered ("Contact 2")."""
    whole = key(label)
    if field := known.get(whole):
        return field
    if (field := known.get(whole.rstrip("0123456789"))) in _NUMBERED:
        return field
    if "(" in label and (field := known.get(key(_BRACKETS.sub(" ", label)))):
        return field
    several = {known.get(key(part)) for part in label.split("/")} if "/" in label else set()
    return several.pop() if len(several) == 1 else None


EVERY_LABEL = vocabulary((field, spellings(words)) for field, words in LABELS.items())
"""The letters of every label that we know, and its field."""

OF_CONTRIBUTIONS = vocabulary((field, spellings(words)) for field, words in LABELS.items() if field not in LIAISON)
"""The same without the labels that only a liaison statement has."""

EVERY_PART = vocabulary((part, spellings(words)) for part, words in PARTS.items())
"""The letters of every label of a part of a contact, and the part."""

_SAMPLE_BEGINS = ("<", "[", "＜", "［", "【", "〈")
_NAMES_TOO = {key(text) for text in spellings(LABELS["group"])}


def is_bare_label(text: str) -> bool:
    """Whether a text is a label and nothing else ("Fax", "E-mail:", "Titre").

    What may be a group's name is none, nor is a sample text ("<Name>").
    """
    letters_of = key(text) if text.lstrip()[:1] not in _SAMPLE_BEGINS else ""
    return letters_of not in _NAMES_TOO and (letters_of in EVERY_LABEL or letters_of in EVERY_PART)


def is_part_label(text: str) -> bool:
    """Whether a text is the label of a part of a contact and nothing else."""
    return is_bare_label(text) and key(text) in EVERY_PART
