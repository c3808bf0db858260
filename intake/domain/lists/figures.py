"""Figures of a meeting for the parent group. Sources count as they are written; nothing is counted by country."""

from collections import Counter
from collections.abc import Iterable, Iterator
from statistics import median

from intake.domain.lists.papers import GatheredMeeting
from intake.domain.lists.values import Code, Lasting, ListCell, ListPart, ListRow, MeetingList

_COLUMNS = ("figure", "name", "count")


def figures(gathered: GatheredMeeting) -> MeetingList:
    """How many documents of each kind and each source, in time or late, admitted, revised; how long answers took."""
    rows = tuple(_rows(gathered))
    parts = []
    for family in dict.fromkeys(_family(row) for row in rows):
        columns = ("name", "value" if family == "answers" else "count")
        parts.append(
            ListPart(
                Code("figure", family), columns=columns, rows=tuple(row[1:] for row in rows if _family(row) == family)
            )
        )
    return gathered.list_of("figures", _COLUMNS, rows, tuple(parts))


def _family(row: ListRow) -> str:
    return row[0].name if isinstance(row[0], Code) else ""


def _rows(gathered: GatheredMeeting) -> Iterator[ListRow]:
    papers = gathered.registered
    remarks = Counter(remark for one in papers for remark in dict.fromkeys(one.remarks))
    in_time = sum(not {"late", "admitted"} & set(one.remarks) for one in papers)
    totals = {
        "documents": len(papers),
        "in-time": in_time,
        "late": remarks["late"],
        "admitted": remarks["admitted"],
        "revisions": sum(one.contribution.revision for one in papers),
        "withdrawn": len(gathered.papers) - len(papers),
    }
    yield from ((Code("figure", "totals"), Code("total", name), count) for name, count in totals.items())
    yield from _counted("kinds", (Code("kind", one.contribution.kind) for one in papers))
    yield from _counted("sources", (source for one in papers for source in one.sources))
    if answered := [one.answered_after for one in papers if one.answered_after is not None]:
        for name, seconds in (("median", round(median(answered))), ("longest", max(answered))):
            yield (Code("figure", "answers"), Code("total", name), Lasting(seconds))


def _counted(family: str, found: Iterable[ListCell]) -> Iterator[ListRow]:
    """The most first; of equal ones the first that came."""
    for name, count in Counter(found).most_common():
        yield (Code("figure", family), name, count)
