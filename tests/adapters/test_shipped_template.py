"""The template that we ship: built as committed, learned as committed, and read back as authors fill it in."""

import hashlib
import runpy
from pathlib import Path

import pytest

from intake.adapters.rulebook.profiles import dump_profile, load_profile
from intake.demo.papers import AuthoredPaper, fill, plain, with_macros
from intake.domain.document import Contact, Cover, TemplateMatch, Word
from intake.domain.template.match import opening, read_cover
from intake.readers.files import read_file
from intake.shipped import shipped_templates

FOLDER = shipped_templates() / "docx"
TEMPLATE = (FOLDER / "jca-contribution.docx").read_bytes()
PROFILE = load_profile(FOLDER / "jca-contribution.toml")

ADA = Contact(
    "Ada Lovelace", "Engines Ltd", "United Kingdom", "+44 20 7946 0000", "+44 20 7946 0001", "ada@engines.example"
)
KIM = Contact("Kim Min-ji", "ETRI", "Korea (Rep. of)", "+82 42 860 0000", "+82 42 860 0001", "kim@etri.example")
WANG = Contact("Wang Wei", "CT", "China", "+86 10 0000 0000", "+86 10 0000 0001", "wang@ct.example")

WHOLE = AuthoredPaper(
    title="Proposal for a vocabulary",
    source="ETRI\nEngines Ltd",
    contacts=(ADA, KIM, WANG),
    keywords="metaverse; vocabulary",
    abstract="What it says,\nin two lines.",
    number="JCA-MV-Doc-001-Rev1",
    group="Joint Coordination Activity on metaverse standardization",
    original="Original: English",
    kind="CONTRIBUTION",
    meeting="Geneva, 13 May 2026",
    body=("Why.", "How.", "What."),
)


def word_of(content: bytes, filetype: str = "docx") -> Word:
    reading = read_file(content, hashlib.sha256(content).hexdigest())
    assert reading.filetype == filetype
    assert reading.word is not None
    return reading.word


def read(content: bytes) -> tuple[Cover, TemplateMatch]:
    return read_cover(word_of(content), PROFILE)


def test_the_committed_files_are_what_the_script_builds() -> None:
    script = runpy.run_path(str(FOLDER / "build.py"))
    built = script["build"]()
    assert built == TEMPLATE
    assert script["profile"](built) == PROFILE
    assert (FOLDER / "jca-contribution.toml").read_text(encoding="utf-8") == dump_profile(PROFILE)


def test_the_shipped_profile_is_an_example_for_any_group() -> None:
    assert (PROFILE.id, PROFILE.group, PROFILE.kind, PROFILE.example) == ("jca-contribution", "", "contribution", True)
    assert PROFILE.reference == hashlib.sha256(TEMPLATE).hexdigest()
    rows = [one.field for one in PROFILE.fields if one.required]
    assert rows == ["source", "title", "contact", "keywords", "abstract"]


def test_a_filled_template_is_read_as_it_was_written() -> None:
    cover, match = read(fill(TEMPLATE, WHOLE))
    assert cover == Cover(
        group=WHOLE.group,
        doc_number=WHOLE.number,
        original_language="English",
        place="Geneva",
        dates="13 May 2026",
        kind="CONTRIBUTION",
        source=("ETRI", "Engines Ltd"),
        title=WHOLE.title,
        contacts=(ADA, KIM, WANG),
        keywords=("metaverse", "vocabulary"),
        abstract=WHOLE.abstract,
    )
    assert match == TemplateMatch("jca-contribution", 1.0, conforms=True)


def test_an_unfilled_template_conforms_and_names_every_sample() -> None:
    cover, match = read(TEMPLATE)
    assert (cover.source, cover.title, cover.contacts, cover.abstract) == ((), None, (), None)
    assert match.conforms
    assert {one.field for one in match.placeholders} == {
        *("group", "source", "title", "contact", "contact 2", "keywords", "abstract"),
    }


@pytest.mark.parametrize(("spare", "left"), [(True, {"contact 2"}), (False, set())])
def test_the_spare_contact_row_stays_or_goes(spare: bool, left: set[str]) -> None:
    paper = AuthoredPaper(
        **{name: getattr(WHOLE, name) for name in ("title", "source", "keywords", "abstract", "group")},
        contacts=(ADA,),
        spare_contact=spare,
    )
    cover, match = read(fill(TEMPLATE, paper))
    assert cover.contacts == (ADA,)
    assert {one.field for one in match.placeholders} == left
    assert (match.missing, match.score) == ((), 1.0)


def test_an_emptied_cell_is_empty() -> None:
    cover, match = read(fill(TEMPLATE, AuthoredPaper(title="", source="ETRI")))
    assert (cover.title, cover.source, match.conforms) == (None, ("ETRI",), True)
    assert "title" not in {one.field for one in match.placeholders}


def test_other_papers() -> None:
    foreign = plain("A letter", ["Dear all,"], [("Date:", "30 April 2026"), ("Title:", "Greetings")])
    cover, match = read(foreign)
    assert (match.conforms, match.score < 0.5) == (False, True)
    assert "Dear all," in opening(word_of(foreign))
    assert cover.source == ()
    assert read_cover(word_of(with_macros(fill(TEMPLATE, WHOLE)), "docm"), PROFILE)[1].conforms


def test_papers_are_the_same_bytes_each_time() -> None:
    assert fill(TEMPLATE, WHOLE) == fill(TEMPLATE, WHOLE)
    assert plain("A", ["b"]) == plain("A", ["b"])
    assert with_macros(TEMPLATE) == with_macros(TEMPLATE)


def test_the_template_tells_nothing_about_the_machine_it_was_built_on() -> None:
    text = TEMPLATE.decode("latin-1")
    assert str(Path.home()) not in text
    assert "python-docx" not in text
