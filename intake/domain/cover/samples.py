"""Sample texts of a template that still stand where an author should have written something."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from intake.domain.cover.field_words import LABELS, PARTS
from intake.domain.cover.labels import key, spellings

_LONGEST = 400
_LONGEST_PARAGRAPH = 120
_ANGLE = re.compile(r"(?:[<＜〈][^<>＜＞〈〉@]{1,120}[>＞〉][\s,;/]*)+")
_ONE = r"[<＜〈\[［【][^<>＜＞〈〉\[\]］】@]{1,120}[>＞〉\]］】]"
_BEGINS, _ENDS = re.compile(rf"\s*{_ONE}(?=\s*[^\s<\[])"), re.compile(rf"(?<=[^\s>\]])\s*{_ONE}\s*$")
_SQUARE = re.compile(r"(?:[\[［【][^\[\]］】@]{1,120}[\]］】][\s,;/]*)+")
_ASKED = re.compile(
    r"(?:please\s+)?(?:insert|enter|type|write)\s+"
    r"(?:here\b|(?:(?:an?|the|your|document|contribution|contact|short|full)\s+)*"
    r"(?:title|source|name|organi[sz]ation|country|keyword|abstract|contact|text|e-?mail|tel|fax|phone|company)s?\b)",
    re.IGNORECASE,
)
_PROMPTS = {
    key(text)
    for text in (
        "Click or tap here to enter text",
        "Click here to enter text",
        "Click or tap to enter a date",
        "Choose an item",
        "Cliquez ou appuyez ici pour entrer du texte",
        "Cliquez ici pour entrer du texte",
        "Haga clic o pulse aquí para escribir texto",
        "Haga clic aquí para escribir texto",
        "Место для ввода текста",
        "انقر أو اضغط هنا لإدخال نص",
        "单击或点击此处输入文字",
        "单击此处输入文字",
    )
}
_NOTHING = {"xx", "xxx", "xxxx", "tbd"}
_NO_ANSWER = {
    key(text)
    for text in (
        *("n/a", "none", "nil", "tba", "tbc", "to be defined", "to be determined", "to be announced", "untitled"),
        *(
            "no title",
            "néant",
            "aucun",
            "sans titre",
            "à définir",
            "à déterminer",
            "ninguno",
            "sin título",
            "por definir",
        ),
        *("нет", "без названия", "будет определено", "لا يوجد", "بدون عنوان", "يحدد لاحقا", "无", "无标题", "待定"),
    )
}
"""What people write into a cell that they leave empty; said of a telephone it is an answer, of a title it is none."""

_ANSWERED = ("source", "title")
_MOST_WORDS = 5
"""How many words a sample text in brackets has at most, where its template is not known."""

_OWN = {
    name: {key(text) for text in spellings(words)} for words_of in (LABELS, PARTS) for name, words in words_of.items()
}
_WORDS = frozenset().union(*_OWN.values(), {"tobeassigned", "tobecompleted", "insert", "yourname", "text", "here"})
_NAMING = re.compile("|".join(re.escape(one) for one in sorted(_WORDS) if len(one) > 2 or not one.isascii()))


@dataclass(frozen=True, slots=True)
class Samples:
    """The sample texts of one profile, as letters (see `labels.key`)."""

    texts: frozenset[str] = frozenset()

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Samples":
        """From the texts as they stand in the template."""
        return cls(frozenset(key(text) for text in texts) - {""})

    def holds(self, text: str, name: str) -> bool:
        """Whether this text of a field or part is a sample: the profile's own, or one that anybody would recognise.

        What an author wrote between the brackets of a sample is none: "<Jane Doe>".
        """
        letters = key(text)
        if letters in self.texts or letters in _OWN.get(name, ()) or (name in _ANSWERED and letters in _NO_ANSWER):
            return bool(letters)
        return bool(letters) and looks_like_sample(text) and not _is_written_inside(text)

    def beside(self, text: str) -> str:
        """The sample text of the profile that stands before or behind what somebody wrote; "" for none."""
        found = (_BEGINS.match(text), _ENDS.search(text))
        return next((one[0].strip() for one in found if one and key(one[0]) in self.texts), "")


def unbracketed(text: str) -> str:
    """The text without the angle brackets of a sample in which its author wrote."""
    plain = text.strip()
    return plain[1:-1].strip() if _is_written_inside(plain) else text


def _is_written_inside(text: str) -> bool:
    """Whether a text in one pair of angle brackets is somebody's own: it does not name what belongs there."""
    plain = text.strip()
    if not _ANGLE.fullmatch(plain) or sum(plain.count(one) for one in "<＜〈") > 1 or "://" in plain:
        return False
    inside = plain[1:-1].strip()
    letters = key(inside)
    if letters in _PROMPTS or letters in _NOTHING or _ASKED.match(inside) or not any(map(str.isalpha, inside)):
        return False
    return _NAMING.search(letters) is None or len(inside.split()) > _MOST_WORDS


def looks_like_sample(text: str) -> bool:
    """Whether a text is recognisably nobody's own: "<Name>", "[Title]", "Insert title", "+xx", an editor's prompt.

    An address in angle brackets is not; a text in square brackets is only when it names what belongs there.
    """
    plain = text.strip()
    if len(plain) > _LONGEST:
        return False
    letters = key(plain)
    if letters in _PROMPTS or letters in _NOTHING:
        return True
    if _ANGLE.fullmatch(plain):
        return "://" not in plain
    if _SQUARE.fullmatch(plain):
        return _NAMING.search(letters) is not None
    return _ASKED.match(plain) is not None


def is_sample_paragraph(text: str) -> bool:
    """Whether a paragraph is nothing but a sample: an editor's prompt, or what is to be written, in brackets.

    A single word in brackets is more often a piece of a listing: "<title>".
    """
    plain = text.strip()
    if not 0 < len(plain) <= _LONGEST_PARAGRAPH:
        return False
    if key(plain) in _PROMPTS:
        return True
    bracketed = _ANGLE.fullmatch(plain) or _SQUARE.fullmatch(plain)
    return bracketed is not None and _ASKED.search(plain[1:]) is not None and " " in plain
