"""The agenda of a meeting: `[[meeting.item]]` as values of the domain, and as tables of a file again."""

from collections.abc import Callable, Sequence

from intake.adapters.rulebook.toml_files import KeyPath, Tree
from intake.domain.meeting import Item

_NEEDS = ("number", "title")


def items(meeting: Tree, path: KeyPath, fault: Callable[[KeyPath, str], None]) -> tuple[Item, ...]:
    """The items that a `[[meeting]]` names, in their order; `fault` is told what is wrong, and where."""
    found: dict[str, Item] = {}
    kinds: dict[str, str] = {}
    for index, keys in enumerate(meeting.get("item", ())):
        at: KeyPath = (*path, "item", index)
        missing = [one for one in _NEEDS if one not in keys]
        for one in missing:
            fault((*at, one), "is missing")
        if missing:
            continue
        number = keys["number"]
        if number in found:
            fault((*at, "number"), f"{number!r} is the number of another item; each item has one of its own")
        for kind in keys.get("kinds", ()):
            if kind in kinds:
                fault((*at, "kinds"), f"{kind!r} is under item {kinds[kind]} already; name it under one item")
            kinds.setdefault(kind, number)
        first = keys.get("liaison_first", False)
        found.setdefault(number, Item(number, keys["title"], tuple(keys.get("kinds", ())), first))
    return tuple(found.values())


def item_tables(found: Sequence[Item]) -> list[Tree]:
    """The same as tables of a file."""
    return [_table(one) for one in found]


def _table(one: Item) -> Tree:
    table: Tree = {"number": one.number, "title": one.title}
    if one.kinds:
        table["kinds"] = list(one.kinds)
    return table | ({"liaison_first": True} if one.liaison_first else {})
