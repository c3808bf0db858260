"""What a person reads who types a command in another way than it is meant."""

import pytest

from intake.cli.main import run_command


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["nosuch"], "No such command 'nosuch'", id="command"),
        pytest.param(["demo", "--nosuch"], "No such option: --nosuch", id="option"),
        pytest.param(["show"], "Missing argument 'ID'", id="argument"),
        pytest.param([], "Check, number and acknowledge contributions", id="nothing"),
    ],
)
def test_a_wrong_word_is_named(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(words) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert "our fault" not in shown.err
    assert shown.out == ""
