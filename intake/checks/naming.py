"""Which groups a text names, in any spelling: "JCA-MV", "JCA MV", "J C A - M V", the name in full, the mailbox."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from intake.domain.groupwords import activity_languages
from intake.domain.language import letters
from intake.domain.meeting import Group
from intake.domain.rulebook import Neighbour

_LONGEST = 2_000
_ACRONYM = re.compile(r"(?<![^\W_])(?:(?i:JCA) ?- ?[^\W_]|JCA [A-Z0-9]|[A-Z0-9&]{2,} ?- ?(?i:JCA)(?![^\W_]))")
"""An acronym as these groups have it, "JCA-MV", "JCA MV" or "IPTV-JCA", after dashes have become hyphens."""


def names(text: str, group: Group | Neighbour) -> bool:
    """Whether a text names this group by acronym, name, another name or mailbox, as words of their own.

    The first 2,000 characters are looked at: no subject and no cell for a group's name is longer.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text[:_LONGEST]).casefold())
    return any(spelled.search(folded) for spelled in _spellings(group))


@lru_cache(maxsize=256)
def _spellings(group: Group | Neighbour) -> tuple[re.Pattern[str], ...]:
    """Patterns of all names of a group; a rulebook has few groups, and every document is searched for each."""
    written = (group.acronym, group.name, *group.other_names, *group.mailboxes)
    return tuple(_spelled(word) for word in map(letters, written) if word)


def _spelled(word: str) -> re.Pattern[str]:
    """These letters and digits with nothing but other signs between and around them."""
    spaced = r"[\W_]*".join(re.escape(one) for one in word)
    return re.compile(rf"(?<![^\W_]){spaced}(?![^\W_])")


def may_name(text: str, group: Group) -> bool:
    """Whether a text, which has none of its names, may name this group in a language in which we know no name of it.

    It says "joint coordination activity" in that language, as the group's names do in theirs, and has no acronym. In a
    language in which we do know its name, another name is another group's.
    """
    known = activity_languages("\n".join((group.name, *group.other_names)))
    said = activity_languages(text[:_LONGEST])
    plain = "".join(
        "-" if unicodedata.category(one) == "Pd" else one for one in unicodedata.normalize("NFKC", text[:_LONGEST])
    )
    return bool(known and said) and not said & known and not _ACRONYM.search(plain)


def named(text: str, groups: Iterable[Neighbour]) -> tuple[Neighbour, ...]:
    """Those of these groups that the text names."""
    return tuple(one for one in groups if names(text, one))
