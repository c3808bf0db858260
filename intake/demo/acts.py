"""What people do at the desk in the story, as they would by command, with what has to come of it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from intake.app import open_site
from intake.demo import people
from intake.demo.people import Person
from intake.demo.scenes import utc
from intake.demo.stage import Stage
from intake.domain.publishing.site import Watched
from intake.domain.verdict import Deed
from intake.pipeline.desk.acts import admit, ignore
from intake.pipeline.desk.chairs import by_chair, settle_evidence
from intake.pipeline.desk.moving import move_to_group
from intake.pipeline.desk.posting import post
from intake.pipeline.publishing import Wish, publish

SITE = Path("look", "site")
"""Below the home: one folder for each audience."""

_QUESTION, _OTHER_GROUP, _LATE, _REPLY = "MV-26-0001", "MV-26-0007", "MV-26-0016", "MV-26-0018"


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a person does at the desk: when (UTC), who, by which command, and what has to come of it."""

    at: datetime
    who: Person
    what: str
    do: Callable[[Stage], str]
    expected: str


def _deed(reason: str) -> Deed:
    return Deed("secretariat", reason)


def _admit(stage: Stage) -> str:
    line = stage.opened.line
    said = _deed("The test bed is on the agenda, and it came a second late.")
    deed = by_chair(line, _LATE, said, people.CO_CHAIR.address, _REPLY)
    decision = admit(line, _LATE, deed)
    settle_evidence(line, deed, _LATE)
    return f"admitted as {', '.join(decision.verdict.numbers)}"


def _answered(stage: Stage) -> str:
    """The question was answered by telephone, and is taken off the work list."""
    return ignore(stage.opened.line, _QUESTION, _deed("answered by telephone")).verdict.disposition + "d"


def _move(stage: Stage) -> str:
    _, moved = move_to_group(stage.opened.line, _OTHER_GROUP, _deed("Its cover names JCA-DCC."), "jca-dcc")
    return f"moved to JCA-DCC as {moved.reference}"


def _post(stage: Stage) -> str:
    """Everything that has a number; each document was looked at, since no address had written before."""
    changed: list[str] = []
    for group in ("jca-mv", "jca-dcc"):
        with stage.opened.line.store.read() as work:
            numbers = [one.label for one in work.contributions.listed(group)]
        changed += post(stage.opened.line, numbers, _deed("looked at")).changed
    return f"{len(changed)} documents posted"


def _publish(audience: Watched) -> Callable[[Stage], str]:
    def do(stage: Stage) -> str:
        with open_site(stage.opened.files.top / SITE / audience, audience) as site:
            written, _ = publish(stage.opened.line, site, Wish(audience))
        count = Counter({one.group.upper(): one.documents for one in written if one.documents})
        return f"documents: {', '.join(f'{group} {n}' for group, n in sorted(count.items()))}"

    return do


_DESK = people.SECRETARIAT
ACTS = (
    Act(utc("05-01T08:20:00"), _DESK, "intake admit --decided-by", _admit, "admitted as JCA-MV-Doc-006"),
    Act(utc("05-01T08:30:00"), _DESK, "intake release --group", _move, "moved to JCA-DCC as DCC-26-0002"),
    Act(utc("05-01T08:40:00"), _DESK, "intake ignore, a question answered", _answered, "ignored"),
    Act(utc("05-04T08:00:00"), _DESK, "intake post", _post, "8 documents posted"),
    Act(
        utc("05-04T08:05:00"),
        _DESK,
        "intake publish, for members",
        _publish("members"),
        "documents: JCA-DCC 2, JCA-MV 6",
    ),
    Act(utc("05-04T08:05:00"), _DESK, "intake publish, for the public", _publish("public"), "documents: JCA-MV 6"),
)
