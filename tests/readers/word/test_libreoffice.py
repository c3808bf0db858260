"""A real LibreOffice saves templates and filled documents again, as .docx and by way of .odt: nothing is lost."""

from dataclasses import replace

import pytest

from intake.domain.document import Cover
from intake.domain.template.learning import learn
from intake.domain.template.match import best_match
from tests.readers.layouts import Layout
from tests.readers.samples import LANGUAGES, LAYOUTS, cover_of, filled, template
from tests.readers.test_samples import PROFILES, word_of
from tests.servers.office import Office

pytestmark = pytest.mark.xdist_group("libreoffice")

Files = dict[str, bytes]

NAMES = [f"{which}-{language}" for which in LAYOUTS for language in LANGUAGES]


@pytest.fixture(scope="module")
def resaved(office: Office) -> dict[str, Files]:
    """The files as LibreOffice saves them, by the way that they went: "docx" or "odt"."""
    files = {f"{which}-{language}.docx": filled(language, which) for which in LAYOUTS for language in LANGUAGES}
    files |= {f"{which}-empty.docx": template(which) for which in LAYOUTS}
    open_text = {f"{name}.odt": content for name, content in office.convert(files, "odt").items()}
    return {"docx": office.convert(files, "docx"), "odt": office.convert(open_text, "docx")}


def of(name: str) -> tuple[Layout, str]:
    which, _, language = name.partition("-")
    return next(one for one in LAYOUTS if one == which), language


def once(cover: Cover, expected: Cover) -> Cover:
    """The cover with its abstract cut to the expected length where it says the same more than once.

    LibreOffice 7.4 repeats the text of a content control that stands around a paragraph of more than one portion.
    """
    again = expected.abstract or ""
    said = cover.abstract or ""
    return replace(cover, abstract=again) if again and said.startswith(again) and again in said[1:] else cover


@pytest.mark.parametrize("name", NAMES)
def test_a_filled_document_is_accepted_with_the_same_fields(name: str, resaved: dict[str, Files]) -> None:
    which, language = of(name)
    for way in ("docx", "odt"):
        content = resaved[way][name]
        assert content != filled(language, which)
        cover, match = best_match(word_of(content), [PROFILES[which]], match=0.6)
        assert once(cover, cover_of(language, which)) == cover_of(language, which)
        assert (match.conforms, match.missing, match.placeholders, match.foreign) == (True, (), (), "")


@pytest.mark.parametrize("which", LAYOUTS)
def test_a_template_that_libreoffice_saved_can_be_registered(which: Layout, resaved: dict[str, Files]) -> None:
    for way in ("docx", "odt"):
        word = word_of(resaved[way][f"{which}-empty"])
        profile = learn(word, id="again", group="jca-mv", kind=PROFILES[which].kind, reference="0" * 64)
        assert [one.field for one in profile.fields if one.required] == [
            one.field for one in PROFILES[which].fields if one.required
        ]
        cover, match = best_match(word_of(filled("en", which)), [profile], match=0.6)
        assert (cover, match.conforms) == (cover_of("en", which), True)


def test_an_unfilled_template_is_still_unfilled(resaved: dict[str, Files]) -> None:
    for way in ("docx", "odt"):
        cover, match = best_match(word_of(resaved[way]["L2-empty"]), [PROFILES["L2"]], match=0.6)
        assert (cover.source, cover.title, cover.contacts) == ((), None, ())
        assert {"source", "title"} <= {one.field for one in match.placeholders}
