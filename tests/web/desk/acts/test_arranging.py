"""Join, split and replace in the browser's forms: chosen by title and number, with the letter shown first."""

import pytest

from intake.domain.publishing.posting import mark_of
from tests.line.acts.test_acts import contribution, decisions
from tests.line.acts.test_arranged import files, stands
from tests.line.letters_in import mail, paper
from tests.line.test_line import numbers
from tests.line.worlds import START
from tests.web.desk.acts.test_acts import WHY, path
from tests.web.desk.acts.test_acts_of_others import of_own_group
from tests.web.desk.places import Desk
from tests.web.desk.submission.test_submission import ACCEPTED, HELD
from tests.web.desk.test_groups import of_the_other_group

ONE, TWO = "JCA-MV-Doc-001", "JCA-MV-Doc-002"
RIGHT = "right.docx"


def with_a_colleague(desk: Desk) -> Desk:
    """A desk to which a mail with two files comes, too: a paper, and what stands beside it."""
    two = ("text.docx", paper("A frame for twins")), ("Minutes of it.docx", paper("A frame for twins", text="Other."))
    desk.world.server.deliver(mail("two", *two, sender="eve@kaist.example"), START)
    desk.run()
    return desk


def upload(desk: Desk, name: str, content: bytes, **fields: str) -> int:
    """Send the form with a file; the status of the answer."""
    visitor = desk.visitor()
    said = {"csrf": visitor.csrf, "reason": WHY, "do": "act", "replaces": "1", "with": "", **fields}
    parts = [f'--b\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in said.items()]
    head = f'--b\r\nContent-Disposition: form-data; name="upload"; filename="{name}"\r\n\r\n'
    body = "".join(parts).encode() + head.encode() + content + b"\r\n--b--\r\n"
    form = {"content-type": "multipart/form-data; boundary=b", "origin": f"http://{visitor.host}"}
    return visitor.ask("POST", path(ACCEPTED, "replace"), body, headers=form).status


def test_the_forms_offer_what_is_there_by_number_and_title(desk: Desk) -> None:
    joins = desk.visitor().get(path(HELD, "join")).text
    assert [
        one for one in (f"{ONE} – Digital twins", f"{TWO} – Gaps in metaverse", "old.rtf") if one not in joins
    ] == []
    replaces = desk.visitor().get(path(ACCEPTED, "replace")).text
    assert [one for one in ("a file of mine", "MV-26-0004 – old.rtf", f"{TWO} – Gaps") if one not in replaces] == []
    assert "Gaps" in desk.visitor(languages="fr").get(path("MV-26-0002", "join")).text


def test_the_page_of_a_document_leads_there_and_the_number_is_chosen(desk: Desk) -> None:
    page = desk.visitor().get(f"/documents/one/{ONE}").html
    assert f'href="{path(ACCEPTED, "join")}?number={ONE}"' in page
    assert [one for one in ("Replace the file", "Join to another number") if one not in page] == []
    assert "Give a file its own number" not in page  # nothing came with it
    assert "No file of this mail" in desk.visitor().get(path(ACCEPTED, "split")).text
    assert f'href="{path(ACCEPTED, "join")}' not in desk.visitor("chair").get(f"/documents/one/{ONE}").html


def test_a_number_is_joined_and_both_pages_say_so(own_desk: Desk) -> None:
    visitor, said = own_desk.visitor(), {"reason": WHY, "replaces": "1", "into": ONE, "document": "1", "part": "annex"}
    seen = visitor.post(path("MV-26-0002", "join"), do="look", **said)
    assert [one for one in (f"Joined: {ONE}", f"The number {TWO} is not used any more.") if one not in seen.text] == []
    assert stands(own_desk.line, TWO) == "registered"
    done = visitor.send(path("MV-26-0002", "join"), do="act", **said)
    assert "is part of another number now" in done.text
    assert f"joined to {ONE}" in visitor.get(f"/documents/one/{TWO}").text
    assert f"joined to {ONE}" in visitor.get("/documents?meeting=jca-mv/2026-05-13").text
    assert "Another file was joined to it." in visitor.get(f"/submissions/{ACCEPTED}").text
    assert files(own_desk.line) == [("Input.docx", "contribution"), ("Gaps.docx", "annex")]


def test_a_file_is_split_off_by_a_tick(own_desk: Desk) -> None:
    desk = with_a_colleague(own_desk)
    assert numbers(desk.line) == [ONE, TWO, "JCA-MV-Doc-003"]
    said = {"do": "act", "reason": WHY, "replaces": "1"}
    visitor = desk.visitor()
    assert "Minutes of it.docx" in visitor.get(path("MV-26-0008", "split")).text
    assert visitor.post(path("MV-26-0008", "split"), **said).status == 422
    assert visitor.post(path("MV-26-0008", "split"), **{f"file-{'9' * 5000}": "1", **said}).status == 422
    answer = visitor.send(path("MV-26-0008", "split"), **{"file-2": "1", **said})
    assert "has a number of its own now" in answer.text
    assert numbers(desk.line)[-1] == "JCA-MV-Doc-004"


def test_a_file_of_mine_is_put_in_place(own_desk: Desk) -> None:
    saw = f"{ONE}@{mark_of(contribution(own_desk.line))}"
    assert upload(own_desk, RIGHT, paper(text="Right."), do="look", saw=saw) == 200
    assert files(own_desk.line) == [("Input.docx", "contribution")]
    assert upload(own_desk, RIGHT, b"", saw=saw) == 422
    assert upload(own_desk, RIGHT, paper(text="Right."), saw=saw) == 303
    assert files(own_desk.line) == [(RIGHT, "contribution")]
    assert upload(own_desk, "late.docx", paper(text="Late."), replaces="2", saw=saw) == 409


def test_a_file_of_a_mail_that_waits_is_put_in_place(own_desk: Desk) -> None:
    said = {"reason": WHY, "replaces": "1", "with": f"{HELD}:1:1"}
    own_desk.visitor().send(path(ACCEPTED, "replace"), do="act", **said)
    assert (files(own_desk.line), decisions(own_desk.line, 4)[-1].actor) == ([("old.rtf", "contribution")], "sam")


OTHERS = [
    pytest.param("join", {"into": ONE}, id="join-to-their-number"),
    pytest.param("replace", {"with": f"{HELD}:1:1"}, id="by-their-file"),
    pytest.param("replace", {"with": ":1", "number": ONE}, id="their-number"),
    pytest.param("split", {"file-1": "1", "number": ONE}, id="their-files"),
]


@pytest.mark.parametrize(("act", "fields"), OTHERS)
def test_what_is_of_another_group_is_out_of_reach(own_desk: Desk, act: str, fields: dict[str, str]) -> None:
    own, visitor = of_own_group(own_desk), of_the_other_group(own_desk, "secretary")
    before = len(contribution(own_desk.line).versions), len(decisions(own_desk.line, 4))
    for do in ("look", "act"):
        answer = visitor.post(path(own, act), do=do, reason=WHY, **fields)
        assert (answer.status, ONE in answer.html) == (404, False)
    assert visitor.get(path(ACCEPTED, act)).status == 404
    assert (len(contribution(own_desk.line).versions), len(decisions(own_desk.line, 4))) == before


@pytest.mark.parametrize("act", ["join", "split", "replace"])
@pytest.mark.parametrize("role", ["chair", "viewer"])
def test_only_the_secretariat_arranges(desk: Desk, role: str, act: str) -> None:
    assert desk.visitor(role).get(path(ACCEPTED, act)).status == 403


def test_who_comes_second_reads_what_happened(own_desk: Desk) -> None:
    ada, sam = own_desk.visitor("administrator"), own_desk.visitor()
    said = {"do": "act", "reason": WHY, "replaces": "1", "into": ONE, "document": "1"}
    ada.send(path("MV-26-0002", "join"), **said)
    answer = sam.post(path("MV-26-0002", "join"), **said)
    assert (answer.status, "ada" in answer.text) == (409, True)


def test_it_is_undone_from_the_page(own_desk: Desk) -> None:
    visitor = own_desk.visitor()
    said = {"reason": WHY, "replaces": "1", "into": ONE, "document": "1", "do": "act"}
    visitor.send(path("MV-26-0002", "join"), **said)
    visitor.send(path("MV-26-0002", "undo"), reason=WHY, replaces="2", do="act")
    assert stands(own_desk.line, TWO) == "registered"
