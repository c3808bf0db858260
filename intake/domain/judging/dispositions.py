"""The disposition of each document and of the mail (docs/contributors.md), also after a person's act."""

from collections.abc import Sequence
from dataclasses import replace

from intake.domain.judging.case import Case, Relationship
from intake.domain.judging.findings import CRASHES
from intake.domain.judging.routing import takes_no_answer
from intake.domain.text.cloud import cloud_hosts
from intake.domain.verdict import OUR_FAILURE, Disposition, Finding, Judged, Route, Severity, Verdict, strictest

_UNATTENDED: tuple[Route, ...] = ("automatic", "report", "list", "own")
_BY_ROUTE: dict[Route, Disposition] = {"question": "question", "thanks": "ignore"}


def disposed(case: Case, findings: Sequence[Finding]) -> tuple[Judged, ...]:
    """Every document of a mail with its relationship and its disposition; a part shares that of its contribution."""
    own = tuple(
        _with_relationship(one, related, _of_document(index, case, findings))
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
        mark=related.mark,
        corrects=related.corrects,
        counts_from=related.counts_from,
        disposition=disposition,
    )


def _of_document(index: int, case: Case, findings: Sequence[Finding]) -> Disposition | None:
    one = case.documents[index]
    own = {each.severity for each in findings if each.document == index}
    if one.role in ("supporting", "companion"):
        return "hold" if "hold" in own and case.route != "own" else None
    whole = {each.severity for each in findings if each.document is None}
    severities = own | whole
    if case.route in _UNATTENDED:
        return _unattended(one, severities, case)
    if _is_known(case.relationships[index]) and not _is_unsettled(index, findings):
        return "hold" if "hold" in whole else "accept"
    if "hold" in severities:
        return "hold"
    return "return" if "error" in severities else "accept"


def _is_known(related: Relationship) -> bool:
    """Whether its submitter sends a registered file again; any finding about it was settled then."""
    return related.relation == "repeat" and related.contribution is not None and not related.stranger


def _is_unsettled(index: int, findings: Sequence[Finding]) -> bool:
    """Whether a known file has a finding that can be new: our own failure, or a virus scan."""
    own = [each for each in findings if each.document == index]
    return any(each.id == OUR_FAILURE or each.facts.get("kind") == "infected" for each in own)


def _unattended(one: Judged, severities: set[Severity], case: Case) -> Disposition:
    """The disposition of a program's mail: a document on the template is taken or held, any other ignored."""
    returned_copy = case.route == "report" and one.document.depth > 0
    if case.route == "own" or returned_copy:
        return "ignore"
    if any(each.kind in CRASHES for each in one.document.problems):
        return "hold"
    if not one.document.template.conforms:
        return "hold" if case.route == "automatic" and takes_no_answer(case.mail) else "ignore"
    taken = case.route == "list" and not severities & {"hold", "error"}
    return "accept" if taken else "hold"


def of_mail(case: Case, documents: Sequence[Judged], findings: Sequence[Finding]) -> Disposition:
    """The mail's line: hold, else accept, else return, else ignore; without documents by its findings and route."""
    if line := strictest(documents):
        return line
    whole = {one.severity for one in findings if one.document is None}
    if case.route == "own":
        return "ignore"
    if "hold" in whole or _is_share_notice(case):
        return "hold"
    if case.route in _UNATTENDED:
        return "ignore"
    return "return" if "error" in whole else _BY_ROUTE.get(case.route, "return")


def _is_share_notice(case: Case) -> bool:
    """Whether the mail is a notice that somebody shares a file with us, which a person has to fetch."""
    return case.route == "automatic" and takes_no_answer(case.mail) and bool(cloud_hosts(case.mail.links))


def kept(last: Verdict, verdict: Verdict) -> Verdict:
    """The verdict on a mail with additions; a document accepted before stays accepted."""
    before = last.documents
    documents = tuple(
        before[index] if index < len(before) and before[index].disposition == "accept" else one
        for index, one in enumerate(verdict.documents)
    )
    return replace(verdict, documents=documents, disposition=strictest(documents) or verdict.disposition)


def with_cover_accepted(verdict: Verdict) -> Verdict:
    """The verdict with every cover that we made, and its parts, accepted."""
    covers = {index for index, one in enumerate(verdict.documents) if one.document.made == "cover"}
    documents = tuple(
        replace(one, disposition="accept") if index in covers or (one.role == "part" and one.main in covers) else one
        for index, one in enumerate(verdict.documents)
    )
    return replace(verdict, documents=documents, disposition=strictest(documents) or verdict.disposition)
