"""Lays a group's rulebook files over each other: default < site < group. Each line keeps its origin."""

from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from intake.adapters.rulebook.file_schema import CalendarFile, DefaultFile, GroupFile, SiteToml
from intake.adapters.rulebook.toml_files import Faults, KeyPath, Layer, Tree, nearest, read_layer
from intake.domain.errors import ConfigurationError
from intake.domain.meeting import Calendar
from intake.domain.rulebook import Neighbour
from intake.domain.text.language import letters
from intake.domain.verdict import OUR_FAILURE
from intake.shipped import shipped_rules

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""As calendars name them, in the order of `date.weekday`."""


@dataclass(frozen=True, slots=True)
class LayeredText:
    """All that the files say about one group, laid over each other, and where each line comes from.

    `layers` are the files, the weakest first. `neighbours` are the other groups of the folder.
    """

    group: str
    layers: tuple[Layer, ...]
    tree: Tree
    calendar: Calendar
    neighbours: tuple[Neighbour, ...]

    def origin(self, path: KeyPath) -> str:
        """The file and line that decide this key: those of the strongest layer that has it."""
        for layer in reversed(self.layers):
            if layer.has(path):
                return layer.origin(path)
        return str(self.layers[-1].path)


def known_groups(folder: Path) -> tuple[str, ...]:
    """The ids of the groups that have a file in this rules folder, in order."""
    return tuple(sorted(one.stem for one in (folder / "groups").glob("*.toml")))


def load_layers(folder: Path, group: str) -> LayeredText:
    """Read default.toml, site.toml and the group's file of a rules folder, and what is known of the other groups.

    Raises ConfigurationError that names every fault of these files: file, line, dotted key, remedy.
    """
    groups = known_groups(folder)
    if group not in groups:
        raise ConfigurationError(
            f"{folder / 'groups'}: there is no {group}.toml; {nearest(group, groups) if groups else 'it has no groups'}"
        )
    faults = Faults()
    default, site = default_layer(faults), _site(folder, faults)
    files_of = {one: read_layer(folder / "groups" / f"{one}.toml", GroupFile, faults) for one in groups}
    layers = (default, *site, files_of[group])
    faults.stop()
    for layer in layers[1:]:
        _check_rules(layer, layer.tree, (), default, faults)
    faults.stop()
    tree = _merged(*(layer.tree for layer in layers))
    neighbours = tuple(_neighbour(one, files_of[one]) for one in groups if one != group)
    _check_neighbours(tree, layers[-1], neighbours, faults)
    calendar = _calendar(folder, tree.get("group", {}).get("calendar", ""), layers[-1], faults)
    faults.stop()
    return LayeredText(group, layers, tree, calendar, neighbours)


def default_layer(faults: Faults) -> Layer:
    """The package's default.toml."""
    with as_file(files("intake.checks").joinpath("default.toml")) as path:
        return read_layer(path, DefaultFile, faults)


def _site(folder: Path, faults: Faults) -> tuple[Layer, ...]:
    path = folder / "site.toml"
    return (read_layer(path, SiteToml, faults),) if path.exists() else ()


def _merged(*trees: Tree) -> Tree:
    """These trees laid over each other: tables are joined key by key, anything else is replaced by the stronger."""
    merged: Tree = {}
    for tree in trees:
        for key, value in tree.items():
            below = merged.get(key)
            merged[key] = _merged(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def overlay(tree: Tree, meeting: Tree) -> Tree:
    """Policy and checks of one meeting: those of the group with the meeting's own laid over them."""
    return _merged(
        {"policy": tree.get("policy", {}), "checks": tree.get("checks", {})},
        {"policy": meeting.get("policy", {}), "checks": meeting.get("checks", {})},
    )


def _check_rules(layer: Layer, tree: Tree, at: KeyPath, default: Layer, faults: Faults) -> None:
    """Every check that a layer names, and every parameter it sets, is one that default.toml has."""
    known: Tree = default.tree["checks"]
    for check_id, line in tree.get("checks", {}).items():
        path: KeyPath = (*at, "checks", check_id)
        if check_id not in known:
            faults.add(layer.origin(path), path, f"there is no such check; {nearest(check_id, known)}")
            continue
        if "severity" in line and "severity" not in known[check_id]:
            follows = known[check_id]["follows"]
            faults.add(layer.origin(path), path, f"its severity follows from policy.{follows}; set that instead")
        if check_id == OUR_FAILURE and line.get("severity", "hold") != "hold":
            faults.add(layer.origin(path), path, "what we could not judge is always held; leave the severity out")
        for name, value in line.get("params", {}).items():
            _check_param(layer, (*path, "params", name), value, known[check_id].get("params", {}), faults)
    for index, meeting in enumerate(tree.get("meeting", ())):
        _check_rules(layer, meeting, (*at, "meeting", index), default, faults)


def _check_param(layer: Layer, path: KeyPath, value: object, known: Tree, faults: Faults) -> None:
    name = str(path[-1])
    if name not in known:
        remedy = nearest(name, known) if known else "this check has no parameters"
        faults.add(layer.origin(path), path, f"is not known here; {remedy}")
    elif value != [] and _shape(value) != _shape(known[name]):
        faults.add(layer.origin(path), path, f"expected {_shape(known[name])}, as in default.toml; found {value!r:.80}")


def _shape(value: object) -> str:
    """The type of a parameter in words; that of a list is that of its elements."""
    if isinstance(value, list):
        return f"a list of ({' or '.join(sorted({_shape(one) for one in value}))})"
    words = {str: "text", bool: "true or false", int: "a number", float: "a number", dict: "a table"}
    return words.get(type(value), "a date or a time")


def _neighbour(group: str, layer: Layer) -> Neighbour:
    keys: Tree = layer.tree.get("group", {})
    return Neighbour(
        id=group,
        acronym=keys.get("acronym", group.upper()),
        name=keys.get("name", ""),
        mailboxes=tuple(one.lower() for one in keys.get("mailboxes", ())),
        other_names=tuple(keys.get("other_names", ())),
    )


def _check_neighbours(tree: Tree, layer: Layer, neighbours: tuple[Neighbour, ...], faults: Faults) -> None:
    """No two groups share a mailbox or an acronym: a mail could not be told apart."""
    group: Tree = tree.get("group", {})
    for index, mailbox in enumerate(group.get("mailboxes", ())):
        path: KeyPath = ("group", "mailboxes", index)
        for one in neighbours:
            if mailbox.lower() in one.mailboxes:
                faults.add(layer.origin(path), path, f"{mailbox} belongs to {one.id} too; each mailbox has one group")
    for one in neighbours:
        if letters(group.get("acronym", "")) == letters(one.acronym):
            faults.add(layer.origin(("group", "acronym")), ("group", "acronym"), f"is that of {one.id} too")


def _calendar(folder: Path, name: str, layer: Layer, faults: Faults) -> Calendar:
    """The calendar of this name in the rules folder, else the shipped one."""
    places = [one / "calendars" / f"{name}.toml" for one in (folder, shipped_rules())]
    path = next((one for one in places if one.exists()), None)
    if not name or path is None:
        known = {one.stem for place in places for one in place.parent.glob("*.toml")}
        sentence = f"there is no calendar {name!r}; {nearest(name, known)}" if name else "is missing; name a calendar"
        faults.add(layer.origin(("group", "calendar")), ("group", "calendar"), sentence)
        return Calendar(name)
    found = read_layer(path, CalendarFile, faults)
    weekend = tuple(WEEKDAYS.index(one) for one in found.tree.get("weekend", ()) if one in WEEKDAYS)
    if len(set(weekend)) == len(WEEKDAYS):
        faults.add(found.origin(("weekend",)), ("weekend",), "leaves no working day; leave a weekday out")
    holidays = {one["day"]: one.get("name", "") for one in found.tree.get("holiday", ()) if "day" in one}
    return Calendar(name, weekend, holidays)
