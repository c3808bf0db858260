"""Filling in the group's template as the cover of a document that has none (docs/secretariat.md)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from intake.domain.cover.cells import Spot
from intake.domain.cover.contacts import join_rows
from intake.domain.cover.field_words import PARTS
from intake.domain.cover.rows import Rows, rows_of
from intake.domain.cover.samples import looks_like_sample
from intake.domain.document import Contact, Word
from intake.domain.profile import Profile
from intake.domain.template.places import place_of
from intake.domain.writing import PlaceInCell, Writing

_REACHED = ("tel", "fax", "email")


@dataclass(frozen=True, slots=True)
class MadeCover:
    """The entries of a made cover, in its `language`; `behind` is the sentence that leads to the document."""

    title: str
    source: tuple[str, ...]
    contact: Contact
    kind: str
    group: str
    behind: str
    place: str = ""
    dates: str = ""
    abstract: str = ""
    language: str = "en"


def cover_writings(word: Word, profile: Profile, cover: MadeCover) -> tuple[Writing, ...]:
    """The texts that turn the empty template into this cover, with the sentence that leads to what is behind it."""
    return (*cover_cells(word, profile, cover), Writing(cover.behind, body=True))


def cover_cells(word: Word, profile: Profile, cover: MadeCover) -> tuple[Writing, ...]:
    """The texts of the cover alone; remaining sample texts are removed.

    The number cell is left for the number. Raises LookupError if the template has no cell for title or source.
    """
    rows = rows_of(word, profile)
    texts = _texts(cover)
    if missing := [name for name in ("title", "source") if not rows.of(name)]:
        raise LookupError(missing[0])
    found: dict[PlaceInCell, str] = {}
    for field in dict.fromkeys(one.field for one in rows.spots):
        if field == "contact":
            found |= dict(_contacts(rows, cover.contact, _reached(cover.language)))
        elif field != "doc_number":
            found |= dict(_field(rows, word, field, texts.get(field)))
    return tuple(Writing(text, place) for place, text in found.items())


def _texts(cover: MadeCover) -> dict[str, str]:
    texts = {
        "title": cover.title,
        "source": "\n".join(cover.source),
        "group": cover.group,
        "kind": cover.kind,
        "abstract": cover.abstract or cover.behind,
    }
    if cover.dates:
        both = ", ".join(one for one in (cover.place, cover.dates) if one)
        texts |= {"meeting": both, "place": cover.place, "dates": cover.dates}
    return texts


def _reached(language: str) -> dict[str, str]:
    """The words for telephone, fax and e-mail in this language; in English for any language outside the six."""
    return {part: next(iter(PARTS[part].get(language, PARTS[part]["en"]))) for part in _REACHED}


def _field(rows: Rows, word: Word, field: str, text: str | None) -> Iterator[tuple[PlaceInCell, str]]:
    """The first cell of a field with its text; without one a sample text in it goes. Further rows of it are emptied."""
    for number, spot in enumerate(_own(rows, field)):
        place = place_of(rows, spot, word)
        if place is not None and (text is not None or looks_like_sample(spot.text)):
            yield place, (text or "") if number == 0 else ""


def _contacts(rows: Rows, contact: Contact, reached: Mapping[str, str]) -> Iterator[tuple[PlaceInCell, str]]:
    """The cells of the first contact with its parts in the place of their samples; those of further ones emptied."""
    for number, spot in enumerate(_own(rows, "contact")):
        row = rows.tables[spot.table].rows[spot.row]
        cells = list(range(spot.cell, min(len(row), spot.cell + len(spot.values))))
        texts = [row[cell].text for cell in cells]
        written = _person(texts, contact if number == 0 else Contact(), reached)
        for cell, text, new in zip(cells, texts, written, strict=True):
            yield PlaceInCell(spot.table, spot.row, cell, 0, len(text)), new


def _own(rows: Rows, field: str) -> list[Spot]:
    spots = rows.of(field)
    return [one for one in spots if one.table == spots[0].table]


def _person(texts: list[str], contact: Contact, reached: Mapping[str, str]) -> list[str]:
    """The cells of a contact row with this person in it: in the place of samples, else line by line."""
    if not any(looks_like_sample(line) or "<" in line for text in texts for line in text.split("\n")):
        return _plain(len(texts), contact, reached)
    people = join_rows([texts]) or [Contact()]
    samples = {getattr(people[0], one.name): getattr(contact, one.name) or "" for one in fields(Contact)}
    return [_replaced(text, {old: new for old, new in samples.items() if old}) for text in texts]


def _replaced(text: str, values: dict[str, str]) -> str:
    lines: list[str] = []
    for line in text.split("\n"):
        known = next((old for old in sorted(values, key=len, reverse=True) if old in line), None)
        if known is None:
            lines.append(line)
        elif values[known]:
            lines.append(line.replace(known, values[known]))
    return "\n".join(lines)


def _plain(cells: int, contact: Contact, words: Mapping[str, str]) -> list[str]:
    who = [one for one in (contact.name, contact.organization, contact.country) if one]
    reached = [f"{word}: {value}" for part, word in words.items() if (value := getattr(contact, part))]
    if cells < 2:
        return ["\n".join((*who, *reached))] * min(cells, 1)
    return ["\n".join(who), "\n".join(reached), *[""] * (cells - 2)]
