"""`link`: a document that waits is the next revision of a number."""

from dataclasses import replace

from intake.domain.errors import UsageError
from intake.domain.numbers.counting import require_not_joined
from intake.domain.submission import Contribution
from intake.domain.verdict import Decision, Deed, Judged, Verdict, strictest
from intake.pipeline.decision.acting import acting
from intake.pipeline.desk.mails.acts import named_document, with_number
from intake.pipeline.desk.mails.arranging import refuse_infected
from intake.pipeline.line import Line


def link(line: Line, name: str, deed: Deed, number: str, document: str = "") -> Decision:
    """Accept a document that waits as the next revision of this number; its sender may send further ones.

    `document` names it by its place (from 1) or its file where several wait. Raises UsageError if it has a number,
    which stays, there is no such number in the group, or a virus was found in it.
    """
    of = with_number(line, number)
    if of is None:
        raise UsageError("{number}: there is no contribution with this number.", number=number)
    with acting(line, name, replace(deed, act="link")) as act:
        known = act.work.contributions.by_label(of.label) or of
        require_not_joined(known)
        if known.group != act.ready.submission.group or known.withdrawn_at is not None:
            raise UsageError(
                "{number} is withdrawn, or of another group, so nothing can be a revision of it.", number=known.label
            )
        index = _waiting(act.last.verdict, name, document)
        verdict = act.last.verdict
        goes = (one for place, one in enumerate(verdict.documents) if place == index or one.main == index)
        refuse_infected(verdict, verdict, [one.document.sha256 for one in goes])
        before = act.known()
        before = replace(before, contributions=(*(one for one in before.contributions if one.id != known.id), known))
        return act.decide(_as_revision(verdict, index, known), before)


def _waiting(verdict: Verdict, name: str, document: str) -> int:
    """The index of the document that is meant; UsageError if that is not plain."""
    waits = [
        index
        for index, one in enumerate(verdict.documents)
        if one.role == "contribution" and one.disposition != "accept" and not one.number
    ]
    chosen = [index for index in waits if index in named_document(verdict, document)] if document else waits
    if len(chosen) != 1:
        why = "several documents wait: name one with --document" if len(chosen) > 1 else "no such document waits"
        raise UsageError("{name}: {why}. What has a number keeps it, and can be withdrawn.", name=name, why=why)
    return chosen[0]


def _as_revision(verdict: Verdict, index: int, known: Contribution) -> Verdict:
    """The verdict with this document, its parts and its companions accepted as the next revision."""
    documents = tuple(
        _revises(one, known) if place == index else _goes_with(one, index)
        for place, one in enumerate(verdict.documents)
    )
    return replace(
        verdict,
        disposition=strictest(documents) or "accept",
        documents=documents,
        meeting=known.meeting or verdict.meeting,
    )


def _revises(one: Judged, known: Contribution) -> Judged:
    return replace(
        one,
        relation="revision",
        of=known.label,
        revision=known.revision + 1,
        mark="Rev",
        disposition="accept",
        corrects=None,
        counts_from=None,
    )


def _goes_with(one: Judged, index: int) -> Judged:
    return replace(one, disposition="accept") if one.role == "part" and one.main == index else one
