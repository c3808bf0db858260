"""A rulebook is changed at the desk: as text, by its common settings, or by what a letter says; each makes a version.

The text is that of the version in force, as `intake rules export` writes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from intake.domain.errors import ConfigurationError, UsageError
from intake.pipeline.desk.rulebooks.rules import RulesDeed, change
from intake.pipeline.line import Line
from intake.ports import Active, RuleLine, RuleTexts, UnitOfWork


@dataclass(frozen=True, slots=True)
class Edited:
    """A text that a person changed: the version that it makes, and which effective lines differ from those in force.

    `faults` is what keeps it from being a rulebook, one sentence each; then there is no version.
    """

    group: str
    toml: str
    seen: str = ""
    made: tuple[str, str] | None = None
    changes: tuple[tuple[str, str, str], ...] = ()
    faults: tuple[str, ...] = ()


def active_rulebooks(work: UnitOfWork) -> Active:
    """All versions in force, by group."""
    found = ((group, work.rulebooks.active(group)) for group in work.rulebooks.groups())
    return {group: one for group, one in found if one is not None}


def text_in_force(line: Line, texts: RuleTexts, group: str) -> Edited:
    """The text of the version in force. UsageError where none is."""
    with line.store.read() as work:
        active = work.rulebooks.active(group)
    if active is None:
        raise UsageError("{group}: no rulebook of this group is in force.", group=group)
    return Edited(group, texts.toml(*active), active[0], active)


def edited(line: Line, texts: RuleTexts, group: str, toml: str, seen: str = "") -> Edited:
    """What a changed text would mean; `seen` is the version that the person changed, "" for a new group."""
    with line.store.read() as work:
        active = active_rulebooks(work)
    try:
        made = texts.made(group, toml, active)
        after = texts.lines(group, toml, active)
    except ConfigurationError as error:
        return Edited(group, toml, seen, faults=tuple(str(error).splitlines()))
    before = texts.lines(group, texts.toml(*active[group]), active) if group in active else []
    return Edited(group, toml, seen, made, tuple(_changes(before, after)))


def with_settings(line: Line, texts: RuleTexts, group: str, values: Mapping[str, object], seen: str) -> Edited:
    """The text in force with these values under their dotted keys; what is the package's default is left out."""
    now = text_in_force(line, texts, group)
    return edited(line, texts, group, texts.with_values(now.toml, values), seen)


def put_in_force(line: Line, one: Edited, deed: RulesDeed) -> bool:
    """Put an edited text in force; False where it changes nothing.

    Raises ConfigurationError for faults, StaleDecisionError where another version came into force since it was seen.
    """
    if one.made is None:
        raise ConfigurationError("\n".join(one.faults))
    return change(line, one.group, one.made, RulesDeed(deed.actor, deed.reason, one.seen or deed.replaces))


def _changes(before: list[RuleLine], after: list[RuleLine]) -> list[tuple[str, str, str]]:
    """Key, value before and value after of each line that differs; "" where it does not stand."""
    was, now = {one.key: one.value for one in before}, {one.key: one.value for one in after}
    keys = dict.fromkeys([*now, *was])
    return [(key, was.get(key, ""), now.get(key, "")) for key in keys if was.get(key) != now.get(key)]
