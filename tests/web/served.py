"""The pages of a world, served as `intake web --public` serves them, in a thread of this process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.types import ASGIApp

from intake.web.public.app import public_app
from intake.web.serving import Ending, serve
from intake.web.serving import ListensAt as Listening
from tests.servers.ports import wait_until_it_listens
from tests.web.places import Place


@contextmanager
def served(place: Place) -> Iterator[None]:
    """Serve until the block ends."""
    endings: list[Ending] = []

    def app(ending: Ending) -> ASGIApp:
        endings.append(ending)
        return public_app(place.pages, ending)

    public = place.pages.public
    thread = threading.Thread(
        target=serve, args=(app, Listening(*public.place, "public", public.forwarded_from)), daemon=True
    )
    thread.start()
    try:
        wait_until_it_listens(public.place[1], None, Path())
        yield
    finally:
        for ending in endings:
            if ending.server is not None:
                ending.server.should_exit = True
        thread.join(10)
        assert not thread.is_alive()
