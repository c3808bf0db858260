"""The current template of a group: handed out to anybody, and named where people need it."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from intake.pipeline.desk.rulebooks.rules import activate
from intake.ports import Reader
from intake.shipped import shipped_templates
from intake.web.public.app import public_app
from tests.line.letters_in import DELEGATE, mail, other_paper
from tests.line.trouble.test_alerts import letters, text_of
from tests.line.worlds import START, World
from tests.store.databases import ready_url
from tests.web.places import Place, pages_of
from tests.web.test_routes import assert_marked
from tests.web.visitors import Visitor

FILE = shipped_templates() / "docx" / "jca-contribution.docx"
PAGE = "/intake/template/jca-mv"
URL = f"https://papers.example.org{PAGE}"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def of_template_type(content: bytes) -> bytes:
    """The same file saved as a Word template (.dotx)."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for one in old.infolist():
            new.writestr(one, old.read(one).replace(b"document.main+xml", b"template.main+xml"))
    return made.getvalue()


def group_with(place: Place, template_url: str = "", reference: str = "") -> None:
    """Another version of the group's rulebook: with this page for its template, and this file as template."""
    with place.line.store.read() as work:
        book = place.line.rulebook(work, "jca-mv")
    profiles = tuple(replace(one, reference=reference or one.reference) for one in book.profiles)
    group = replace(book.group, template_url=template_url)
    activate(place.line, "jca-mv", *place.line.codec.write(replace(book, group=group, profiles=profiles)), who="test")


@pytest.fixture(scope="module")
def handing(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[Place]:
    """A group without a page of its own for its template, which sent one paper back, and asks for a file of another."""
    folder: Path = tmp_path_factory.mktemp("handing")
    world = World(folder, ready_url("sqlite", folder), reader)
    made = pages_of(world)
    group_with(made)
    world.server.deliver(mail("o", ("o.docx", other_paper())), START)
    world.run(made.line)
    yield made
    made.pages.database.close()
    world.close()


@pytest.fixture
def own(world: World) -> Iterator[Place]:
    made = pages_of(world)
    yield made
    made.pages.database.close()


def test_the_template_is_handed_out_as_it_was_registered_under_its_name(handing: Place) -> None:
    answer = handing.visitor().get(PAGE)
    assert (answer.status, answer.body) == (200, FILE.read_bytes())
    assert answer.headers["content-type"] == f"{WORD}.document"
    assert answer.headers["content-disposition"].startswith('attachment; filename="jca-contribution.docx";')
    assert_marked(answer)


def test_a_returned_paper_is_told_where_the_template_is_and_both_pages_lead_there(handing: Place) -> None:
    letter = text_of(letters(handing.world, DELEGATE)[-1])
    assert f"The template is here: {URL}" in " ".join(letter.split())
    upload = next(one for one in letter.split() if "/intake/upload/" in one).removeprefix("https://papers.example.org")
    for page in (upload, "/intake/check/jca-mv"):
        assert f'href="{PAGE}"' in handing.visitor().get(page).html


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "The template for contributions"),
        ("fr", "Le modèle pour les contributions"),
        ("es", "La plantilla para las contribuciones"),
        ("ar", "نموذج المساهمات"),
        ("ru", "Шаблон для вкладов"),
        ("zh", "文稿模板"),
    ],
)
def test_the_link_has_words_in_six_languages(handing: Place, language: str, said: str) -> None:
    html = handing.visitor().get(f"/intake/check/jca-mv?language={language}").html
    assert f'<a href="{PAGE}" rel="noreferrer">{said}</a>' in html


def test_one_address_takes_it_so_often_in_a_minute(handing: Place) -> None:
    few = replace(handing.pages, public=handing.pages.public.model_copy(update={"requests_per_minute": 2}))
    asking = Visitor(public_app(few, handing.ended.append))
    answers = [asking.get(PAGE) for _ in range(3)]
    assert [one.status for one in answers] == [200, 200, 429]
    assert "Please wait a minute" in answers[-1].text


def test_a_group_that_is_not_known_has_none(handing: Place) -> None:
    assert handing.visitor().get("/intake/template/jca-x").status == 404


def test_a_page_of_the_groups_own_goes_before_ours(own: Place) -> None:
    group_with(own, "https://example.org/template")
    html = own.visitor().get("/intake/check/jca-mv").html
    assert ('href="https://example.org/template"' in html, PAGE in html) == (True, False)
    assert own.visitor().get(PAGE).status == 200


def test_a_word_template_has_the_ending_by_which_word_opens_it(own: Place) -> None:
    (digest,) = own.line.blobs.put([of_template_type(FILE.read_bytes())])
    group_with(own, reference=digest)
    answer = own.visitor().get(PAGE)
    assert sha256(answer.body).hexdigest() == digest
    assert 'filename="jca-contribution.dotx"' in answer.headers["content-disposition"]
    assert answer.headers["content-type"] == f"{WORD}.template"


def test_a_template_whose_file_is_gone_is_neither_named_nor_there(own: Place) -> None:
    group_with(own, reference="0" * 64)
    own.world.server.deliver(mail("o", ("o.docx", other_paper())), START)
    own.world.run(own.line)
    assert "/template/" not in text_of(letters(own.world, DELEGATE)[-1])
    assert "/template/" not in own.visitor().get("/intake/check/jca-mv").html
    assert own.visitor().get(PAGE).status == 404
