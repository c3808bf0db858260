"""A group's files become a Rulebook, and a Rulebook one self-contained text, known by its digest."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from intake.adapters.rulebook.layers import LayeredText
from intake.adapters.rulebook.toml_files import KeyPath, dotted
from intake.adapters.rulebook.values import rulebook_of
from intake.domain.errors import ConfigurationError
from intake.domain.profile import Profile
from intake.domain.rulebook import Rule, Rulebook, Variant
from intake.domain.text.canonical import canonical


@cache
def _adapter() -> TypeAdapter[Rulebook]:
    """Built when it is first used: it takes a tenth of a second."""
    return TypeAdapter(Rulebook)


def write(layers: LayeredText, profiles: Sequence[Profile]) -> tuple[str, str]:
    """Version and text of the rulebook that these files and registered templates make.

    The text is canonical JSON of everything that judging rests on (all layers, calendar, neighbours, templates);
    the version is its SHA-256 in hexadecimal. Raises ConfigurationError that names every fault of the files.
    """
    return _written(rulebook_of(layers, profiles))


def _written(rulebook: Rulebook) -> tuple[str, str]:
    value = _adapter().dump_python(rulebook, mode="json")
    del value["version"]
    text = canonical(value)
    return _digest(text), text


class JsonRulebookCodec:
    """Reads the text of a stored version; the same version is read once per process."""

    def load(self, version: str, text: str) -> Rulebook:
        """The rulebook of a stored version. ConfigurationError when the text is not that version's, or too new."""
        return _load(version, text)

    def write(self, rulebook: Rulebook) -> tuple[str, str]:
        """Version and text of a rulebook that a person changed at the desk."""
        return _written(rulebook)


@lru_cache(maxsize=64)
def _load(version: str, text: str) -> Rulebook:
    if _digest(text) != version:
        raise ConfigurationError(f"rulebook version {version[:12]}: its text was changed; activate the rulebook again")
    try:
        found = _adapter().validate_json(f'{{"version":"{version}",{text[1:]}')
    except ValidationError as error:
        raise ConfigurationError(
            f"rulebook version {version[:12]}: this program cannot read it ({error.error_count()} unknown or missing "
            "values); activate the rulebook again with this program"
        ) from error
    variants = {key: Variant(_frozen(one.rules), one.policy) for key, one in found.variants.items()}
    return replace(found, rules=_frozen(found.rules), variants=variants)


def _frozen(rules: Any) -> dict[str, Rule]:  # noqa: ANN401 - a Mapping of rules as pydantic built it
    """Rules whose parameters hold tuples where JSON had lists."""
    return {
        key: replace(one, params={name: _tuples(v) for name, v in one.params.items()}) for key, one in rules.items()
    }


def _tuples(value: object) -> object:
    return tuple(_tuples(one) for one in value) if isinstance(value, list) else value


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def show(layers: LayeredText) -> list[tuple[str, object, str]]:
    """Every effective line of a group's files: dotted key, value, and the file and line that decide it."""
    return [(dotted(path), value, layers.origin(path)) for path, value in _leaves(layers.tree, ())]


def _leaves(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, object]]:  # noqa: ANN401 - whatever TOML can say
    """The values at the ends of a tree, tables and arrays of tables walked into."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for index, inner in enumerate(value):
            yield from _leaves(inner, (*path, index))
    else:
        yield path, value
