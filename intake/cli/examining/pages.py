"""The public pages: whether the address that letters name leads to them."""

import ssl
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import SplitResult, urlsplit

from intake import app
from intake.cli.examining.examined import Examined
from intake.domain.text.addresses import is_example
from intake.shipped import shipped_templates

SECONDS = 5.0
"""How long the pages may take to answer."""

_SHEET = "pages.css"
_WHAT = "public pages"


def public_pages(opened: "app.OpenHome") -> Examined:
    """Ask for the pages as a reader of a letter does, by `[public] url`, and tell what is in the way."""
    public = opened.settings.public
    if public is None:
        return Examined(_WHAT, "good", "none ([public] has no url): letters name no page of ours")
    parts = urlsplit(public.url)
    if is_example(f"@{parts.hostname}"):
        return _wrong(public.url, "is an example, which nobody reaches", "write the address of your web server")
    try:
        with closing(_connection(parts)) as connection:
            connection.request("GET", f"{parts.path}/{_SHEET}", headers={"User-Agent": "intake doctor"})
            return _answered(public.url, public.listen, connection.getresponse())
    except ssl.SSLCertVerificationError as error:
        return _wrong(public.url, f"has no certificate that browsers trust ({error.verify_message})", "renew it")
    except (OSError, HTTPException) as error:
        why = getattr(error, "strerror", None) or str(error) or type(error).__name__
        return Examined(
            _WHAT,
            "note",
            f"[public] url {public.url} is not reached from here ({why}); letters lead there: look whether your web "
            f"server runs, and 'intake web --public' behind it at {public.listen}",
        )


def _connection(parts: SplitResult) -> HTTPConnection:
    kind: Callable[..., HTTPConnection] = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    return kind(parts.hostname or "", parts.port, timeout=SECONDS)


def _answered(url: str, listen: str, answer: HTTPResponse) -> Examined:
    ours = (shipped_templates() / "web" / _SHEET).read_bytes()
    if answer.status == 200 and answer.read(len(ours) + 1) == ours:
        return Examined(_WHAT, "good", f"{url} answers")
    if answer.status == 400:
        return _wrong(url, "is asked for under another name", "let your web server pass the Host field on as it is")
    if answer.status in (502, 503, 504):
        return _wrong(url, f"answers {answer.status}", f"start 'intake web --public', which serves them at {listen}")
    if answer.status == 429:
        return Examined(_WHAT, "note", f"{url} answers that it is asked for too often; look again in a minute")
    return _wrong(
        url,
        f"leads to something else (it answers {answer.status})",
        f"let your web server pass this path on, as it is, to {listen}",
    )


def _wrong(url: str, what: str, remedy: str) -> Examined:
    return Examined(_WHAT, "bad", f"[public] url {url} {what}; letters lead there: {remedy}")
