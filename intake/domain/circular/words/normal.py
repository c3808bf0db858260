"""Text as letters carry it, made plain: one kind of space, hyphen and apostrophe, and nothing invisible."""

import re
import unicodedata

_REMOVED = re.compile(r"\[(?:bookmark|image):[^\]\n]{0,80}\]|[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\x00]")
_PLAIN = str.maketrans(
    dict.fromkeys("\u00a0\u202f\u2007\u2009\u2002\u2003\u2008\u3000", " ")
    | dict.fromkeys("\u2010\u2011", "-")
    | dict.fromkeys("\u2019\u2018\u02bc\u2032", "'")
    | {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\uff1a": ":", "\x0b": "\n"}
)


def normalised(text: str) -> str:
    """The text in NFC with plain spaces, hyphens and apostrophes; dashes (U+2013, U+2014) stay, line ends are LF.

    Marks of converters ("[bookmark: x]", "[image: y]") and invisible signs are left out.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_PLAIN)
    return _REMOVED.sub("", unicodedata.normalize("NFC", text))


def folded(text: str) -> str:
    """The text in small letters without accents, sign by sign: a place in it is the same place in the text."""
    return text.lower() if text.isascii() else "".join(map(_folded, text))


def _folded(sign: str) -> str:
    base = sign if sign in "ºª" else unicodedata.normalize("NFD", sign)[0]
    small = base.lower()
    return small if len(small) == 1 else sign


def squeezed(text: str) -> str:
    """The text with each run of white space as one space."""
    return " ".join(text.split())
