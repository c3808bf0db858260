"""Mail from files travels the same line: routed by its addresses, stored, decided, and its outcome shown."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from intake.domain.document import Reading
from intake.domain.errors import UsageError
from intake.domain.house.source import from_outside
from intake.domain.judging.routing import groups_addressed
from intake.domain.rulebook import Neighbour
from intake.domain.submission import Answers, Timestamps
from intake.pipeline.line import Line
from intake.pipeline.receive import Arrived, Taken, receive
from intake.pipeline.runner import until_nothing_is_due
from intake.pipeline.showing.plain import Object
from intake.pipeline.showing.preview import preview
from intake.pipeline.showing.views import preview_object, submission_object, unreadable_object, unrouted_object
from intake.ports import FoundMail, ReaderFailedError, Words

_AT_ONCE = 100
_OFF = timedelta(seconds=60)
"""How far another clock may be ahead of ours."""
_BYTES_AT_ONCE = 32_000_000
_NOT_OURS = "None of our mailboxes is among its addresses (Delivered-To, X-Original-To, To, Cc); name one with --group."
_NO_HEADER = "Its header could not be read, so its group is unknown; name one with --group."


@dataclass(frozen=True, slots=True)
class Wishes:
    """How to take mail from files: for one group (else by its addresses), received when (UTC), answered where."""

    group: str | None = None
    received: datetime | None = None
    answers: Answers = "folder"


def require_past(wishes: Wishes, now: datetime) -> None:
    """UsageError where mails are said to be received in the future (`now` is UTC): their lateness would be a guess."""
    if wishes.received is not None and wishes.received > now + _OFF:
        raise UsageError(
            f"--received {wishes.received:%Y-%m-%dT%H:%M:%SZ}: this is in the future, now it is "
            f"{now:%Y-%m-%dT%H:%M:%SZ}. Give the time at which the mail came."
        )


def ingest(line: Line, mails: Iterable[FoundMail], wishes: Wishes, words: Words) -> Iterator[Object]:
    """Take these mails through the line; one object per Submission, in the order of the mails."""
    for batch in _batches(mails):
        rows = [row for found in batch for row in _routed(line, found, wishes)]
        arrived = [row for row in rows if isinstance(row, Arrived)]
        taken = iter(receive(line, arrived))
        if arrived:
            until_nothing_is_due(line)
        for row in rows:
            yield _shown(line, row, next(taken), words) if isinstance(row, Arrived) else row


def _batches(mails: Iterable[FoundMail]) -> Iterator[list[FoundMail]]:
    """Batches bounded in count and in bytes."""
    batch: list[FoundMail] = []
    size = 0
    for found in mails:
        cost = len(found.raw or b"")
        if batch and (len(batch) == _AT_ONCE or size + cost > _BYTES_AT_ONCE):
            yield batch
            batch, size = [], 0
        batch.append(found)
        size += cost
    if batch:
        yield batch


def dry_run(line: Line, mails: Iterable[FoundMail], wishes: Wishes, words: Words) -> Iterator[Object]:
    """The outcome that these mails would have; nothing is written."""
    for found in mails:
        if found.raw is None:
            yield unreadable_object(found.source, found.why)
            continue
        stamps = Timestamps(first_seen=line.clock.now(), given=wishes.received)
        try:
            reading = line.reader.read(found.raw).reading
        except ReaderFailedError as error:
            yield unreadable_object(found.source, str(error))
            continue
        groups = _groups(line, reading, wishes)
        if not groups:
            yield unrouted_object(found.source, _NOT_OURS, stamps)
        for group in groups:
            known = _known(line, found.source, reading.mail.content, group, words)
            if known is not None:
                yield known
                continue
            seen = preview(line, reading, group, stamps)
            yield preview_object(
                seen.verdict,
                words,
                source=found.source,
                group=group,
                sender=seen.sender,
                stamps=seen.stamps,
                evidence=seen.evidence,
            )


def _known(line: Line, source: str, content: str, group: str, words: Words) -> Object | None:
    """The group's known Submission of this mail, as a dry run shows it; None for a new mail."""
    with line.store.read() as work:
        known = work.submissions.by_content(group, content)
        if known is None:
            return None
        shown = submission_object(work, known, words, line.letters, source=source)
    for document in shown["documents"]:
        document["number"] = None
    return shown | {"id": None, "reference": None, "duplicate_of": known.id}


def _routed(line: Line, found: FoundMail, wishes: Wishes) -> list[Arrived | Object]:
    """One arrival for each group that the mail is for, or the one object that says why there is none."""
    if found.raw is None:
        return [unreadable_object(found.source, found.why)]
    stamps = Timestamps(first_seen=line.clock.now(), given=wishes.received)
    groups: Sequence[str] = (wishes.group,) if wishes.group else ()
    if not groups:
        try:
            groups = _groups(line, line.reader.read_headers(found.raw), wishes)
        except ReaderFailedError:
            return [unrouted_object(found.source, _NO_HEADER, stamps)]
    if not groups:
        return [unrouted_object(found.source, _NOT_OURS, stamps)]
    return [_arrived(found.source, found.raw, group, stamps, wishes) for group in groups]


def _groups(line: Line, reading: Reading, wishes: Wishes) -> Sequence[str]:
    if wishes.group:
        return (wishes.group,)
    return groups_addressed(reading.mail.addressed, _all_groups(line))


def _all_groups(line: Line) -> tuple[Neighbour, ...]:
    with line.store.read() as work:
        books = [line.rulebook(work, group) for group in work.rulebooks.groups()]
    return tuple(Neighbour(one.group.id, one.group.acronym, one.group.name, one.group.mailboxes) for one in books)


def _arrived(source: str, raw: bytes, group: str, stamps: Timestamps, wishes: Wishes) -> Arrived:
    return Arrived(
        raw=raw,
        key=f"file:{hashlib.sha256(raw).hexdigest()}/{group}",
        group=group,
        account="",
        folder="",
        uidvalidity=0,
        uid=0,
        stamps=stamps,
        source=from_outside(source),
        answers=wishes.answers,
    )


def _shown(line: Line, arrived: Arrived, taken: Taken, words: Words) -> Object:
    """The Submission with its outcome; for a mail known before, the known one with `duplicate_of`."""
    with line.store.read() as work:
        delivery = work.deliveries.by_key(arrived.key)
        submission_id = delivery.submission if delivery and delivery.submission else taken.submission.id
        submission = work.submissions.get(submission_id)
        shown = submission_object(work, submission, words, line.letters, source=arrived.source)
    if taken.known or submission.id != taken.submission.id:
        shown["duplicate_of"] = submission.id
    return shown
