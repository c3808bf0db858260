"""An IMAP server in memory (pymap), on the running asyncio loop. Needs the extra [demo]."""

import asyncio
import socket
from argparse import Namespace
from uuid import uuid4

from proxyprotocol.result import ProxyResultLocal
from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import Config, Identity, Login
from pymap.concurrent import Subsystem
from pymap.imap import IMAPServer
from pymap.user import Passwords, UserMetadata
from pysasl.hashing import BuiltinHash

_LONGEST_LINE = 1_000_000

_ROUNDS = 1_000
"""Few rounds of hashing: the passwords are random, and live as long as this process."""


class _Config(Config):
    """pymap's settings, with a greeting that does not ask the network for our name."""

    @property
    def greeting(self) -> bytes:
        return b"Demo server ready"


class ImapServer:
    """The running server."""

    def __init__(self) -> None:
        config = _Config(
            Namespace(passlib_cfg=None, proxy_protocol=None),
            host=None,
            port=0,
            tls_enabled=False,
            hash_context=BuiltinHash(rounds=_ROUNDS),
            cpu_subsystem=Subsystem.for_asyncio(),
            demo_data=False,
            demo_user="",
            demo_password="",
        )
        self._login = Login(config)
        self._conversations: set[asyncio.Task[None] | None] = set()

    async def start(self, listening: socket.socket) -> asyncio.Server:
        """Serve on this socket."""
        config = self._login.config
        config.apply_context()
        server = IMAPServer(self._login, config)

        async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            # Held here while it lasts: from Python 3.13 on nothing else does, and it would be collected.
            task = asyncio.current_task()
            self._conversations.add(task)
            try:
                await server(reader, writer, SocketInfo.get(writer, ProxyResultLocal(), unique_id=uuid4().bytes))
            finally:
                self._conversations.discard(task)
                writer.close()

        return await asyncio.start_server(converse, sock=listening, limit=_LONGEST_LINE)

    async def add_user(self, user: str, password: str) -> None:
        """Make a user with an empty INBOX."""
        hashed = await Passwords(self._login.config).hash_password(password)
        identity = Identity(user, self._login, None, frozenset())
        await identity.set(UserMetadata(self._login.config, user, password=hashed))
