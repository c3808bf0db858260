"""The mails before the deadline of 30 April 2026 and after it, scene by scene, with what has to come of each.

The deadline of the second meeting of JCA-MV is 23:59:59 in Geneva, 21:59:59 UTC. JCA-DCC has no open meeting then.
`SCENES` says who sends what, and what is expected; `acts.py` what the secretariat does; `letters.py` what people read.
The exit code of the demo compares nothing else.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from intake.demo import documents, people, written
from intake.demo.people import Author
from intake.demo.written import DCC, MV, Correspondence

STARTS = datetime(2026, 3, 25, 23, 0, tzinfo=UTC)
ENDS = datetime(2026, 5, 12, 18, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Expected:
    """What has to come of a mail in one group, and in which state its receipt is at the end (None: there is none).

    `findings` are all that are more than notes.
    """

    disposition: str
    number: str | None = None
    findings: tuple[str, ...] = ()
    subject: str | None = None
    receipt: str | None = "sent"
    group: str = "jca-mv"


@dataclass(frozen=True, slots=True)
class Scene:
    """One thing that somebody does: when (UTC), who, what in a few words, and which mails arrive in which mailboxes.

    `expected` is what it is at the end of the story; `at_first` what came at once, where that changes later.
    """

    at: datetime
    who: Author
    what: str
    mails: Correspondence
    expected: tuple[Expected, ...]
    to: tuple[str, ...] = (MV,)
    at_first: tuple[Expected, ...] = ()

    @property
    def expected_at_once(self) -> tuple[Expected, ...]:
        """What has to come of it when it arrives: what it is at the end, where nobody changes it in between."""
        return self.at_first or self.expected


def utc(clock: str) -> datetime:
    """An instant of 2026 as "04-30T15:30:00"."""
    return datetime.fromisoformat(f"2026-{clock}Z")


SCENES = (
    Scene(
        utc("04-29T12:10:00"),
        people.IN_TIME,
        "A question, and no file",
        written.a_question,
        (Expected("ignore", receipt=None),),
        at_first=(Expected("question", receipt=None),),
    ),
    Scene(
        utc("04-30T15:30:00"),
        people.DELEGATE,
        "A paper: clean, marked, and as PDF",
        written.clean_marked_and_pdf,
        (Expected("accept", "JCA-MV-Doc-002", ("TPL-004",), f"Registered: JCA-MV-Doc-002 - {documents.AVATARS}"),),
    ),
    Scene(
        utc("04-30T15:37:00"),
        people.DELEGATE,
        "Wrong version, please use this",
        written.wrong_version,
        (Expected("accept", "JCA-MV-Doc-002", ("TPL-004",), f"Replaced: JCA-MV-Doc-002 - {documents.AVATARS}"),),
    ),
    Scene(
        utc("04-30T15:40:00"),
        people.DELEGATE,
        "The same file once more",
        written.once_more,
        (Expected("accept", "JCA-MV-Doc-002", ("TPL-004",), "Already registered: JCA-MV-Doc-002"),),
    ),
    Scene(
        utc("04-30T16:05:00"),
        people.FRENCH,
        "One paper for both groups",
        written.to_both_groups,
        (
            Expected("accept", "JCA-MV-Doc-003", (), f"Registered: JCA-MV-Doc-003 - {documents.BOTH}"),
            Expected(
                "accept",
                "JCA-DCC-Doc-001",
                (),
                f"Registered for the next meeting: JCA-DCC-Doc-001 - {documents.BOTH}",
                group="jca-dcc",
            ),
        ),
        to=(MV, DCC),
    ),
    Scene(
        utc("04-30T16:06:00"),
        people.FRENCH,
        "His mail program: away until May",
        written.on_holiday,
        (Expected("ignore", receipt=None),),
    ),
    Scene(
        utc("04-30T16:40:00"),
        people.BORDERS,
        "A paper for the other group",
        written.meant_for_the_other_group,
        (Expected("ignore", None, ("ENV-007",), "Received, the secretariat will reply"),),
        at_first=(Expected("hold", None, ("ENV-007",), "Received, the secretariat will reply"),),
    ),
    Scene(
        utc("04-30T17:20:00"),
        people.OLD_WORD,
        "An old .doc",
        written.old_format,
        (Expected("ignore", None, ("FIL-001",), "Received, the secretariat will reply", receipt="bounced"),),
        at_first=(Expected("hold", None, ("FIL-001",), "Received, the secretariat will reply"),),
    ),
    Scene(
        utc("04-30T17:21:00"),
        people.OLD_WORD,
        "His server: mailbox full",
        written.mailbox_full,
        (Expected("ignore", receipt=None),),
    ),
    Scene(
        utc("04-30T18:10:00"),
        people.HASTY,
        "The template, half filled in",
        written.not_filled_in,
        (Expected("return", None, ("COV-002", "TPL-004"), "Please correct and send again"),),
    ),
    Scene(
        utc("04-30T19:02:00"),
        people.MACROS,
        "A Word file with macros",
        written.with_macros,
        (Expected("return", None, ("FIL-008",), "Please correct and send again"),),
    ),
    Scene(
        utc("04-30T20:45:00"),
        people.TWICE,
        "One mail that arrives twice",
        written.twice,
        (Expected("accept", "JCA-MV-Doc-004", (), f"Registered: JCA-MV-Doc-004 - {documents.CAPTIONS}"),),
    ),
    Scene(
        utc("04-30T21:50:00"),
        people.DELEGATE,
        "A second paper, in house style",
        written.in_house_style,
        (
            Expected(
                "return",
                None,
                ("COV-001", "COV-002", "COV-003", "COV-005", "TPL-001"),
                "Please correct and send again",
            ),
        ),
    ),
    Scene(
        utc("04-30T21:59:58"),
        people.IN_TIME,
        "A second before the deadline",
        written.a_second_before,
        (Expected("accept", "JCA-MV-Doc-005", (), f"Registered: JCA-MV-Doc-005 - {documents.ENERGY}"),),
    ),
    Scene(
        utc("04-30T22:00:00"),
        people.TOO_LATE,
        "A second after the deadline",
        written.a_second_after,
        (Expected("accept", "JCA-MV-Doc-007", ("TIM-001",), f"Admitted: JCA-MV-Doc-007 - {documents.TEST_BED}"),),
        at_first=(Expected("hold", None, ("TIM-001",), "Received after the date for contributions"),),
    ),
    Scene(
        utc("04-30T22:20:00"),
        people.DELEGATE,
        "The second paper on the template",
        written.corrected,
        (Expected("accept", "JCA-MV-Doc-006", (), f"Registered: JCA-MV-Doc-006 - {documents.TWINS}"),),
    ),
    Scene(
        utc("05-04T07:12:00"),
        people.DELEGATE,
        "Thank you very much!",
        written.thanks,
        (Expected("ignore", receipt=None),),
    ),
)
