"""Learning a contribution template from its reference file."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from intake.domain.document import FileReading, Word
from intake.domain.errors import UsageError
from intake.domain.profile import Profile
from intake.domain.rulebook import Policy
from intake.domain.template.doubts import doubts
from intake.domain.template.learning import learn
from intake.domain.template.trial import why_returned
from intake.domain.verdict import Kind
from intake.ports import Reader, ReaderFailedError


@dataclass(frozen=True, slots=True)
class Registration:
    """The group and kind that a template is for, and the days on which documents on it are accepted."""

    group: str
    kind: str = "contribution"
    valid_from: date | None = None
    accept_until: date | None = None
    example: bool = False


@dataclass(frozen=True, slots=True)
class Learned:
    """A profile, the text of the file that it was learned from, and the points that a person should look at."""

    profile: Profile
    word: Word
    doubts: tuple[str, ...]

    def check(self, name: str, match: float) -> None:
        """Refuse a template whose own filled-in copy would be returned: UsageError says what was not found in it."""
        if reasons := why_returned(self.word, self.profile, match=match):
            raise UsageError(
                "{name} was not registered, as documents on it would be returned: it was filled in as a trial, "
                "and {reasons}. See 'intake template inspect {name}'; bookmarks such as dsource and dtitle1 on "
                "the cells where the author writes are found in any layout.",
                name=name,
                reasons="; ".join(reasons),
            )


def learn_template(
    reader: Reader, content: bytes, name: str, registration: Registration, *, match: float = Policy().template_match
) -> Learned:
    """Learn from a reference file; raises UsageError for a file that is no template, or an unknown kind.

    Given the least score of a document (`match`), it also judges a filled-in copy; a failure is one of the doubts.
    """
    if registration.kind not in get_args(Kind):
        raise UsageError(
            "'{kind}' is no kind of document; choose one of {kinds}.",
            kind=registration.kind,
            kinds=", ".join(get_args(Kind)),
        )
    file, word = _read(reader, content, name)
    named = profile_id(name, registration.group)
    learned = learn(word, id=named, group=registration.group, kind=registration.kind, reference=file.sha256)
    profile = replace(
        learned,
        valid_from=registration.valid_from,
        accept_until=registration.accept_until,
        example=registration.example,
    )
    return Learned(profile, word, (*_tried(word, profile, match), *_dangers(file), *doubts(word, profile)))


def _tried(word: Word, profile: Profile, match: float) -> Iterator[str]:
    if reasons := why_returned(word, profile, match=match):
        yield f"A document on it would be returned: filled in as a trial, {'; '.join(reasons)}."


def acting_content(file: FileReading) -> tuple[str, ...]:
    """Content that could act on the computer of anyone who opens the file (checks FIL-004 and FIL-008); () for none."""
    told = (str(one.facts.get("what", one.kind)) for one in file.problems if one.kind in ("active", "macros"))
    return tuple(dict.fromkeys(told))


def _dangers(file: FileReading) -> Iterator[str]:
    if found := acting_content(file):
        yield (
            f"It holds content that could act on a reader's computer ({', '.join(found)}), and so will every "
            "document that is written on it, which will not be accepted for that. Clean it, and register it again."
        )


def _read(reader: Reader, content: bytes, name: str) -> tuple[FileReading, Word]:
    """The reading of a Word file; raises UsageError that says why it is no template."""
    try:
        reading = reader.read_file(content, name).reading
    except ReaderFailedError as error:
        raise UsageError("{name} could not be read ({error}).", name=name, error=error) from error
    file = reading.files[0]
    if file.word is None:
        of_word = file.filetype in ("docx", "docm", "dotx", "other")
        problems = ", ".join(one.kind for one in file.problems) if of_word else ""
        raise UsageError(
            "{name} is no Word template that can be learned from ({problems}). Take the empty template as "
            "the group publishes it, saved as .docx or .dotx.",
            name=name,
            problems=problems or f"it is a {file.filetype} file",
        )
    return file, file.word


def profile_id(name: str, group: str) -> str:
    """A template's id: its group's id and its file name, in plain letters."""
    stem = re.sub(r"\.[A-Za-z0-9]+$", "", name).casefold()
    plain = re.sub(r"[^a-z0-9]+", "-", stem).strip("-") or "template"
    return plain if plain.startswith(group) or not group else f"{group}-{plain}"


def without_examples(profiles: Sequence[Profile]) -> list[Profile]:
    """The templates in use: a shipped example counts only until the group has one of its own for that kind."""
    own = {one.kind for one in profiles if not one.example}
    return [one for one in profiles if not one.example or one.kind not in own]
