"""The actions of a PDF on opening, on showing a page, and on a click (ISO 32000-2, 12.6)."""

import re
from collections.abc import Callable, Iterator

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

_RUN = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition"}
_MOST_ACTIONS = 50
_FARTHEST = 20
_BY_THEMSELVES = ("/PO", "/PC", "/PV", "/PI")
"""When actions of an annotation happen without anybody's hand: its page is opened, closed, visible, invisible."""

_DOCUMENT = re.compile(
    r"(?:(?!\.[a-z]\w*\s).)+\.(?:pdf|docx?|rtf|od[tspg]|xlsx?|pp[st]x?|vsdx?|txt|csv|png|jpe?g|gif|bmp|tiff?|emf|wmf)",
    re.IGNORECASE,
)
"""A file's name with the ending of a document or a picture that runs nothing, and no other name before a space."""

_NAMES = ("/F", "/UF", "/DOS", "/Mac", "/Unix")
_SYSTEMS = ("/Win", "/Mac", "/Unix")


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


def _clicked(page: PageObject) -> Iterator[object]:
    for one in _annotations(page):
        yield one.get("/A")
        yield from _dictionary(one.get("/AA")).values()


def _annotations(page: PageObject) -> Iterator[DictionaryObject]:
    listed = _whole(page.get("/Annots"))
    yield from map(_dictionary, listed if isinstance(listed, ArrayObject) else ())


def _starts_program(action: object) -> bool:
    """Whether an action, or one behind it, launches what is no document by its name (12.6.4.6)."""
    return _any(action, lambda told: _whole(told.get("/S")) == "/Launch" and not _is_of_document(told))


def _is_of_document(launch: DictionaryObject) -> bool:
    """Whether all that is launched are documents by their names (7.11.3); with parameters, nothing is."""
    ways = [launch, *(_dictionary(launch.get(system)) for system in _SYSTEMS)]
    files = [_whole(way.get("/F")) for way in ways if "/F" in way]
    named = [
        [file.get(key) for key in _NAMES if key in file] if isinstance(file, DictionaryObject) else [file]
        for file in files
    ]
    names = [_whole(name) for spellings in named for name in spellings]
    is_plain = not any("/P" in way for way in ways)
    return bool(names) and is_plain and all(_DOCUMENT.fullmatch(str(name)) for name in names)


def _does(action: object) -> bool:
    """Whether an action, or one behind it, is of a kind that acts."""
    return _any(action, lambda told: _whole(told.get("/S")) in _RUN)


def _any(action: object, holds: Callable[[DictionaryObject], bool]) -> bool:
    """Whether this holds for an action or one that follows it (12.6.2, Next), or they are too many to be looked at."""
    waiting = [action]
    for _ in range(_MOST_ACTIONS):
        if not waiting:
            return False
        one = _whole(waiting.pop())
        if isinstance(one, ArrayObject):
            waiting.extend(one)
        elif isinstance(one, DictionaryObject):
            if holds(one):
                return True
            waiting.append(one.get("/Next"))
    return True


def _dictionary(found: object) -> DictionaryObject:
    """Return what stands there or is pointed to, where it is a dictionary, else an empty one."""
    whole = _whole(found)
    return whole if isinstance(whole, DictionaryObject) else DictionaryObject()


def _whole(found: object) -> object:
    """Return what stands there or is pointed to (7.3.10); None where pointers never end or cannot be followed.

    One damaged object hides no other: each is looked at by itself.
    """
    try:
        for _ in range(_FARTHEST):
            if not isinstance(found, IndirectObject):
                return found
            found = found.get_object()
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - an object that cannot be read is none, for every program
        return None
    return None
