"""Files that a browser saves and never opens."""

from urllib.parse import quote


def saved_fields(name: str) -> dict[str, str]:
    """The fields by which a browser saves what it gets under this name, and opens nothing of it."""
    plain = "".join(one if one.isascii() and (one.isalnum() or one in "-_. ()") else "_" for one in name) or "file"
    encoded = quote(name.encode("utf-8", "replace"), safe="")
    return {
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}",
        "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    }
