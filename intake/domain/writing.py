"""The texts that we write into a Word file, and their places."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlaceInCell:
    """Characters `start` to `end` of the text of one cell; table, row and cell are 0-based, as in the file's `Word`."""

    table: int
    row: int
    cell: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Writing:
    """A text that replaces what stands at a place; without a place it is a line of its own in every page header.

    With `body` it replaces everything below the tables of the cover; `marked_up` then is a whole body
    (WordprocessingML), whose paragraphs name their styles as people do ("heading 1").
    """

    text: str
    place: PlaceInCell | None = None
    body: bool = False
    marked_up: bool = False
