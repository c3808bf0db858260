"""What programs read: the log as a feed whose chain they check, mails, documents, files, meetings."""

import hashlib
import json
import math
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from intake.domain.errors import ConfigurationError, UsageError
from intake.pipeline.documents.stamped import StampedCopy
from intake.ports import ReaderFailedError
from intake.readers.process.patience import until
from intake.web.api import documents
from tests.web.desk.api.programs import ROOT, hand_out, program
from tests.web.desk.api.test_api_rights import guarded, is_problem
from tests.web.desk.places import Desk
from tests.web.visitors import Answer

ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+\w")


def followed(desk: Desk, who: str = "all", **asked: object) -> list[Any]:
    """All lines that a program gets which follows the log, some at a time."""
    after, found = 0, []
    while True:
        page = program(desk, who).read("/log", after=after, limit=7, **asked)
        found += page["lines"]
        after = page["next"]
        if not page["more"]:
            assert after == page["head"]["position"]
            return found


def test_a_feed_gets_every_line_once_and_can_check_the_chain(api: Desk) -> None:
    lines = followed(api, chain="true")
    with api.desk.store.read() as work:
        sealed = work.log.sealed(after=0, limit=10_000)
        head = work.log.head()
    assert [one["position"] for one in lines] == list(range(1, len(sealed) + 1))
    assert [(one["what"], one["who"], one["why"]) for one in lines] == [(one.what, one.who, one.why) for one in sealed]
    before = "0" * 64
    for one in lines:
        assert one["link"]["before"] == before
        assert hashlib.sha256((before + one["link"]["text"]).encode()).hexdigest() == one["seal"]
        text = json.loads(one["link"]["text"])
        assert {name: text[name] for name in ("position", "what", "who", "why")} == {
            name: one[name] for name in ("position", "what", "who", "why")
        }
        before = one["seal"]
    assert head == (lines[-1]["position"], before)


def test_a_reader_of_one_group_can_check_each_of_its_lines(api: Desk) -> None:
    lines = followed(api, "chair", chain="true")
    assert {one["group"] for one in lines} == {"jca-mv"}
    for one in lines:
        assert hashlib.sha256((one["link"]["before"] + one["link"]["text"]).encode()).hexdigest() == one["seal"]


def test_a_feed_of_one_kind_goes_on_behind_what_it_did_not_want(api: Desk) -> None:
    every, some = followed(api), followed(api, what="decided")
    assert some == [one for one in every if one["what"] == "decided"]
    page = program(api).read("/log", what="alert", after=every[-1]["position"])
    assert (page["lines"], page["next"], page["more"]) == ([], every[-1]["position"], False)
    ahead = every[-1]["position"] + 1_000
    assert program(api).read("/log", after=ahead)["next"] == ahead, "never back, so that nothing is read twice"


def test_lines_about_a_mail_are_found_by_its_reference(api: Desk) -> None:
    lines = followed(api, submission="mv-26-0001")
    assert {one["reference"] for one in lines} == {"MV-26-0001"}
    assert {"stored", "decided", "paid"} <= {one["what"] for one in lines}


def test_without_the_scope_no_address_of_a_person_stands_anywhere(api: Desk) -> None:
    with api.desk.store.read() as work:
        own = set(api.desk.line.rulebook(work, "jca-mv").group.mailboxes)
        own |= set(api.desk.line.rulebook(work, "jca-dcc").group.mailboxes)
    seen = set()
    for path, wants in guarded(api):
        if wants == "files":
            continue
        assert set(ADDRESS.findall(program(api, "no-people").get(path).html)) <= own, path
        seen |= set(ADDRESS.findall(program(api).get(path).html)) - own
    assert {"b@sg.example", "other@etri.example"} <= seen, "with it they do"
    for asked in ("text=metaverse", "sender=etri"):
        answer = program(api, "no-people").get(f"{ROOT}/submissions?{asked}")
        assert is_problem(answer, 403, "scope"), "what cannot be seen cannot be guessed by searching, either"


def test_mails_are_listed_page_by_page_in_either_order(api: Desk) -> None:
    for order in ("newest", "oldest"):
        found, after = [], ""
        while True:
            page = program(api).read("/submissions", limit=2, order=order, after=after)
            found += [one["reference"] for one in page["submissions"]]
            after = page["next"]
            if after is None:
                break
        whole = program(api).read("/submissions", limit=500, order=order)["submissions"]
        assert found == [one["reference"] for one in whole]
        assert len(found) == len(set(found)) > 5


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param({"disposition": "return"}, ["MV-26-0003"], id="outcome"),
        pytest.param({"waiting": "true", "order": "oldest"}, ["MV-26-0004", "MV-26-0005", "MV-26-0007"], id="waiting"),
        pytest.param({"sender": "kaist"}, ["MV-26-0007"], id="sender"),
        pytest.param({"text": "gaps"}, ["MV-26-0002"], id="words"),
        pytest.param({"finding": "TIM-001"}, ["MV-26-0007"], id="finding"),
        pytest.param({"received_before": "1970-01-01T00:00:00+23:59"}, [], id="before-all-time"),
        pytest.param({"received_from": "9999-12-31T23:59:59-23:59"}, [], id="behind-all-time"),
        pytest.param({"received_from": "0001-01-01T00:00:00+23:59", "disposition": "return"}, ["MV-26-0003"], id="all"),
        pytest.param({"group": "jca-dcc"}, [], id="a-group-without-mails"),
    ],
)
def test_mails_are_found_by_what_is_asked_for(api: Desk, asked: dict[str, str], found: list[str]) -> None:
    assert [one["reference"] for one in program(api).read("/submissions", **asked)["submissions"]] == found


def test_a_mail_is_told_whole(api: Desk) -> None:
    one = program(api).read("/submissions/mv-26-0001")
    assert (one["reference"], one["group"], one["state"], one["disposition"]) == (
        "MV-26-0001", "jca-mv", "decided", "accept",
    )  # fmt: skip
    assert one["numbers"] == ["JCA-MV-Doc-001"]
    assert one["documents"][0]["number"] == "JCA-MV-Doc-001"
    assert one["documents"][0]["cover"]["contacts"][0]["email"]
    assert [(each["n"], each["act"], each["actor"]) for each in one["decisions"]] == [(1, "judge", "line")]
    assert one["receipts"][0]["state"] == "sent"
    assert (one["zone"], one["received_at"][-1]) == ("Europe/Zurich", "Z")
    returned = program(api).read("/submissions/MV-26-0003")
    assert returned["findings"]
    assert all(each["text"] for each in returned["findings"])


@pytest.mark.parametrize("name", ["1", "JCA-MV-Doc-001", "MV-26-9999", "..", "%00", "a%2Fb", "é"])
def test_a_mail_is_found_by_its_reference_alone(api: Desk, name: str) -> None:
    assert program(api).get(f"{ROOT}/submissions/{name}").status in (404, 422)


def test_documents_are_listed_by_number_and_read_by_it(api: Desk) -> None:
    page = program(api).read("/documents", group="jca-mv", limit=1)
    (first,) = page["documents"]
    assert (first["number"], page["next"]) == ("JCA-MV-Doc-001", "JCA-MV-Doc-001")
    second = program(api).read("/documents", group="jca-mv", after=page["next"])["documents"]
    assert [one["number"] for one in second] == ["JCA-MV-Doc-002"]
    assert program(api).read("/documents/jca-mv-doc-001") == first
    assert program(api).read("/documents", meeting=first["meeting"], state="registered")["documents"][0] == first
    assert program(api).read("/documents", state="posted")["documents"] == []
    assert program(api, "no-people").read("/documents/JCA-MV-Doc-001")["contacts"] is None
    assert is_problem(program(api).get(f"{ROOT}/documents?state=gone"), 422, "form")
    for asked in ("meeting=1999-01-01", "group=nowhere", "after=JCA-MV-Doc-999"):
        assert is_problem(program(api).get(f"{ROOT}/documents?{asked}"), 404, "missing")


def test_the_files_of_a_document_are_read_as_sent_and_with_their_number(api: Desk) -> None:
    reader = program(api)
    (file,) = reader.read("/documents/JCA-MV-Doc-001")["versions"][0]["files"]
    part = reader.get(f"{ROOT}/documents/JCA-MV-Doc-001/files/{file['sha256']}")
    assert hashlib.sha256(part.body).hexdigest() == file["sha256"]
    assert part.headers["content-disposition"].startswith('attachment; filename="Input.docx"')
    assert "sandbox" in part.headers["content-security-policy"]
    assert reader.get(f"{ROOT}/documents/JCA-MV-Doc-001/file?form=original").body == part.body
    numbered = reader.get(f"{ROOT}/documents/JCA-MV-Doc-001/file")
    assert numbered.status == 200
    assert numbered.body != part.body
    assert 'filename="JCA-MV-Doc-001.docx"' in numbered.headers["content-disposition"]
    for path in ("JCA-MV-Doc-001-Rev9/file", "JCA-MV-Doc-999/file", f"JCA-MV-Doc-002/files/{file['sha256']}"):
        assert is_problem(reader.get(f"{ROOT}/documents/{path}"), 404, "missing"), path


def test_files_are_made_a_few_at_a_time_and_with_patience(api: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[Answer] = []
    reader, path = program(api), f"{ROOT}/documents/JCA-MV-Doc-001/file"

    def asks_for_another(*_: object) -> StampedCopy:
        assert until(math.inf) < math.inf
        answers.append(reader.get(path))
        return StampedCopy("a.docx", b"made")

    monkeypatch.setattr(documents, "stamped_version", asks_for_another)
    with ThreadPoolExecutor(1) as one:
        assert one.submit(reader.get, path).result().body == b"made"
    assert [each.status for each in answers] == [503, 200, 200]
    assert is_problem(answers[0], 503, "busy")


def test_a_file_that_takes_too_long_is_told_so(api: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_: object) -> StampedCopy:
        raise UsageError("so") from ReaderFailedError("timed-out")

    monkeypatch.setattr(documents, "stamped_version", late)
    assert is_problem(program(api).get(f"{ROOT}/documents/JCA-MV-Doc-001/file"), 503, "busy")


def test_a_file_that_was_erased_is_told_as_gone(own_desk: Desk) -> None:
    hand_out(own_desk.desk.store)
    reader = program(own_desk)
    (file,) = reader.read("/documents/JCA-MV-Doc-001")["versions"][0]["files"]
    for kept in own_desk.world.folder.rglob(f"*{file['sha256'][4:]}"):
        kept.unlink()
    for path in ("file", "file?form=original", f"files/{file['sha256']}"):
        assert is_problem(reader.get(f"{ROOT}/documents/JCA-MV-Doc-001/{path}"), 410, "gone"), path


def test_meetings_have_their_days_and_deadlines_with_the_zone(api: Desk) -> None:
    meetings = program(api).read("/meetings", group="jca-mv")["meetings"]
    one = next(each for each in meetings if each["deadlines"])
    until = one["deadlines"][0]["until"]
    assert until["at"].endswith("Z")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00", until["local"])
    assert (until["zone"], one["zone"]) == ("Europe/Zurich", "Europe/Zurich")
    assert program(api).read(f"/meetings/jca-mv/{one['id']}") == one
    assert (
        program(api).read("/meetings", limit=1)["next"]
        == "jca-dcc/" + program(api).read("/meetings")["meetings"][0]["id"]
    )
    assert program(api).get(f"{ROOT}/meetings/jca-mv/nothing").status == 404


def test_what_a_reader_has_already_is_not_sent_again(api: Desk) -> None:
    for path, _ in guarded(api):
        first = program(api).get(path)
        assert first.headers["cache-control"] == "private, no-cache"
        assert first.headers["vary"] == "Authorization"
        mark = first.headers["etag"]
        for given in (mark, f"W/{mark}", f'"other", {mark}', "*"):
            again = program(api).get(path, if_none_match=given)
            assert (again.status, again.body, again.headers["etag"]) == (304, b"", mark), path
        assert program(api).get(path, if_none_match='"other"').status == 200
    other = program(api, "no-people").get(f"{ROOT}/submissions").headers["etag"]
    assert other != program(api).get(f"{ROOT}/submissions").headers["etag"], "it is the mark of what was answered"


def test_what_no_record_can_hold_is_told(api: Desk) -> None:
    for path in ("/submissions?group=a%00", "/log?after=0&x=%00", "/submissions/a\0b", "/documents/a\0b"):
        assert program(api).get(f"{ROOT}{path}").status == 422, path


@pytest.mark.parametrize("newer", [False, True], ids=["a-rulebook", "the-database"])
def test_a_rulebook_that_is_wrong_ends_no_desk(api: Desk, monkeypatch: pytest.MonkeyPatch, newer: bool) -> None:
    error = ConfigurationError("canary of a rulebook")

    def wrong(*_: object) -> None:
        raise error

    monkeypatch.setattr("intake.pipeline.line.Line.readable_rulebook", wrong)
    if newer:
        monkeypatch.setattr("intake.store.work.SqlStore.require_up_to_date", wrong)
    own = Desk(api.world, api.line, api.desk)
    answer = program(own).get(f"{ROOT}/groups")
    assert answer.status == 503
    assert "canary" not in answer.html
    assert set(own.ended) == ({error} if newer else set())
