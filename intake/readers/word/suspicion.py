"""Whether the styles of a document may hide text, told by their bytes: many times as fast as by parsing them.

Most documents bring hundreds of styles of which none hides anything. What is suspect here is parsed and looked at by
`looks.Styles`; what is not, `Styles` would find nothing odd in.
"""

import re

_WORDS = (b"vanish", b"&#", b"<!", b"\0")
"""Names and values of XML are written as they are but for references, CDATA, comments, and parts in UTF-16."""

_DECLARATION = len(b"\xef\xbb\xbf<?")
"""Where the XML declaration has begun; whatever else starts with "<?" may hold anything."""

_WHITE = re.compile(rb'"f[89a-f]f[89a-f]f[89a-f]"')
_TINY = re.compile(rb'sz\s(?:(?!sz\s)[^<])*?val\s*=\s*"0*[012]?["p.]')
"""A size from its element's name to its value, whatever stands between; "<" cannot stand in a tag (XML 1.0, 3.1)."""

_TABLE_STYLE = re.compile(rb'<w:style w:type="table"(?: w:\w+="[^"<]*")*+>(?:[^<]++|<(?!/?w:style\b))*+</w:style\s*>')
"""A style of tables as Word writes them, in which no other one stands: what it makes white counts as seen."""


def may_hide(styles: bytes) -> bool:
    """Whether these styles may make text hidden, white or tiny; white letters of tables are seen."""
    if any(one in styles for one in _WORDS) or styles.find(b"<?", _DECLARATION) >= 0:
        return True
    if _TINY.search(styles.replace(b"'", b'"')):
        return True
    return _is_white(styles) and _is_white(_TABLE_STYLE.sub(b"", styles))


def _is_white(styles: bytes) -> bool:
    return _WHITE.search(styles.lower().replace(b"'", b'"')) is not None
