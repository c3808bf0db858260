"""What the commands about persons work with: the door of the desk, and nothing of any mailbox."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from intake.adapters.openid_place import OpenIdPlace
from intake.adapters.passwords import Argon2Passwords
from intake.adapters.tokens import RandomTokens
from intake.app.looking import Looking, look_into
from intake.domain.persons.entering import FIRST_LINK
from intake.pipeline.persons.door import Door
from intake.pipeline.persons.identities import ProviderGate
from intake.pipeline.persons.links import first_link
from intake.ports import Clock, Passwords, Store
from intake.settings import DeskSettings, secret
from intake.settings.places import is_this_machine


def door_of(store: Store, clock: Clock, passwords: Passwords | None = None) -> Door:
    """The door of the desk with this database."""
    return Door(store, clock, passwords or Argon2Passwords(), RandomTokens())


@contextmanager
def open_door(
    home: Path, *, clock: Clock | None = None, environment: Mapping[str, str] | None = None
) -> Iterator[tuple[Looking, Door]]:
    """Open a home to change its persons. Raises ConfigurationError and UnavailableError, as `open_home` does."""
    with look_into(home, clock=clock, environment=environment) as looking:
        yield looking, door_of(looking.store, looking.clock)


def first_entry(settings: DeskSettings, door: Door) -> str:
    """A sentence with the link for the first administrator; "" once there is a person."""
    first = first_link(door)
    if first is None:
        return ""
    minutes = int(FIRST_LINK.total_seconds()) // 60
    return (
        f"Nobody works at the desk yet. In a browser on this machine, within {minutes} minutes, open: "
        f"{address_of_link(settings, first, first=True)}"
    )


def address_of_link(settings: DeskSettings, link: str, *, first: bool = False) -> str:
    """Where a link that works once is opened; the first one on the machine itself alone."""
    host, port = settings.place
    here = f"http://{f'[{host}]' if ':' in host else host}:{port}{settings.path}"
    if first and not is_this_machine(host):
        here = f"http://127.0.0.1:{port}{settings.path}"
    return f"{here if first else settings.address}/link/{link}"


def gate_of(settings: DeskSettings, top: Path, clock: Clock) -> ProviderGate | None:
    """The way in by a provider of identities; None without one. ConfigurationError for a missing secret."""
    one = settings.oidc
    if one is None:
        return None
    from intake.adapters.openid import OpenIdProvider  # its libraries take a quarter of a second to load

    place = OpenIdPlace(
        issuer=one.issuer,
        client=one.client_id,
        secret=secret(top / one.client_secret_file) if one.client_secret_file else "",
        scope=one.scope,
        login_claim=one.login_claim,
        name_claim=one.name_claim,
        roles_claim=one.roles_claim if one.roles else "",
        authority=top / one.ca_file if one.ca_file else None,
    )
    return ProviderGate(OpenIdProvider(place, clock), f"{settings.address}/login/back", one.grants)
