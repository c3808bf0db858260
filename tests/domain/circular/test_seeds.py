"""Two real circulars, value by value, each with the words of the letter that say it."""

import pytest

from intake.domain.circular.found import Value
from tests.domain.circular.letter_files import asked, read, values

_OTHERS = (
    "Examen des activités de normalisation menées par les commissions d'études de l'UIT-T, d'autres organisations de "
    "normalisation et forums"
)
FIRST: dict[str, tuple[Value, str]] = {
    "circular_no": ("007", "Circulaire TSB 007"),
    "issued": ("2022-04-20", "Genève, le 20 avril 2022"),
    "reference": ("TSAG/ME", "TSAG/ME"),
    "group_acronym": ("JCA-DCC", "(JCA-DCC) et première réunion de cette Activité"),
    "group_name": ("les certificats COVID-19 numériques", "sur les certificats COVID-19 numériques (JCA-DCC)"),
    "ordinal": (1, "première réunion de cette Activité"),
    "mailbox": ("tsbjcadcc@itu.int", "soumettre leurs contributions à la JCA-DCC par courrier électronique"),
    "meeting_date": ("2022-06-01", "(réunion électronique, 1er juin 2022)"),
    "meeting_end_date": ("2022-06-01", "(réunion électronique, 1er juin 2022)"),
    "meeting_time": ("13:00-16:00", "de 13 h 00 à 16 h 00 (heure de Genève)"),
    "timezone": ("Europe/Zurich", "(heure de Genève)"),
    "venue": ("e-meeting", "réunion électronique"),
    "contribution_deadline": ("2022-05-20", "20 mai2022 – Soumission des contributions"),
    "registration_deadline": ("2022-05-27", "27 mai 2022 – Inscription préalable"),
    "working_language": ("en", "La réunion de la JCA-DCC se déroulera en anglais seulement."),
    "parent_group": ("TSAG", "(GCNT)"),
    "chairs": (("Heung Youl Youm",), "Le GCNT a désigné M. Heung Youl Youm (Corée, République de)"),
    "home_page": ("http://itu.int/en/ITU-T/jca/dcc", "Une page web a été créée pour la JCA-DCC"),
    "agenda_items": (
        (
            "Ouverture de la réunion",
            "Adoption de l'ordre du jour",
            "Examen du mandat de la JCA-DCC",
            "Examen des méthodes de travail de la JCA-DCC",
            _OTHERS,
            "Examen des contributions et des notes de liaison reçues",
            "Questions nécessitant une coordination",
            "Élaboration d'un plan d'action pour la normalisation des certificats COVID numériques",
            "Discussion sur les produits attendus de la JCA-DCC et désignation d'éditeurs, le cas échéant",
            "Étapes suivantes",
            "Approbation des notes de liaison à envoyer",
            "Réunions/manifestations futures",
            "Divers",
            "Clôture de la réunion",
        ),
        "Projet d'ordre du jour de la première réunion de la JCA-DCC",
    ),
}
SECOND: dict[str, tuple[Value, str]] = {
    "circular_no": ("127", "Circulaire TSB 127"),
    "issued": ("2026-03-26", "Genève, le 26 mars 2026"),
    "reference": ("CB", "CB"),
    "contact": ("Cristina Bueti", "Contact: Cristina Bueti"),
    "group_acronym": ("JCA-MV", "(JCA-MV) (Genève, Suisse, 13 mai 2026)"),
    "group_name": ("la normalisation du métavers", "sur la normalisation du métavers (JCA-MV)"),
    "ordinal": (2, "Deuxième réunion"),
    "mailbox": ("tsbjcamv@itu.int", "soumettre leur contribution à la JCA-MV"),
    "meeting_date": ("2026-05-13", "(Genève, Suisse, 13 mai 2026)"),
    "meeting_end_date": ("2026-05-13", "(Genève, Suisse, 13 mai 2026)"),
    "meeting_time": ("08:30-10:30", "le 13 mai 2026, de 8 h 30 à 10 h 30."),
    "timezone": ("Europe/Zurich", "Genève, Suisse"),
    "venue": ("Genève, Suisse", "(Genève, Suisse, 13 mai 2026)"),
    "contribution_deadline": ("2026-04-30", "30 avril 2026 – Soumission des contributions à la JCA-MV"),
    "registration_deadline": ("2026-05-04", "4 mai 2026 – Inscription préalable"),
    "working_language": ("en", "La réunion aura lieu en anglais seulement."),
    "parent_group": ("TSAG", "(GCNT) a nommé"),
    "chairs": (("Muath AlRumayh", "Shin-Gak Kang"), "à la coprésidence de la JCA-MV."),
    "home_page": ("https://www.itu.int/en/ITU-T/jca/mv/Pages/tor.aspx", "Le mandat de la JCA-MV est disponible"),
}
CIRCULARS = {"fr_circular_007": FIRST, "fr_circular_127": SECOND}


@pytest.mark.parametrize(("letter", "field"), [(letter, field) for letter, told in CIRCULARS.items() for field in told])
def test_each_field_has_its_value_and_the_words_that_say_it(letter: str, field: str) -> None:
    fact = read(letter).facts[field]
    value, words = CIRCULARS[letter][field]
    assert fact.value == value
    assert words in fact.evidence


@pytest.mark.parametrize("letter", CIRCULARS)
def test_nothing_else_is_found(letter: str) -> None:
    assert values(read(letter)).keys() == CIRCULARS[letter].keys()


def test_the_first_circular_leaves_open_only_what_no_letter_tells() -> None:
    circular = read("fr_circular_007")
    assert asked(circular) == {}
    assert [one.field for one in circular.questions] == [
        "name",
        "secretariat",
        "chair.1.addresses",
        "template_url",
        "first_number",
    ]


def test_the_second_circular_names_no_zone_and_no_home_page() -> None:
    circular = read("fr_circular_127")
    assert asked(circular) == {
        "timezone": ("Europe/Zurich",),
        "home_page": ("https://www.itu.int/en/ITU-T/jca/mv/Pages/tor.aspx",),
    }
    assert circular.facts["timezone"].confidence == "medium"
    assert circular.facts["home_page"].confidence == "low"


@pytest.mark.parametrize("letter", CIRCULARS)
def test_a_deadline_that_is_said_twice_is_sure(letter: str) -> None:
    assert read(letter).facts["contribution_deadline"].confidence == "high"


def test_chairs_have_their_organization_and_country_as_written() -> None:
    (youm,) = read("fr_circular_007").people
    assert (youm.role, youm.country) == ("chair", "Corée, République de")
    first, second = read("fr_circular_127").people
    assert (first.role, first.country) == ("co-chair", "Royaume d'Arabie saoudite")
    assert first.organization == "Commission des communications, de l'espace et des technologies (CST)"
    assert second.country == "République de Corée"
    assert second.organization.endswith("(ETRI)")


def test_the_names_of_a_group_vary_within_one_letter() -> None:
    assert read("fr_circular_007").full_names == (
        "Activité conjointe de coordination sur les certificats COVID-19 numériques",
        "Activité de coordination conjointe sur les certificats COVID numériques",
    )
