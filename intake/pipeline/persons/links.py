"""Links that work once: for the first administrator, and for who has no password or forgot it."""

from intake.domain.persons.entering import (
    FIRST_LINK,
    PASSWORD_LINK,
    LinkGoneError,
    OneTimeLink,
    PersonFaultError,
    digest_of,
    login_of,
    name_of,
    password_of,
    typed_login,
)
from intake.domain.persons.people import Person
from intake.pipeline.persons.door import Browser, Change, Door
from intake.pipeline.persons.entering import OpenedSession, open_session
from intake.pipeline.persons.keeping import checked, put_password


def first_link(door: Door) -> str | None:
    """The secret of a link for the first administrator; None once there is any person."""
    with door.store.write() as work:
        if work.persons.any():
            return None
        secret, now = door.secrets.secret(), door.clock.now()
        work.one_time_links.clear(now)
        work.one_time_links.add(OneTimeLink(digest_of(secret), "first", now + FIRST_LINK))
        return secret


def password_link(door: Door, actor: str, login: str, browser: Browser | None = None) -> str:
    """The secret of a link by which this person chooses a password; an older one no longer works.

    PersonFaultError for who is not there, or is disabled.
    """
    login, now = typed_login(login), door.clock.now()
    with door.store.write() as work:
        known = work.persons.named(login)
        if known is None:
            raise PersonFaultError(
                "{login}: there is no such person; 'intake user list' shows all.", kind="nobody", login=login
            )
        if known.disabled_at is not None:
            raise PersonFaultError(
                "{login} is disabled; 'intake user enable {login}' first.", kind="disabled", login=login
            )
        secret = door.secrets.secret()
        work.one_time_links.clear(now)
        work.one_time_links.add(OneTimeLink(digest_of(secret), "password", now + PASSWORD_LINK, login))
        change = Change(actor, login, now, browser or Browser())
        change.note(work, "Got a link to choose a password.")
        return secret


def link_of(door: Door, secret: str) -> OneTimeLink:
    """What this link is for; it stays. LinkGoneError where it no longer works."""
    with door.store.read() as work:
        found = work.one_time_links.find(digest_of(secret))
    if found is None or found.until <= door.clock.now() or found.purpose == "provider":
        raise LinkGoneError
    return found


def take_first(door: Door, secret: str, new: Person, password: str, browser: Browser) -> OpenedSession:
    """Use the first link up: its person is the first administrator, and has entered.

    Raises LinkGoneError; PersonFaultError for a login or a password that cannot be, and then the link still works.
    """
    login = login_of(new.login)
    checked(password, login)
    hashed = door.passwords.hashed(password_of(password))
    with door.store.write() as work:
        taken = work.one_time_links.take(digest_of(secret), door.clock.now())
        if taken is None or taken.purpose != "first" or work.persons.any():
            raise LinkGoneError
        known = work.persons.add(Person(login, name_of(new.name, login), "administrator"), door.clock.now())
        put_password(work, door, login, hashed)
        Change(login, login, door.clock.now(), browser).note(work, "Added as the first administrator.")
        return open_session(work, door, known, browser, "link")


def take_password(door: Door, secret: str, password: str, browser: Browser) -> OpenedSession:
    """Use a link up: its person has this password now, and has entered; all older sessions end.

    Raises LinkGoneError; PersonFaultError for a password that is easily guessed, and then the link still works.
    """
    login = link_of(door, secret).login
    checked(password, login)
    hashed = door.passwords.hashed(password_of(password))
    with door.store.write() as work:
        taken = work.one_time_links.take(digest_of(secret), door.clock.now())
        known = work.persons.named(taken.login) if taken else None
        if taken is None or taken.purpose != "password" or known is None or known.disabled_at is not None:
            raise LinkGoneError
        put_password(work, door, known.person.login, hashed)
        work.login_failures.forget(digest_of(f"login:{known.person.login}"))
        Change(known.person.login, known.person.login, door.clock.now(), browser).note(
            work, "Chose a password by a link."
        )
        return open_session(work, door, known, browser, "link")
