"""A sentence of ours that people read in their own language: its English, and what stands in its places."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

PLACE = re.compile(r"\{([a-z_]+)\}")
"""A place of a sentence: its name in braces."""


@dataclass(frozen=True, slots=True)
class Stated:
    """The English with its places in braces, by which the catalogs know it in other languages, and their values.

    A value is a figure, a stranger's words, or words of ours that a catalog knows by themselves ("cancelled").
    """

    english: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """The sentence in English: on the command line, and where it is recorded. Values are not looked into."""
        return PLACE.sub(lambda found: str(self.values.get(found.group(1), found.group())), self.english)
