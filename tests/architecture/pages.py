"""The pages of the documentation, as tests look at them: their tables, sections, links and command lines."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

TOP = Path(__file__).parents[2]
PAGES = (
    TOP / "README.md",
    TOP / "CONTRIBUTING.md",
    TOP / "CHANGELOG.md",
    TOP / "rules" / "README.md",
    *sorted((TOP / "docs").rglob("*.md")),
)

_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FENCED = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_ROW = re.compile(r"^\| `([^`]+)` \|(.*)\|$", re.MULTILINE)


@cache
def text(path: Path) -> str:
    """The text of a page."""
    return path.read_text(encoding="utf-8")


def doc(name: str) -> str:
    """The text of a page of docs/."""
    return text(TOP / "docs" / name)


def links(path: Path) -> list[str]:
    """Where a page points to, without what lies outside of the repository."""
    return [one for one in _LINK.findall(text(path)) if not re.match(r"https?:|mailto:|#", one)]


def section(page: str, heading: str) -> str:
    """What stands under the heading that begins with these words, up to the next one of its level or above."""
    start = re.search(rf"^(#+) {re.escape(heading)}(?!\w).*$", page, re.MULTILINE)
    assert start is not None, f"there is no heading {heading!r}"
    end = re.search(rf"^#{{1,{len(start[1])}}} ", page[start.end() :], re.MULTILINE)
    return page[start.end() :][: end.start()] if end else page[start.end() :]


def rows(part: str) -> dict[str, str]:
    """The tables of a part of a page: what stands in backticks in the first column, and the rest of its row."""
    return {key: rest.strip() for key, rest in _ROW.findall(part)}


def command_lines(path: Path) -> Iterator[str]:
    """The calls of `intake` in the shell blocks of a page."""
    for language, block in _FENCED.findall(text(path)):
        if language == "sh":
            for line in block.splitlines():
                words = line.split("#")[0].strip().removeprefix(".venv/bin/")
                if words.startswith("intake "):
                    yield words
