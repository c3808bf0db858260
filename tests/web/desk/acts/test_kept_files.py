"""A file that was chosen for the letter of an act is kept for the act itself: for who chose it, and for a while."""

import re
from datetime import timedelta

import pytest

from intake.domain.publishing.posting import mark_of
from intake.pipeline.candidates import KEPT
from tests.line.acts.test_acts import contribution
from tests.line.acts.test_arranged import files
from tests.line.letters_in import paper
from tests.line.test_line import numbers
from tests.web.desk.acts.test_acts import WHY, path
from tests.web.desk.places import Desk
from tests.web.desk.submission.test_submission import ACCEPTED

ONE, THREE = "JCA-MV-Doc-001", "JCA-MV-Doc-003"
REPLACE, REGISTER = path(ACCEPTED, "replace"), "/documents/register"
RIGHT, OTHER = paper(text="Right."), paper(text="Another.")
BROUGHT = {
    "meeting": "jca-mv/2026-05-13", "submitter": "Ada Byron <ada@cst.example>", "received": "2026-04-30 23:30",
    "evidence": "the label of the stick", "reason": WHY,
}  # fmt: skip


def sent(desk: Desk, to: str, *chosen: tuple[str, bytes], role: str = "secretary", **fields: str) -> tuple[int, str]:
    """Send a form as a browser does, with the file that was chosen, if any: status and page."""
    visitor = desk.visitor(role)
    name, content = chosen[0] if chosen else ("", b"")
    field = "file" if to == REGISTER else "upload"
    parts = [
        f'--b\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
        for key, value in {"csrf": visitor.csrf, **fields}.items()
    ]
    head = f'--b\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
    form = {"content-type": "multipart/form-data; boundary=b", "origin": f"http://{visitor.host}"}
    answer = visitor.ask("POST", to, ("".join(parts) + head).encode() + content + b"\r\n--b--\r\n", headers=form)
    return answer.status, answer.html


def kept(page: str) -> dict[str, str]:
    """What the page's form sends along of the file that is kept."""
    return dict(re.findall(r'<input type="hidden" name="(kept(?:[-_]name)?)" value="([^"]*)">', page))


def replacing(desk: Desk) -> dict[str, str]:
    saw = f"{ONE}@{mark_of(contribution(desk.line))}"
    return {"reason": WHY, "do": "act", "replaces": "1", "with": "", "saw": saw}


@pytest.mark.parametrize("first", [{"do": "look"}, {"do": "act", "reason": ""}], ids=["letter", "no-reason"])
def test_the_file_of_the_letter_is_put_in_place(own_desk: Desk, first: dict[str, str]) -> None:
    said = replacing(own_desk)
    _, page = sent(own_desk, REPLACE, ("right.docx", RIGHT), **{**said, **first})
    assert "is kept for this" in page
    assert files(own_desk.line) == [("Input.docx", "contribution")]
    assert sent(own_desk, REPLACE, **said, **kept(page))[0] == 303
    assert files(own_desk.line) == [("right.docx", "contribution")]


def test_another_file_that_is_chosen_counts(own_desk: Desk) -> None:
    said = replacing(own_desk)
    _, page = sent(own_desk, REPLACE, ("right.docx", RIGHT), **{**said, "do": "look"})
    assert sent(own_desk, REPLACE, ("empty.docx", b""), **said, **kept(page))[0] == 422
    assert sent(own_desk, REPLACE, ("other.docx", OTHER), **said, **kept(page))[0] == 303
    assert files(own_desk.line) == [("other.docx", "contribution")]


def test_nobody_else_has_it_nor_anybody_after_a_while(own_desk: Desk) -> None:
    said = replacing(own_desk)
    _, page = sent(own_desk, REPLACE, ("right.docx", RIGHT), **{**said, "do": "look"})
    status, theirs = sent(own_desk, REPLACE, role="administrator", **said, **kept(page))
    assert (status, kept(theirs), "Choose a file" in theirs) == (422, {}, True)
    for wrong in ("0" * 64, "../x", "f" * 5_000):
        assert sent(own_desk, REPLACE, **said, **{**kept(page), "kept": wrong})[0] == 422
    assert kept(own_desk.visitor().get(f"{REPLACE}?kept={'0' * 64}&kept-name=x").html) == {}
    own_desk.world.clock.at += KEPT + timedelta(seconds=1)
    with own_desk.line.store.write() as work:
        assert work.candidates.clear(own_desk.world.clock.now()) == 1
        assert work.candidates.find("sam", "act", kept(page)["kept"], own_desk.world.clock.now()) is None


def test_what_came_by_another_way_is_chosen_once(own_desk: Desk) -> None:
    _, missing = sent(
        own_desk, REGISTER, ("stick.docx", paper("Brought on a stick")), **{**BROUGHT, "received": "soon"}
    )
    _, looked = sent(own_desk, REGISTER, **BROUGHT, **kept(missing), check="true")
    assert ("It would get a number." in looked, "stick.docx is kept for this" in looked) == (True, True)
    assert sent(own_desk, REGISTER, ("empty.docx", b""), **BROUGHT, **kept(looked))[0] == 422
    assert THREE not in numbers(own_desk.line)
    assert sent(own_desk, REGISTER, **BROUGHT, **kept(looked))[0] == 303
    assert THREE in numbers(own_desk.line)
