"""Where people put the files of a mail: what is one contribution, what is another, which file stands for a number.

A document that a person put somewhere is `arranged`: judging the mail again leaves it there.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from intake.domain.verdict import Finding, Judged, Part, Verdict, strictest


def as_arranged(last: Verdict, documents: Sequence[Judged]) -> tuple[Judged, ...]:
    """These documents, each that a person arranged in the last verdict with the role and the number that it had there.

    What was held or returned since keeps its role only.
    """
    there = {one.document.sha256: one for one in last.documents if one.arranged}
    if not there:
        return tuple(documents)
    places = {one.document.sha256: place for place, one in enumerate(documents)}
    mains = {one.document.sha256: _main(one, last, places) for one in there.values()}
    return tuple(_as_it_was(one, there.get(one.document.sha256), mains) for one in documents)


def _main(one: Judged, last: Verdict, places: Mapping[str, int]) -> int | None:
    return None if one.main is None else places.get(last.documents[one.main].document.sha256)


def _as_it_was(new: Judged, was: Judged | None, mains: Mapping[str, int | None]) -> Judged:
    if was is None:
        return new
    main = mains[new.document.sha256]
    if was.disposition in ("accept", None):
        return replace(was, document=new.document, main=main)
    return replace(new, role=was.role, part=was.part, main=main, arranged=was.arranged)


def with_documents(verdict: Verdict, documents: Sequence[Judged]) -> Verdict:
    """The verdict with these documents, and the line that they give the mail."""
    return replace(verdict, documents=tuple(documents), disposition=strictest(documents) or verdict.disposition)


def united(verdict: Verdict, index: int, part: Part, number: str, revision: int, gave_up: str) -> Verdict:
    """The verdict in which this document is a part of a number; what belonged to it goes with it.

    `gave_up` is the number that it had, "" for none.
    """
    home = (i for i, one in enumerate(verdict.documents) if one.number == number and one.role == "contribution")
    joined = replace(
        _apart(verdict.documents[index]),
        role="part",
        part=part,
        main=next(home, None),
        of=gave_up or None,
        number=number,
        revision=revision,
        corrects=None,
        counts_from=None,
        arranged="joined",
    )
    documents = [joined if place == index else one for place, one in enumerate(verdict.documents)]
    followed = [_goes_with(one, index) if place != index else one for place, one in enumerate(documents)]
    return with_documents(verdict, followed)


def _goes_with(one: Judged, index: int) -> Judged:
    return replace(one, disposition="accept") if one.role == "part" and one.main == index else one


def split_off(verdict: Verdict, chosen: Sequence[int], judged: Verdict) -> Verdict:
    """The verdict in which the first of these documents is a contribution of its own, and the others are its parts.

    `judged` is what was found when it was looked at as such.
    """
    first, *behind = chosen

    def placed(index: int, one: Judged) -> Judged:
        if index == first:
            return replace(_apart(one), role="contribution", part=None, main=None, relation="new")
        if index in behind:
            return replace(_apart(one), role="part", part=one.part or "annex", main=first)
        return one

    findings = (
        *(one for one in verdict.findings if one.document not in chosen),
        *(one for one in judged.findings if one.document == first and not one.tells("late")),
    )
    documents = [placed(index, one) for index, one in enumerate(verdict.documents)]
    return with_documents(replace(verdict, findings=_in_order(findings)), documents)


def _apart(one: Judged) -> Judged:
    return replace(
        one, number=None, revision=0, mark="Rev", of=None, relation=None, disposition="accept", arranged="apart"
    )


def _in_order(findings: Collection[Finding]) -> tuple[Finding, ...]:
    """The findings about the whole mail first, then those of each document."""
    return tuple(sorted(findings, key=lambda one: -1 if one.document is None else one.document))


def put_in_place(verdict: Verdict, index: int, number: str, revision: int, *, revised: bool) -> Verdict:
    """The verdict in which this document is the file of a number; the one that was so in this mail stays beside it."""

    def placed(place: int, one: Judged) -> Judged:
        if place == index:
            return replace(
                one,
                role="contribution",
                part=None,
                main=None,
                relation="revision" if revised else "replacement",
                of=number,
                number=number,
                revision=revision,
                mark="Rev",
                disposition="accept",
                corrects=None,
                counts_from=None,
                arranged="in-place",
            )
        if one.number != number or one.role == "supporting":
            return one
        if revised:
            return replace(one, arranged=one.arranged or "in-place")
        if one.role == "contribution":
            one = replace(one, role="companion", part=None, relation="replacement", disposition=None)
        return replace(one, main=index, arranged="in-place")

    return with_documents(verdict, [placed(place, one) for place, one in enumerate(verdict.documents)])
