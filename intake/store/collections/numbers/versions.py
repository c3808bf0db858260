"""Versions of contributions: the next one, and those that a person took back."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import bindparam, func, null, select, update

from intake.domain.numbers.revisions import Mark
from intake.domain.verdict import FileRole
from intake.store.codec import FILES
from intake.store.database.statements import AnyRow
from intake.store.database.transaction import Transaction
from intake.store.tables import contributions, versions

COUNTED: dict[Mark, str] = {"Rev": "revision", "Cor": "corrigenda", "Add": "addenda"}
"""The column that has the last one of each."""

_THIS = contributions.c.id == bindparam("its_id")
CHANGE = update(contributions).where(_THIS)
"""Changes one contribution."""

_LOCK_ONE = select(contributions).where(_THIS).with_for_update()
_OF_MARK = (versions.c.contribution == bindparam("its_id"), versions.c.mark == bindparam("its_mark"))
_GIVEN = select(func.max(versions.c.revision)).where(*_OF_MARK)
_STANDING = _GIVEN.where(versions.c.set_aside_at.is_(None))
_REPLACED = select(func.max(versions.c.replacement)).where(*_OF_MARK, versions.c.revision == bindparam("which"))
_BY = select(versions).where(versions.c.submission == bindparam("its_submission"))
_HERE = _BY.where(versions.c.set_aside_at.is_(None))
_ASIDE = _BY.where(versions.c.set_aside_at.is_not(None))
_SET = update(versions).where(versions.c.id == bindparam("its_version"))
_BACK = _SET.values(set_aside_at=null())


class ContributionVersions:
    """The part of the contributions that keeps their versions."""

    _transaction: Transaction

    def next_version(self, contribution: int, mark: Mark, *, revised: bool) -> tuple[int, int]:
        """Revision and replacement of the next version; a number that was given is never given again."""
        last = int(getattr(self._locked(contribution), COUNTED[mark]))
        given = self._transaction.value(_GIVEN, its_id=contribution, its_mark=mark)
        revision = max(last, int(given or 0)) + 1 if revised else last
        replaced = self._transaction.value(_REPLACED, its_id=contribution, its_mark=mark, which=revision)
        return revision, 0 if replaced is None else int(replaced) + 1

    def set_aside(
        self, contribution: int, submission: int, files: Collection[tuple[str, FileRole]], at: datetime
    ) -> None:
        """Let the versions with these files in these roles, which this mail brought, count no more; numbers stay."""
        for row in self._with(self._transaction.rows(_HERE, its_submission=submission), files):
            if row.contribution == contribution:
                self._transaction.change(_SET, its_version=row.id, set_aside_at=at)
        self._recount(contribution)

    def set_aside_since(self, contribution: int, submission: int, since: datetime, at: datetime) -> None:
        """Let the versions but the first one that this mail brought since an instant (UTC) count no more."""
        for row in self._transaction.rows(_HERE, its_submission=submission):
            first = (row.mark, row.revision, row.replacement) == ("Rev", 0, 0)
            if row.contribution == contribution and row.at >= since and not first:
                self._transaction.change(_SET, its_version=row.id, set_aside_at=at)
        self._recount(contribution)

    def stand_again(self, contribution: int, submission: int, files: Collection[tuple[str, FileRole]]) -> None:
        """Let the versions with these files in these roles, which this mail brought, count again."""
        for row in self._with(self._transaction.rows(_ASIDE, its_submission=submission), files):
            if row.contribution == contribution:
                self._transaction.change(_BACK, its_version=row.id)
        self._recount(contribution)

    def join_to(self, contribution: int, label: str, at: datetime | None) -> None:
        """Mark a number as given up for another one (UTC); "" and None undo it."""
        self._transaction.change(CHANGE, its_id=contribution, joined_to=label, withdrawn_at=at)

    def _with(self, rows: Iterable[AnyRow], files: Collection[tuple[str, FileRole]]) -> list[AnyRow]:
        return [row for row in rows if any((file.sha256, file.role) in files for file in FILES.load(row.files))]

    def _recount(self, contribution: int) -> None:
        last = {
            column: self._transaction.value(_STANDING, its_id=contribution, its_mark=mark) or 0
            for mark, column in COUNTED.items()
        }
        self._transaction.change(CHANGE, its_id=contribution, **last)

    def _locked(self, contribution: int) -> AnyRow:
        row = self._transaction.row(_LOCK_ONE, its_id=contribution)
        if row is None:
            raise KeyError(f"no contribution {contribution}")
        return row
