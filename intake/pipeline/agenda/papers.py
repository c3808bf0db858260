"""What the lists of a meeting are made of, from the store."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from intake.domain.card import Card
from intake.domain.deadlines import has_ended
from intake.domain.document import Cover, Document
from intake.domain.house.source import written_as
from intake.domain.lists.minutes import Minute, MinuteKind
from intake.domain.lists.papers import GatheredMeeting, Paper, Placing
from intake.domain.lists.proposing import OwnWords, proposed
from intake.domain.meeting import NEXT, Meeting
from intake.domain.names import meeting_or_next
from intake.domain.publishing.site import SiteRemark, VersionMails, own_file, remarks_on
from intake.domain.publishing.versions import last_versions
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Contribution, Version
from intake.domain.verdict import Decision, Finding, Judged, Verdict
from intake.pipeline.documents.arrivals import who_let_in
from intake.pipeline.standing import standing_of
from intake.ports import UnitOfWork


def gathered(work: UnitOfWork, rulebook: Rulebook, meeting: Meeting | None, now: datetime) -> GatheredMeeting:
    """All that the lists of this meeting need, at this instant (UTC); None: of what waits for the next one."""
    listed = work.contributions.listed(rulebook.group.id)
    named = meeting.id if meeting else NEXT
    mine = [one for one in listed if (rulebook.present_id(one.meeting) or NEXT) == named]
    waiting = [one for one in listed if meeting and (one.meeting in (None, NEXT)) and _of_call(one, meeting)]
    return GatheredMeeting(
        group=rulebook.group,
        meeting=meeting,
        at=now,
        calendar=rulebook.calendar,
        papers=tuple(_papers(work, rulebook, meeting, mine)),
        carried=tuple(_papers(work, rulebook, meeting, waiting)),
        standing=standing_of(work, rulebook, meeting, now) if meeting else None,
    )


def meeting_wanted(rulebook: Rulebook, named: str, now: datetime) -> Meeting | None:
    """The meeting with this id, or one that it had; for "" the one at hand: not yet ended, else the last. None: next.

    UsageError for an unknown one.
    """
    if named:
        return meeting_or_next(rulebook, named)
    if not rulebook.meetings:
        return None
    held = sorted(
        [one for one in rulebook.meetings if one.takes_place] or rulebook.meetings,
        key=lambda one: (one.first_day, one.id),
    )
    return next((one for one in held if not has_ended(one, now)), held[-1])


def _of_call(one: Contribution, meeting: Meeting) -> bool:
    """Whether it came while the call of this meeting was the one that people answered: since it opened, until its end.

    A document that is kept for the next meeting came then.
    """
    opened = meeting.opens is None or meeting.opens <= one.received_at
    return opened and not has_ended(meeting, one.received_at)


def _papers(
    work: UnitOfWork, rulebook: Rulebook, meeting: Meeting | None, mine: Sequence[Contribution]
) -> Iterator[Paper]:
    mails = sorted({each.submission for one in mine for each in one.versions})
    sources = {own: each.source for own, each in work.submissions.some(mails).items()}
    notes = {(one.contribution, one.about): one for one in work.minutes.of([one.id for one in mine])}
    known = _Known(
        rulebook=rulebook,
        meeting=meeting,
        notes=notes,
        cards=work.cards.of(mails),
        came={own: at for own, (at, _) in work.contributions.came_with(mails).items()},
        sources=sources,
        decisions=work.submissions.decisions_of(mails),
        answered=work.debts.first_answers([one.submission for one in mine]),
    )
    yield from map(known.paper, mine)


@dataclass(frozen=True, slots=True)
class _Known:
    """What one transaction knows of the documents of a meeting."""

    rulebook: Rulebook
    meeting: Meeting | None
    notes: Mapping[tuple[int, MinuteKind], Minute]
    cards: Mapping[int, Card]
    came: Mapping[int, datetime]
    sources: Mapping[int, str]
    decisions: Mapping[int, Sequence[Decision]]
    answered: Mapping[int, datetime]

    def paper(self, one: Contribution) -> Paper:
        """One number as lists need it."""
        last = last_versions(one)[0]
        decisions = {each: self.decisions.get(each, ()) for each in (one.submission, last.submission)}
        index, verdict = _judged(decisions[last.submission], one, last)
        document = verdict.documents[index].document if verdict else None
        let_in = {each: who_let_in(one, each, made) for each, made in decisions.items()}
        at = self.came.get(last.submission, one.received_at)
        card = self.cards.get(one.submission)
        return Paper(
            contribution=one,
            came=at,
            abstract=(document.cover.abstract or "") if document else "",
            remarks=tuple(self._remarks(one, {(own, one.label) for own, made in let_in.items() if made})),
            let_in_by=next((made.actor for made in let_in.values() if made), ""),
            placing=self._placing(one, document, card),
            outcome=self._noted(one, "outcome"),
            liaison=document.cover.liaison if document else None,
            repairs=_owed(one, last, decisions),
            joined=any(each.act == "join" for each in decisions[one.submission]),
            answered_after=self._answered_after(one),
            speaker=card.sender_name if card else "",
            written_as=written_as(self.sources[one.submission]) if one.submission in self.sources else "",
        )

    def _remarks(self, one: Contribution, let_in: Collection[tuple[int, str]]) -> Iterator[SiteRemark]:
        """Those of the first version, and of the last one if it is a revision."""
        arrived = VersionMails(self.came, let_in)
        versions = dict.fromkeys((one.versions[0], last_versions(one)[0]))
        for each in versions:
            at = arrived.at.get(each.submission, one.received_at)
            yield from remarks_on(one, each, self.meeting, at, arrived)

    def _placing(self, one: Contribution, document: Document | None, card: Card | None) -> Placing | None:
        """The item that a person allocated it to, else the one that is proposed."""
        note = self.notes.get((one.id, "item"))
        if note and self.meeting and self._is_here(note) and self.meeting.item(note.text):
            return Placing(note.text, by=note.by)
        if self.meeting is None or not self.meeting.items:
            return None
        found = proposed(_evidence(one, document, card), self.meeting.items)
        return Placing(found.item, found.why) if found else None

    def _noted(self, one: Contribution, about: MinuteKind) -> str:
        note = self.notes.get((one.id, about))
        return note.text if note and self._is_here(note) else ""

    def _is_here(self, note: Minute) -> bool:
        """Whether a note is about this meeting, under whatever id."""
        return self.rulebook.present_id(note.meeting) == (self.meeting.id if self.meeting else NEXT)

    def _answered_after(self, one: Contribution) -> int | None:
        paid = self.answered.get(one.submission)
        return max(0, round((paid - one.received_at).total_seconds())) if paid else None


def _judged(decisions: Sequence[Decision], one: Contribution, last: Version) -> tuple[int, Verdict | None]:
    """Where the last Decision speaks of this version's own file; None where it does not."""
    verdict = decisions[-1].verdict if decisions else None
    own = own_file(last).sha256
    for index, judged in enumerate(verdict.documents if verdict else ()):
        if judged.document.sha256 == own or (judged.number == one.label and judged.role == "contribution"):
            return index, verdict
    return 0, None


def repairs_of(work: UnitOfWork, one: Contribution) -> tuple[Finding, ...]:
    """What the secretariat still has to complete in the last version of a document."""
    last = last_versions(one)[0]
    mails = [one.submission, last.submission]
    found = work.submissions.decisions_of(mails)
    return _owed(one, last, {each: found.get(each, ()) for each in mails})


def _owed(one: Contribution, last: Version, decisions: Mapping[int, Sequence[Decision]]) -> tuple[Finding, ...]:
    index, verdict = _judged(decisions[last.submission], one, last)
    if verdict is None:
        return ()
    return _repairs(verdict, index, _set_since(one, last, verdict.documents[index], decisions[one.submission]))


def _repairs(verdict: Verdict, index: int, settled: Collection[str]) -> tuple[Finding, ...]:
    """What is still to be completed: not in a field (its place on the cover) that a person has set since."""
    return tuple(one for one in verdict.of_document(index) if one.severity == "repair" and one.at not in settled)


def _set_since(one: Contribution, last: Version, judged: Judged, decisions: Sequence[Decision]) -> frozenset[str]:
    """The places of the fields that `correct` has set: recorded otherwise than read, or the kind as it was before.

    `decisions` are those on the mail that brought the number; none of them names the field.
    """
    cover = judged.document.cover
    words = {"cover, Title": one.title != (cover.title or ""), "cover, Source": one.source != cover.source}
    alone = bool(decisions) and set(decisions[-1].verdict.numbers) == {one.label}
    corrected = alone and any(each.act == "correct" and each.at >= last.at for each in decisions)
    kind = one.kind != judged.kind or (corrected and not any(words.values()))
    return frozenset(place for place, is_set in {**words, "cover, Kind": kind}.items() if is_set)


def _evidence(one: Contribution, document: Document | None, card: Card | None) -> OwnWords:
    cover = document.cover if document else Cover()
    texts = (cover.purpose, cover.questions, cover.abstract, *cover.keywords, document.opening if document else "")
    subject = card.subject if card else ""
    return OwnWords(one.kind, one.title, tuple(text for text in (*texts, subject) if text))
