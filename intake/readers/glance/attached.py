"""A mail that is attached to another one, or saved as a file (.eml): its files, its subject, its words (RFC 5322)."""

from dataclasses import replace

from intake.domain.document import Enclosed, Glance
from intake.domain.mail import Mail
from intake.readers.limits import MAIL
from intake.readers.mail.eml import read_mail
from intake.readers.mail.mime import top_head, with_line_feeds
from intake.readers.seen import Member, SeenFile, glance

_TRACES = {"received", "message-id", "mime-version", "return-path", "delivered-to", "to", "subject", "date"}
_FEWEST = 2
_DOUBTS = ("limits", "ambiguous", "malformed")


def is_mail(content: bytes) -> bool:
    """Whether these bytes start with the header block of a mail: a From field and two more that mails have."""
    names = set(top_head(with_line_feeds(content[: MAIL.header_bytes]), MAIL).fields.names)
    return "from" in names and len(names & _TRACES) >= _FEWEST


def read_attached(content: bytes) -> SeenFile:
    """A mail as a file: what is attached to it are its members; what makes it doubtful is a doubt about the whole."""
    opened = read_mail(content)
    members = tuple(
        Member(one.place, one.name, opened.files[one.sha256], one.content_type, one.disposition, one.picture)
        for one in opened.mail.attachments
    )
    doubts = tuple(dict.fromkeys(one.kind for one in opened.mail.problems if one.kind in _DOUBTS))
    return SeenFile("mail", glance=_glance(opened.mail), members=members, doubts=doubts)


def _glance(mail: Mail) -> Glance:
    author = mail.author
    shown = glance(
        mail.text.splitlines(), titles=[mail.subject], author=(author.name or author.address) if author else ""
    )
    # A date without an offset, or in a zone with a name of its own, is a guess: of the time that counts there is none.
    received = next((one.at for one in mail.received[:1] if one.zoned), None)
    return replace(shown, mail=Enclosed(author.address if author else "", received))
