"""Is it a submission, and for which groups: decided from what programs and people write into a mail's header."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from intake.domain.mail import Mail
from intake.domain.rulebook import Neighbour, Rulebook
from intake.domain.verdict import Judged, Route

_DAEMONS = re.compile(r"^(?:mailer-daemon|postmaster|mail-daemon|mdaemon|maildaemon)(?:[+._-].*)?@", re.IGNORECASE)
_NO_REPLY = re.compile(
    r"^(?:no[._-]?reply|do[._-]?not[._-]?reply|ne[._-]?pas[._-]?repondre)(?:[+._-].*)?@", re.IGNORECASE
)
_BULK = {"bulk", "junk", "list"}
_QUOTED = re.compile(
    r"^\s*(?:>|-{2,}\s*(?:original message|message d'origine|forwarded)|_{10,}|"
    r"on\b.{5,200}\bwrote\s*:|le\b.{5,200}\ba écrit\s*:|from:\s|de\s?:\s)",
    re.IGNORECASE | re.MULTILINE,
)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_SPEAKS_OF_FILE = re.compile(
    r"\b(?:attach(?:ed|ment|ments|ing)?|enclos(?:ed|ing)|herewith|contribution|document|paper|docx?|pdf|"
    r"pi[eè]ces?[ -]jointes?|ci-jointe?s?|joins|joint|adjunt[oa]s?)\b",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"\b(?:thank(?:s| you)|many thanks|well received|noted|great|perfect|received|merci|bien reçu|gracias|"
    r"спасибо|شكرا|谢谢)\b|谢谢|شكرا",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"[?？؟]|\b(?:could you|can you|please (?:let|tell|confirm|send|advise|note|find)|would it|is it|when|where|how|"
    r"pourriez|pouvez|quand|comment|but|however|instead)\b",
    re.IGNORECASE,
)
_THANKS_LONGEST = 40
"""A mail of thanks is short; above this many words a person looks at it."""


@dataclass(frozen=True, slots=True)
class Routed:
    """The route of a mail, and the sentence that explains it in the log."""

    route: Route
    why: str


def route(mail: Mail, documents: Sequence[Judged], rulebook: Rulebook, *, loop_token: str) -> Routed:
    """Which way this mail goes; the first that applies (hazards.md M01-M09, RFC 3834 section 2).

    `loop_token` is what our own mails carry. An automatic mail is still taken: only its answer is suppressed.
    """
    return (
        _own(mail, rulebook, loop_token) or _report(mail) or _automatic(mail) or _list(mail) or _spoken(mail, documents)
    )


def _own(mail: Mail, rulebook: Rulebook, loop_token: str) -> Routed | None:
    if loop_token in mail.loop_tokens:
        return Routed("own", "it carries the loop mark of our own mails")
    ours = {*rulebook.group.mailboxes, *(box for one in rulebook.neighbours for box in one.mailboxes)}
    if mail.author and mail.author.address.lower() in ours:
        return Routed("own", "it comes from one of our own mailboxes")
    return None


def _report(mail: Mail) -> Routed | None:
    if mail.report is not None:
        return Routed("report", f"it is a machine's {mail.report.kind} report")
    if mail.return_path == "":
        return Routed("report", "its Return-Path is the null path, as of a delivery report")
    if any(_DAEMONS.match(one.address) for one in mail.from_):
        return Routed("report", "it comes from a mail system")
    if any(name == "x-failed-recipients" for name, _ in mail.automatic):
        return Routed("report", "it names failed recipients")
    return None


def _automatic(mail: Mail) -> Routed | None:
    for name, value in mail.automatic:
        word = value.split(";")[0].strip().casefold()
        if name == "auto-submitted" and word != "no":
            return Routed("automatic", f"its Auto-Submitted field says {word or 'nothing'} (RFC 3834)")
        if name in ("x-autoreply", "x-autorespond", "x-auto-reply") and word not in ("", "no"):
            return Routed("automatic", f"its {name} field marks an automatic answer")
        if name == "precedence" and word in ("auto_reply", "auto-reply"):
            return Routed("automatic", "its Precedence field marks an automatic answer")
    if any(_NO_REPLY.match(one.address) for one in mail.from_):
        return Routed("automatic", "it comes from an address that takes no answer")
    return None


def _list(mail: Mail) -> Routed | None:
    for name, value in mail.automatic:
        word = value.strip().casefold()
        if name.startswith("list-"):
            return Routed("list", f"it came through a mailing list ({name} field)")
        if name == "precedence" and word in _BULK:
            return Routed("list", f"its Precedence field says {word}")
        if name == "x-auto-response-suppress" and word not in ("", "none"):
            return Routed("list", "its sender asks for no automatic answer (X-Auto-Response-Suppress)")
        if name == "x-ack" and word == "no":
            return Routed("list", "its sender asks for no automatic answer (X-Ack)")
    return None


def _spoken(mail: Mail, documents: Sequence[Judged]) -> Routed:
    if mail.problems or any(not one.document.picture for one in documents):
        return Routed("submission", "it carries a file")
    words = own_words(mail.text)
    if is_thanks(words):
        return Routed("thanks", "it only says thank you")
    if not words or mail.links or _SPEAKS_OF_FILE.search(f"{own_subject(mail.subject)}\n{words}"):
        return Routed("submission", "it is empty, or speaks of a document, but carries no file")
    return Routed("question", "it carries words and no file")


def own_words(text: str) -> str:
    """What the sender wrote, without the mail quoted below it and without the signature."""
    cut = min((match.start() for match in (_QUOTED.search(text), _SIGNATURE.search(text)) if match), default=len(text))
    return text[:cut].strip()


def own_subject(subject: str) -> str:
    """The subject, or nothing where it is an answer to another mail's subject."""
    return "" if re.match(r"^\s*(?:re|aw|sv|antw|rép|res|tr|fwd?|wg)\s*:", subject, re.IGNORECASE) else subject


def is_thanks(words: str) -> bool:
    """Whether these words only thank: short, thankful, and asking for nothing."""
    return len(words.split()) <= _THANKS_LONGEST and bool(_THANKS.search(words)) and not _ASKS.search(words)


def is_returned_answer(mail: Mail) -> bool:
    """Whether this mail reports about an earlier one that did not arrive (RFC 3464: action failed, or none told)."""
    return mail.report is not None and mail.report.kind == "delivery" and mail.report.action in ("failed", "")


def groups_addressed(addresses: Sequence[str], groups: Sequence[Neighbour]) -> tuple[str, ...]:
    """The ids of the groups of which a mailbox is among these addresses (lower case; a +detail does not matter)."""
    plain = {re.sub(r"\+[^@]*@", "@", address) for address in addresses}
    return tuple(group.id for group in groups if plain & set(group.mailboxes))
