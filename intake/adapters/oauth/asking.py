"""How a provider is asked for a token: with a time for each answer, and with what goes wrong in words."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import requests

from intake.adapters.endpoint import one_line
from intake.adapters.oauth.answers import answer_of, refusal
from intake.domain.errors import LoginError, UnavailableError

SECONDS = 20.0
"""How long the provider has for each answer."""


def asked(account: str, provider: str, ask: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
    """What this provider answers; an error's chain is cut, as its text may hold the secret.

    Raises LoginError for what a person has to set right, UnavailableError for what passes.
    """
    try:
        return ask()
    except UndescribedError as error:
        raise refusal(account, error.answer) from None
    except requests.exceptions.SSLError:
        raise UnavailableError(
            f"no token for {account}: {provider} shows a certificate that is not trusted, so no secret was "
            "sent: name the authority's certificate in ca_file"
        ) from None
    except requests.RequestException as error:
        kind = one_line(type(error).__name__)
        raise UnavailableError(
            f"no token for {account} now: {provider} does not answer ({kind}); we ask again by ourselves"
        ) from None
    except (ValueError, KeyError, TypeError):
        raise LoginError(
            f"no token for {account}: {provider} does not answer as expected, or the certificate's file cannot be "
            "read: check authority, tenant and the secret's file"
        ) from None


class Patient:
    """What msal asks by: a session with a time for each answer; a status that passes is an error of its own."""

    def __init__(self, ca_file: Path | None) -> None:
        self._session = requests.Session()
        self._how: dict[str, Any] = {"timeout": SECONDS, "allow_redirects": False}  # the secret goes nowhere else
        if ca_file is not None:
            # with each call: a session's own is overruled by REQUESTS_CA_BUNDLE
            self._how["verify"] = str(ca_file)

    def get(self, url: str, **options: Any) -> requests.Response:  # noqa: ANN401 - msal's own options
        """What stands there; raises UndescribedError for a refusal."""
        response = _passed(self._session.get(url, **self._how, **options))
        if response.status_code >= 400:
            raise UndescribedError(told_by(response), response.status_code)  # msal would forget the reason
        return response

    def post(self, url: str, **options: Any) -> requests.Response:  # noqa: ANN401 - msal's own options
        """The answer to this form; raises UndescribedError for what passes by itself."""
        return _passed(self._session.post(url, **self._how, **options))

    def close(self) -> None:
        """Let the connections go."""
        self._session.close()


def _passed(response: requests.Response) -> requests.Response:
    if response.status_code == 429 or response.status_code >= 500:
        raise UndescribedError(told_by(response), response.status_code)
    return response


class UndescribedError(Exception):
    """A refusal that msal would not pass on to us."""

    def __init__(self, told: Mapping[str, object], status: int) -> None:
        super().__init__(str(status))
        self.answer = answer_of(told, status)


def told_by(response: requests.Response) -> Mapping[str, object]:
    """The JSON of an answer; nothing where it has none."""
    try:
        told = response.json()
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
