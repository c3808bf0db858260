"""Decisions: appended and counted, with the facts that later mails need."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, null, select, update

from intake.domain.answering.known_file import KnownFile
from intake.domain.document import Cover
from intake.domain.errors import StaleDecisionError
from intake.domain.submission import Snapshot, Wanted
from intake.domain.verdict import Decision, Verdict
from intake.store.codec import INPUTS, LINES, VERDICT
from intake.store.database.columns import among
from intake.store.database.statements import INSERT_ONCE
from intake.store.database.transaction import Transaction
from intake.store.rows import decision_of
from intake.store.tables import corrections, decisions, held_files, kept_places, submissions

_NEXT = (
    update(submissions)
    .where(submissions.c.id == bindparam("its_id"), submissions.c.decisions == bindparam("before"))
    .values(
        state="decided",
        identity=submissions.c.content,
        attempts=0,
        failures=0,
        next_try=null(),
        claim=null(),
        free_at=null(),
    )
    .returning(submissions.c.sender)
)
_NEXT_OF_CLAIM = _NEXT.where(submissions.c.claim == bindparam("its_claim"))
_CORRECT_UNTIL = update(submissions).where(submissions.c.id == bindparam("its_id"))
_APPEND = insert(decisions)
_OF = select(decisions).where(decisions.c.submission == bindparam("its_submission")).order_by(decisions.c.n)
_OF_MANY = (
    select(decisions)
    .where(among(decisions.c.submission, "submissions"))
    .order_by(decisions.c.submission, decisions.c.n)
)
_TOGETHER = select(decisions).where(decisions.c.together == bindparam("its_together")).order_by(decisions.c.submission)
_ACTORS = (
    select(decisions.c.actor)
    .where(decisions.c.submission == bindparam("its_submission"), decisions.c.n < bindparam("its_n"))
    .order_by(decisions.c.n)
)
_SNAPSHOT = select(decisions.c.snapshot).where(
    decisions.c.submission == bindparam("its_submission"), decisions.c.n == bindparam("its_n")
)
_HOLD_FILE = INSERT_ONCE(held_files).on_conflict_do_nothing()
_LET_FILES_GO = delete(held_files).where(held_files.c.submission == bindparam("its_submission"))
_KEEP_PLACE = INSERT_ONCE(kept_places).on_conflict_do_nothing()
_GIVE_PLACE_UP = delete(kept_places).where(kept_places.c.submission == bindparam("its_submission"))
_CORRECT = INSERT_ONCE(corrections).on_conflict_do_nothing()
_CORRECT_NOTHING = delete(corrections).where(corrections.c.submission == bindparam("its_submission"))


class SubmissionDecisions:
    """The part of the Submissions that keeps Decisions."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def decide(self, decision: Decision, *, token: str | None, correct_until: datetime | None, snapshot: str) -> bool:
        """Append a Decision with the snapshot (JSON) that it rests on; it is now the one that counts.

        False when the claim is lost. `token` None: by a person; then n must be the next one, else
        StaleDecisionError, which names the one that came in between.
        """
        verdict = decision.verdict
        sender: str | None = self._transaction.value(
            _NEXT if token is None else _NEXT_OF_CLAIM,
            its_id=decision.submission,
            its_claim=token,
            before=decision.n - 1,
            counts_from=verdict.counts_from,
            route=verdict.route,
            disposition=verdict.disposition,
            meeting=verdict.meeting,
            correct_until=correct_until,
            decisions=decision.n,
        )
        if sender is None and token is None:
            raise self._stale(decision)
        if sender is None:
            return False
        self._append(decision, snapshot)
        self._remember(decision, sender, keeps_place=correct_until is not None)
        return True

    def set_correct_until(self, submission: int, correct_until: datetime) -> None:
        """Move the end of the correction period (when the receipt is frozen)."""
        self._transaction.change(_CORRECT_UNTIL, its_id=submission, correct_until=correct_until)

    def decisions(self, submission: int) -> list[Decision]:
        """All Decisions, oldest first."""
        self._transaction.flush()
        return [decision_of(row) for row in self._transaction.rows(_OF, its_submission=submission)]

    def decisions_of(self, submissions: Sequence[int]) -> dict[int, list[Decision]]:
        """The same of several at once, by their ids; one without a Decision is absent."""
        self._transaction.flush()
        found: dict[int, list[Decision]] = {}
        for row in self._transaction.rows(_OF_MANY, submissions=list(submissions)):
            found.setdefault(row.submission, []).append(decision_of(row))
        return found

    def together(self, together: str) -> list[Decision]:
        """The Decisions that were one act, by Submission."""
        self._transaction.flush()
        return [decision_of(row) for row in self._transaction.rows(_TOGETHER, its_together=together)]

    def actors(self, submission: int, *, before: int) -> list[str]:
        """Who made its Decisions with a smaller number, oldest first."""
        self._transaction.flush()
        return self._transaction.column(_ACTORS, its_submission=submission, its_n=before)

    def snapshot_of(self, submission: int, n: int) -> str:
        """The snapshot (JSON) that the n-th Decision rests on; KeyError."""
        self._transaction.flush()
        found: str | None = self._transaction.value(_SNAPSHOT, its_submission=submission, its_n=n)
        if found is None:
            raise KeyError(f"no Decision {n} of Submission {submission}")
        return found

    def snapshot(self, group: str, wanted: Wanted) -> Snapshot:
        """The group's past as far as it bears on one mail."""
        from intake.store.collections.mails.snapshots import snapshot  # judging alone needs it

        return snapshot(self._transaction, group, wanted)

    def known_files(self, group: str, sha256: str) -> list[KnownFile]:
        """Where in this group the file with this digest is: under a number, on hold, sent back."""
        from intake.store.collections.mails.known_files import known_files

        return list(known_files(self._transaction, group, sha256))

    def _append(self, decision: Decision, snapshot: str) -> None:
        self._transaction.later(
            _APPEND,
            submission=decision.submission,
            n=decision.n,
            actor=decision.actor,
            at=decision.at,
            reason=decision.reason,
            act=decision.act,
            verdict=VERDICT.dump(decision.verdict),
            inputs=INPUTS.dump(decision.inputs),
            snapshot=snapshot,
            together=decision.together or None,
        )

    def _remember(self, decision: Decision, sender: str, *, keeps_place: bool) -> None:
        """Record what later snapshots look up: files on hold, returns that keep their place, and what corrects them."""
        if decision.n > 1:
            self._transaction.change(_LET_FILES_GO, its_submission=decision.submission)
            self._transaction.change(_GIVE_PLACE_UP, its_submission=decision.submission)
            self._transaction.change(_CORRECT_NOTHING, its_submission=decision.submission)
        for reference in decision.verdict.corrected:
            self._transaction.change(_CORRECT, corrects=reference, submission=decision.submission)
        if decision.verdict.disposition == "hold":
            for sha256, contacts in _on_hold(decision.verdict):
                held = LINES.dump(contacts)
                self._transaction.change(_HOLD_FILE, sha256=sha256, submission=decision.submission, contacts=held)
        if keeps_place:
            for address in decision.verdict.submitters or (sender,):
                self._transaction.change(_KEEP_PLACE, address=address, submission=decision.submission)

    def _stale(self, decision: Decision) -> StaleDecisionError:
        last = self.decisions(decision.submission)[-1:]
        if not last:
            return StaleDecisionError(
                "Submission {submission} has no Decision {n} yet.", submission=decision.submission, n=decision.n - 1
            )
        return StaleDecisionError(
            "Decision {n} of Submission {submission} was not taken: {who} decided '{outcome}' ({n_before}) "
            "at {at} UTC: {reason}",
            n=decision.n,
            submission=decision.submission,
            who=last[0].actor,
            outcome=last[0].verdict.disposition,
            n_before=last[0].n,
            at=f"{last[0].at:%Y-%m-%d %H:%M:%S}",
            reason=last[0].reason,
        )


def _on_hold(verdict: Verdict) -> Iterable[tuple[str, tuple[str, ...]]]:
    held = (one.document for one in verdict.documents if one.disposition == "hold")
    return ((one.sha256, emails_of(one.cover)) for one in held)


def emails_of(cover: Cover) -> tuple[str, ...]:
    """The addresses of a cover's contacts, in lower case."""
    return tuple(one.email.lower() for one in cover.contacts if one.email)
