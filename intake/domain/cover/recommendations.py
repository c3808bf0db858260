"""The title of a Recommendation, which has no cover with labels: by its styles, else by the line with its number."""

import re
from collections.abc import Iterator, Sequence

from intake.domain.document import Word
from intake.domain.text.language import one_line

_NUMBERS = ("RecNo", "RecNoBR", "Recref")
_TITLES = ("Rectitle", "RecTitle")
_FIRST = 60
"""In how many paragraphs, and cells of the first tables, the line with the number is looked for."""

_TABLES, _LONGEST = 4, 250
_SERIES = r"[A-Z](?:\.\d{1,4}(?:\.\d{1,4}){0,3}|\.[A-Za-z][\w-]{0,30}|\.Sup\w{1,6})"
_NUMBERED = re.compile(
    rf"(?:(?:draft|new|revised|projet de|nouvelle|proyecto de|nueva|проект|новой|пересмотренной)\s+)*"
    rf"(?:(?:ITU-T\s+)?Recommendation(?:\s+ITU-T)?|Recommandation\s+UIT-T|Recomendación\s+UIT-T|Рекомендация\s+МСЭ-Т|"
    rf"التوصية\s+ITU-T|ITU-T)\s+{_SERIES}(?:\s*建议书)?(?:\s*\(\d\d/\d{{4}}\))?",
    re.IGNORECASE,
)


def recommendation_title(word: Word) -> str | None:
    """Number and title of a Recommendation ("Recommendation ITU-T X.1234: Title"), None where the document is none."""
    styled = {name.casefold(): text for name, text in word.leads.items()}
    number, title = (_first(styled, names) for names in (_NUMBERS, _TITLES))
    if not title:
        lines = list(_lines(word))
        at = next((place for place, line in enumerate(lines) if _NUMBERED.fullmatch(line)), None)
        if at is None:
            return None
        beside = (*lines[at + 1 : at + 2], *lines[max(0, at - 1) : at])
        number, title = lines[at], next((line for line in beside if _is_title(line)), "")
    return ": ".join(one for one in (number, title) if one) or None


def _first(styled: dict[str, str], names: Sequence[str]) -> str:
    return next((_plain(text) for name in names if (text := styled.get(name.casefold()))), "")


def _lines(word: Word) -> Iterator[str]:
    """The first paragraphs, and behind them the lines of the first tables, each on one line and dashes alike."""
    cells = (cell.text for table in word.tables[:_TABLES] for row in table.rows for cell in row)
    for texts in (word.paragraphs[:_FIRST], [line for text in cells for line in text[:2_000].split("\n")][:_FIRST]):
        yield from (line for text in texts if (line := _plain(text[:_LONGEST])))


def _plain(text: str) -> str:
    return one_line(text).replace("\u2011", "-")


def _is_title(line: str) -> bool:
    """Whether a line can be a title: it has words, and is no heading of the pages before the text."""
    return len(line) > len("Summary") and not line.endswith((".", ":")) and any(map(str.isalpha, line))
