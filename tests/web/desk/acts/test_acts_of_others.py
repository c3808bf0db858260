"""A form is about one mail and nothing else: whatever its fields name, nobody reaches another mail by it."""

import pytest

from intake.domain.document import FileType
from intake.domain.errors import ConfigurationError
from intake.pipeline.desk.mails.moving import move_to_group
from tests.line.acts.test_acts import by, decisions
from tests.web.desk.acts.test_acts import WHY, path
from tests.web.desk.places import Desk, take_office
from tests.web.desk.submission.test_submission import ACCEPTED, HELD, LATE, QUESTION, RETURNED
from tests.web.desk.test_groups import of_the_other_group

OTHERS = ["JCA-MV-Doc-001", LATE, RETURNED]
ACTS = ["withdraw", "hold", "correct", "release", "return", "admit", "replay", "ignore", "note", "move"]


def of_own_group(desk: Desk) -> str:
    """The reference of a mail of JCA-DCC."""
    _, (moved,) = move_to_group(desk.line, HELD, by("Grace"), "jca-dcc")
    desk.run()
    return moved.reference


@pytest.mark.parametrize("other", OTHERS)
def test_a_number_of_another_group_is_out_of_reach(own_desk: Desk, other: str) -> None:
    own, visitor = of_own_group(own_desk), of_the_other_group(own_desk, "secretary")
    for act in ACTS:
        for do in ("look", "act"):
            said = {"do": do, "reason": WHY, "number": other, "title": "Twins", "meeting": "next"}
            answer = visitor.post(path(own, act), **said)
            assert (answer.status, other in answer.html) == (404, False)
    visitor.post("/acts/return", item=f"{own}:1", reason=WHY, number=other)
    number = int(other[-4:]) if other.startswith("MV-") else 1
    assert [one.actor for one in decisions(own_desk.line, number)] == ["line"]


def test_a_number_of_the_mail_itself_is_taken(own_desk: Desk) -> None:
    said = {"do": "act", "reason": WHY, "replaces": "1"}
    assert own_desk.visitor().post(path(ACCEPTED, "withdraw"), number="JCA-MV-Doc-002", **said).status == 404
    assert own_desk.visitor().post(path(ACCEPTED, "withdraw"), number="JCA-MV-Doc-001", **said).status == 303


CHAIRS = [
    pytest.param("return", QUESTION, 5, ["line"], id="nothing-that-is-a-question"),
    pytest.param("return", RETURNED, 3, ["line"], id="nothing-that-was-returned"),
    pytest.param("return", HELD, 4, ["line", "Muath AlRumayh"], id="what-is-held"),
    pytest.param("admit", LATE, 7, ["line", "Muath AlRumayh"], id="what-is-late"),
]


@pytest.mark.parametrize(("act", "reference", "number", "actors"), CHAIRS)
def test_of_several_mails_a_chair_decides_on_what_chairs_are_asked(
    own_desk: Desk, act: str, reference: str, number: int, actors: list[str]
) -> None:
    fields = {"decided-by": "Shin-Gak Kang", "evidence": QUESTION}  # for the secretariat, who says who decided by mail
    take_office(own_desk)
    own_desk.visitor("chair").post(f"/acts/{act}", item=f"{reference}:1", reason=WHY, **fields)
    assert [one.actor for one in decisions(own_desk.line, number)] == actors


def test_a_group_that_there_is_not_is_said_and_ends_nothing(own_desk: Desk) -> None:
    answer = own_desk.visitor().post(path(HELD, "release"), do="act", reason=WHY, replaces="1", group="jca-nowhere")
    assert (answer.status, "jca-nowhere" in answer.text) == (422, True)
    assert own_desk.ended == []


class Absent:
    """A converter where no LibreOffice is."""

    def convert(self, content: bytes, filetype: FileType) -> bytes:
        raise ConfigurationError(f"LibreOffice is not installed here; {len(content)} bytes of {filetype} stay.")

    def probe(self) -> tuple[str, str]:
        raise ConfigurationError("LibreOffice is not installed here.")


def test_an_act_that_this_machine_cannot_do_ends_nothing(own_desk: Desk) -> None:
    own_desk.desk.line.converter = Absent()
    answer = own_desk.visitor().post(path(HELD, "convert"), do="act", reason=WHY, replaces="1")
    assert (answer.status, "LibreOffice is not installed here" in answer.text) == (422, True)
    assert own_desk.ended == []


def test_a_template_for_a_group_that_there_is_not_ends_nothing(own_desk: Desk) -> None:
    visitor, edge = own_desk.visitor(), "8f2b"
    fields = {"csrf": visitor.csrf, "group": "jca-nowhere", "kind": "contribution"}
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{one}"\r\n\r\n{value}\r\n' for one, value in fields.items()
    ]
    file = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="t.docx"\r\n\r\nx\r\n--{edge}--\r\n'
    head = {"content-type": f"multipart/form-data; boundary={edge}"}
    answer = visitor.ask("POST", "/templates", "".join([*parts, file]).encode(), head)
    assert answer.status == 404
    assert own_desk.ended == []


def test_a_filter_may_have_any_name(desk: Desk) -> None:
    answer = desk.visitor().get(f"/submissions/{HELD}?from=log&list=path%3Dx%26self%3Dy%26text%3Dpaper")
    assert answer.status == 200
    assert "text=paper" in answer.html
