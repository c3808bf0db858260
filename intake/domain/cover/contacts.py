"""The contacts of a cover: name, organization and country on lines, telephone, fax and e-mail behind their words."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from intake.domain.cover.field_words import PARTS
from intake.domain.cover.labels import EVERY_PART, is_bare_label, key, split_label
from intake.domain.cover.people import Lines, headed, named_together, parts_of, unstacked
from intake.domain.cover.positions import POSITIONS, placed
from intake.domain.document import Contact

_LOCAL = r"[\w.!#$%&'*+/=?^`{|}~-]"
# Looked for where a word begins only: else a long word without an @ costs the square of its length.
_ADDRESS = re.compile(rf"(?<!{_LOCAL}){_LOCAL}+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?=(?:\D*\d){6})\+?[\d\s()./–-]{7,40}(?:\s*(?:ext|x)\.?\s*\d+)?", re.IGNORECASE)
_WEB = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_WIDEST, _MOST = 300, 60


def _inline_words() -> re.Pattern[str]:
    """The words for parts of a contact, anywhere in a line, with a colon behind them."""
    every = {text for words in PARTS.values() for texts in words.values() for text in texts}
    words = sorted(every, key=lambda text: (-len(text), text))
    loose = ("".join(r"[\s.‐‑-]*" if one in " -." else re.escape(one) for one in text) for text in words)
    return re.compile(rf"(?<!\w)(?P<word>{'|'.join(loose)})\s*\.?\s*[:：]", re.IGNORECASE)


_INLINE = _inline_words()
_BEFORE_NUMBER = re.compile(r"(?<!\w)(?P<word>tel|tél|phone|fax|тел|факс)\.?\s+(?=[+(]?\d)", re.IGNORECASE)
_AT_LINE_START = {**EVERY_PART, "t": "tel", "p": "tel", "m": "tel", "f": "fax", "e": "email"}


def contact_of(cells: Lines, sources: Collection[str] = ()) -> list[Contact]:
    """The contacts that one row of cells names, as written; usually one.

    Several in one row are told apart by their e-mail addresses: a cell with addresses ends a person behind each, and
    the lines of the other cells are dealt out evenly. The first 60 lines of a cell count, and 300 characters of each.
    The document's `sources` tell an organization from a person where no name is given.
    """
    texts = unstacked([_apart(cell)[:_MOST] for cell in cells])
    addresses = [found[0] for lines in texts for line in lines if (found := _address(line))]
    if together := named_together(texts, addresses):
        return [_one(cells, sources) for cells in together]
    people = [_after_each_address(lines) for lines in texts]
    count = max((len(one) for one in people), default=1)
    if count > 1 and all(
        len(one) == count or len(lines) % count == 0 for one, lines in zip(people, texts, strict=True)
    ):
        dealt = [one if len(one) == count else _dealt(lines, count) for one, lines in zip(people, texts, strict=True)]
        return [_one(list(person), sources) for person in zip(*dealt, strict=True)]
    return [_one(texts, sources)]


def join_rows(rows: Sequence[Lines], sources: Collection[str] = ()) -> list[Contact]:
    """The contacts of the rows that belong to one Contact label: a row that only adds to the one before joins it."""
    people: list[Contact] = []
    for row in headed(rows):
        for one in contact_of(row, sources):
            if people and not _clash(people[-1], one):
                people[-1] = _merged(people[-1], one)
            else:
                people.append(one)
    return people


def _clash(known: Contact, more: Contact) -> bool:
    return bool(dict(parts_of(known)).keys() & dict(parts_of(more)).keys())


def _merged(known: Contact, more: Contact) -> Contact:
    return replace(known, **dict(parts_of(more)))


def _apart(cell: str) -> list[str]:
    """The lines of a cell; of one with several addresses, what belongs to each is a line of its own."""
    lines = [line[:_WIDEST] for line in cell.split("\n")[: 2 * _MOST] if line.strip()]
    return [piece for line in lines for piece in (_cut(line) if line.count("@") > 1 else [line])]


def _cut(line: str) -> list[str]:
    ends = [0, *(found.end() for found in _ADDRESS.finditer(line))]
    pieces = [line[start:end].strip(" ,;/") for start, end in pairwise(ends)]
    return [*pieces[:-1], f"{pieces[-1]}{line[ends[-1] :]}"] if pieces else [line]


def _after_each_address(lines: Lines) -> list[Lines]:
    """The lines cut behind each one with an address, when more follow that could be somebody else's."""
    people: list[list[str]] = [[]]
    addressed = False
    for line in lines:
        has_address = _address(line) is not None
        if addressed and (has_address or not _is_web(line)):
            people.append([])
            addressed = False
        people[-1].append(line)
        addressed = addressed or has_address
    if len(people) > 1 and not addressed:
        last = people.pop()
        people[-1].extend(last)
    return list(people)


def _dealt(lines: Lines, count: int) -> list[Lines]:
    size = len(lines) // count
    return [lines[size * number : size * (number + 1)] for number in range(count)]


def _address(text: str) -> re.Match[str] | None:
    return _ADDRESS.search(text) if "@" in text else None


def _is_web(line: str) -> bool:
    return _WEB.search(line) is not None


def _one(cells: Sequence[Lines], sources: Collection[str]) -> Contact:
    """One contact from all lines of its cells."""
    named: dict[str, str] = {}
    free: list[str] = []
    waiting = ""
    for line in (line for lines in cells for line in lines):
        for part, text in _pieces(line):
            waiting = _take(part or waiting, text, named, free, labelled=bool(part))
    return Contact(**{**placed(free, sources, named.get("email", ""), named="name" in named), **named})


def _take(part: str, text: str, named: dict[str, str], free: list[str], *, labelled: bool) -> str:
    """Put one piece in its place; returns the part whose value is still to come, or ""."""
    address = _address(text)
    kind = "email" if address else part
    if not any(map(str.isalnum, text)):
        return part if labelled else ""
    if is_bare_label(text) and EVERY_PART.get(key(text)) not in POSITIONS:
        return EVERY_PART.get(key(text), "")
    if address:
        text = text[address.start() : address.end()]
    elif not labelled and _PHONE.fullmatch(text):
        kind = part if part in {"tel", "fax"} else "fax" if "tel" in named else "tel"
    elif not labelled and part in {"tel", "fax", "email"}:
        kind = part if text.startswith(("<", "[")) else ""
    if not kind or kind in named:
        if not kind and not _WEB.fullmatch(text) and key(text) not in map(key, free):
            free.append(text)
        return ""
    named[kind] = text
    return ""


def _pieces(line: str) -> Iterator[tuple[str, str]]:
    """A line as (part, text): what stands before the first word for a part has part ""."""
    whole = split_label(line, _AT_LINE_START)
    if whole is not None and whole.colon and not _marks(whole.rest):
        yield whole.field, _tidy(whole.rest)
        return
    marks = _marks(line)
    starts = [0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(line)]
    parts = ["", *(_part(mark["word"]) for mark in marks)]
    for part, start, end in zip(parts, starts, ends, strict=True):
        text = _tidy(line[start:end])
        address = _address(text)
        if part != "email" and address and (before := _tidy(text[: address.start()]).rstrip(" ,<([")):
            yield part, before
            yield "email", address[0]
        elif part or text:
            yield part, text


def _marks(line: str) -> list[re.Match[str]]:
    """The words for parts in a line, in order: each with a colon, those of telephones also before a number."""
    inline = _INLINE.finditer(line) if ":" in line or "：" in line else ()
    found = sorted((*inline, *_BEFORE_NUMBER.finditer(line)), key=lambda mark: mark.start("word"))
    return [mark for number, mark in enumerate(found) if not number or mark.start() >= found[number - 1].end()]


def _part(word: str) -> str:
    labelled = split_label(word, EVERY_PART)
    return labelled.field if labelled else ""


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" ,;|/").removeprefix("mailto:")
