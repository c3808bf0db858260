"""The words of the catalogs, and how findings become sentences."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.adapters.words.catalogs import Catalogs, placeholders
from intake.adapters.words.direction import bare
from intake.adapters.words.moments import Moments, offset
from intake.adapters.words.sentences import Sentences
from intake.domain.document import CONVERTED
from intake.domain.errors import ConfigurationError
from intake.domain.mail import Fact
from intake.domain.verdict import Finding
from intake.ports import Words
from tests.adapters.letters.receipts import utc
from tests.adapters.words import FORBIDDEN
from tests.domain.cases import default_rules

LOCALE = Path(__file__).parents[3] / "templates" / "locale"
CATALOGS = Catalogs(LOCALE)
SENTENCES = Sentences(CATALOGS)
LANGUAGES = ("en", "ar", "es", "fr", "ru", "zh")
NBSP = "\u00a0"


def facts_of(check: str) -> set[str]:
    """The facts that the English sentences of a check tell."""
    own = [CATALOGS.raw(key, "en") for key in CATALOGS.keys("en") if key.startswith(f"{check}.")]
    return {name for text in own for name in placeholders(text)} - {"place"}


DEADLINE: dict[str, Fact] = {"deadline": "2026-04-30T21:59:59+00:00", "zone": "Europe/Zurich"}
_FORMATS = [one for one in CONVERTED if one != "flatdocx"]
_UNREADABLE = ("unreadable", "empty", "lock-file", "damaged", "archive-kind", "nested", "too-many")
VARIANTS: dict[str, list[tuple[str, Mapping[str, Fact]]]] = {
    "ENV-001": [
        *[
            ("mail", {"reason": reason, "hosts": (), "file": "", "filetype": ""})
            for reason in ("empty", "silent", "words", "encrypted", "split", "uuencode", "external")
        ],
        ("mail", {"reason": "link", "hosts": ("files.example",), "file": "", "filetype": ""}),
        *[
            ("a.docx", dict[str, Fact](reason="other-file", hosts=(), file="a.docx", filetype=filetype))
            for filetype in ("image", "html", "text", "sheet", "zip")
        ],
        ("winmail.dat", {"reason": "winmail", "hosts": (), "file": "winmail.dat", "filetype": ""}),
    ],
    "ENV-002": [("b.docx", {"file": "b.docx", "score": 0.55})],
    "ENV-004": [("sender", {"sender": "ada@example.org"})],
    "ENV-005": [("cover, Contact", {"sender": "ada@example.org"})],
    "ENV-007": [
        (at, {"groups": ("JCA-DCC",), "mailboxes": ("tsbjcadcc@itu.int",), "this": "JCA-MV"})
        for at in ("subject", "cover, Group")
    ],
    "ENV-008": [("mail", {"contributions": 12, "max": 10})],
    "ENV-009": [("From", {"reason": reason}) for reason in ("missing", "several", "unusable")],
    "ENV-010": [("mail", {"reason": reason}) for reason in ("limits", "ambiguous", "malformed", "attached-mail-depth")],
    "ENV-011": [
        ("mail", {"sender": "ada@example.org", "received": received, "reason": reason})
        for received, reason in (("2026-04-30 21:30:00 UTC", "known"), ("", "unknown"))
    ],
    "FIL-001": [("a.doc", {"file": "a.doc", "filetype": filetype}) for filetype in _FORMATS],
    "FIL-002": [("a.docx", {"file": "a.docx", "reason": reason, "files": 12, "max": 10}) for reason in _UNREADABLE],
    "FIL-003": [("a.docx", {"file": "a.docx", "kind": kind}) for kind in ("password", "label", "archive")],
    "FIL-004": [
        ("a.docx", {"file": "a.docx", "kind": kind, "what": (what,)})
        for kind, what in (
            ("remote", "remote-template"),
            ("program", "package"),
            ("dde", "dde"),
            ("alt-chunk", "alt-chunk"),
        )
    ],
    "FIL-005": [
        ("a.docx", {"file": "a.docx", "size_mb": 71.3, "max_mb": 40}),
        ("a.docx", {"file": "a.docx", "size_mb": 71.3, "max_mb": 0}),
        ("mail", {"file": "", "size_mb": 71.3, "max_mb": 0}),
    ],
    "FIL-006": [("a.docx", {"file": "a.docx", "canonical": name}) for name in ("JCA-MV-Doc-012-Rev1.docx", "")],
    "FIL-007": [("a.docx", {"file": "a.docx", "reason": reason}) for reason in ("overlapping members", "")],
    "FIL-008": [("a.docm", {"file": "a.docm", "kind": kind}) for kind in ("macros", "template-type", "slides")],
    "FIL-009": [
        ("a.docx", {"file": "a.docx", "kind": kind, "what": what})
        for kind, what in (
            ("embedded", ("Excel.Sheet.12", "Visio.Drawing.15")),
            ("embedded", ()),
            ("linked-picture", ()),
        )
    ],
    "FIL-010": [
        ("a.pdf", {"file": "a.pdf", "kind": kind})
        for kind in ("pdf", "presentation", "archive", "attached-mail", "winmail", "liaison")
    ],
    "FIL-011": [("setup.exe", {"file": "setup.exe", "archive": one}) for one in ("", "tools.zip")],
    "TPL-001": [("a.docx", {"file": "a.docx", "score": 0.25, "missing": one}) for one in (("Source", "Contact"), ())],
    "TPL-002": [("a.docx", {"file": "a.docx", "body": "3GPP"})],
    "TPL-003": [
        ("cover", {"missing": ("Contact",), "reordered": 0}),
        ("cover", {"missing": (), "reordered": 1}),
        ("cover", {"missing": ("Contact",), "reordered": 1}),
    ],
    "TPL-004": [("cover, Contact 2", {"field": "contacts", "text": "<Name>"})],
    "TPL-005": [("cover", {"until": until}) for until in ("2026-12-31", "")],
    "COV-001": [("cover, Source", {"text": text}) for text in ("", "<Source>")],
    "COV-002": [("cover, Title", {"text": text}) for text in ("", "<Title>")],
    "COV-003": [
        ("cover, Contact", {"contacts": count, "email": email})
        for count, email in ((0, "a@example.org"), (2, "a@example.org"), (0, ""))
    ],
    "COV-004": [
        ("cover, Contact", {"name": name, "missing": ("organization", "country")}) for name in ("Ada Lovelace", "")
    ],
    "COV-005": [
        ("cover, Group", {"found": found, "group": "JCA-MV", "name": "Joint Coordination Activity"})
        for found in ("JCA-VM", "")
    ],
    "COV-006": [
        ("cover, Meeting date", {"field": "dates", "found": "13 June", "expected": "2026-05-13"}),
        ("cover, Meeting date", {"field": "dates", "found": "13 June", "expected": "2026-05-01 to 2026-05-03"}),
        ("cover, Meeting place", {"field": "place", "found": "Paris", "expected": "Geneva, Switzerland"}),
    ],
    "COV-008": [("cover, Kind", {"found": found}) for found in ("Pamphlet", "")],
    "COV-009": [("cover, Abstract", {"words": words, "max": 200}) for words in (0, 1_203)],
    "COV-011": [("a.docx", {"file": "a.docx", "language": one, "working_language": "en"}) for one in ("fr", "zh")],
    "COV-012": [
        ("a.docx", {"file": "a.docx", "reason": reason, "words": 3_100, "max": 2_500})
        for reason in ("length", "proposal")
    ],
    "COV-013": [
        ("a.docx", {"file": "a.docx", "kind": kind, "changes": 3, "comments": 1})
        for kind in ("changes", "comments", "both")
    ],
    "LIA-001": [
        ("ls.docx", {"file": "ls.docx", "missing": missing}) for missing in (("for", "approval", "reply_by"), ("for",))
    ],
    "TIM-001": [("time of receipt", {"late_by": 660, **DEADLINE})],
    "TIM-002": [("time of receipt", {"early_by": seconds}) for seconds in (0, 23_399)],
    "TIM-004": [("paper.docx", {"reference": "MV-26-0041"})],
    "REV-005": [("paper.docx", {"in_force": "JCA-MV-Doc-012-Rev1", "kind": kind}) for kind in ("earlier", "replaced")],
    "TIM-003": [("time of receipt", {"evidence": "first-seen", **DEADLINE})],
    "REV-001": [("sender", {"relation": relation}) for relation in ("revision", "replacement", "repeat")],
    "REV-002": [
        ("time of receipt", {"number": "JCA-MV-Doc-012", "revision": 2, "kind": kind})
        for kind in ("revision", "corrigendum", "addendum")
    ],
    "REV-003": [(at, {"number": "JCA-MV-Doc-099"}) for at in ("number cell", "file name", "subject")],
    "REV-004": [
        ("number cell", {"number": "JCA-MV-Doc-012-Rev1", "other": "JCA-MV-Doc-013", "second_place": place})
        for place in ("file name", "subject")
    ],
    "SYS-001": [("a.docx", {"why": why}) for why in ("crashed", "killed", "timed-out", "out-of-memory")],
}
"""Facts as the checks give them, wherever the sentences differ with them, or tell a number or a day."""

RULES = default_rules()
FACTS = {one: VARIANTS.get(one) or [("cover", dict.fromkeys(facts_of(one), "12"))] for one in RULES}
REPAIRS = [one for one, rule in RULES.items() if rule.severity == "repair"]
SENTENCE = {
    **dict.fromkeys(("en", "es", "fr"), r"[A-ZÀ-Ý].*\S\.»?"),
    "ar": r"[\u2066\u2067]?[\u0621-\u064a].*\S\.",
    "ru": r"[А-ЯЁ].*\S\.",
    "zh": r"[\u4e00-\u9fff.A-Za-z].*\S。",
}
"""How a sentence begins and ends."""
HITS = [(check, at, facts) for check, hits in FACTS.items() for at, facts in hits]


def found(check: str, at: str, facts: Mapping[str, Fact]) -> Finding:
    return Finding(check, "error", "all", 0, at, facts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_out_of_an_archive_is_told_with_the_archive(language: str) -> None:
    told = 0
    for check, at, facts in HITS:
        file = str(facts.get("file", ""))
        if check.startswith("FIL") and file and file in SENTENCES.what(found(check, at, facts), language):
            both = SENTENCES.what(found(check, at, {**facts, "archive": "papers.zip"}), language)
            assert file in both
            assert "papers.zip" in both
            told += 1
    assert told > 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_complete_and_offered(language: str) -> None:
    assert CATALOGS.missing(language) == ()
    assert CATALOGS.keys(language) == CATALOGS.keys("en")
    assert CATALOGS.offered_languages() == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_leaves_the_same_places_open_in_every_language(language: str) -> None:
    english = {key: placeholders(CATALOGS.raw(key, "en")) for key in CATALOGS.keys("en")}
    assert {key: placeholders(CATALOGS.raw(key, language)) for key in CATALOGS.keys(language)} == english


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_has_a_word_that_frightens_or_misleads(language: str) -> None:
    sentences = {key: CATALOGS.raw(key, language) for key in CATALOGS.keys(language)}
    assert {key: text for key, text in sentences.items() if FORBIDDEN[language].search(text)} == {}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        *[("en", text) for text in (
            "We refused it", "It was rejected", "an error", "You must", "invalid", "It failed", "midnight", "by COB",
            "your late paper", "send it by 1 May", "send it by Friday", "by {until}", "on 30.4.2026", "30/04/2026",
            "2026-04-30", "we mend it", "a hostile file",
        )],
        *[("fr", text) for text in (
            "refusée", "rejeté", "une erreur", "vous devez", "doit être", "invalide", "a échoué", "à minuit",
            "contribution tardive", "en retard", "30/04/2026",
        )],
        *[("es", text) for text in (
            "rechazada", "un error", "usted debe", "deberá", "no válido", "inválido", "ha fallado", "a medianoche",
            "llegó tarde", "contribución tardía", "con retraso", "antes del 1 de mayo", "30/04/2026",
        )],
        *[("ru", text) for text in (
            "Отклонено", "мы отказали", "ошибка", "ошибочный", "Вы должны", "недействительный", "не удалось", "сбой",
            "в полночь", "опоздание", "слишком поздно", "30.04.2026",
        )],
        *[("ar", text) for text in (
            "تم رفض مساهمتكم", "مرفوضة", "حدث خطأ", "يجب إرسالها", "ملف غير صالح", "فشل الفتح", "منتصف الليل",
            "مساهمة متأخرة", "30/04/2026",
        )],
        *[("zh", text) for text in (
            "已被拒绝", "驳回", "错误", "您必须", "文件无效", "打开失败", "午夜", "逾期", "比截止日期晚", "2026-04-30",
        )],
    ],
)  # fmt: skip
def test_the_forbidden_words_are_recognised(language: str, text: str) -> None:
    assert FORBIDDEN[language].search(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "not later than Friday 1 May 2026, sent by the secretariat, by mail"),
        ("es", "a más tardar el viernes 1 de mayo de 2026"),
        ("ru", "не позднее пятницы, 1 мая 2026 года"),
        ("zh", "不晚于2026年5月1日"),
    ],
)
def test_not_later_than_is_no_forbidden_word(language: str, text: str) -> None:
    assert not FORBIDDEN[language].search(text)


def test_french_punctuation_never_starts_a_line() -> None:
    for key in CATALOGS.keys("fr"):
        text = CATALOGS.raw(key, "fr").replace("https:", "")
        assert not re.search(rf"[^{NBSP}][:;?!»](?=\s|$)|« | »|'(?!')\w{{2}}", text) or key.startswith("pattern."), key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("check", "at", "facts"), HITS)
def test_every_finding_has_two_sentences_without_gaps(
    check: str, at: str, facts: Mapping[str, Fact], language: str
) -> None:
    finding = found(check, at, facts)
    told = [SENTENCES.what(finding, language), SENTENCES.remedy(finding, language)]
    if check in REPAIRS:
        told.append(SENTENCES.completed(finding, language))
    for text in told:
        assert re.fullmatch(SENTENCE[language], text), text
        assert "…" not in text
        assert "{" not in text
        assert not FORBIDDEN[language].search(text.replace("2026", "")), text
        assert len(text) <= 260


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_of_the_rulebook_has_its_sentences(language: str) -> None:
    ids = {key.partition(".")[0] for key in CATALOGS.keys(language) if re.match(r"[A-Z]{3}-\d{3}\.", key)}
    assert ids == set(FACTS)
    for check in FACTS:
        assert {f"{check}.what", f"{check}.remedy"} <= set(CATALOGS.keys(language))
    for check in REPAIRS:
        assert f"{check}.completed" in CATALOGS.keys(language)


@pytest.mark.parametrize(
    ("language", "finding", "what", "remedy"),
    [
        (
            "en", found("COV-002", "cover, Title", {"text": ""}),
            "There is no title in the field “Title” on the cover.", "Please write the title of your document there.",
        ),
        (
            "fr", found("COV-002", "cover, Title", {"text": ""}),
            "Aucun titre n’est indiqué dans le champ « Titre » de la page de couverture.",
            "Merci d’y écrire le titre de votre document.",
        ),
        (
            "en", found("FIL-003", "a.docx", {"file": "a.docx", "kind": "label"}),
            "The file a.docx carries a protection label of your organization, so we cannot open it.",
            "Please save a copy with a public label and send that copy.",
        ),
        (
            "en", found("TPL-004", "cover, Contact 2", {"field": "contacts", "text": "<Name>"}),
            "The sample text “<Name>” still stands in the field “Contact 2” on the cover.",
            "Please write your own text there, or delete it.",
        ),
        (
            "en", found("TIM-001", "time of receipt", {"late_by": 661, **DEADLINE}),
            ("It was received 11 minutes and 1 second after the date for contributions, which is Thursday "
             "30 April 2026, 23:59:59 Geneva time (UTC+2) = 21:59:59 UTC."),
            "This meeting takes no more contributions. Reply to this mail if you want to bring it to another meeting.",
        ),
        (
            "fr", found("COV-006", "cover, Meeting date",
                        {"field": "dates", "found": "13 June", "expected": "2026-05-01 to 2026-05-03"}),
            ("Nous lisons « 13 June » dans le champ « Date de la réunion » de la page de couverture ; la date de la "
             "réunion est la suivante : du vendredi 1er mai 2026 au dimanche 3 mai 2026."),
            "Merci d’y écrire la date de la réunion.",
        ),
        (
            "fr", found("FIL-005", "a.docx", {"file": "a.docx", "size_mb": 71.3, "max_mb": 40}),
            "Le fichier a.docx fait 71,3 Mo, et nous prenons 40 Mo au plus par courriel.",
            ("Le secrétariat vous écrira pour vous proposer un autre moyen. Si possible, merci de réduire le fichier, "
             "par exemple avec des images plus petites."),
        ),
        ("en", found("XYZ-999", "somewhere", {}), "XYZ-999", ""),
        (
            "en", found("COV-007", "cover, Document number", {}),
            "We read the number … in the field “Document number” on the cover, but we assign the numbers.",
            "Please leave this field empty.",
        ),
    ],
)  # fmt: skip
def test_a_finding_is_told_in_two_sentences(language: str, finding: Finding, what: str, remedy: str) -> None:
    words: Words = SENTENCES
    assert words.what(finding, language).replace(NBSP, " ") == what
    assert words.remedy(finding, language).replace(NBSP, " ") == remedy


@pytest.mark.parametrize(
    ("at", "english", "french"),
    [
        ("cover, Contact", "the field “Contact” on the cover", "le champ « Contact » de la page de couverture"),
        ("cover, Contact 2", "the field “Contact 2” on the cover", "le champ « Contact 2 » de la page de couverture"),
        ("cover, Questions", "the field “Questions” on the cover", "le champ « Questions » de la page de couverture"),
        ("cover, Budget", "the field “Budget” on the cover", "le champ « Budget » de la page de couverture"),
        ("subject", "the subject of your mail", "l’objet de votre message"),
        ("file name", "the file name", "le nom du fichier"),
        ("paper.docx", "paper.docx", "paper.docx"),
        ("", "", ""),
        ("a\r\nb", "a b", "a b"),
    ],
)
def test_places_are_called_as_the_language_calls_them(at: str, english: str, french: str) -> None:
    assert SENTENCES.place(at, "en") == english
    assert SENTENCES.place(at, "fr").replace(NBSP, " ") == french


@pytest.mark.parametrize(
    ("language", "contact", "title"),
    [
        ("es", "el campo «Contact 2 (contacto)» de la portada", "el campo «Title (título)» de la portada"),
        ("ru", "поле «Contact 2 (для контактов)» на титульном листе", "поле «Title (название)» на титульном листе"),
        ("zh", "封面上的“Contact 2（联系人）”栏", "封面上的“Title（标题）”栏"),
        ("ar", "الخانة «Contact 2 (الاتصال)» في صفحة الغلاف", "الخانة «Title (العنوان)» في صفحة الغلاف"),
    ],
)
def test_a_field_is_named_as_the_template_prints_it_and_translated(language: str, contact: str, title: str) -> None:
    assert bare(SENTENCES.place("cover, Contact 2", language)) == contact
    assert bare(SENTENCES.place("cover, Title", language)) == title


@given(st.text(max_size=60), st.sampled_from(["COV-005", "TPL-004", "FIL-002", "ENV-007"]), st.sampled_from(LANGUAGES))
def test_no_value_is_looked_into_or_breaks_the_line(value: str, check: str, language: str) -> None:
    at, facts = FACTS[check][0]
    hostile: dict[str, Fact] = {name: (value,) if isinstance(fact, tuple) else value for name, fact in facts.items()}
    for text in (value, "{place}{0.__class__}", "%(place)s", "\\1"):
        told = SENTENCES.what(found(check, text, hostile | {"file": text, "found": text, "text": text}), language)
        assert len(told.splitlines()) == 1
    assert "{place}" in SENTENCES.what(found("COV-005", at, {"found": "{place}"}), language)


@pytest.mark.parametrize(
    ("seconds", "english", "french"),
    [
        (0, "0 seconds", "0 seconde"),
        (1, "1 second", "1 seconde"),
        (59, "59 seconds", "59 secondes"),
        (60, "1 minute", "1 minute"),
        (661, "11 minutes and 1 second", "11 minutes et 1 seconde"),
        (3600, "1 hour", "1 heure"),
        (3605, "1 hour", "1 heure"),
        (7380, "2 hours and 3 minutes", "2 heures et 3 minutes"),
        (90_000, "1 day and 1 hour", "1 jour et 1 heure"),
        (864_000, "10 days", "10 jours"),
        (-5, "0 seconds", "0 seconde"),
    ],
)
def test_durations_are_told_by_their_two_largest_units(seconds: int, english: str, french: str) -> None:
    moments = Moments(CATALOGS)
    assert moments.lasting(seconds, "en") == english
    assert moments.lasting(seconds, "fr").replace("\u202f", " ").replace(NBSP, " ") == french


def test_offsets_are_written_as_people_write_them() -> None:
    def at(text: str) -> str:
        return offset(utc(30, "12:00").fromisoformat(f"2026-04-30T12:00:00{text}"))

    assert [at(one) for one in ("+00:00", "+02:00", "-03:30", "+05:45", "-11:00")] == [
        "UTC", "UTC+2", "UTC-3:30", "UTC+5:45", "UTC-11",
    ]  # fmt: skip


def _catalog(folder: Path, language: str, *entries: tuple[str, str], flag: str = "") -> None:
    path = folder / language / "LC_MESSAGES" / "intake.po"
    path.parent.mkdir(parents=True)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    path.write_text(
        head + "\n\n".join(f'{flag}msgid "{key}"\nmsgstr "{text}"' for key, text in entries), encoding="utf-8"
    )


def test_a_language_is_offered_only_when_its_catalog_is_complete(tmp_path: Path) -> None:
    english = (("a", "One {thing}"), ("b", "Two"))
    _catalog(tmp_path, "en", *english)
    _catalog(tmp_path, "fr", ("a", "Un {thing}"), ("b", "Deux"))
    _catalog(tmp_path, "es", ("a", "Uno {thing}"))
    _catalog(tmp_path, "ru", ("a", "Один {things}"), ("b", "Два"))
    _catalog(tmp_path, "ar", ("a", "{thing}"), ("b", ""))
    _catalog(tmp_path, "zh", ("a", "一 {thing}"), ("b", "二"), flag="#, fuzzy\n")
    catalogs = Catalogs(tmp_path)
    assert catalogs.offered_languages() == ("en", "fr")
    assert [catalogs.missing(one) for one in ("es", "ru", "ar", "zh", "xx")] == [
        ("b",), ("a",), ("b",), ("a", "b"), ("a", "b"),
    ]  # fmt: skip
    assert catalogs.text("b", "es") == "Two"
    assert catalogs.text("a", "fr", {"thing": "{thing}"}) == "Un {thing}"


def test_an_unknown_key_and_an_open_place_are_named() -> None:
    with pytest.raises(KeyError, match=r"no\.such\.key"):
        CATALOGS.text("no.such.key", "en")
    with pytest.raises(KeyError, match="number"):
        CATALOGS.text("identity.number", "fr", {})


@pytest.mark.parametrize("content", [b"msgid \xff", b'msgid "a\nmsgstr "b"\n', b""])
def test_a_catalog_that_cannot_be_read_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "en" / "LC_MESSAGES" / "intake.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    with pytest.raises(ConfigurationError, match=re.escape(str(tmp_path))):
        Catalogs(tmp_path)
