"""A mail of which little is known, for tests that look at one part of its story."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

from intake.adapters.rulebook.codec import JsonRulebookCodec
from intake.domain.document import Cover, Document
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Submission, Timestamps
from intake.domain.verdict import Decision, Disposition, Inputs, Judged, Verdict
from intake.pipeline.showing.story.gathered import GatheredMail
from tests.line.worlds import rulebook_text

NOON = datetime(2026, 4, 30, 12, tzinfo=UTC)
UNTIL = datetime(2026, 4, 30, 21, 59, 59, tzinfo=UTC)


def at(seconds: float) -> datetime:
    """This many seconds after noon."""
    return NOON + timedelta(seconds=seconds)


@cache
def rulebook() -> Rulebook:
    """The shipped one of the group JCA-MV."""
    return JsonRulebookCodec().load(*rulebook_text("jca-mv"))


def submission(**other: object) -> Submission:
    """A mail that was received at noon."""
    plain = Submission(
        17, "jca-mv", "raw", "MV-26-0017", "decided", "jca-mv/INBOX/4", NOON, "internaldate", Timestamps(NOON)
    )
    return replace(plain, **other)  # type: ignore[arg-type]


def decision(
    disposition: Disposition = "accept", *documents: Judged, n: int = 1, until: datetime | None = UNTIL, **other: object
) -> Decision:
    """The n-th Decision, by the line."""
    verdict = Verdict("submission", disposition, "2026-05-13", NOON, NOON, deadline=until, documents=documents)
    plain = Decision(17, n, "line", at(10 * n), "because", verdict, Inputs("raw", "reading", "rules", "snapshot"))
    return replace(plain, **other)  # type: ignore[arg-type]


def judged(cover: Cover | None = None, name: str = "Input.docx", **other: object) -> Judged:
    """One accepted Word file."""
    document = Document(name, f"sha of {name}", 1000, "docx", cover=cover or Cover())
    return replace(Judged(document, disposition="accept"), **other)  # type: ignore[arg-type]


def known(**other: object) -> GatheredMail:
    """What is known of a mail of which nothing is said."""
    plain = GatheredMail(submission(), rulebook(), (decision(),))
    return replace(plain, **other)  # type: ignore[arg-type]
