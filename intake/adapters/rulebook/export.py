"""Writes a stored rulebook version as files again, so that a person can read, compare and edit it."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any

import tomlkit

from intake.adapters.rulebook.codec import JsonRulebookCodec
from intake.adapters.rulebook.extensions import tables
from intake.adapters.rulebook.items import item_tables
from intake.adapters.rulebook.layers import WEEKDAYS, default_layer, overlay
from intake.adapters.rulebook.meetings import UNTIL_MEETING
from intake.adapters.rulebook.profiles import dump_profile
from intake.adapters.rulebook.toml_files import Faults, Tree
from intake.domain.deadlines import zone_of
from intake.domain.meeting import Calendar, Meeting, Officer
from intake.domain.rulebook import Policy, Rule, Rulebook

_DAY_ENDS = time(23, 59, 59)


def export(version: str, text: str) -> dict[str, str]:
    """The files of a stored version: name within a home -> TOML text.

    The group's file holds all that differs from the package's defaults, what site.toml said included; beside it stand
    calendar and templates, and site.toml where its limits differ. Read together they make the same rulebook. Raises
    ConfigurationError as `load` does.
    """
    rulebook = JsonRulebookCodec().load(version, text)
    files = {
        f"rules/groups/{rulebook.group.id}.toml": _dumped(_group_file(rulebook), f"Rulebook version {version}."),
        f"rules/calendars/{rulebook.calendar.id}.toml": _dumped(_calendar(rulebook.calendar), "Days without work."),
    }
    if limits := _difference(asdict(rulebook.limits), default_layer(Faults()).tree["limits"]):
        files["rules/site.toml"] = _dumped({"limits": limits}, "What all groups have in common.")
    return files | {f"templates/{one.id}.toml": dump_profile(one) for one in rulebook.profiles}


def _dumped(tree: Tree, remark: str) -> str:
    document = tomlkit.document()
    document.add(tomlkit.comment(remark))
    for key, value in tree.items():
        document.add(key, tomlkit.item(value))
    return tomlkit.dumps(document)


def _group_file(rulebook: Rulebook) -> Tree:
    default = default_layer(Faults()).tree
    own = {"policy": _policy(rulebook.policy), "checks": _checks(rulebook.rules, default["checks"])}
    tree = {
        "group": _group(rulebook),
        "policy": _difference(own["policy"], default["policy"]),
        "checks": _difference(own["checks"], default["checks"]),
        "senders": _said(asdict(rulebook.group.senders)),
        "officer": [_officer(one) for one in rulebook.group.officers],
        "series": _series(rulebook),
        "meeting": [_meeting(one, rulebook, overlay(default, own)) for one in rulebook.meetings],
    }
    return {key: value for key, value in tree.items() if value}


def _said(values: Mapping[str, Any]) -> Tree:
    """Return what is not empty, with lists in place of tuples."""
    return {key: _lists(value) for key, value in values.items() if value not in (None, "", (), [])}


def _lists(value: Any) -> Any:  # noqa: ANN401 - any value of a rulebook
    return [_lists(one) for one in value] if isinstance(value, list | tuple) else value


def _difference(tree: Tree, below: Tree) -> Tree:
    """Return what a tree says otherwise than the one below it, or beside it."""
    found: Tree = {}
    for key, value in tree.items():
        if isinstance(value, dict):
            if inner := _difference(value, below.get(key, {})):
                found[key] = inner
        elif key not in below or below[key] != value:
            found[key] = value
    return found


def _group(rulebook: Rulebook) -> Tree:
    keys = asdict(rulebook.group)
    del keys["id"], keys["officers"], keys["senders"]
    return _said(keys) | {"calendar": rulebook.calendar.id}


def _officer(officer: Officer) -> Tree:
    keys = asdict(officer)
    return _said({("from" if key == "since" else key): value for key, value in keys.items()})


def _series(rulebook: Rulebook) -> list[Tree]:
    kinds = rulebook.kinds.items()
    return [asdict(one) | {"kinds": [kind for kind, series in kinds if series == one.id]} for one in rulebook.series]


def _policy(policy: Policy) -> Tree:
    keys = {key: dict(value) if isinstance(value, Mapping) else _lists(value) for key, value in asdict(policy).items()}
    days = keys.pop("correction_days")
    keys["settle"] = f"{policy.settle // 60} min"
    return keys | {"correction_period": "1 working day" if days == 1 else f"{days} working days"}


def _checks(rules: Mapping[str, Rule], default: Tree) -> Tree:
    lines: Tree = {}
    for one in rules.values():
        severity = {"severity": one.severity} if "severity" in default[one.id] else {}
        lines[one.id] = severity | {
            "reply": one.reply,
            "params": {key: _lists(value) for key, value in one.params.items()},
        }
    return lines


def _meeting(meeting: Meeting, rulebook: Rulebook, usual: Tree) -> Tree:
    """One meeting; `usual` are the group's policy and checks, which the meeting's own may differ from."""
    keys = asdict(meeting)
    for name in ("starts", "ends"):
        keys[name] = keys[name].time() if keys[name] else None
    if meeting.opens:
        keys["opens"] = _day_or_time(meeting.opens.astimezone(zone_of(meeting.zone)).replace(tzinfo=None), time())
    keys["deadlines"] = _deadlines(meeting)
    del keys["extensions"], keys["items"]
    keys["extension"], keys["item"] = tables(meeting.extensions), item_tables(meeting.items)
    if own := rulebook.variants.get(meeting.id):
        keys["policy"] = _difference(_policy(own.policy), usual["policy"])
        keys["checks"] = _difference(_checks(own.rules, usual["checks"]), usual["checks"])
    return {key: value for key, value in _said(keys).items() if value != {}}


def _deadlines(meeting: Meeting) -> Tree:
    """The deadlines of a meeting; what is usual is left out, and where it does not count, "none" is said."""
    starts = meeting.starts or datetime.combine(meeting.first_day, time())
    said: Tree = {one.kind: _day_or_time(one.local, _DAY_ENDS) for one in meeting.deadlines}
    for kind in UNTIL_MEETING:
        found = meeting.deadline(kind)
        if found is None:
            said[kind] = "none"
        elif found.local == starts:
            del said[kind]
    return said


def _day_or_time(local: datetime, usual: time) -> date | datetime:
    return local.date() if local.time() == usual else local


def _calendar(calendar: Calendar) -> Tree:
    holidays = [{"day": day, "name": name} for day, name in sorted(calendar.holidays.items())]
    return {"weekend": [WEEKDAYS[one] for one in calendar.weekend], "holiday": holidays}
