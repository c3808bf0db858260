"""Turns the merged files of a group into a Rulebook: dates into instants, lines into rules; nothing missing."""

from collections.abc import Sequence
from typing import Literal

from intake.adapters.rulebook.build import Build
from intake.adapters.rulebook.layers import LayeredText, overlay
from intake.adapters.rulebook.meetings import Meetings
from intake.adapters.rulebook.toml_files import Faults, KeyPath, Tree
from intake.domain.limits import FileLimits
from intake.domain.meeting import Group, Officer, Senders, Series
from intake.domain.profile import Profile
from intake.domain.rulebook import Caps, Policy, Rule, Rulebook, Variant
from intake.domain.spans import seconds_in
from intake.domain.verdict import Severity

_LATE: dict[str, Severity] = {"hold": "hold", "number-and-flag": "warning", "reject": "error"}
_GROUP_NEEDS = ("acronym", "name", "short", "zone", "mailboxes", "secretariat")
_SERIES_NEEDS = ("id", "pattern", "kinds")
_KINDS = ("contribution",)


def rulebook_of(layers: LayeredText, profiles: Sequence[Profile]) -> Rulebook:
    """The Rulebook that these files make, still without a version; templates of other groups are left out.

    Raises ConfigurationError that names every key that is missing or cannot be.
    """
    faults = Faults()
    build = _Build(layers, faults)
    group = build.group()
    meetings = Meetings(layers, faults).meetings(group.zone)
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
    settle = seconds_in(plain.pop("settle"))
    return Policy(correction_days=int(period.split()[0]), caps=caps, settle=settle, **plain)


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
    """Tell how much a check matters: one takes it from `late`, and `unknown_senders` can put another in force."""
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


class _Build(Build):
    """The group and its series."""

    def group(self) -> Group:
        """The group itself, its addresses in lower case."""
        keys = dict(self.tree.get("group", {}))
        self.needs(keys, ("group",), _GROUP_NEEDS)
        keys.pop("calendar", None)
        keys["other_names"] = tuple(keys.get("other_names", ()))
        for name in ("mailboxes", "secretariat"):
            keys[name] = tuple(one.lower() for one in keys.get(name, ()))
        for name in ("secretariat", "announce_to"):
            self._not_ours(keys.get(name, ()), keys["mailboxes"], ("group", name))
        self.zone(keys.setdefault("zone", "UTC"), ("group", "zone"))
        officers = tuple(self._officer(one, index) for index, one in enumerate(self.tree.get("officer", ())))
        return Group(
            id=self.layers.group,
            officers=officers,
            senders=self._senders(),
            **{**dict.fromkeys(_GROUP_NEEDS, ""), **keys},
        )

    def _not_ours(self, addresses: str | Sequence[str], mailboxes: Sequence[str], path: KeyPath) -> None:
        """Letters to people never go to a mailbox that we read ourselves."""
        ours = {*mailboxes, *(box for one in self.layers.neighbours for box in one.mailboxes)}
        for one in (addresses,) if isinstance(addresses, str) else addresses:
            if one.lower() in ours:
                self.fault(path, f"{one} is a mailbox that we read; name an address that people read")

    def _senders(self) -> Senders:
        listed = self.tree.get("senders", {})
        return Senders(**{name: tuple(one.lower() for one in entries) for name, entries in listed.items()})

    def _officer(self, keys: Tree, index: int) -> Officer:
        self.needs(keys, ("officer", index), ("role", "name"))
        said = {"role": "", "name": "", **keys}
        for name in ("addresses", "assistants"):
            said[name] = tuple(one.lower() for one in keys.get(name, ()))
        said["since"] = said.pop("from", None)
        officer = Officer(**said)
        if officer.since and officer.until and officer.until < officer.since:
            self.fault(("officer", index, "until"), "lies before from; name the last day of the term")
        return officer

    def series(self) -> tuple[tuple[Series, ...], dict[str, str]]:
        """The series, and which kind of document joins which."""
        found: list[Series] = []
        kinds: dict[str, str] = {}
        for index, keys in enumerate(self.tree.get("series", ())):
            path: KeyPath = ("series", index)
            if not self.needs(keys, path, _SERIES_NEEDS):
                continue
            for kind in keys["kinds"]:
                if kinds.setdefault(kind, keys["id"]) != keys["id"] or keys["id"] in {one.id for one in found}:
                    self.fault((*path, "kinds"), f"{kind} joins a series already; each kind joins one")
            found.append(Series(keys["id"], keys["pattern"], keys.get("first_number", 1)))
        for kind in _KINDS:
            if kind not in kinds and "series" in self.tree:
                self.fault(("series",), f'no series takes the kind {kind}; add kinds = ["{kind}"] to one')
        if not found and "series" not in self.tree:
            self.fault(("series",), "is missing; documents need a [[series]] of numbers to join")
        return tuple(found), kinds
