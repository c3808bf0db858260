"""What waits for a person because of one check, as after an outage of the virus scanner."""

from intake.domain.errors import UsageError
from intake.domain.findings import OUR_FAILURE
from intake.domain.outcomes import standing
from intake.domain.submission import Submission
from intake.domain.verdict import Verdict
from intake.pipeline.line import Line


def held_for(line: Line, check: str) -> list[Submission]:
    """The Submissions that wait because of this check, oldest time of receipt first. UsageError for no check's id."""
    if check not in line.checks and check != OUR_FAILURE:
        raise UsageError(f"{check}: there is no check with this id; 'intake show ID' names what holds a mail.")
    with line.store.read() as work:
        return [one for one, last in work.submissions.held() if waits_for(last.verdict, check)]


def waits_for(verdict: Verdict, check: str) -> bool:
    """Whether a finding of this check holds the mail, or a document of it that nobody has decided on."""
    places = (None, *range(len(verdict.documents)))
    return any(one.id == check and one.severity == "hold" for index in places for one in standing(verdict, index))
