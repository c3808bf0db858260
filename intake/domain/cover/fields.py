"""The cover of one document: from the spots of its fields to their values, and the sample texts that still stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from intake.domain.cover import entries
from intake.domain.cover.cells import following_rows, says_something
from intake.domain.cover.contacts import join_rows
from intake.domain.cover.field_words import LABELS
from intake.domain.cover.group_words import is_activity, is_group
from intake.domain.cover.kind_words import is_kind
from intake.domain.cover.labels import EVERY_LABEL, has_colon, is_bare_label, spellings, split_label, vocabulary
from intake.domain.cover.people import filled, once
from intake.domain.cover.rows import Rows
from intake.domain.cover.samples import Samples, unbracketed
from intake.domain.document import Contact, Cover, Liaison, Placeholder
from intake.domain.profile import Profile

_ORIGINAL = vocabulary([("original_language", spellings(LABELS["original_language"]))])

_NO_LABELS = ("source", "title")

_SOURCES = 100
"""The most sources that are read: the work on a cover grows with their number."""


@dataclass(slots=True)
class _Reader:
    """Reads one cover; every sample text that it meets is left out and noted."""

    rows: Rows
    samples: Mapping[str, Samples]
    above: Sequence[str]
    placeholders: list[Placeholder] = field(default_factory=list)

    def text(self, name: str) -> str:
        """Read the field's cell; "" when nothing or only a sample text is written there."""
        samples = self.samples.get(name, Samples())
        spot = self.rows.best(name, lambda text: says_something(text) and not samples.holds(text, name))
        return self.written(name, self.own(name, spot.text)) if spot else ""

    def written(self, name: str, text: str) -> str:
        """The text without its own label typed again ("Title: On avatars"), and without lines that are a label alone.

        "Fax:" is nobody's source and no title.
        """
        if name not in _NO_LABELS:
            return text
        labelled = split_label(text, EVERY_LABEL)
        if labelled and labelled.field == name and labelled.colon and labelled.rest:
            text = labelled.rest
        if not any(map(is_bare_label, text.split("\n"))):
            return text
        return "\n".join(one for one in text.split("\n") if not is_bare_label(one))

    def own(self, name: str, text: str) -> str:
        """The text without the sample texts in it; lines that are samples go, the others stay.

        The name of a group stays whole: its first line may be "Joint Coordination Activity", which is a label alone.
        """
        samples = self.samples.get(name, Samples())
        if samples.holds(text, name):
            self.placeholders.append(Placeholder(name, text.strip()))
            return ""
        if name in _NO_LABELS and (beside := samples.beside(text)):
            self.placeholders.append(Placeholder(name, beside))
            text = text.replace(beside, "", 1).strip()
        if name == "group" or "\n" not in text:
            return unbracketed(text)
        lines = [unbracketed(one) for one in text.split("\n")]
        sample = {one for one in lines if samples.holds(one, name)}
        self.placeholders += [Placeholder(name, one.strip()) for one in lines if one in sample]
        return "\n".join(one for one in lines if one not in sample)

    def sources(self) -> tuple[str, ...]:
        """Every source, also where several rows with a label hold one each."""
        spots = [one for one in self.rows.of("source") if one.table == self.rows.anchor and one.label]
        several = (self.written("source", self.own("source", one.text)) for one in spots)
        texts = list(several) if len(spots) > 1 else [self.text("source")]
        return tuple(dict.fromkeys(name for text in texts for name in entries.sources(text)))[:_SOURCES]

    def contacts(self, sources: tuple[str, ...]) -> tuple[Contact, ...]:
        """Every person among the contacts once."""
        return tuple(once(self._filled(sources)))

    def _filled(self, sources: tuple[str, ...]) -> Iterator[Contact]:
        """Every contact with something of its own; the samples of the second are noted for "contact 2", and so on."""
        samples = self.samples.get("contact", Samples())
        for number, one in enumerate(self._as_written(sources), start=1):
            contact, found = filled(one, "contact" if number == 1 else f"contact {number}", samples)
            self.placeholders += found
            if contact is not None:
                yield contact

    def _as_written(self, sources: tuple[str, ...]) -> Iterator[Contact]:
        spots = self.rows.of("contact")
        begun = {one.row: one for one in reversed(spots) if one.table == spots[0].table}
        rows = sorted(begun)
        for row, end in zip(rows, (*rows[1:], None), strict=False):
            spot = begun[row]
            below = self.rows.tables[spot.table].rows[row + 1 : end]
            more = following_rows(below, self.rows.known)
            yield from join_rows([[one.text for one in cells] for cells in (spot.values, *more)], sources)


def cover_of(rows: Rows, profile: Profile) -> tuple[Cover, tuple[Placeholder, ...]]:
    """The cover fields as a person reads them, and the sample texts still standing, each once.

    A number cell that nobody filled in is no placeholder: the secretariat fills it in. Where a profile has neither
    bookmark nor label for number, group, language, kind or meeting, they are known by what they say.
    """
    reader = _Reader(rows, _samples(profile), tuple(rows.above()))
    place, dates = _meeting(reader)
    sources = reader.sources()
    cover = Cover(
        group=_group(reader),
        doc_number=_number(reader),
        original_language=_language(reader),
        questions=_questions(reader),
        place=place,
        dates=dates,
        kind=entries.line(reader.text("kind")) or _kind(rows),
        source=sources,
        title=entries.line(reader.text("title")),
        purpose=entries.line(reader.text("purpose")),
        contacts=reader.contacts(sources),
        keywords=tuple(entries.keywords(reader.text("keywords"))),
        abstract=entries.lines(reader.text("abstract")),
        liaison=_liaison(reader),
    )
    wanted = (one for one in reader.placeholders if one.field != "doc_number")
    return cover, tuple(dict.fromkeys(wanted))


@lru_cache(maxsize=256)
def _samples(profile: Profile) -> Mapping[str, Samples]:
    return {one.field: Samples.of(one.samples) for one in profile.fields}


def _liaison(reader: _Reader) -> Liaison | None:
    """The liaison fields, if a row of the cover's own table says "For action to", or comment, or information."""
    asked = ("for_action", "for_comment", "for_information")
    if not any(one.table == reader.rows.anchor for name in asked for one in reader.rows.of(name)):
        return None
    action, comment, information = (tuple(entries.bodies(reader.text(name))) for name in asked)
    approval, reply_by = entries.line(reader.text("approval")), entries.line(reader.text("reply_by"))
    return Liaison(action, comment, information, approval, reply_by)


def _group(reader: _Reader) -> str | None:
    """The name of the group: in its cell from the line that names one to the next label, else such a line above.

    Above, a line with a joint coordination activity comes before one with the group over it.
    """
    written = [one for one in reader.text("group").split("\n") if not entries.is_number(one)]
    begins = next((number for number, one in enumerate(written) if is_group(one)), 0)
    ends = next((number for number in range(begins + 1, len(written)) if has_colon(written[number])), len(written))
    if name := entries.line(" ".join(written[begins:ends])):
        return name
    known, groups = reader.rows.known, filter(is_group, reader.above)
    lines = [one for one in groups if not entries.is_number(one) and split_label(one, known) is None]
    return next(map(entries.line, (*filter(is_activity, lines), *lines)), None)


def _number(reader: _Reader) -> str | None:
    """The number: of several lines in its cell the one that looks like a number, else such a line above."""
    written = reader.text("doc_number")
    lines = written.split("\n") if "\n" in written else ()
    found = (one for one in (*lines, *(() if written else reader.above)) if entries.is_number(one))
    return entries.line(next(found, written))


def _questions(reader: _Reader) -> str | None:
    """The questions, without place and date of the meeting in the same cell."""
    lines = reader.text("questions").split("\n")
    return entries.line(" ".join(one for one in lines if not entries.is_meeting(one)))


def _language(reader: _Reader) -> str | None:
    """The original language: what stands behind "Original:", also in one cell with other things, or before "only"."""
    written = reader.text("original_language")
    for text in (written, *reader.above):
        label = split_label(text, _ORIGINAL)
        if label is not None and (language := entries.line(label.rest)):
            return language
    return entries.line(written) or entries.language_of(reader.above)


def _kind(rows: Rows) -> str | None:
    """The kind of document: a known word alone in its row, in the cover's table or one before it."""
    anchor = rows.anchor if rows.anchor is not None else -1
    for table in rows.tables[max(0, anchor - 1) : anchor + 1]:
        for row in table.rows:
            written = [cell.text for cell in row if says_something(cell.text)]
            if len(written) == 1 and is_kind(written[0]):
                return entries.line(written[0])
    return None


def _meeting(reader: _Reader) -> tuple[str | None, str | None]:
    """Place and dates: from their own rows, from the row that holds both, or from the cell that has no label."""
    place, dates = entries.line(reader.text("place")), entries.line(reader.text("dates"))
    both = reader.text("meeting")
    if not (place and dates):
        both = both or next(_beside_questions(reader), "")
    found_place, found_dates = entries.place_and_dates(both)
    return place or found_place, dates or found_dates


def _beside_questions(reader: _Reader) -> Iterator[str]:
    beside = (cell.text for one in reader.rows.of("questions") for cell in one.values[1:])
    return (text for text in (*beside, *reader.above) if entries.is_meeting(text))
