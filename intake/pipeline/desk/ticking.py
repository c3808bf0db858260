"""The secretariat ticks supporting files: they are published beside their document, and no other file of its mail."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from intake.domain.document import FileReading
from intake.domain.errors import UsageError
from intake.domain.publishing.posting import posted_versions
from intake.domain.publishing.site import own_file
from intake.domain.publishing.supporting import Beside, alike_name, ending, label_of, meant, why_not
from intake.domain.publishing.ticks import Tick, ticks_of
from intake.domain.publishing.versions import last_versions
from intake.domain.revisions import split_revision
from intake.domain.submission import Contribution, Version, Wanted
from intake.domain.verdict import Deed
from intake.pipeline.desk.posting import Posted, posted_now
from intake.pipeline.desk.together import together
from intake.pipeline.documents.stamped import kept_bytes
from intake.pipeline.documents.supporting import files_beside
from intake.pipeline.line import Line
from intake.pipeline.notes import note
from intake.pipeline.scan import Scanned, keep_scans, scan_files
from intake.ports import ReaderFailedError, UnitOfWork


@dataclass(frozen=True, slots=True)
class Ticked:
    """What an act did: the document, as posting tells it; names of files that it changed, and those as before."""

    posted: Posted
    changed: tuple[str, ...]
    unchanged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Looked:
    """A file as it was looked into: where it is beside its document, its name on a site, its size in bytes."""

    beside: Beside
    name: str
    size: int


def post_with(line: Line, number: str, files: Sequence[str], deed: Deed) -> Ticked:
    """Post a number, and with it these of the files that came with it: by name, or by place among them.

    They belong to the version that is posted; a later one has its own. UsageError, and nothing is posted, where there
    is no such file, it is the document itself, or it is one that is never published.
    """
    with line.store.read() as work:
        one, version = _last(work, number)
        chosen = _chosen(work, one, version, files)
    looked = [_look(line, one, each) for each in chosen]
    scanned = _scanned(line, chosen)
    with together(line, [number], "post") as (work, rulebook, found, now):
        again = _version(found[0], number)
        if again != version:
            raise UsageError(f"{label_of(one, version)} has other files by now; look at them, and post it again.")
        _require_harmless(work, one, chosen)
        posted = posted_now(line, work, rulebook, [(number, found[0])], deed, now)
        keep_scans(work, scanned, now)
        changed = [each.name for each in looked if _tick(work, one, version, each, deed, now)]
    unchanged = tuple(each.name for each in looked if each.name not in changed)
    return Ticked(posted, tuple(changed), unchanged)


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


def _last(work: UnitOfWork, number: str) -> tuple[Contribution, Version]:
    one = work.contributions.by_label(split_revision(number)[0])
    if one is None:
        raise UsageError(f"{number}: there is no contribution with this number.")
    return one, _version(one, number)


def _version(one: Contribution, number: str) -> Version:
    """The version that is posted under this number: the last one of the mark that it names."""
    _, named = split_revision(number)
    mark = named.mark if named else "Rev"
    return next((each for each in last_versions(one) if each.mark == mark), last_versions(one)[0])


def _chosen(work: UnitOfWork, one: Contribution, version: Version, files: Sequence[str]) -> list[Beside]:
    found = files_beside(work, one, version)
    return list({each.place: each for each in (_which(work, one, version, found, typed) for typed in files)}.values())


def _which(work: UnitOfWork, one: Contribution, version: Version, found: Sequence[Beside], typed: str) -> Beside:
    """The one file that a person means; UsageError that says why it is none of them, and which there are."""
    label, chosen = label_of(one, version), meant(found, typed)
    if len(chosen) == 1:
        return chosen[0]
    if chosen:
        places = " or ".join(str(each.place) for each in chosen)
        raise UsageError(f"{typed}: several files beside {label} are called so; say {places}. {_listed(found)}")
    if alike_name(own_file(version).name, typed):
        raise UsageError(f"{typed} is {label} itself, which is posted in any case. {_listed(found)}")
    became = _elsewhere(work, version, typed)
    raise UsageError(f"{typed} {became or f'is not beside {label}'}. {_listed(found)}")


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


def _listed(found: Sequence[Beside]) -> str:
    if not found:
        return "Nothing came with it."
    return f"With it came: {'; '.join(f'{each.place} {each.file.name}' for each in found)}."


def _look(line: Line, one: Contribution, chosen: Beside) -> _Looked:
    """Have the file read again, as it is today; UsageError where it is one that is never published."""
    content = kept_bytes(line, chosen.file.sha256, one.label)
    reading = _read(line, content, chosen.file.name)
    if why := why_not(reading, content):
        raise UsageError(f"{chosen.file.name} is not published: {why}.")
    return _Looked(chosen, f"{chosen.stem}{ending(reading.filetype, content)}", len(content))


def _read(line: Line, content: bytes, name: str) -> FileReading:
    try:
        return line.reader.read_file(content, name).reading.files[0]
    except ReaderFailedError as error:
        raise UsageError(f"{name} is not published: it could not be read ({error}).") from error


def _scanned(line: Line, chosen: Sequence[Beside]) -> Scanned:
    """Have the files scanned once more: the scanner knows more by now. UsageError where one is not clean."""
    scanned = scan_files(line, [each.file.sha256 for each in chosen], {})
    names = {each.file.sha256: each.file.name for each in chosen}
    for one in scanned.scans:
        if one.outcome == "infected":
            raise UsageError(f"{names[one.sha256]} is not published: the virus scanner found {one.signature} in it.")
        if one.outcome != "clean":
            raise UsageError(
                f"{names[one.sha256]} is not published: the virus scanner did not look into it ({one.why})."
            )
    return scanned


def _require_harmless(work: UnitOfWork, one: Contribution, chosen: Sequence[Beside]) -> None:
    """UsageError where a scanner found something in one of the files before, though there may be none today."""
    names = {each.file.sha256: each.file.name for each in chosen}
    for scan in work.submissions.snapshot(one.group, Wanted(digests=tuple(names))).scans:
        if scan.outcome == "infected":
            raise UsageError(f"{names[scan.sha256]} is not published: the virus scanner found {scan.signature} in it.")


def _tick(work: UnitOfWork, one: Contribution, version: Version, looked: _Looked, deed: Deed, now: datetime) -> bool:
    """Set a tick; False where it stands already."""
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
        raise UsageError(f"{file.name} is not ticked; posted with {one.label}: {names}.")
    return found
