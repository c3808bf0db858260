"""Files that come by the upload page of a receipt: stored as a mail is (commit 1), and decided by the line.

By one receipt files come once: the key of their Delivery names its Decision, and is unique. So of two uploads at once
one is taken, and a page that is sent again shows what was taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from intake.domain.debt import Debt
from intake.domain.house.source import uploaded
from intake.domain.letters.links import UploadLink
from intake.domain.letters.tokens import LinkError
from intake.domain.mail import Address
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Submission, Timestamps
from intake.pipeline.documents.enclosing import NotedLetter, noted
from intake.pipeline.notes import note
from intake.pipeline.receive import Arrived, take
from intake.ports import AtStep, Blobs, Store, UnitOfWork

SentFile = tuple[str, bytes]
"""The name of a file as its sender has it, and its bytes."""


@dataclass(frozen=True, slots=True)
class UploadStanding:
    """How an upload link stands: the mail that was answered, and what came by the link, None while nothing has.

    `address` is the one that the receipt went to: files come in its name.
    """

    link: UploadLink
    answered: Submission
    receipt: Debt
    address: str
    taken: Submission | None = None

    @property
    def key(self) -> str:
        """The key of the Delivery by which files come."""
        return _key(self.answered, self.link.decision)


@dataclass(frozen=True, slots=True)
class Upload:
    """Files as they came, whole at this instant (UTC). `words` stand in the note, in the language of the page."""

    files: Sequence[SentFile]
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where uploads are kept; `step` is called at every named step."""

    store: Store
    blobs: Blobs
    step: AtStep = lambda _: None


def standing_of_upload(work: UnitOfWork, link: UploadLink) -> UploadStanding:
    """How this link stands. Writes nothing.

    LinkError ("broken") where no such receipt was sent; ("expired") where it came back as undeliverable: then whoever
    has it is not whom it was for.
    """
    answered = work.submissions.find(link.reference)
    if answered is None or answered.reference != link.reference:
        raise LinkError("broken")
    sent = [one for one in work.debts.receipts(answered.id) if one[0].decision == link.decision]
    if not sent or sent[0][0].frozen is None:
        raise LinkError("broken")
    debt, receipt = sent[0]
    if debt.bounced_at is not None:
        raise LinkError("expired")
    found = UploadStanding(link, answered, debt, receipt.to)
    delivery = work.deliveries.by_key(found.key)
    if delivery is None or delivery.submission is None:
        return found
    return replace(found, taken=work.submissions.get(delivery.submission))


def uploads_for(work: UnitOfWork, answered: Submission, decisions: Sequence[int]) -> list[Submission]:
    """What came by the upload pages of the receipts for these Decisions on a mail, oldest first."""
    found = [work.deliveries.by_key(_key(answered, one)) for one in decisions]
    return [work.submissions.get(one.submission) for one in found if one is not None and one.submission is not None]


def take_upload(shelf: Shelf, found: UploadStanding, rulebook: Rulebook, upload: Upload, now: datetime) -> None:
    """Store what came by this link as a mail of the receipt's addressee; nothing where something came by it before.

    Bytes first, then all rows in one transaction: until that is committed, the link can be used again.
    """
    raw = _note(found, rulebook, upload, _subject(shelf.store, found))
    (digest,) = shelf.blobs.put([raw])
    shelf.step("upload.stored")
    try:
        with shelf.store.write() as work:
            _take(work, found, rulebook, (raw, digest, upload.at), now)
            shelf.step("upload.before-commit")
    except _TakenError:
        return
    shelf.step("upload.committed")


class _TakenError(Exception):
    """Another upload by this link was committed first; the whole transaction is dropped."""


def _key(answered: Submission, decision: int) -> str:
    return f"upload:{answered.id}/{decision}/{answered.group}"


def _take(
    work: UnitOfWork, found: UploadStanding, rulebook: Rulebook, came: tuple[bytes, str, datetime], now: datetime
) -> None:
    raw, digest, at = came
    if standing_of_upload(work, found.link).taken is not None:
        raise _TakenError(found.key)
    arrived = Arrived(
        raw=raw,
        key=found.key,
        group=found.answered.group,
        account="",
        folder="",
        uidvalidity=0,
        uid=0,
        stamps=Timestamps(first_seen=at, uploaded=at),
        source=uploaded(found.answered.reference),
    )
    taken = take(work, rulebook, arrived, digest, now)
    if taken.known:
        raise _TakenError(found.key)
    why = f"Files came by the upload page of its receipt, as {taken.submission.reference}."
    note(work, found.answered, at=now, what="uploaded", who="page", why=why, uploaded=taken.submission.reference)


def _subject(store: Store, found: UploadStanding) -> str:
    """The subject of the mail that was answered, which may say what the document is, and its reference."""
    with store.read() as work:
        card = work.cards.of([found.answered.id]).get(found.answered.id)
    return f"{card.subject if card else ''} [{found.answered.reference}]".strip()


def _note(found: UploadStanding, rulebook: Rulebook, upload: Upload, subject: str) -> bytes:
    """The note from the addressee of the receipt, which it answers: so that it keeps the place of what was returned."""
    letter = NotedLetter(
        Address("", found.address),
        rulebook.group.mailboxes[0],
        subject,
        upload.words,
        upload.at,
        answers=found.receipt.message_id or "",
    )
    ours = sha256(found.key.encode()).hexdigest()[:32]
    return noted(letter, f"{ours}@upload.invalid", upload.files)
