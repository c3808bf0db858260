"""Login at a provider of identities: begun here, proved there, finished here, in the same browser and once."""

from dataclasses import dataclass, replace
from hmac import compare_digest

from intake.domain.persons.entering import (
    EntryRefusedError,
    KnownPerson,
    LinkGoneError,
    OneTimeLink,
    PersonFaultError,
    Session,
    digest_of,
    login_of,
    name_of,
    typed_login,
)
from intake.domain.persons.identities import PATIENCE, Grant, Identity, LoginBegun, ProviderAwayError, granted
from intake.domain.persons.people import Person, in_role
from intake.pipeline.notes import note
from intake.pipeline.persons.door import DESK, Browser, Change, Door
from intake.pipeline.persons.entering import OpenedSession, open_session
from intake.pipeline.persons.keeping import is_last_administrator
from intake.ports import IdentityProvider, UnitOfWork

_SHOWN = 64


@dataclass(frozen=True, slots=True)
class ProviderGate:
    """The way in by a provider: `back` is our address to which a browser returns, `grants` who gets which role.

    Without grants only persons who were added here may enter, with the role that they have here.
    """

    provider: IdentityProvider
    back: str
    grants: tuple[Grant, ...] = ()


@dataclass(frozen=True, slots=True)
class CameBack:
    """What a browser came back with; `holder` is the secret of its forms, `browser` where it stands.

    `issuer` is who sent it back, as it says ("": it does not; RFC 9207).
    """

    state: str
    code: str
    issuer: str
    holder: str
    browser: Browser


def begin(door: Door, gate: ProviderGate, holder: str, after: str) -> str:
    """The provider's address for one login; what it was begun with is kept for ten minutes. ProviderAwayError."""
    asked = LoginBegun(door.secrets.secret(), door.secrets.secret(), door.secrets.secret())
    address = gate.provider.address(gate.back, asked)
    held = "\n".join((asked.nonce, asked.verifier, digest_of(holder), after))
    now = door.clock.now()
    with door.store.write() as work:
        work.one_time_links.clear(now)
        work.one_time_links.add(OneTimeLink(digest_of(asked.state), "provider", now + PATIENCE, held=held))
    return address


def finish(door: Door, gate: ProviderGate, came: CameBack) -> tuple[OpenedSession, str]:
    """The session of who came back, and the page that they wanted.

    Raises LinkGoneError for a login that was not begun here, by this browser, or is over; EntryRefusedError for who
    may not enter, which the log explains; ProviderAwayError.
    """
    with door.store.write() as work:
        taken = work.one_time_links.take(digest_of(came.state), door.clock.now())
    nonce, verifier, holder, after = (taken.held if taken else "\n\n\n").split("\n", 3)
    if taken is None or taken.purpose != "provider" or not came.holder:
        raise LinkGoneError
    if not compare_digest(holder, digest_of(came.holder)):
        raise LinkGoneError
    try:
        found = gate.provider.identity(gate.back, came.code, LoginBegun(came.state, nonce, verifier), came.issuer)
        with door.store.write() as work:
            known = _person(work, door, gate, found, came.browser)
            return open_session(work, door, known, came.browser, "provider"), after
    except (EntryRefusedError, PersonFaultError) as error:
        _refused(door, str(error), came.browser)
        raise EntryRefusedError(str(error)) from error


def leaving(gate: ProviderGate | None, session: Session) -> str:
    """Where the browser of a session that has ended logs out at the provider, too; "" where there is no such place."""
    if gate is None or session.entered != "provider":
        return ""
    try:
        return gate.provider.leaving(gate.back.removesuffix("/back"))
    except ProviderAwayError:
        return ""


def _person(work: UnitOfWork, door: Door, gate: ProviderGate, found: Identity, browser: Browser) -> KnownPerson:
    """The person who this identity is here: by its subject; the first time by its login, where that was allowed."""
    work.persons.lock()
    known = work.persons.by_subject(found.subject) or _joining(work, door, found)
    if known is not None and known.disabled_at is not None:
        raise EntryRefusedError(f"{known.person.login} is disabled.")
    grant = granted(found.values, gate.grants)
    if gate.grants and grant is None:
        raise EntryRefusedError(f"{_short(found.login)} has no role at the provider.")
    if known is None and grant is None:
        raise EntryRefusedError(f"{_short(found.login)} was not added here.")
    if known is None and grant is not None:
        login = login_of(found.login)
        known = work.persons.add(Person(login, name_of(found.name, login), grant.role, grant.groups), door.clock.now())
        _change(door, known, browser).note(work, f"Added as {grant.role} by the provider.", role=grant.role)
    if known is None:
        raise EntryRefusedError
    if grant is not None:
        known = _as_granted(work, door, known, grant, browser)
    if known.subject != found.subject:
        which = "another account of the provider" if known.subject else "the provider"
        work.persons.join_subject(known.person.login, found.subject)
        _change(door, known, browser).note(work, f"Enters by {which} from now on.")
    return known


def _joining(work: UnitOfWork, door: Door, found: Identity) -> KnownPerson | None:
    """The person whose login this is, if an administrator lets an account join; None where nobody has it.

    A name is no proof: at the provider it may be chosen, or given away.
    """
    named = work.persons.named(typed_login(found.login))
    if named is not None and not named.may_join(door.clock.now()):
        whose = "is another identity here" if named.subject else "may not join an account of the provider"
        raise EntryRefusedError(f"{_short(found.login)} {whose}.")
    return named


def _as_granted(work: UnitOfWork, door: Door, known: KnownPerson, grant: Grant, browser: Browser) -> KnownPerson:
    """The person with the role that the provider gives: there it is looked after. One administrator always stays."""
    person, was = in_role(known.person, grant.role, grant.groups), known.person.role
    if person == known.person:
        return known
    groups, change = ", ".join(grant.groups), _change(door, known, browser)
    if person.role != "administrator" and is_last_administrator(work, known):
        told = f"Stays administrator, since nobody else is one; the provider says {person.role}."
        change.note(work, told, role=was, groups="")
        return known
    work.persons.change(person)
    change.note(work, f"Is {person.role} now, by the provider; was {was}.", role=person.role, groups=groups)
    return replace(known, person=person)


def _change(door: Door, known: KnownPerson, browser: Browser) -> Change:
    return Change(DESK, known.person.login, door.clock.now(), browser)


def _refused(door: Door, why: str, browser: Browser) -> None:
    with door.store.write() as work:
        note(
            work,
            "",
            at=door.clock.now(),
            what="login-failed",
            who=DESK,
            why="The login at the provider was not taken.",
            personal={"reason": why, **browser.words},
        )


def _short(login: str) -> str:
    return login[:_SHOWN]
