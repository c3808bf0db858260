"""A mail server's address, our account there, and its failures as sentences for a person."""

import ipaddress
import socket
import ssl
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from intake.domain.errors import ConfigurationError, LoginError, UnavailableError

Security = Literal["tls", "starttls", "none"]


class TokenSource(Protocol):
    """Where the token comes from that is shown instead of a password (OAuth 2)."""

    def token(self) -> str:
        """A token that lasts for this login. Raises LoginError or UnavailableError."""

    def forget(self, token: str) -> None:
        """A server did not take this token: give another one next time."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A mail server and our account there. `user` "" means that the server asks for no login.

    With `tokens` a token is shown instead of a password. Certificates are always verified, against the system's
    authorities or those of `ca_file` (PEM). Raises ConfigurationError for "none" to a host that is not this machine,
    and for a name or password with control characters.
    """

    host: str
    port: int
    security: Security = "tls"
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: Path | None = None
    connect_seconds: float = 20.0
    read_seconds: float = 60.0
    tokens: TokenSource | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if self.security == "none" and not _is_this_machine(self.host):
            raise ConfigurationError(
                f'{self.host}: security "none" would send the password readable through the network; '
                'use "tls" or "starttls" ("none" is for this machine only)'
            )
        if any(ord(letter) < 32 or ord(letter) == 127 for letter in self.user + self.password):
            raise ConfigurationError(
                f"{self.host}: the user name or password of {self.user!r} has a control character, often a second line "
                "in the secret's file; keep the secret alone on one line"
            )

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"

    def tls_context(self) -> ssl.SSLContext | None:
        """A context that verifies name and certificate; None without TLS.

        Raises ConfigurationError when `ca_file` cannot be used.
        """
        if self.security == "none":
            return None
        try:
            return ssl.create_default_context(cafile=self.ca_file)
        except (OSError, ssl.SSLError) as error:
            raise ConfigurationError(
                f"the file {self.ca_file} (ca_file for {self.host}) has no certificates that can be read ({error}): "
                "name a PEM file with the authority's certificate"
            ) from error

    def refused_login(self, reply: str) -> LoginError:
        """The error for a refused user name and password; `reply` is the server's answer."""
        return LoginError(
            f"{self} refused the login of {self.user}: check user and password file (the server said: "
            f"{one_line(reply) or 'nothing'}); until then we ask seldom, so that the account is not locked"
        )

    def refused_token(self, reply: str) -> LoginError:
        """The error where a server does not take the provider's fresh token: its rights in the mailbox are missing."""
        return LoginError(
            f"{self} refused the token for {self.user}: check that the app has rights in this mailbox (Microsoft: "
            "New-ServicePrincipal and Add-MailboxPermission; Google: the user of the delegation) and that the protocol "
            f"is enabled there (the server said: {one_line(reply) or 'nothing'}); until then we ask seldom"
        )

    def no_token_login(self, offered: Iterable[str]) -> UnavailableError:
        """The error where a server offers no login by token, only these ways, or none."""
        ways = one_line(", ".join(offered)) or "none at all"
        return UnavailableError(
            f"{self} offers no login by OAuth ({ways}): check host and port, or use password_file for this server"
        )

    def no_login(self, offered: Iterable[str]) -> UnavailableError:
        """The error where a server offers no login with a password, only these ways, or none."""
        ways = one_line(", ".join(offered)) or "none at all"
        return UnavailableError(
            f"{self} offers no login with a password ({ways}): check port and security, or leave out user where the "
            "server needs no login"
        )

    def refused(self, reply: str) -> UnavailableError:
        """The error for a refused command; `reply` is the server's answer."""
        return UnavailableError(f"{self} turned down our request ({one_line(reply)})")

    def unavailable(self, error: BaseException) -> UnavailableError:
        """A failure of the network, of TLS or of the server's protocol as one sentence.

        A certificate that is not trusted today is not trusted tomorrow: only a person ends that.
        """
        root = _root(error)
        told = UnavailableError(self._sentence(root))
        told.needs_a_person = isinstance(root, ssl.SSLCertVerificationError)
        return told

    def _sentence(self, error: BaseException) -> str:
        match error:
            case ssl.SSLCertVerificationError():
                return (
                    f"{self} shows a certificate that is not trusted ({error.verify_message}), so no password was "
                    "sent: correct the host name, or name the authority's certificate in ca_file"
                )
            case ssl.SSLError() if "EOF" not in str(error):
                return f"{self} does not speak TLS as expected ({error.reason}): check port and security"
            case socket.gaierror():
                return f"{self.host} cannot be found ({error.strerror}): check the host name and the network"
            case ConnectionRefusedError():
                return f"nothing answers at {self}: check host and port, or whether the server runs"
            case TimeoutError():
                return f"{self} did not answer in time: the server or the network is slow or gone"
            case OSError():
                return f"the connection to {self} broke ({one_line(error.strerror or str(error))})"
            case _:
                return f"{self} answered what we cannot use ({one_line(str(error)) or type(error).__name__})"


def one_line(text: str | bytes, limit: int = 300) -> str:
    """A server's words as one printable line of at most `limit` characters."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    printable = "".join(letter if letter.isprintable() else " " for letter in words)
    return " ".join(printable.split())[:limit]


def _root(error: BaseException) -> BaseException:
    """The innermost network error behind a library's error."""
    causes = list(_chain(error))
    network = [cause for cause in causes if isinstance(cause, OSError)]
    return network[-1] if network else causes[0]


def _chain(error: BaseException | None) -> Iterable[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
