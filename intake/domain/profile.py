"""A group's template as data, for comparison with Word documents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ProfileField:
    """One cover field of a template: the ways to find its value cell, and its sample texts.

    `field` is one of `labels.FIELDS`. `bookmarks` and `tags` find the cell directly; `labels` are the label texts of
    all known languages, the template's own first; `samples` are the placeholder texts of the reference ("<Name>",
    "[Title]"). `required` fields count for the score.
    """

    field: str
    bookmarks: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()
    required: bool = True


@dataclass(frozen=True, slots=True)
class Profile:
    """A template as learned from a reference file. `reference` is the SHA-256 of that file.

    `fields` stand in the order of their rows. Valid from `valid_from`, accepted until `accept_until` (days in the
    group's zone, None = open). `example` marks the template that we ship, until the group registers its own.
    `where` tells where the cover stands ("body", "header", "textbox", "cell"), and `tables` how many cells the rows of
    its tables have ("3 3 1 2"). They, `styles`, `page_texts` (lines of page headers and footers), `properties` (names
    of its custom properties) and `templates` (the names under which Word knows it) only decide between equal scores.
    """

    id: str
    group: str
    kind: str
    fields: tuple[ProfileField, ...]
    reference: str
    valid_from: date | None = None
    accept_until: date | None = None
    example: bool = False
    styles: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    where: str = "body"
    tables: tuple[str, ...] = ()
    page_texts: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()

    def field(self, name: str) -> ProfileField | None:
        """The field of this name, or None when the template has no such row."""
        return next((one for one in self.fields if one.field == name), None)

    def accepts_on(self, day: date) -> bool:
        """Whether documents on this template are accepted on a day of the group's zone."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.accept_until is None or day <= self.accept_until)


def accepted_on(profiles: Iterable[Profile], day: date) -> tuple[Profile, ...]:
    """The templates in use on a day of the group's zone: a shipped example only while its kind has no other."""
    valid = tuple(one for one in profiles if one.accepts_on(day))
    own = {one.kind for one in valid if not one.example}
    return tuple(one for one in valid if not (one.example and one.kind in own))


def newer(used: Profile, profiles: Iterable[Profile]) -> bool:
    """Whether one of these templates, for the same kind of document, became valid after the one that was used."""
    since = used.valid_from or date.min
    return any(one.kind == used.kind and (one.valid_from or date.min) > since for one in profiles)
