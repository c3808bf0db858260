"""The group's template as data, and how a Word document is read under it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ProfileField:
    """One cover field of a template: how its value cell is found, and what stands there before anybody fills it in.

    `bookmarks` and `tags` find the cell directly; `labels` are the label texts of all known languages; `samples`
    are the placeholder texts of the reference ("<Name>", "[Title]"). `required` fields count for the score.
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

    `order` lists the fields in the order of their rows. Valid from `valid_from`, accepted until `accept_until`
    (days in the group's zone, None = open). `example` marks the template that we ship, until the group registers
    its own.
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
