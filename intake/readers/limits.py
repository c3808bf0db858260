"""How much of a stranger's mail or file we are willing to look at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MailLimits:
    """Bounds on one mail. Sizes in bytes; `text` in bytes of UTF-8."""

    header_bytes: int = 256 * 1024
    header_fields: int = 1_000
    parts: int = 1_000
    nesting: int = 30
    text: int = 64 * 1024
    html: int = 1024 * 1024
    links: int = 200
    file: int = 40 * 1000 * 1000


@dataclass(frozen=True, slots=True)
class ContainerLimits:
    """Bounds on one zip container. Sizes in bytes as counted while inflating; `ratio` of parts over `ratio_from`.

    The largest genuine values seen in 1,114 Word files: 26 MB in a part, 27 MB in all, ratio 142, 291 entries.
    """

    xml_part: int = 40 * 1000 * 1000
    total: int = 200 * 1000 * 1000
    ratio: int = 200
    ratio_from: int = 100 * 1000
    entries: int = 2_000
    name: int = 255


@dataclass(frozen=True, slots=True)
class WordLimits:
    """Bounds on what is taken from one Word document: cells, bytes of text, and figures for the small lists."""

    cells: int = 2_000
    text: int = 256 * 1024
    paragraphs: int = 5_000
    styles: int = 500
    properties: int = 200
    value: int = 1_000
    sheets: int = 50


MAIL = MailLimits()
CONTAINER = ContainerLimits()
WORD = WordLimits()
