"""How circulars and covers of the Union name groups: "joint coordination activity" in six languages, and acronyms."""

import re

from intake.domain.cover.labels import key
from intake.domain.text.language import Language

_ACTIVITY: dict[Language, tuple[str, ...]] = {
    "en": ("Joint Coordination Activity",),
    "fr": ("Activité conjointe de coordination", "Activité de coordination conjointe"),
    "es": ("Actividad Conjunta de Coordinación", "Actividad de Coordinación Conjunta"),
    "ar": ("نشاط التنسيق المشترك", "أنشطة التنسيق المشتركة", "نشاط تنسيق مشترك"),
    "ru": ("совместная координационная", "совместной координационной", "группа по совместной координации"),
    "zh": ("联合协调活动", "联合协调行动"),
}
_KEYS = tuple((language, key(text)) for language, texts in _ACTIVITY.items() for text in texts)
_DASH = "[-\u2010-\u2015]"
_ACRONYM = re.compile(
    rf"(?<![^\W_])(?:(?i:JCA) ?{_DASH} ?[^\W_]|JCA [A-Z0-9]|[A-Z0-9&]{{2,}} ?{_DASH} ?(?i:JCA)(?![^\W_]))"
)
_ANY_GROUP = re.compile(
    r"\bJCA[ -]?\w|\b\w+-JCA\b|\bTSAG\b|\bSG ?\d{1,2}\b|\bStudy Group \d|\bFocus Group\b", re.IGNORECASE
)


def activity_languages(text: str) -> frozenset[Language]:
    """The languages in which a text says "joint coordination activity"; none where it does not.

    The Russian words stand in "Группа по совместной координационной деятельности" and in "совместная координационная
    деятельность" alike.
    """
    there = key(text)
    return frozenset(language for language, words in _KEYS if words in there)


def has_activity_acronym(text: str) -> bool:
    """Whether the acronym of a joint coordination activity stands in a text: "JCA-MV", "JCA MV" or "IPTV-JCA"."""
    return _ACRONYM.search(text) is not None


def is_group(text: str) -> bool:
    """Whether a text names a group: a joint coordination activity in six languages, or a group's acronym."""
    return bool(activity_languages(text)) or _ANY_GROUP.search(text) is not None
