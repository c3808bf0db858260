"""What the others read once somebody has decided on a late paper."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from intake.domain.letters.notice import Notice, Said, Section
from intake.domain.meeting import Officer
from intake.domain.publishing.posting import Doubt

_ROLES = ("chair", "co-chair")


@dataclass(frozen=True, slots=True)
class Decided:
    """A late mail on which somebody decided: `by` whom (the `chair`, if one did), when (UTC), and why.

    `by` is "line" where its date was moved, and there is nothing to decide any more.
    """

    reference: str
    title: str
    by: str
    at: datetime
    reason: str
    numbers: tuple[str, ...] = ()
    chair: Officer | None = None


def decided(one: Decided) -> Notice:
    """What became of it, by whose decision."""
    subject = Said(
        f"chairs.decided.subject-{'admitted' if one.numbers else 'closed'}",
        {"reference": one.reference, "title": one.title},
    )
    return Notice(subject, (Section(lines=tuple(_lines(one))),))


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


def _lines(one: Decided) -> Iterator[Said]:
    about: dict[str, str | int] = {"reference": one.reference, "title": one.title}
    if one.by == "line":
        yield Said("chairs.decided.moved", about)
    else:
        role = one.chair.role.casefold() if one.chair else "secretariat"
        known = role in (*_ROLES, "secretariat")
        yield Said(
            "chairs.decided.admitted" if one.numbers else "chairs.decided.closed",
            {**about, "name": one.by, **({} if known else {"role": role})},
            {"at": one.at},
            words={"role": f"role.{role}"} if known else {},
        )
    if one.numbers:
        yield Said("chairs.decided.numbers", {"numbers": ", ".join(one.numbers)})
    if one.by != "line":
        yield Said("chairs.decided.reason", {"reason": one.reason})
