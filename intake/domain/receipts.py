"""Whether a Decision is answered, and what the answer says before it is put into words (design.md sections 4 and 7)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from intake.domain.language import one_line
from intake.domain.mail import Address, Mail
from intake.domain.meeting import Meeting
from intake.domain.numbering import revision_label
from intake.domain.receipt import Outcome, Receipt, ReceiptFile
from intake.domain.rulebook import Caps, Rulebook
from intake.domain.submission import Submission
from intake.domain.verdict import Decision, Finding, Judged, Verdict

_UNANSWERED = {
    "automatic": "automatic mail is not answered (RFC 3834)",
    "report": "reports are not answered (RFC 5321, section 4.5.5)",
    "list": "mail that came through a list, or asks for no automatic answer, is not answered",
    "own": "our own mail is not answered",
    "thanks": "a mail of thanks needs no answer",
}
_LINKS = ((re.compile(r"://"), ": //"), (re.compile(r"www\.", re.IGNORECASE), "www ."), (re.compile("@"), " (at) "))


@dataclass(frozen=True, slots=True)
class Answer:
    """A Receipt, and whether it may leave: `withheld` is the reason why not, or None."""

    receipt: Receipt
    withheld: str | None


def answer(
    decision: Decision,
    submission: Submission,
    mail: Mail,
    rulebook: Rulebook,
    *,
    also: Sequence[str],
    offered: Sequence[str],
    recent: Sequence[tuple[str, bool]],
) -> Answer | None:
    """The answer that a Decision owes, or None when nobody would expect one.

    `also` names the other groups that the mail went to, `offered` the languages with complete catalogs, `recent`
    lists (address, with a number) of the receipts of the last 24 hours.
    """
    verdict = decision.verdict
    if verdict.disposition == "ignore" and decision.actor == "line" and verdict.route in ("own", "report", "automatic"):
        return None
    if verdict.disposition in ("ignore", "question") and verdict.route in ("thanks", "list", "question", "submission"):
        return None
    receipt = _receipt(decision, submission, mail, rulebook, also, offered)
    return Answer(receipt, withheld_because(verdict, receipt, rulebook.policy.caps, recent))


def withheld_because(verdict: Verdict, receipt: Receipt, caps: Caps, recent: Sequence[tuple[str, bool]]) -> str | None:
    """Why a receipt does not leave, or None when it does."""
    if verdict.route in _UNANSWERED:
        return _UNANSWERED[verdict.route]
    if not receipt.to:
        return "the mail has no usable From address"
    silenced = sorted({one.id for one in verdict.findings if one.reply == "none" and one.severity == "hold"})
    if silenced and _all_unnamed(verdict):
        return f"{', '.join(silenced)}: this is not answered"
    return over_cap(receipt.to, bool(receipt.numbers), caps, recent)


def _all_unnamed(verdict: Verdict) -> bool:
    """Whether nothing of the mail may be named: the whole mail, or each of its documents, has reply "none"."""
    if any(one.document is None and _strictness(one) == 2 for one in verdict.findings):
        return True
    named = [index for index, one in enumerate(verdict.documents) if one.role == "contribution"]
    return bool(named) and all(_reply(verdict.of_document(index)) == 2 for index in named)


def over_cap(to: str, numbered: bool, caps: Caps, recent: Sequence[tuple[str, bool]]) -> str | None:
    """The cap that one more receipt to this address would pass, as a sentence, or None."""
    address, domain = to.lower(), to.lower().rpartition("@")[2]
    same = [with_number for other, with_number in recent if other == address]
    if not numbered and same.count(False) >= caps.address_without_number:
        return f"{caps.address_without_number} receipts without a number went to this address within a day"
    if numbered and same.count(True) >= caps.address_with_number:
        return f"{caps.address_with_number} receipts went to this address within a day"
    if sum(other.rpartition("@")[2] == domain for other, _ in recent) >= caps.domain:
        return f"{caps.domain} receipts went to this domain within a day"
    if len(recent) >= caps.total:
        return f"{caps.total} receipts left within a day"
    return None


def _receipt(
    decision: Decision,
    submission: Submission,
    mail: Mail,
    rulebook: Rulebook,
    also: Sequence[str],
    offered: Sequence[str],
) -> Receipt:
    verdict, group = decision.verdict, rulebook.group
    meeting = rulebook.meeting(verdict.meeting)
    author = mail.author
    to = author.address if author else ""
    files = tuple(_file(index, verdict) for index in range(len(verdict.documents)))
    numbers = tuple(dict.fromkeys(one.number for one in files if one.number and one.named))
    return Receipt(
        outcome=outcome(decision),
        group=group.id,
        acronym=group.acronym,
        group_name=group.name,
        mailbox=group.mailboxes[0],
        languages=_languages(meeting, rulebook, offered),
        to=to,
        cc=_copies(mail, to, group.mailboxes),
        in_reply_to=mail.message_id or None,
        references=(*mail.references[-20:], mail.message_id) if mail.message_id else (),
        their_subject=plain(mail.subject),
        reference=submission.reference,
        numbers=numbers,
        title=next((one.title for one in files if one.title and one.named and one.role == "contribution"), "") or "",
        received_at=submission.received_at,
        counts_from=verdict.counts_from or submission.received_at,
        received_evidence=submission.received_evidence,
        sender_offset=_offset(mail),
        zone=meeting.zone if meeting else group.zone,
        deadline=verdict.deadline,
        late_by=verdict.late_by,
        meeting_id=verdict.meeting,
        meeting_title=meeting.title if meeting else "",
        meeting_place=meeting.place if meeting else "",
        meeting_first_day=meeting.first_day.isoformat() if meeting else "",
        meeting_last_day=meeting.last_day.isoformat() if meeting else "",
        files=tuple(one for one in files if one.named),
        findings=tuple(one for one in verdict.findings if one.document is None and one.reply == "all"),
        also=tuple(also),
        corrects=verdict.corrects,
        correction_days=_correction_days(verdict, rulebook),
        human=group.secretary,
        telephone=group.telephone,
        template_url=group.template_url,
        home_page=group.home_page,
        reason=plain(decision.reason) if decision.actor != "line" else "",
        actor=decision.actor,
    )


def outcome(decision: Decision) -> Outcome:
    """What the answer is about; the first that applies (product.md section 2)."""
    verdict = decision.verdict
    contributions = [one for one in verdict.documents if one.role == "contribution"]
    accepted = {one.relation for one in contributions if one.disposition == "accept"}
    if accepted & {"new", "correction", "revision"}:
        if decision.actor != "line" and verdict.late_by:
            return "admitted"
        return "registered" if verdict.meeting else "next"
    if "replacement" in accepted:
        return "replaced"
    if "repeat" in accepted:
        return "repeated"
    if any(one.disposition == "return" for one in contributions) or verdict.disposition == "return":
        return "returned"
    if verdict.disposition == "hold":
        return "late" if any(one.id == "TIM-001" and one.severity == "hold" for one in verdict.findings) else "held"
    return "noted"


def carried_a_file(verdict: Verdict) -> bool:
    """Whether this is a return that keeps the sender's place: it carried a file (design.md section 5)."""
    return any(one.disposition == "return" for one in verdict.documents)


def _file(index: int, verdict: Verdict) -> ReceiptFile:
    one = verdict.documents[index]
    strict = _reply(verdict.of_document(index))
    cover = one.document.cover
    number = revision_label(one.number, one.revision) if one.number else None
    return ReceiptFile(
        name=plain(one.document.file),
        role=one.role,
        part=one.part,
        disposition=one.disposition,
        relation=one.relation,
        number=number,
        of=one.of if not _stranger(verdict, index) else None,
        title=plain(cover.title) if cover.title and strict == 0 else None,
        source=tuple(plain(each) for each in cover.source) if strict == 0 else (),
        kind=one.kind,
        size=one.document.size,
        sha256=one.document.sha256,
        findings=_shown(verdict, index) if strict == 0 else (),
        named=strict < 2 and _worth_naming(one),
        neutral=strict == 1,
        contacts=cover.contacts,
    )


def _worth_naming(one: Judged) -> bool:
    return not one.document.picture


def _shown(verdict: Verdict, index: int) -> tuple[Finding, ...]:
    return tuple(replace(one, at=plain(one.at)) for one in verdict.findings if one.document == index)


def _stranger(verdict: Verdict, index: int) -> bool:
    return any(one.id == "REV-001" for one in verdict.of_document(index))


def _strictness(finding: Finding) -> int:
    return {"all": 0, "neutral": 1, "none": 2}[finding.reply]


def _reply(findings: Sequence[Finding]) -> int:
    """The strictest reply among these findings: 0 all, 1 neutral, 2 none."""
    return max((_strictness(one) for one in findings), default=0)


def _languages(meeting: Meeting | None, rulebook: Rulebook, offered: Sequence[str]) -> tuple[str, ...]:
    wanted = (meeting.language,) if meeting else rulebook.policy.languages[:1]
    return tuple(one for one in wanted if one in offered) or ("en",)


def _copies(mail: Mail, to: str, ours: Sequence[str]) -> tuple[str, ...]:
    sender: Address | None = mail.sender
    if sender is None or not sender.address or not to or sender.address.lower() in (to.lower(), *ours):
        return ()
    return (sender.address,)


def _offset(mail: Mail) -> int | None:
    offset = mail.date.utcoffset() if mail.date else None
    return round(offset.total_seconds() / 60) if offset is not None else None


def _correction_days(verdict: Verdict, rulebook: Rulebook) -> int | None:
    return rulebook.policy.correction_days if carried_a_file(verdict) else None


def plain(text: str) -> str:
    """A stranger's words in one line of at most 200 characters, in which nothing becomes a link."""
    line = one_line(text)
    for pattern, broken in _LINKS:
        line = pattern.sub(broken, line)
    return line
