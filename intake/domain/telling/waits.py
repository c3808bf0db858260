"""Why something waits for a person, and the act that would settle it: values that a command line and a page tell."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field

from intake.domain.letters.notice import Said
from intake.domain.stated import Stated
from intake.domain.verdict import Finding

_TAKE_NO_REASON = ("once",)


@dataclass(frozen=True, slots=True)
class Proposed:
    """An act that would settle something: the name of its command, and the mail or number that it is about.

    `fields` are the options that are filled in already, by their names: a text, or True for one that takes none.
    """

    act: str
    target: str = ""
    fields: Mapping[str, str | bool] = field(default_factory=dict)

    @property
    def command(self) -> str:
        """The words to type after `intake`; WHY stands where the person says why."""
        options = (
            f"--{name}" if value is True else f"--{name} {shlex.quote(str(value))}"
            for name, value in self.fields.items()
            if value
        )
        reason = () if self.act in _TAKE_NO_REASON else ("--reason WHY",)
        return " ".join((self.act, *((self.target,) if self.target else ()), *options, *reason))


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something waits: the findings that hold it, told first, and sentences of ours, or a person's words."""

    told: tuple[Said | Stated | str, ...] = ()
    findings: tuple[Finding, ...] = ()

    def and_(self, *more: Said) -> "Reason":
        """The same with more sentences behind it."""
        return Reason((*self.told, *more), self.findings)
