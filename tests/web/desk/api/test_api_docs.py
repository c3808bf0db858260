"""The page about the API is true: its paths, parameters, scopes and problems are as they are, its code runs."""

import json
import re
from itertools import islice
from typing import Any, get_args

import pytest

from intake.domain.persons.tokens import SCOPES
from intake.web.api.app import DESCRIPTION
from intake.web.api.problems import ProblemKind
from tests.architecture.pages import doc, rows, section
from tests.web.desk.api.programs import program, secret_of_token
from tests.web.desk.places import Desk, served_for


@pytest.fixture(scope="module")
def described(api: Desk) -> Any:  # noqa: ANN401 - what JSON has
    return json.loads(program(api, "").get(DESCRIPTION).body)


def test_every_path_is_told_with_its_parameters(described: Any) -> None:  # noqa: ANN401
    told = rows(section(doc("api.md"), "What there is"))
    known = {
        path.removeprefix("/api/v1"): [one["name"] for one in way["get"].get("parameters", []) if one["in"] == "query"]
        for path, way in described["paths"].items()
    }
    assert set(told) == set(known)
    for path, names in known.items():
        parameters = re.findall(r"`(\w+)`", told[path].rpartition("| ")[2])
        assert [one for one in parameters if one not in ("numbered", "original")] == names, path


def test_every_scope_and_every_problem_of_a_route_is_told(described: Any) -> None:  # noqa: ANN401
    assert tuple(rows(section(doc("api.md"), "A token"))) == SCOPES
    guards = ("fault", "host", "large", "slow")
    told = set(re.findall(r"^\| \d+ \| `(\w+)`", doc("api.md"), re.MULTILINE))
    assert told == set(get_args(ProblemKind)) - set(guards)
    statuses = {status for way in described["paths"].values() for status in way["get"]["responses"]}
    assert statuses - {"200", "304"} == set(re.findall(r"^\| (\d+) \| `", doc("api.md"), re.MULTILINE)) - {"405"}


def test_everything_that_is_answered_is_described_in_words(described: Any) -> None:  # noqa: ANN401
    for name, one in described["components"]["schemas"].items():
        assert one.get("description"), name
        silent = [key for key, value in one.get("properties", {}).items() if not value.get("description")]
        assert silent == [], name
        assert set(one.get("required", ())) == set(one["properties"]), f"{name}: a key is never missing"


def test_the_follower_of_the_page_reads_and_checks_the_whole_log(api: Desk) -> None:
    code = re.search(r"^```python\n(import.*?)^```", doc("api.md"), re.DOTALL | re.MULTILINE)
    assert code is not None
    named: dict[str, Any] = {}
    exec(compile(code[1], "docs/api.md", "exec"), named)
    with api.desk.store.read() as work:
        sealed = work.log.sealed(after=0, limit=10_000)
    with served_for(api) as port:
        address, token = f"http://127.0.0.1:{port}", secret_of_token("all")
        lines = list(islice(named["follow"](address, token), len(sealed)))
        assert [one["position"] for one in lines] == [one.position for one in sealed]
        middle = lines[4]
        after = named["follow"](address, token, middle["position"], middle["seal"])
        assert next(after)["position"] == middle["position"] + 1
        with pytest.raises(ValueError, match="does not follow what was read before"):
            next(named["follow"](address, token, middle["position"], "f" * 64))
