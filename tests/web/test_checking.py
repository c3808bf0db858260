"""The page on which authors have a document checked: by the group's rules, in their language, and nothing is kept."""

import asyncio
import itertools
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.types import ASGIApp, Message, Receive

from intake.web import bodies
from intake.web.public.app import public_app
from tests.line.chairs.test_chairs import LATE
from tests.line.letters_in import mail, paper
from tests.web.places import Place
from tests.web.visitors import HOST, Answer, Visitor

BOUNDARY = "----8f2b"
FORM = {"content-type": f"multipart/form-data; boundary={BOUNDARY}"}
PAGE = "/intake/check/jca-mv"


def form_of(name: str, content: bytes) -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
    return (
        f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
    )


def dropped(place: Place, content: bytes, name: str = "Input.docx", path: str = PAGE, **about: str) -> Answer:
    return place.visitor(**about).ask("POST", path, form_of(name, content), FORM)


def counted(place: Place) -> Mapping[str, int]:
    """How much is kept, in the database and beside it."""
    with place.line.store.read() as work:
        states = {state: work.submissions.count(state) for state in ("stored", "read", "decided", "failed")}
        lines = len(work.log.listed())
    return {**states, "lines": lines, "files": sum(one.is_file() for one in place.world.folder.rglob("blobs/**/*"))}


def test_the_groups_are_listed_and_each_has_its_page(shown: Place) -> None:
    answer = shown.visitor().get("/intake/check")
    assert answer.status == 200
    assert f'href="{PAGE}"' in answer.html
    page = shown.visitor().get(PAGE)
    assert page.status == 200
    assert "Your document for JCA-MV" in page.text
    assert "Nothing of it is kept, and it is not sent to anybody." in page.text
    assert "<script" not in page.html


def test_a_document_is_checked_and_nothing_of_it_is_kept(shown: Place) -> None:
    before = counted(shown)
    answer = dropped(shown, paper("Another title, never sent", "ETRI", "It proposes more."))
    assert answer.status == 200
    assert "This document would be registered." in answer.text
    assert "Input.docx" in answer.text
    assert counted(shown) == before
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        pytest.param("en", "This document would be returned.", id="en"),
        pytest.param("fr", "Ce document serait renvoyé.", id="fr"),
        pytest.param("ar", "هذه الوثيقة ستُعاد إليكم.", id="ar"),
    ],
)
def test_what_is_to_be_corrected_is_told_in_the_readers_language(shown: Place, language: str, sentence: str) -> None:
    answer = dropped(shown, paper("", "ETRI", "No title."), path=f"{PAGE}?language={language}")
    assert sentence in answer.text
    assert answer.headers["content-language"] == language
    assert answer.html.count("<li><p>") >= 1


def test_a_file_that_came_is_answered_by_its_time_of_receipt_and_nothing_else(shown: Place) -> None:
    with shown.line.store.read() as work:
        sent = work.submissions.decisions(1)[-1].verdict.documents[0].document.sha256
    text = dropped(shown, shown.line.blobs.get(sent)).text
    assert "This file was received on 1 May 2026, 00:10:59 Geneva time (UTC+2)" in text
    assert "MV-26-0001" not in text
    assert "would be" not in text


def test_a_file_that_was_returned_is_checked_again(place: Place) -> None:
    empty = paper("", "ETRI", "No title.")
    place.world.server.deliver(mail("again", ("Input.docx", empty)), LATE - timedelta(hours=1))
    place.world.run(place.line)
    text = dropped(place, empty).text
    assert "This file was received on 30 April 2026, 23:10:59 Geneva time (UTC+2)." in text
    assert "This document would be returned." in text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("evil.docx", b"PK\x03\x04 not a zip", id="broken-zip"),
        pytest.param("a.exe", b"MZ" + b"\0" * 300, id="program"),
        pytest.param("a.docx", b"plain words", id="text"),
        pytest.param('<script>window.ran=1</script>"x.docx', b"%PDF-1.7 broken", id="markup"),
    ],
)
def test_any_file_gets_an_answer_in_words(shown: Place, name: str, content: bytes) -> None:
    answer = dropped(shown, content, name.replace('"', "%22"))
    assert answer.status == 200
    assert 'role="status"' in answer.html
    assert "<script" not in answer.html
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        pytest.param(form_of("", b""), FORM, id="no-file"),
        pytest.param(f"--{BOUNDARY}--\r\n".encode(), FORM, id="empty-form"),
    ],
)
def test_a_form_without_a_file_asks_for_one(shown: Place, body: bytes, headers: dict[str, str]) -> None:
    answer = shown.visitor().ask("POST", PAGE, body, headers)
    assert answer.status == 422
    assert "Please choose a file first." in answer.text


def test_a_group_that_is_not_known_is_not_there(shown: Place) -> None:
    assert shown.visitor().get("/intake/check/jca-x").status == 404
    assert dropped(shown, paper(), path="/intake/check/jca-x").status == 404


def test_one_address_has_so_many_documents_checked_in_a_minute(place: Place) -> None:
    few = replace(place.pages, public=place.pages.public.model_copy(update={"checks_per_minute": 2}))
    asking = Visitor(public_app(few, place.ended.append))
    answers = [asking.ask("POST", PAGE, form_of("a.txt", b"words"), FORM) for _ in range(3)]
    assert [one.status for one in answers] == [200, 200, 429]
    assert answers[-1].headers["retry-after"] == "60"
    assert "Please wait a minute" in answers[-1].text


def test_a_file_that_is_too_large_is_told_so(place: Place) -> None:
    small = replace(place.pages, largest=1000)
    answer = Visitor(public_app(small, place.ended.append)).ask("POST", PAGE, form_of("a.docx", b"0" * 2000), FORM)
    assert answer.status == 413
    assert "This file is too large" in answer.text


def test_a_house_may_offer_no_checking(place: Place) -> None:
    none = replace(place.pages, public=place.pages.public.model_copy(update={"checks_per_minute": 0}))
    visitor = Visitor(public_app(none, place.ended.append))
    assert visitor.get(PAGE).status == 404
    assert visitor.ask("POST", PAGE, form_of("a.docx", b"0" * 100_000), FORM).status == 413


ENCODINGS = [
    pytest.param("", 200, id="none"),
    pytest.param("; charset=utf-8", 200, id="ours"),
    pytest.param('; charset="UTF-8"', 200, id="quoted"),
    pytest.param("; charset=punycode", 400, id="one-that-takes-minutes"),
    pytest.param("; charset=utf-8; charset=punycode", 400, id="twice"),
    pytest.param("; charset*=utf-8''punycode", 400, id="as-rfc-2231-writes-it"),
    pytest.param("; Charset = idna", 400, id="with-spaces"),
]


@pytest.mark.parametrize(("encoding", "status"), ENCODINGS)
def test_a_form_is_written_as_browsers_write(shown: Place, encoding: str, status: int) -> None:
    body, form = form_of("Input.docx", b"no document"), {"content-type": FORM["content-type"] + encoding}
    answer = shown.visitor().ask("POST", PAGE, body, form)
    assert answer.status == status


async def _sent(app: ASGIApp, receive: Receive) -> int:
    """The status of a form that comes by `receive`."""
    answers: list[Message] = []

    async def send(message: Message) -> None:
        answers.append(message)

    fields = {"host": HOST, **FORM}
    scope = {
        "type": "http",
        "method": "POST",
        "path": PAGE,
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in fields.items()],
        "client": ("192.0.2.1", 1),
    }
    await app(scope, receive, send)
    return int(answers[0]["status"])


def test_a_file_that_trickles_in_is_given_up(shown: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "PATIENCE", 0.05)
    pieces = itertools.chain([form_of("Input.docx", b"")[:-20]], itertools.repeat(b"x", 10_000))

    async def trickling() -> Message:
        await asyncio.sleep(0.001)
        return {"type": "http.request", "body": next(pieces), "more_body": True}

    assert asyncio.run(_sent(shown.visitor().app, trickling)) == 408


def test_files_on_their_way_leave_room_for_pages(shown: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "FILES_AT_ONCE", 2)

    async def asked() -> list[int]:
        app, end = shown.visitor().app, asyncio.Event()

        async def waiting() -> Message:
            await end.wait()
            return {"type": "http.request", "body": form_of("Input.docx", b"no document"), "more_body": False}

        first = [asyncio.create_task(_sent(app, waiting)) for _ in range(2)]
        await asyncio.sleep(0)
        third = await _sent(app, waiting)
        end.set()
        return [third, *await asyncio.gather(*first), await _sent(app, waiting)]

    assert asyncio.run(asked()) == [503, 200, 200, 200]
