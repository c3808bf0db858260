"""The page that tells how a mail stands: state, number and times, and never a title, a name or an address."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import get_args

import pytest

from intake.domain.answering import status as status_page
from intake.domain.answering.receipt import ReceiptOutcome
from intake.domain.debt import Debt, DebtState, Unreadable
from intake.domain.letters.links import StatusLink, signed_status
from intake.domain.verdict import Deed, Verdict
from intake.pipeline.decide import decide
from intake.pipeline.desk.mails.acts import ignore, release, withdraw
from intake.pipeline.desk.mails.resending import resend
from intake.pipeline.poll import poll
from intake.pipeline.read import read
from tests.line.chairs.test_chairs import DEADLINE
from tests.line.letters_in import DELEGATE, RTF, mail, other_paper, paper
from tests.line.trouble.test_alerts import letters, text_of
from tests.line.worlds import START, World
from tests.store.values import decision
from tests.web.places import KEY, Place, pages_of
from tests.web.visitors import Answer

NEVER = ("Digital twins", "ETRI", "Ji-won", "delegate", "etri.example", "Contribution to JCA-MV", "Input", "Cristina")
"""What the mails below say, and who reads them."""


@pytest.fixture
def place(world: World) -> Iterator[Place]:
    made = pages_of(world)
    yield made
    made.pages.database.close()


def status(place: Place, reference: str = "MV-26-0001", language: str = "en") -> Answer:
    token = signed_status(StatusLink(reference, START + timedelta(days=400)), KEY)
    return place.visitor().get(f"/intake/status/{token}?language={language}")


def sent(place: Place, *mails: bytes, later: timedelta = timedelta()) -> None:
    for raw in mails:
        place.world.clock.at += later or timedelta(minutes=1)
        place.world.server.deliver(raw, place.world.clock.at)
        place.world.run(place.line)


A_PAPER = mail("a", ("Input.docx", paper()))
SAME = mail("b", ("Input.docx", paper()))
BETTER = mail("c", ("Input.docx", paper(text="Better.")), subject="wrong version, please use this")
REVISED = mail("d", ("JCA-MV-Doc-001-Rev1.docx", paper(text="Revised.")), subject="JCA-MV-Doc-001-Rev1")


@pytest.mark.parametrize(
    ("mails", "reference", "said"),
    [
        pytest.param([A_PAPER], "MV-26-0001", "It is registered. Number JCA-MV-Doc-001", id="accepted"),
        pytest.param([A_PAPER, SAME], "MV-26-0002", "We had this file already. Number JCA-MV-Doc-001", id="joined"),
        pytest.param([A_PAPER, BETTER], "MV-26-0002", "registered in place of your earlier file.", id="replaces"),
        pytest.param([A_PAPER, BETTER], "MV-26-0001", "a later version has taken its place.", id="replaced"),
        pytest.param([A_PAPER, REVISED], "MV-26-0001", "a later version has taken its place.", id="revised"),
        pytest.param([A_PAPER, REVISED], "MV-26-0002", "registered. Number JCA-MV-Doc-001-Rev1", id="revision"),
        pytest.param([mail("o", ("o.docx", other_paper()))], "MV-26-0001", "It is not registered yet.", id="returned"),
        pytest.param([mail("r", ("o.rtf", RTF))], "MV-26-0001", "It is with the secretariat.", id="held"),
        pytest.param(
            [mail("q", text="When does the meeting begin?")], "MV-26-0001", "We found no document in it.", id="question"
        ),
        pytest.param(
            [mail("t", subject="Thank you", text="Thank you very much!")], "MV-26-0001", "dealt with it.", id="thanks"
        ),
    ],
)
def test_a_mail_stands_so(place: Place, mails: list[bytes], reference: str, said: str) -> None:
    sent(place, *mails)
    page = status(place, reference)
    assert page.status == 200
    assert said in page.text
    assert f"Reference {reference}" in page.text
    assert "Received Thursday 30 April 2026, 17:3" in page.text
    assert [word for word in NEVER if word in page.html] == []
    assert page.headers["x-robots-tag"] == "noindex, nofollow"
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"


def test_what_is_not_decided_yet_is_read_just_now_and_the_page_looks_again(place: Place) -> None:
    place.world.server.deliver(A_PAPER, START)
    place.world.run(place.line)
    place.world.server.deliver(BETTER, START)
    poll(place.line, place.world.server, place.world.box)
    page = status(place, "MV-26-0002")
    assert "It is being read." in page.text
    assert page.headers["refresh"] == "10"
    assert "refresh" not in status(place, "MV-26-0001").headers


def test_a_late_paper_waits_for_the_chairs(place: Place) -> None:
    place.world.clock.at = DEADLINE
    sent(place, A_PAPER, later=timedelta(minutes=11))
    page = status(place)
    assert "It was received after the date for contributions." in page.text
    assert "The chairs are asked, and we write to you again." in page.text
    assert "JCA-MV-Doc" not in page.text


def test_what_comes_back_says_until_when_it_can_be_corrected(place: Place) -> None:
    sent(place, mail("o", ("o.docx", other_paper())))
    page = status(place)
    assert "Can be corrected until Friday 1 May 2026, 23:59:59 Geneva time" in page.text
    assert "send the document as an answer to it" in page.text


def test_what_was_sent_again_leads_to_the_mail_that_brought_it(place: Place) -> None:
    corrected = mail("p", ("o.docx", paper()), subject="Corrected")
    sent(place, mail("o", ("o.docx", other_paper())))
    place.world.clock.at = DEADLINE
    sent(place, corrected)
    page = status(place)
    assert "You have sent it again since then: MV-26-0002" in page.text
    assert "Can be corrected until" not in page.text
    assert "It is registered." in status(place, "MV-26-0002").text


def test_what_people_decide_is_told(place: Place) -> None:
    sent(place, A_PAPER, mail("q", text="When does the meeting begin?"))
    withdraw(place.line, "JCA-MV-Doc-001", Deed("sam", "Asked for."))
    ignore(place.line, "MV-26-0002", Deed("sam", "Answered by telephone."))
    place.world.run(place.line)
    assert "It is withdrawn. Number JCA-MV-Doc-001" in status(place).text
    assert "The secretariat has dealt with it." in status(place, "MV-26-0002").text
    assert [word for word in (*NEVER, "sam", "by telephone", "Asked for") if word in status(place).html] == []


def test_nothing_is_told_before_the_letter_that_tells_it_leaves(place: Place) -> None:
    sent(place, mail("r", ("o.rtf", RTF)))
    held = status(place).text
    release(place.line, "MV-26-0001", Deed("sam", "An older format is welcome."))
    assert "JCA-MV-Doc" not in status(place).text
    assert status(place).text == held
    place.world.run(place.line)
    assert "It is registered. Number JCA-MV-Doc-001" in status(place).text
    withdraw(place.line, "JCA-MV-Doc-001", Deed("sam", "Asked for."))
    assert "It is registered. Number JCA-MV-Doc-001" in status(place).text
    place.world.run(place.line)
    assert "It is withdrawn." in status(place).text


def test_what_was_told_stays_told_while_a_withheld_letter_is_sent_after_all(place: Place) -> None:
    sent(place, mail("l", ("Input.docx", paper()), List_Id="<members.example.org>"))
    withheld = status(place)
    resend(place.line, "MV-26-0001", Deed("sam", "It was a person."))
    waits = status(place)
    assert (waits.text, "refresh" in waits.headers) == (withheld.text, False)
    place.world.run(place.line)
    assert status(place).text == withheld.text


def test_a_number_is_not_told_before_the_first_letter_leaves(place: Place) -> None:
    place.world.server.deliver(A_PAPER, START)
    poll(place.line, place.world.server, place.world.box)
    read(place.line)
    decide(place.line)
    assert "JCA-MV-Doc" not in status(place).text


@pytest.mark.parametrize(
    ("states", "told"),
    [
        pytest.param([], 3, id="no-letter-tells-anything"),
        pytest.param([(1, "paid", "b"), (3, "owed", None)], 2, id="waits"),
        pytest.param([(1, "paid", "b"), (3, "sending", None)], 2, id="is-being-written"),
        pytest.param([(1, "paid", "b"), (3, "sending", "b")], 3, id="may-have-left"),
        pytest.param([(1, "paid", "b"), (3, "owed", "b")], 3, id="was-tried"),
        pytest.param([(3, "refused", "b")], 3, id="not-taken"),
        pytest.param([(3, "withheld", None)], 3, id="withheld"),
        pytest.param([(2, "superseded", None), (3, "owed", None)], 2, id="taken-over"),
        pytest.param([(2, "superseded", None)], 3, id="undone"),
        pytest.param([(1, "owed", None)], 0, id="the-first-one-waits"),
        pytest.param([(2, "owed", None), (3, "paid", "b")], 1, id="out-of-order"),
    ],
)
def test_so_much_has_been_told(states: list[tuple[int, DebtState, str | None]], told: int) -> None:
    decisions = [decision(1, Verdict("submission", "accept"), n=n) for n in (1, 2, 3)]
    receipts = [
        Debt(n, f"receipt:1:{n}", "receipt", state, START, Unreadable(""), decision=n, frozen=frozen)
        for n, state, frozen in states
    ]
    assert [
        one.n for one in status_page.told_of(decisions, [one.decision for one in receipts if one.has_yet_to_leave])
    ] == [1, 2, 3][:told]


def test_a_number_is_told_only_to_whom_a_receipt_would_tell_it(place: Place) -> None:
    sent(place, A_PAPER, mail("x", ("Input.docx", paper()), sender="somebody@elsewhere.example"))
    page = status(place, "MV-26-0002")
    assert "It is with the secretariat." in page.text
    assert "JCA-MV-Doc" not in page.text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "It is registered."),
        ("fr", "Il est enregistré."),
        ("es", "Está registrado."),
        ("ar", "سُجِّلت."),
        ("ru", "Документ зарегистрирован."),
        ("zh", "已登记。"),
    ],
)
def test_the_page_speaks_six_languages(place: Place, language: str, said: str) -> None:
    sent(place, A_PAPER)
    page = status(place, language=language)
    assert said in page.text
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page.html
    assert "JCA-MV-Doc-001" in page.text


def test_a_link_that_is_over_looks_like_one_that_never_was(place: Place) -> None:
    sent(place, A_PAPER)
    place.world.clock.at = START + timedelta(days=400, seconds=1)
    over, never = status(place), status(place, "MV-26-0999")
    assert (over.status, never.status) == (404, 404)
    same = [re.sub(r"/status/[\w.-]+", "", one.html) for one in (over, never)]
    assert same[0] == same[1]
    assert "There is nothing to show here" in over.text


def test_the_link_in_a_receipt_leads_there(place: Place) -> None:
    sent(place, A_PAPER)
    (letter,) = letters(place.world, DELEGATE)
    (link,) = re.findall(r"https://papers.example.org(/intake/status/[\w.-]+)", text_of(letter))
    assert "It is registered." in place.visitor().get(link).text


def test_every_outcome_of_a_receipt_has_its_state_and_every_state_its_words(place: Place) -> None:
    assert set(status_page.STATES) == set(get_args(ReceiptOutcome))
    keys = {f"web.status.{state}{end}" for state in get_args(status_page.State) for end in ("", ".next")}
    assert [one for one in sorted(keys) if not place.pages.catalogs.has(one)] == []
