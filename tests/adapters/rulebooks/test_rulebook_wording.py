"""Whatever stands in a rulebook's files is taken, or told in our own words with key and example."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from typing_extensions import get_type_hints, is_typeddict

from intake.adapters.rulebook.file_schema import CalendarFile, GroupFile, SiteToml
from intake.adapters.rulebook.profiles import ProfileKeys
from intake.adapters.rulebook.toml_files import Faults, KeyPath, dotted, read_layer

LIBRARY = re.compile(
    r"input should|should be|valid (?:string|integer|number|boolean|dictionary|date|list|time)|too short|too long|"
    r"field required|extra inputs|permitted|unable to|parse|instance of|match pattern|at least \d+ (?:char|item)|"
    r"value error|another value here|greater than|less than|NoneType|timezone",
    re.IGNORECASE,
)
WRONG: list[object] = [
    *("text", "", "x" * 600, 5, -1, 0, 2_000_000, 1.5, float("inf"), float("nan"), True, [], [1], ["", "x" * 600]),
    *({}, {"a": 1}, [{"a": 1}], date(2026, 4, 30), datetime(2026, 4, 30, 10, tzinfo=UTC), time(10)),
]


def places(schema: Any, path: KeyPath = ()) -> Iterator[KeyPath]:  # noqa: ANN401 - a type of the schema
    """The path of every key and table that may stand in a file."""
    if is_typeddict(schema):
        for name, kind in get_type_hints(schema).items():
            yield (*path, name)
            yield from places(kind, (*path, name))
        return
    inner = [one for one in get_args(schema) if not isinstance(one, str)]
    if get_origin(schema) is list and is_typeddict(inner[0]):
        yield from places(inner[0], (*path, 0))
    elif get_origin(schema) is dict and is_typeddict(inner[1]):
        yield from places(inner[1], (*path, "COV-001"))
    elif inner and is_typeddict(inner[0]):
        yield from places(inner[0], path)


def tree_with(path: KeyPath, value: object) -> Any:  # noqa: ANN401 - a TOML tree
    for step in reversed(path):
        value = [value] if isinstance(step, int) else {step: value}
    return value


FILES = {"site.toml": SiteToml, "jca-mv.toml": GroupFile, "geneva.toml": CalendarFile, "template.toml": ProfileKeys}
PLACES = [(name, path) for name, schema in FILES.items() for path in places(schema)]


def test_every_key_is_walked() -> None:
    assert len(PLACES) > 200
    assert ("jca-mv.toml", ("meeting", 0, "deadlines", "contribution")) in PLACES
    assert ("jca-mv.toml", ("meeting", 0, "checks", "COV-001", "severity")) in PLACES


@pytest.mark.parametrize(("name", "path"), PLACES, ids=[f"{name}-{dotted(path)}" for name, path in PLACES])
def test_a_wrong_value_is_told_in_our_own_words(tmp_path: Path, name: str, path: KeyPath) -> None:
    import tomlkit

    told = 0
    for value in WRONG:
        faults = Faults()
        (tmp_path / name).write_text(tomlkit.dumps(tree_with(path, value)), encoding="utf-8")
        read_layer(tmp_path / name, FILES[name], faults)
        lines = [line for line in faults.sentences if f" {dotted(path)}" in line]
        told += len(lines)
        for line in lines:
            assert not LIBRARY.search(line.partition("; found")[0]), line
            assert re.search(r"like|expected a table|expected '|known here|did you mean|\(2026|SHA-256", line), line
    assert told or path[-1] == "params"
