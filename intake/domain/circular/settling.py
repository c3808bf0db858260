"""From several statements to one fact, or to a question where they do not agree."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from intake.domain.circular.facts.addresses import fits
from intake.domain.circular.facts.deadlines import DueDate
from intake.domain.circular.facts.meeting import MeetingDays
from intake.domain.circular.facts.where import VIRTUAL
from intake.domain.circular.found import CLEAR, INFERRED, STRONG, Candidate, LetterFact, Question, Value, settled
from intake.domain.circular.words.normal import folded


@dataclass(slots=True)
class Settled:
    """The facts and the questions so far."""

    facts: dict[str, LetterFact] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)

    def know(self, name: str, candidates: list[Candidate]) -> LetterFact | None:
        """Take the plainest candidate; nothing where there is none."""
        fact = settled(candidates)
        if fact is not None:
            self.facts[name] = fact
        return fact

    def ask(self, name: str, said: Sequence[tuple[Value, str]], question: str) -> None:
        """Ask a person; `said` are the possible values, each with the words that say it."""
        values = tuple(dict.fromkeys(one for one, _ in said))
        evidence = tuple(next(words for value, words in said if value == one) for one in values)
        self.questions.append(Question(name, values, evidence, question))

    def one_of(self, name: str, candidates: list[Candidate], question: str, least: int = CLEAR) -> LetterFact | None:
        """Take what the plainest candidates agree on; ask where they differ. `least`: how plain a disagreement is."""
        plain = [one for one in candidates if one.weight >= least]
        if len({one.value for one in plain}) > 1:
            self.ask(name, [(one.value, one.evidence) for one in plain], question)
            return None
        return self.know(name, candidates)


def settle_days(into: Settled, days: Sequence[MeetingDays]) -> tuple[date, date] | None:
    """The first and the last day of the meeting, also where only one of them is certain or both are asked."""
    if not days:
        return None
    base, words = days[0].span, days[0].sentence.text
    plain = [one for one in days if one.weight >= CLEAR] or list(days[:1])
    others = [one for one in plain if not base.first <= one.span.first <= one.span.last <= base.last]
    _settle_day(into, "meeting_date", plain, others)
    _settle_day(into, "meeting_end_date", plain, others)
    day = base.first.isoformat()
    if not base.weekday_fits:
        question = f"The weekday in the letter is not that of {day}, which is a {base.first:%A}. Which day is meant?"
        into.ask("meeting_date", [(day, words)], question)
    if not base.sure:
        into.ask("meeting_date", [(day, words)], "The letter writes day and month in figures. Which one is the month?")
    return base.first, base.last


def _settle_day(into: Settled, name: str, plain: list[MeetingDays], others: list[MeetingDays]) -> None:
    """The first or the last day; `others` are statements that do not lie within the plainest one."""
    said = {id(one): _end(one, name) for one in plain}
    first = said[id(plain[0])]
    differing = [said[id(one)] for one in others if said[id(one)] != first]
    if differing:
        which = "begin" if name == "meeting_date" else "end"
        told = [(said[id(one)], one.sentence.text) for one in plain if said[id(one)] in (first, *differing)]
        into.ask(name, told, f"The letter gives different days. When does the meeting {which}?")
    else:
        same = [one for one in plain if said[id(one)] == first]
        into.know(name, [Candidate(first, one.sentence.text, one.rule, one.weight) for one in same])


def _end(one: MeetingDays, name: str) -> str:
    return (one.span.first if name == "meeting_date" else one.span.last).isoformat()


def settle_hours(into: Settled, candidates: list[Candidate]) -> None:
    """The hours of the meeting; a statement of both ends says more than one of the beginning."""
    plain = [one for one in candidates if one.weight >= CLEAR] or candidates
    if not plain:
        return
    starts = dict.fromkeys(str(one.value)[:5] for one in plain)
    whole = list(dict.fromkeys(str(one.value) for one in plain if "-" in str(one.value)))
    if len(starts) > 1 or len(whole) > 1:
        into.ask("meeting_time", [(one.value, one.evidence) for one in plain],
                 "The letter gives different hours. When does the meeting begin and end?")  # fmt: skip
        return
    into.know("meeting_time", [one for one in plain if not whole or one.value == whole[0]])


def settle_venue(into: Settled, candidates: list[Candidate]) -> str:
    """Where the meeting is: as the plainest statement writes it; a place and "e-meeting" contradict each other."""
    plain = [one for one in candidates if one.weight >= CLEAR]
    virtual, placed = [one for one in plain if one.value == VIRTUAL], [one for one in plain if one.value != VIRTUAL]
    if virtual and placed:
        into.ask("venue", [(one.value, one.evidence) for one in (placed[0], virtual[0])],
                 "The letter names a place, and says that the meeting is virtual. Where is it?")  # fmt: skip
        return ""
    cities = {_city(str(one.value)) for one in placed}
    if len(cities) > 1:
        into.ask(
            "venue",
            [(one.value, one.evidence) for one in placed],
            "The letter names different places. Where is the meeting?",
        )
        return ""
    fact = into.know("venue", candidates)
    return str(fact.value) if fact else ""


def _city(place: str) -> str:
    """The city of a place, without accents and article: "Le Caire, Égypte" and "(au) Caire" are one."""
    return re.sub(r"^(?:le|la|el|the) ", "", folded(place).partition(",")[0])


def settle_mailbox(into: Settled, candidates: list[Candidate], acronym: str) -> None:
    """The mailbox for contributions: asked where there are several, or where it is not named after the group."""
    strong = list(dict.fromkeys(str(one.value) for one in candidates if one.weight == STRONG))
    header = [one for one in candidates if one.rule == "header" and fits(str(one.value), acronym)]
    doubtful = len(strong) > 1 or bool(strong and header and not fits(strong[0], acronym))
    if doubtful:
        said = [one for one in candidates if one.weight == STRONG] + header
        into.ask(
            "mailbox",
            [(one.value, one.evidence) for one in said],
            "The letter names several addresses. Which one takes the contributions?",
        )
        return
    named = [one for one in candidates if fits(str(one.value), acronym)]
    fact = into.know("mailbox", candidates if strong else named or candidates)
    if fact and acronym and not fits(str(fact.value), acronym):
        into.ask(
            "mailbox",
            [(fact.value, fact.evidence)],
            f"This address is not named after {acronym}. Does it take the contributions?",
        )


_KINDS = {"contribution": "contributions", "registration": "registrations"}


def settle_due(into: Settled, name: str, said: Sequence[DueDate], meeting: tuple[date, date] | None) -> None:
    """A deadline; asked where it is stated differently, says "before", or cannot be."""
    if not said:
        return
    things, zone = _KINDS[name.partition("_")[0]], _zone_of(into)
    if len({one.day for one in said}) > 1 or len({one.text(zone) for one in said if one.at}) > 1:
        question = f"The letter states this date twice, and differently. Until when are {things} taken?"
        into.ask(name, [(one.text(zone), one.evidence) for one in said], question)
        return
    value = next((one for one in said if one.at), said[0]).text(zone)
    timed = sorted(said, key=lambda one: one.at is None)
    fact = into.know(name, [Candidate(value, one.evidence, one.rule, one.weight) for one in timed])
    question = _doubt(said, things, meeting)
    if fact is None or not question:
        return
    day = said[0].day
    values: list[Value] = [fact.value]
    if all(one.strict for one in said) or any(one.midnight for one in said):
        values = [(day - timedelta(days=1)).isoformat(), day.isoformat()]
    into.facts[name] = LetterFact(fact.value, fact.evidence, fact.rule, "low")
    into.ask(name, [(one, fact.evidence) for one in values], question)


def _zone_of(into: Settled) -> str:
    zone = into.facts.get("timezone")
    return str(zone.value) if zone else ""


def _doubt(said: Sequence[DueDate], things: str, meeting: tuple[date, date] | None) -> str:
    """What makes a deadline doubtful, as a question; "" where nothing does."""
    day = said[0].day
    if all(one.strict for one in said):
        return (
            f'The letter says "before" this day. Are {things} still taken on the day itself, or until the day before?'
        )
    if any(one.midnight for one in said):
        return f"The letter says midnight. Are {things} taken until the end of this day, or of the day before?"
    if any(one.office_hours for one in said):
        return f"The letter says close of business. At which hour of this day do {things} end, or with the day itself?"
    if any(one.odd_weekday for one in said):
        return f"The weekday in the letter is not that of {day.isoformat()}, which is a {day:%A}. Which day is meant?"
    if meeting and day > meeting[1]:
        return f"This day lies after the meeting. Until when are {things} taken?"
    if all(one.relative for one in said):
        return f"The letter counts back from the meeting; this is the day that results. Are {things} taken until then?"
    return ""


def settle_zone(into: Settled, candidates: list[Candidate]) -> None:
    """The zone of the meeting's hours; one that only the place implies is asked."""
    strong = [one for one in candidates if one.weight == STRONG] or [one for one in candidates if one.weight == CLEAR]
    if len({one.value for one in strong}) > 1:
        into.ask(
            "timezone",
            [(one.value, one.evidence) for one in strong],
            "The letter names different time zones. In which one are its hours and dates?",
        )
        return
    fact = into.know("timezone", strong or candidates)
    if fact is None or strong:
        return
    implied = next(one for one in candidates if one.value == fact.value and one.weight == INFERRED)
    into.facts["timezone"] = LetterFact(fact.value, fact.evidence, fact.rule, "medium")
    why = {
        "place": "The letter names no time zone; this is the one of the place.",
        "season": "The zone that the letter names is not in force on that day; this is the one of that region.",
        "offset": "The letter tells the zone only by its hours; this is one that fits.",
    }[implied.rule]
    into.ask("timezone", [(fact.value, fact.evidence)], f"{why} Is it right?")
