"""The page of a submission, as people with each role read it."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import get_args

import pytest

from intake.domain.debt import DebtState, NewDebt, Unreadable
from intake.domain.document import FileType
from intake.domain.log_entry import LOG_WORDS
from intake.domain.submission import Evidence, SubmissionState
from intake.domain.verdict import Act, Deed, Disposition, FileRole, Part, Relation, Route, Severity
from intake.pipeline.desk.mails.acts import correct
from intake.pipeline.desk.mails.moving import move_to_group
from intake.pipeline.desk.mails.tasks import assign, snooze, write_note
from intake.pipeline.showing.story.instants import WhoseClock
from intake.pipeline.showing.story.relatives import Kinship
from intake.pipeline.showing.story.sender import SenderStanding
from intake.ports import Reader
from tests.line.acts.test_acts import by
from tests.line.letters_in import RTF, mail, paper
from tests.line.worlds import World
from tests.store.databases import ready_url
from tests.web.desk.people import PEOPLE
from tests.web.desk.places import Desk, desk_of, filled

ACCEPTED, SECOND, RETURNED, HELD, QUESTION, THANKS, LATE = (f"MV-26-000{n}" for n in range(1, 8))
RAW = "/mail.eml"
NEVER_OF_A_MAIL = {
    *("before-base", "closed", "deadline", "login", "login-failed", "logout", "person", "reserved", "rulebook"),
    *("vanished", "stored", "linked", "decided", "paid", "withheld"),
}
"""Lines of the log that name no mail, or whose step is told from elsewhere."""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[Desk]:
    """A desk on which a person has acted: a title corrected, a mail moved to another group."""
    folder = tmp_path_factory.mktemp("seen")
    world = World(folder, ready_url("sqlite", folder), reader)
    made = desk_of(world, filled(world))
    correct(made.line, "JCA-MV-Doc-001", by("Grace"), title="Digital twins (corrected)")
    move_to_group(made.line, HELD, by("Grace"), "jca-dcc")
    made.run()
    yield made
    made.close()
    world.close()


@pytest.mark.parametrize(
    ("reference", "told"),
    [
        (ACCEPTED, ["accepted", "JCA-MV-Doc-001", "Input.docx", "on the template", "The answer was sent to"]),
        (RETURNED, ["returned", "minutes.docx", "TPL-001", "on no template that we know"]),
        (HELD, ["on hold", "old.rtf", "FIL-001", "RTF document"]),
        (QUESTION, ["a question", "When does the meeting start?", "Nothing was answered."]),
        (THANKS, ["no answer needed", "Re: our paper", "taken for thanks"]),
        (LATE, ["on hold", "11 minutes", "after the deadline", "A late paper", "TIM-001"]),
    ],
)
def test_each_mail_tells_what_became_of_it(desk: Desk, reference: str, told: list[str]) -> None:
    text = desk.visitor().get(f"/submissions/{reference}").text
    assert [one for one in (reference, *told) if one not in text] == []


def test_the_page_speaks_french(desk: Desk) -> None:
    answer = desk.visitor(languages="fr").get(f"/submissions/{LATE}")
    assert answer.headers["content-language"] == "fr"
    assert [one for one in ("en attente", "Date limite", "Tel que lu", "Parcours") if one not in answer.text] == []


@pytest.mark.parametrize("name", ["1", "mv-26-0001", "JCA-MV-Doc-001", "jca-mv-doc-001"])
def test_a_mail_is_found_by_id_and_number_and_the_address_becomes_its_reference(desk: Desk, name: str) -> None:
    answer = desk.visitor().get(f"/submissions/{name}?from=work")
    assert (answer.status, answer.headers["location"]) == (303, f"/submissions/{ACCEPTED}?from=work")


@pytest.mark.parametrize("name", ["MV-26-9999", "0", "99999999999999999999", "<script>", "%2e%2e", "x" * 200, "é"])
@pytest.mark.parametrize("below", ["", "/mail", "/documents/1", RAW, f"/files/{'0' * 64}", "/stamped/JCA-MV-Doc-001"])
def test_what_nobody_knows_is_told_in_words_with_a_way_to_look_for_it(desk: Desk, name: str, below: str) -> None:
    answer = desk.visitor().get(f"/submissions/{name}{below}")
    assert answer.status == 404
    assert "There is no such mail" in answer.text
    assert "/log?text=" in answer.html
    assert "<script>" not in answer.html.replace('<script src="', "")


def test_a_name_that_nobody_would_type_is_not_looked_for(desk: Desk) -> None:
    assert desk.visitor().get(f"/submissions/{'x' * 201}").status == 422


@pytest.mark.parametrize("role", [*PEOPLE, None])
@pytest.mark.parametrize("below", ["", "/mail", "/documents/1", RAW])
def test_who_may_see_a_mail(desk: Desk, role: str | None, below: str) -> None:
    status = desk.visitor(role).get(f"/submissions/{ACCEPTED}{below}").status
    secret = below == RAW and role in ("viewer", "chair")
    assert status == (303 if role is None else 403 if secret else 200)


def test_a_chair_of_another_group_does_not_learn_that_a_mail_is_there(seen: Desk) -> None:
    (moved,) = _moved(seen)
    assert seen.visitor("secretary").get(f"/submissions/{moved}").status == 200
    chair = seen.visitor("chair")
    unknown = chair.get("/submissions/MV-26-9999")
    for below in ("", "/mail", "/documents/1", RAW, f"/files/{'0' * 64}"):
        answer = chair.get(f"/submissions/{moved}{below}")
        assert answer.status == 404
        assert answer.text.replace(moved, "MV-26-9999") == unknown.text
    assert moved not in chair.get(f"/submissions/{HELD}").text
    told = seen.visitor("secretary").get(f"/submissions/{HELD}").text
    assert f"{moved} : the same mail in the group JCA-DCC" in told


def _moved(desk: Desk) -> list[str]:
    with desk.line.store.read() as work:
        return [one.reference for one in work.submissions.listed(group="jca-dcc")]


def test_only_who_may_save_the_whole_mail_is_offered_it(desk: Desk) -> None:
    offered = [role for role in PEOPLE if RAW in desk.visitor(role).get(f"/submissions/{ACCEPTED}").html]
    assert offered == ["secretary", "administrator"]


def test_the_cover_stands_as_read_beside_as_recorded(seen: Desk) -> None:
    html = seen.visitor().get(f"/submissions/{ACCEPTED}").html
    row = html.split('<tr class="differs">')[1].split("</tr>")[0]
    assert "Digital twins for metaverse standards" in row.split("As recorded")[0]
    assert "Digital twins (corrected)" in row.split("As recorded")[1]
    assert html.count('<tr class="differs">') == 1


def test_every_act_is_told_with_actor_and_reason(seen: Desk) -> None:
    text = seen.visitor().get(f"/submissions/{ACCEPTED}").text
    assert "Decision 2: corrected (Grace)" in text
    assert "Grace has looked at it" in text


def test_the_receipt_is_shown_as_it_was_sent(desk: Desk) -> None:
    html = desk.visitor().get(f"/submissions/{ACCEPTED}").html
    assert "[JCA-MV] Registered: JCA-MV-Doc-001" in html
    assert "Your contribution is registered." in html


def test_a_letter_that_waits_says_when_it_leaves(seen: Desk) -> None:
    with seen.line.store.write() as work:
        sent = work.debts.of(2)[0]
        assert not isinstance(sent.payload, Unreadable)
        at = seen.world.clock.at + timedelta(seconds=80)
        work.debts.owe(NewDebt("receipt:2:9", "receipt", "smtp", at, sent.payload, "jca-mv", submission=2, decision=1))
    text = seen.visitor().get(f"/submissions/{SECOND}").text
    assert "Leaves in 1 minute and 20 seconds." in text
    assert "An answer to b@sg.example is to be sent." in text


def test_letters_to_chairs_are_listed_without_their_links(desk: Desk) -> None:
    html = desk.visitor().get(f"/submissions/{LATE}").html
    assert "/decide/" not in html
    assert "mailto:" not in html


@pytest.mark.parametrize(
    ("came_from", "before", "after", "back"),
    [
        ("from=work", HELD, LATE, "/"),
        ("from=log", THANKS, HELD, "/log"),
        ("from=log&list=order%3Doldest", HELD, THANKS, "/log?order=oldest"),
        ("from=log&list=waiting%3Dyes%26group%3Djca-mv", LATE, HELD, "/log?waiting=yes&amp;group=jca-mv"),
        (
            "from=log&list=sender%3Detri.example%26order%3Doldest",
            HELD,
            THANKS,
            "/log?sender=etri.example&amp;order=oldest",
        ),
        ("from=log&list=after%3D1-1", THANKS, HELD, "/log?after=1-1"),
        ("from=log&list=group%3Djca-dcc", "", "", "/log?group=jca-dcc"),
        ("", "", "", "/log"),
    ],
)
def test_the_way_back_and_on_is_that_of_the_list(
    desk: Desk, came_from: str, before: str, after: str, back: str
) -> None:
    html = desk.visitor().get(f"/submissions/{QUESTION}?{came_from}").html
    assert f'href="{back}"' in html.split('<nav class="crumbs"')[1].split("</nav>")[0]
    ways = {rel: href.split("?")[0] for rel, href in re.findall(r'rel="(prev|next)" href="([^"]*)"', html)}
    given = {"prev": before, "next": after}
    assert ways == {rel: f"/submissions/{one}" for rel, one in given.items() if one}


def test_the_next_mail_of_a_list_leads_on_in_the_same_list(desk: Desk) -> None:
    path, seen = f"/submissions/{LATE}?from=log&list=waiting%3Dyes", []
    while path:
        seen.append(path.split("?")[0].rpartition("/")[2])
        found = re.search(r'rel="next" href="([^"]*)"', desk.visitor().get(path).html)
        path = unescape(found[1]) if found else ""
    assert seen == [LATE, QUESTION, HELD]


def test_a_chair_is_led_to_no_mail_of_another_group(seen: Desk) -> None:
    for came_from in ("from=work", "from=log"):
        html = seen.visitor("chair").get(f"/submissions/{QUESTION}?{came_from}").html
        assert "/submissions/DCC" not in html


@pytest.mark.parametrize("query", ["from=elsewhere", "from=log&list=" + "x" * 2001, "page=0"])
def test_what_no_link_of_ours_says_is_not_taken(desk: Desk, query: str) -> None:
    path = "/mail" if query.startswith("page") else ""
    assert desk.visitor().get(f"/submissions/{LATE}{path}?{query}").status == 422


def test_a_list_never_leads_out_of_the_desk(desk: Desk) -> None:
    html = desk.visitor().get(f"/submissions/{LATE}?from=log&list=//evil.example/?a=b%26x=javascript:alert(1)").html
    assert 'href="/log?' in html
    assert 'href="//evil' not in html
    assert 'href="javascript' not in html


def test_a_mail_that_is_not_decided_has_a_page(own_desk: Desk) -> None:
    own_desk.world.server.deliver(mail("new", ("New.docx", paper("New"))), own_desk.world.clock.at)
    own_desk.world.steps()[0](own_desk.line)
    text = own_desk.visitor().get("/submissions/MV-26-0008").text
    assert "The mail is stored and waits to be read. It is safe." in text
    assert "The mail is not read yet." in text


def test_a_mail_whose_reading_is_gone_is_told_without_it(own_desk: Desk) -> None:
    with own_desk.line.store.read() as work:
        reading = work.submissions.decisions(1)[-1].inputs.reading
    _blob(own_desk, reading).unlink()
    own_desk.line._readings.clear()
    answer = own_desk.visitor().get(f"/submissions/{ACCEPTED}")
    assert answer.status == 200
    assert "The text of this mail is no longer kept" in answer.text
    assert "JCA-MV-Doc-001" in answer.text
    assert own_desk.visitor().get(f"/submissions/{ACCEPTED}/documents/1").status == 200


def test_a_long_document_is_shown_page_by_page(own_desk: Desk) -> None:
    long = paper("Long", text="\n".join(f"Paragraph {n} of a long text. " * 20 for n in range(60)))
    own_desk.world.server.deliver(mail("long", ("Long.docx", long)), own_desk.world.clock.at)
    own_desk.run()
    page = own_desk.visitor().get("/submissions/MV-26-0008?from=work")
    assert len(page.body) < 60_000
    assert "/submissions/MV-26-0008/documents/1?page=2&amp;from=work" in page.html
    second = own_desk.visitor().get("/submissions/MV-26-0008/documents/1?page=2&from=work")
    assert "Page 2 of" in second.text
    assert 'rel="prev"' in second.html
    assert 'rel="next"' in second.html
    assert own_desk.visitor().get("/submissions/MV-26-0008/documents/2").status == 404


def test_reading_is_no_act(desk: Desk) -> None:
    def state() -> str:
        with desk.line.store.read() as work:
            debts = [str(one) for n in range(1, 8) for one in work.debts.of(n)]
            return json.dumps([debts, [str(one) for one in work.log.listed()]])

    before = state()
    for below in ("", "/mail", "/documents/1", RAW):
        desk.visitor().get(f"/submissions/{ACCEPTED}{below}")
    assert state() == before


def _blob(desk: Desk, sha256: str) -> Path:
    return desk.world.folder / "blobs" / sha256[:2] / sha256[2:]


_NAMED: dict[str, tuple[str, ...]] = {
    "submission.act": get_args(Act),
    "submission.outcome": get_args(Disposition),
    "submission.route": get_args(Route),
    "submission.state": get_args(SubmissionState),
    "submission.role": get_args(FileRole),
    "submission.part": get_args(Part),
    "submission.relation": tuple(one for one in get_args(Relation) if one != "new"),
    "submission.severity": get_args(Severity),
    "submission.type": get_args(FileType),
    "submission.clock": get_args(WhoseClock),
    "submission.evidence": get_args(Evidence),
    "submission.kin": get_args(Kinship),
    "submission.sender": get_args(SenderStanding),
    "submission.word": tuple(sorted(set(LOG_WORDS) - NEVER_OF_A_MAIL)),
    "submission.letter": (
        "sent",
        "draft",
        "owed",
        "withheld",
        "refused",
        "unknown",
        "superseded",
        "bounced",
        "delivered",
        "delayed",
    ),
    **{f"submission.step.{kind}": get_args(DebtState) for kind in ("receipt", "letter", "staff")},
}


@pytest.mark.parametrize("family", _NAMED)
def test_everything_that_can_stand_on_the_page_has_its_words(desk: Desk, family: str) -> None:
    assert [one for one in _NAMED[family] if not desk.desk.words.has(f"{family}.{one}")] == []


def test_notes_and_who_does_what_are_told(seen: Desk) -> None:
    write_note(seen.line, RETURNED, Deed("Grace", "The author will send a .docx."))
    assign(seen.line, RETURNED, Deed("Grace", "He knows the author."), "Sam Secretary")
    later = seen.world.clock.at + timedelta(days=2)
    snooze(seen.line, RETURNED, Deed("Grace", "Until he answers."), later)
    text = seen.visitor().get(f"/submissions/{RETURNED}").text
    for told in (
        "A note.",
        "The author will send a .docx.",
        "Assigned to Sam Secretary.",
        "Rests until Sunday 3 May",
    ):
        assert told in text


def test_a_held_file_that_has_no_text_says_so(desk: Desk) -> None:
    assert RTF
    assert "A contribution in an older format." in desk.visitor().get(f"/submissions/{HELD}/documents/1").text
