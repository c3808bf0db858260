"""What administrators change of persons, and what persons change of themselves."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from intake.domain.persons.entering import (
    KnownPerson,
    PersonFaultError,
    Session,
    groups_of,
    login_of,
    name_of,
    password_fault,
    password_of,
)
from intake.domain.persons.people import Person, Role, in_role
from intake.pipeline.persons.door import Browser, Change, Door
from intake.pipeline.persons.entering import prove
from intake.ports import UnitOfWork

THEMES = ("", "auto", "light", "dark")

PASSWORD_FAULTS = {
    "short": "A password has at least 12 characters; several words are easy to remember.",
    "long": "A password has at most 256 characters.",
    "guess": "The password is the login: choose another.",
    "same": "The password repeats few characters: choose another.",
}


def add(door: Door, actor: str, new: Person, browser: Browser | None = None) -> KnownPerson:
    """Add a person, without a password yet. PersonFaultError for a login, a group or a role that cannot be."""
    login = login_of(new.login)
    with door.store.write() as work:
        groups = groups_of(new.role, new.groups, tuple(work.rulebooks.groups()))
        person = Person(login, name_of(new.name, login), new.role, groups)
        known = work.persons.add(person, door.clock.now())
        change = _change(door, actor, login, browser)
        change.note(work, f"Added as {new.role}.", role=new.role, groups=", ".join(groups))
        return known


def change_role(
    door: Door, actor: str, login: str, role: Role, groups: Iterable[str], browser: Browser | None = None
) -> KnownPerson:
    """Give a person another role, or other groups. PersonFaultError where no administrator would be left."""
    with changing(door, login) as (work, known):
        chosen = groups_of(role, tuple(groups), tuple(work.rulebooks.groups()))
        if role != "administrator":
            _keep_an_administrator(work, known)
        changed = in_role(known.person, role, chosen)
        if changed != known.person:
            work.persons.change(changed)
            change = _change(door, actor, login, browser)
            change.note(work, f"Is {role} now.", role=role, groups=", ".join(chosen))
        return replace(known, person=changed)


def rename(door: Door, actor: str, login: str, name: str, browser: Browser | None = None) -> None:
    """Write a person's name anew."""
    with changing(door, login) as (work, known):
        named = replace(known.person, name=name_of(name, login))
        if named != known.person:
            work.persons.change(named)
            _change(door, actor, login, browser).note(work, "Has another name now.")


def disable(door: Door, actor: str, login: str, browser: Browser | None = None) -> None:
    """Stop a person from entering, in any way. PersonFaultError where no administrator would be left."""
    with changing(door, login) as (work, known):
        if known.disabled_at is None:
            _keep_an_administrator(work, known)
            work.persons.disable(login, door.clock.now())
            work.one_time_links.drop(login)
            ended, tokens = work.sessions.end(login), work.api_tokens.end(login)
            _change(door, actor, login, browser).note(work, "Disabled.", sessions=ended, tokens=tokens)


def enable(door: Door, actor: str, login: str, browser: Browser | None = None) -> None:
    """Let a person enter again."""
    with changing(door, login) as (work, known):
        if known.disabled_at is not None:
            work.persons.disable(login, None)
            _change(door, actor, login, browser).note(work, "Enabled.")


def set_password(door: Door, actor: str, login: str, password: str, *, but: int | None = None) -> None:
    """Set a password; all sessions of the person end, except `but`. PersonFaultError for one that is easily guessed."""
    checked(password, login)
    hashed = door.passwords.hashed(password_of(password))
    with changing(door, login) as (work, _):
        put_password(work, door, login, hashed, but=but)
        _change(door, actor, login, None).note(work, "Has another password now.")


def put_password(work: UnitOfWork, door: Door, login: str, hashed: str, *, but: int | None = None) -> None:
    """Keep a new password's hash: what was opened with the old one ends."""
    work.persons.set_password(login, hashed, door.clock.now())
    work.one_time_links.drop(login)
    work.sessions.end(login, but=but)


def change_own_password(door: Door, session: Session, old: str, new: str, browser: Browser) -> None:
    """Set one's own password by the old one; other browsers have to enter again.

    Raises PersonFaultError for a new one that is easily guessed; EntryRefusedError and TooManyFailuresError where the
    old one is wrong.
    """
    checked(new, session.login)
    prove(door, session.login, old, browser)
    set_password(door, session.login, session.login, new, but=session.id)


def end_sessions(door: Door, actor: str, login: str, session: int | None = None, *, but: int | None = None) -> int:
    """End one session of a person, or all (but one); how many."""
    with changing(door, login) as (work, _):
        ended = work.sessions.end(login, session, but=but)
        if ended:
            told = "A session was ended." if ended == 1 else f"{ended} sessions were ended."
            _change(door, actor, login, None).note(work, told, sessions=ended)
        return ended


def prefer(door: Door, login: str, language: str, theme: str) -> None:
    """Keep how a person wants to see the desk: a matter of taste, which no log needs."""
    with changing(door, login) as (work, _):
        work.persons.prefer(login, language, theme if theme in THEMES else "")


def checked(password: str, login: str) -> None:
    """Raise PersonFaultError for a password that is easily guessed."""
    if fault := password_fault(password, login):
        told = PASSWORD_FAULTS[fault]
        raise PersonFaultError(told, kind=fault)


@contextmanager
def changing(door: Door, login: str) -> Iterator[tuple[UnitOfWork, KnownPerson]]:
    """The person as of this transaction; PersonFaultError where there is none."""
    with door.store.write() as work:
        work.persons.lock()
        known = work.persons.named(login)
        if known is None:
            raise PersonFaultError(
                "{login}: there is no such person; 'intake user list' shows all.", kind="nobody", login=login
            )
        yield work, known


def is_last_administrator(work: UnitOfWork, known: KnownPerson) -> bool:
    """Whether nobody else looks after the persons; in a transaction that has locked them."""
    return known.administers and sum(one.administers for one in work.persons.all()) == 1


def _keep_an_administrator(work: UnitOfWork, known: KnownPerson) -> None:
    if is_last_administrator(work, known):
        raise PersonFaultError(
            "{login} is the only administrator: make somebody else one first.", kind="only", login=known.person.login
        )


def _change(door: Door, actor: str, login: str, browser: Browser | None) -> Change:
    return Change(actor, login, door.clock.now(), browser or Browser())
