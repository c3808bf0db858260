"""Tells the story: mails arrive, people act, and between them all that falls due is done at its own instant."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Literal

from intake.app import OpenMailbox
from intake.demo.acts import PlayedAct
from intake.demo.letters import is_answer
from intake.demo.past import Past
from intake.demo.replay import Played
from intake.demo.scenes import Scene
from intake.demo.stage import Stage
from intake.domain.errors import IntakeError
from intake.pipeline.flow import OfLine, OfMailbox, in_order
from intake.pipeline.runner import until_nothing_is_due

_TOLD = ("deadline", "closed")
"""Lines of the log that are part of the story although nobody wrote or read anything."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened at `at` (UTC): a mail and what came of it, an act, a letter, or something that fell due.

    `mails` are the places among all mails that were sent: the answers to a mail, or the letter itself.
    """

    at: datetime
    kind: Literal["mail", "act", "letter", "due"]
    played: Played | None = None
    act: PlayedAct | None = None
    came: str = ""
    mails: tuple[int, ...] = ()


@dataclass
class Story:
    """The story on its stage, as far as it is told."""

    stage: Stage
    sent: int = 0
    logged: int = 0
    submissions: int = 0

    def tell(self, turns: "tuple[Scene | PlayedAct, ...]", ends: datetime) -> Iterator[Happened]:
        """Everything that happens until `ends`, in order."""
        for turn in sorted(turns, key=lambda one: one.at):
            yield from self._until(turn.at)
            yield from self._arrives(turn) if isinstance(turn, Scene) else self._acts(turn)
        yield from self._until(ends)

    def _until(self, at: datetime) -> Iterator[Happened]:
        """Do what falls due until then, each at its instant."""
        clock = self.stage.clock
        while True:
            due = self._work()
            yield from self._since()
            if due is None or due > at:
                break
            clock.move_to(max(due, clock.now()))
        clock.move_to(max(at, clock.now()))

    def _arrives(self, scene: Scene) -> Iterator[Happened]:
        servers = self.stage.servers
        past = Past(lambda: [(one.recipients, one.raw) for one in servers.sent()])
        for raw in scene.mails(past, scene.at):
            for address in scene.to:
                servers.append(address, raw, scene.at)
        self._work()
        played = Played(scene, self._new())
        later = list(self._since())
        mine = [one.mails for one in later if one.mails and is_answer(servers.sent()[one.mails[0]])]
        yield Happened(scene.at, "mail", played, mails=tuple(place for places in mine for place in places))
        yield from (one for one in later if one.mails not in mine)

    def _acts(self, act: PlayedAct) -> Iterator[Happened]:
        try:
            came = act.do(self.stage)
        except IntakeError as error:
            came = str(error)
        yield Happened(act.at, "act", act=act, came=came)
        self._work()
        self._new()
        yield from self._since()

    def _new(self) -> tuple[int, ...]:
        """The Submissions since it was last asked."""
        with self.stage.opened.line.store.read() as work:
            new = tuple(one.id for one in work.submissions.listed(after=self.submissions))
        self.submissions = max((self.submissions, *new))
        return new

    def _work(self) -> datetime | None:
        """Work until nothing is due; when the next is."""
        verbs = in_order([partial(_at, box) for box in self.stage.boxes])
        return until_nothing_is_due(self.stage.opened.line, verbs, wait=0).next_at

    def _since(self) -> Iterator[Happened]:
        """What was sent and logged since it was last asked."""
        now = self.stage.clock.now()
        with self.stage.opened.line.store.read() as work:
            entries = work.log.listed(after=self.logged, limit=10_000)
        self.logged = max([self.logged, *(one.id for one in entries)])
        for entry in entries:
            if entry.what in _TOLD:
                yield Happened(entry.at, "due", came=entry.why)
        sent = self.stage.servers.sent()
        # what is due at one instant leaves by several connections, in no order
        for place in sorted(range(self.sent, len(sent)), key=lambda one: (sent[one].recipients, sent[one].sender)):
            yield Happened(now, "letter", mails=(place,))
        self.sent = len(sent)


def _at(box: OpenMailbox, verb: OfMailbox) -> OfLine:
    return lambda line: verb(line, box.source, box.box)
