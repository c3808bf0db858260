"""The allocation in letters to the secretariat."""

from dataclasses import replace

from intake.domain.letters.notice import Cell, Notice, Said, Section, Table
from intake.domain.lists.papers import Gathered, Paper
from intake.domain.meeting import Item

_HEAD = tuple(Said(f"list.head.{name}") for name in ("item", "number", "title", "source", "allocation"))


def allocation_section(gathered: Gathered) -> Section | None:
    """The documents in the order of the agenda; None where there is no agenda, or no document."""
    if not gathered.items or not gathered.registered:
        return None
    rows = tuple(_row(item, one) for item, one in gathered.by_item())
    return Section(Said("list.title-alone.allocation"), table=Table(_HEAD, rows))


def with_allocation(notice: Notice, gathered: Gathered) -> Notice:
    """A report with the allocation behind its documents, the second of its sections."""
    section = allocation_section(gathered)
    if section is None:
        return notice
    return replace(notice, sections=(*notice.sections[:2], section, *notice.sections[2:]))


def _row(item: Item | None, one: Paper) -> tuple[Cell, ...]:
    placed: Cell = ""
    if one.placing is not None and item is not None:
        word = f"list.allocation.{one.placing.why or 'settled'}"
        placed = Said("staff.word", words={"word": word})
    return (item.number if item else "", one.number, one.title, one.source, placed)
