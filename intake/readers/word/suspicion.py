"""Whether the styles of a document may hide text, told by their bytes: many times as fast as by parsing them.

Most documents bring hundreds of styles of which none hides anything. What is suspect here is parsed and looked at by
`looks.Styles`; what is not, `Styles` would find nothing odd in.
"""

import re
from collections.abc import Iterator

_DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml\s[^?<>]*\?>")
_BYTES = (b"&", b"!", b"?", b"\0")
"""What references, comments, CDATA, instructions and parts in UTF-16 have: without them names stand as they are."""

_WHITE = re.compile(rb'"(?:f[89a-f]f[89a-f]f[89a-f]|background1|light1)"')
_TINY = re.compile(rb'sz\s(?:(?!sz\s)[^<])*?val\s*=\s*"0*[012]?["p.]')
"""A size from its element's name to its value, whatever stands between; "<" cannot stand in a tag (XML 1.0, 3.1)."""

_STYLE, _STYLE_END = b"<w:style", b"</w:style"
_OF_TABLES = re.compile(rb' w:type="table"(?: w:\w+="[^"<]*")*+>')
"""How a style of tables goes on as Word writes it, with no other attributes than Word's."""


def may_hide(styles: bytes) -> bool:
    """Whether these styles may make text hidden, white or tiny; white letters of tables are seen."""
    declared = _DECLARATION.match(styles)
    told = styles[declared.end() if declared else 0 :]
    if b"vanish" in told or any(one in told for one in _BYTES) or _TINY.search(told.replace(b"'", b'"')):
        return True
    return _has_white(told) and _has_white(b"".join(_without_tables(told)))


def _has_white(styles: bytes) -> bool:
    return _WHITE.search(styles.lower().replace(b"'", b'"')) is not None


def _without_tables(styles: bytes) -> Iterator[bytes]:
    """The styles but those of tables that go on to their end without the beginning or the end of another one."""
    for piece in styles.split(_STYLE_END + b">"):
        before, _, style = piece.rpartition(_STYLE)
        yield before if _OF_TABLES.match(style) and _STYLE_END not in style else piece
