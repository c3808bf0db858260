"""What each file of a mail was sent as: a contribution, a part of one, its companion, or something beside it."""

import re
from collections.abc import Sequence

from intake.domain.document import Document
from intake.domain.numbering import file_stem, keys
from intake.domain.verdict import Judged, Part

WORD_TYPES = ("docx", "docm", "dotx", "doc", "rtf", "odt")
_WORD_NAMES = re.compile(r"\.(?:docx?|docm|dot[xm]?|rtf|odt)$", re.IGNORECASE)
_LANGUAGES = r"english|french|spanish|arabic|russian|chinese|en|fr|es|ar|ru|zh|e|f|s|a|r|c"
_TOKENS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    (
        "marked",
        re.compile(
            r"(?:^|[\s_.()\-])(?:marked(?:[ _-]?up)?|tracked?|track(?:ed)?[ _-]?changes?|changes|redlined?|diff|"
            r"revmarks?|tc)(?=$|[\s_.()\-])"
        ),
    ),
    ("annex", re.compile(r"(?:^|[\s_.()\-])(?:annexe?s?|appendix|attachment|att)[ _-]?[0-9a-z]?(?=$|[\s_.()\-])")),
    ("language", re.compile(rf"[\s_.(\-](?:{_LANGUAGES})\)?$")),
    ("text", re.compile(r"(?:^|[\s_.()\-])(?:clean|final|accepted)(?=$|[\s_.()\-])")),
    ("text", re.compile(r"(?:^|[\s_.()\-])rev(?:ision)?[ _.-]?[0-9]{0,2}(?=$|[\s_.()\-])")),
)


def assign(documents: Sequence[Document]) -> tuple[Judged, ...]:
    """Give every file its role (product.md section 1, "Disposition is per document").

    Files that conform are contributions; where none does, every Word file is judged as one; where there is none
    either, whatever was sent.
    """
    candidates = _candidates(documents)
    groups = _grouped(candidates, documents)
    judged: list[Judged] = []
    for index, document in enumerate(documents):
        if index in groups:
            judged.append(_candidate(index, groups[index], documents))
        else:
            judged.append(_beside(document, groups, documents))
    return tuple(judged)


def _candidates(documents: Sequence[Document]) -> list[int]:
    files = [index for index, one in enumerate(documents) if not one.picture]
    for wanted in (_conforms, _is_word, _is_other_document):
        if chosen := [index for index in files if wanted(documents[index])]:
            return chosen
    return []


def _conforms(document: Document) -> bool:
    return document.template.conforms


def _is_word(document: Document) -> bool:
    return document.filetype in WORD_TYPES or bool(_WORD_NAMES.search(document.file))


def _is_other_document(document: Document) -> bool:
    return document.filetype != "image"


def _grouped(candidates: list[int], documents: Sequence[Document]) -> dict[int, int]:
    """Map each candidate to the main file of its group: one contribution with parts, or several contributions."""
    groups: dict[int, int] = {}
    mains: list[int] = []
    for index in sorted(candidates, key=lambda one: (_part(documents[one].file) not in ("text", None), one)):
        same = next((main for main in mains if _belong_together(documents[main], documents[index])), index)
        groups[index] = same
        if same == index:
            mains.append(index)
    return groups


def _belong_together(main: Document, other: Document) -> bool:
    if main.sha256 == other.sha256:
        return True
    if not (main.template.conforms and other.template.conforms):
        return False
    title, source = keys(main.cover.title, main.cover.source)
    other_title, other_source = keys(other.cover.title, other.cover.source)
    if title and (title, source) == (other_title, other_source):
        return True
    similar = not title or not other_title or title in other_title or other_title in title
    return similar and bare_stem(main.file) == bare_stem(other.file)


def _candidate(index: int, main: int, documents: Sequence[Document]) -> Judged:
    document = documents[index]
    if index == main:
        return Judged(document, part=_part(document.file) if _has_parts(index, documents) else None)
    return Judged(document, role="part", part=_part(document.file) or "text", main=main)


def _has_parts(index: int, documents: Sequence[Document]) -> bool:
    return any(
        other != index and _belong_together(documents[index], document) for other, document in enumerate(documents)
    )


def _beside(document: Document, groups: dict[int, int], documents: Sequence[Document]) -> Judged:
    if document.filetype == "pdf":
        for index, main in groups.items():
            if file_stem(documents[index].file) == file_stem(document.file):
                return Judged(document, role="companion", main=main)
        for index, main in groups.items():
            if bare_stem(documents[index].file) == bare_stem(document.file):
                return Judged(document, role="companion", main=main)
    return Judged(document, role="supporting")


def _part(file_name: str) -> Part | None:
    stem = file_stem(file_name)
    return next((part for part, token in _TOKENS if token.search(stem)), None)


def bare_stem(file_name: str) -> str:
    """A file's stem without the words that tell one part from another (clean, marked, rev 2, annex, en ...)."""
    stem = file_stem(file_name)
    for _, token in _TOKENS:
        stem = token.sub("", stem)
    return stem.strip(" _-.()")
