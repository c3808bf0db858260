"""Errors that speak to the person who can act: what, where, what to do.

IntakeError
├── ConfigurationError   settings, rulebook, template or secret is wrong        exit code 3
├── UnavailableError     a server, the database or the disk does not answer     exit code 4
│   └── LoginError       a server refuses the login                             exit code 4
├── StorageFailedError   the disk broke its promise; the process must end       exit code 4
├── HomeLockedError      another process holds the home                         exit code 5
├── StaleDecisionError   somebody decided in between                            exit code 1
└── UsageError           the command cannot be done as asked                    exit code 2

The sentence stands where it is raised, in English: the command line prints it so. A page tells it in the reader's
language, so whatever differs from case to case is a value: `UsageError("{name} is over.", name=name)`.
"""

from intake.domain.stated import Stated


class IntakeError(Exception):
    """Anything that we tell a person in one sentence, without a traceback."""

    exit_code = 70

    def __init__(self, english: str = "", /, **values: object) -> None:
        """The sentence in English; `values` stand in its places."""
        self.sentence = Stated(english, values)
        super().__init__(str(self.sentence))


class UsageError(IntakeError):
    """The command cannot be done as asked; the text names the remedy."""

    exit_code = 2


class ConfigurationError(IntakeError):
    """Settings, rulebook, template or secret is wrong; the text names file, key and remedy."""

    exit_code = 3


class UnavailableError(IntakeError):
    """A server, the database or the disk does not answer now; trying again later may help."""

    exit_code = 4
    pause = 0.0
    """Seconds in which it is of no use to ask again, or in which the server does not want to be asked."""
    needs_a_person = False
    """Whether only a person can end it, so that it is told without waiting for better luck."""


class StorageUnavailableError(UnavailableError):
    """Our own database or disk does not answer now: no server is to blame."""


class LoginError(UnavailableError):
    """A server refuses our user name and password: tried again slowly, so that the account is not locked."""

    needs_a_person = True


class StorageFailedError(IntakeError):
    """An fsync failed, so nobody knows what is on the disk. Never retried: the process ends and starts afresh."""

    exit_code = 4


class HomeLockedError(IntakeError):
    """Another process works on this home."""

    exit_code = 5


class StaleDecisionError(IntakeError):
    """Somebody else decided in between; the text shows who, when and what."""

    exit_code = 1
