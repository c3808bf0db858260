"""The parent's side of the reader process: starts it, hands it bytes, believes nothing that it says, ends it."""

import hashlib
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import astuple
from typing import Literal, TypeVar

from intake.domain.circular.letter import CircularLetters
from intake.domain.document import FileReading, Reading
from intake.domain.errors import ConfigurationError
from intake.domain.limits import FileLimits
from intake.domain.mail import Problem
from intake.domain.writing import Writing
from intake.ports import ReaderFailedError, ReaderResult
from intake.readers.codec import version
from intake.readers.frames import FrameKind, request, to_write
from intake.readers.limits import FILE, PROCESS, ProcessLimits, room_inside
from intake.readers.process.answers import greeted, letters_of, reading_of, written_file
from intake.readers.process.apart import Alone, joined
from intake.readers.process.lockdown import REQUIRED
from intake.readers.process.patience import turn, until
from intake.readers.process.process import ReaderProcess

_TO_GREET = 20.0
T = TypeVar("T")

_GROWN = 2
"""Not more than so many times its size, and the largest file, is a file in which a few texts were written."""

_APART = 3
"""After so many deadlines no further file of a mail is read apart: others wait meanwhile."""


class ReaderKeeper:
    """A `Reader` (see ports) over one reader process, which is replaced after `mails` requests and after any fault.

    `deadline` is wall time a request in seconds, `process` bounds the process itself, `largest` is the largest file
    that is looked into, in bytes; `limits` bound what is looked at in it, and others than the usual ones make another
    `version`. All readings that one request causes have its `patience` together. With `sandbox="require"` it starts at
    once and raises ConfigurationError where this system cannot close the process off from network and files. One
    caller at a time: others wait.
    """

    def __init__(
        self,
        *,
        sandbox: Literal["require", "best"] = "best",
        deadline: float = 60.0,
        process: ProcessLimits = PROCESS,
        largest: int = 40_000_000,
        limits: FileLimits = FILE,
        mails: int = 200,
        command: Sequence[str] = (),
    ) -> None:
        python = (sys.executable, "-E", "-s", "-X", "utf8", "-m", "intake.readers.process.child")
        self._command = tuple(command)
        self._own = (*python, *map(str, (process.memory, process.cpu, largest)))
        self._limits = limits
        self._largest = largest
        self.version = version(limits)
        self._require = sandbox == "require"
        self._deadline = deadline
        self._mails = mails
        self._lock = threading.RLock()
        self._process: ReaderProcess | None = None
        self._reached: tuple[str, ...] = ()
        self._served = 0
        if self._require:
            self._started()

    def use(self, limits: FileLimits) -> None:
        """Read within these limits from the next request on."""
        if limits == self._limits:
            return
        with turn(self._lock):
            self.close()
            self._limits, self.version = limits, version(limits)

    def read(self, raw: bytes, *, patient: bool = True) -> ReaderResult:
        """Read one mail. Where that ends the process, who is `patient` has its files read apart, each in a new one.

        That may take six deadlines: the mail, its parts, the files, and the one that was begun last.
        """
        with turn(self._lock):
            try:
                return self._ask("mail", raw)
            except ReaderFailedError as failure:
                if failure.why == "protocol" or not patient:
                    raise
                return self._read_apart(raw)

    def read_headers(self, raw: bytes) -> Reading:
        """Read the header block only. Raises ReaderFailedError."""
        with turn(self._lock):
            return self._ask("headers", raw).reading

    def read_file(self, content: bytes, name: str) -> ReaderResult:
        """Read one file that came without a mail. Raises ReaderFailedError."""
        with turn(self._lock):
            return self._ask("file", content, name)

    def write(self, content: bytes, writings: Sequence[Writing]) -> bytes:
        """A copy of a .docx with these texts in it. Raises NotWritableError, ReaderFailedError."""
        return self._made("write", to_write(content, writings))

    def pack(self, content: bytes) -> bytes:
        """The .docx of which this XML file holds the parts. Raises NotWritableError, ReaderFailedError."""
        return self._made("pack", content)

    def read_letters(self, content: bytes, name: str) -> CircularLetters:
        """The letters that a file holds, for `intake.domain.circular`. Raises ReaderFailedError."""
        digest = hashlib.sha256(content).hexdigest()
        asked = request("letter", content, name, digest)
        return self._told(asked, lambda process, until: letters_of(process, digest, until))

    @property
    def sandbox(self) -> tuple[str, ...]:
        """The protections of the process: "rlimits", "no-new-privs", "network-namespace", "landlock"."""
        with turn(self._lock):
            self._started()
            return self._reached

    def close(self) -> None:
        """End the process; a later request starts another."""
        with self._lock:
            process, self._process = self._process, None
            if process is not None:
                process.kill()

    def _read_apart(self, raw: bytes) -> ReaderResult:
        parts = self._ask("parts", raw)
        names = {one.sha256: one.name for one in parts.reading.mail.attachments}
        pairs = zip(parts.reading.files, parts.files, strict=True)
        last = time.monotonic() + _APART * self._deadline
        alone = [self._file_alone(content, names.get(file.sha256, ""), last) for file, content in pairs]
        return joined(parts, alone, self._room)

    def _file_alone(self, content: bytes, name: str, last: float) -> Alone:
        if time.monotonic() >= last:
            return Problem("timed-out")
        try:
            return self._ask("file", content, name)
        except ReaderFailedError as failure:
            return Problem(failure.why)

    @property
    def _room(self) -> int:
        """Return the bytes that the files have together that lay inside others."""
        return room_inside(self._limits, self._largest)

    def _ask(self, kind: FrameKind, content: bytes, name: str = "") -> ReaderResult:
        """One request to a living process; its answer is taken only whole and consistent."""
        process = self._started()
        digest = hashlib.sha256(content).hexdigest()
        deadline = until(self._deadline)
        try:
            process.send(request(kind, content, name, digest))
            result = reading_of(process, content, digest, version=self.version, room=self._room, until=deadline)
        except ReaderFailedError:
            self.close()
            raise
        self._served += 1
        if self._served >= self._mails or not process.is_quiet or any(map(_has_fault, result.reading.files)):
            self.close()
        return result

    def _made(self, kind: FrameKind, content: bytes) -> bytes:
        """The file that is made of this content."""
        most = _GROWN * len(content) + self._largest
        return self._told(request(kind, content), lambda process, until: written_file(process, most=most, until=until))

    def _told(self, asked: list[bytes], take: Callable[[ReaderProcess, float], T]) -> T:
        """The answer to one request that is no reading, as `take` takes it by an instant."""
        with turn(self._lock):
            process, deadline = self._started(), until(self._deadline)
            try:
                process.send(asked)
                return take(process, deadline)
            except ReaderFailedError:
                self.close()
                raise

    def _started(self) -> ReaderProcess:
        if self._process is not None and self._process.is_alive:
            return self._process
        self.close()
        process = ReaderProcess(self._command or (*self._own, *map(str, astuple(self._limits))))
        try:
            self._reached = greeted(process, self.version, time.monotonic() + _TO_GREET)
        except ReaderFailedError:
            process.kill()
            raise
        missing = [step for step in REQUIRED if step not in self._reached]
        if self._require and missing:
            process.kill()
            raise ConfigurationError(
                f'sandbox = "require", but this system does not give the reader process: {", ".join(missing)}. '
                'Allow it (user namespaces, Landlock), or set sandbox = "best".'
            )
        self._process, self._served = process, 0
        return process


def _has_fault(file: FileReading) -> bool:
    return any(problem.kind in {"crashed", "out-of-memory"} for problem in file.problems)
