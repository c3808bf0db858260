"""The secretariat ticks supporting files: they are published beside their document, and no other file of its mail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from intake.domain.errors import StaleDecisionError, UsageError
from intake.domain.numbers.revisions import split_revision
from intake.domain.publishing.posting import mark_of, posted_versions
from intake.domain.publishing.site import own_file
from intake.domain.publishing.supporting import SupportingFile, alike_name, label_of, meant
from intake.domain.publishing.ticks import Tick, ticks_of
from intake.domain.publishing.versions import last_versions
from intake.domain.submission import Contribution, Version
from intake.domain.verdict import Deed
from intake.pipeline.desk.documents.posting import Posted, posted_now
from intake.pipeline.desk.documents.publishable import LookedInto, looked_into, require_clean, scanned_again
from intake.pipeline.desk.documents.together import together
from intake.pipeline.documents.supporting import files_beside
from intake.pipeline.line import Line
from intake.pipeline.notes import note
from intake.pipeline.scan import keep_scans
from intake.ports import UnitOfWork

Seen = Mapping[str, str]
"""What a person saw: the mark (`mark_of`) of each number, without revision."""


@dataclass(frozen=True, slots=True)
class Ticked:
    """What an act did: the document, as posting tells it; names of files that it changed, and those as before."""

    posted: Posted
    changed: tuple[str, ...]
    unchanged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A number, the version of it that is posted, and the files that a person named beside it."""

    one: Contribution
    version: Version
    files: tuple[SupportingFile, ...]


def post_with(line: Line, wanted: Mapping[str, Sequence[str]], deed: Deed, seen: Seen | None = None) -> Ticked:
    """Post numbers, and with each these of the files that came with it: by name, or by place among them.

    They belong to the version that is posted; a later one has its own. `seen` is what a person saw. UsageError, and
    nothing is posted, where there is no such file, it is the document itself, or it is one that is never published;
    StaleDecisionError where a document is another than the one that the person saw.
    """
    with line.store.read() as work:
        chosen = [_chosen(work, number, files) for number, files in wanted.items()]
    looked = {each.one.id: [looked_into(line, each.one.label, file) for file in each.files] for each in chosen}
    scanned = scanned_again(line, [file for each in chosen for file in each.files])
    with together(line, list(wanted), "post") as (work, rulebook, found, now):
        for each, now_there in zip(chosen, found, strict=True):
            _require_same(each, now_there, seen or {})
            require_clean(work, each.one.group, each.files)
        posted = posted_now(line, work, rulebook, list(zip(wanted, found, strict=True)), deed, now)
        keep_scans(work, scanned, now)
        told = [
            (file.name, _tick(work, each, file, deed, now)) for each in chosen for file in looked.get(each.one.id, ())
        ]
    return Ticked(posted, tuple(name for name, new in told if new), tuple(name for name, new in told if not new))


def untick(line: Line, number: str, files: Sequence[str], deed: Deed) -> Ticked:
    """Take the ticks off these files of a number, whichever of its versions they are beside; it stays as it is.

    They are named as for `post_with`, or as they are published. What was published with its document stays on the
    site as a name. UsageError, and nothing is changed, where there is no such file.
    """
    changed, unchanged = [], []
    with together(line, [number], "post") as (work, _, chosen, now):
        one = chosen[0]
        every = work.ticks.of([one.id])
        for tick in [_meant_tick(work, one, every, number, typed) for typed in dict.fromkeys(files)]:
            if not tick.stands or tick.name in changed:
                unchanged.append(tick.name)
                continue
            shown = any(tick in ticks_of(every, one, each) for each in posted_versions(one))
            if shown:
                work.ticks.put(replace(tick, off_at=now))
            else:
                work.ticks.drop(tick)
            _note(work, one, tick, f"{tick.name} is no longer posted with {one.label}", deed, now)
            changed.append(tick.name)
    return Ticked(Posted((), ()), tuple(changed), tuple(unchanged))


def _chosen(work: UnitOfWork, number: str, files: Sequence[str]) -> _Chosen:
    one = work.contributions.by_label(split_revision(number)[0])
    if one is None:
        raise UsageError("{number}: there is no contribution with this number.", number=number)
    version = _version(one, number)
    found = files_beside(work, one, version) if files else []
    meant_files = {each.place: each for each in (_which(work, one, version, found, typed) for typed in files)}
    return _Chosen(one, version, tuple(meant_files.values()))


def _require_same(chosen: _Chosen, there: Contribution, seen: Seen) -> None:
    """Nothing came in between: what a person saw is what is posted."""
    if chosen.one.versions != there.versions or seen.get(there.label, mark_of(there)) != mark_of(there):
        raise StaleDecisionError(
            "{number} has other files by now; look at them, then post it.", number=label_of(chosen.one, chosen.version)
        )


def _version(one: Contribution, number: str) -> Version:
    """The version that is posted under this number: the last one of the mark that it names."""
    _, named = split_revision(number)
    mark = named.mark if named else "Rev"
    return next((each for each in last_versions(one) if each.mark == mark), last_versions(one)[0])


def _which(
    work: UnitOfWork, one: Contribution, version: Version, found: Sequence[SupportingFile], typed: str
) -> SupportingFile:
    """The one file that a person means; UsageError that says why it is none of them, and which there are."""
    label, chosen = label_of(one, version), meant(found, typed)
    if len(chosen) == 1:
        return chosen[0]
    if chosen:
        places = " or ".join(str(each.place) for each in chosen)
        raise UsageError(
            "{typed}: several files beside {label} are called so; say {places}. {files}",
            typed=typed,
            label=label,
            places=places,
            files=_listed(found),
        )
    if alike_name(own_file(version).name, typed):
        raise UsageError(
            "{typed} is {label} itself, which is posted in any case. {files}",
            typed=typed,
            label=label,
            files=_listed(found),
        )
    became = _elsewhere(work, version, typed)
    raise UsageError(
        "{typed} {became}. {files}", typed=typed, became=became or f"is not beside {label}", files=_listed(found)
    )


def _elsewhere(work: UnitOfWork, version: Version, typed: str) -> str:
    """What became of a file of the mail that is not kept with the document; "" if there is none of this name."""
    decisions = work.submissions.decisions(version.submission)
    for judged in decisions[-1].verdict.documents if decisions else ():
        if alike_name(judged.document.file, typed):
            if judged.disposition == "hold":
                return "is on hold, and waits for a person to decide about it"
            if judged.disposition == "return":
                return "was returned to its sender"
            if judged.number and judged.role == "contribution":
                return f"is {judged.number}, a document of its own"
            if judged.document.members:
                return "is an archive, whose files can be ticked one by one"
            return "is a picture in the text of the mail" if judged.document.picture else ""
    return ""


def _listed(found: Sequence[SupportingFile]) -> str:
    if not found:
        return "Nothing came with it."
    return f"With it came: {'; '.join(f'{each.place} {each.file.name}' for each in found)}."


def _tick(work: UnitOfWork, chosen: _Chosen, looked: LookedInto, deed: Deed, now: datetime) -> bool:
    """Set a tick; False where it stands already."""
    one, version = chosen.one, chosen.version
    mine = ticks_of(work.ticks.of([one.id]), one, version)
    known = next((each for each in mine if each.sha256 == looked.beside.file.sha256), None)
    if known is not None and known.stands:
        return False
    tick = Tick(
        contribution=one.id,
        mark=version.mark,
        revision=version.revision,
        replacement=version.replacement,
        sha256=looked.beside.file.sha256,
        name=known.name if known else looked.name,
        size=looked.size,
        by=deed.actor,
        reason=deed.reason,
        at=now,
    )
    work.ticks.put(tick)
    _note(work, one, tick, f"{tick.name} is posted with {label_of(one, version)}", deed, now, looked.beside.file.name)
    return True


def _note(
    work: UnitOfWork, one: Contribution, tick: Tick, what: str, deed: Deed, now: datetime, sent_as: str = ""
) -> None:
    """A line of the log; the name under which the file was sent may name a person."""
    mail = work.submissions.get(one.submission)
    said = {"file": sent_as} if sent_as else {}
    why = f"{what}: {deed.reason}"
    note(work, mail, at=now, what="ticked", who=deed.actor, why=why, personal=said, number=one.label, name=tick.name)


def _meant_tick(work: UnitOfWork, one: Contribution, every: Sequence[Tick], number: str, typed: str) -> Tick:
    """The tick that a person means: by its name on the site, else by the file's name or place beside its version."""
    exact = next((each for each in every if alike_name(each.name, typed)), None)
    if exact is not None:
        return exact
    wanted = _version(one, number)
    file = _which(work, one, wanted, files_beside(work, one, wanted), typed).file
    found = next((each for each in ticks_of(every, one, wanted) if each.sha256 == file.sha256), None)
    if found is None:
        names = ", ".join(each.name for each in every if each.stands) or "none"
        raise UsageError(
            "{file} is not ticked; posted with {number}: {names}.", file=file.name, number=one.label, names=names
        )
    return found
