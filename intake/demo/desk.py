"""The desk beside the replay: it shows the story on its own clock, while who enters is known by today's."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import datetime
from functools import cached_property

from starlette.types import ASGIApp

from intake.adapters.clock import SystemClock
from intake.app.desk import OpenDesk, open_desk
from intake.app.people import door_of, first_entry
from intake.demo.stage import House
from intake.pipeline.persons.door import Door
from intake.ports import UnitOfWork
from intake.web.desk.app import desk_app
from intake.web.desk.follower import Follower
from intake.web.serving import Ending, ListensAt, serve

_LOOK_SECONDS = 0.05
_STOP_SECONDS = 5.0


class StagedDesk(OpenDesk):
    """A desk whose pages stand in the story's time. Sessions and links that work once count by the real one."""

    @cached_property
    def door(self) -> Door:
        """How persons enter."""
        return door_of(self.database, SystemClock(), self.passwords)

    def seen_at(self, _: UnitOfWork, now: datetime) -> datetime:
        """The line of the story works in this process as long as it is told, however its clock is moved."""
        return now


@contextmanager
def desk_beside(house: House) -> Iterator[StagedDesk]:
    """Serve the desk of an open home while its story is told."""
    with open_desk(house.home, clock=house.clock, environment={}) as opened:
        desk = StagedDesk(*(getattr(opened, one.name) for one in fields(opened)))
        endings: list[Ending] = []

        def app(ending: Ending) -> ASGIApp:
            endings.append(ending)
            follower = Follower(desk, ending)
            ending.at_end.append(follower.close)
            return desk_app(desk, ending, follower)

        serving = threading.Thread(
            target=serve, args=(app, ListensAt(*desk.place.place, "desk"), house.desk), name="desk", daemon=True
        )
        serving.start()
        while serving.is_alive() and not (endings and endings[0].server and endings[0].server.started):
            serving.join(_LOOK_SECONDS)
        try:
            yield desk
        finally:
            if endings and endings[0].server:
                endings[0].server.should_exit = True
            serving.join(_STOP_SECONDS)


def way_in(desk: OpenDesk) -> tuple[str, str]:
    """What leads to the desk, and its address: a link for the first person, until there is one."""
    said, _, address = first_entry(desk.settings.desk, desk.door).rpartition(" ")
    return (said, f"  {address}") if said else ("The desk is here:", f"  {desk.settings.desk.address}")
