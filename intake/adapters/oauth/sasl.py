"""Which mechanism shows a token to a server: XOAUTH2 (Google's and Microsoft's) or OAUTHBEARER (RFC 7628)."""

from collections.abc import Collection


def mechanism_of(offered: Collection[str]) -> str:
    """Which one a server's CAPABILITY has: "oauthbearer", "xoauth2", or "" where it has neither."""
    ways = {one.upper().removeprefix("AUTH=") for one in offered}
    if "XOAUTH2" in ways:
        return "xoauth2"
    return "oauthbearer" if "OAUTHBEARER" in ways else ""
