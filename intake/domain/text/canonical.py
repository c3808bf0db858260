"""The one text of a value: what is digested, or must read the same tomorrow, is written so."""

import json
import re

_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
_ACTS = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def canonical(value: object) -> str:
    """JSON with sorted keys, no spaces and no escapes but the necessary ones; lone surrogates become U+FFFD.

    Raises TypeError for what JSON has no word for.
    """
    return _LONE_SURROGATE.sub("\ufffd", _ENCODER.encode(value))


def for_terminals(text: str) -> str:
    """JSON or TOML with what would act on a terminal, or cannot be written at all, as an escape of both languages.

    These are the controls that neither escapes (C1), marks that turn the direction of text, and lone surrogates.
    """
    return _ACTS.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
