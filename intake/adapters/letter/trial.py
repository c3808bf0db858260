"""The plain mail that `intake doctor --send-test` sends."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP

_TEXT = """\
This is a test mail of the contribution intake. If you read it, receipts can reach you.
You do not need to do anything.
"""


def trial_mail(sender: str, recipient: str, token: str, now: datetime, loop_token: str) -> bytes:
    """The test mail as bytes with CRLF line ends, marked as automatic (RFC 3834, section 5)."""
    mail = EmailMessage(policy=SMTP)
    mail["Date"] = now
    mail["From"] = sender
    mail["To"] = recipient
    mail["Subject"] = "Test of the contribution intake"
    mail["Message-ID"] = f"<{token}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Intake-Loop"] = loop_token
    mail.set_content(_TEXT)
    return mail.as_bytes()
