"""Every page in French has French words alone; the words of others stand in <bdi>, or say their language.

A page that is added is walked without a word more. English is known by words that French does not have, and by every
sentence of the English catalogs that is another in French.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

from intake.adapters.words.catalogs import Catalogs
from tests.web.desk.places import Desk
from tests.web.desk.test_rights import all_routes, path_of

LEFT_OUT = ("/assets/{name:path}", "/healthz", "/events")
SHOWN = ("title", "aria-label", "placeholder", "alt", "data-label", "aria-description", "label")
OF_OTHERS = {"bdi", "code", "kbd", "pre", "textarea", "script", "style", "samp"}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
ENGLISH = re.compile(
    r"\b(?:the|is|was|were|are|of|with|has|have|had|this|that|these|and|by|from|which|to|it|its|be|been|for|there|"
    r"not|no|will|your|you|they|their|who|when|or|yes|since|until|mail|mails|received|sent|held|kept|late|number|by)\b",
    re.IGNORECASE,
)
MORE = [
    "/submissions/MV-26-0001/acts/withdraw",
    "/submissions/MV-26-0003",
    "/submissions/MV-26-0004",
    "/submissions/MV-26-0004/acts/release",
    "/submissions/MV-26-0005",
    "/submissions/MV-26-0006",
    "/submissions/MV-26-0007",
    "/submissions/MV-26-0007/acts/admit",
    "/submissions/MV-26-9999",
    "/documents?meeting=jca-mv/2026-05-13",
    "/documents/one/JCA-MV-Doc-002",
    "/log?q=nothing+has+this",
    "/log?group=nowhere",
    "/log/entries?what=decided",
    "/log/entries?what=person",
    "/meetings/jca-mv/2026-05-13",
    "/acts/release?mail=MV-26-0004",
    "/no/such/page",
]
"""Pages that differ with what they are about."""
OF_THIS_WORLD = re.compile(
    r"(?:First|Second) meeting of JCA-(?:DCC|MV)|Contribution to JCA-MV|Re: our paper|A late paper|"
    r"Intake/Sent|Late\.docx"
)
"""Names that others gave: in a title of a window, a choice or an attribute nothing can mark them."""


@dataclass
class Words(HTMLParser):
    """The words of a page that are ours: what is written, and what a reader is told besides."""

    found: list[str] = field(default_factory=list)
    others: list[bool] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        theirs = tag in OF_OTHERS or known.get("lang") not in (None, "fr") or known.get("type") == "hidden"
        if tag not in VOID:
            self.others.append(theirs or (bool(self.others) and self.others[-1]))
        if not theirs and not (self.others and self.others[-1]):
            self.found += [str(known[one]) for one in SHOWN if known.get(one)]

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self.others:
            self.others.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and not (self.others and self.others[-1]):
            self.found.append(" ".join(data.split()))


def words_of(html: str) -> list[str]:
    """Every text of ours on this page."""
    reading = Words()
    reading.feed(html)
    return reading.found


def english_in(texts: list[str], sentences: frozenset[str]) -> list[str]:
    """Those of these texts that are English."""
    own = [(one, OF_THIS_WORLD.sub("", one)) for one in texts]
    return [one for one, ours in own if ours in sentences or ENGLISH.search(ours)]


def english_sentences(words: Catalogs) -> frozenset[str]:
    """What the English catalogs say otherwise than the French ones."""
    keys = words.keys("en")
    french = {words.raw(key, "fr") for key in keys}
    return frozenset(" ".join(words.raw(key, "en").split()) for key in keys) - french


def test_what_is_not_french_is_found() -> None:
    page = '<p title="It is late">Bonjour <bdi>the mail</bdi></p><p lang="en">the</p><p>Released</p><br><p>Lu</p>'
    assert english_in(words_of(page), frozenset({"Released"})) == ["It is late", "Released"]


def test_every_page_in_french_is_french(desk: Desk) -> None:
    visitor = desk.visitor("administrator", languages="fr")
    shows = [one for one in all_routes(desk) if "GET" in (one.methods or ()) and one.path not in LEFT_OUT]
    sentences = english_sentences(desk.desk.words)
    wrong: dict[str, list[str]] = {}
    seen = 0
    for path in dict.fromkeys([*map(path_of, shows), *MORE]):
        answer = visitor.get(path)
        if answer.headers.get("content-type", "").startswith("text/html") and answer.body:
            seen += 1
            assert 'lang="fr"' in answer.html, path
            if found := english_in(words_of(answer.html), sentences):
                wrong[path] = found
    assert seen > 30
    assert wrong == {}


@pytest.mark.parametrize(
    ("path", "fields", "said"),
    [
        pytest.param(
            "/submissions/MV-26-0004/acts/link",
            {"to": "JCA-MV-Doc-999", "reason": "x", "do": "act", "replaces": "1"},
            "aucun document ne porte ce numéro",
            id="an-act",
        ),
        pytest.param(
            "/documents/reserve",
            {"meeting": "jca-mv/2026-05-13", "purpose": "", "reason": "x"},
            "Dites à quoi le numéro est réservé",
            id="a-form",
        ),
        pytest.param(
            "/meetings/jca-mv/2026-05-13/extend",
            {"day": "soon", "hour": "", "reason": "x", "version": ""},
            "n’est pas un jour",
            id="a-meeting",
        ),
    ],
)
def test_what_cannot_be_done_is_said_in_french(desk: Desk, path: str, fields: dict[str, str], said: str) -> None:
    """Nothing is changed by any of them."""
    answer = desk.visitor("administrator", languages="fr").post(path, **fields)
    assert (answer.status, said in answer.text) == (422, True), answer.text
    assert english_in(words_of(answer.html), english_sentences(desk.desk.words)) == []


def test_what_is_wrong_in_a_rulebook_is_said_in_french(desk: Desk) -> None:
    visitor = desk.visitor("administrator", languages="fr")
    page = visitor.get("/meetings/rules/jca-mv/text").html
    typed = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    toml = '[group]\nid = "jca-mv"\nnonsense = 1\n'
    answer = visitor.post("/meetings/rules/jca-mv/text", **{**typed, "toml": toml, "step": "look"})
    assert answer.status == 422
    assert "n’est pas connu ici" in answer.text
    assert english_in(words_of(answer.html), english_sentences(desk.desk.words)) == []
