"""A draft of a rulebook as the text of its file, and a meeting that joins the file of a known group."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

import tomlkit

from intake.domain.circular.asking import Known
from intake.domain.circular.draft import Draft, DraftLine, DraftTable, TomlValue
from intake.domain.circular.found import Circular
from intake.domain.errors import ConfigurationError, UsageError
from intake.domain.text.language import letters, one_line

_WIDTH = 110
_LONGEST = 400


def draft_text(draft: Draft) -> str:
    """The whole file of a new group. What is still asked stands there as a comment, with the question."""
    lines = [f"# {one_line(draft.title, _LONGEST)}", *(line for table in draft.tables for line in _table(table))]
    return "\n".join(lines) + "\n"


def known_group(text: str, name: str) -> Known:
    """What the rulebook file of a group says already. Raises ConfigurationError for a text that is no TOML."""
    tree = _tree(text, name)
    group = tree.get("group", {})
    circulars = tuple(str(one.get("circular", "")) for one in meetings_in(tree))
    return Known(
        str(group.get("acronym", "")), tuple(str(one).lower() for one in group.get("mailboxes", ())), circulars
    )


def with_meeting(text: str, draft: Draft, circular: Circular) -> str:
    """The file of a known group with the draft's meeting at its end; all else is left as it is.

    Raises UsageError where the file is another group's, or has this meeting already.
    """
    tree = _tree(text, draft.group)
    acronym = str(tree.get("group", {}).get("acronym", ""))
    if letters(acronym) != letters(circular.text("group_acronym")):
        raise UsageError(
            "the file is that of {group}; the letter is about {letter_group}.",
            group=acronym or "a group without an acronym",
            letter_group=circular.text("group_acronym") or "no group that we can see",
        )
    first = circular.text("meeting_date")
    for one in meetings_in(tree):
        same = circular.circular and one.get("circular") == circular.circular
        if same or (first and str(one.get("first_day", "")) == first):
            raise UsageError(
                "the file has the meeting {meeting} of {circular} already; nothing was changed. Answer what is "
                "open in the file, at PLEASE SAY and PLEASE CONFIRM; or take the meeting out of it and import "
                "the letter again.",
                meeting=one.get("id", ""),
                circular=one.get("circular", "another letter"),
            )
    added = "\n".join(line for table in draft.meeting for line in _table(table))
    found = f"{text.rstrip()}\n{added}\n"
    _tree(found, draft.group)
    return found


def meetings_in(tree: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The meetings of a group's file as TOML reads it."""
    found = tree.get("meeting", ())
    yield from (one for one in (found if isinstance(found, list) else ()) if isinstance(one, dict))


def _tree(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{name}: the file is no TOML: {error}") from error


def _table(table: DraftTable) -> Iterator[str]:
    yield ""
    yield table.header
    told: dict[str, str] = {}
    for line in table.lines:
        remark = one_line(line.remark, _LONGEST)
        yield from _line(line, f"as for {told[remark]}" if remark in told and not line.asked else remark)
        told.setdefault(remark, line.key) if remark else None


def _line(line: DraftLine, remark: str) -> Iterator[str]:
    """A key with its remark beside it, above it where that is long; what is asked is marked so."""
    if line.asked:
        yield f"# {'PLEASE CONFIRM' if line.value is not None else 'PLEASE SAY'}: {remark}"
        remark = ""
    if line.value is None:
        yield f"# {line.key} =" + (f"  # {remark}" if remark else "")
        return
    written = f"{line.key} = {_value(line.value)}"
    if remark and len(written) + len(remark) > _WIDTH:
        yield f"# {remark}"
        remark = ""
    yield written + (f"  # {remark}" if remark else "")


def _value(value: TomlValue) -> str:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(tomlkit.item(list(value) if isinstance(value, tuple) else value).as_string())
