"""A liaison statement as other bodies write it: labels and what is behind them, as paragraphs or in a table.

It is on no template of ours, so its request, addressees and reply date are found by its labels alone (Rec. ITU-T A.1,
clause 1.5.1), in six languages.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from intake.domain.cover import entries
from intake.domain.cover.contacts import contact_of
from intake.domain.cover.labels import EVERY_PART, LabelledText, key, split_label
from intake.domain.cover.liaison_words import HEAD, addressed_in, asked_by, is_liaison_heading, says_liaison
from intake.domain.document import Contact, Cover, Glance, Liaison, Table, Word

_ASKED = ("for_action", "for_comment", "for_information")
_PLEASE = re.compile(r"\s*please (?:reply|respond|answer) by[\s:]+(?=.*\d)", re.IGNORECASE)
_LINES = 80
"""In how many lines, from the beginning, the head of a letter is looked for."""
_TOP = 25
"""In how many lines a heading "LIAISON STATEMENT" stands, if the letter has one."""
_BEFORE = 20
"""Paragraphs before a table of the head, at most: one further down is a form, or an annex."""
_GROUP_OF_3GPP = re.compile(r"(?:TSG[ -]?)?(?:SA|RAN|CT|GERAN)(?:[ -]?(?:WG)?[ -]?\d)?(?: WG ?\d)?")
_SHORTEST = 3
"""Letters of a label that counts without a colon: "A" and "De" are words of other lines, too."""
_GOES_ON = 4
"""Lines below a label that belong to it, at most, and only where another label follows; of a contact twice as many."""


@dataclass(frozen=True, slots=True)
class LiaisonLetter:
    """The head of a liaison statement as read; absent is None or ()."""

    asked: Liaison
    title: str | None = None
    source: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()


def letter_in_word(word: Word) -> LiaisonLetter | None:
    """The head of a liaison statement in a Word document, its tables and paragraphs; None where it is none."""
    tables = [one for one in word.tables if one.where != "footer" and one.behind <= _BEFORE]
    return _letter([*_of_tables(tables), *_of_lines(word.paragraphs)][:_LINES])


def letter_in_glance(glance: Glance | None) -> LiaisonLetter | None:
    """The same from the lines that a person sees first of another file."""
    return _letter(_of_lines(glance.text.split("\n"))[:_LINES]) if glance else None


HeadLine = tuple[str, LabelledText | None]
"""A line as written, and the label that it begins with."""


def _of_lines(lines: Iterable[str]) -> list[HeadLine]:
    found: list[HeadLine] = []
    for line in (line for text in lines for line in text.split("\n")):
        if line.strip():
            found.append((line.strip(), _label_of(line)))
        if len(found) >= _LINES:
            break
    return found


def _label_of(line: str) -> LabelledText | None:
    """A label in running text needs its colon or a tab, or stands alone in its line; a short one needs the colon.

    "Please reply by 1 June" has neither, in the letters of the IETF.
    """
    if asks := _PLEASE.match(line):
        return LabelledText("reply_by", asks[0].strip(), True, line[asks.end() :].strip())
    label = split_label(line, HEAD)
    if label is None or label.colon:
        return label
    alone = not label.rest and len(key(label.label)) >= _SHORTEST
    return label if alone or "\t" in line else None


def _of_tables(tables: Iterable[Table]) -> Iterator[HeadLine]:
    """Cell by cell: a cell that is a label alone has what it says in the next one of its row."""
    for row in (row for table in tables for row in table.rows):
        label: LabelledText | None = None
        for cell in row:
            text = cell.text.strip()
            own = split_label(text, HEAD) if text else None
            value = label is not None and label.field == "purpose" and bool(asked_by(text))
            if own and not own.rest and not value and (own.colon or len(key(own.label)) >= _SHORTEST):
                label = own
                continue
            if label and text and (own is None or value):
                yield text, LabelledText(label.field, label.label, True, text)
            else:
                yield from _of_lines([text])
            label = None


def _letter(lines: Sequence[HeadLine]) -> LiaisonLetter | None:
    said: dict[str, list[str]] = {}
    for place, (_, label) in enumerate(lines):
        if label is not None and label.field not in said:
            said[label.field] = list(_behind(label, lines[place + 1 :]))
    text = {field: "\n".join(one for one in rest if one) for field, rest in said.items()}
    title = text.get("title") or text.get("subject") or ""
    asked = _asked(text, title, named=any(is_liaison_heading(line) for line, _ in lines[:_TOP]))
    sender = _whole(text.get("source") or text.get("from") or addressed_in(title)[0], lines)
    if asked is None or not (title or sender):
        return None
    return LiaisonLetter(
        asked=asked,
        title=entries.line(title.replace("\n", " ")),
        source=tuple(entries.sources(sender)),
        contacts=tuple(contact_of([text["contact"]])) if text.get("contact") else (),
    )


def _whole(sender: str, lines: Sequence[HeadLine]) -> str:
    """The sender with the name of 3GPP before one of its groups ("SA2"), where its form says who writes."""
    is_3gpp = any("3gpp" in line.casefold() for line, _ in lines)
    return f"3GPP {sender}" if is_3gpp and _GROUP_OF_3GPP.fullmatch(sender) else sender


def _asked(text: Mapping[str, str], title: str, *, named: bool) -> Liaison | None:
    """Read from the labels of a head who is asked for action, comment or information; None for no liaison statement.

    "To:" and "Cc:" count where the letter is `named` a liaison statement, or its title or form says so: those it is
    sent to shall act, unless its purpose says otherwise, and the others are informed.
    """
    asked = {field: tuple(entries.bodies(text.get(field, ""))) for field in _ASKED}
    titled = says_liaison(title)
    if titled or named or is_liaison_heading(text.get("form", "")):
        to = tuple(entries.bodies(text.get("to", "") or (addressed_in(title)[1] if titled else "")))
        purpose = asked_by(text.get("purpose", "")) or "for_action"
        asked[purpose] = asked[purpose] or (() if any(asked[one] for one in _ASKED[:2]) else to)
        asked["for_information"] = asked["for_information"] or tuple(entries.bodies(text.get("cc", "")))
    elif not any(asked.values()):
        return None
    answers = titled and bool(text.get("response"))
    if not any(asked.values()) and not answers and not (text.get("form") or named):
        return None
    return Liaison(
        asked["for_action"],
        asked["for_comment"],
        asked["for_information"],
        _said(text.get("approval", "")),
        _said(text.get("reply_by", "")),
    )


def _said(text: str) -> str | None:
    """A text in one line; None for "none" and its like."""
    return entries.line(text) if any(entries.bodies(text)) else None


def _behind(label: LabelledText, following: Sequence[HeadLine]) -> Iterator[str]:
    """The text of a label: on its line, and on those below up to the next label; at least one where it is alone.

    Without a label that follows soon, the lines below are the letter itself.
    """
    yield label.rest
    if label.field == "contact":
        yield from _of_a_contact([line for line, other in following[: 2 * _GOES_ON] if other is None], label.rest)
        return
    free = next((place for place, (_, other) in enumerate(following) if other is not None), len(following))
    closed = free < len(following) and free <= _GOES_ON
    alone = 0 if label.rest else 1
    yield from (line for line, _ in following[: free if closed else min(free, alone)])


def _of_a_contact(lines: Sequence[str], said: str) -> Iterator[str]:
    """The lines that go on with a contact: its first ones where nothing stood beside the label, then labelled parts."""
    begun, bare = bool(said), ""
    for line in lines:
        part = split_label(line, EVERY_PART)
        if begun and not (bare or part or "@" in line):
            return
        begun = begun or part is not None or "@" in line
        if part and not part.rest:
            bare = part.label
        else:
            yield f"{bare}: {line}" if bare else line
            bare = ""


def with_letter(cover: Cover, letter: LiaisonLetter | None) -> Cover:
    """The cover with what the head of a letter says."""
    if letter is None:
        return cover
    return replace(
        cover,
        liaison=letter.asked,
        title=letter.title or cover.title,
        source=letter.source or cover.source,
        contacts=letter.contacts or cover.contacts,
    )
