"""A token that a test shows to a server."""


class Shown:
    """Shows one token, and remembers which were not taken."""

    def __init__(self, token: str) -> None:
        self._token = token
        self.forgotten: list[str] = []

    def token(self) -> str:
        return self._token

    def forget(self, token: str) -> None:
        self.forgotten.append(token)
