"""What a person's act keeps or accepts in a verdict on a mail with additions."""

from dataclasses import replace

from intake.domain.dispositions import strictest
from intake.domain.verdict import Verdict


def kept(last: Verdict, verdict: Verdict) -> Verdict:
    """A verdict on the mail with additions, in which what was accepted before stays so, by whomever it was."""
    before = last.documents
    documents = tuple(
        before[index] if index < len(before) and before[index].disposition == "accept" else one
        for index, one in enumerate(verdict.documents)
    )
    return replace(verdict, documents=documents, disposition=strictest(documents) or verdict.disposition)


def with_cover_accepted(verdict: Verdict) -> Verdict:
    """The verdict in which every cover that we made is accepted, with all that belongs to it."""
    covers = {index for index, one in enumerate(verdict.documents) if one.document.made == "cover"}
    documents = tuple(
        replace(one, disposition="accept") if index in covers or (one.role == "part" and one.main in covers) else one
        for index, one in enumerate(verdict.documents)
    )
    return replace(verdict, documents=documents, disposition=strictest(documents) or verdict.disposition)
