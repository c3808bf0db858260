"""Text that is safe to print: nothing in it controls a terminal."""

import re

_ACTS = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def for_terminals(text: str) -> str:
    """JSON or TOML with escapes for characters that would control a terminal or cannot be encoded.

    These are the controls that neither escapes (C1), marks that turn the direction of text, and lone surrogates.
    """
    return _ACTS.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
