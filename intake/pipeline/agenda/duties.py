"""What is done when something falls due, kind by kind."""

from collections.abc import Callable, Mapping

from intake.domain.calls.agenda import Due, DueKind
from intake.domain.submission import Submission
from intake.pipeline.agenda.again import join, judge_again
from intake.pipeline.agenda.calls import call_opens, deadline_passes
from intake.pipeline.agenda.chairs import ask_chairs, chairs_are_silent, tell_what_was_decided
from intake.pipeline.agenda.closing import call_closes, final_report_is_due, supplement_is_due
from intake.pipeline.agenda.duty import Duty
from intake.pipeline.agenda.eve import eve_pack_is_due
from intake.pipeline.agenda.notifying import notify
from intake.pipeline.agenda.posting import posting_is_due
from intake.pipeline.agenda.reminding import morning_is_due, reminder_is_due, return_is_open, state_of_play_is_due
from intake.pipeline.agenda.unanswered import unanswered_is_due
from intake.pipeline.decision.lookup import submission_named
from intake.ports import UnitOfWork

DUTIES: Mapping[DueKind, Duty] = {
    "reminder": reminder_is_due,
    "morning": morning_is_due,
    "returned": return_is_open,
    "state-of-play": state_of_play_is_due,
    "call-opens": call_opens,
    "deadline": deadline_passes,
    "close": call_closes,
    "eve-pack": eve_pack_is_due,
    "final-report": final_report_is_due,
    "supplement": supplement_is_due,
    "judge-again": judge_again,
    "join": join,
    "notify": notify,
    "unanswered": unanswered_is_due,
    "post": posting_is_due,
    "ask-chairs": ask_chairs,
    "chairs-silent": chairs_are_silent,
    "tell-decided": tell_what_was_decided,
}
"""One duty for each kind; a kind without one lapses."""

MAILS: Mapping[DueKind, Callable[[UnitOfWork, Due], Submission]] = {
    "judge-again": lambda work, due: submission_named(work, due.subject.split("/")[2]),
    "join": lambda work, due: submission_named(work, due.subject.split("/")[2]),
    "ask-chairs": lambda work, due: work.submissions.get(int(due.subject.split("/")[2])),
}
"""Of duties that need the reading of a mail: that mail. It is decoded before the transaction of the row begins."""
