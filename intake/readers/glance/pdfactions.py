"""What a PDF does when it is opened, a page of it is shown, or somebody clicks in it (ISO 32000-2, 12.6)."""

import re
from collections.abc import Iterator

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject

_RUN = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition"}
_LONGEST_CHAIN = 20
_BY_THEMSELVES = ("/PO", "/PC", "/PV", "/PI")
"""When actions of an annotation happen without anybody's hand: its page is opened, closed, visible, invisible."""

_PROGRAM = re.compile(
    r"(?i)\.(?:exe|scr|pif|cpl|msi|msc|bat|cmd|ps1|vbs?|vbe|jse?|ws[fhc]?|hta|lnk|url|jar|reg|sh|command|chm|iso)"
    r"\s*$|(?:cmd|powershell|wscript|cscript|mshta|rundll32|regsvr32)\b"
)


def acts_when_opened(reader: PdfReader) -> bool:
    """Whether opening the file runs a script or a program, or sends something (7.7.2)."""
    catalog = reader.root_object
    names = _dictionary(catalog.get("/Names"))
    opened = [catalog.get("/OpenAction"), *_dictionary(catalog.get("/AA")).values()]
    return "/JavaScript" in names or any(_does(one) for one in opened)


def acts_on_pages(reader: PdfReader) -> bool:
    """Whether showing a page does so, or a click in it starts a program.

    Links to addresses and to other documents, and scripts of forms that wait for a hand, are what people make.
    """
    return any(_shows_and_acts(page) or any(map(_starts_program, _clicked(page))) for page in reader.pages)


def _shows_and_acts(page: PageObject) -> bool:
    own = _dictionary(page.get("/AA")).values()
    listed = (_dictionary(one.get("/AA")) for one in _annotations(page))
    return any(map(_does, own)) or any(_does(told[key]) for told in listed for key in _BY_THEMSELVES if key in told)


def _clicked(page: PageObject) -> Iterator[DictionaryObject]:
    for one in _annotations(page):
        yield _dictionary(one.get("/A"))
        yield from map(_dictionary, _dictionary(one.get("/AA")).values())


def _annotations(page: PageObject) -> Iterator[DictionaryObject]:
    listed = page.get("/Annots")
    whole = listed.get_object() if isinstance(listed, PdfObject) else listed
    yield from map(_dictionary, whole if isinstance(whole, ArrayObject) else ())


def _starts_program(action: DictionaryObject) -> bool:
    """Whether an action, or one behind it, launches what is no document by its name (12.6.4.6)."""
    return any(told.get("/S") == "/Launch" and _is_program(told) for told in _chain(action))


def _is_program(launch: DictionaryObject) -> bool:
    windows = _dictionary(launch.get("/Win"))
    if "/P" in windows:
        return True
    for target in (launch.get("/F"), windows.get("/F")):
        named = _dictionary(target)
        names = [named.get(key) for key in ("/F", "/UF")] if named else [target]
        if any(_PROGRAM.search(str(one)) for one in names if one is not None):
            return True
    return False


def _does(action: object) -> bool:
    """Whether an action, or a next one, is of a kind that acts; so does a chain that forks or has no end."""
    seen = 0
    for told in _chain(action):
        seen += 1
        following = told.get("/Next")
        whole = following.get_object() if isinstance(following, PdfObject) else following
        if told.get("/S") in _RUN or isinstance(whole, ArrayObject):
            return True
    return seen == _LONGEST_CHAIN


def _chain(action: object) -> Iterator[DictionaryObject]:
    """An action and those that follow it one by one, as far as we go."""
    for _ in range(_LONGEST_CHAIN):
        told = _dictionary(action)
        if not told:
            return
        yield told
        action = told.get("/Next")


def _dictionary(found: object) -> DictionaryObject:
    """What stands there or is pointed to, where it is a dictionary, else an empty one."""
    whole = found.get_object() if isinstance(found, PdfObject) else found
    return whole if isinstance(whole, DictionaryObject) else DictionaryObject()
