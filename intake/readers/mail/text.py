"""The mail as a person sees it: its own words, its links, files typed into the text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape

from lxml import etree

from intake.domain.mail import Problem
from intake.domain.text.language import one_line
from intake.readers.limits import MailLimits, cut
from intake.readers.mail.encodings import decode
from intake.readers.mail.fields import parameter
from intake.readers.mail.mime import Leaf

_LINK = re.compile(r"(?i)\b(?:https?|ftp)://([^\s/?#\"'<>()\\\]]{1,300})")
_UUENCODED = re.compile(r"(?m)^begin(?:-base64)? [0-7]{3,4} [^\r\n]{1,255}\r*\n[\x20-\x7e]{1,90}\r*$")
_YENCODED = re.compile(r"(?m)^=ybegin [^\r\n]{0,200}\bsize=\d")
_PGP = re.compile(r"(?m)^-----BEGIN PGP MESSAGE-----\s*$")
_BEGINS_AS_HTML = re.compile(rb"(?i)\s*(?:<!--[^>]{0,500}>\s*)?<(?:!doctype html|html|head|body)\b")
_START = 2_000
_UNSEEN = {"script", "style", "head", "title", "template", "noscript", "object"}
_BLOCKS = {"p", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "ul", "ol", "blockquote", "pre"}
_LINES = _BLOCKS | {"br", "hr"}
_LONGEST_LINKED = 100
"""How many characters of the words of one link are kept."""


@dataclass(frozen=True, slots=True)
class Visible:
    """What a mail program shows: the text, the hosts of its links, the words that are links, what is typed into it."""

    text: str
    links: tuple[str, ...]
    linked: tuple[str, ...]
    problems: tuple[Problem, ...]


def visible(leaves: Sequence[Leaf], limits: MailLimits) -> Visible:
    """Return what the parts show that a mail program takes for the mail's own words.

    Of alternatives (RFC 2046, section 5.1.4) the plain one counts where it is not blank.
    """
    shown: dict[str, list[str]] = {}
    hosts: dict[str, None] = {}
    linked: dict[str, None] = {}
    found: set[str] = set()
    for leaf in sorted(leaves, key=is_html):
        written = decode(leaf.content[: limits.html], parameter(leaf.fields.first("content-type"), "charset"))
        text, anchors = _html(written) if is_html(leaf) else (written, [])
        group = shown.setdefault(leaf.within or leaf.place, [])
        if not (is_html(leaf) and leaf.within and any(one.strip() for one in group)):
            group.append(text)
        found.update(_typed_in(text))
        hosts.update(dict.fromkeys(_hosts((text, *(target for target, _ in anchors)))))
        linked.update(dict.fromkeys(said for target, said in anchors if said and _LINK.match(target)))
    order = dict.fromkeys(leaf.within or leaf.place for leaf in leaves)
    text = "\n".join("\n".join(shown[group]) for group in order)
    return Visible(
        text=cut(_tidy(text), limits.text),
        links=tuple(hosts)[: limits.links],
        linked=tuple(linked)[: limits.links],
        problems=tuple(Problem(kind) for kind in sorted(found)),
    )


def is_html(leaf: Leaf) -> bool:
    """Whether a part of words is HTML: by its type, and where that is wrong or broken by how it begins."""
    return leaf.content_type == "text/html" or bool(_BEGINS_AS_HTML.match(leaf.content[:_START]))


def _typed_in(text: str) -> Iterable[str]:
    if _UUENCODED.search(text) or _YENCODED.search(text):
        yield "uuencode"
    if _PGP.search(text):
        yield "encrypted"


def _hosts(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        for found in _LINK.finditer(text):
            host = one_line(unescape(found[1]).rpartition("@")[2].partition(":")[0].rstrip(".,;").lower())
            if host:
                yield host


def _tidy(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip()


def _html(source: str) -> tuple[str, list[tuple[str, str]]]:
    """The words of an HTML text, and its links as (target, words); no script, no style, nothing fetched."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(source.replace("\x00", "").encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        return "", []
    if root is None:
        return "", []
    words: list[str] = []
    unseen = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        hidden = element.tag in _UNSEEN
        unseen += hidden if event == "start" else -hidden
        if element.tag in (_LINES if event == "start" else _BLOCKS):
            words.append("\n")
        inner = element.text if event == "start" else element.tail
        if inner and not unseen:
            words.append(re.sub(r"\s+", " ", inner))
    return "".join(words), [(one.get("href", "").strip(), _said(one)) for one in root.iter("a", "area", "link")]


def _said(link: etree._Element) -> str:
    """The words on which a link lies, in one line."""
    return one_line("".join(map(str, link.itertext())), _LONGEST_LINKED)
