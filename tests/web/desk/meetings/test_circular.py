"""A circular at the desk: uploaded, read, answered, in force; and what keeps it from being."""

import io
import re
from email.message import EmailMessage
from urllib.parse import urlencode

import docx
import pytest
from sqlalchemy import text

from intake.pipeline.candidates import KEPT
from tests.store.databases import connected
from tests.web.desk.places import Desk
from tests.web.visitors import Answer

ENGLISH = """TSB Circular 130

Geneva, 2 June 2026

Subject: Third meeting of the Joint Coordination Activity on metaverse standardization (JCA-MV) (Geneva, Switzerland,
8 September 2026)

The third meeting of the Joint Coordination Activity on metaverse standardization (JCA-MV) will be held in Geneva,
Switzerland, on 8 September 2026, from 09:30 to 12:30, Geneva time.

Participants are encouraged to submit their contributions by e-mail to tsbjcamv@itu.int, not later than 26 August 2026,
using the template on the JCA-MV home page. The meeting will be held in English only.

Key deadlines:
26 August 2026 - Submission of contributions
1 September 2026 - Pre-registration
"""
NEW = ENGLISH.replace("JCA-MV", "JCA-XY").replace("tsbjcamv@", "tsbjcaxy@").replace("Third", "First")


def upload(desk: Desk, text: bytes, name: str = "circular.txt", role: str = "secretary") -> Answer:
    """Send a file with the form of the page."""
    visitor = desk.visitor(role)
    mark = "part"
    body = (
        (
            f'--{mark}\r\ncontent-disposition: form-data; name="csrf"\r\n\r\n{visitor.csrf}\r\n'
            f'--{mark}\r\ncontent-disposition: form-data; name="file"; filename="{name}"\r\n'
            "content-type: application/octet-stream\r\n\r\n"
        ).encode()
        + text
        + f"\r\n--{mark}--\r\n".encode()
    )
    return visitor.ask("POST", "/meetings/circular", body, {"content-type": f"multipart/form-data; boundary={mark}"})


def letter(desk: Desk, text: str) -> str:
    """The address of the page of this letter."""
    answer = upload(desk, text.encode())
    assert answer.status == 303, answer.text
    return answer.headers["location"]


def answers(page: Answer) -> dict[str, str]:
    """What the form of the page would send as it stands, without its button."""
    found = dict(re.findall(r'type="radio" name="([^"]+)" value="([^"]*)" checked', page.html))
    found |= dict(re.findall(r'name="(said\.[^"]+|reason)" value="([^"]*)"', page.html))
    return {name: value for name, value in found.items() if value}


def test_each_value_stands_beside_the_words_that_say_it(own_desk: Desk) -> None:
    page = own_desk.visitor().get(letter(own_desk, ENGLISH))
    assert page.status == 200
    for words in (
        "A circular that announces a meeting",
        "The group is known",
        "Date for contributions 2026-08-26 sure",
        "26 August 2026 - Submission of contributions",
        "First day 2026-09-08",
    ):
        assert words in page.text, words


def test_a_circular_becomes_an_open_call(own_desk: Desk) -> None:
    visitor = own_desk.visitor()
    where = letter(own_desk, ENGLISH)
    said = answers(visitor.get(where))
    page = visitor.send(where, step="accept", **said)
    assert "What the letter says counts now: it is in the rulebook of jca-mv." in page.text
    assert "Third meeting of JCA-MV" in page.text
    assert "Wednesday 26 August 2026, 23:59 Geneva time (UTC+2)" in page.text
    with own_desk.desk.store.read() as work:
        book = own_desk.desk.line.rulebook(work, "jca-mv")
        (line,) = [one for one in work.log.listed(what="rulebook") if one.who == "sam"]
    assert [one.id for one in book.meetings] == ["2026-05-13", "2026-09-08"]
    assert line.why.endswith(": TSB Circular 130")
    own_desk.run()
    assert "Second meeting of JCA-MV" in visitor.get("/meetings").text


def test_the_same_circular_again_changes_nothing(own_desk: Desk) -> None:
    visitor = own_desk.visitor()
    where = letter(own_desk, ENGLISH)
    visitor.send(where, step="accept", **answers(visitor.get(where)))
    assert "has the meeting 2026-09-08" in visitor.get(where).text


def test_a_new_group_answers_its_questions_first(own_desk: Desk) -> None:
    visitor = own_desk.visitor()
    where = letter(own_desk, NEW)
    page = visitor.get(where)
    assert "A new group" in page.text
    said = answers(page)
    page = visitor.post(where, step="accept", **{**said, "reason": ""})
    assert page.status == 422
    said |= {
        "said.secretariat": "secretariat@example.org",
        "said.home_page": "https://www.itu.int/en/ITU-T/jca/xy/",
        "said.template_url": "https://www.itu.int/en/ITU-T/jca/xy/",
    }
    page = visitor.send(where, step="accept", **said)
    assert "First meeting of JCA-XY" in page.text
    assert "No mailbox is read for this group yet: mail to tsbjcaxy@itu.int is not fetched." in page.text
    assert 'group = "jca-xy"' in page.text


def test_two_dates_in_one_letter_need_an_answer(own_desk: Desk) -> None:
    visitor = own_desk.visitor()
    where = letter(own_desk, ENGLISH.replace("26 August 2026 - Sub", "28 August 2026 - Sub"))
    page = visitor.get(where)
    assert 'value="2026-08-26"' in page.html
    assert 'value="2026-08-28"' in page.html
    said = answers(page)
    page = visitor.post(where, step="accept", **said)
    assert page.status == 422
    assert "Please answer this one." in page.text
    page = visitor.send(where, step="accept", **{**said, "chosen.contribution_deadline": "2026-08-28"})
    assert "Friday 28 August 2026, 23:59 Geneva time (UTC+2)" in page.text


def test_an_answer_that_cannot_be_is_said(own_desk: Desk) -> None:
    visitor = own_desk.visitor()
    where = letter(own_desk, NEW)
    page = visitor.post(where, step="look", correct="timezone", corrected="Mars/Olympus")
    assert page.status == 422
    assert "no time zone" in page.text
    assert 'name="said.timezone" value="Mars/Olympus"' in page.html
    page = visitor.post(where, step="look", **{"said.timezone": "Asia/Seoul"})
    assert "Time zone Asia/Seoul you said so" in page.text


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(b"", "Choose a file first.", id="empty"),
        pytest.param(b"\x7fELF\x02\x01\x01" + bytes(64), "no letter that can be read", id="program"),
    ],
)
def test_what_is_no_letter_is_said(own_desk: Desk, content: bytes, told: str) -> None:
    answer = upload(own_desk, content, "letter.docx")
    assert (answer.status, told in answer.text) == (422, True)


def paragraphs(text: str) -> list[str]:
    """The letter's paragraphs, with an empty one between; of the list of dates, each line is one."""
    blocks = [one.split("\n") for one in text.strip().split("\n\n")]
    return [one for block in blocks for one in (*(block if block[0].startswith("Key") else [" ".join(block)]), "")]


def as_docx(text: str) -> bytes:
    """The letter as a Word file."""
    document = docx.Document()
    for one in paragraphs(text):
        document.add_paragraph(one)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def as_mail(text: str) -> bytes:
    """The letter as the text of a mail."""
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "tsb@itu.int", "TSB Circular 130"
    mail.set_content(text)
    return mail.as_bytes()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("circular.docx", as_docx(ENGLISH), id="word"),
        pytest.param("circular.html", "".join(f"<p>{one}</p>" for one in paragraphs(ENGLISH)).encode(), id="page"),
        pytest.param("circular.eml", as_mail(ENGLISH), id="mail"),
    ],
)
def test_a_letter_is_read_in_any_of_its_forms(own_desk: Desk, name: str, content: bytes) -> None:
    answer = upload(own_desk, content, name)
    assert answer.status == 303, answer.text
    page = own_desk.visitor().get(answer.headers["location"]).text
    assert "Date for contributions 2026-08-26 sure" in page
    assert "First day 2026-09-08" in page


def test_only_who_may_set_up_meetings_uploads(own_desk: Desk) -> None:
    assert upload(own_desk, ENGLISH.encode(), role="viewer").status == 403
    assert own_desk.visitor("viewer").get("/meetings/circular").status == 403


def test_words_of_a_letter_are_never_markup(own_desk: Desk) -> None:
    hostile = ENGLISH.replace("Participants", "<script>alert(1)</script> Participants")
    page = own_desk.visitor().get(letter(own_desk, hostile))
    assert "<script>alert" not in page.html


def test_a_letter_that_is_not_there_is_missing(desk: Desk) -> None:
    assert desk.visitor().get(f"/meetings/circular/{'0' * 64}?{urlencode({'name': 'x'})}").status == 404


def test_a_circular_opens_for_who_uploaded_it_alone(own_desk: Desk) -> None:
    """Whoever knows the digest of a file, of a mail of another group too, reads nothing of it here."""
    where = letter(own_desk, ENGLISH)
    ada = own_desk.visitor("administrator")
    assert ada.get(where).status == ada.post(where, reason="x", step="accept").status == 404
    (stranger,) = own_desk.desk.blobs.put([NEW.encode()])
    for path in (f"/meetings/circular/{stranger}", f"/templates/new/{stranger}?group=jca-mv"):
        assert own_desk.visitor().get(path).status == 404
    digest = where.rpartition("/")[2].partition("?")[0]
    assert own_desk.visitor().get(f"/templates/new/{digest}?group=jca-mv").status == 404, "nor for another purpose"
    assert upload(own_desk, ENGLISH.encode(), role="administrator").status == 303
    assert ada.get(where).status == 200, "who has the same letter has it"


def candidates(desk: Desk) -> int:
    with connected(desk.world.url) as connection:
        return int(connection.execute(text("SELECT count(*) FROM uploads")).scalar_one())


def test_nothing_is_kept_of_what_is_no_letter_or_was_abandoned(own_desk: Desk) -> None:
    assert upload(own_desk, b"\x00\x01 no letter", "x.docx").status == 422
    assert candidates(own_desk) == 0
    where = letter(own_desk, ENGLISH)
    digest = where.rpartition("/")[2].partition("?")[0]
    assert candidates(own_desk) == 1
    assert not own_desk.desk.blobs.has(digest), "it is among what is kept for ever once somebody decided"
    own_desk.world.clock.at += KEPT
    assert own_desk.visitor().get(where).status == 404
    own_desk.run()
    assert candidates(own_desk) == 0


def test_a_letter_in_force_is_kept_for_good(own_desk: Desk) -> None:
    visitor, where = own_desk.visitor(), letter(own_desk, ENGLISH)
    visitor.send(where, **{**answers(visitor.get(where)), "step": "accept", "reason": "Circular 130"})
    assert own_desk.desk.blobs.has(where.rpartition("/")[2].partition("?")[0])
