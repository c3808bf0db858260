"""Every public page in each of the six languages: in its direction, and without a sentence of another language."""

import re
from collections.abc import Iterator, Mapping
from typing import get_args

import pytest

from intake.adapters.words.catalogs import Catalogs
from intake.domain.answering.status import State, Status
from intake.web.public.pages import PublicPages
from intake.web.public.pages import Visitor as Reader
from tests.line.letters_in import other_paper, paper
from tests.line.worlds import START
from tests.web.places import Place
from tests.web.test_checking import FORM, PAGE, form_of
from tests.web.test_routes import TOKENS
from tests.web.visitors import Answer

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
_PLACE = re.compile(r"\{[a-z_]+\}")
_FEWEST = 12
"""Letters of a sentence that is looked for: shorter words may be the same in two languages."""


def own_words(catalogs: Catalogs, key: str, language: str) -> str:
    """The longest words of a sentence between its places."""
    pieces = (" ".join(one.split()) for one in _PLACE.split(catalogs.raw(key, language)))
    return max(pieces, key=len)


def english_of(catalogs: Catalogs, language: str) -> Mapping[str, str]:
    """The English of all that this language says otherwise, by its keys."""
    found = {key: (own_words(catalogs, key, "en"), own_words(catalogs, key, language)) for key in catalogs.keys()}  # noqa: SIM118
    return {key: en for key, (en, own) in found.items() if len(en) >= _FEWEST and en not in own}


def pages(place: Place, language: str) -> Iterator[tuple[str, Answer]]:
    """All that a visitor can be shown, by what it is."""
    visitor, query = place.visitor(languages=language), f"?language={language}"
    token, upload = place.token(), f"/intake/upload/{TOKENS['upload']}{query}"
    yield "groups", visitor.get(f"/intake/check{query}")
    yield "check", visitor.get(f"{PAGE}{query}")
    yield "check without a file", visitor.ask("POST", f"{PAGE}{query}", form_of("", b""), FORM)
    for name, content in (("right", paper("Another title")), ("no template", other_paper()), ("no document", b"PK")):
        yield f"check: {name}", visitor.ask("POST", f"{PAGE}{query}", form_of("Input.docx", content), FORM)
    for act in ("admit", "keep"):
        yield act, visitor.get(f"/intake/decide/{place.token(act)}{query}")
    yield "no reason", visitor.post(f"/intake/decide/{token}{query}", reason=" ")
    yield "status", visitor.get(f"/intake/status/{TOKENS['status']}{query}")
    yield "upload", visitor.get(upload)
    yield "upload without a file", visitor.ask("POST", upload, form_of("", b""), FORM)
    for room in ("decide", "status", "upload"):
        yield f"broken {room}", visitor.get(f"/intake/{room}/x.y{query}")
    yield "nothing there", visitor.get(f"/intake/nothing{query}")


def is_in(answer: Answer, language: str) -> bool:
    direction = "rtl" if language == "ar" else "ltr"
    head = f'<html lang="{language}" dir="{direction}">'
    return head in answer.html and answer.headers["content-language"] == language


def leaked(answer: Answer, english: Mapping[str, str]) -> list[str]:
    return [key for key, words in english.items() if words in answer.text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_speaks_one_language(shown: Place, language: str) -> None:
    english = english_of(shown.pages.catalogs, language)
    assert len(english) > (300 if language != "en" else -1)
    for name, answer in pages(shown, language):
        assert is_in(answer, language), name
        assert leaked(answer, english) == [], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_and_every_excuse_does_so_too(shown: Place, language: str) -> None:
    catalogs, drawn = shown.pages.catalogs, PublicPages(shown.pages)
    english = english_of(catalogs, language)
    said = {key for key in catalogs.keys() if not _PLACE.search(catalogs.raw(key, "en"))}  # noqa: SIM118
    excuses = [key.split(".")[1] for key in sorted(said) if re.fullmatch(r"web\.[a-z-]+\.text", key)]
    assert len(excuses) > 10
    answers = [(one, drawn.plain(Reader(language, ""), one, 400)) for one in excuses]
    for state in get_args(State):
        status = Status(state, "MV-26-0001", START, START, again=("MV-26-0002",), returned=True, held=True)
        answers.append((state, drawn.answer("status.html.j2", language, {"status": status, "lines": []})))
    for name, response in answers:
        answer = Answer(response.status_code, dict(response.headers.items()), bytes(response.body), ())
        assert is_in(answer, language), name
        assert leaked(answer, english) == [], name
        assert answer.text.count("{") == 0, name


def test_a_sentence_that_a_language_lacks_would_be_seen(shown: Place) -> None:
    english = english_of(shown.pages.catalogs, "fr")
    page = shown.visitor().get(f"{PAGE}?language=en")
    assert not is_in(page, "fr")
    assert len(leaked(page, english)) > 3
