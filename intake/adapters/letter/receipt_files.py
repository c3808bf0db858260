"""The parts of a receipt that speak of its files and findings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from intake.adapters.letter.voice import ABOUT_A_NUMBER, RECORDED, Voice
from intake.domain.answering.receipt import ReceiptFile
from intake.domain.judging.roles import WORD_TYPES
from intake.domain.verdict import Finding

_MOST = 40
"""How many files, and points of one file, a letter lists: it may go to somebody who never wrote to us."""


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file with its kind, and the remarks about it."""

    line: str
    remarks: Sequence[str]


@dataclass(frozen=True, slots=True)
class Points:
    """The points to correct in one file, numbered on from `start`; no heading for the whole mail."""

    heading: str
    start: int
    points: Sequence[str]


def files(voice: Voice) -> Sequence[FileLine]:
    """6: each file with its kind, and remarks that need no action."""
    if voice.receipt.outcome in ABOUT_A_NUMBER:
        return []
    named = [one for one in voice.receipt.files if one.named]
    lines = [FileLine(_file(voice, one), _remarks(voice, one)) for one in named[:_MOST]]
    return [*lines, FileLine(f"… (+{len(named) - _MOST})", [])] if len(named) > _MOST else lines


def completed(voice: Voice) -> Sequence[str]:
    """7: the points that the secretariat completes in documents that were not returned."""
    if voice.receipt.outcome == "corrected":
        return []
    kept = [file for file in voice.receipt.files if file.disposition in ("accept", "hold")]
    whole = [voice.completed(finding) for finding in (voice.of_mail("repair") if kept else [])]
    pairs = [(file, finding) for file in kept for finding in voice.of_file(file, "repair")]
    own = [voice.about(file, finding, voice.completed(finding)) for file, finding in pairs]
    return _once([*whole, *own, *(line for file in voice.recorded() for line in _unnamed(voice, file))])


def _unnamed(voice: Voice, one: ReceiptFile) -> list[str]:
    """Title and source that a released document does not have, unless a repair says so already."""
    if any(finding.tells("empty-field") for finding in voice.of_file(one, "repair")):
        return []
    missing = [name for name, value in (("title", one.title), ("source", one.source)) if not value]
    return [voice.say(f"completed.no-{name}", file=_name(voice, one)) for name in missing]


def to_correct(voice: Voice) -> Sequence[Points]:
    """8: every point of every returned document, those that stand in the way first, numbered through."""
    found: list[Points] = []
    if voice.closed():
        return found
    for heading, findings in _to_correct(voice)[:_MOST]:
        points = _once([voice.point(_below_its_file(one) if heading else one) for one in findings])
        start = found[-1].start + len(found[-1].points) if found else 1
        if points:
            found.append(Points(heading, start, points))
    return found


def waiting(voice: Voice) -> Sequence[str]:
    """8: the reasons why a person has to look, as far as the sender may know them."""
    whole = [voice.point(finding) for finding in voice.of_mail("hold") if not finding.tells("late")]
    pairs = [(file, finding) for file in voice.receipt.files for finding in voice.of_file(file, "hold")]
    own = [voice.about(file, finding, voice.point(finding)) for file, finding in pairs if not finding.tells("late")]
    return _once([*whole, *own])


def to_do(voice: Voice) -> Sequence[str]:
    """8: the sender's next step, its time limit and its benefit; or that there is nothing to do."""
    outcome = voice.receipt.outcome
    if outcome == "returned" and voice.closed():
        return [voice.say("do.late-closed")]
    lines = _how_to_correct(voice) if outcome == "returned" or to_correct(voice) else []
    if outcome == "late":
        return [*lines, voice.say("do.late")] if lines else [voice.say("do.nothing"), voice.say("do.late")]
    if outcome == "held" or any(one.named and one.disposition == "hold" for one in voice.receipt.files):
        late = any(finding.tells("late") for one in voice.receipt.files for finding in voice.of_file(one, "hold"))
        lines.append(voice.say("do.late" if late else "do.wait"))
    nothing = "do.nothing-more" if outcome == "repeated" else "do.nothing"
    return lines or [voice.say(nothing)]


def links(voice: Voice) -> Sequence[str]:
    """13: where the template is, unless part 8 has said it."""
    receipt = voice.receipt
    told = receipt.outcome in RECORDED or receipt.outcome in ("late", "held", "returned")
    if not (told and voice.template_url and voice.is_contribution()) or voice.closed() or _asks(voice):
        return []
    return [voice.say("link.template", template_url=voice.template_url)]


def ids(voice: Voice) -> str:
    """13: the ids of all findings that were told, for the secretariat."""
    if voice.receipt.outcome in ("corrected", "joined"):
        return ""
    severities = ("note", "warning", "repair", "error", "hold")
    found = [*voice.of_mail(*severities)]
    found += [finding for file in voice.receipt.files for finding in voice.of_file(file, *severities)]
    return ", ".join(sorted({finding.id for finding in found}))


def _file(voice: Voice, one: ReceiptFile) -> str:
    number = one.number or one.of or ""
    return voice.say(f"file.{_taken_for(voice, one)}", file=_name(voice, one), number=number)


def _name(voice: Voice, one: ReceiptFile) -> str:
    """Name a file, and the one that it came in, where that was not the mail itself."""
    name = voice.shown(one.name) or voice.say("file.without-name")
    if one.archive:
        return voice.say("file.from-archive", file=name, archive=voice.shown(one.archive))
    if one.made == "converted":
        return voice.say("file.converted", file=name, of=", ".join(voice.shown(source) for source in one.made_of))
    if one.made == "cover":
        return voice.say("file.cover", file=name)
    return voice.say("file.from-mail", file=name) if one.forwarded else name


def _taken_for(voice: Voice, one: ReceiptFile) -> str:
    if one.neutral or (one.disposition == "hold" and one.role != "part"):
        return "liaison" if one.kind == "liaison_in" and one.role == "contribution" and not one.neutral else "held"
    if one.role == "supporting":
        return "opened" if one.opened else beside(one.kind, one.filetype) if voice.recorded() else "kept"
    if one.role == "companion":
        return "replaced" if one.relation == "replacement" else one.role
    if one.disposition == "return":
        return "kept" if voice.closed() else "returned"
    if one.role == "part":
        return _part(voice, one)
    if one.relation in ("repeat", "replacement", "revision") and one.disposition == "accept":
        marked = {"Cor": "corrigendum", "Add": "addendum"}.get(one.mark, "revision")
        return marked if one.relation == "revision" else one.relation
    if one.disposition != "accept":
        return "kept"
    if one.part in ("text", "marked"):
        return f"contribution-{one.part}"
    return "contribution" if one.kind == "contribution" else "document"


def _part(voice: Voice, one: ReceiptFile) -> str:
    """The sentence about a part; what has a cover that the secretariat made is the document itself, and no annex."""
    if any(file.made == "cover" and one.name in file.made_of for file in voice.receipt.files):
        return "behind-cover"
    return f"part-{one.part or 'text'}{'' if one.kind == 'contribution' else '-document'}"


def beside(kind: str, filetype: str) -> str:
    """The sentence about a supporting file that gives the reason why it is no document of its own."""
    if kind == "presentation":
        return "supporting-presentation"
    if filetype == "pdf":
        return "supporting-pdf"
    return "supporting-word" if filetype in WORD_TYPES else "supporting"


def _remarks(voice: Voice, one: ReceiptFile) -> Sequence[str]:
    """Notes and warnings; of a file that is no contribution only the reason, since nothing is to be done.

    What the secretariat added is nothing that the sender could write otherwise next time, nor is a file that it joined.
    """
    if one.made in ("cover", "given") or voice.receipt.outcome == "joined":
        return []
    findings = [finding for finding in voice.of_file(one, "note", "warning") if not _is_of_time(finding)]
    told = voice.point if one.role == "contribution" else voice.what
    return _once([told(_below_its_file(finding)) for finding in findings])


def _below_its_file(finding: Finding) -> Finding:
    """The finding without the archive that its file came in, where the line above names both."""
    return replace(finding, facts={name: fact for name, fact in finding.facts.items() if name != "archive"})


def _is_of_time(finding: Finding) -> bool:
    """Whether the third part of every receipt tells it already."""
    return finding.tells("late") or finding.tells("near-deadline")


def _to_correct(voice: Voice) -> Sequence[tuple[str, Sequence[Finding]]]:
    returned = [one for one in voice.receipt.files if one.disposition == "return" and one.named and not one.neutral]
    whole = [*voice.of_mail("error"), *(voice.of_mail("repair") if returned else [])]
    each = [(_name(voice, one), [*voice.of_file(one, "error"), *voice.of_file(one, "repair")]) for one in returned]
    return [("", whole), *each, *_late_and_incomplete(voice)]


def _late_and_incomplete(voice: Voice) -> Sequence[tuple[str, Sequence[Finding]]]:
    """List what would be sent back of a document that waits for the chairs: best corrected before they decide."""
    waits = [file for file in voice.receipt.files if file.disposition == "hold" and voice.lateness(file)]
    found = [(file, [error for error in voice.of_file(file, "error") if not error.tells("late")]) for file in waits]
    return [(_name(voice, file), errors) for file, errors in found if errors]


def _asks(voice: Voice) -> bool:
    return any(finding.tells("off-template") for _, findings in _to_correct(voice) for finding in findings)


def _how_to_correct(voice: Voice) -> list[str]:
    receipt, lines = voice.receipt, []
    if _asks(voice):
        key = "do.template" if voice.template_url else "do.ask-for-template"
        lines.append(voice.say(key, template_url=voice.template_url))
    if voice.correct_until is None:
        return [*lines, voice.say("do.send-again"), *_deadline_ahead(voice)]
    until = voice.moments.full(voice.correct_until, receipt.zone, voice.language, seconds=True)
    counts = voice.moments.short(
        receipt.counts_from, receipt.zone, voice.language, seconds=voice.near_deadline(receipt.counts_from)
    )
    return [*lines, voice.say("do.send-until", until=until), voice.say("do.place-kept", moment=counts)]


def _deadline_ahead(voice: Voice) -> list[str]:
    deadline, zone = voice.receipt.deadline, voice.receipt.zone
    if deadline is None or voice.now > deadline:
        return []
    return [voice.say("do.deadline", deadline=voice.moments.local(deadline, zone, voice.language, seconds=True))]


def _once(points: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(points))[:_MOST]
