"""What people do at the desk in the story, as they would by command, with what has to come of it."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from intake.app import open_site
from intake.app.pages import open_pages
from intake.demo import people
from intake.demo.past import Past
from intake.demo.people import Author
from intake.demo.scenes import utc
from intake.demo.stage import PAGES, Stage
from intake.domain.letters.links import PAGE, LinkAct
from intake.domain.letters.requests import RequestOutcome
from intake.domain.lists.values import ListKind
from intake.domain.publishing.site import Watched
from intake.domain.verdict import Deed
from intake.pipeline.desk.documents.posting import post
from intake.pipeline.desk.mails.acts import ignore
from intake.pipeline.desk.mails.moving import move_to_group
from intake.pipeline.house.papers import register_paper
from intake.pipeline.lists.writing import written
from intake.pipeline.publishing import Wish, publish
from intake.pipeline.runner import until_nothing_is_due
from intake.web.public.visits import ask, visit

SITE = Path("look", "site")
"""Below the home: one folder for each audience."""

_QUESTION, _OTHER_GROUP, _OLD_WORD = "MV-26-0001", "MV-26-0007", "MV-26-0008"
_OUTCOMES: dict[RequestOutcome, str] = {
    "": "waits",
    "decided": "decided",
    "already": "decided already",
    "refused": "kept",
}


@dataclass(frozen=True, slots=True)
class PlayedAct:
    """Something that a person does at the desk: when (UTC), who, by which command, and what has to come of it."""

    at: datetime
    who: Author
    what: str
    do: Callable[[Stage], str]
    expected: str


def _deed(reason: str) -> Deed:
    return Deed("secretariat", reason)


def _fetches(stage: Stage) -> str:
    """A scanner opens every link in the chair's letter before he does, as those of companies do."""
    with open_pages(stage.opened.files.top, clock=stage.clock, environment={}) as pages:
        seen = [visit(pages, token).request for token in _tokens(stage, people.CO_CHAIR)]
    return "nothing is decided" if seen == [None, None] else f"{len(seen)} links"


def _presses(chair: Author, act: LinkAct, reason: str) -> Callable[[Stage], str]:
    """A chair opens the link for this act in the letter, gives a reason and confirms; then the line decides."""

    def do(stage: Stage) -> str:
        with open_pages(stage.opened.files.top, clock=stage.clock, environment={}) as pages:
            (token,) = [one for one in _tokens(stage, chair) if visit(pages, one).link.act == act]
            asked = ask(pages, token, reason)
        until_nothing_is_due(stage.opened.line, wait=0)
        with stage.opened.line.store.read() as work:
            settled = work.requests.get(asked.id)
        return _OUTCOMES[settled.outcome if settled else ""]

    return do


def _tokens(stage: Stage, chair: Author) -> list[str]:
    """The tokens of the links in the letter that asked this chair, each once."""
    past = Past(lambda: [(one.recipients, one.raw) for one in stage.servers.sent()])
    part = past.receipt_to(chair, "Received after the date for contributions").get_body(("html",))
    text = str(part.get_content()) if part is not None else ""
    return list(dict.fromkeys(re.findall(rf"{re.escape(PAGES)}/{PAGE}/([A-Za-z0-9_.-]+)", text)))


def _settled(name: str, reason: str) -> Callable[[Stage], str]:
    """What was settled by telephone is taken off the work list."""
    return lambda stage: f"{ignore(stage.opened.line, name, _deed(reason)).verdict.disposition}d"


def _move(stage: Stage) -> str:
    _, (moved,) = move_to_group(stage.opened.line, _OTHER_GROUP, _deed("Its cover names JCA-DCC."), "jca-dcc")
    return f"moved to JCA-DCC as {moved.reference}"


def _writes(kind: ListKind) -> Callable[[Stage], str]:
    """A list of the meeting as a document of the house, under a number of its own."""

    def do(stage: Stage) -> str:
        line = stage.opened.line
        paper = written(line, kind, "jca-mv", "2026-05-13")
        done = register_paper(line, paper, "jca-mv", "2026-05-13", _deed("for the meeting"))
        return ", ".join(done.decision.verdict.numbers)

    return do


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


_ADMITS = _presses(people.CO_CHAIR, "admit", "The test bed is on our agenda, and it came a second late.")
_KEEPS = _presses(people.OTHER_CHAIR, "keep", "The next meeting is soon enough.")
_CALLED = _settled(_OLD_WORD, "He takes it back: his colleague sends it to the next meeting.")
_DESK = people.SECRETARIAT
ACTS = (
    PlayedAct(utc("04-30T22:01:00"), people.SCANNER, "Opens both links in the letter", _fetches, "nothing is decided"),
    PlayedAct(utc("05-01T08:05:00"), people.CO_CHAIR, "Opens a link and confirms: admit", _ADMITS, "decided"),
    PlayedAct(utc("05-01T08:06:00"), people.OTHER_CHAIR, "Opens his and confirms: keep it", _KEEPS, "decided already"),
    PlayedAct(utc("05-01T08:30:00"), _DESK, "intake release --group", _move, "moved to JCA-DCC as DCC-26-0002"),
    PlayedAct(
        utc("05-01T08:40:00"),
        _DESK,
        "intake ignore, a question answered",
        _settled(_QUESTION, "answered by telephone"),
        "ignored",
    ),
    PlayedAct(utc("05-04T07:30:00"), _DESK, "intake ignore, after a call", _CALLED, "ignored"),
    PlayedAct(utc("05-04T07:40:00"), _DESK, "intake write agenda", _writes("agenda"), "JCA-MV-Doc-001"),
    PlayedAct(utc("05-04T07:50:00"), _DESK, "intake write allocation", _writes("allocation"), "JCA-MV-Doc-008"),
    PlayedAct(utc("05-04T08:00:00"), _DESK, "intake post", _post, "10 documents posted"),
    PlayedAct(
        utc("05-04T08:05:00"),
        _DESK,
        "intake publish, for members",
        _publish("members"),
        "documents: JCA-DCC 2, JCA-MV 8",
    ),
    PlayedAct(
        utc("05-04T08:05:00"), _DESK, "intake publish, for the public", _publish("public"), "documents: JCA-MV 8"
    ),
)
