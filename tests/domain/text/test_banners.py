"""What houses add to every mail is left out before it is judged, in six languages; what people write never is."""

import pytest

from intake.domain.text.banners import without_banners, without_tags

BANNERS = [
    (
        "CAUTION: This email originated from outside of the organization. Do not click links or open attachments "
        "unless you recognize the sender and know the content is safe."
    ),
    "This message comes from outside.",
    (
        "EXTERNAL EMAIL: This email came from an external sender. Do not click\nlinks or open attachments unless "
        "you trust\nthe sender."
    ),
    "[This is an external email]",
    "You don't often get email from ada@example.org. Learn why this is important",
    "Caution externe",
    "ATTENTION : Ce courriel provient de l'extérieur de l'organisation. Ne cliquez pas sur les liens.",
    "ADVERTENCIA: Este correo electrónico proviene de fuera de la organización. No haga clic en enlaces.",
    "ВНИМАНИЕ: Это письмо отправлено из внешней сети. Не открывайте вложения.",
    "تحذير: هذه الرسالة من خارج المؤسسة. لا تفتح المرفقات",
    "注意：此邮件来自外部。请勿点击链接。",
    (
        "This message (including any attachments) is intended only for the use of the individual or entity to "
        "which it is addressed and may contain information that is privileged."
    ),
    "The information in this e-mail is confidential. If you are not the intended recipient, please delete it.",
    "Please consider the environment before printing this e-mail.",
    "Ce message et ses pièces jointes sont confidentiels et établis à l'intention exclusive de ses destinataires.",
    "Este mensaje y sus adjuntos se dirigen exclusivamente a su destinatario y son confidenciales.",
    "Настоящее сообщение и любые приложения к нему являются конфиденциальными.",
    "هذه الرسالة وأي مرفقات معها سرية وموجهة إلى المرسل إليه فقط",
    "本邮件及其附件含有保密信息，仅限于发送给上面地址中列出的个人或群组。",
    "Classification: Public",
    "TLP:GREEN",
    "[EXTERNAL EMAIL] DO NOT CLICK links or attachments unless you recognize the sender.",
    "[EXTERNE] Ne cliquez pas sur les liens et n'ouvrez pas les pièces jointes.",
    "[EXTERNO] No haga clic en enlaces ni abra adjuntos de desconocidos.",
    "[ВНЕШНЕЕ ПИСЬМО] Не открывайте вложения.",
    "【外部邮件】请勿点击链接或打开附件。",
    "Internal Use Only",
]


@pytest.mark.parametrize("banner", BANNERS)
@pytest.mark.parametrize("words", ["Thanks!", "The meeting moved to Tuesday."])
def test_a_banner_is_left_out_above_and_below_the_words(banner: str, words: str) -> None:
    assert without_banners(f"{banner}\n\n{words}") == words
    assert without_banners(f"{words}\n\n{banner}") == words


def test_words_in_the_paragraph_of_a_legal_footer_are_kept() -> None:
    text = "We withdraw Doc-004.\nThis e-mail is confidential and intended solely for the addressee."
    assert without_banners(text).strip() == "We withdraw Doc-004."


@pytest.mark.parametrize(
    "words",
    [
        "Do not open the registration before Monday.",
        "Please see the attachments of Doc 4.",
        "Important: please contact me by Monday.",
        "Attention: the external attachments of Doc 4 are wrong",
        "The meeting room is outside the organization. Please report to the desk.",
        "I received this mail by mistake, please remove me.",
        "Our contribution is confidential until the meeting.",
        "The message was sent outside office hours.",
        "External review of Doc-004 is open.",
    ],
)
def test_what_people_write_is_no_banner(words: str) -> None:
    assert without_banners(words) == words


@pytest.mark.parametrize(
    "words",
    ["Do not open the registration before Monday.", "The attachments of Doc 4 are wrong.", "Our link has moved."],
)
def test_words_behind_a_tag_are_kept(words: str) -> None:
    assert without_banners(f"[EXTERNAL] {words}") == words


@pytest.mark.parametrize(
    ("subject", "bare"),
    [
        ("[EXTERNAL] Re: x", "Re: x"), ("[EXT] x", "x"), ("*** SPAM *** x", "x"), ("EXTERNAL: x", "x"),
        ("[Externe] x", "x"),
        ("【外部邮件】x", "x"), ("[EXTERNAL EMAIL] x", "x"), ("[External][Spam] x", "x"), ("[JCA-MV] x", "[JCA-MV] x"),
        ("External review of Doc", "External review of Doc"), ("Public consultation", "Public consultation"),
    ],
)  # fmt: skip
def test_tags_of_mail_servers_are_left_out_of_a_subject(subject: str, bare: str) -> None:
    assert without_tags(subject) == bare


@pytest.mark.parametrize("own", ["*Checked by ACME*", "checked  BY\nacme", "Checked * ACME"])
def test_a_rulebook_names_banners_of_its_own(own: str) -> None:
    assert without_banners("Checked by ACME\n\nThanks!", (own,)) == "Thanks!"
    assert without_banners("Thanks!", (own,)) == "Thanks!"
