"""The result of a reader for one kind of file, and a `Glance` made from a stranger's lines."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from intake.domain.document import FileType, Glance, Word
from intake.domain.mail import Problem
from intake.domain.text.language import one_line
from intake.readers.limits import cut

GLANCED = 4_000
"""How many characters of text a glance holds."""

_MADE_UP = re.compile(
    r"(?i)^(?:microsoft (?:word|powerpoint|office \w+) [-–] .*|(?:untitled|document|presentation|slide) ?\d*|"
    r"powerpoint[ -]pr[eé]sentation|\S*\.(?:docx?|docm|dotx?|pptx?|rtf|odt|odp|pdf|tex|dvi|indd))$"
)


@dataclass(frozen=True, slots=True)
class Member:
    """A file that was taken out of another one: its name in one line, its bytes, and how an attached mail carries it.

    `place` is its path in there ("1", "2.1").
    """

    place: str
    name: str
    content: bytes
    content_type: str = "application/octet-stream"
    disposition: str = "attachment"
    picture: bool = False


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file's kind, its content (a Word document, or a glance at another), its problems, the files in it.

    `doubts` are kinds of problems of an attached mail that are problems of the mail around it.
    """

    filetype: FileType
    word: Word | None = None
    problems: tuple[Problem, ...] = ()
    glance: Glance | None = None
    members: tuple[Member, ...] = ()
    doubts: tuple[str, ...] = ()


def each_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems of each kind and `what` once, as they were found first: where else they are changes nothing."""
    found: dict[tuple[str, object], Problem] = {}
    for one in problems:
        found.setdefault((one.kind, one.facts.get("what")), one)
    return tuple(found.values())


def glance(
    lines: Iterable[str], *, titles: Iterable[str] = (), author: str = "", pages: int = 0, words: int = 0
) -> Glance:
    """A Glance of these lines; its title is the first of `titles` that a person wrote, on one line.

    Programs fill the title property with the file's name or "Microsoft Word - x.doc", which is no title. `words`
    counts those of the lines where it is 0.
    """
    found = [line for line in (one_line(one, GLANCED) for one in lines) if line]
    shown = (one_line(one) for one in titles)
    return Glance(
        title=next((one for one in shown if one and not _MADE_UP.match(one)), ""),
        author=one_line(author),
        text=cut("\n".join(found)[:GLANCED], 4 * GLANCED),
        pages=pages,
        words=words or sum(len(line.split()) for line in found),
    )
