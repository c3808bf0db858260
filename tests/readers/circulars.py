"""Circulars as Word files: the layout tables of real ones, typed numbers, hyphens that are elements of their own."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.text.paragraph import Paragraph

Dates = Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True)
class Form:
    """What stands in a circular: the rows of its header, its subject, paragraphs, list of dates, and draft agenda."""

    issued: str
    rows: Sequence[tuple[str, str, str]]
    subject: tuple[str, str]
    body: Sequence[str]
    dates: Dates = ()
    heading: str = ""
    after: Sequence[str] = ()
    agenda: Sequence[str] = ()


def circular_docx(form: Form) -> bytes:
    """The form as a Word file: a table for the header, one for the subject, one for the dates."""
    document = docx.Document()
    header = document.add_table(rows=0, cols=3)
    _row(header, ("", "", form.issued))
    for row in form.rows:
        _row(header, row)
    _row(document.add_table(rows=0, cols=2), form.subject)
    for text in form.body:
        _write(document.add_paragraph(), text)
    if form.heading:
        _write(document.add_paragraph(), form.heading)
        table = document.add_table(rows=0, cols=2)
        for day, things in form.dates:
            _row(table, (day, "\n".join(f"–\t{one}" for one in things)))
    for text in (*form.after, *form.agenda):
        _write(document.add_paragraph(), text)
    document.sections[0].footer.paragraphs[0].text = "Place des Nations • CH-1211 Genève 20 • itumail@itu.int"
    return _saved(document)


def _saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _row(table: object, texts: Sequence[str]) -> None:
    cells = table.add_row().cells  # type: ignore[attr-defined]
    for cell, text in zip(cells, texts, strict=True):
        for number, line in enumerate(text.split("\n")):
            _write(cell.paragraphs[0] if number == 0 else cell.add_paragraph(), line)


def _write(paragraph: Paragraph, text: str) -> None:
    """The text, each hyphen between letters or digits as the element that Word has for it."""
    for piece in re.split(r"((?<=\w)-(?=\w))", text):
        run = paragraph.add_run()
        if piece == "-":
            run._r.append(OxmlElement("w:noBreakHyphen"))
        else:
            run.text = piece


SECOND_MEETING = Form(
    issued="Genève, le 26 mars 2026",
    rows=(
        (
            "Réf.:",
            "Circulaire TSB 127\nCB",
            (
                "–\tAux Administrations des États Membres de l'Union;\n–\tÀ l'État de Palestine (Résolution 99 "
                "(Rév. Dubaï, 2018));\n–\tAux Membres du Secteur de l'UIT-T"
            ),
        ),
        ("Contact:", "Cristina Bueti", ""),
        (
            "Tél.:\nTélécopie:\nCourriel:",
            "+41 22 730 6301\n+41 22 730 5853\ntsbjcamv@itu.int",
            "Copie:\n–\tAu Directeur du Bureau des radiocommunications",
        ),
    ),
    subject=(
        "Objet:",
        (
            "Deuxième réunion de l'Activité conjointe de coordination sur la normalisation du métavers "
            "(JCA-MV)\n(Genève, Suisse, 13 mai 2026)"
        ),
    ),
    body=(
        "Madame, Monsieur,",
        (
            "1\tJ'ai l'honneur de vous informer que la deuxième réunion de l'Activité conjointe de coordination "
            "sur la normalisation du métavers (JCA-MV) se tiendra au siège de l'Union internationale des "
            "télécommunications (UIT) à Genève (Suisse), le 13 mai 2026, de 8 h 30 à 10 h 30."
        ),
        "2\tLe mandat de la JCA-MV est disponible à l'adresse https://www.itu.int/en/ITU-T/jca/mv/Pages/tor.aspx.",
        (
            "3\tLe Groupe consultatif de la normalisation des télécommunications (GCNT) a nommé M. Muath AlRumayh "
            "de la Commission des communications, de l'espace et des technologies (CST) du Royaume d'Arabie "
            "saoudite, et M. Shin-Gak Kang de l'Institut de recherche en électronique et en télécommunications "
            "(ETRI) de la République de Corée, à la coprésidence de la JCA-MV."
        ),
        "6\tLa réunion aura lieu en anglais seulement.",
        "7\tLa réunion de la JCA-MV sera organisée en même temps que les manifestations suivantes:",
        "•\tLa troisième Journée des mondes virtuels des Nations Unies (les 11 et 12 mai 2026).",
        "•\tLa réunion de la Commission d'études 20 de l'UIT-T (du 12 au 21 mai 2026).",
        (
            "9\tLes participants sont encouragés à soumettre leur contribution à la JCA-MV par courrier "
            "électronique à l'adresse tsbjcamv@itu.int, en utilisant le modèle de document disponible sur la page "
            "d'accueil de la JCA-MV. Afin de laisser suffisamment de temps pour préparer la réunion, la date "
            "limite de soumission des contributions est fixée au 30 avril 2026."
        ),
    ),
    heading="Principales échéances:",
    dates=(
        (
            "30 avril 2026",
            ["Soumission des contributions à la JCA-MV par courrier électronique à l'adresse tsbjcamv@itu.int."],
        ),
        (
            "4 mai 2026",
            [
                (
                    "Inscription préalable (au moyen du formulaire d'inscription en ligne disponible sur la page "
                    "d'accueil de la JCA-MV)."
                )
            ],
        ),
    ),
    after=("Je vous souhaite une réunion constructive et agréable.", "(signé)", "Seizo Onoe"),
)
ENGLISH = Form(
    issued="Geneva, 10 April 2026",
    rows=(
        (
            "Ref:",
            "TSB Circular 140\nSG17/XY",
            "–\tTo Administrations of Member States of the Union;\n–\tTo ITU-T Sector Members",
        ),
        ("Contact:", "Xiaoya Yang", ""),
        ("Tel:", "+41 22 730 6206", ""),
        ("Fax:", "+41 22 730 5853", ""),
        ("E-mail:", "tsbjcaidm@itu.int", "Copy:\n–\tTo the Chairmen of ITU-T Study Groups"),
    ),
    subject=(
        "Subject:",
        (
            "Fifth meeting of the Joint Coordination Activity on identity management (JCA-IdM)\n(Geneva, "
            "Switzerland, 30 June - 1 July 2026)"
        ),
    ),
    body=(
        "Dear Sir/Madam,",
        (
            "1\tI am pleased to invite you to the fifth meeting of the Joint Coordination Activity on identity "
            "management (JCA-IdM), which will be held at ITU headquarters, Geneva, from 30 June to 1 July 2026, "
            "from 09:30 to 12:30 hours, Geneva time."
        ),
        (
            "2\tJCA-IdM reports to ITU-T Study Group 17. Its co-chairs are Mr Abbie Barbour (Aetna, USA) and Ms "
            "Hiroko Takeuchi (Japan)."
        ),
        "3\tContributions should be sent to tsbjcaidm@itu.int no later than 23:59 hours (Geneva time) on 18 June 2026.",
        "4\tThe meeting will be held in English only. The homepage is https://www.itu.int/en/ITU-T/jca/idm.",
    ),
    heading="Key deadlines:",
    dates=(
        (
            "30 May 2026",
            [
                "Submit requests for fellowships",
                "Submit requests for visa support letters (via the online registration form)",
            ],
        ),
        ("18 June 2026", ["Submit contributions"]),
        ("22 June 2026", ["Pre-registration (via the online registration form)"]),
    ),
    after=("Yours faithfully,", "ANNEX A", "Draft agenda of the fifth meeting of JCA-IdM"),
    agenda=(
        "1\tOpening of the meeting",
        "2\tAdoption of the agenda",
        "3\tContributions",
        "4\tAny other business",
        "5\tClosing",
    ),
)
SPANISH = Form(
    issued="Ginebra, 10 de abril de 2026",
    rows=(
        ("Ref.:", "Circular TSB 141\nSG13/TK", "–\tA las Administraciones de los Estados Miembros de la Unión"),
        ("Tel.:\nFax:\nCorreo-e:", "+41 22 730 5126\n+41 22 730 5853\ntsbjcaimt2020@itu.int", ""),
    ),
    subject=(
        "Asunto:",
        (
            "Tercera reunión de la Actividad Conjunta de Coordinación sobre las IMT-2020 y posteriores "
            "(JCA-IMT2020)\n(reunión virtual, 8 de septiembre de 2026)"
        ),
    ),
    body=(
        "Muy Señora mía/Muy Señor mío:",
        (
            "1\tMe complace informarle que la tercera reunión de la Actividad Conjunta de Coordinación sobre las "
            "IMT-2020 y posteriores (JCA-IMT2020) se celebrará de manera virtual el 8 de septiembre de 2026, de "
            "las 13.00 a las 15.00 horas (hora de Ginebra)."
        ),
        (
            "2\tLa JCA-IMT2020 está presidida por el Sr. Scott Mansfield (Ericsson, Canadá) y depende de la "
            "Comisión de Estudio 13, que la creó."
        ),
        (
            "3\tLas contribuciones se enviarán a tsbjcaimt2020@itu.int a más tardar el 27 de agosto de 2026. La "
            "reunión se celebrará únicamente en inglés."
        ),
    ),
    heading="Plazos principales",
    dates=(
        ("27 de agosto de 2026", ["Presentación de contribuciones"]),
        ("1 de septiembre de 2026", ["Inscripción (en línea)"]),
    ),
)


def schedule_docx() -> bytes:
    """A circular with its dates in a table of three columns, and lists numbered by the word processor."""
    document = docx.Document()
    _rows(document, [("INTERNATIONAL TELECOMMUNICATION UNION", "Geneva, 4 May 2026")])
    _rows(
        document,
        [
            ("Ref:", "TSB Circular 142\nSG5/RS"),
            ("Contact", "Reyna Ubeda"),
            ("Tel", "+41 22 730 6000"),
            ("E-mail", "tsbjcassa@itu.int"),
            (
                "Subject",
                (
                    "Sixth meeting of the Joint Coordination Activity on smart sustainable agriculture (JCA-SSA), "
                    "Rome, Italy, 9-10 September 2026"
                ),
            ),
        ],
    )
    document.add_paragraph("Dear Sir/Madam,")
    for text in (
        (
            "I have the pleasure of inviting you to the sixth meeting of JCA-SSA, which will be held at FAO "
            "headquarters, Rome, Italy, from 9 to 10 September 2026. The meeting starts at 09:00 on Wednesday "
            "9 September and ends at 13:00 on Thursday 10 September, Rome time."
        ),
        "Contributions are to be submitted by e-mail to tsbjcassa@itu.int in accordance with the schedule below.",
    ):
        document.add_paragraph(text, style="List Number")
    _rows(
        document,
        [
            ("No.", "Action", "Deadline"),
            ("1", "Fellowship requests", "1 June 2026"),
            ("2", "Contributions", "Thursday, 27 August 2026, 23:59 (Rome time)"),
            ("3", "Registration", "2 September 2026"),
            ("4", "Visa support letters", "20 July 2026"),
        ],
    )
    document.add_paragraph("The working language is English.", style="List Number")
    document.add_paragraph("ANNEX 1")
    document.add_paragraph("Draft agenda")
    for text in ("Opening of the meeting", "Adoption of the agenda", "Contributions", "Closing"):
        document.add_paragraph(text, style="List Number")
    return _saved(document)


def table_docx() -> bytes:
    """A circular that says what counts in a table of labels and values."""
    document = docx.Document()
    for text in (
        "Genève, le 18 mai 2026",
        "Réf.: Circulaire TSB 146",
        "TSB/AB",
        "Tél.: +41 22 730 5111 / Courriel: tsbfgai4h@itu.int",
        "Objet: Dixième réunion du Groupe spécialisé FG-AI4H",
        "Madame, Monsieur,",
    ):
        document.add_paragraph(text)
    _rows(
        document,
        [
            ("Dates:", "du 6 au 8 juillet 2026"),
            ("Horaires:", "9 h 00 – 17 h 00 (heure d'été d'Europe centrale)"),
            ("Lieu:", "Siège de l'UIT, Genève (Suisse)"),
            ("Contributions:", "à envoyer à tsbfgai4h@itu.int au plus tard le 24 juin 2026"),
            ("Inscription:", "jusqu'au 1er juillet 2026"),
            ("Langue:", "anglais uniquement"),
        ],
    )
    return _saved(document)


def _rows(document: Document, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        _row(table, row)
