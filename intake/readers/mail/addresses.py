"""Addresses read strictly (RFC 5322, section 3.4): a text that is not exactly an address counts as none.

Python's own parser, below 3.13 above all, finds an address in text that other programs read differently.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from intake.domain.mail import Address
from intake.domain.text.addresses import has_encoded_word
from intake.domain.text.language import one_line
from intake.readers.mail.fields import decode_words

_TOKEN = re.compile(
    r'(?P<space>\s+)|(?P<quoted>"(?:[^"\\]|\\.)*(?:"|\Z))'
    r"|(?P<special>[<>,:;@()\[\]\\])|(?P<atom>[^\s<>,:;@()\[\]\"\\]+)",
    re.DOTALL,
)
_PAREN = re.compile(r"\\.|[()]", re.DOTALL)
_ATEXT = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u00a1-\U0010ffff-]"
_LOCAL = re.compile(rf"{_ATEXT}+(?:\.{_ATEXT}+)*")
_LABEL = re.compile(r"[^\W_](?:[^\W_]|-)*")
_LONGEST_LOCAL, _LONGEST_DOMAIN, _LONGEST, _LONGEST_LABEL = 64, 253, 254, 63
_PUNYCODE = codecs.lookup("punycode")
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN")


class Token(NamedTuple):
    """A lexical piece of a structured field: "space", "quoted", "comment", "atom", "special" or "broken"."""

    kind: str
    text: str


def tokens(value: str) -> Iterator[Token]:
    """The lexical pieces of a structured field (RFC 5322, section 3.2); the last is "broken" where one never ends."""
    at = 0
    while found := _TOKEN.match(value, at):
        at = found.end()
        kind, text = found.lastgroup or "", found[0]
        if text == "(":
            at = _after_comment(value, at)
            text = value[found.start() : at]
            kind = "comment" if text.endswith(")") else "broken"
        elif kind == "quoted" and (len(text) == 1 or not text.endswith('"')):
            kind = "broken"
        yield Token(kind, text)


def _after_comment(value: str, at: int) -> int:
    depth = 1
    for found in _PAREN.finditer(value, at):
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        if depth == 0:
            return found.end()
    return len(value)


def addresses(value: str) -> tuple[Address, ...]:
    """The addresses of one field in order; a group is one entry without address, followed by its members."""
    found: list[Address] = []
    piece: list[Token] = []
    for token in (*tokens(value), Token("special", ",")):
        if token.text in {",", ";"} and token.kind == "special":
            if any(one.kind != "space" for one in piece):
                found.append(_mailbox(piece))
            piece = []
        elif token == Token("special", ":") and Token("special", "<") not in piece:
            found.append(Address(_phrase(piece), "", "group"))
            piece = []
        else:
            piece.append(token)
    return tuple(found)


def _mailbox(piece: list[Token]) -> Address:
    opened = Token("special", "<")
    if opened in piece:
        cut = piece.index(opened)
        inside = _trimmed(piece[cut + 1 :])
        name = _phrase(piece[:cut])
        if not inside or inside[-1] != Token("special", ">"):
            return Address(name, "", "syntax")
        return _checked(name, inside[:-1], named=piece[:cut])
    return _checked(_comment(piece), _trimmed(piece), named=[])


def _trimmed(piece: list[Token]) -> list[Token]:
    """Without the spaces and comments around it, which no address is made of."""
    solid = [index for index, token in enumerate(piece) if token.kind not in {"space", "comment"}]
    return piece[solid[0] : solid[-1] + 1] if solid else []


def _checked(name: str, spec: list[Token], *, named: list[Token]) -> Address:
    address = "".join(token.text for token in spec)
    local, at, domain = address.rpartition("@")
    if any(token.kind == "broken" or token.text in set(":;,<>()[]\\") for token in named):
        return Address(name, "", "syntax")
    if not at:
        only_name = all(token.kind in {"atom", "quoted", "space"} for token in spec)
        shown = name or one_line(decode_words(address))
        return Address(shown, "", "missing-domain" if only_name else "syntax")
    if len(address) > _LONGEST or len(local) > _LONGEST_LOCAL or len(domain) > _LONGEST_DOMAIN:
        return Address(name, "", "too-long")
    if any(token.kind not in {"atom", "special"} for token in spec) or not _is_local(local) or not _is_domain(domain):
        return Address(name, "", "syntax")
    return Address(name, address, _doubt(name, domain)) if "." in domain else Address(name, "", "missing-domain")


def _is_local(local: str) -> bool:
    """A dot-atom of visible signs, and no encoded word, which other programs decode to another address."""
    visible = all(unicodedata.category(one)[0] not in "CZ" for one in local)
    return bool(_LOCAL.fullmatch(local)) and visible and not has_encoded_word(local)


def _is_domain(domain: str) -> bool:
    labels = domain.split(".")
    return all(_LABEL.fullmatch(one) and len(one) <= _LONGEST_LABEL and one[-1] != "-" for one in labels)


def is_address(text: str) -> bool:
    """Whether this is exactly one address that we would write to, nothing before or after it."""
    found = addresses(text)
    return len(found) == 1 and found[0].address == text


def _doubt(name: str, domain: str) -> str:
    if "@" in unicodedata.normalize("NFKC", name):
        return "at-in-name"
    words = [*name.split(), *(_shown(label) for label in domain.split("."))]
    return "mixed-script" if any(_mixes(word) for word in words) else ""


def _shown(label: str) -> str:
    """A domain label as a mail program shows it (RFC 5891): xn-- undone."""
    if not label.lower().startswith("xn--"):
        return label
    try:
        return _PUNYCODE.decode(label[4:].encode("ascii"))[0]
    except (UnicodeError, ValueError, OverflowError):
        return label


def _mixes(word: str) -> bool:
    """Whether letters of look-alike scripts stand in one word."""
    names = {unicodedata.name(one, "").split(" ")[0] for one in word if one.isalpha()}
    return len(names.intersection(_SCRIPTS)) > 1


def _phrase(piece: list[Token]) -> str:
    words = [_unquoted(token) for token in piece if token.kind != "comment"]
    return one_line(decode_words("".join(words)))


def _comment(piece: list[Token]) -> str:
    comments = [token.text[1:-1] for token in piece if token.kind == "comment"]
    return one_line(decode_words(" ".join(comments)))


def _unquoted(token: Token) -> str:
    return re.sub(r"\\(.)", r"\1", token.text[1:-1]) if token.kind == "quoted" else token.text
