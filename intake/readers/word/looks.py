"""Whether text can be seen, by its properties and the document's styles (ECMA-376 Part 1, 17.7)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import reduce

from lxml import etree

from intake.readers.word.wordnames import attribute, both, child, is_on, short

_WHITE = re.compile(r"(?:[Ff][89A-Fa-f]){3}")
_SIZE = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,4})?)(pt)?")
_TINY = 1.0
"""Points: letters of this size are dots on paper."""

_DEEPEST = 20
"""How far one style may be based on another; Word itself gives up earlier."""

_DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml\s[^?<>]*\?>")
_BYTES = (b"&", b"!", b"?", b"\0")
"""What references, comments, CDATA, instructions and parts in UTF-16 have: without them names stand as they are."""

_WHITE_VALUE = re.compile(rb'"(?:f[89a-f]f[89a-f]f[89a-f]|background1|light1)"')
_TINY_VALUE = re.compile(rb'sz\s(?:(?!sz\s)[^<])*?val\s*=\s*"0*[012]?["p.]')
"""A size from its element's name to its value, whatever stands between; "<" cannot stand in a tag (XML 1.0, 3.1)."""

_STYLE, _STYLE_END = b"<w:style", b"</w:style"
_OF_TABLES = re.compile(rb' w:type="table"(?: w:\w+="[^"<]*")*+>')
"""How a style of tables goes on as Word writes it, with no other attributes than Word's."""


@dataclass(frozen=True, slots=True)
class RunLook:
    """Whether text is hidden (17.3.2.41), white (17.3.2.6), of 1 pt or less (17.3.2.38); None where nothing is said."""

    hidden: bool | None = None
    white: bool | None = None
    tiny: bool | None = None

    @property
    def is_odd(self) -> bool:
        """Whether text of this look may be one that nobody sees."""
        return bool(self.hidden or self.white or self.tiny)

    def over(self, other: "RunLook") -> "RunLook":
        """This look, completed by the other one."""
        return RunLook(
            other.hidden if self.hidden is None else self.hidden,
            other.white if self.white is None else self.white,
            other.tiny if self.tiny is None else self.tiny,
        )


PLAIN = RunLook()


def look(properties: etree._Element | None) -> RunLook:
    """The look of these run properties. Complex scripts have their own size (w:szCs), so theirs is never tiny."""
    said = {short(one): one for one in reversed(properties)} if properties is not None else {}
    hidden = is_on(said["vanish"]) if "vanish" in said else None
    white = is_white(said["color"]) if "color" in said else None
    tiny = is_tiny(said["sz"]) if "sz" in said else None
    complex_script = is_on(said.get("rtl")) or is_on(said.get("cs"))
    return RunLook(hidden, white, False if complex_script else tiny)


def is_white(color: etree._Element) -> bool:
    """Whether a w:color cannot be told from white paper; "auto" is black or white, as it can be read.

    A colour of the theme goes before the value (17.3.2.6): white where it is that of the paper and nothing darkens it.
    """
    theme = attribute(color, "themeColor")
    if theme and theme != "none":
        return theme in {"background1", "light1"} and not attribute(color, "themeShade")
    return bool(_WHITE.fullmatch(attribute(color, "val")))


def is_tiny(size: etree._Element) -> bool:
    """Whether a w:sz, in half points or with its unit (17.18.42), is of 1 pt or less."""
    told = _SIZE.fullmatch(attribute(size, "val"))
    return told is not None and float(told[1]) / (1 if told[2] else 2) <= _TINY


def is_colored(shade: etree._Element) -> bool:
    """Whether a w:shd (17.3.5) or a w:highlight (17.3.2.15) makes the paper another than white."""
    if short(shade) == "highlight":
        return attribute(shade, "val") not in {"", "none", "white"}
    fill = attribute(shade, "fill")
    pattern = attribute(shade, "val") not in {"", "clear", "nil"}
    theme = fill in {"", "auto"} and attribute(shade, "themeFill") not in {"", "none", "background1", "light1"}
    return pattern or theme or not (fill in {"", "auto"} or _WHITE.fullmatch(fill))


class Styles:
    """The styles of a document, each as it looks with all that it is based on."""

    def __init__(self, root: etree._Element | None = None) -> None:
        found: Iterable[etree._Element] = root.iterchildren(*both("style")) if root is not None else ()
        self._styles = {(attribute(one, "type") or "paragraph", attribute(one, "styleId")): one for one in found}
        self._bases = {key: (key[0], _based_on(one)) for key, one in self._styles.items()}
        self._own = {key: _own(key[0], one) for key, one in self._styles.items()}
        self._usual = {kind: name for (kind, name), one in self._styles.items() if _is_default(one)}
        self._shaded: dict[tuple[str, str], bool] = {}
        self.defaults = replace(_by_default(root), white=None)
        any_odd = any(one.is_odd for one in self._own.values())
        self.odd = frozenset(key[1] for key in self._own if self._whole(key).is_odd) if any_odd else frozenset()
        """The names of those that may hide text."""

    @property
    def is_odd_throughout(self) -> bool:
        """Whether text that names no style may be hidden, too."""
        return self.defaults.is_odd or not self.odd.isdisjoint(self._usual.values())

    def look(self, kind: str, name: str) -> RunLook:
        """Tell how text of this style looks ("paragraph", "character", "table"); an unknown one is the usual one."""
        return self._whole(self._known(kind, name))

    def is_shaded(self, kind: str, name: str) -> bool:
        """Whether this style, or any that it is based on, has a shade anywhere, such as in the first row of tables."""
        key = self._known(kind, name)
        if key not in self._shaded:
            shades = (shade for one in self._chain(key) for shade in self._styles[one].iter(*both("shd")))
            self._shaded[key] = any(map(is_colored, shades))
        return self._shaded[key]

    def _known(self, kind: str, name: str) -> tuple[str, str]:
        return (kind, name) if (kind, name) in self._styles else (kind, self._usual.get(kind, ""))

    def _whole(self, key: tuple[str, str]) -> RunLook:
        return reduce(RunLook.over, (self._own[one] for one in self._chain(key)), PLAIN)

    def _chain(self, key: tuple[str, str]) -> Iterator[tuple[str, str]]:
        for _ in range(_DEEPEST):
            if key not in self._styles:
                return
            yield key
            key = self._bases[key]


def _own(kind: str, style: etree._Element) -> RunLook:
    """Return what a style says itself; letters that a table's style makes white stand on a shade that it gives them."""
    found = look(child(style, "rPr"))
    return replace(found, white=None) if kind == "table" else found


def _by_default(root: etree._Element | None) -> RunLook:
    return look(child(root, "docDefaults", "rPrDefault", "rPr")) if root is not None else PLAIN


def _based_on(style: etree._Element) -> str:
    based = child(style, "basedOn")
    return attribute(based, "val") if based is not None else ""


def _is_default(style: etree._Element) -> bool:
    return attribute(style, "default").lower() in {"1", "true", "on"}


def may_hide(styles: bytes) -> bool:
    """Whether these styles, as bytes, may make text hidden, white or tiny; white letters of tables are seen.

    This is many times as fast as parsing them, and most documents bring hundreds of styles of which none hides
    anything. What is suspect here is parsed for `Styles`; in what is not, `Styles` would find nothing odd.
    """
    declared = _DECLARATION.match(styles)
    told = styles[declared.end() if declared else 0 :]
    if b"vanish" in told or any(one in told for one in _BYTES) or _TINY_VALUE.search(told.replace(b"'", b'"')):
        return True
    return _has_white(told) and _has_white(b"".join(_without_tables(told)))


def _has_white(styles: bytes) -> bool:
    return _WHITE_VALUE.search(styles.lower().replace(b"'", b'"')) is not None


def _without_tables(styles: bytes) -> Iterator[bytes]:
    """The styles but those of tables that go on to their end without the beginning or the end of another one."""
    for piece in styles.split(_STYLE_END + b">"):
        before, _, style = piece.rpartition(_STYLE)
        yield before if _OF_TABLES.match(style) and _STYLE_END not in style else piece
