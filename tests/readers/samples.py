"""Documents as authors fill them in, in six languages and on four layouts: `filled(language, layout)` gives the bytes.

`cover_of(language, layout)` is what a person reads on it, and `template(layout)` the empty template in English. L2 is
the template that we ship, with its labels as a translation prints them.
"""

import dataclasses
import io
from functools import lru_cache

from docx import Document
from docx.oxml.ns import qn

from intake.demo.papers import AuthoredPaper, fill, settled
from intake.domain.document import Contact, Cover, Liaison
from intake.shipped import shipped_templates
from tests.readers.layouts import Layout, Person, Said, layout

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
LAYOUTS: tuple[Layout, ...] = ("L1", "L2", "L3", "L4")
SHIPPED = (shipped_templates() / "docx" / "jca-contribution.docx").read_bytes()

_NAMES = (
    *("questions", "meeting", "study_group", "working_party", "type", "source", "title", "purpose", "contact"),
    *("keywords", "abstract", "original", "tel", "fax", "email", "liaison", "action", "comment", "information"),
    *("approval", "deadline"),
)
_PRINTED = {
    "en": "Question(s):|Meeting, date:|Study Group:|Working Party:|Intended type of document (R-C-TD):|Source:|Title:"
    "|Purpose:|Contact:|Keywords:|Abstract:|Original: |Tel:|Fax:|E-mail:|LIAISON STATEMENT|For action to:"
    "|For comment to:|For information to:|Approval:|Deadline:",
    "fr": "Question(s)\xa0:|Réunion, date\xa0:|Commission d'études\xa0:|Groupe de travail\xa0:|Type de document\xa0:"
    "|Source\xa0:|Titre\xa0:|Objet\xa0:|Contact\xa0:|Mots clés\xa0:|Résumé\xa0:|Original\xa0: |Tél.\xa0:|Télécopie\xa0:"
    "|Courriel\xa0:|NOTE DE LIAISON|Pour action\xa0:|Pour observations\xa0:|Pour information\xa0:|Approbation\xa0:"
    "|Date limite\xa0:",
    "es": "Cuestión(es):|Reunión, fecha:|Comisión de Estudio:|Grupo de Trabajo:|Tipo de documento:|Origen:|Título:"
    "|Objeto:|Contacto:|Palabras clave:|Resumen:|Original: |Tel.:|Fax:|Correo-e:|DECLARACIÓN DE COORDINACIÓN"
    "|Para acción:|Para comentarios:|Para información:|Aprobación:|Plazo:",
    "ar": "المسألة (المسائل):|الاجتماع، التاريخ:|لجنة الدراسات:|فرقة العمل:|نوع الوثيقة:|المصدر:|العنوان:|الغرض:"
    "|للاتصال:|كلمات رئيسية:|ملخص:|الأصل: |الهاتف:|الفاكس:|البريد الإلكتروني:|بيان اتصال|لاتخاذ إجراء:|للتعليق:"
    "|للعلم:|الموافقة:|الموعد النهائي:",
    "ru": "Вопрос(ы):|Собрание, дата:|Исследовательская комиссия:|Рабочая группа:|Тип документа:|Источник:|Название:"
    "|Назначение:|Для контактов:|Ключевые слова:|Краткое содержание:|Оригинал: |Тел.:|Факс:|Эл. почта:"
    "|ЗАЯВЛЕНИЕ О ВЗАИМОДЕЙСТВИИ|Для принятия мер:|Для замечаний:|Для информации:|Утверждение:|Срок:",
    "zh": "课题：|会议、日期：|研究组：|工作组：|文件类型：|来源：|标题：|目的：|联系人：|关键词：|摘要：|原文：|电话："
    "|传真：|电子邮件：|联络声明|需采取行动：|征求意见：|供参考：|批准：|截止日期：",
}
LABELS = {one: dict(zip(_NAMES, text.split("|"), strict=True)) for one, text in _PRINTED.items()}

_TEL, _FAX = "+41 22 730 5111", "+41 22 730 5112"
_SAID = {
    "en": ("Joint Coordination Activity on metaverse standardization", "English", "CONTRIBUTION", "Discussion"),
    "fr": ("Activité conjointe de coordination sur le métavers", "français", "CONTRIBUTION", "Discussion"),
    "es": ("Actividad Conjunta de Coordinación sobre el metaverso", "español", "CONTRIBUCIÓN", "Discusión"),
    "ar": ("نشاط التنسيق المشترك المعني بالميتافيرس", "بالعربية", "مساهمة", "للمناقشة"),
    "ru": ("Совместная координационная деятельность по метавселенной", "русский", "ВКЛАД", "Обсуждение"),
    "zh": ("元宇宙联合协调活动", "中文", "文稿", "讨论"),
}
_TITLES = {
    "en": "Proposal for a common vocabulary of virtual worlds",
    "fr": "Proposition de vocabulaire commun pour les mondes virtuels",
    "es": "Propuesta de un vocabulario común para los mundos virtuales",
    "ar": "مقترح لمفردات مشتركة للعوالم الافتراضية",
    "ru": "Предложение об общем словаре виртуальных миров",
    "zh": "关于虚拟世界通用词汇的提案",
}
_SOURCES = {
    "en": ("Ministry of Science and ICT, Korea (Republic of)", "ETRI"),
    "fr": ("Orange", "Ministère de l'économie, France"),
    "es": ("Ministerio de Economía, España",),
    "ar": ("هيئة الاتصالات والفضاء والتقنية، المملكة العربية السعودية",),
    "ru": ("Министерство цифрового развития, Российская Федерация", "НИИР"),
    "zh": ("中国信息通信研究院", "中国电信集团有限公司"),
}
_PEOPLE = {
    "en": (("Min-ji Kim", "ETRI", "Korea (Republic of)"), ("Ada Lovelace", "Engines Ltd", "United Kingdom")),
    "fr": (("Amélie Durand", "Orange", "France"),),
    "es": (("José Núñez", "Ministerio de Economía", "España"),),
    "ar": (("نورة القحطاني", "هيئة الاتصالات والفضاء والتقنية", "المملكة العربية السعودية"),),
    "ru": (("Анна Иванова", "НИИР", "Российская Федерация"),),
    "zh": (("王伟", "中国信息通信研究院", "中国"),),
}
_ADDRESSES = ("kim@etri.example", "ada@engines.example")
_KEYWORDS = {
    "en": ("metaverse", "vocabulary"),
    "fr": ("métavers", "vocabulaire"),
    "es": ("metaverso", "vocabulario"),
    "ar": ("ميتافيرس", "مفردات"),
    "ru": ("метавселенная", "словарь"),
    "zh": ("元宇宙", "词汇"),
}
_ABSTRACTS = {
    "en": "This contribution proposes a common vocabulary of virtual worlds.",
    "fr": "Cette contribution propose un vocabulaire commun pour les mondes virtuels.",
    "es": "Esta contribución propone un vocabulario común para los mundos virtuales.",
    "ar": "تقترح هذه المساهمة مفردات مشتركة للعوالم الافتراضية.",
    "ru": "В настоящем вкладе предлагается общий словарь виртуальных миров.",
    "zh": "本文稿提出虚拟世界的通用词汇。",
}
_JOINS = {"ar": "، ", "zh": "、"}
_ACTED = Liaison(("ITU-T SG17",), ("ITU-T SG20",), ("ISO/IEC JTC 1",), "JCA-MV", "2026-06-01")
_MEETING = ("Geneva", "13 May 2026")


def filled(language: str = "en", which: Layout = "L2") -> bytes:
    """The document of an author who writes in this language, on this layout; the same bytes each time."""
    return _filled(language, which)


@lru_cache(maxsize=64)
def _filled(language: str, which: Layout) -> bytes:
    if which == "L2":
        return relabelled(fill(SHIPPED, _paper(language)), language)
    return layout(which, LABELS[language], _said(language, which))


@lru_cache(maxsize=8)
def template(which: Layout) -> bytes:
    """The empty template of a layout, in English, with its samples."""
    return SHIPPED if which == "L2" else layout(which, LABELS["en"], _samples(which))


def cover_of(language: str, which: Layout = "L2") -> Cover:
    """The cover of `filled` as a person would copy it."""
    group, original, kind, purpose = _SAID[language]
    study_group, liaison = which == "L1", which == "L4"
    return Cover(
        group="17" if which == "L3" else group,
        doc_number=None if which == "L3" else "JCA-MV-Doc-012",
        original_language=None if which == "L3" else original,
        questions=None if which == "L2" else "5/17",
        place=None if which == "L2" else _MEETING[0],
        dates=None if which == "L2" else _MEETING[1],
        kind=LABELS[language]["liaison"] if liaison else kind,
        source=_SOURCES[language],
        title=_TITLES[language],
        purpose=purpose if study_group else None,
        contacts=_contacts(language),
        keywords=() if which == "L3" else _KEYWORDS[language],
        abstract=None if which == "L3" else _ABSTRACTS[language],
        liaison=_ACTED if liaison else None,
    )


def relabelled(docx: bytes, language: str) -> bytes:
    """The shipped template's file with its printed labels in another language."""
    document = Document(io.BytesIO(docx))
    printed = LABELS[language]
    texts = {LABELS["en"][name]: printed[name] for name in ("source", "title", "contact", "keywords", "abstract")}
    ahead = {LABELS["en"][name]: printed[name] for name in ("tel", "fax", "email")} | {
        "Original: ": printed["original"]
    }
    for node in document.element.body.iter(qn("w:t")):
        text = node.text or ""
        before = next((one for one in ahead if text.startswith(one)), "")
        node.text = texts.get(text, ahead.get(before, "") + text.removeprefix(before))
    return settled(document)


def _contacts(language: str) -> tuple[Contact, ...]:
    pairs = zip(_PEOPLE[language], _ADDRESSES, strict=False)
    return tuple(Contact(*lines, _TEL, _FAX, address) for lines, address in pairs)


def _paper(language: str) -> AuthoredPaper:
    group, original, kind, _ = _SAID[language]
    return AuthoredPaper(
        title=_TITLES[language],
        source="\n".join(_SOURCES[language]),
        contacts=_contacts(language),
        keywords=_JOINS.get(language, ", ").join(_KEYWORDS[language]),
        abstract=_ABSTRACTS[language],
        number="JCA-MV-Doc-012",
        group=group,
        original=f"Original: {original}",
        kind=kind,
        body=(_ABSTRACTS[language],) * 3,
        spare_contact=False,
    )


def _said(language: str, which: Layout) -> Said:
    group, original, kind, purpose = _SAID[language]
    printed = LABELS[language]
    people = tuple(
        Person(
            (one.name or "", one.organization or "", one.country or ""),
            (f"{printed['tel']} {one.tel}", f"{printed['fax']} {one.fax}", f"{printed['email']} {one.email}"),
        )
        for one in _contacts(language)
    )
    return Said(
        number="JCA-MV-Doc-012",
        group=group,
        original=original,
        questions="5/17",
        meeting=", ".join(_MEETING),
        kind=printed["liaison"] if which == "L4" else kind,
        source=_SOURCES[language],
        title=_TITLES[language],
        purpose=purpose,
        people=people,
        keywords=_JOINS.get(language, ", ").join(_KEYWORDS[language]),
        abstract=_ABSTRACTS[language],
        action=_ACTED.for_action[0],
        comment=_ACTED.for_comment[0],
        information=_ACTED.for_information[0],
        approval=_ACTED.approval or "",
        deadline=_ACTED.reply_by or "",
        body=("1", _ABSTRACTS[language], "2", _ABSTRACTS[language]),
    )


def _samples(which: Layout) -> Said:
    """What stands in an empty template; the kind and the language are printed there already."""
    person = Person(("<Name>", "<Organization>", "<Country>"), ("Tel: <Telephone>", "Fax: <Fax>", "E-mail: <E-mail>"))
    texts = {one.name: f"<{one.name.capitalize()}>" for one in dataclasses.fields(Said)}
    kind = "LIAISON STATEMENT" if which == "L4" else "CONTRIBUTION"
    meeting = "<Place>, <date>"
    return Said(
        **{
            **texts,
            "number": "[to be assigned]",
            "original": "English",
            "kind": kind,
            "meeting": meeting,
            "source": ("<Source>",),
            "people": (person, person),
            "body": ("<Text>",),
        }  # type: ignore[arg-type]
    )
