"""Reading a Word document under a group's template: its cover, and how well it fits.

A template is known by a Profile, learned from a reference file. Value cells are found by bookmark or content-control
tag first, then by label in six languages. Nothing here is sure of a document's shape: rows may be moved, added,
merged or gone, and tables nested.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from intake.domain.cover.field_words import LABELS
from intake.domain.cover.fields import cover_of
from intake.domain.cover.labels import FIELDS, spellings
from intake.domain.cover.layouts import LABELLED
from intake.domain.cover.recommendations import recommendation_title
from intake.domain.cover.rows import Rows, page_lines, rows_of
from intake.domain.document import Cover, TemplateMatch, Word
from intake.domain.profile import Profile, ProfileField
from intake.domain.template.foreign import foreign_body

__all__ = ["PLAIN", "Profile", "ProfileField", "best_match", "opening", "read_cover"]

PLAIN = Profile(
    id="",
    group="",
    kind="",
    reference="",
    fields=tuple(ProfileField(field, labels=spellings(LABELS[field])) for field in FIELDS),
)
"""The profile for a group without a template: the labels of all languages, and nothing to conform to."""

OPENING = 600
"""Characters of the first page that `opening` shows."""

_WEIGHTS = {"source": 3, "title": 3, "contact": 2}
_WHOLE = 10
_NAMES = 0.1
_HALF_A_COVER = 0.75
_FOREIGN = 0.3
_DISORDER = 0.05


def read_cover(word: Word, profile: Profile, *, match: float = 0.6) -> tuple[Cover, TemplateMatch]:
    """Read the cover of a document under one profile, and say how well it fits; `match` is the least score to conform.

    The score is the share of required rows that are there (source and title 3, contact 2, others 1; where these are
    fewer than 10, other labelled rows of the template count 1 up to that), nine parts of ten where the profile has
    bookmarks or tags, whose share makes the tenth; three quarters of that where source or title has no row at all;
    less up to 0.3 for the share of rows of another cover among ours, and 0.05 when rows are out of order. On another
    body's form with rows of its own it does not conform, whatever the score; nor where as many rows are somebody else's
    as ours, without bookmarks and tags and in no table of the profile: that is a use case or a form.
    """
    return _read(word, [_fit(word, profile, match)])


@dataclass(frozen=True, slots=True)
class _Fit:
    """The fit of a profile: whether a document conforms to it, and `surely`: nobody else's form can be meant."""

    profile: Profile
    rows: Rows
    score: float
    reordered: bool
    conforms: bool
    surely: bool


def _fit(word: Word, profile: Profile, match: float) -> _Fit:
    rows = rows_of(word, profile)
    reordered = _reordered(rows, profile)
    score = _score(rows, profile, reordered)
    foreign, ours = rows.foreign()
    shaped = bool(set(profile.tables) & set(rows.shape()))
    conforms = rows.whole and score >= match and (bool(rows.named) or shaped or foreign < ours)
    return _Fit(profile, rows, score, reordered, conforms, conforms and (bool(rows.named) or not foreign))


def _read(word: Word, fits: Sequence[_Fit]) -> tuple[Cover, TemplateMatch]:
    """The cover under the profile that fits best; a document on another body's form needs a sure fit."""
    best, foreign = _best(word, fits), ""
    if not best.surely and (foreign := foreign_body(word)):
        best = _best(word, [replace(one, conforms=one.surely) for one in fits])
    rows, profile = best.rows, best.profile
    cover, placeholders = cover_of(rows, profile)
    if cover.title is None and not best.conforms:
        cover = replace(cover, title=recommendation_title(word))
    return cover, TemplateMatch(
        profile=profile.id,
        score=best.score,
        conforms=best.conforms,
        missing=tuple(_shown(one) for one in profile.fields if _is_row(one) and not rows.of(one.field)),
        reordered=best.reordered,
        placeholders=placeholders,
        foreign="" if best.surely else foreign,
    )


def _best(word: Word, fits: Sequence[_Fit]) -> _Fit:
    """The fit that conforms with the highest score; the document's other marks decide between equals."""
    highest = max((one.conforms, one.score) for one in fits)
    equals = [one for one in fits if (one.conforms, one.score) == highest]
    return max(equals, key=lambda one: _hints(word, one.rows, one.profile)) if len(equals) > 1 else equals[0]


def best_match(word: Word, profiles: Sequence[Profile], *, match: float) -> tuple[Cover, TemplateMatch]:
    """Read the cover under the profile that fits best; of equals the one whose template Word names, then the newest.

    Without any profile the cover is read by labels alone, and nothing matches; another body's form is still named.
    """
    if not profiles:
        cover, found = read_cover(word, PLAIN)
        return cover, TemplateMatch(foreign=found.foreign)
    return _read(word, [_fit(word, one, match) for one in sorted(profiles, key=lambda one: one.id)])


def opening(word: Word) -> str:
    """About the first 600 characters that a person sees on page one, white space folded.

    The first tables, the first paragraphs, page headers and footers, a sixth each at least: how they alternate on
    the page is not known.
    """
    cells = (cell.text for table in word.tables[:4] for row in table.rows for cell in row)
    shown = ""
    for texts, until in ((cells, 300), (word.paragraphs, 500), (word.page_texts, OPENING)):
        shown = " ".join([shown, *_folded(texts, until - len(shown))]).strip()
    return shown[:OPENING]


def _folded(texts: Iterable[str], limit: int) -> Iterator[str]:
    """The texts with white space folded, until `limit` characters are reached."""
    for text in texts:
        if limit <= 0:
            return
        folded = " ".join(text[: 4 * OPENING].split())[:limit]
        limit -= len(folded) + 1
        if folded:
            yield folded


def _score(rows: Rows, profile: Profile, reordered: bool) -> float:
    score = _share(rows, profile)
    if named := sum(bool(one.bookmarks or one.tags) for one in profile.fields):
        score = (1 - _NAMES) * score + _NAMES * len(rows.named) / named
    if not (rows.of("source") and rows.of("title")):
        score *= _HALF_A_COVER
    foreign, ours = rows.foreign()
    if foreign:
        score -= _FOREIGN * foreign / (foreign + ours)
    return round(max(0.0, score - _DISORDER * reordered), 3)


def _share(rows: Rows, profile: Profile) -> float:
    """The share of rows that are there: required ones by weight, other labelled ones up to a sum of `_WHOLE`."""
    required = [one for one in profile.fields if one.required]
    others = [one for one in profile.fields if one.labels and not one.required]
    total = sum(_WEIGHTS.get(one.field, 1) for one in required)
    room = min(max(0, _WHOLE - total), len(others))
    there = sum(_WEIGHTS.get(one.field, 1) for one in required if rows.of(one.field))
    more = min(room, sum(bool(rows.of(one.field)) for one in others))
    return (there + more) / (total + room) if total + room else 0.0


def _reordered(rows: Rows, profile: Profile) -> bool:
    """Whether labelled rows of one table stand in another order than in the profile."""
    order = {one.field: place for place, one in enumerate(profile.fields) if one.labels}
    for table in {one.table for one in rows.spots if rows.tables[one.table].where != LABELLED}:
        found = [one.field for one in rows.spots if one.table == table and one.label and one.field in order]
        places = [order[field] for field in dict.fromkeys(found)]
        if places != sorted(places):
            return True
    return False


def _is_row(one: ProfileField) -> bool:
    return one.required and bool(one.labels)


def _shown(one: ProfileField) -> str:
    """The label of a row as the template prints it, without its colon."""
    return one.labels[0].rstrip(" :：\xa0")


def _hints(word: Word, rows: Rows, profile: Profile) -> tuple[bool, float, date]:
    """The tie-breakers between equal scores: Word's name for the template, its looks, its first valid day."""
    named = word.properties.get("app.Template", "").casefold() in {one.casefold() for one in profile.templates}
    custom = {name.removeprefix("custom.") for name in word.properties if name.startswith("custom.")}
    pairs = (
        (profile.styles, set(word.styles)),
        (profile.page_texts, set(page_lines(word))),
        (profile.properties, custom),
        (profile.tables, set(rows.shape())),
    )
    shares = [len(there & set(learned)) / len(learned) if learned else 0.0 for learned, there in pairs]
    return named, sum(shares), profile.valid_from or date.min
