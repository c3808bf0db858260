"""A token that a test shows to a server."""


class Shown:
    """Shows these tokens one after the other, the next where one is forgotten; remembers which were not taken."""

    def __init__(self, *tokens: str) -> None:
        self._tokens = [*tokens]
        self.forgotten: list[str] = []

    def token(self) -> str:
        return self._tokens[0]

    def forget(self, token: str) -> None:
        self.forgotten.append(token)
        self.renew()

    def renew(self) -> None:
        """Show the next one from now on, if there is one."""
        if len(self._tokens) > 1:
            del self._tokens[0]
