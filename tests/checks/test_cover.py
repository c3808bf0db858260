"""COV: tables of covers."""

# ruff: noqa: ANN401 - a builder takes any field of what it builds

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.document import Body, Contact, Cover
from intake.domain.judging.case import Case, Relationship
from intake.domain.mail import Facts
from intake.domain.numbers.numbering import Claim
from intake.domain.rulebook import Rulebook
from intake.domain.template.match import ProfileField
from intake.domain.verdict import FileRole, Kind, Part
from tests.checks.looking import look, places
from tests.domain.cases import (
    OFF_TEMPLATE,
    OTHER_GROUP,
    case,
    case_with,
    contact,
    contribution,
    cover,
    document,
    judged,
    mail,
    match,
    meeting,
    other_file,
    placeholder,
    profile,
    rulebook,
)


def covered(**changes: Any) -> Case:
    return case(document(cover=cover(**changes)))


UNREADABLE = case(other_file("input.docx", "docx", "unreadable"))
PDF = case(other_file("input.pdf", "pdf"))
LIAISON = case(judged(document(cover=Cover()), kind="liaison_in"))
SLIDES = case(judged(document(cover=Cover()), kind="presentation"))
AGENDA = case(judged(document(cover=Cover()), kind="agenda"))
FORWARDED = case(document(cover=Cover(), template=OFF_TEMPLATE, depth=1))
NOT_JUDGED = [
    pytest.param(UNREADABLE, [], id="not-readable"),
    pytest.param(PDF, [], id="no-word-file"),
    pytest.param(LIAISON, [], id="liaison"),
    pytest.param(SLIDES, [], id="presentation"),
    pytest.param(AGENDA, [], id="an-officers-agenda"),
    pytest.param(FORWARDED, [], id="inside-an-attached-mail"),
]


@pytest.mark.parametrize(
    ("one", "where"),
    [
        pytest.param(covered(), [], id="named"),
        pytest.param(covered(source=("ETRI", "KAIST")), [], id="two"),
        pytest.param(covered(source=("中国电信",)), [], id="other-script"),
        pytest.param(covered(source=()), ["cover, Source"], id="empty"),
        pytest.param(covered(source=(" ", "–")), ["cover, Source"], id="signs-only"),
        *NOT_JUDGED,
    ],
)
def test_cov_001_the_source_is_named(one: Case, where: list[str]) -> None:
    assert places("COV-001", one) == where


@pytest.mark.parametrize(
    ("one", "where"),
    [
        pytest.param(covered(), [], id="given"),
        pytest.param(covered(title="元宇宙"), [], id="other-script"),
        pytest.param(covered(title=None), ["cover, Title"], id="empty"),
        pytest.param(covered(title=" – "), ["cover, Title"], id="signs-only"),
        *NOT_JUDGED,
    ],
)
def test_cov_002_the_title_is_given(one: Case, where: list[str]) -> None:
    assert places("COV-002", one) == where


@pytest.mark.parametrize(("check_id", "field"), [("COV-001", "source"), ("COV-002", "title")])
def test_the_sample_text_is_told(check_id: str, field: str) -> None:
    left = match(placeholders=(placeholder("contact"), placeholder(field, f"[{field}]")))
    one = case(document(cover=cover(source=(), title=None), template=left))
    assert [hit.facts for hit in look(check_id, one)] == [{"text": f"[{field}]"}]


@pytest.mark.parametrize(
    ("one", "where"),
    [
        pytest.param(case_with(contact()), [], id="reachable"),
        pytest.param(case_with(contact(email=None), contact()), [], id="the-second"),
        pytest.param(case_with(contact(email=" ada@example.org ")), [], id="spaces-around"),
        pytest.param(case_with(contact(email=None)), ["cover, Contact"], id="no-address"),
        pytest.param(case_with(contact(email="ada at example.org")), ["cover, Contact"], id="no-at"),
        pytest.param(case_with(contact(email="ada@example")), ["cover, Contact"], id="no-domain"),
        pytest.param(case_with(contact(email="a@b.org, c@d.org")), ["cover, Contact"], id="two-in-one"),
        pytest.param(case_with(contact(name=None)), ["cover, Contact"], id="no-name"),
        pytest.param(case_with(), ["cover, Contact"], id="no-contact"),
        *NOT_JUDGED,
    ],
)
def test_cov_003_a_contact_can_be_reached(one: Case, where: list[str]) -> None:
    assert places("COV-003", one) == where


@pytest.mark.parametrize(("from_", "email"), [(None, "ada@example.org"), ((), "")])
def test_the_address_of_the_mail_is_offered(from_: tuple[()] | None, email: str) -> None:
    sent = mail() if from_ is None else mail(from_=from_)
    one = case(document(cover=cover(contacts=(contact(email=None),))), mail=sent)
    assert [hit.facts for hit in look("COV-003", one)] == [{"contacts": 1, "email": email}]


@pytest.mark.parametrize(
    ("contacts", "found"),
    [
        pytest.param((contact(),), [], id="complete"),
        pytest.param((contact(country=None),), [("cover, Contact", "Ada Lovelace", ("country",))], id="country"),
        pytest.param(
            (contact(), contact("Bob", organization="", country=" ")),
            [("cover, Contact 2", "Bob", ("organization", "country"))],
            id="second",
        ),
        pytest.param(
            (contact(None, country=None),),
            [("cover, Contact", "ada@example.org", ("country",))],
            id="no-name",
        ),
        pytest.param((Contact(tel="+41"),), [], id="nobody"),
    ],
)
def test_cov_004_a_contact_says_from_where(
    contacts: tuple[Contact, ...], found: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    hits = look("COV-004", case_with(*contacts))
    assert [(hit.at, hit.facts["name"], hit.facts["missing"]) for hit in hits] == found


@pytest.mark.parametrize(
    ("source", "missing"),
    [
        (("Jane Doe",), []),
        (("Jane Doe (independent expert)",), []),
        (("ETRI", "Dr. Jane  DOE"), []),
        (("ETRI",), [("organization",)]),
        (("Switzerland",), [("organization",)]),
    ],
)
def test_an_expert_who_is_the_source_in_person_needs_no_organization(
    source: tuple[str, ...], missing: list[tuple[str, ...]]
) -> None:
    jane = contact("Jane Doe", organization=None, country="Switzerland")
    hits = look("COV-004", case(document(cover=cover(source=source, contacts=(jane,)))))
    assert [hit.facts["missing"] for hit in hits] == missing


WITHOUT_GROUP_ROW = profile(fields=profile().fields[2:])


def grouped(text: str | None, *addressed: str, **changes: Any) -> Case:
    return case(document(cover=cover(group=text)), addressed=("jca-mv", *addressed), **changes)


@pytest.mark.parametrize(
    ("one", "where"),
    [
        pytest.param(grouped("Joint Coordination Activity on metaverse standardization (JCA-MV)"), [], id="both"),
        pytest.param(grouped("jca mv"), [], id="acronym"),
        pytest.param(grouped("Joint Coordination Activity on metaverse standardisation"), [], id="british-spelling"),
        pytest.param(grouped("J OINT C OORDINATION A CTIVITY ON METAVERSE STANDARDIZATION"), [], id="letter-spaced"),
        pytest.param(grouped("Activité conjointe de coordination sur la normalisation du métavers"), [], id="french"),
        pytest.param(grouped("JCA\u2011MV"), [], id="no-break-hyphen"),
        pytest.param(
            grouped("Actividad Conjunta de Coordinación sobre la normalización del metaverso"), [], id="spanish"
        ),
        pytest.param(grouped("نشاط التنسيق المشترك بشأن تقييس الميتافيرس"), [], id="arabic"),
        pytest.param(
            grouped("Группа по совместной координационной деятельности по стандартизации метавселенной"),
            [],
            id="russian",
        ),
        pytest.param(grouped("Совместная координационная деятельность по метавселенной"), [], id="russian-activity"),
        pytest.param(grouped("关于元宇宙标准化的联合协调活动"), [], id="chinese"),
        pytest.param(
            grouped("ACTIVIDAD CONJUNTA DE COORDINACIÓN on metaverse standardization"), [], id="partly-translated"
        ),
        pytest.param(
            grouped("Actividad Conjunta de Coordinación sobre Internet de las cosas (JCA‑IoT)"),
            [],
            id="spanish-with-another-acronym: ENV-007",
        ),
        pytest.param(grouped("联合协调活动 JCA IoT"), [], id="chinese-with-another-acronym: ENV-007"),
        pytest.param(grouped("联合协调活动 (IPTV-JCA)"), [], id="chinese-with-an-old-acronym: ENV-007"),
        pytest.param(grouped("Joint Coordination Activity on the Internet of things"), [], id="another-name: ENV-007"),
        pytest.param(
            grouped("Activité conjointe de coordination sur l'Internet des objets"),
            [],
            id="another-french: ENV-007",
        ),
        pytest.param(grouped("Grupo del metaverso"), ["cover, Group"], id="no-activity"),
        pytest.param(grouped("Comisión de Estudio 17"), [], id="study-group: ENV-007"),
        pytest.param(grouped("TSAG"), [], id="advisory-group: ENV-007"),
        pytest.param(grouped(None), ["cover, Group"], id="missing"),
        pytest.param(grouped("JCA-VM"), ["cover, Group"], id="misspelt"),
        pytest.param(grouped("JCA-MVS"), ["cover, Group"], id="a-letter-too-many"),
        pytest.param(grouped("JCA-Metaverse"), ["cover, Group"], id="a-word-of-its-name"),
        pytest.param(grouped("Joint Coordination Activity on Metaverse"), ["cover, Group"], id="half-its-name"),
        pytest.param(grouped("Activité conjointe de coordination sur le métavers"), ["cover, Group"], id="half-french"),
        pytest.param(grouped("Joint Coordination Activity (JCA)"), ["cover, Group"], id="no-name-of-any"),
        pytest.param(grouped("JCA on metaverse"), ["cover, Group"], id="short"),
        pytest.param(grouped("XJCA-MV"), ["cover, Group"], id="part-of-a-word"),
        pytest.param(grouped(None, rulebook=rulebook(profiles=(WITHOUT_GROUP_ROW,))), [], id="the-template-has-no-row"),
        pytest.param(grouped("JCA-DCC", "jca-dcc"), [], id="another-that-was-addressed"),
        pytest.param(grouped("JCA-DCC", mail=mail("Contribution")), [], id="another: ENV-007"),
        pytest.param(grouped("JCA-DCC", mail=mail("To JCA-MV")), [], id="another-in-spite: ENV-007"),
        pytest.param(UNREADABLE, [], id="not-readable"),
    ],
)
def test_cov_005_the_cover_names_the_group(one: Case, where: list[str]) -> None:
    assert places("COV-005", one) == where


TWO_DAYS = meeting(last_day=date(2026, 5, 15))
ONLINE = meeting(place="e-meeting")


@pytest.mark.parametrize(
    ("one", "where"),
    [
        pytest.param(covered(), [], id="not-stated"),
        pytest.param(covered(dates="13 May 2026", place="Geneva"), [], id="as-it-is"),
        pytest.param(covered(dates="le 13 mai 2026", place="Genève (Suisse)"), [], id="french"),
        pytest.param(covered(dates="2026年5月13日", place="日内瓦"), [], id="chinese"),
        pytest.param(covered(dates="13 мая 2026 года", place="Женева"), [], id="russian"),
        pytest.param(covered(dates="May 13th, 2026, 08:30", place="GENEVA, SWITZERLAND"), [], id="american"),
        pytest.param(covered(dates="to be announced", place=None), [], id="no-date"),
        pytest.param(covered(dates="13 June 2026"), ["cover, Meeting date"], id="other-month"),
        pytest.param(covered(dates="13 May 2025"), ["cover, Meeting date"], id="other-year"),
        pytest.param(covered(dates="14 May 2026"), ["cover, Meeting date"], id="other-day"),
        pytest.param(covered(dates="2026-05-14"), ["cover, Meeting date"], id="other-day-by-numbers"),
        pytest.param(covered(place="Busan, Korea"), ["cover, Meeting place"], id="other-place"),
        pytest.param(covered(place="Virtual"), ["cover, Meeting place"], id="not-virtual"),
        pytest.param(
            covered(dates="1 April 2025", place="Paris"), ["cover, Meeting date", "cover, Meeting place"], id="both"
        ),
        pytest.param(case(document(cover=cover(dates="13-15 May 2026")), meeting=TWO_DAYS), [], id="two-days"),
        pytest.param(case(document(cover=cover(place="Virtual meeting")), meeting=ONLINE), [], id="online"),
        pytest.param(case(document(cover=cover(place="en ligne")), meeting=ONLINE), [], id="online-in-french"),
        pytest.param(
            case(document(cover=cover(place="Geneva")), meeting=ONLINE), ["cover, Meeting place"], id="not-in-geneva"
        ),
        pytest.param(case(document(cover=cover(dates="13 June 2026")), meeting=None), [], id="next"),
        pytest.param(
            case(document(cover=cover(group="JCA-DCC", dates="1 June 2022")), addressed=("jca-mv", "jca-dcc")),
            [],
            id="of-another-group-that-was-addressed",
        ),
        pytest.param(UNREADABLE, [], id="not-readable"),
        pytest.param(
            case(document(cover=cover(dates="2 March 2026"), template=match(conforms=False, foreign="IEEE"))),
            [],
            id="the-date-of-another-body's-form",
        ),
    ],
)
def test_cov_006_the_cover_fits_the_meeting(one: Case, where: list[str]) -> None:
    assert places("COV-006", one) == where


@pytest.mark.parametrize(
    ("one", "facts"),
    [
        pytest.param(
            covered(dates="13 June 2026"),
            {"field": "dates", "found": "13 June 2026", "expected": "2026-05-13"},
            id="day",
        ),
        pytest.param(
            case(document(cover=cover(dates="13 June 2026")), meeting=TWO_DAYS),
            {"field": "dates", "found": "13 June 2026", "expected": "2026-05-13 to 2026-05-15"},
            id="days",
        ),
    ],
)
def test_the_date_of_the_meeting_is_told(one: Case, facts: Facts) -> None:
    assert [hit.facts for hit in look("COV-006", one)] == [facts]


def numbered(*claims: Claim, **changes: Any) -> Case:
    return case(relationships=(Relationship(claims=claims, **changes),))


OWN = Claim("JCA-MV-Doc-012", 12, None, "number cell")
TYPED = Claim("JCA-MV-Doc-099", 99, None, "number cell")
MARKED = Claim("JCA-MV-Doc-099", 99, 1, "number cell")


@pytest.mark.parametrize(
    ("one", "numbers"),
    [
        pytest.param(numbered(), [], id="empty"),
        pytest.param(numbered(TYPED), ["JCA-MV-Doc-099"], id="typed-in"),
        pytest.param(numbered(Claim("SG17-C100", 0, None, "number cell")), ["SG17-C100"], id="of-another-body"),
        pytest.param(numbered(MARKED), [], id="with-a-revision-mark"),
        pytest.param(numbered(Claim("JCA-MV-Doc-099", 99, None, "file name")), [], id="in-the-file-name"),
        pytest.param(
            numbered(OWN, relation="replacement", contribution=contribution()),
            [],
            id="its-own",
        ),
        pytest.param(
            numbered(TYPED, relation="replacement", contribution=contribution()), ["JCA-MV-Doc-099"], id="not-its-own"
        ),
        pytest.param(
            numbered(MARKED, relation="replacement", contribution=contribution()),
            ["JCA-MV-Doc-099"],
            id="not-its-own-with-a-mark",
        ),
        pytest.param(numbered(OWN, disagree=(OWN,)), [], id="disagrees: REV-004"),
        pytest.param(numbered(TYPED, relation="repeat", contribution=contribution()), [], id="the-same-file-again"),
        pytest.param(numbered(TYPED, relation="revision", unknown="JCA-MV-Doc-099"), [], id="unknown: REV-003"),
    ],
)
def test_cov_007_the_number_is_ours(one: Case, numbers: list[str]) -> None:
    assert [hit.facts["number"] for hit in look("COV-007", one)] == numbers


def test_a_complete_cover_has_nothing_to_correct() -> None:
    assert all(not look(f"COV-00{number}", case()) for number in range(1, 8))


def test_the_group_is_told_with_its_name() -> None:
    hits = look("COV-005", grouped("JCA-VM"))
    assert [dict(hit.facts) for hit in hits] == [
        {"found": "JCA-VM", "group": "JCA-MV", "name": "Joint Coordination Activity on metaverse standardization"}
    ]


def test_neighbours_are_told_apart_by_whole_words() -> None:
    near = rulebook(neighbours=(OTHER_GROUP,))
    assert places("COV-005", grouped("JCA-DCCX", rulebook=near)) == ["cover, Group"]


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=200))
def test_whatever_a_cover_says_is_judged(dates: str, where: str, group: str) -> None:
    one = case(document(cover=cover(dates=dates, place=where, group=group, title=dates, source=(where,))))
    found = {hit.at for number in range(1, 8) for hit in look(f"COV-00{number}", one)}
    assert all(at.startswith("cover, ") for at in found)


WITH_ALL_ROWS = rulebook(
    profiles=(profile(fields=tuple(ProfileField(one) for one in ("source", "title", "kind", "abstract", "keywords"))),)
)
BARE = rulebook(profiles=(profile(fields=(ProfileField("source"), ProfileField("title"))),))


def rowed(book: Rulebook = WITH_ALL_ROWS, *samples: str, role: FileRole = "contribution", **changes: Any) -> Case:
    template = match(placeholders=tuple(placeholder(one) for one in samples))
    return case(judged(document(cover=cover(**changes), template=template), role=role), rulebook=book)


NOT_FILLED_IN = [
    *NOT_JUDGED,
    pytest.param(rowed(BARE, kind=None, abstract=None), [], id="no-such-row"),
    pytest.param(rowed(rulebook(profiles=()), kind=None), [], id="no-template-registered"),
    pytest.param(rowed(role="part", kind=None, abstract=None), [], id="part"),
    pytest.param(case(document(cover=Cover(), template=OFF_TEMPLATE), rulebook=WITH_ALL_ROWS), [], id="TPL-001"),
]


@pytest.mark.parametrize(
    ("one", "found"),
    [
        *[
            pytest.param(rowed(kind=kind), [], id=kind)
            for kind in ("CONTRIBUTION", "TD", "REPORT 1", "C", "Вклад", "文稿", "مساهمة", "Contribución", "Document")
        ],
        pytest.param(rowed(kind=None), [""], id="empty"),
        pytest.param(rowed(kind="Pamphlet"), ["Pamphlet"], id="unknown"),
        pytest.param(rowed(WITH_ALL_ROWS, "kind", kind=None), [], id="sample-text: TPL-004"),
        *NOT_FILLED_IN,
    ],
)
def test_cov_008_the_kind_is_told(one: Case, found: list[str]) -> None:
    assert [hit.facts["found"] for hit in look("COV-008", one)] == found


@pytest.mark.parametrize(
    ("one", "words"),
    [
        pytest.param(rowed(abstract="What it says."), [], id="short"),
        pytest.param(rowed(abstract="word " * 200), [], id="as-long-as-asked-for"),
        pytest.param(rowed(abstract="word " * 201), [201], id="longer"),
        pytest.param(rowed(abstract="元" * 402), [201], id="longer-in-chinese"),
        pytest.param(rowed(BARE, abstract="word " * 201), [201], id="longer-without-a-row"),
        pytest.param(rowed(abstract=None), [0], id="missing"),
        pytest.param(rowed(WITH_ALL_ROWS, "abstract", abstract=None), [], id="sample-text: TPL-004"),
        *NOT_FILLED_IN,
    ],
)
def test_cov_009_the_abstract_is_short(one: Case, words: list[int]) -> None:
    assert [hit.facts["words"] for hit in look("COV-009", one)] == words


@pytest.mark.parametrize(
    ("one", "where"),
    [
        pytest.param(rowed(keywords=("metaverse",)), [], id="one"),
        pytest.param(rowed(keywords=()), ["cover, Keywords"], id="none"),
        pytest.param(rowed(keywords=("–", " ")), ["cover, Keywords"], id="signs-only"),
        pytest.param(rowed(WITH_ALL_ROWS, "keywords"), [], id="sample-text: TPL-004"),
        *NOT_FILLED_IN,
    ],
)
def test_cov_010_keywords_are_given(one: Case, where: list[str]) -> None:
    assert places("COV-010", one) == where


def written(
    role: FileRole = "contribution", kind: Kind = "contribution", part: Part | None = None, **body: Any
) -> Case:
    return case(
        judged(document(body=Body(**{"words": 900, "proposal": True, **body})), role=role, kind=kind, part=part)
    )


@pytest.mark.parametrize(
    ("one", "languages"),
    [
        pytest.param(written(language="en"), [], id="the-same"),
        pytest.param(written(language="fr"), [("fr", "en")], id="another"),
        pytest.param(written(language=None), [], id="not-told"),
        pytest.param(written(language="fr", role="part", part="language"), [], id="part-in-another-language"),
        pytest.param(written(language="fr", kind="liaison_in"), [], id="liaison-in-another-language"),
        pytest.param(replace(written(language="fr"), meeting=None), [], id="for-the-next-meeting"),
        pytest.param(replace(written(language="fr"), meeting=meeting(language="fr")), [], id="a-meeting-in-french"),
        pytest.param(case(), [], id="no-text"),
        *NOT_JUDGED,
    ],
)
def test_cov_011_the_language_is_that_of_the_meeting(one: Case, languages: list[tuple[str, str]]) -> None:
    found = [(hit.facts["language"], hit.facts["working_language"]) for hit in look("COV-011", one)]
    assert found == languages


@pytest.mark.parametrize(
    ("one", "reasons"),
    [
        pytest.param(written(words=2_500), [], id="as-long-as-asked-for"),
        pytest.param(written(words=2_501), ["length"], id="longer"),
        pytest.param(written(proposal=False), ["proposal"], id="nothing-proposed"),
        pytest.param(written(words=3_000, proposal=False), ["length", "proposal"], id="both"),
        pytest.param(written(words=3_000, role="part", part="annex"), [], id="annex"),
        pytest.param(written(words=3_000, kind="liaison_in"), [], id="liaison"),
        pytest.param(case(), [], id="no-text"),
        *NOT_JUDGED,
    ],
)
def test_cov_012_it_proposes_something_briefly(one: Case, reasons: list[str]) -> None:
    assert [hit.facts["reason"] for hit in look("COV-012", one)] == reasons


@pytest.mark.parametrize(
    ("one", "found"),
    [
        pytest.param(written(), [], id="clean"),
        pytest.param(written(insertions=3, deletions=2), [("changes", 5, 0)], id="changes"),
        pytest.param(written(deletions=1), [("changes", 1, 0)], id="one-deletion"),
        pytest.param(written(comments=2), [("comments", 0, 2)], id="comments"),
        pytest.param(written(insertions=1, comments=2), [("both", 1, 2)], id="both"),
        pytest.param(written(insertions=1, part="marked", role="part"), [], id="part-with-changes-marked"),
        pytest.param(written(insertions=1, part="annex", role="part"), [("changes", 1, 0)], id="annex"),
        pytest.param(written(insertions=1, kind="liaison_in"), [], id="liaison"),
        *NOT_JUDGED,
    ],
)
def test_cov_013_changes_and_comments_are_settled(one: Case, found: list[tuple[str, int, int]]) -> None:
    hits = look("COV-013", one)
    assert [(hit.facts["kind"], hit.facts["changes"], hit.facts["comments"]) for hit in hits] == found
