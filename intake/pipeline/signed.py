"""Our border's word on a mail's sender: judged once, when the mail is read, and kept with its Submission."""

from collections.abc import Sequence
from dataclasses import replace

from intake.domain.document import Reading
from intake.domain.mail import Mail
from intake.domain.origin.authentication import Authentication, Border, Heading, Organization, authentication
from intake.domain.submission import Submission
from intake.domain.transit.border import trusted_fields
from intake.pipeline.line import Line
from intake.pipeline.owing.letters import account_of
from intake.ports import UnitOfWork


def keep_authentication(line: Line, work: UnitOfWork, submission: Submission, mail: Mail, hosts: Sequence[str]) -> None:
    """Keep what the border of its mailbox says of this mail, if nothing is kept yet; `hosts` are our own servers.

    A mail that a person moved to another group has what is kept of it there. Nothing is kept of a mailbox whose border
    the settings do not name, nor of a file.
    """
    if submission.authentication is not None:
        return
    border = line.borders.get(account_of(work, submission.id) or "")
    if border is not None:
        found: Authentication | None = authentication_of(border, mail, hosts, line.organization)
    else:
        beside = (one.authentication for one in work.submissions.by_raw(submission.raw))
        found = next((one for one in beside if one is not None), None)
    if found is not None:
        work.submissions.authenticated(submission.id, found)


def authentication_of(border: Border, mail: Mail, hosts: Sequence[str], of: Organization) -> Authentication:
    """What this border, behind which our servers are `hosts`, says of the mail's sender."""
    author = mail.author.address if mail.author else ""
    heading = Heading(mail.results, mail.seals, len(mail.received), trusted_fields(mail.received, hosts))
    return authentication(author, heading, border, of)


def signed(reading: Reading, kept: Authentication | None) -> Reading:
    """The reading with what is kept of the mail's sender; only the line may fill that in."""
    return replace(reading, mail=replace(reading.mail, authentication=kept))
