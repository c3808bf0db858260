"""Telling apart the files of one mail that are documents of their own once the group's past is known.

Files are first grouped by name, title and source, without the past. A file that is registered already then becomes a
repeat of its own, and the files with it are judged as if they had come alone: a new version is never filed behind an
old one. Files that name different numbers, or different revisions of one, are different documents.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from intake.domain.judging.past import claims_of
from intake.domain.judging.roles import assign
from intake.domain.mail import Mail
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Contribution, Snapshot
from intake.domain.verdict import Judged

_Home = tuple[str, str, int]
"""The place of a known file: number or reference, mark, and count of that mark."""


def separated(
    documents: Sequence[Judged], mail: Mail, rulebook: Rulebook, known: Snapshot, *, slides_count: bool = False
) -> tuple[Judged, ...]:
    """The documents of a mail, with each old file and each other number as a contribution of its own."""
    if any(one.document.made for one in documents):
        return tuple(documents)
    homes, amended = _homes(documents, known)
    apart = _old_and_new(documents, homes, known, amended, slides_count=slides_count) if homes else tuple(documents)
    return _by_number(apart, mail, rulebook, set(homes))


def _homes(documents: Sequence[Judged], known: Snapshot) -> tuple[dict[int, _Home], set[int]]:
    """The place of each known document; and apart from them the known ones to which the mail brings a new part."""
    found = {
        index: home
        for index, one in enumerate(documents)
        if one.role in ("contribution", "part") and (home := _home(one, known))
    }
    texts = {index for index in found if _is_amended(index, documents, found)}
    amended = {index for index in found if index in texts or documents[index].main in texts}
    return {index: home for index, home in found.items() if index not in amended}, amended


def _home(one: Judged, known: Snapshot) -> _Home | None:
    digest = one.document.sha256
    for past in known.contributions:
        for version in reversed(past.versions) if past.withdrawn_at is None else ():
            roles = {file.role for file in version.files if file.sha256 == digest}
            if not roles.isdisjoint({"contribution", "part"}):
                return past.label, version.mark, version.revision
    return next(((held.reference, "", 0) for held in known.held if held.sha256 == digest), None)


def _is_amended(index: int, documents: Sequence[Judged], homes: Mapping[int, _Home]) -> bool:
    """Whether new parts, and no new text, come with this file: marked changes, an annex, another language."""
    new = {one.part for place, one in enumerate(documents) if one.main == index and place not in homes}
    return bool(new - {None}) and "text" not in new


def _old_and_new(
    documents: Sequence[Judged], homes: Mapping[int, _Home], known: Snapshot, amended: set[int], *, slides_count: bool
) -> tuple[Judged, ...]:
    beside = {file.sha256 for one in known.contributions for version in one.versions for file in version.files}
    old = {index for index, one in enumerate(documents) if index in homes or one.document.sha256 in beside} - amended
    old |= _around([documents[index].document.sha256 for index in homes], documents)
    fresh = [index for index in range(len(documents)) if index not in old]
    files = [documents[index] for index in fresh]
    roles = assign([one.document for one in files], [one.kind for one in files], slides_count=slides_count)
    new = {index: _moved(one, fresh) for index, one in zip(fresh, roles, strict=True)}
    leaders = _leaders(homes, documents, known.contributions)
    return tuple(new.get(index) or _old(index, one, homes, leaders) for index, one in enumerate(documents))


def _around(digests: Sequence[str], documents: Sequence[Judged]) -> set[int]:
    """The archives and mails that these files came in: none of them is a document by itself."""
    found = {index for index, one in enumerate(documents) if not set(digests).isdisjoint(one.document.members)}
    return found | _around([documents[index].document.sha256 for index in found], documents) if found else found


def _moved(one: Judged, places: Sequence[int]) -> Judged:
    return one if one.main is None else replace(one, main=places[one.main])


def _leaders(homes: Mapping[int, _Home], documents: Sequence[Judged], past: Sequence[Contribution]) -> dict[_Home, int]:
    """The document that stands for all files of one version: the one that did when it was registered, or the first."""
    versions = (version for one in past for version in one.versions)
    texts = {file.sha256 for version in versions for file in version.files if file.role == "contribution"}
    found: dict[_Home, int] = {}
    for index in sorted(homes, key=lambda one: (documents[one].document.sha256 not in texts, one)):
        found.setdefault(homes[index], index)
    return found


def _old(index: int, one: Judged, homes: Mapping[int, _Home], leaders: Mapping[_Home, int]) -> Judged:
    if index in homes:
        leader = leaders[homes[index]]
        if leader == index:
            return replace(one, role="contribution", main=None)
        return replace(one, role="part", part=one.part or "text", main=leader)
    if one.main is not None and one.main in homes:
        return replace(one, main=leaders[homes[one.main]])
    return one


def _by_number(documents: Sequence[Judged], mail: Mail, rulebook: Rulebook, old: set[int]) -> tuple[Judged, ...]:
    """The documents with each part that names another number, or another revision, than its text apart from it."""
    parts = [index for index, one in enumerate(documents) if one.role == "part" and index not in old]
    if not parts:
        return tuple(documents)
    said = [_said(one, mail, rulebook) for one in documents]
    others = [index for index in parts if _names_another(index, documents, said)]
    own: list[int] = []
    found = list(documents)
    for index in sorted(others, key=lambda one: documents[one].part != "text"):
        one = documents[index]
        leader = next((place for place in own if said[place] & said[index]), None)
        if leader is not None:
            found[index] = replace(one, main=leader)
        elif one.part == "text":
            own.append(index)
            found[index] = replace(one, role="contribution", main=None)
    return tuple(found)


def _names_another(index: int, documents: Sequence[Judged], said: Sequence[set[_Home]]) -> bool:
    main = documents[index].main
    return main is not None and bool(said[index] and said[main]) and not said[index] & said[main]


def _said(one: Judged, mail: Mail, rulebook: Rulebook) -> set[_Home]:
    """Our numbers in the number cell and the file name of this document."""
    claims = claims_of(one, mail, rulebook)
    own = (claim for claim in claims if claim.number and claim.place != "subject")
    return {(claim.label, claim.mark, claim.revision or 0) for claim in own}
