"""Ticks of supporting files: one a file and version, the last one counts, and one may be forgotten."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from intake.domain.publishing.ticks import Tick
from intake.store import SqlStore
from tests.store.test_minutes import numbered

AT = datetime(2026, 5, 1, 8, tzinfo=UTC)


def test_the_last_tick_of_a_file_counts(store: SqlStore) -> None:
    first, second = numbered(store, "one", "two")
    tick = Tick(first, "Rev", 0, 0, "aa", "Doc-001-annex-1.xlsx", 3_000_000_000, "Grace", "by \0 word", AT)
    revised = replace(tick, revision=1, name="Doc-001-Rev1-annex-1.xlsx")
    with store.write() as work:
        for one in (tick, revised, replace(tick, sha256="bb"), replace(tick, contribution=second)):
            work.ticks.put(one)
        work.ticks.put(replace(tick, off_at=AT + timedelta(hours=1), by="Ada"))
    with store.read() as work:
        found = work.ticks.of([first])
        assert [(one.sha256, one.revision, one.by, one.stands) for one in found] == [
            ("aa", 0, "Ada", False), ("bb", 0, "Grace", True), ("aa", 1, "Grace", True),
        ]  # fmt: skip
        assert found[0] == replace(tick, reason="by \ufffd word", by="Ada", off_at=AT + timedelta(hours=1))
        assert len(work.ticks.of([first, second])) == 4
        assert work.ticks.of([]) == []
    with store.write() as work:
        work.ticks.drop(tick)
        work.ticks.drop(tick)
    with store.read() as work:
        assert [one.sha256 for one in work.ticks.of([first])] == ["bb", "aa"]
