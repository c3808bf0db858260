"""Sentences that the program has in English, in a reader's language: raised as errors, or read back from what is kept.

The log and the Decisions keep a sentence in English as it was written, sealed. The catalogs know it by that English
with its places open, so a page finds what stood in them, and says it in another language: in rows of former years, too.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from intake.adapters.words.catalogs import Catalogs
from intake.domain.stated import PLACE, Stated

_TYPED = "{reason}"
"""The place of a person's words behind ours."""
_OTHERS = frozenset({"file", "name", "purpose", "reason", "sender", "signature", "text", "typed", "who"})
"""Places that hold the words of others, which are told as they are."""
_WORDS = frozenset({"became", "but", "done", "how", "letter", "report", "role", "state", "what"})
"""Places that hold words of ours: where they do not, a text is another sentence."""
_LOOKED_AT = 600
"""Characters in which a sentence is looked for: what is longer ends in a value. Strangers write into some of them."""
_FEW = 4
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence as it is shown: words of ours, or somebody else's."""

    text: str
    ours: bool = True


@dataclass(frozen=True, slots=True)
class _Known:
    """A sentence of the catalogs: the pattern of its English, and the longest words that have to stand in it."""

    english: str
    pattern: re.Pattern[str]
    anchor: str
    last: str
    """The place with which it ends; "" for none."""
    is_loose: bool
    """Next to nothing stands between its places: it is one only where each of them holds words of ours."""


class Stating:
    """Tells such sentences by a catalog whose message ids are their English."""

    def __init__(self, catalogs: Catalogs) -> None:
        self._catalogs = catalogs
        self._found = lru_cache(maxsize=4_096)(self._look)

    def parts(self, said: Stated | str, language: str, *, typed: bool = False) -> Iterator[Part]:
        """The sentence in this language, piece by piece; what no catalog knows stays as it is, as others' words.

        `typed`: a person wrote it, perhaps with words of ours before theirs ("moved to JCA-DCC: ...").
        """
        return self._parts(said, language, typed, _DEEPEST)

    def told(self, said: Stated | str, language: str, *, typed: bool = False) -> str:
        """The same as one text."""
        return "".join(one.text for one in self.parts(said, language, typed=typed))

    def knows(self, text: str) -> bool:
        """Whether this English is a sentence of the catalogs."""
        return self._read(text, False, _DEEPEST)[0] is not None

    def _parts(self, said: Stated | str, language: str, typed: bool, deep: int) -> Iterator[Part]:
        found, capital = (said, False) if isinstance(said, Stated) else self._read(said, typed, deep)
        if found is None:
            yield Part(str(said), ours=False)
            return
        if not self._catalogs.has(found.english):
            yield Part(str(found), ours=not found.values)
            return
        for place, piece in enumerate(self._told(found, language, deep)):
            yield replace(piece, text=piece.text[:1].upper() + piece.text[1:]) if capital and not place else piece

    def _told(self, found: Stated, language: str, deep: int) -> Iterator[Part]:
        for place, piece in enumerate(PLACE.split(self._catalogs.raw(found.english, language))):
            if place % 2:
                yield from self._value(piece, found.values.get(piece, ""), language, deep - 1)
            elif piece:
                yield Part(piece)

    def _read(self, text: str, typed: bool, deep: int) -> tuple[Stated | None, bool]:
        """The sentence that this text is, and whether it is one with its first letter made a capital."""
        if not deep:
            return None, False
        begun = text[:1].lower() + text[1:]
        found = self._found(text, typed)
        if found is None and begun != text and not typed:
            return self._found(begun, False), True
        return found, False

    def _value(self, name: str, value: object, language: str, deep: int) -> Iterator[Part]:
        stated = getattr(value, "sentence", value)  # an error within an error
        if isinstance(stated, int):
            yield Part(str(stated))
        elif name in _OTHERS or not deep:
            yield Part(str(value), ours=False)
        elif isinstance(stated, Stated) or self.knows(str(stated)):
            yield from self._parts(stated if isinstance(stated, Stated) else str(stated), language, False, deep)
        else:
            yield from self._listed(str(stated), language, deep)

    def _listed(self, text: str, language: str, deep: int) -> Iterator[Part]:
        """Several sentences in a row, each told by itself; else the words as they are."""
        for sign in ("; ", ", "):
            listed = text.split(sign)
            if len(listed) > 1 and all(map(self.knows, listed)):
                for place, one in enumerate(listed):
                    if place:
                        yield Part("\u00a0; " if language == "fr" and sign == "; " else sign)
                    yield from self._parts(one, language, False, deep)
                return
        if text:
            yield Part(text, ours=False)

    def _look(self, text: str, typed: bool) -> Stated | None:
        """The sentence that this text is, with what stands in its places; None for any other words."""
        begun, rest = text[:_LOOKED_AT], text[_LOOKED_AT:]
        for known in self._known:
            if rest and not known.last:
                continue
            if known.anchor in begun and (not typed or _TYPED in known.english):
                values = _values(known, begun)
                if values is not None and all(map(self._is_ours, _words(known, values))):
                    return Stated(known.english, {**values, known.last: values[known.last] + rest} if rest else values)
        return None

    def _is_ours(self, value: str) -> bool:
        return self.knows(value) or all(map(self.knows, value.split(", ")))

    @cached_property
    def _known(self) -> tuple[_Known, ...]:
        """All of them, those with the most words first, so that of two that fit the nearer one is found."""
        english = self._catalogs.keys()
        known = [_known(one) for one in english]
        return tuple(sorted(known, key=lambda one: (one.is_loose, -len(PLACE.sub("", one.english)))))


def _known(english: str) -> _Known:
    pieces = PLACE.split(english)
    names: set[str] = set()
    pattern = ""
    for place, piece in enumerate(pieces):
        if not place % 2:
            pattern += re.escape(piece)
        elif piece in names:
            pattern += f"(?P={piece})"
        else:
            names.add(piece)
            pattern += f"(?P<{piece}>.*)" if place == len(pieces) - 2 else f"(?P<{piece}>.*?)"
    return _Known(
        english,
        re.compile(pattern, re.DOTALL),
        max(pieces[::2], key=len),
        "" if pieces[-1] else "".join(pieces[-2:-1]),
        is_loose=not pieces[0] and sum(map(str.isalpha, PLACE.sub("", english))) < _FEW,
    )


def _values(known: _Known, text: str) -> Mapping[str, str] | None:
    found = known.pattern.fullmatch(text)
    return found.groupdict() if found else None


def _words(known: _Known, values: Mapping[str, str]) -> list[str]:
    """What has to be words of ours, if this sentence is the one."""
    return [value for name, value in values.items() if known.is_loose or name in _WORDS]
