"""Turns the merged files of a group into a Rulebook: dates into instants, lines into rules; nothing missing."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any, Literal

from intake.adapters.rulebook.layers import LayeredText, overlay
from intake.adapters.rulebook.toml_files import Faults, KeyPath, Tree
from intake.domain.deadlines import deadline, utc_of, zone_of
from intake.domain.limits import FileLimits
from intake.domain.meeting import NEXT, Deadline, Group, Meeting, Officer, Senders, Series
from intake.domain.profile import Profile
from intake.domain.rulebook import Caps, Policy, Rule, Rulebook, Variant
from intake.domain.verdict import Severity

_LATE: dict[str, Severity] = {"hold": "hold", "number-and-flag": "warning", "reject": "error"}
_GROUP_NEEDS = ("acronym", "name", "short", "zone", "mailboxes")
_MEETING_NEEDS = ("id", "title", "first_day")
_SERIES_NEEDS = ("id", "pattern", "kinds")
_KINDS = ("contribution",)
UNTIL_MEETING = ("liaison_in", "presentation")
"""Kinds that have until the meeting starts where nothing else is said; all others have no deadline then."""


def rulebook_of(layers: LayeredText, profiles: Sequence[Profile]) -> Rulebook:
    """The Rulebook that these files make, still without a version; templates of other groups are left out.

    Raises ConfigurationError that names every key that is missing or cannot be.
    """
    faults = Faults()
    build = _Build(layers, faults)
    group = build.group()
    meetings = build.meetings(group.zone)
    series, kinds = build.series()
    policy = _policy(layers.tree["policy"])
    variants = _variants(layers.tree)
    faults.stop()
    return Rulebook(
        version="",
        group=group,
        meetings=meetings,
        series=series,
        rules=_rules(layers.tree["checks"], policy),
        policy=policy,
        calendar=layers.calendar,
        profiles=tuple(sorted((one for one in profiles if one.group == layers.group), key=lambda one: one.id)),
        neighbours=layers.neighbours,
        kinds=kinds,
        variants=variants,
        limits=FileLimits(**layers.tree["limits"]),
    )


def _policy(keys: Tree) -> Policy:
    """The policy in the domain's words; every key stands in default.toml, so none is missing."""
    plain: Tree = {key: tuple(value) if isinstance(value, list) else value for key, value in keys.items()}
    period = str(plain.pop("correction_period"))
    caps = Caps(**plain.pop("caps"))
    return Policy(correction_days=int(period.split()[0]), caps=caps, **plain)


def _rules(lines: Tree, policy: Policy) -> dict[str, Rule]:
    """Every check's rule."""
    return {
        check_id: Rule(
            check_id,
            severity=_severity(line, policy),
            reply=line["reply"],
            params=line.get("params", {}),
        )
        for check_id, line in lines.items()
    }


def _severity(line: Tree, policy: Policy) -> Severity | Literal["off"]:
    """How much a check matters: one takes it from `late`, and `unknown_senders` can put another in force."""
    follows = line.get("follows")
    if follows == "late":
        return _LATE[policy.late]
    held = follows == "unknown_senders" and policy.unknown_senders == "hold"
    return "hold" if held else line["severity"]


def _variants(tree: Tree) -> dict[str, Variant]:
    """Rules and policy of the meetings that have lines of their own."""
    found = {}
    for meeting in tree.get("meeting", ()):
        if "policy" in meeting or "checks" in meeting:
            laid = overlay(tree, meeting)
            policy = _policy(laid["policy"])
            found[meeting.get("id", "")] = Variant(_rules(laid["checks"], policy), policy)
    return found


def _last_day(meeting: Tree) -> date:
    last: date = meeting["last_day"] if "last_day" in meeting else meeting["first_day"]
    return last


def _listed(said: str | Sequence[str]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)


class _Build:
    """The parts of one rulebook, with every fault noted where it stands."""

    def __init__(self, layers: LayeredText, faults: Faults) -> None:
        self._layers = layers
        self._tree = layers.tree
        self._faults = faults

    def _fault(self, path: KeyPath, sentence: str) -> None:
        self._faults.add(self._layers.origin(path), path, sentence)

    def _needs(self, keys: Tree, path: KeyPath, needed: Sequence[str]) -> bool:
        missing = [one for one in needed if one not in keys]
        for one in missing:
            self._fault((*path, one), "is missing")
        return not missing

    def group(self) -> Group:
        """The group itself, its addresses in lower case."""
        keys = dict(self._tree.get("group", {}))
        self._needs(keys, ("group",), _GROUP_NEEDS)
        keys.pop("calendar", None)
        for name in ("mailboxes", "other_names"):
            keys[name] = tuple(keys.get(name, ()))
        keys["mailboxes"] = tuple(one.lower() for one in keys["mailboxes"])
        self._zone(keys.setdefault("zone", "UTC"), ("group", "zone"))
        officers = tuple(self._officer(one, index) for index, one in enumerate(self._tree.get("officer", ())))
        return Group(
            id=self._layers.group,
            officers=officers,
            senders=self._senders(),
            **{**dict.fromkeys(_GROUP_NEEDS, ""), **keys},
        )

    def _senders(self) -> Senders:
        listed = self._tree.get("senders", {})
        return Senders(**{name: tuple(one.lower() for one in entries) for name, entries in listed.items()})

    def _officer(self, keys: Tree, index: int) -> Officer:
        self._needs(keys, ("officer", index), ("role", "name"))
        addresses = tuple(one.lower() for one in keys.get("addresses", ()))
        return Officer(**{"role": "", "name": "", **keys, "addresses": addresses})

    def series(self) -> tuple[tuple[Series, ...], dict[str, str]]:
        """The series, and which kind of document joins which."""
        found: list[Series] = []
        kinds: dict[str, str] = {}
        for index, keys in enumerate(self._tree.get("series", ())):
            path: KeyPath = ("series", index)
            if not self._needs(keys, path, _SERIES_NEEDS):
                continue
            for kind in keys["kinds"]:
                if kinds.setdefault(kind, keys["id"]) != keys["id"] or keys["id"] in {one.id for one in found}:
                    self._fault((*path, "kinds"), f"{kind} joins a series already; each kind joins one")
            found.append(Series(keys["id"], keys["pattern"], keys.get("first_number", 1)))
        for kind in _KINDS:
            if kind not in kinds and "series" in self._tree:
                self._fault(("series",), f'no series takes the kind {kind}; add kinds = ["{kind}"] to one')
        if not found and "series" not in self._tree:
            self._fault(("series",), "is missing; documents need a [[series]] of numbers to join")
        return tuple(found), kinds

    def meetings(self, zone: str) -> tuple[Meeting, ...]:
        """The meetings in the order of their first days."""
        found: list[Meeting] = []
        for index, keys in enumerate(self._tree.get("meeting", ())):
            path: KeyPath = ("meeting", index)
            if not self._needs(keys, path, _MEETING_NEEDS):
                continue
            if keys["id"] == NEXT or keys["id"] in {one.id for one in found}:
                self._fault((*path, "id"), f"{keys['id']!r} is taken; each meeting has an id of its own")
            found.append(self._meeting(keys, path, keys.get("zone", zone)))
        self._no_id_twice(found)
        return tuple(sorted(found, key=lambda one: (one.first_day, one.id)))

    def _no_id_twice(self, meetings: Sequence[Meeting]) -> None:
        """A former id (`was`) belongs to one meeting alone, and to none that has it now."""
        ids = [one.id for one in meetings]
        former = [was for one in meetings for was in one.was]
        for index, keys in enumerate(self._tree.get("meeting", ())):
            for was in _listed(keys.get("was", ())):
                if was in ids or was == NEXT or former.count(was) > 1:
                    self._fault(("meeting", index, "was"), f"{was!r} is the id of another meeting; each id is of one")

    def _meeting(self, keys: Tree, path: KeyPath, zone: str) -> Meeting:
        self._zone(zone, (*path, "zone"))
        first: date = keys["first_day"]
        last = _last_day(keys)
        if last < first:
            self._fault((*path, "last_day"), f"{last} lies before the first day, {first}")
        starts = datetime.combine(first, keys["starts"]) if "starts" in keys else None
        return Meeting(
            id=keys["id"],
            title=keys["title"],
            first_day=first,
            last_day=last,
            zone=zone,
            place=keys.get("place", ""),
            starts=starts,
            ends=datetime.combine(last, keys["ends"]) if "ends" in keys else None,
            language=keys.get("language", "en"),
            circular=keys.get("circular", ""),
            was=_listed(keys.get("was", ())),
            opens=self._opens(keys.get("opens"), zone, (*path, "opens")),
            deadlines=self._deadlines(keys, path, zone, starts or datetime.combine(first, time())),
        )

    def _deadlines(self, keys: Tree, path: KeyPath, zone: str, starts: datetime) -> tuple[Deadline, ...]:
        """What the file says, and for the kinds that it does not name what is usual; `starts` is a local time."""
        said = {**keys.get("deadlines", {})}
        usual = {kind: "meeting-start" for kind in UNTIL_MEETING if kind not in said}
        deadlines = [self._deadline(kind, when, zone, starts, path) for kind, when in (said | usual).items()]
        last = _last_day(keys)
        for one in deadlines:
            if one and one.local.date() > last:
                sentence = f"{one.local.date()} lies after the meeting's last day, {last}"
                self._fault((*path, "deadlines", one.kind), sentence)
        return tuple(one for one in deadlines if one is not None)

    def _zone(self, zone: str, path: KeyPath) -> None:
        try:
            zone_of(zone)
        except ValueError as error:
            self._fault(path, str(error))

    def _deadline(self, kind: str, when: Any, zone: str, starts: datetime, path: KeyPath) -> Deadline | None:  # noqa: ANN401 - date, time, word
        try:
            if when == "meeting-start":
                return deadline(kind, starts, zone)
            return None if when == "none" else deadline(kind, when, zone)
        except ValueError as error:
            self._fault((*path, "deadlines", kind), str(error))
            return None

    def _opens(self, when: Any, zone: str, path: KeyPath) -> datetime | None:  # noqa: ANN401 - date, time or nothing
        """The instant (UTC) at which the call opens: a date means its first second in the zone."""
        if when is None:
            return None
        try:
            return utc_of(when if isinstance(when, datetime) else datetime.combine(when, time()), zone)
        except ValueError as error:
            self._fault(path, str(error))
            return datetime.combine(when, time(), UTC)
