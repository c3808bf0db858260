"""Our own letters as people read them: subject and text."""

from email import message_from_bytes, policy
from email.message import EmailMessage


def plain_letter(raw: bytes) -> tuple[str, str]:
    """Subject and text of a letter that we wrote."""
    letter = message_from_bytes(raw, _class=EmailMessage, policy=policy.default)
    body = letter.get_body(("plain",))
    text = body.get_content() if body is not None else ""
    return str(letter["Subject"] or ""), text
