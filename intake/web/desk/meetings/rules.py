"""The rulebook of a group: what counts and why, its common settings, its text, and what it would have said."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.domain.errors import ConfigurationError, StaleDecisionError, UsageError
from intake.domain.log_entry import LogEntry
from intake.domain.persons.people import Person
from intake.domain.rulebook import Policy, Rulebook
from intake.domain.text.addresses import checked_address
from intake.pipeline.desk.rulebooks.editing import (
    Edited,
    active_rulebooks,
    edited,
    put_in_force,
    text_in_force,
    with_settings,
)
from intake.pipeline.desk.rulebooks.rules import RulesDeed
from intake.pipeline.desk.rulebooks.trying import try_on_meeting
from intake.pipeline.showing.remarks import remarks_on
from intake.ports import RuleLine
from intake.web.desk.meetings.pages import groups_of
from intake.web.desk.rights import MayConfigure, MaySee, Missing, require
from intake.web.desk.shown import Notice, Shown
from intake.web.desk.texts import Texts, unfolded

CHOICES: Mapping[str, tuple[str, ...]] = {
    "policy.late": ("hold", "number-and-flag", "reject"),
    "policy.replies": ("send", "draft", "watch"),
    "policy.posting": ("after-review", "on-accept", "at-closing"),
    "policy.audience": ("members", "public", "none"),
    "policy.notify_chairs": ("each", "daily"),
}
"""The settings that are chosen from some words."""
LISTS = ("policy.reminders", "group.secretariat")
_VERSIONS = 20
_OWN = ("group", "officer", "senders", "series", "meeting")
"""The heads of a rulebook below which a group speaks of itself."""


def add_rules(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """What counts, and the ways to change it."""

    @app.get("/meetings/rules/{group}")
    def rules(request: Request, person: MaySee, group: str) -> Response:
        rulebook = _rulebook(desk, person, group)
        return _overview(desk, shown, request, rulebook)

    @app.post("/meetings/rules/{group}/settings")
    def settings(request: Request, person: MayConfigure, group: str, typed: Texts) -> Response:
        rulebook = _rulebook(desk, person, group)
        require(person, "configure", group)
        try:
            values = _changed(settings_of(rulebook), typed)
            found = with_settings(desk.line, desk.rule_texts, group, values, typed.get("seen", ""))
        except UsageError as error:
            return _overview(desk, shown, request, rulebook, 422, typed=typed, why=error.sentence)
        return _text_page(shown, request, rulebook, found, 422 if found.faults else 200)

    _add_text(app, desk, shown)


def _add_text(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    @app.get("/meetings/rules/{group}/text")
    def text(request: Request, person: MayConfigure, group: str) -> Response:
        rulebook = _rulebook(desk, person, group)
        return _text_page(shown, request, rulebook, text_in_force(desk.line, desk.rule_texts, group))

    @app.post("/meetings/rules/{group}/text")
    def changed_text(request: Request, person: MayConfigure, group: str, typed: Texts) -> Response:
        reason, step, meeting = (typed.get(name, "")[:2_000] for name in ("reason", "step", "meeting"))
        rulebook = _rulebook(desk, person, group)
        require(person, "configure", group)
        found = edited(desk.line, desk.rule_texts, group, unfolded(typed.get("toml", "")), typed.get("seen", ""))
        asked: dict[str, Any] = {"reason_typed": reason, "meeting": meeting, "step": step}
        if found.made is None:
            return _text_page(shown, request, rulebook, found, 422, **asked)
        if step == "try":
            tried = try_on_meeting(desk.line, desk.line.rulebook_of(*found.made), meeting)
            return _text_page(shown, request, rulebook, found, tried=tried, **asked)
        if step != "accept":
            return _text_page(shown, request, rulebook, found, **asked)
        if not reason.strip():
            return _text_page(shown, request, rulebook, found, 422, **asked)
        try:
            new = put_in_force(desk.line, found, RulesDeed(person.login, reason.strip()))
        except (ConfigurationError, StaleDecisionError) as error:
            return _text_page(shown, request, rulebook, found, 409, why=error.sentence, **asked)
        return shown.to(f"/meetings/rules/{group}", Notice("rules.done" if new else "rules.same"))


def _rulebook(desk: OpenDesk, person: Person, group: str) -> Rulebook:
    if group not in groups_of(desk, person):
        raise Missing
    with desk.store.read() as work:
        return desk.line.rulebook(work, group)


def _overview(
    desk: OpenDesk, shown: Shown, request: Request, rulebook: Rulebook, status: int = 200, **values: object
) -> Response:
    group = rulebook.group.id
    with desk.store.read() as work:
        active = active_rulebooks(work)
        said: list[LogEntry] = [one for one in work.log.newest("rulebook", 500) if one.group == group]
    toml = desk.rule_texts.toml(*active[group])
    known: dict[str, object] = {"typed": {}, "why": "", **values}
    telling = shown.telling(request)
    return shown.page(
        request,
        "meetings/rules.html.j2",
        status,
        rulebook=rulebook,
        sections=_sections(desk.rule_texts.lines(group, toml, active)),
        versions=said[: -_VERSIONS - 1 : -1],
        settings=settings_of(rulebook),
        remarks=[
            one.sentence for one in remarks_on(rulebook, desk.clock.now(), can_send=desk.settings.smtp is not None)
        ],
        examples=all(one.example for one in rulebook.profiles),
        choices=CHOICES,
        option_words={key: [(one, telling.say(f"rules.{key}.{one}")) for one in CHOICES[key]] for key in CHOICES},
        **known,
    )


@dataclass(frozen=True, slots=True)
class _Section:
    """The lines of a rulebook below one head; `own` counts those that the group decides itself."""

    name: str
    lines: tuple[RuleLine, ...]

    @property
    def own(self) -> int:
        return sum(one.own is not None for one in self.lines)


def _sections(lines: Iterable[RuleLine]) -> list[_Section]:
    """Lines by the first word of their keys: what the group says itself first, else in the order of the rulebook."""
    heads: dict[str, list[RuleLine]] = {}
    for one in lines:
        heads.setdefault(re.split(r"[.\[]", one.key, maxsplit=1)[0], []).append(one)
    return sorted((_Section(name, tuple(each)) for name, each in heads.items()), key=lambda one: one.name not in _OWN)


def _text_page(
    shown: Shown,
    request: Request,
    rulebook: Rulebook,
    found: Edited,
    status: int = 200,
    **values: Any,  # noqa: ANN401 - what a page has
) -> Response:
    known: dict[str, object] = {"tried": None, "why": "", "reason_typed": "", "meeting": "", "step": "", **values}
    known["meeting_options"] = [(one.id, one.title) for one in rulebook.meetings]
    return shown.page(request, "meetings/rules_text.html.j2", status, rulebook=rulebook, edited=found, **known)


def settings_of(rulebook: Rulebook) -> dict[str, str]:
    """The common settings in force, as a form shows them; lists with commas."""
    policy, group = rulebook.policy, rulebook.group
    return {
        "policy.late": policy.late,
        "policy.correction_period": _period(policy),
        "policy.replies": policy.replies,
        "policy.posting": policy.posting,
        "policy.audience": policy.audience,
        "policy.notify_chairs": policy.notify_chairs,
        "policy.reminders": ", ".join(policy.reminders),
        "policy.footer": policy.footer,
        "group.secretary": group.secretary,
        "group.telephone": group.telephone,
        "group.secretariat": ", ".join(group.secretariat),
        "group.announce_to": group.announce_to,
    }


def _period(policy: Policy) -> str:
    return "1 working day" if policy.correction_days == 1 else f"{policy.correction_days} working days"


def _changed(now: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, object]:
    """The settings that a person typed otherwise, as the file writes them; an empty text takes its key out."""
    found: dict[str, object] = {}
    for key, value in now.items():
        said = " ".join(typed.get(key, value).split())
        if said == value:
            continue
        if key in CHOICES and said not in CHOICES[key]:
            raise UsageError("{key}: there are {choices}.", key=key, choices=", ".join(CHOICES[key]))
        found[key] = _list(key, said) if key in LISTS else (said or None)
    return found


def _list(key: str, said: str) -> tuple[str, ...]:
    entries = tuple(one for one in re.split(r"\s*[,;]\s*", said) if one)
    if key != "group.secretariat":
        return entries
    try:
        return tuple(checked_address(one) for one in entries)
    except ValueError as error:
        raise UsageError(str(error)) from error
