"""Who let a late document in: the person by whose Decision it was accepted first (Rec. ITU-T A.1, clause 3.2.5)."""

from collections.abc import Sequence

from intake.domain.answering.taken_back import standing_before
from intake.domain.verdict import Act, Decision

BY_THE_RULES: tuple[Act, ...] = ("replay", "import")
"""Acts of people that only have the rules speak, or tell what was registered elsewhere: they let nothing in."""


def let_in_by(decisions: Sequence[Decision], number: str) -> Decision | None:
    """The Decision by which a person accepted the document with this number, whatever the act; None where the line did.

    What was undone counts as it did before.
    """
    stands: list[tuple[bool, Decision | None]] = []
    for at, one in enumerate(decisions):
        was = stands[-1] if stands else (False, None)
        if one.act == "undo":
            again = standing_before(decisions[:at])
            stands.append(stands[again.n - 1] if again and again.n <= at else (False, None))
        elif number not in one.verdict.numbers:
            stands.append((False, None))
        elif was[0]:
            stands.append(was)
        else:
            by_person = one.by_person and one.act not in BY_THE_RULES
            stands.append((True, one if by_person else None))
    return stands[-1][1] if stands else None


def is_late(decision: Decision, number: str) -> bool:
    """Whether the document with this number was found late, though it was let in."""
    verdict = decision.verdict
    mine = (index for index, one in enumerate(verdict.documents) if one.number == number)
    return any(one.tells("late") for index in mine for one in verdict.of_document(index))
