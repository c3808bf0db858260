"""Findings in sentences: what was found and where, how to correct it, and what the secretariat does about it."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal

from intake.adapters.words.catalogs import Catalogs, placeholders
from intake.adapters.words.direction import isolated
from intake.adapters.words.moments import Moments
from intake.domain.text.language import one_line
from intake.domain.verdict import Finding

UNKNOWN = "…"
"""Stands in a sentence for a fact that an older finding does not have."""

_LASTING = ("early_by", "late_by")
_DAYS = ("expected", "until")
_LANGUAGES = ("language", "working_language")
"""Facts that are not shown as they stand: seconds, days, and the codes of languages."""

_DECIDING = ("field", "filetype", "kind", "reason", "relation", "why")
_COVER = "cover, "
_BETWEEN_WORDS = re.compile(r"[^a-z]+")
_TRANSLATION = re.compile(r"(?= \(|（|\Z)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Sentences:
    """Puts findings into the words of the catalogs; fulfils intake.ports.Words.

    A key is the finding's id and the kind of sentence: "COV-003.what". Before it goes a sentence for one value of a
    deciding fact ("FIL-003.label.what" for kind = "label"), for the severity ("TIM-001.error.remedy"), or for an empty
    fact ("COV-001.no-text.what"). `in_hand`: nothing was sent yet, so before all of them goes a sentence for who still
    has the file ("check.FIL-005.remedy"). `at_desk`: the secretariat reads it, so in place of a sentence that speaks to
    the sender goes one about the mail ("desk.ENV-007.what"). Facts are shown in one line each; whatever stands in them
    is never looked into.
    """

    def __init__(self, catalogs: Catalogs, *, in_hand: bool = False, at_desk: bool = False) -> None:
        self._families = ("check.", "") if in_hand else ("",)
        self._own = "desk." if at_desk else ""
        self._catalogs = catalogs
        self._moments = Moments(catalogs)

    def what(self, finding: Finding, language: str) -> str:
        """Say what was found, with the exact place; for a check without sentences its id."""
        return self._sentence(finding, "what", language) or finding.id

    def remedy(self, finding: Finding, language: str) -> str:
        """Say how the sender corrects it, or what happens next; "" when nothing is to be done."""
        return self._sentence(finding, "remedy", language)

    def completed(self, finding: Finding, language: str) -> str:
        """Say what the secretariat does about a finding that it completes itself; "" where no sentence says it."""
        return self._sentence(finding, "completed", language)

    def place(self, at: str, language: str) -> str:
        """A place in document or mail as the language calls it ("cover, Contact 2"); an unknown one as it stands."""
        if at.startswith(_COVER):
            field = self._named("label", at.removeprefix(_COVER), language)
            return self._catalogs.text("place.cover-field", language, {"field": field})
        return self._named("place", at, language)

    def label(self, name: str, language: str) -> str:
        """Name a field of the cover: "contact 2" is "Contact 2", in Spanish "Contact 2 (contacto)"."""
        return self._named("label", name, language)

    def _sentence(self, finding: Finding, part: str, language: str) -> str:
        variants = (*_variants(finding), "")
        keys = (f"{family}{finding.id}.{variant}{part}" for family in self._families for variant in variants)
        key = next((one for one in keys if self._catalogs.has(one)), None)
        if key is None:
            return ""
        key = self._owned(key)
        values = dict.fromkeys(placeholders(self._catalogs.raw(key, language)), UNKNOWN)
        values["place"] = self.place(finding.at, language) or UNKNOWN
        for name in finding.facts:
            values[name] = self._shown(finding, name, language) or UNKNOWN
        return self._catalogs.text(key, language, values)

    def _shown(self, finding: Finding, name: str, language: str) -> str:
        fact = finding.facts[name]
        if isinstance(fact, tuple):
            words = [isolated(self._word(name, one, language), language) for one in fact[:20]]
            return format_list(words, locale=language)
        if name == "file" and finding.facts.get("archive"):
            both = {name: one_line(str(finding.facts[name])) for name in ("file", "archive")}
            return self._catalogs.text("file.from-archive", language, both)
        if name in _LASTING and isinstance(fact, int):
            return self._moments.lasting(fact, language)
        if isinstance(fact, (int, float)):
            return format_decimal(fact, locale=language)
        if name == "deadline":
            zone = str(finding.facts.get("zone", "UTC"))
            return self._moments.full(datetime.fromisoformat(fact), zone, language, seconds=True)
        if name in _DAYS and _DAY.match(fact):
            return self._days(fact, language)
        if name in _LANGUAGES:
            return str(Locale.parse(language).languages.get(fact, one_line(fact)))
        return self.place(fact, language) if name == "second_place" else self._word(name, fact, language)

    def _word(self, name: str, value: str, language: str) -> str:
        return self._named("field", value, language) if name in ("field", "missing") else one_line(value)

    def _named(self, family: str, name: str, language: str) -> str:
        """A word of ours in the language, with its number if there is one; any other text in one line.

        The number stands behind the label that the template prints, before its translation: "Contact 2 (contacto)".
        """
        word = name.rstrip("0123456789")
        key = self._owned(f"{family}." + _BETWEEN_WORDS.sub("-", word.casefold()).strip("-"))
        if not self._catalogs.has(key):
            return one_line(name)
        number = f" {name.removeprefix(word)}".rstrip()
        return _TRANSLATION.sub(number, self._catalogs.text(key, language), count=1)

    def _owned(self, key: str) -> str:
        """The key of the same sentence as the desk says it; the key itself where it says no other."""
        own = f"{self._own}{key}"
        return own if self._own and self._catalogs.has(own) else key

    def _days(self, fact: str, language: str) -> str:
        days = [self._moments.day(date.fromisoformat(day), language) for day in _DAY.findall(fact)]
        if len(days) == 1:
            return days[0]
        return self._catalogs.text("meeting.days", language, {"first": days[0], "last": days[1]})


def _variants(finding: Finding) -> Iterator[str]:
    for name in _DECIDING:
        if isinstance(value := finding.facts.get(name), str) and value.replace("-", "").isalpha():
            yield f"{value}."
    yield f"{finding.severity}."
    for name, fact in sorted(finding.facts.items()):
        if not fact:
            yield f"no-{name}."
