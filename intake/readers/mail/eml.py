"""One mail's bytes as a `Mail` and its attached files (RFC 5322, MIME)."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from intake.domain.mail import Attachment, Mail, Problem
from intake.readers.limits import MAIL, MailLimits
from intake.readers.magic import magic
from intake.readers.mail.fields import file_name, parameter
from intake.readers.mail.headers import content_identity, from_headers
from intake.readers.mail.mime import Leaf, MailTree, top_head, with_line_feeds
from intake.readers.mail.report import MACHINE, invitation, quoted_ids, report
from intake.readers.mail.text import visible

_SIGNATURES = {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}
_SMIME = {"application/pkcs7-mime", "application/x-pkcs7-mime"}
_CARDS = {"application/pgp-keys", "text/vcard", "text/x-vcard"}
"""Files that mail programs add to every mail of their owner."""

_CALENDARS = {"text/calendar", "application/ics", "text/x-vcalendar"}
_SILENT = MACHINE | _SIGNATURES | _CARDS | {"application/pgp-encrypted"} | _CALENDARS
_WORDS = {"text/plain", "text/html", "text/enriched", "text/richtext"}
_FILES = ("application/", "audio/", "font/", "image/", "message/", "model/", "video/", "x-")
_DOCUMENT_IN_WORDS = re.compile(rb"(?m)^(?:UEsDB|0M8R4KGxG|JVBERi0|e1xydG)[A-Za-z0-9+/]{30,}=*\r*$")
"""A line of base64 that begins like a zip container, an older Word file, a PDF or RTF."""


@dataclass(frozen=True, slots=True)
class OpenedMail:
    """A mail as read, and its attached files by digest: each distinct file once, in the mail's order."""

    mail: Mail
    files: dict[str, bytes]


def read_mail(raw: bytes, limits: MailLimits = MAIL) -> OpenedMail:
    """Read a whole mail, its files unopened. Raises nothing that a mail can choose, short of memory."""
    tree = MailTree(raw, limits)
    leaves = list(tree.leaves())
    problems = [*tree.problems, *_sealed(leaves)]
    if tree.doubtful and _file_bytes(leaves) != _file_bytes(list(MailTree(raw, limits, "last").leaves())):
        problems.append(Problem("ambiguous"))
    identities = _digests(leaves)
    pairs = zip(leaves, identities, strict=True)
    attached = [(leaf, _file_digest(leaf, identity)) for leaf, identity in pairs if _is_attached(leaf)]
    words = [leaf for leaf in leaves if _is_words(leaf)]
    seen = visible(words, limits)
    problems += [Problem("malformed", leaf.place or "1") for leaf in words if _DOCUMENT_IN_WORDS.search(leaf.content)]
    unseen = [_sha256(raw)] if tree.problems else []
    mail = replace(
        from_headers(tree.top.fields, content_identity(tree.top.fields, [*identities, *unseen])),
        text=seen.text,
        links=seen.links,
        linked=seen.linked,
        attachments=tuple(_attachment(leaf, digest) for leaf, digest in attached),
        report=report(tree.top.fields, leaves, limits),
        quoted_ids=quoted_ids(leaves, seen.text, limits),
        invitation=invitation(leaves),
        problems=(*problems, *seen.problems),
    )
    return OpenedMail(mail, {digest: leaf.content for leaf, digest in attached})


def read_headers(raw: bytes, limits: MailLimits = MAIL) -> Mail:
    """The mail from its header block alone, if its body is missing or unreadable: problem "partial"."""
    top = top_head(with_line_feeds(raw), limits)
    cut = (Problem("limits", at=top.cut),) if top.cut else ()
    return replace(from_headers(top.fields, content_identity(top.fields, [])), problems=(Problem("partial"), *cut))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _file_bytes(leaves: Sequence[Leaf]) -> list[bytes]:
    return [leaf.content for leaf in leaves if _is_attached(leaf)]


def _file_digest(leaf: Leaf, identity: str) -> str:
    """The digest of the part's bytes as they are, which mostly is known already."""
    return identity if _transported(leaf) is leaf.content else _sha256(leaf.content)


def _digests(leaves: Sequence[Leaf]) -> list[str]:
    """One digest a part; of text with line ends as LF, and none at its end, which transport may add."""
    return [_sha256(_transported(leaf)) for leaf in leaves]


def _transported(leaf: Leaf) -> bytes:
    if not leaf.content_type.startswith(("text/", "message/")):
        return leaf.content
    return leaf.content.replace(b"\r\n", b"\n").rstrip(b"\n")


def _disposition(leaf: Leaf) -> str:
    return leaf.fields.first("content-disposition").partition(";")[0].strip().lower()[:50]


def _is_words(leaf: Leaf) -> bool:
    """Whether a mail program shows this part as the mail's own words; the bytes have the last word."""
    if _disposition(leaf) == "attachment" or file_name(leaf.fields) or magic(leaf.content):
        return False
    known = leaf.content_type in _WORDS
    return known or (bool(leaf.content.strip()) and not leaf.content_type.startswith(_FILES) and not _is_silent(leaf))


def _is_attached(leaf: Leaf) -> bool:
    if _is_silent(leaf) and not magic(leaf.content):
        return False
    return not _is_words(leaf) and bool(leaf.content or file_name(leaf.fields))


def _is_silent(leaf: Leaf) -> bool:
    calendar = file_name(leaf.fields).lower().endswith((".ics", ".vcs")) and b"BEGIN:VCALENDAR" in leaf.content[:1000]
    return leaf.content_type in _SILENT or calendar


def _attachment(leaf: Leaf, digest: str) -> Attachment:
    disposition = _disposition(leaf)
    seen = magic(leaf.content)
    image = seen == "image" or (not seen and leaf.content_type.startswith("image/"))
    shown = disposition != "attachment" and (disposition == "inline" or bool(leaf.fields.first("content-id")))
    related = "multipart/related" in leaf.inside and bool(leaf.fields.first("content-id"))
    return Attachment(
        place=leaf.place or "1",
        name=file_name(leaf.fields),
        content_type=leaf.content_type,
        disposition=disposition,
        sha256=digest,
        size=len(leaf.content),
        picture=image and (shown or related or not seen),
    )


def _sealed(leaves: Sequence[Leaf]) -> Iterator[Problem]:
    """Parts whose content is not here or not for us: encrypted, in pieces, elsewhere, or typed as uuencode."""
    for leaf in leaves:
        at = leaf.place or "1"
        if leaf.content_type in _SMIME:
            smime = parameter(leaf.fields.first("content-type"), "smime-type").lower()
            if smime != "certs-only":
                yield Problem("encrypted", at, {"how": "S/MIME", "what": smime})
        elif leaf.content_type == "application/pgp-encrypted" or leaf.inside[-1:] == ("multipart/encrypted",):
            yield Problem("encrypted", at, {"how": "PGP"})
        elif leaf.content_type == "message/partial":
            yield Problem("message-partial", at)
        elif leaf.content_type == "message/external-body":
            yield Problem("external-body", at)
        if "uue" in leaf.fields.first("content-transfer-encoding").lower():
            yield Problem("uuencode", at)
