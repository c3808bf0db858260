"""One file in a receipt: only the facts that its sender may know, with strangers' words made plain."""

from intake.domain.answering.outcomes import reply_to, said_once, standing
from intake.domain.answering.receipt import ReceiptFile
from intake.domain.document import Document
from intake.domain.numbers.revisions import revision_label
from intake.domain.text.language import one_line, unlinked
from intake.domain.verdict import Verdict


def file_of(index: int, verdict: Verdict) -> ReceiptFile:
    """One file with the facts that may be told; under a "neutral" reply, only that the secretariat has it."""
    one, reply = verdict.documents[index], reply_to(verdict, index)
    cover, told = one.document.cover, reply == "all"
    stranger = any(each.tells("stranger") for each in standing(verdict, index))
    return ReceiptFile(
        name=plain(one.document.file),
        role=one.role,
        part=one.part,
        disposition=one.disposition,
        relation=one.relation,
        number=revision_label(one.number, one.revision, one.mark) if one.number and told else None,
        of=plain(one.of) if one.of and told and not stranger else None,
        title=plain(cover.title) if cover.title and told else None,
        source=tuple(plain(each) for each in cover.source) if told else (),
        kind=one.kind,
        size=one.document.size,
        sha256=one.document.sha256,
        findings=tuple(said_once(each for each in standing(verdict, index) if each.document == index) if told else ()),
        named=reply != "none" and not one.document.picture,
        neutral=reply == "neutral",
        contacts=cover.contacts if told else (),
        filetype=one.document.filetype,
        archive=_archive(one.document, verdict),
        opened=bool(one.document.members),
        forwarded=one.document.depth > 0,
        made=one.document.made,
        made_of=_made_of(one.document, verdict),
        letter=told and one.kind == "liaison_in" and cover.liaison is not None,
        reply_by=plain(cover.liaison.reply_by) if told and cover.liaison and cover.liaison.reply_by else None,
        mark=one.mark,
        corrects=one.corrects if told else None,
        counts_from=one.counts_from if told else None,
    )


def _made_of(document: Document, verdict: Verdict) -> tuple[str, ...]:
    """The names of the files from which the secretariat made this one."""
    files = (one.document for one in verdict.documents)
    return tuple(plain(one.file) for one in files if one.sha256 in document.made_of and not one.made)


def _archive(document: Document, verdict: Verdict) -> str:
    """The name of the archive that a file came in."""
    around = (one.document.file for one in verdict.documents if one.document.sha256 == document.inside)
    return plain(next(around, "")) if document.inside else ""


def plain(text: str) -> str:
    """A stranger's words in one line of at most 200 characters, in which nothing becomes a link."""
    return one_line(unlinked(one_line(text)))
