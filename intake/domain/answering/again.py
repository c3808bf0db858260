"""Stopping mail loops: a responder without automatic headers returns each of our answers."""

from collections.abc import Sequence

from intake.domain.answering.receipt import Receipt
from intake.domain.counts import Answered
from intake.domain.rulebook import Caps
from intake.domain.text.language import letters
from intake.domain.text.words import without_reply_prefix


def same_file_again(receipt: Receipt, caps: Caps, answered: Sequence[Answered]) -> str | None:
    """The reason why these files, answered often enough within a day, get no further receipt; None if one is new.

    `answered` are the receipts of the last 24 hours to this address, in this group. Several receipts for one mail count
    once: a person's act about it is answered, too. Pictures, which stand in signatures, do not count.
    """
    files = {one.sha256 for one in receipt.files if one.filetype != "image"}
    mails = {one.submission: set(one.files) for one in answered}
    counts = [sum(file in of_mail for of_mail in mails.values()) for file in files]
    if not counts or min(counts) < caps.same_file:
        return None
    return f"mails with the same file were answered {caps.same_file} times within a day"


def same_subject_again(receipt: Receipt, caps: Caps, answered: Sequence[Answered]) -> str | None:
    """The reason why a mail with this subject gets no further receipt without a number; None while few left.

    "Re:" and its like in any language make no other subject.
    """
    subject = _key(receipt.their_subject)
    said = sum(not one.numbered and _key(one.subject) == subject for one in answered)
    if receipt.numbers or said < caps.subject_without_number:
        return None
    return f"{caps.subject_without_number} receipts without a number went to this address and subject within a day"


def _key(subject: str) -> str:
    return letters(without_reply_prefix(subject))
