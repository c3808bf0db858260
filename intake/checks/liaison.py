"""LIA: liaison statements."""

from collections.abc import Iterator

from intake.checks.registry import check
from intake.domain.cover.group_words import is_of_the_union
from intake.domain.document import Liaison
from intake.domain.judging.case import Case
from intake.domain.verdict import Hit, Params


@check("LIA-001")
def it_says_what_it_asks(case: Case, _: Params) -> Iterator[Hit]:
    """A liaison statement of the Union says whom it asks for action, comment or information, who approved it, by when.

    Why: the group has to know what is asked of it, and until when; other bodies have rules of their own.
    See: Rec. ITU-T A.1, clause 1.5.1.
    """
    asked, source = case.document.cover.liaison, case.document.cover.source
    if source and not any(map(is_of_the_union, source)):
        return
    ours = case.document.made == "cover"
    written = not ours and case.judged.kind in ("liaison_in", "liaison_out") and case.judged.role == "contribution"
    readable = asked is not None or case.document.filetype == "docx"
    if written and readable and (missing := _missing(asked or Liaison())):
        yield Hit(case.document.file, {"file": case.document.file, "missing": missing})


def _missing(asked: Liaison) -> tuple[str, ...]:
    """List the missing parts; a statement for information only needs no reply."""
    said = {
        "for": asked.for_action or asked.for_comment or asked.for_information,
        "approval": asked.approval,
        "reply_by": asked.reply_by or (asked.for_information and not (asked.for_action or asked.for_comment)),
    }
    return tuple(name for name, value in said.items() if not value)
