"""The relationship of a document to the group's past: repeat, revision, replacement, correction, or new."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from intake.domain.judging.case import Relationship
from intake.domain.judging.closing import is_closed, is_over
from intake.domain.judging.kinds import OFFICERS, is_officer
from intake.domain.judging.past import claims_of, is_colleague, is_submitter, proven_submitters
from intake.domain.mail import Mail
from intake.domain.numbers.numbering import Claim, keys, same_sources, share_sources
from intake.domain.numbers.revisions import Mark, revision_label
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Contribution, OpenReturn, Snapshot, Version
from intake.domain.verdict import Judged, Relation


@dataclass(frozen=True, slots=True)
class _Asked:
    """One contribution of a mail, and all evidence for its relationship; `at` (UTC) is the instant that counts."""

    judged: Judged
    mail: Mail
    rulebook: Rulebook
    known: Snapshot
    at: datetime
    claims: tuple[Claim, ...]
    alone: bool
    parts: frozenset[str] = frozenset()
    """The digests of its parts."""

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

    def may_change(self, one: Contribution) -> bool:
        """Whether its sender may: its submitters and their colleagues, and any officer for what only officers send."""
        of_the_officers = one.kind in OFFICERS and is_officer(self.mail, self.rulebook)
        return of_the_officers or self.is_of(one.submitters)

    def is_of(self, submitters: Sequence[str]) -> bool:
        """Whether its sender is one of these, or of the same house."""
        return is_submitter(self.mail, submitters) or is_colleague(self.mail, submitters)

    def mark_of(self, label: str) -> Mark:
        """The mark of this number: a revision, unless a corrigendum or an addendum is named."""
        return next((one.mark for one in self.claims if one.label == label and one.mark != "Rev"), "Rev")

    def next_of(self, one: Contribution) -> Relationship:
        """The next revision, corrigendum or addendum of this contribution."""
        mark = self.mark_of(one.label)
        return self.like(one, "revision", one.last(mark) + 1, mark)

    def like(self, one: Contribution, relation: Relation, revision: int, mark: Mark = "Rev") -> Relationship:
        """A relationship to this contribution."""
        return Relationship(
            relation,
            one.label,
            one,
            revision,
            mark,
            stranger=not self.may_change(one),
            after_close=relation == "revision" and is_closed(one, self.rulebook, self.at, proven_submitters(self.mail)),
            claims=self.claims,
        )


def relate(
    documents: Sequence[Judged],
    mail: Mail,
    rulebook: Rulebook,
    known: Snapshot,
    *,
    at: datetime,
    kept: Sequence[OpenReturn | None] = (),
) -> tuple[Relationship, ...]:
    """The relationship of each document to the group's past, first match.

    `at` (UTC) is when the mail was received, `kept` has for each document the return whose place it keeps.
    """
    sent = [index for index, one in enumerate(documents) if one.role == "contribution"]
    found = [Relationship()] * len(documents)
    for index in sent:
        one, place = documents[index], kept[index] if kept else None
        since = min(place.counts_from, at) if place else at
        parts = frozenset(each.document.sha256 for each in documents if each.role == "part" and each.main == index)
        asked = _Asked(one, mail, rulebook, known, since, claims_of(one, mail, rulebook), len(sent) == 1, parts)
        found[index] = _relate(asked, place)
    return tuple(_counted_on(found))


def _counted_on(related: Sequence[Relationship]) -> list[Relationship]:
    """The relationships with one number after another for several revisions of one document in one mail."""
    found = list(related)
    taken: dict[tuple[str, Mark], int] = {}
    by_count = sorted(
        range(len(found)), key=lambda index: max((one.revision or 0 for one in found[index].claims), default=0)
    )
    for index in by_count:
        one = found[index]
        if one.relation == "revision" and one.contribution is not None:
            key = (one.contribution.label, one.mark)
            taken[key] = max(one.revision, taken.get(key, 0) + 1)
            found[index] = replace(one, revision=taken[key])
    return found


def _relate(asked: _Asked, place: OpenReturn | None) -> Relationship:
    found = _repeat(asked)
    if found is None and (disagree := _disagreement(asked)):
        return Relationship(claims=asked.claims, disagree=disagree)
    if found is None and _says_replace(asked):
        found = _same_title(asked)
    found = found or _revision(asked) or _same_title(asked) or _unknown(asked)
    if found is None and place is not None:
        return Relationship("correction", claims=asked.claims, corrects=place.reference, counts_from=asked.at)
    return found or Relationship(claims=asked.claims)


def _repeat(asked: _Asked) -> Relationship | None:
    digest = asked.judged.document.sha256
    if not asked.parts <= _known_digests(asked.known):
        return None
    for one in asked.known.contributions:
        for version in reversed(one.versions):
            if one.withdrawn_at is None and any(file.sha256 == digest for file in version.files):
                found = asked.like(one, "repeat", version.revision, version.mark)
                return replace(found, in_force=_in_force(one, version))
    for held in asked.known.held:
        if held.sha256 == digest:
            stranger = not asked.is_of(held.submitters)
            return Relationship("repeat", held.reference, stranger=stranger, claims=asked.claims)
    return None


def _known_digests(known: Snapshot) -> set[str]:
    versions = (version for one in known.contributions for version in one.versions)
    return {file.sha256 for version in versions for file in version.files} | {one.sha256 for one in known.held}


def _in_force(one: Contribution, version: Version) -> str | None:
    """The number of the version that counts in place of this one; None where it counts itself."""
    last = one.last(version.mark) if version.mark == "Rev" else version.revision
    replaced = any(
        (each.mark, each.revision) == (version.mark, version.revision) and each.replacement > version.replacement
        for each in one.versions
    )
    return revision_label(one.label, last, version.mark) if replaced or version.revision < last else None


def _disagreement(asked: _Asked) -> tuple[Claim, ...]:
    """The claims of number cell, file name and subject, if they disagree on number or revision; else none.

    The subject of a mail with several documents speaks of one of them, so it does not count there. A number of another
    body says nothing, and neither does a bare "Rev".
    """
    ours = [one for one in _meant(asked) if asked.alone or one.place != "subject"]
    labels = [{claim.label for claim in ours if claim.place == place} for place in {claim.place for claim in ours}]
    common = set.intersection(*labels) if labels else set()
    said = [one for one in ours if one.revision is not None and one.label in common]
    counted = {(one.mark, one.revision) for one in said if one.revision}
    marks = {one.mark for one in said if one.revision or one.mark != "Rev"}
    differ = not common or len(counted) > len(common) or len(marks) > 1
    return tuple(ours) if ours and differ else ()


def _meant(asked: _Asked) -> list[Claim]:
    """The claims to numbers of ours that may be meant: those given once, and those that are to be revised.

    A number that was never given, typed without a mark, is the author's own numbering and revises nothing.
    """
    given = asked.given
    ours = [one for one in asked.claims if one.number]
    return [one for one in ours if one.label in given or one.place == "subject" or one.revision is not None]


def _says_replace(asked: _Asked) -> bool:
    return any(claim.place == "subject" and claim.revision is None for claim in asked.claims)


def _revision(asked: _Asked) -> Relationship | None:
    """The next Rev of the named contribution: by number and title, else by number and a mark or a word of revising.

    The subject of a mail with several contributions speaks of the one with the same title only.
    """
    title, _ = asked.keys
    named = [(claim, one) for claim, one in asked.numbered if one is not None]
    for _, one in named:
        if title and one.title_key == title:
            return asked.next_of(one)
    for claim, one in named:
        by_subject = claim.place == "subject"
        if (by_subject and asked.alone) or (claim.revision is not None and not by_subject):
            return asked.next_of(one)
    return None


def _same_title(asked: _Asked) -> Relationship | None:
    """A replacement or, once it is too late for one, the next Rev of the contribution with the same title and source.

    A contribution to a meeting that has ended is not meant: a report comes again for every meeting.
    """
    for one in asked.known.contributions:
        if not _is_same(one, asked) or one.withdrawn_at is not None or is_over(one, asked.rulebook, asked.at):
            continue
        closed = is_closed(one, asked.rulebook, asked.at, proven_submitters(asked.mail))
        if closed or asked.rulebook.policy.replace_before_posting == "revision":
            return asked.like(one, "revision", one.revision + 1)
        return asked.like(one, "replacement", one.revision)
    return None


def _is_same(one: Contribution, asked: _Asked) -> bool:
    """Whether title and source are those of this contribution, its sources in any order.

    Its own submitter may also leave a source out, or add one.
    """
    if not asked.keys[0] or one.title_key != asked.keys[0]:
        return False
    source = asked.judged.document.cover.source
    same = one.source_key == asked.keys[1] or same_sources(one.source, source)
    return same or (is_submitter(asked.mail, one.submitters) and share_sources(one.source, source))


def _unknown(asked: _Asked) -> Relationship | None:
    for claim, one in asked.numbered:
        if one is None and (claim.revision is not None or claim.place == "subject"):
            return Relationship("revision", claim.label, mark=claim.mark, unknown=claim.label, claims=asked.claims)
    return None
