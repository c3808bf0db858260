"""Our border's word on the sender of a mail, in one plain sentence."""

from intake.domain.origin.authentication import Authentication
from intake.domain.stated import Stated

SENTENCES = {
    "signed": "signed by {domain}, which matches the sender",
    "server": "sent by a server of {domain}, which matches the sender",
    "proven": "confirmed as coming from {domain}, which matches the sender",
    "sealed": "changed on its way by {domain}, which had confirmed the sender",
    "forged": "our mail server says that it does not come from {domain}",
    "other": "signed by {domain}, which does not match the sender",
    "temporary": "our mail server could not check the sender at that moment",
    "unsigned": "nothing in it confirms the sender",
    "untold": "our mail server said nothing about the sender",
}
"""The sentences, each also in the catalogs `stated.po`."""

_PROVEN = {"dkim": "signed", "spf": "server", "dmarc": "proven", "arc": "sealed"}


def told(found: Authentication) -> Stated:
    """The sentence; places hold domains, which others wrote."""
    if not found.told:
        return Stated(SENTENCES["untold"])
    if found.outcome == "none":
        return Stated(SENTENCES["temporary" if found.temporary else "unsigned"])
    key = {"fail": "forged", "unaligned": "other"}.get(found.outcome) or _PROVEN.get(found.by, "proven")
    return Stated(SENTENCES[key], {"domain": found.domain})
