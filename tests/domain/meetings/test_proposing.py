"""Which item of the agenda a document is proposed for: by its cover, its title, its kind, in six languages."""

import pytest

from intake.domain.lists.item_words import items_named
from intake.domain.lists.proposing import OwnWords, Proposal, proposed
from intake.domain.meeting import Item

FRENCH = (
    "Ouverture de la réunion", "Adoption de l'ordre du jour", "Examen du mandat de la JCA-DCC",
    "Examen des méthodes de travail de la JCA-DCC", "Examen des activités de normalisation",
    "Examen des contributions et des notes de liaison reçues", "Questions nécessitant une coordination",
    "Élaboration d'un plan d'action pour la normalisation des certificats", "Étapes suivantes",
    "Approbation des notes de liaison à envoyer", "Réunions/manifestations futures", "Divers",
)  # fmt: skip
AGENDAS = {
    "en": (
        "Opening", "Adoption of the agenda", "Report of the previous meeting", "Liaison statements received",
        "Contributions", "Outgoing liaison statements", "Presentations", "Any other business",
    ),
    "fr": (
        "Ouverture", "Adoption de l’ordre du jour", "Rapport de la réunion précédente", "Notes de liaison reçues",
        "Contributions", "Notes de liaison à envoyer", "Exposés", "Divers",
    ),
    "es": (
        "Apertura", "Adopción del orden del día", "Informe de la reunión anterior",
        "Declaraciones de coordinación recibidas", "Contribuciones",
        "Declaraciones de coordinación salientes", "Presentaciones", "Otros asuntos",
    ),
    "ar": (
        "افتتاح الاجتماع", "اعتماد جدول الأعمال", "تقرير الاجتماع السابق", "بيانات الاتصال الواردة", "المساهمات",
        "بيانات الاتصال الصادرة", "العروض", "أي أعمال أخرى",
    ),
    "ru": (
        "Открытие собрания", "Утверждение повестки дня", "Отчет о предыдущем собрании",
        "Полученные заявления о взаимодействии", "Вклады", "Исходящие заявления о взаимодействии", "Презентации",
        "Разное",
    ),
    "zh": ("会议开幕", "通过议程", "上次会议报告", "收到的联络声明", "文稿", "待发出的联络声明", "演讲", "其他事项"),
}  # fmt: skip
PLACES = {"agenda": "2", "report": "3", "liaison_in": "4", "contribution": "5", "liaison_out": "6", "presentation": "7"}


def items(*titles: str) -> tuple[Item, ...]:
    """An agenda of these titles, numbered one after the other."""
    return tuple(Item(str(number), title) for number, title in enumerate(titles, 1))


@pytest.mark.parametrize("kind", PLACES)
@pytest.mark.parametrize("language", AGENDAS)
def test_documents_of_a_kind_go_under_the_item_that_speaks_of_them(language: str, kind: str) -> None:
    assert proposed(OwnWords(kind, "Metaverse"), items(*AGENDAS[language])) == Proposal(PLACES[kind], "kind")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("Agenda item 4.1", ["4.1"], id="en"),
        pytest.param("Agenda item(s): 4", ["4"], id="en-with-brackets"),
        pytest.param("To be treated under item 7 of the draft agenda", ["7"], id="en-of"),
        pytest.param("Agenda Item No. 4", ["4"], id="en-no"),
        pytest.param("Point 6 de l’ordre du jour", ["6"], id="fr"),
        pytest.param("Point de l'ordre du jour : 6", ["6"], id="fr-label"),
        pytest.param("Punto 3 del orden del día", ["3"], id="es"),
        pytest.param("Punto del orden del día: 3.2", ["3.2"], id="es-label"),
        pytest.param("Пункт 5 повестки дня", ["5"], id="ru"),
        pytest.param("пункту 5 проекта повестки дня", ["5"], id="ru-draft"),
        pytest.param("البند ٤ من جدول الأعمال", ["4"], id="ar-own-digits"),
        pytest.param("بند جدول الأعمال: 4", ["4"], id="ar-label"),
        pytest.param("议程项目４", ["4"], id="zh-wide"),
        pytest.param("议题：4.1", ["4.1"], id="zh-label"),
        pytest.param("Agenda item 4, and agenda item 6", ["4", "6"], id="two"),
        pytest.param("item 4 of the list", [], id="another-list"),
        pytest.param("Question 4/20", [], id="a-question"),
    ],
)
def test_texts_name_items_of_the_agenda(text: str, named: list[str]) -> None:
    assert items_named(text) == named


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        pytest.param(OwnWords("contribution", "Metaverse (agenda item 4)"), Proposal("4", "cover"), id="title"),
        pytest.param(
            OwnWords("liaison_in", "x", ("point 3 de l’ordre du jour",)), Proposal("3", "cover"), id="cover-before-kind"
        ),
        pytest.param(OwnWords("contribution", "x", ("议程项目 9",)), Proposal("9", "cover"), id="cover"),
        pytest.param(OwnWords("contribution", "x", ("agenda item 99",)), Proposal("6", "kind"), id="no-such-item"),
        pytest.param(OwnWords("contribution", "x", ("agenda item 3", "agenda item 4")), None, id="two-items"),
        pytest.param(OwnWords("contribution", "Méthodes de travail révisées"), Proposal("4", "title"), id="its-title"),
        pytest.param(
            OwnWords("td", "Note sur les questions nécessitant une coordination"), Proposal("7", "title"), id="td-title"
        ),
        pytest.param(OwnWords("contribution", "Mandat"), Proposal("6", "kind"), id="one-word-is-not-plain"),
        pytest.param(OwnWords("liaison_in", "x"), Proposal("6", "kind"), id="liaison-received"),
        pytest.param(OwnWords("liaison_out", "x"), Proposal("10", "kind"), id="liaison-to-be-sent"),
        pytest.param(OwnWords("td", "x"), None, id="td"),
        pytest.param(OwnWords("participants", "x"), None, id="participants"),
    ],
)  # fmt: skip
def test_the_plainest_evidence_counts(evidence: OwnWords, expected: Proposal | None) -> None:
    assert proposed(evidence, items(*FRENCH)) == expected


@pytest.mark.parametrize(
    ("agenda", "kind", "item"),
    [
        pytest.param((Item("3", "Liaison statements"),), "liaison_in", "3", id="neither-way"),
        pytest.param((Item("3", "Liaison statements"),), "liaison_out", None, id="not-said-to-be-sent"),
        pytest.param((Item("3", "Contributions"), Item("4", "Late contributions")), "contribution", None, id="doubt"),
        pytest.param(
            (Item("3", "Contributions"), Item("3.1", "Contributions of members")), "contribution", "3.1", id="below"
        ),
        pytest.param(
            (Item("3", "Contributions"), Item("4", "Papers", ("contribution",))), "contribution", "4", id="said"
        ),
        pytest.param((), "contribution", None, id="no-agenda"),
    ],
)  # fmt: skip
def test_in_doubt_nothing_is_proposed(agenda: tuple[Item, ...], kind: str, item: str | None) -> None:
    found = proposed(OwnWords(kind, "Metaverse"), agenda)
    assert (found.item if found else None) == item


def test_the_longer_title_counts_where_one_holds_the_other() -> None:
    agenda = items("Working methods", "Working methods of editors")
    found = proposed(OwnWords("td", "On the working methods of editors"), agenda)
    assert found == Proposal("2", "title")
