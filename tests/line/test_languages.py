"""A mail in any of the six languages is answered in the meeting's language, and below it in its own."""

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from tests.line.letters_in import mail, paper
from tests.line.worlds import START, World

MAILS = [
    pytest.param(
        "Estimada secretaría:\n\nadjunto nuestra contribución para la reunión.\n\nUn cordial saludo\nAna",
        ("El mismo texto figura más abajo en español.", "Su contribución está registrada."),
        id="es",
    ),
    pytest.param(
        "Уважаемые коллеги,\n\nприлагаем наш вклад.\n\nС уважением\nИван",
        ("Тот же текст на русском языке приводится ниже.", "Ваш вклад зарегистрирован."),
        id="ru",
    ),
    pytest.param(
        "تحية طيبة وبعد،\n\nمرفق مساهمتنا في الاجتماع.\n\nمع أطيب التحيات\nأحمد",
        ("يرد النص نفسه بالعربية أدناه.", "تم تسجيل مساهمتكم."),
        id="ar",
    ),
    pytest.param(
        "您好：\n\n附件是我们的文稿，请查收。\n\n此致\n张伟",
        ("下方附有相同内容的中文版。", "您的文稿已登记。"),
        id="zh",
    ),
]


@pytest.mark.parametrize(("text", "told"), MAILS)
def test_a_mail_is_answered_in_its_own_language_too(world: World, text: str, told: tuple[str, str]) -> None:
    world.server.deliver(mail("m1", ("Input.docx", paper()), text=text), START)
    world.run(world.start())
    (sending,) = world.sink.sent
    letter = message_from_bytes(sending.raw, policy=policy.default)
    assert isinstance(letter, EmailMessage)
    body = letter.get_body(("plain",))
    assert body is not None
    lines = str(body.get_content()).splitlines()
    places = [lines.index(one) for one in (told[0], "Your contribution is registered.", told[1])]
    assert places == sorted(places)
    assert str(letter["Subject"]).startswith("[JCA-MV] Registered: JCA-MV-Doc-001")
