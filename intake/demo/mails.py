"""Mails as mail programs write them: Outlook, Apple Mail, Gmail, Thunderbird; and the answers that machines give."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from intake.demo.people import Author
from intake.domain.text.media import DOCX

_TYPES = {
    ".docx": DOCX,
    ".docm": "application/vnd.ms-word.document.macroEnabled.12",
    ".doc": "application/msword",
    ".pdf": "application/pdf",
}
_LOGO = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
"""A picture in a signature: PNG, one pixel."""


@dataclass(frozen=True, slots=True)
class WrittenMail:
    """What a person writes. `answers` is a Message-ID; `sender` is who sends it for the author; `at` is UTC."""

    author: Author
    to: tuple[str, ...]
    at: datetime
    subject: str
    text: str
    files: Mapping[str, bytes]
    cc: tuple[Author, ...] = ()
    sender: Author | None = None
    answers: str = ""


def outlook(letter: WrittenMail) -> bytes:
    """Alternatives with a picture in the signature, files behind it, threads by index."""
    mail = _headed(letter, domain="mail.outlook.example")
    mail["Thread-Topic"] = letter.subject.removeprefix("RE: ")
    mail["Thread-Index"] = "Ad" + hashlib.sha256(letter.subject.encode()).hexdigest()[:20]
    mail["X-MS-Has-Attach"] = "yes" if letter.files else ""
    mail["Accept-Language"] = "en-US"
    mail.set_content(letter.text)
    mail.add_alternative(_html(letter.text, '<p><img src="cid:image001.png@01DCD8A1.5E2F4C10"></p>'), subtype="html")
    html = list(mail.iter_parts())[-1]
    if isinstance(html, EmailMessage):
        html.add_related(
            _LOGO,
            maintype="image",
            subtype="png",
            filename="image001.png",
            cid="<image001.png@01DCD8A1.5E2F4C10>",
            disposition="inline",
        )
    _attach(mail, letter.files)
    return _whole(mail)


def apple(letter: WrittenMail) -> bytes:
    """Plain text, then files that are shown inline."""
    mail = _headed(letter, domain=letter.author.domain)
    mail["Mime-Version"] = "1.0 (Mac OS X Mail 16.0)"
    mail["X-Mailer"] = "Apple Mail (2.3826)"
    mail.set_content(letter.text)
    _attach(mail, letter.files, disposition="inline")
    return _whole(mail)


def gmail(letter: WrittenMail) -> bytes:
    """Alternatives, then files with an id."""
    mail = _headed(letter, domain="mail.gmail.example")
    mail.set_content(letter.text)
    mail.add_alternative(_html(letter.text), subtype="html")
    _attach(mail, letter.files)
    for number, part in enumerate(mail.iter_attachments()):
        part["X-Attachment-Id"] = f"f_mo{number}c3k7x{number}"
    return _whole(mail)


def thunderbird(letter: WrittenMail) -> bytes:
    """Flowed text, then files."""
    mail = _headed(letter, domain=letter.author.domain)
    mail["User-Agent"] = "Mozilla Thunderbird"
    mail["Content-Language"] = "fr"
    mail.set_content(letter.text, cte="quoted-printable", params={"format": "flowed"})
    _attach(mail, letter.files)
    return _whole(mail)


Program = Callable[[WrittenMail], bytes]


def by_another_path(raw: bytes, at: datetime) -> bytes:
    """The same mail as it arrives by way of an alias: one more trace at its top, nothing else changed."""
    trace = f"Received: from alias.immersive.example by mx.demo.example; {format_datetime(at)}\r\n"
    return trace.encode() + raw


@dataclass(frozen=True, slots=True)
class Relay:
    """A server on the way of a mail: from whom it took the mail, and so many seconds before the mail arrived."""

    came_from: str
    by: str
    protocol: str
    seconds: int


def by_way_of(raw: bytes, at: datetime, hops: Sequence[Relay]) -> bytes:
    """The same mail with the traces that these servers wrote, the first one lowest."""
    for place, hop in enumerate(hops):
        when = format_datetime(at - timedelta(seconds=hop.seconds))
        raw = (
            f"Received: from {hop.came_from} by {hop.by} with {hop.protocol} id demo{place}; {when}\r\n".encode() + raw
        )
    return raw


def absence(person: Author, receipt: EmailMessage, at: datetime) -> bytes:
    """What a mail program answers while its user is away (RFC 3834)."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _address(person)
    mail["To"] = str(receipt["From"])
    mail["Subject"] = f"Réponse automatique : {receipt['Subject']}"
    mail["Date"] = format_datetime(at.astimezone(person.zone))
    mail["Message-ID"] = _id(person.address, at, person.domain)
    mail["In-Reply-To"] = str(receipt["Message-ID"])
    mail["Auto-Submitted"] = "auto-replied"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(
        f"Bonjour,\n\nje suis absent jusqu'au 11 mai et lirai votre message à mon retour.\n\n{person.name}\n"
    )
    return _whole(mail)


def bounce(receipt: EmailMessage, at: datetime) -> bytes:
    """What a mail server reports about a receipt that it could not deliver (RFC 3464)."""
    to = str(receipt["To"])
    server, line = f"mx.{to.rpartition('@')[2]}", f"=_{at:%H%M%S}"
    returned = "\n".join(f"{name}: {receipt[name]}" for name in ("From", "To", "Subject", "Date", "Message-ID"))
    text = f"""\
Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@{server}>
To: {receipt["From"]}
Subject: Undelivered Mail Returned to Sender
Date: {format_datetime(at)}
Message-ID: {_id(to, at, server)}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="{line}"

--{line}
Content-Type: text/plain; charset=utf-8

This is the mail system at {server}. Your message could not be delivered.

<{to}>: the mailbox is full

--{line}
Content-Type: message/delivery-status

Reporting-MTA: dns; {server}

Final-Recipient: rfc822; {to}
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp; 552 5.2.2 Mailbox full

--{line}
Content-Type: text/rfc822-headers

{returned}

--{line}--
"""
    return text.replace("\n", "\r\n").encode()


def _headed(letter: WrittenMail, domain: str) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _address(letter.author)
    if letter.sender:
        mail["Sender"] = _address(letter.sender)
    mail["To"] = ", ".join(letter.to)
    if letter.cc:
        mail["Cc"] = [_address(one) for one in letter.cc]
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(letter.at.astimezone(letter.author.zone))
    mail["Message-ID"] = _id(letter.author.address + letter.subject, letter.at, domain)
    if letter.answers:
        mail["In-Reply-To"] = mail["References"] = letter.answers
    return mail


def _attach(mail: EmailMessage, files: Mapping[str, bytes], disposition: str = "attachment") -> None:
    for name, content in files.items():
        maintype, subtype = _TYPES[name[name.rindex(".") :]].split("/")
        mail.add_attachment(content, maintype=maintype, subtype=subtype, filename=name, disposition=disposition)


def _whole(mail: EmailMessage) -> bytes:
    """The bytes, with boundaries that follow from the mail, so that the same mail is the same bytes."""
    name = hashlib.sha256(str(mail["Message-ID"]).encode()).hexdigest()[:24]
    for number, part in enumerate(one for one in mail.walk() if one.is_multipart()):
        part.set_boundary(f"=_{name}_{number}")
    return mail.as_bytes()


def _address(person: Author) -> Address:
    return Address(person.name, addr_spec=person.address)


def _id(text: str, at: datetime, domain: str) -> str:
    return f"<{hashlib.sha256(f'{text} {at}'.encode()).hexdigest()[:28]}@{domain}>"


def _html(text: str, below: str = "") -> str:
    paragraphs = "".join(f"<p>{escape(one)}</p>" for one in text.strip().split("\n\n"))
    return f"<html><body>{paragraphs}{below}</body></html>"
