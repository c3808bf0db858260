"""Reads one TOML file strictly: everything wrong in it is told at once, with file, line, key and remedy."""

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError
from typing_extensions import get_type_hints, is_typeddict

from intake.domain.errors import ConfigurationError
from intake.settings.toml_faults import not_toml
from intake.settings.wording import in_plain_words

Tree = dict[str, Any]
KeyPath = tuple[str | int, ...]
"""The keys, and the indexes in arrays of tables, that lead to a value."""

_TABLE = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""")


def dotted(path: KeyPath) -> str:
    """A path as people read it: meeting[1].deadlines.contribution, counted from 1."""
    return "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


@dataclass(frozen=True, slots=True)
class Layer:
    """One TOML file as read: its tree, and the line (from 1) of each key that the scanner found."""

    path: Path
    tree: Tree
    lines: Mapping[KeyPath, int]

    def origin(self, path: KeyPath) -> str:
        """Tell where a key stands, "file:line"; the nearest table around it where its own line is not known."""
        for end in range(len(path), 0, -1):
            if line := self.lines.get(path[:end]):
                return f"{self.path}:{line}"
        return str(self.path)

    def has(self, path: KeyPath) -> bool:
        """Whether this file says something at this path."""
        here: Any = self.tree
        for step in path:
            inside = step in here if isinstance(here, dict) else isinstance(here, list) and int(step) < len(here)
            if not inside:
                return False
            here = here[step]
        return True


@dataclass(slots=True)
class Faults:
    """Everything that is wrong, told at once."""

    sentences: list[str] = field(default_factory=list)

    def add(self, origin: str, path: KeyPath, sentence: str) -> None:
        """Note one fault: where, under which key, what and the remedy."""
        self.sentences.append(f"{origin}: {dotted(path)}: {sentence}" if path else f"{origin}: {sentence}")

    def stop(self) -> None:
        """Raise ConfigurationError with all sentences, one a line, when there are any."""
        if self.sentences:
            raise ConfigurationError("\n".join(dict.fromkeys(self.sentences)))


def nearest(name: str, known: Iterable[str]) -> str:
    """A remark that offers the most similar known name, or lists them where none is similar."""
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    return f"did you mean {close[0]}?" if close else f"known here: {', '.join(names)}"


def read_layer(path: Path, schema: type, faults: Faults) -> Layer:
    """Read one TOML file and note everything in it that the schema does not know; empty when it is no TOML."""
    text = ""
    try:
        text = path.read_text(encoding="utf-8")
        tree = tomllib.loads(text)
    except FileNotFoundError as error:
        raise ConfigurationError(f"{path}: this file is missing; write it, or run intake init") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    except tomllib.TOMLDecodeError as error:
        faults.add(str(path), (), not_toml(text, error))
        return Layer(path, {}, {})
    layer = Layer(path, tree, scan(text))
    _validate(layer, schema, faults)
    return layer


def scan(text: str) -> dict[KeyPath, int]:
    """The line of each table and key of a TOML text, as far as they stand at the beginning of a line."""
    lines: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _TABLE.match(line):
            table = _place(_names(header[2]), counts, one_more=header[1] == "[[")
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault((*table, *_names(key[1])), number)
    return lines


def _names(text: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(text))


def _place(names: tuple[str, ...], counts: dict[KeyPath, int], *, one_more: bool) -> KeyPath:
    """The path of a table header: behind each array of tables comes the index of its last element."""
    path: KeyPath = ()
    for position, name in enumerate(names, 1):
        path = (*path, name)
        if one_more and position == len(names):
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


@cache
def _adapter(schema: type) -> TypeAdapter[Any]:
    """Made once for each kind of file: making one takes longer than reading all files of a home."""
    return TypeAdapter(schema)


def _validate(layer: Layer, schema: type, faults: Faults) -> None:
    try:
        _adapter(schema).validate_python(layer.tree)
    except ValidationError as error:
        for one in error.errors(include_url=False):
            path = tuple(step for step in one["loc"] if not str(step).startswith("["))
            if one["type"] == "extra_forbidden":
                known = keys_at(schema, path[:-1])
                faults.add(layer.origin(path), path, f"is not known here; {nearest(str(path[-1]), known)}")
            else:
                faults.add(layer.origin(path), path, in_plain_words(one))


def keys_at(schema: type, path: KeyPath) -> tuple[str, ...]:
    """The keys that the schema knows in the table at this path."""
    here: Any = schema
    for step in path:
        here = get_type_hints(here)[str(step)] if is_typeddict(here) else get_args(here)[-1]
    return tuple(get_type_hints(here)) if is_typeddict(here) else ()
