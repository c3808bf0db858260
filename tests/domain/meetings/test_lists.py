"""The lists of a meeting: what each row says, in which order, and what others may not read."""

from dataclasses import replace
from typing import Any

import pytest

from intake.domain.document import Liaison
from intake.domain.lists.composing import LISTS
from intake.domain.lists.liaison import reply_date
from intake.domain.lists.values import LIST_KINDS, STAFF_ONLY, Code, Lasting, ListCell, ListKind, MeetingList
from intake.domain.meeting import Item
from tests.domain.listed import CAME, FULL, LATE, MEETING, gathering, paper, under

OPEN = tuple(kind for kind in LIST_KINDS if kind not in STAFF_ONLY)


def plain(cell: ListCell) -> object:
    """A cell as short as the tests want it."""
    if isinstance(cell, tuple):
        return [plain(one) for one in cell]
    if isinstance(cell, Code):
        return cell.name
    return cell.seconds if isinstance(cell, Lasting) else cell


def rows(found: MeetingList, *columns: str) -> list[list[object]]:
    """These columns of a list."""
    places = [found.columns.index(name) for name in columns]
    return [[plain(row[place]) for place in places] for row in found.rows]


def number(label: object) -> str:
    """The end of a number."""
    return str(label).removeprefix("JCA-MV-Doc-")


def test_the_agenda_has_every_item_and_the_documents_in_their_order() -> None:
    found = rows(LISTS["agenda"](FULL), "item", "number", "allocation")
    assert [(item, number(label), why) for item, label, why in found] == [
        ("1", "", None), ("2", "004", "kind"), ("2", "002", "kind"), ("2", "003-Rev2", "kind"),
        ("2.1", "001", "settled"), ("2.1", "008", "settled"), ("3", "", None),
        ("", "005", None), ("", "006", None), ("", "009", None),
    ]  # fmt: skip


def test_liaison_statements_come_first_only_where_the_item_says_so() -> None:
    usual = replace(MEETING, items=(Item("2", "Contributions and liaison statements"),))
    papers = (
        paper(1, placing=under("2")),
        paper(2, kind="liaison_in", placing=under("2")),
        paper(3, placing=under("2")),
    )
    first = replace(usual, items=(replace(usual.items[0], liaison_first=True),))
    orders = [
        [number(label) for (label,) in rows(LISTS["agenda"](gathering(*papers, meeting=one)), "number")]
        for one in (usual, first)
    ]
    assert orders == [["001", "002", "003"], ["002", "001", "003"]]


def test_a_proposal_is_marked_in_the_document() -> None:
    (table, notes) = LISTS["agenda"](FULL).parts
    shown = {str(row[0]) for row in table.rows}
    assert {"JCA-MV-Doc-002 *", "JCA-MV-Doc-001"} <= shown
    assert len(notes.lines) == 1
    assert [table.rows[place][0] for place in sorted(table.heads)] == ["1", "2", "2.1", "3", ""]


def test_the_allocation_groups_by_item_and_names_items_without_documents() -> None:
    parts = LISTS["allocation"](FULL).parts
    assert [str(part.heading).partition(" ")[0] for part in parts[:2]] == ["2", "2.1"]
    assert parts[1].level == 2
    assert [number(row[0]) for row in parts[2].rows] == ["005", "006", "009"]
    (line,) = parts[3].lines
    assert line.values["items"] == "1, 3"  # type: ignore[union-attr]


def test_outcomes_are_noted_or_told_by_the_acts_and_hide_what_was_never_posted() -> None:
    found = {number(row[0]): row for row in LISTS["outcomes"](FULL).rows}
    assert (found["001"][4], found["001"][3]) == ("Noted; write to …", "2.1")
    assert found["007"][1:4] == ("", "", "")
    assert [found[name][4].key for name in ("007", "003-Rev2")] == [  # type: ignore[union-attr]
        "list.outcome.withdrawn", "list.outcome.revised",
    ]  # fmt: skip
    assert found["002"][3] == ""


def test_the_liaison_register_knows_what_is_answered_and_what_is_overdue() -> None:
    found = rows(LISTS["liaison"](FULL), "way", "number", "body", "reply_by", "reply", "answer")
    assert [[way, number(label), *rest[:1], str(rest[1]), *rest[2:]] for way, label, *rest in found] == [
        ["in", "004", "IEEE", "2026-05-01", "overdue", ""],
        ["in", "005", "3GPP SA4", "2026-06-30", "answered", "JCA-MV-Doc-006"],
        ["out", "006", "3GPP SA4", "", None, ""],
    ]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        pytest.param("30 June 2026", "2026-06-30", id="en"),
        pytest.param("le 30 juin 2026", "2026-06-30", id="fr"),
        pytest.param("a más tardar el 30 de junio de 2026", "2026-06-30", id="es"),
        pytest.param("2026-06-30", "2026-06-30", id="iso"),
        pytest.param("as soon as possible", None, id="no-day"),
        pytest.param("30 June or 15 July 2026", None, id="two-days"),
        pytest.param("2026-13-45", None, id="no-such-day"),
        pytest.param(None, None, id="nothing"),
    ],
)
def test_a_reply_date_is_a_day_only_where_it_is_plain(said: str | None, day: str | None) -> None:
    found = reply_date(Liaison(reply_by=said), CAME.date())
    assert (found.isoformat() if found else None) == day


def test_late_and_carried_over_documents_say_which_they_are() -> None:
    found = rows(LISTS["late"](FULL), "state", "number", "received", "late_by")
    assert [[state, number(label), *rest] for state, label, *rest in found] == [
        ["admitted", "002", LATE, 660], ["waits", "MV-26-0011", LATE, 660], ["to-next", "010", LATE, 660],
        ["from-before", "009", CAME, None],
    ]  # fmt: skip


def test_figures_count_by_kind_and_by_source_as_it_was_written() -> None:
    found = [(str(plain(row[0])), plain(row[1]), plain(row[2])) for row in LISTS["figures"](FULL).rows]
    totals = {name: count for family, name, count in found if family == "totals"}
    assert totals == {"documents": 8, "in-time": 7, "late": 0, "admitted": 1, "revisions": 2, "withdrawn": 1}
    assert ("kinds", "liaison_in", 2) in found
    assert ("sources", "国家无线电监测中心", 1) in found
    assert [(name, count) for family, name, count in found if family == "answers"] == [
        ("median", 1835),
        ("longest", 3605),
    ]


@pytest.mark.parametrize(
    ("kind", "columns", "expected"),
    [
        pytest.param("repairs", ("number", "check"), [["009", "COV-003"]], id="repairs"),
        pytest.param("returned", ("reference", "source", "telephone"),
                     [["MV-26-0013", "back@kt.example", "+82 2 000 0000"]], id="returned"),
        pytest.param("speakers", ("number", "speaker", "item", "state"),
                     [["008", "Ji-won Park", "2.1", "posted"], ["MV-26-0012", "Ada", "", "held"]], id="speakers"),
        pytest.param("unposted", ("number",), [[name] for name in ("001", "002", "003-Rev2", "004", "005", "006")],
                     id="unposted"),
        pytest.param("documents", ("number", "state"),
                     [["001", "registered"], ["002", "registered"], ["003-Rev2", "registered"], ["004", "registered"],
                      ["005", "registered"], ["006", "registered"], ["007", "withdrawn"], ["008", "posted"],
                      ["009", "registered"]], id="documents"),
        pytest.param("abstracts", ("number", "remarks"),
                     [["004", []], ["002", ["admitted"]], ["003-Rev2", ["after-call"]], ["001", []], ["008", []],
                      ["005", []], ["006", []], ["009", []]], id="abstracts"),
    ],
)  # fmt: skip
def test_each_list_has_its_rows(kind: ListKind, columns: tuple[str, ...], expected: list[list[Any]]) -> None:
    found = rows(LISTS[kind](FULL), *columns)
    assert [[number(row[0]), *row[1:]] for row in found] == expected


@pytest.mark.parametrize("kind", OPEN)
def test_what_others_may_read_has_no_address_no_telephone_and_nothing_held(kind: ListKind) -> None:
    told = repr((LISTS[kind](FULL).rows, LISTS[kind](FULL).parts))
    assert "@" not in told
    assert not [one for one in ("555 0100", "860 0000", "000 0000") if one in told]
    assert not [one for one in ("MV-26-0011", "MV-26-0012", "MV-26-0013", "Never seen") if one in told]


@pytest.mark.parametrize("kind", LIST_KINDS)
@pytest.mark.parametrize("empty", [gathering(), gathering(meeting=None)], ids=["no-documents", "next"])
def test_a_meeting_without_documents_has_lists_all_the_same(kind: ListKind, empty: Any) -> None:  # noqa: ANN401 - Gathered
    found = LISTS[kind](empty)
    assert found.kind == kind
    assert all(len(row) == len(found.columns) for row in found.rows)
    assert all(len(row) == len(part.columns) for part in found.parts for row in part.rows)
