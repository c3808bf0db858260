"""One Word document as a `Word` value (ECMA-376): its content, without its meaning."""

from collections.abc import Iterator

from lxml import etree

from intake.domain.document import Word
from intake.domain.mail import Problem
from intake.readers.limits import WORD, WordLimits, cut
from intake.readers.word.active import dangers
from intake.readers.word.hiding import Hiding
from intake.readers.word.wordnames import is_strict, short
from intake.readers.word.wordtext import WordText
from intake.readers.zip.container import Container, part_key
from intake.readers.zip.ooxml import DamagedPartError, PartRelationship, every_relationship, local, main_part, part

_PROPERTIES = {"core-properties": "core", "extended-properties": "app", "custom-properties": "custom"}
_SHEETS = {"header", "footer"}
_STORIES = _SHEETS | {"footnotes", "endnotes", "comments"}


def read_word(container: Container, limits: WordLimits = WORD) -> tuple[Word, tuple[Problem, ...]]:
    """Read the main part, its page headers and footers, and the properties.

    Raises DamagedPartError where the main part is missing or not well formed, MemoryError where memory ran out.
    What else is missing although the document names it is a problem "unreadable".
    """
    links = list(every_relationship(container))
    package = [one for one in links if not one.source]
    main = main_part(package)
    linked = [one for one in links if one.source and part_key(one.source) == part_key(main)]
    told = [one for one in linked if one.kind in _STORIES and one.internal and one.target in container]
    stories = {main: part(container, main), **{one.target: part(container, one.target) for one in told}}
    Hiding(container, linked).mark(list(stories.values()))
    root = stories[main]
    text = WordText(limits)
    paragraphs = [one for body in root if short(body) == "body" for one in text.story(body, "body")]
    sheets = [one for one in told if one.kind in _SHEETS][: limits.sheets]
    page_texts = [line for one in sheets for line in text.story(stories[one.target], one.kind)]
    word = Word(
        tables=tuple(text.tables),
        paragraphs=tuple(paragraphs[: limits.paragraphs]),
        page_texts=tuple(page_texts[: limits.paragraphs]),
        styles=tuple(text.styles),
        leads=text.leads,
        properties=dict(list(_properties(container, package, limits))[: limits.properties]),
        insertions=text.insertions,
        deletions=text.deletions,
        comments=sum(_comments(stories[one.target]) for one in told if one.kind == "comments"),
        strict=is_strict(root),
    )
    return word, (*_missing(container, linked), *dangers(container, links, stories))


def _missing(container: Container, linked: list[PartRelationship]) -> Iterator[Problem]:
    """The first part that the document names and the file lacks; Word calls such a file damaged.

    One that names no styles, or nothing at all, is whole: only the main part has to be there (11.3.10).
    """
    for one in linked:
        if one.internal and one.target and one.kind != "hyperlink" and one.target not in container:
            yield Problem("unreadable", at=cut(one.target, 200), facts={"why": "missing-part"})
            return


def _comments(root: etree._Element) -> int:
    return sum(short(one) == "comment" for one in root)


def _properties(container: Container, package: list[PartRelationship], limits: WordLimits) -> Iterator[tuple[str, str]]:
    """Document properties; a part of them that cannot be read is left out, since nobody opens a file for these."""
    for one in package:
        family = _PROPERTIES.get(one.kind)
        if family and one.internal and one.target in container:
            try:
                yield from _values(part(container, one.target), family, limits)
            except DamagedPartError:
                continue


def _values(root: etree._Element, family: str, limits: WordLimits) -> Iterator[tuple[str, str]]:
    for element in root:
        name = element.get("name", "") if family == "custom" else local(element)
        value = "".join(str(text) for text in element.itertext()) if family == "custom" else element.text or ""
        if name and value.strip():
            yield cut(f"{family}.{name}", limits.value), cut(value.strip(), limits.value)
