"""One mail over one SMTP connection (RFC 5321, section 3.3), and what each answer means for it."""

import asyncio
import re
from typing import cast

from aiosmtplib import SMTP, SMTPResponse

from intake.adapters.endpoint import one_line
from intake.adapters.smtp.connection import BROKEN, drop, reply
from intake.domain.text.addresses import is_address
from intake.ports import Handover, Sending

_LONE_LINE_END = re.compile(rb"\r(?!\n)|(?<!\r)\n")

_CLOSING = 421
"""The server is about to close, and takes no mail of anybody (RFC 5321, section 3.8)."""

_NO_LOGIN = {530, 534, 535, 538}
"""The server asks for a login, or for another one (RFC 4954, section 6): ours to correct, whichever mail it was."""

_SLOWEST = 10_000
"""Bytes a second that a line carries at least: the time that a long mail is given."""

_TICK_SECONDS = 0.01


class StaleConnectionError(Exception):
    """A reused connection had ended before it took anything of this mail: another one may be tried at once."""


def unfit(mail: Sending) -> Handover | None:
    """A refusal of our own for a mail whose envelope must not come near a server, or None when it may."""
    wrong = [address for address in mail.recipients if not is_address(address)]
    if mail.sender and not is_address(mail.sender):
        wrong.append(mail.sender)
    if wrong:
        why = f"not sent: {one_line(repr(wrong[0]))} is not a mail address that can be written to"
        return Handover("refused", why, "unasked")
    if not mail.recipients:
        return Handover("refused", "not sent: the mail has no recipient", "unasked")
    return None


async def hand_over(client: SMTP, mail: Sending, *, reused: bool) -> Handover:
    """Send one mail, byte for byte with CRLF line ends; afterwards the connection is closed or ready for the next.

    Raises StaleConnectionError when a reused connection turns out to have ended before MAIL.
    """
    try:
        answer = await _mail(client, mail)
    except BROKEN as error:
        if reused:
            raise StaleConnectionError from error
        return _cut(client, error)
    if answer.code == 421 and reused:
        raise StaleConnectionError
    if answer.code != 250:
        return await _refused(client, "MAIL", answer)
    try:
        return await _recipients_and_body(client, mail)
    except BROKEN as error:
        return _cut(client, error)


async def _mail(client: SMTP, mail: Sending) -> SMTPResponse:
    options = []
    if client.supports_extension("size"):
        options.append(b"SIZE=%d" % len(mail.raw))
    if client.supports_extension("8bitmime") and not mail.raw.isascii():
        options.append(b"BODY=8BITMIME")
    return await client.execute_command(b"MAIL", b"FROM:<%b>" % mail.sender.encode("ascii"), *options)


async def try_recipient(client: SMTP, mail: Sending) -> Handover | None:
    """Go as far as RCPT: how the server refuses this envelope, or None when it takes it."""
    try:
        answer = await _mail(client, mail)
        if answer.code != 250:
            return await _refused(client, "MAIL", answer)
        _, refusal = await _recipients(client, mail)
        if refusal is None:
            await client.execute_command(b"RSET")
    except BROKEN as error:
        return _cut(client, error)
    return refusal


async def _recipients_and_body(client: SMTP, mail: Sending) -> Handover:
    note, refusal = await _recipients(client, mail)
    if refusal is not None:
        return refusal
    answer = await client.execute_command(b"DATA")
    if answer.code != 354:
        return await _refused(client, "DATA", answer)
    return await _body(client, mail.raw, note)


async def _recipients(client: SMTP, mail: Sending) -> tuple[str, Handover | None]:
    """Name the recipients: a note on those who are refused, and a refusal when all are."""
    refusals: list[tuple[str, SMTPResponse]] = []
    for address in mail.recipients:
        answer = await client.execute_command(b"RCPT", b"TO:<%b>" % address.encode("ascii"))
        if answer.code not in (250, 251, 252):
            refusals.append((address, answer))
    if len(refusals) == len(mail.recipients):
        # one recipient who may be accepted later is reason enough to come back
        address, answer = min(refusals, key=lambda refusal: refusal[1].code // 100 == 5)
        return "", await _refused(client, f"RCPT {address}", answer)
    return "".join(f"; {address} was refused: {reply(*answer)}" for address, answer in refusals), None


async def _body(client: SMTP, raw: bytes, note: str) -> Handover:
    """The mail itself. Until the last dot is written the server cannot have taken it; from then on it may have."""
    protocol, timeout = client.protocol, client.timeout or 0
    if protocol is None:
        raise ConnectionAbortedError("the connection ended before the mail was written")
    protocol.write(stuffed(raw))
    await asyncio.wait_for(_written(client), timeout + len(raw) / _SLOWEST)
    protocol.write(b".\r\n")
    try:
        answer = await protocol.read_response(timeout=timeout)
    except BROKEN as error:
        drop(client)
        why = f"cut after the mail was written, before the answer: {one_line(str(error))}"
        return Handover("unknown", why, "silent")
    if answer.code // 100 == 2:
        return Handover("sent", reply(*answer) + note)
    return await _refused(client, "the mail", answer)


async def _written(client: SMTP) -> None:
    """Return when what was written has left, or cannot leave any more."""
    transport = cast("asyncio.WriteTransport", client.transport)
    while client.is_connected and transport.get_write_buffer_size() > 0:  # noqa: ASYNC110 - a transport tells this to streams only
        await asyncio.sleep(_TICK_SECONDS)


def stuffed(raw: bytes) -> bytes:
    """The mail as it goes over the wire: CRLF line ends only, a dot before each leading dot (RFC 5321, 4.5.2)."""
    lines = _LONE_LINE_END.sub(b"\r\n", raw)
    if not lines.endswith(b"\r\n"):
        lines += b"\r\n"
    doubled = lines.replace(b"\r\n.", b"\r\n..")
    return b"." + doubled if doubled.startswith(b".") else doubled


async def _refused(client: SMTP, step: str, answer: SMTPResponse) -> Handover:
    """Tell what a negative answer means; the server is brought back to its beginning, or left."""
    outcome = _meaning(step, answer)
    try:
        reset = await client.execute_command(b"RSET")
    except BROKEN:
        drop(client)
    else:
        if reset.code != 250:
            drop(client)
    return outcome


def _meaning(step: str, answer: SMTPResponse) -> Handover:
    said = f"{step}: {reply(*answer)}"
    if answer.code in _NO_LOGIN:
        return Handover("later", f"{said}; the server asks for a login: check user and password file", "no-login")
    silent = answer.code == _CLOSING or (step == "MAIL" and answer.code // 100 == 4)
    return Handover("refused" if answer.code // 100 == 5 else "later", said, "silent" if silent else "answers")


def _cut(client: SMTP, error: BaseException) -> Handover:
    drop(client)
    why = "no answer in time" if isinstance(error, TimeoutError) else one_line(str(error)) or type(error).__name__
    return Handover("later", f"the connection ended before the mail was written: {why}", "silent")
