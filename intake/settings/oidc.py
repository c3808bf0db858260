"""The section of intake.toml for logins at a provider of identities."""

from pathlib import Path
from urllib.parse import urlsplit

from pydantic import field_validator

from intake.domain.persons.identities import Grant, grant_of
from intake.settings.places import is_this_machine
from intake.settings.values import SettingsTable, Text, listed


class OidcSettings(SettingsTable):
    """`[desk.oidc]`: persons log in with an account of their organization (OpenID Connect)."""

    issuer: Text
    """The provider's name and address, exactly as it calls itself."""
    client_id: Text
    """What the provider calls this desk."""
    client_secret_file: Path | None = None
    """The file with the secret that the provider gave the desk; none for a public client."""
    name: Text = "OpenID Connect"
    """What the button on the login page calls the provider."""
    scope: Text = "openid profile email"
    """What is asked for."""
    login_claim: Text = "preferred_username"
    """The claim that is the person's login here."""
    name_claim: Text = "name"
    """The claim that is the person's name."""
    roles_claim: Text = "roles"
    """The claim whose values give a role."""
    roles: tuple[str, ...] = ()
    """Which value gives which role, and in which groups; without any only persons who were added here may enter."""
    ca_file: Path | None = None
    """The authority of the provider's certificate, where it is one of your own."""

    @field_validator("issuer")
    @classmethod
    def _is_an_address(cls, issuer: str) -> str:
        parts = urlsplit(issuer)
        hidden = parts.scheme == "https" or (parts.scheme == "http" and is_this_machine(parts.hostname or ""))
        if not hidden or not parts.hostname or parts.query or parts.fragment:
            raise ValueError(
                f"expected the https address by which the provider calls itself, like "
                f'"https://login.example.org/realms/house"; found {issuer[:80]!r}'
            )
        return issuer

    @field_validator("roles", mode="before")
    @classmethod
    def _of_a_variable(cls, given: object) -> object:
        return listed(given)

    @field_validator("roles")
    @classmethod
    def _are_grants(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        for one in given:
            grant_of(one)
        return given

    @property
    def grants(self) -> tuple[Grant, ...]:
        """Which value gives which role."""
        return tuple(map(grant_of, self.roles))
