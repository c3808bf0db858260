"""The role of each file of a mail: a contribution, a part of one, a companion, or a supporting file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from intake.domain.document import CONVERTED, Document
from intake.domain.numbers.numbering import file_stem, keys
from intake.domain.verdict import Judged, Kind, Part

WORD_TYPES = ("docx", "docm", "dotx", *CONVERTED)
_WORD_NAMES = re.compile(r"\.(?:docx?|docm|dot[xm]?|rtf|f?odt|sxw|sdw|wpd|wps|pages)$", re.IGNORECASE)
_DOCUMENT_NAMES = re.compile(r"\.(?:docx?|docm|dot[xm]?|rtf|f?odt|sxw|sdw|wpd|wps|pages|pdf|pptx?|zip)$", re.IGNORECASE)
_OF_SERVERS = re.compile(r"ATT\d{3,6}\.html?", re.IGNORECASE)
"""The file names that Exchange gives to the words of a mail below a picture or a file."""

_SEPARATORS = " _-.,()"
_CHANGES = (
    r"(?:rev(?:ision)?[ _-]?marks?|mark(?:ed)?(?:[ _-]?up)?|track(?:ed)?(?:[ _-]?changes?)?|changes|redlined?|diff|tc)"
)
_LANGUAGES = r"english|french|spanish|arabic|russian|chinese|anglais|français|espagnol|en|fr|es|ar|ru|zh"
_ALIKE = 0.85
"""The least ratio of equal letters in two titles of one edited document."""

_COMPARED = 120
"""Letters of two titles that are compared: the time grows with their product."""

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


def assign(
    documents: Sequence[Document], kinds: Sequence[Kind] | None = None, *, slides_count: bool = False
) -> tuple[Judged, ...]:
    """Give every file its role (docs/contributors.md, "What to send"), by its kind.

    Files that conform are contributions; liaison statements and officers' documents are documents on any template.
    Without any of these, slides are, if `slides_count`; else every Word file is judged as a contribution; without
    Word files, every file. An opened archive is no document: the files from it are.
    """
    usual: list[Kind] = ["contribution"] * len(documents)
    files = [Judged(one, kind) for one, kind in zip(documents, kinds or usual, strict=True)]
    mains = _grouped(_candidates(files, slides_count=slides_count), files)
    return tuple(
        _candidate(index, mains, files) if index in mains else _beside(one, mains, files)
        for index, one in enumerate(files)
    )


def _candidates(files: Sequence[Judged], *, slides_count: bool) -> list[int]:
    sent = [index for index, one in enumerate(files) if not one.document.picture]
    ways = (_stands_alone, _is_presentation if slides_count else _is_word, _is_word, _is_closed, _is_other_document)
    for wanted in ways:
        if chosen := [index for index in sent if wanted(files[index])]:
            return _without_copies(chosen, files)
    return []


def _stands_alone(one: Judged) -> bool:
    return one.document.template.conforms or one.kind not in ("contribution", "presentation")


def _is_presentation(one: Judged) -> bool:
    return one.kind == "presentation"


def _is_word(one: Judged) -> bool:
    """Whether it is a Word file, by its bytes or, if they are unknown, by its name."""
    document = one.document
    by_name = document.filetype in ("other", "zip") and _WORD_NAMES.search(document.file)
    return document.filetype in WORD_TYPES or bool(by_name)


def _is_closed(one: Judged) -> bool:
    return _is_other_document(one) and not one.document.members


def _is_other_document(one: Judged) -> bool:
    return one.document.filetype != "image" and not is_words(one.document)


def is_words(document: Document) -> bool:
    """Whether a file is only words beside those of the mail: plain text, unless its name says that it is a document."""
    if document.filetype == "html":
        return _OF_SERVERS.fullmatch(document.file) is not None
    return document.filetype == "text" and not _DOCUMENT_NAMES.search(document.file)


def _without_copies(chosen: Sequence[int], files: Sequence[Judged]) -> list[int]:
    """These files without each PDF that is named after another one, of which it is a copy."""
    documents = {index: files[index].document for index in chosen}
    if all(one.filetype != "pdf" for one in documents.values()):
        return list(chosen)
    sources = (one for one in documents.values() if one.filetype in (*WORD_TYPES, "pptx", "ppt"))
    stems = {bare_stem(one.file) for one in sources} - {""}
    return [index for index, one in documents.items() if one.filetype != "pdf" or bare_stem(one.file) not in stems]


def _grouped(candidates: Sequence[int], files: Sequence[Judged]) -> dict[int, int]:
    """Map each candidate to the main file of its contribution; the text is its main file, wherever it stands."""
    if len(candidates) == 1:
        return {candidates[0]: candidates[0]}
    mains: dict[int, int] = {}
    together = _belong_together if len(candidates) <= _MOST_COMPARED else _same_bytes
    for index in sorted(candidates, key=lambda one: (*_rank(files[one].document), one)):
        known = dict.fromkeys(mains.values())
        mains[index] = next((one for one in known if together(files[one], files[index])), index)
    return mains


def _rank(document: Document) -> tuple[bool, bool]:
    """The sort key for the main file: plain documents first, then the text itself."""
    return _is_no_plain_document(document), _part(document.file) not in ("text", None)


def _same_bytes(main: Judged, other: Judged) -> bool:
    return main.document.sha256 == other.document.sha256


def _belong_together(one: Judged, another: Judged) -> bool:
    """Whether two files are one contribution: the same bytes, the same title and source, or parts by their names."""
    if _same_bytes(one, another):
        return True
    main, other = one.document, another.document
    if one.kind != another.kind:
        return False
    if one.kind == "contribution" and not (main.template.conforms and other.template.conforms):
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


def _candidate(index: int, mains: Mapping[int, int], files: Sequence[Judged]) -> Judged:
    one, main = files[index], mains[index]
    if list(mains.values()).count(main) == 1:
        return one
    if index != main and _is_no_plain_document(one.document):
        return replace(one, role="supporting")
    part = _part(one.document.file)
    return replace(one, part=part) if index == main else replace(one, role="part", part=part or "text", main=main)


def _is_no_plain_document(document: Document) -> bool:
    """Whether it has macros or is a template (FIL-008): no number stands for such a file beside a plain one."""
    found = {one.kind for one in document.problems}
    return document.filetype in ("docm", "dotx") or not found.isdisjoint({"macros", "template-type"})


def _beside(one: Judged, mains: Mapping[int, int], files: Sequence[Judged]) -> Judged:
    name = one.document.file
    if one.document.filetype == "pdf":
        for stem in (file_stem, bare_stem):
            for index, main in mains.items():
                if stem(name) and stem(files[index].document.file) == stem(name):
                    return replace(one, role="companion", main=main)
    return replace(one, role="supporting")


def _part(file_name: str) -> Part | None:
    """The part of a contribution that a file's name announces, or None."""
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
