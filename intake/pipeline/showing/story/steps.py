"""The steps of a mail's story, in the order in which they happened: on its way to us, then with us."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from intake.domain.card import numbers_of
from intake.domain.debt import Copy, Debt, Move, recipients
from intake.domain.letters.requests import Request
from intake.domain.log_entry import LogEntry
from intake.domain.mail import Fact, Mail
from intake.domain.submission import Delivery
from intake.domain.transit.way import Hop, way_of
from intake.domain.verdict import Decision
from intake.pipeline.showing.story.gathered import GatheredMail

StepKind = Literal[
    "written", "hop", "delivered", "linked", "received", "stored", "read", "decided", "letter", "bounced", "withheld",
    "moved", "copied", "chairs-asked", "requested", "noted",
]  # fmt: skip

_TOLD_ELSEWHERE = frozenset({"stored", "linked", "decided", "paid", "withheld"})
"""Lines of the log whose Decision, debt or Delivery tells more."""

_LETTERS = ("receipt", "letter", "staff")
_BROUGHT = {"file": "file", "moved": "group", "import": "list", "upload": "upload"}


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `at` is UTC, None where nobody wrote it down; `who` a person or a part of the line, `why` their words.

    A step is `trusted` that our own servers or we wrote; others anybody may have made up. `facts` hold the rest;
    `until` (UTC) is how long a mail rests that was put off. `typed`: a person wrote `why`.
    """

    what: StepKind
    at: datetime | None
    who: str = ""
    why: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    trusted: bool = True
    until: datetime | None = None
    typed: bool = False


@dataclass(frozen=True, slots=True)
class TimeLine:
    """The way `before` us in the order of travel, as the servers told it, and what happened `here` by our clock."""

    before: tuple[Step, ...]
    here: tuple[Step, ...]


def time_line(known: GatheredMail, mail: Mail | None) -> TimeLine:
    """The whole story; `mail` is None where its reading is gone."""
    return TimeLine(tuple(_before(known, mail)), tuple(sorted(_here(known), key=_in_order)))


_FIRST = datetime.min.replace(tzinfo=UTC)


def _in_order(step: Step) -> datetime:
    return step.at or _FIRST


def _before(known: GatheredMail, mail: Mail | None) -> Iterator[Step]:
    if mail is None:
        return
    if mail.date is not None:
        minutes = mail.date.utcoffset()
        offset = int(minutes.total_seconds() // 60) if minutes else 0
        yield Step("written", mail.date.astimezone(UTC), facts={"offset": offset}, trusted=False)
    policy = known.rulebook.policy if known.rulebook else None
    for one in way_of(mail.received, policy.trusted_received_hosts if policy else ()):
        yield _hop(one)


def _hop(one: Hop) -> Step:
    facts: dict[str, Fact] = {"from": one.came_from, "by": one.by, "protocol": one.protocol}
    if one.delay is not None:
        facts["delay"] = int(one.delay.total_seconds())
    return Step("hop", one.at, facts=facts, trusted=one.trusted)


def _here(known: GatheredMail) -> Iterator[Step]:
    submission = known.submission
    yield from map(_delivery, known.deliveries)
    yield Step("received", submission.received_at, facts={"evidence": submission.received_evidence})
    yield from (Step("stored", one.at, who=one.who) for one in known.log if one.what == "stored")
    if known.read_at is not None:
        yield Step("read", known.read_at)
    yield from map(_decided, known.decisions)
    for debt in known.debts:
        yield from _paid(debt)
    for debt in known.asking:
        yield Step("chairs-asked", debt.paid_at or debt.due_at, facts=_of_letter(debt))
    yield from map(_requested, known.requests)
    yield from (_noted(one) for one in known.log if one.what not in _TOLD_ELSEWHERE)


def _delivery(one: Delivery) -> Step:
    kind, _, rest = one.key.partition(":")
    facts: dict[str, Fact] = {"kind": "mailbox", "account": one.account, "folder": one.folder, "uid": one.uid}
    if not one.uid:
        facts = {"kind": _BROUGHT.get(kind, "desk"), "key": rest}
    what: StepKind = "linked" if one.state == "linked" else "delivered"
    return Step(what, one.stamps.first_seen, facts=facts)


def _decided(one: Decision) -> Step:
    verdict = one.verdict
    facts: dict[str, Fact] = {
        "n": one.n,
        "act": one.act,
        "disposition": verdict.disposition,
        "numbers": numbers_of(verdict),
        "late_by": verdict.late_by,
    }
    return Step("decided", one.at, who=one.actor, why=one.reason, facts=facts, typed=one.by_person)


def _paid(debt: Debt) -> Iterator[Step]:
    """What became of one debt, as far as it concerns people; one that a later Decision took over was never paid."""
    if isinstance(debt.payload, Move):
        facts: dict[str, Fact] = {"to": debt.payload.to, "state": debt.state, "attempts": debt.attempts}
        yield Step("moved", debt.paid_at or debt.due_at, why=_why(debt), facts=facts)
    elif isinstance(debt.payload, Copy):
        copied: dict[str, Fact] = {"to": debt.payload.to, "state": debt.state}
        yield Step("copied", debt.paid_at or debt.due_at, why=_why(debt), facts=copied)
    elif debt.kind in _LETTERS:
        what: StepKind = "withheld" if debt.state == "withheld" else "letter"
        yield Step(what, debt.paid_at or debt.frozen_at or debt.due_at, why=_why(debt), facts=_of_letter(debt))
        if debt.bounced_at is not None:
            yield Step("bounced", debt.bounced_at, facts=_of_letter(debt))


def _why(debt: Debt) -> str:
    """What the server said of a letter that did not leave at once, or why it is withheld."""
    return "" if debt.state == "paid" else debt.note


def _of_letter(debt: Debt) -> dict[str, Fact]:
    facts: dict[str, Fact] = {
        "kind": debt.kind,
        "state": debt.state,
        "attempts": debt.attempts,
        "to": recipients(debt),
        "how": debt.how,
    }
    return facts | ({"decision": debt.decision} if debt.decision is not None else {})


def _requested(one: Request) -> Step:
    facts: dict[str, Fact] = {
        "act": one.link.act,
        "document": one.link.document + 1,
        "outcome": one.outcome or "waiting",
        "request": one.id,
    }
    return Step("requested", one.asked_at, who=one.link.address, why=one.reason, facts=facts, typed=True)


def _noted(one: LogEntry) -> Step:
    facts: dict[str, Fact] = {"word": one.what, "to": one.personal.get("to", "") if one.what == "assigned" else ""}
    until = str(one.facts.get("until", "")) if one.what == "snoozed" else ""
    at = datetime.fromisoformat(until) if until else None
    return Step("noted", one.at, who=one.who, why=one.why, facts=facts, until=at, typed=one.is_typed)
