"""Tokens for programs: made by an administrator, shown once, taken back at any time, and whose one is."""

from collections.abc import Iterable
from dataclasses import dataclass

from intake.domain.persons.entering import USED_EVERY, PersonFaultError, digest_of, name_of, typed_login
from intake.domain.persons.tokens import (
    MOST_TOKENS,
    PREFIX,
    USUAL_DAYS,
    ApiReader,
    Token,
    lasting,
    narrowed_to,
    scopes_of,
)
from intake.pipeline.persons.door import Browser, Change, Door


@dataclass(frozen=True, slots=True)
class TokenWanted:
    """A token as a person asks for it; see `Token`."""

    login: str
    name: str
    scopes: tuple[str, ...]
    groups: tuple[str, ...] = ()
    days: int = USUAL_DAYS


def make_token(door: Door, actor: str, wanted: TokenWanted, browser: Browser | None = None) -> tuple[str, Token]:
    """The secret of a new token, which nobody can see again, and what is kept of it.

    PersonFaultError for who is not there or is disabled, and for a name, scope, group or time that cannot be.
    """
    login, now = typed_login(wanted.login), door.clock.now()
    name = name_of(wanted.name, "")
    if not name:
        raise PersonFaultError("Say what the token is for, so that it can be told from others.", kind="token-name")
    scopes, ends = scopes_of(wanted.scopes), now + lasting(wanted.days)
    with door.store.write() as work:
        work.persons.lock()
        known = work.persons.named(login)
        if known is None:
            raise PersonFaultError(
                "{login}: there is no such person; 'intake user list' shows all.", kind="nobody", login=login
            )
        if known.disabled_at is not None:
            raise PersonFaultError(
                "{login} is disabled; 'intake user enable {login}' first.", kind="disabled", login=login
            )
        groups = narrowed_to(known, wanted.groups, work.rulebooks.groups())
        work.api_tokens.clear(now)
        if len(work.api_tokens.of(login)) >= MOST_TOKENS:
            raise PersonFaultError(
                "{login} has {most} tokens: revoke some first.", kind="many", login=login, most=MOST_TOKENS
            )
        secret = PREFIX + door.secrets.secret()
        token = work.api_tokens.add(Token(0, digest_of(secret), login, name, scopes, groups, actor, now, ends))
        change = Change(actor, login, now, browser or Browser())
        change.note(
            work, f"Got a token for the API: {name}.", token=token.id, scopes=scopes, groups=groups
        )  # fmt: skip
        return secret, token


def revoke_token(
    door: Door, actor: str, token: int, login: str | None = None, browser: Browser | None = None
) -> Token | None:
    """Let a token open nothing any more; None where there is none with this id, or none of this `login`."""
    with door.store.write() as work:
        known = work.api_tokens.get(token)
        if known is None or login not in (None, known.login):
            return None
        work.api_tokens.end(known.login, known.id)
        change = Change(actor, known.login, door.clock.now(), browser or Browser())
        change.note(work, f"A token for the API was revoked: {known.name}.", token=known.id)
        return known


def tokens_of(door: Door, logins: Iterable[str]) -> list[Token]:
    """The tokens of these persons that still open something, the newest of each first."""
    now = door.clock.now()
    with door.store.read() as work:
        return [one for login in logins for one in work.api_tokens.of(login) if one.alive(now)]


def reader_by(door: Door, secret: str) -> ApiReader | None:
    """Who reads by this token now; None for one that opens nothing. Its use is noted once a minute at most.

    It is looked for by its digest: nothing of the secret can be learned from how long that takes.
    """
    with door.store.read() as work:
        found = work.api_tokens.find(digest_of(secret))
    if found is None:
        return None
    token, known = found
    now = door.clock.now()
    if known.disabled_at is not None or not token.alive(now):
        return None
    if token.used_at is None or now - token.used_at >= USED_EVERY:
        with door.store.write() as work:
            work.api_tokens.use(token.id, now)
    return ApiReader(known.person, token)
