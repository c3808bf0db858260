"""Who submits by a mail."""

from collections.abc import Sequence

from intake.domain.mail import Mail


def submitters_of(mail: Mail) -> tuple[str, ...]:
    """The addresses that submit by this mail, in lower case: From, and Sender where it is of the same domain.

    Whoever writes a mail chooses both fields, and the receipt with the number goes to From.
    """
    named = (mail.author, mail.assistant)
    return tuple(dict.fromkeys(one.address.lower() for one in named if one and one.address))


def is_submitter(mail: Mail, submitters: Sequence[str]) -> bool:
    """Whether the mail comes from one of these addresses (lower case)."""
    return any(address in submitters for address in submitters_of(mail))
