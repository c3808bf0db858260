"""The page by which somebody whose mail brought no file sends it: once, through the line, with its time of receipt."""

import errno
import os
import re
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from threading import Barrier, BoundedSemaphore
from typing import Never

import pytest
from starlette.exceptions import HTTPException

from intake.domain.letters.links import UploadLink, read_upload_link, signed_upload
from intake.domain.submission import Timestamps
from intake.pipeline.owing.plain import plain_letter
from intake.pipeline.receive import Arrived, receive
from intake.pipeline.requests.uploading import Shelf, Upload, standing_of_upload, take_upload
from intake.pipeline.showing.story.gathered import gather
from intake.pipeline.showing.story.relatives import relatives_of
from intake.store.work import store_as_it_is
from intake.web.public.checking import a_place
from tests.line.chairs.test_chairs import DEADLINE
from tests.line.letters_in import DELEGATE, mail, other_paper, paper
from tests.line.trouble.test_alerts import letters, report_about, text_of
from tests.line.worlds import START, World
from tests.web.places import KEY, URL, Place, pages_of
from tests.web.visitors import Answer, Visitor

CLOUD = "Please find the contribution here: https://itu.sharepoint.com/sites/x/Input.docx\n"
BOUNDARY = "----8f2b"
FORM = {"content-type": f"multipart/form-data; boundary={BOUNDARY}"}


def form_of(*files: tuple[str, bytes]) -> bytes:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n".encode("utf-8", "surrogateescape")
        + content
        + b"\r\n"
        for name, content in files
    ]
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


@dataclass
class Asked:
    """Pages of a world in which a mail with a link in place of its file was answered."""

    place: Place

    @property
    def world(self) -> World:
        return self.place.world

    def letter(self) -> str:
        """The newest letter to the sender."""
        return text_of(letters(self.world, DELEGATE)[-1])

    def link(self, page: str = "upload") -> str:
        """The path of the link in it."""
        (found,) = re.findall(rf"{re.escape(URL)}/{page}/[\w.-]+", self.letter())
        return str(found).removeprefix("https://papers.example.org")

    def send(self, *files: tuple[str, bytes], link: str = "", **about: str) -> Answer:
        return self.place.visitor(**about).ask("POST", link or self.link(), form_of(*files), FORM)

    def look(self, link: str = "") -> Answer:
        return self.place.visitor().get(link or self.link())

    def run(self) -> None:
        self.world.run(self.place.line)

    def outcomes(self) -> list[tuple[str, str | None]]:
        """Reference and disposition of every mail, in order."""
        with self.place.line.store.read() as work:
            return [(one.reference, one.disposition) for one in work.submissions.listed()]


def answered(world: World, raw: bytes = b"", at: datetime = START) -> Asked:
    world.clock.at = at
    world.server.deliver(raw or mail("cloud", subject="Our input on metadata", text=CLOUD), at)
    asked = Asked(pages_of(world))
    asked.run()
    return asked


@pytest.fixture
def asked(world: World) -> Iterator[Asked]:
    made = answered(world)
    yield made
    made.place.pages.database.close()


def test_who_sent_a_link_in_place_of_a_file_sends_it_by_the_letters_page(asked: Asked) -> None:
    page, letter = asked.link(), asked.letter()
    assert "If your mail program leaves out the file, or sends a link in its place" in letter
    form = asked.look()
    assert "It goes to JCA-MV, for your mail MV-26-0001. The answer goes to d…@e… by mail." in form.text
    assert "Files: 10 at most. One file: 40 MB at most, all together: 45 MB at most." in form.text
    asked.world.clock.at = START + timedelta(minutes=2)
    sent = asked.send(("Input.docx", paper()))
    assert (sent.status, sent.headers["location"]) == (303, page)
    waiting = asked.look(page)
    assert "Received: 30 April 2026, 17:32:00 Geneva time (UTC+2)" in waiting.text
    assert "We will tell the outcome to d…@e… by mail. Your reference is MV-26-0002." in waiting.text
    assert waiting.headers["refresh"] == "3"
    asked.run()
    decided = asked.look(page)
    assert "It is registered." in decided.text
    assert "JCA-MV-Doc-001" in decided.text
    assert "refresh" not in decided.headers
    receipt = asked.letter()
    assert "Number: JCA-MV-Doc-001" in receipt
    assert "Received: Thursday 30 April 2026, 17:32 Geneva time" in receipt
    assert "/upload/" not in receipt
    (first,) = re.findall(r"https://papers.example.org(/intake/status/[\w.-]+)", letter)
    assert "You have sent it again since then: MV-26-0002" in asked.look(first).text


def test_what_is_uploaded_is_a_mail_of_the_line_from_the_addressee_about_the_first_one(asked: Asked) -> None:
    asked.send(("Input.docx", paper()))
    asked.run()
    with asked.place.line.store.read() as work:
        first, second = work.submissions.listed()
        (delivery,) = work.deliveries.of(second.id)
        said = [one.why for one in work.log.listed(submission=first.id, what="uploaded")]
        card = work.cards.of([second.id])[second.id]
    assert (second.source, second.received_evidence, second.sender) == ("upload:MV-26-0001", "upload", DELEGATE)
    assert (delivery.key, delivery.account, delivery.uid) == (f"upload:{first.id}/1/jca-mv", "", 0)
    assert said == ["Files came by the upload page of its receipt, as MV-26-0002."]
    assert card.subject == "Our input on metadata [MV-26-0001]"
    raw = message_from_bytes(asked.place.line.blobs.get(second.raw), policy=policy.default)
    assert (raw["From"], raw["Date"].datetime) == (DELEGATE, START)
    assert raw["In-Reply-To"] == letters(asked.world, DELEGATE)[0]["Message-ID"]
    copies = asked.world.server.folders["Intake/Sent"]
    assert len(copies) == 2, "both letters are kept where the first mail came"


def test_a_correction_by_the_page_keeps_the_first_time_of_receipt(world: World) -> None:
    before = DEADLINE - timedelta(minutes=10)
    asked = answered(world, mail("plain", ("Input.docx", other_paper())), before)
    world.clock.at = DEADLINE + timedelta(minutes=20)
    asked.send(("Quite another name.docx", paper()))
    asked.run()
    assert asked.outcomes() == [("MV-26-0001", "return"), ("MV-26-0002", "accept")]
    receipt = asked.letter()
    assert "It counts as received: Thursday 30 April 2026, 23:49 Geneva time" in receipt
    assert "because it corrects your mail MV-26-0001." in receipt
    assert "after the date for contributions" not in receipt
    asked.place.pages.database.close()


@pytest.mark.parametrize(
    "again",
    [
        pytest.param([("Input.docx", paper())], id="the-same-file"),
        pytest.param([("Other.docx", paper("Another title"))], id="another-file"),
        pytest.param([], id="no-file"),
    ],
)
def test_a_link_takes_files_once(asked: Asked, again: list[tuple[str, bytes]]) -> None:
    page = asked.link()
    asked.send(("Input.docx", paper()))
    answer = asked.send(*again, link=page)
    assert (answer.status, answer.headers["location"]) == (303, page)
    asked.run()
    assert asked.outcomes() == [("MV-26-0001", "return"), ("MV-26-0002", "accept")]
    assert "JCA-MV-Doc-001" in asked.look(page).text
    assert asked.send(*again, link=page).status == 303
    asked.run()
    assert len(asked.outcomes()) == 2


def test_of_two_uploads_at_once_one_is_taken(make_world: Callable[[str], World]) -> None:
    asked = answered(make_world("here"))
    pages, link = asked.place.pages, read_upload_link(asked.link().rpartition("/")[2], KEY, START)
    with pages.store.read() as work:
        standing = standing_of_upload(work, link)
        book = pages.rulebook(work, "jca-mv")
    both = Barrier(2, timeout=60)

    def meet(step: str) -> None:
        if step == "upload.stored":
            both.wait()

    def send(title: str) -> None:
        upload = Upload([(f"{title}.docx", paper(title))], START, "I send it.")
        take_upload(Shelf(pages.store, pages.blobs, meet), standing, book, upload, START)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(send, ("First of two", "Second of two")))
    asked.run()
    assert asked.outcomes() == [("MV-26-0001", "return"), ("MV-26-0002", "accept")]
    pages.database.close()


@pytest.mark.parametrize(
    ("files", "said"),
    [
        pytest.param([], "Please choose a file first.", id="none"),
        pytest.param([("", b"")], "Please choose a file first.", id="as-browsers-send-none"),
        pytest.param([("Input.docx", b"")], "Please choose a file first.", id="empty"),
        pytest.param([(f"{n}.docx", b"x") for n in range(11)], "These are too many files: 11.", id="too-many"),
        pytest.param(
            [("a.docx", b"x" * 600), ("b.docx", b"x" * 500)], "The file a.docx is too large, or all", id="together"
        ),
        pytest.param([("a.docx", b"x" * 801)], "The file a.docx is too large", id="one"),
    ],
)
def test_what_is_not_taken_is_said_and_the_link_still_works(
    asked: Asked, files: list[tuple[str, bytes]], said: str
) -> None:
    asked.place.pages = replace(asked.place.pages, largest=800, message=(1_000_000 + 1_000) * 78 // 57)
    answer = asked.send(*files)
    assert answer.status == 422
    assert said in answer.text
    assert asked.outcomes() == [("MV-26-0001", "return")]
    assert asked.send(("Input.docx", b"x")).status == 303


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("../../etc/passwd", id="path"),
        pytest.param("C:\\Users\\ji\\Input.docx", id="windows-path"),
        pytest.param("<script>window.ran=1</script>.docx", id="script"),
        pytest.param("exe.\u202excod.docx", id="bidi"),
        pytest.param("n" * 4_000 + ".docx", id="very-long"),
        pytest.param("CON.docx", id="device"),
        pytest.param("{{7*7}}\t\x0b.docx", id="template"),
    ],
)
def test_a_hostile_name_is_a_name_and_no_more(asked: Asked, name: str) -> None:
    page = asked.link()
    assert asked.send((name, paper())).status == 303
    asked.run()
    assert asked.outcomes()[1] == ("MV-26-0002", "accept")
    for answer in (asked.look(page), asked.look(asked.link("status"))):
        assert "<script>" not in answer.html
        assert "docx" not in answer.text, "the page names no file"


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        pytest.param(b"this is no form", 400, "Your files are not here yet", id="no-form"),
        pytest.param(form_of(("Input.docx", b"x"))[:-20], 422, "Please choose a file first.", id="cut"),
        pytest.param(form_of(*[(f"{n}", b"x") for n in range(300)]), 422, "These are too many files: 300.", id="many"),
        pytest.param(form_of(*[(f"{n}", b"x") for n in range(1100)]), 400, "Your files are not here yet", id="more"),
        pytest.param(form_of(("big", b"x" * 2_100_000)), 413, "These files are too large", id="huge"),
    ],
)
def test_what_is_no_form_of_ours_is_not_taken(asked: Asked, body: bytes, status: int, said: str) -> None:
    asked.place.pages = replace(asked.place.pages, message=2_000_000 * 78 // 57 + 1)
    answer = asked.place.visitor().ask("POST", asked.link(), body, FORM)
    assert answer.status == status
    assert said in answer.text
    assert len(asked.outcomes()) == 1
    assert asked.look().status == 200


def full(*_: object, **__: object) -> Never:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("where", ["starlette.formparsers.SpooledTemporaryFile", "intake.adapters.blobs._write"])
def test_on_a_full_disk_nothing_is_taken_and_the_link_still_works(
    asked: Asked, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as disk:
        disk.setattr(where, full)
        answer = asked.send(("Input.docx", paper()))
    assert answer.status == 503
    assert "Your files are not here yet" in answer.text
    assert "Your link still works" in answer.text
    assert asked.look().status == 200
    assert asked.send(("Input.docx", paper())).status == 303
    asked.run()
    assert asked.outcomes() == [("MV-26-0001", "return"), ("MV-26-0002", "accept")]


@pytest.mark.parametrize(
    ("step", "taken"), [("upload.stored", False), ("upload.before-commit", False), ("upload.committed", True)]
)
def test_a_page_that_is_killed_loses_nothing_and_takes_nothing_twice(asked: Asked, step: str, taken: bool) -> None:
    page, child = asked.link(), os.fork()
    if not child:

        def kill(named: str) -> None:
            if named == step:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            asked.place.pages = replace(asked.place.pages, database=store_as_it_is(asked.world.url), step=kill)
            asked.send(("Input.docx", paper()))
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert (len(asked.outcomes()) == 2) == taken
    assert ("We have received your files" in asked.look(page).text) == taken
    assert asked.send(("Input.docx", paper())).status == 303
    asked.run()
    assert asked.outcomes() == [("MV-26-0001", "return"), ("MV-26-0002", "accept")]
    assert "JCA-MV-Doc-001" in asked.look(page).text


def test_after_its_end_the_page_says_what_to_do_instead(asked: Asked) -> None:
    page = asked.link()
    asked.world.clock.at = START + timedelta(days=14, seconds=1)
    for answer in (asked.look(page), asked.send(("Input.docx", paper()), link=page)):
        assert answer.status == 410
        assert "This page takes no files any more" in answer.text
        assert "Please send the document by mail, as an answer to our letter." in answer.text
        assert "MV-26-0001" not in answer.text
    assert len(asked.outcomes()) == 1


def test_the_link_of_a_letter_that_came_back_works_for_nobody(asked: Asked) -> None:
    page, (letter,) = asked.link(), letters(asked.world, DELEGATE)
    with asked.place.line.store.write() as work:
        debt = work.debts.by_message_id(letter["Message-ID"])
        assert debt is not None
        assert work.debts.bounced(debt.id, START)
    for answer in (asked.look(page), asked.send(("Input.docx", paper()), link=page)):
        assert answer.status == 410
    assert len(asked.outcomes()) == 1


ASSISTANT = "assistant@etri.example"


def test_a_copy_that_came_back_ends_no_link(world: World) -> None:
    asked = answered(world, mail("cloud", subject="Our input", text=CLOUD, Sender=ASSISTANT))
    (letter,) = letters(world, DELEGATE)
    assert str(letter["Cc"]) == ASSISTANT
    page = asked.link()
    world.server.deliver(report_about(letter, ASSISTANT), START)
    asked.run()
    assert (asked.look(page).status, "The answer goes to d…@e… by mail." in asked.look(page).text) == (200, True)
    with asked.place.line.store.read() as work:
        assert [one.what for one in work.log.listed() if one.what in ("alert", "reported")] == ["reported"]
    world.server.deliver(report_about(letter, DELEGATE, "second"), START)
    asked.run()
    assert asked.look(page).status == 410
    asked.place.pages.database.close()


def test_one_address_sends_so_often_in_a_minute(world: World) -> None:
    asked = answered(world)
    asked.place.pages = replace(
        asked.place.pages, public=asked.place.pages.public.model_copy(update={"uploads_per_minute": 2})
    )
    app = asked.place.visitor().app
    answers = [Visitor(app).ask("POST", asked.link(), form_of(), FORM).status for _ in range(3)]
    assert answers == [422, 422, 429]
    assert Visitor(app, address="192.0.2.9").ask("POST", asked.link(), form_of(), FORM).status == 422
    asked.place.pages.database.close()


@pytest.mark.parametrize(
    ("language", "heading", "note"),
    [
        ("en", "Send your document", "I send this document on the page of your answer about my mail MV-26-0001."),
        ("fr", "Envoyer votre document", "J’envoie ce document sur la page de votre réponse à mon message MV-26-0001."),
        ("ar", "إرسال وثيقتكم", "أرسل هذه الوثيقة عبر صفحة ردكم على رسالتي"),
    ],
)
def test_page_and_answer_are_in_the_language_of_the_browser(
    asked: Asked, language: str, heading: str, note: str
) -> None:
    page = f"{asked.link()}?language={language}"
    form = asked.look(page)
    assert heading in form.text
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in form.html.partition("<body>")[0]
    sent = asked.send(("Input.docx", paper()), link=page)
    assert sent.headers["location"] == page
    asked.run()
    with asked.place.line.store.read() as work:
        raw = asked.place.line.blobs.get(work.submissions.listed()[1].raw)
    body = message_from_bytes(raw, policy=policy.default).get_body()
    assert body is not None
    assert note in body.get_content()
    expected = {"en": "Your contribution is registered.", "fr": "Votre contribution est enregistrée.", "ar": "سُجّلت"}
    assert expected[language] in asked.letter() or language == "ar"


def test_without_a_page_for_it_no_letter_names_one(world: World) -> None:
    world.server.deliver(mail("cloud", text=CLOUD), START)
    place = pages_of(world, uploads_per_minute=0)
    world.run(place.line)
    assert "/upload/" not in Asked(place).letter()
    token = signed_upload(UploadLink("MV-26-0001", 1, START + timedelta(days=1)), KEY)
    assert place.visitor().get(f"/intake/upload/{token}").status == 404
    place.pages.database.close()


def test_an_upload_waits_for_its_turn_and_is_asked_to_come_again_at_last() -> None:
    places = BoundedSemaphore(1)
    with a_place(places):
        with pytest.raises(HTTPException) as told, a_place(places, 0.01):
            pass
        assert told.value.status_code == 503
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(_takes_a_place, places)
            places.release()
            assert waiting.result(60)
        places.acquire()


def _takes_a_place(places: BoundedSemaphore) -> bool:
    with a_place(places, 60):
        return True


def test_the_desk_leads_from_one_mail_to_the_other(asked: Asked) -> None:
    asked.send(("Input.docx", paper()))
    asked.run()
    with asked.place.line.store.read() as work:
        book = asked.place.line.rulebook(work, "jca-mv")
        first, second = (
            [(one.kinship, one.submission.reference) for one in relatives_of(gather(work, mail, book))]
            for mail in work.submissions.listed()
        )
    assert first == [("uploaded", "MV-26-0002")]
    assert second == [("upload-of", "MV-26-0001")]


def test_a_letter_that_is_kept_in_a_folder_leads_to_no_page(world: World) -> None:
    place = pages_of(world)
    raw = mail("cloud", text=CLOUD)
    kept = Arrived(
        raw=raw, key="file:cloud/jca-mv", group="jca-mv", account="", folder="", uidvalidity=0, uid=0,
        stamps=Timestamps(first_seen=START), source="cloud.eml", answers="folder",
    )  # fmt: skip
    receive(place.line, [kept])
    world.run(place.line)
    (file,) = (world.folder / "receipts").rglob("*.eml")
    _, text = plain_letter(file.read_bytes())
    assert "a link in place of the document" in text
    assert not any(page in text for page in ("/upload/", "/status/", "/check/"))
    place.pages.database.close()
