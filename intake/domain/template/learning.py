"""Learning a template from a reference file: its rows, the ways to find them, their sample texts."""

import re
from collections.abc import Iterator

from intake.domain.cover.cells import Spot, says_something
from intake.domain.cover.contacts import join_rows
from intake.domain.cover.field_words import LABELS
from intake.domain.cover.labels import EVERY_LABEL, FIELDS, key, spellings
from intake.domain.cover.rows import Rows, page_lines, rows_of
from intake.domain.cover.samples import looks_like_sample
from intake.domain.document import Cell, Table, Word
from intake.domain.errors import ConfigurationError
from intake.domain.profile import Profile, ProfileField
from intake.domain.template.doubts import filled_in

KNOWN_BOOKMARKS = {
    "dnum": "doc_number",
    "dnume": "doc_number",
    "dsg": "group",
    "dorlang": "original_language",
    "dbluepink": "questions",
    "dmeeting": "meeting",
    "dkind": "kind",
    "dsource": "source",
    "dtitle": "title",
    "dtitle1": "title",
    "dpurpose": "purpose",
    "dcontact": "contact",
    **{f"dcontact{number}": "contact" for number in range(1, 10)},
    "dkeywords": "keywords",
    "dabstract": "abstract",
}
"""Bookmarks on value cells, as ITU-T's author templates name them, and the fields that they mean."""

REQUIRED = ("source", "title", "contact", "keywords", "abstract", "for_action", "for_comment", "for_information")
"""Rows that count for the score when the reference has them; a JCA's contribution needs no question and no purpose."""

_WORDS_IN_A_NAME = re.compile(r"[^\W\d_]?[^\W\dA-Z_]+|[^\W\d_]+")
_AUTHORS = ("source", "title", "contact", "keywords", "abstract")


def learn(
    word: Word,
    *,
    id: str,  # noqa: A002 - a profile's id is called so everywhere
    group: str,
    kind: str,
    reference: str,
) -> Profile:
    """Derive a profile from the empty template that a group publishes; `reference` is the SHA-256 of that file.

    Raises ConfigurationError when no table of it has both a row for the source and a row for the title.
    """
    rows = rows_of(word, _widest(word), learning=True)
    if not rows.whole:
        raise ConfigurationError(
            "Template {template}: no table of the reference file has both a Source row and a Title row "
            "({missing}). The cover is looked for at the start, before a page of other text. Register the "
            "empty template as the group publishes it, saved as .docx, with these labels in one of the six "
            "languages, or with the bookmarks dsource and dtitle1 on the cells where the author writes.",
            template=id,
            missing=_not_found(rows),
        )
    fields = [one for name in FIELDS if (one := _field(name, rows)) is not None]
    return Profile(
        id=id,
        group=group,
        kind=kind,
        fields=tuple(sorted(fields, key=lambda one: _place(one.field, rows))),
        reference=reference,
        styles=tuple(sorted(set(word.styles))),
        templates=tuple(one for one in (word.properties.get("app.Template", ""),) if one),
        where=rows.tables[rows.anchor or 0].where,
        tables=rows.shape(),
        page_texts=page_lines(word),
        properties=tuple(sorted(one.removeprefix("custom.") for one in word.properties if one.startswith("custom."))),
    )


def _not_found(rows: Rows) -> str:
    missing = [name for name in ("source", "title") if not rows.of(name)]
    return f"not found: {' and '.join(missing)}" if missing else "they stand in two tables"


def _widest(word: Word) -> Profile:
    """A profile that finds fields in every way we know: usual bookmarks, tags named like a label, all labels."""
    found: dict[str, list[str]] = {field: [] for field in FIELDS}
    for name in sorted({name for table in word.tables for cell in _cells(table) for name in _names(cell)}):
        if (field := field_named(name)) in found:
            found[field].append(name)
    fields = (ProfileField(one, tuple(found[one]), (), spellings(LABELS[one])) for one in FIELDS)
    return Profile(id="", group="", kind="", fields=tuple(fields), reference="")


def field_named(name: str) -> str:
    """The field that a bookmark or a tag means: "dtitle1", "Title", "Author_Source" and "ContactTelFaxEmail"; or "".

    A name of several words means the only field that one of them names.
    """
    whole = KNOWN_BOOKMARKS.get(name.casefold()) or EVERY_LABEL.get(key(name)) or name.casefold()
    if whole in FIELDS:
        return whole
    parts = {EVERY_LABEL.get(key(one)) for one in _WORDS_IN_A_NAME.findall(name[:200])} - {None}
    return (parts.pop() or "") if len(parts) == 1 else ""


def _field(name: str, rows: Rows) -> ProfileField | None:
    """The field as the reference has it, or None when it has no such cell, or nothing to find it by."""
    spots = _spots(name, rows)
    own = tuple(dict.fromkeys(text for one in spots if (text := _label(one, rows))))
    cells = [one for one in (_cell(spot, rows) for spot in spots) if one is not None]
    wide = _wide(rows)
    bookmarks = dict.fromkeys(one for cell in cells for one in cell.bookmarks if not (one in wide or one[:1] == "_"))
    tags = dict.fromkeys(one for cell in cells for one in cell.tags if one not in wide)
    if not (own or bookmarks or tags):
        return None
    return ProfileField(
        field=name,
        bookmarks=tuple(bookmarks),
        tags=tuple(tags),
        labels=spellings({"own": own, "known": spellings(LABELS[name])}) if own else (),
        samples=tuple(dict.fromkeys(_samples(name, spots, rows))),
        required=name in REQUIRED,
    )


def _wide(rows: Rows) -> set[str]:
    """Names that lie on the cells of more than one field: a bookmark around the whole table finds nothing."""
    fields: dict[str, set[str]] = {}
    for spot in rows.spots:
        cell = _cell(spot, rows)
        for name in _names(cell) if cell else ():
            fields.setdefault(name, set()).add(spot.field)
    return {name for name, found in fields.items() if len(found) > 1}


def _spots(name: str, rows: Rows) -> list[Spot]:
    """The spots of a field in the first of its tables, where the cover's own table comes first."""
    spots = rows.of(name)
    return [one for one in spots if one.table == spots[0].table]


def _place(name: str, rows: Rows) -> tuple[int, int, int]:
    first = _spots(name, rows)[0]
    return first.table, first.row, first.cell


def _label(spot: Spot, rows: Rows) -> str:
    """The label as written, without its colon: also one of the template's own, in the cell before a named one."""
    if spot.label or spot.cell == 0:
        return spot.label
    before = rows.tables[spot.table].rows[spot.row][spot.cell - 1].text.strip()
    return before[:-1].strip() if len(before) <= 40 and before.endswith((":", "：")) else ""


def _cell(spot: Spot, rows: Rows) -> Cell | None:
    row = rows.tables[spot.table].rows[spot.row]
    return row[spot.cell] if spot.cell < len(row) else None


def _samples(name: str, spots: list[Spot], rows: Rows) -> Iterator[str]:
    """The sample texts of the value cells; in a filled-in cell only recognisable samples."""
    if name == "contact":
        people = (one for spot in spots for one in join_rows([[cell.text for cell in spot.values]]))
        texts = [part for one in people for part in (getattr(one, name) for name in one.__slots__) if part]
    else:
        texts = [" ".join(one.text.split()) for one in spots if says_something(one.text)]
    all_count = name in _AUTHORS and not filled_in(rows)
    for text in texts:
        number = name == "doc_number" and not text.startswith("<")
        if all_count or (looks_like_sample(text) and not number):
            yield text


def _cells(table: Table) -> Iterator[Cell]:
    return (cell for row in table.rows for cell in row)


def _names(cell: Cell) -> tuple[str, ...]:
    return (*cell.bookmarks, *cell.tags)
