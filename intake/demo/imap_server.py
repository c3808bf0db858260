"""An IMAP server in memory (pymap), on the running asyncio loop. Needs the extra [demo]."""

import asyncio
import socket
from argparse import Namespace

from proxyprotocol.reader import ProxyProtocolReader
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

    async def start(self, listening: socket.socket) -> asyncio.Server:
        """Serve on this socket."""
        config = self._login.config
        config.apply_context()
        connection = ProxyProtocolReader(config.proxy_protocol).get_callback(IMAPServer(self._login, config))
        return await asyncio.start_server(connection, sock=listening, limit=_LONGEST_LINE)

    async def add_user(self, user: str, password: str) -> None:
        """Make a user with an empty INBOX."""
        hashed = await Passwords(self._login.config).hash_password(password)
        identity = Identity(user, self._login, None, frozenset())
        await identity.set(UserMetadata(self._login.config, user, password=hashed))
