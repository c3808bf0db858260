"""The program's own log: what a stranger wrote moves no terminal that somebody reads it on (W11)."""

import io
import json
import sys
from collections.abc import Iterator

import pytest
import structlog

from intake.adapters.logs import log_as_json


@pytest.fixture(autouse=True)
def log_as_it_was() -> Iterator[None]:
    before = structlog.get_config()
    yield
    structlog.configure(**before)


@pytest.mark.parametrize("sign", ["\x1b[2J", "\x7f", "\x9b2J", "\r\n", "\u202e", "\u2066", "\udc80"])
def test_an_event_is_one_line_of_json_that_moves_no_terminal(capsys: pytest.CaptureFixture[str], sign: str) -> None:
    log_as_json()
    structlog.get_logger().info("mail.read", subject=f"a{sign}b", where=("é", 1))
    said = capsys.readouterr().err
    assert said.endswith("}\n")
    assert [one for one in said[:-1] if not one.isprintable()] == []
    event = json.loads(said)
    assert (event["event"], event["subject"], event["where"]) == ("mail.read", f"a{sign}b", ["é", 1])


def test_a_line_goes_to_standard_error_as_it_is_then(monkeypatch: pytest.MonkeyPatch) -> None:
    gone, there = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", gone)
    log_as_json()
    gone.close()
    monkeypatch.setattr(sys, "stderr", there)
    structlog.get_logger().info("mail.read")
    assert json.loads(there.getvalue())["event"] == "mail.read"
