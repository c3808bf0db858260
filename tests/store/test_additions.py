"""What was made of a mail's files is kept with the Decision that it was made for."""

from intake.domain.judging.additions import Addition
from intake.store import SqlStore
from tests.store.values import digest, stored


def test_additions_are_kept_in_their_order(store: SqlStore) -> None:
    one, two = stored(store, "one", "two")
    converted = Addition(one.id, 2, digest("new"), "paper \0é.docx", "converted", (digest("old"),))
    cover = Addition(one.id, 3, digest("cover"), "cover.docx", "cover", (digest("a"), digest("b")))
    with store.write() as work:
        work.additions.add(converted)
        work.additions.add(cover)
    with store.read() as work:
        first, second = work.additions.of(one.id)
        assert work.additions.of(two.id) == []
    assert second == cover
    assert (first.decision, first.name, first.made_of) == (2, "paper \ufffdé.docx", (digest("old"),))
