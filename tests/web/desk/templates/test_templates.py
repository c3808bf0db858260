"""Templates at the desk: the fields that are found in a new one, its registration, and files tried against one."""

import pytest

from intake.shipped import shipped_templates
from tests.line.letters_in import other_paper, paper
from tests.web.desk.places import Desk
from tests.web.visitors import Answer

EXAMPLE = "jca-mv-jca-contribution"


def reference() -> bytes:
    """The template that we ship."""
    return (shipped_templates() / "docx" / "jca-contribution.docx").read_bytes()


def send(desk: Desk, path: str, files: dict[str, bytes], field: str, role: str = "secretary", **fields: str) -> Answer:
    """A form with files."""
    visitor, mark = desk.visitor(role), "part"
    body = b""
    for name, value in {"csrf": visitor.csrf, **fields}.items():
        body += f'--{mark}\r\ncontent-disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
    for name, content in files.items():
        head = f'--{mark}\r\ncontent-disposition: form-data; name="{field}"; filename="{name}"\r\n'
        body += f"{head}content-type: application/octet-stream\r\n\r\n".encode() + content + b"\r\n"
    body += f"--{mark}--\r\n".encode()
    return visitor.ask("POST", path, body, {"content-type": f"multipart/form-data; boundary={mark}"})


def profiles(desk: Desk) -> list[str]:
    """The templates in force for jca-mv."""
    with desk.desk.store.read() as work:
        return [one.id for one in desk.desk.line.rulebook(work, "jca-mv").profiles]


def test_the_templates_of_the_groups_are_listed(desk: Desk) -> None:
    page = desk.visitor("viewer").get("/templates")
    assert page.status == 200
    assert all(one in page.text for one in profiles(desk))
    assert "Register a template" not in page.text
    assert "JCA-DCC" not in desk.visitor("chair").get("/templates").text


def test_a_template_is_looked_at_then_registered(own_desk: Desk) -> None:
    answer = send(own_desk, "/templates", {"Our paper.docx": reference()}, "file", group="jca-mv", since="2026-06-01")
    assert answer.status == 303, answer.text
    where = answer.headers["location"]
    visitor = own_desk.visitor()
    page = visitor.get(where)
    assert "fields were found" in page.text
    assert "Title counts" in page.text
    assert "jca-mv-our-paper" not in profiles(own_desk)
    path, _, query = where.partition("?")
    said = dict(one.split("=") for one in query.replace("+", " ").split("&")) | {"kind": "contribution"}
    page = visitor.post(path, **said)
    assert (page.status, "Say why, in a few words." in page.text) == (422, True)
    page = visitor.send(path, **said, reason="published on the home page")
    assert "The template jca-mv-our-paper is in force." in page.text
    assert "jca-mv-our-paper" in profiles(own_desk)


def test_what_is_no_template_is_said(own_desk: Desk) -> None:
    before = profiles(own_desk)
    answer = send(own_desk, "/templates", {"notes.txt": b"Hello"}, "file", group="jca-mv")
    assert (answer.status, "is no Word template that can be learned from" in answer.text) == (422, True)
    answer = send(own_desk, "/templates", {"a.docx": reference()}, "file", group="jca-mv", since="June")
    assert (answer.status, "is no day" in answer.text) == (422, True)
    assert send(own_desk, "/templates", {"a.docx": reference()}, "file", role="viewer", group="jca-mv").status == 403
    assert profiles(own_desk) == before


def test_files_are_tried_against_a_template(desk: Desk) -> None:
    name = profiles(desk)[0]
    files = {"Input.docx": paper("Digital twins"), "minutes.docx": other_paper(), "a.pdf": b"%PDF-1.4 no"}
    page = send(desk, f"/templates/jca-mv/{name}/try", files, "files")
    assert page.status == 200
    for words in (
        "Input.docx on this template",
        "Digital twins",
        "minutes.docx not on this template",
        "a.pdf not read",
    ):
        assert words in page.text, words


def test_a_template_that_is_not_there_is_missing(desk: Desk) -> None:
    assert desk.visitor().get("/templates/jca-mv/nothing").status == 404
    assert desk.visitor("chair").get(f"/templates/jca-dcc/{EXAMPLE}").status == 404


def test_all_files_of_one_request_have_one_patience(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intake.app.desk.READS_FOR", 0.0)
    files = {f"{one}.docx": paper(f"Paper {one}") for one in range(5)}
    page = send(desk, f"/templates/jca-mv/{profiles(desk)[0]}/try", files, "files")
    assert page.status == 200
    assert page.text.count("not read") == 5
    assert send(desk, "/templates", {"a.docx": reference()}, "file", group="jca-mv").status == 422
