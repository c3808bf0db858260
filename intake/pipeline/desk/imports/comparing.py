"""`watch compare`: the list that the secretariat keeps, beside what was decided here. Nothing is written."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from intake.domain.answering.outcomes import holding
from intake.domain.by_hand.entries import entries
from intake.domain.by_hand.sheet import COMPARED, Fault, sheet
from intake.domain.errors import UsageError
from intake.domain.names import id_or_next
from intake.domain.numbers.numbering import keys
from intake.domain.rulebook import Rulebook
from intake.domain.stated import Stated
from intake.domain.submission import Contribution, Submission
from intake.domain.telling.comparison import Comparison, OurDocument, OurMail, compared
from intake.domain.telling.waits import Reason
from intake.domain.verdict import Decision
from intake.pipeline.desk.imports.importing import HandList
from intake.pipeline.line import Line
from intake.ports import UnitOfWork

_AT_ONCE = 500


def compare(line: Line, given: HandList) -> Comparison:
    """Compare a list with what this home has of the group, or of the meeting that is named.

    Raises UsageError with every fault of the list.
    """
    with line.store.read() as work:
        rulebook = line.rulebook(work, given.group)
        named = id_or_next(rulebook, given.meeting)
        rows, faults = sheet(given.content, COMPARED)
        zone = rulebook.group.zone_for(rulebook.meeting(named))
        listed, wrong = entries(rows, rulebook, zone, line.clock.now(), with_files=False)
        _require_none(given.name, [*faults, *wrong])
        series = {one.series.id for one in listed}
        ours = [
            _document(rulebook, one)
            for one in work.contributions.listed(given.group)
            if one.series in series and (named is None or (rulebook.present_id(one.meeting) or "next") == named)
        ]
        return compared(listed, ours, list(_mails(work, given.group)), _since(work, given.group))


def _require_none(name: str, faults: Sequence[Fault]) -> None:
    if faults:
        told = "\n".join(f"  {one.sentence}" for one in sorted(faults, key=lambda one: one.line))
        raise UsageError("{name} cannot be compared.\n{told}", name=name, told=told)


def _document(rulebook: Rulebook, one: Contribution) -> OurDocument:
    meeting = rulebook.meeting(one.meeting)
    deadline = meeting.deadline(one.kind, *one.submitters) if meeting else None
    return OurDocument(
        one.label,
        one.title,
        one.reference,
        one.counts_from,
        deadline.utc if deadline else None,
        tuple(dict.fromkeys((each.mark, each.revision) for each in one.versions)),
        one.withdrawn_at is not None,
    )


def _mails(work: UnitOfWork, group: str) -> Iterator[OurMail]:
    """The group's mails in which a document has no number, or that have none."""
    after = 0
    while some := work.submissions.listed(group=group, limit=_AT_ONCE, after=after):
        after = some[-1].id
        for one in some:
            decisions = work.submissions.decisions(one.id)
            last = decisions[-1] if decisions else None
            found = _mail(one, last)
            if found is not None:
                yield found


def _mail(one: Submission, last: Decision | None) -> OurMail | None:
    if last is None:
        return OurMail(one.reference, (), (one.sender.lower(),), one.received_at, "")
    without = [each for each in last.verdict.documents if not each.number and each.disposition is not None]
    if last.verdict.documents and not without:
        return None
    titles = tuple(key for each in without if (key := keys(each.document.cover.title, ())[0]))
    senders = tuple(dict.fromkeys((one.sender.lower(), *last.verdict.submitters)))
    disposition = (without[0].disposition if without else None) or last.verdict.disposition
    return OurMail(one.reference, titles, senders, one.received_at, disposition, _why(last))


def _why(last: Decision) -> Reason:
    """What stands against it: what holds it, else what sent it back, else what the Decision says."""
    findings = tuple(holding(last.verdict)) or tuple(one for one in last.verdict.findings if one.severity == "error")
    if findings and not last.by_person:
        return Reason((), findings)
    return Reason((last.reason if last.by_person else Stated(last.verdict.why or last.reason),))


def _since(work: UnitOfWork, group: str) -> datetime | None:
    """The base line of the group's mailboxes: what is older was never looked at."""
    accounts = set(work.deliveries.accounts(group))
    bases = [work.deliveries.base(*place) for place in work.deliveries.account_of() if place[0] in accounts]
    return min((one for one in bases if one is not None), default=None)
