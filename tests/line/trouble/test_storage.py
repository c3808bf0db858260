"""A disk that is full, breaks its promise or cannot be written: one clear sentence, nothing half done, all made good.

In process, the n-th write, fsync, rename or commit fails, for n = 1, 2, ... until none fires. As a process of its own,
`intake` meets a failing fsync, a file size limit, and folders and databases that it may not write.
"""

import ctypes
import errno
import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from intake.adapters import blobs as blobs_module
from intake.app import make_home
from intake.cli.main import run_command
from intake.domain.errors import IntakeError, StorageFailedError, UnavailableError
from intake.pipeline.line import Line
from intake.ports import Store, UnitOfWork
from intake.store.database import engine
from tests.line.letters_in import RTF, mail, paper
from tests.line.trouble.test_faults import bodies_of, dump, restarted
from tests.line.worlds import START, World
from tests.live.running import eventually
from tests.store.databases import ready_url

UNAVAILABLE = 4

_LIBC = ctypes.CDLL(None)
_DROP = 24
"""PR_CAPBSET_DROP (prctl(2)): what is dropped here is gone after exec, for root too."""

_PAST_PERMISSIONS = (1, 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""


def deliver_two(world: World) -> World:
    world.server.deliver(mail("accepted", ("Input.docx", paper())), START)
    world.server.deliver(mail("held", ("old.rtf", RTF), sender="other@etri.example"), START)
    return world


class Fault:
    """Fires once, at the n-th call."""

    def __init__(self, at: int, error: Callable[[], BaseException]) -> None:
        self.left, self.error, self.fired = at, error, False

    def __call__(self) -> None:
        self.left -= 1
        if self.left == 0:
            self.fired = True
            raise self.error()


def of_disk(number: int) -> Callable[[], OSError]:
    return lambda: OSError(number, os.strerror(number))


def of_sqlite(code: int) -> Callable[[], sqlite3.OperationalError]:
    def error() -> sqlite3.OperationalError:
        made = sqlite3.OperationalError("as SQLite says it")
        made.sqlite_errorcode = code
        return made

    return error


@contextmanager
def failing_disk(call: str, fault: Fault) -> Iterator[None]:
    """The blobs' own calls of this name fail when the fault fires; nobody else's do."""

    def faulty(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - passes on what it is given
        fault()
        return getattr(os, call)(*arguments, **named)

    patch = pytest.MonkeyPatch()
    if call == "replace":
        whole = Path.replace

        def faulty_replace(path: Path, to: Path) -> Path:
            fault()
            return whole(path, to)

        patch.setattr(Path, "replace", faulty_replace)
    else:
        names = {name: getattr(os, name) for name in ("open", "close", "write", "fsync") if name != call}
        flags = {name: getattr(os, name) for name in dir(os) if name.startswith("O_")}
        patch.setattr(blobs_module, "os", SimpleNamespace(**names, **flags, **{call: faulty}))
    yield
    patch.undo()


class FailingStore:
    """The real store, but a commit fails when the fault fires: everything of it is rolled back."""

    def __init__(self, store: Store, fault: Fault) -> None:
        self._store, self._fault = store, fault

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        with self._store.read() as work:
            yield work

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        with self._store.write() as work:
            yield work
            self._fault()

    def is_outage(self, error: BaseException) -> bool:
        return self._store.is_outage(error)

    def check_clock(self, now: datetime) -> float:
        return self._store.check_clock(now)

    def close(self) -> None:
        self._store.close()


MakeSqlite = Callable[[str], World]


@pytest.fixture
def make_sqlite(tmp_path: Path, world: World) -> MakeSqlite:
    def make(name: str) -> World:
        folder = tmp_path / name
        folder.mkdir()
        return deliver_two(World(folder, ready_url("sqlite", folder), world.reader))

    return make


def uninterrupted(make_sqlite: MakeSqlite) -> dict[str, Any]:
    world = make_sqlite("whole")
    line = world.start()
    world.run(line)
    line.store.close()
    return dump(world, line)


def assert_made_good(world: World, line: Line, expected: dict[str, Any], where: str) -> None:
    world.run(line)
    assert dump(world, line) == expected, where
    assert bodies_of(world) == expected["bodies"], where
    with line.store.read() as work:
        assert [one.why for one in work.log.listed(what="alert")] == [], where
    line.store.close()


@pytest.mark.parametrize(
    ("call", "number"),
    [("write", errno.ENOSPC), ("replace", errno.EIO)],
    ids=["write-full", "rename-broken"],
)
def test_after_a_full_disk_all_is_made_good_by_the_same_process(
    make_sqlite: MakeSqlite, call: str, number: int
) -> None:
    expected = uninterrupted(make_sqlite)
    for at in range(1, 100):
        world, fault = make_sqlite(f"at-{at}"), Fault(at, of_disk(number))
        line = world.start()
        with failing_disk(call, fault):
            if fault_fires(world, line, UnavailableError, fault):
                left = [one for one in (world.folder / "blobs" / "temporary").rglob("*") if one.is_file()]
                assert left == [], f"{call} {at}"
        assert_made_good(world, line, expected, f"{call} {at}")
        if not fault.fired:
            break
    assert at > 4


def fault_fires(world: World, line: Line, kind: type[Exception], fault: Fault) -> bool:
    """Whether the fault fired in a run; then it has ended with an error of this kind, in one sentence for a person."""
    ended = _end_of(world, line)
    assert isinstance(ended, kind) if fault.fired else ended is None
    assert len(str(ended).splitlines()) == 1
    fault.left = 0
    return fault.fired


def _end_of(world: World, line: Line) -> Exception | None:
    try:
        world.run(line)
    except IntakeError as error:
        return error
    return None


def test_after_a_failed_fsync_only_a_new_process_goes_on(make_sqlite: MakeSqlite) -> None:
    """P13: the fsync is not tried again; nothing is marked, answered or numbered in between."""
    expected = uninterrupted(make_sqlite)
    for at in range(1, 100):
        world, fault = make_sqlite(f"at-{at}"), Fault(at, of_disk(errno.EIO))
        line = world.start()
        before: list[object] = []
        with failing_disk("fsync", fault):
            if fault_fires(world, line, StorageFailedError, fault):
                before = outside(world)
        line.store.close()
        line = restarted(world)
        if fault.fired:
            assert outside(world) == before, f"fsync {at}"
        assert_made_good(world, line, expected, f"fsync {at}")
        if not fault.fired:
            break
    assert at > 4


def outside(world: World) -> list[object]:
    return [sorted(world.server.folders["INBOX"]), len(world.sink.sent)]


@pytest.mark.parametrize("code", [sqlite3.SQLITE_FULL, sqlite3.SQLITE_BUSY], ids=["full", "busy"])
def test_after_a_failed_commit_all_is_made_good_by_the_same_process(make_sqlite: MakeSqlite, code: int) -> None:
    expected = uninterrupted(make_sqlite)
    for at in range(1, 200):
        world, fault = make_sqlite(f"at-{at}"), Fault(at, of_sqlite(code))
        line = world.start()
        line.store = FailingStore(line.store, fault)
        fault_fires(world, line, UnavailableError, fault)
        assert_made_good(world, line, expected, f"commit {at}")
        if not fault.fired:
            break
    assert at > 10


def test_a_failed_sync_of_the_database_ends_the_process(make_sqlite: MakeSqlite) -> None:
    world, fault = make_sqlite("sync"), Fault(5, of_sqlite(sqlite3.SQLITE_IOERR_FSYNC))
    line = world.start()
    line.store = FailingStore(line.store, fault)
    assert fault_fires(world, line, StorageFailedError, fault)
    line.store.close()


# A process of its own


@pytest.fixture(scope="module")
def first_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that is made once; each test works on a copy."""
    home = make_home(tmp_path_factory.mktemp("first") / "home", environment={})
    settings = home / "intake.toml"
    settings.write_text(settings.read_text() + "\n[limits]\nclaim_seconds = 1\n")
    return home


@pytest.fixture
def home(first_home: Path) -> Iterator[Path]:
    """A copy that another user can reach, too."""
    folder = Path(tempfile.mkdtemp(prefix="intake-storage-"))
    folder.chmod(0o755)
    shutil.copytree(first_home, folder / "home")
    mails = folder / "mails"
    mails.mkdir()
    (mails / "1.eml").write_bytes(mail("accepted", ("Input.docx", paper())))
    (mails / "2.eml").write_bytes(mail("held", ("old.rtf", RTF), sender="other@etri.example"))
    yield folder / "home"
    shutil.rmtree(folder)


def intake(
    home: Path,
    *words: str,
    limit: int | None = None,
    modest: bool = False,
    python_path: Path | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run one command on this home: no file may grow beyond `limit`; `modest` gives up root's way past permissions."""

    def prepare() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        if modest:
            for capability in _PAST_PERMISSIONS:
                _LIBC.prctl(_DROP, capability, 0, 0, 0)

    return subprocess.run(
        [sys.executable, "-m", "intake", *words, "--home", str(home)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=environment(python_path),
        preexec_fn=prepare,
    )


def environment(python_path: Path | None = None) -> dict[str, str]:
    found = {name: value for name, value in os.environ.items() if not name.startswith("INTAKE_")}
    paths = [str(one) for one in (python_path, Path.cwd()) if one]
    quiet = {"INTAKE_DESK__LISTEN": "off", "PYTHONDONTWRITEBYTECODE": "1"}
    return {**found, **quiet, "PYTHONPATH": os.pathsep.join(paths)}


def ingest(home: Path, **named: Any) -> subprocess.CompletedProcess[str]:  # noqa: ANN401 - passes on what it is given
    return intake(home, "ingest", str(home.parent / "mails"), **named)


def assert_says(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """One sentence for a person on standard error, exit code 4, no traceback."""
    assert done.returncode == UNAVAILABLE, done.stderr
    (sentence,) = [one for one in done.stderr.splitlines() if one.startswith("intake: ")]
    assert all(word in sentence for word in words), sentence
    assert "Traceback" not in done.stderr


def assert_all_is_well(home: Path) -> None:
    """Once the trouble is over: both mails decided, one number, one receipt each, the log whole."""
    done = ingest(home)
    assert done.returncode == 1, done.stderr  # one is held: the person has something to look at
    rows = [json.loads(row) for row in done.stdout.splitlines()]
    assert [(one["state"], one["disposition"]) for one in rows] == [("decided", "accept"), ("decided", "hold")]
    assert [one["number"] for one in rows[0]["documents"]] == ["JCA-MV-Doc-001"]
    assert [len(one["receipts"]) for one in rows] == [1, 1]
    assert [one["receipt"]["state"] for one in rows] == ["draft", "draft"]
    assert len(list((home / "receipts").iterdir())) == 2
    assert intake(home, "audit", "verify").returncode == 0


FAILING_FSYNC = """
import errno, os

whole, left = os.fsync, [{at}]

def fsync(descriptor):
    left[0] -= 1
    if left[0] == 0:
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    if left[0] < 0:
        with open({after!r}, "a") as file:
            file.write("an fsync after the failed one\\n")
    return whole(descriptor)

os.fsync = fsync
"""


def failing_fsync(folder: Path, at: int) -> Path:
    """A folder for PYTHONPATH in which the process's fsync number `at` fails, once; later ones are noted."""
    site = folder / f"site-{at}"
    site.mkdir()
    (site / "sitecustomize.py").write_text(FAILING_FSYNC.format(at=at, after=str(folder / "after")))
    return site


def test_a_failed_fsync_ends_the_process_and_a_new_one_finishes(home: Path, tmp_path: Path) -> None:
    assert_says(ingest(home, python_path=failing_fsync(tmp_path, 1)), "the disk did not keep")
    assert intake(home, "log", "--json").stdout.count('"stored"') == 0
    assert_says(ingest(home, python_path=failing_fsync(tmp_path, 9)), "the disk did not keep")
    daemon = intake(home, "run", python_path=failing_fsync(tmp_path, 2))
    assert daemon.returncode == UNAVAILABLE, daemon.stderr
    assert not (tmp_path / "after").exists()
    assert list((home / "receipts").glob("*")) == []
    process = subprocess.Popen(
        [sys.executable, "-m", "intake", "run", "--home", str(home)], env=environment(), stderr=subprocess.DEVNULL
    )
    try:
        assert eventually(lambda: len(list((home / "receipts").glob("*"))) == 2)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.wait()
    assert_all_is_well(home)


@pytest.mark.parametrize("limit", [4_096, 60_000])
def test_a_full_disk_is_one_sentence_and_made_good_when_there_is_room(home: Path, limit: int) -> None:
    """RLIMIT_FSIZE: no file may grow beyond this; the mails and the database's journal do."""
    assert_says(ingest(home, limit=limit), "disk")
    assert not list((home / "receipts").glob("*"))
    assert_all_is_well(home)


def test_a_folder_that_cannot_be_written_is_named(home: Path) -> None:
    folders = [home / "blobs", *(one for one in (home / "blobs").rglob("*") if one.is_dir())]
    for one in folders:
        one.chmod(0o555)
    done = ingest(home, modest=True)
    assert done.returncode in (3, UNAVAILABLE)
    assert str(home / "blobs") in done.stderr
    assert "make it writable" in done.stderr
    assert "Traceback" not in done.stderr
    for one in folders:
        one.chmod(0o755)
    assert_all_is_well(home)


def test_a_database_that_cannot_be_written_is_named(home: Path) -> None:
    files = list(home.glob("intake.sqlite3*"))
    for one in files:
        one.chmod(0o444)
    assert_says(ingest(home, modest=True), str(home / "intake.sqlite3"), "right to write")
    for one in files:
        one.chmod(0o644)
    assert_all_is_well(home)


def test_a_locked_database_is_waited_for_then_named(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(engine._SQLITE_SESSION, "busy_timeout", 200)
    holder = sqlite3.connect(home / "intake.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    assert run_command(["ingest", str(home.parent / "mails"), "--home", str(home)]) == UNAVAILABLE
    err = capsys.readouterr().err
    assert "another process holds its lock" in err
    assert "Traceback" not in err
    holder.execute("ROLLBACK")
    holder.close()
    assert_all_is_well(home)
