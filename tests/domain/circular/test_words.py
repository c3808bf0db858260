"""Days, hours, zones and sentences as letters write them."""

from datetime import date

import pytest

from intake.domain.circular.facts.standing import standing
from intake.domain.circular.text.clock import hours_in
from intake.domain.circular.text.dates import dates_in
from intake.domain.circular.text.entries import categories
from intake.domain.circular.text.sentences import sentences_of
from intake.domain.circular.text.zones import zones_in
from intake.domain.circular.words.normal import folded, normalised

LETTER = date(2026, 3, 26)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("20 mai2022", ["2022-05-20"]),
        ("le\u00a01er juin 2022", ["2022-06-01"]),
        ("1.º de junio de 2026", ["2026-06-01"]),
        ("Wednesday, 13 May 2026", ["2026-05-13"]),
        ("May 13, 2026", ["2026-05-13"]),
        ("May 13-15, 2026", ["2026-05-13/2026-05-15"]),
        ("13th of May, 2026", ["2026-05-13"]),
        ("2026-05-13", ["2026-05-13"]),
        ("13/05/2026", ["2026-05-13"]),
        ("13 mai", ["2026-05-13"]),
        ("not later than27 April 2026", ["2026-04-27"]),
        ("du 10 au 17 janvier 2022", ["2022-01-10/2022-01-17"]),
        ("les 11 et 12 mai 2026", ["2026-05-11/2026-05-12"]),
        ("26 February-2 March 2018", ["2018-02-26/2018-03-02"]),
        ("del 28 de abril al 2 de mayo de 2026", ["2026-04-28/2026-05-02"]),
        ("from Monday 27 April to Friday 1 May 2026", ["2026-04-27/2026-05-01"]),
        ("29 December – 9 January", ["2026-12-29/2027-01-09"]),
        ("29 December 2025 – 2 January 2026", ["2025-12-29/2026-01-02"]),
        ("23 de noviembre – 1 de diciembre de 2010", ["2010-11-23/2010-12-01"]),
        ("11 (afternoon) – 13 May 2005", ["2005-05-11/2005-05-13"]),
        ("12 May and 4 June 2026", ["2026-05-12", "2026-06-04"]),
        ("31 April 2026", []),
        ("Resolution 99 (Rev. Dubai, 2018)", []),
        ("+41 22 730 5860", []),
        ("delegates may submit", []),
    ],
)
def test_days(text: str, days: list[str]) -> None:
    found = [
        f"{one.first}/{one.last}" if one.first != one.last else f"{one.first}"
        for one in dates_in(normalised(text), LETTER)
    ]
    assert found == days


@pytest.mark.parametrize(
    ("text", "year"), [("30 April", 2026), ("10 January", 2027), ("20 March", 2026), ("1 February", 2027)]
)
def test_a_year_that_is_not_written_is_the_next_one(text: str, year: int) -> None:
    assert [one.first.year for one in dates_in(text, LETTER)] == [year]


def test_without_a_letter_no_year_is_implied() -> None:
    assert dates_in("30 April") == []


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("de 8 h 30 à 10 h 30", ["08:30-10:30"]),
        ("from 0830 to 1030 hours", ["08:30-10:30"]),
        ("0930hours", ["09:30"]),
        ("23h59", ["23:59"]),
        ("23:59 hours Geneva time", ["23:59"]),
        ("11:59 p.m.", ["23:59"]),
        ("2-4 p.m.", ["14:00-16:00"]),
        ("9 a.m. to 12 noon", ["09:00-12:00"]),
        ("09.30-17.30 horas", ["09:30-17:30"]),
        ("de las 13.00 a las 15.00 horas", ["13:00-15:00"]),
        ("14 heures", ["14:00"]),
        ("après-midi", []),
        ("minuit", ["00:00"]),
        ("13.05.2026", []),
        ("§ 5.10", []),
        ("+41 22 730 5860", []),
    ],
)
def test_hours(text: str, hours: list[str]) -> None:
    assert [one.text for one in hours_in(text)] == hours


@pytest.mark.parametrize(
    ("text", "zones"),
    [
        ("(heure de Genève)", ["Europe/Zurich"]),
        ("Geneva time", ["Europe/Zurich"]),
        ("hora de Ginebra", ["Europe/Zurich"]),
        ("(Seoul time, UTC+9)", ["Asia/Seoul", "UTC"]),
        ("14:00 CEST", ["Europe/Zurich"]),
        ("23:59 UTC", ["UTC"]),
        ("heure locale", [""]),
        ("la réunion est longue", []),
        ("in Geneva", []),
    ],
)
def test_zones(text: str, zones: list[str]) -> None:
    assert [one.zone for one in zones_in(text)] == zones


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("initially scheduled for 13 May 2026, will now be held on 20 May 2026", "2026-05-20"),
        ("postponed from 13 May 2026 to 20 May 2026", "2026-05-20"),
        ("read 7 May 2026 instead of 30 April 2026", "2026-05-07"),
        ("au lieu de «20 mai 2026», lire «24 mai 2026»", "2026-05-24"),
        ("donde dice 3 de julio de 2026, debe decir 10 de julio de 2026", "2026-07-10"),
        ("the date 30 April 2026 is replaced by 7 May 2026", "2026-05-07"),
        ("la fecha límite del 3 de julio de 2026 se ha prorrogado hasta el 9 de julio de 2026", "2026-07-09"),
        ("TSB Circular 127 of 26 March 2026: the meeting is on 13 May 2026", "2026-05-13"),
    ],
)
def test_of_two_dates_the_new_one_stands(text: str, day: str) -> None:
    small = folded(text)
    assert [one.last.isoformat() for one in standing(small, dates_in(text, LETTER))] == [day]


@pytest.mark.parametrize(
    ("label", "about"),
    [
        ("Submission of contributions to JCA-MV by e-mail", {"contribution"}),
        ("Inscription préalable (au moyen du formulaire d'inscription en ligne)", {"registration"}),
        ("Submit requests for visa support letters (via the online registration form)", {"other"}),
        ("Submit ITU-T Member contributions for which translation is requested", {"translation"}),
        ("Submit fellowship requests (via the online registration form)", {"other"}),
        ("Registration and submission of contributions", {"contribution", "registration"}),
        ("Solicitudes de becas", {"other"}),
        ("Coffee", set()),
    ],
)
def test_what_is_due_is_told_by_its_first_words(label: str, about: set[str]) -> None:
    assert categories(label) == about


def test_sentences_do_not_end_behind_a_title_or_an_initial() -> None:
    text = (
        "1\tLe GCNT a nommé M. P.A. Probst et Mme Curie. Voir le § 5.3 de la Rec. UIT-T A.1; la suite. Des informations"
    )
    assert [one.text for one in sentences_of(text, "paragraph 1", "body")] == [
        "Le GCNT a nommé M. P.A. Probst et Mme Curie.",
        "Voir le § 5.3 de la Rec. UIT-T A.1; la suite.",
        "Des informations",
    ]


def test_text_is_made_plain() -> None:
    assert (
        normalised("JCA\u2011MV\u00a0: [bookmark: x]l\u2019ordre\u00ad, 1–2 [image: ]e\u0301")
        == "JCA-MV : l'ordre, 1–2 é"
    )
    assert folded("Réunion ÉLECTRONIQUE") == "reunion electronique"
