"""The colours of the pages, in both schemes: text and controls stand out from what is behind them (WCAG 2.2 AA)."""

import re

import pytest

from intake.shipped import shipped_templates

STYLES = (shipped_templates() / "web" / "pages.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root \{.*?\}", STYLES, re.DOTALL)
)
TEXT = [
    ("ink", "paper"), ("ink", "ground"), ("quiet", "paper"), ("quiet", "ground"), ("act", "paper"), ("act", "ground"),
    ("act-ink", "act"), ("ink", "warn-ground"), ("ink", "done-ground"),
]  # fmt: skip
CONTROLS = [("edge", "paper"), ("act", "paper"), ("warn", "paper"), ("warn", "warn-ground"), ("done", "done-ground")]


def luminance(colour: str) -> float:
    """As WCAG 2.2 defines it."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_everything_stands_out(scheme: dict[str, str]) -> None:
    assert set(scheme) == set(LIGHT)
    for pairs, least in ((TEXT, 4.5), (CONTROLS, 3.0)):
        assert [(one, other) for one, other in pairs if contrast(scheme[one], scheme[other]) < least] == []


def test_black_on_white_is_as_far_as_it_goes() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21


DESK = (shipped_templates() / "desk" / "desk.css").read_text(encoding="utf-8")
PAIRS = re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", DESK)
STATES = ("good", "warn", "bad", "act")
GROUNDS = ("paper", "ground", "shade")
DESK_TEXT = [
    *((ink, ground) for ink in ("ink", "quiet") for ground in (*GROUNDS, *(f"{one}-ground" for one in STATES))),
    *((one, ground) for one in STATES for ground in (*GROUNDS, f"{one}-ground")),
    ("act", "good-ground"), ("act", "warn-ground"), ("act", "bad-ground"), ("act-ink", "act"),
]  # fmt: skip
DESK_CONTROLS = [("edge", ground) for ground in GROUNDS]


@pytest.mark.parametrize("place", [1, 2], ids=["light", "dark"])
def test_everything_on_the_desk_stands_out(place: int) -> None:
    """Text, quiet text and links on every ground that they stand on; edges of fields."""
    scheme = {one[0]: one[place] for one in PAIRS}
    for pairs, least in ((DESK_TEXT, 4.5), (DESK_CONTROLS, 3.0)):
        assert [(one, other) for one, other in pairs if contrast(scheme[one], scheme[other]) < least] == []


def test_every_colour_of_the_desk_has_a_name() -> None:
    """But black and white of paper, and the shadow of a menu."""
    rules = re.sub(r"--[a-z-]+: light-dark\([^)]*\);?", "", DESK)
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b(?![\w-]*\s*[{,])", rules)) <= {"#fff", "#999", "#0003"}
