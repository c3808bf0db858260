"""The card of a mail: the row from which lists, searches and the work list are made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from intake.domain.mail import Mail
from intake.domain.numbers.revisions import revision_label
from intake.domain.submission import Submission
from intake.domain.text.language import one_line
from intake.domain.verdict import Decision, Judged, Verdict

_LINES = 3
_LONGEST = 2000
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Card:
    """The words of one Submission after its last Decision: titles and sources as recorded.

    All of it is personal, and stands beside the log, so that it can be erased. `opening` holds the first lines of a
    question. The tuples hold one line for each document; `files` every file that the mail brought, by name. `findings`
    are ids, `kinds` those of the documents, `actors` all who decided on the mail, the last one last.
    """

    submission: int
    group: str
    message_id: str = ""
    subject: str = ""
    sender: str = ""
    sender_name: str = ""
    titles: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    abstracts: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    reference: str = ""
    findings: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Behind:
    """Submissions whose cards an older version left behind: `what` are the "cards", or the "words" of known cards."""

    what: str
    submissions: tuple[int, ...]


def card_of(submission: Submission, decision: Decision, mail: Mail | None, earlier: Sequence[str] = ()) -> Card:
    """The card of a Submission after this Decision; if its `mail` is gone, with the fields that remain.

    `earlier` are those who made its earlier Decisions, in order.
    """
    documents = [one for one in decision.verdict.documents if one.role in ("contribution", "part")]
    covers = [one.document.cover for one in documents]
    author = mail.author if mail else None
    return Card(
        submission=submission.id,
        group=submission.group,
        message_id=mail.message_id if mail else "",
        subject=one_line(mail.subject, _LONGEST) if mail else "",
        sender=submission.sender,
        sender_name=one_line(author.name) if author else "",
        titles=_lines(one.title or "" for one in covers),
        sources=_lines("; ".join(one.source) for one in covers),
        abstracts=_lines(one.abstract or "" for one in covers),
        files=_lines(one.document.file for one in decision.verdict.documents),
        numbers=_lines(map(_number, documents)),
        opening=_opening(mail) if mail and decision.verdict.disposition == "question" else (),
        reference=submission.reference,
        findings=findings_of(decision.verdict),
        kinds=kinds_of(decision.verdict),
        actors=actors_of([*earlier, decision.actor]),
    )


def findings_of(verdict: Verdict) -> tuple[str, ...]:
    """The ids of the findings, each once, in order."""
    return tuple(sorted({one.id for one in verdict.findings}))


def kinds_of(verdict: Verdict) -> tuple[str, ...]:
    """The kinds of the mail's documents, each once."""
    return tuple(dict.fromkeys(one.kind for one in verdict.documents if one.role in ("contribution", "part")))


def actors_of(actors: Sequence[str]) -> tuple[str, ...]:
    """Who acted, each once, the last one last."""
    return tuple(reversed(dict.fromkeys(one_line(one) for one in reversed(actors))))


def _number(one: Judged) -> str:
    return revision_label(one.number, one.revision, one.mark) if one.number and one.disposition == "accept" else ""


def numbers_of(verdict: Verdict) -> tuple[str, ...]:
    """The distinct numbers of the accepted documents, with their revisions as printed."""
    return tuple(dict.fromkeys(number for one in verdict.documents if (number := _number(one))))


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    """The distinct texts that are not empty, each on one line."""
    return tuple(dict.fromkeys(line for text in texts if (line := one_line(text, _LONGEST))))


def _opening(mail: Mail) -> tuple[str, ...]:
    """The first lines of the mail's own words, each cut to what fits a screen."""
    lines = (one_line(text, _SHOWN) for text in mail.text.splitlines())
    return tuple(line for line in lines if line and not line.startswith(">"))[:_LINES]
