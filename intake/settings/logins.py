"""How each server of the file is logged in at: by a password, by a token, or not at all; what does not go together."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any


def wrong_logins(keys: Mapping[str, Any], path: Path) -> Iterator[str]:
    """Faults of keys that stand in the file together, each with file, key and remedy."""
    tables = _tables(keys.get("oauth"))
    for name, table in tables.items():
        yield from (f"{path}: oauth.{name}.{told}" for told in _credential(table))
    for place, server in _servers(keys):
        yield from (f"{path}: {place}.{told}" for told in _login(server, [*tables], of_mailbox="mailbox" in place))


def _tables(given: object) -> dict[str, Mapping[str, Any]]:
    return {name: one for name, one in given.items() if isinstance(one, Mapping)} if isinstance(given, Mapping) else {}


def _servers(keys: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    boxes, alerts = keys.get("mailbox"), keys.get("alerts")
    for at, box in enumerate(boxes if isinstance(boxes, list) else (), 1):
        if isinstance(box, Mapping):
            yield f"mailbox[{at}]", box
    for place, holder in (("smtp", keys), ("alerts.smtp", alerts)):
        if isinstance(holder, Mapping) and isinstance(one := holder.get("smtp"), Mapping):
            yield place, one


def _login(server: Mapping[str, Any], known: list[str], *, of_mailbox: bool) -> Iterator[str]:
    name = server.get("oauth")
    if name is None:
        if of_mailbox and "password_file" not in server:
            yield (
                'password_file: is missing; write it, like "secrets/jca-mv", or for a login by token oauth with the '
                "name of an [oauth.NAME] table."
            )
        return
    if "password_file" in server:
        yield "oauth: password_file and oauth are both set; keep only one: either will do."
    if not of_mailbox and not server.get("user"):
        yield 'oauth: a token is for an account; write user, too, like user = "tsbjcamv@example.org".'
    if isinstance(name, str) and name and name not in known:
        close = get_close_matches(name, known, n=1) or known
        there = f"known here: {', '.join(close)}" if close else 'write that table, like provider = "microsoft" in it'
        yield f"oauth: there is no table [oauth.{name[:60]}]; {there}."


_TENANT = ("tenant", "example.onmicrosoft.com")
_CLIENT = ("client_id", "11111111-2222-3333-4444-555555555555")
_LOGIN = ("login_file", "secrets/login")
_NEEDS: Mapping[tuple[str, str], tuple[tuple[str, str], ...]] = {
    ("microsoft", "app"): (_TENANT, _CLIENT),
    ("microsoft", "person"): (_TENANT, _CLIENT, _LOGIN),
    ("google", "app"): (("service_account_file", "secrets/google.json"),),
    ("google", "person"): (_CLIENT, ("client_secret_file", "secrets/app"), _LOGIN),
}
"""The keys that a provider needs for a kind of login, each with an example."""
_EITHER = ("client_secret_file", "certificate_file")
"""By what an app shows at Microsoft who it is."""
_KNOWN = {*_EITHER, *(key for needed in _NEEDS.values() for key, _ in needed)}


def _credential(table: Mapping[str, Any]) -> Iterator[str]:
    kind = str(table.get("provider")), str(table.get("kind", "app"))
    if kind not in _NEEDS:
        return
    needed = dict(_NEEDS[kind])
    for key, example in needed.items():
        if key not in table:
            yield f'{key}: is missing; write it, like "{example}".'
    either = _EITHER if kind == ("microsoft", "app") else ()
    for key in sorted(_KNOWN & {*table} - {*needed, *either}):
        where = f"provider {kind[0]} and kind {kind[1]}"
        yield f"{key}: has no use with {where}; take it out; known here: {', '.join((*needed, *either))}."
    shown = [one for one in either if one in table]
    if either and not shown:
        yield (
            'client_secret_file: is missing; write it, like "secrets/app", or certificate_file, where the app has a '
            "certificate."
        )
    if len(shown) > 1:
        yield "certificate_file: an app shows a secret or a certificate; take out client_secret_file; one will do."
