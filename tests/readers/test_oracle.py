"""Our reader against two others on mails as people send them: mail-parser, and Python's own email package."""

import email
import hashlib
from email.message import Message

import mailparser
import pytest

from intake.readers.mail.eml import read_mail
from tests.line.letters_in import DELEGATE, five, mail, paper

MAILS = [
    *five(),
    mail("names", ("Contribution « révision ».docx", paper()), sender="amelie@example.org"),
    mail("long", ("A very long file name that a mail program has to split into several pieces éé.docx", paper())),
    mail("subject", subject="Contribution: jumeaux numériques – « révision » of the métavers, a long subject line"),
    mail("several", ("one.docx", paper()), ("two.docx", paper(title="Second")), ("three.pdf", b"%PDF-1.7\n")),
]


def by_python(part: Message) -> list[str]:
    """Digests of the attached files, by the standard library."""
    found = []
    for one in part.walk():
        if one.get_content_disposition() == "attachment":
            content = one.get_payload(decode=True)
            assert isinstance(content, bytes)
            found.append(hashlib.sha256(content).hexdigest())
    return found


@pytest.mark.parametrize("raw", MAILS, ids=range(len(MAILS)))
def test_three_readers_see_the_same_mail(raw: bytes) -> None:
    ours = read_mail(raw).mail
    message = email.message_from_bytes(raw)
    theirs = mailparser.MailParser(message)
    theirs.parse()
    assert ours.subject == theirs.subject
    assert ours.message_id == theirs.message_id
    assert [(one.name, one.address) for one in ours.from_] == list(theirs.from_)
    assert [one.sha256 for one in ours.attachments] == by_python(message)
    assert [one.name for one in ours.attachments] == [one["filename"] for one in theirs.attachments]
    assert ours.author is not None
    assert ours.author.address in (DELEGATE, "other@etri.example", "amelie@example.org")
