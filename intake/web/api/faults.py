"""What in a question to the API cannot be so, in our words: those of the library that finds it are for programmers."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

_INSTANT = "Give an instant with its offset from UTC, such as 2026-04-30T21:52:00Z."
_WHOLE = "Give a whole number."
_WHY: Mapping[str, str] = {
    "missing": "This is required.",
    "extra_forbidden": "There is no such parameter.",
    "literal_error": "Give one of these: {expected}.",
    "enum": "Give one of these: {expected}.",
    "string_pattern_mismatch": "Give something of this form: {pattern}",
    "string_too_long": "Give {max_length} characters at most.",
    "string_too_short": "Give {min_length} characters at least.",
    "too_long": "Give {max_length} values at most.",
    "greater_than_equal": "Give {ge} or more.",
    "greater_than": "Give more than {gt}.",
    "less_than_equal": "Give {le} or less.",
    "less_than": "Give less than {lt}.",
    "bool_parsing": "Give true or false.",
    "value_error": "{error}",
}
_KINDS: Mapping[str, str] = {"int": _WHOLE, "datetime": _INSTANT, "timezone": _INSTANT}
"""What is asked for by the first word of a fault of its kind ("int_parsing", "datetime_from_date_parsing")."""
_ANY = "This value is not one that the description of the API allows."


class QuestionFault(BaseModel):
    """One thing in a question that cannot be so."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    where: str
    """Which part of the question: "query" or "path", and the name."""
    why: str
    """What is wrong with it."""


def faults_of(found: Iterable[Mapping[str, Any]]) -> list[QuestionFault]:
    """The faults as pydantic reports them, told in our words: one for each part of the question.

    Where a part may be of several forms, the first one counts: the other is usually that nothing is given.
    """
    by_part: dict[str, QuestionFault] = {}
    for one in found:
        where = ".".join(map(str, one["loc"][:2]))
        by_part.setdefault(where, QuestionFault(where=where, why=_why(one)))
    return list(by_part.values())


def _why(found: Mapping[str, Any]) -> str:
    kind = str(found["type"])
    told = _WHY.get(kind) or _KINDS.get(kind.partition("_")[0], _ANY)
    try:
        return told.format_map(found.get("ctx") or {})
    except KeyError:
        return _ANY
