"""The people of a cover: each once, however many rows and cells they stand in; several in one cell told apart."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace

from intake.domain.cover.labels import EVERY_PART, is_bare_label, is_part_label, key, split_label
from intake.domain.cover.organizations import is_person
from intake.domain.cover.samples import Samples, unbracketed
from intake.domain.document import Contact, Placeholder

Lines = Sequence[str]

_PARTS = tuple(one.name for one in fields(Contact))
_BETWEEN_NAMES = re.compile(r"\s*(?:[,;/&،、；]|\b(?:and|et|y|и)\b)\s*")
_WORD = re.compile(r"[^\W\d_]+")
_FORMS = {"mr", "mrs", "ms", "miss", "dr", "prof", "professor", "eng", "ing", "sir", "mme", "m", "sr", "sra", "phd"}


@dataclass(frozen=True, slots=True)
class _Known:
    """The marks of one person: the words of the name, the letters of the organization, the address."""

    name: frozenset[str]
    organization: str
    address: str

    @classmethod
    def by(cls, one: Contact) -> "_Known":
        """Worked out once of each contact, since every two of them are compared."""
        return cls(_name(one.name or ""), key(one.organization or ""), (one.email or "").casefold())


def once(contacts: Iterable[Contact]) -> list[Contact]:
    """Every person once, in the order of the cover; a second row about a person completes the first."""
    people: list[Contact] = []
    known: list[_Known] = []
    for one in contacts:
        new = _Known.by(one)
        place = next((place for place, other in enumerate(known) if _same(other, new)), None)
        if place is None:
            people.append(one)
            known.append(new)
        else:
            people[place] = _completed(people[place], one)
            known[place] = _Known.by(people[place])
    return people


def _same(one: _Known, other: _Known) -> bool:
    """Whether two contacts are one person: by name, where not two addresses speak against it; else by the address."""
    if one.name and other.name:
        if one.name != other.name:
            return False
        addresses = {one.address, other.address} - {""}
        organizations = {one.organization, other.organization} - {""}
        return len(addresses) < 2 or len(organizations) == 1
    return bool(one.address) and one.address == other.address


def _name(text: str) -> frozenset[str]:
    """The words of a name in any order, without forms of address: "LOVELACE, Ada" and "Ms Ada Lovelace" are one."""
    words = {key(word) for word in _WORD.findall(text)}
    return frozenset(words - _FORMS or words)


def _completed(known: Contact, more: Contact) -> Contact:
    missing = {part: getattr(more, part) for part in _PARTS if not getattr(known, part)}
    return replace(known, **missing)


def named_together(cells: Sequence[Lines], addresses: Sequence[str]) -> list[list[Lines]]:
    """The cells for each person of a line with all names ("Ada Lovelace, Kim Min-ji") above what they share; or [].

    The addresses tell that these are persons, and how many.
    """
    first = next((lines for lines in cells if lines), ())
    names = [one.strip() for one in _BETWEEN_NAMES.split(first[0])] if first and len(addresses) > 1 else []
    if len(names) != len(addresses) or not all(map(is_person, names, addresses)):
        return []
    shared = [[line for line in lines[lines is first :] if "@" not in line] for lines in cells]
    return [[[name], *shared, [address]] for name, address in zip(names, addresses, strict=True)]


def headed(rows: Sequence[Lines]) -> list[Lines]:
    """The rows with the labels of a row of headings ("Name | Organization | E-mail") before each value below it."""
    if len(rows) < 2 or len(rows[0]) < 2 or not all(map(is_part_label, rows[0])):
        return list(rows)
    found: list[Lines] = []
    for row in rows[1:]:
        cells = row[1:] if len(row) == len(rows[0]) + 1 and not key(row[0]) else row
        pairs = zip(rows[0], cells, strict=False)
        found.append([f"{label.strip().rstrip(':：')}: {text}" if key(text) else "" for label, text in pairs])
    return found


def unstacked(cells: Sequence[Lines]) -> list[Lines]:
    """The cells, with the lines of one that are all labels before the lines of the next, where these are as many."""
    found: list[Lines] = []
    labels: Lines = ()
    for lines in cells:
        if labels and len(lines) == len(labels) and not any(split_label(line, EVERY_PART) for line in lines):
            found[-1] = [f"{label.strip().rstrip(':：')}: {text}" for label, text in zip(labels, lines, strict=True)]
            labels = ()
            continue
        labels = lines if len(lines) > 1 and all(map(is_part_label, lines)) else ()
        found.append(lines)
    return found


def filled(contact: Contact, field: str, samples: Samples) -> tuple[Contact | None, list[Placeholder]]:
    """The contact without sample texts and bare labels, or None when nothing is left; the samples that stood there."""
    left: dict[str, str | None] = {}
    found: list[Placeholder] = []
    for part, text in parts_of(contact):
        if samples.holds(text, part):
            found.append(Placeholder(field, text))
        if is_bare_label(text) or samples.holds(text, part):
            left[part] = None
        elif text != (written := unbracketed(text)):
            left[part] = written
    rest = replace(contact, **left)
    return (rest if any(parts_of(rest)) else None), found


def parts_of(contact: Contact) -> list[tuple[str, str]]:
    """The filled parts of a contact, each with its text."""
    return [(part, text) for part in _PARTS if (text := getattr(contact, part))]
