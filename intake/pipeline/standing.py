"""How a meeting's call stands, from the store."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from intake.domain.answering.asked import waits_for_chairs
from intake.domain.answering.outcomes import holding
from intake.domain.card import Card
from intake.domain.house.source import is_of_the_house
from intake.domain.meeting import Meeting
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Contribution, Submission
from intake.domain.telling.standing import Pending, Standing
from intake.domain.verdict import Decision
from intake.ports import UnitOfWork


def standing_of(work: UnitOfWork, rulebook: Rulebook, meeting: Meeting, now: datetime) -> Standing:
    """The call of this meeting as it stands now (UTC)."""
    group = rulebook.group
    listed = work.contributions.listed(group.id)
    here = [one for one in listed if rulebook.present_id(one.meeting) == meeting.id and not one.withdrawn_at]
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
        registered=tuple(sent_in(work, here)),
        late=tuple(_pending(late, cards, _open_to_all(work, meeting, late))),
        held=tuple(_pending(held, cards)),
        returned=tuple(_pending(returned, cards)),
        questions=tuple(_pending(questions, cards)),
    )


def sent_in(work: UnitOfWork, found: Sequence[Contribution]) -> list[Contribution]:
    """Those of these documents that answer a call: all but what the house wrote itself."""
    mails = work.submissions.some([one.submission for one in found])
    return [one for one in found if not is_of_the_house(mails[one.submission].source)]


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
