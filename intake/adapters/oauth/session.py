"""The token that a session was opened with, and whether it was renewed since."""

from intake.adapters.endpoint import TokenSource
from intake.domain.errors import UnavailableError


class ShownToken:
    """What was shown at a login; without `tokens` it was a password, which is never renewed."""

    def __init__(self, tokens: TokenSource | None) -> None:
        self._tokens = tokens
        self._shown = ""

    def begins(self) -> None:
        """A session was opened by the token of now."""
        self._shown = self._present()

    def was_renewed(self) -> bool:
        """Whether a login would show another one now: a server may end the session with its token, in mid-work."""
        return self._present() != self._shown

    def _present(self) -> str:
        """The token of now; where the provider gives none, the session's own."""
        try:
            return self._tokens.token() if self._tokens else ""
        except UnavailableError:
            return self._shown
