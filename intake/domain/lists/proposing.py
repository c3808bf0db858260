"""Which item of the agenda a document belongs under, as far as that can be told without a person."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from intake.domain.lists.item_words import items_named, plain, speaks_of, way_of_liaisons
from intake.domain.meeting import Item

ProposedBy = Literal["cover", "title", "kind"]
"""The cover names the item; the document's title has the item's title; documents of its kind go there."""

_CONSIDERING = re.compile(
    r"(?:(?:review|consideration|discussion|examination|approval|adoption|development|presentation|update|status|"
    r"examen|discussion|approbation|elaboration|presentation|adoption|etat|"
    r"revision|debate|consideracion|aprobacion|elaboracion|presentacion|adopcion|"
    r"рассмотрение|обсуждение|утверждение|разработка|принятие|"
    r"استعراض|مناقشة|النظر|الموافقة|اعتماد|بحث|إعداد)\s+"
    r"(?:(?:of|on|for|the|a|an|de|des|du|la|le|les|sur|d'|del|los|las|el|sobre|о|об|في|على)\s+|[dl]['’])*)+|(?:审议|讨论|审查|通过|批准|制定)"
)
_SHORTEST, _FEWEST_WORDS, _FEWEST_SIGNS = 10, 2, 4
_WORD = re.compile(r"[^\W_]+")
_OF_THE_GROUP = re.compile(r"\s+(?:(?:of|for|de|du|del|des|la|le|the)\s+)*(?:jca|fg|irg|jrg|cg)-\S+\s*$")
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a document says of itself: its kind, its title, and further texts of its cover and its mail's subject."""

    kind: str
    title: str = ""
    cover: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """An item by its number, and why it is proposed."""

    item: str
    why: ProposedBy


def proposed(evidence: OwnWords, items: Sequence[Item]) -> Proposal | None:
    """The one item that the document belongs under by its cover, its title, or its kind; None in doubt.

    A proposal is never final: a person allocates (docs/secretariat.md).
    """
    for why, found in _found(evidence, items):
        if len(found) == 1:
            return Proposal(found[0], why)
        if found:
            return None
    return None


def _found(evidence: OwnWords, items: Sequence[Item]) -> Iterator[tuple[ProposedBy, list[str]]]:
    known = {one.number for one in items}
    named = [one for text in (evidence.title, *evidence.cover) for one in items_named(text)]
    yield "cover", list(dict.fromkeys(one for one in named if one in known))
    yield "title", _titled(evidence.title, items)
    yield "kind", _by_kind(evidence.kind, items)


def _titled(title: str, items: Sequence[Item]) -> list[str]:
    """The items whose title stands in the document's, the longest where one holds the other."""
    said = _words(title)
    found = [(one.number, core) for one in items if (core := _core(one.title)) and core in said]
    return [number for number, core in found if not any(core != other and core in other for _, other in found)]


def _core(title: str) -> str:
    """What an item is about, without "Review of the": plain enough to be known again, else ""."""
    text = plain(title)
    text = text[found.end() :] if (found := _CONSIDERING.match(text)) else text
    text = _words(_OF_THE_GROUP.sub("", text)).strip()
    if _HAN.search(text):
        return text if len(text.replace(" ", "")) >= _FEWEST_SIGNS else ""
    long = len(text) >= _SHORTEST and len(text.split()) >= _FEWEST_WORDS
    return f" {text} " if long else ""


def _words(text: str) -> str:
    """Words with single spaces between and around them, without punctuation."""
    return f" {' '.join(_WORD.findall(plain(text)))} "


def _by_kind(kind: str, items: Sequence[Item]) -> list[str]:
    said = [one.number for one in items if kind in one.kinds]
    if said:
        return said
    named = [one for one in items if not one.kinds and speaks_of(one.title, kind)]
    if kind in ("liaison_in", "liaison_out"):
        own = [one for one in named if way_of_liaisons(one.title) == kind]
        named = own or [one for one in named if not way_of_liaisons(one.title)]
        if kind == "liaison_out" and not own:
            named = []
    numbers = [one.number for one in named]
    return [one for one in numbers if not any(other.startswith(f"{one}.") for other in numbers)]
