"""The one text of a value: what is digested, or must read the same tomorrow, is written so."""

import json
import re

_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def canonical(value: object) -> str:
    """JSON with sorted keys, no spaces and no escapes but the necessary ones; lone surrogates become U+FFFD.

    Raises TypeError for what JSON has no word for.
    """
    return _LONE_SURROGATE.sub("\ufffd", _ENCODER.encode(value))
