"""The one JSON text of a value, for digests and for values that must read the same later; and text safe to print."""

import json
import re
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def canonical(value: object) -> str:
    """JSON without spaces and with no escapes but the necessary ones; lone surrogates become U+FFFD.

    The fields of a value stand in the order in which its class declares them; where a dict is written by itself, it
    and what is in it have no order of their own, and the keys are sorted. Instants are in ISO 8601, those of UTC end
    in Z. `intake.codec` reads such a text back. Raises TypeError for a value that JSON cannot express.
    """
    text = (_SORTED if isinstance(value, dict) else _DECLARED).encode(value)
    return text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat().replace("+00:00", "Z")
    return {name: getattr(value, name) for name in _names(type(value))}  # type: ignore[arg-type]


@cache
def _names(kind: type) -> tuple[str, ...]:
    if not is_dataclass(kind):
        raise TypeError(f"JSON has no word for a {kind.__name__}")
    return tuple(one.name for one in fields(kind))


_DECLARED = json.JSONEncoder(default=_plain, separators=(",", ":"), ensure_ascii=False)
_SORTED = json.JSONEncoder(default=_plain, separators=(",", ":"), ensure_ascii=False, sort_keys=True)

_ACTS = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def for_terminals(text: str) -> str:
    """JSON or TOML with escapes for characters that would control a terminal or cannot be encoded.

    These are the controls that neither escapes (C1), marks that turn the direction of text, and lone surrogates.
    """
    return _ACTS.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
