"""What a document is to what we know: repeat, revision, replacement, correction, or new (docs/contributors.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from intake.domain.deadlines import has_ended, in_time, revision_deadline
from intake.domain.judging.case import Relationship
from intake.domain.judging.past import claims_of, is_submitter
from intake.domain.mail import Mail
from intake.domain.meeting import NEXT, Deadline, Meeting
from intake.domain.numbering import Claim, keys
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Contribution, Snapshot
from intake.domain.verdict import Judged, Relation


@dataclass(frozen=True, slots=True)
class _Asked:
    """One contribution of a mail, and all that tells what it is; `at` (UTC) is the instant that counts."""

    judged: Judged
    mail: Mail
    rulebook: Rulebook
    known: Snapshot
    at: datetime
    claims: tuple[Claim, ...]
    alone: bool

    @property
    def keys(self) -> tuple[str, str]:
        cover = self.judged.document.cover
        return keys(cover.title, cover.source)

    @property
    def given(self) -> dict[str, Contribution]:
        """The contributions that are known, withdrawn ones too, by their labels as the series writes them now."""
        series = {one.id: one for one in self.rulebook.series}
        known = [one for one in self.known.contributions if one.series in series]
        return {series[one.series].label(one.number): one for one in known}

    @property
    def numbered(self) -> list[tuple[Claim, Contribution | None]]:
        """Each claimed number with the contribution that has it, None where there is none or it is withdrawn."""
        there = {label: one for label, one in self.given.items() if not one.withdrawn_at}
        return [(claim, there.get(claim.label)) for claim in self.claims]

    def like(self, one: Contribution, relation: Relation, revision: int) -> Relationship:
        """A relationship to this contribution."""
        return Relationship(
            relation,
            one.label,
            one,
            revision,
            stranger=not is_submitter(self.mail, one.submitters),
            after_close=relation == "revision" and _is_closed(one, self.rulebook, self.at),
            claims=self.claims,
        )


def relate(
    documents: Sequence[Judged], mail: Mail, rulebook: Rulebook, known: Snapshot, *, at: datetime, corrects: bool
) -> tuple[Relationship, ...]:
    """The relationship of each document to the group's past, first match. `at` (UTC) is the instant that counts."""
    alone = sum(one.role == "contribution" for one in documents) == 1
    asked = (_Asked(one, mail, rulebook, known, at, claims_of(one, mail, rulebook), alone) for one in documents)
    return tuple(_relate(one, corrects) if one.judged.role == "contribution" else Relationship() for one in asked)


def _relate(asked: _Asked, corrects: bool) -> Relationship:
    found = _repeat(asked)
    if found is None and (disagree := _disagreement(asked)):
        return Relationship(claims=asked.claims, disagree=disagree)
    if found is None and _says_replace(asked):
        found = _same_title(asked)
    found = found or _revision(asked) or _same_title(asked) or _unknown(asked)
    return found or Relationship("correction" if corrects else "new", claims=asked.claims)


def _repeat(asked: _Asked) -> Relationship | None:
    digest = asked.judged.document.sha256
    for one in asked.known.contributions:
        for version in reversed(one.versions):
            if one.withdrawn_at is None and any(file.sha256 == digest for file in version.files):
                return asked.like(one, "repeat", version.revision)
    for held in asked.known.held:
        if held.sha256 == digest:
            stranger = not is_submitter(asked.mail, held.submitters)
            return Relationship("repeat", held.reference, stranger=stranger, claims=asked.claims)
    return None


def _disagreement(asked: _Asked) -> tuple[Claim, ...]:
    """What number cell, file name and subject say, where it is different numbers of ours or revisions of one.

    The subject of a mail with several documents speaks of one of them, so it does not count there. A number of another
    body says nothing, and neither does a bare "Rev".
    """
    ours = [one for one in _meant(asked) if asked.alone or one.place != "subject"]
    labels = [{one.label for one in ours if one.place == place} for place in {one.place for one in ours}]
    common = set.intersection(*labels) if labels else set()
    revisions = {one.revision for one in ours if one.revision and one.label in common}
    return tuple(ours) if ours and (not common or len(revisions) > len(common)) else ()


def _meant(asked: _Asked) -> list[Claim]:
    """The claims to numbers of ours that may be meant: those given once, and those that are to be revised.

    Whoever types a number that nobody was given, without a mark, numbers the paper themselves and revises nothing. A
    mistyped one is not meant either, with or without a mark, where another place names the number of this very title.
    """
    given = asked.given
    title, _ = asked.keys
    titled = any(title and one.title_key == title for _, one in asked.numbered if one is not None)
    ours = [one for one in asked.claims if one.number]
    marked = [one for one in ours if one.place == "subject" or one.revision is not None]
    return [one for one in ours if one.label in given or (one in marked and not titled)]


def _says_replace(asked: _Asked) -> bool:
    return any(claim.place == "subject" and claim.revision is None for claim in asked.claims)


def _revision(asked: _Asked) -> Relationship | None:
    """The next Rev of what is named: by number and title, else by number and a mark or a word of revising.

    The subject of a mail with several contributions speaks of the one with the same title only.
    """
    title, _ = asked.keys
    named = [(claim, one) for claim, one in asked.numbered if one is not None]
    for _, one in named:
        if title and one.title_key == title:
            return asked.like(one, "revision", one.revision + 1)
    for claim, one in named:
        by_subject = claim.place == "subject"
        if (by_subject and asked.alone) or (claim.revision is not None and not by_subject):
            return asked.like(one, "revision", one.revision + 1)
    return None


def _same_title(asked: _Asked) -> Relationship | None:
    """A replacement while it may be one, later the next Rev, of what has the same title and source.

    What was for a meeting that has ended is not meant: a report comes again to every meeting.
    """
    for one in asked.known.contributions:
        same = asked.keys[0] and (one.title_key, one.source_key) == asked.keys
        if not same or one.withdrawn_at is not None or _has_ended(one, asked.rulebook, asked.at):
            continue
        closed = _is_closed(one, asked.rulebook, asked.at)
        if closed or asked.rulebook.policy.replace_before_posting == "revision":
            return asked.like(one, "revision", one.revision + 1)
        return asked.like(one, "replacement", one.revision)
    return None


def _unknown(asked: _Asked) -> Relationship | None:
    for claim, one in asked.numbered:
        if one is None and (claim.revision is not None or claim.place == "subject"):
            return Relationship("revision", claim.label, unknown=claim.label, claims=asked.claims)
    return None


def _is_closed(one: Contribution, rulebook: Rulebook, at: datetime) -> bool:
    """Whether the contribution is posted, or its call closed."""
    if one.posted_at is not None or _has_ended(one, rulebook, at):
        return True
    meeting = rulebook.meeting(one.meeting)
    until = meeting.deadline(one.kind) if meeting else None
    return until is not None and not in_time(at, until)


def _has_ended(one: Contribution, rulebook: Rulebook, at: datetime) -> bool:
    """Whether its meeting is over; one that the rulebook no longer knows is."""
    if one.meeting in (None, NEXT):
        return False
    meeting = rulebook.meeting(one.meeting)
    return meeting is None or has_ended(meeting, at)


def deadline_of(judged: Judged, related: Relationship, rulebook: Rulebook, meeting: Meeting | None) -> Deadline | None:
    """The deadline that one document of a mail for this meeting has to meet, by its kind; None where there is none.

    A repeat has none, and what comes beside a contribution has none of its own. A revision has until the policy's
    `revisions_until` of its contribution's meeting.
    """
    if judged.role != "contribution" or related.relation == "repeat":
        return None
    if related.relation == "revision":
        known = rulebook.meeting(related.contribution.meeting) if related.contribution else None
        return revision_deadline(known, judged.kind, rulebook.policy.revisions_until)
    return meeting.deadline(judged.kind) if meeting else None
