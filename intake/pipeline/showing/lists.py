"""A list as plain objects, a row each, under the names of its columns."""

from datetime import date, datetime

from intake.domain.letters.notice import Said
from intake.domain.lists.values import Code, Lasting, ListCell, MeetingList, WordedList
from intake.domain.meeting import NEXT
from intake.domain.verdict import Finding
from intake.pipeline.showing.plain import Object, instant


def objects(one: MeetingList, worded: WordedList) -> list[Object]:
    """The rows; sentences are those of `worded`, words of ours are codes, instants are UTC, durations seconds."""
    about: Object = {"list": one.kind, "meeting": one.meeting.id if one.meeting else NEXT}
    return [
        about | {name: _plain(cell, text) for name, cell, text in zip(one.columns, row, texts, strict=True)}
        for row, texts in zip(one.rows, worded.rows, strict=True)
    ]


def _plain(cell: ListCell, text: str) -> object:
    if isinstance(cell, tuple):
        return [_plain(each, text) for each in cell]
    if isinstance(cell, Said | Finding):
        return text
    if isinstance(cell, Code):
        return cell.name
    if isinstance(cell, Lasting):
        return cell.seconds
    if isinstance(cell, datetime):
        return instant(cell)
    return cell.isoformat() if isinstance(cell, date) else cell
