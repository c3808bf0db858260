"""Which tables may stand in which file of a rulebook."""

from datetime import date
from typing import Literal

from pydantic import with_config
from typing_extensions import TypedDict

from intake.adapters.rulebook.schema import (
    STRICT,
    CheckKeys,
    DefaultCheckKeys,
    GroupKeys,
    LimitsKeys,
    MeetingKeys,
    OfficerKeys,
    PolicyKeys,
    SendersKeys,
    SeriesKeys,
)
from intake.adapters.rulebook.value_types import Text


@with_config(STRICT)
class DefaultFile(TypedDict, total=False):
    """default.toml, which travels in the package."""

    policy: PolicyKeys
    limits: LimitsKeys
    checks: dict[str, DefaultCheckKeys]


@with_config(STRICT)
class SiteToml(TypedDict, total=False):
    """site.toml: what all groups of this secretariat have in common."""

    group: GroupKeys
    senders: SendersKeys
    policy: PolicyKeys
    limits: LimitsKeys
    checks: dict[str, CheckKeys]


@with_config(STRICT)
class GroupFile(TypedDict, total=False):
    """groups/<id>.toml: one group."""

    group: GroupKeys
    officer: list[OfficerKeys]
    senders: SendersKeys
    series: list[SeriesKeys]
    policy: PolicyKeys
    checks: dict[str, CheckKeys]
    meeting: list[MeetingKeys]


@with_config(STRICT)
class HolidayKeys(TypedDict, total=False):
    """`[[holiday]]`: a free day and its name."""

    day: date
    name: Text


@with_config(STRICT)
class CalendarFile(TypedDict, total=False):
    """calendars/<id>.toml: weekdays and days on which nobody works."""

    weekend: list[Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]]
    holiday: list[HolidayKeys]
