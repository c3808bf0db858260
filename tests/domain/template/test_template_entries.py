"""Texts of cover cells, taken apart."""

import pytest

from intake.domain.cover.entries import keywords, place_and_dates, sources


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ETRI", ["ETRI"]),
        ("ETRI; KT Corp", ["ETRI", "KT Corp"]),
        ("ETRI\nKT Corp", ["ETRI", "KT Corp"]),
        ("ETRI；中国电信", ["ETRI", "中国电信"]),
        ("ETRI؛ هيئة الاتصالات", ["ETRI", "هيئة الاتصالات"]),
        ("Ministry of Science, ICT and Planning", ["Ministry of Science, ICT and Planning"]),
        ("Ministry of Science and\nICT", ["Ministry of Science and ICT"]),
        ("Electronics Institute\n(Korea; Rep. of)", ["Electronics Institute (Korea; Rep. of)"]),
        ("- ETRI\n- KT Corp", ["ETRI", "KT Corp"]),
        ("1. ETRI\n2. KT Corp", ["ETRI", "KT Corp"]),
        ("ETRI,\nKT Corp", ["ETRI", "KT Corp"]),
        ("3 Group", ["3 Group"]),
        ("ETRI, KT", ["ETRI", "KT"]),
        ("ETRI, KT Corp., China Telecom, and ZTE", ["ETRI", "KT Corp.", "China Telecom", "ZTE"]),
        ("Acme Technologies Co., Ltd., China Mobile", ["Acme Technologies Co., Ltd.", "China Mobile"]),
        ("CAICT (China), CMCC (China)", ["CAICT (China)", "CMCC (China)"]),
        ("ETRI, Korea", ["ETRI, Korea"]),
        ("MITRE, USA", ["MITRE, USA"]),
        ("ETRI, Korea (Republic of)", ["ETRI, Korea (Republic of)"]),
        ("ETRI (Korea, Republic of)", ["ETRI (Korea, Republic of)"]),
        ("Korea (Republic of)", ["Korea (Republic of)"]),
        ("Korea, Republic of", ["Korea, Republic of"]),
        ("Telecom, Inc.", ["Telecom, Inc."]),
        ("Department of Physics, University of Tokyo, Japan", ["Department of Physics, University of Tokyo, Japan"]),
        ("Orange, France", ["Orange, France"]),
        ("Orange, Telefónica", ["Orange, Telefónica"]),
        ("Bureau of Standards, ITU", ["Bureau of Standards, ITU"]),
        (" ; \n", []),
    ],
)
def test_sources_stand_on_lines_or_behind_semicolons(text: str, names: list[str]) -> None:
    assert list(sources(text)) == names


@pytest.mark.parametrize(
    ("text", "place", "dates"),
    [
        ("Geneva, 29 August - 6 September 2017", "Geneva", "29 August - 6 September 2017"),
        ("Genève, 1er juin 2022", "Genève", "1er juin 2022"),
        ("E-meeting, May 13-15, 2026", "E-meeting", "May 13-15, 2026"),
        ("Geneva (13.05.2026)", "Geneva", "13.05.2026"),
        ("Geneva, 2026-05-13", "Geneva", "2026-05-13"),
        ("2026年5月13日", None, "2026年5月13日"),
        ("Женева, 13 мая 2026 года", "Женева", "13 мая 2026 года"),
        ("13 May 2026", None, "13 May 2026"),
        ("Geneva", "Geneva", None),
        ("", None, None),
    ],
)
def test_place_and_dates(text: str, place: str | None, dates: str | None) -> None:
    assert place_and_dates(text) == (place, dates)


def test_keywords_are_told_apart_by_any_comma_or_semicolon() -> None:
    assert list(keywords("AI, metaverse; digital twin；词汇、标准\nlast.")) == [
        *("AI", "metaverse", "digital twin", "词汇", "标准", "last"),
    ]
