"""The words by which people name kinds of documents, in the six languages."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from intake.domain.cover.labels import has_colon, key
from intake.domain.text.language import letters
from intake.domain.verdict import Kind

_WORDS: Mapping[Kind, tuple[str, ...]] = {
    "contribution": ("contribution", "contribución", "вклад", "مساهمة", "文稿"),
    "liaison_in": (
        "liaison statement", "liaison", "note de liaison", "déclaration de liaison", "déclaration de coordination",
        "declaración de coordinación", "declaración de enlace", "заявление о взаимодействии",
        "письмо о взаимодействии", "بيان اتصال", "联络声明", "联络函",
    ),
    "presentation": (
        "presentation", "slides", "présentation", "presentación", "презентация", "عرض تقديمي", "演示文稿", "幻灯片",
    ),
    "td": (
        "temporary document", "td", "document temporaire", "documento temporal", "временный документ", "وثيقة مؤقتة",
        "临时文件",
    ),
    "information": (
        "information document", "information", "for information", "document d'information", "pour information",
        "documento informativo", "información", "информационный документ", "для информации", "وثيقة إعلامية",
        "للعلم", "情况通报", "信息文件",
    ),
    "agenda": ("agenda", "ordre du jour", "orden del día", "повестка дня", "جدول الأعمال", "议程"),
    "report": ("report", "rapport", "informe", "отчет", "отчёт", "تقرير", "报告"),
    "participants": (
        "list of participants", "participants", "participant list", "liste des participants", "lista de participantes",
        "список участников", "قائمة المشاركين", "与会者名单", "与会人员名单",
    ),
}  # fmt: skip

_LETTERS: Mapping[str, Kind] = {"c": "contribution", "td": "td", "r": "report", "ls": "liaison_in", "ils": "liaison_in"}
"""Short forms of a kind, alone or with a number: "C 12", "TD 292", "R1" (the "R-C-TD" of the author template)."""

_ANY = ("document", "documento", "документ", "وثيقة", "文件")
"""Words on a cover in the place of a kind that name none."""

_PURPOSES = ("for information", "pour information", "для информации", "للعلم")
"""Kinds in a cell for kinds; alone in a row they may be the purpose."""

_BEFORE = (
    *("draft", "revised", "updated", "provisional", "proposed", "final", "meeting"),
    *("projet de", "projet d", "proyecto de", "проект", "مشروع"),
)
_BEFORE_ALONE = ("reply", "outgoing", "incoming", "ال")
_ANSWERING = (
    "response",
    "answer",
    "réponse à la",
    "réponse",
    "respuesta a la",
    "ответ на",
    "رد على",
    "答复",
    "回复",
    "对",
)
"""Words before the name of a liaison statement, beside those before any kind."""


def _either(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_NAMES = {key(word): kind for kind, words in _WORDS.items() for word in words}
_LIAISON = tuple(letters(word) for word in _WORDS["liaison_in"])
_LONGEST_FIRST = sorted(_NAMES, key=len, reverse=True)
_OPENS = re.compile(
    rf"\W*(?:(?:{_either(_BEFORE)})\W*){{0,3}}(?P<word>{_either(one for words in _WORDS.values() for one in words)})"
    r"(?![a-zà-ÿ\u0400-\u04ff\u0621-\u064a])",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"(?:{_either(map(key, (*_BEFORE, *_BEFORE_ALONE)))}){{0,3}}"
    rf"(?:{_either((_NAMES.keys() | set(map(key, _ANY))) - set(map(key, _PURPOSES)))})(?:草案)?[0-9]*"
)
_BEFORE_LIAISON = rf"(?:{_either(map(key, (*_BEFORE, *_BEFORE_ALONE, *_ANSWERING)))}){{0,3}}"
_LIAISON_BEGINS = re.compile(rf"{_BEFORE_LIAISON}(?:{_either(map(key, _WORDS['liaison_in']))})")
_LIAISON_ALONE = re.compile(rf"{_LIAISON_BEGINS.pattern}(?:letter|out|in|response|reply)?[0-9]*")
_LONGEST_ALONE = 60
_IN_NAME = re.compile(
    r"(?:^|(?<=[\W_]))(?:(?P<agenda>agenda)|(?P<report>report)|(?P<participants>participants?)|(?P<td>td)|"
    r"(?P<liaison_out>oLS|LS[ _-]?out|outgoing[ _-]liaison))(?=$|[\W\d_])",
    re.IGNORECASE,
)
_NO_LETTER_BEFORE = r"(?<![^\W\d_\u3040-\u9fff])"
_NO_LETTER_BEHIND = r"(?![^\W\d_\u3040-\u9fff])"
_OF_ANOTHER = re.compile(
    r"(?<![^\W_])(?:the|an?|this|that|any|of|to|from|on|in|by|our|your|its|la|une|cette|de|du|des|le|les|el|una|esta|"
    r"sobre|del|о|на|по|из|в|к|в ответ на|على|من|بشأن)\s+$",
    re.IGNORECASE,
)
_LS = re.compile(r"(?<![^\W_])[io]?LSs?(?![^\W\d_])")


def is_kind(text: str) -> bool:
    """Whether a text alone in its row tells the kind of document: "CONTRIBUTION", "REPORT 1", "文稿", "DOCUMENT".

    With a colon it is a label.
    """
    return len(text) <= _LONGEST_ALONE and not has_colon(text) and _ALONE.fullmatch(key(text)) is not None


def tells_kind(text: str | None) -> bool:
    """Whether the kind cell of a cover names a kind that we know, or says "DOCUMENT"."""
    return named_kind(text) is not None or is_kind(text or "")


def named_kind(text: str | None) -> Kind | None:
    """The kind that the kind cell of a cover names ("TD 120 Rev.1", "LIAISON STATEMENT", "文稿"), or None."""
    said = key((text or "")[:200])
    alone = re.fullmatch(r"([a-z]+)(?:\d.*)?", said)
    if alone and alone[1] in _LETTERS:
        return _LETTERS[alone[1]]
    return next((_NAMES[word] for word in _LONGEST_FIRST if word in said), None)


def titled_kind(title: str | None) -> Kind | None:
    """The kind that a title begins with: "Draft agenda of the second meeting", "Liste des participants"."""
    found = _OPENS.match(unicodedata.normalize("NFKC", (title or "")[:200]))
    kind = _NAMES[key(found["word"])] if found else None
    return None if found and kind == "information" and " " not in found["word"] else kind


def filed_kind(file_name: str) -> Kind | None:
    """The officers' kind that a file's name says: "JCA-MV_agenda_v2.docx", "TD-012.docx"."""
    found = _IN_NAME.search(file_name[:200])
    kinds: tuple[Kind, ...] = ("agenda", "report", "participants", "td", "liaison_out")
    return next((kind for kind in kinds if found[kind]), None) if found else None


def names_liaison(text: str, *, alone: bool = False) -> bool:
    """Whether a text begins with the name of a liaison statement, or with `alone` is nothing else.

    In Chinese the name stands at the end: "关于虚拟形象的联络声明".
    """
    said = key(text[:200])
    if alone:
        return _LIAISON_ALONE.fullmatch(said) is not None
    return _LIAISON_BEGINS.match(said) is not None or said.endswith(("联络声明", "联络函"))


def names_itself(text: str, names: Iterable[str]) -> bool:
    """Whether a page calls itself by one of these names of a kind, in any spelling.

    A plural, and a name behind an article or a preposition, speak of others.
    """
    said = unicodedata.normalize("NFKC", text)
    spelled = "|".join(r"[\W_]*".join(map(re.escape, letters(one))) for one in names if letters(one))
    found = re.finditer(rf"{_NO_LETTER_BEFORE}(?:{spelled}){_NO_LETTER_BEHIND}", said, re.IGNORECASE) if spelled else ()
    return any(not _OF_ANOTHER.search(said[max(0, one.start() - _LONGEST_ALONE) : one.start()]) for one in found)


def speaks_of_liaison(text: str) -> bool:
    """Whether a subject or a file name says that a liaison statement is sent: "LS to JCA-MV", "Liaison from IEEE"."""
    said = unicodedata.normalize("NFKC", text[:200])
    plain = letters(said)
    return _LS.search(said) is not None or any(one in plain for one in _LIAISON)
