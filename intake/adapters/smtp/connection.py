"""An SMTP connection on aiosmtplib, secured and logged in, and what it means when there is none."""

import asyncio
import socket
import ssl
from contextlib import suppress
from typing import cast

from aiosmtplib import SMTP, SMTPAuthenticationError, SMTPException, SMTPHeloError, SMTPResponseException

from intake.adapters.endpoint import Endpoint, TokenSource, one_line
from intake.domain.errors import IntakeError, LoginError, UnavailableError
from intake.ports import Handover

BROKEN = (SMTPException, OSError, EOFError, ValueError, RuntimeError)
"""What aiosmtplib and asyncio raise for a broken network or a server that breaks the protocol."""

_NOOP_SECONDS = 10.0
_QUIT_SECONDS = 2.0


async def connect(endpoint: Endpoint, context: ssl.SSLContext | None) -> SMTP:
    """Connect, secure and log in; no password leaves before the certificate is verified.

    A token from before that the server no longer takes is tried anew, once. Raises LoginError when the server refuses
    the account, UnavailableError for all else; its cause tells the reply.
    """
    tokens = endpoint.tokens
    shown = await asyncio.to_thread(tokens.token) if tokens else ""
    try:
        return await _connected(endpoint, context)
    except LoginError:
        if tokens is None or await asyncio.to_thread(tokens.token) == shown:
            raise
        return await _connected(endpoint, context)


async def _connected(endpoint: Endpoint, context: ssl.SSLContext | None) -> SMTP:
    client = SMTP(
        hostname=endpoint.host,
        port=endpoint.port,
        local_hostname=_our_name(),
        timeout=endpoint.connect_seconds,
        use_tls=endpoint.security == "tls",
        start_tls=endpoint.security == "starttls",
        tls_context=context,
    )
    try:
        await client.connect()
        client.timeout = endpoint.read_seconds
        if client.is_ehlo_or_helo_needed:
            await _greet(client)
        if endpoint.tokens is not None:
            await _show_token(client, endpoint, endpoint.tokens)
        elif endpoint.user:
            await _log_in(client, endpoint)
    except BaseException as error:
        drop(client)
        if isinstance(error, BROKEN):
            raise _no_connection(endpoint, error) from error
        raise
    return client


def _our_name() -> str:
    """The name to greet with: ours when it is a full one, else an address literal (RFC 5321, section 4.1.4)."""
    name = socket.gethostname()
    return name if "." in name and name.isascii() else "[127.0.0.1]"


async def _greet(client: SMTP) -> None:
    try:
        await client.ehlo()
    except SMTPHeloError:
        if not client.is_connected:
            raise
        await client.helo()


async def _log_in(client: SMTP, endpoint: Endpoint) -> None:
    """Log in by one way only: aiosmtplib would try a refused password again by the next, towards a locked account."""
    ways = {"plain": client.auth_plain, "login": client.auth_login, "cram-md5": client.auth_crammd5}
    offered = [log_in for way, log_in in ways.items() if way in client.server_auth_methods]
    if not offered:
        raise endpoint.no_login(client.server_auth_methods)
    try:
        await offered[0](endpoint.user, endpoint.password)
    except SMTPAuthenticationError as error:
        if 500 <= error.code < 600:
            raise endpoint.refused_login(reply(error.code, error.message)) from error
        raise


async def _show_token(client: SMTP, endpoint: Endpoint, tokens: TokenSource) -> None:
    """Log in by XOAUTH2; a token that the server does not take is forgotten, so that the next login shows a new one."""
    if "xoauth2" not in client.server_auth_methods:
        raise endpoint.no_token_login(client.server_auth_methods)
    token = await asyncio.to_thread(tokens.token)
    try:
        await client.auth_xoauth2(endpoint.user, token)
    except SMTPAuthenticationError as error:
        if 500 <= error.code < 600:
            tokens.forget(token)
            raise endpoint.refused_token(reply(error.code, error.message)) from None
        raise


def _no_connection(endpoint: Endpoint, error: BaseException) -> UnavailableError:
    if isinstance(error, SMTPResponseException):
        return endpoint.refused(reply(error.code, error.message))
    return endpoint.unavailable(error)


def without_connection(error: IntakeError) -> Handover:
    """Tell what it means for a mail that no connection could be made.

    A 5xx answer to the greeting or to EHLO is permanent; a refused login is ours to correct, and the mail waits.
    """
    if isinstance(error, LoginError):
        return Handover("later", str(error), "no-login")
    cause = error.__cause__
    said_no = isinstance(cause, SMTPResponseException) and not isinstance(cause, SMTPAuthenticationError)
    if said_no and cast("SMTPResponseException", cause).code // 100 == 5:
        return Handover("refused", str(error), "silent")
    return Handover("later", str(error), "silent")


async def is_alive(client: SMTP) -> bool:
    """Whether an idle connection still answers (NOOP)."""
    try:
        answer = await client.execute_command(b"NOOP", timeout=_NOOP_SECONDS)
    except BROKEN:
        return False
    return answer.code == 250


async def leave(client: SMTP) -> None:
    """Say goodbye and close, within seconds even when nobody answers."""
    transport = client.transport
    try:
        with suppress(*BROKEN):
            await client.quit(timeout=_QUIT_SECONDS)
    finally:
        # under TLS aiosmtplib's own close would wait for the server to close as well
        client.close()
        _abort(transport)


def drop(client: SMTP) -> None:
    """Close at once, without a word."""
    transport = client.transport
    client.close()
    _abort(transport)


def _abort(transport: asyncio.BaseTransport | None) -> None:
    if transport is not None:
        cast("asyncio.WriteTransport", transport).abort()


def reply(code: int, message: str) -> str:
    """An answer of the server in one line."""
    return one_line(f"{code} {message}")
