"""Contacts in real-life spellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.cover.contacts import contact_of, join_rows
from intake.domain.document import Contact
from intake.domain.text.countries import is_country
from tests.domain.documents import ADA, LANGUAGES, REACHED, label

ENGINES = Contact(
    "Ada Lovelace",
    "Analytical Engines Ltd",
    "United Kingdom",
    "+44 20 7946 0000",
    "+44 20 7946 0001",
    "ada@engines.example",
)
KIM = Contact("Kim", "ETRI", "Korea (Rep. of)")


@pytest.mark.parametrize(
    ("cells", "contact"),
    [
        pytest.param([ADA, REACHED], ENGINES, id="the template"),
        pytest.param([f"{ADA}\n{REACHED}"], ENGINES, id="one cell"),
        pytest.param([*ADA.split("\n"), *REACHED.split("\n")], ENGINES, id="a cell each"),
        pytest.param([ADA.replace("\n", ", "), REACHED.replace("\n", " / ")], ENGINES, id="one line each"),
        pytest.param([ADA, REACHED.replace(": ", " :\xa0")], ENGINES, id="space before the colon"),
        pytest.param(
            [ADA, "Tel:\nFax:\nE-mail:", "+44 20 7946 0000\n+44 20 7946 0001\nada@engines.example"],
            ENGINES,
            id="stacked",
        ),
        pytest.param(
            [ADA, "Tel:", "+44 20 7946 0000", "Fax:", "+44 20 7946 0001", "E-mail:", "ada@engines.example"],
            ENGINES,
            id="value beside",
        ),
        pytest.param(
            ["Name: Ada Lovelace\nOrganisation: Analytical Engines Ltd\nCountry: United Kingdom", REACHED],
            ENGINES,
            id="words for each",
        ),
        pytest.param([ADA, "T: +44 20 7946 0000\nF: +44 20 7946 0001\nE: ada@engines.example"], ENGINES, id="letters"),
        pytest.param([ADA, "Tel +44 20 7946 0000, Fax +44 20 7946 0001, ada@engines.example"], ENGINES, id="no colons"),
        pytest.param([ADA, "+44 20 7946 0000\n+44 20 7946 0001\nmailto:ada@engines.example"], ENGINES, id="no words"),
        pytest.param([ADA, f"{REACHED}\nhttps://engines.example"], ENGINES, id="a web page"),
        pytest.param(["Kim, ETRI, Korea (Rep. of)"], KIM, id="commas"),
        pytest.param(["Kim\nETRI, Korea (Rep. of)"], KIM, id="two lines"),
        pytest.param(["Kim\nETRI\nDaejeon, Korea"], Contact("Kim", "ETRI, Daejeon", "Korea"), id="a town before it"),
        pytest.param(["王小明，中国信通院，中国"], Contact("王小明", "中国信通院", "中国"), id="chinese commas"),
        pytest.param(["أحمد علي، هيئة، مصر"], Contact("أحمد علي", "هيئة", "مصر"), id="arabic commas"),
        pytest.param(
            ["Kim, ETRI, Korea, Republic of"], Contact("Kim", "ETRI", "Korea, Republic of"), id="inverted country"
        ),
        pytest.param(["Kim\nKorea, Republic of"], Contact("Kim", country="Korea, Republic of"), id="no organization"),
        pytest.param(["Kim\nTelecom, Inc."], Contact("Kim", "Telecom, Inc."), id="a firm with a comma"),
        pytest.param(
            ["Kim\nHead of Unit\nETRI\nKorea"], Contact("Kim", "Head of Unit, ETRI", "Korea"), id="four lines"
        ),
        pytest.param(["Kim <kim@etri.example>"], Contact("Kim", email="kim@etri.example"), id="as in a mail"),
        pytest.param(["E-mail: kim at etri dot example"], Contact(email="kim at etri dot example"), id="as written"),
        pytest.param(["Kim", "Tel:\nFax:\nE-mail:"], Contact("Kim"), id="nothing to reach"),
        pytest.param(
            ["Ada Lovelace", "Tel: +44 20 7946 0000, E-mail: ada@engines.example"],
            Contact("Ada Lovelace", tel="+44 20 7946 0000", email="ada@engines.example"),
            id="a telephone on the line of the address",
        ),
        pytest.param(
            ["Kim", "Fax:\n+44 20 7946 0001"], Contact("Kim", fax="+44 20 7946 0001"), id="a fax below its word"
        ),
        pytest.param(["Fax: -\nTel: n/a"], Contact(tel="n/a"), id="a dash is nothing"),
        pytest.param([], Contact(), id="no cell"),
    ],
)
def test_a_contact_is_read_as_people_write_it(cells: list[str], contact: Contact) -> None:
    assert contact_of(cells) == [contact]


KT = ("ETRI", "KT Corp.")


@pytest.mark.parametrize(
    ("cells", "sources", "contact"),
    [
        pytest.param(["ETRI\nKorea", "kim@x.example"], KT, ("ETRI", "Korea"), id="a source"),
        pytest.param(["etri (Daejeon)\nKorea"], KT, ("etri (Daejeon)", "Korea"), id="a source in another spelling"),
        pytest.param(["ETRI\nKorea"], ("ETRI, Korea (Rep. of)",), ("ETRI", "Korea"), id="a source with its country"),
        pytest.param(["ETRI, Korea (Rep. of)"], KT, ("ETRI", "Korea (Rep. of)"), id="one line"),
        pytest.param(["ETRI"], KT, ("ETRI", None), id="no country"),
        pytest.param(["ETRI\nKorea, Republic of"], KT, ("ETRI", "Korea, Republic of"), id="inverted country"),
        pytest.param(["ETRI\nMetaverse Division\nKorea"], KT, ("ETRI, Metaverse Division", "Korea"), id="a division"),
        pytest.param(["ETRI\nKorea", "kim@etri.re.example"], (), ("ETRI", "Korea"), id="the domain of the address"),
        pytest.param(["Analytical Engines Ltd\nUK"], (), ("Analytical Engines Ltd", "UK"), id="a firm"),
        pytest.param(["Ministry of Science, ICT\nKorea"], (), ("Ministry of Science, ICT", "Korea"), id="a ministry"),
        pytest.param(["Université de Genève\nSuisse"], (), ("Université de Genève", "Suisse"), id="french"),
        pytest.param(["Министерство связи\nРоссия"], (), ("Министерство связи", "Россия"), id="russian"),
        pytest.param(["هيئة الاتصالات\nمصر"], (), ("هيئة الاتصالات", "مصر"), id="arabic"),
        pytest.param(["中国信息通信研究院\n中国"], (), ("中国信息通信研究院", "中国"), id="chinese"),
        pytest.param(
            ["Ministry of ICT\nTelecom Department"], (), ("Ministry of ICT, Telecom Department", None), id="two"
        ),
    ],
)
def test_an_organization_is_nobodys_name(
    cells: list[str], sources: tuple[str, ...], contact: tuple[str, str | None]
) -> None:
    (found,) = contact_of(cells, sources)
    assert (found.name, found.organization, found.country) == (None, *contact)


@pytest.mark.parametrize(
    ("cells", "sources", "contact"),
    [
        pytest.param(["Kim\nETRI\nKorea"], KT, ("Kim", "ETRI", "Korea"), id="above a source"),
        pytest.param(["ETRI\nKim Min\nKorea", "minkim@x.example"], KT, ("Kim Min", "ETRI", "Korea"), id="below"),
        pytest.param(["Name: Kim\nETRI\nKorea"], KT, ("Kim", "ETRI", "Korea"), id="behind a word"),
        pytest.param(["Dr. Kim\nETRI\nKorea"], ("Dr. Kim",), ("Dr. Kim", "ETRI", "Korea"), id="a form of address"),
        pytest.param(
            ["Ada Lovelace\nUniversity of London\nUK"],
            ("Ada Lovelace",),
            ("Ada Lovelace", "University of London", "UK"),
            id="an expert of an organization",
        ),
        pytest.param(
            ["Ada Lovelace\nUnited Kingdom", "info@mail.example"],
            ("Ada Lovelace",),
            ("Ada Lovelace", None, "United Kingdom"),
            id="an expert who is the only source",
        ),
        pytest.param(
            ["J. P. Müller\nGermany", "office@mail.example"],
            ("J. P. Müller",),
            ("J. P. Müller", None, "Germany"),
            id="an expert with initials",
        ),
        pytest.param(
            ["Ada Lovelace\nETRI\nUK"], ("Ada Lovelace", "ETRI"), ("Ada Lovelace", "ETRI", "UK"), id="two sources"
        ),
        pytest.param(
            ["Ada Lovelace", "ada@x.example"], ("Ada Lovelace",), ("Ada Lovelace", None, None), id="by address"
        ),
    ],
)
def test_a_person_keeps_the_name(
    cells: list[str], sources: tuple[str, ...], contact: tuple[str | None, str | None, str | None]
) -> None:
    (found,) = contact_of(cells, sources)
    assert (found.name, found.organization, found.country) == contact


COUNTRIES = ["Switzerland", "Suisse", "Suiza", "Швейцария", "سويسرا", "瑞士", "SWITZERLAND", "Switzerland."]
COUNTRIES += ["Korea (Rep. of)", "Republic of Korea", "Корея", "USA", "P.R. China", "Côte d’Ivoire", "Royaume-Uni"]


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_country_is_no_organization(country: str) -> None:
    jane = Contact("Jane Doe", None, country)
    for sources in ((), ("Jane Doe",), (country,)):
        assert contact_of([f"Jane Doe\n{country}"], sources) == [jane]
        assert contact_of([f"Jane Doe / {country}"], sources) == [jane]
        assert contact_of([f"Jane Doe – {country}"], sources) == [jane]
        assert contact_of([f"Jane Doe, {country}"], sources) == [jane]
        assert contact_of(["Jane Doe", country, "E-mail: office@mail.example"], sources) == [
            Contact("Jane Doe", None, country, email="office@mail.example")
        ]
    assert contact_of([f"Jane Doe ({country})"]) == [jane] or "(" in country
    assert contact_of([f"Name: Jane Doe\n{country}"]) == [jane]
    assert contact_of([f"ETRI\n{country}"], ("ETRI",)) == [Contact(None, "ETRI", country)]
    assert contact_of([f"Jane Doe\n{country}\nETRI"], ("ETRI",)) == [Contact("Jane Doe", "ETRI", country)]
    assert contact_of([f"{country}\nJane Doe"]) == [jane]
    assert contact_of([f"Jane Doe\nHead of Unit\nETRI\n{country}"]) == [
        Contact("Jane Doe", "Head of Unit, ETRI", country)
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        *((one, True) for one in COUNTRIES),
        ("Iran (Islamic Republic of)", True),
        ("Tanzania, United Republic of", True),
        ("Kingdom of Saudi Arabia", True),
        ("République de Corée", True),
        ("Республика Беларусь", True),
        ("دولة الكويت", True),
        ("中华人民共和国", True),
        ("U.S.A.", True),
        ("China Mobile", False),
        ("China Telecom, China", False),
        ("Jordan Smith", False),
        ("Korea Telecom", False),
        ("Geneva", False),
        ("ETRI", False),
        ("Republic of", False),
        ("", False),
    ],
)
def test_a_name_of_a_country_is_known_in_six_languages(text: str, *, told: bool) -> None:
    assert is_country(text) is told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_for_parts_are_known_in_six_languages(language: str) -> None:
    lines = [
        f"{label('name', language)} Kim",
        f"{label('organization', language)} ETRI",
        f"{label('country', language)} Korea (Rep. of)",
        f"{label('tel', language)} +82 42 860 0000",
        f"{label('fax', language)} +82 42 860 0001",
        f"{label('email', language)} kim@etri.example",
    ]
    whole = Contact("Kim", "ETRI", "Korea (Rep. of)", "+82 42 860 0000", "+82 42 860 0001", "kim@etri.example")
    assert contact_of(["\n".join(lines)]) == [whole]
    assert contact_of([" ".join(lines)]) == [whole]


@pytest.mark.parametrize(
    ("cells", "people"),
    [
        (
            ["Kim\nETRI\nKorea\nWang\nCT\nChina", "Tel: 1\nE-mail: kim@etri.example\nTel: 2\nE-mail: wang@ct.example"],
            [("Kim", "kim@etri.example"), ("Wang", "wang@ct.example")],
        ),
        (
            ["Kim, ETRI\nkim@etri.example\nWang, CT\nwang@ct.example"],
            [("Kim", "kim@etri.example"), ("Wang", "wang@ct.example")],
        ),
        (["Kim\nETRI\nKorea\nX", "kim@etri.example\nkim@home.example\nlast@x.example"], [("Kim", "kim@etri.example")]),
    ],
)
def test_several_people_in_one_row_are_told_apart(cells: list[str], people: list[tuple[str, str]]) -> None:
    assert [(one.name, one.email) for one in contact_of(cells)] == people


def test_rows_that_only_add_belong_to_the_contact_above() -> None:
    rows = [
        ["Kim\nETRI\nKorea (Rep. of)"],
        ["", "Tel: +82 42 860 0000"],
        ["", "E-mail: kim@etri.example"],
        ["", ADA, REACHED],
    ]
    kim = Contact("Kim", "ETRI", "Korea (Rep. of)", "+82 42 860 0000", None, "kim@etri.example")
    assert join_rows(rows) == [kim, ENGINES]


@given(
    st.lists(
        st.one_of(st.text(max_size=40), st.sampled_from(["Tel: ", "a@b.example\n", "E-mail: c@d.example\nX"])),
        max_size=4,
    )
)
def test_any_cells_are_read(cells: list[str]) -> None:
    assert join_rows([cells])
