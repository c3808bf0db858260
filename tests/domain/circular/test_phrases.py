"""Sentences about deadlines and hours, as letters in three languages say them."""

import pytest

from intake.domain.circular.interpret import interpreted
from tests.domain.circular.letter_files import TODAY, letter_of

HEADS = {
    "en": (
        "Geneva, 2 March 2026\nRef: TSB Circular 127\nE-mail: tsbjcamv@itu.int\n"
        "Subject: Second meeting of JCA-MV (Geneva, 13 May 2026)\nDear Sir/Madam,\n"
    ),
    "fr": (
        "Genève, le 2 mars 2026\nRéf.: Circulaire TSB 127\nCourriel: tsbjcamv@itu.int\n"
        "Objet: Deuxième réunion de la JCA-MV (Genève, 13 mai 2026)\nMadame, Monsieur,\n"
    ),
    "es": (
        "Ginebra, 2 de marzo de 2026\nRef.: Circular TSB 127\nCorreo-e: tsbjcamv@itu.int\n"
        "Asunto: Segunda reunión de la JCA-MV (Ginebra, 13 de mayo de 2026)\nMuy Señor mío:\n"
    ),
}
DUE = [
    ("en", "Contributions should reach TSB no later than 30 April 2026.", "2026-04-30", None),
    (
        "en",
        ("The deadline for the receipt of contributions is Thursday 30 April 2026 at 23:59 hours, Geneva time."),
        "2026-04-30T23:59:00",
        None,
    ),
    (
        "en",
        ("Participants wishing to submit contributions are kindly requested to do so by 30 April 2026 at the latest."),
        "2026-04-30",
        None,
    ),
    ("en", "Contributions will be accepted up to 30 April 2026, 11:59 p.m. Geneva time.", "2026-04-30T23:59:00", None),
    ("en", "All contributions must be received on or before 30 April 2026.", "2026-04-30", None),
    ("en", "The closing date for contributions is 30 April.", "2026-04-30", None),
    (
        "en",
        "The cut-off date for input contributions is set to 30 April 2026, 18:00 CEST.",
        "2026-04-30T18:00:00",
        None,
    ),
    (
        "en",
        (
            "Please submit contributions by e-mail not later than 2359 hours on 30 April 2026 (Geneva "
            "time). Registration should be completed by 4 May 2026."
        ),
        "2026-04-30T23:59:00",
        "2026-05-04",
    ),
    (
        "en",
        ("Contributions (deadline: 30 April 2026) and registration (deadline: 4 May 2026) are handled online."),
        "2026-04-30",
        "2026-05-04",
    ),
    (
        "en",
        "Registration is open until 4 May 2026, while contributions are due on 30 April 2026.",
        "2026-04-30",
        "2026-05-04",
    ),
    (
        "en",
        (
            "To allow for preparation of the meeting, contributions are requested by 30 April 2026, and "
            "online registration by 4 May 2026."
        ),
        "2026-04-30",
        "2026-05-04",
    ),
    (
        "en",
        (
            "Deadline for contributions: 30 April 2026\nDeadline for registration: 4 May 2026\nDeadline for "
            "visa requests: 1 April 2026"
        ),
        "2026-04-30",
        "2026-05-04",
    ),
    (
        "en",
        "- Contributions: 30 April 2026 (end of day, Geneva time)\n- Registration: 4 May 2026",
        "2026-04-30",
        "2026-05-04",
    ),
    (
        "en",
        (
            "Key dates\n• 1 April 2026: fellowship requests\n• 30 April 2026: submission of contributions\n"
            "• 4 May 2026: registration"
        ),
        "2026-04-30",
        "2026-05-04",
    ),
    ("en", "Contributions received after 30 April 2026 will be held for the next meeting.", None, None),
    ("en", "Contributions to the first meeting, held on 1 June 2025, are available online.", None, None),
    (
        "en",
        ("In order to be considered at the meeting on 13 May 2026, contributions shall be submitted by 30 April 2026."),
        "2026-04-30",
        None,
    ),
    ("fr", "Les contributions doivent parvenir au TSB au plus tard le 30 avril 2026.", "2026-04-30", None),
    (
        "fr",
        ("La date limite de réception des contributions est le jeudi 30 avril 2026 à 23 h 59, heure de Genève."),
        "2026-04-30T23:59:00",
        None,
    ),
    (
        "fr",
        (
            "Les participants sont invités à soumettre leurs contributions d'ici au 30 avril 2026 et à "
            "s'inscrire avant le 4 mai 2026 au plus tard."
        ),
        "2026-04-30",
        "2026-05-04",
    ),
    (
        "fr",
        (
            "Le délai de soumission des contributions a été fixé au 30 avril 2026. Le délai d'inscription "
            "est fixé au 4 mai 2026."
        ),
        "2026-04-30",
        "2026-05-04",
    ),
    ("fr", "Les contributions seront acceptées jusqu'au 30 avril 2026 inclus.", "2026-04-30", None),
    (
        "fr",
        ("Les contributions sont attendues pour le 30 avril 2026; les inscriptions seront closes le 4 mai 2026."),
        "2026-04-30",
        "2026-05-04",
    ),
    (
        "fr",
        (
            "Date limite de soumission des contributions : 30 avril 2026 (23h59, heure de Genève)\nDate "
            "limite d'inscription : 4 mai 2026"
        ),
        "2026-04-30T23:59:00",
        "2026-05-04",
    ),
    ("es", "Las contribuciones deberán recibirse a más tardar el 30 de abril de 2026.", "2026-04-30", None),
    (
        "es",
        (
            "La fecha límite para la presentación de contribuciones es el 30 de abril de 2026 a las 23.59 "
            "horas (hora de Ginebra)."
        ),
        "2026-04-30T23:59:00",
        None,
    ),
    (
        "es",
        (
            "Se ruega a los participantes que envíen sus contribuciones no más tarde del 30 de abril de "
            "2026 y se inscriban hasta el 4 de mayo de 2026."
        ),
        "2026-04-30",
        "2026-05-04",
    ),
    (
        "es",
        (
            "El plazo para presentar contribuciones termina el 30 de abril de 2026, y el de inscripción, el "
            "4 de mayo de 2026."
        ),
        "2026-04-30",
        "2026-05-04",
    ),
    (
        "es",
        ("Fecha límite de inscripción: 4 de mayo de 2026\nFecha límite de contribuciones: 30 de abril de 2026"),
        "2026-04-30",
        "2026-05-04",
    ),
    (
        "es",
        ("Las contribuciones se admitirán hasta el jueves 30 de abril, a medianoche (hora de Ginebra)."),
        "2026-04-30",
        None,
    ),
]
"""Language, sentences, the date for contributions, the date for registration."""


@pytest.mark.parametrize(("language", "said", "contribution", "registration"), DUE)
def test_deadlines(language: str, said: str, contribution: str | None, registration: str | None) -> None:
    circular = interpreted(letter_of(HEADS[language] + said), TODAY)
    found = (circular.value("contribution_deadline"), circular.value("registration_deadline"))
    assert found == (contribution, registration)


MEETS = {
    "en": "The second meeting of JCA-MV ",
    "fr": "La deuxième réunion de la JCA-MV ",
    "es": "La segunda reunión de la JCA-MV ",
}
HOURS = [
    ("en", "will meet in Geneva on 13 May 2026 between 0930 and 1230 hours.", "09:30-12:30"),
    ("en", "will take place on 13 May 2026 (09:30 - 12:30 CEST).", "09:30-12:30"),
    ("en", "is scheduled for Wednesday, 13 May 2026, starting at 2 p.m. Geneva time.", "14:00"),
    ("fr", "se tiendra le 13 mai 2026 de 9 heures à 12 h 30.", "09:00-12:30"),
    ("fr", "se tiendra le 13 mai 2026 à partir de 14 heures.", "14:00"),
    ("fr", "aura lieu le mercredi 13 mai 2026, de 9h30 à 12h30 (CEST).", "09:30-12:30"),
    ("es", "se celebrará el 13 de mayo de 2026, de 9.30 a 12.30 horas.", "09:30-12:30"),
    ("es", "tendrá lugar el 13 de mayo de 2026 a las 14:00 horas.", "14:00"),
    ("es", "se celebrará el 13 de mayo de 2026 entre las 09:30 y las 12:30 horas.", "09:30-12:30"),
]


@pytest.mark.parametrize(("language", "said", "hours"), HOURS)
def test_hours_of_the_meeting(language: str, said: str, hours: str) -> None:
    circular = interpreted(letter_of(HEADS[language] + MEETS[language] + said), TODAY)
    assert circular.value("meeting_time") == hours


CHAIRS: list[tuple[str, list[tuple[str, str, str, str]]]] = [
    (
        "TSAG appointed Dr Ada Lovelace (ETRI, Republic of Korea) as Chair of JCA-MV.",
        [("chair", "Ada Lovelace", "ETRI", "Republic of Korea")],
    ),
    (
        "JCA-MV is co-chaired by Mr John Smith of Nokia (Finland) and Ms Li Wei of China Mobile (China).",
        [("co-chair", "John Smith", "Nokia", "Finland"), ("co-chair", "Li Wei", "China Mobile", "China")],
    ),
    ("The meeting will be chaired by Prof. Jean-Paul Dupont, France.", [("chair", "Jean-Paul Dupont", "", "")]),
    ("Chairman: Mr Vijay Mauree", [("chair", "Vijay Mauree", "", "")]),
    (
        "Co-Chairs: Ada Lovelace (United Kingdom), Grace Hopper (United States)",
        [("co-chair", "Ada Lovelace", "", "United Kingdom"), ("co-chair", "Grace Hopper", "", "United States")],
    ),
    (
        "A draft, prepared by the co-chairs, Mr Muath AlRumayh (Saudi Arabia) and Mr Shin-Gak Kang (Korea (Rep. of)).",
        [("co-chair", "Muath AlRumayh", "", "Saudi Arabia"), ("co-chair", "Shin-Gak Kang", "", "Korea (Rep. of)")],
    ),
    (
        "Le GCNT a nommé Mme Marie Curie (France) Présidente de la JCA-MV et M. Paul Langevin (France) Vice-Président.",
        [("chair", "Marie Curie", "", "France")],
    ),
    (
        "La JCA-MV est présidée par M. Mohamed Al-Madani (Arabie saoudite).",
        [("chair", "Mohamed Al-Madani", "", "Arabie saoudite")],
    ),
    (
        "Coprésidents: M. Alain Dupont (France) et Mme Fatou Ndiaye (Sénégal)",
        [("co-chair", "Alain Dupont", "", "France"), ("co-chair", "Fatou Ndiaye", "", "Sénégal")],
    ),
    (
        "El GANT ha nombrado al Sr. Juan Pérez (México) y a la Sra. Ana Gómez (España) copresidentes de la JCA-MV.",
        [("co-chair", "Juan Pérez", "", "México"), ("co-chair", "Ana Gómez", "", "España")],
    ),
    (
        "La JCA-MV está presidida por la Dra. María del Carmen López (Argentina).",
        [("chair", "María del Carmen López", "", "Argentina")],
    ),
    ("Presidente: Sr. Carlos Ruiz (Perú)", [("chair", "Carlos Ruiz", "", "Perú")]),
    ("The Director of TSB, Mr Seizo Onoe, will open the meeting.", []),
    ("The Chairman of Study Group 20, Mr Hyoung Jun Kim, will report.", []),
    ("The convener of JCA-MV is Mr van der Berg, H.", [("chair", "van der Berg", "", "")]),
    ("JCA-MV Chair Mr Heung-Youl Youm has prepared an agenda.", [("chair", "Heung-Youl Youm", "", "")]),
    (
        "Mr Abbie Barbour and Mr Hiroshi Takechi serve as Co-convenors of the JCA-MV.",
        [("co-chair", "Abbie Barbour", "", ""), ("co-chair", "Hiroshi Takechi", "", "")],
    ),
]
"""A sentence, and of each chair that it names the role, the name, the organization and the country."""


@pytest.mark.parametrize(("said", "people"), CHAIRS)
def test_chairs(said: str, people: list[tuple[str, str, str, str]]) -> None:
    circular = interpreted(letter_of(HEADS["en"] + said), TODAY)
    assert [(one.role, one.name, one.organization, one.country) for one in circular.people] == people
