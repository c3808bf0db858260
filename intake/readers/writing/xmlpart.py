"""One XML part taken apart to be changed and put together again: comments, encoding and declaration stay."""

import re

from lxml import etree

from intake.readers.zip.container import Container, part_key
from intake.readers.zip.ooxml import DamagedPartError

_DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^>]{0,200}\?>\s*")


class XmlPart:
    """A part by its stored name; its `root` may be changed. DamagedPartError where it is absent or not well formed."""

    def __init__(self, container: Container, name: str) -> None:
        stored = {part_key(one): one for one in container.names}
        if part_key(name) not in stored:
            raise DamagedPartError(name)
        self.name = stored[part_key(name)]
        self._before = container.read(name)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, strip_cdata=False
        )
        try:
            self.root = etree.fromstring(self._before, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise DamagedPartError(name) from None

    def content(self) -> bytes:
        """The part as it is now, in the encoding that it had, behind the declaration that it had."""
        tree = self.root.getroottree()
        encoding = str(tree.docinfo.encoding or "UTF-8")
        text = etree.tostring(tree, encoding="unicode")
        if encoding.upper().startswith("UTF-16"):
            declared = '<?xml version="1.0" encoding="UTF-16"?>\n'
            return (declared + text).encode("UTF-16")
        head = _DECLARATION.match(self._before)
        return (head[0] if head else b"") + text.encode(encoding, "xmlcharrefreplace")
