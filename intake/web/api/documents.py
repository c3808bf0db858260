"""Registered documents for programs: numbers, what is recorded under them, their versions, and the files themselves."""

from collections.abc import Iterator
from threading import BoundedSemaphore
from typing import Annotated, Any, Literal

from fastapi import FastAPI, Path, Query, Request
from pydantic import Field
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.domain.errors import UsageError
from intake.domain.meeting import NEXT
from intake.domain.numbers.revisions import revision_label, split_revision
from intake.domain.persons.tokens import ApiReader
from intake.domain.publishing.site import own_file
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Contribution, Version
from intake.domain.verdict import Kind
from intake.pipeline.documents.stamped import as_sent, kept_bytes, posted_name, stamped_version
from intake.pipeline.showing.story.file_name import saved_as
from intake.ports import DamagedBlobError, ReaderFailedError, UnitOfWork
from intake.web.api.answers import ROOT, WITHOUT_NUL, GroupId, Limit, Question, Record, answered, file_answer
from intake.web.api.problems import NotThere, Refused, described
from intake.web.api.registered import DocumentState, RegisteredDocument, document_record, meeting_of
from intake.web.api.seeing import rulebooks_seen
from intake.web.api.tokens import OpensDocuments, OpensFiles

_PLAIN = r"^[^\x00-\x1f\x7f]{1,200}$"
Number = Annotated[str, Path(pattern=_PLAIN, description="Its number, like JCA-MV-Doc-012; with -Rev1 for a revision.")]
Digest = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$", description="The SHA-256 of the file.")]
Form = Annotated[Literal["numbered", "original"], Query(description="With the number written in, or as it was sent.")]
MADE_AT_ONCE = 3
"""Files into which a number is written at the same time: the threads are those of the pages, too."""
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"description": "The bytes.", "content": {"application/octet-stream": {"schema": {"type": "string"}}}}
}


class DocumentQuestion(Question):
    """Which documents are asked for; what is empty excludes none."""

    group: GroupId = ""
    meeting: Annotated[str, Field(max_length=100, pattern=WITHOUT_NUL)] = ""
    """Only those for this meeting (its id, or "next")."""
    state: DocumentState | Literal[""] = ""
    """What became of them."""
    kind: Kind | Literal[""] = ""
    """Only those of this kind."""
    limit: Limit = 100
    after: Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f]{0,200}$")] = ""
    """What a page gave as `next`."""


class DocumentPage(Record):
    """Some documents, in the order of their numbers."""

    documents: list[RegisteredDocument]
    """The documents."""
    next: str | None
    """What to ask for as `after` next; null where there are no more."""


def add_to(app: FastAPI, desk: OpenDesk) -> None:
    """Add the routes; those of files come first, since a number may have a slash in it."""
    _add_files(app, desk)

    @app.get(f"{ROOT}/documents", response_model=DocumentPage, responses=described(404), tags=["documents"])
    def list_documents(
        request: Request, reader: OpensDocuments, asked: Annotated[DocumentQuestion, Query()]
    ) -> Response:
        """Registered documents in the order of their numbers, group by group."""
        with desk.store.read() as work:
            books = rulebooks_seen(desk, work, reader, asked.group)
            if asked.meeting not in ("", NEXT) and not any(one.meeting(asked.meeting) for one in books):
                raise NotThere
            every = [(book, one) for book in books for one in _in_order(work, book)]
        found = [(book, one) for book, one in _behind(every, asked.after) if _is_meant(asked, book, one)]
        page = [document_record(reader, book, one) for book, one in found[: asked.limit]]
        following = page[-1].number if len(found) > asked.limit else None
        return answered(request, DocumentPage(documents=page, next=following))

    @app.get(
        f"{ROOT}/documents/{{number:path}}",
        response_model=RegisteredDocument,
        responses=described(404),
        tags=["documents"],
    )
    def read_document(request: Request, reader: OpensDocuments, number: Number) -> Response:
        """One document by its number."""
        with desk.store.read() as work:
            book, one = _named(desk, work, reader, number)
        return answered(request, document_record(reader, book, one))


def _add_files(app: FastAPI, desk: OpenDesk) -> None:
    turns = BoundedSemaphore(MADE_AT_ONCE)

    @app.get(
        f"{ROOT}/documents/{{number:path}}/file",
        response_class=Response,
        responses=described(404, 410) | _FILE,
        tags=["files"],
    )
    def read_document_file(request: Request, reader: OpensFiles, number: Number, form: Form = "numbered") -> Response:
        """The document itself: that of its last version, or of the one that the number names."""
        with desk.store.read() as work:
            _, one = _named(desk, work, reader, number)
        version = _version(one, number)
        desk.use_limits()
        label = revision_label(one.label, version.revision, version.mark)
        try:
            if form == "original":
                sent = as_sent(desk.line, label)
                return file_answer(request, sent.content, sent.name)
            return file_answer(request, _numbered(desk, turns, label, version), posted_name(label, version))
        except UsageError as error:
            raise Refused(410, "gone", detail=str(error)) from error

    @app.get(
        f"{ROOT}/documents/{{number:path}}/files/{{sha256}}",
        response_class=Response,
        responses=described(404, 410) | _FILE,
        tags=["files"],
    )
    def read_part(request: Request, reader: OpensFiles, number: Number, sha256: Digest) -> Response:
        """One file of a version as it was sent."""
        with desk.store.read() as work:
            _, one = _named(desk, work, reader, number)
        files = [file for version in one.versions for file in version.files if file.sha256 == sha256]
        if not files:
            raise NotThere
        try:
            content = desk.blobs.get(sha256)
        except (KeyError, DamagedBlobError) as error:
            raise Refused(410, "gone") from error
        return file_answer(request, content, saved_as(files[0].name, f"{one.label}-file"))


def _numbered(desk: OpenDesk, turns: BoundedSemaphore, label: str, version: Version) -> bytes:
    """The file of a version as it is published. Raises Refused where too many are being made, ReaderFailedError.

    What no number can be written into is given as it is; what only took too long is not.
    """
    if not turns.acquire(blocking=False):
        raise Refused(503, "busy", {"Retry-After": "5"})
    try:
        return stamped_version(desk.line, label, version).content
    except UsageError as error:
        why = error.__cause__
        if isinstance(why, ReaderFailedError) and why.why == "timed-out":
            raise why from error
        return kept_bytes(desk.line, own_file(version).sha256, label)
    finally:
        turns.release()


def _in_order(work: UnitOfWork, book: Rulebook) -> list[Contribution]:
    """The documents of a group: series by series as the rulebook has them, in each by number."""
    place = {one.id: n for n, one in enumerate(book.series)}
    listed = work.contributions.listed(book.group.id)
    return sorted(listed, key=lambda one: (place.get(one.series, len(place)), one.series, one.number))


def _is_meant(asked: DocumentQuestion, book: Rulebook, one: Contribution) -> bool:
    wanted = (asked.meeting, asked.state, asked.kind)
    return all(
        want in ("", has) for want, has in zip(wanted, (meeting_of(book, one), one.state, one.kind), strict=True)
    )


def _behind(every: list[tuple[Rulebook, Contribution]], after: str) -> Iterator[tuple[Rulebook, Contribution]]:
    """Those behind this number. Raises NotThere for one that is not among them."""
    numbers = [one.label for _, one in every]
    if after and after not in numbers:
        raise NotThere
    return iter(every[numbers.index(after) + 1 if after else 0 :])


def _named(desk: OpenDesk, work: UnitOfWork, reader: ApiReader, number: str) -> tuple[Rulebook, Contribution]:
    """The document with this number. Raises NotThere, also for one of a group that the reader does not see."""
    one = work.contributions.by_label(split_revision(number)[0])
    if one is None or not reader.sees(one.group):
        raise NotThere
    book = desk.line.readable_rulebook(work, one.group)
    if book is None:
        raise NotThere
    return book, one


def _version(one: Contribution, number: str) -> Version:
    """The version that the number names, else the last revision. Raises NotThere for one that is not there."""
    named = split_revision(number)[1]
    wanted = (named.mark, named.which) if named else ("Rev", one.revision)
    found = [each for each in one.versions if (each.mark, each.revision) == wanted]
    if not found:
        raise NotThere
    return max(found, key=lambda each: each.replacement)
