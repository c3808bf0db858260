"""A home on trial and one with drafts, at a real Dovecot: what the mailbox is like before and after."""

import json
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from intake.adapters.imap.connection import connect, log_out
from intake.cli.main import run_command
from tests.line.letters_in import RTF, mail, other_paper, paper
from tests.live.running import Home, make
from tests.servers.certificates import Certificates
from tests.servers.dovecot import Dovecot
from tests.servers.fixtures import dovecot_endpoint

WHEN = datetime(2026, 4, 30, 15, 30, tzinfo=UTC)
SENDER = "delegate@etri.example"
Person = Any
"""IMAPClient, of which the types are not known."""


@pytest.fixture
def home(tmp_path: Path, dovecot: Dovecot, server_certificates: Certificates) -> Home:
    """A home at a fresh mailbox, without a server for letters."""
    account = dovecot.account()
    endpoint = dovecot_endpoint(dovecot, account.user, account.password, server_certificates.authority)
    made = make(tmp_path / "home", endpoint, server_certificates.authority, 1)
    settings = made.folder / "intake.toml"
    settings.write_text(settings.read_text().partition("[smtp]")[0])
    return made


@pytest.fixture
def person(home: Home) -> Iterator[Person]:
    """Somebody of the secretariat, in the same mailbox with a mail program."""
    client = connect(home.mailbox)
    yield client
    log_out(client)


def replies(home: Home, how: str) -> None:
    site = home.folder / "rules" / "site.toml"
    text = site.read_text()
    assert '# replies = "draft"' in text
    site.write_text(text.replace('# replies = "draft"', f'replies = "{how}" #'))


def intake(home: Home, *words: str) -> str:
    with redirect_stdout(StringIO()) as told:
        code = run_command([*words, "--home", str(home.folder)])
    assert code == 0 or words[0] == "doctor", told.getvalue()
    return told.getvalue()


def mailbox(person: Person) -> dict[str, object]:
    """All that a mailbox is: its folders, and of each mail UID, flags (Recent, too), time and bytes."""
    known: dict[str, object] = {"subscribed": sorted(name for _, _, name in person.list_sub_folders())}
    for _, _, name in person.list_folders():
        told = person.select_folder(name, readonly=True)
        fetched = person.fetch(person.search(), ["FLAGS", "INTERNALDATE", "BODY.PEEK[]"]) if told[b"EXISTS"] else {}
        mails = {
            uid: (sorted(one[b"FLAGS"]), one[b"INTERNALDATE"], one[b"BODY[]"]) for uid, one in sorted(fetched.items())
        }
        known[name] = (told[b"UIDVALIDITY"], told[b"UIDNEXT"], told[b"RECENT"], mails)
    return known


def test_a_home_on_trial_leaves_the_mailbox_byte_for_byte_and_flag_for_flag(home: Home, person: Person) -> None:
    replies(home, "watch")
    accepted = mail("accepted", ("Input.docx", paper()), sender=SENDER)
    person.create_folder("Sent")
    person.append("Sent", mail("ours", sender="tsbjcamv@itu.int"), [rb"\Seen"], WHEN)
    for raw, flags in (
        (accepted, []),
        (mail("returned", ("Minutes.docx", other_paper()), sender=SENDER), [rb"\Seen"]),
        (mail("held", ("old.rtf", RTF), sender=SENDER), [rb"\Flagged", b"$Label1"]),
        (mail("asked", text="When does the meeting begin?", sender=SENDER), [rb"\Answered", rb"\Seen"]),
        (mail("away", text="I am away.", sender=SENDER, Auto_Submitted="auto-replied"), [rb"\Deleted"]),
    ):
        person.append("INBOX", raw, flags, WHEN)
    before = mailbox(person)
    assert before["INBOX"][2] == 5, "the mails are new, and a server tells so once to whoever may write"  # type: ignore[index]
    for _ in range(2):
        intake(home, "once")
    intake(home, "doctor")
    assert mailbox(person) == before
    assert home.account()["accepted"] == home.account()["returned"] == home.account()["held"] == 1
    assert "JCA-MV-Doc-001" in intake(home, "list", "jca-mv")
    assert not (home.folder / "receipts").exists() or not list((home.folder / "receipts").iterdir())


def shown(home: Home, reference: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(intake(home, "show", reference, "--json"))
    return told


def drafts(person: Person) -> dict[int, tuple[list[bytes], bytes]]:
    person.select_folder("Drafts")
    found = person.fetch(person.search(), ["FLAGS", "BODY.PEEK[]"])
    return {
        uid: ([one for one in told[b"FLAGS"] if one != rb"\Recent"], told[b"BODY[]"]) for uid, told in found.items()
    }


def send(person: Person, uid: int, raw: bytes) -> None:
    """Do what mail programs do: the sent mail is filed, and its draft is gone."""
    person.append("Sent", raw, [rb"\Seen"])
    person.delete_messages([uid])
    person.expunge()


def test_a_draft_waits_for_a_person_and_is_known_to_be_sent(home: Home, person: Person) -> None:
    replies(home, "draft")
    person.create_folder("Sent")
    for name, title in (("one", "Paper one"), ("two", "Paper two"), ("three", "Paper three")):
        person.append("INBOX", mail(name, ("Input.docx", paper(title)), sender=f"{name}@etri.example"), [], WHEN)
    intake(home, "once")
    waiting = drafts(person)
    assert [flags for flags, _ in waiting.values()] == [[rb"\Draft"]] * 3
    (one, two, _) = waiting
    raw = waiting[one][1]
    for line in (
        b"To: one@etri.example",
        b"From: ",
        b"Subject: [JCA-MV] Registered: JCA-MV-Doc-001",
        b"In-Reply-To: <one@etri.example>",
        b"References: <one@etri.example>",
    ):
        assert b"\r\n" + line in b"\r\n" + raw
    send(person, one, raw)
    edited = b"".join(
        part + b"\r\n"
        for part in waiting[two][1].split(b"\r\n")
        if not part.lower().startswith((b"message-id:", b"auto-submitted:", b"x-"))
    )
    send(person, two, b"Message-ID: <another@itu.int>\r\n" + edited)
    intake(home, "once")
    states = [shown(home, f"MV-26-000{number}")["receipts"][0]["state"] for number in (1, 2, 3)]
    assert states == ["sent", "sent", "draft"]
    assert "from Drafts; that is known since" in intake(home, "why-no-receipt", "MV-26-0001")
    assert "an answer to the same mail is among the sent mail" in intake(home, "why-no-receipt", "MV-26-0002")
    assert "put into Drafts at" in intake(home, "why-no-receipt", "MV-26-0003")
    assert len(drafts(person)) == 1
