"""The types of single settings. A number is a number in the file; a variable of the environment is text in any case."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, Strict


class SettingsTable(BaseModel):
    """A table of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)  # built once, as parts of the whole


class EnvText(str):
    """The text of an environment variable, which may say a number, too."""

    __slots__ = ()


def _said_by(texts: type[str], means: Callable[[str], object]) -> BeforeValidator:
    """What a text of this type means; what means nothing stays a text, and is told as one."""

    def taken(value: object) -> object:
        if isinstance(value, texts):
            with suppress(ValueError, KeyError):
                return means(value)
        return value

    return BeforeValidator(taken)


def _yes_or_no(text: str) -> bool:
    return {"true": True, "1": True, "yes": True, "on": True, "false": False, "0": False, "no": False, "off": False}[
        text.strip().lower()
    ]


def listed(given: object) -> object:
    """A list as it stands in the file; the environment holds one text, with commas between the entries."""
    return tuple(one.strip() for one in given.split(",")) if isinstance(given, str) else given


Flag = Annotated[bool, Strict(), _said_by(EnvText, _yes_or_no)]
Aware = Annotated[AwareDatetime, Strict(), _said_by(str, datetime.fromisoformat)]
Whole = Annotated[int, Strict(), _said_by(EnvText, int)]
Number = Annotated[float, Strict(), _said_by(EnvText, float)]
Port = Annotated[Whole, Field(ge=1, le=65535)]
Positive = Annotated[Number, Field(gt=0, allow_inf_nan=False)]
Text = Annotated[str, Field(min_length=1)]
Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
