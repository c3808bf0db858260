"""Every route of the API, as the application names them: W01, W02 and W08 of the hazards for programs."""

import json
import re
from collections.abc import Iterator

import pytest
from fastapi.routing import APIRoute

from intake.domain.errors import UnavailableError
from intake.domain.persons.tokens import TokenScope
from intake.web.api.app import DESCRIPTION, api_routes
from intake.web.api.faults import faults_of
from intake.web.api.tokens import WRONG_ONES, opens
from tests.web.desk.api.programs import NO_PEOPLE, ROOT, Program, hand_out, program, secret_of_token
from tests.web.desk.people import secret_of
from tests.web.desk.places import Desk
from tests.web.desk.test_rights import rows
from tests.web.visitors import Answer


def all_api_routes(desk: Desk) -> list[APIRoute]:
    return [one for one in api_routes(desk.desk, desk.ended.append).routes if isinstance(one, APIRoute)]


def what_is_there(desk: Desk) -> dict[str, str]:
    """For each place in a path something of JCA-MV that is there."""
    with desk.desk.store.read() as work:
        one = work.contributions.by_label("JCA-MV-Doc-001")
        rulebook = desk.desk.line.rulebook(work, "jca-mv")
    assert one is not None
    return {
        "reference": one.reference,
        "number": one.label,
        "sha256": one.versions[0].files[0].sha256,
        "group": "jca-mv",
        "meeting": rulebook.meetings[0].id,
    }


def guarded(desk: Desk) -> Iterator[tuple[str, TokenScope | None]]:
    """A path of something that is there for each route that needs a token, and the scope that it needs."""
    there = what_is_there(desk)
    for route in all_api_routes(desk):
        wants = opens(route)
        if wants is not None:
            yield re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: there[found[1]], route.path), wants.scope


def is_problem(answer: Answer, status: int, kind: str) -> bool:
    told = json.loads(answer.body)
    assert answer.headers["content-type"] == "application/problem+json", answer.html
    return (answer.status, told["status"], told["kind"]) == (status, status, kind)


def test_every_route_but_the_description_needs_a_token(api: Desk) -> None:
    without = [one.path for one in all_api_routes(api) if opens(one) is None]
    assert without == [DESCRIPTION]
    assert len(list(guarded(api))) > 8
    answer = program(api, "").get(DESCRIPTION)
    assert (answer.status, json.loads(answer.body)["openapi"][:2]) == (200, "3.")


@pytest.mark.parametrize(
    ("headers", "challenge"),
    [
        pytest.param({}, 'Bearer realm="intake"', id="nothing"),
        pytest.param({"cookie": f"desk_session={secret_of('administrator')}"}, 'Bearer realm="intake"', id="a-session"),
        pytest.param({"authorization": "Bearer intake_nobody-has-it"}, "invalid_token", id="unknown"),
        pytest.param({"authorization": f"Bearer {secret_of_token('over')}"}, "invalid_token", id="over"),
        pytest.param({"authorization": "Bearer"}, "invalid_token", id="no-token"),
        pytest.param({"authorization": "Basic YWRhOmFkYQ=="}, "invalid_token", id="a-password"),
        pytest.param(
            {"authorization": f"Bearer {secret_of('administrator')}"}, "invalid_token", id="secret-of-session"
        ),
        pytest.param({"authorization": f"Token {secret_of_token('all')}"}, "invalid_token", id="another-way"),
        pytest.param({"x-api-key": secret_of_token("all")}, 'Bearer realm="intake"', id="another-field"),
    ],
)
def test_without_a_token_that_opens_something_nothing_is_read(
    api: Desk, headers: dict[str, str], challenge: str
) -> None:
    for number, (path, _) in enumerate(guarded(api)):
        answer = Program(api.app, address=f"198.51.100.{number}").ask("GET", path, headers=headers)
        assert is_problem(answer, 401, "token"), path
        assert challenge in answer.headers["www-authenticate"]


@pytest.mark.parametrize("name", ["token", "access_token"])
def test_a_token_in_an_address_opens_nothing(api: Desk, name: str) -> None:
    for path, _ in guarded(api):
        assert program(api, "").get(f"{path}?{name}={secret_of_token('all')}").status == 401
        assert program(api).get(f"{path}?{name}={secret_of_token('all')}").status == 422


@pytest.mark.parametrize("has", [*NO_PEOPLE, "people"])
def test_a_token_opens_what_its_scope_says_and_nothing_else(api: Desk, has: TokenScope) -> None:
    reader = program(api, f"only-{has}" if has != "people" else "people-alone")
    for path, wants in guarded(api):
        answer = reader.get(path)
        if wants in (None, has):
            assert answer.status == 200, path
        else:
            assert is_problem(answer, 403, "scope"), path
            assert f'scope="{wants}"' in answer.headers["www-authenticate"]


@pytest.mark.parametrize("who", ["of-dcc", "narrowed"])
def test_records_of_another_group_are_as_if_they_were_not_there(api: Desk, who: str) -> None:
    reader = program(api, who)
    for path, _ in guarded(api):
        answer = reader.get(path)
        if path.count("/") > 3:  # one record of JCA-MV
            assert is_problem(answer, 404, "missing"), path
            unknown = path.replace("MV", "XX").replace("jca-mv", "xx")
            assert reader.get(unknown).body == answer.body, "nobody learns whether it exists"
        else:
            assert answer.status == 200, path
            assert not re.search(r"jca-mv|MV-26|etri|kaist|metaverse", answer.html), path
    for path in ("/log", "/submissions", "/documents", "/meetings"):
        assert is_problem(reader.get(f"{ROOT}{path}?group=jca-mv"), 404, "missing")
    assert is_problem(reader.get(f"{ROOT}/log?submission=MV-26-0001"), 404, "missing")


def test_a_chair_reads_the_own_group_alone(api: Desk) -> None:
    assert program(api, "chair").read("/token")["groups"] == ["jca-mv"]
    assert {one["group"] for one in program(api, "chair").read("/submissions")["submissions"]} == {"jca-mv"}
    assert [one["id"] for one in program(api, "chair").read("/groups")["groups"]] == ["jca-mv"]


def test_nothing_is_changed_here(api: Desk) -> None:
    before = rows(api)
    for path, _ in guarded(api):
        for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"):
            answer = program(api).ask(method, path, b"{}", {"content-type": "application/json"})
            assert is_problem(answer, 405, "method"), path
            assert answer.headers["allow"] == "GET, HEAD"
        answer = program(api).ask("HEAD", path)
        assert (answer.status, answer.body) == (200, b"")
    assert rows(api) == before


def test_a_token_opens_no_page_of_the_desk(api: Desk) -> None:
    for path in ("/", "/log", "/documents", "/people", "/me"):
        answer = program(api).get(path)
        assert (answer.status, answer.headers["location"][:7]) == (303, "/login?"), path
    assert program(api).post("/logout").status == 403


@pytest.mark.parametrize(
    ("query", "where", "why"),
    [
        pytest.param("colour=red", "query.colour", "There is no such parameter.", id="unknown"),
        pytest.param("limit=1&limit=2", "query.limit", "It is given more than once.", id="twice"),
        pytest.param("limit=0", "query.limit", "Give 1 or more.", id="too-little"),
        pytest.param("limit=501", "query.limit", "Give 500 or less.", id="too-much"),
        pytest.param("limit=ten", "query.limit", "Give a whole number.", id="no-number"),
        pytest.param("after=%0A", "query.after", "Give ", id="no-place"),
    ],
)
def test_a_parameter_that_means_nothing_is_named(api: Desk, query: str, where: str, why: str) -> None:
    for path in ("/log", "/submissions", "/documents", "/meetings"):
        answer = program(api).get(f"{ROOT}{path}?{query}")
        assert is_problem(answer, 422, "form"), path
        (fault,) = json.loads(answer.body)["faults"]
        assert (fault["where"], fault["why"][: len(why)]) == (where, why), path


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        pytest.param("log?what=nothing", "There is no such kind of line.", id="kind"),
        pytest.param(
            "submissions?received_from=yesterday", "Give an instant with its offset from UTC", id="no-instant"
        ),
        pytest.param(
            "submissions?received_from=2026-04-30T21:52:00", "Give an instant with its offset from UTC", id="no-zone"
        ),
        pytest.param("documents?kind=poem", "Give one of these: ", id="none-of-these"),
        pytest.param(f"documents?meeting={'m' * 101}", "Give 100 characters at most.", id="long"),
    ],
)
def test_why_is_told_in_words_of_ours(api: Desk, asked: str, why: str) -> None:
    answer = program(api).get(f"{ROOT}/{asked}")
    assert is_problem(answer, 422, "form")
    (fault,) = json.loads(answer.body)["faults"]
    assert fault["why"].startswith(why)


def test_a_fault_that_nobody_foresaw_has_words_too() -> None:
    for kind, ctx in (("uuid_parsing", {"error": "x"}), ("greater_than", {}), ("value_error", None)):
        (told,) = faults_of([{"type": kind, "loc": ("query", "n", "int"), "msg": "Input should be", "ctx": ctx}] * 2)
        assert (told.where, told.why) == ("query.n", "This value is not one that the description of the API allows.")


def test_what_no_database_can_hold_is_told_as_a_problem(api: Desk) -> None:
    for path in ("/log?after=%00", "/submissions?meeting=%00", "/documents/\0", "/meetings/jca-mv/\0"):
        assert is_problem(program(api).get(f"{ROOT}{path}"), 422, "form"), path


def test_what_is_no_part_of_the_api_answers_as_a_problem_too(api: Desk) -> None:
    for path in ("/api/", "/api/v1", "/api/v1/", "/api/v2/log", "/api/v1/nothing", "/api/v1/log/"):
        assert is_problem(program(api).get(path), 404, "missing"), path
    assert is_problem(Program(api.app, host="evil.example").get(f"{ROOT}/log"), 400, "host")


def test_whoever_asks_too_often_has_to_wait(bare_desk: Desk) -> None:
    hand_out(bare_desk.desk.store)
    slow = bare_desk.again(requests_per_minute=WRONG_ONES + 10)
    by_turns = [Program(slow.app, f"192.0.2.{n}", token=secret_of_token("all")) for n in (1, 2)]
    answers = [by_turns[n % 2].get(f"{ROOT}/token") for n in range(WRONG_ONES + 12)]
    assert [one.status for one in answers] == [200] * (WRONG_ONES + 10) + [429] * 2, "the token, from two addresses"
    assert is_problem(answers[-1], 429, "many")
    guesser = Program(slow.app, "192.0.2.3", token="intake_guess")
    assert [guesser.get(f"{ROOT}/token").status for _ in range(WRONG_ONES + 1)] == [401] * WRONG_ONES + [429]
    guesser.token = secret_of_token("viewer")
    assert guesser.get(f"{ROOT}/token").status == 429, "nobody learns from the address at which it guessed"
    bare_desk.world.clock.wait(61)
    assert guesser.get(f"{ROOT}/token").status == 200
    slow.close()


def test_below_a_prefix_the_api_says_where_it_is(api: Desk) -> None:
    below = api.again(url="https://example.org/intake")
    reader = Program(below.app, host="example.org", token=secret_of_token("all"))
    assert reader.get(f"/intake{ROOT}/token").status == 200
    assert json.loads(reader.get(f"/intake{DESCRIPTION}").body)["servers"] == [{"url": "/intake"}]
    assert is_problem(reader.get(f"{ROOT}/token"), 404, "missing")
    below.close()


def test_records_that_cannot_be_reached_are_told_as_a_problem(bare_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    hand_out(bare_desk.desk.store)
    reader = program(bare_desk)

    def away() -> None:
        raise UnavailableError("The database does not answer.")

    assert reader.get(f"{ROOT}/token").status == 200
    monkeypatch.setattr(bare_desk.desk.database, "require_up_to_date", away)
    answer = reader.get(f"{ROOT}/log")
    assert is_problem(answer, 503, "away")
    assert answer.headers["retry-after"] == "30"


def test_a_fault_of_ours_is_a_problem_without_its_causes(bare_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    hand_out(bare_desk.desk.store)

    def broken(*_: object) -> None:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr("intake.web.api.log.answered", broken)
    answer = program(bare_desk).get(f"{ROOT}/log")
    assert is_problem(answer, 500, "fault")
    assert "secret" not in answer.html
    assert "RuntimeError" not in answer.html
