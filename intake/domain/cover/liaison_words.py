"""The words of liaison statements of all bodies, in the six languages: labels of the head, titles, what is asked.

The labels are those of the statements of 3GPP and ETSI ("Source", "To", "Response to"), of OMA and GSMA ("Send replies
to"), of the IETF's liaison manager ("To Groups", "Purpose"), of IEEE 802 letters ("From", "Subject"), of APT and CEPT
documents ("Document", "Subject") and of the N-documents of ISO/IEC JTC 1 ("Document type", "Expected action").
"""

import re
from collections.abc import Mapping

from intake.domain.cover.field_words import LABELS, LIAISON
from intake.domain.cover.kind_words import names_liaison
from intake.domain.cover.labels import key, spellings, vocabulary

_LETTER: Mapping[str, tuple[str, ...]] = {
    "to": (
        *("To", "To (s)", "Addressed to", "To Groups", "To Group", "To bodies", "Sent to", "Destination", "Addressee"),
        *("À", "Destinataire", "Destinataires", "À l'attention de", "Adressé à", "Adressée à", "Destiné à"),
        *("A", "Para", "Destinatario", "Destinatarios", "Dirigido a", "Dirigida a"),
        *("Кому", "Адресат", "Адресаты", "Получатель", "Получатели"),
        *("إلى", "الى", "موجه إلى", "موجهة إلى", "الجهة المرسل إليها", "المرسل إليه"),
        *("致", "发往", "发送给", "收件人", "收文单位", "主送"),
    ),
    "cc": (
        *("Cc", "Copy", "Copy to", "Copies to", "Cc Groups"),
        *("Copie", "Copie à", "Copies à", "Copie pour information"),
        *("Copia", "Copia a", "Con copia a", "Con copia"),
        *("Копия", "Копии"),
        *("نسخة", "نسخة إلى", "نسخة الى", "صورة إلى"),
        *("抄送", "抄报"),
    ),
    "from": (
        *("From", "From source", "From Group", "From Groups", "LS from", "Originator", "Origin", "Submitted by"),
        *("De", "De la part de", "Émetteur", "Expéditeur", "Provenance"),
        *("Remitente", "De parte de", "Procedencia"),
        *("От", "От кого", "Отправитель"),
        *("من", "المرسل", "من جانب"),
        *("发件人", "来自", "发自", "发文单位"),
    ),
    "response": (
        *("Response to", "In response to", "Reply to", "In reply to", "Reference", "Referenced liaison"),
        *("Réponse à", "En réponse à", "Réf"),
        *("Respuesta a", "En respuesta a"),
        *("В ответ на", "Ответ на"),
        *("ردا على", "رد على", "ردًا على"),
        *("回复", "答复", "回应"),
    ),
    "subject": (
        *("Subject", "Re", "Objet", "Sujet", "Asunto", "Тема", "Предмет", "الموضوع", "موضوع", "主题", "事由", "议题"),
    ),
    "reply_by": (
        *(
            "Reply requested by",
            "Response due",
            "Response required by",
            "Action due date",
            "Due date",
            "Please reply by",
        ),
        *("Réponse souhaitée avant le", "Réponse attendue", "Respuesta solicitada antes de", "Ответить до"),
        *("الرد قبل", "请于以下日期前回复", "答复日期"),
    ),
    "contact": (
        *("Contacts", "Response Contact", "Response Contacts", "Technical Contact", "Technical Contacts"),
        *("Contact point", "Liaison contact", "From Contact", "Point de contact", "Punto de contacto"),
    ),
    "purpose": ("Document for", "Expected action", "Action", "Action required", "Decision requested"),
    "form": ("Document type", "Doc type", "Type of document", "Type", "Kind"),
    "head": (
        *("Release", "Work Item", "Work Items", "Attachments", "Attachment", "Attached documents", "Annexes"),
        *("Send replies to", "Send any reply LS to", "Send any reply to", "To Contacts", "To Contact", "Document"),
        *(
            "Document number",
            "Doc",
            "Doc no",
            "Submission Date",
            "Date issued",
            "Date of document",
            "Status",
            "Summary",
        ),
        *("Group membership required to read", "Medium", "No. of pages", "Email of convenor", "Committee URL"),
        *(
            "Proposal",
            "Background",
            "Body",
            "Body text",
            "Overview",
            "Date Submitted",
            "Project",
            "Notice",
            "Agenda item",
        ),
        *("URL of the IETF Web page", "Confidentiality", "Security classification", "Meeting Name & Number"),
        *("Pièces jointes", "Annexe", "Adjuntos", "Anexos", "Приложение", "Приложения", "المرفقات", "附件"),
    ),
}
"""Labels of letters beside those that our own templates have."""

HEAD = vocabulary(
    [
        *((field, spellings(words)) for field, words in LIAISON.items()),
        *((field, spellings(LABELS[field])) for field in ("source", "title", "contact", "questions")),
        *((field, _LETTER[field]) for field in ("to", "cc", "from", "response", "subject", "reply_by", "contact")),
        ("purpose", (*spellings(LABELS["purpose"]), *_LETTER["purpose"])),
        *((field, _LETTER[field]) for field in ("form", "head")),
        *((field, spellings(LABELS[field])) for field in ("keywords", "abstract", "meeting", "place", "dates")),
    ]
)
"""From the letters of each label in the head of a letter to its field."""

_NO_STATEMENT = re.compile(
    r"\W*(?:draft\W*)?liaison\s+(?:officers?|persons?|representatives?|rapporteurs?|activit|relationship|reports?|"
    r"coordinat|categor|management|work\b)",
    re.IGNORECASE,
)
_ANSWER = (
    r"reply|response|answer|outgoing|incoming|new|final|proposed|updated|revised|réponse(?:\s+(?:à\s+)?la)?|"
    r"respuesta(?:\s+a\s+la)?|ответ\w{0,2}(?:\s+на)?|ответное|رد(?:\s+على)?|答复|回复"
)
_STATEMENT = re.compile(
    rf"\W*(?:\[?(?:draft|projet de|proyecto de|проект|مشروع)\]?\W*)?(?:(?:{_ANSWER})\W*(?:to\W*)?){{0,2}}"
    r"(?:(?:the|a|an)\s+)?(?:[io]?LSs?(?![^\W_])|liaison\b)",
    re.IGNORECASE,
)
_NAMED = (
    r"LS|liaison(?: statement| letter)?|note de liaison|déclaration de liaison|declaración de (?:enlace|coordinación)|"
    r"заявление о взаимодействии|письмо о взаимодействии|بيان اتصال"
)
_SUBJECT = r"on|regarding|about|concerning|in reply|sur|concernant|sobre|relati|о|об|по|относительно|بشأن|حول"
_ADDRESSED = re.compile(
    rf"(?:{_NAMED})(?:\s+(?:response|reply))?\s+(?:from\s+(?P<by>.{{2,60}}?)\s+)?"
    rf"(?:to|à|au|aux|a|al|в адрес|для|إلى)\s+(?P<to>.{{2,80}}?)(?=\s+(?:{_SUBJECT})|\s*[:;(–—]|\s+-|\s*$)|"
    r"(?:致|给)(?P<chinese>.{2,60}?)(?:关于.{0,60})?的?(?:联络声明|联络函)",
    re.IGNORECASE,
)
_ASKED: Mapping[str, tuple[str, ...]] = {
    "for_action": ("for action", "action", "act", "action required"),
    "for_comment": ("for comment", "for comments", "comment", "comments", "comm", "discussion", "for discussion"),
    "for_information": ("for information", "information", "info", "fyi", "in response", "none", "noting"),
}


def says_liaison(title: str) -> bool:
    """Whether a title calls its letter a liaison statement: "LS on ...", "Reply LS to ...", "Note de liaison à ..."."""
    if _NO_STATEMENT.match(title):
        return False
    return _STATEMENT.match(title) is not None or names_liaison(title)


def is_liaison_heading(line: str) -> bool:
    """Whether a line of a page is nothing but the name of a liaison statement: "LIAISON STATEMENT", "联络函"."""
    return len(line) <= 60 and names_liaison(line, alone=True)


def addressed_in(title: str) -> tuple[str, str]:
    """The sender and the body asked, as in "Liaison statement from SC 29 to ITU-T SG16 on avatars"; "" if unsaid."""
    found = _ADDRESSED.search(title)
    if found is None:
        return "", ""
    return (found["by"] or "").strip(), (found["to"] or found["chinese"]).strip()


def asked_by(purpose: str) -> str:
    """The field of the bodies that a statement with this purpose is sent to, "for_action" and so on; "" for none."""
    said = key(purpose.partition("\n")[0])
    words = {key(text): field for field, texts in _ASKED.items() for text in texts}
    words |= {key(text): field for field in _ASKED for text in spellings(LIAISON[field])}
    return words.get(said, "")
