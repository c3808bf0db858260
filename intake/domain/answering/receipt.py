"""The answer to the sender before it is put into words: everything in a receipt, in order."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from intake.domain.document import Contact, FileType
from intake.domain.mail import Making
from intake.domain.numbers.revisions import Mark
from intake.domain.submission import Evidence
from intake.domain.verdict import LINE, Disposition, FileRole, Finding, Part, Relation

ReceiptOutcome = Literal[
    "registered",
    "replaced",
    "repeated",
    "returned",
    "late",
    "held",
    "next",
    "admitted",
    "withdrawn",
    "corrected",
    "noted",
    "joined",
    "split",
]


@dataclass(frozen=True, slots=True)
class ReceiptFile:
    """One file of the mail, with its role and its findings.

    `named` is False for a file whose findings have reply "none"; `neutral` tells that it is only "with the
    secretariat". `archive` is the name of the archive that it came in, "" for none; `opened` an archive whose files are
    listed themselves; `forwarded`: it came in a mail that was attached. `made`: by the secretariat, of the files with
    the names `made_of`. `corrects` and `counts_from` (UTC): the return that it corrects, and whose place it keeps.
    `letter`: a liaison statement whose head was read, with the reply date that it names.
    """

    name: str
    role: FileRole
    part: Part | None
    disposition: Disposition | None
    relation: Relation | None
    number: str | None
    of: str | None
    title: str | None
    source: tuple[str, ...]
    kind: str
    size: int
    sha256: str
    findings: tuple[Finding, ...]
    named: bool = True
    neutral: bool = False
    contacts: tuple[Contact, ...] = ()
    filetype: FileType = "other"
    archive: str = ""
    opened: bool = False
    forwarded: bool = False
    made: Making = ""
    made_of: tuple[str, ...] = ()
    mark: Mark = "Rev"
    corrects: str | None = None
    counts_from: datetime | None = None
    letter: bool = False
    reply_by: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """The receipt that a Decision owes its sender. Times are UTC; `sender_offset` is in minutes east, display only.

    `outcome` chooses the subject (docs/contributors.md); `echo` tells whether the mail's own words (titles, file
    names) may be repeated in full; `null_sender` that it leaves with the null envelope sender; `unconfirmed` that
    nobody knows whether its addressee sent the mail, so that it tells nothing of it, and asks. `languages` are in
    order, the meeting's first. `correction_days` are working days, None when there is nothing to correct.
    `also` names the other groups that the mail was addressed to. `decider` is the chair who decided, in this role.
    `redirected`: a person sends it to another address than the sender's.
    """

    outcome: ReceiptOutcome
    group: str
    acronym: str
    group_name: str
    mailbox: str
    languages: tuple[str, ...]
    to: str
    cc: tuple[str, ...]
    in_reply_to: str | None
    references: tuple[str, ...]
    their_subject: str
    reference: str
    numbers: tuple[str, ...]
    title: str
    received_at: datetime
    counts_from: datetime
    received_evidence: Evidence
    sender_offset: int | None
    zone: str
    deadline: datetime | None
    late_by: int
    meeting_id: str | None
    meeting_title: str
    meeting_place: str
    meeting_first_day: str
    meeting_last_day: str
    files: tuple[ReceiptFile, ...]
    findings: tuple[Finding, ...]
    also: tuple[str, ...] = ()
    corrects: str | None = None
    correction_days: int | None = None
    echo: bool = True
    null_sender: bool = False
    unconfirmed: bool = False
    human: str = ""
    telephone: str = ""
    template_url: str = ""
    home_page: str = ""
    reason: str = ""
    actor: str = LINE
    decider: str = ""
    decider_role: str = ""
    redirected: bool = False
