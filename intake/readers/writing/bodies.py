"""A body of our own put below the cover of a template: its styles by name, its elements in the template's namespace."""

from collections.abc import Mapping

from lxml import etree

from intake.readers.word.wordnames import attribute
from intake.readers.writing.cellwriting import cleared_below, name_of, namespace

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def put_below(root: etree._Element, marked_up: str, styles: Mapping[str, str]) -> None:
    """Put the children of this body (WordprocessingML) in the place of everything below the cover's tables.

    `styles` are the template's, ids by their names in small letters; a paragraph of another style has none.
    ValueError for a text that is no such body.
    """
    own = namespace(root).strip("{}")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        made = etree.fromstring(marked_up.replace(f'"{_WORD}"', f'"{own}"').encode(), parser)
    except etree.XMLSyntaxError:
        raise ValueError("its new text is no body") from None
    for named in [one for one in made.iter() if name_of(one) == "pStyle"]:
        known = styles.get(attribute(named, "val").casefold())
        if known is None:
            named.getparent().remove(named)  # type: ignore[union-attr]
        else:
            named.set(f"{{{own}}}val", known)
    body, place = cleared_below(root)
    for number, block in enumerate([etree.Element(f"{{{own}}}p"), *made]):
        body.insert(place + number, block)


def styles_of(root: etree._Element) -> dict[str, str]:
    """The ids of a document's paragraph styles by their names in small letters."""
    found: dict[str, str] = {}
    for one in root:
        if name_of(one) == "style" and attribute(one, "type") == "paragraph":
            names = (attribute(each, "val").casefold() for each in one if name_of(each) == "name")
            found.update((name, attribute(one, "styleId")) for name in names if name not in found)
    return found
