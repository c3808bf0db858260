"""What is known of a group's past that bears on one mail."""

from collections.abc import Iterable, Sequence

from sqlalchemy import BindParameter, bindparam, select, union_all

from intake.domain.judging.corrections import marks_of, still_open
from intake.domain.submission import Contribution, HeldFile, OpenReturn, Snapshot, Wanted
from intake.store.codec import LINES, VERDICT
from intake.store.collections.contributions import with_versions
from intake.store.collections.scans import scans_of
from intake.store.database.columns import among
from intake.store.database.statements import AnyRow
from intake.store.database.transaction import Transaction
from intake.store.tables import (
    contributions,
    corrections,
    debts,
    decisions,
    files,
    held_files,
    kept_places,
    submissions,
)

_GROUP: BindParameter[str] = bindparam("its_group")
_KNOWN = (
    select(contributions)
    .where(
        contributions.c.id.in_(
            union_all(
                select(files.c.contribution).where(files.c.group == _GROUP, among(files.c.sha256, "digests")),
                select(contributions.c.id).where(
                    contributions.c.group == _GROUP, among(contributions.c.number, "numbers")
                ),
                select(contributions.c.id).where(
                    contributions.c.group == _GROUP, among(contributions.c.title_key, "titles")
                ),
            )
        )
    )
    .order_by(contributions.c.id)
)
_HELD = (
    select(held_files.c.sha256, held_files.c.contacts, submissions.c.id, submissions.c.reference, submissions.c.sender)
    .join(submissions)
    .where(submissions.c.group == _GROUP, among(held_files.c.sha256, "digests"))
    .order_by(submissions.c.id, held_files.c.sha256)
)
_PLACES = (
    select(submissions)
    .where(
        submissions.c.id.in_(select(kept_places.c.submission).where(among(kept_places.c.address, "addresses"))),
        submissions.c.group == _GROUP,
    )
    .order_by(submissions.c.id)
)
_SUBMITTERS = (
    select(kept_places.c.address).where(kept_places.c.submission == bindparam("its_id")).order_by(kept_places.c.address)
)
_VERDICT = select(decisions.c.verdict).where(
    decisions.c.submission == bindparam("its_id"), decisions.c.n == bindparam("its_n")
)
_CORRECTIONS = (
    select(decisions.c.verdict)
    .join(submissions, (submissions.c.id == decisions.c.submission) & (submissions.c.decisions == decisions.c.n))
    .join(corrections, corrections.c.submission == submissions.c.id)
    .where(corrections.c.corrects == bindparam("its_reference"))
    .order_by(submissions.c.id)
)
_RECEIPTS = (
    select(debts.c.message_id)
    .where(debts.c.submission == bindparam("its_id"), debts.c.kind == "receipt", debts.c.message_id.is_not(None))
    .order_by(debts.c.id)
)


def snapshot(transaction: Transaction, group: str, wanted: Wanted) -> Snapshot:
    """What is known of the group's past that bears on one mail; each kind in the order of its ids.

    Contributions with a wanted digest, number or title (withdrawn ones too); files on hold with a wanted digest;
    returned documents whose place is kept for one of the wanted submitters and that no later mail has corrected; the
    last scan of each file with a wanted digest. Whether a correction period has ended is the caller's to judge.
    """
    return Snapshot(
        contributions=tuple(_contributions(transaction, group, wanted)),
        held=tuple(_held(transaction, group, wanted.digests)) if wanted.digests else (),
        returns=tuple(_returns(transaction, group, wanted.submitters)) if wanted.submitters else (),
        scans=scans_of(transaction, wanted.digests) if wanted.digests else (),
    )


def _contributions(transaction: Transaction, group: str, wanted: Wanted) -> list[Contribution]:
    if not (wanted.digests or wanted.numbers or wanted.title_keys):
        return []
    titles = [one for one in wanted.title_keys if one]
    known = transaction.rows(_KNOWN, its_group=group, digests=wanted.digests, numbers=wanted.numbers, titles=titles)
    return with_versions(transaction, known)


def _held(transaction: Transaction, group: str, digests: Sequence[str]) -> Iterable[HeldFile]:
    for row in transaction.rows(_HELD, its_group=group, digests=digests):
        submitters = tuple(dict.fromkeys((row.sender, *LINES.load(row.contacts))))
        yield HeldFile(row.sha256, row.reference, row.id, submitters)


def _returns(transaction: Transaction, group: str, submitters: Sequence[str]) -> list[OpenReturn]:
    kept = transaction.rows(_PLACES, its_group=group, addresses=submitters)
    if kept:
        transaction.flush()
    return [one for row in kept for one in _open_returns(transaction, row)]


def _open_returns(transaction: Transaction, row: AnyRow) -> Iterable[OpenReturn]:
    verdict = VERDICT.load(transaction.value(_VERDICT, its_id=row.id, its_n=row.decisions))
    corrections = [VERDICT.load(one) for one in transaction.column(_CORRECTIONS, its_reference=row.reference)]
    submitters = tuple(transaction.column(_SUBMITTERS, its_id=row.id))
    receipt_ids = tuple(transaction.column(_RECEIPTS, its_id=row.id))
    for index in still_open(verdict, row.reference, corrections):
        stems, title_keys = marks_of(verdict.documents[index])
        yield OpenReturn(
            submission=row.id,
            reference=row.reference,
            submitters=submitters,
            meeting=row.meeting,
            counts_from=verdict.counted_from(index) or row.counts_from or row.received_at,
            correct_until=row.correct_until,
            receipt_ids=receipt_ids,
            stems=stems,
            title_keys=title_keys,
            held=verdict.disposition == "hold",
        )
