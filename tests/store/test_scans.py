"""What the virus scanner said is kept, and the last answer about a file is what a Decision rests on."""

from intake.domain.scan import Scan
from intake.domain.submission import Wanted
from intake.store import SqlStore
from tests.store.values import NOON, at, digest

AWAY = Scan(digest("a"), "unscanned", NOON, why="unreachable")
FOUND = Scan(digest("a"), "infected", at(60), signature="Test.\0Virus", engine="ClamAV 1.4.3/27500")
CLEAN = Scan(digest("b"), "clean", at(60), engine="ClamAV 1.4.3/27500")


def test_the_last_scan_of_each_wanted_file_is_known(store: SqlStore) -> None:
    with store.write() as work:
        assert work.scans.last() is None
        for one in (AWAY, FOUND, CLEAN):
            work.scans.add(one)
    with store.read() as work:
        known = work.submissions.snapshot("mv", Wanted(digests=(digest("b"), digest("never"), digest("a"))))
        assert work.submissions.snapshot("mv", Wanted(digests=(digest("never"),))).scans == ()
        assert work.scans.last() == CLEAN
    assert [(one.sha256, one.outcome, one.at, one.signature, one.engine) for one in known.scans] == [
        (digest("b"), "clean", at(60), "", "ClamAV 1.4.3/27500"),
        (digest("a"), "infected", at(60), "Test.\ufffdVirus", "ClamAV 1.4.3/27500"),
    ]
    assert known.scan_of(digest("b")) == CLEAN
    assert known.scan_of(digest("never")) is None
