"""Which documents of a mail its letter tells of."""

from collections.abc import Sequence

from intake.domain.answering.outcomes import outcome
from intake.domain.verdict import Decision, Judged


def concerned(decision: Decision, about: str | None) -> list[int]:
    """The documents (indices) that the letter tells of: all, the one with the number that an act is `about`.

    Of a mail with documents for this meeting and for the next one, each letter tells of its own and of what waits.
    """
    documents = decision.verdict.documents
    if about is not None and decision.act == "replace":
        return _of_replacement(documents, about)
    if about is not None:
        return [index for index, one in enumerate(documents) if one.number == about]
    kept = {bool(one.kept_from) for one in documents if one.role == "contribution" and one.disposition == "accept"}
    if len(kept) < 2:
        return list(range(len(documents)))
    told = outcome(decision) == "next"
    return [i for i, one in enumerate(documents) if one.disposition != "accept" or bool(one.kept_from) == told]


def _of_replacement(documents: Sequence[Judged], number: str) -> list[int]:
    """The document that a person put in place of the file of a number last, with what belongs to it."""
    placed = [
        (one.revision, index)
        for index, one in enumerate(documents)
        if one.number == number and one.role == "contribution" and one.relation in ("replacement", "revision")
    ]
    _, last = max(placed)
    return [index for index, one in enumerate(documents) if last in (index, one.main)]
