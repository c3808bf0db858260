"""The words by which letters are understood: one file a language, and what is sought in all of them at once.

Every word is a piece of a regular expression in small letters without accents (`normal.folded`); " / " stands between
the words of one kind.
"""

import re
from dataclasses import dataclass, fields
from functools import cache


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language. What each field means is told by its name; see `english` for examples."""

    language: str
    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[str, ...]
    ordinals: tuple[str, ...]
    tens: tuple[str, str]
    ordinal_marks: str
    to: str
    also: str
    languages: tuple[tuple[str, str], ...]
    only: str
    # labels of the header
    subject: str
    reference: str
    contact: str
    telephone: str
    fax: str
    mail: str
    web: str
    copy_to: str
    salutation: str
    annex: str
    # letters
    circular: str
    collective: str
    correcting: str
    postponing: str
    cancelling: str
    formerly: str
    rather_than: str
    now_reads: str
    # the group
    joint_activity: str
    focus_group: str
    other_group: str
    study_group: str
    working_party: str
    advisory_group: str
    workshop: str
    on: str
    sets_up: str
    # the meeting
    meeting: str
    held: str
    opens: str
    registering_opens: str
    virtual: str
    remote: str
    headquarters: str
    at: str
    local_time: str
    time_of: str
    when_label: str
    time_label: str
    where_label: str
    works_in: str
    # what is due
    key_dates: str
    due: str
    before: str
    inclusive: str
    contribution: str
    registration: str
    translation: str
    other_requests: str
    submit: str
    days_before: str
    end_of_work: str
    # people
    titles: str
    chair: str
    co_chair: str
    vice_chair: str
    of_body: str
    # pages
    home_page: str
    agenda: str
    # words for hours
    noon: str
    midnight: str

    def all(self, name: str) -> tuple[str, ...]:
        """The words under this name."""
        said = getattr(self, name)
        return tuple(said.split(" / ")) if isinstance(said, str) else tuple(said)


@cache
def vocabularies() -> tuple[Vocabulary, ...]:
    """The three languages in which such letters are read."""
    from intake.domain.circular.words import (  # they hold a Vocabulary each, so they import this
        english,
        french,
        spanish,
    )

    return (english.WORDS, french.WORDS, spanish.WORDS)


@cache
def words(name: str) -> tuple[str, ...]:
    """What all languages have under this name, the longest first."""
    known = {one.name for one in fields(Vocabulary)}
    assert name in known, name  # noqa: S101 - a slip of ours, found by the first test
    found = dict.fromkeys(word for one in vocabularies() for word in one.all(name))
    return tuple(sorted(found, key=len, reverse=True))


@cache
def any_of(*names: str) -> str:
    """One group of a regular expression with the words under these names."""
    return f"(?:{'|'.join(word for name in names for word in words(name))})"


@cache
def cue(*names: str) -> re.Pattern[str]:
    """Finds whole words under these names in folded text."""
    return re.compile(rf"(?<!\w){any_of(*names)}(?!\w)")
