"""The template of a group that counts now, and whether its file can be handed out."""

from datetime import date, datetime

from intake.domain.judging.judge import valid_profiles
from intake.domain.profile import Profile
from intake.domain.rulebook import Rulebook
from intake.ports import Blobs


def newest_template(rulebook: Rulebook, at: datetime, *kinds: str) -> Profile | None:
    """The newest template of the group for the first of these kinds that has one, at this instant (UTC)."""
    valid = valid_profiles(rulebook, at)
    for kind in kinds:
        if fitting := [one for one in valid if one.kind == kind]:
            return max(fitting, key=lambda one: (one.valid_from or date.min, one.id))
    return None


def template_to_offer(blobs: Blobs, rulebook: Rulebook, at: datetime) -> Profile | None:
    """The template for contributions that anybody may be given at this instant (UTC); None where we have none."""
    found = newest_template(rulebook, at, "contribution")
    return found if found is not None and blobs.has(found.reference) else None
