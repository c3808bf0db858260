"""What each file of a mail was sent as: a contribution, a part of one, its companion, or something beside it."""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from intake.domain.document import Document
from intake.domain.numbering import file_stem, keys
from intake.domain.verdict import Judged, Part

WORD_TYPES = ("docx", "docm", "dotx", "doc", "rtf", "odt")
_WORD_NAMES = re.compile(r"\.(?:docx?|docm|dot[xm]?|rtf|odt)$", re.IGNORECASE)

_SEPARATORS = " _-.,()"
_CHANGES = (
    r"(?:rev(?:ision)?[ _-]?marks?|mark(?:ed)?(?:[ _-]?up)?|track(?:ed)?(?:[ _-]?changes?)?|changes|redlined?|diff|tc)"
)
_LANGUAGES = r"english|french|spanish|arabic|russian|chinese|anglais|français|espagnol|en|fr|es|ar|ru|zh"
_ALIKE = 0.85
"""From which ratio of equal letters two titles are those of one document that was edited."""

_COMPARED = 120
"""How many letters of two titles are compared for that: the time grows with their product."""

_MOST_COMPARED = 30
"""With more files than this, only equal bytes belong together: the mail is held for its many documents anyway."""


def _named(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[\W_]))(?:{words})(?=$|[\W_])", re.IGNORECASE)


_MARKED = _named(
    rf"(?:(?:with|showing|in)[ _-]+)?(?:all[ _-]+)?{_CHANGES}|compar(?:ed|ison)|"
    r"(?:(?:avec|en)[ _-]+)?marques?[ _-]de[ _-]r[ée]visions?|(?:avec[ _-]+)?(?:suivi[ _-]des[ _-])?modifications|"
    r"marquée?s?|(?:con[ _-]+)?control[ _-]de[ _-]cambios|con[ _-]cambios|"
    r"с[ _-](?:правками|изменениями)|修订标记|修订痕迹"
)
_ANNEX = _named(r"(?:annexe?|anexo|appendix|appendice|attachment|att|приложение|附件)[ _-]?(?:[0-9]{1,2}|[a-z])?")
_CLEAN = _named(
    r"(?:without|no)[ _-]+(?:changes|marks)|clean|accepted|(?:version[ _-]+)?(?:finale?|propre)|"
    r"(?:versi[óo]n[ _-]+)?(?:limpi[ao]|definitiva)|чист\w*|清洁版|干净版"
)
_REVISED = _named(r"(?:r[ée]v(?:is(?:ion|ed|ée?))?|r|v|version)[ _.-]{0,2}[0-9]{1,2}|rev(?:ised)?")
_LANGUAGE = re.compile(rf"(?<=[\W_])({_LANGUAGES})\)?$", re.IGNORECASE)
_SCRIPTS = {"ar": "[\u0600-\u06ff]", "ru": "[\u0400-\u04ff]", "zh": "[\u3400-\u9fff]", "ch": "[\u3400-\u9fff]"}
"""The first letters of a language in a file name, and a letter that a title in it has."""


def assign(documents: Sequence[Document]) -> tuple[Judged, ...]:
    """Give every file its role (docs/contributors.md, "Disposition is per document").

    Files that conform are contributions; where none does, every Word file is judged as one; where there is none
    either, whatever was sent.
    """
    mains = _grouped(_candidates(documents), documents)
    return tuple(
        _candidate(index, mains, documents) if index in mains else _beside(document, mains, documents)
        for index, document in enumerate(documents)
    )


def _candidates(documents: Sequence[Document]) -> list[int]:
    files = [index for index, one in enumerate(documents) if not one.picture]
    for wanted in (_conforms, _is_word, _is_other_document):
        if chosen := [index for index in files if wanted(documents[index])]:
            return chosen
    return []


def _conforms(document: Document) -> bool:
    return document.template.conforms


def _is_word(document: Document) -> bool:
    """By its bytes, or, where they tell nothing, by its name."""
    by_name = document.filetype in ("other", "zip") and _WORD_NAMES.search(document.file)
    return document.filetype in WORD_TYPES or bool(by_name)


def _is_other_document(document: Document) -> bool:
    return document.filetype != "image"


def _grouped(candidates: Sequence[int], documents: Sequence[Document]) -> dict[int, int]:
    """Map each candidate to the main file of its contribution; the text is its main file, wherever it stands."""
    mains: dict[int, int] = {}
    together = _belong_together if len(candidates) <= _MOST_COMPARED else _same_bytes
    for index in sorted(candidates, key=lambda one: (_part(documents[one].file) not in ("text", None), one)):
        known = dict.fromkeys(mains.values())
        mains[index] = next((one for one in known if together(documents[one], documents[index])), index)
    return mains


def _same_bytes(main: Document, other: Document) -> bool:
    return main.sha256 == other.sha256


def _belong_together(main: Document, other: Document) -> bool:
    """Whether two files are one contribution: the same bytes, the same title and source, or parts by their names."""
    if _same_bytes(main, other):
        return True
    if not (main.template.conforms and other.template.conforms):
        return False
    title, source = keys(main.cover.title, main.cover.source)
    other_title, other_source = keys(other.cover.title, other.cover.source)
    if title and (title, source) == (other_title, other_source):
        return True
    if bare_stem(main.file) != bare_stem(other.file):
        return False
    parts = {_part(main.file), _part(other.file)}
    return "annex" in parts or _translated(main, other) or _alike(title, other_title)


def _alike(one: str, other: str) -> bool:
    if not one or not other or one in other or other in one:
        return True
    return SequenceMatcher(None, one[:_COMPARED], other[:_COMPARED], autojunk=False).ratio() >= _ALIKE


def _translated(one: Document, other: Document) -> bool:
    """Whether the names tell two languages apart, and no title speaks against it."""
    languages = [_language(one.file), _language(other.file)]
    titles = zip(languages, (one.cover.title or "", other.cover.title or ""), strict=True)
    return languages[0] != languages[1] and all(re.search(_SCRIPTS.get(name, ""), title) for name, title in titles)


def _candidate(index: int, mains: Mapping[int, int], documents: Sequence[Document]) -> Judged:
    document, main = documents[index], mains[index]
    part = _part(document.file)
    if index != main:
        return Judged(document, role="part", part=part or "text", main=main)
    return Judged(document, part=part if list(mains.values()).count(main) > 1 else None)


def _beside(document: Document, mains: Mapping[int, int], documents: Sequence[Document]) -> Judged:
    if document.filetype == "pdf":
        for stem in (file_stem, bare_stem):
            for index, main in mains.items():
                if stem(document.file) and stem(documents[index].file) == stem(document.file):
                    return Judged(document, role="companion", main=main)
    return Judged(document, role="supporting")


def _part(file_name: str) -> Part | None:
    """What a file's name says that it is of its contribution, or None."""
    stem = file_stem(file_name)
    if _MARKED.search(stem):
        return "marked"
    if _ANNEX.search(stem):
        return "annex"
    if _language(file_name):
        return "language"
    return "text" if _CLEAN.search(stem) or _REVISED.search(stem) else None


def bare_stem(file_name: str) -> str:
    """A file's stem without the words that tell one part from another (clean, marked, rev 2, annex, en ...)."""
    stem = _without_parts(file_name)
    return _LANGUAGE.sub("", stem).strip(_SEPARATORS)


def _language(file_name: str) -> str:
    """The first two letters of the language that a file's name ends with, or ""."""
    found = _LANGUAGE.search(_without_parts(file_name))
    return found[1][:2] if found else ""


def _without_parts(file_name: str) -> str:
    stem = file_stem(file_name)
    for words in (_MARKED, _ANNEX, _CLEAN, _REVISED):
        stem = words.sub("", stem)
    return re.sub(r"[\s_\-]+", "_", stem).strip(_SEPARATORS)
