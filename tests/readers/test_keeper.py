"""The reader process and its keeper: real processes, some of which misbehave."""

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import copy_context

import pytest

from intake.domain.errors import ConfigurationError
from intake.domain.limits import FileLimits
from intake.ports import ReaderFailedError
from intake.readers.limits import ProcessLimits
from intake.readers.process.keeper import ReaderKeeper
from intake.readers.process.patience import have_patience
from tests.readers.build import DOCX, contribution, mail, multipart, part, with_file, words

FILE = contribution()
HARM = b"HARM, in a plain file"
BOTH = mail(multipart(words(), part(HARM), part(FILE, DOCX, disposition="attachment; filename=a.docx")))


@pytest.fixture
def keeper() -> Iterator[ReaderKeeper]:
    made = ReaderKeeper()
    yield made
    made.close()


def pid(keeper: ReaderKeeper) -> int:
    assert keeper.sandbox is not None
    assert keeper._process is not None
    return keeper._process.pid


def test_a_mail_is_read_in_another_process(keeper: ReaderKeeper) -> None:
    result = keeper.read(with_file(FILE, "Input 7.docx"))
    assert result.files == (FILE,)
    assert [one.name for one in result.reading.mail.attachments] == ["Input 7.docx"]
    assert result.reading.files[0].word is not None
    assert result.reading.files[0].word.tables[0].rows[1][1].text == "On avatars"
    assert result.reading.version == keeper.version
    assert pid(keeper) != os.getpid()


def test_headers_and_single_files_are_read(keeper: ReaderKeeper) -> None:
    assert keeper.read_headers(with_file(FILE)).mail.subject == "Contribution to JCA-MV"
    alone = keeper.read_file(FILE, "C:\\Input\n7.docx")
    assert alone.files == (FILE,)
    assert alone.reading.mail.attachments[0].name == "C:\\Input 7.docx"
    assert alone.reading.files[0].filetype == "docx"


def test_big_mails_pass_both_ways(keeper: ReaderKeeper) -> None:
    """Far more than a pipe holds, in and out, so that whoever only writes or only reads would wait for ever."""
    large = os.urandom(30_000_000)
    result = keeper.read(mail(multipart(words(), part(large), part(FILE, DOCX))))
    assert result.files == (large, FILE)


def test_a_file_over_the_limit_is_kept_and_named() -> None:
    keeper = ReaderKeeper(largest=1000)
    result = keeper.read(with_file(FILE))
    keeper.close()
    assert result.files == (FILE,)
    assert [(one.kind, one.facts) for one in result.reading.files[0].problems] == [("too-large", {"max_mb": 0})]


def test_other_limits_hold_in_the_process_and_make_another_version() -> None:
    keeper = ReaderKeeper(limits=FileLimits(entries=3))
    result = keeper.read(with_file(FILE))
    keeper.close()
    assert [(one.kind, one.facts) for one in result.reading.files[0].problems] == [("container", {"why": "entries"})]
    assert (
        result.reading.version == keeper.version != ReaderKeeper().version == ReaderKeeper(limits=FileLimits()).version
    )


def test_a_process_is_replaced_after_its_share() -> None:
    keeper = ReaderKeeper(mails=2)
    pids = []
    for _ in range(4):
        pids.append(pid(keeper))
        keeper.read(mail())
    keeper.close()
    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_a_process_that_died_while_idle_is_replaced(keeper: ReaderKeeper) -> None:
    os.kill(pid(keeper), signal.SIGKILL)
    assert keeper._process is not None
    keeper._process._process.wait(5)
    assert keeper.read_headers(mail()).mail.subject == "Contribution to JCA-MV"


def test_a_closed_keeper_starts_again(keeper: ReaderKeeper) -> None:
    keeper.read(mail())
    keeper.close()
    assert keeper.read(mail()).reading.mail.message_id == "<1@example.org>"


@pytest.mark.parametrize(
    ("behaviour", "why"),
    [
        ("no-greeting", "protocol"),
        ("old-version", "protocol"),
        ("exits", "crashed"),
        ("ends", "protocol"),
        ("out-of-memory", "out-of-memory"),
        pytest.param("spins", "timed-out", id="A25-processor-time"),
        ("endless", "protocol"),
        ("no-json", "protocol"),
        ("odd-json", "protocol"),
        ("extra-key", "protocol"),
        ("other-mail", "protocol"),
        ("other-file", "protocol"),
        ("short-file", "protocol"),
        ("no-files", "protocol"),
    ],
)
def test_a_misbehaving_process_is_a_failure_with_a_name(
    misbehaving: Callable[..., ReaderKeeper], behaviour: str, why: str
) -> None:
    keeper = misbehaving(behaviour)
    with pytest.raises(ReaderFailedError) as failure:
        keeper.read(with_file(FILE))
    assert failure.value.why == why


def test_a_process_that_hangs_is_ended(misbehaving: Callable[..., ReaderKeeper]) -> None:
    keeper = misbehaving("hangs", deadline=0.3)
    hanging = pid(keeper)
    with pytest.raises(ReaderFailedError, match="timed-out"):
        keeper.read_headers(mail())
    with pytest.raises(ProcessLookupError):
        os.kill(hanging, 0)


def test_sizes_that_only_agree_in_sum_are_not_believed(misbehaving: Callable[..., ReaderKeeper]) -> None:
    with pytest.raises(ReaderFailedError, match="more bytes of files"):
        misbehaving("outgrown").read(BOTH)


def test_what_the_process_said_at_last_is_plain_text(misbehaving: Callable[..., ReaderKeeper]) -> None:
    with pytest.raises(ReaderFailedError) as failure:
        misbehaving("shouts").read(mail())
    assert failure.value.detail == "[2J31mgone"


def test_many_slow_files_keep_others_waiting_no_longer_than_a_few(misbehaving: Callable[..., ReaderKeeper]) -> None:
    slow = mail(multipart(words(), *(part(HARM + b"%d" % one) for one in range(60))))
    started = time.monotonic()
    result = misbehaving("dawdle", deadline=1.0).read(slow)
    assert time.monotonic() - started < 20
    assert {one.kind for file in result.reading.files for one in file.problems} == {"timed-out"}
    assert len(result.files) == 60


def test_who_is_not_patient_waits_one_deadline_and_no_more(misbehaving: Callable[..., ReaderKeeper]) -> None:
    slow = mail(multipart(words(), *(part(HARM + b"%d" % one) for one in range(60))))
    keeper = misbehaving("dawdle", deadline=1.0)
    started = time.monotonic()
    with pytest.raises(ReaderFailedError, match="timed-out"):
        keeper.read(slow, patient=False)
    assert time.monotonic() - started < 3
    assert keeper.read(mail(), patient=False).reading.mail.message_id == "<1@example.org>"


def test_who_is_not_patient_is_told_of_any_failure(misbehaving: Callable[..., ReaderKeeper]) -> None:
    keeper = misbehaving("die")
    with pytest.raises(ReaderFailedError, match="killed"):
        keeper.read(BOTH, patient=False)
    assert keeper.read(mail(), patient=False).reading.mail.message_id == "<1@example.org>"


def test_what_the_process_prints_goes_nowhere(misbehaving: Callable[..., ReaderKeeper]) -> None:
    result = misbehaving("chatter").read(BOTH)
    assert result.files == (HARM, FILE)
    assert [one.problems for one in result.reading.files] == [(), ()]


@pytest.mark.parametrize(
    ("behaviour", "kind"),
    [
        pytest.param("stumble", "crashed", id="A25-crashed"),
        pytest.param("hunger", "out-of-memory", id="A25-out-of-memory"),
        pytest.param("die", "killed", id="A25-killed"),
    ],
)
def test_one_bad_file_costs_neither_the_mail_nor_its_neighbour(
    misbehaving: Callable[..., ReaderKeeper], behaviour: str, kind: str
) -> None:
    keeper = misbehaving(behaviour)
    before = pid(keeper)
    result = keeper.read(BOTH)
    assert [[one.kind for one in file.problems] for file in result.reading.files] == [[kind], []]
    assert result.reading.files[1].word is not None
    assert result.reading.mail.subject == "Contribution to JCA-MV"
    assert result.files == (HARM, FILE)
    assert pid(keeper) != before


def test_memory_is_limited() -> None:
    keeper = ReaderKeeper(process=ProcessLimits(memory=160 << 20))
    with pytest.raises(ReaderFailedError, match="out-of-memory"):
        keeper.read(mail(multipart(part(bytes(60_000_000)))))
    assert keeper.read(mail()).reading.mail.text
    keeper.close()


def test_nothing_of_the_parent_is_inherited(
    misbehaving: Callable[..., ReaderKeeper], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTAKE_SECRET", "canary")
    reading, writing = os.pipe()
    os.set_inheritable(writing, True)
    try:
        assert set(misbehaving("environment").sandbox) <= {"LC_CTYPE", "PWD", "__CF_USER_TEXT_ENCODING"}
        if sys.platform == "linux":
            assert len(misbehaving("descriptors").sandbox) <= 4
    finally:
        os.close(reading)
        os.close(writing)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can be locked in so far")
def test_the_process_can_reach_neither_files_nor_network(misbehaving: Callable[..., ReaderKeeper]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        told = misbehaving("locked-in", str(listening.getsockname()[1])).sandbox
    possible = {one for one in told if one.startswith("can ")}
    assert {"rlimits", "no-new-privs"} <= set(told)
    if "landlock" in told:
        assert not possible & {"can read a file", "can write a file", "can reach the network"}
    if "network-namespace" in told:
        assert "can reach the network" not in possible


def test_a_required_sandbox_that_cannot_be_had_stops_the_start() -> None:
    command = (sys.executable, "-m", "tests.readers.stand_in", "not-locked")
    with pytest.raises(ConfigurationError, match="network-namespace, landlock"):
        ReaderKeeper(sandbox="require", command=command)


def test_all_that_one_request_asks_for_ends_within_its_patience(misbehaving: Callable[..., ReaderKeeper]) -> None:
    """However many files it brings, and whoever is before it: another request has a patience of its own."""
    keeper, whole = misbehaving("hangs", deadline=60), ReaderKeeper()

    def of_one_request() -> None:
        have_patience(0.5)
        for _ in range(20):
            for ask in (keeper.read_headers, keeper.read):
                with pytest.raises(ReaderFailedError, match="timed-out"):
                    ask(mail())
        with keeper_taken(whole), pytest.raises(ReaderFailedError, match="timed-out"):
            whole.read_headers(mail())

    started = time.monotonic()
    copy_context().run(of_one_request)
    assert time.monotonic() - started < 20, "not forty deadlines"
    assert whole.read_headers(mail()).mail.message_id == "<1@example.org>"
    whole.close()


@contextmanager
def keeper_taken(keeper: ReaderKeeper) -> Iterator[None]:
    """Somebody else is read meanwhile."""
    taken, end = threading.Event(), threading.Event()

    def other() -> None:
        with keeper._lock:
            taken.set()
            end.wait(20)

    thread = threading.Thread(target=other)
    thread.start()
    taken.wait(20)
    yield
    end.set()
    thread.join()
