"""Files that a person uploaded: theirs alone, a few of each kind, and gone after a while. On both databases."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from intake.store import SqlStore

AT = datetime(2026, 5, 1, 8, tzinfo=UTC)
UNTIL = AT + timedelta(days=2)


def test_an_upload_is_found_by_who_made_it_for_what_it_was_made_and_in_time(store: SqlStore) -> None:
    content = bytes(range(256)) * 5_000
    with store.write() as work:
        key = work.candidates.keep("sam", "circular", content, UNTIL, 5)
    assert key == sha256(content).hexdigest()
    with store.read() as work:
        assert work.candidates.find("sam", "circular", key, AT) == content
        for login, purpose, wanted, at in (
            ("ada", "circular", key, AT), ("sam", "template", key, AT), ("sam", "circular", "0" * 64, AT),
            ("sam", "circular", key, UNTIL),
        ):  # fmt: skip
            assert work.candidates.find(login, purpose, wanted, at) is None
        assert work.candidates.abandoned(AT) == 0
        assert work.candidates.abandoned(UNTIL) == 1
    with store.write() as work:
        assert work.candidates.keep("sam", "circular", content, UNTIL + timedelta(days=1), 5) == key, "kept anew"
        assert work.candidates.clear(UNTIL) == 0
        assert work.candidates.find("sam", "circular", key, UNTIL) == content


def test_of_many_the_oldest_go_and_those_of_others_stay(store: SqlStore) -> None:
    with store.write() as work:
        other = work.candidates.keep("ada", "circular", b"hers", UNTIL, 2)
        keys = [
            work.candidates.keep("sam", "circular", str(one).encode(), UNTIL + timedelta(seconds=one), 2)
            for one in range(4)
        ]
        there = [work.candidates.find("sam", "circular", key, AT) for key in keys]
        assert there == [None, None, b"2", b"3"]
        assert work.candidates.find("ada", "circular", other, AT) == b"hers"
        assert work.candidates.clear(UNTIL + timedelta(days=9)) == 3
