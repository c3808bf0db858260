"""Which groups a text names, in any spelling: "JCA-MV", "JCA MV", "J C A - M V", the name in full, the mailbox."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from intake.domain.language import letters
from intake.domain.meeting import Group
from intake.domain.rulebook import Neighbour

_LONGEST = 2_000


def names(text: str, group: Group | Neighbour) -> bool:
    """Whether a text names this group by acronym, name, another name or mailbox, as words of their own.

    The first 2,000 characters are looked at: no subject and no cell for a group's name is longer.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text[:_LONGEST]).casefold())
    spellings = (group.acronym, group.name, *group.other_names, *group.mailboxes)
    return any(_stands_in(letters(one), folded) for one in spellings)


def _stands_in(word: str, text: str) -> bool:
    """Whether these letters and digits stand in the text with nothing but other signs between and around them."""
    return bool(word) and _spelled(word).search(text) is not None


@lru_cache(maxsize=1024)
def _spelled(word: str) -> re.Pattern[str]:
    """The pattern of a group's spelling; a rulebook has few of them, and every document is searched for all."""
    spaced = r"[\W_]*".join(re.escape(one) for one in word)
    return re.compile(rf"(?<![^\W_]){spaced}(?![^\W_])")


def named(text: str, groups: Iterable[Neighbour]) -> tuple[Neighbour, ...]:
    """Those of these groups that the text names."""
    return tuple(one for one in groups if names(text, one))
