"""Rulebooks in force as the text of their files, changed and read again; fulfils intake.ports.RuleTexts."""

import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import tomlkit
from tomlkit.exceptions import TOMLKitError

from intake.adapters.rulebook.changes import ChangedBy, with_changes
from intake.adapters.rulebook.codec import JsonRulebookCodec, show, write
from intake.adapters.rulebook.drafts import draft_text, known_group, with_meeting
from intake.adapters.rulebook.export import export
from intake.adapters.rulebook.layers import LayeredText, load_layers
from intake.domain.circular.asking import Known
from intake.domain.circular.draft import Draft
from intake.domain.circular.found import Circular
from intake.domain.errors import ConfigurationError, UsageError
from intake.ports.rules import Active, RuleLine, TomlBy


class TomlRuleTexts:
    """Reads and changes texts; `rules` is the folder whose site.toml and calendars a new group follows."""

    def __init__(self, rules: Path) -> None:
        self._rules = rules

    def toml(self, version: str, text: str) -> str:
        """The group's file of a stored version."""
        group = JsonRulebookCodec().load(version, text).group.id
        return export(version, text)[_file(group)]

    def lines(self, group: str, toml: str, active: Active) -> list[RuleLine]:
        """The effective lines of a group's text."""
        with self._layers(group, toml, active) as layers:
            own = f"{layers.layers[-1].path}:"
            found = show(layers)
        return [
            RuleLine(key, _shown(value), int(origin.removeprefix(own)) if origin.startswith(own) else None)
            for key, value, origin in found
        ]

    def made(self, group: str, toml: str, active: Active) -> tuple[str, str]:
        """Version and text of the rulebook that this text makes, with the templates that are in force for the group."""
        profiles = JsonRulebookCodec().load(*active[group]).profiles if group in active else ()
        with self._layers(group, toml, active) as layers:
            return write(layers, profiles)

    def known(self, toml: str) -> Known:
        """What a group's text says already of what a letter tells."""
        return known_group(toml, "the rulebook")

    def drafted(self, draft: Draft) -> str:
        """A draft as the text of a new group's file."""
        return draft_text(draft)

    def with_letter(self, toml: str, draft: Draft, circular: Circular, by: TomlBy) -> tuple[str, tuple[str, ...]]:
        """A known group's text with what a letter says anew, and each change in words. Raises UsageError."""
        if circular.act == "cancels":
            raise UsageError("The letter cancels a meeting. Cancel it on the page of the meeting.")
        if circular.act == "announces":
            return with_meeting(toml, draft, circular), ()
        return with_changes(toml, circular, ChangedBy(by.name, by.at))

    def with_values(self, toml: str, values: Mapping[str, object]) -> str:
        """The text with these values under their dotted keys, all else as it is; None takes a key out."""
        try:
            document = tomlkit.parse(toml)
        except TOMLKitError as error:
            raise ConfigurationError(f"The text is no TOML: {error}") from error
        for dotted, value in values.items():
            table, _, key = dotted.rpartition(".")
            if table not in document:
                document.add(table, tomlkit.table())
            inside = document[table]
            if value is None:
                inside.pop(key, None)
            else:
                inside[key] = list(value) if isinstance(value, tuple) else value
        return tomlkit.dumps(document)

    @contextmanager
    def _layers(self, group: str, toml: str, active: Active) -> Iterator[LayeredText]:
        """The text between the package's defaults and the other groups in force, read as files are."""
        with TemporaryDirectory(prefix="intake-rules-") as name:
            folder = Path(name)
            self._lay_out(folder, group, active)
            _put(folder / _file(group), toml)
            try:
                yield load_layers(folder / "rules", group)
            except ConfigurationError as error:
                raise ConfigurationError(_without_paths(str(error), folder, group)) from error

    def _lay_out(self, folder: Path, group: str, active: Active) -> None:
        """Write the files of the groups in force; a new group follows the site's file and calendars."""
        for one, version in active.items():
            for name, content in export(*version).items():
                if name == _file(one) or (one == group and name.startswith("rules/")):
                    _put(folder / name, content)
        if group not in active:
            shutil.copytree(self._rules / "calendars", folder / "rules" / "calendars", dirs_exist_ok=True)
            _put(folder / "rules" / "site.toml", (self._rules / "site.toml").read_text(encoding="utf-8"))


def _file(group: str) -> str:
    return f"rules/groups/{group}.toml"


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _without_paths(told: str, folder: Path, group: str) -> str:
    """Faults without the folder that nobody knows: "line 12: policy.late: ..."."""
    own = re.sub(rf"{re.escape(str(folder / _file(group)))}(?::(\d+))?: ", _line, told)
    return own.replace(f"{folder}/", "")


def _line(found: re.Match[str]) -> str:
    return f"line {found[1]}: " if found[1] else ""


def _shown(value: object) -> str:
    return str(tomlkit.item(list(value) if isinstance(value, tuple) else value).as_string())
