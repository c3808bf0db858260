"""Authentication-Results and ARC fields (RFC 8601, 2.2; RFC 8617, 4.1), read tolerantly: programs write many forms.

Which of them our own border wrote is judged in `domain.origin.authentication`.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from intake.domain.origin.authentication import domain_of
from intake.domain.origin.results import MethodResult, ResultsField, Seal
from intake.readers.mail.addresses import Token, tokens
from intake.readers.mail.fields import Fields, parameters

_FIELDS, _SEALS, _LONGEST, _RESULTS, _PROPERTIES, _VALUE = 30, 30, 8_000, 60, 30, 254
_NAME = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-_")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_INSTANCE = re.compile(r"\s*i\s*=\s*([1-9][0-9]{0,2})\s*;", re.IGNORECASE)


def results_fields(fields: Fields) -> tuple[ResultsField, ...]:
    """The topmost 30 fields in order, each with the number of Received fields above it."""
    return tuple(results_field(value, below) for value, below in _placed(fields, "authentication-results", _FIELDS))


def seals(fields: Fields) -> tuple[Seal, ...]:
    """The ARC-Seal fields in order, each with the results that its sealer saw; none where they are more than 30."""
    told: dict[int, list[ResultsField]] = {}
    for value, _ in _placed(fields, "arc-authentication-results", _SEALS):
        if found := _INSTANCE.match(value):
            told.setdefault(int(found[1]), []).append(results_field(value[found.end() :]))
    chain = _placed(fields, "arc-seal", _SEALS + 1)
    return tuple(_seal(value, below, told) for value, below in chain) if len(chain) <= _SEALS else ()


def _seal(value: str, below: int, told: dict[int, list[ResultsField]]) -> Seal:
    tags = parameters(f";{value}") if len(value) <= _LONGEST else []
    said = {name: [text for known, text in tags if known == name] for name in ("i", "d")}
    instance = said["i"][0] if len(said["i"]) == 1 else ""
    number = int(instance) if instance.isdecimal() and instance.isascii() and len(instance) < 4 else 0
    seen = told.get(number, [])
    domain = domain_of(said["d"][0]) if len(said["d"]) == 1 else ""
    return Seal(number, domain[:_VALUE], below, seen[0].results if len(seen) == 1 else ())


def _placed(fields: Fields, wanted: str, most: int) -> list[tuple[str, int]]:
    """The topmost fields of this name, each with the number of Received fields above it."""
    below, places = 0, list[int]()
    for name in fields.names:
        if name == "received":
            below += 1
        elif name == wanted and len(places) < most:
            places.append(below)
    return list(zip(fields.all(wanted), places, strict=False))


def results_field(value: str, below: int = 0) -> ResultsField:
    """One field. Not readable: what is longer than 8,000 signs, has too many results, or can be read in two ways."""
    unreadable = ResultsField("", below, readable=False)
    pieces = list(tokens(value[: _LONGEST + 1]))
    if len(value) > _LONGEST or any(map(_is_doubtful, pieces)):
        return unreadable
    statements = list(_statements(pieces))
    first = statements[0] if statements else []
    named = bool(first) and "=" not in first[0]
    told = statements[1:] if named else statements
    if len(told) > _RESULTS or any(len(one) > _PROPERTIES or any(_is_long(word) for word in one) for one in told):
        return unreadable
    results = tuple(one for one in map(_result, told) if one is not None)
    if any(map(_is_strange, results)):
        return unreadable
    return ResultsField(first[0][:_VALUE] if named else "", below, results)


def _is_doubtful(piece: Token) -> bool:
    """Whether two programs can read on from here in different ways.

    A border writes a stranger's text into its comments: the sender's address, for example. `"x) ; dkim=pass ("@a.test`
    is one, and would end the comment. So no comment may end inside a quoted text, and none may end that never began.
    """
    if piece.kind == "comment":
        return '"' in _QUOTED.sub("", piece.text)
    return piece.kind == "broken" or (piece.kind == "special" and piece.text in ("(", ")", "\\"))


def _is_strange(one: MethodResult) -> bool:
    """Whether it has a property of another method: then a stranger's text was read as a result of its own."""
    others = {"dkim": "smtp.", "dmarc": "smtp.", "spf": "header."}.get(one.method)
    return others is not None and any(name.startswith(others) for name, _ in one.properties)


def _is_long(word: str) -> bool:
    return any(len(one) > _VALUE for one in word.split("=", 1))


def _statements(pieces: Sequence[Token]) -> Iterator[list[str]]:
    """The words of each statement; a word is `name=value` with the quotes undone, or has no `=` at all."""
    end = Token("special", ";")
    for ends, group in groupby(pieces, key=end.__eq__):
        if ends:
            continue
        words = [
            "".join(_plain(one) for one in word)
            for gap, word in groupby(group, key=lambda one: one.kind in {"space", "comment"})
            if not gap
        ]
        yield _with_values(words)


def _with_values(words: Sequence[str]) -> list[str]:
    """Words with what stands around a lone `=` put together (RFC 8601 allows spaces and comments there)."""
    found: list[str] = []
    for word in words:
        open_name = bool(found) and found[-1].endswith("=") and found[-1].count("=") == 1
        if found and (open_name or (word.startswith("=") and "=" not in found[-1])):
            found[-1] += word
        else:
            found.append(word)
    return found


def _plain(token: Token) -> str:
    return token.text[1:-1].replace('\\"', '"').replace("\\\\", "\\") if token.kind == "quoted" else token.text


def _result(words: Sequence[str]) -> MethodResult | None:
    """`method[/version]=result [reason=…] [type.property=value …]`; None for "none" and for what is no result."""
    if not words or "=" not in words[0]:
        return None
    method, _, result = words[0].partition("=")
    method, _, _ = method.lower().partition("/")
    if not method or not _NAME.issuperset(method) or not result:
        return None
    pairs = [word.partition("=") for word in words[1:] if "=" in word]
    properties = ((name.lower(), value) for name, _, value in pairs if _NAME.issuperset(name.lower()))
    return MethodResult(method, result.lower(), tuple(properties))
