"""The words "joint coordination activity" in the six languages of the Union, as its circulars and covers write them."""

from intake.domain.document import Language
from intake.domain.labels import key

_ACTIVITY: dict[Language, tuple[str, ...]] = {
    "en": ("Joint Coordination Activity",),
    "fr": ("Activité conjointe de coordination", "Activité de coordination conjointe"),
    "es": ("Actividad Conjunta de Coordinación", "Actividad de Coordinación Conjunta"),
    "ar": ("نشاط التنسيق المشترك", "أنشطة التنسيق المشتركة", "نشاط تنسيق مشترك"),
    "ru": ("совместная координационная", "совместной координационной", "группа по совместной координации"),
    "zh": ("联合协调活动", "联合协调行动"),
}
_KEYS = tuple((language, key(text)) for language, texts in _ACTIVITY.items() for text in texts)


def activity_languages(text: str) -> frozenset[Language]:
    """The languages in which a text says "joint coordination activity"; none where it does not.

    The Russian words stand in "Группа по совместной координационной деятельности" and in "совместная координационная
    деятельность" alike.
    """
    there = key(text)
    return frozenset(language for language, words in _KEYS if words in there)
