"""What is known of a group's past that bears on one mail."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import BindParameter, bindparam, select, union_all

from intake.domain.judging.corrections import marks_of, still_open
from intake.domain.submission import Contribution, HeldFile, OpenReturn, Snapshot, Submission, Wanted
from intake.domain.verdict import Decision
from intake.store.codec import LINES, VERDICT
from intake.store.collections.mails.scans import scans_of
from intake.store.database.columns import among
from intake.store.database.statements import AnyRow
from intake.store.database.transaction import Transaction
from intake.store.rows import decision_of, submission_of, with_versions
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
    select(kept_places.c.submission, kept_places.c.address)
    .where(among(kept_places.c.submission, "ids"))
    .order_by(kept_places.c.address)
)
_COUNTS = (submissions.c.id == decisions.c.submission) & (submissions.c.decisions == decisions.c.n)
_VERDICTS = (
    select(decisions.c.submission, decisions.c.verdict)
    .join(submissions, _COUNTS)
    .where(among(decisions.c.submission, "ids"))
)
_ASKED_AGAIN = (
    select(submissions)
    .where(submissions.c.group == _GROUP, submissions.c.correct_until.is_not(None))
    .order_by(submissions.c.received_at, submissions.c.id)
)
_LAST = select(decisions).join(submissions, _COUNTS).where(among(decisions.c.submission, "ids"))
_CORRECTIONS = (
    select(corrections.c.corrects, decisions.c.verdict)
    .join(submissions, submissions.c.id == corrections.c.submission)
    .join(decisions, _COUNTS)
    .where(among(corrections.c.corrects, "references"))
    .order_by(submissions.c.id)
)
_RECEIPTS = (
    select(debts.c.submission, debts.c.message_id)
    .where(among(debts.c.submission, "ids"), debts.c.kind == "receipt", debts.c.message_id.is_not(None))
    .order_by(debts.c.id)
)


_ASKING = (
    select(debts.c.payload)
    .where(among(debts.c.message_id, "names"), debts.c.kind == "staff", debts.c.group == _GROUP)
    .order_by(debts.c.id)
)


def snapshot(transaction: Transaction, group: str, wanted: Wanted) -> Snapshot:
    """What is known of the group's past that bears on one mail; each kind in the order of its ids.

    Contributions with a wanted digest, number or title (withdrawn ones too); files on hold with a wanted digest;
    returned documents whose place is kept for one of the wanted submitters and that no later mail has corrected; the
    last scan of each file with a wanted digest; the late mails that a letter to the chairs was about, which the mail
    answers. Whether a correction period has ended is the caller's to judge.
    """
    return Snapshot(
        contributions=tuple(_contributions(transaction, group, wanted)),
        held=tuple(_held(transaction, group, wanted.digests)) if wanted.digests else (),
        returns=tuple(_returns(transaction, group, wanted.submitters)) if wanted.submitters else (),
        scans=scans_of(transaction, wanted.digests) if wanted.digests else (),
        asked=tuple(_asked(transaction, group, wanted.answers)) if wanted.answers else (),
    )


def returned(transaction: Transaction, group: str) -> Iterator[tuple[Submission, Decision]]:
    """The mails of a group with a returned document that no later mail has corrected, oldest receipt first."""
    transaction.flush()
    asked = transaction.rows(_ASKED_AGAIN, its_group=group)
    corrected = _by_first(transaction.rows(_CORRECTIONS, references=[row.reference for row in asked]))
    last = {row.submission: decision_of(row) for row in transaction.rows(_LAST, ids=[row.id for row in asked])}
    for row in asked:
        verdict = last[row.id].verdict
        left = still_open(verdict, row.reference, map(VERDICT.load, corrected.get(row.reference, ())))
        if any(verdict.documents[index].disposition == "return" for index in left):
            yield submission_of(row), last[row.id]


def _asked(transaction: Transaction, group: str, names: Sequence[str]) -> Iterable[str]:
    """The references of the late mails in the letters to staff that have one of these Message-IDs, each once."""
    letters = transaction.column(_ASKING, its_group=group, names=names)
    about = [notice.get("about") or {} for letter in letters for notice in json.loads(letter)["notices"]]
    return dict.fromkeys(str(one["reference"]) for one in about if one.get("what") == "late-paper")


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
    if not kept:
        return []
    transaction.flush()
    ids, references = [row.id for row in kept], [row.reference for row in kept]
    asked = _Kept(
        verdicts=_by_first(transaction.rows(_VERDICTS, ids=ids)),
        corrections=_by_first(transaction.rows(_CORRECTIONS, references=references)),
        submitters=_by_first(transaction.rows(_SUBMITTERS, ids=ids)),
        receipts=_by_first(transaction.rows(_RECEIPTS, ids=ids)),
    )
    return [one for row in kept for one in _open_returns(asked, row)]


@dataclass(frozen=True, slots=True)
class _Kept:
    """The rows about all returns whose place is kept, by id; `corrections` by reference. Verdicts are still texts."""

    verdicts: Mapping[object, Sequence[str]]
    corrections: Mapping[object, Sequence[str]]
    submitters: Mapping[object, Sequence[str]]
    receipts: Mapping[object, Sequence[str]]


def _by_first(rows: Sequence[AnyRow]) -> Mapping[object, Sequence[str]]:
    """The second column by the first, in order."""
    found: dict[object, list[str]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row[1])
    return found


def _open_returns(asked: _Kept, row: AnyRow) -> Iterable[OpenReturn]:
    verdict = VERDICT.load(asked.verdicts[row.id][0])
    corrected = [VERDICT.load(one) for one in asked.corrections.get(row.reference, ())]
    submitters, receipt_ids = tuple(asked.submitters.get(row.id, ())), tuple(asked.receipts.get(row.id, ()))
    for index in still_open(verdict, row.reference, corrected):
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
