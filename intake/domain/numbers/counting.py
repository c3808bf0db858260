"""Whether a number counts: one that was withdrawn or given up stays in the list, and nothing more is done to it."""

from intake.domain.errors import UsageError
from intake.domain.submission import Contribution


def require_counting(one: Contribution) -> None:
    """Raise UsageError where a number was given up or withdrawn."""
    require_not_joined(one)
    if one.withdrawn_at is not None:
        raise UsageError("{number} is withdrawn; 'intake release' makes its number count again.", number=one.label)


def require_not_joined(one: Contribution) -> None:
    """Raise UsageError where a number was given up for another one."""
    if one.joined_to:
        raise UsageError(
            "{number} was given up: it is joined to {joined_to}; 'intake split' takes it out of there again.",
            number=one.label,
            joined_to=one.joined_to,
        )
