"""This machine: database, disk, desk, clock, Python, the reader's process, the converter."""

import sys
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPException

from intake import app
from intake.cli.examining.examined import Examined
from intake.domain.errors import ConfigurationError
from intake.domain.space import gigabytes
from intake.pipeline.line import CLOCK_TOLERANCE
from intake.ports import ConversionFailedError

DESK_SECONDS = 5.0
"""How long the desk may take to say that it is well."""

_KNOWN_HOLES = {(3, 11): 12, (3, 12): 8, (3, 13): 1}
"""First patch release of each minor version without the known holes in email and zipfile that our own guards cover."""


def database(opened: "app.OpenHome") -> str:
    """Whether it can be written, and how much waits in it."""
    with opened.line.store.write() as work:
        waiting = work.submissions.count("stored") + work.submissions.count("read")
        failed, owed = work.submissions.count("failed"), work.debts.open_count()
    scheme = opened.settings.database_url.partition(":")[0]
    return f"{scheme} can be written; {waiting} wait, {failed} failed and are tried again, {owed} debts are open"


def disks(opened: "app.OpenHome") -> Iterator[Examined]:
    """The space that is left on each disk that the home writes to."""
    for space in opened.line.disks.spaces() if opened.line.disks else ():
        sentence = f"{gigabytes(space.free)} free at {space.place}"
        if space.is_low:
            yield Examined("disk", "bad", f"only {sentence}, less than {gigabytes(space.least)}: make room")
        else:
            yield Examined("disk", "good", sentence)


def clock(opened: "app.OpenHome") -> Examined:
    """Tell how far this machine's clock is from the database's."""
    off = opened.line.store.check_clock(opened.line.clock.now())
    if abs(off) <= CLOCK_TOLERANCE:
        return Examined("clock", "good", f"{off:+.1f} s from the database's")
    return Examined("clock", "bad", f"{off:+.0f} s from the database's: nothing scheduled happens; set the clock (NTP)")


def interpreter() -> Examined:
    """The version of Python."""
    major, minor, patch = sys.version_info[:3]
    version = f"Python {major}.{minor}.{patch}"
    fixed = _KNOWN_HOLES.get((major, minor), 0)
    if patch >= fixed:
        return Examined("interpreter", "good", version)
    sentence = (
        f"{version} has known holes in email and zipfile (our own guards cover them); take {major}.{minor}.{fixed}+"
    )
    return Examined("interpreter", "note", sentence)


def desk(opened: "app.OpenHome") -> Examined:
    """Tell where people reach the desk, and whether it answers there."""
    settings = opened.settings.desk
    if settings.is_off:
        return Examined("desk", "good", "off on this host ([desk] listen)")
    host, port = settings.place
    try:
        connection = HTTPConnection(host, port, timeout=DESK_SECONDS)
        with closing(connection):
            connection.request("GET", "/healthz")
            status = connection.getresponse().status
    except (OSError, HTTPException):
        return Examined("desk", "note", f"{settings.listen} does not answer; 'intake run' serves the desk there")
    if status == 200:
        return Examined("desk", "good", f"{settings.address} answers")
    return Examined(
        "desk", "note", f"{settings.listen} answers {status}: another program has it, or its database is away"
    )


def reader(opened: "app.OpenHome") -> str:
    """Tell how the reader process is locked in, once it has read a line."""
    opened.reader.read_headers(b"Subject: hello\r\n\r\n")
    return f"reads in a process of its own, sandbox: {', '.join(opened.reader.sandbox) or 'limits only'}"


def converter(opened: "app.OpenHome") -> Examined:
    """The program that makes .docx of older formats."""
    try:
        version, given_up = opened.line.converter.probe()
    except (ConfigurationError, ConversionFailedError) as error:
        return Examined("converter", "note", f"{str(error).rstrip('.')}; only 'intake convert' needs it")
    return Examined("converter", "good", f"{version}, for 'intake convert', sandbox: {given_up or 'none'}")
