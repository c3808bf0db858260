"""How long the pages of the log take in a big home: `python -m bench.log [--mails 100000] [--rounds 5]`.

Fills a database of each kind with mails of four groups, as the line would have written them (subjects, senders, titles
and abstracts in six languages, one in a hundred held), and asks for the first page and its count as the page `/log`
does: alone, with each filter, and with searches for rare and for frequent words. Then for a page in the middle, by its
place, and the same for the lines of the log, four of each mail. Prints the median and the longest of the rounds in
milliseconds, and the processor time of this process: with SQLite that is all the work there is. The figures are in
`docs/decisions/log-search.md`.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import insert, text

from intake.domain.card import Card
from intake.domain.search.address import PlaceInOrder, View
from intake.domain.search.asked import LogFilter, LogPage, LogQuery, end_instant, first_instant
from intake.domain.search.entries import EntryQuery
from intake.domain.submission import Timestamps
from intake.store import SqlStore, open_store
from intake.store.codec import STAMPS
from intake.store.collections.mails.cards import SqlCards
from intake.store.collections.mails.messages import messages
from intake.store.collections.records.log import entries
from intake.store.tables import submissions
from tests.store.databases import KINDS, fresh_url, stop_server
from tests.store.values import digest

_PAGE = 50
_COUNTED = 10_000
_BATCH = 1_000
_FIRST = datetime(2020, 1, 1, tzinfo=UTC)
_APART = timedelta(minutes=31)
_GROUPS = ("jca-mv", "jca-dcc", "jca-iot", "fg-mv")
_SENDERS = 2_000
_DISPOSITIONS = ("accept", "return", "ignore", "question", "hold")
_HOW_OFTEN = (700, 150, 130, 10, 10)
_WORDS = """
avatar metaverse interoperability requirement framework identity security privacy terminal latency rendering
codec
évaluation données réseau sécurité exigences señalización interoperabilidad требования безопасность
сети
متطلبات الأمن الشبكة 元宇宙 数字孪生 互操作性 要求 会议记录 network architecture functional reference model use case
study proposal revision draft recommendation gap analysis terminology glossary liaison ontology haptic
holographic
""".split()  # noqa: SIM905 - a list of seventy lines says less
_FINDINGS = ("TIM-002", "TPL-001", "COV-001", "COV-005", "FIL-004", "REV-001", "NAM-001", "LIA-001")
_KINDS = ("contribution", "liaison_in", "presentation", "information")


def mails(count: int) -> Iterator[tuple[dict[str, object], Card]]:
    """The rows of the mails and their cards, always the same."""
    dice = random.Random(7)
    for number in range(1, count + 1):
        group = _GROUPS[number % 4]
        disposition = dice.choices(_DISPOSITIONS, _HOW_OFTEN)[0]
        sender = f"delegate{dice.randrange(_SENDERS)}@member{dice.randrange(200)}.example"
        yield (
            {
                "id": number,
                "group": group,
                "raw": digest(number),
                "reference": f"{group[-2:].upper()}-26-{number:06d}",
                "received_at": _FIRST + number * _APART,
                "disposition": disposition,
                "meeting": f"{group}-{number // 5_000}" if disposition == "accept" else None,
                "sender": sender,
            },
            _card(dice, number, group, sender, accepted=disposition == "accept"),
        )


def _card(dice: random.Random, number: int, group: str, sender: str, *, accepted: bool) -> Card:
    def words(count: int) -> str:
        return " ".join(dice.choices(_WORDS, k=count))

    return Card(
        submission=number,
        group=group,
        message_id=f"<{number}@member.example>",
        subject=f"{words(6)} {'needle' if number % 40_000 == 77 else ''}",
        sender=sender,
        sender_name=f"{words(1)} Delegate",
        titles=(words(8),),
        sources=(f"Member {number % 200}",),
        abstracts=(words(60),),
        files=(f"Input_{number}_clean.docx",),
        numbers=(f"{group.upper()}-Doc-{number:06d}",) if accepted else (),
        reference=f"{group[-2:].upper()}-26-{number:06d}",
        findings=tuple(sorted({"TIM-002", dice.choice(_FINDINGS)})),
        kinds=(dice.choices(_KINDS, (90, 5, 4, 1))[0],),
        actors=("line", "Grace Hopper") if dice.random() < 0.05 else ("line",),
    )


def fill(store: SqlStore, count: int) -> None:
    """Write the mails, some in a transaction, as the line does."""
    stamps = STAMPS.dump(Timestamps(first_seen=_FIRST, internaldate=_FIRST))
    usual = {
        "state": "decided", "source": "INBOX", "evidence": "internaldate", "partial": False, "answers": "send",
        "stored_at": _FIRST, "decisions": 1, "attempts": 0, "failures": 0, "stamps": stamps,
    }  # fmt: skip
    every = mails(count)
    add_message, add = insert(messages), insert(submissions)
    for _ in range(0, count, _BATCH):
        with store._transaction("write") as transaction:  # noqa: SLF001 - rows, whole, without the line
            cards = SqlCards(transaction)
            for (row, card), _ in zip(every, range(_BATCH), strict=False):
                transaction.later(add_message, raw=row["raw"], size=48_000, partial=False, stored_at=_FIRST)
                transaction.later(add, **usual, **row)
                cards.put(card)
            transaction.flush()


_KINDS_OF_LINES = ("stored", "decided", "paid", "paid")


def fill_lines(store: SqlStore, count: int) -> None:
    """Write the sealed lines of these mails, four of each; one line in a thousand is an alert."""
    add = insert(entries)
    for first in range(0, count, _BATCH):
        with store._transaction("write") as transaction:  # noqa: SLF001 - lines with a place, without their seals
            for number in range(first + 1, min(first + _BATCH, count) + 1):
                for place, what in enumerate(_KINDS_OF_LINES, 4 * number - 3):
                    transaction.later(
                        add, id=place, position=place, seal="", at=_FIRST + number * _APART, facts="{}",
                        what="alert" if place % 1_000 == 1 else what, submission=number, personal=None,
                        who="Grace Hopper" if place % 700 == 2 else "line", why="It carries a file.",
                        group=_GROUPS[number % 4],
                    )  # fmt: skip
            transaction.flush()


LINES = {
    "lines, all": EntryQuery(),
    "lines, in the middle": EntryQuery(after=200_000),
    "lines, rare kind": EntryQuery(what="alert"),
    "lines, frequent kind": EntryQuery(what="paid"),
    "lines, rare person": EntryQuery(who="Grace Hopper"),
    "lines, of a group": EntryQuery(groups=("jca-mv",)),
    "lines, of three groups": EntryQuery(groups=_GROUPS[:3]),
    "lines, of a mail": EntryQuery(submission=50_000),
    "lines, until a day": EntryQuery(end=_FIRST + 50_000 * _APART),
    "lines, in a week, of a person": EntryQuery(
        who="Grace Hopper", since=_FIRST + 50_000 * _APART, end=_FIRST + 50_300 * _APART
    ),
    "lines, without those of persons": EntryQuery(without=("login", "person")),
}
MIDDLE = PlaceInOrder(_FIRST + 50_000 * _APART, 0)
_LAST_DAYS = date(2025, 9, 1)
QUESTIONS = {
    "all": LogFilter(),
    "group": LogFilter(group="jca-mv"),
    "meeting": LogFilter(meeting="jca-mv-3"),
    "disposition, frequent": LogFilter(disposition="accept"),
    "disposition, rare": LogFilter(disposition="hold"),
    "waiting": LogFilter(waiting=True),
    "finding, in each": LogFilter(finding="TIM-002"),
    "finding": LogFilter(finding="TPL-001"),
    "kind, frequent": LogFilter(kind="contribution"),
    "kind, rare": LogFilter(kind="information"),
    "sender": LogFilter(sender="delegate77@member77.example"),
    "sender, a domain": LogFilter(sender="@member77.example"),
    "sender, anybody": LogFilter(sender="delegate"),
    "who": LogFilter(who="Grace Hopper"),
    "who, the line": LogFilter(who="line"),
    "since": LogFilter(since=_LAST_DAYS),
    "until": LogFilter(until=date(2021, 1, 1)),
    "group and rare disposition": LogFilter(group="jca-mv", disposition="question"),
    "text, rare": LogFilter(text="needle"),
    "text, none": LogFilter(text="nowhere to be found"),
    "text, frequent": LogFilter(text="avatar"),
    "text, two frequent": LogFilter(text="avatar terminal"),
    "text, one letter": LogFilter(text="a"),
    "text, two letters": LogFilter(text="in"),
    "text, Chinese": LogFilter(text="会议"),
    "text, one Chinese sign": LogFilter(text="元"),
    "text, Arabic": LogFilter(text="شبكة"),
    "text, Russian": LogFilter(text="требован"),
    "text, French": LogFilter(text="donnees"),
    "text, a number": LogFilter(text="JCA-MV-Doc-090000"),
    "text, a reference": LogFilter(text="MV-26-090000"),
    "text, beginning of references": LogFilter(text="MV-26"),
    "text, a file name": LogFilter(text="Input_90001_clean.docx"),
    "text, frequent, and a rare disposition": LogFilter(text="avatar", disposition="hold"),
    "text, frequent, of a group": LogFilter(text="avatar", group="jca-iot"),
    "text, frequent, in a year": LogFilter(text="avatar", since=date(2021, 1, 1), until=date(2021, 12, 31)),
}


def query_of(asked: LogFilter) -> LogQuery:
    """The question as the store takes it."""
    zone = ZoneInfo("UTC")
    since, end = first_instant(asked.since, zone), end_instant(asked.until, zone)
    return LogQuery(asked, None, (asked.meeting,) if asked.meeting else (), since, end)


def ask(store: SqlStore, asked: LogFilter, view: View, *, counted: bool) -> tuple[LogPage, int]:
    """A page with its count, as `/log` shows them."""
    query = query_of(asked)
    with store.read() as work:
        return work.search.page(query, view, _PAGE), work.search.count(query, _COUNTED) if counted else 0


def measure(store: SqlStore, rounds: int) -> None:
    """Ask everything, and print how long each took."""
    pages = [(name, asked, View()) for name, asked in QUESTIONS.items()]
    pages += [
        ("all, in the middle", LogFilter(), View(after=MIDDLE)),
        ("all, back from the middle", LogFilter(), View(before=MIDDLE)),
        ("all, the oldest", LogFilter(), View(order="oldest")),
        ("text, frequent, in the middle", LogFilter(text="avatar"), View(after=MIDDLE)),
        ("finding, in the middle", LogFilter(finding="TPL-001"), View(after=MIDDLE)),
    ]
    for name, asked, view in pages:
        times: dict[bool, list[float]] = {False: [], True: []}
        ours: dict[bool, list[float]] = {False: [], True: []}
        for counted in rounds * (False, True):
            began, busy = time.perf_counter(), time.process_time()
            page, count = ask(store, asked, view, counted=counted)
            times[counted].append((time.perf_counter() - began) * 1_000)
            ours[counted].append((time.process_time() - busy) * 1_000)
        found = f"{len(page.rows)} of {count}"
        alone, both = (_told(times[one], ours[one]) for one in (False, True))
        print(f"  {name:42} {alone}   with its count {both}   {found}", flush=True)


def _told(times: list[float], ours: list[float]) -> str:
    return f"{statistics.median(times):7.1f} (at most {max(times):6.1f}, ours {statistics.median(ours):6.1f})"


def measure_lines(store: SqlStore, rounds: int) -> None:
    """The same for the lines of the log, which are not counted."""
    for name, query in LINES.items():
        times = []
        for _ in range(rounds):
            began = time.perf_counter()
            with store.read() as work:
                page = work.search.entries(query, _PAGE)
            times.append((time.perf_counter() - began) * 1_000)
        print(f"  {name:42} {statistics.median(times):7.1f} (at most {max(times):6.1f})   {len(page.entries)} lines")


def main() -> None:
    """Fill, measure, and print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--mails", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--kind", choices=KINDS, action="append")
    wanted = parser.parse_args()
    for kind in wanted.kind or KINDS:
        with tempfile.TemporaryDirectory() as folder:
            store = open_store(fresh_url(kind, Path(folder)))
            began = time.perf_counter()
            fill(store, wanted.mails)
            fill_lines(store, wanted.mails)
            print(f"{kind}: {wanted.mails} mails, filled in {time.perf_counter() - began:.0f} s; milliseconds a page")
            if kind == "postgresql":
                with store._engine.connect() as connection:  # noqa: SLF001 - as autovacuum does by itself
                    connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE"))
            measure(store, wanted.rounds)
            measure_lines(store, wanted.rounds)
            store.close()
    stop_server()


if __name__ == "__main__":
    main()
