"""Rows as values of the domain."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import select

from intake.domain.debt import Debt
from intake.domain.submission import Contribution, Delivery, Submission, Version
from intake.domain.verdict import Decision
from intake.store.codec import AUTHENTICATION, CONTACTS, FILES, INPUTS, LINES, STAMPS, VERDICT, payload_of
from intake.store.database.columns import among
from intake.store.database.statements import AnyRow
from intake.store.database.transaction import Transaction
from intake.store.tables import versions


def submission_of(row: AnyRow) -> Submission:
    """The Submission in a row of its table."""
    return Submission(
        id=row.id,
        group=row.group,
        raw=row.raw,
        reference=row.reference,
        state="failed" if row.next_try is not None else row.state,
        source=row.source,
        received_at=row.received_at,
        received_evidence=row.evidence,
        stamps=STAMPS.load(row.stamps),
        content=row.content,
        counts_from=row.counts_from,
        route=row.route,
        disposition=row.disposition,
        meeting=row.meeting,
        decisions=row.decisions,
        sender=row.sender,
        correct_until=row.correct_until,
        attempts=row.attempts,
        failures=row.failures,
        next_try=row.next_try,
        partial=row.partial,
        answers=row.answers,
        authentication=AUTHENTICATION.load(row.authentication) if row.authentication else None,
    )


def delivery_of(row: AnyRow) -> Delivery:
    """The Delivery in a row of its table."""
    return Delivery(
        key=row.key,
        group=row.group,
        account=row.account,
        folder=row.folder,
        uidvalidity=row.uidvalidity,
        uid=row.uid,
        stamps=STAMPS.load(row.stamps),
        state=row.state,
        raw=row.raw,
        submission=row.submission,
        id=row.id,
    )


def decision_of(row: AnyRow) -> Decision:
    """The Decision in a row of its table."""
    return Decision(
        submission=row.submission,
        n=row.n,
        actor=row.actor,
        at=row.at,
        reason=row.reason,
        verdict=VERDICT.load(row.verdict),
        inputs=INPUTS.load(row.inputs),
        act=row.act,
        together=row.together or "",
    )


def version_of(row: AnyRow) -> Version:
    """The Version in a row of its table."""
    return Version(row.revision, row.replacement, row.submission, FILES.load(row.files), row.at, row.mark)


def contribution_of(row: AnyRow, versions: Iterable[Version]) -> Contribution:
    """The Contribution in a row of its table, with its versions, oldest first."""
    return Contribution(
        id=row.id,
        series=row.series,
        number=row.number,
        label=row.label,
        kind=row.kind,
        group=row.group,
        submission=row.submission,
        reference=row.reference,
        meeting=row.meeting,
        title=row.title,
        source=LINES.load(row.source),
        title_key=row.title_key,
        source_key=row.source_key,
        contacts=CONTACTS.load(row.contacts),
        submitters=LINES.load(row.submitters),
        accepted_at=row.accepted_at,
        received_at=row.received_at,
        counts_from=row.counts_from,
        revision=row.revision,
        versions=tuple(versions),
        posted_at=row.posted_at,
        withdrawn_at=row.withdrawn_at,
        corrigenda=row.corrigenda,
        addenda=row.addenda,
        joined_to=row.joined_to,
    )


def debt_of(row: AnyRow) -> Debt:
    """The Debt in a row of its table."""
    return Debt(
        id=row.id,
        key=row.key,
        kind=row.kind,
        state=row.state,
        due_at=row.due_at,
        payload=payload_of(row.kind, row.payload),
        place=row.place,
        group=row.group,
        meeting=row.meeting,
        submission=row.submission,
        decision=row.decision,
        attempts=row.attempts,
        claim=row.claim,
        frozen=row.frozen,
        frozen_at=row.frozen_at,
        message_id=row.message_id,
        paid_at=row.paid_at,
        how=row.how,
        note=row.note,
        bounced_at=row.bounced_at,
        reported=row.reported,
        capped=row.capped,
    )


_VERSIONS = (
    select(versions)
    .where(among(versions.c.contribution, "its_ids"), versions.c.set_aside_at.is_(None))
    .order_by(versions.c.id)
)


def with_versions(transaction: Transaction, rows: Sequence[AnyRow]) -> list[Contribution]:
    """The Contributions in these rows, in their order, each with its versions, oldest first."""
    if not rows:
        return []
    found: dict[int, list[Version]] = defaultdict(list)
    for row in transaction.rows(_VERSIONS, its_ids=[row.id for row in rows]):
        found[row.contribution].append(version_of(row))
    return [contribution_of(row, found[row.id]) for row in rows]
