"""`convert`: an older text format becomes a .docx that is judged in its place, "converted by the secretariat"."""

from dataclasses import replace

from intake.domain.document import CONVERTED, Document, FileType
from intake.domain.errors import UsageError
from intake.domain.judging.additions import hidden
from intake.domain.judging.dispositions import kept
from intake.domain.numbers.numbering import without_extension
from intake.domain.verdict import Decision, Deed
from intake.pipeline.desk.mails.additions import Begun, MadeDocument, begin, content_of, decide_with, seen
from intake.pipeline.line import Line
from intake.ports import ConversionFailedError, NotWritableError, ReaderFailedError


def convert(line: Line, name: str, deed: Deed) -> Decision:
    """Convert every text document of another format in a Submission that has no number yet, and judge the result.

    The originals are kept too. Raises UsageError if there is none or one cannot be converted, and then nothing is
    changed; ConfigurationError without a converter.
    """
    begun = begin(line, name, deed)
    made = [_converted(line, begun, original) for original in _waiting(begun)]
    its_deed = replace(deed, act="convert")
    return decide_with(line, begun, made, its_deed, lambda verdict: kept(begun.last.verdict, verdict))


def _waiting(begun: Begun) -> list[Document]:
    documents = begun.last.verdict.documents
    behind = hidden(documents)
    found = [
        judged.document
        for index, judged in enumerate(documents)
        if judged.document.filetype in CONVERTED and judged.disposition != "accept" and index not in behind
    ]
    if not found:
        raise UsageError(
            "{reference} has no .doc, .rtf, .odt or other text document that waits to be converted.",
            reference=begun.submission.reference,
        )
    return list({document.sha256: document for document in found}.values())


def _converted(line: Line, begun: Begun, original: Document) -> MadeDocument:
    file = original.file or f"file.{original.filetype}"
    content = content_of(line, begun.submission, original.sha256, file)
    try:
        new = _as_docx(line, content, original.filetype)
    except (ConversionFailedError, NotWritableError, ReaderFailedError) as error:
        raise UsageError(
            "{reference}: {file} could not be converted: {error}. Nothing was changed; ask the sender for a "
            ".docx with 'intake return', or open it by hand.",
            reference=begun.submission.reference,
            file=file,
            error=error,
        ) from error
    name = f"{without_extension(file)}.docx"
    return MadeDocument(name, new, seen(line, new, name), "converted", (original.sha256,))


def _as_docx(line: Line, content: bytes, filetype: FileType) -> bytes:
    """The document as .docx: put together from its own parts where they stand in one XML file, else converted."""
    return line.reader.pack(content) if filetype == "flatdocx" else line.converter.convert(content, filetype)
