"""Stands in for the reader process, to misbehave as the first argument says: python stand_in.py BEHAVIOUR."""

import json
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NoReturn

from intake.domain.limits import FileLimits
from intake.readers import frames, reading
from intake.readers.codec import VERSION, decode, encode
from intake.readers.files import look
from intake.readers.limits import MAIL
from intake.readers.process import child, lockdown
from intake.readers.seen import SeenFile

_GREETING = {"version": VERSION, "sandbox": ["rlimits"]}


def say(*pieces: bytes) -> None:
    sys.stdout.buffer.write(b"".join(pieces))
    sys.stdout.buffer.flush()


def greet(**more: object) -> None:
    text = json.dumps({**_GREETING, **more}).encode()
    say(frames.JSON_LENGTH.pack(len(text)), text)


def asked() -> bytes:
    """The content of the next request."""
    head = sys.stdin.buffer.read(frames.REQUEST.size)
    if len(head) < frames.REQUEST.size:
        sys.exit(0)
    _, named, size, _ = frames.REQUEST.unpack(head)
    sys.stdin.buffer.read(named)
    return sys.stdin.buffer.read(size)


def answers(change: Callable[[bytes, tuple[bytes, ...]], list[bytes]]) -> None:
    """Greet, then give the right answers, each changed."""
    greet()
    while True:
        right = reading.answer("mail", asked())
        say(*change(right.reading, right.files))


def framed(text: bytes, files: tuple[bytes, ...]) -> list[bytes]:
    pieces = [frames.JSON_LENGTH.pack(len(text)), text]
    return [*pieces, *(frames.FILE_LENGTH.pack(len(one)) + one for one in files)]


def real(*, harm: Callable[[bytes], None]) -> None:
    """The real process, whose reading of a file that holds the word HARM goes wrong."""

    def harmful(content: bytes, names: Sequence[str], largest: int, limits: FileLimits) -> SeenFile:
        if b"HARM" in content:
            harm(content)
        return look(content, names, largest, limits)

    setattr(reading, "look", harmful)  # noqa: B010 - the module's own name is what the child calls
    sys.argv[1:] = [str(1 << 30), "30", str(MAIL.file)]
    child.main()


def outgrown(text: bytes, files: tuple[bytes, ...]) -> list[bytes]:
    """Sizes that agree in sum: one far larger than the mail, one below nothing."""
    read = decode(text)
    sizes = (10**10, len(files[0]) + len(files[1]) - 10**10)
    changed = tuple(replace(one, size=size) for one, size in zip(read.files, sizes, strict=True))
    text = encode(replace(read, files=changed))
    return [frames.JSON_LENGTH.pack(len(text)), text, frames.FILE_LENGTH.pack(10**10)]


def smuggled(text: bytes, _: tuple[bytes, ...]) -> list[bytes]:
    """A file of far more bytes than the mail, as if it had lain in another one."""
    read = decode(text)
    inside = tuple(replace(one, inside="0") for one in read.mail.attachments)
    files = tuple(replace(one, size=10**10) for one in read.files)
    text = encode(replace(read, mail=replace(read.mail, attachments=inside), files=files))
    return [frames.JSON_LENGTH.pack(len(text)), text, frames.FILE_LENGTH.pack(10**10)]


def chatter(_: bytes) -> None:
    sys.stdout.write("noise" * 1000)
    sys.stdout.flush()
    os.write(1, b"more noise")


def stumble(_: bytes) -> None:
    raise LookupError("our own fault")


def hunger(_: bytes) -> None:
    raise MemoryError


def die(_: bytes) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def spin() -> NoReturn:
    greet()
    lockdown.allow_cpu(0)
    while True:
        pass


def locked_in() -> None:
    """Tell in the greeting what is still possible after locking down."""
    reached = lockdown.lock_down(1 << 30)
    possible = [name for name, act in ACTS.items() if succeeds(act)]
    greet(sandbox=[*reached, *(f"can {name}" for name in possible)])
    asked()


def succeeds(act: Callable[[], object]) -> bool:
    try:
        act()
    except OSError:
        return False
    return True


ACTS: dict[str, Callable[[], object]] = {
    "read a file": lambda: Path("/etc/passwd").read_bytes(),
    "write a file": lambda: Path(os.devnull).write_bytes(b"x"),
    "reach the network": lambda: socket.create_connection(("127.0.0.1", int(sys.argv[2])), 1),
}


def steps(*acts: Callable[[], object]) -> Callable[[], object]:
    """One thing after the other."""

    def one_by_one() -> None:
        for act in acts:
            act()

    return one_by_one


def tell_environment() -> None:
    greet(sandbox=sorted(os.environ))


def tell_descriptors() -> None:
    greet(sandbox=[one.name for one in Path("/proc/self/fd").iterdir()])


wait = partial(time.sleep, 60)

BEHAVIOURS: dict[str, Callable[[], object]] = {
    "no-greeting": partial(say, b"\0\0\0\2{}"),
    "old-version": partial(greet, version="0"),
    "not-locked": steps(partial(greet, sandbox=[]), asked),
    "environment": steps(tell_environment, asked),
    "descriptors": steps(tell_descriptors, asked),
    "hangs": steps(greet, asked, wait),
    "exits": steps(greet, asked, partial(sys.exit, 3)),
    "ends": steps(greet, asked),
    "out-of-memory": steps(greet, asked, partial(os._exit, frames.OUT_OF_MEMORY)),
    "spins": spin,
    "locked-in": locked_in,
    "endless": steps(greet, asked, partial(say, b"\xff" * 4), wait),
    "no-json": partial(answers, lambda _, files: framed(b"nonsense", files)),
    "odd-json": partial(answers, lambda text, files: framed(text.replace(b'":', b'": ', 1), files)),
    "extra-key": partial(answers, lambda text, files: framed(b'{"x":1,' + text[1:], files)),
    "other-mail": partial(answers, lambda text, files: framed(text.replace(b'"raw":"', b'"raw":"0', 1), files)),
    "other-file": partial(answers, lambda text, files: framed(text, tuple(one[::-1] for one in files))),
    "short-file": partial(answers, lambda text, files: framed(text, tuple(one[:-1] for one in files))),
    "no-files": partial(answers, lambda text, _: framed(text.replace(b'"files":[', b'"filez":[', 1), ())),
    "outgrown": partial(answers, outgrown),
    "smuggle": partial(answers, smuggled),
    "shouts": steps(greet, asked, partial(sys.exit, "\x1b[2J\x9b31mgone")),
    "dawdle": partial(real, harm=lambda _: time.sleep(60)),
    "chatter": partial(real, harm=chatter),
    "stumble": partial(real, harm=stumble),
    "hunger": partial(real, harm=hunger),
    "die": partial(real, harm=die),
}


if __name__ == "__main__":
    BEHAVIOURS[sys.argv[1]]()
