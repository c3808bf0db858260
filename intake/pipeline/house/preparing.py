"""A note prepared for judging, for the meeting that a person named."""

from dataclasses import replace
from datetime import datetime

from intake.domain.document import Reading
from intake.domain.judging.judge import Prepared, prepare
from intake.domain.rulebook import Rulebook


def prepared_for(reading: Reading, rulebook: Rulebook, meeting: str | None, received: datetime) -> Prepared:
    """The note under this rulebook; `meeting` is the id that was named ("next" too), None leaves it to the note."""
    prepared = prepare(reading, rulebook, received)
    if meeting is None:
        return prepared
    named, then = rulebook.meeting(meeting), prepared.rulebook
    own = replace(rulebook.under(named), group=then.group, profiles=then.profiles)
    return replace(prepared, meeting=named, rulebook=own)
