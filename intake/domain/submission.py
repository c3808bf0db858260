"""Deliveries, submissions and contributions: what the store keeps, as plain values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from intake.domain.document import Contact
from intake.domain.numbers.revisions import Mark
from intake.domain.origin.authentication import Authentication
from intake.domain.scan import Scan
from intake.domain.verdict import Disposition, FileRole, Part, Route

Evidence = Literal["trusted-received", "internaldate", "given", "first-seen", "upload"]
SubmissionState = Literal["stored", "read", "decided", "failed"]
DeliveryState = Literal["before-base", "vanished", "linked", "taken"]
Answers = Literal["send", "folder", "none", "junk"]


@dataclass(frozen=True, slots=True)
class Timestamps:
    """The instants (UTC) known of one Delivery; all are kept and shown. The first four and `uploaded` can decide.

    `trusted_received` is when our border took the mail, `last_hop` when our last server before the mailbox did,
    `unzoned` what our border wrote without a zone that everybody knows, as if it were UTC.
    """

    first_seen: datetime
    given: datetime | None = None
    trusted_received: datetime | None = None
    internaldate: datetime | None = None
    savedate: datetime | None = None
    date: datetime | None = None
    last_hop: datetime | None = None
    unzoned: datetime | None = None
    uploaded: datetime | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One appearance of a Message in a Mailbox.

    `key` is unique: "imap:<account>/<folder>/<uidvalidity>/<uid>", "file:<raw>/<group>", "moved:<submission>/<group>",
    "import:<what the list says>/<group>", "upload:<submission>/<its Decision>/<group>", "junk:<as imap:>"; only
    those of mailboxes have account, folder and UID. `raw` is None for what was there before the base line or vanished.
    """

    key: str
    group: str
    account: str
    folder: str
    uidvalidity: int
    uid: int
    stamps: Timestamps
    state: DeliveryState
    raw: str | None = None
    submission: int | None = None
    id: int = 0

    @property
    def follows(self) -> int | None:
        """The Submission that was moved to this group, or whose receipt led to the upload page; None for any other."""
        kind, _, rest = self.key.partition(":")
        return int(rest.partition("/")[0]) if kind in ("moved", "upload") else None


@dataclass(frozen=True, slots=True)
class Submission:
    """One Message for one Group. `source` is where it came from, for people (a path, or account/folder/uid).

    `disposition`, `route` and `decisions` (how many so far) are empty until decided. `content` is known once read, and
    so is `authentication`: our border's word on the sender, None where we know no border. `correct_until` (UTC) is the
    end of an open return's correction period; `counts_from` what lateness is judged by. `attempts` counts claims since
    the last success, `failures` those that failed alone. `answers`: receipts go to the sender, into a folder (mail from
    files), or nowhere until a person looked (mail of a rebuilt folder).
    """

    id: int
    group: str
    raw: str
    reference: str
    state: SubmissionState
    source: str
    received_at: datetime
    received_evidence: Evidence
    stamps: Timestamps
    content: str | None = None
    counts_from: datetime | None = None
    route: Route | None = None
    disposition: Disposition | None = None
    meeting: str | None = None
    decisions: int = 0
    sender: str = ""
    correct_until: datetime | None = None
    attempts: int = 0
    failures: int = 0
    next_try: datetime | None = None
    partial: bool = False
    answers: Answers = "send"
    authentication: Authentication | None = None


@dataclass(frozen=True, slots=True)
class NewSubmission:
    """A Message that becomes a Submission, with a reference of the group's `short` and the `year`; read if known."""

    group: str
    short: str
    year: int
    raw: str
    source: str
    received_at: datetime
    received_evidence: Evidence
    stamps: Timestamps
    partial: bool = False
    answers: Answers = "send"
    content: str | None = None
    sender: str = ""
    authentication: Authentication | None = None


@dataclass(frozen=True, slots=True)
class AcceptedFile:
    """One file of a contribution's version: what it is called, its bytes, and what it was taken for."""

    sha256: str
    name: str
    role: FileRole
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """The files of a contribution at one moment: `revision` 0 is the original, `replacement` counts replacements.

    With another `mark` they are a corrigendum or an addendum, and `revision` counts these.
    """

    revision: int
    replacement: int
    submission: int
    files: tuple[AcceptedFile, ...]
    at: datetime
    mark: Mark = "Rev"


@dataclass(frozen=True, slots=True)
class Contribution:
    """An accepted document with its number. `label` is the number as printed, without revision.

    `submitters` are addresses in lower case (From or Sender of its mails, contacts on its cover); `title_key` and
    `source_key` are the letters and digits of both, case-folded. `revision`, `corrigenda` and `addenda` are the last of
    each. `joined_to` is the number for which this one was given up. Times are UTC.
    """

    id: int
    series: str
    number: int
    label: str
    kind: str
    group: str
    submission: int
    reference: str
    meeting: str | None
    title: str
    source: tuple[str, ...]
    title_key: str
    source_key: str
    contacts: tuple[Contact, ...]
    submitters: tuple[str, ...]
    accepted_at: datetime
    received_at: datetime
    counts_from: datetime
    revision: int = 0
    versions: tuple[Version, ...] = ()
    posted_at: datetime | None = None
    withdrawn_at: datetime | None = None
    corrigenda: int = 0
    addenda: int = 0
    joined_to: str = ""

    @property
    def state(self) -> Literal["registered", "posted", "withdrawn", "joined"]:
        """What became of it: a withdrawn or joined one may have been posted before."""
        if self.withdrawn_at:
            return "joined" if self.joined_to else "withdrawn"
        return "posted" if self.posted_at else "registered"

    def last(self, mark: Mark) -> int:
        """The last revision, corrigendum or addendum of this number; 0 for none."""
        return {"Rev": self.revision, "Cor": self.corrigenda, "Add": self.addenda}[mark]


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file that waits for a person in an earlier Submission: the same file again joins it."""

    sha256: str
    reference: str
    submission: int
    submitters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenReturn:
    """A mail whose sender is asked to send its file again: the time limit, and the marks of the expected mail.

    It was returned with a file, or is `held` for the older format of its file (FIL-001).
    """

    submission: int
    reference: str
    submitters: tuple[str, ...]
    meeting: str | None
    counts_from: datetime
    correct_until: datetime
    receipt_ids: tuple[str, ...]
    stems: tuple[str, ...]
    title_keys: tuple[str, ...]
    held: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """The keys by which the store looks up the group's past for one mail."""

    digests: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    title_keys: tuple[str, ...] = ()
    submitters: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    """The Message-IDs that the mail names as those that it answers."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The group's past that bears on one mail, the scans of its files, our border's word on its sender.

    `asked` are the references of the late mails on which the letter asked the chairs that it answers.
    """

    contributions: tuple[Contribution, ...] = ()
    held: tuple[HeldFile, ...] = ()
    returns: tuple[OpenReturn, ...] = ()
    scans: tuple[Scan, ...] = ()
    asked: tuple[str, ...] = ()
    authentication: Authentication | None = None

    def scan_of(self, sha256: str) -> Scan | None:
        """The virus scanner's answer about this file; None if it was not asked."""
        return next((one for one in self.scans if one.sha256 == sha256), None)
