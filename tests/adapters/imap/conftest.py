"""A scripted server, and a mailbox on it."""

from collections.abc import Callable, Iterator

import pytest

from intake.adapters.endpoint import Endpoint
from intake.adapters.imap.mailbox import ImapMailbox
from tests.adapters.refusals import QUICK
from tests.servers.ports import HOST
from tests.servers.scripted_imap import ScriptedImap


@pytest.fixture
def scripted() -> Iterator[Callable[..., tuple[ScriptedImap, ImapMailbox]]]:
    """Makes scripted servers by what they answer, each with a mailbox on it."""
    made: list[tuple[ScriptedImap, ImapMailbox]] = []

    def make(greeting: bytes = b"* OK hello\r\n", **script: bytes) -> tuple[ScriptedImap, ImapMailbox]:
        server = ScriptedImap({name.replace("_", " "): answer for name, answer in script.items()}, greeting=greeting)
        made.append((server, ImapMailbox(Endpoint(HOST, server.port, "none", "me", "x", None, QUICK, QUICK))))
        return made[-1]

    yield make
    for server, source in made:
        source.close()
        server.stop()
