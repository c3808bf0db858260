"""Our own letters as people read them: subject and text, without what only their readers may use."""

from email import message_from_bytes, policy
from email.message import EmailMessage

from intake.domain.letters.masking import without_tokens


def plain_letter(raw: bytes) -> tuple[str, str]:
    """Subject and text of a letter that we wrote, for people whom it was not written to.

    Of a link with a token the token is left out: the address is the right to decide, to send files, to see.
    """
    letter = message_from_bytes(raw, _class=EmailMessage, policy=policy.default)
    body = letter.get_body(("plain",))
    text = body.get_content() if body is not None else ""
    return str(letter["Subject"] or ""), without_tokens(text)
