"""From a reading to a verdict: roles, relationships, findings, dispositions. One straight, repeatable line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from intake.domain.case import Case, Check, Checks, Relationship
from intake.domain.deadlines import late_by, meeting_for
from intake.domain.document import Cover, Document, Reading, TemplateMatch
from intake.domain.meeting import Deadline, Meeting
from intake.domain.relations import corrected_return, relate, wanted
from intake.domain.roles import assign
from intake.domain.routing import Routed, groups_addressed, route
from intake.domain.rulebook import Neighbour, Rulebook
from intake.domain.submission import Evidence, Snapshot, Timestamps, Wanted
from intake.domain.template import Profile, best_match, opening
from intake.domain.verdict import Disposition, Finding, Judged, Route, Severity, Verdict

CRASHES = ("crashed", "killed", "timed-out", "out-of-memory")
"""Problems that are our own failure: they hold with SYS-001, and are never the sender's fault."""

_UNATTENDED: tuple[Route, ...] = ("automatic", "report", "list", "own")
_STRICTEST_FIRST: tuple[Disposition, ...] = ("hold", "accept", "return", "ignore")
_BY_ROUTE: dict[Route, Disposition] = {"question": "question", "thanks": "ignore"}


@dataclass(frozen=True, slots=True)
class Receipted:
    """What is known of a Submission beside its content: when it was received (UTC), by what evidence, for whom."""

    received_at: datetime
    evidence: Evidence
    stamps: Timestamps
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """A reading under one rulebook, before the group's past is known: what the store must look up is `wanted`."""

    reading: Reading
    rulebook: Rulebook
    documents: tuple[Judged, ...]
    meeting: Meeting | None
    wanted: Wanted


def prepare(reading: Reading, rulebook: Rulebook, received_at: datetime) -> Prepared:
    """Read every attached file under the group's templates and give it its role; the meeting's own rules apply."""
    meeting = meeting_for(rulebook.meetings, received_at, None)
    rulebook = rulebook.under(meeting)
    documents = assign(documents_of(reading, rulebook, received_at))
    return Prepared(
        reading=reading,
        rulebook=rulebook,
        documents=documents,
        meeting=meeting,
        wanted=wanted(documents, reading.mail, rulebook),
    )


def documents_of(reading: Reading, rulebook: Rulebook, at: datetime) -> tuple[Document, ...]:
    """The attached files as Documents under the profiles that are valid at this instant (UTC)."""
    profiles = valid_profiles(rulebook, at)
    return tuple(
        _document(reading, index, profiles, rulebook.policy.template_match)
        for index in range(len(reading.mail.attachments))
    )


def valid_profiles(rulebook: Rulebook, at: datetime) -> tuple[Profile, ...]:
    """The templates accepted on this day: those of the group, without the shipped example once there is another."""
    day = at.date()
    valid = [
        one
        for one in rulebook.profiles
        if (one.valid_from is None or one.valid_from <= day) and (one.accept_until is None or day <= one.accept_until)
    ]
    return tuple(valid)


def _document(reading: Reading, index: int, profiles: Sequence[Profile], match: float) -> Document:
    attachment = reading.mail.attachments[index]
    file = reading.file(attachment.sha256)
    cover, template, first = Cover(), TemplateMatch(), ""
    if file.word is not None:
        first = opening(file.word)
        if profiles:
            cover, template = best_match(file.word, profiles, match=match)
    return Document(
        file=attachment.name,
        sha256=file.sha256,
        size=file.size,
        filetype=file.filetype,
        cover=cover,
        template=template,
        problems=file.problems,
        opening=first,
        depth=attachment.depth,
        picture=attachment.picture,
    )


def judge(prepared: Prepared, receipted: Receipted, known: Snapshot, checks: Checks, *, loop_token: str) -> Verdict:
    """What becomes of the mail and of each document, with every finding that explains it."""
    case, routed, corrects = _case(prepared, receipted, known, loop_token)
    findings = _soften(_findings(case, checks), case)
    documents = _disposed(case, findings, routed)
    deadline = case.deadline
    return Verdict(
        route=routed.route,
        disposition=_of_mail(documents, findings, routed),
        meeting=case.meeting.id if case.meeting else None,
        received_at=case.received_at,
        counts_from=case.counts_from,
        corrects=corrects,
        deadline=deadline.utc if deadline else None,
        late_by=late_by(case.counts_from, deadline) if deadline else 0,
        documents=documents,
        findings=findings,
        why=routed.why,
    )


def _case(
    prepared: Prepared, receipted: Receipted, known: Snapshot, loop_token: str
) -> tuple[Case, Routed, str | None]:
    mail, rulebook, meeting = prepared.reading.mail, prepared.rulebook, prepared.meeting
    routed = route(mail, prepared.documents, rulebook, loop_token=loop_token)
    corrected = corrected_return(
        prepared.documents,
        mail,
        known,
        meeting=meeting.id if meeting else None,
        received_at=receipted.received_at,
    )
    counts_from = min(corrected.counts_from, receipted.received_at) if corrected else receipted.received_at
    relationships = relate(prepared.documents, mail, rulebook, known, at=counts_from, corrects=corrected is not None)
    corrects = any(one.relation == "correction" for one in relationships)
    case = Case(
        mail=mail,
        rulebook=rulebook,
        route=routed.route,
        received_at=receipted.received_at,
        counts_from=counts_from if corrects else receipted.received_at,
        evidence=receipted.evidence,
        stamps=receipted.stamps,
        documents=prepared.documents,
        relationships=relationships,
        meeting=meeting,
        deadline=_deadline(prepared.documents, relationships, meeting),
        addressed=groups_addressed(mail.addressed, known_groups(rulebook)),
        partial=receipted.partial,
        size=prepared.reading.size,
        known=known,
    )
    return case, routed, corrected.reference if corrected and corrects else None


def known_groups(rulebook: Rulebook) -> tuple[Neighbour, ...]:
    """The rulebook's own group and all that it knows of, for recognising whom a mail means."""
    own = rulebook.group
    return (Neighbour(own.id, own.acronym, own.name, own.mailboxes, own.other_names), *rulebook.neighbours)


def _deadline(
    documents: Sequence[Judged], relationships: Sequence[Relationship], meeting: Meeting | None
) -> Deadline | None:
    """The deadline that this mail has to meet: a mail of repeats and revisions alone has none."""
    if meeting is None:
        return None
    bound = [
        one.kind
        for one, related in zip(documents, relationships, strict=True)
        if one.role == "contribution" and related.relation not in ("repeat", "revision")
    ]
    return meeting.deadline(bound[0]) if bound else None


def _findings(case: Case, checks: Checks) -> tuple[Finding, ...]:
    found: list[Finding] = list(_crashes(case))
    looked_into = case.route == "submission" or any(one.document.template.conforms for one in case.documents)
    for check in checks.values() if looked_into else ():
        rule = case.rulebook.rules[check.id]
        if rule.severity == "off":
            continue
        for index in _looked_at(check, case):
            found.extend(_hits(check, replace(case, index=index)))
    return tuple(sorted(found, key=_order))


def _order(finding: Finding) -> tuple[int, str, str]:
    return (-1 if finding.document is None else finding.document, finding.id, finding.at)


def _looked_at(check: Check, case: Case) -> list[int | None]:
    if check.scope == "mail":
        return [None]
    if check.scope == "any":
        return [None, *range(len(case.documents))]
    roles = ("contribution", "part") if check.scope == "contribution" else None
    return [index for index, one in enumerate(case.documents) if roles is None or one.role in roles]


def _hits(check: Check, case: Case) -> Iterator[Finding]:
    rule = case.rulebook.rules[check.id]
    severity: Severity
    try:
        hits = list(check.look(case, rule.params))
    except Exception as error:  # noqa: BLE001 - whatever breaks in a check is our fault: held, and never the sender's
        yield _ours(case, case.index, at=check.id, why="crashed", detail=type(error).__name__)
        return
    for hit in hits:
        severity = rule.severity if rule.severity != "off" else "note"
        if check.id in ("COV-001", "COV-002") and not case.rulebook.profiles:
            severity = "hold"
        yield Finding(check.id, severity, rule.reply, case.index, hit.at, hit.facts)


def _crashes(case: Case) -> Iterator[Finding]:
    """SYS-001 for everything that our own reader could not finish."""
    for problem in case.mail.problems:
        if problem.kind in CRASHES:
            yield _ours(case, None, at=problem.at, why=problem.kind)
    for index, one in enumerate(case.documents):
        for problem in one.document.problems:
            if problem.kind in CRASHES:
                yield _ours(case, index, at=one.document.file, why=problem.kind)


def _ours(case: Case, document: int | None, *, at: str, why: str, detail: str = "") -> Finding:
    rule = case.rulebook.rules["SYS-001"]
    facts = {"why": why, "detail": detail} if detail else {"why": why}
    return Finding("SYS-001", "hold", rule.reply, document, at, facts)


def _soften(findings: tuple[Finding, ...], case: Case) -> tuple[Finding, ...]:
    """Errors of files beside a conforming one become warnings: the reason why they are supporting files."""
    if not any(one.document.template.conforms for one in case.documents):
        return findings
    return tuple(
        replace(one, severity="warning")
        if one.severity == "error" and one.document is not None and case.documents[one.document].role != "contribution"
        else one
        for one in findings
    )


def _disposed(case: Case, findings: tuple[Finding, ...], routed: Routed) -> tuple[Judged, ...]:
    own = tuple(
        _with_relationship(one, related, _of_document(index, one, findings, routed))
        for index, (one, related) in enumerate(zip(case.documents, case.relationships, strict=True))
    )
    return tuple(
        replace(one, disposition=own[one.main].disposition)
        if one.role == "part" and one.main is not None and one.disposition != "hold"
        else one
        for one in own
    )


def _with_relationship(one: Judged, related: Relationship, disposition: Disposition | None) -> Judged:
    if one.role != "contribution":
        return replace(one, disposition=disposition)
    number = related.contribution.label if related.contribution and related.relation != "new" else None
    if disposition == "accept" and related.relation == "repeat" and related.contribution is None:
        disposition = "hold"
    known = number if disposition == "accept" else None
    return replace(
        one,
        relation=related.relation,
        of=related.of,
        number=known,
        revision=related.revision if disposition == "accept" else 0,
        disposition=disposition,
    )


def _of_document(index: int, one: Judged, findings: tuple[Finding, ...], routed: Routed) -> Disposition | None:
    mine = {each.severity for each in findings if each.document in (None, index)}
    if one.role in ("supporting", "companion"):
        own = {each.severity for each in findings if each.document == index}
        return "hold" if "hold" in own else None
    if routed.route in _UNATTENDED:
        return _silent(one, mine, routed)
    if "hold" in mine:
        return "hold"
    return "return" if "error" in mine else "accept"


def _silent(one: Judged, severities: set[Severity], routed: Routed) -> Disposition:
    """What programs send is not answered; a document on the template in it is taken all the same."""
    if routed.route != "own" and any(each.kind in CRASHES for each in one.document.problems):
        return "hold"
    if not one.document.template.conforms or routed.route == "own":
        return "ignore"
    if routed.route == "list" and not severities & {"hold", "error"}:
        return "accept"
    return "hold"


def _of_mail(documents: tuple[Judged, ...], findings: tuple[Finding, ...], routed: Routed) -> Disposition:
    """The mail's line: hold, else accept, else return, else ignore; without documents by its route."""
    dispositions = {one.disposition for one in documents if one.disposition is not None}
    for line in _STRICTEST_FIRST:
        if line in dispositions:
            return line
    if routed.route in _UNATTENDED:
        return "ignore"
    whole = {one.severity for one in findings if one.document is None}
    if "hold" in whole:
        return "hold"
    if "error" in whole:
        return "return"
    return _BY_ROUTE.get(routed.route, "return")
