"""Name, organization and country in the lines of a contact that have no labels, by their words and their places."""

import re
from collections.abc import Collection, Sequence

from intake.domain.cover.organizations import begins_with_organization, is_organization, is_person
from intake.domain.text.countries import is_country

POSITIONS = ("name", "organization", "country")
"""The parts of a contact in the order in which people write them."""

_FIRM = re.compile(r"(?:inc|ltd|llc|co|corp|corporation|gmbh|ag|plc|s\.?a\.?|limited|company)\.?", re.IGNORECASE)
_OPEN_END = re.compile(r".*\b(?:of|de|du|del|the)\Z|.*\bRep\.?", re.IGNORECASE)
_COMMA = re.compile(r"\s*[,，،]\s*")
_BETWEEN = re.compile(r"\s+[/|–—-]\s+|\s*[|;；]\s*")
_IN_BRACKETS = re.compile(r"(?P<before>[^()（）]+?)\s*[(（](?P<inside>[^()（）]+)[)）]")


def placed(free: Sequence[str], sources: Collection[str], email: str, *, named: bool) -> dict[str, str]:
    """Name, organization and country from lines without labels; `named` if the name stands elsewhere.

    A line that is a country's name is the country, wherever it stands. Else the places tell: first line, all between,
    last line. The document's `sources` and the e-mail address tell an organization from a person.
    """
    lines = [piece for line in _lines(free) for piece in _apart_from_country(line)]
    country = next((line for line in reversed(lines) if is_country(line)), "")
    if country:
        lines = [line for line in lines if line and line != country]
    whole = [*lines, *([country] if country else ())]
    if lines and (named or begins_with_organization(whole, sources, email)):
        found = _without_name(lines if country else free, "" if named else email, ended=bool(country))
    else:
        found = _by_position(lines, ended=bool(country))
    return {**found, "country": country} if country else found


def _by_position(lines: Sequence[str], *, ended: bool) -> dict[str, str]:
    """First line, all between, last line; where a country stood below (`ended`), none of these is one."""
    last = len(lines) if ended else len(POSITIONS) - 1
    name, between, below = lines[:1], lines[1:last], lines[last:]
    if len(below) > 1:
        between, below = lines[1:-1], lines[-1:]
    found = zip(POSITIONS, map(", ".join, (name, between, below)), strict=True)
    return {part: text for part, text in found if text}


def _lines(free: Sequence[str]) -> list[str]:
    """Lines without labels, each with one thing: of one or two lines, what stands between commas or strokes."""
    if len(free) == 1:
        return _parted(free[0])
    return [free[0], *_organization_and_country(free[1])] if len(free) == 2 else list(free)


def _apart_from_country(line: str) -> list[str]:
    """The town and the country of "Daejeon, Korea"; any other line as it is."""
    town, comma, country = line.rpartition(",")
    apart = comma and is_country(country) and not is_country(line)
    return [town.strip(), country.strip()] if apart else [line]


def _parted(line: str) -> list[str]:
    """The parts of "Kim, ETRI, Korea", of "Kim / ETRI / Korea" and "Kim (Korea)"."""
    pieces = [piece for piece in _BETWEEN.split(line) if piece]
    if len(pieces) > 1 and is_country(pieces[-1]):
        return pieces
    bracketed = _IN_BRACKETS.fullmatch(line)
    if bracketed and is_country(bracketed["inside"]) and not is_country(line):
        return [bracketed["before"], bracketed["inside"]]
    name, *rest = _COMMA.split(line, maxsplit=1)
    return [name.strip(), *_organization_and_country(rest[0].strip())] if rest else [line]


def _without_name(free: Sequence[str], email: str, *, ended: bool) -> dict[str, str]:
    """Organization and country, where no name stands before them; the name where the e-mail address tells one below."""
    name = next((one for one in free[1:] if email and is_person(one, email)), "")
    *above, last = [one for one in free if one != name]
    pieces = [last] if ended or (above and is_organization(last)) else _organization_and_country(last)
    country = "" if ended else pieces[-1] if len(pieces) > 1 else last if above and not is_organization(last) else ""
    organization = ", ".join(one for one in (*above, *pieces[: len(pieces) - bool(country)]) if one)
    found = {"name": name, "organization": organization, "country": country}
    return {part: text for part, text in found.items() if text}


def _organization_and_country(line: str) -> list[str]:
    """Both parts of "ETRI, Korea (Rep. of)"; "Korea, Republic of" and "Telecom, Inc." are each one."""
    pieces = [piece.strip() for piece in _COMMA.split(line)]
    if is_country(line) or (len(pieces) == 2 and _OPEN_END.fullmatch(pieces[1])):
        return ["", line.strip(" ,")]
    while len(pieces) > 2 and _OPEN_END.fullmatch(pieces[-1]):
        pieces[-2:] = [", ".join(pieces[-2:])]
    if len(pieces) == 1 or _FIRM.fullmatch(pieces[-1]) or not pieces[-1]:
        return [line.strip(" ,")]
    return [", ".join(pieces[:-1]), pieces[-1]]
