"""Whatever a stranger writes on a cover or in a name: findings stay short, and harmless where they are shown."""

import unicodedata
from dataclasses import replace
from functools import cache

import pytest

from intake.adapters.words.catalogs import Catalogs
from intake.adapters.words.saying import shown
from intake.adapters.words.sentences import Sentences
from intake.checks import REGISTRY
from intake.domain.document import Body, Cover, Document, Liaison
from intake.domain.judging.case import Case, Relationship
from intake.domain.judging.findings import findings_of
from intake.domain.mail import Address, Problem
from intake.domain.numbers.numbering import Claim
from intake.domain.rulebook import Rule
from intake.domain.template.match import ProfileField
from intake.domain.verdict import Finding
from intake.shipped import shipped_templates
from tests.domain.cases import (
    case,
    contact,
    contribution,
    default_rules,
    document,
    judged,
    mail,
    match,
    placeholder,
    profile,
    rulebook,
)

SENTENCES = Sentences(Catalogs(shipped_templates() / "locale"))
HOSTILE = {
    "a megabyte": "x" * 1_000_000,
    "a megabyte of words": "word " * 200_000,
    "right to left": "\u202e\u2066gnp.exe\u2069",
    "markup": '<img src=x onerror="alert(1)"><script>alert(1)</script>',
    "a formula": "=cmd|' /C calc'!A0",
    "a template": "{{7*7}}{place}{0.__class__}%(place)s${x}",
    "control characters": "\x00\x1b[31mred\x07\r\nBcc: a@b.example",
    "a link": "https://evil.example/login www.evil.example a@evil.example",
    "half a character": "\ud800",
    "signs on signs": "e" + "\u0301" * 5_000,
}
EVERYTHING = {key: replace(one, severity="note") for key, one in default_rules().items()}
FIELDS = ("source", "title", "group", "kind", "abstract", "keywords", "contact", "dates", "place")
BOOK = rulebook(rules=EVERYTHING, profiles=(profile(fields=tuple(ProfileField(one) for one in FIELDS)),))


def full_of(text: str) -> list[Case]:
    """Cases in which every place that a stranger fills holds this text, on the template and off it."""
    whole = Cover(text, text, text, text, text, text, text, (), "", text, (contact(text, text),), (text,), text)
    filled = replace(whole, source=(text, text), title=text, liaison=Liaison((text,), (), (), None, text))
    found = [Problem(one, text[:200], {"what": text, "why": text}) for one in ("active", "container", "unreadable")]
    objects = Problem("embedded", facts={"what": (text,) * 300})
    samples = tuple(placeholder(one, text) for one in ("source", "kind", "contact 2"))
    on = document(cover=whole, template=match(placeholders=samples), body=Body(3_000, "fr", False, 1, 1, 1))
    off = document(cover=filled, template=match(conforms=False, missing=(text,) * 50), opening=text)
    claims = (Claim(text[:60], 1, None, "number cell"), Claim("JCA-MV-Doc-002", 2, 1, "file name"))
    sent = replace(mail(), subject=text, text=text, from_=(Address(text, "ada@example.org"),))
    sorts: list[Document] = [on, off, replace(on, problems=(*found, objects)), replace(off, filetype="pdf")]
    documents = [replace(one, file=text) for one in sorts]
    return [
        case(
            judged(one, kind=kind),
            mail=sent,
            rulebook=BOOK,
            relationships=(
                Relationship(contribution=contribution(), claims=claims, disagree=claims, after_close=True),
            ),
        )
        for one in documents
        for kind in ("contribution", "liaison_in")
    ]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_a_stranger_writes_is_shown_short_in_one_line_without_links_or_controls(text: str) -> None:
    findings = found_in(text)
    assert len({one.id for one in findings}) >= 15
    assert not [one for one in findings if one.id == "SYS-001"]
    for one in findings:
        for told in (SENTENCES.what(_safe(one), "en"), SENTENCES.remedy(_safe(one), "en")):
            assert len(told) < 5_000
            assert "://" not in told
            assert "www.evil" not in told
            assert not any(unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in told)
            assert "\u202e" not in told


@cache
def found_in(text: str) -> list[Finding]:
    return [one for each in full_of(text) for one in findings_of(each, REGISTRY)]


def _safe(one: Finding) -> Finding:
    """The finding as a letter shows it (intake/adapters/voice.py)."""
    facts = {
        name: shown(fact, echo=True)
        if isinstance(fact, str)
        else tuple(shown(each, echo=True) for each in fact)
        if isinstance(fact, tuple)
        else fact
        for name, fact in one.facts.items()
    }
    return replace(one, at=shown(one.at, echo=True), facts=facts)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_finding_keeps_little_of_what_a_stranger_writes(text: str) -> None:
    for one in found_in(text):
        kept = [fact for value in one.facts.values() for fact in (value if isinstance(value, tuple) else (value,))]
        assert sum(len(str(fact)) for fact in kept) <= 102_000
        assert len(one.at) <= 1_000


def test_a_parameter_that_makes_no_sense_finds_nothing_or_is_our_fault() -> None:
    """A rulebook is checked when it is loaded; a check that breaks all the same holds with SYS-001."""
    broken = {**EVERYTHING, "COV-006": Rule("COV-006", "repair", "all", {})}
    book = replace(BOOK, rules=broken)
    one = case(document(cover=Cover(dates="13 June 2027")), rulebook=book)
    assert [each.id for each in findings_of(one, REGISTRY) if each.id in ("SYS-001", "COV-006")] == ["SYS-001"]
