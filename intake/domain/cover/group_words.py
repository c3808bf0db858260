"""Names of groups on covers and circulars of the Union: "joint coordination activity" in six languages, acronyms."""

import re
import unicodedata

from intake.domain.cover.labels import key
from intake.domain.text.language import Language, one_line

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
_WHOLE_ACRONYM = re.compile(
    rf"(?<![^\W_])(?:(?i:JCA) ?{_DASH} ?[^\W_][\w&]*|JCA [A-Z0-9][\w&]*|[A-Z0-9&]{{2,}} ?{_DASH} ?(?i:JCA)(?![^\W_]))"
)
_BRACKETED = re.compile(r"\([^()]*\)|[\[［][^\]］]*[\]］]")
_SMALL = re.compile(
    r"\b(?:on|for|of|the|sur|pour|relative|à|de|du|des|la|le|les|l['’]|d['’]|sobre|para|del|el|los|las|y|and|et|по|в|и|"
    r"области|деятельност[ьи])(?![^\W_])",
    re.IGNORECASE,
)
_PHRASES = tuple(sorted({key(_SMALL.sub(" ", text)) for texts in _ACTIVITY.values() for text in texts}, key=len)[::-1])
_CHINESE = tuple(map(key, _ACTIVITY["zh"]))
_SHORT = re.compile(r"\bJCA(?= (?:on|for|sur|sobre|по)\b)")
_ANY_ACTIVITY = re.compile(r"\bJCA[ -]?\w|\b\w+-JCA\b", re.IGNORECASE)
_STUDY_GROUP = re.compile(
    r"(?:\b(?:SG|CE|ИК)[ \xa0-]?|\bStudy Groups? |\bCommissions? d['’]études |\bComisi(?:ón|ones) de Estudio |"
    r"\bИсследовательск(?:ая|ой) комисси[яи] |لجنة الدراسات |研究组\s?|研究組\s?|第\s?(?=\d{1,2}\s?研究[组組]))"
    r"(?P<number>\d{1,2})(?!\d)|\b(?P<before>\d{1,2})-?[йяа]{0,2} Исследовательск(?:ая|ой) комисси[яи]",
    re.IGNORECASE,
)
_ADVISORY_GROUP = re.compile(
    r"\b(?:TSAG|GCNT|GANT|КГСЭ)\b|Telecommunication Standardization Advisory Group|"
    r"Groupe consultatif de la normalisation|Grupo Asesor de Normalización|"
    r"Консультативн(?:ая|ой) групп[аы] по стандартизации|الفريق الاستشاري لتقييس|电信标准化顾问组",
    re.IGNORECASE,
)
_FOCUS_GROUP = re.compile(
    r"(?<![^\W_])FG[ -](?!\W)[A-Z0-9&]{2,}|\bFocus Group\b|\bGroupe spécialisé\b|\bGrupo Temático\b|"
    r"\bОперативн(?:ая|ой) групп[аы]\b|الفريق المتخصص|焦点组"
)
_BODY = re.compile(
    r"(?<![^\W_])(?:WTSA|WTDC|WRC|TDAG|RAG|ITU-[RD]|3GPP|oneM2M|ETSI|IEEE|IETF|W3C|GSMA|CEN(?:ELEC)?|"
    r"ISO(?:/IEC)?(?: JTC ?1)?|IEC)(?![^\W_])"
)
_UNION = re.compile(
    r"(?<![^\W_])(?:ITU(?:-[TRD])?|UIT(?:-[TRD])?|МСЭ(?:-[ТРД])?|TSB|WTSA|(?:WP|GT|РГ) ?\d+/\d+|Q(?:uestion)? ?\d+/\d+)"
    r"(?![^\W_])|International Telecommunication Union|Union internationale des télécommunications|"
    r"Unión Internacional de Telecomunicaciones|Международн\w+ союз\w* электросвязи|الاتحاد الدولي للاتصالات|"
    r"国际电信联盟|国际电联",
    re.IGNORECASE,
)
_LONGEST = 2_000
_A_NUMBER = re.compile(r"\s*(\d{1,2})\s*")
_SHOWN = 60


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


def activities(text: str) -> tuple[str, ...]:
    """The acronyms of joint coordination activities in a text, as written: "JCA-IoT", "JCA IdM", "IPTV-JCA"."""
    said = unicodedata.normalize("NFKC", text[:_LONGEST])
    return tuple(dict.fromkeys(one_line(one[0], _SHOWN) for one in _WHOLE_ACRONYM.finditer(said)))


def activity_subject(text: str) -> str:
    """The words behind "joint coordination activity" in a text, as letters; in Chinese those before it. "" for none.

    Words in brackets and small words ("on", "sur la") are left out, so that spellings of one name stay alike.
    """
    plain = _BRACKETED.sub(" ", unicodedata.normalize("NFKC", text[:_LONGEST]))
    there = key(_SMALL.sub(" ", _SHORT.sub(_ACTIVITY["en"][0], plain)))
    for phrase in _PHRASES:
        before, found, behind = there.partition(phrase)
        if found:
            return behind or (before if phrase in _CHINESE else "")
    return ""


def is_activity(text: str) -> bool:
    """Whether a text names a joint coordination activity, in six languages or by an acronym."""
    return bool(activity_languages(text)) or _ANY_ACTIVITY.search(text) is not None


def is_group(text: str) -> bool:
    """Whether a text names a group: a joint coordination activity, a study, advisory or focus group."""
    groups = (_STUDY_GROUP, _ADVISORY_GROUP, _FOCUS_GROUP)
    return is_activity(text) or any(one.search(text) for one in groups)


def is_of_the_union(text: str) -> bool:
    """Whether a source is the Union or one of its groups: "ITU-T SG17", "Q4/16", "TSAG", "JCA-MV", "UIT-T"."""
    return is_group(text) or _UNION.search(unicodedata.normalize("NFKC", text[:_LONGEST])) is not None


def other_groups(text: str) -> tuple[str, ...]:
    """The groups named in a cover's group cell that are no joint coordination activity.

    So a study group is "SG17" in any language, also where the cell has its number alone, the advisory group "TSAG", and
    a focus group or another body is called as it stands there. Nothing where an activity is named as well.
    """
    said = unicodedata.normalize("NFKC", text[:_LONGEST])
    if is_activity(said):
        return ()
    if alone := _A_NUMBER.fullmatch(said):
        return (f"SG{int(alone[1])}",)
    found = [f"SG{int(one['number'] or one['before'])}" for one in _STUDY_GROUP.finditer(said)]
    found += ["TSAG"] if _ADVISORY_GROUP.search(said) else []
    if focus := _FOCUS_GROUP.search(said):
        found.append(focus[0] if focus[0].startswith("FG") else one_line(said[focus.start() :], _SHOWN))
    return tuple(dict.fromkeys(found or [one[0] for one in _BODY.finditer(said)]))
