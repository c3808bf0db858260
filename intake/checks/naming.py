"""Which groups a text names, in any spelling: "JCA-MV", "JCA MV", "J C A - M V", the name in full, the mailbox."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from intake.domain.cover.group_words import activity_languages, has_activity_acronym
from intake.domain.meeting import Group
from intake.domain.rulebook import Neighbour
from intake.domain.text.language import letters

_LONGEST = 2_000


def names(text: str, group: Group | Neighbour) -> bool:
    """Whether a text names this group by acronym, name, another name or mailbox, as words of their own.

    The first 2,000 characters are looked at: no subject and no cell for a group's name is longer.
    """
    return _names(_folded(text), group)


def _names(folded: str, group: Group | Neighbour) -> bool:
    return _spelled(group).search(folded) is not None


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text[:_LONGEST])


def _folded(text: str) -> str:
    return _normal(_normal(text).casefold())


@lru_cache(maxsize=256)
def _spelled(group: Group | Neighbour) -> re.Pattern[str]:
    """The letters and digits of one of these names, with nothing but other signs between and around them.

    A rulebook has few groups, and every document is searched for each.
    """
    words = filter(None, map(letters, (group.acronym, group.name, *group.other_names, *group.mailboxes)))
    spaced = "|".join(r"[\W_]*".join(re.escape(one) for one in word) for word in words)
    return re.compile(rf"(?<![^\W_])(?:{spaced or '(?!)'})(?![^\W_])")


def may_name(text: str, group: Group) -> bool:
    """Whether a text, which has none of its names, may name this group in a language in which we know no name of it.

    It says "joint coordination activity" in that language, as the group's names do in theirs, and has no acronym. In a
    language in which we do know its name, another name is another group's.
    """
    known = activity_languages("\n".join((group.name, *group.other_names)))
    normal = _normal(text)
    said = activity_languages(normal)
    return bool(known and said) and not said & known and not has_activity_acronym(normal)


def named(text: str, groups: Iterable[Neighbour]) -> tuple[Neighbour, ...]:
    """Those of these groups that the text names."""
    folded = _folded(text)
    return tuple(one for one in groups if _names(folded, one))
