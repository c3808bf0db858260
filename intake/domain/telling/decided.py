"""What the others read once somebody has decided on a late paper."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from intake.domain.letters.notice import Notice, Said, Section
from intake.domain.meeting import Officer
from intake.domain.publishing.posting import Doubt

_ROLES = ("chair", "co-chair")


Became = Literal["admitted", "kept", "closed", "moved"]
"""What a Decision made of late documents; "moved" where their date was, and there is nothing to decide any more."""


@dataclass(frozen=True, slots=True)
class Decided:
    """Late documents on which somebody decided: what they `became`, `by` whom (the `chair`, if one did), when (UTC).

    `waits`: the secretariat looks at one of them for another reason.
    """

    reference: str
    title: str
    became: Became
    by: str
    at: datetime
    reason: str
    numbers: tuple[str, ...] = ()
    chair: Officer | None = None
    waits: bool = False


def decided(one: Decided) -> Notice:
    """What became of it, by whose decision."""
    ending = {"admitted": "admitted", "kept": "kept"}.get(one.became, "admitted" if one.numbers else "closed")
    subject = Said(f"chairs.decided.subject-{ending}", {"reference": one.reference, "title": one.title})
    return Notice(subject, (Section(lines=tuple(sentences(one))),))


def look_before_posting(doubted: Mapping[str, Sequence[Doubt]]) -> Notice:
    """What was admitted while the meeting sits, by number, and why a person looks at it before it is posted."""
    numbers = ", ".join(doubted)
    lines = [Said(f"post.look.{why}", {"number": number}) for number, all_why in doubted.items() for why in all_why]
    how = Said("post.look.how", {"command": f"intake post {' '.join(doubted)}"})
    return Notice(Said("post.look.subject", {"numbers": numbers}), (Section(lines=(*lines, how)),))


def chair_named(chairs: Sequence[Officer], name: str) -> Officer | None:
    """The one chair with this name or address, case aside; None when there is none, or more than one."""
    wanted = name.strip().casefold()
    found = [one for one in chairs if wanted in (one.name.casefold(), *one.known_by)]
    return found[0] if len(found) == 1 else None


def sentences(one: Decided) -> Iterator[Said]:
    """The same, sentence by sentence."""
    about: dict[str, str | int] = {"reference": one.reference, "title": one.title}
    if one.became == "moved":
        yield Said("chairs.decided.moved", about)
    else:
        role = one.chair.role.casefold() if one.chair else "secretariat"
        known = role in (*_ROLES, "secretariat")
        yield Said(
            f"chairs.decided.{one.became}",
            {**about, "name": one.by, **({} if known else {"role": role})},
            {"at": one.at},
            words={"role": f"role.{role}"} if known else {},
        )
    if one.numbers:
        yield Said("chairs.decided.numbers", {"numbers": ", ".join(one.numbers)})
    if one.waits:
        yield Said("chairs.decided.waits")
    if one.became != "moved":
        yield Said("chairs.decided.reason", {"reason": one.reason})
