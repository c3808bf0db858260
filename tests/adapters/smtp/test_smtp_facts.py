"""Facts about aiosmtplib 5.1 that our code relies on or works around. One that fails tells what to think over."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator

import pytest
from aiosmtplib import SMTP, SMTPAuthenticationError

from tests.servers.ports import HOST
from tests.servers.sink import Sink

MAIL = b"Subject: one\r\n\r\nwords\r\n"


@pytest.fixture
def sink() -> Iterator[Sink]:
    server = Sink()
    yield server
    server.stop()


def talk(sink: Sink, say: Callable[[SMTP], Awaitable[None]]) -> None:
    """Connect, say something, leave."""

    async def conversation() -> None:
        client = SMTP(hostname=HOST, port=sink.port, start_tls=False, timeout=5)
        await client.connect()
        await client.ehlo()
        try:
            await say(client)
        finally:
            if client.is_connected:
                await client.quit()
            client.close()

    asyncio.run(conversation())


def test_sendmail_makes_another_address_of_a_hostile_one(sink: Sink) -> None:
    async def say(client: SMTP) -> None:
        await client.sendmail("a@example.org", ["Ada <ada@example.org>"], MAIL)

    talk(sink, say)
    assert sink.caught[0].recipients == ("TO:<ada@example.org>",), "the address is no longer parsed leniently"


def test_a_command_is_sent_as_it_is_and_answered_with_its_code(sink: Sink) -> None:
    async def say(client: SMTP) -> None:
        assert (await client.execute_command(b"MAIL", b"FROM:<>", b"SIZE=5")).code == 250
        assert client.supports_extension("size")
        assert not client.supports_extension("smtputf8")

    talk(sink, say)
    assert "MAIL FROM:<> SIZE=5" in sink.commands


def test_no_command_carries_a_control_character(sink: Sink) -> None:
    async def say(client: SMTP) -> None:
        with pytest.raises(ValueError, match="control character"):
            await client.execute_command(b"RCPT", b"TO:<a@b.c>\r\nRCPT TO:<e@v.w>")

    talk(sink, say)
    assert not [command for command in sink.commands if "e@v.w" in command]


def test_the_answer_421_closes_the_connection(sink: Sink) -> None:
    sink.script["MAIL"] = ["421 going down"]

    async def say(client: SMTP) -> None:
        assert (await client.execute_command(b"MAIL", b"FROM:<>")).code == 421
        assert not client.is_connected

    talk(sink, say)


def test_login_tries_a_refused_password_by_each_way(sink: Sink) -> None:
    sink.script["EHLO"] = ["250-sink\r\n250 AUTH PLAIN LOGIN"]
    sink.script["AUTH"] = ["535 no", "535 no"]

    async def say(client: SMTP) -> None:
        with pytest.raises(SMTPAuthenticationError):
            await client.login("me", "x")
        assert client.server_auth_methods == ["plain", "login"]

    talk(sink, say)
    assert len([command for command in sink.commands if command.startswith("AUTH")]) == 2


def test_the_body_can_be_written_and_its_answer_read_apart(sink: Sink) -> None:
    async def say(client: SMTP) -> None:
        for command in ((b"MAIL", b"FROM:<>"), (b"RCPT", b"TO:<ada@example.org>"), (b"DATA",)):
            await client.execute_command(*command)
        protocol = client.protocol
        assert protocol is not None
        protocol.write(MAIL + b".\r\n")
        assert (await protocol.read_response(timeout=5)).code == 250

    talk(sink, say)
    assert [mail.raw for mail in sink.caught] == [MAIL]
