"""The stream of news: what it tells, to whom, how many may listen, and when it ends. No thread, no waiting."""

import asyncio
from collections.abc import Awaitable
from datetime import timedelta

import pytest
from starlette.types import Message

from intake.domain.errors import ConfigurationError, UnavailableError
from intake.domain.persons.entering import Session, digest_of
from intake.web.bodies import FILES_AT_ONCE, FORMS_AT_ONCE
from intake.web.connections import WAITING
from intake.web.desk import follower as following
from intake.web.desk.app import desk_app
from intake.web.desk.follower import MOST, Follower
from intake.web.serving import CONNECTIONS
from tests.line.letters_in import mail
from tests.web.desk.people import PEOPLE, secret_of
from tests.web.desk.places import Desk

SAM = PEOPLE["secretary"].login


@pytest.fixture(autouse=True)
def no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test looks by itself."""
    monkeypatch.setattr(Follower, "_follow", lambda _: None)


def head(desk: Desk) -> int:
    with desk.line.store.read() as work:
        found = work.log.head()
    return found[0] if found else 0


class Stream:
    """One request for the stream, as a server makes it."""

    def __init__(
        self,
        desk: Desk,
        follower: Follower,
        role: str = "secretary",
        *,
        query: str = "",
        last: str = "",
        secret: str = "",
    ) -> None:
        self.sent: asyncio.Queue[Message] = asyncio.Queue()
        self.gone = asyncio.Event()
        self._asked = False
        headers = [(b"host", b"127.0.0.1:8025"), (b"cookie", f"desk_session={secret or secret_of(role)}".encode())]
        headers += [(b"last-event-id", last.encode())] if last else []
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
            "path": "/events", "raw_path": b"/events", "query_string": query.encode(), "root_path": "",
            "headers": headers, "client": ("192.0.2.1", 1), "server": ("127.0.0.1", 8025),
        }  # fmt: skip
        app = desk_app(desk.desk, desk.ended.append, follower)
        self.task = asyncio.create_task(self._run(app(scope, self._receive, self.sent.put)))

    async def _run(self, answering: Awaitable[None]) -> None:
        await answering
        await self.sent.put({"type": "ended"})

    async def _receive(self) -> Message:
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def next(self) -> str:
        """The next piece; "status N" for the head, "end" for the end."""
        message = await asyncio.wait_for(self.sent.get(), 30)
        if message["type"] == "http.response.start":
            return f"status {message['status']}"
        if message["type"] == "ended" or not message.get("more_body"):
            return "end"
        return str(message["body"].decode())

    async def begun(self) -> "Stream":
        assert await self.next() == "status 200"
        assert await self.next() == "retry: 3000\n\n"
        return self


def grown(desk: Desk) -> int:
    """Something happens in another process: the position of its last line."""
    desk.world.server.deliver(mail(f"more-{head(desk)}", text="One more question?"), desk.world.clock.at)
    desk.run()
    return head(desk)


async def looking(follower: Follower) -> None:
    """What the thread does, in a thread."""
    await asyncio.to_thread(follower.look)


def test_each_page_is_told_how_far_the_log_has_come(own_desk: Desk) -> None:
    async def listens() -> None:
        follower = Follower(own_desk.desk, own_desk.ended.append)
        known = head(own_desk)
        fresh = await Stream(own_desk, follower, query=f"after={known}").begun()
        again = await Stream(own_desk, follower, query=f"after={known}", last="3").begun()
        await looking(follower)
        told = f"id: {known}\nevent: log\ndata: {known}\n\n"
        assert await again.next() == told, "what came while the connection was lost is told at once"
        later = await asyncio.to_thread(grown, own_desk)
        assert later > known
        await looking(follower)
        told = f"id: {later}\nevent: log\ndata: {later}\n\n"
        assert [await fresh.next(), await again.next()] == [told, told]
        for one in (fresh, again):
            one.gone.set()
            await asyncio.wait_for(one.task, 30)
        await looking(follower)
        assert follower.listeners == 0

    asyncio.run(listens())


def test_a_stream_ends_with_its_session_and_with_the_process(own_desk: Desk) -> None:
    async def listens() -> None:
        follower = Follower(own_desk.desk, own_desk.ended.append)
        sam = await Stream(own_desk, follower, query=f"after={head(own_desk)}").begun()
        ada = await Stream(own_desk, follower, "administrator", query=f"after={head(own_desk)}").begun()
        with own_desk.line.store.write() as work:
            work.sessions.end(SAM)
        await looking(follower)
        assert await sam.next() == "end"
        assert follower.listeners == 1
        follower.close()
        assert await ada.next() == "end"
        late = Stream(own_desk, follower, "administrator")
        assert await late.next() == "status 429"

    asyncio.run(listens())


def test_one_person_follows_from_so_many_pages_and_leaves_room_for_others(own_desk: Desk) -> None:
    async def listens() -> None:
        follower = Follower(own_desk.desk, own_desk.ended.append)
        streams = [await Stream(own_desk, follower).begun() for _ in range(MOST)]
        assert await Stream(own_desk, follower).next() == "status 429"
        await Stream(own_desk, follower, "viewer").begun()
        streams[0].gone.set()
        await asyncio.wait_for(streams[0].task, 30)
        await Stream(own_desk, follower).begun()

    asyncio.run(listens())


def test_all_together_follow_from_so_many_pages_and_no_page_waits_for_them(
    own_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert following.IN_ALL + WAITING + FORMS_AT_ONCE + FILES_AT_ONCE < CONNECTIONS
    monkeypatch.setattr(following, "IN_ALL", 2)

    async def listens() -> None:
        follower = Follower(own_desk.desk, own_desk.ended.append)
        streams = [await Stream(own_desk, follower, role).begun() for role in ("secretary", "viewer")]
        assert await Stream(own_desk, follower, "administrator").next() == "status 429"
        streams[0].gone.set()
        await asyncio.wait_for(streams[0].task, 30)
        await Stream(own_desk, follower, "administrator").begun()

    asyncio.run(listens())


def test_a_connection_on_which_nothing_happens_is_kept(own_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "STILL_HERE", 0.01)

    async def listens() -> None:
        follower = Follower(own_desk.desk, own_desk.ended.append)
        stream = await Stream(own_desk, follower, query=f"after={head(own_desk)}").begun()
        assert [await stream.next(), await stream.next()] == [": still here\n\n"] * 2

    asyncio.run(listens())


@pytest.mark.parametrize(("query", "last"), [("after=-1", ""), ("after=x", ""), ("after=99999999999999999999", "")])
def test_a_position_that_none_can_be_is_told(own_desk: Desk, query: str, last: str) -> None:
    async def listens() -> None:
        follower = Follower(own_desk.desk, own_desk.ended.append)
        assert await Stream(own_desk, follower, query=query, last=last).next() == "status 422"

    asyncio.run(listens())


def test_listening_is_no_use_of_a_session(own_desk: Desk) -> None:
    now, secret = own_desk.world.clock.at, "the-secret-of-this-test"
    own = Session(0, digest_of(secret), SAM, "password", now, now, now + timedelta(days=1), "192.0.2.1", "Test")
    with own_desk.line.store.write() as work:
        work.sessions.open(own)
    visitor = own_desk.visitor(None)
    visitor.cookies["desk_session"] = secret

    async def listens() -> None:
        await Stream(own_desk, Follower(own_desk.desk, own_desk.ended.append), secret=secret).begun()

    def used() -> object:
        with own_desk.line.store.read() as work:
            found = work.sessions.find(own.key)
        assert found is not None
        return found[0].used_at

    own_desk.world.clock.at = now + timedelta(hours=1)
    asyncio.run(listens())
    assert visitor.ask("GET", "/me", headers={"desk-live": "1"}).status == 200
    assert used() == now
    assert visitor.get("/me").status == 200
    assert used() == own_desk.world.clock.at


@pytest.mark.parametrize(
    ("error", "ended"), [(UnavailableError("away"), False), (ConfigurationError("newer"), True)], ids=["away", "newer"]
)
def test_an_outage_is_lived_through_and_a_newer_database_ends_the_process(
    own_desk: Desk, monkeypatch: pytest.MonkeyPatch, error: Exception, ended: bool
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(following, "SECONDS", 0.0)
    follower, looks = Follower(own_desk.desk, own_desk.ended.append), []

    def look() -> None:
        looks.append(1)
        if len(looks) == 3:
            follower.close()
        raise error

    monkeypatch.setattr(follower, "look", look)
    follower._follow()
    assert own_desk.ended == ([error] if ended else [])
    assert len(looks) == (1 if ended else 3)
