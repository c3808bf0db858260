"""Numbers and their contributions."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, func, insert, or_, select, update

from intake.domain.submission import Contribution, Version
from intake.domain.verdict import Kind
from intake.store.codec import CONTACTS, FILES, LINES
from intake.store.collections.numbers.reservations import KEPT, TAKE
from intake.store.collections.numbers.versions import CHANGE, COUNTED, ContributionVersions
from intake.store.database.columns import among
from intake.store.database.statements import INSERT_ONCE, AnyRow
from intake.store.database.transaction import Transaction
from intake.store.rows import with_versions
from intake.store.tables import contributions, files, series, submissions, versions

_LOCK = (
    select(series.c.series)
    .where(series.c.group == bindparam("its_group"), among(series.c.series, "names"))
    .order_by(series.c.id)
    .with_for_update()
)
_OPEN_SERIES = INSERT_ONCE(series).on_conflict_do_nothing(index_elements=["group", "series"])
_ONE_SERIES = (series.c.group == bindparam("its_group"), series.c.series == bindparam("its_series"))
_NEXT = (
    update(series)
    .where(*_ONE_SERIES)
    .values(last=func.coalesce(series.c.last + 1, bindparam("first")))
    .returning(series.c.last)
)
_LAST = select(series.c.last).where(
    series.c.group == bindparam("its_group"), series.c.series == bindparam("its_series")
)
_GIVEN = (
    update(series)
    .where(
        series.c.group == bindparam("its_group"),
        series.c.series == bindparam("its_series"),
        or_(series.c.last.is_(None), series.c.last < bindparam("number")),
    )
    .values(last=bindparam("number"))
)

_ADD = insert(contributions).returning(contributions.c.id)
_ADD_VERSION = insert(versions)
_ADD_FILE = INSERT_ONCE(files).on_conflict_do_nothing()

_IN_ORDER = (contributions.c.series, contributions.c.number)
_OF = (
    select(contributions)
    .where(
        contributions.c.id.in_(
            select(versions.c.contribution).where(
                versions.c.submission == bindparam("its_submission"), versions.c.set_aside_at.is_(None)
            )
        )
    )
    .order_by(*_IN_ORDER)
)
_BY_LABEL = select(contributions).where(contributions.c.label_key == bindparam("label")).order_by(contributions.c.id)
_CAME = select(submissions.c.id, submissions.c.received_at, submissions.c.reference).where(
    among(submissions.c.id, "ids")
)
_JOINED = (
    select(contributions)
    .where(contributions.c.group == bindparam("its_group"), contributions.c.joined_to != "")
    .order_by(*_IN_ORDER)
)
_LISTED = select(contributions).where(contributions.c.group == bindparam("its_group")).order_by(*_IN_ORDER)


class SqlContributions(ContributionVersions):
    """Contributions and their series in the database."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._first: dict[tuple[str, str], int] = {}

    def lock(self, group: str, series: Sequence[tuple[str, int]]) -> None:
        """Lock these series (id, first number) in the order of their ids until the transaction ends."""
        first = dict(series)
        locked = set(self._transaction.column(_LOCK, its_group=group, names=list(first)))
        missing = sorted(first.keys() - locked)
        for name in missing:
            self._transaction.change(_OPEN_SERIES, group=group, series=name)
        if missing:
            self._transaction.column(_LOCK, its_group=group, names=list(first))
        self._first.update({(group, name): number for name, number in series})

    def next_number(self, group: str, series: str) -> int:
        """Take the next number of a locked series that is not reserved. LookupError for one that is not locked."""
        if (group, series) not in self._first:
            raise LookupError(f"the series {series!r} of {group!r} is not locked in this transaction")
        first = self._first[group, series]
        number = int(self._transaction.value(_NEXT, its_group=group, its_series=series, first=first))
        while self._is_kept(group, series, number):
            number = int(self._transaction.value(_NEXT, its_group=group, its_series=series, first=first))
        return number

    def given(self, group: str, series: str, number: int) -> int:
        """Count on from this number, if the locked series has not come so far; the number that is next."""
        self._transaction.change(_GIVEN, its_group=group, its_series=series, number=number)
        following = int(self._transaction.value(_LAST, its_group=group, its_series=series)) + 1
        while self._is_kept(group, series, following):
            following += 1
        return following

    def add(self, contribution: Contribution) -> Contribution:
        """Record a numbered contribution with its versions; returns it with its id. A reservation is settled by it."""
        new_id = self._transaction.value(
            _ADD,
            group=contribution.group,
            series=contribution.series,
            number=contribution.number,
            label=contribution.label,
            label_key=contribution.label.casefold(),
            kind=contribution.kind,
            submission=contribution.submission,
            reference=contribution.reference,
            meeting=contribution.meeting,
            title=contribution.title,
            source=LINES.dump(contribution.source),
            title_key=contribution.title_key,
            source_key=contribution.source_key,
            contacts=CONTACTS.dump(contribution.contacts),
            submitters=LINES.dump(contribution.submitters),
            accepted_at=contribution.accepted_at,
            received_at=contribution.received_at,
            counts_from=contribution.counts_from,
            revision=contribution.revision,
            posted_at=contribution.posted_at,
            withdrawn_at=contribution.withdrawn_at,
            corrigenda=contribution.corrigenda,
            addenda=contribution.addenda,
            joined_to=contribution.joined_to,
        )
        self._transaction.change(
            TAKE,
            its_group=contribution.group,
            its_series=contribution.series,
            its_number=contribution.number,
            settled_at=contribution.accepted_at,
        )
        new = replace(contribution, id=new_id)
        for version in contribution.versions:
            self._add_files(new.id, new.group, version)
        return new

    def add_version(self, contribution: int, version: Version, submitters: Sequence[str]) -> None:
        """Record a revision or a replacement, and new submitters. Raises KeyError for an unknown contribution."""
        row = self._locked(contribution)
        self._add_files(contribution, row.group, version)
        column = COUNTED[version.mark]
        last = max(getattr(row, column), version.revision)
        self._change(contribution, **{"submitters": _together(row, submitters), column: last})

    def add_submitters(self, contribution: int, submitters: Sequence[str]) -> None:
        """Let these addresses (lower case) send further versions, too. Raises KeyError for an unknown contribution."""
        self._change(contribution, submitters=_together(self._locked(contribution), submitters))

    def of(self, submission: int) -> list[Contribution]:
        """The contributions that this Submission gave or changed, in order of their numbers."""
        return with_versions(self._transaction, self._transaction.rows(_OF, its_submission=submission))

    def came_with(self, submissions: Sequence[int]) -> dict[int, tuple[datetime, str]]:
        """When the mails with these ids were received (UTC), and their references."""
        return {row.id: (row.received_at, row.reference) for row in self._transaction.rows(_CAME, ids=submissions)}

    def by_label(self, label: str) -> Contribution | None:
        """The contribution with this number, as printed (without revision), in any letter case."""
        found = self._transaction.rows(_BY_LABEL, label=label.strip().casefold())
        return next(iter(with_versions(self._transaction, found[:1])), None)

    def joined(self, group: str) -> list[Contribution]:
        """The contributions of the group that were given up for another number, in order of their numbers."""
        return with_versions(self._transaction, self._transaction.rows(_JOINED, its_group=group))

    def correct(
        self, contribution: int, *, title: str | None, source: tuple[str, ...] | None, kind: Kind | None = None
    ) -> None:
        """Change the recorded fields, never the number; None leaves a field as it is.

        The keys by which a later mail is known to bring the same document stay those of the author's own words.
        """
        recorded = {"title": title, "source": None if source is None else LINES.dump(source), "kind": kind}
        changed = {name: value for name, value in recorded.items() if value is not None}
        if changed:
            self._change(contribution, **changed)

    def withdraw(self, contribution: int, at: datetime | None) -> None:
        """Mark as withdrawn, or undo it with None."""
        self._change(contribution, withdrawn_at=at)

    def post(self, contribution: int, at: datetime | None) -> None:
        """Mark as posted with all its versions until this instant (UTC), or undo it with None."""
        self._change(contribution, posted_at=at)

    def join(self, contribution: int, meeting: str | None) -> None:
        """Record that it is for this meeting; None: for the next one."""
        self._change(contribution, meeting=meeting)

    def restore(self, was: Contribution) -> None:
        """Set all that people decide about a contribution back to what it was; numbers and versions stay."""
        self._change(
            was.id,
            title=was.title,
            source=LINES.dump(was.source),
            kind=was.kind,
            meeting=was.meeting,
            submitters=LINES.dump(was.submitters),
            withdrawn_at=was.withdrawn_at,
            joined_to=was.joined_to,
        )

    def listed(self, group: str) -> list[Contribution]:
        """All contributions of the group in order of their numbers."""
        return with_versions(self._transaction, self._transaction.rows(_LISTED, its_group=group))

    def _is_kept(self, group: str, series: str, number: int) -> bool:
        return self._transaction.value(KEPT, its_group=group, its_series=series, its_number=number) is not None

    def _change(self, contribution: int, **row: object) -> None:
        self._transaction.change(CHANGE, its_id=contribution, **row)

    def _add_files(self, contribution: int, group: str, version: Version) -> None:
        self._transaction.change(
            _ADD_VERSION,
            contribution=contribution,
            mark=version.mark,
            revision=version.revision,
            replacement=version.replacement,
            submission=version.submission,
            files=FILES.dump(version.files),
            at=version.at,
        )
        for file in version.files:
            self._transaction.change(_ADD_FILE, contribution=contribution, group=group, sha256=file.sha256)


def _together(row: AnyRow, submitters: Sequence[str]) -> str:
    return LINES.dump(tuple(dict.fromkeys((*LINES.load(row.submitters), *submitters))))
