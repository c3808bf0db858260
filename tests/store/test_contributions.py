"""Numbers and their contributions."""

import pytest

from intake.domain.submission import AcceptedFile, Version
from intake.store import SqlStore
from tests.store.values import at, contribution, digest, read


def test_a_series_starts_at_its_first_number(store: SqlStore) -> None:
    with store.write() as work:
        work.contributions.lock("mv", [("doc", 1), ("ls", 101)])
        numbers = [work.contributions.next_number("mv", name) for name in ("doc", "ls", "doc", "ls")]
        work.contributions.lock("dcc", [("doc", 5)])
        assert [*numbers, work.contributions.next_number("dcc", "doc")] == [1, 101, 2, 102, 5]


def test_a_first_number_that_changes_later_changes_nothing_given(store: SqlStore) -> None:
    with store.write() as work:
        work.contributions.lock("mv", [("doc", 10), ("unused", 1)])
        assert work.contributions.next_number("mv", "doc") == 10
    with store.write() as work:
        work.contributions.lock("mv", [("doc", 50), ("unused", 7)])
        assert work.contributions.next_number("mv", "doc") == 11
        assert work.contributions.next_number("mv", "unused") == 7


def test_a_series_that_is_not_locked_gives_no_number(store: SqlStore) -> None:
    with store.write() as work:
        work.contributions.lock("mv", [("doc", 1)])
        with pytest.raises(LookupError):
            work.contributions.next_number("mv", "ls")
        with pytest.raises(LookupError):
            work.contributions.next_number("dcc", "doc")


def test_a_contribution_is_found_by_number_and_by_submission(store: SqlStore) -> None:
    one, two = read(store, "one", "two")
    with store.write() as work:
        second = work.contributions.add(contribution(one, 2, "b.docx"))
        first = work.contributions.add(contribution(one, 1, "a.docx", "a.pdf", title="Métavers \0 元宇宙"))
        assert first.id
    with store.read() as work:
        assert work.contributions.by_label(" jca-mv-doc-002") == second
        assert work.contributions.by_label("JCA-MV-Doc-003") is None
        assert [each.number for each in work.contributions.of(one.id)] == [1, 2]
        assert work.contributions.of(two.id) == []
        listed = work.contributions.listed("mv")
        assert [each.number for each in listed] == [1, 2]
        assert listed[0].versions == first.versions
        assert listed[0].title == "Métavers \ufffd 元宇宙"
        assert work.contributions.listed("dcc") == []


def test_a_version_adds_files_and_submitters(store: SqlStore) -> None:
    one, two = read(store, "one", "two")
    with store.write() as work:
        first = work.contributions.add(contribution(one, 1, "a.docx"))
        files = (AcceptedFile(digest("b.docx"), "b.docx", "contribution"), AcceptedFile("0" * 64, "b.pdf", "companion"))
        revision = Version(1, 0, two.id, files, at(5))
        work.contributions.add_version(first.id, revision, ["bob@example.org", "ada@example.org"])
        with pytest.raises(KeyError):
            work.contributions.add_version(first.id + 1, revision, [])
    with store.read() as work:
        (changed,) = work.contributions.of(two.id)
    assert changed.versions == (*first.versions, revision)
    assert (changed.revision, changed.submission) == (1, one.id)
    assert changed.submitters == ("ada@example.org", "bob@example.org")


def test_a_correction_changes_what_is_recorded_and_not_the_keys(store: SqlStore) -> None:
    (one,) = read(store, "one")
    with store.write() as work:
        first = work.contributions.add(contribution(one, 1, title="IN CAPITALS"))
        work.contributions.correct(first.id, title="In capitals", source=None)
        work.contributions.correct(first.id, title=None, source=("A", "B"))
        work.contributions.correct(first.id, title=None, source=None, kind="information")
        work.contributions.correct(first.id, title=None, source=None)
        (changed,) = work.contributions.listed("mv")
    assert (changed.title, changed.source, changed.number) == ("In capitals", ("A", "B"), 1)
    assert changed.kind == "information"
    assert changed.title_key == first.title_key


def test_a_withdrawal_can_be_undone_and_keeps_the_number(store: SqlStore) -> None:
    (one,) = read(store, "one")
    with store.write() as work:
        work.contributions.lock("mv", [("doc", 1)])
        first = work.contributions.add(contribution(one, work.contributions.next_number("mv", "doc")))
        work.contributions.withdraw(first.id, at(9))
        assert [each.withdrawn_at for each in work.contributions.listed("mv")] == [at(9)]
        assert work.contributions.next_number("mv", "doc") == 2
        work.contributions.withdraw(first.id, None)
        assert [each.withdrawn_at for each in work.contributions.listed("mv")] == [None]


def test_the_same_number_is_never_recorded_twice(store: SqlStore) -> None:
    one, two = read(store, "one", "two")
    with store.write() as work:
        work.contributions.add(contribution(one, 1))
    with pytest.raises(Exception, match=r"(?i)unique"), store.write() as work:
        work.contributions.add(contribution(two, 1))


def test_posting_has_its_instant_and_is_undone(store: SqlStore) -> None:
    (one,) = read(store, "one")
    with store.write() as work:
        new = work.contributions.add(contribution(one, 1, "a.docx"))
        work.contributions.post(new.id, at(5))
    with store.write() as work:
        assert [each.posted_at for each in work.contributions.listed("mv")] == [at(5)]
        work.contributions.post(new.id, None)
    with store.read() as work:
        assert [each.posted_at for each in work.contributions.listed("mv")] == [None]
