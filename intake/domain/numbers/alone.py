"""Documents that stand under their own numbers again."""

from collections.abc import Mapping
from dataclasses import replace

from intake.domain.verdict import Judged, Verdict, strictest


def standing_alone(verdict: Verdict, numbers: Mapping[str, str]) -> Verdict:
    """The verdict in which these files (SHA-256) are contributions under these numbers, as they were at first."""
    if not numbers:
        return verdict
    documents = tuple(_alone(one, numbers.get(one.document.sha256)) for one in verdict.documents)
    return replace(verdict, documents=documents, disposition=strictest(documents) or verdict.disposition)


def _alone(one: Judged, number: str | None) -> Judged:
    if number is None or (one.role == "contribution" and one.number == number):
        return one
    return replace(
        one,
        role="contribution",
        part=None,
        main=None,
        relation="new",
        of=None,
        number=number,
        revision=0,
        mark="Rev",
        disposition="accept",
        arranged="",
    )
