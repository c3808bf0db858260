"""Joins the readings of a mail's files that were read one by one: what lay inside a file goes behind it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from intake.domain.document import FileReading
from intake.domain.mail import Attachment, Problem
from intake.ports import ReaderResult

Alone = ReaderResult | Problem
"""A file read by itself, or why that failed."""


def joined(parts: ReaderResult, alone: Sequence[Alone], room: int) -> ReaderResult:
    """The mail of `parts`, whose files are only named, with each as it was read alone, in the same order.

    Files taken out of others are kept up to `room` bytes in all; past that the mail has the problem "limits".
    """
    whole = parts
    for file, one in zip(parts.reading.files, alone, strict=True):
        if isinstance(one, Problem):
            whole = _replaced(whole, replace(file, problems=(one,)))
            continue
        inner = one.reading.files[1:]
        room -= sum(found.size for found in inner)
        whole = _replaced(whole, one.reading.files[0])
        whole = _with_inner(whole, file, one) if room >= 0 else _with_problems(whole, [Problem("limits", "files")])
    return whole


def _replaced(whole: ReaderResult, file: FileReading) -> ReaderResult:
    files = tuple(file if one.sha256 == file.sha256 else one for one in whole.reading.files)
    return whole.with_reading(replace(whole.reading, files=files))


def _with_problems(whole: ReaderResult, problems: Iterable[Problem]) -> ReaderResult:
    mail = whole.reading.mail
    known = [(one.kind, one.at) for one in mail.problems]
    new = tuple(one for one in problems if (one.kind, one.at) not in known)
    return whole.with_reading(replace(whole.reading, mail=replace(mail, problems=(*mail.problems, *new))))


def _with_inner(whole: ReaderResult, file: FileReading, one: ReaderResult) -> ReaderResult:
    """The mail with the files that lay in `file`, and with what its own reading says of a mail."""
    known = {seen.sha256 for seen in whole.reading.files}
    pairs = [pair for pair in zip(one.reading.files, one.files, strict=True) if pair[0].sha256 not in known]
    mail, inner = whole.reading.mail, one.reading.mail
    attachments = tuple(_behind(mail.attachments, file.sha256, inner.attachments[1:]))
    reading = replace(
        whole.reading,
        mail=replace(mail, text=mail.text or inner.text, attachments=attachments),
        files=(*whole.reading.files, *(new for new, _ in pairs)),
    )
    found = ReaderResult(reading, (*whole.files, *(content for _, content in pairs)))
    return _with_problems(found, inner.problems)


def _behind(outer: Sequence[Attachment], sha256: str, inner: Sequence[Attachment]) -> Iterator[Attachment]:
    """The attachments, those of `inner` behind the first one with this digest; alone it had the place "1"."""
    waiting = list(inner)
    for attached in outer:
        yield attached
        if attached.sha256 == sha256:
            for below in waiting:
                place = f"{attached.place}{below.place[1:]}"
                yield replace(below, place=place, depth=attached.depth + below.depth)
            waiting = []
