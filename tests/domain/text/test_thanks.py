"""Only a mail that says nothing else is thanks; greetings, banners and quoted mail leave what is said untouched."""

import pytest

from intake.domain.rulebook import Policy
from intake.domain.text.greetings import without_greeting
from intake.domain.text.thanks import is_thanks
from intake.domain.text.words import is_forwarded, only_thanks, says_nothing
from intake.domain.verdict import Route
from tests.domain.cases import mail, rulebook
from tests.domain.judging.test_routing import OUTLOOK, QUOTED, REPLY, routed

QUESTIONS = [
    "thanks for looking into this: https://example.org/doc/4",
    "Thanks for looking into this, see www.example.org/draft",
    "I am the new contact of SG16, thanks in advance",
    "We withhold our support for Doc-004, thanks",
    "Thanks. We support Doc-004.",
    "Thank you, we agree with JCA-MV-Doc-012.",
    "Thanks, Doc-004 is withdrawn.",
    "Thank you. Withdrawn.",
    "Thanks, confirmed.",
    "Thank you. Our delegate is Ms Lee from now on.",
    "Many thanks. We have no further comments.",
    "Thank you for the document, it reached us late.",
    "Thanks in advance.",
    "Thanks.\n> When do you come?\nOn Monday.",
    "Thank you!\n\nBest regards\nAda\n\nI will be away until 12 May and Bo takes over.",
    "Thanks\nI resign as co-chair",
    "Thanks and have the secretariat withdraw it",
    "Thank you and have a look at slide 3",
    "Thank you Deadline Extension",
    "Thanks Cristina we object",
    "We appreciate your prompt reply",
    "Great work, but not for us. Thanks",
    "OK, we will come. Thank you",
    "A short note to thank you and to say that we join the meeting online",
    "Merci, nous retirons notre document.",
    "Merci. Je suis le nouveau point de contact de la CE 16.",
    "Nous n'appuyons plus le document 4, merci",
    "Gracias, retiramos el documento 4.",
    "Gracias. Soy el nuevo punto de contacto.",
    "Спасибо, мы отзываем документ 4.",
    "Спасибо. Я новый контактный пункт.",
    "شكرا، نسحب الوثيقة رقم 4",
    "شكرا. أنا جهة الاتصال الجديدة",
    "谢谢，我们撤回文稿4。",
    "谢谢。我是新的联系人。",
    "我们支持该文稿，谢谢。",
    "Danke, wir ziehen das Dokument zurück.",
    "Obrigado, retiramos o documento.",
    "Grazie, ritiriamo il documento.",
    "ありがとうございます。文書4を取り下げます。",
    "감사합니다. 문서 4를 철회합니다.",
]


@pytest.mark.parametrize("text", QUESTIONS)
def test_whoever_says_anything_else_is_read_by_a_person(text: str) -> None:
    assert routed(mail(REPLY, text=text)) == "question"


@pytest.mark.parametrize(
    "text",
    [
        "Noted with thanks. See you in Geneva next week!",
        "Thanks a lot for your help and have a nice weekend",
        "Perfect, thank you so much Cristina :-)",
        "Thank you Cristina, much appreciated.",
        "Many thanks Min-ji Kim",
        "Thank you for looking into this.",
        "Thanks a lot for your help, Bo!",
        "Thanks, Kim",
        "Dear all,\nmany thanks for the quick confirmation.\nKind regards\nAda",
        "Hi Bo, thanks for registering JCA-MV-Doc-012!",
        "Much appreciated!",
        "Great, thanks. Have a nice weekend!",
        "Well noted with thanks.",
        "Got it, thank you very much",
        (
            "Thank you for your kind support and cooperation.\n\nAda Lovelace\nETRI\nTel: +82 42 860 "
            "1234\nada@etri.example"
        ),
        "Many thanks and best regards",
        "Merci beaucoup pour votre réponse rapide. Bonne journée !",
        "Bonjour,\nje vous remercie pour l'enregistrement de notre contribution.\nBien cordialement\nAda",
        "Nous vous remercions de votre aide.",
        "Muchas gracias por su ayuda. Saludos",
        "Estimada Ada:\nLe agradezco su pronta respuesta.\nAtentamente\nKim",
        "Большое спасибо за быстрый ответ!",
        "Уважаемые коллеги,\nблагодарим вас за помощь.\nС уважением,\nАда",
        "شكرا جزيلا على ردكم",
        "السلام عليكم ورحمة الله وبركاته\nشكرا لكم\nتحياتي",
        "您好！\n非常感谢您的帮助。",
        "收到，谢谢！",
        "Vielen Dank für die schnelle Antwort!",
        "Muito obrigado pela ajuda.",
        "Grazie mille!",
        "ありがとうございます。",
        "빠른 답변 감사합니다.",
        (
            "Thanks!\n\nThis e-mail is confidential and intended solely for the addressee. If you have received it "
            "in error, "
            "please notify the sender."
        ),
        (
            "CAUTION: This email originated from outside of the organization. Do not click links or open attachments "
            "unless "
            "you recognize the sender and know the content is safe.\n\nThank you."
        ),
        "[EXTERNAL] Thank you",
    ],
)
def test_whoever_only_thanks_is_noted(text: str) -> None:
    assert routed(mail(REPLY, text=text)) == "thanks"
    assert routed(mail(f"[EXTERNAL] {REPLY}", text=text)) == "thanks"


LINKED = [
    ("Thanks. Here", "Here"),
    ("Thanks for the document", "document"),
    ("Dear all,\nthank you for the information\nAda", "the information"),
    ("Thanks! Link", "Link"),
    ("Thank you very much for the paper", "much for  the paper"),
    ("Merci pour le document", "document"),
    ("Gracias por la información", "la información"),
    ("Спасибо за документ", "документ"),
    ("شكرا على المعلومات", "المعلومات"),
    ("谢谢您的文稿", "文稿"),
]


@pytest.mark.parametrize(("text", "link"), LINKED)
def test_a_link_behind_a_word_of_thanks_is_looked_at_by_a_person(text: str, link: str) -> None:
    assert routed(mail(REPLY, text=text)) == "thanks"
    assert routed(mail(REPLY, text=text, linked=("ETRI", link))) == "question"


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Thank you!\n\nAda Lovelace\nETRI\nwww.etri.example", ("ETRI", "www.etri.example", "ada@etri.example")),
        ("Thank you!\n\nAda Lovelace\nhttps://www.etri.example/", ()),
        ("Thank you!\n\nBest regards\nAda\nETRI", ("ETRI", "Ada")),
        ("Merci beaucoup.\n-- \nETRI, Daejeon", ("ETRI",)),
        ("Thank you!\n\nGet Outlook for iOS", ("Outlook for iOS",)),
        ("Thank you!" + QUOTED, ("sharepoint folder", "your status page")),
        ("[EXTERNAL] Thank you for the documents", ("document",)),
    ],
)
def test_links_in_signatures_and_quoted_mail_say_nothing(text: str, links: tuple[str, ...]) -> None:
    assert routed(mail(REPLY, text=text, linked=links)) == "thanks"


@pytest.mark.parametrize(
    "text",
    [
        "Have a nice weekend!",
        "See you in Geneva next week!",
        "Bonne journée !",
        "Dear all,\nlooking forward to the meeting.\nKind regards\nAda",
    ],
)
def test_whoever_is_kind_without_thanks_is_read_by_a_person(text: str) -> None:
    assert routed(mail(REPLY, text=text)) == "question"
    assert routed(mail(REPLY, text=f"Thank you. {text}")) == "thanks"


@pytest.mark.parametrize("subject", ["Withdrawal of Doc-004", "New contact of SG16", "FW: question of a delegate"])
def test_thanks_below_a_subject_that_says_something_are_no_thanks(subject: str) -> None:
    assert not only_thanks(subject, "Thanks!" + OUTLOOK)


@pytest.mark.parametrize(
    "text",
    [
        "Dear all, the meeting moved to Tuesday.",
        "Bonjour, nous participerons à la réunion.",
        "Hola, participaremos en la reunión.",
        "Здравствуйте, мы примем участие.",
        "السلام عليكم، سنشارك في الاجتماع",
        "您好，我们将参加会议。",
        "Dear Bo, Kim will come.",
        "Dear all the meeting is on Tuesday",
        "Hello from Geneva where it rains",
        "Regards the agenda, we object.",
        "Best wishes for the new year",
        "From: 3 May on our office is closed",
        "From: Ada Lovelace <ada@example.org>\n\nThe index of the second part is too short by one.",
        "-----\nWe come on Monday.",
        QUOTED,
        OUTLOOK,
        "Best regards\nAda" + QUOTED,
        "---------- Forwarded message ---------\nFrom: Bo <bo@example.org>\nSubject: Room\n\nThe room is free.",
        "Begin forwarded message:\n\nFrom: Bo <bo@example.org>\n\nThe room is free.",
        "> The room is free.",
    ],
)
@pytest.mark.parametrize("subject", ["", "Re: meeting", "Fwd: meeting", "Room"])
def test_a_mail_with_words_is_never_empty(subject: str, text: str) -> None:
    assert routed(mail(subject, text=text)) == "question"
    assert not says_nothing(subject, text)


@pytest.mark.parametrize(
    ("subject", "expected"), [("Meeting moved to Tuesday", "question"), ("Input", "submission"), ("hi", "submission")]
)
def test_a_sentence_in_the_subject_is_words_too(subject: str, expected: Route) -> None:
    assert routed(mail(subject, text="")) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Dear Ms Lee,", "Dear Sir or Madam,", "Dear Ada, dear Kim,", "Dear all", "Hi team!", "Good morning,",
        "Bonjour à tous,", "Madame, Monsieur,", "Monsieur le Président,", "Estimados colegas:", "Уважаемые коллеги!",
        "السادة الأمانة،", "尊敬的秘书处：", "您好！", "Sehr geehrte Damen und Herren,",
        "Dear Mr. van der Berg and colleagues,",
    ],
)  # fmt: skip
def test_a_line_that_only_greets_is_left_out(line: str) -> None:
    assert without_greeting(f"{line}\n\nWe come.") == "We come."


@pytest.mark.parametrize(
    ("subject", "passed_on"),
    [("Fwd: a", True), ("TR : a", True), ("Re: Fwd: a", True), ("转发：a", True), ("Re: a", False), ("Forward", False)],
)
def test_a_subject_tells_a_mail_that_is_passed_on(subject: str, *, passed_on: bool) -> None:
    assert is_forwarded(subject) is passed_on


def test_an_invitation_is_a_question_whatever_it_says() -> None:
    for kind in ("invitation", "cancellation", "proposal"):
        assert routed(mail("Meeting", text="Please find the agenda attached.", invitation=kind)) == "question"
        assert routed(mail("", text="", invitation=kind)) == "question"


def test_banners_of_a_rulebook_say_nothing() -> None:
    banner = "Checked by * Mail\nSecurity of Example."
    text = "checked by ACME Mail Security of Example.\n\nThank you!"
    assert not only_thanks(REPLY, text)
    assert only_thanks(REPLY, text, (banner,))
    known = rulebook(policy=Policy(banners=(banner,)))
    assert known.policy.banners == (banner,)


@pytest.mark.parametrize(
    ("words", "below", "thanks"),
    [
        pytest.param(f"Thank{' ' * 352}you", "", True, id="360-characters"),
        pytest.param(f"Thank{' ' * 353}you", "", False, id="361-characters"),
        pytest.param("Thank you\n" * 30, "", True, id="30-lines"),
        pytest.param("Thank you\n" * 31, "", False, id="31-lines"),
        pytest.param("Thank you", "ETRI\n" * 12, True, id="a-signature-of-12-lines"),
        pytest.param("Thank you", "ETRI\n" * 13, False, id="a-signature-of-13-lines"),
        pytest.param("Thank you", "Research Institute of Korea.", True, id="four-words-with-a-full-stop"),
        pytest.param("Thank you", "The Research Institute of Korea.", False, id="five-words-with-a-full-stop"),
    ],
)
def test_thanks_are_short_and_nobody_speaks_below_them(words: str, below: str, thanks: bool) -> None:
    assert is_thanks(words, below) is thanks
