"""A group's template as data: what a Word document is compared with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ProfileField:
    """One cover field of a template: how its value cell is found, and what stands there before anybody fills it in.

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
    `styles` and `templates` (the names under which Word knows it) only decide between equal scores.
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

    def field(self, name: str) -> ProfileField | None:
        """The field of this name, or None when the template has no such row."""
        return next((one for one in self.fields if one.field == name), None)


def newer(used: Profile, profiles: Iterable[Profile]) -> bool:
    """Whether one of these templates, for the same kind of document, became valid after the one that was used."""
    since = used.valid_from or date.min
    return any(one.kind == used.kind and (one.valid_from or date.min) > since for one in profiles)
