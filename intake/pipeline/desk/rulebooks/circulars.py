"""A circular at the desk: its values beside the sentences that say them, answers to its questions, the rulebook."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from intake.domain.circular.accepting import split_answers, with_answers
from intake.domain.circular.drafting import drafted, group_id
from intake.domain.circular.found import Circular, Question
from intake.domain.circular.interpret import best_of
from intake.domain.circular.letter import CircularLetters
from intake.domain.errors import ConfigurationError, UsageError
from intake.pipeline.desk.rulebooks.editing import Edited, edited, text_in_force
from intake.pipeline.line import Line
from intake.ports import RuleTexts, TomlBy


@dataclass(frozen=True, slots=True)
class UnderstoodLetter:
    """A letter as understood with the answers of a person, and the rulebook that comes of it.

    `asked` are the questions that the letter leaves, answered or not; `open` those without the answer that they need.
    `group` is "" where the letter names none. `changes` are what a corrigendum changes, in words. `why` says in a
    sentence why nothing comes of it; then there is no `rules`.
    """

    circular: Circular
    group: str
    asked: tuple[Question, ...]
    open: tuple[str, ...]
    known: bool = False
    rules: Edited | None = None
    changes: tuple[str, ...] = ()
    why: str = ""


def understood(
    line: Line, texts: RuleTexts, letters: CircularLetters, answers: Mapping[str, str], by: TomlBy
) -> UnderstoodLetter:
    """The best letter of a file with these answers by field; empty ones are none. Raises UsageError for a wrong one."""
    if not letters.found:
        raise UsageError("This file is no letter that can be read: {why}.", why=letters.why)
    said = split_answers([f"{name}={value}" for name, value in answers.items() if value.strip()])
    today, acronym = by.at.date(), said.get("group_acronym", "")
    circular = best_of(letters.found, today, None, acronym)
    group = group_id(acronym or circular.text("group_acronym"))
    now = _in_force(line, texts, group)
    if now is not None:
        circular = best_of(letters.found, today, texts.known(now.toml), acronym)
    asked, answered = circular.questions, with_answers(circular, said)
    found = UnderstoodLetter(answered, group, asked, _open(asked, said), now is not None)
    if not answered.text("group_acronym"):
        return replace(found, group="")
    return _with_rules(line, texts, found, now, by)


def _with_rules(
    line: Line, texts: RuleTexts, found: UnderstoodLetter, now: Edited | None, by: TomlBy
) -> UnderstoodLetter:
    draft = drafted(found.circular)
    if now is None and found.circular.act != "announces":
        return replace(found, why="The letter changes a meeting, and no rulebook of its group is in force.")
    try:
        toml, changes = texts.with_letter(now.toml, draft, found.circular, by) if now else (texts.drafted(draft), ())
    except (UsageError, ConfigurationError) as error:
        return replace(found, why=str(error))
    rules = edited(line, texts, found.group, toml, now.seen if now else "")
    return replace(found, rules=rules, changes=changes)


def _in_force(line: Line, texts: RuleTexts, group: str) -> Edited | None:
    with line.store.read() as work:
        there = group in work.rulebooks.groups()
    return text_in_force(line, texts, group) if there else None


def _open(asked: tuple[Question, ...], said: Mapping[str, str]) -> tuple[str, ...]:
    """The fields of which a letter says two things, or nothing that a meeting can do without, until a person says."""
    return tuple(one.field for one in asked if one.field not in said and (len(one.values) > 1 or _needed(one)))


def _needed(one: Question) -> bool:
    return not one.values and one.field in (
        "group_acronym", "name", "mailbox", "meeting_date", "contribution_deadline", "timezone",
    )  # fmt: skip
