"""The documents of a meeting at the desk: what is shown, and each act, by forms alone."""

import io
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest

from intake.app import open_site
from intake.domain.meeting import Item
from intake.domain.verdict import Deed
from intake.pipeline.desk.documents.posting import post
from intake.pipeline.desk.mails.acts import admit
from intake.pipeline.publishing import Wish, publish
from tests.line.acts.test_ticking import PDF, SHEET
from tests.line.letters_in import mail, paper
from tests.line.meetings.test_meetings import change
from tests.line.worlds import START
from tests.web.desk.places import Desk
from tests.web.visitors import Answer

AT = "jca-mv/2026-05-13"
FIRST, SECOND, THIRD = "JCA-MV-Doc-001", "JCA-MV-Doc-002", "JCA-MV-Doc-003"
ANNEXED = mail(
    "annexed", ("Rooms.docx", paper("Rooms")), ("Annex \u202eA.xlsx", SHEET), ("Rooms.pdf", PDF), sender="e@sg.example"
)
ITEMS = (Item("3", "Contributions", kinds=("contribution",)), Item("4", "Liaison statements", kinds=("liaison_in",)))
WHY = {"reason": "looked at"}


def path(page: str, **query: str) -> str:
    return f"{page}?{urlencode(query)}"


def send(desk: Desk, page: str, *more: tuple[str, str], role: str = "secretary", **fields: str) -> Answer:
    """Send a form in which a field may stand several times; the answer itself."""
    visitor = desk.visitor(role)
    body = urlencode([("csrf", visitor.csrf), *fields.items(), *more]).encode()
    form = {"content-type": "application/x-www-form-urlencoded"}
    return visitor.ask("POST", page, body, headers=form)


def box(desk: Desk, number: str) -> tuple[str, str]:
    """The box of a number, as the page writes it."""
    html = desk.visitor().get(path("/documents", meeting=AT)).html
    value = next(
        each.split('"')[0]
        for each in html.split('value="')
        if each.startswith(f"{number}@") and len(each.split('"')[0]) > len(number) + 8
    )
    return ("number", value)


def listed(desk: Desk) -> str:
    answer = desk.visitor().get(path("/documents", meeting=AT))
    assert answer.status == 200
    return answer.text


def deliver(desk: Desk, raw: bytes) -> None:
    desk.world.server.deliver(raw, START + timedelta(minutes=5))
    desk.run()


def states(desk: Desk) -> dict[str, str]:
    with desk.line.store.read() as work:
        return {one.label: one.state for one in work.contributions.listed("jca-mv")}


def test_numbers_stand_in_their_order_with_what_is_known(desk: Desk) -> None:
    said = listed(desk)
    assert said.index(FIRST) < said.index(SECOND)
    assert "2 documents 2 of them are not posted as they stand now" in said
    assert "Gaps in metaverse standards ITU-T SG21" in said
    assert "30 Apr 2026, 17:30 UTC+2" in said
    assert "Look first: the first mail from this address." in said
    french = desk.visitor(languages="fr").get(path("/documents", meeting=AT)).text
    assert "2 documents dont 2 ne sont pas en ligne" in french
    one = desk.visitor().get(f"/documents/one/{FIRST}").text
    assert "Digital twins for metaverse standards" in one
    assert "delegate@etri.example" not in one


@pytest.mark.parametrize("role", ["viewer", "chair"])
def test_who_only_looks_sees_no_form_and_sends_none(desk: Desk, role: str) -> None:
    page = desk.visitor(role).get(path("/documents", meeting=AT))
    assert FIRST in page.text
    assert 'action="/documents' not in page.html.replace('action="/documents"', "")
    fields = {"meeting": AT, "number": FIRST, **WHY}
    for where in ("post", "post-all", "allocate", "propose", "reserve", "give-up"):
        assert send(desk, f"/documents/{where}", role=role, **fields).status == 403, where
    for where in ("post", "take-off", "correct", "withdraw", "restore", "note"):
        assert send(desk, f"/documents/one/{where}", role=role, **fields).status == 403, where
    assert set(states(desk).values()) == {"registered"}


def test_a_group_that_is_not_ones_own_is_not_there(desk: Desk) -> None:
    chair = desk.visitor("chair")
    for page in ("/documents", "/documents/pack", "/documents/register"):
        assert chair.get(path(page, meeting="jca-dcc/2022-06-01")).status in (403, 404), page
    assert "JCA-DCC" not in chair.get("/documents").text
    for page in ("/documents/one/JCA-MV-Doc-999", path("/documents/file", number="JCA-MV-Doc-999")):
        assert chair.get(page).status == 404
    assert chair.get(path("/documents/list", meeting=AT, kind="returned")).status == 403
    assert chair.get(path("/documents/list", meeting=AT, kind="documents")).status == 200


def test_lists_packs_and_files_are_saved(desk: Desk) -> None:
    visitor = desk.visitor()
    for kind in ("documents", "allocation", "returned"):
        for form in ("xlsx", "docx", "csv"):
            answer = visitor.get(path("/documents/list", meeting=AT, kind=kind, form=form))
            assert answer.status == 200, (kind, form)
            assert f'filename="JCA-MV-2026-05-13-{kind}.{form}"' in answer.headers["content-disposition"]
            if form == "csv":
                assert answer.body.startswith(b"\xef\xbb\xbf")
            else:
                assert zipfile.is_zipfile(io.BytesIO(answer.body))
    with zipfile.ZipFile(io.BytesIO(visitor.get(path("/documents/pack", meeting=AT)).body)) as packed:
        assert f"{FIRST}.docx" in packed.namelist()
    sent = visitor.get(path("/documents/file", number=FIRST, form="original"))
    assert sent.body == paper()
    numbered = visitor.get(path("/documents/file", number=FIRST))
    assert f'filename="{FIRST}.docx"' in numbered.headers["content-disposition"]
    assert numbered.body != sent.body
    assert "sandbox" in numbered.headers["content-security-policy"]


def test_what_is_checked_is_posted_with_the_files_that_are_checked(own_desk: Desk, tmp_path: Path) -> None:
    desk = own_desk
    deliver(desk, ANNEXED)
    visitor = desk.visitor()
    assert "2 files came with it" in listed(desk)
    nothing = send(desk, "/documents/post", meeting=AT, **WHY)
    assert (nothing.status, "Tick the documents first." in nothing.text) == (422, True)
    without = send(desk, "/documents/post", box(desk, FIRST), meeting=AT)
    assert (without.status, "Say why: it is kept in the log." in without.text) == (422, True)
    assert f'value="{box(desk, FIRST)[1]}" aria-label="Tick {FIRST}" checked' in without.html
    late = [("number", f"{FIRST}@{'0' * 12}"), box(desk, THIRD)]
    stale = send(desk, "/documents/post", *late, meeting=AT, **WHY)
    assert (stale.status, "Nothing was changed." in stale.text, "has other files by now" in stale.text) == (
        409,
        True,
        True,
    )
    seen = box(desk, FIRST)
    deliver(desk, mail("cor", (f"{FIRST}-Cor1.docx", paper(number=f"{FIRST}-Cor1", text="Corrected."))))
    unseen = send(desk, "/documents/post", seen, meeting=AT, **WHY)
    assert (unseen.status, "has other files by now" in unseen.text) == (409, True)
    assert set(states(desk).values()) == {"registered"}
    done = send(desk, "/documents/post", box(desk, FIRST), box(desk, THIRD), ("file", f"{THIRD}@1"), meeting=AT, **WHY)
    assert (done.status, done.headers["location"]) == (303, path("/documents", meeting=AT))
    assert states(desk) == {FIRST: "posted", SECOND: "registered", THIRD: "posted"}
    with open_site(tmp_path / "site", "members") as site:
        publish(desk.line, site, Wish("members", "jca-mv"))
    files = {each.name for each in (tmp_path / "site" / "jca-mv" / "2026-05-13" / "files").iterdir()}
    assert files == {f"{FIRST}.docx", f"{FIRST}-Cor1.docx", f"{THIRD}.docx", f"{THIRD}-annex-1.xlsx"}
    with desk.line.store.read() as work:
        assert {(one.who, one.why.rpartition(": ")[2]) for one in work.log.newest("posted", 2)} == {
            ("sam", "looked at")
        }
    page = visitor.get(f"/documents/one/{THIRD}")
    assert f"{THIRD}-annex-1.xlsx" in page.text
    look = visitor.get(path("/documents/beside", number=THIRD, place="1"))
    assert (look.body, look.headers["content-type"]) == (SHEET, "application/octet-stream")
    assert visitor.get(path("/documents/beside", number=THIRD, place="9")).status == 404
    _and_taken_off_again(desk)


def _and_taken_off_again(desk: Desk) -> None:
    visitor = desk.visitor()
    page = visitor.send("/documents/one/take-off", number=THIRD, file=f"{THIRD}-annex-1.xlsx", **WHY)
    assert f"No longer posted: {THIRD}-annex-1.xlsx." in page.text
    page = visitor.send("/documents/one/post", number=THIRD, file="2", **WHY)
    assert f"Posted: {THIRD}, with {THIRD}-copy-1.pdf." in page.text
    page = visitor.send("/documents/one/take-off", number=THIRD, file="", **WHY)
    assert f"{THIRD} is no longer posted." in page.text
    page = visitor.send("/documents/post-all", meeting=AT, **WHY)
    assert "Nothing could be posted without a look. Left for you to look at: 2." in page.text
    assert states(desk) == {FIRST: "posted", SECOND: "registered", THIRD: "registered"}


def test_documents_are_put_under_items_and_their_outcome_is_noted(own_desk: Desk) -> None:
    desk, visitor = own_desk, own_desk.visitor()
    change(desk.line, lambda book: replace(book, meetings=(replace(book.meetings[0], items=ITEMS),)))
    assert "3 proposed" in listed(desk)
    done = send(desk, "/documents/allocate", box(desk, FIRST), box(desk, SECOND), meeting=AT, item="4", **WHY)
    assert done.status == 303
    assert "Put under item 4: 2." in desk_notice(desk, done)
    wrong = send(desk, "/documents/allocate", box(desk, FIRST), meeting=AT, item="9", **WHY)
    assert (wrong.status, "has no such item" in wrong.text) == (422, True)
    send(desk, "/documents/allocate", box(desk, SECOND), meeting=AT, item="", **WHY)
    page = visitor.send("/documents/propose", meeting=AT, **WHY)
    assert "Put under the items that were proposed: 1." in page.text
    with desk.line.store.read() as work:
        ids = [one.id for one in work.contributions.listed("jca-mv")]
        assert [one.text for one in work.minutes.of(ids)] == ["4", "3"]
    noted = {"number": FIRST, "was": "4", "item": "4", "outcome": "Agreed.", **WHY}
    assert "Your note on" in visitor.send("/documents/one/note", **noted).text
    assert "Agreed." in listed(desk)


def desk_notice(desk: Desk, answer: Answer) -> str:
    """What the page after a form says first."""
    visitor = desk.visitor()
    visitor.cookies.update(dict(each.split(";")[0].split("=", 1) for each in answer.cookies))
    return visitor.get(answer.headers["location"]).text


def test_numbers_are_kept_and_given_up(own_desk: Desk) -> None:
    desk, visitor = own_desk, own_desk.visitor()
    page = visitor.send("/documents/reserve", meeting=AT, purpose="report of the last meeting", which="7", **WHY)
    assert "JCA-MV-Doc-007 is reserved for: report of the last meeting." in page.text
    assert "JCA-MV-Doc-007 Reserved for: report of the last meeting Reserved" in page.text
    for fields, why in (
        ({"purpose": "agenda", "which": "seven"}, "type the number alone"),
        ({"purpose": "agenda", "which": "1"}, FIRST),
        ({"purpose": " ", "which": ""}, "Say what the number is for"),
    ):
        answer = send(desk, "/documents/reserve", meeting=AT, **WHY, **fields)
        assert (answer.status, why in answer.text) == (422, True), answer.text
    page = visitor.send("/documents/give-up", meeting=AT, number="JCA-MV-Doc-007", **WHY)
    assert "JCA-MV-Doc-007 is no longer reserved." in page.text


def test_what_is_recorded_is_corrected_and_withdrawn(own_desk: Desk) -> None:
    desk, visitor = own_desk, own_desk.visitor()
    words = {"number": FIRST, "title": "Twins", "source": "ETRI\nMSIT", "kind": "information", "replaces": "1"}
    without = send(desk, "/documents/one/correct", **words)
    assert (without.status, 'name="title"' in without.html, ">Twins</textarea>" in without.html) == (422, True, True)
    page = visitor.send("/documents/one/correct", **words, **WHY)
    assert f"{FIRST} is corrected." in page.text
    assert "Twins Source ETRI MSIT Kind information document" in page.text
    again = send(desk, "/documents/one/withdraw", number=FIRST, replaces="1", **WHY)
    assert (again.status, "Nothing was changed." in again.text) == (409, True)
    page = visitor.send("/documents/one/withdraw", number=FIRST, replaces="2", **WHY)
    assert "Its number is never given again." in page.text
    assert states(desk)[FIRST] == "withdrawn"
    page = visitor.send("/documents/one/restore", number=FIRST, replaces="3", **WHY)
    assert states(desk)[FIRST] == "registered"
    same = send(
        desk, "/documents/one/correct", number=FIRST, title="Twins", source="ETRI\nMSIT", kind="information", **WHY
    )
    assert (same.status, "Nothing differs" in same.text) == (422, True)
    post(desk.line, [FIRST], Deed("Grace", "looked at"))
    assert "Posted" in visitor.get(f"/documents/one/{FIRST}").text


def upload(desk: Desk, content: bytes, name: str = "Brought.docx", *, languages: str = "", **fields: str) -> Answer:
    """Send the form with a file, as a browser does."""
    visitor = desk.visitor(languages=languages)
    parts = [("csrf", visitor.csrf), *fields.items()]
    body = b"".join(
        f'--b0undary\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in parts
    )
    body += f'--b0undary\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    body += content + b"\r\n--b0undary--\r\n"
    form = {"content-type": "multipart/form-data; boundary=b0undary"}
    return visitor.ask("POST", "/documents/register", body, headers=form)


def test_what_came_by_another_way_is_registered_by_its_real_time(own_desk: Desk) -> None:
    desk = own_desk
    content = paper("Brought on a stick")
    typed = {
        "meeting": AT, "submitter": "Ada Byron <ada@cst.example>", "received": "2026-04-30 23:30",
        "evidence": "the stick's label", **WHY,
    }  # fmt: skip
    for change_, status, said in (
        ({"reason": " "}, 422, "Say why"),
        ({"received": "yesterday"}, 422, "give the hour, too"),
        ({"submitter": "nobody"}, 422, "is no mail address"),
    ):
        answer = upload(desk, content, **{**typed, **change_})
        assert (answer.status, said in answer.text) == (status, True), answer.text
        assert "the stick" in answer.text or "the stick" in answer.html
    assert "is no document that could be registered" in upload(desk, b"MZ nothing", "a.docx", **typed).text
    assert "Choose the file first." in upload(desk, b"", "", **typed).text
    looked = upload(desk, content, check="true", **typed)
    assert (looked.status, "It would get a number." in looked.text, "Nothing was stored." in looked.text) == (
        200,
        True,
        True,
    )
    assert THIRD not in states(desk)
    done = upload(desk, content, **typed)
    assert done.status == 303
    assert f"number: {THIRD}." in desk_notice(desk, done)
    with desk.line.store.read() as work:
        one = work.contributions.by_label(THIRD)
        assert one is not None
        assert one.received_at.isoformat() == "2026-04-30T21:30:00+00:00"
        assert "ada@cst.example" in one.submitters
    assert "is here already" in desk_notice(desk, upload(desk, content, **typed))


def test_what_would_be_found_in_it_is_told_in_the_readers_language(own_desk: Desk) -> None:
    typed = {
        "meeting": AT, "submitter": "Ada Byron <ada@cst.example>", "received": "2026-04-30 23:30",
        "evidence": "the stick's label", "check": "true", **WHY,
    }  # fmt: skip
    content = paper("A", source="")
    assert "There is no source in the field" in upload(own_desk, content, **typed).text
    assert "COV-001: Aucune source n’est indiquée" in upload(own_desk, content, languages="fr", **typed).text


def test_a_late_paper_says_so_and_words_of_a_stranger_are_text(own_desk: Desk) -> None:
    desk = own_desk
    deliver(
        desk,
        mail(
            "script",
            ("<b>x</b>.docx", paper("<script>alert(1)</script>{{7*7}}", "=cmd|' /C calc'!A0")),
            sender="f@sg.example",
        ),
    )
    admit(desk.line, _late(desk), Deed("Grace", "the chairs agree"))
    page = desk.visitor().get(path("/documents", meeting=AT))
    assert "late, admitted" in page.text
    assert "<script>alert" not in page.html
    assert "{{7*7}}" in page.html


def _late(desk: Desk) -> str:
    with desk.line.store.read() as work:
        return next(one.reference for one, _ in work.submissions.held() if one.sender == "d@kaist.example")
