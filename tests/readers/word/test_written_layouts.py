"""Numbers and made covers on the layouts that groups use, in all languages: what was written is read back."""

from dataclasses import replace

import pytest

from intake.domain.document import Contact, Word
from intake.domain.profile import Profile
from intake.domain.template.filling import MadeCover, cover_writings
from intake.domain.template.learning import learn
from intake.domain.template.match import best_match
from intake.domain.template.places import number_place
from intake.domain.writing import Writing
from intake.readers.files import read_file
from intake.readers.writing.stamp import written
from tests.readers.layouts import Layout
from tests.readers.samples import LANGUAGES, LAYOUTS, filled, template

NUMBER = "JCA-MV-Doc-012-Rev1"
PERSON = Contact("Bo Example", "IEEE", "United States", "+1 555 0100 200", None, "bo@ieee.example")


def seen(content: bytes) -> Word:
    found = read_file(content, "0" * 64).word
    assert found is not None
    return found


def profile(which: Layout) -> Profile:
    learned = learn(seen(template(which)), id="own", group="jca-mv", kind="contribution", reference="")
    return getattr(learned, "profile", learned)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("which", LAYOUTS)
def test_a_stamped_document_reads_as_before_but_for_its_number(language: str, which: Layout) -> None:
    own, before = profile(which), filled(language, which)
    place = number_place(seen(before), own)
    after = written(before, [Writing(NUMBER, place)])
    cover, match = best_match(seen(before), [own], match=0.6)
    number = cover.doc_number if which == "L3" else NUMBER
    assert best_match(seen(after), [own], match=0.6) == (replace(cover, doc_number=number), match)
    assert (place is None) == (NUMBER in seen(after).page_texts) == (which == "L3")


@pytest.mark.parametrize("which", LAYOUTS)
def test_a_made_cover_says_what_it_was_made_to_say(which: Layout) -> None:
    own, empty = profile(which), template(which)
    behind = "The document itself is attached: ls.pdf."
    wanted = MadeCover(
        "Haptics in virtual rooms", ("IEEE P2048", "3GPP"), PERSON, "LIAISON STATEMENT", "JCA-MV", behind
    )
    made = seen(written(empty, cover_writings(seen(empty), own, wanted)))
    cover, match = best_match(made, [own], match=0.6)
    assert match.conforms
    assert match.placeholders == ()
    assert (cover.title, cover.source, cover.contacts) == (wanted.title, wanted.source, (PERSON,))
    assert behind in made.paragraphs
