"""Numbers as people write them ("Doc. 124 rev 3", "Document 64 Rev.1"), and the noise around them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.domain.meeting import Group, Series
from intake.domain.numbers.numbering import claims, file_stem, keys
from intake.domain.numbers.revisions import revision_label, split_revision

MV = Group("jca-mv", "JCA-MV", "Metaverse", "MV", "Europe/Zurich", ("tsbjcamv@itu.int",))
ICT = replace(MV, id="jca-ictcc", acronym="JCA-ICT&CC", short="ICTCC")
DOC = Series("doc", "JCA-MV-Doc-{number:03d}")
ICT_DOC = Series("doc", "JCA-ICT&CC-{number}")

Said = tuple[int, int | None]


def said(*, cell: str = "", file: str = "", subject: str = "", group: Group = MV, series: Series = DOC) -> list[Said]:
    found = claims(group, series, cell=cell, file_name=file, subject=subject)
    assert all(one.label == series.label(one.number) for one in found if one.number)
    return [(one.number, one.revision) for one in found]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Doc. 160", [(160, None)]),
        ("Doc 38", [(38, None)]),
        ("Doc 75 Rev.1", [(75, 1)]),
        ("Document 99Rev1", [(99, 1)]),
        ("Document 64 Rev.1", [(64, 1)]),
        ("Doc 19R3", [(19, 3)]),
        ("Doc 31Rev.2", [(31, 2)]),
        ("Doc. 124 rev 3", [(124, 3)]),
        ("Document 46-E", [(46, None)]),
        ("Document 46-E Rev.2", [(46, 2)]),
        ("JCA-MV-Doc-012", [(12, None)]),
        ("JCA-MV-Doc-012-Rev1", [(12, 1)]),
        ("JCA‑MV‑Doc‑012‑Rev1", [(12, 1)]),
        ("jca mv doc 12 (rev. 1)", [(12, 1)]),
        ("JCA-MV – Document 12 – Revision 1", [(12, 1)]),
        ("JCA-MV-Doc-012, Rev 2", [(12, 2)]),
        ("JCA-MV/12", [(12, None)]),
        ("Document n° 12 rév. 1", [(12, 1)]),
        ("Doc. No. 12", [(12, None)]),
        ("JCA-MV-Doc-012 修订版 1", [(12, 1)]),
        ("JCA-MV-Doc-０１２", [(12, None)]),
        ("012-R1", [(12, 1)]),
        ("12", [(12, None)]),
        ("No. 12", [(12, None)]),
        ("12 rev", [(12, 0)]),
        ("JCA-MV-Doc-2026-Rev1", [(2026, 1)]),
        ("SG17-TD611", [(0, None)]),
        ("SG17-C1000", [(0, None)]),
        ("C 005 Rev.1", [(0, 1)]),
        ("C 1186R1", [(0, 1)]),
        ("TD125-R1", [(0, 1)]),
        ("TSAG-R3-A", [(0, None)]),
        ("I-082_Rev 1", [(0, 1)]),
        ("JCA-DCC-Doc-003", [(0, None)]),
        ("", []),
        ("JCA-MV-Doc-XXX", []),
        ("JCA-MV-Doc-000", []),
        ("Rev.1", []),
        ("Document 2026", []),
        ("2026", []),
        ("2022-2024", []),
        ("13 May 2026", []),
        ("2026-05-13", []),
        ("13.05.2026", []),
        ("v2", []),
        ("Version 1.2", []),
    ],
)
def test_a_number_cell_is_read(cell: str, expected: list[Said]) -> None:
    assert said(cell=cell) == expected


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("JCA-MV-Doc-012-Rev1.docx", [(12, 1)]),
        ("JCA_MV_Doc_12_r2.docx", [(12, 2)]),
        ("JCA-MV-Doc-012.Rev1.docx", [(12, 1)]),
        ("JCAMV Doc12 rev1 clean.docx", [(12, 1)]),
        ("JCA-MV-012_revised.docx", [(12, 0)]),
        ("JCA-MV-Doc-012.docx", [(12, None)]),
        ("JCA-MV-Doc-012-v2.docx", [(12, None)]),
        ("Doc 12 rev 1.docx", [(12, 1)]),
        ("ETRI_Doc_12_Rev1.docx", [(12, 1)]),
        ("Doc1.docx", []),
        ("Document1.docx", []),
        ("Document 2026.docx", []),
        ("Doc 12.docx", []),
        ("JCA-MV 2026.docx", []),
        ("JCA-MV-2026-05-13 contribution rev1.docx", []),
        ("JCA-MV_20260513_rev1.docx", []),
        ("JCA-MV 13 May 2026 rev1.docx", []),
        ("JCA-MV-13-May-2026 revised.docx", []),
        ("JCA-MV 2nd meeting rev1.docx", []),
        ("JCA-MV 2 contributions rev1.docx", []),
        ("JCA-DCC-Doc-012-Rev1.docx", []),
        ("JCA_DCC_Doc_12_Rev1.docx", []),
        ("SG17-TD611-R1.docx", []),
        ("SG17 Doc 12 Rev.1.docx", []),
        ("C 005 Rev.1.docx", []),
        ("input_rev1.docx", []),
        ("Input v1.2.docx", []),
    ],
)
def test_a_file_name_is_read(file: str, expected: list[Said]) -> None:
    assert said(file=file) == expected


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("JCA-MV-Doc-012-Rev1", [(12, 1)]),
        ("Revised JCA-MV-Doc-012", [(12, 0)]),
        ("Revision of Doc. 12 and Doc. 15", [(12, 0), (15, 0)]),
        ("[EXTERNAL] JCA-MV-Doc-012 Rev.2", [(12, 2)]),
        ("[JCA-MV] Doc 12 Rev 2", [(12, 2)]),
        ("Document 12 révisé", [(12, 0)]),
        ("Mise à jour du document 12", [(12, 0)]),
        ("Versión revisada: documento JCA-MV-Doc-012, revisado", [(12, 0)]),
        ("Replacement of JCA-MV-Doc-012", [(12, None)]),
        ("Withdrawal of Doc 12", [(12, None)]),
        ("JCA-MV-Doc-012", []),
        ("Contribution to JCA-MV, 13 May 2026, revised", []),
        ("Revised contribution to JCA-MV 2026", []),
        ("Revised input to JCA-MV 13:00 session", []),
        ("Re: [JCA-MV] Registered: JCA-MV-Doc-012-Rev1 - On worlds", []),
        ("RE : [JCA-MV] Replaced: JCA-MV-Doc-012 - Revised worlds", []),
        ("回复：[JCA-MV] Already registered: JCA-MV-Doc-012-Rev1", []),
        ("[EXT] Fwd: AW: [JCA-MV] Withdrawn: JCA-MV-Doc-012", []),
        ("Contribución revisada a JCA-MV, 13 de mayo de 2026", []),
        ("Пересмотренный вклад в JCA-MV 13 мая 2026", []),
        ("修订文稿 JCA-MV 2026年5月13日", []),
        ("Revised SG17-TD611", []),
        ("Revised JCA-DCC Doc 3", []),
    ],
)
def test_a_subject_is_read(subject: str, expected: list[Said]) -> None:
    assert said(subject=subject) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("JCA-ICT&CC-139", [(139, None)]),
        ("JCA-ICTCC-139 Rev 1", [(139, 1)]),
        ("JCA_ICT_CC-139-R2", [(139, 2)]),
        ("Doc 47 Rev.1", [(47, 1)]),
    ],
)
def test_a_name_with_an_ampersand_is_read(cell: str, expected: list[Said]) -> None:
    assert said(cell=cell, group=ICT, series=ICT_DOC) == expected


def test_places_speak_in_their_order() -> None:
    found = claims(MV, DOC, cell="Doc 1", file_name="JCA-MV-Doc-002.docx", subject="Revised Doc 3")
    assert [(one.number, one.place) for one in found] == [(1, "number cell"), (2, "file name"), (3, "subject")]


def test_another_bodys_number_is_told_in_one_short_line() -> None:
    (one,) = claims(MV, DOC, cell="SG17-TD611\n" + "x" * 500, file_name="", subject="")
    assert one.label.startswith("SG17-TD611 x")
    assert len(one.label) == 60


PATTERNS = st.sampled_from(
    ["JCA-MV-Doc-{number:03d}", "JCA-MV/{number}", "MV-D-{number:04d}", "Doc {number}", "C-{number}"]
)


@given(st.integers(1, 9999), st.integers(0, 99), PATTERNS)
def test_what_we_print_is_read_back(number: int, revision: int, pattern: str) -> None:
    series = Series("doc", pattern)
    printed = revision_label(series.label(number), revision)
    expected = [(number, revision or None)]
    assert said(cell=printed, series=series) == expected
    if revision:
        assert said(file=f"{printed}.docx", series=series) == expected
        assert said(subject=f"Please take {printed}", series=series) == expected


LEADS = st.sampled_from(
    ["JCA-MV-Doc-", "JCA‑MV‑Doc‑", "jca mv doc ", "JCA_MV_Doc_", "JCA-MV-", "Doc ", "Doc. ", "Document ", "Doc"]
)
MARKS = st.sampled_from(
    [
        *("Rev.{}", "Rev{}", "R{}", "-R{}", "_Rev {}", " rev {}", " Rev.{}", "-Rev{}", " (Rev.{})", ", Rev. {}"),
        *("-E Rev.{}", " - Revision {}", " rév. {}", "-rev-{}", "_r{}", " REV{}", " 修订版{}", " révision {}"),
    ]
)


@given(LEADS, st.integers(1, 899), st.booleans(), MARKS, st.integers(1, 20))
def test_every_spelling_of_a_revision_is_read(lead: str, number: int, padded: bool, mark: str, revision: int) -> None:
    written = f"{lead}{number:03d}" if padded else f"{lead}{number}"
    spelled = written + mark.format(revision)
    assert said(cell=spelled) == [(number, revision)]
    assert said(file=f"{spelled}.docx") == [(number, revision)]
    assert said(subject=spelled) == [(number, revision)]


TD, LIAISON = Series("td", "JCA-MV-TD-{number:03d}"), Series("ls", "JCA-MV-iLS-{number}")


@pytest.mark.parametrize(
    ("cell", "file", "subject", "labels"),
    [
        ("JCA-MV-TD-003-Rev1", "", "", ["JCA-MV-TD-003"]),
        ("JCA MV TD 3 Rev.1", "", "", ["JCA-MV-TD-003"]),
        ("", "JCA-MV-iLS-12-Rev2.docx", "", ["JCA-MV-iLS-12"]),
        ("", "", "Revised JCA-MV-TD-003 and JCA-MV-Doc-005", ["JCA-MV-Doc-005", "JCA-MV-TD-003"]),
        ("TD 3", "", "", ["TD 3"]),
        ("3", "", "", ["JCA-MV-Doc-003"]),
    ],
)
def test_the_numbers_of_every_series_are_known(cell: str, file: str, subject: str, labels: list[str]) -> None:
    found = claims(MV, DOC, cell=cell, file_name=file, subject=subject, others=[TD, LIAISON])
    assert [one.label for one in found] == labels


@given(st.text(), st.text(), st.text())
def test_any_text_can_be_read(cell: str, file: str, subject: str) -> None:
    for number, revision in said(cell=cell, file=file, subject=subject):
        assert 0 <= number <= 9999
        assert revision is None or 0 <= revision <= 99


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Input.docx", "input.DOCX"),
        (" Input .docx", "input .pdf"),
        ("Re\u0301vision.docx", "révision.pdf"),
        ("Input v1.2", "input v1.2.docx"),
    ],
)
def test_a_stem_is_compared_without_extension(one: str, other: str) -> None:
    assert file_stem(one) == file_stem(other).strip()


def test_title_and_source_are_compared_by_letters_and_digits() -> None:
    assert keys("On the  Metaverse – part 2", ("ETRI", "KAIST")) == keys("on the metaverse: Part 2", ("etri, KAIST",))
    assert keys(None, ()) == ("", "")


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("JCA-MV-Doc-012", ("JCA-MV-Doc-012", None)),
        ("JCA-MV-Doc-012-Rev1", ("JCA-MV-Doc-012", ("Rev", 1))),
        (" jca-mv-doc-012 rev. 2 ", ("jca-mv-doc-012", ("Rev", 2))),
        ("JCA-MV-Doc-012_rev10", ("JCA-MV-Doc-012", ("Rev", 10))),
        ("JCA-MV-Doc-012-Cor1", ("JCA-MV-Doc-012", ("Cor", 1))),
        ("jca-mv-doc-012 add. 3", ("jca-mv-doc-012", ("Add", 3))),
        ("MV-26-0012", ("MV-26-0012", None)),
    ],
)
def test_a_typed_number_is_read_apart_from_its_revision(typed: str, parts: tuple[str, tuple[str, int] | None]) -> None:
    assert split_revision(typed) == parts


MARKED = [
    ("Rev.1 al Documento 12", 12, "Rev", 1),
    ("Rév. 1 du document 12", 12, "Rev", 1),
    ("Révision 1 au Document 46-F", 46, "Rev", 1),
    ("пересм. 1 Документа 12", 12, "Rev", 1),
    ("Документ 12 пересм. 1", 12, "Rev", 1),
    ("文件12修订1", 12, "Rev", 1),
    ("文件12的修订1", 12, "Rev", 1),
    ("第12号文件修订1", 12, "Rev", 1),
    ("文件46(Rev.1)-C", 46, "Rev", 1),
    ("المراجعة 1 للوثيقة 12", 12, "Rev", 1),
    ("الوثيقة 12 - المراجعة 1", 12, "Rev", 1),
    ("JCA-MV-Doc-012 Rev. No. 2", 12, "Rev", 2),
    ("JCA-MV-Doc-012-Cor1", 12, "Cor", 1),
    ("JCA-MV-Doc-012 Corr.1", 12, "Cor", 1),
    ("JCA-MV-Doc-012!Cor2!", 12, "Cor", 2),
    ("JCA-MV-Doc-012-Rev1-Cor2", 12, "Cor", 2),
    ("Corrigendum 1 to JCA-MV-Doc-012", 12, "Cor", 1),
    ("Corrigendum 1 au Document 12", 12, "Cor", 1),
    ("Rectificatif 1 au document 12", 12, "Cor", 1),
    ("Corrigéndum 1 al Documento 46-S", 46, "Cor", 1),
    ("Исправление 1 к Документу 12", 12, "Cor", 1),
    ("Документ 12 (испр. 1)", 12, "Cor", 1),
    ("对文件12的更正1", 12, "Cor", 1),
    ("تصويب 1 للوثيقة ١٢", 12, "Cor", 1),
    ("Corrigendum to Doc 12", 12, "Cor", 0),
    ("JCA-MV-Doc-012-Add1", 12, "Add", 1),
    ("JCA-MV-Doc-012!A30!", 12, "Add", 30),
    ("Doc 12 Add.1", 12, "Add", 1),
    ("Addendum 2 to Document 46-E", 46, "Add", 2),
    ("Addendum n° 2 au document 12", 12, "Add", 2),
    ("Addéndum 30 al Documento 46-S", 46, "Add", 30),
    ("Дополнительный документ 3 к Документу 46-R", 46, "Add", 3),
    ("الإضافة 2 للوثيقة 46", 46, "Add", 2),
    ("文件46补遗1", 46, "Add", 1),
]


@pytest.mark.parametrize(("written", "number", "mark", "count"), MARKED)
def test_revisions_corrigenda_and_addenda_are_read_in_six_languages(
    written: str, number: int, mark: str, count: int
) -> None:
    for cell, file, subject in ((written, "", ""), ("", f"{written}.docx", ""), ("", "", written)):
        (found,) = claims(MV, DOC, cell=cell, file_name=file, subject=subject)
        assert (found.number, found.mark, found.revision) == (number, mark, count)


@pytest.mark.parametrize(
    "file", ["Comments on Rev.1 of Doc 12.docx", "Please add 2 figures to Doc 12.docx", "Doc 12 add 2 figures.docx"]
)
def test_a_paper_about_a_revision_is_none(file: str) -> None:
    assert said(file=file) == []


@pytest.mark.parametrize(
    ("cell", "mark", "count"), [("012-Cor1", "Cor", 1), ("12 Add.1", "Add", 1), ("12修订1", "Rev", 1)]
)
def test_a_bare_number_cell_has_its_mark(cell: str, mark: str, count: int) -> None:
    (found,) = claims(MV, DOC, cell=cell, file_name="", subject="")
    assert (found.number, found.mark, found.revision) == (12, mark, count)


ABOUT = [
    "Comments on Rev.1 of Doc 12",
    "Comments from ETRI on the updated version of Doc 12 Rev.1",
    "Comments on JCA-MV-Doc-012, revised",
    "Revised comments on Doc 12",
    "Reply to JCA-MV-Doc-012-Rev1",
    "Reply of Korea to JCA-MV-Doc-012-Rev1",
    "Our response to Document 12 (Rev.1)",
    "Considerations on Doc 12 Rev.1",
    "Proposal on Doc 12-Rev1",
    "Proposal regarding the revision of Doc 12",
    "Review of Doc 12 Rev.1",
    "Discussion of JCA-MV-Doc-012-Rev1",
    "In support of JCA-MV-Doc-012-Rev1",
    "Support for Doc. 12 Rev.1",
    "We support JCA-MV-Doc-012-Rev1",
    "Proposed changes to JCA-MV-Doc-012-Rev1",
    "ETRI comments JCA-MV-Doc-012-Rev1",
    "Comments on Doc 12 Rev.1 and Doc 15 Rev.2",
    "Comments on Revision 1 of Doc 12, Doc 15-Rev1 and Rev.3 of Doc 16",
    "Commentaires sur la Rév. 1 du document 12",
    "Réponse au document 12 rév. 1",
    "Réponse de la Corée à la version révisée du document 12",
    "Observations concernant le document 12 révisé",
    "À l'appui du document 12 rév. 1 : soutien au document 12 rév. 1",
    "Considérations relatives au document 12 rév. 1",
    "Comentarios sobre la Rev.1 del Documento 12",
    "Respuesta al Documento 12 Rev.1",
    "En apoyo del documento 12 Rev. 1",
    "Propuesta sobre el Documento 12 (Rev.1)",
    "Consideraciones acerca del documento 12 revisado",
    "Замечания по Документу 12 (пересм. 1)",
    "Ответ на Документ 12 пересм. 1",
    "Соображения относительно Документа 12 пересм. 1",
    "В поддержку Документа 12 пересм. 1",
    "Предложение по пересмотренному документу 12",
    "تعليقات على المراجعة 1 للوثيقة 12",
    "رد على الوثيقة 12 (المراجعة 1)",
    "ملاحظات بشأن الوثيقة 12 - المراجعة 1",
    "دعم الوثيقة 12 المراجعة 1",
    "关于文件12修订1的意见",
    "对文件12修订1的评论",
    "对第12号文件修订1的答复",
    "回复文件12修订1",
    "支持文件12修订1",
]


@pytest.mark.parametrize("text", ABOUT)
def test_a_text_about_a_document_is_none_of_its_versions(text: str) -> None:
    assert said(subject=text) == []
    assert said(file=f"{text}.docx") == []
    assert said(file=f"{text.replace(' ', '_')}.docx") == []


@pytest.mark.parametrize(
    "subject", ["Doc 12 Rev.1: comments from ETRI", "JCA-MV-Doc-012-Rev1 - our response", "Doc 12 Rev.1: remarques"]
)
def test_remarks_named_behind_a_number_are_about_it(subject: str) -> None:
    assert said(subject=subject) == []


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Rev.1 of Doc 12", [(12, 1)]),
        ("Rev. 1 of the Document 12", [(12, 1)]),
        ("Revision of Doc 12", [(12, 0)]),
        ("Updated version of Doc 12", [(12, 0)]),
        ("New version of JCA-MV-Doc-012", [(12, 0)]),
        ("Update to Doc 12", [(12, 0)]),
        ("Proposed revision of Doc 12", [(12, 0)]),
        ("In reply to your comments we send Rev.1 of Doc 12", [(12, 1)]),
        ("Response to comments: JCA-MV-Doc-012-Rev1", [(12, 1)]),
        ("Revision of Doc 12 in response to comments", [(12, 0)]),
        ("JCA-MV-Doc-012-Rev1 with comments addressed", [(12, 1)]),
        ("Doc 12 Rev.1, comments addressed", [(12, 1)]),
        ("Doc 12 Rev.1 after comments on Doc 15", [(12, 1)]),
        ("Re: JCA-MV-Doc-012-Rev1", [(12, 1)]),
        ("Contribution to JCA-MV, Doc 12 Rev.1", [(12, 1)]),
        ("Request for withdrawal of Doc 12", [(12, None)]),
        ("Version révisée du document 12", [(12, 0)]),
        ("Nouvelle version révisée du document 12", [(12, 0)]),
        ("Versión actualizada del documento 12", [(12, 0)]),
        ("Обновленная версия документа 12", [(12, 0)]),
        ("Отзыв документа 12", [(12, None)]),
        ("سحب الوثيقة 12", [(12, None)]),
        ("文件12修订1", [(12, 1)]),
    ],
)
def test_a_version_of_a_document_stays_one(subject: str, expected: list[Said]) -> None:
    assert said(subject=subject) == expected
