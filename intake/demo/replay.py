"""What came of a mail of the story, compared with what had to come of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from intake.demo.scenes import Expected, Scene
from intake.demo.stage import Stage
from intake.pipeline.showing.plain import Object
from intake.pipeline.showing.views import submission_object


@dataclass(frozen=True, slots=True)
class Played:
    """A scene, and the Submissions that came of it, by id."""

    scene: Scene
    ids: tuple[int, ...]


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


def differences(scene: Scene, found: Sequence[Object], expected: Sequence[Expected]) -> list[str]:
    """Where a scene came out unlike what was expected, each as one sentence."""
    came = [came_of(one) for one in found]
    if [one.group for one in came] != [one.group for one in expected]:
        groups = ", ".join(one.group for one in came) or "nothing"
        return [f"{_named(scene)}: expected {len(expected)} submission(s), came {groups}."]
    return [
        f"{_named(scene)} in {wanted.group}: {name} expected {_said(wanted, name)}, came {_said(had, name)}."
        for wanted, had in zip(expected, came, strict=True)
        for name in ("disposition", "number", "findings", "subject", "receipt")
        if getattr(wanted, name) != getattr(had, name)
    ]


def _named(scene: Scene) -> str:
    return f"{scene.at:%d %B %H:%M:%S} UTC, {scene.who.name} ({scene.what})"


def _said(one: Expected, name: str) -> str:
    value = getattr(one, name)
    return (", ".join(value) if isinstance(value, tuple) else value) or "none"
