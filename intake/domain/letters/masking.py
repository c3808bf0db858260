"""Links of our letters in words that people see: the token is left out, since it is the right itself."""

import re

from intake.domain.letters.links import PAGE, STATUS, UPLOAD

_SLASH = r"/|%2F|%252F|_"
"""A slash, also as programs write it that put their own address in front of each link."""
_BREAK = r"[ \t]*\r?\n[>| \t]*"
"""The end of a line, with the marks of a quotation: a long address may have been broken."""
# A token is base64url of JSON with names: it begins with "eyJ" (tokens.py).
_RIGHT = re.compile(
    rf"({_SLASH})({PAGE}|{UPLOAD}|{STATUS})({_SLASH})"
    rf"eyJ(?:[\w-]|{_BREAK}(?=[\w-])){{20,2000}}\.(?:{_BREAK})?"
    rf"(?:(?:[\w-](?:{_BREAK})?){{42}}[\w-]+|[\w-]{{10,}})",
    re.IGNORECASE,
)


def without_tokens(text: str) -> str:
    """The text with "…" in place of each token of a link to decide, to send files, or to see how a mail stands.

    A token that was broken over lines, or cut off in its signature, is left out, too.
    """
    return _RIGHT.sub(r"\1\2\3…", text)


def value_without_tokens(value: object) -> object:
    """A plain value whose texts are without tokens; its tuples are lists."""
    if isinstance(value, str):
        return without_tokens(value)
    if isinstance(value, list | tuple):
        return [value_without_tokens(one) for one in value]
    return {name: value_without_tokens(one) for name, one in value.items()} if isinstance(value, dict) else value
