"""Values of the domain as their canonical JSON, and back: what rows and blobs hold, and what a reader process says.

What that text is, `intake.domain.text.canonical` says, and can write it with the standard library alone. Here pydantic
writes the same several times as fast, and reads it back with every type checked. It is loaded at the first use:
a command that takes no value in, and the reader process, which only writes, do without it.
"""

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from intake.domain.answering.receipt import Receipt
from intake.domain.circular.letter import CircularLetters
from intake.domain.document import Reading
from intake.domain.submission import Snapshot
from intake.domain.text.canonical import canonical
from intake.domain.verdict import Finding, Meaning, Verdict

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from intake.domain.judging.case import Checks

T = TypeVar("T")


class Codec(Generic[T]):
    """One type as canonical JSON. Any number of threads may use it."""

    def __init__(self, kind: Any) -> None:  # noqa: ANN401 - a class, or a type with what is in it
        self._kind = kind

    def dump(self, value: T) -> str:
        """The canonical text of the value; only a number may be written with another exponent (1e-7 for 1e-07)."""
        try:
            return self._adapter.dump_json(value).decode()
        except ValueError:  # a lone surrogate, which no JSON text can hold
            return canonical(value)

    def load(self, text: str | bytes) -> T:
        """The value of a canonical text, with its fields in any order; raises ValueError for any other text."""
        try:
            return _understood(self._adapter.validate_json(text))
        except ValueError as error:
            raise ValueError(f"this is not the text of a {getattr(self._kind, '__name__', self._kind)}") from error

    def load_exactly(self, text: bytes) -> T:
        """The value of a stranger's text. Raises ValueError for one that does not come out of it byte by byte."""
        value = self._adapter.validate_json(text, strict=True)
        if self._adapter.dump_json(value) != text and canonical(value).encode() != text:
            raise ValueError("not the canonical text of a value")
        return value

    @cached_property
    def _adapter(self) -> "TypeAdapter[T]":
        from pydantic import TypeAdapter

        return TypeAdapter(self._kind)


def _understood(value: T) -> T:
    """The value with what its findings mean, which earlier versions did not write down (`Finding.means`)."""
    if isinstance(value, Verdict):
        return replace(value, findings=_with_meanings(value.findings))
    if isinstance(value, Receipt):
        files = tuple(replace(one, findings=_with_meanings(one.findings)) for one in value.files)
        return replace(value, files=files, findings=_with_meanings(value.findings))
    return value


def _with_meanings(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    if all(one.means is not None for one in findings):
        return findings
    from intake.checks import REGISTRY  # for what an earlier version wrote: a command that only shows loads no check

    return tuple(one if one.means is not None else replace(one, means=_meanings(one, REGISTRY)) for one in findings)


def _meanings(finding: Finding, checks: "Checks") -> tuple[Meaning, ...]:
    check = checks.get(finding.id)
    return check.meanings(finding.facts) if check else ()


READING = Codec[Reading](Reading)
LETTERS = Codec[CircularLetters](CircularLetters)
SNAPSHOT = Codec[Snapshot](Snapshot)


class CanonicalValues:
    """What the line kept as text and reads back (`Values` in ports)."""

    def reading(self, text: bytes) -> Reading:
        """The reading that a blob holds. Raises ValueError when it is none."""
        return READING.load(text)

    def snapshot(self, text: str) -> Snapshot:
        """The snapshot that a Decision rests on; raises ValueError if the text is none."""
        return SNAPSHOT.load(text)
