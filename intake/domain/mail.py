"""One mail as a reader saw it. Plain values; nothing here has been judged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from intake.domain.origin.authentication import Authentication
from intake.domain.origin.results import ResultsField, Seal
from intake.domain.text.free_mail import is_free_mail

Fact = str | int | float | tuple[str, ...]
Facts = Mapping[str, Fact]
Making = Literal["", "converted", "cover", "given"]
"""The way in which the secretariat made a file: not at all, by converting another one, as a cover for others."""

Invitation = Literal["", "invitation", "cancellation", "proposal"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a reader could not take as it stands.

    `kind` is one word of the reader's vocabulary (listed where it is produced), `at` says where, `facts`
    hold figures for the sentence.
    """

    kind: str
    at: str = ""
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Address:
    """One address of a header field (RFC 5322, section 3.4).

    `address` is `local@domain`, checked strictly, or "" when the field holds nothing usable. `problem` says
    why it is unusable or doubtful: "", "group", "syntax", "missing-domain", "too-long", "at-in-name",
    "mixed-script".
    """

    name: str
    address: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """One Received field (RFC 5321, section 4.4), the topmost first: the host that wrote it, and when (UTC).

    `peers` are the names and IP addresses, in lower case, that it gives of the side that handed the mail over: what
    that side called itself, and what the host saw ("unknown" where it found no name for the address). `came_from` is
    its `from` clause as written and `protocol` the word of its `with` clause, for people to read; the first 30 fields
    have them. `zoned` is False where the time stands in no zone that everybody knows: `at` takes it for UTC, and may be
    off by up to 14 hours (RFC 5322, section 4.3).
    """

    by: str
    at: datetime | None
    peers: tuple[str, ...] = ()
    came_from: str = ""
    protocol: str = ""
    zoned: bool = True


ReportAction = Literal["", "failed", "delayed", "delivered", "relayed", "expanded"]


@dataclass(frozen=True, slots=True)
class Reported:
    """One recipient in a report, by each address that it gives of them (RFC 3464, section 2.3).

    `action` and `status` ("5.1.1") are "" where they are missing or unknown; `said` is the server's answer in one line.
    """

    addresses: tuple[str, ...] = ()
    action: ReportAction = ""
    status: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A machine's report about an earlier mail: RFC 3464 (delivery), RFC 8098 (disposition), RFC 5965 (feedback).

    `original_ids` are the Message-IDs of the mails that it speaks about, with angle brackets.
    """

    kind: Literal["delivery", "disposition", "feedback", "calendar"]
    original_ids: tuple[str, ...] = ()
    recipients: tuple[Reported, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attached file as the mail carries it; what is inside stands in the FileReading of the same digest.

    `place` is the MIME part's path ("2", "1.3"), `name` the declared file name in one line ("" if none),
    `picture` tells an image that is shown inline or belongs to a signature, `depth` counts the attached mails
    around it (0 = the mail itself), `inside` is the digest of the archive that it was taken out of ("" = none).
    `made` tells a file that no mail carried but the secretariat made, of the files with the digests `made_of`.
    """

    place: str
    name: str
    content_type: str
    disposition: str
    sha256: str
    size: int
    picture: bool = False
    depth: int = 0
    inside: str = ""
    made: Making = ""
    made_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mail:
    """The content of one mail.

    `content` is the identity that survives another path of transport: SHA-256 over Message-ID, From, Date,
    Subject (unfolded, decoded) and the digests of all decoded leaf parts. `return_path` is None where the field
    is absent and "" for the null path. `date` is what the sender claims (aware, the offset as written), never
    when the mail was received. `automatic` holds the header fields by which programs mark their mail, names in
    lower case. `text` is the visible text (at most 64 kB), `links` the hosts of links in it, in lower case,
    `linked` the words on which a link to the web lies ("here"), each once, in one line.
    `results` and `seals` are its Authentication-Results and ARC-Seal fields, whoever wrote them. `authentication` is
    what is kept of our border's word on the sender: no reader fills it in, the line does before it judges.
    `quoted_ids` are the Message-IDs of the mails that it carries, or whose header its words quote.
    `invitation` is what a calendar asks or tells in it (RFC 5546); an answer to an invitation is a `report`.
    `problems` kinds: "limits", "ambiguous", "crashed", "killed", "timed-out", "out-of-memory", "partial",
    "encrypted", "external-body", "message-partial", "uuencode", "attached-mail-depth", "malformed".
    """

    content: str
    message_id: str
    from_: tuple[Address, ...]
    sender: Address | None = None
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    delivered_to: tuple[str, ...] = ()
    return_path: str | None = None
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    subject: str = ""
    date: datetime | None = None
    received: tuple[Received, ...] = ()
    automatic: tuple[tuple[str, str], ...] = ()
    loop_tokens: tuple[str, ...] = ()
    text: str = ""
    links: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    report: Report | None = None
    quoted_ids: tuple[str, ...] = ()
    invitation: Invitation = ""
    problems: tuple[Problem, ...] = ()
    results: tuple[ResultsField, ...] = ()
    seals: tuple[Seal, ...] = ()
    authentication: Authentication | None = None

    @property
    def author(self) -> Address | None:
        """The one usable From address, or None (none, several fields, a group, only a display name)."""
        usable = [one for one in self.from_ if one.address]
        return usable[0] if len(self.from_) == 1 and usable else None

    @property
    def assistant(self) -> Address | None:
        """The Sender on behalf of From (RFC 5322, section 3.6.2), where one house gave both people their addresses.

        Whoever writes a mail writes this field: of another domain, or of one that anybody can join, it says nothing.
        """
        author, sender = self.author, self.sender
        if self.doubted:
            return None
        if author is None or sender is None or author.address.lower() == sender.address.lower():
            return sender
        return sender if _domain(author) == _domain(sender) and not is_free_mail(sender.address) else None

    @property
    def doubted(self) -> bool:
        """Whether our border could not confirm that From sent it: then nobody is known by that address."""
        return self.authentication is not None and self.authentication.doubted

    @property
    def house(self) -> str:
        """The domain of From where our border confirms it and one house gives its addresses; "" otherwise."""
        author, told = self.author, self.authentication
        proven = author is not None and told is not None and told.outcome == "pass"
        return _domain(author) if author and proven and not is_free_mail(author.address) else ""

    @property
    def addressed(self) -> tuple[str, ...]:
        """Every address that this mail was sent to, in lower case: Delivered-To, X-Original-To, To, Cc."""
        named = (*self.delivered_to, *(one.address for one in (*self.to, *self.cc)))
        return tuple(dict.fromkeys(address.lower() for address in named if address))


def _domain(one: Address) -> str:
    return one.address.lower().rpartition("@")[2]
