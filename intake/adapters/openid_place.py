"""The provider of identities as the settings name it, and which addresses it may send us to."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from intake.settings.places import is_this_machine


@dataclass(frozen=True, slots=True)
class OpenIdPlace:
    """The provider, and we there: `issuer` is its name and address; the claims say login, name and roles."""

    issuer: str
    client: str
    secret: str = field(default="", repr=False)
    scope: str = "openid profile email"
    login_claim: str = "preferred_username"
    name_claim: str = "name"
    roles_claim: str = ""
    authority: Path | None = None

    def guards(self, address: str) -> bool:
        """Whether nobody on the way reads what is sent there; a provider on this machine may name this machine."""
        parts = urlsplit(address)
        if not address.isprintable() or not parts.hostname:
            return False
        own = urlsplit(self.issuer).scheme == "http" and is_this_machine(parts.hostname)
        return parts.scheme == "https" or (parts.scheme == "http" and own)
