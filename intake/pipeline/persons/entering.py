"""Login and logout: sessions that the server keeps, patience with wrong passwords, a line of the log for each."""

from dataclasses import dataclass, replace
from datetime import datetime

from intake.domain.persons.entering import (
    FORGOTTEN,
    FREE_FAILURES,
    FREE_FAILURES_OF_ADDRESS,
    LONGEST,
    USED_EVERY,
    Entered,
    EntryRefusedError,
    KnownPerson,
    Session,
    TooManyFailuresError,
    browser_words,
    digest_of,
    failed_again,
    password_of,
    typed_login,
)
from intake.domain.text.networks import network_of
from intake.pipeline.notes import note
from intake.pipeline.persons.door import DESK, Browser, Door
from intake.ports import UnitOfWork

_LONGEST_TYPED = 1024
"""Characters of what somebody types as login or password; nothing longer is looked at."""
_SHOWN = 64


@dataclass(frozen=True, slots=True)
class OpenedSession:
    """A session that was just opened, with the `secret` that only its browser gets."""

    secret: str
    session: Session
    known: KnownPerson


def enter(door: Door, login: str, password: str, browser: Browser) -> OpenedSession:
    """Open a session by a password. Raises TooManyFailuresError, EntryRefusedError."""
    login = prove(door, login, password, browser)
    with door.store.write() as work:
        known = work.persons.named(login)
        if known is None or known.disabled_at is not None or work.persons.password(login) is None:
            raise EntryRefusedError
        return open_session(work, door, known, browser, "password")


def prove(door: Door, login: str, password: str, browser: Browser) -> str:
    """The login whose password this is.

    The failure is counted before the password is looked at, so that many at once are no faster than one after the
    other. Raises TooManyFailuresError, EntryRefusedError.
    """
    login, now = typed_login(login[:_LONGEST_TYPED]), door.clock.now()
    with door.store.write() as work:
        _count(work, login, browser, now)
        known, hashed = work.persons.named(login), work.persons.password(login)
    right = len(password) <= _LONGEST_TYPED and door.passwords.matches(hashed, password_of(password))
    if not right or known is None or known.disabled_at is not None:
        _refuse(door, login, known, browser)
    anew = door.passwords.hashed(password_of(password)) if hashed and door.passwords.is_old(hashed) else None
    with door.store.write() as work:
        work.login_failures.clear(now - FORGOTTEN)
    with door.store.write() as work:
        if anew is not None and work.persons.password(login) == hashed:
            work.persons.set_password(login, anew, now)
        _take_back(work, login, browser, now)
    return login


def open_session(work: UnitOfWork, door: Door, known: KnownPerson, browser: Browser, entered: Entered) -> OpenedSession:
    """Open a session, always with a secret that nobody has seen (so that none can be fixed before), and say so."""
    now, secret = door.clock.now(), door.secrets.secret()
    login, agent = known.person.login, browser_words(browser.agent)
    work.sessions.clear(now)
    session = work.sessions.open(
        Session(0, digest_of(secret), login, entered, now, now, now + LONGEST, browser.address, agent)
    )
    work.persons.entered(login, now)
    note(work, "", at=now, what="login", who=login, why=f"Entered by {entered}.", personal=browser.words)
    return OpenedSession(secret, session, replace(known, entered_at=now))


def leave(door: Door, session: Session, browser: Browser) -> None:
    """End a session."""
    with door.store.write() as work:
        if work.sessions.end(session.login, session.id):
            now = door.clock.now()
            note(work, "", at=now, what="logout", who=session.login, why="Left.", personal=browser.words)


def who(door: Door, secret: str, *, counts: bool = True) -> tuple[Session, KnownPerson] | None:
    """Whose session this secret opens now, or None; it is a use of the session unless it does not `count`."""
    with door.store.read() as work:
        found = work.sessions.find(digest_of(secret))
    if found is None:
        return None
    session, known = found
    now = door.clock.now()
    if known.disabled_at is not None or not session.alive(now):
        return None
    if counts and now - session.used_at >= USED_EVERY:
        with door.store.write() as work:
            work.sessions.use(session.id, now)
    return session, known


def _count(work: UnitOfWork, login: str, browser: Browser, now: datetime) -> None:
    """Count the attempt as one that failed, for the login and for the address; a right password takes it back."""
    of_login, of_address = _whose(login, browser)
    known = work.login_failures.of(of_login, now), work.login_failures.of(of_address, now)
    wait = max(one.free_at for one in known)
    if wait > now:
        raise TooManyFailuresError(wait)
    work.login_failures.put(of_login, failed_again(known[0], now, FREE_FAILURES))
    work.login_failures.put(of_address, failed_again(known[1], now, FREE_FAILURES_OF_ADDRESS))


def _take_back(work: UnitOfWork, login: str, browser: Browser, now: datetime) -> None:
    """The right password: the login has no failure any more, and the address one less."""
    of_login, of_address = _whose(login, browser)
    counted = work.login_failures.of(of_address, now)
    work.login_failures.put(of_address, replace(counted, count=max(counted.count - 1, 0), free_at=now))
    work.login_failures.forget(of_login)


def _whose(login: str, browser: Browser) -> tuple[str, str]:
    return digest_of(f"login:{login}"), digest_of(f"address:{network_of(browser.address)}")


def _refuse(door: Door, login: str, known: KnownPerson | None, browser: Browser) -> None:
    """Say in the log why nobody entered, and to who asked nothing."""
    why = "A wrong password." if known else "There is no such login."
    if known is not None and known.disabled_at is not None:
        why = "This person is disabled."
    with door.store.write() as work:
        personal = {"login": login[:_SHOWN], **browser.words}
        note(work, "", at=door.clock.now(), what="login-failed", who=DESK, why=why, personal=personal)
    raise EntryRefusedError
