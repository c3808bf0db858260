"""Submissions: how they come in, and how they are found again."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Select, and_, bindparam, func, null, or_, select, update

from intake.domain.meeting import NEXT
from intake.domain.numbers.revisions import split_revision
from intake.domain.origin.authentication import Authentication
from intake.domain.submission import Answers, Evidence, NewSubmission, Submission, Timestamps
from intake.domain.verdict import Decision
from intake.store.codec import AUTHENTICATION, STAMPS
from intake.store.collections.claims import SubmissionClaims
from intake.store.collections.mails.decisions import SubmissionDecisions
from intake.store.collections.mails.waiting import LAST, WaitingSubmissions
from intake.store.database.columns import among
from intake.store.database.statements import INSERT_ONCE
from intake.store.rows import decision_of, submission_of
from intake.store.tables import contributions, serials, submissions, versions

AllColumns = tuple[Any, ...]

_MOST_DIGITS = 18
"""The longest decimal number that fits an id."""

_MOST_ALIKE = 20


def _where(*conditions: ColumnElement[bool]) -> Select[AllColumns]:
    return select(submissions).where(*conditions).order_by(submissions.c.id)


_BY_ID = _where(submissions.c.id == bindparam("its_id"))
_SOME = _where(among(submissions.c.id, "ids"))
_FIRST_OF = (
    select(submissions.c.sender, func.min(submissions.c.id).label("first"))
    .where(among(submissions.c.sender, "senders"))
    .group_by(submissions.c.sender)
)
_BY_RAW = _where(submissions.c.raw == bindparam("its_raw"))
_BY_RAW_IN_GROUP = _where(submissions.c.raw == bindparam("its_raw"), submissions.c.group == bindparam("its_group"))
_BY_CONTENT = _where(submissions.c.identity == bindparam("content"), submissions.c.group == bindparam("its_group"))
_ALIKE = _where(
    submissions.c.message_id == bindparam("its_message_id"),
    submissions.c.group == bindparam("its_group"),
    submissions.c.content != bindparam("its_content"),
).limit(_MOST_ALIKE)
_BY_REFERENCE = _where(submissions.c.reference == bindparam("its_reference"))
_BY_NUMBER = _where(
    submissions.c.id.in_(select(contributions.c.submission).where(contributions.c.label_key == bindparam("label")))
)

_VERSION_SENT = (
    select(versions.c.submission)
    .join(contributions)
    .where(
        contributions.c.label_key == bindparam("label"),
        versions.c.mark == bindparam("its_mark"),
        versions.c.revision == bindparam("which"),
    )
    .order_by(versions.c.replacement.desc())
    .limit(1)
)
_BY_VERSION = _where(submissions.c.id == _VERSION_SENT.scalar_subquery())

_FOR_MEETINGS = LAST.where(
    submissions.c.group == bindparam("its_group"),
    or_(*(submissions.c.disposition == one for one in ("accept", "hold", "return"))),
    or_(
        among(submissions.c.meeting, "named"),
        and_(submissions.c.meeting.is_(None), bindparam("ahead", type_=Boolean)),
    ),
)
_SERIAL = (
    INSERT_ONCE(serials)
    .values(last=1)
    .on_conflict_do_update(index_elements=["group", "year"], set_={"last": serials.c.last + 1})
    .returning(serials.c.last)
)
_ADD = (
    INSERT_ONCE(submissions)
    .values(state="stored", decisions=0, attempts=0, failures=0)
    .on_conflict_do_nothing(index_elements=["raw", "group"])
    .returning(submissions.c.id)
)
_RECEIVED = update(submissions).where(submissions.c.id == bindparam("its_id"))
_JUNK = _RECEIVED.where(submissions.c.answers == "junk")
_NO_JUNK = _JUNK.where(submissions.c.decisions == 0)
_DECIDE_AGAIN = _JUNK.where(submissions.c.decisions == 1, submissions.c.disposition == "hold").values(
    state="read", next_try=null(), claim=null(), free_at=submissions.c.stored_at
)
"""One Decision, a hold: by the line, since no person's act is the first."""


class SqlSubmissions(SubmissionClaims, SubmissionDecisions, WaitingSubmissions):
    """Submissions in the database."""

    def add(self, new: NewSubmission, now: datetime) -> tuple[Submission, bool]:
        """Add a Submission with the next reference of group and year; or the known one of (group, raw), False."""
        if known := self._one(_BY_RAW_IN_GROUP, its_raw=new.raw, its_group=new.group):
            return known, False
        serial = self._transaction.value(_SERIAL, group=new.group, year=new.year)
        reference = f"{new.short}-{new.year % 100:02d}-{serial:04d}"
        added = self._transaction.value(
            _ADD,
            group=new.group,
            raw=new.raw,
            reference=reference,
            source=new.source,
            received_at=new.received_at,
            evidence=new.received_evidence,
            stamps=STAMPS.dump(new.stamps),
            partial=new.partial,
            answers=new.answers,
            stored_at=now,
            free_at=now,
            content=new.content,
            sender=new.sender,
            authentication=AUTHENTICATION.dump(new.authentication) if new.authentication else None,
        )
        if added is None:  # another process added the same mail since we looked
            return self._known(_BY_RAW_IN_GROUP, its_raw=new.raw, its_group=new.group), False
        submission = Submission(
            id=added,
            group=new.group,
            raw=new.raw,
            reference=reference,
            state="stored",
            source=new.source,
            received_at=new.received_at,
            received_evidence=new.received_evidence,
            stamps=new.stamps,
            partial=new.partial,
            answers=new.answers,
            content=new.content,
            sender=new.sender,
            authentication=new.authentication,
        )
        return submission, True

    def received(self, submission: int, *, at: datetime, evidence: Evidence, stamps: Timestamps) -> None:
        """Set an earlier time of receipt, learned from another Delivery."""
        self._transaction.change(
            _RECEIVED, its_id=submission, received_at=at, evidence=evidence, stamps=STAMPS.dump(stamps)
        )

    def authenticated(self, submission: int, found: Authentication) -> None:
        """Keep what our border said of its sender."""
        self._transaction.change(_RECEIVED, its_id=submission, authentication=AUTHENTICATION.dump(found))

    def named_alike(self, submission: int, group: str, message_id: str, content: str) -> list[Submission]:
        """Keep the Message-ID of a mail; the group's other mails under it, with other contents, at most 20."""
        self._transaction.change(_RECEIVED, its_id=submission, message_id=message_id)
        rows = self._transaction.rows(_ALIKE, its_message_id=message_id, its_group=group, its_content=content)
        return [submission_of(row) for row in rows]

    def let_out_of_junk(self, submission: int, answers: Answers) -> bool:
        """Let the line decide on a mail found among junk as on any other, unless a person did; whether it does."""
        undecided = self._transaction.change(_NO_JUNK, its_id=submission, answers=answers)
        return bool(undecided or self._transaction.change(_DECIDE_AGAIN, its_id=submission, answers=answers))

    def get(self, submission: int) -> Submission:
        """The Submission with this id; KeyError."""
        return self._known(_BY_ID, its_id=submission)

    def some(self, ids: Sequence[int]) -> dict[int, Submission]:
        """The Submissions with these ids, by id."""
        return {one.id: one for one in self._all(_SOME, ids=list(ids))}

    def first_of(self, senders: Sequence[str]) -> dict[str, int]:
        """The id of the first mail of each of these addresses (lower case), to any group."""
        return {row.sender: row.first for row in self._transaction.rows(_FIRST_OF, senders=list(senders))}

    def find(self, name: str) -> Submission | None:
        """By id, reference, or number, as typed: of the contribution's first mail, or of the version that is named.

        Of a version that was replaced it is the mail that brought the last file.
        """
        typed = name.strip()
        if typed.isascii() and typed.isdecimal():
            return self._one(_BY_ID, its_id=int(typed)) if len(typed) <= _MOST_DIGITS else None
        if found := self._one(_BY_REFERENCE, its_reference=typed.upper()):
            return found
        label, named = split_revision(typed)
        if named is None or not named.which:
            return self._one(_BY_NUMBER, label=label.casefold())
        return self._one(_BY_VERSION, label=label.casefold(), its_mark=named.mark, which=named.which)

    def by_raw(self, raw: str) -> list[Submission]:
        """All Submissions of this Message, one per group."""
        return self._all(_BY_RAW, its_raw=raw)

    def by_content(self, group: str, content: str) -> Submission | None:
        """The one decided Submission of this group with this content identity."""
        return self._one(_BY_CONTENT, content=content, its_group=group)

    def listed(self, *, group: str | None = None, limit: int = 100, after: int = 0) -> list[Submission]:
        """Submissions with an id above `after`, in order of arrival."""
        return self._all(_listed(one_group=group is not None), its_group=group, most=limit, after=after)

    def decided(self, group: str, meetings: Sequence[str]) -> list[tuple[Submission, Decision]]:
        """The accepted, held and returned mails of a group for these meetings, each with the Decision that counts.

        Meetings are named by the ids under which they were recorded, "next" stands for none; oldest receipt first.
        """
        self._transaction.flush()
        found = self._transaction.rows(_FOR_MEETINGS, its_group=group, named=list(meetings), ahead=NEXT in meetings)
        return [(submission_of(row), decision_of(row)) for row in found]

    def returned(self, group: str) -> list[tuple[Submission, Decision]]:
        """The mails of a group with a returned document that no later mail has corrected, oldest receipt first."""
        from intake.store.collections.mails.snapshots import returned  # it loads what judges

        return list(returned(self._transaction, group))

    def _all(self, query: Select[AllColumns], **wanted: object) -> list[Submission]:
        return [submission_of(row) for row in self._transaction.rows(query, **wanted)]

    def _one(self, query: Select[AllColumns], **wanted: object) -> Submission | None:
        row = self._transaction.row(query, **wanted)
        return None if row is None else submission_of(row)

    def _known(self, query: Select[AllColumns], **wanted: object) -> Submission:
        if found := self._one(query, **wanted):
            return found
        raise KeyError(f"no Submission with {wanted}")


@cache
def _listed(*, one_group: bool) -> Select[AllColumns]:
    listed = select(submissions).where(submissions.c.id > bindparam("after"))
    if one_group:
        listed = listed.where(submissions.c.group == bindparam("its_group"))
    return listed.order_by(submissions.c.id).limit(bindparam("most"))
