"""What IMAP servers say when they cannot or may not go on: one table of codes and phrases, each with its remedy.

Codes are those of RFC 5530 and RFC 9051, section 7.1. The phrases are what Exchange, Gmail, Dovecot, Cyrus and Courier
say where they give no code.
"""

import re
from dataclasses import dataclass
from typing import Literal

from intake.adapters.endpoint import Endpoint, one_line
from intake.domain.errors import LoginError, UnavailableError

LONGEST_PAUSE = 900.0
"""Seconds that a server's wish is followed: with a longer one nobody would know that it works again."""

Ends = Literal["by itself", "by a person", "by a person, at the login"]
"""How a trouble ends. One at the login is tried seldom, so that the account is not locked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A kind of answer: how it is recognised, its sentence after the server's name, how it ends, seconds to wait."""

    said: re.Pattern[str]
    sentence: str
    ends: Ends = "by itself"
    pause: float = 0.0


def _answer(said: str, sentence: str, ends: Ends = "by itself", pause: float = 0.0) -> Answer:
    return Answer(re.compile(said, re.IGNORECASE), sentence, ends, pause)


ANSWERS = (
    _answer(
        r"too many (simultaneous |concurrent |open )?(connections|sessions|logins)"
        r"|maximum (number of )?connections?( limit)?|connection limit (exceeded|reached)",
        "allows this account no more connections at present: close other programs that use the mailbox, or raise the "
        "server's limit for one account",
        pause=60,
    ),
    _answer(
        r"\[(THROTTLED|LIMIT)\b|throttl|suggested backoff time|rate limit|bandwidth limit|command or bandwidth",
        "lets this account do no more for now: we wait as long as it asks, and go on by ourselves; if it comes again, "
        "read fewer mailboxes of this account or raise poll_seconds",
        pause=60,
    ),
    _answer(
        r"\[OVERQUOTA\b|over ?quota|quota exceeded|mailbox (is )?full",
        "has no room left for this account: make room in the mailbox or have its quota raised",
        ends="by a person",
        pause=60,
    ),
    _answer(
        r"\[EXPIRED\b|password (has |is )?expired",
        "does not take the password of this account any more, since it has expired: set a new one there, write it into "
        "the password file, and restart",
        ends="by a person, at the login",
    ),
    _answer(
        r"application-specific password|app(lication)? password",
        "wants a password for programs here: make an app password in the account's settings and write it into the "
        "password file, or log in by OAuth",
        ends="by a person, at the login",
    ),
    _answer(
        r"\[WEBALERT\b|log ?in via your web browser|web login required",
        "wants a person to log in to this account with a web browser first, and to confirm what is asked there",
        ends="by a person, at the login",
    ),
    _answer(
        r"imap access is disabled|not enabled for imap|imap (is )?disabled|protocol .{0,20}disabled",
        "does not allow IMAP for this account: have its administrator turn IMAP on",
        ends="by a person, at the login",
    ),
    _answer(
        r"authenticated but not connected",
        "knows the account and cannot open its mailbox: see whether it exists, has a licence and allows IMAP, and "
        "whether the login has rights in it",
        ends="by a person, at the login",
    ),
    _answer(
        r"\[CONTACTADMIN\b|account (is |has been )?(locked|disabled|suspended)",
        "asks that its administrator be called about this account: only there it can be put right",
        ends="by a person, at the login",
    ),
    _answer(
        r"\[(PRIVACYREQUIRED)\b|plaintext authentication disallowed|cleartext",
        'takes no password on a connection that can be read: set security to "tls" or "starttls"',
        ends="by a person, at the login",
    ),
    _answer(
        r"\[(NOPERM|AUTHORIZATIONFAILED)\b|permission denied",
        "does not give this account the right to do that: have its administrator give it the rights in the folder",
        ends="by a person",
    ),
    _answer(
        r"\[INUSE\b|(mailbox|folder) .{0,20}(locked|in use)|lock .{0,20}timed? ?out",
        "says that another program works in the folder just now: we try again by ourselves",
    ),
    _answer(
        r"\[(UNAVAILABLE|SERVERBUG|CORRUPTION)\b|temporar(y|ily)|try (again )?later|server (is )?(busy|unavailable)"
        r"|shutting down|internal error",
        "cannot work for now: we try again by ourselves; if it lasts, its administrator should look",
    ),
)
"""The first one that is found counts: a server that says both too much and a general code means the former."""

_REFUSED = re.compile(r"\[AUTHENTICATIONFAILED\b|attempts", re.IGNORECASE)

_WISHED = re.compile(r"suggested backoff time:?\s*(\d{1,9})\s*(milliseconds|ms|seconds|s)?", re.IGNORECASE)


def understood(endpoint: Endpoint, words: str) -> UnavailableError | None:
    """The error that these words of a server mean, with its remedy and how long to wait; None for any others.

    What is called a refused login stays one, whatever else the server says: only such a login is tried seldom.
    """
    found = next((one for one in ANSWERS if one.said.search(words)), None)
    if found is None or (found.ends == "by itself" and _REFUSED.search(words)):
        return None
    kind = LoginError if found.ends == "by a person, at the login" else UnavailableError
    error = kind(f"{endpoint} {found.sentence} (the server said: {one_line(words)})")
    error.pause = max(found.pause, wished(words))
    error.needs_a_person = found.ends != "by itself"
    return error


def wished(words: str) -> float:
    """The seconds for which Exchange asks a program that does too much to be silent; 0.0 where it asks for none."""
    found = _WISHED.search(words)
    if found is None:
        return 0.0
    unit = (found[2] or "milliseconds").lower()
    return min(int(found[1]) / (1000 if unit.startswith("m") else 1), LONGEST_PAUSE)
