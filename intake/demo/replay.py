"""Plays scenes on the stage: the clock moves, mails arrive, the line works until nothing is due, all is compared."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from intake.app import OpenMailbox
from intake.demo.past import Past
from intake.demo.scenes import Expected, Scene
from intake.demo.stage import Stage
from intake.pipeline.flow import OfLine, OfMailbox, in_order
from intake.pipeline.runner import until_nothing_is_due
from intake.pipeline.showing.plain import Object
from intake.pipeline.showing.views import submission_object


@dataclass(frozen=True, slots=True)
class Played:
    """A scene, and the Submissions that came of it, by id."""

    scene: Scene
    ids: tuple[int, ...]


def play(stage: Stage, scenes: Sequence[Scene]) -> Iterator[Played]:
    """Play these scenes one after the other, each to its end."""
    past = Past(lambda: [(one.recipients, one.raw) for one in stage.servers.sent()])
    last = 0
    for scene in scenes:
        ahead = scene.at - stage.clock.now()
        stage.clock.wait(ahead.total_seconds())
        for raw in scene.mails(past, scene.at):
            for address in scene.to:
                stage.servers.append(address, raw, scene.at)
        until_nothing_is_due(stage.opened.line, in_order([partial(_at, box) for box in stage.boxes]))
        with stage.opened.line.store.read() as work:
            new = work.submissions.listed(after=last)
        last = max([last, *(one.id for one in new)])
        yield Played(scene, tuple(one.id for one in new))


def _at(box: OpenMailbox, verb: OfMailbox) -> OfLine:
    return lambda line: verb(line, box.source, box.box)


def objects(stage: Stage, played: Played) -> tuple[Object, ...]:
    """What is known now of the Submissions of a scene."""
    opened = stage.opened
    with opened.line.store.read() as work:
        return tuple(
            submission_object(work, work.submissions.get(one), opened.words, opened.line.letters) for one in played.ids
        )


def came_of(found: Object) -> Expected:
    """What came of one Submission, in the terms of the table."""
    numbers = [one["number"] or one["of"] for one in found["documents"] if one["role"] == "contribution"]
    receipt = found["receipt"] or {}
    subject = receipt.get("subject")
    return Expected(
        disposition=found["disposition"] or found["state"],
        number=next((one for one in numbers if one), None),
        findings=tuple(sorted({one["id"] for one in found["findings"] if one["severity"] != "note"})),
        subject=subject.partition("] ")[2] if subject else None,
        receipt=receipt.get("state"),
        group=found["group"],
    )


def differences(scene: Scene, found: Sequence[Object]) -> list[str]:
    """Where a scene came out unlike its table, each as one sentence."""
    came = [came_of(one) for one in found]
    if [one.group for one in came] != [one.group for one in scene.expected]:
        groups = ", ".join(one.group for one in came) or "nothing"
        return [f"{_named(scene)}: expected {len(scene.expected)} submission(s), came {groups}."]
    return [
        f"{_named(scene)} in {wanted.group}: {name} expected {_said(wanted, name)}, came {_said(had, name)}."
        for wanted, had in zip(scene.expected, came, strict=True)
        for name in ("disposition", "number", "findings", "subject", "receipt")
        if getattr(wanted, name) != getattr(had, name)
    ]


def _named(scene: Scene) -> str:
    return f"{scene.at:%d %B %H:%M:%S} UTC, {scene.who.name} ({scene.what})"


def _said(one: Expected, name: str) -> str:
    value = getattr(one, name)
    return (", ".join(value) if isinstance(value, tuple) else value) or "none"
