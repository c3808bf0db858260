"""Authentication-Results fields (RFC 8601, section 2.2), read tolerantly: programs write them in many forms.

Which of them our own border wrote is judged in `domain.transit.authentication`.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from intake.domain.transit.authentication import MethodResult, ResultsField
from intake.readers.mail.addresses import Token, tokens
from intake.readers.mail.fields import Fields

_FIELDS, _LONGEST, _RESULTS, _PROPERTIES, _VALUE = 30, 8_000, 40, 20, 254
_NAME = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-_")


def results_fields(fields: Fields) -> tuple[ResultsField, ...]:
    """The topmost 30 fields in order, each with the number of Received fields above it."""
    below, at, found = 0, 0, []
    values = fields.all("authentication-results")[:_FIELDS]
    for name in fields.names:
        if name == "received":
            below += 1
        elif name == "authentication-results" and at < len(values):
            found.append(results_field(values[at], below))
            at += 1
    return tuple(found)


def results_field(value: str, below: int = 0) -> ResultsField:
    """One field. What is longer than 8,000 signs, or never ends a comment or a quoted text, is not readable."""
    pieces = list(tokens(value[: _LONGEST + 1]))
    if len(value) > _LONGEST or any(one.kind == "broken" for one in pieces):
        return ResultsField("", below, readable=False)
    statements = list(_statements(pieces))
    first = statements[0] if statements else []
    named = bool(first) and "=" not in first[0]
    results = (_result(one) for one in (statements[1:] if named else statements))
    return ResultsField(
        first[0][:_VALUE] if named else "", below, tuple(one for one in results if one is not None)[:_RESULTS]
    )


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
    properties = ((name.lower(), value[:_VALUE]) for name, _, value in pairs if _NAME.issuperset(name.lower()))
    return MethodResult(method, result.lower()[:_VALUE], tuple(properties)[:_PROPERTIES])
