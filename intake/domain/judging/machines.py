"""Recognising a machine's report about an earlier mail that does not follow the standards.

One mark that no person's mail has is enough: its origin, or the start of its subject. Its words count only together
with a second mark, and quoted or forwarded words do not count.
"""

from intake.domain.judging.machine_words import (
    ABSENT,
    BOUNCES,
    BY_ITSELF,
    COMPLAINT,
    DAEMON_NAMES,
    DAEMONS,
    DESKS,
    LIKE_BOUNCES,
    OF_LISTS,
    REPORTS,
    SMTP,
    TOLD,
    WEAK,
)
from intake.domain.mail import Mail
from intake.domain.text.banners import without_tags
from intake.domain.text.quoting import own_part
from intake.domain.text.words import is_forwarded, without_reply_prefix

_RETURNED = {
    "message/rfc822",
    "message/global",
    "text/rfc822-headers",
    "message/global-headers",
    "message/delivery-status",
}
_LONGEST = 6_000


def report_mark(mail: Mail) -> str:
    """The reason why this mail is a machine's report although it does not follow the standards, or ""."""
    if any(DAEMONS.match(one.address) or DAEMON_NAMES.match(one.name.strip()) for one in mail.from_):
        return "it comes from a mail system"
    if any(name == "x-failed-recipients" for name, _ in mail.automatic):
        return "it names failed recipients"
    if complains(mail):
        return "it complains about a mail, as abuse desks do"
    if is_forwarded(mail.subject):
        return ""
    subject, words = without_tags(mail.subject), own_part(mail.text)[:_LONGEST]
    if BOUNCES.match(subject) or OF_LISTS.search(mail.message_id):
        return "its subject is that of a delivery report"
    return "it says that a mail was not delivered, as a mail system does" if _bounces(mail, subject, words) else ""


def is_automatic_answer(subject: str) -> bool:
    """Whether a subject is that of a program's answer for somebody who is away."""
    return ABSENT.match(without_tags(subject)) is not None


def says_automatic(text: str) -> bool:
    """Whether a text says that a program wrote it."""
    return BY_ITSELF.search(own_part(text)[:_LONGEST]) is not None


def _returned(mail: Mail) -> bool:
    return any(one.content_type in _RETURNED for one in mail.attachments)


def complains(mail: Mail) -> bool:
    """Whether a mail complains about another one, as abuse desks do."""
    subject, words = without_tags(mail.subject), own_part(mail.text)[:_LONGEST]
    if COMPLAINT.match(words):
        return True
    says = bool(COMPLAINT.search(words))
    marks = (
        any(DESKS.match(one.address) for one in mail.from_),
        bool(REPORTS.match(subject)),
        says,
        _returned(mail) or not words,
    )
    return (any(marks[:2]) and sum(marks) > 1) or (
        says and _returned(mail) and not is_forwarded(subject) and "?" not in words
    )


def _bounces(mail: Mail, subject: str, words: str) -> bool:
    """Whether its words and two more marks show a bounce: a machine's address, a server's answer, the mail itself."""
    by_machine = any(WEAK.match(one.address) for one in mail.from_) or bool(DAEMONS.match(mail.return_path or ""))
    if not TOLD.search(words) or ("?" in words and not by_machine):
        return False
    last = without_reply_prefix(subject).rpartition(":")[2].strip()
    likely = any(LIKE_BOUNCES.match(one) or BOUNCES.match(one) for one in (subject, last))
    return sum((by_machine, bool(SMTP.search(words)), _returned(mail), likely)) > 1
