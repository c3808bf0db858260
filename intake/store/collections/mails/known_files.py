"""Where a file is known from, by its digest."""

from collections.abc import Iterator

from sqlalchemy import BindParameter, bindparam, select

from intake.domain.answering.known_file import KnownFile, Whereabouts
from intake.domain.numbers.revisions import revision_label
from intake.store.codec import VERDICT
from intake.store.database.columns import among
from intake.store.database.transaction import Transaction
from intake.store.rows import with_versions
from intake.store.tables import contributions, decisions, files, held_files, submissions

_GROUP: BindParameter[str] = bindparam("its_group")
_COUNTS = (submissions.c.id == decisions.c.submission) & (submissions.c.decisions == decisions.c.n)
_REGISTERED = (
    select(contributions)
    .where(
        contributions.c.id.in_(
            select(files.c.contribution).where(files.c.group == _GROUP, files.c.sha256 == bindparam("digest"))
        )
    )
    .order_by(contributions.c.id)
)
_CAME = select(submissions).where(among(submissions.c.id, "ids"))
_ON_HOLD = (
    select(submissions)
    .join(held_files)
    .where(submissions.c.group == _GROUP, held_files.c.sha256 == bindparam("digest"))
    .order_by(submissions.c.id)
)
_SENT_BACK = (
    select(submissions, decisions.c.verdict)
    .join(decisions, _COUNTS)
    .where(
        submissions.c.group == _GROUP,
        submissions.c.correct_until.is_not(None),
        submissions.c.disposition != "hold",
        decisions.c.verdict.like(bindparam("pattern")),
    )
    .order_by(submissions.c.id)
)


def known_files(transaction: Transaction, group: str, sha256: str) -> Iterator[KnownFile]:
    """Where in this group the file with this digest is: under a number, on hold, sent back."""
    transaction.flush()
    for one in with_versions(transaction, transaction.rows(_REGISTERED, its_group=group, digest=sha256)):
        brought = [version for version in one.versions if any(file.sha256 == sha256 for file in version.files)]
        came = {row.id: row for row in transaction.rows(_CAME, ids=[version.submission for version in brought])}
        where: Whereabouts = "withdrawn" if one.withdrawn_at else "registered"
        for version in brought:
            label = revision_label(one.label, version.revision, version.mark)
            yield KnownFile(came[version.submission].received_at, one.meeting, where, label)
    for row in transaction.rows(_ON_HOLD, its_group=group, digest=sha256):
        yield KnownFile(row.received_at, row.meeting, "held", row.reference)
    for row in transaction.rows(_SENT_BACK, its_group=group, pattern=f"%{sha256}%"):
        seen = VERDICT.load(row.verdict).documents
        if any(one.document.sha256 == sha256 and one.disposition != "accept" for one in seen):
            yield KnownFile(row.received_at, row.meeting, "returned", row.reference)
