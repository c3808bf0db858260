"""The collection of submissions with their decisions."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from intake.domain.answering.known_file import KnownFile
from intake.domain.origin.authentication import Authentication
from intake.domain.submission import (
    Answers,
    Evidence,
    NewSubmission,
    Snapshot,
    Submission,
    SubmissionState,
    Timestamps,
    Wanted,
)
from intake.domain.verdict import Decision


class Submissions(Protocol):
    """Submissions and their decisions."""

    def add(self, new: NewSubmission, now: datetime) -> tuple[Submission, bool]:
        """Add a Submission with the next reference of group and year; or the known one of (group, raw), False."""
        ...

    def received(self, submission: int, *, at: datetime, evidence: Evidence, stamps: Timestamps) -> None:
        """Set an earlier time of receipt, learned from another Delivery."""
        ...

    def authenticated(self, submission: int, found: Authentication) -> None:
        """Keep what our border said of its sender."""
        ...

    def named_alike(self, submission: int, group: str, message_id: str, content: str) -> list[Submission]:
        """Keep the Message-ID of a mail; the group's other mails under it, with other contents, at most 20."""
        ...

    def let_out_of_junk(self, submission: int, answers: Answers) -> bool:
        """Let the line decide on a mail found among junk as on any other, unless a person did; whether it does.

        `answers` says how it is answered from now on.
        """
        ...

    def get(self, submission: int) -> Submission:
        """The Submission with this id; KeyError."""
        ...

    def some(self, ids: Sequence[int]) -> dict[int, Submission]:
        """The Submissions with these ids, by id."""
        ...

    def first_of(self, senders: Sequence[str]) -> dict[str, int]:
        """The id of the first mail of each of these addresses (lower case), to any group."""
        ...

    def find(self, name: str) -> Submission | None:
        """By id, reference or number, as a person types it: the number's first mail, or that of the version named."""
        ...

    def by_raw(self, raw: str) -> list[Submission]:
        """All Submissions of this Message, one per group."""
        ...

    def by_content(self, group: str, content: str) -> Submission | None:
        """The one Submission of this group with this content identity."""
        ...

    def listed(self, *, group: str | None = None, limit: int = 100, after: int = 0) -> list[Submission]:
        """Submissions in order of arrival."""
        ...

    def held(self) -> list[tuple[Submission, Decision]]:
        """Submissions on hold with the Decision that counts, oldest time of receipt first."""
        ...

    def open(self, groups: Collection[str] | None = None, most: int | None = None) -> list[tuple[Submission, Decision]]:
        """The same, with questions too: all decided Submissions that wait for a person, of all groups or of these.

        `most`: no more than so many, the oldest.
        """
        ...

    def open_count(self, groups: Collection[str] | None = None) -> int:
        """How many decided Submissions wait for a person, of all groups or of these."""
        ...

    def decided(self, group: str, meetings: Sequence[str]) -> list[tuple[Submission, Decision]]:
        """Mails with documents recorded for these meetings (ids; "next" for none yet) and their last Decisions."""
        ...

    def returned(self, group: str) -> list[tuple[Submission, Decision]]:
        """The mails of a group with a returned document that no later mail has corrected, oldest receipt first."""
        ...

    def questions(self) -> list[Submission]:
        """The questions that wait for a person, oldest time of receipt first."""
        ...

    def failed(self) -> list[Submission]:
        """Submissions that a step failed with and tries again."""
        ...

    def claim(
        self,
        state: SubmissionState,
        *,
        now: datetime,
        until: datetime,
        token: str,
        limit: int,
        group: str | None = None,
    ) -> list[Submission]:
        """Claim what is in this state and free, oldest time of receipt first.

        Members with attempts = 0 share a batch; one that was tried before is claimed alone. One that could not be read
        lets others go first, for some minutes. `attempts` counts up.
        """
        ...

    def mark_read(
        self,
        submission: int,
        *,
        token: str,
        content: str,
        sender: str,
        at: datetime,
        evidence: Evidence,
        stamps: Timestamps,
    ) -> bool:
        """From stored (or failed) to read, with the time of receipt that the reading gives; attempts start again at 0.

        False when another finished it.
        """
        ...

    def mark_failed(self, submission: int, *, token: str, next_try: datetime, alone: bool, back_to: str) -> bool:
        """State failed until `next_try`, then claimable as `back_to` (stored or read) again.

        `alone` tells that it counts towards the three: `failures` goes up by one.
        """
        ...

    def merge(self, submission: int, *, into: int, token: str) -> bool:
        """Make this undecided Submission another Delivery of the one with the same content.

        Its Deliveries are linked to that one and its row goes. False when the claim is lost.
        """
        ...

    def release(self, submission: int, *, token: str) -> None:
        """Give up a claim without counting the attempt (our own failure of database, disk or network)."""
        ...

    def release_all(self) -> int:
        """Free every claim, for the holder of the home's lock; returns how many."""
        ...

    def overtaken(self, group: str, received_at: datetime) -> bool:
        """Whether an earlier received Submission of the group is not read yet, or could not be read so far."""
        ...

    def earlier_unread(self, group: str, received_at: datetime, since: datetime) -> bool:
        """Whether an earlier received Submission of the group, stored after `since`, is not read yet."""
        ...

    def decide(self, decision: Decision, *, token: str | None, correct_until: datetime | None, snapshot: str) -> bool:
        """Append a Decision with the snapshot (JSON) that it rests on; it is now the one that counts.

        False when the claim is lost. `token` None: by a person; then n must be the next one, else
        StaleDecisionError.
        """
        ...

    def together(self, together: str) -> list[Decision]:
        """The Decisions that were one act, by Submission."""
        ...

    def actors(self, submission: int, *, before: int) -> list[str]:
        """Who made its Decisions with a smaller number, oldest first."""
        ...

    def snapshot_of(self, submission: int, n: int) -> str:
        """The snapshot (JSON) that the n-th Decision rests on; KeyError."""
        ...

    def set_correct_until(self, submission: int, correct_until: datetime) -> None:
        """Move the end of the correction period (when the receipt is frozen)."""
        ...

    def decisions(self, submission: int) -> list[Decision]:
        """All Decisions, oldest first."""
        ...

    def decisions_of(self, submissions: Sequence[int]) -> dict[int, list[Decision]]:
        """The same of several at once, by their ids; one without a Decision is absent."""
        ...

    def snapshot(self, group: str, wanted: Wanted) -> Snapshot:
        """The group's past as far as it bears on one mail."""
        ...

    def known_files(self, group: str, sha256: str) -> list[KnownFile]:
        """Where in this group the file with this digest is: under a number, on hold, sent back."""
        ...

    def count(self, state: SubmissionState) -> int:
        """How many Submissions are in this state."""
        ...

    def next_due(self, state: SubmissionState) -> datetime | None:
        """When the next one in this state can be claimed, or None when there is none."""
        ...
