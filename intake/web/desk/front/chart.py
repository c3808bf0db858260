"""The arrivals as bars, drawn on the server: this call, and the one before it behind."""

from dataclasses import dataclass

from intake.domain.telling.arrivals import ComparedDay
from intake.pipeline.showing.front.calls import Arrivals

WIDTH, HEIGHT = 400, 150
_TOP, _FLOOR = 18, 128
_GAP = 0.25
"""Of a day's width, between two days."""


@dataclass(frozen=True, slots=True)
class Bars:
    """One day: the places of its bars and of its number in the picture's own units."""

    day: ComparedDay
    x: float
    middle: float
    width: float
    before_x: float
    top: float
    height: float
    late_height: float
    before_top: float
    before_height: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart with its figures."""

    arrivals: Arrivals
    bars: tuple[Bars, ...]
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = _FLOOR


def drawn(arrivals: Arrivals) -> Drawn:
    """The picture; the tallest bar fills it."""
    most = max(1, *(max(one.count, one.before) for one in arrivals.days))
    return Drawn(arrivals, tuple(_bars(arrivals, most)))


def _bars(arrivals: Arrivals, most: int) -> list[Bars]:
    step = WIDTH / max(len(arrivals.days), 7)
    room = _FLOOR - _TOP
    pairs = arrivals.before is not None
    inner = step * (1 - _GAP)
    width = inner / 2 if pairs else inner
    found = []
    for index, one in enumerate(arrivals.days):
        left = index * step + step * _GAP / 2
        height, before = one.count * room / most, one.before * room / most
        found.append(
            Bars(
                day=one,
                x=_round(left + (width if pairs else 0)),
                middle=_round(left + inner / 2),
                width=_round(width - 1),
                before_x=_round(left),
                top=_round(_FLOOR - height),
                height=_round(height),
                late_height=_round(one.late * room / most),
                before_top=_round(_FLOOR - before),
                before_height=_round(before),
            )
        )
    return found


def _round(length: float) -> float:
    return round(length, 1)
