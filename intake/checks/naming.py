"""Finding the groups that a text names, in any spelling: "JCA-MV", "J C A - M V", the name in full, the mailbox."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from intake.domain.cover.group_words import activities, activity_languages, activity_subject, has_activity_acronym
from intake.domain.meeting import Group
from intake.domain.rulebook import Neighbour
from intake.domain.text.language import letters, one_line

_LONGEST = 2_000
_ALIKE = 0.6
"""The least ratio of equal letters in two spellings of one name."""

_LIKE_AN_ACRONYM = 0.5
"""The same of two acronyms: most have two or three letters, of which one may be wrong."""

_SHORTENED = 4
"""The fewest letters of an acronym that is a word of the name: "JCA-Metaverse"."""

_KNOWN = (
    *("ahf", "ai", "ccm", "cit", "cloud", "cop", "cts", "dcc", "ehealth", "grids", "han", "hn", "ictcc", "idm"),
    *("imt2020", "iot", "iotscc", "iptv", "its", "ml", "mv", "nid", "ngn", "qkdn", "rfid", "sdn", "sghn", "tdr"),
)
"""Activities of the Union by the letters of their acronyms: one of these is no misspelling of ours."""


_S_FOR_Z = re.compile("is(?=(?:ation|ed|ing)s?)")


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
    """The text for comparing; the two spellings of "standardisation" are one."""
    return _S_FOR_Z.sub("iz", _normal(_normal(text).casefold()))


@lru_cache(maxsize=256)
def _spelled(group: Group | Neighbour) -> re.Pattern[str]:
    """The letters and digits of one of these names, with nothing but other signs between and around them.

    A rulebook has few groups, and every document is searched for each.
    """
    every = (group.acronym, group.name, *group.other_names, *group.mailboxes)
    words = filter(None, (_S_FOR_Z.sub("iz", letters(one)) for one in every))
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


def another_activity(text: str, group: Group, neighbours: Iterable[Neighbour] = ()) -> tuple[str, ...]:
    """The joint coordination activities that a text, which has none of this group's names, clearly names instead.

    A misspelling of this group's acronym or name is none: "JCA-MVS", "Joint Coordination Activity on Metaverse". Nor
    is one of a neighbour's acronym, or a name in a language in which we know none of this group's names.
    """
    known: list[Group | Neighbour] = [group, *neighbours]
    if said := activities(text):
        return tuple(one for one in said if not any(_misspells(one, other) for other in known))
    subject = activity_subject(text)
    if not subject or may_name(text, group):
        return ()
    ours = [one for name in (group.name, *group.other_names) if (one := activity_subject(name))]
    alike = any(subject in one or one in subject or _ratio(subject, one) >= _ALIKE for one in ours)
    return () if alike or not ours else (one_line(text),)


def _misspells(acronym: str, group: Group | Neighbour) -> bool:
    own, ours = (letters(one).replace("jca", "", 1) for one in (acronym, group.acronym))
    shortened = len(own) >= _SHORTENED and any(own in activity_subject(one) for one in (group.name, *group.other_names))
    return own not in _KNOWN and (shortened or _ratio(own, ours) >= _LIKE_AN_ACRONYM)


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one[:_LONGEST], other[:_LONGEST], autojunk=False).ratio()


def named(text: str, groups: Iterable[Neighbour]) -> tuple[Neighbour, ...]:
    """Those of these groups that the text names."""
    folded = _folded(text)
    return tuple(one for one in groups if _names(folded, one))
