"""What servers say when they may not or cannot go on: each is one sentence with its remedy, and how long to wait."""

from collections.abc import Callable

import pytest

from intake.adapters.endpoint import Endpoint
from intake.adapters.imap.answers import understood
from intake.adapters.imap.mailbox import ImapMailbox
from intake.domain.errors import LoginError, UnavailableError
from tests.servers.scripted_imap import ScriptedImap

Scripted = Callable[..., tuple[ScriptedImap, ImapMailbox]]
WORK = Endpoint("outlook.office365.com", 993, "tls", "jca", "x")

# what it says · a part of the sentence · whether it is a matter of the login · whether a person is needed · seconds
SAID = [
    pytest.param("[ALERT] Too many simultaneous connections. (Failure)", "no more connections", "", 60, id="Gmail"),
    pytest.param("Maximum number of connections from user+IP exceeded (mail_max_userip_connections=10)",
                 "no more connections", "", 60, id="Dovecot"),
    pytest.param("[LIMIT] Too many open connections", "no more connections", "", 60, id="Cyrus-by-code"),
    pytest.param("Maximum connection limit reached for ::ffff:192.0.2.1", "no more connections", "", 60, id="Courier"),
    pytest.param("[OVERQUOTA] Account exceeded command or bandwidth limits. x42", "do no more for now", "", 60,
                 id="Gmail-bandwidth"),
    pytest.param("Request is throttled. Suggested Backoff Time: 92415 milliseconds", "do no more for now", "", 92.415,
                 id="Exchange"),
    pytest.param("Request is throttled. Suggested Backoff Time: 1415 milliseconds", "do no more for now", "", 60,
                 id="Exchange-short"),
    pytest.param("Request is throttled. Suggested Backoff Time: 999999999 milliseconds", "do no more for now", "", 900,
                 id="Exchange-for-days"),
    pytest.param("[THROTTLED] slow down", "do no more for now", "", 60, id="by-code"),
    pytest.param("[LIMIT] FETCH Rate limit hit.", "do no more for now", "", 60, id="Yahoo"),
    pytest.param("[OVERQUOTA] Quota exceeded (mailbox for user is full)", "make room in the mailbox", "person", 60,
                 id="quota"),
    pytest.param("Over quota", "make room in the mailbox", "person", 60, id="quota-in-words"),
    pytest.param("[EXPIRED] Password expired", "since it has expired: set a new one", "login", 0, id="expired"),
    pytest.param("LOGIN failed: your password has expired", "since it has expired", "login", 0, id="expired-in-words"),
    pytest.param("[ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833",
                 "make an app password", "login", 0, id="app-password"),
    pytest.param("[ALERT] Please log in via your web browser: https://support.google.com/mail (Failure)",
                 "with a web browser first", "login", 0, id="Gmail-browser"),
    pytest.param("[WEBALERT https://accounts.google.com/x] Web login required.", "with a web browser first", "login", 0,
                 id="Gmail-web-alert"),
    pytest.param("[ALERT] IMAP access is disabled for your domain.", "turn IMAP on", "login", 0, id="no-IMAP"),
    pytest.param("Your account is not enabled for IMAP use.", "turn IMAP on", "login", 0, id="no-IMAP-account"),
    pytest.param("User is authenticated but not connected.", "has a licence and allows IMAP", "login", 0,
                 id="Exchange-mailbox"),
    pytest.param("[CONTACTADMIN] call us", "its administrator be called", "login", 0, id="administrator"),
    pytest.param("[PRIVACYREQUIRED] Plaintext authentication disallowed", 'set security to "tls"', "login", 0,
                 id="plain"),
    pytest.param("[NOPERM] no", "the rights in the folder", "person", 0, id="no-rights"),
    pytest.param("[INUSE] Mailbox in use", "another program works in the folder", "", 0, id="in-use"),
    pytest.param("[UNAVAILABLE] Temporary authentication failure. [host:2026-04-30]", "cannot work for now", "", 0,
                 id="Dovecot-database"),
    pytest.param("Server Unavailable. 15", "cannot work for now", "", 0, id="Exchange-unavailable"),
    pytest.param("Temporary System Error (Failure)", "cannot work for now", "", 0, id="Gmail-temporary"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "sentence", "ends", "pause"), SAID)
def test_what_a_server_says_is_understood(said: str, sentence: str, ends: str, pause: float) -> None:
    for words in (said, said.upper(), said.lower(), f"SELECT failed: {said}"):
        error = understood(WORK, words)
        assert isinstance(error, UnavailableError)
        assert str(error).startswith("outlook.office365.com:993 ")
        assert sentence in str(error)
        assert said[:40].lower() in str(error).lower(), "the server's own words are there for its administrator"
        assert (isinstance(error, LoginError), error.needs_a_person) == (ends == "login", ends != "")
        assert error.pause == pause


@pytest.mark.parametrize("said", [
    pytest.param("[AUTHENTICATIONFAILED] Invalid credentials (Failure)", id="Gmail"),
    pytest.param("LOGIN failed.", id="Exchange"),
    pytest.param("Login failed: authentication failure", id="Cyrus"),
    pytest.param("[AUTHENTICATIONFAILED] Too many tries. Try again later.", id="locks-soon"),
    pytest.param("Too many failed login attempts, try again later", id="attempts"),
    pytest.param("[TRYCREATE] no such folder", id="no-folder"),
    pytest.param("", id="nothing"),
])  # fmt: skip
def test_a_plain_refusal_stays_one(said: str) -> None:
    assert understood(WORK, said) is None


STEPS = {
    "greeting": "open",
    "LOGIN": "open",
    "SELECT": "open",
    "UID SEARCH": "uids",
    "UID FETCH": "fetch",
    "IDLE": "idle",
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("form", ["NO", "BAD", "BYE"])
def test_the_wish_of_a_server_is_heard_at_every_step(scripted: Scripted, step: str, form: str) -> None:
    words = b"Request is throttled. Suggested Backoff Time: 92415 milliseconds\r\n"
    leaves = form == "BYE" or step == "greeting"
    said = b"* BYE " + words if leaves else b"TAG " + form.encode() + b" " + words
    if step == "IDLE" and leaves:
        said = b"+ idling\r\n" + said
    found = {"UID_SEARCH": b"* SEARCH\r\nTAG OK done\r\n", "DONE": b"TAG OK done\r\n"}
    server, box = scripted(said if step == "greeting" else b"* OK hello\r\n", **found)
    calls: dict[str, Callable[[], object]] = {
        "open": box.open,
        "uids": box.uids,
        "fetch": lambda: box.fetch([5]),
        "idle": lambda: (box.uids(), server.script.update({"IDLE": said}), box.idle(5)),
    }
    if step not in ("greeting", "IDLE"):
        server.script[step] = said
    with pytest.raises(UnavailableError, match="do no more for now") as told:
        calls[STEPS[step]]()
    assert not isinstance(told.value, LoginError)
    assert told.value.pause == pytest.approx(92.415)


def test_a_password_that_expired_is_told_apart_from_a_wrong_one(scripted: Scripted) -> None:
    server, box = scripted(LOGIN=b"TAG NO [EXPIRED] Password expired\r\n")
    with pytest.raises(LoginError, match=r"since it has expired: set a new one there, write it into the password file"):
        box.open()
    server.script["LOGIN"] = b"TAG NO [AUTHENTICATIONFAILED] no\r\n"
    with pytest.raises(LoginError, match="check user and password file"):
        box.open()


def test_the_words_of_a_mail_are_no_answer_of_its_server(scripted: Scripted) -> None:
    said = b"* 1 FETCH (UID 5 BODY[] ([EXPIRED] your password has expired throttled)\r\nTAG OK done\r\n"
    _, box = scripted(UID_FETCH=said)
    with pytest.raises(UnavailableError) as told:
        box.fetch([5])
    assert not told.value.needs_a_person
    assert not isinstance(told.value, LoginError)
