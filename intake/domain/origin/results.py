"""The Authentication-Results and ARC fields of a mail (RFC 8601, RFC 8617), as they stand there.

Who wrote them, and what they prove, is judged in `domain.origin.authentication`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MethodResult:
    """What one method found, in lower case, and its properties ("header.d", "etri.re.kr") in order."""

    method: str
    result: str
    properties: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """The first value of a property, or ""."""
        return next((value for known, value in self.properties if known == name), "")


@dataclass(frozen=True, slots=True)
class ResultsField:
    """One Authentication-Results field. `authserv_id` is as written, "" where the field has none.

    `below` counts the Received fields above it. `readable` is False where no two programs need read it alike: then it
    has neither id nor results.
    """

    authserv_id: str
    below: int
    results: tuple[MethodResult, ...] = ()
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Seal:
    """One ARC-Seal field: its instance, its signing domain in lower case, and how many Received fields stand above it.

    `results` are those of the one ARC-Authentication-Results field of this instance, () where there is none or several.
    """

    instance: int
    domain: str
    below: int
    results: tuple[MethodResult, ...] = ()
