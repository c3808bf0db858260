"""Times and durations in words, in the six languages of the Union."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from intake.adapters.words.catalogs import Catalogs
from intake.adapters.words.direction import bare
from intake.adapters.words.moments import Moments
from tests.adapters.letters.receipts import DEADLINE, utc

MOMENTS = Moments(Catalogs(Path(__file__).parents[3] / "templates" / "locale"))
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
ZURICH = "Europe/Zurich"


def plain(text: str) -> str:
    """The text without isolates, and with ordinary spaces."""
    return " ".join(bare(text).split())


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Thursday 30 April 2026, 23:59:59 Geneva time (UTC+2) = 21:59:59 UTC"),
        ("fr", "jeudi 30 avril 2026 à 23 h 59 min 59 s, heure de Genève (UTC+2) = 21 h 59 min 59 s UTC"),
        ("es", "jueves 30 de abril de 2026, 23:59:59, hora de Ginebra (UTC+2) = 21:59:59 UTC"),
        ("ru", "четверг, 30 апреля 2026 года, 23:59:59 по женевскому времени (UTC+2) = 21:59:59 UTC"),
        ("zh", "2026年4月30日（星期四）23:59:59，日内瓦时间（UTC+2） = 21:59:59（UTC）"),
        (
            "ar",
            "الخميس 30 أبريل 2026، الساعة 23:59:59 بتوقيت جنيف (UTC+2) = الساعة 21:59:59 بالتوقيت العالمي (UTC)",
        ),
    ],
)
def test_a_deadline_names_weekday_zone_and_offset(language: str, told: str) -> None:
    assert plain(MOMENTS.full(DEADLINE, ZURICH, language, seconds=True)) == told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "= Friday 1 May, 06:52 at your mail's time (UTC+9)"),
        ("fr", "= vendredi 1er mai à 6 h 52 à l’heure de votre messagerie (UTC+9)"),
        ("es", "= viernes 1 de mayo, 06:52, según la hora de su correo (UTC+9)"),
        ("ru", "= пятница, 1 мая, 06:52 по времени Вашей почты (UTC+9)"),
        ("zh", "= 5月1日（星期五）06:52，您邮箱的时间（UTC+9）"),
        ("ar", "= الجمعة 1 مايو، الساعة 06:52 بتوقيت بريدكم (UTC+9)"),
    ],
)
def test_the_senders_clock_is_told_with_its_own_day(language: str, told: str) -> None:
    assert plain(MOMENTS.by_sender(utc(30, "21:52"), ZURICH, 540, language)) == told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "New York time"),
        ("fr", "heure locale (New York)"),
        ("es", "hora de Nueva York"),
        ("ru", "по местному времени (Нью-Йорк)"),
        ("zh", "纽约时间"),
        ("ar", "بتوقيت نيويورك"),
    ],
)
def test_another_zone_is_called_by_its_city(language: str, told: str) -> None:
    assert bare(MOMENTS.zone("America/New_York", language)) == told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("es", ["0 segundos", "11 minutos y 1 segundo", "2 horas y 3 minutos", "1 día y 1 hora", "10 días"]),
        ("ru", ["0 секунд", "11 минут 1 секунда", "2 часа 3 минуты", "1 день 1 час", "10 дней"]),
        ("zh", ["0秒钟", "11分钟1秒钟", "2小时3分钟", "1天1小时", "10天"]),
        ("ar", ["0 ثانية", "11 دقيقة وثانية", "ساعتان و3 دقائق", "يوم وساعة", "10 أيام"]),
    ],
)
def test_durations_are_counted_as_each_language_counts(language: str, told: list[str]) -> None:
    assert [plain(MOMENTS.lasting(one, language)) for one in (0, 661, 7380, 90_000, 864_000)] == told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_day_of_a_year_is_printed_with_western_digits(language: str) -> None:
    days = [date(2026, 1, 1) + timedelta(days=count) for count in range(365)]
    for day in days:
        text = MOMENTS.day(day, language)
        assert str(day.day) in text
        assert "2026" in text
        assert all(one in "0123456789" for one in text if one.isdecimal())
    assert len({MOMENTS.day(day, language) for day in days}) == 365


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_duration_never_shows_the_name_of_a_unit_in_code(language: str) -> None:
    for seconds in (0, 1, 2, 3, 5, 60, 120, 3_600, 7_200, 86_400, 172_800, 259_200, 1_000_000):
        assert "duration" not in MOMENTS.lasting(seconds, language)
