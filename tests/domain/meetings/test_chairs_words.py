"""What a chair's answer seems to say, in six languages: a hint for the person who reads it."""

import pytest

from intake.domain.telling.chairs_words import Seeming, seems_to_say


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("admit", "admit, it completes Doc 4"),
        ("admit", "Yes please"),
        ("admit", "OK"),
        ("admit", "I agree to accept it."),
        ("admit", "No objection from my side"),
        ("admit", "I do not object."),
        ("no", "No, too late."),
        ("no", "I do not agree"),
        ("no", "Please don't admit it."),
        ("keep", "Please keep it for the next meeting"),
        ("keep", "No: next meeting."),
        ("admit", "Oui, à admettre."),
        ("admit", "D’accord"),
        ("admit", "Pas d’objection"),
        ("no", "Non, trop tard"),
        ("no", "Je n'accepte pas ce document : non"),
        ("keep", "À garder pour la prochaine réunion"),
        ("admit", "Sí, de acuerdo"),
        ("admit", "Sin objeciones"),
        ("no", "No, llegó tarde"),
        ("keep", "Para la próxima reunión"),
        ("admit", "Да, принять"),
        ("admit", "Нет возражений"),
        ("no", "Нет"),
        ("no", "Я не согласен"),
        ("keep", "Оставить на следующее совещание"),
        ("admit", "نعم"),
        ("admit", "موافق"),
        ("admit", "لا مانع"),
        ("no", "لا"),
        ("no", "لا أوافق"),
        ("keep", "للاجتماع القادم"),
        ("admit", "同意"),
        ("admit", "没有异议，接受"),
        ("no", "不同意"),
        ("no", "拒绝"),
        ("keep", "留到下次会议"),
        ("", "Dear Ada,"),
        ("", "I will look at it tomorrow"),
        ("", "Yes or no?"),
        ("", "Kannst du mir das noch einmal schicken?"),
        ("", ""),
    ],
)
def test_what_an_answer_seems_to_say(said: Seeming, words: str) -> None:
    assert seems_to_say([words]) == said


def test_the_first_line_that_says_something_counts() -> None:
    assert seems_to_say(["Dear Ada,", "please admit it.", "No need to hurry."]) == "admit"
