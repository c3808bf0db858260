"""A supporting file that a person ticked: it is published with its document."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from intake.domain.numbers.revisions import Mark
from intake.domain.submission import Contribution, Version

_FIGURES = re.compile(r"([0-9]+)")


@dataclass(frozen=True, slots=True)
class Tick:
    """One file beside one version of a contribution (its id), under the `name` by which it is published.

    `size` is in bytes. `by` set the tick `at` an instant (UTC), for this `reason`. `off_at` is set where it was taken
    off after its document had been posted with it.
    """

    contribution: int
    mark: Mark
    revision: int
    replacement: int
    sha256: str
    name: str
    size: int
    by: str
    reason: str
    at: datetime
    off_at: datetime | None = None

    @property
    def stands(self) -> bool:
        """Whether the file is to be published."""
        return self.off_at is None

    @property
    def changed(self) -> datetime:
        """When it was set or taken off (UTC)."""
        return self.off_at or self.at


def ticks_of(ticks: Iterable[Tick], one: Contribution, version: Version) -> tuple[Tick, ...]:
    """The ticks of this version, taken-off ones too, in the order of their names."""
    of = (one.id, version.mark, version.revision, version.replacement)
    mine = [each for each in ticks if (each.contribution, each.mark, each.revision, each.replacement) == of]
    return tuple(sorted(mine, key=lambda each: _in_order(each.name)))


def _in_order(name: str) -> list[tuple[bool, int, str]]:
    """The sort key of a name in which a person counts: annex 2 comes before annex 10."""
    return [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in _FIGURES.split(name)]
