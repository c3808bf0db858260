"""Whether a Decision is answered, and the answer before it is put into words (docs/line.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from intake.domain.answering.again import same_file_again, same_subject_again
from intake.domain.answering.concerned import concerned
from intake.domain.answering.files import file_of, plain
from intake.domain.answering.outcomes import outcome, standing
from intake.domain.answering.receipt import Receipt, ReceiptFile
from intake.domain.answering.unconfirmed import guarded, was_asked
from intake.domain.counts import CountScope, ReceiptCounts
from intake.domain.house.source import is_note, is_of_the_house, passed_on_by
from intake.domain.judging.corrections import carried_a_file
from intake.domain.judging.routing import groups_addressed
from intake.domain.mail import Mail
from intake.domain.meeting import Meeting
from intake.domain.rulebook import Caps, Rulebook
from intake.domain.submission import Answers, Submission
from intake.domain.text.addresses import is_address
from intake.domain.text.language import language_of
from intake.domain.text.quoting import own_part
from intake.domain.verdict import Decision, Deed, Relation, Verdict

_UNANSWERED = {
    "automatic": "automatic mail is not answered (RFC 3834)",
    "report": "reports are not answered (RFC 5321, section 4.5.5)",
    "list": "mail that came through a list, or asks for no automatic answer, is not answered",
    "own": "our own mail is not answered",
    "thanks": "a mail of thanks needs no answer",
}
QUIET = ("correct", "judge-again", "join", "register", "hold", "change-meeting")
"""Acts of which the sender hears only if the deed says so."""

_RANKS: Mapping[Relation, int] = {"replacement": 1, "repeat": 2}
"""The order in which a receipt lists the numbers of a mail: new, replaced, repeated."""


@dataclass(frozen=True, slots=True)
class Cap:
    """A cap on receipts that is reached: the recipients that it covers, and the sentence that says so."""

    scope: CountScope
    sentence: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A Receipt, and whether it may leave: `withheld` is the reason why not, `capped` the cap that it would exceed."""

    receipt: Receipt
    withheld: str | None
    capped: CountScope | None = None


def answer(
    decision: Decision,
    submission: Submission,
    mail: Mail,
    rulebook: Rulebook,
    *,
    offered: Sequence[str],
    recent: ReceiptCounts,
    deed: Deed,
) -> Answer | None:
    """The answer that a Decision owes, or None when nobody would expect one.

    `offered` are the languages with complete catalogs, `recent` counts the receipts of the last 24 hours, to the
    mail's author and in all. The sender hears of a quiet act only if the `deed` says so, and of an admission only where
    something is accepted.
    """
    verdict = decision.verdict
    unasked = verdict.disposition == "question" and not rulebook.policy.answer_questions
    if verdict.disposition == "ignore" or unasked or decision.act in ("ignore", "import", "undo"):
        return None
    if (decision.act in QUIET and not deed.tells) or is_of_the_house(submission.source):
        return None
    if decision.act in ("admit", "keep") and not any(one.disposition == "accept" for one in verdict.documents):
        return None
    receipt = _receipt(decision, submission, mail, rulebook, offered, deed.about)
    copies = tuple(one for one in deed.copies if receipt.to and one.lower() != receipt.to.lower())
    receipt = replace(
        receipt,
        cc=tuple(dict.fromkeys((*receipt.cc, *copies))),
        decider=deed.actor if deed.role else "",
        decider_role=deed.role,
    )
    receipt = guarded(receipt, decision, mail)
    if submission.answers in _LOOKED_AT_FIRST and decision.by_line:
        return Answer(receipt, _LOOKED_AT_FIRST[submission.answers])
    capped = over_cap(bool(receipt.numbers), rulebook.policy.caps, recent)
    silent = withheld_because(verdict, receipt)
    if decision.act == "judge" and silent is None:
        here = [one for one in recent.answered if one.group == submission.group]
        again = same_file_again(receipt, rulebook.policy.caps, here)
        often = was_asked(receipt, recent) or same_subject_again(receipt, rulebook.policy.caps, recent.answered)
        capped = Cap("file", again) if again else Cap("address", often) if often else capped
    if silent is not None or capped is None:
        return Answer(receipt, silent)
    return Answer(receipt, capped.sentence, capped.scope)


_LOOKED_AT_FIRST: dict[Answers, str] = {
    "none": "it was found when its folder was rebuilt, and a person looks at it first",
    "junk": "it was found in the folder for junk, and a person looks at it first",
}


def withheld_because(verdict: Verdict, receipt: Receipt) -> str | None:
    """The reason, apart from caps, why a receipt does not leave; or None."""
    if verdict.route in _UNANSWERED:
        return _UNANSWERED[verdict.route]
    if not receipt.to:
        return "the mail has no usable From address"
    if silenced := _silenced(verdict):
        return f"{', '.join(silenced)}: this is not answered"
    return None


def _silenced(verdict: Verdict) -> list[str]:
    """The checks that forbid any answer, since nothing in the mail may be named to its sender."""
    whole = [one for one in standing(verdict, None) if one.reply == "none"]
    judged = [i for i, one in enumerate(verdict.documents) if one.disposition is not None]
    silent = [[one for one in standing(verdict, index) if one.reply == "none"] for index in judged]
    if whole or (silent and all(silent)):
        return sorted({finding.id for found in (whole, *silent) for finding in found})
    return []


def over_cap(numbered: bool, caps: Caps, recent: ReceiptCounts) -> Cap | None:
    """The cap that one more receipt would exceed, or None. `numbered`: it gives a number."""
    if not numbered and recent.address_without_number >= caps.address_without_number:
        sentence = f"{caps.address_without_number} receipts without a number went to this address within a day"
        return Cap("address", sentence)
    if numbered and recent.address_with_number >= caps.address_with_number:
        return Cap("address", f"{caps.address_with_number} receipts went to this address within a day")
    if recent.domain >= caps.domain:
        return Cap("domain", f"{caps.domain} receipts went to this domain within a day")
    if recent.total >= caps.total:
        return Cap("total", f"{caps.total} receipts left within a day")
    return None


def _receipt(
    decision: Decision,
    submission: Submission,
    mail: Mail,
    rulebook: Rulebook,
    offered: Sequence[str],
    about: str | None,
) -> Receipt:
    verdict, group = decision.verdict, rulebook.group
    meeting = rulebook.meeting(verdict.meeting)
    author = mail.author
    to = author.address if author and is_address(author.address) else ""
    ours = is_note(submission.source)  # a note that nobody else has seen
    known_id = "" if ours else mail.message_id
    judged = concerned(decision, about)
    files = tuple(file_of(index, verdict) for index in judged)
    numbered = _numbered(files, decision)
    return Receipt(
        outcome=outcome(decision),
        group=group.id,
        acronym=group.acronym,
        group_name=group.name,
        mailbox=group.mailboxes[0],
        languages=_languages(mail, meeting, rulebook, offered),
        to=to,
        cc=_copies(mail, passed_on_by(submission.source), to, group.mailboxes),
        in_reply_to=known_id or None,
        references=(*mail.references[-20:], known_id) if known_id else (),
        their_subject="" if ours else plain(mail.subject),
        reference=submission.reference,
        numbers=tuple(dict.fromkeys(one.number for one in numbered if one.number)),
        title=next((one.title for one in (*numbered, *files) if one.title and one.role == "contribution"), "") or "",
        received_at=submission.received_at,
        counts_from=verdict.counts_from or submission.received_at,
        received_evidence=submission.received_evidence,
        sender_offset=None if ours else _offset(mail),
        zone=group.zone_for(meeting),
        deadline=verdict.deadline or _ahead(verdict, meeting),
        late_by=verdict.late_by,
        meeting_id=verdict.meeting,
        meeting_title=meeting.title if meeting else "",
        meeting_place=meeting.place if meeting else "",
        meeting_first_day=meeting.first_day.isoformat() if meeting else "",
        meeting_last_day=meeting.last_day.isoformat() if meeting else "",
        files=tuple(one for one in files if one.named),
        findings=tuple(one for one in standing(verdict, None) if one.reply == "all"),
        also=_also(mail, rulebook),
        corrects=verdict.corrects,
        correction_days=_correction_days(verdict, rulebook),
        human=group.secretary,
        telephone=group.telephone,
        template_url=group.template_url,
        home_page=group.home_page,
        reason=plain(decision.reason) if decision.act == "return" else "",
        actor=decision.actor,
        null_sender=any(one.tells("stranger") for index in judged for one in standing(verdict, index)),
    )


def _numbered(files: Sequence[ReceiptFile], decision: Decision) -> list[ReceiptFile]:
    """The files with a number: what was split off first, then new ones, replaced and repeated ones."""
    apart = {one.document.sha256 for one in decision.verdict.documents if one.arranged == "apart"}
    first = apart if decision.act == "split" else set[str]()
    return sorted(
        (one for one in files if one.number),
        key=lambda one: (one.sha256 not in first, _RANKS.get(one.relation or "new", 0)),
    )


def _languages(mail: Mail, meeting: Meeting | None, rulebook: Rulebook, offered: Sequence[str]) -> tuple[str, ...]:
    """The meeting's language, and second the language of the mail's own words if that is clearly another."""
    first = meeting.language if meeting else rulebook.policy.languages[0]
    own = language_of(own_part(mail.text))
    wanted = (first, *((own,) if own in rulebook.policy.languages else ()))
    return tuple(dict.fromkeys(one for one in wanted if one in offered)) or ("en",)


def _copies(mail: Mail, forwarder: str, to: str, ours: Sequence[str]) -> tuple[str, ...]:
    """The assistant who sent it, and whoever of us passed it on."""
    named = dict.fromkeys((mail.assistant.address if mail.assistant else "", forwarder)) if to else {}
    return tuple(one for one in named if is_address(one) and one.lower() not in (to.lower(), *ours))


def _offset(mail: Mail) -> int | None:
    offset = mail.date.utcoffset() if mail.date else None
    return round(offset.total_seconds() / 60) if offset is not None else None


def _ahead(verdict: Verdict, meeting: Meeting | None) -> datetime | None:
    """The last instant (UTC) for sending a document, for a returned mail that had none."""
    if verdict.disposition != "return" or carried_a_file(verdict) or meeting is None:
        return None
    until = meeting.deadline("contribution", *verdict.submitters)
    return until.utc if until else None


def _also(mail: Mail, rulebook: Rulebook) -> tuple[str, ...]:
    """The other groups that the mail went to; each answers for itself."""
    named = groups_addressed(mail.addressed, rulebook.neighbours)
    return tuple(one.acronym for one in rulebook.neighbours if one.id in named)


def _correction_days(verdict: Verdict, rulebook: Rulebook) -> int | None:
    return rulebook.policy.correction_days if carried_a_file(verdict) else None
