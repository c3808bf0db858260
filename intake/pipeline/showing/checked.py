"""A document as `check` judged it, in JSON."""

from intake.domain.answering.known_file import IsIn
from intake.domain.document import Document
from intake.domain.verdict import OUR_FAILURE, Finding
from intake.pipeline.showing.plain import Object, instant
from intake.pipeline.showing.preview import CheckedFile
from intake.pipeline.showing.views import fields_object, finding_object, template_object
from intake.ports import Words


def checked_object(one: CheckedFile, words: Words, sentence: str, language: str) -> Object:
    """A document as `check` judged it; `sentence` tells its outcome."""
    document = one.judged.document if one.judged else Document(one.name, "", 0, "other")
    return {
        "file": one.name,
        "group": one.group or None,
        "sentence": sentence,
        "filetype": document.filetype,
        "kind": one.judged.kind if one.judged else "contribution",
        "template": template_object(document.template),
        "fields": fields_object(document.cover),
        "findings": [_finding_of(finding, words, language) for finding in one.findings]
        if one.judged
        else [_unread(one)],
        "disposition": one.disposition,
        "is_in": _is_in(one.is_in) if one.is_in else None,
    }


def _is_in(found: IsIn) -> Object:
    return {
        "received_at": instant(found.received_at),
        "zone": found.zone,
        "where": found.where,
        "name": found.name,
    }


def _finding_of(finding: Finding, words: Words, language: str) -> Object:
    """A finding about the document as a plain object."""
    return finding_object(finding, words, language) | {"document": 0}


def _unread(one: CheckedFile) -> Object:
    """A file that `check` cannot read, or that our reader could not finish."""
    facts = {"why": one.why}
    return {"id": OUR_FAILURE, "severity": "hold", "document": 0, "at": one.name, "facts": facts, "text": one.why}
