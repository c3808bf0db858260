"""What the program has in English is told in the reader's language; what a person typed stays as typed."""

from time import process_time

import pytest

from intake.adapters.words.catalogs import DESK, LETTERS, STATED, Catalogs
from intake.adapters.words.reasons import Reasons
from intake.adapters.words.stating import Stating
from intake.domain.errors import StaleDecisionError, UsageError
from intake.domain.letters.notice import Said
from intake.domain.stated import Stated
from intake.domain.telling.waits import Reason
from intake.shipped import shipped_templates

STATING = Stating(Catalogs(shipped_templates() / "locale", (STATED,)))


@pytest.mark.parametrize(
    ("kept", "french"),
    [
        pytest.param("The mail is stored.", "Le message est conservé.", id="plain"),
        pytest.param("It carries a file; it is accepted.", "Il porte un fichier ; il est accepté.", id="reason"),
        pytest.param(
            "It carries a file; it is accepted, it is the next revision; to be completed by the secretariat: COV-005.",
            "Il porte un fichier ; il est accepté, c’est la révision suivante ; "
            "à compléter par le secrétariat : COV-005.",
            id="several",
        ),
        pytest.param("It carries a file; held for FIL-005.", "Il porte un fichier ; en attente : FIL-005.", id="held"),
        pytest.param(
            "No receipt was sent: a mail of thanks needs no answer.",
            "Aucun accusé de réception n’a été envoyé : un message de remerciement n’appelle pas de réponse.",
            id="sentence-within-a-sentence",
        ),
        pytest.param(
            "JCA-MV-Doc-003 is under item 4, before under 2: it is about terms",
            "JCA-MV-Doc-003 est sous le point 4, auparavant sous 2 : it is about terms",
            id="nearest-of-two",
        ),
        pytest.param(
            "The mailbox mv answers again. It did not answer from 2026-04-30 21:00:00 to 2026-04-30 21:10:00 UTC.",
            "La boîte aux lettres mv répond à nouveau. "
            "Elle n’a pas répondu du 2026-04-30 21:00:00 au 2026-04-30 21:10:00 UTC.",
            id="outage",
        ),
        pytest.param("sam: is chair now.", "sam : est maintenant président.", id="person"),
        pytest.param("kang: acts as co-chair now.", "kang : agit maintenant comme coprésident.", id="office"),
        pytest.param("kang: acts in no office any more.", "kang : n’agit plus dans aucune fonction.", id="no-office"),
        pytest.param("sam: 2 sessions were ended.", "sam : 2 sessions ont été fermées.", id="sessions"),
        pytest.param(
            "sam: stays administrator, since nobody else is one; the provider says viewer.",
            "sam : reste administrateur, car personne d’autre ne l’est ; le fournisseur d’identité dit lecteur.",
            id="last-administrator",
        ),
        pytest.param(
            "The call for 2026-05-13 is closed: 4 registered, 1 late, 0 held, a mailbox has not answered since.",
            "L’appel pour 2026-05-13 est clos : enregistrés 4, en retard 1, en attente 0 ; "
            "une boîte aux lettres n’a pas répondu depuis.",
            id="closing",
        ),
        pytest.param(
            "A letter to the chairs was not taken: 550 no such user",
            "Non accepté par le serveur : lettre aux présidents (550 no such user)",
            id="letter-not-taken",
        ),
        pytest.param(
            "A receipt may or may not have been taken: cut after the mail was written, before the answer: reset",
            "Peut-être accepté par le serveur, peut-être pas : accusé de réception "
            "(coupée après l’écriture du message, avant la réponse : reset)",
            id="letter-unknown",
        ),
        pytest.param(
            "3 mail(s) in INBOX: each was gone before it could be fetched.",
            "Messages dans INBOX : 3. Disparus avant d’avoir pu être relevés.",
            id="vanished",
        ),
        pytest.param(
            "A chair asked by a link (keep): somebody had decided already.",
            "Un président a décidé par un lien (garder pour la prochaine réunion) : quelqu’un avait déjà décidé.",
            id="asked",
        ),
        pytest.param(
            "The report of Second meeting is not out yet: too soon",
            "Le rapport de Second meeting n’est pas encore publié : too soon",
            id="nearest-of-two-with-not",
        ),
        pytest.param("The server said 451 4.7.1 Greylisted", "The server said 451 4.7.1 Greylisted", id="server-words"),
        pytest.param("The room is cancelled.", "The room is cancelled.", id="not-one-of-ours"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_what_is_kept_in_english_is_told_in_french(kept: str, french: str) -> None:
    assert STATING.told(kept, "fr").replace("\u00a0", " ") == french


@pytest.mark.parametrize(
    ("typed", "french"),
    [
        pytest.param("moved to JCA-DCC: it is theirs", "transmis à JCA-DCC : it is theirs", id="our-words-before"),
        pytest.param("moved to JCA-DCC: cancelled", "transmis à JCA-DCC : cancelled", id="a-word-that-is-ours-too"),
        pytest.param(
            "It carries words and no file.", "It carries words and no file.", id="a-sentence-that-is-ours-too"
        ),
        pytest.param("in time", "in time", id="short"),
    ],
)
def test_what_a_person_typed_stays_as_typed(typed: str, french: str) -> None:
    assert STATING.told(typed, "fr", typed=True).replace("\u00a0", " ") == french


def test_an_error_is_told_with_its_values_whatever_they_are() -> None:
    error = UsageError("{name}: there is no submission with this id, reference or number.", name="{name}: is over.")
    assert str(error) == "{name}: is over.: there is no submission with this id, reference or number."
    assert STATING.told(error.sentence, "fr").startswith("{name}: is over.\u00a0: il n’y a pas de message")
    assert [one.text for one in STATING.parts(error.sentence, "fr") if not one.ours] == ["{name}: is over."]


def test_the_words_of_another_stay_as_they_are_in_an_error() -> None:
    error = StaleDecisionError(
        "{name} was decided in between: Decision {n} by {who} at {at} UTC ({outcome}): {reason}",
        name="MV-26-0001", n=2, who="sam", at="2026-04-30 21:00:00", outcome="accepted", reason="cancelled",
    )  # fmt: skip
    assert STATING.told(error.sentence, "fr").replace("\u00a0", " ") == (
        "MV-26-0001 a été décidé entre-temps : décision 2, par sam, le 2026-04-30 21:00:00 UTC (accepté) : cancelled"
    )


def test_an_error_within_an_error_is_told_too() -> None:
    inner = UsageError("{name} could not be read ({error}).", name="a.docx", error="no zip")
    outer = UsageError("{reference}: {file} could not be converted: {error}. Nothing was changed; ask the sender for a "
                       ".docx with 'intake return', or open it by hand.", reference="MV-26-0001", file="a.doc",
                       error=inner)  # fmt: skip
    assert "a.docx n’a pas pu être lu (no zip)" in STATING.told(outer.sentence, "fr")


@pytest.mark.parametrize(
    ("told", "french"),
    [
        pytest.param(
            Stated("It was found when its folder was rebuilt on the server, so a person looks at it first."),
            "Il a été trouvé quand son dossier a été reconstruit sur le serveur ; une personne le regarde d’abord.",
            id="kept-by-the-line",
        ),
        pytest.param("It is empty.", "It is empty.", id="typed-by-a-person"),
        pytest.param(
            Said("waits.withheld", {"note": "the mail has no usable From address"}),
            "Aucun accusé de réception n’a été envoyé : le message n’a pas d’adresse d’expéditeur utilisable.",
            id="why-a-receipt-was-kept",
        ),
    ],
)
def test_why_something_waits_is_told_in_french(told: Said | Stated | str, french: str) -> None:
    words = Catalogs(shipped_templates() / "locale", (LETTERS, DESK))
    found = Reasons(words, STATING).told(Reason((told,)), "fr", "Europe/Zurich")
    assert [one.replace("\u00a0", " ") for one in found] == [french]


def test_a_long_reason_is_told_to_its_end() -> None:
    words = "they asked for it, " * 200
    assert STATING.told(f"moved to JCA-DCC: {words}", "fr", typed=True) == f"transmis à JCA-DCC\u00a0: {words}"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The date for s to " + " is now " * 150 + " for " * 150 + " senders", id="one-of-five-places"),
        pytest.param("Decision " + " by " * 20 + " at " * 80 + " UTC (" * 60, id="one-of-six-places"),
        pytest.param(" was decided in between: Decision " + " by " * 80 + " at " * 80 + " UTC (" * 60, id="many-ways"),
    ],
)
def test_words_made_to_be_looked_at_for_long_are_left_soon(text: str) -> None:
    begun = process_time()
    Stating(Catalogs(shipped_templates() / "locale", (STATED,))).told(text, "fr")
    assert process_time() - begun < 3, "the time goes up with the square of the length, or more"
