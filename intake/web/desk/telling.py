"""What a page says: sentences with what stands in their places, moments, numbers, in one language."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from intake.adapters.words.catalogs import Catalogs
from intake.adapters.words.direction import isolated
from intake.adapters.words.moments import Moments, offset
from intake.adapters.words.stating import Stating
from intake.domain.log_entry import BY_SERVICE
from intake.domain.persons.browsers import browser_and_system
from intake.domain.stated import Stated

_OTHERS, _ENGLISH = Markup("<bdi>{}</bdi>"), Markup('<bdi lang="en">{}</bdi>')


class Telling:
    """Tells things in one language of the desk. What it gives is HTML in which nothing of a stranger's is."""

    def __init__(self, words: Catalogs, stating: Stating, language: str) -> None:
        self._words = words
        self._stating = stating
        self._moments = Moments(words)
        self.language = language

    def say(self, key: str, **values: object) -> Markup:
        """The sentence with this key. A value is shown as text, but a moment or a link of ours as what it is.

        KeyError for an unknown key, and for a place that is left open.
        """
        shown = {name: one if isinstance(one, Markup) else escape(self._bare(one)) for name, one in values.items()}
        return Markup(self._words.filled(key, self.language, escape, shown))  # noqa: S704 - every part is escaped

    def count(self, key: str, number: int, **values: object) -> Markup:
        """The sentence for so many: `key`.one or `key`.many, as the language counts; {count} is the number."""
        which = "one" if self._locale.plural_form(number) == "one" else "many"
        return self.say(f"{key}.{which}", count=self.number(number), **values)

    def stated(self, said: Stated | str, *, typed: bool = False, english: bool = False) -> Markup:
        """An error of ours, or a sentence that is kept in English; the words of others in it stand in <bdi>.

        `typed`: by a person, whose words stay as they are. `english`: what no catalog knows is English all the same.
        """
        lines = [said] if isinstance(said, Stated) else said.splitlines()
        told = (Markup().join(self._parts(one, typed=typed, english=english)) for one in lines)
        return Markup("<br>").join(told)

    def _parts(self, said: Stated | str, *, typed: bool, english: bool) -> Iterator[Markup]:
        for one in self._stating.parts(said, self.language, typed=typed):
            yield escape(one.text) if one.ours else (_ENGLISH if english else _OTHERS).format(one.text)

    def term(self, family: str, value: str) -> Markup | str:
        """The word for a value of a family, as "submission.act" and "release"; the value where there is none."""
        key = f"{family}.{value.casefold().replace(' ', '-')}"
        return self.say(key) if self._words.has(key) else value

    def actor(self, who: str) -> Markup | str:
        """Who acted: a person by their login, or the service, whichever part of it."""
        if who == "mailbox":
            return self.say("desk.by-mailbox")
        return self.say("desk.by-service") if who in BY_SERVICE else who

    def number(self, number: float) -> str:
        """A number as the language writes it: "12,345"."""
        return format_decimal(number, locale=self.language)

    def moment(self, at: datetime, zone: str, form: str = "full") -> Markup:
        """An instant on the clock of this zone, which is always named; UTC for programs.

        "full": "Thursday 30 April 2026, 23:52 Geneva time (UTC+2)". "exact", where seconds count: "30 April 2026,
        23:52:10 Geneva time (UTC+2)". "short", for tables: "30 Apr 2026, 23:52 UTC+2".
        """
        told = self._told(at, zone, form)
        utc = at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        return Markup('<time datetime="{}">{}</time>').format(utc, told)

    def day(self, day: date, *, year: bool = True) -> str:
        """A day in words: "Thursday 30 April 2026"."""
        return self._moments.day(day, self.language, year=year)

    def zone(self, zone: str) -> str:
        """A zone as people call its time: "Geneva time"."""
        return self._moments.zone(zone, self.language)

    def browser(self, agent: str) -> Markup:
        """A browser by what it calls itself: "Firefox on Linux"; what is unknown is left out."""
        name, system = browser_and_system(agent)
        if name and system:
            return self.say("person.session.browser", browser=name, system=system)
        return escape(name or system) or self.say("person.session.unknown")

    def lasting(self, seconds: float) -> str:
        """A duration by its two largest units: "11 minutes and 3 seconds"."""
        return self._moments.lasting(int(seconds), self.language)

    def _told(self, at: datetime, zone: str, form: str) -> str:
        if form == "short":
            return self._short(at, zone)
        if form == "exact":
            return self._moments.date_and_time(at, zone, self.language)
        return self._moments.local(at, zone, self.language)

    def _short(self, at: datetime, zone: str) -> str:
        local = at.astimezone(ZoneInfo(zone))
        day = format_date(local, self._words.raw("desk.pattern.day", self.language), locale=self.language)
        values = {"day": day, "time": self._moments.clock(local, self.language), "offset": offset(local)}
        return self._words.text("desk.moment.short", self.language, values)

    def _bare(self, value: object) -> str:
        return isolated(str(value), self.language)

    @cached_property
    def _locale(self) -> Locale:
        return Locale.parse(self.language)
