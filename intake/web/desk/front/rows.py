"""The rows of the first page in words, with the ways that lead on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from intake.adapters.words.catalogs import Catalogs
from intake.adapters.words.reasons import Reasons
from intake.adapters.words.saying import Saying
from intake.domain.calls.agenda import AgendaItem
from intake.domain.rulebook import Rulebook
from intake.domain.telling.waits import Proposed
from intake.pipeline.showing.front.health import Trouble
from intake.pipeline.showing.front.repairs import ToComplete
from intake.pipeline.showing.front.whole import Latest
from intake.pipeline.showing.plain import Object
from intake.pipeline.showing.waiting import WorkItem

OUTCOMES = (
    "accepted", "returned", "held", "question", "ignored", "linked", "waiting", "failed", "before-base", "vanished",
)  # fmt: skip
"""The words of the account, in the order in which they are shown."""
_FROM_HERE = {"from": "work"}
"""What leads to a mail from here leads on from it to the next that waits."""
_IN_THE_LOG = {
    "accepted": "accept",
    "returned": "return",
    "held": "hold",
    "question": "question",
    "ignored": "ignore",
    "waiting": "undecided",
    "failed": "failed",
}
"""The disposition by which the log finds them; the others are no mails of their own."""


@dataclass(frozen=True, slots=True)
class Way:
    """A button: the key of its words, what stands in them, and where it leads."""

    key: str
    url: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One mail that waits."""

    item: WorkItem
    title: str
    sender: str
    found: tuple[str, ...]
    told: tuple[str, ...]
    ways: tuple[Way, ...]
    url: str
    zone: str
    acronym: str


@dataclass(frozen=True, slots=True)
class RepairRow:
    """One document that the secretariat completes."""

    label: str
    title: str
    found: tuple[str, ...]
    way: Way
    url: str
    group: str


@dataclass(frozen=True, slots=True)
class LatestRow:
    """One of the last mails."""

    latest: Latest
    title: str
    sender: str
    url: str
    zone: str


@dataclass(frozen=True, slots=True)
class ComesRow:
    """What happens by itself, with the page of its meeting ("" for none)."""

    item: AgendaItem
    acronym: str
    url: str
    zone: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the account, and the lines of the log that it counts ("" where there are none)."""

    count: int
    url: str


class FrontRows:
    """Rows in one language."""

    def __init__(
        self, words: Catalogs, reasons: Reasons, language: str, link: Callable[..., str], books: Mapping[str, Rulebook]
    ) -> None:
        self._reasons = reasons
        self._words = words
        self._language = language
        self._link = link
        self._books = books

    def zone_of(self, group: str, meeting: str | None = None) -> str:
        """The zone of a meeting, else that of its group."""
        book = self._books.get(group)
        found = book.meeting(meeting) if book else None
        return book.group.zone_for(found) if book else "UTC"

    def item(self, one: WorkItem) -> ItemRow:
        """A mail that waits."""
        submission = one.submission
        zone = self.zone_of(submission.group, submission.meeting)
        acts = [one.act, *([one.otherwise] if one.otherwise else [])]
        return ItemRow(
            item=one,
            title="; ".join(one.card.titles) or one.card.subject,
            sender=one.card.sender_name or submission.sender,
            found=self._reasons.found(one.reason, self._language),
            told=self._reasons.told(one.reason, self._language, zone),
            ways=tuple(self._way(act) for act in acts if act.target),
            url=self._link(f"/submissions/{submission.reference}", **_FROM_HERE),
            zone=zone,
            acronym=self._acronym(submission.group),
        )

    def repair(self, one: ToComplete) -> RepairRow:
        """A document that is to be completed."""
        found = one.contribution
        return RepairRow(
            label=found.label,
            title=found.title,
            found=self._reasons.found(one.reason, self._language),
            way=self._way(one.act),
            url=self._link(f"/submissions/{found.reference}"),
            group=found.group,
        )

    def latest(self, one: Latest) -> LatestRow:
        """One of the last mails."""
        return LatestRow(
            latest=one,
            title="; ".join(one.card.titles) or one.card.subject,
            sender=one.card.sender_name or one.submission.sender,
            url=self._link(f"/submissions/{one.submission.reference}"),
            zone=self.zone_of(one.submission.group, one.submission.meeting),
        )

    def comes(self, one: AgendaItem) -> ComesRow:
        """What happens by itself."""
        group, _, about = one.due.subject.partition("/")
        named = about.partition("/")[0]
        book = self._books.get(group)
        known = book is not None and book.meeting(named) is not None
        url = self._link(f"/meetings/{group}/{named}") if known else ""
        return ComesRow(one, self._acronym(group), url, self.zone_of(group, named))

    def words(self, one: Trouble) -> str:
        """Something beside the mails in a sentence."""
        return Saying(self._words, self._language, "UTC", {}).say(one.said)

    def remark(self, one: Trouble) -> tuple[str, str]:
        """A remark on the rules, and the page on which a person follows it ("" for what is done on the machine)."""
        pages = {
            "meeting": "/meetings/circular",
            "template": "/templates",
            "example": "/templates",
            "secretariat": f"/meetings/rules/{one.group}",
            "chairs": f"/meetings/rules/{one.group}/text",
        }
        return self.words(one), self._link(pages[one.about]) if one.about in pages else ""

    def account(self, rows: Sequence[Object]) -> list[tuple[Object, list[tuple[str, Figure]]]]:
        """The account of each mailbox, and each of its figures with the mails behind it."""
        return [(row, [(word, self._figure(row, word)) for word in OUTCOMES]) for row in rows]

    def _figure(self, row: Object, word: str) -> Figure:
        known = _IN_THE_LOG.get(word) if row[word] else None
        mailbox = f"{row['account']}/{row['folder']}"
        return Figure(row[word], self._link("/log", mailbox=mailbox, disposition=known) if known else "")

    def _way(self, act: Proposed) -> Way:
        """The button of an act; what is filled in goes along, and says more than the bare act."""
        filled = {name: value for name, value in act.fields.items() if value}
        more = next((one for one in ("group", "attached", "next", "drop", "evidence") if one in filled), "")
        values = {"group": self._acronym(str(filled["group"]))} if more == "group" else {}
        query = {name: "1" if value is True else value for name, value in filled.items()}
        key = f"front.act.{act.act}" + (f"-{more}" if more else "")
        return Way(key, self._link(f"/submissions/{act.target}/acts/{act.act}", **query, **_FROM_HERE), values)

    def _acronym(self, group: str) -> str:
        book = self._books.get(group)
        return book.group.acronym if book else group.upper()
