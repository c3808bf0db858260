"""The section of intake.toml for the desk, where the secretariat works in a browser."""

from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator

from intake.settings.oidc import OidcSettings
from intake.settings.places import checked_networks, checked_place, checked_url, host_and_port, is_this_machine
from intake.settings.values import SettingsTable, Whole, listed

OFF = "off"


class DeskSettings(SettingsTable):
    """`[desk]`: the pages that `intake run` serves beside the line, or `intake web` on another host."""

    listen: str = "127.0.0.1:8025"
    """Host and port that the desk listens on, or "off"."""
    url: str = ""
    """Where people reach it: https, host, and a path where there is one (default: what it listens on)."""
    hosts: tuple[str, ...] = ()
    """Further names under which it may be asked for."""
    forwarded_from: tuple[str, ...] = ()
    """Addresses or networks of web servers before it, whose word on the client's address counts."""
    requests_per_minute: Annotated[Whole, Field(ge=1)] = 600
    """Requests that one address may make in a minute."""
    oidc: OidcSettings | None = None
    """Where persons may log in with an account of their organization."""

    @field_validator("listen")
    @classmethod
    def _is_a_place(cls, address: str) -> str:
        return address if address == OFF else checked_place(address, "127.0.0.1:8025")

    @field_validator("url")
    @classmethod
    def _is_hidden_from_others(cls, url: str) -> str:
        return checked_url(url, "https://desk.example.org/intake") if url else url

    @field_validator("hosts", "forwarded_from", mode="before")
    @classmethod
    def _of_a_variable(cls, given: object) -> object:
        return listed(given)

    @field_validator("forwarded_from")
    @classmethod
    def _are_addresses(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        return checked_networks(given)

    @model_validator(mode="after")
    def _passwords_are_hidden(self) -> Self:
        if self.listen != OFF and not self.url and not is_this_machine(self.place[0]):
            raise ValueError(
                f"{self.listen} can be reached from other machines, and passwords would be readable on the way: put a "
                'web server with a certificate before it, and name that, like url = "https://desk.example.org/intake"'
            )
        return self

    @property
    def is_off(self) -> bool:
        """Whether `intake run` serves no desk."""
        return self.listen == OFF

    @property
    def place(self) -> tuple[str, int]:
        """Host and port to listen on; the usual ones where it is off, for `intake web` by hand."""
        return host_and_port(DeskSettings.model_fields["listen"].default if self.is_off else self.listen)

    @property
    def address(self) -> str:
        """Where people reach it, without a slash at its end."""
        host, port = self.place
        return self.url or f"http://{f'[{host}]' if ':' in host else host}:{port}"

    @property
    def path(self) -> str:
        """The path below which its pages stand; "" where they have the host to themselves."""
        return urlsplit(self.address).path

    @property
    def secure(self) -> bool:
        """Whether browsers reach it by https alone."""
        return self.address.startswith("https://")

    @property
    def names(self) -> tuple[str, ...]:
        """The names under which it may be asked for: that of the url, its own, and those that were added."""
        own = urlsplit(self.address).hostname or ""
        return (own, self.place[0], "localhost", "127.0.0.1", "[::1]", *self.hosts)
