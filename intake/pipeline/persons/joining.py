"""An administrator says whose account at the provider may become a person's here: by its name alone none does."""

from intake.domain.persons.entering import PersonFaultError
from intake.domain.persons.identities import JOINING
from intake.pipeline.persons.door import Browser, Change, Door
from intake.pipeline.persons.keeping import changing


def let_join(door: Door, actor: str, login: str, browser: Browser | None = None) -> None:
    """Let the account that has this login at the provider become this person's, for 14 days.

    One that is theirs already stays until another has joined. PersonFaultError for who is not there, or is disabled.
    """
    with changing(door, login) as (work, known):
        if known.disabled_at is not None:
            raise PersonFaultError(
                "{login} is disabled; 'intake user enable {login}' first.", kind="disabled", login=login
            )
        now = door.clock.now()
        work.persons.let_join(login, now + JOINING)
        change = Change(actor, login, now, browser or Browser())
        change.note(work, f"May join an account of the provider for {JOINING.days} days.")


def stop_joining(door: Door, actor: str, login: str, browser: Browser | None = None) -> None:
    """Take that back. An account that has joined stays theirs."""
    with changing(door, login) as (work, known):
        if known.joins_until is not None:
            work.persons.let_join(login, None)
            change = Change(actor, login, door.clock.now(), browser or Browser())
            change.note(work, "May not join an account of the provider any more.")
