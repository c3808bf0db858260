"""A trial at the desk: each page says so, the secretariat's list is compared, and mails say what became of answers."""

from intake.pipeline.desk.rulebooks.editing import put_in_force, with_settings
from intake.pipeline.desk.rulebooks.rules import RulesDeed
from tests.web.desk.places import Desk
from tests.web.visitors import Answer

TRIAL = "/meetings/trial/jca-mv"


def replies(desk: Desk, how: str) -> None:
    line, texts = desk.desk.line, desk.desk.rule_texts
    put_in_force(line, with_settings(line, texts, "jca-mv", {"policy.replies": how}, ""), RulesDeed("ada", "a trial"))


def test_each_page_says_that_a_group_is_on_trial_or_has_drafts(own_desk: Desk) -> None:
    sam, vera = own_desk.visitor("secretary"), own_desk.visitor("viewer")
    assert "on trial" not in sam.get("/log").text
    replies(own_desk, "watch")
    for path in ("/", "/log", "/documents", "/meetings", "/submissions/MV-26-0001"):
        assert "JCA-MV is on trial: no letter to a sender leaves" in sam.get(path).text
    assert f'href="{TRIAL}"' in sam.get("/log").html
    assert "JCA-MV is on trial" in vera.get("/log").text
    assert TRIAL not in vera.get("/log").html
    assert "à l’essai" in own_desk.visitor("secretary", languages="fr").get("/log").text
    replies(own_desk, "draft")
    assert "JCA-MV: answers wait in Drafts" in sam.get("/log").text


def upload(desk: Desk, text: str, role: str = "secretary") -> Answer:
    visitor, mark = desk.visitor(role), "part"
    body = (
        f'--{mark}\r\ncontent-disposition: form-data; name="csrf"\r\n\r\n{visitor.csrf}\r\n'
        f'--{mark}\r\ncontent-disposition: form-data; name="file"; filename="list.csv"\r\n\r\n{text}\r\n--{mark}--\r\n'
    )
    kind = {"content-type": f"multipart/form-data; boundary={mark}"}
    return visitor.ask("POST", TRIAL, body.encode(), kind)


def test_the_list_of_the_secretariat_is_compared_at_the_desk(desk: Desk) -> None:
    with desk.line.store.read() as work:
        first = work.contributions.listed("jca-mv")[0]
    listed = (
        f"number;title;received\n{first.label};{first.title};2026-04-30 17:30\nJCA-MV-Doc-900;<b>Nobody</b>;2026-04-30"
    )
    told = upload(desk, listed)
    assert told.status == 200
    assert "You and the intake: 1 agree, " in told.text
    assert "JCA-MV-Doc-900" in told.text
    assert "No mail that intake saw brought it." in told.text
    assert "<b>Nobody" not in told.html
    assert "The list does not have it; intake gave the number to" in told.text
    told = upload(desk, "number;title\nx;y\n")
    assert (told.status, "list.csv cannot be compared." in told.text) == (422, True)
    assert upload(desk, listed, "viewer").status == 403


def test_a_mail_says_what_became_of_its_answer(desk: Desk) -> None:
    page = desk.visitor("secretary").get("/submissions/MV-26-0001")
    assert "What became of the answer, and why" in page.text
    assert "A receipt was sent to" in page.text
