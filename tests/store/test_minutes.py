"""What a person noted beside a number: the last note counts, and one may be taken off."""

from dataclasses import replace
from datetime import UTC, datetime

from intake.domain.lists.minutes import Minute
from intake.store import SqlStore
from tests.store.values import arrive, contribution

AT = datetime(2026, 5, 1, 8, tzinfo=UTC)


def numbered(store: SqlStore, *names: str) -> list[int]:
    """The ids of contributions that these mails brought."""
    found = []
    for number, name in enumerate(names, 1):
        with store.write() as work:
            submission = arrive(work, name)
            work.contributions.lock("mv", [("doc", 1)])
            found.append(work.contributions.add(contribution(submission, number)).id)
    return found


def test_the_last_note_about_a_number_counts(store: SqlStore) -> None:
    first, second = numbered(store, "one", "two")
    item = Minute(first, "item", "2026-05-13", "4.1", "Grace", "asked by \0 the chair", AT)
    outcome = replace(item, about="outcome", text="Noted.")
    with store.write() as work:
        for one in (item, outcome, replace(item, text="4", by="Ada"), replace(item, contribution=second)):
            work.minutes.put(one)
    with store.read() as work:
        found = work.minutes.of([first])
        assert [(one.about, one.text, one.by) for one in found] == [
            ("item", "4", "Ada"),
            ("outcome", "Noted.", "Grace"),
        ]
        assert (found[0].at, found[0].reason) == (AT, "asked by \ufffd the chair")
        assert len(work.minutes.of([first, second])) == 3
        assert work.minutes.of([]) == []
    with store.write() as work:
        work.minutes.drop(first, "item")
        work.minutes.drop(first, "item")
    with store.read() as work:
        assert [one.about for one in work.minutes.of([first, second])] == ["outcome", "item"]
