"""The codes of a document's fields (ECMA-376 Part 1, 17.16), and which of them reach outside the document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from intake.readers.word.links import is_remote
from intake.readers.word.wordnames import attribute, both, short

_LONGEST = 64 * 1024
_CODES = both("instrText", "fldSimple")
_FOLLOWED = (*_CODES, *both("fldChar", "t"))
_NAME = re.compile(r"[\s\"“]*([A-Za-z]+)")
_ARGUMENT = re.compile(r"\"([^\"]*)\"|“([^”]*)”|(\S+)")
_RUNS = {"DDE", "DDEAUTO"}
_INCLUDES = {"INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "LINK", "RD", "DATABASE"}


@dataclass(slots=True)
class _Field:
    """A complex field that is open (17.16.18): its code so far, and whether the code goes on."""

    code: list[str] = field(default_factory=list)
    in_code: bool = True


def codes(root: etree._Element) -> Iterator[str]:
    """The code of each field, put together from its runs; what a nested field shows is part of the outer code."""
    if next(root.iter(*_CODES), None) is None:
        return
    fields: list[_Field] = []
    for element in root.iter(*_FOLLOWED):
        name = short(element)
        if name == "fldSimple":
            yield attribute(element, "instr")
        elif name != "fldChar":
            text = "".join(str(piece) for piece in element.itertext())
            open_code = next((one for one in reversed(fields) if one.in_code), None)
            if open_code is not None:
                open_code.code.append(text)
            elif name == "instrText":
                yield text
        elif (kind := attribute(element, "fldCharType")) == "begin":
            fields.append(_Field())
        elif fields and kind == "separate":
            fields[-1].in_code = False
        elif fields and kind == "end":
            yield "".join(fields.pop().code)
    yield from ("".join(one.code) for one in fields)


def reach(code: str) -> str:
    """The harm of a field with this code: "dde", "include" (from elsewhere), or ""."""
    name = _NAME.match(code[:_LONGEST])
    if name is None:
        return ""
    if name[1].upper() in _RUNS:
        return "dde"
    if name[1].upper() not in _INCLUDES:
        return ""
    arguments = ("".join(found) for found in _ARGUMENT.findall(code[name.end() : _LONGEST]))
    return "include" if any(is_remote(one) or is_remote(one.replace("\\\\", "\\")) for one in arguments) else ""
