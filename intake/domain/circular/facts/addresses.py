"""Where contributions go, and where the group has its page."""

import re
from collections.abc import Iterator
from functools import cache

from intake.domain.circular.facts.header import pieces_of
from intake.domain.circular.found import CLEAR, INFERRED, STRONG, Candidate
from intake.domain.circular.text.labels import labelled
from intake.domain.circular.text.parts import Parts
from intake.domain.circular.text.sentences import Sentence
from intake.domain.circular.words.normal import squeezed
from intake.domain.circular.words.vocabulary import any_of, cue
from intake.domain.text.language import letters

_ADDRESS = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,12}(?![\w@])"
)
_HOUSE = ("itumail@",)
_URL = re.compile(r"(?:https?://|(?<![\w@./])www\.|(?<![\w@./-])(?:www\.)?itu\.int/)[^\s<>\"“”«»|]+", re.IGNORECASE)
_GLUED = re.compile(r"\.(?=[A-ZÀ-Þ][a-zà-ÿ])")
_NOT_HOME = re.compile(
    r"regist|/reg/|visa|hotel|fellowship|template|form|\.docx?\b|\.pdf\b|\.xlsx?\b|/md/|login|ties|youtu|zoom|webex|remote",
    re.IGNORECASE,
)
_MANDATE = re.compile(r"/tor\b|terms|mandat", re.IGNORECASE)


def addresses_in(text: str) -> list[str]:
    """The mail addresses in a text, in small letters."""
    found = (one.group().lower() for one in _ADDRESS.finditer(text))
    return [one for one in found if not one.startswith(_HOUSE)]


def fits(address: str, acronym: str) -> bool:
    """Whether a mailbox is named after the group: tsbjcamv@ after JCA-MV."""
    party = re.fullmatch(r"WP\d+/(\d+)", acronym)
    name = f"SG{party[1]}" if party else re.split(r" |&", acronym)[0]
    return bool(name) and letters(name) in letters(address.partition("@")[0])


def mailboxes(parts: Parts, acronym: str) -> Iterator[Candidate]:
    """The address for contributions: in a sentence about them, in the list of dates, and in the header."""
    for sentence in parts.sentences:
        if _asks_for_contributions(sentence):
            yield from _boxes(sentence, acronym)
    for one in labelled(pieces_of(parts.header), "mail"):
        for address in addresses_in(one.value)[:1]:
            yield Candidate(address, one.evidence, "header", CLEAR)
    for line in parts.header:
        for address in addresses_in(line.text):
            yield Candidate(address, squeezed(line.text), "header", INFERRED)
    for sentence in parts.sentences:
        yield from (
            Candidate(one, sentence.text, "named", INFERRED)
            for one in addresses_in(sentence.text)
            if fits(one, acronym)
        )


def _boxes(sentence: Sentence, acronym: str) -> Iterator[Candidate]:
    """The addresses of one sentence; of several the one that is named after the group."""
    found = addresses_in(sentence.text)
    named = [one for one in found if fits(one, acronym)]
    own = [one for one in named if letters(one.partition("@")[0]).removeprefix("tsb") == letters(acronym)]
    yield from (Candidate(one, sentence.text, "contributions", STRONG) for one in dict.fromkeys(own or named or found))


def _asks_for_contributions(sentence: Sentence) -> bool:
    said = sentence.folded
    if not (addresses_in(sentence.text) and cue("contribution").search(said)):
        return False
    asked = cue("registration", "other_requests").search(said)
    about = cue("contribution").search(said)
    return not (asked and about and asked.start() < about.start() and not cue("submit").search(said[: about.start()]))


@cache
def _page_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of('home_page')}(?!\w)")


def urls_in(text: str) -> Iterator[str]:
    """The addresses of pages in a text, without the sentence that is glued to one ("…/dcc.Des informations")."""
    for found in _URL.finditer(text):
        url = _GLUED.split(found.group(), maxsplit=1)[0].rstrip(".,;:!?)]}'’-–—*_")
        yield url if "://" in url else f"https://{url}"


def home_pages(parts: Parts, acronym: str) -> Iterator[Candidate]:
    """The group's page: named after it, or called its home page; a page of its mandate only where there is no other."""
    short = letters(re.sub(r"^(?:JCA|FG|IRG|CG)-", "", acronym))
    for one in labelled(pieces_of(parts.header), "web"):
        yield from (Candidate(url, one.evidence, "header", STRONG) for url in urls_in(one.value) if _has_path(url))
    for sentence in parts.sentences:
        for url in urls_in(sentence.text):
            if not _has_path(url) or _NOT_HOME.search(url):
                continue
            named = bool(short) and short in letters(url.partition("//")[2].partition("/")[2])
            called = bool(_page_words().search(sentence.folded))
            weight = STRONG if named and called else CLEAR if named or called else 0
            if _MANDATE.search(url):
                weight = min(weight, INFERRED)
            if weight:
                yield Candidate(url, sentence.text, "home page" if called else "named after the group", weight)


def _has_path(url: str) -> bool:
    return bool(url.partition("//")[2].partition("/")[2].strip("/"))


def is_mandate(url: str) -> bool:
    """Whether a page is the one of the mandate rather than the home page."""
    return bool(_MANDATE.search(url))


def template_place(parts: Parts) -> str:
    """The sentence that says where the template is; "" where none does."""
    pattern = re.compile(r"(?<!\w)(?:template|modele|plantilla)s?(?!\w)")
    return next(
        (
            one.text
            for one in parts.sentences
            if pattern.search(one.folded) and cue("contribution", "home_page").search(one.folded)
        ),
        "",
    )
