"""What is wrong with a file that is not TOML, in our own words: the line, what stands there, what belongs there."""

import re
import tomllib

_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_TWICE = re.compile(r"Cannot (?:declare|mutate|overwrite)")
_OPEN = re.compile(r"Unclosed|Unterminated|Invalid initial|Invalid value|Expected \"")
_LONGEST = 40


def not_toml(text: str, error: tomllib.TOMLDecodeError) -> str:
    """A sentence without its stop. Of a line with a value only the key is told: the value may be a secret."""
    lines = text.rstrip().split("\n")
    place = _LINE.search(str(error))
    number = min(int(place[1]), len(lines)) if place else len(lines)
    line = lines[number - 1].split("#")[0].strip()
    key, equals, _ = line.partition("=")
    name = key.strip()[:_LONGEST] if equals or line.startswith("[") else ""
    where = f"is not TOML: line {number}{f', {name}' if name else ''}"
    if _TWICE.match(str(error)) and line.startswith("["):
        return f"{where}: this table stands there a second time; put all its keys under the first one"
    if _TWICE.match(str(error)):
        return f"{where}: this key stands there a second time; keep one of the two"
    if place is None and _OPEN.search(str(error)):
        return f"{where}: a bracket or a quotation mark is still open at the end of the file"
    return (
        f"{where}: this cannot be understood; a line is key = value, a text stands in quotation marks, "
        "a day is written like 2026-04-30, an instant like 2026-03-26T00:00:00Z"
    )
