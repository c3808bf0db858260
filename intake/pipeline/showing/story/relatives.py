"""The mails that one mail has to do with: the same one in other groups, what it corrects, its number's other mails."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from intake.domain.numbers.revisions import revision_label
from intake.domain.submission import Submission
from intake.pipeline.showing.story.gathered import GatheredMail

Kinship = Literal[
    "sibling", "corrects", "corrected-by", "earlier-version", "later-version", "of", "uploaded", "upload-of"
]


@dataclass(frozen=True, slots=True)
class Relative:
    """Another mail, and what it is to this one; `number` is the number that they share, as printed there."""

    kinship: Kinship
    submission: Submission
    number: str = ""


def relatives_of(known: GatheredMail) -> tuple[Relative, ...]:
    """Each related mail once, by what it is to this one first."""
    found: dict[int, Relative] = {}
    for one in _all(known):
        if one.submission.id != known.submission.id:
            found.setdefault(one.submission.id, one)
    return tuple(found.values())


def _all(known: GatheredMail) -> Iterator[Relative]:
    yield from (Relative("sibling", one) for one in known.siblings)
    yield from (Relative("uploaded", one) for one in known.uploads)
    if known.upload_of is not None:
        yield Relative("upload-of", known.upload_of)
    corrected = known.last.verdict.corrected if known.last else ()
    yield from (Relative("corrects", known.named[one]) for one in corrected if one in known.named)
    yield from (Relative("corrected-by", one) for one in known.corrected_by)
    yield from _versions(known)
    yield from (Relative("of", one) for one in known.named.values())


def _versions(known: GatheredMail) -> Iterator[Relative]:
    """The mails that brought other versions of the same numbers."""
    for contribution in known.contributions:
        own = [place for place, one in enumerate(contribution.versions) if one.submission == known.submission.id]
        for place, one in enumerate(contribution.versions):
            if one.submission in known.others and own:
                kinship: Kinship = "earlier-version" if place < own[0] else "later-version"
                number = revision_label(contribution.label, one.revision, one.mark)
                yield Relative(kinship, known.others[one.submission], number)
