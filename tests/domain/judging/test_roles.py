"""What each file of a mail was sent as (docs/contributors.md), by the names that people give their files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.document import Document
from intake.domain.judging.roles import assign, bare_stem
from intake.domain.mail import Problem
from intake.domain.verdict import Kind
from tests.domain.cases import OFF_TEMPLATE, cover, digest, document, other_file

Said = tuple[str, str | None, int | None]
WORLDS = "On the interoperability of virtual worlds"


def titled(file: str, title: str | None = WORLDS, *source: str) -> Document:
    return document(file, cover=cover(title=title, source=source or ("ETRI",)))


def off(file: str = "letter.docx") -> Document:
    return document(file, template=OFF_TEMPLATE)


def roles(*documents: Document) -> list[Said]:
    return [(one.role, one.part, one.main) for one in assign(documents)]


CONTRIBUTION: Said = ("contribution", None, None)
SUPPORTING: Said = ("supporting", None, None)


@pytest.mark.parametrize(
    ("clean", "marked"),
    [
        ("Input_clean.docx", "Input_marked.docx"),
        ("Input-clean.docx", "Input-tracked.docx"),
        ("C12_R1_clean.docx", "C12_R1_with_revmarks.docx"),
        ("C12-R1 (clean).docx", "C12-R1 (marked-up).docx"),
        ("JCA-MV contribution - clean.docx", "JCA-MV contribution - track changes.docx"),
        ("JCA-MV contribution final.docx", "JCA-MV contribution with tracked changes.docx"),
        ("Contribution propre.docx", "Contribution avec marques de révision.docx"),
        ("Contribution version finale.docx", "Contribution marques de re\u0301vision.docx"),
        ("Contribution_finale.docx", "Contribution_suivi_des_modifications.docx"),
        ("Contribución limpia.docx", "Contribución con control de cambios.docx"),
        ("Вклад чистый.docx", "Вклад с правками.docx"),
        ("文稿-清洁版.docx", "文稿-修订标记.docx"),
        ("Input.docx", "Input_TC.docx"),
        ("INPUT CLEAN.DOCX", "Input Redline.docx"),
    ],
)
def test_clean_and_marked_are_one_contribution(clean: str, marked: str) -> None:
    edited = titled(marked, f"{WORLDS} and more")
    part = None if clean == "Input.docx" else "text"
    assert roles(titled(clean), edited) == [("contribution", part, None), ("part", "marked", 0)]
    assert roles(edited, titled(clean)) == [("part", "marked", 1), ("contribution", part, None)]


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([titled("a.docx")], [CONTRIBUTION], id="one"),
        pytest.param([titled("FINAL_v3 (2).docx")], [CONTRIBUTION], id="one-final"),
        pytest.param([titled("a.docx"), titled("b.docx", "Avatars and identity")], [CONTRIBUTION] * 2, id="two-titles"),
        pytest.param(
            [
                titled("Contribution (1).docx", "Use cases in health"),
                titled("Contribution (2).docx", "Use cases in law"),
            ],
            [CONTRIBUTION] * 2,
            id="numbered-names-two-titles",
        ),
        pytest.param(
            [titled("Input_clean.docx"), titled("Input_marked.docx", "Avatars and identity")],
            [("contribution", None, None)] * 2,
            id="clean-and-marked-of-two-titles",
        ),
        pytest.param(
            [titled("Input_v1.docx", "Use cases in health"), titled("Input_v2.docx", "Avatars")],
            [CONTRIBUTION] * 2,
            id="versions-of-two-titles",
        ),
        pytest.param(
            [titled("a.docx"), titled("b.docx", "on the interoperability – of Virtual Worlds!")],
            [("contribution", None, None), ("part", "text", 0)],
            id="same-title-other-names",
        ),
        pytest.param(
            [titled("a.docx"), titled("b.docx", WORLDS, "KAIST")], [CONTRIBUTION] * 2, id="same-title-other-source"
        ),
        pytest.param(
            [titled("a.docx", None), titled("b.docx", None)], [CONTRIBUTION] * 2, id="no-titles-are-not-the-same"
        ),
        pytest.param(
            [titled("Input.docx"), titled("Input_annex A.docx", "Measurements")],
            [("contribution", None, None), ("part", "annex", 0)],
            id="annex-on-the-template",
        ),
        pytest.param(
            [titled("Entrée_en.docx"), titled("Entrée_fr.docx", "Sur l'interopérabilité des mondes")],
            [("contribution", "language", None), ("part", "language", 0)],
            id="two-languages",
        ),
        pytest.param(
            [titled("Input.docx"), titled("Input_RU.docx", "О виртуальных мирах")],
            [("contribution", None, None), ("part", "language", 0)],
            id="a-translation",
        ),
        pytest.param(
            [titled("Input.docx"), titled("Input_AR.docx", "Augmented reality in museums")],
            [CONTRIBUTION] * 2,
            id="AR-is-not-Arabic-here",
        ),
        pytest.param(
            [titled("Proposal_A.docx", "Avatars"), titled("Proposal_C.docx", "Currencies")],
            [CONTRIBUTION] * 2,
            id="letters-are-no-languages",
        ),
        pytest.param(
            [titled("a.docx"), document("a.docx", cover=cover(title=WORLDS, source=("ETRI",)))],
            [("contribution", None, None), ("part", "text", 0)],
            id="same-bytes-twice",
        ),
        pytest.param([titled("a.docx"), off()], [CONTRIBUTION, SUPPORTING], id="a-letter-beside"),
        pytest.param([other_file("old.doc", "doc"), titled("a.docx")], [SUPPORTING, CONTRIBUTION], id="doc-beside"),
        pytest.param(
            [titled("a.docx"), other_file("Annex 1.xlsx"), other_file("scan.jpg", "image")],
            [CONTRIBUTION, SUPPORTING, SUPPORTING],
            id="annexes-beside",
        ),
        pytest.param([titled("a.docx"), other_file("~$a.docx")], [CONTRIBUTION, SUPPORTING], id="lock-file-beside"),
        pytest.param([off("a.docx"), off("b.docx")], [CONTRIBUTION] * 2, id="none-conforms"),
        pytest.param([off("a.docx"), other_file("b.pdf", "pdf")], [CONTRIBUTION, SUPPORTING], id="word-before-pdf"),
        pytest.param(
            [other_file("a.docx"), other_file("b.png", "image")], [CONTRIBUTION, SUPPORTING], id="damaged-word"
        ),
        pytest.param([off("a.docx"), other_file("b.docx", "pdf")], [CONTRIBUTION, SUPPORTING], id="pdf-called-docx"),
        pytest.param([other_file("a.pdf", "pdf"), other_file("b.zip", "zip")], [CONTRIBUTION] * 2, id="no-word-at-all"),
        pytest.param([other_file("scan.jpg", "image")], [SUPPORTING], id="only-a-picture"),
        pytest.param(
            [other_file("logo.png", "image", picture=True), titled("a.docx")], [SUPPORTING, CONTRIBUTION], id="logo"
        ),
        pytest.param(
            [titled(f"{n}.docx", f"{n}: {digest(str(n))}") for n in range(12)], [CONTRIBUTION] * 12, id="twelve"
        ),
    ],
)
def test_every_file_gets_its_role(documents: list[Document], expected: list[Said]) -> None:
    assert roles(*documents) == expected


@pytest.mark.parametrize(
    ("pdf", "main"),
    [
        ("Input_clean.pdf", 0),
        ("Input_marked.pdf", 0),
        ("Input.pdf", 0),
        ("INPUT_CLEAN.PDF", 0),
        ("Second paper.pdf", 2),
        ("Second paper_v2.pdf", 2),
        ("Agenda.pdf", None),
        ("clean.pdf", None),
    ],
)
def test_a_pdf_of_the_same_name_is_a_companion(pdf: str, main: int | None) -> None:
    papers = [titled("Input_clean.docx"), titled("Input_marked.docx"), titled("Second paper.docx", "Avatars")]
    assert roles(*papers, other_file(pdf, "pdf"))[3] == ("supporting" if main is None else "companion", None, main)


def test_a_pdf_of_a_returned_word_file_is_its_companion() -> None:
    assert roles(off("a.docx"), other_file("a.pdf", "pdf"))[1] == ("companion", None, 0)


@pytest.mark.parametrize(
    ("file", "bare"),
    [
        ("Input_clean.docx", "input"),
        ("C12_R1_with_revmarks.docx", "c12"),
        ("JCA-MV contribution - track changes.docx", "jca_mv_contribution"),
        ("Contribution avec marques de révision (fr).docx", "contribution"),
        ("Input rev. 2 final EN.docx", "input"),
        ("Climate and changeover.docx", "climate_and_changeover"),
        ("Review of markets.docx", "review_of_markets"),
        ("Attic.docx", "attic"),
    ],
)
def test_the_bare_stem_leaves_out_what_tells_parts_apart(file: str, bare: str) -> None:
    assert bare_stem(file) == bare


NAMES = st.sampled_from(["a", "a_clean", "a_marked", "a_fr", "a_annex 1", "b", "v2", "", "~$a"])
FILES = st.builds(
    lambda name, title, kind, score, picture: document(
        f"{name}.{kind}",
        kind,
        cover=cover(title=title),
        template=OFF_TEMPLATE if score else document().template,
        picture=picture and kind == "image",
    ),
    NAMES,
    st.sampled_from([WORLDS, "Avatars", None]),
    st.sampled_from(["docx", "pdf", "doc", "image"]),
    st.booleans(),
    st.booleans(),
)


def kinds(*files: tuple[Document, Kind], slides_count: bool = False) -> list[Said]:
    documents, said = [one for one, _ in files], [kind for _, kind in files]
    return [(one.role, one.part, one.main) for one in assign(documents, said, slides_count=slides_count)]


LETTER: tuple[Document, Kind] = (off("LS.docx"), "liaison_in")
SLIDES: tuple[Document, Kind] = (other_file("avatars.pptx", "pptx"), "presentation")
PAPER: tuple[Document, Kind] = (titled("a.docx"), "contribution")
OTHER: tuple[Document, Kind] = (off("draft.docx"), "contribution")
OPENED: tuple[Document, Kind] = (other_file("all.zip", "zip", members=(digest("a.docx"),)), "contribution")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param([LETTER], [CONTRIBUTION], id="liaison"),
        pytest.param([LETTER, PAPER], [CONTRIBUTION] * 2, id="liaison-beside-a-contribution"),
        pytest.param([LETTER, OTHER], [CONTRIBUTION, SUPPORTING], id="what-a-liaison-sends-along"),
        pytest.param(
            [LETTER, (other_file("LS.pdf", "pdf"), "liaison_in")], [CONTRIBUTION, ("companion", None, 0)], id="its-pdf"
        ),
        pytest.param(
            [(off("LS_clean.docx"), "liaison_in"), (off("LS_marked.docx"), "liaison_in")],
            [("contribution", "text", None), ("part", "marked", 0)],
            id="liaison-clean-and-marked",
        ),
        pytest.param([(off("agenda.docx"), "agenda"), OTHER], [CONTRIBUTION, SUPPORTING], id="agenda"),
        pytest.param([SLIDES], [CONTRIBUTION], id="slides"),
        pytest.param([PAPER, SLIDES], [CONTRIBUTION, SUPPORTING], id="slides-beside-a-contribution"),
        pytest.param([OTHER, SLIDES], [CONTRIBUTION, SUPPORTING], id="slides-beside-a-word-file"),
        pytest.param(
            [SLIDES, (other_file("avatars.pdf", "pdf"), "presentation")],
            [CONTRIBUTION, ("companion", None, 0)],
            id="slides-and-their-pdf",
        ),
        pytest.param([OPENED, PAPER], [SUPPORTING, CONTRIBUTION], id="opened-archive"),
        pytest.param([OPENED, OTHER], [SUPPORTING, CONTRIBUTION], id="opened-archive-not-on-the-template"),
        pytest.param(
            [OPENED, (other_file("a.pdf", "pdf"), "contribution")], [SUPPORTING, CONTRIBUTION], id="archive-of-a-pdf"
        ),
        pytest.param(
            [OPENED, (other_file("a.png", "image"), "contribution")],
            [CONTRIBUTION, SUPPORTING],
            id="archive-of-a-picture",
        ),
        pytest.param([(other_file("all.7z", "7z"), "contribution")], [CONTRIBUTION], id="archive-that-stays-closed"),
        pytest.param(
            [(other_file("all.zip", "zip"), "contribution"), (other_file("all.pdf", "pdf"), "contribution")],
            [CONTRIBUTION] * 2,
            id="archive-and-pdf-of-one-name",
        ),
    ],
)
def test_kinds_come_before_roles(files: list[tuple[Document, Kind]], expected: list[Said]) -> None:
    assert kinds(*files) == expected


def test_slides_that_are_taken_stand_for_themselves() -> None:
    assert kinds(SLIDES, OTHER, slides_count=True) == [CONTRIBUTION, SUPPORTING]
    assert kinds(SLIDES, PAPER, slides_count=True) == [SUPPORTING, CONTRIBUTION]


def test_a_file_with_macros_shares_no_number_with_a_plain_one() -> None:
    plain, macros = document("Input.docx"), document("Input_annex.docm", problems=(Problem("macros"),))
    assert kinds((plain, "contribution"), (macros, "contribution")) == [CONTRIBUTION, SUPPORTING]
    assert kinds((macros, "contribution"), (plain, "contribution")) == [SUPPORTING, CONTRIBUTION]
    assert kinds((macros, "contribution")) == [CONTRIBUTION]


@given(st.lists(FILES, max_size=6))
def test_parts_and_companions_belong_to_a_contribution(documents: list[Document]) -> None:
    judged = assign(documents)
    assert [one.document for one in judged] == documents
    for index, one in enumerate(judged):
        if one.main is not None:
            assert judged[one.main].role == "contribution"
            assert one.main != index
        assert (one.main is not None) == (one.role in ("part", "companion"))
    if any(one.template.conforms and not one.picture for one in documents):
        assert all(one.document.template.conforms for one in judged if one.role == "contribution")
