"""Random tokens that nobody can guess."""

import secrets


class RandomTokens:
    """Tokens from the operating system's source of randomness."""

    def claim(self) -> str:
        """A new claim token, 128 random bits in hexadecimal."""
        return secrets.token_hex(16)

    def message_id(self) -> str:
        """A new local part for a Message-ID, 128 random bits in hexadecimal."""
        return secrets.token_hex(16)

    def secret(self) -> str:
        """256 random bits, in letters that a URL and a cookie can hold."""
        return secrets.token_urlsafe(32)
