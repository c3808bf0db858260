"""schemathesis asks the API whatever its own description allows, and what it does not: no answer parts from it."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi import checks

from intake.ports import Reader
from intake.web.api.app import DESCRIPTION
from tests.line.worlds import World
from tests.store.databases import ready_url
from tests.web.desk.api.programs import hand_out, secret_of_token
from tests.web.desk.api.test_api_rights import what_is_there
from tests.web.desk.places import Desk, desk_of, filled

HERE = "http://127.0.0.1:8025"
ALWAYS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
TOKEN = {"Authorization": f"Bearer {secret_of_token('all')}"}


def operations(desk: Desk) -> Iterator[APIOperation[Any, Any, Any, Any]]:
    """All that the description tells of."""
    description = schemathesis.openapi.from_asgi(DESCRIPTION, desk.app, headers={"host": "127.0.0.1:8025"})
    for found in description.get_all_operations():
        assert isinstance(found, Ok)
        yield found.ok()


def answers(
    one: APIOperation[Any, Any, Any, Any],
    most: int,
    mode: GenerationMode,
    also: list[Any],
    **fixed: Any,  # noqa: ANN401 - what JSON has
) -> set[int]:
    """The statuses of so many questions, always the same ones; `fixed` are parameters that do not vary."""
    seen = set()

    @settings(
        max_examples=most,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=one.as_strategy(generation_mode=mode, headers=TOKEN, **fixed))
    def ask(case: Case[Any]) -> None:
        answer = case.call(base_url=HERE)
        seen.add(answer.status_code)
        case.validate_response(answer, checks=[*ALWAYS, *also])

    ask()
    return seen


def asks_for_what_is_there(desk: Desk, most: int) -> None:
    there = what_is_there(desk)
    for one in operations(desk):
        places = {name: value for name, value in there.items() if f"{{{name}}}" in one.path}
        names = {each.name for each in one.query}
        known = {
            name: value for name, value in (("group", "jca-mv"), ("submission", ""), ("meeting", "")) if name in names
        }
        seen = answers(
            one, most, GenerationMode.POSITIVE, [checks.positive_data_acceptance], path_parameters=places, query=known
        )
        assert 200 in seen, one.path


def test_what_is_there_is_told_as_it_is_described(api: Desk) -> None:
    asks_for_what_is_there(api, 6)


def test_what_is_not_there_is_told_so(api: Desk) -> None:
    for one in operations(api):
        seen = answers(one, 8, GenerationMode.POSITIVE, [checks.positive_data_acceptance])
        assert seen <= {200, 404}, one.path


def test_what_the_description_does_not_allow_is_told_so(api: Desk) -> None:
    asked = [one for one in operations(api) if list(one.query) or list(one.path_parameters)]
    assert len(asked) > 7
    for one in asked:
        seen = answers(one, 12, GenerationMode.NEGATIVE, [checks.negative_data_rejection])
        assert seen <= {200, 404, 422}, one.path
        assert 422 in seen or not list(one.query), one.path


def test_postgresql_answers_the_same(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> None:
    folder = tmp_path_factory.mktemp("asked")
    world = World(folder, ready_url("postgresql", folder), reader)
    desk = desk_of(world, filled(world))
    hand_out(desk.desk.store)
    asks_for_what_is_there(desk, 3)
    desk.close()
    world.close()
