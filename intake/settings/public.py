"""The section of intake.toml for the public pages: chairs decide there, authors check, send and follow documents."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, field_validator

from intake.settings.places import checked_networks, checked_place, checked_url, host_and_port
from intake.settings.values import SettingsTable, Whole, listed


class PublicSettings(SettingsTable):
    """`[public]`: the pages that `intake web --public` serves, and the links to them."""

    url: str
    """Where people reach the pages, as it stands in letters: https, host, and a path where there is one."""
    listen: str = "127.0.0.1:8026"
    """Host and port that the process listens on; a web server of yours stands before it."""
    days: Annotated[Whole, Field(ge=1, le=366)] = 14
    """How many days a link works by which somebody decides or sends files; a chair's never longer than the meeting."""
    requests_per_minute: Annotated[Whole, Field(ge=1)] = 60
    """Requests that one address may make in a minute."""
    checks_per_minute: Annotated[Whole, Field(ge=0)] = 10
    """Documents that one address may have checked in a minute; 0: no page for checking."""
    uploads_per_minute: Annotated[Whole, Field(ge=0)] = 6
    """Times that one address may send files in a minute; 0: no page for it, and no link to one."""
    status_days: Annotated[Whole, Field(ge=1, le=3660)] = 400
    """How many days the link to the status of a mail works."""
    forwarded_from: tuple[str, ...] = ()
    """Addresses or networks of web servers before us, whose word on the client's address counts."""

    @field_validator("url")
    @classmethod
    def _can_stand_in_a_letter(cls, url: str) -> str:
        return checked_url(url, "https://contributions.example.org/intake")

    @field_validator("listen")
    @classmethod
    def _is_a_place(cls, address: str) -> str:
        return checked_place(address, "127.0.0.1:8026")

    @field_validator("forwarded_from", mode="before")
    @classmethod
    def _of_a_variable(cls, given: object) -> object:
        return listed(given)

    @field_validator("forwarded_from")
    @classmethod
    def _are_addresses(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        return checked_networks(given)

    @property
    def path(self) -> str:
        """The path below which the pages stand; "" where they have the host to themselves."""
        return urlsplit(self.url).path

    @property
    def place(self) -> tuple[str, int]:
        """Host and port to listen on."""
        return host_and_port(self.listen)
