"""Builders of what a reader saw in a Word document: each makes something ordinary, a test names what it is about."""

from collections.abc import Iterable, Sequence

from intake.domain.cover.field_words import LABELS, PARTS
from intake.domain.document import Cell, Table, Word
from intake.domain.template.learning import learn

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")

KIND_WORDS = {
    "en": "CONTRIBUTION",
    "fr": "CONTRIBUTION",
    "es": "CONTRIBUCIÓN",
    "ru": "ВКЛАД",
    "ar": "مساهمة",
    "zh": "文稿",
}

ADA = "Ada Lovelace\nAnalytical Engines Ltd\nUnited Kingdom"
REACHED = "Tel: +44 20 7946 0000\nFax: +44 20 7946 0001\nE-mail: ada@engines.example"


def cell(text: str, *names: str, tags: Sequence[str] = (), span: int = 1) -> Cell:
    """A cell with its bookmarks."""
    return Cell(text, tuple(names), tuple(tags), span)


def table(*rows: Iterable[str | Cell], where: str = "body") -> Table:
    """A table from rows of texts or cells."""
    return Table(tuple(tuple(one if isinstance(one, Cell) else Cell(one) for one in row) for row in rows), where)


def word(
    *tables: Table, paragraphs: Sequence[str] = ("Introduction", "Discussion", "Proposal"), **more: object
) -> Word:
    """A document with these tables and an ordinary body."""
    return Word(tables=tables, paragraphs=tuple(paragraphs), **more)  # type: ignore[arg-type]


def label(field: str, language: str = "en") -> str:
    """The label of a field or of a part of a contact as a template in this language prints it."""
    return {**LABELS, **PARTS}[field][language][0] + ":"


def empty_template() -> Word:
    """The empty template in the layout of a JCA: bookmarks on the value cells, samples in angle brackets."""
    block = table(
        ("", "INTERNATIONAL TELECOMMUNICATION UNION", cell("Doc [to be assigned]", "dnum")),
        ("", "TELECOMMUNICATION STANDARDIZATION SECTOR", cell("<Name of the group>", "dsg")),
        ("", "STUDY PERIOD 2025-2028", cell("Original: English", "dorlang")),
        (cell("CONTRIBUTION", "dkind", span=3),),
        ("Source:", cell("<Source>", "dsource", span=2)),
        ("Title:", cell("<Title>", "dtitle1", span=2)),
        (
            "Contact:",
            cell("<Name>\n<Organization>\n<Country>", "dcontact"),
            "Tel: <Telephone>\nFax: <Fax>\nE-mail: <E-mail>",
        ),
        (
            "Contact:",
            cell("<Name>\n<Organization>\n<Country>", "dcontact1"),
            "Tel: <Telephone>\nFax: <Fax>\nE-mail: <E-mail>",
        ),
    )
    second = table(("Keywords:", cell("<Keywords>", "dkeywords")), ("Abstract:", cell("<Abstract>", "dabstract")))
    return word(block, second, styles=("Normal", "Docnumber"), properties={"app.Template": "JCA.dotx"})


def contribution(**changes: str) -> Word:
    """The template, filled in. Keys: number, group, original, kind, source, title, contact, reach, and so on."""
    texts = {
        "number": "Doc [to be assigned]",
        "group": "Joint Coordination Activity on metaverse standardization",
        "original": "Original: English",
        "kind": "CONTRIBUTION",
        "source": "Analytical Engines Ltd",
        "title": "Proposal for a vocabulary of virtual worlds",
        "contact": ADA,
        "reach": REACHED,
        "contact2": "<Name>\n<Organization>\n<Country>",
        "reach2": "Tel: <Telephone>\nFax: <Fax>\nE-mail: <E-mail>",
        "keywords": "metaverse; vocabulary",
        "abstract": "This document proposes a vocabulary.",
        **changes,
    }
    block = table(
        ("", "INTERNATIONAL TELECOMMUNICATION UNION", cell(texts["number"], "dnum")),
        ("", "TELECOMMUNICATION STANDARDIZATION SECTOR", cell(texts["group"], "dsg")),
        ("", "STUDY PERIOD 2025-2028", cell(texts["original"], "dorlang")),
        (cell(texts["kind"], "dkind", span=3),),
        ("Source:", cell(texts["source"], "dsource", span=2)),
        ("Title:", cell(texts["title"], "dtitle1", span=2)),
        ("Contact:", cell(texts["contact"], "dcontact"), texts["reach"]),
        ("Contact:", cell(texts["contact2"], "dcontact1"), texts["reach2"]),
    )
    second = table(
        ("Keywords:", cell(texts["keywords"], "dkeywords")), ("Abstract:", cell(texts["abstract"], "dabstract"))
    )
    return word(block, second)


def bare(*rows: tuple[str, str]) -> Word:
    """A document whose cover is a table of two columns without bookmarks."""
    return word(table(*rows))


def bare_cover(language: str) -> Word:
    """A whole cover in one language, typed by hand without bookmarks."""
    return word(
        table(
            ("", "ITU", "Doc 12"),
            (KIND_WORDS[language],),
            (label("source", language), "ETRI"),
            (label("title", language), "A study"),
            (
                label("contact", language),
                "Kim Min-ji\nETRI\nKorea (Rep. of)",
                "\n".join(
                    (
                        f"{label('tel', language)} +82 42 860 0000",
                        f"{label('fax', language)} +82 42 860 0001",
                        f"{label('email', language)} kim@etri.example",
                    )
                ),
            ),
            (label("keywords", language), "one; two"),
            (label("abstract", language), "What it says."),
        )
    )


CR_COVER = word(
    table(("CHANGE REQUEST",), ("38.331", "CR", "1234", "rev", "-", "Current version:", "17.2.0")),
    table(
        ("Title:", "Correction to a field"),
        ("Source to WG:", "Acme"),
        ("Source to TSG:", "R2"),
        ("Work item code:", "NR_newRAT-Core", "Date:", "2022-10-10"),
        ("Category:", "F", "Release:", "Rel-17"),
        ("Reason for change:", "It is wrong"),
        ("Summary of change:", "It is put right"),
    ),
)
IEEE_COVER = word(
    table(
        ("Project", "IEEE 802.16 Broadband Wireless Access Working Group"),
        ("Title", "A proposal"),
        ("Date Submitted", "2004-03-14"),
        ("Source(s)", "Ada Lovelace, Engines", "Voice: +44 20 7946 0000\nE-mail: ada@engines.example"),
        ("Re:", "Call for contributions"),
        ("Abstract", "What it says."),
        ("Purpose", "Adoption"),
        ("Notice", "This document has been prepared to assist."),
        ("Release", "The contributor grants a licence."),
        ("Patent Policy", "The contributor is familiar with it."),
    )
)
MINUTES = word(
    table(("Meeting:", "JCA-MV"), ("Date:", "13 May 2026"), ("Chair:", "Ada"), ("Present:", "Kim, Wang")),
    table(("No.", "Source", "Document", "Title", "Outcome"), ("1", "ETRI", "Doc 12", "A study", "Noted")),
    table(("Source", "Document", "Title", "Outcome"), ("ETRI", "Doc 12", "A study", "Noted")),
)
LETTER = word(paragraphs=("Dear Sir,", "Title: none", "Source: my desk", "Contact: me"))
CV = word(table(("Name", "Ada"), ("Title", "Dr"), ("Contact", "ada@engines.example"), ("Summary", "Mathematician")))
INVOICE = word(
    table(("Title", "Qty", "Price"), ("Report", "1", "20.00")), table(("Title:", "Invoice"), ("Total:", "20"))
)
LIAISON = word(
    table(
        ("Question(s):", "1/17"),
        ("Source:", "SG17"),
        ("Title:", "A question to you"),
        ("LIAISON STATEMENT",),
        ("For action to:", "JCA-MV"),
        ("For comment to:", "-"),
        ("For information to:", "SG20"),
        ("Approval:", "SG17 meeting"),
        ("Deadline:", "1 June 2026"),
        ("Contact:", "Kim"),
    )
)


PROFILE = learn(empty_template(), id="jca", group="jca-mv", kind="contribution", reference="0" * 64)
"""What is learnt from the empty template."""
