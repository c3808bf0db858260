"""Posting: which versions of a number are posted, and what a person has to see first (docs/secretariat.md)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from intake.domain.house.source import is_of_the_house
from intake.domain.submission import Contribution, Submission, Version
from intake.domain.text.free_mail import is_free_mail, speaks_for_a_state
from intake.domain.verdict import Verdict

_MARK = 12
"""Hexadecimal digits: nobody gains anything by a file with the same ones."""

Doubt = Literal["unconfirmed", "first-mail", "free-mail", "held"]
"""A sender whom our border could not confirm; a first mail of its address; a free-mail address that speaks for a State;
findings that hold or return it."""


@dataclass(frozen=True, slots=True)
class Brought:
    """The mail that brought a version, as it was decided last; `first`: nothing came from its address before."""

    submission: Submission
    verdict: Verdict
    first: bool


def posted_versions(one: Contribution) -> list[Version]:
    """The versions that are posted, in order: of each revision, corrigendum and addendum the last file until then."""
    if one.posted_at is None:
        return []
    until = one.posted_at
    last = {(each.mark, each.revision): each for each in one.versions if each.at <= until}
    order = ("Rev", "Cor", "Add")
    return sorted(last.values(), key=lambda each: (order.index(each.mark), each.revision))


def waiting_versions(one: Contribution) -> list[Version]:
    """The versions that came since the number was posted; all, while it is not. None of a withdrawn one."""
    if one.withdrawn_at is not None:
        return []
    return [each for each in one.versions if one.posted_at is None or each.at > one.posted_at]


def mark_of(one: Contribution) -> str:
    """A mark of all versions that a number has: another one once anything came to it."""
    files = " ".join(file.sha256 for version in one.versions for file in version.files)
    return sha256(f"{len(one.versions)} {files}".encode()).hexdigest()[:_MARK]


def doubts(one: Contribution, mails: Sequence[Brought]) -> tuple[Doubt, ...]:
    """Why a person has to look before a number is posted, by the mails that brought what waits; () for nothing."""
    found = dict.fromkeys(doubt for mail in mails for doubt in _doubts(one, mail))
    return tuple(found)


def _doubts(one: Contribution, mail: Brought) -> Iterator[Doubt]:
    sender = mail.submission.sender
    if is_of_the_house(mail.submission.source):
        return
    if mail.submission.authentication is not None and mail.submission.authentication.doubted:
        yield "unconfirmed"
    if mail.first:
        yield "first-mail"
    if is_free_mail(sender) and any(speaks_for_a_state(each) for each in one.source):
        yield "free-mail"
    for index, judged in enumerate(mail.verdict.documents):
        if judged.number == one.label and _let_in(mail.verdict, index):
            yield "held"


def _let_in(verdict: Verdict, index: int) -> bool:
    """Whether a document was let in by a person although its findings hold or return it."""
    return any(each.severity in ("hold", "error") for each in verdict.of_document(index))
