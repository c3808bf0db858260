"""How titles of agenda items and covers of documents speak of an agenda, in six languages."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

from intake.domain.verdict import Kind

_N = r"(?P<n{0}>\d{{1,2}}(?:\.\d{{1,2}}){{0,2}})"
_NAMED = (
    r"agenda items?(?:\(s\))?\s*(?:no\.?|nr\.?|#|:)*\s*{n}",
    r"items?(?:\(s\))?\s*(?:no\.?|#|:)*\s*{n}\s*(?:of|on|in) the (?:draft |provisional )?agenda",
    r"points?(?:\(s\))?\s*(?:n[o°º]\.?|:)*\s*{n}\s*(?:de l['’]|du projet d['’])ordre du jour",
    r"points?(?:\(s\))? (?:de l['’]|du projet d['’])ordre du jour\s*(?:n[o°º]\.?|:)*\s*{n}",
    r"puntos?(?:\(s\))?\s*(?:n[.oº°]+|num\.|:)*\s*{n}\s*del (?:proyecto de )?(?:orden del dia|temario)",
    r"puntos?(?:\(s\))? del (?:proyecto de )?(?:orden del dia|temario)\s*(?:n[.oº°]+|num\.|:)*\s*{n}",
    r"пункт\w*(?:\(\w\))?\s*№?\s*{n}\s*(?:проекта )?повестк\w*(?: дня)?",
    r"пункт\w*(?:\(\w\))? (?:проекта )?повестк\w*(?: дня)?\s*(?:№|:)*\s*{n}",
    r"(?:ال)?بند\s*(?:رقم)?\s*\(?{n}\)?\s*(?:من|في)\s*(?:مشروع\s*)?جدول الأعمال",
    r"(?:ال)?بند (?:من )?(?:مشروع )?جدول الأعمال\s*(?:رقم|:)*\s*{n}",
    r"(?:议程|議程)(?:草案)?(?:项目|項目|议题)?\s*(?:第|:)*\s*{n}",
    r"(?:议题|議題|议项)\s*(?:第|:)*\s*{n}",
)
_PATTERN = re.compile("|".join(f"(?:{one.replace('{n}', _N.format(at))})" for at, one in enumerate(_NAMED)))
_NOT_WRITTEN = {*map(chr, range(0x064B, 0x0653)), "\u0670", "\u0640"}
_LIAISON = (
    r"liaison|notas? de enlace|declaracion\w* de (?:coordinacion|enlace)|взаимодействи|"
    r"(?:بيان|بيانات|البيانات)(?:\s+(?:الواردة|الصادرة))?\s+(?:ال)?اتصال|联络|聯絡"
)
_SENT = (
    r"outgoing|to be sent|to send|for sending|issu|a envoyer|sortant|emett|salient|que se enviar|a enviar|por enviar|"
    r"исходящ|направля|подлежащ|отправ|الصادر|إرسال|المرسل|للإرسال|发出|拟发|发送|待发|對外|发往"
)
_CAME = (
    r"incoming|received|recues?|entrant|recibid|entrante|входящ|полученн|поступивш|الوارد|المستلم|المتلقا|المقدم|"
    r"收到|来文|来函|收悉"
)
_KINDS: dict[str, str] = {
    "contribution": r"contribution|contribuci|вклад|مساهم|文稿|提案",
    "presentation": r"presentation|expose|presentaci|презентац|выступлен|доклад|العروض|عرض|演示|介绍|演讲",
    "report": r"(?:previous|last|first|second|third) meeting.*report|"
    r"report.*(?:previous|last|first|second|third|earlier) meeting|"
    r"rapport.*(?:precedent|derniere|premiere)|informe.*(?:anterior|ultima|primera)|"
    r"отчет.*(?:предыдущ|прошл|перв|последн)|تقرير.*(?:السابق|الأخير|الأول)|(?:上次|上一次|首次).*报告",
    "agenda": r"\bagenda\b|ordre du jour|orden del dia|temario|повестк|جدول الأعمال|议程|議程",
}  # fmt: skip


def plain(text: str) -> str:
    """The text in small letters, accents of Latin letters and widths taken off, digits as 0 to 9, single spaces."""
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text))
    digits = "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in _kept(spread))
    return " ".join(unicodedata.normalize("NFC", digits).casefold().replace("ё", "е").split())


def _kept(spread: str) -> Iterator[str]:
    """The signs without marks on Latin letters, and without the vowel signs and the stretching of Arabic."""
    base = ""
    for sign in spread:
        if sign in _NOT_WRITTEN or (unicodedata.combining(sign) and base.isascii()):
            continue
        if not unicodedata.combining(sign):
            base = sign
        yield sign


def items_named(text: str) -> list[str]:
    """The numbers of agenda items that a text names ("agenda item 4.1", "point 4 de l'ordre du jour"), each once."""
    found = (next(one for one in named.groups() if one) for named in _PATTERN.finditer(plain(text)))
    return list(dict.fromkeys(found))


def speaks_of(title: str, kind: str) -> bool:
    """Whether the title of an item names documents of this kind, liaison statements of one way among them."""
    text = plain(title)
    if kind in ("liaison_in", "liaison_out"):
        return bool(re.search(_LIAISON, text))
    pattern = _KINDS.get(kind)
    return pattern is not None and bool(re.search(pattern, text))


def way_of_liaisons(title: str) -> Kind | Literal[""]:
    """The kind of liaison statements that an item speaks of: those received, or those to be sent; "" where of both."""
    text = plain(title)
    came, sent = bool(re.search(_CAME, text)), bool(re.search(_SENT, text))
    if came == sent:
        return ""
    return "liaison_in" if came else "liaison_out"
