"""Speaking to one sender in one language: sentences, times and findings, with strangers' words made safe to show."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import reduce

from babel.lists import format_list

from intake.adapters.words.catalogs import SOURCE, Catalogs
from intake.adapters.words.direction import bare, direction, isolated
from intake.adapters.words.moments import Moments
from intake.adapters.words.saying import shown
from intake.adapters.words.sentences import Sentences
from intake.domain.answering.receipt import Receipt, ReceiptFile, ReceiptOutcome
from intake.domain.letters.own_pages import NO_PAGES, OwnPages
from intake.domain.mail import Fact
from intake.domain.text.language import one_line
from intake.domain.verdict import Finding

RECORDED: frozenset[ReceiptOutcome] = frozenset({"registered", "replaced", "next", "admitted", "split"})
"""Outcomes by which documents come to stand in our lists under a number."""
ABOUT_A_NUMBER: frozenset[ReceiptOutcome] = frozenset({"withdrawn", "corrected"})
"""Outcomes of an act that was about one number: the letter says what became of it, and nothing of the mail's files."""

_NEAR = timedelta(minutes=1)


class Voice:
    """One Receipt, to be told in one language, with the `pages` that it names. `now` and `correct_until` are UTC."""

    def __init__(
        self,
        receipt: Receipt,
        language: str,
        catalogs: Catalogs,
        *,
        now: datetime,
        correct_until: datetime | None,
        pages: OwnPages = NO_PAGES,
    ) -> None:
        self.receipt = receipt
        self.language = language
        self.direction = direction(language)
        self.now = now
        self.correct_until = correct_until
        self.pages = pages
        self.moments = Moments(catalogs)
        self._catalogs = catalogs
        self._sentences = Sentences(catalogs)

    def say(self, key: str, **values: object) -> str:
        """One sentence of the catalog; acronym, mailbox and reference are always at hand."""
        receipt = self.receipt
        known = {"acronym": receipt.acronym, "mailbox": receipt.mailbox, "reference": receipt.reference}
        return self._catalogs.text(key, self.language, known | values)

    def bare(self, key: str, **values: object) -> str:
        """The sentence as a header field takes it: without the marks that keep both writing directions apart."""
        return bare(self.say(key, **values))

    def joined(self, way: str, parts: Sequence[str]) -> str:
        """The parts that are not empty, joined as the language joins them: a "pair", "sentences" or "sources"."""
        told = [one for one in parts if one]
        return reduce(lambda first, second: self.say(f"join.{way}", first=first, second=second), told) if told else ""

    def listed(self, names: Sequence[str]) -> str:
        """Names in one list: "JCA-MV and JCA-DCC"."""
        return format_list([isolated(one, self.language) for one in names], locale=self.language)

    @property
    def template_url(self) -> str:
        """Where the template is: on the group's own page, or on ours; "" where it is on neither."""
        return self.receipt.template_url or self.pages.template

    def word(self, family: str, name: str) -> str:
        """A word of ours as the language calls it ("kind", "liaison_in"); an unknown one as it stands."""
        key = f"{family}.{name.replace('_', '-')}"
        return self.say(key) if self._catalogs.has(key) else one_line(name)

    def shown(self, text: str | None) -> str:
        """A stranger's words, as far as this receipt may repeat them."""
        return shown(text or "", echo=self.receipt.echo)

    def full(self, at: datetime) -> str:
        """An instant on the group's clock and in UTC; with seconds where it lies within a minute of the deadline."""
        return self.moments.full(at, self.receipt.zone, self.language, seconds=self.near_deadline(at))

    def near_deadline(self, at: datetime) -> bool:
        """Whether the seconds of this instant matter."""
        deadline = self.receipt.deadline
        return deadline is not None and abs(at - deadline) <= _NEAR

    def documents(self) -> list[ReceiptFile]:
        """The files that are contributions, without those which the answer does not name."""
        return [one for one in self.receipt.files if one.named and one.role == "contribution"]

    def is_contribution(self) -> bool:
        """Whether the mail brought a contribution, or nothing that is known to be of another kind."""
        documents = self.documents()
        return not documents or any(one.kind == "contribution" for one in documents)

    def recorded(self) -> list[ReceiptFile]:
        """The contributions that stand in our lists under a number."""
        if self.receipt.outcome not in RECORDED:
            return []
        return [one for one in self.documents() if one.disposition == "accept" and not one.neutral]

    def closed(self) -> bool:
        """Whether lateness alone stands in the way: then nothing can be corrected."""
        told = [
            *self.of_mail("error"),
            *(error for file in self.receipt.files for error in self.of_file(file, "error")),
        ]
        return bool(told) and all(error.tells("late") for error in told)

    def of_mail(self, *severities: str) -> list[Finding]:
        """The findings of these severities that concern the whole mail and may be told."""
        return [one for one in self.receipt.findings if one.document is None and _is_told(one, severities)]

    def lateness(self, file: ReceiptFile) -> Finding | None:
        """The finding that this file came late, as far as it may be told."""
        found = self.of_file(file, "note", "warning", "error", "hold")
        return next((one for one in found if one.tells("late")), None)

    def about(self, file: ReceiptFile, finding: Finding, point: str) -> str:
        """The point with the name of its file before it, where there are several and the point does not name it."""
        several = sum(one.disposition is not None for one in self.documents()) > 1
        if not several or finding.facts.get("file") or not file.name:
            return point
        return self.say("file.point", file=self.shown(file.name), point=point)

    def of_file(self, file: ReceiptFile, *severities: str) -> list[Finding]:
        """The findings of these severities about one file that may be told."""
        if file.neutral or not file.named:
            return []
        return [one for one in file.findings if one.document is not None and _is_told(one, severities)]

    def what(self, finding: Finding) -> str:
        """Say what was found."""
        return self._sentences.what(self._safe(finding), self.language)

    def point(self, finding: Finding) -> str:
        """Say what was found, and how the sender corrects it or what happens next."""
        then = self._sentences.remedy(self._safe(finding), self.language)
        return self.joined("sentences", (self.what(finding), then))

    def completed(self, finding: Finding) -> str:
        """Say what was found, and what the secretariat does about it."""
        then = self._sentences.completed(self._safe(finding), self.language)
        return self.joined("sentences", (self.what(finding), then))

    def _safe(self, finding: Finding) -> Finding:
        return safe(finding, self.shown)


def safe(finding: Finding, show: Callable[[str], str]) -> Finding:
    """The finding with a stranger's words in its place and facts as `show` gives them."""

    def fact(known: Fact) -> Fact:
        if isinstance(known, str):
            return show(known)
        return tuple(map(show, known)) if isinstance(known, tuple) else known

    return replace(finding, at=show(finding.at), facts={name: fact(one) for name, one in finding.facts.items()})


def _is_told(finding: Finding, severities: tuple[str, ...]) -> bool:
    return finding.reply == "all" and finding.severity in severities


def voices(
    receipt: Receipt,
    catalogs: Catalogs,
    now: datetime,
    correct_until: datetime | None,
    pages: OwnPages = NO_PAGES,
) -> list[Voice]:
    """The languages of a letter, each as a voice, the first one on top; English where none of them is offered."""
    languages = [one for one in dict.fromkeys(receipt.languages) if catalogs.offers(one)] or [SOURCE]
    return [Voice(receipt, one, catalogs, now=now, correct_until=correct_until, pages=pages) for one in languages]
