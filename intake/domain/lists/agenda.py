"""The lists that follow the agenda: the agenda itself, the allocation, the outcomes, the abstracts."""

from collections.abc import Iterator, Sequence

from intake.domain.letters.notice import Said
from intake.domain.lists.papers import GatheredMeeting, Paper
from intake.domain.lists.values import Code, ListCell, ListPart, ListRow, MeetingList
from intake.domain.meeting import Item
from intake.domain.text.private import for_everybody

PROPOSED = "*"
"""Behind the number of a document whose item is only proposed."""

_NO_ITEMS = Said("list.no-items")
_PROPOSED = Said("list.proposed")
_UNPLACED = Said("list.unplaced")


def agenda(gathered: GatheredMeeting) -> MeetingList:
    """The items with the documents under each; as a document one table, the items as headings in it."""
    rows = [row for item in gathered.items for row in _agenda_rows(item, gathered.under(item))]
    rows += [_agenda_row(None, one) for one in gathered.unplaced()]
    columns = ("item", "item_title", "number", "title", "source", "remarks", "allocation")
    return gathered.list_of("agenda", columns, tuple(rows), _agenda_parts(gathered))


def _agenda_rows(item: Item, papers: Sequence[Paper]) -> list[ListRow]:
    return [_agenda_row(item, one) for one in papers] or [(item.number, item.title, "", "", "", (), None)]


def _agenda_row(item: Item | None, one: Paper) -> ListRow:
    number, title = (item.number, item.title) if item else ("", "")
    return (number, title, one.number, one.title, one.source, remarks_of(one), allocated(one))


def _agenda_parts(gathered: GatheredMeeting) -> tuple[ListPart, ...]:
    rows: list[ListRow] = []
    heads: list[int] = []
    unplaced = gathered.unplaced()
    groups: list[tuple[str, ListCell, Sequence[Paper]]] = [
        (item.number, item.title, gathered.under(item)) for item in gathered.items
    ]
    groups += [("", _UNPLACED, unplaced)] if unplaced else []
    for number, title, papers in groups:
        heads.append(len(rows))
        rows.append((number, title, ""))
        rows += [(_starred(one), one.title, one.source) for one in papers]
    lines: list[ListCell] = [] if gathered.items else [_NO_ITEMS]
    if any(one.is_proposed for one in gathered.registered):
        lines.append(_PROPOSED)
    table = ListPart(columns=("item_or_number", "title", "source"), rows=tuple(rows), heads=frozenset(heads))
    return (table if rows else ListPart(), ListPart(lines=tuple(lines)))


def allocation(gathered: GatheredMeeting) -> MeetingList:
    """Each document with its item, and whether a person allocated it or why it is proposed there."""
    columns = ("item", "number", "title", "source", "kind", "remarks", "allocation")
    rows = tuple(
        (
            *(item.number if item else "", one.number, one.title, one.source),
            *(Code("kind", one.contribution.kind), remarks_of(one), allocated(one)),
        )
        for item, one in gathered.by_item()
    )
    return gathered.list_of("allocation", columns, rows, tuple(allocation_parts(gathered)))


def allocation_parts(gathered: GatheredMeeting) -> Iterator[ListPart]:
    """A table for each item that has documents, one for what is under none, and the items without any."""
    columns = ("number", "title", "source", "remarks")
    if not gathered.items:
        yield ListPart(lines=(_NO_ITEMS,))
    for item in gathered.items:
        if papers := gathered.under(item):
            heading = f"{item.number}   {item.title}"
            yield ListPart(heading, item.level, columns=columns, rows=tuple(map(_allocated_row, papers)))
    if unplaced := gathered.unplaced():
        yield ListPart(_UNPLACED, columns=columns, rows=tuple(map(_allocated_row, unplaced)))
    empty = [item.number for item in gathered.items if not gathered.under(item)]
    if empty and gathered.registered:
        yield ListPart(lines=(Said("list.items-without", {"items": ", ".join(empty)}),))


def _allocated_row(one: Paper) -> ListRow:
    """A document as its item shows it: its kind where it is no contribution, and a proposal that nobody settled."""
    kind = () if one.contribution.kind == "contribution" else (Code("kind", one.contribution.kind),)
    placed = allocated(one)
    proposal = (placed,) if placed and one.is_proposed else ()
    return (one.number, one.title, one.source, (*kind, *remarks_of(one), *proposal))


def outcomes(gathered: GatheredMeeting) -> MeetingList:
    """Each number with its item and what became of it: in a person's words, else what the acts tell."""
    columns = ("number", "title", "source", "item", "outcome")
    return gathered.list_of("outcomes", columns, tuple(map(_outcome_row, gathered.papers)))


def _outcome_row(one: Paper) -> ListRow:
    hidden = one.contribution.withdrawn_at is not None and one.contribution.posted_at is None
    item = one.placing.item if one.placing and one.placing.settled else ""
    title, source = ("", "") if hidden else (one.title, one.source)
    return (one.number, title, source, item, _outcome(one))


def _outcome(one: Paper) -> ListCell:
    if one.outcome:
        return for_everybody(one.outcome)
    if one.contribution.joined_to:
        return Said("list.outcome.joined", {"number": one.contribution.joined_to})
    if one.contribution.withdrawn_at is not None:
        return Said("list.outcome.withdrawn")
    if one.contribution.revision:
        return Said("list.outcome.revised", {"revision": f"Rev{one.contribution.revision}"})
    return ""


def abstracts(gathered: GatheredMeeting) -> MeetingList:
    """The abstracts in the order of the agenda, with what was received late or admitted."""
    columns = ("item", "number", "title", "source", "remarks", "abstract")
    rows = tuple(
        (item.number if item else "", one.number, one.title, one.source, remarks_of(one), one.summary)
        for item, one in gathered.by_item()
    )
    return gathered.list_of("abstracts", columns, rows, tuple(_abstract_parts(gathered)))


def _abstract_parts(gathered: GatheredMeeting) -> Iterator[ListPart]:
    last: Item | None = None
    for place, (item, one) in enumerate(gathered.by_item()):
        if item is not None and item != last:
            yield ListPart(f"{item.number}   {item.title}")
        elif item is None and gathered.items and (last is not None or place == 0):
            yield ListPart(_UNPLACED)
        last = item
        remarks = remarks_of(one)
        summary: tuple[ListCell, ...] = tuple(one.summary.split("\n")) if one.summary else (Said("list.no-abstract"),)
        yield ListPart(f"{one.number}   {one.title}", 2, lines=(one.source, *([remarks] if remarks else []), *summary))


def remarks_of(one: Paper) -> tuple[Code, ...]:
    """Received late, admitted, revised after the date."""
    return tuple(Code("remark", name) for name in dict.fromkeys(one.remarks) if name != "superseded")


def allocated(one: Paper) -> Code | None:
    """Tell that a person allocated it ("settled"), else why the item is proposed; None under no item."""
    if one.placing is None:
        return None
    return Code("allocation", one.placing.why or "settled")


def _starred(one: Paper) -> str:
    return f"{one.number} {PROPOSED}" if one.is_proposed else one.number
