"""The documents of a meeting together: which they are, and the zip of them."""

from collections.abc import Iterator, Sequence

from intake.domain.document import Document
from intake.domain.letters.notice import Letterhead, Notice, Pack
from intake.domain.meeting import Meeting
from intake.domain.numbers.revisions import revision_label
from intake.domain.publishing.site import own_file, remarks_on
from intake.domain.publishing.ticks import ticks_of
from intake.domain.publishing.versions import last_versions
from intake.domain.publishing.zipped import zipped
from intake.domain.submission import Contribution, Version
from intake.domain.telling.eve import MeetingPaper, page_of
from intake.pipeline.documents.arrivals import arrivals
from intake.pipeline.documents.stamped import kept_bytes, posted_copy, posted_name
from intake.pipeline.line import Line
from intake.ports import UnitOfWork


def papers_of(work: UnitOfWork, meeting: Meeting, order: Sequence[tuple[str, Contribution]]) -> list[MeetingPaper]:
    """The documents of a meeting as they count now, in this order, each with the item of the agenda ("" for none)."""
    arrived = arrivals(work, [one for _, one in order], meeting)
    papers = []
    for item, one in order:
        for version in last_versions(one):
            document = _document(work, version)
            papers.append(
                MeetingPaper(
                    revision_label(one.label, version.revision, version.mark),
                    version,
                    one.title,
                    one.source,
                    (document.cover.abstract or "") if document else "",
                    tuple(remarks_on(one, version, meeting, arrived.at[version.submission], arrived)),
                    document.size if document else 0,
                    posted=one.posted_at is not None and version.at <= one.posted_at,
                    item=item,
                    ticks=tuple(tick for tick in ticks_of(arrived.ticks, one, version) if tick.stands),
                )
            )
    return papers


def _document(work: UnitOfWork, version: Version) -> Document | None:
    """What was read in the version's own file."""
    decisions = work.submissions.decisions(version.submission)
    seen = (one.document for decision in reversed(decisions) for one in decision.verdict.documents)
    return next((one for one in seen if one.sha256 == own_file(version).sha256), None)


def packed_bytes(line: Line, head: Letterhead, notice: Notice, pack: Pack) -> bytes:
    """The zip: the notice as a page, in two forms, and each document with its number in it."""
    return zipped(_files(line, head, notice, pack))


def _files(line: Line, head: Letterhead, notice: Notice, pack: Pack) -> Iterator[tuple[str, bytes]]:
    page = page_of(notice)
    yield "abstracts.html", line.letters.as_page(head, page).encode()
    yield "abstracts.docx", line.letters.as_document(head, page, pack.at)
    for one in pack.documents:
        yield posted_name(one.number, one.version), posted_copy(line, one.number, one.version)
        for each in one.beside:
            yield each.name, kept_bytes(line, each.sha256, one.number)
