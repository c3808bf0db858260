"""How a meeting's call stands, from the store."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime

from intake.domain.answering.asked import waits_for_chairs
from intake.domain.answering.outcomes import holding
from intake.domain.card import Card
from intake.domain.meeting import Meeting
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Submission
from intake.domain.telling.standing import Pending, Standing
from intake.domain.verdict import Decision
from intake.ports import UnitOfWork


def standing_of(work: UnitOfWork, rulebook: Rulebook, meeting: Meeting, now: datetime) -> Standing:
    """The call of this meeting as it stands now (UTC)."""
    group = rulebook.group
    listed = work.contributions.listed(group.id)
    mine = [
        known for known in work.submissions.open() if known[0].group == group.id and _is_for(known, meeting, rulebook)
    ]
    returned = [one for one in work.submissions.returned(group.id) if _is_for(one, meeting, rulebook)]
    cards = work.cards.of([submission.id for submission, _ in (*mine, *returned)])
    on_hold = [known for known in mine if known[1].verdict.disposition == "hold"]
    late = [known for known in on_hold if waits_for_chairs(known[1].verdict)]
    held = [known for known in on_hold if not waits_for_chairs(known[1].verdict)]
    questions = [known for known in mine if known[1].verdict.disposition == "question"]
    return Standing(
        group=group,
        meeting=meeting,
        at=now,
        registered=tuple(
            known for known in listed if rulebook.present_id(known.meeting) == meeting.id and not known.withdrawn_at
        ),
        late=tuple(_pending(late, cards, _open_to_all(work, meeting, late))),
        held=tuple(_pending(held, cards)),
        returned=tuple(_pending(returned, cards)),
        questions=tuple(_pending(questions, cards)),
    )


def _is_for(known: tuple[Submission, Decision], meeting: Meeting, rulebook: Rulebook) -> bool:
    """Whether this is a mail for the meeting; one for none in particular is for the one at hand."""
    return rulebook.present_id(known[1].verdict.meeting) in (meeting.id, None)


def _open_to_all(work: UnitOfWork, meeting: Meeting, late: Iterable[tuple[Submission, Decision]]) -> set[int]:
    """The late mails (ids) on which the secretariat may decide, since the chairs did not."""
    asked = {one.id: work.agenda.found("chairs-silent", f"{one.group}/{meeting.id}/{one.id}") for one, _ in late}
    return {one for one, rows in asked.items() if any(row.outcome == "done" for row in rows)}


def _pending(
    found: Iterable[tuple[Submission, Decision]], cards: Mapping[int, Card], may_decide: Collection[int] = ()
) -> Iterator[Pending]:
    for submission, decision in found:
        card = cards.get(submission.id, Card(submission.id, submission.group))
        contacts = [each for one in decision.verdict.documents for each in one.document.cover.contacts]
        yield Pending(
            reference=submission.reference,
            received_at=submission.received_at,
            sender=submission.sender,
            subject=card.subject,
            titles=card.titles,
            sources=card.sources,
            reason=decision.reason,
            findings=tuple(holding(decision.verdict)),
            correct_until=submission.correct_until,
            telephones=tuple(dict.fromkeys(each.tel for each in contacts if each.tel)),
            may_decide=submission.id in may_decide,
            name=card.sender_name,
            kinds=tuple(dict.fromkeys(one.kind for one in decision.verdict.documents if one.role == "contribution")),
        )
