"""The log is found again by what a person asks, alike on both databases, page by page."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import text

from intake.domain.card import Card
from intake.domain.search.address import PlaceInOrder, View
from intake.domain.search.asked import LogFilter, LogPage, LogQuery
from intake.domain.verdict import Disposition
from intake.ports import UnitOfWork
from intake.store import SqlStore, open_store
from tests.store.databases import KINDS, connected, ready_url
from tests.store.values import arrive, at, claim, decision, mark_read, verdict

EVERYTHING = LogFilter()


def taken(
    work: UnitOfWork,
    name: str,
    disposition: Disposition | None,
    *,
    received: float = 0,
    uid: int = 0,
    group: str = "mv",
    **card: object,
) -> int:
    """A mail of a group, decided so (None: not yet), with a card that holds these words."""
    one = arrive(work, name, group=group, received=received, uid=uid)
    if disposition is None:
        return one.id
    claim(work, "stored")
    mark_read(work, one.id, "token")
    made = decision(one.id, replace(verdict(disposition), meeting=str(card.pop("meeting", "m1")) or None))
    assert work.submissions.decide(made, token=None, correct_until=None, snapshot="{}")
    usual = Card(one.id, group, subject=name, sender="ada@example.org", reference=one.reference, actors=("line",))
    work.cards.put(replace(usual, **card))  # type: ignore[arg-type]
    return one.id


MAILS: list[tuple[str, Disposition | None, dict[str, Any]]] = [
    ("first", "accept", {"received": 1, "uid": 1, "titles": ("元宇宙联合协调会议记录",), "numbers": ("JCA-MV-Doc-012",),
                         "findings": ("TIM-002",), "kinds": ("contribution",)}),
    ("second", "hold", {"received": 2, "sender": "kim.jy@etri.re.kr", "sender_name": "Jiyoung KIM",
                        "abstracts": ("Требования безопасности",), "kinds": ("liaison_in",),
                        "findings": ("TPL-001", "REV-001")}),
    ("third", "question", {"received": 3, "uid": 3, "subject": "المساهمة الأولى", "actors": ("line", "Grace Hopper"),
                           "meeting": ""}),
    ("fourth", "accept", {"received": 4, "group": "dcc", "files": ("Évaluation_finale.docx",), "meeting": ""}),
    ("fifth", None, {"received": 5}),
    ("sixth", "ignore", {"received": 2, "sources": ("Avatar Institute",), "meeting": "m2"}),
]  # fmt: skip


@pytest.fixture(scope="module", params=KINDS)
def looked_into(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    """Mails in two groups, a second apart, for all tests that only look."""
    opened = open_store(ready_url(request.param, tmp_path_factory.mktemp("search")))
    yield fill(opened)
    opened.close()


@pytest.fixture
def filled(store: SqlStore) -> SqlStore:
    """The same mails for one test."""
    return fill(store)


def fill(store: SqlStore) -> SqlStore:
    with store.write() as work:
        for name, disposition, words in MAILS:
            taken(work, name, disposition, **words)
    return store


def found(store: SqlStore, query: LogQuery | LogFilter, view: View = View(), size: int = 50) -> list[str]:  # noqa: B008
    with store.read() as work:
        query = query if isinstance(query, LogQuery) else LogQuery(query)
        page, count = work.search.page(query, view, size), work.search.count(query, 1_000)
    assert count >= len(page.rows)
    return [one.submission.source.removeprefix("mail ") for one in page.rows]


ALL = ["fifth", "fourth", "third", "sixth", "second", "first"]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        pytest.param(EVERYTHING, ALL, id="all"),
        pytest.param(LogFilter(group="dcc"), ["fourth"], id="group"),
        pytest.param(LogFilter(disposition="accept"), ["fourth", "first"], id="disposition"),
        pytest.param(LogFilter(group="mv", disposition="accept"), ["first"], id="group-and-disposition"),
        pytest.param(LogFilter(waiting=True), ["third", "second"], id="waiting"),
        pytest.param(LogFilter(waiting=True, disposition="hold"), ["second"], id="waiting-on-hold"),
        pytest.param(LogFilter(waiting=True, disposition="accept"), [], id="waiting-accepted"),
        pytest.param(LogFilter(disposition="undecided"), ["fifth"], id="undecided"),
        pytest.param(LogFilter(disposition="failed"), [], id="failed"),
        pytest.param(LogFilter(waiting=True, disposition="undecided"), [], id="waiting-undecided"),
        pytest.param(LogFilter(mailbox="jca/INBOX"), ["third", "first"], id="mailbox"),
        pytest.param(LogFilter(mailbox="jca/INBOX", disposition="accept"), ["first"], id="mailbox-and-disposition"),
        pytest.param(LogFilter(mailbox="jca/Other"), [], id="another-mailbox"),
        pytest.param(LogFilter(finding="TPL-001"), ["second"], id="finding"),
        pytest.param(LogFilter(kind="liaison_in"), ["second"], id="kind"),
        pytest.param(LogFilter(who="line"), ["fourth", "third", "sixth", "second", "first"], id="who-line"),
        pytest.param(LogFilter(who="Grace Hopper"), ["third"], id="who-person"),
        pytest.param(LogFilter(who="Grace"), [], id="who-is-a-whole-name"),
        pytest.param(LogFilter(sender="kim.jy@etri.re.kr"), ["second"], id="sender"),
        pytest.param(LogFilter(sender="@etri"), ["second"], id="part-of-a-sender"),
        pytest.param(LogFilter(sender="kim jiyoung"), ["second"], id="name-of-a-sender"),
        pytest.param(LogFilter(sender="avatar"), [], id="sender-is-no-source"),
        pytest.param(LogFilter(text="avatar"), ["sixth"], id="source"),
        pytest.param(LogFilter(text="jca-mv-doc-012"), ["first"], id="number"),
        pytest.param(LogFilter(text="Doc-012"), ["first"], id="end-of-a-number"),
        pytest.param(LogFilter(text="MV-26-0002"), ["second"], id="reference"),
        pytest.param(LogFilter(text="mv-26-0004"), ["fifth"], id="reference-of-a-mail-without-words"),
        pytest.param(LogFilter(text="mv-26-0004", kind="td"), [], id="reference-and-a-kind-that-it-has-not"),
        pytest.param(LogFilter(text="会议"), ["first"], id="two-chinese-signs"),
        pytest.param(LogFilter(text="مساهمة"), ["third"], id="arabic"),
        pytest.param(LogFilter(text="безопас"), ["second"], id="russian"),
        pytest.param(LogFilter(text="evaluation"), ["fourth"], id="french-file-name"),
        pytest.param(LogFilter(text="etri.re.kr"), ["second"], id="domain"),
        pytest.param(LogFilter(text="etri безопасности"), ["second"], id="words-of-two-fields"),
        pytest.param(LogFilter(text="avatar", group="dcc"), [], id="word-and-group"),
        pytest.param(LogFilter(text="TPL-001"), [], id="text-is-no-finding"),
        pytest.param(LogFilter(text="???"), [], id="no-letter"),
    ],
)
def test_what_is_asked_for_is_found(looked_into: SqlStore, asked: LogFilter, names: list[str]) -> None:
    assert found(looked_into, asked) == names


@pytest.mark.parametrize(
    "typed",
    ['"', "'", "a'b", '" OR "', "avatar OR x", "NOT", "a*", "{words}: x", "(", ":*", "&|!", "\\", "%", "_", "\0",
     "\ud800", "'; DROP TABLE search; --", "^a", "+", "-a", "NEAR(a b, 2)", "a" * 5_000, "元" * 500, "¤ftim¤002"],
)  # fmt: skip
def test_no_text_breaks_a_search(looked_into: SqlStore, typed: str) -> None:
    for asked in (LogFilter(text=typed), LogFilter(sender=typed), LogFilter(who=typed, finding=typed, kind=typed)):
        assert set(found(looked_into, asked)) <= set(ALL)
    assert found(looked_into, EVERYTHING) == ALL


@pytest.mark.parametrize(
    ("query", "names"),
    [
        pytest.param(LogQuery(groups=("mv",)), ["fifth", "third", "sixth", "second", "first"], id="one-group-seen"),
        pytest.param(LogQuery(groups=("mv", "dcc")), ALL, id="two-groups-seen"),
        pytest.param(LogQuery(groups=()), [], id="no-group-seen"),
        pytest.param(LogQuery(LogFilter(group="dcc"), groups=("mv",)), [], id="a-group-not-seen"),
        pytest.param(LogQuery(LogFilter(text="evaluation"), groups=("mv",)), [], id="a-word-not-seen"),
        pytest.param(LogQuery(LogFilter(waiting=True), groups=("dcc", "mv")), ["third", "second"], id="waiting-seen"),
        pytest.param(LogQuery(meetings=("m1",)), ["second", "first"], id="meeting"),
        pytest.param(LogQuery(meetings=("m0", "m2")), ["sixth"], id="meeting-with-an-earlier-id"),
        pytest.param(LogQuery(meetings=("next",)), ["fourth"], id="next"),
        pytest.param(LogQuery(since=at(3)), ["fifth", "fourth", "third"], id="since"),
        pytest.param(LogQuery(end=at(3)), ["sixth", "second", "first"], id="end"),
        pytest.param(LogQuery(since=at(2), end=at(3)), ["sixth", "second"], id="between"),
    ],
)
def test_what_may_be_seen_is_found(looked_into: SqlStore, query: LogQuery, names: list[str]) -> None:
    assert found(looked_into, query) == names


@pytest.mark.parametrize(("looked_at", "few"), [(300, 1_000), (300, 1), (1, 1_000), (1, 1), (3, 1)])
@pytest.mark.parametrize(
    "asked",
    [
        LogFilter(text="ada"),
        LogFilter(text="ada", disposition="accept"),
        LogFilter(who="line", kind="contribution"),
        LogFilter(sender="ada", waiting=True),
    ],
)
def test_a_search_finds_the_same_whichever_way_it_goes(
    looked_into: SqlStore, monkeypatch: pytest.MonkeyPatch, asked: LogFilter, looked_at: int, few: int
) -> None:
    usual = found(looked_into, asked)
    monkeypatch.setattr("intake.store.collections.mails.found._NEXT", looked_at)
    monkeypatch.setattr("intake.store.collections.mails.found._FEW", few)
    assert found(looked_into, asked) == usual != []
    names, view = [], View()
    while True:
        with looked_into.read() as work:
            page = work.search.page(LogQuery(asked), view, 1)
        names += [one.submission.source.removeprefix("mail ") for one in page.rows]
        if not page.behind:
            break
        view = View(after=PlaceInOrder(page.rows[-1].submission.received_at, page.rows[-1].submission.id))
    assert names == usual


def pages(store: SqlStore, asked: LogFilter, order: str, size: int) -> list[LogPage]:
    """All pages, from the first to the last."""
    told: list[LogPage] = []
    view = View(order)  # type: ignore[arg-type]
    with store.read() as work:
        while not told or told[-1].behind:
            told.append(work.search.page(LogQuery(asked), view, size))
            last = told[-1].rows[-1].submission
            view = replace(view, after=PlaceInOrder(last.received_at, last.id))
    return told


@pytest.mark.parametrize("order", ["newest", "oldest"])
@pytest.mark.parametrize("size", [1, 2, 4, 6])
def test_pages_follow_one_another_and_go_back(looked_into: SqlStore, order: str, size: int) -> None:
    told = pages(looked_into, EVERYTHING, order, size)
    names = [row.submission.source.removeprefix("mail ") for page in told for row in page.rows]
    assert names == (ALL if order == "newest" else ALL[::-1])
    assert [page.ahead for page in told] == [False] + [True] * (len(told) - 1)
    for earlier, later in pairwise(told):
        first = later.rows[0].submission
        view = View(order, before=PlaceInOrder(first.received_at, first.id))  # type: ignore[arg-type]
        with looked_into.read() as work:
            back = work.search.page(LogQuery(EVERYTHING), view, size)
        assert (back.rows, back.behind) == (earlier.rows, True)
        assert back.ahead == earlier.ahead


def test_a_count_ends_where_it_is_told_to(looked_into: SqlStore) -> None:
    with looked_into.read() as work:
        assert work.search.count(LogQuery(), 4) == 4
        assert work.search.count(LogQuery(LogFilter(waiting=True)), 1) == 1
        assert work.search.count(LogQuery(), 100) == 6


def test_a_new_card_takes_the_place_of_the_old_words(filled: SqlStore) -> None:
    with filled.write() as work:
        card = work.cards.of([1])[1]
        work.cards.put(replace(card, titles=("Digital twins",)))
        work.cards.put(replace(card, titles=("Holograms",)))
    assert found(filled, LogFilter(text="会议")) == found(filled, LogFilter(text="twins")) == []
    assert found(filled, LogFilter(text="holograms")) == ["first"]


def test_words_that_are_erased_are_not_found_any_more(filled: SqlStore, database_url: str) -> None:
    with connected(database_url) as connection:
        connection.execute(text("DELETE FROM cards WHERE submission = 2"))
    assert found(filled, LogFilter(text="kim")) == found(filled, LogFilter(sender="@etri")) == []
    assert found(filled, EVERYTHING) == ALL, "the mail itself stays in the log"


def test_an_earlier_time_of_receipt_moves_a_mail(filled: SqlStore) -> None:
    with filled.write() as work:
        one = work.submissions.get(4)
        work.submissions.received(4, at=at(0), evidence="internaldate", stamps=one.stamps)
    assert found(filled, EVERYTHING) == ["fifth", "third", "sixth", "second", "first", "fourth"]
    assert found(filled, LogFilter(text="ada"), View("oldest"))[:2] == ["fourth", "first"]
