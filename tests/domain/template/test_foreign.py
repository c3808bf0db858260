"""Other bodies' forms are named; a paper that speaks of another body is on nobody's form."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.document import Word
from intake.domain.template.foreign import foreign_body
from intake.domain.template.foreign_marks import BODIES
from intake.domain.template.match import PLAIN, best_match, read_cover
from tests.domain.documents import (
    CR_COVER,
    CV,
    IEEE_COVER,
    INVOICE,
    LANGUAGES,
    LETTER,
    LIAISON,
    MINUTES,
    PROFILE,
    bare,
    bare_cover,
    contribution,
    table,
    word,
)

TDOC = word(
    paragraphs=(
        "3GPP TSG-RAN WG2 Meeting #121bis-e\tR2-2303456",
        "Online, 17th – 26th April 2023",
        "Agenda item:\t7.2.1",
        "Source:\tAcme",
        "Title:\tOn timers",
        "Document for:\tDiscussion and Decision",
        "1 Introduction",
    )
)
OLD_TDOC = word(
    table(
        ("TSG-RAN Working Group 2 meeting #16", "R2-001875"),
        ("Title:", "On timers"),
        ("Source:", "Acme"),
        ("Contact:", "Kim"),
        ("Agenda Item:", "5"),
        ("Document for:", "Comment"),
    )
)
ISO_N = word(
    table(("ISO/IEC JTC 1/SC 42 N 1234",), ("ISO/IEC JTC 1/SC 42\nArtificial intelligence\nSecretariat: ANSI",)),
    table(
        ("Document type:", "Other document"),
        ("Title:", "A liaison statement"),
        ("Source:", "Secretariat"),
        ("Status:", "For information"),
        ("Action ID:", "FYI"),
        ("Due date:", ""),
        ("No. of pages:", "3"),
    ),
)
MPEG = word(
    table(
        ("INTERNATIONAL ORGANISATION FOR STANDARDISATION\nORGANISATION INTERNATIONALE DE NORMALISATION",),
        ("ISO/IEC JTC 1/SC 29/WG 3\nCODING OF MOVING PICTURES AND AUDIO",),
    ),
    table(("Source", "Acme"), ("Status", "Input"), ("Title", "Scenes"), ("Author", "Ada")),
)
ISO_STANDARD = word(
    paragraphs=("ISO/WD 1234:2026(E)", "ISO/TC 46/SC 9/WG 1", "Secretariat: NISO", "Information and documentation"),
    page_texts=("© ISO 2026 – All rights reserved",),
    styles=("zzCover", "Foreword", "ISOMB"),
)
ETSI_FORM = word(
    table(
        ("Title:", "On services"),
        ("from Source:", "Acme"),
        ("Contact:", "Kim"),
        ("input for Committee:", "ETSI ISG MEC"),
        ("Contribution For:", "Decision"),
        ("Submission Date:", "2026-04-30"),
        ("Meeting & Allocation:", "MEC#45 - Work item"),
        ("Relevant WI(s), or deliverable(s):", "MEC-0063"),
    ),
    page_texts=("MEC(26)000123r1",),
)
ETSI_SPECIFICATION = word(
    table(("ETSI TS 103 645 V2.1.2 (2020-06)",), ("TECHNICAL SPECIFICATION",)),
    table(
        ("Reference\nRTS/CYBER-0059",),
        ("Keywords\ncyber",),
        ("ETSI\n650 Route des Lucioles\nF-06921 Sophia Antipolis",),
    ),
)
IEEE_802_11 = word(
    table(("On frames",), ("Date: 2026-04-30",), ("Author(s):",), ("Name", "Affiliation", "Address", "Phone", "email")),
    paragraphs=("IEEE P802.11\nWireless LANs", "Abstract"),
    page_texts=("April 2026\tdoc.: IEEE 802.11-26/0123r1", "Submission\tpage 1\tAda Lovelace, Engines"),
)
IEEE_802_15 = word(
    table(
        ("Project", "IEEE P802.15 Working Group for Wireless Personal Area Networks (WPANs)"),
        ("Title", "On piconets"),
        ("Date Submitted", "30 April 2026"),
        ("Source", "Ada Lovelace"),
        ("Re:", ""),
        ("Abstract", "What it says."),
        ("Purpose", "Discussion"),
        ("Notice", "This document has been prepared to assist."),
    ),
    page_texts=("IEEE P802.15-26-0123-00",),
)
W3C_DRAFT = word(
    paragraphs=(
        "Web of Worlds",
        "W3C Working Draft 30 April 2026",
        "This version:",
        "https://www.w3.org/TR/2026/WD-worlds-20260430/",
        "Latest published version:",
        "Editors:",
        "Abstract",
        "Status of This Document",
    )
)
WTSA_PROPOSAL = word(
    table(
        ("World Telecommunication Standardization Assembly (WTSA-24)\nNew Delhi, 15–24 October 2024",),
        ("PLENARY MEETING", "Addendum 30 to\nDocument 46-E"),
        ("", "23 September 2024"),
        ("", "Original: English"),
        ("African Telecommunication Union Administrations",),
        ("PROPOSED MODIFICATIONS TO RESOLUTION 99",),
    ),
    table(("Abstract:", "What it says."), ("Contact:", "Kim", "E-mail: kim@atu.example")),
    paragraphs=("MOD ATU/46A30/1",),
)
PLENIPOTENTIARY = word(
    table(("Plenipotentiary Conference (PP-26)\nDoha, 9–27 November 2026",), ("PLENARY MEETING", "Document 12-E")),
)
DRAFT = word(
    paragraphs=(
        "Network Working Group\tA. Lovelace",
        "Internet-Draft\tEngines",
        "Intended status: Informational\t30 April 2026",
        "Expires: 1 November 2026",
        "On Engines\ndraft-lovelace-engines-00",
    )
)
ITU_R = word(
    table(
        ("Radiocommunication Study Groups",),
        ("Received: 30 April 2026\nSubject: Question 1/5", "Document 5D/123-E\n30 April 2026\nEnglish only"),
        ("Acme",),
        ("ON BANDS",),
    )
)
ITU_D = word(
    table(
        ("Telecommunication Development Advisory Group (TDAG)\n33rd meeting", "Document TDAG-26/12-E"),
        ("SOURCE:", "Acme"),
        ("TITLE:", "On villages"),
        ("Action required:", "Discussion"),
    )
)
ONE_M2M = word(
    table(
        ("INPUT CONTRIBUTION",),
        ("Group Name:*", "TP"),
        ("Title:*", "On nodes"),
        ("Source:*", "Acme"),
        ("Contact:", "Kim"),
        ("Intended purpose of document:*", "Decision"),
    ),
    page_texts=("© 2026 oneM2M Partners",),
)

FOREIGN = [
    ("3GPP", TDOC),
    ("3GPP", OLD_TDOC),
    ("3GPP", CR_COVER),
    ("3GPP", word(paragraphs=("CHANGE REQUEST",), styles=("CRCoverPage",))),
    ("3GPP", word(table(("3GPP TS 23.501", "CR", "12")), properties={"app.Template": "3gpp_70.dot"})),
    ("3GPP", word(paragraphs=("CHANGE REQUEST",), properties={"custom.Tdoc#": "<TDoc#>"})),
    ("ISO/IEC", ISO_N),
    ("ISO/IEC", MPEG),
    ("ISO/IEC", ISO_STANDARD),
    ("ETSI", ETSI_FORM),
    ("ETSI", ETSI_SPECIFICATION),
    ("IEEE", IEEE_COVER),
    ("IEEE", IEEE_802_11),
    ("IEEE", IEEE_802_15),
    ("W3C", W3C_DRAFT),
    ("WTSA", WTSA_PROPOSAL),
    ("PP", PLENIPOTENTIARY),
    ("IETF", DRAFT),
    ("ITU-R", ITU_R),
    ("ITU-D", ITU_D),
    ("oneM2M", ONE_M2M),
]


@pytest.mark.parametrize(("body", "document"), FOREIGN, ids=[f"{body} {n}" for n, (body, _) in enumerate(FOREIGN)])
def test_another_body_s_form_is_named_and_not_taken_for_the_template(body: str, document: Word) -> None:
    assert foreign_body(document) == body
    for profiles in ((PROFILE,), ()):
        match = best_match(document, profiles, match=0.6)[1]
        assert (match.foreign, match.conforms) == (body, False)


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(LETTER, id="a letter"),
        pytest.param(CV, id="a curriculum vitae"),
        pytest.param(INVOICE, id="an invoice"),
        pytest.param(MINUTES, id="minutes"),
        pytest.param(LIAISON, id="a liaison statement of a study group"),
        pytest.param(Word(), id="nothing"),
        pytest.param(
            word(paragraphs=("3GPP TSG-RAN WG2 Meeting #121 R2-2303456: what it means for us",)), id="a title"
        ),
        pytest.param(
            word(paragraphs=("Liaison with 3GPP and ETSI", "In ETSI TS 103 645 and at IEEE 802.11 we read:")),
            id="a text",
        ),
        pytest.param(
            word(table(("Project:", "X"), ("Status:", "new"), ("Distribution:", "all"))), id="a project sheet"
        ),
        pytest.param(bare(("Notice", "x"), ("Release", "1"), ("Project", "y"), ("Re:", "z")), id="release notes"),
        pytest.param(word(paragraphs=("This version: 3", "Latest version: 4", "Previous version: 2")), id="versions"),
        pytest.param(word(paragraphs=("ISO/IEC JTC 1 was asked.", "We thank them.")), id="one sentence"),
        pytest.param(word(properties={"app.Template": "3gpp_70.dot"}), id="a template's name alone"),
    ],
)
def test_a_paper_that_speaks_of_a_body_is_not_on_its_form(document: Word) -> None:
    assert foreign_body(document) == ""


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(contribution(title="3GPP TSG-RAN WG2 Meeting #121: Agenda item: 7"), id="a title"),
        pytest.param(
            contribution(source="ISO/IEC JTC 1/SC 42", abstract="Status: new\nDistribution: all"), id="a source"
        ),
        *(pytest.param(bare_cover(language), id=language) for language in LANGUAGES),
    ],
)
def test_what_is_on_the_group_s_template_is_never_foreign(document: Word) -> None:
    for paragraphs in ((), TDOC.paragraphs, W3C_DRAFT.paragraphs):
        on_template = word(*document.tables, paragraphs=paragraphs)
        match = read_cover(on_template, PROFILE)[1]
        assert (match.foreign, match.conforms) == ("", True)


def test_every_body_of_the_table_has_a_document_here() -> None:
    assert set(BODIES) - {"WTDC", "WRC"} == {body for body, _ in FOREIGN}


@given(
    st.lists(st.text(max_size=80), max_size=8), st.dictionaries(st.text(max_size=9), st.text(max_size=9), max_size=3)
)
def test_any_text_is_looked_at(paragraphs: list[str], properties: dict[str, str]) -> None:
    assert foreign_body(word(paragraphs=paragraphs, properties=properties)) in {"", *BODIES}


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "hostile", ["a-" * 5_000, "IEEE " * 5_000, "\t" * 9_000, "Document 1" + "(1)" * 5_000, "©" * 9_000]
)
def test_no_text_costs_more_than_a_moment(hostile: str) -> None:
    document = word(table(*((hostile,) for _ in range(500))), paragraphs=(hostile,) * 100, page_texts=(hostile,) * 50)
    begun = time.process_time()
    assert read_cover(document, PLAIN)[1].foreign == ""
    assert time.process_time() - begun < 2


def paper(*paragraphs: str, **more: object) -> Word:
    return word(paragraphs=paragraphs, **more)


@pytest.mark.parametrize(
    ("document", "body"),
    [
        (
            paper("3GPP TSG-RAN WG1 Meeting #90 R1-1712345", "Source: Acme", "Title: On timers", "Agenda item: 5"),
            "3GPP",
        ),
        (paper("3GPP TSG-RAN WG1 Meeting #90", "R1-1712345", "Source: Acme", "Title: On timers"), "3GPP"),
        (paper("3GPP TSG-RAN WG1 Meeting #90\tR1-1712345", "Prague, 21st - 25th August 2017", "Agenda"), "3GPP"),
        (paper("3GPP TSG RAN WG3 meeting #97", "Berlin", "Title: Draft Agenda", "Source: Chairman"), "3GPP"),
        (paper("3GPP TSG SA WG2 Meeting #123   S2-178888", "Ljubljana", "Report of SA WG2 meeting #122"), "3GPP"),
        (paper("SA WG2 Meeting #S2-118\tS2-166001", "Source:\tAcme", "Title:\tx", "Document for:\tApproval"), "3GPP"),
        (paper("3GPP TSG-CN1 Meeting #30\tN1-030700", "San Diego", "Source: A", "Title: b"), "3GPP"),
        (paper("3GPP TSG SA WG2 Meeting #123", "Title:\tLS on x", "Response to:\tLS", "Source:\tSA2"), "3GPP"),
        (paper("3GPP TS 38.331 V16.1.0 (2020-07)", "3rd Generation Partnership Project;"), "3GPP"),
        (paper("On x", styles=("TAL", "TAH"), properties={"app.Template": "3gpp_70.dot"}), "3GPP"),
        (paper("On x", styles=("IEEEStdsParagraph", "IEEEStdsTitle", "IEEEStdsLevel1Header")), "IEEE"),
        (paper("IEEE P802.1Qcz", "Draft standard", styles=("IEEEStdsParagraph",)), "IEEE"),
        (paper("On x", styles=("RFCText", "RFCTitle", "RFCHeading1")), "IETF"),
        (paper("On x", styles=("zzCover", "zzCopyright", "zzForeword")), "ISO/IEC"),
        (paper("On x", styles=("ForewordTitle", "BiblioTitle", "BiblioEntry")), "ISO/IEC"),
        (paper("ETSI SMG2 Meeting #30", "Tdoc SMG2 99-123"), "ETSI"),
        (paper("On 3GPP and us", "3GPP TSG RAN discussed this in meeting #90.", "We propose"), ""),
        (paper("On x", styles=("IEEEStdsParagraph", "Normal", "Heading1")), ""),
        (paper("On x", "R1-1712345 proposes a timer", "Source: ETRI", "Title: On timers"), ""),
        (paper("On x", styles=("zzCover", "Foreword")), ""),
    ],
)
def test_forms_of_paragraphs_and_styles_alone_are_named(document: Word, body: str) -> None:
    assert foreign_body(document) == body
    assert best_match(document, (PROFILE,), match=0.6)[1].foreign == body


TWO = "3GPP TSG-RAN WG2 Meeting #121bis-e", "Agenda item:\t7.2.1"
FORM = table(("TSG-RAN Working Group 2 meeting #16", "R2-001875"), ("Document for:", "Comment"))


@pytest.mark.parametrize(
    ("document", "body"),
    [
        pytest.param(word(paragraphs=(TWO[0], *("x",) * 28, TWO[1])), "3GPP", id="in-paragraph-30"),
        pytest.param(word(paragraphs=(TWO[0], *("x",) * 29, TWO[1])), "", id="in-paragraph-31"),
        pytest.param(word(paragraphs=("\n".join((TWO[0], *("x",) * 158, TWO[1])),)), "3GPP", id="in-line-160"),
        pytest.param(word(paragraphs=("\n".join((TWO[0], *("x",) * 159, TWO[1])),)), "", id="in-line-161"),
        pytest.param(word(page_texts=(TWO[0], *("x",) * 28, TWO[1])), "3GPP", id="in-page-text-30"),
        pytest.param(word(page_texts=(TWO[0], *("x",) * 29, TWO[1])), "", id="in-page-text-31"),
        pytest.param(word(*(table(("x",)),) * 3, FORM), "3GPP", id="in-table-4"),
        pytest.param(word(*(table(("x",)),) * 4, FORM), "", id="in-table-5"),
    ],
)
def test_a_form_stands_at_the_start_of_its_document(document: Word, body: str) -> None:
    assert foreign_body(document) == body
