"""What the validation library found wrong in a file, in our own words: what belongs there, and what was found."""

from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

_TEXT = ("a text in quotation marks", '"some text"')
_WHOLE = ("a whole number without quotation marks", "10")
_NUMBER = ("a number without quotation marks", "10")
_YES_OR_NO = ("true or false, without quotation marks", "true")
_INSTANT = ("a time with its offset from UTC, without quotation marks", "2026-03-26T00:00:00Z")
_DAY = ("a day without quotation marks", "2026-04-30")
_HOUR = ("a local time without quotation marks", "14:30:00")
_LIST = ("a list in square brackets", '["one", "two"]')
_TABLE = ("a table: its keys, each with a value, below its name in square brackets", "")

EXPECTED: Mapping[str, tuple[str, str]] = {
    "string_type": _TEXT,
    "string_unicode": _TEXT,
    "string_too_short": ("a text that is not empty", '"some text"'),
    "string_too_long": ("a text of at most {max_length} characters", '"some text"'),
    "string_pattern_mismatch": ("letters, digits, hyphens, dots and underscores, a letter or digit first", '"jca-mv"'),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "bool_type": _YES_OR_NO,
    "bool_parsing": _YES_OR_NO,
    "greater_than": ("a number above {gt}", "10"),
    "greater_than_equal": ("a number from {ge} on", "{ge}"),
    "less_than": ("a number below {lt}", "1"),
    "less_than_equal": ("a number up to {le}", "{le}"),
    "literal_error": ("{expected}", ""),
    "path_type": ("the path of a file or folder in quotation marks", '"secrets/jca-mv"'),
    "list_type": _LIST,
    "tuple_type": _LIST,
    "iterable_type": _LIST,
    "too_short": ("a list with at least {min_length} entry", '["one"]'),
    "too_long": ("a list of at most {max_length} entries", '["one"]'),
    "dict_type": _TABLE,
    "model_type": _TABLE,
    "model_attributes_type": _TABLE,
    "mapping_type": _TABLE,
    "datetime_type": _INSTANT,
    "datetime_parsing": _INSTANT,
    "datetime_from_date_parsing": _INSTANT,
    "datetime_object_invalid": _INSTANT,
    "timezone_aware": _INSTANT,
    "date_type": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
    "time_type": _HOUR,
    "time_parsing": _HOUR,
}
"""Type of an error (pydantic's name for it) -> what belongs there, and an example of it."""

_ANYTHING = ("another value here", "")


def in_plain_words(error: Mapping[str, Any], example: str = "") -> str:
    """One sentence without the place: what is expected, an example of it, and what was found.

    `example` is one for this very key, as it is written in the file; "" takes one of the kind of value. What our own
    code says of a value is told as it is.
    """
    context: dict[str, Any] = error.get("ctx", {})
    if error["type"] == "value_error":
        return str(context["error"])
    like = f", like {example}" if example else ""
    if error["type"] == "missing":
        return f"is missing; write it{like}" if like else "is missing"
    what, usual = EXPECTED.get(error["type"], _ANYTHING)
    if not like and usual:
        like = f", like {usual.format(**context)}"
    return f"expected {what.format(**context)}{like}; found {shown(error['input'])}"


def shown(value: object) -> str:
    """A value as it stands in a file, on one line and short."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list | tuple):
        return "a table" if isinstance(value, dict) else "a list"
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, str | Path):
        text = " ".join(str(value).split())
        return f"'{text if len(text) <= 60 else text[:60] + '…'}'"
    return str(value)
