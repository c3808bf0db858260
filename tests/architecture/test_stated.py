"""Errors that a page can show are known to the catalogs: every page speaks the reader's language."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from intake.adapters.words.catalogs import STATED, Catalogs, placeholders
from intake.adapters.words.stating import Stating
from intake.shipped import shipped_templates

TOP = Path(__file__).parents[2]
CATALOGS = Catalogs(shipped_templates() / "locale", (STATED,))
ROOMS = ("domain", "pipeline", "store/collections", "web", "adapters/rulebook")
SHOWN = {"UsageError", "PersonFaultError", "StaleDecisionError", "ConfigurationError"}
COMMANDS_ONLY = {"pipeline/ingest.py"}
"""What no page does."""
OF_FILES = "adapters/rulebook/"
"""Faults of files, told line by line; what stops the program at its start is for who runs it."""
PASSED_ON = {"error", "told"}
"""Another's sentence, which is told by what it says."""


@cache
def raised() -> tuple[tuple[str, ast.expr, list[str]], ...]:
    """Each error that a page can show: where, its sentence, the names of its values."""
    return tuple(_raised())


def _raised() -> Iterator[tuple[str, ast.expr, list[str]]]:
    for room in ROOMS:
        for path in sorted((TOP / "intake" / room).rglob("*.py")):
            name = str(path.relative_to(TOP / "intake"))
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if name not in COMMANDS_ONLY and isinstance(node, ast.Call) and _called(node, name) in SHOWN:
                    for one in _either(node.args[0]):
                        yield f"{name}:{node.lineno}", one, [each.arg or "" for each in node.keywords]


def _called(call: ast.Call, path: str) -> str:
    name = str(getattr(call.func, "id", ""))
    return "" if name == "ConfigurationError" and path.startswith(OF_FILES) else name


def _either(one: ast.expr) -> list[ast.expr]:
    return [one.body, one.orelse] if isinstance(one, ast.IfExp) else [one]


def is_passed_on(one: ast.expr) -> bool:
    if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute) and one.func.attr == "join":
        return True  # several sentences, one a line
    return any(isinstance(each, ast.Name) and each.id in PASSED_ON for each in ast.walk(one))


def test_every_error_that_a_page_shows_is_a_sentence_of_the_catalogs() -> None:
    found = raised()
    unknown = [
        f"{at}: {ast.unparse(one)[:80]}"
        for at, one, _ in found
        if not (isinstance(one, ast.Constant) and CATALOGS.has(str(one.value))) and not is_passed_on(one)
    ]
    assert len(found) > 120
    assert unknown == []


def test_every_place_of_such_a_sentence_has_a_value() -> None:
    wrong = [
        f"{at}: {ast.unparse(one)}"
        for at, one, values in raised()
        if isinstance(one, ast.Constant) and not placeholders(str(one.value)) <= set(values)
    ]
    assert wrong == []


def test_what_a_page_says_has_no_place_that_the_program_does_not_fill() -> None:
    assert CATALOGS.offered_languages() == ("en", "fr")
    assert [key for key in CATALOGS.keys() if not placeholders(CATALOGS.raw(key, "fr")) <= placeholders(key)] == []  # noqa: SIM118


def test_a_page_names_no_command_and_no_option() -> None:
    """The command line says what to type; a page says what to do there."""
    shown = [CATALOGS.raw(key, language) for key in CATALOGS.keys() for language in ("en", "fr")]  # noqa: SIM118
    assert [one for one in shown if "--" in one or "'intake " in one or "’intake " in one or "intake.toml" in one] == []


STATING = Stating(CATALOGS)
FILLED = ("7", "receipt", "chair", "password", "the provider", "postponed", "a person looks at it")
"""What may stand in a place: some of them have to hold a word of ours."""
PUT_TOGETHER = {
    "pipeline/agenda/closing.py": ("The call for ", " is closed: "),
    "pipeline/persons/identities.py": ("Stays administrator",),
    "pipeline/persons/offices.py": ("Acts as ", "Acts in no office any more."),
    "pipeline/persons/keeping.py": ("A session was ended.", " sessions were ended."),
    "pipeline/pay.py": ("was not taken", "may or may not have been taken"),
    "pipeline/poll.py": ("was gone before it could be fetched", "was there before the base line", " mail(s) in "),
    "pipeline/showing/border.py": (" seems to be your border",),
}
"""Pieces of sentences, told whole in test_stating.py; and what no log keeps."""


def written() -> Iterator[tuple[str, str]]:
    """Each text that the line writes into the log, a Decision or a debt: where, and the text, `{}` for its values."""
    for path in sorted((TOP / "intake" / "pipeline").rglob("*.py")):
        name = str(path.relative_to(TOP / "intake"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for one in _texts_of(node):
                known = PUT_TOGETHER.get(name, ())
                if sum(map(str.isalpha, one)) > 3 and " " in one.strip() and not any(piece in one for piece in known):
                    yield f"{name}:{getattr(node, 'lineno', 0)}", one


def _texts_of(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Assign):
        named = {one.id for one in node.targets if isinstance(one, ast.Name)}
        return _texts(node.value) if named & {"why", "told", "did"} else []
    if not isinstance(node, ast.Call):
        return []
    called = ast.unparse(node.func).rpartition(".")
    given = [text for each in node.keywords if each.arg in ("why", "reason") for text in _texts(each.value)]
    if called[2] == "note" and "hange" in called[0]:  # about a person: the log puts the login before it
        return [f"sam: {one[:1].lower()}{one[1:]}" for one in _texts(node.args[1])]
    place = {"Deed": 1, "Handover": 1, "Wait": 1, "_log": 3, "_note": 3, "_alert": 2}.get(called[2], 99)
    return given + [text for each in node.args[place : place + 1] for text in _texts(each)]


def _texts(one: ast.expr) -> list[str]:
    if isinstance(one, ast.IfExp):
        return [*_texts(one.body), *_texts(one.orelse)]
    if isinstance(one, ast.Constant):
        return [one.value] if isinstance(one.value, str) else []
    if not isinstance(one, ast.JoinedStr):
        return []
    found = [""]
    for part in one.values:
        if isinstance(part, ast.FormattedValue):
            more = _texts(part.value) if isinstance(part.value, ast.IfExp) else ["{}"]
        else:
            more = _texts(part)
        found = [before + after for before in found for after in more]
    return found


def is_told(text: str) -> bool:
    return any(STATING.knows(text.replace("{}", one) + end) for one in FILLED for end in ("", ".", ": x"))


def test_every_sentence_that_the_line_keeps_is_known_to_the_catalogs() -> None:
    found = list(written())
    assert len(found) > 60
    assert [f"{at}: {text}" for at, text in found if not is_told(text)] == []
