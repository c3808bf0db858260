"""What can be saved of a mail, by whom, and how a browser is told to treat it (hazard W06)."""

import hashlib
from email import message_from_bytes
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from intake.domain.submission import Submission
from tests.line.letters_in import RTF, mail, other_paper, paper
from tests.web.desk.places import Desk

ACCEPTED, RETURNED, HELD = "MV-26-0001", "MV-26-0003", "MV-26-0004"
INPUT = hashlib.sha256(paper()).hexdigest()
OLD = hashlib.sha256(RTF).hexdigest()


def submission(desk: Desk, name: str) -> Submission:
    with desk.line.store.read() as work:
        found = work.submissions.find(name)
    assert found is not None
    return found


def test_a_file_is_given_as_it_came_and_never_shown(desk: Desk) -> None:
    answer = desk.visitor().get(f"/submissions/{HELD}/files/{OLD}")
    assert (answer.status, answer.body) == (200, RTF)
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-length"] == str(len(RTF))
    assert answer.headers["content-disposition"] == "attachment; filename=\"old.rtf\"; filename*=UTF-8''old.rtf"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"


def test_the_whole_mail_is_given_to_who_may_have_it(desk: Desk) -> None:
    answer = desk.visitor("secretary").get(f"/submissions/{ACCEPTED}/mail.eml")
    assert hashlib.sha256(answer.body).hexdigest() == submission(desk, ACCEPTED).raw
    assert message_from_bytes(answer.body)["Subject"] == "Contribution to JCA-MV"
    assert answer.headers["content-type"] == "application/octet-stream"
    assert f'filename="{ACCEPTED}.eml"' in answer.headers["content-disposition"]
    assert "sandbox" in answer.headers["content-security-policy"]


def test_the_copy_with_the_number_has_it_and_is_called_after_it(desk: Desk) -> None:
    answer = desk.visitor().get(f"/submissions/{ACCEPTED}/stamped/JCA-MV-Doc-001")
    assert answer.status == 200
    with ZipFile(BytesIO(answer.body)) as opened:
        assert b"JCA-MV-Doc-001" in opened.read("word/document.xml")
    assert 'filename="JCA-MV-Doc-001.docx"' in answer.headers["content-disposition"]
    assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path",
    [
        f"{ACCEPTED}/files/{OLD}",
        f"{HELD}/files/{INPUT}",
        f"{ACCEPTED}/files/{'0' * 64}",
        f"{ACCEPTED}/files/..%2f..%2fetc%2fpasswd",
        f"{ACCEPTED}/files/x",
        f"{ACCEPTED}/stamped/JCA-MV-Doc-002",
        f"{HELD}/stamped/JCA-MV-Doc-001",
    ],
)
def test_what_is_not_of_this_mail_is_not_given(desk: Desk, path: str) -> None:
    answer = desk.visitor("administrator").get(f"/submissions/{path}")
    assert answer.status == 404
    assert "content-disposition" not in answer.headers


def test_our_own_letters_and_readings_are_no_files_of_a_mail(desk: Desk) -> None:
    with desk.line.store.read() as work:
        letter = work.debts.of(1)[0].frozen
        reading = work.submissions.decisions(1)[-1].inputs.reading
    for digest in (letter, reading, submission(desk, ACCEPTED).raw):
        assert desk.visitor().get(f"/submissions/{ACCEPTED}/files/{digest}").status == 404


@pytest.mark.parametrize("role", ["viewer", "secretary", "chair", "administrator"])
def test_who_may_see_a_paper_may_save_it(desk: Desk, role: str) -> None:
    assert desk.visitor(role).get(f"/submissions/{ACCEPTED}/files/{INPUT}").status == 200
    assert desk.visitor(role).get(f"/submissions/{ACCEPTED}/stamped/JCA-MV-Doc-001").status == 200


def test_a_file_that_is_erased_or_damaged_is_told_in_words(own_desk: Desk) -> None:
    other = hashlib.sha256(other_paper()).hexdigest()
    visitor = own_desk.visitor()
    for name, below, digest, harm, told in (
        (HELD, f"files/{OLD}", OLD, "erased", "no longer kept"),
        (HELD, "mail.eml", submission(own_desk, HELD).raw, "damaged", "The file is damaged"),
        (RETURNED, f"files/{other}", other, "damaged", "The file is damaged"),
        (RETURNED, "mail.eml", submission(own_desk, RETURNED).raw, "erased", "no longer kept"),
    ):
        kept = own_desk.world.folder / "blobs" / digest[:2] / digest[2:]
        kept.unlink() if harm == "erased" else kept.write_bytes(b"something else")
        for _ in range(2):
            answer = visitor.get(f"/submissions/{name}/{below}")
            assert answer.status == 410
            assert told in answer.text
            assert "content-disposition" not in answer.headers
        assert visitor.get(f"/submissions/{name}").status == 200


NAMES = (
    ("提案.rtf", "__.rtf", "%E6%8F%90%E6%A1%88.rtf"),
    ("a\u202efdp.rtf", "afdp.rtf", "afdp.rtf"),
    ("../../x.rtf", "_.._x.rtf", "_.._x.rtf"),
    ('"; filename=evil.html', "__ filename_evil.html", "_%3B%20filename%3Devil.html"),
)


def test_a_file_is_saved_under_a_name_that_no_system_takes_for_more(own_desk: Desk) -> None:
    files = [(name, RTF + str(n).encode()) for n, (name, _, _) in enumerate(NAMES)]
    own_desk.world.server.deliver(mail("named", *files, sender="n@x.example"), own_desk.world.clock.at)
    own_desk.run()
    visitor = own_desk.visitor()
    for (_, content), (_, plain, encoded) in zip(files, NAMES, strict=True):
        digest = hashlib.sha256(content).hexdigest()
        told = visitor.get(f"/submissions/MV-26-0008/files/{digest}").headers["content-disposition"]
        assert told == f"attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"


def test_who_saves_what_stands_in_the_log_of_the_program(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.visitor("viewer").get(f"/submissions/{HELD}/files/{OLD}")
    said = capsys.readouterr().err
    assert '"event": "saved"' in said
    assert '"who": "vera"' in said
    assert "old.rtf" not in said


def test_a_large_file_is_given_in_pieces(own_desk: Desk, tmp_path: Path) -> None:
    large = RTF + b"x" * 3_000_000
    own_desk.world.server.deliver(mail("large", ("large.rtf", large), sender="n@x.example"), own_desk.world.clock.at)
    own_desk.run()
    digest = hashlib.sha256(large).hexdigest()
    assert max(map(len, own_desk.desk.blobs.stream(digest).pieces)) <= 262_144
    assert own_desk.visitor().get(f"/submissions/MV-26-0008/files/{digest}").body == large
