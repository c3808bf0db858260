"""A season of three groups by their agenda: what each mail became, and each letter, to whom, when, exactly once.

What must be told is computed here from the words of the rulebook, by another way than the product takes.
"""

import os
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from email import policy
from email.parser import BytesHeaderParser
from functools import partial
from itertools import pairwise
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.domain.telling import eve
from intake.pipeline.decision.lookup import last_decision
from intake.ports import Reader
from intake.shipped import shipped_rules
from tests.line.meetings.season import (
    Act,
    Call,
    Came,
    House,
    Played,
    Season,
    Silence,
    Sort,
    TimedSink,
    live,
    local,
    utc,
)
from tests.line.trouble.test_alerts import parsed
from tests.line.worlds import Server, World
from tests.store.databases import KINDS, ready_url

MakeWorld = Callable[[str], World]

MV = House("jca-mv", "JCA-MV", "mv@itu.int", "mv@office.example", "ada@mv.example", "list@mv.example", "Europe/Zurich")
DCC = House(
    "jca-dcc", "JCA-DCC", "dcc@itu.int", "dcc@office.example", "ada@dcc.example", "list@dcc.example", "Europe/Zurich"
)
QT = House("jca-qt", "JCA-QT", "qt@itu.int", "qt@office.example", "ada@qt.example", "", "America/New_York")
LAST_SECOND = time(23, 59, 59)


def day(text: str) -> date:
    return date.fromisoformat(text)


def end_of(text: str) -> datetime:
    return datetime.combine(day(text), LAST_SECOND)


MV_1 = Call(
    "jca-mv", "2026-11-04", utc("2026-09-28 08:00"), day("2026-11-04"), day("2026-11-04"), end_of("2026-10-22"), MV.zone
)
MV_2 = Call(
    "jca-mv", "2026-12-02", utc("2026-10-12 08:00"), day("2026-12-02"), day("2026-12-02"), end_of("2026-11-20"), MV.zone
)
DCC_1 = Call(
    "jca-dcc",
    "2026-10-28",
    utc("2026-09-30 07:00"),
    day("2026-10-28"),
    day("2026-10-29"),
    datetime(2026, 10, 16, 18),  # noqa: DTZ001 - local time of the call's zone
    DCC.zone,
)
DCC_2 = Call(
    "jca-dcc",
    "2026-12-09",
    utc("2026-10-20 07:00"),
    day("2026-12-09"),
    day("2026-12-09"),
    end_of("2026-11-27"),
    DCC.zone,
)
QT_1 = Call(
    "jca-qt", "2026-11-05", utc("2026-10-01 12:00"), day("2026-11-05"), day("2026-11-05"), end_of("2026-10-23"), QT.zone
)

ACTS = (
    Act(utc("2026-10-22 21:58:59"), "extend", "jca-mv", "2026-11-04", until=end_of("2026-10-26")),
    Act(utc("2026-10-26 15:00"), "reopen", "jca-qt", "2026-11-05", until=end_of("2026-10-28")),
    Act(utc("2026-11-10 12:00"), "cancel", "jca-dcc", "2026-12-09"),
    Act(utc("2026-11-16 14:00"), "postpone", "jca-mv", "2026-12-02", until=end_of("2026-11-27"), day=day("2026-12-10")),
)
OUTAGE = Silence("jca-dcc", utc("2026-10-16 13:00:30"), utc("2026-10-16 19:00:30"))


def mails(seed: int, share: float = 1.0) -> tuple[Came, ...]:
    """About 400 of them, most near the deadlines; those that share an instant came together."""
    chance = random.Random(seed)
    found: list[Came] = []
    for call, count, begins, near in (
        (MV_1, 130, "2026-09-29", ("2026-10-22 21:59:59", "2026-10-26 22:59:59")),
        (MV_2, 60, "2026-10-13", ("2026-11-27 22:59:59",)),
        (DCC_1, 100, "2026-10-01", ("2026-10-16 16:00:00",)),
        (DCC_2, 30, "2026-10-30", ()),
        (QT_1, 80, "2026-10-02", ("2026-10-24 03:59:59", "2026-10-29 03:59:59")),
    ):
        named = call.id if call in (MV_2, DCC_2) else ""
        instants = [*_around(chance, near), *_through(chance, begins, call)]
        for _ in range(round(count * share)):
            n = len(found) + 1
            sender = f"author{chance.randrange(25)}@org{chance.randrange(4)}.example"
            at = chance.choice(instants) + timedelta(seconds=chance.choice((0, 0, 1, 2)))
            answered = _open_return(found, call, at, chance)
            if answered is not None:
                found.append(replace(answered, at=at, sort="again", n=n, answers=answered.n))
                continue
            sort: Sort = chance.choices(("paper", "off-template", "question", "thanks"), (70, 14, 8, 8))[0]
            found.append(Came(at, call.house, sort, n, sender, named))
    return tuple(sorted(found, key=lambda one: (one.at, one.n)))


def _around(chance: random.Random, deadlines: Sequence[str]) -> Iterator[datetime]:
    """The instants around these, and the printed second itself."""
    for text in deadlines:
        yield from (utc(text), utc(text) - timedelta(seconds=1))
        yield from (utc(text) + timedelta(minutes=chance.randrange(-300, 40), seconds=11) for _ in range(8))


def _through(chance: random.Random, begins: str, call: Call) -> Iterator[datetime]:
    until = call.until or end_of(call.id)
    days = (until.date() - day(begins)).days
    for _ in range(12):
        at = datetime.combine(day(begins) + timedelta(days=chance.randrange(days)), time(chance.randrange(24), 7, 23))
        yield local(at, "UTC")


def _open_return(found: Sequence[Came], call: Call, at: datetime, chance: random.Random) -> Came | None:
    """One that was sent back not long before, to be sent again, in one case out of five."""
    again = {one.answers for one in found}
    for one in found:
        mine = one.house == call.house and one.sort == "off-template" and one.n not in again
        if mine and timedelta(minutes=5) < at - one.at < timedelta(hours=12) and chance.random() < 0.2:
            return one
    return None


AUTUMN = Season(
    utc("2026-09-28 07:00"),
    utc("2026-12-12 00:00"),
    (MV, DCC, QT),
    (MV_1, MV_2, DCC_1, DCC_2, QT_1),
    mails(2026),
    ACTS,
    (OUTAGE,),
)


# What must be told, from the words of the rulebook alone.

GATHERING = timedelta(seconds=20)
"""A letter to staff waits so long for what falls due beside it."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing to tell somebody at an instant (UTC), by the title of its notice."""

    at: datetime
    to: str
    title: str


@dataclass
class Fate:
    """What became of a mail: when it was found, its states from then on, and whose receipts tell of it."""

    came: Came
    call: Call | None
    found: datetime
    states: list[tuple[datetime, str]]
    late_by: int
    untils: list[tuple[datetime, datetime]] = field(default_factory=list)

    def until(self, at: datetime) -> datetime | None:
        """Until when it may be sent again, as known at this instant."""
        return next((until for since, until in reversed(self.untils) if since <= at), None)

    def state(self, at: datetime) -> str:
        """What it is at this instant, "" before it was found."""
        return next((state for since, state in reversed(self.states) if since <= at), "")


class Oracle:
    """What the script of a season leads to."""

    def __init__(self, season: Season) -> None:
        self.season = season
        self.houses = {one.id: one for one in season.houses}
        self.free_days = set(re.findall(r"day = (\d{4}-\d\d-\d\d)", _calendar()))
        self.told: list[Telling] = []
        self.staff: list[Telling] = []
        self.fates: dict[int, Fate] = {}
        for came in sorted(season.mails, key=lambda one: (self.found(one), one.at, one.n)):
            self._judge(came)
        for act in season.acts:
            self._follow(act)
        self.told_at = {one.id: self._together(one) for one in season.houses}
        for house in season.houses:
            self._remind_of(house)
        for call in season.calls:
            self._remind(call)
            self._close(call)
            self._hand_out(call)

    # Dates

    def acts(self, call: Call, at: datetime, *deeds: str) -> list[Act]:
        return [
            one
            for one in self.season.acts
            if (one.house, one.call) == (call.house, call.id) and one.at <= at and one.deed in deeds
        ]

    def until(self, call: Call, at: datetime) -> datetime | None:
        """The deadline (UTC) that counts at this instant."""
        moved = [one.until for one in self.acts(call, at, "extend", "reopen", "postpone") if one.until]
        last = moved[-1] if moved else call.until
        return local(last, call.zone) if last else None

    def first_day(self, call: Call, at: datetime) -> date:
        return self._moved_to(call, at) or call.first_day

    def last_day(self, call: Call, at: datetime) -> date:
        return self._moved_to(call, at) or call.last_day

    def _moved_to(self, call: Call, at: datetime) -> date | None:
        return next((one.day for one in reversed(self.acts(call, at, "postpone")) if one.day), None)

    def off(self, call: Call, at: datetime) -> bool:
        return bool(self.acts(call, at, "cancel"))

    def works_on(self, at: date) -> bool:
        return at.weekday() < 5 and at.isoformat() not in self.free_days

    # Mails

    def found(self, came: Came) -> datetime:
        silent = (one for one in self.season.silences if one.house == came.house and one.begins <= came.at < one.ends)
        return next((one.ends for one in silent), came.at)

    def call_of(self, came: Came) -> Call | None:
        """The one that it names, else the first whose last day is not over in its zone."""
        mine = [one for one in self.season.calls if one.house == came.house]
        found = self.found(came)
        ahead = [
            one
            for one in mine
            if not self.off(one, found) and came.at.astimezone(ZoneInfo(one.zone)).date() <= self.last_day(one, found)
        ]
        ahead.sort(key=lambda one: self.last_day(one, found))
        named = [
            one for one in ahead if came.call == one.id and came.sort in ("paper", "off-template", "question", "again")
        ]
        return next(iter([*named, *ahead]), None)

    def _judge(self, came: Came) -> None:
        call, found = self.call_of(came), self.found(came)
        until = self.until(call, found) if call else None
        answered = self.fates[came.answers] if came.answers else None
        corrects = answered is not None and answered.state(found) == "returned"
        counts = answered.came.at if answered and corrects else came.at
        late = until is not None and counts >= until + timedelta(seconds=1)
        late_by = int((counts - until).total_seconds()) if late and until else 0
        first = {"question": "question", "thanks": ""}.get(came.sort)
        state = first if first is not None else "late" if late else _when_in_time(came)
        fate = Fate(came, call, found, [(found, state)], late_by if state == "late" else 0)
        self.fates[came.n] = fate
        if answered and corrects:
            answered.states.append((found, "settled"))
        self._receipt(fate, found)

    def _receipt(self, fate: Fate, at: datetime) -> None:
        house, came = self.houses[fate.came.house], fate.came
        words = {
            "registered": f"Registered{'' if fate.call else ' for the next meeting'}: # - {came.title}",
            "late": "Received after the date for contributions",
            "returned": "Please correct and send again",
        }
        state = fate.state(at)
        if state in words:
            self.told.append(Telling(at, came.sender, f"[{house.acronym}] {words[state]}"))
        if state == "returned" and fate.call:
            fate.untils.append((at, self._correct_until(fate.call, at)))

    def _correct_until(self, call: Call, at: datetime) -> datetime:
        """The end of the next working day, and not before the deadline."""
        day = at.astimezone(ZoneInfo(call.zone)).date() + timedelta(days=1)
        while not self.works_on(day):
            day += timedelta(days=1)
        ends = local(datetime.combine(day, LAST_SECOND), call.zone)
        return max(ends, self.until(call, at) or ends)

    def mine(self, call: Call) -> list[Fate]:
        return [one for one in self.fates.values() if one.call == call]

    # Acts

    def _follow(self, act: Act) -> None:
        (call,) = [one for one in self.season.calls if (one.house, one.id) == (act.house, act.call)]
        house = self.houses[act.house]
        for fate in self.mine(call):
            known, moved = fate.until(act.at), self.until(call, act.at)
            if known and moved and moved > known:
                fate.untils.append((act.at, moved))
        if act.deed in ("extend", "reopen"):
            self._announce(house, act.at, f"More time for contributions to {call.title}")
            for fate in self.mine(call):
                until = self.until(call, act.at)
                if fate.state(act.at) == "late" and until and fate.came.at < until + timedelta(seconds=1):
                    fate.states.append((act.at, _when_in_time(fate.came)))
                    fate.late_by = 0
                    self._receipt(fate, act.at)
            return
        words = f"{call.title} is {'postponed' if act.deed == 'postpone' else 'cancelled'}"
        self._announce(house, act.at, words)
        theirs = {one.came.sender for one in self.mine(call) if one.state(act.at) in ("registered", "late")}
        self.told += [Telling(act.at, one, f"[{house.acronym}] {words}") for one in theirs]

    def _announce(self, house: House, at: datetime, title: str) -> None:
        if house.announce_to:
            self.told.append(Telling(at, f"draft for {house.announce_to}", f"[{house.acronym}] {title}"))

    # Reminders

    def _remind(self, call: Call) -> None:
        house = self.houses[call.house]
        for at in self._mornings(call, house):
            told, day = self.told_at[house.id][at], at.astimezone(ZoneInfo(house.zone)).date()
            if told >= call.opens and self._has_something_to_do(call, told, day):
                self.staff.append(Telling(told, house.secretariat, f"morning of {call.id}"))
        for fate in self.mine(call):
            self._remind_sender(fate)

    def _mornings(self, call: Call, house: House) -> Iterator[datetime]:
        """08:30 of the working days from the opening of a call to the last day of its meeting."""
        day = call.opens.astimezone(ZoneInfo(house.zone)).date()
        while day <= self.last_day(call, self.season.ends):
            at = local(datetime.combine(day, time(8, 30)), house.zone)
            if self.works_on(day) and at >= self.season.begins and not self.off(call, at):
                yield at
            day += timedelta(days=1)

    def _together(self, house: House) -> dict[datetime, datetime]:
        """For each instant of which is known that staff may be told something then: the first within an hour."""
        calls = [one for one in self.season.calls if one.house == house.id]
        instants = {at for call in calls for at, _ in self._states_of_play(call, house)}
        instants |= {at for call in calls for at in self._mornings(call, house)}
        found: dict[datetime, datetime] = {}
        first = None
        for at in sorted(instants):
            first = first if first and at - first < timedelta(hours=1) else at
            found[at] = first
        return found

    def _has_something_to_do(self, call: Call, at: datetime, day: date) -> bool:
        """Whether a morning mail of this day is due for the call, as it is known at this instant."""
        zone, figures, until = ZoneInfo(call.zone), self.figures(call, at), self.until(call, at)
        ends = [one.until(at) for one in self.mine(call) if one.state(at) == "returned"]
        may_return = any(one.astimezone(zone).date() == day for one in ends if one)
        is_last = until is not None and until.astimezone(zone).date() == day
        return bool(figures["waiting"] or figures["late"] or may_return or is_last)

    def _remind_of(self, house: House) -> None:
        """States of play, and a draft for the list beside those that are reminders; within an hour at once."""
        calls = [one for one in self.season.calls if one.house == house.id]
        drafts = set()
        for call in calls:
            for at, draft in self._states_of_play(call, house):
                told = self.told_at[house.id][at]
                self.staff.append(Telling(told, house.secretariat, f"state of {call.id}"))
                if draft:
                    drafts.add((told, call.title))
        for at, title in drafts:
            self._announce(house, at, f"Reminder: contributions to {title}")

    def _states_of_play(self, call: Call, house: House) -> Iterator[tuple[datetime, bool]]:
        """The instants of each deadline that the call had, while that one counted; and whether the list is reminded."""
        zone = ZoneInfo(call.zone)
        versions = {self.until(call, at) for at in (call.opens, *(one.at for one in self.season.acts))}
        for until in filter(None, versions):
            last = until.astimezone(zone)
            instants = [(self._moved(last, before), True) for before in house.reminders]
            instants += [(local(datetime.combine(last.date(), time(hour)), call.zone), False) for hour in (9, 17)]
            for at, draft in dict.fromkeys(instants):
                counts = self.until(call, at) == until and not self.off(call, at)
                if counts and self.season.begins < at < until and (not draft or at > call.opens):
                    yield at, draft

    def _moved(self, last: datetime, before: str) -> datetime:
        """So long before the deadline, in working hours: earlier, never later."""
        amount, unit = before.split()
        zone = last.tzinfo
        if unit == "d":
            at = datetime.combine(last.date() - timedelta(days=int(amount)), last.time())
        else:
            spans = {"h": timedelta(hours=int(amount)), "min": timedelta(minutes=int(amount))}
            at = (last.astimezone(ZoneInfo("UTC")) - spans[unit]).astimezone(zone).replace(tzinfo=None)
        day, hour = at.date(), at.time()
        if hour < time(8, 30):
            day, hour = day - timedelta(days=1), time(17, 30)
        hour = min(hour, time(17, 30))
        while not self.works_on(day):
            day, hour = day - timedelta(days=1), time(17, 30)
        return local(datetime.combine(day, hour), str(zone))

    def _remind_sender(self, fate: Fate) -> None:
        """At 09:00 of the last working day of the call, and of the time for sending again, while it may help."""
        assert fate.call is not None
        house, zone = self.houses[fate.call.house], ZoneInfo(fate.call.zone)
        sent_back = next((at for at, state in fate.states if state == "returned"), None)
        if sent_back is None or not fate.untils:
            return
        instants: dict[datetime, datetime] = {}
        for since, known in fate.untils:
            # What was planned by an earlier end, and did not come so far, is planned anew.
            instants = {at: end for at, end in instants.items() if at <= since}
            for end in sorted({known, self.until(fate.call, since) or known}):
                day = end.astimezone(zone).date()
                while not self.works_on(day):
                    day -= timedelta(days=1)
                at = local(datetime.combine(day, time(9)), fate.call.zone)
                if since + timedelta(hours=3) < at < end:
                    instants.setdefault(at, end)
        for at in instants:
            ends = fate.until(at)
            if fate.state(at) == "returned" and not self.off(fate.call, at) and ends and at < ends:
                self.told.append(Telling(at, fate.came.sender, f"[{house.acronym}] Please send your document again"))

    # The eve

    def _hand_out(self, call: Call) -> None:
        """At 14:00 of the last working day before the meeting, on the days that it has then."""
        house, instants = self.houses[call.house], set()
        for since in (self.season.begins, *(one.at for one in self.acts(call, self.season.ends, "postpone"))):
            day = self.first_day(call, since) - timedelta(days=1)
            while not self.works_on(day):
                day -= timedelta(days=1)
            at = local(datetime.combine(day, time(14)), call.zone)
            if since <= at and self.first_day(call, at) == self.first_day(call, since) and not self.off(call, at):
                instants.add(at)
        for at in instants:
            count = self.figures(call, at)["registered"]
            if house.chair and count:
                words = f"[{house.acronym}] Documents for {call.title}: {count}"
                self.told.append(Telling(at, house.chair, words))

    # The close

    def _close(self, call: Call) -> None:
        """One report at each deadline that the call reached, a final one once nothing can return."""
        house = self.houses[call.house]
        for since, until in self._deadlines(call):
            closed = self._heard(house, max(since, until + timedelta(seconds=house.settle)))
            if self.until(call, closed) != until or self.off(call, closed):
                continue
            ends = [one.until(closed) for one in self.mine(call) if one.state(closed) == "returned"]
            last = max(filter(None, ends), default=closed)
            self._report(call, closed, "provisional" if last > closed else "final")
            final = last + timedelta(minutes=15)
            if last > closed and self.until(call, final) == until and not self.off(call, final):
                self._report(call, final, "final")

    def _deadlines(self, call: Call) -> dict[tuple[datetime, datetime], None]:
        """The deadlines (UTC) that counted, with the instants from which on they did."""
        found: dict[tuple[datetime, datetime], None] = {}
        for since in (
            self.season.begins,
            *(one.at for one in self.acts(call, self.season.ends, "extend", "reopen", "postpone")),
        ):
            until = self.until(call, since)
            if until and until not in [one for _, one in found]:
                found[since, until] = None
        return found

    def _heard(self, house: House, at: datetime) -> datetime:
        silent = (one for one in self.season.silences if one.house == house.id and one.begins <= at < one.ends)
        return next((one.ends for one in silent), at)

    def _report(self, call: Call, at: datetime, stage: str) -> None:
        house = self.houses[call.house]
        for to in filter(None, (house.secretariat, house.chair)):
            self.staff.append(Telling(at, to, f"{stage} of {call.id}"))

    def figures(self, call: Call, at: datetime) -> Counter[str]:
        found = Counter(one.state(at) for one in self.mine(call))
        found["waiting"] = found["question"]
        return found

    def letters(self) -> list[Telling]:
        """Everything in letters: what staff are told within an hour is one, at the first's instant, and in words."""
        letters = [one for one in self.told if self.season.begins <= one.at < self.season.ends]
        for to in sorted({one.to for one in self.staff}):
            letters += self._gathered(to)
        return letters

    def _gathered(self, to: str) -> Iterator[Telling]:
        """The letters of one person; what an act has overtaken by then is taken out, and figures are as they leave."""
        told = [one for one in self.staff if one.to == to and one.at < self.season.ends]
        happens: list[tuple[datetime, int, Telling | Act]] = [(one.at, 1, one) for one in told]
        happens += [(one.at, 0, one) for one in self.season.acts]
        waits: list[Telling] = []
        leaves, left = self.season.begins, None
        for at, _, one in [*sorted(happens, key=lambda each: each[:2]), (self.season.ends, 2, None)]:
            if waits and (one is None or at > leaves):
                titles = sorted({self._title(each, leaves + GATHERING) for each in waits} - {""})
                if titles:
                    left = leaves
                    yield Telling(leaves, to, " & ".join(titles))
                waits = []
            if isinstance(one, Act):
                waits = [each for each in waits if not self._is_overtaken(each, one)]
            elif one is not None:
                if not waits:
                    leaves = max(at, left + timedelta(hours=1)) if left else at
                waits.append(one)

    def _is_overtaken(self, telling: Telling, act: Act) -> bool:
        """Whether an act has made this pointless: its call is off, or has another date."""
        kind, _, named = telling.title.partition(" of ")
        call = self._call(telling)
        if (act.house, act.call) != (call.house, named):
            return False
        before = self.until(call, act.at - timedelta(seconds=1))
        return act.deed == "cancel" or (before != self.until(call, act.at) and kind != "morning")

    def _call(self, telling: Telling) -> Call:
        named = telling.title.partition(" of ")[2]
        return next(one for one in self.season.calls if one.id == named and telling.to in self._people(one))

    def _title(self, telling: Telling, leaves: datetime) -> str:
        """Its title when its letter leaves; "" for what is not told any more by then. A report stays as it was made."""
        kind, call = telling.title.partition(" of ")[0], self._call(telling)
        until, day = self.until(call, leaves), leaves.astimezone(ZoneInfo(self.houses[call.house].zone)).date()
        if (kind == "state" and (until is None or until < leaves)) or (
            kind == "morning" and not self._has_something_to_do(call, leaves, day)
        ):
            return ""
        figures = self.figures(call, leaves if kind in ("state", "morning") else telling.at)
        count, waiting, late = figures["registered"], figures["waiting"], figures["late"]
        return {
            "state": f"State of play: {count} registered, {waiting} waiting for you, {late} for the chairs",
            "morning": f"This morning: {count} registered, {waiting} waiting for you, {late} for the chairs",
            "provisional": f"Call closed, report so far: {count} registered for {call.title}",
            "final": f"Call closed: {count} registered for {call.title}",
        }[kind]

    def _people(self, call: Call) -> tuple[str, str]:
        return (self.houses[call.house].secretariat, self.houses[call.house].chair)


def _when_in_time(came: Came) -> str:
    return "returned" if came.sort == "off-template" else "registered"


def _calendar() -> str:
    return (shipped_rules() / "calendars" / "geneva.toml").read_text()


# What was told.


HEADERS = BytesHeaderParser(policy=policy.default)


ASKED = re.compile(r"(?:Received after the date for contributions|Decided): \w+-\d\d-\d{4}")
"""The subject of a decision mail to a chair, and of what was decided then."""


def sent(world: World, servers: dict[str, Server]) -> list[Telling]:
    """Every letter that left, and every draft; but not what the chairs are asked, which test_chairs tries."""
    assert isinstance(world.sink, TimedSink)
    told = [Telling(at, to, _titles(one.raw)) for at, one in world.sink.timed for to in one.recipients]
    told = [one for one in told if not ASKED.search(one.title)]
    for server in servers.values():
        drafts = server.folders.get("Drafts", {}).values()
        told += [Telling(at, f"draft for {HEADERS.parsebytes(raw)['To']}", _titles(raw)) for raw, at in drafts]
    return told


def _titles(raw: bytes) -> str:
    """The subject, without what differs; of a letter with several notices their titles, sorted."""
    head = HEADERS.parsebytes(raw)
    subject = re.sub(r"JCA-\w+-Doc-\d+", "#", str(head["Subject"]))
    subject = re.sub(r"(Reminder: contributions to .*) until .*", r"\1", subject)
    subject = re.sub(r"(Please send your document again|Please correct and send again).*", r"\1", subject)
    bare = re.sub(r"^\[[^]]*\] ", "", subject)
    if not bare.startswith(("State of play", "This morning", "Call closed")) and "since the report" not in bare:
        return subject
    if not re.search(r" \(\+\d+\)$", bare):
        return bare
    letter = parsed(raw)
    part = letter.get_body(("plain",))
    assert part is not None
    lines = str(part.get_content()).splitlines()
    titles = {before for before, line in pairwise(lines) if line == "-" * 40}
    return " & ".join(sorted(titles))


def compare(expected: Sequence[Telling], found: Sequence[Telling]) -> list[str]:
    """What was not told, told too often, or told at another time than within three minutes after its instant."""
    faults: list[str] = []
    left = sorted(found, key=lambda one: one.at)
    for one in sorted(expected, key=lambda one: one.at):
        same = [other for other in left if (other.to, other.title) == (one.to, one.title)]
        near = [other for other in same if timedelta() <= other.at - one.at <= timedelta(minutes=3)]
        if near:
            left.remove(near[0])
        else:
            faults.append(f"not told: {one.at:%m-%d %H:%M:%S} {one.to}: {one.title}")
    return sorted(
        [*faults, *(f"told:     {one.at:%m-%d %H:%M:%S} {one.to}: {one.title}" for one in left)],
        key=lambda one: one[10:],
    )


def judged(played: Played, season: Season) -> Mapping[int, tuple[str, int]]:
    """What became of each mail, and by how many seconds it was late."""
    found = {}
    with played.line.store.read() as work:
        for came in season.mails:
            delivery = work.deliveries.by_key(f"imap:{came.house}/INBOX/7/{played.uids[came.n]}")
            assert delivery is not None
            assert delivery.submission is not None
            last = last_decision(work, work.submissions.get(delivery.submission)).verdict
            found[came.n] = (last.disposition, last.late_by or 0)
    return found


DISPOSITIONS = {
    "registered": "accept",
    "late": "hold",
    "returned": "return",
    "settled": "return",
    "question": "question",
    "": "ignore",
}


def check(world: World, season: Season) -> None:
    """Play a season, and compare all of it with what had to become of it."""
    oracle, played = Oracle(season), live(world, season)
    became = {n: (DISPOSITIONS[one.states[-1][1]], one.late_by) for n, one in oracle.fates.items()}
    assert judged(played, season) == became
    assert compare(oracle.letters(), sent(world, played.servers)) == []
    with played.line.store.read() as work:
        for house in season.houses:
            numbers = [one.number for one in work.contributions.listed(house.id)]
            assert sorted(numbers) == list(range(1, len(numbers) + 1))
        ended = work.agenda.listed(None, after=season.begins, limit=100_000)
    assert [one for one in ended if one.due.at < season.ends and one.outcome not in ("done", "lapsed")] == []


@pytest.fixture(autouse=True, scope="module")
def lists_alone() -> Iterator[None]:
    """What the chairs get on the eve is listed: to put hundreds of numbers into files is tried in test_eve_pack."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(eve, "LARGEST", 0)
        yield


@pytest.mark.timeout(900)
def test_a_season(make_world: MakeWorld) -> None:
    check(make_world("season"), AUTUMN)


# Seeded variants: one group, few mails, dates and habits of all kinds.

MOST = int(os.environ.get("INTAKE_SEASONS", "3"))
"""So many of them on each database; INTAKE_SEASONS=200 looks further."""

X = House("jca-x", "JCA-X", "x@itu.int", "x@office.example", "ada@x.example", "list@x.example", "Europe/Zurich")
ZONES = ("Europe/Zurich", "America/New_York", "Asia/Seoul", "Pacific/Auckland", "UTC")
BASES = ("2026-10-19", "2026-10-27", "2026-03-25", "2026-09-24", "2026-12-20")
"""Most of them have a change of the clocks or holidays in the weeks that follow."""
REMINDERS = (("7 d", "2 d", "3 h"), (), ("1 h",), ("30 min", "90 min"), ("1 d", "24 h"), ("10 min",))
NEAR = (0, -1, 1, -13, 17, -3607, 3607, 11 - 86_400, 906)
"""Seconds from a deadline at which mails come."""


@st.composite
def seasons(draw: st.DrawFn) -> Season:
    """A season of one group."""
    pick = partial(_picked, draw)
    zone = pick(ZONES)
    house = replace(
        X,
        zone=pick((zone, "Europe/Zurich")),
        chair=pick((X.chair, "")),
        announce_to=pick((X.announce_to, "")),
        reminders=pick(REMINDERS),
        settle=pick((900, 60, 7_200, 21_600)),
    )
    base = day(pick(BASES))
    begins = local(datetime.combine(base - timedelta(days=3), time(7)), "UTC")
    calls = [_call(pick, index, base, begins, zone) for index in range(pick((1, 2)))]
    act = _act(pick, calls[-1], begins)
    ends = [local(one, zone) for call in calls for one in (call.until, act.until if act else None) if one]
    silence = _silence(pick, ends)
    last = max(call.last_day for call in calls) + timedelta(days=6)
    return Season(
        begins,
        local(datetime.combine(last, time(12)), "UTC"),
        (house,),
        tuple(calls),
        tuple(_some_mails(pick, calls, [*ends, begins + timedelta(days=3)], begins)),
        (act,) if act else (),
        (silence,) if silence else (),
    )


T = TypeVar("T")
Pick = Callable[[Sequence[Any]], Any]


def _picked(draw: st.DrawFn, choices: Sequence[T]) -> T:
    return draw(st.sampled_from(choices))


def _call(pick: Pick, index: int, base: date, begins: datetime, zone: str) -> Call:
    """A meeting that may begin on the day of its deadline, before it; some have no date for contributions."""
    last = base + timedelta(days=pick(range(6)) + 3 * index)
    hour = pick((LAST_SECOND, LAST_SECOND, time(18), time(9, 30), time(1, 30), time(0, 30), time(12), None))
    first = last + timedelta(days=pick((0, 1, 3, 8)))
    opens = begins + timedelta(hours=pick((0, 30, 50)), minutes=13)
    until = datetime.combine(last, hour) if hour else None
    return Call("jca-x", f"M{index}x", opens, first, first + timedelta(days=pick((0, 1))), until, zone)


def _act(pick: Pick, call: Call, begins: datetime) -> Act | None:
    deed = pick(("extend", "extend", "cancel", "postpone", None))
    starts = local(datetime.combine(call.first_day, time()), call.zone)
    if deed == "extend" and call.until:
        seconds = pick((-60, -1, 5 - 18_000, 7 - 172_800, 60, 901, 10_807, 86_409))
        at = local(call.until, call.zone) + timedelta(seconds=seconds)
        until = call.until + timedelta(hours=pick((1, 24, 48, 72)))
        in_order = until.date() <= call.last_day and begins + timedelta(hours=50) < at < starts
        return Act(at, "extend", call.house, call.id, until=until) if in_order else None
    at = starts - timedelta(hours=pick((3, 30, 60)), seconds=7)
    if deed not in ("cancel", "postpone") or at < begins + timedelta(hours=51):
        return None
    return Act(at, deed, call.house, call.id, day=call.first_day + timedelta(days=5) if deed == "postpone" else None)


def _silence(pick: Pick, ends: Sequence[datetime]) -> Silence | None:
    if not ends or pick((True, False)):
        return None
    begins = pick(ends) - timedelta(hours=pick((1, 3, 5)), seconds=17)
    return Silence("jca-x", begins, begins + timedelta(hours=pick((1, 6, 20))))


def _some_mails(pick: Pick, calls: Sequence[Call], ends: Sequence[datetime], begins: datetime) -> list[Came]:
    found: list[Came] = []
    for n in range(1, 10):
        at = pick(ends) + timedelta(seconds=pick(NEAR))
        at = pick((at, at, begins + timedelta(hours=pick(range(1, 200)), seconds=29)))
        sort: Sort = pick(("paper", "paper", "paper", "off-template", "off-template", "question", "thanks"))
        named = pick(("", *(one.id for one in calls)))
        first = _open_return(found, calls[0], at, random.Random(n)) if sort == "paper" else None
        if first is not None:
            found.append(replace(first, at=at, sort="again", n=n, answers=first.n))
        elif at > begins + timedelta(minutes=20):
            found.append(Came(at, "jca-x", sort, n, f"author{pick(range(4))}@org{pick(range(2))}.example", named))
    return sorted(found, key=lambda one: (one.at, one.n))


@pytest.mark.timeout(900)
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=MOST, suppress_health_check=list(HealthCheck))
@given(season=seasons())
def test_other_seasons(kind: str, season: Season, tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> None:
    folder = tmp_path_factory.mktemp("season")
    world = World(folder, ready_url(kind, folder), reader)
    with closing(world):
        check(world, season)
