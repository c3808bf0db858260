"""Acts in the browser: which are offered, the letter before it leaves, what was done; two people on one mail."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from intake.pipeline.desk.mails.acts import release
from intake.ports import Reader
from tests.line.acts.test_acts import by, decisions
from tests.line.acts.test_foreseeing import everything
from tests.line.test_line import subjects
from tests.line.worlds import World
from tests.store.databases import ready_url
from tests.web.desk.people import DeskVisitor
from tests.web.desk.places import Desk, desk_of, filled, take_office
from tests.web.desk.submission.test_submission import ACCEPTED, HELD, LATE, QUESTION, RETURNED
from tests.web.visitors import Answer

WHY = "looked at"


def path(reference: str, act: str) -> str:
    return f"/submissions/{reference}/acts/{act}"


OFFERED = [
    pytest.param(HELD, "secretary", ["release", "convert", "make-cover", "link", "return", "ignore"], id="held"),
    pytest.param(ACCEPTED, "secretary", ["correct", "move", "withdraw", "hold", "note"], id="accepted"),
    pytest.param(LATE, "secretary", ["admit", "return", "assign", "snooze"], id="late"),
    pytest.param(QUESTION, "secretary", ["ignore", "note"], id="question"),
    pytest.param(RETURNED, "secretary", ["release", "make-cover", "hold"], id="returned"),
    pytest.param(ACCEPTED, "chair", [], id="accepted-for-a-chair"),
    pytest.param(HELD, "viewer", [], id="held-for-a-viewer"),
]
NEVER = {"chair": ["release", "withdraw", "hold", "note", "assign"], "viewer": ["release", "return"]}


@pytest.mark.parametrize(("reference", "role", "acts"), OFFERED)
def test_the_page_offers_what_fits_the_mail_and_the_person(
    desk: Desk, reference: str, role: str, acts: list[str]
) -> None:
    html = desk.visitor(role).get(f"/submissions/{reference}").html
    assert [one for one in acts if f'href="{path(reference, one)}"' not in html] == []
    assert [one for one in NEVER.get(role, []) if path(reference, one) in html] == []


FORMS = [
    pytest.param(
        ACCEPTED,
        "correct",
        ["Digital twins for metaverse standards", "ETRI", 'value="contribution" selected'],
        id="correct",
    ),
    pytest.param(HELD, "make-cover", ["other@etri.example", "Ji-won Park"], id="make-cover"),
    pytest.param(HELD, "assign", ["Sam Secretary"], id="assign"),
    pytest.param(ACCEPTED, "move", ["The meeting after it"], id="move"),
    pytest.param(HELD, "release?group=jca-dcc", ['value="jca-dcc" selected'], id="as-the-address-says"),
    pytest.param(LATE, "admit?next=True", ["checked"], id="a-tick-as-the-address-says"),
]


@pytest.mark.parametrize(("reference", "act", "told"), FORMS)
def test_a_form_is_filled_in_with_what_is_known(desk: Desk, reference: str, act: str, told: list[str]) -> None:
    answer = desk.visitor().get(path(reference, act))
    assert answer.status == 200
    assert [one for one in told if one not in answer.html] == []


def test_forms_speak_french(desk: Desk) -> None:
    answer = desk.visitor(languages="fr").get(path(HELD, "release"))
    assert [one for one in ("Accepter", "Motif", "Suite : voir la lettre") if one not in answer.text] == []


@pytest.mark.parametrize("act", ["release", "admit", "return", "hold", "withdraw", "correct", "move", "ignore"])
def test_every_act_wants_a_reason(desk: Desk, act: str) -> None:
    answer = desk.visitor().post(path(LATE, act), do="act", reason="  ", replaces="1")
    assert (answer.status, "Please say why" in answer.text) == (422, True)


def test_the_letter_is_read_before_anybody_confirms_and_nothing_is_changed(desk: Desk) -> None:
    before = everything(desk.world)
    answer = desk.visitor().post(path(HELD, "release"), do="look", reason=WHY, replaces="1")
    assert everything(desk.world) == before
    told = ["[JCA-MV] Registered: JCA-MV-Doc-003", "The mail would be: accepted", "other@etri.example", "Release it"]
    assert [one for one in told if one not in answer.text] == []
    assert WHY in answer.html


RIGHTS = [
    pytest.param("viewer", HELD, "release", 403, id="a-viewer-only-sees"),
    pytest.param("chair", HELD, "release", 403, id="a-chair-releases-nothing"),
    pytest.param("chair", ACCEPTED, "return", 403, id="a-chair-returns-nothing-that-is-registered"),
    pytest.param("administrator", HELD, "release", 200, id="an-administrator"),
    pytest.param("secretary", "MV-26-0099", "release", 404, id="no-such-mail"),
    pytest.param("secretary", HELD, "explode", 422, id="no-such-act"),
]


@pytest.mark.parametrize(("role", "reference", "act", "status"), RIGHTS)
def test_whoever_may_not_act_gets_no_form(desk: Desk, role: str, reference: str, act: str, status: int) -> None:
    visitor = desk.visitor(role)
    assert visitor.get(path(reference, act)).status == status
    assert visitor.post(path(reference, act), do="look", reason=WHY, replaces="1").status == status


def test_a_form_of_another_site_is_turned_away(desk: Desk) -> None:
    assert desk.visitor().post(path(HELD, "release"), csrf="", do="act", reason=WHY).status == 403


def test_a_chair_decides_for_nobody_else(own_desk: Desk) -> None:
    fields = {"decided-by": "Shin-Gak Kang", "evidence": QUESTION, "replaces": "1"}
    take_office(own_desk)
    answer = own_desk.visitor("chair").post(path(LATE, "admit"), do="act", reason=WHY, **fields)
    assert answer.status == 303
    assert [one.actor for one in decisions(own_desk.line, 7)] == ["line", "Muath AlRumayh"]


@pytest.fixture
def waiting(tmp_path: Path, reader: Reader) -> Iterator[Desk]:
    """A desk on which letters of acts wait for two minutes."""
    world = World(tmp_path, ready_url("sqlite", tmp_path), reader)
    world.pace = replace(world.pace, send_delay=120)
    made = desk_of(world, filled(world))
    yield made
    made.close()
    world.close()


def acted(visitor: DeskVisitor, reference: str, act: str, n: int = 1, **fields: str) -> Answer:
    return visitor.send(path(reference, act), do="act", reason=WHY, replaces=str(n), **fields)


def test_a_release_is_told_and_its_letter_leaves_two_minutes_later(waiting: Desk) -> None:
    before = subjects(waiting.world)
    page = acted(waiting.visitor(), HELD, "release")
    assert [
        one for one in (f"{HELD} is released.", "JCA-MV-Doc-003", "The letter leaves on") if one not in page.text
    ] == []
    waiting.world.clock.wait(120)
    waiting.run()
    assert subjects(waiting.world)[len(before) :] == ["[JCA-MV] Registered: JCA-MV-Doc-003"]
    assert "Undo" not in waiting.visitor().get(f"/submissions/{HELD}").text


def test_undo_before_the_letter_has_left_and_after(waiting: Desk) -> None:
    before, visitor = subjects(waiting.world), waiting.visitor()
    acted(visitor, HELD, "release")
    undone = acted(visitor, HELD, "undo", 2)
    assert f"The last act on {HELD} is undone." in undone.text
    acted(visitor, HELD, "release", 3)
    waiting.world.clock.wait(120)
    waiting.run()
    answer = visitor.post(path(HELD, "undo"), do="act", reason=WHY, replaces="4")
    assert (answer.status, "already sent" in answer.text) == (422, True)
    assert subjects(waiting.world)[len(before) :] == ["[JCA-MV] Registered: JCA-MV-Doc-003"]


def test_of_two_secretaries_one_wins_and_the_other_sees_what_happened(own_desk: Desk) -> None:
    release(own_desk.line, HELD, by("Grace"))
    answer = own_desk.visitor().post(path(HELD, "return"), do="act", reason="the text is missing", replaces="1")
    told = ["Somebody decided about this mail", "Decision 2, by", "Grace", "Grace has looked at it"]
    assert answer.status == 409
    assert [one for one in told if one not in answer.text] == []
    assert 'name="replaces" value="2"' in answer.html
    assert "the text is missing" in answer.html
    assert len(decisions(own_desk.line, 4)) == 2


def test_what_cannot_be_done_says_why_and_keeps_what_was_typed(own_desk: Desk) -> None:
    answer = own_desk.visitor().post(path(HELD, "link"), do="act", reason=WHY, replaces="1", to="JCA-MV-Doc-099")
    assert answer.status == 422
    assert "there is no contribution with this number" in answer.text
    assert 'value="JCA-MV-Doc-099"' in answer.html


DONE = [
    pytest.param(HELD, "convert", {}, "is converted", id="convert"),
    pytest.param(HELD, "make-cover", {"title": "A title", "source": "A body"}, "has a cover", id="make-cover"),
    pytest.param(HELD, "return", {}, "is returned", id="return"),
    pytest.param(LATE, "admit", {"next": "1"}, "is admitted", id="admit"),
    pytest.param(ACCEPTED, "correct", {"title": "Twins", "kind": "information"}, "is corrected", id="correct"),
    pytest.param(ACCEPTED, "withdraw", {}, "withdrawn", id="withdraw"),
    pytest.param(ACCEPTED, "hold", {"tell": "1"}, "on hold again", id="hold"),
    pytest.param(ACCEPTED, "move", {"meeting": "next"}, "is for another meeting", id="move"),
    pytest.param(RETURNED, "replay", {}, "judged again", id="replay"),
    pytest.param(QUESTION, "assign", {"to": "Ben"}, "who looks after", id="assign"),
    pytest.param(QUESTION, "snooze", {"until": "2026-05-04T09:00"}, "rests", id="snooze"),
    pytest.param(QUESTION, "note", {}, "is kept", id="note"),
    pytest.param(QUESTION, "ignore", {}, "off the list", id="ignore"),
]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[Desk]:
    """One desk on which each act of the table is done: an act on a mail leaves the others as they are."""
    folder = tmp_path_factory.mktemp("acts")
    world = World(folder, ready_url("sqlite", folder), reader)
    world.pace = replace(world.pace, send_delay=3600)
    made = desk_of(world, filled(world))
    yield made
    made.close()
    world.close()


@pytest.mark.parametrize(("reference", "act", "fields", "told"), DONE)
def test_each_act_is_done_with_its_fields_and_taken_back(
    shared: Desk, reference: str, act: str, fields: dict[str, str], told: str
) -> None:
    number, visitor = int(reference[-4:]), shared.visitor()
    n = len(decisions(shared.line, number))
    assert told in acted(visitor, reference, act, n, **fields).text
    if len(decisions(shared.line, number)) > n:
        assert decisions(shared.line, number)[-1].actor == "sam"
        acted(visitor, reference, "undo", n + 1)


def test_what_waits_is_linked(own_desk: Desk) -> None:
    page = acted(own_desk.visitor(), HELD, "link", to="JCA-MV-Doc-001")
    assert [one for one in (f"{HELD} is linked", "JCA-MV-Doc-001-Rev1") if one not in page.text] == []
    assert "is undone" in acted(own_desk.visitor(), HELD, "undo", 2).text


def test_a_time_is_on_the_clock_of_the_meeting(shared: Desk) -> None:
    acted(shared.visitor(), QUESTION, "snooze", len(decisions(shared.line, 5)), until="2026-05-04T09:00")
    with shared.line.store.read() as work:
        (*_, line) = work.log.listed(submission=5, what="snoozed")
    assert line.facts["until"] == "2026-05-04T07:00:00+00:00"


def test_one_act_on_several_mails_each_by_itself(own_desk: Desk) -> None:
    visitor = own_desk.visitor()
    form = visitor.get(f"/acts/ignore?item={HELD}:1&item={QUESTION}:1&item=MV-26-0099:1&item={ACCEPTED}:1")
    assert ("3 mails" in form.text, "MV-26-0099" in form.text) == (True, False)
    release(own_desk.line, HELD, by("Grace"))
    items = [f"{HELD}:1", f"{QUESTION}:1", f"{ACCEPTED}:1", "MV-26-0099:1"]
    answer = visitor.post("/acts/ignore", item=items, reason="answered by telephone")  # type: ignore[arg-type]
    told = [
        "1 mail: done.",
        "3 were left as they were.",
        "was decided in between",
        "which stays",
        "There is no such mail",
    ]
    assert [one for one in told if one not in answer.text] == []
    assert [one.act for one in decisions(own_desk.line, 5)] == ["judge", "ignore"]
    assert visitor.post("/acts/ignore", item=items, reason="").status == 422  # type: ignore[arg-type]


def test_nothing_in_a_mail_or_in_a_field_becomes_a_tag(own_desk: Desk) -> None:
    evil = "<script>alert(1)</script>"
    answer = own_desk.visitor().post(path(HELD, "link"), do="look", reason=evil, replaces="1", to=evil)
    assert ("<script>alert" in answer.html, "&lt;script&gt;alert(1)" in answer.html) == (False, True)
    assert own_desk.visitor().get(path(HELD, "link") + "?to=%3Cscript%3E").html.count("<script>") == 0


def test_mails_of_the_log_are_ticked_by_those_who_may_act(desk: Desk) -> None:
    told = [f'value="{HELD}:1" form="bulk"', 'formaction="/acts/resend"']
    assert [one for one in told if one not in desk.visitor().get("/log").html] == []
    assert [one for one in told if one in desk.visitor("viewer").get("/log").html] == []
    assert [one for one in told if one in desk.visitor("chair").get("/").html] == []
