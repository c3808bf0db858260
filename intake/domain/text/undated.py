"""A line made ready to look for numbers in it: one kind of dash and digit, and no date that looks like a number."""

import re
import unicodedata

from intake.domain.text.language import SHOWN

_CHINESE_COUNT = re.compile(r"第\s*(\d+)\s*号\s*(文[件稿])")
"""Chinese counts documents before the word: made to read as the other languages do."""

YEAR = r"(?:19|20)\d\d"
_MONTH = (
    r"(?:jan(?:uary|vier)?|feb(?:ruary)?|f[ée]v(?:rier)?|mar(?:ch|s)?|apr(?:il)?|avr(?:il)?|ma[yi]|june?|juin|july?|"
    r"juil(?:let)?|aug(?:ust)?|ao[uû]t|sept?(?:emb(?:er|re))?|oct(?:ob(?:er|re))?|nov(?:emb(?:er|re))?|"
    r"d[ée]c(?:emb(?:er|re))?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|"
    r"diciembre|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)(?![^\W\d_])"
)
_DATE = re.compile(
    rf"(?<!\d)(?:{YEAR}([-./_])\d{{1,2}}\1\d{{1,2}}|\d{{1,2}}([-./_])\d{{1,2}}\2{YEAR}|"
    rf"{YEAR}年\d{{1,2}}月(?:\d{{1,2}}日)?|\d{{1,2}}月\d{{1,2}}日|"
    rf"\d{{1,2}}(?:[-/]\d{{1,2}})?[\s._\-]*(?:de\s+)?{_MONTH}(?:[\s._\-,]*(?:de\s+)?{YEAR})?|"
    rf"{_MONTH}[\s._\-]*\d{{1,2}}(?!\d)(?:[\s,]*{YEAR})?)(?!\d)",
    re.IGNORECASE,
)


def undated(text: str) -> str:
    """The start of the text, one line long, compatibility-normalised, with hyphens for dashes and without dates."""
    normal = unicodedata.normalize("NFKC", text[:SHOWN])
    if not normal.isascii():
        normal = _CHINESE_COUNT.sub(r"\2\1", "".join(map(_ascii, normal)))
    return _DATE.sub(";", normal)


def _ascii(sign: str) -> str:
    """A hyphen for a dash, an ASCII digit for one of another script, nothing for a direction mark."""
    category = unicodedata.category(sign)
    if category == "Nd":
        return str(unicodedata.decimal(sign))
    return "-" if category == "Pd" else "" if category == "Cf" else sign
