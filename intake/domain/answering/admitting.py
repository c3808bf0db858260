"""Admitting a late document: a person settles that it is late, and nothing else that holds it."""

from collections.abc import Collection
from dataclasses import replace

from intake.domain.answering.asked import is_open
from intake.domain.answering.outcomes import standing
from intake.domain.verdict import Finding, Judged, Verdict, strictest


def admitted(verdict: Verdict, chosen: Collection[int]) -> Verdict:
    """The verdict with these documents taken as if they were in time; what holds one for another reason holds it still.

    The finding stays as a warning, so that a late document is seen to be one.
    """
    findings = tuple(
        replace(one, severity="warning") if any(is_open(one, index) for index in chosen) else one
        for one in verdict.findings
    )
    settled = replace(verdict, findings=findings)
    taken = {index for index in chosen if not _held_for(settled, index)}
    documents = tuple(_accepted(one, index, taken, chosen) for index, one in enumerate(verdict.documents))
    return replace(settled, documents=documents, disposition=strictest(documents) or verdict.disposition)


def kept(verdict: Verdict, chosen: Collection[int]) -> Verdict:
    """The verdict with these documents taken for the meeting after the one that they came too late for.

    The mail as a whole is for "next" then, unless another document of it is for the meeting at hand.
    """
    taken = admitted(verdict, chosen)
    documents = tuple(
        replace(one, kept_from=verdict.meeting) if (index if one.main is None else one.main) in chosen else one
        for index, one in enumerate(taken.documents)
    )
    here = any(
        one.role == "contribution" and one.disposition in ("accept", "hold") and not one.kept_from for one in documents
    )
    return replace(taken, documents=documents, meeting=verdict.meeting if here else None)


def kept_from(verdict: Verdict) -> frozenset[str]:
    """The meetings (ids) that documents of the mail came too late for, and were kept for the next one."""
    return frozenset(one.kept_from for one in verdict.documents if one.kept_from)


def still_held(verdict: Verdict) -> tuple[tuple[int, Finding], ...]:
    """What holds documents that a person did not settle, each with the document's index."""
    held = [index for index, one in enumerate(verdict.documents) if one.disposition == "hold"]
    return tuple((index, one) for index in held for one in _held_for(verdict, index))


def _held_for(verdict: Verdict, index: int) -> list[Finding]:
    return [one for one in standing(verdict, index) if one.severity == "hold"]


def _accepted(one: Judged, index: int, taken: Collection[int], chosen: Collection[int]) -> Judged:
    """A document that is taken, a part that goes with it; one that stays held was returned or ignored before."""
    main = one.main if one.role == "part" else index
    if main in taken and one.role in ("contribution", "part"):
        return replace(one, disposition="accept") if one.disposition != "accept" else one
    return replace(one, disposition="hold") if index in chosen else one
