"""The files of a mail and the files inside them: attached mails, one level of .zip, TNEF."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from intake.domain.document import FileReading, FileType
from intake.domain.mail import Attachment, Problem
from intake.readers.glance.attached import is_mail
from intake.readers.magic import magic
from intake.readers.mail.eml import OpenedMail
from intake.readers.seen import Member, SeenFile
from intake.readers.zip.archive import is_archive

DEEPEST = 3
"""The most attached mails around a file that is still read."""

_NESTED: dict[FileType, set[FileType]] = {"zip": {"zip", "7z", "rar", "tnef", "mail"}, "tnef": {"tnef"}}
"""The containers that may not be opened inside others: a mail or winmail.dat may hold archives, an archive may not."""

_FRAGMENTS = {"message/partial", "message/external-body"}
"""Pieces of a mail (RFC 2046, section 5.2), never joined and never fetched: nothing in them is whole."""

LookInside = Callable[[bytes, Sequence[str]], SeenFile]
"""Reads one file by its bytes, given the names that it was sent under; raises nothing."""


class Unfolding:
    """Takes the files of one mail one after the other, those inside a file right behind it, each distinct file once.

    `room` bounds the bytes of all files that are taken out of others, `most` their count; past either the mail has
    the problem "limits". Files below more than DEEPEST attached mails are left: problem "attached-mail-depth".
    """

    def __init__(self, opened: OpenedMail, look: LookInside, room: int, most: int) -> None:
        self._opened = opened
        self._look = look
        self._room = room
        self._most = most
        self._attachments: list[Attachment] = []
        self._files: dict[str, bytes] = {}
        self._readings: dict[str, FileReading] = {}
        self._problems: dict[tuple[str, str], None] = {}
        self._text = ""

    def unfold(self) -> tuple[OpenedMail, tuple[FileReading, ...]]:
        """The mail with all its files, and their readings in the order of `OpenedMail.files`."""
        for attachment in self._opened.mail.attachments:
            self._take(attachment, self._opened.files[attachment.sha256])
        mail = self._opened.mail
        problems = tuple(Problem(kind, at) for kind, at in self._problems)
        mail = replace(
            mail,
            text=mail.text or self._text,
            attachments=tuple(self._attachments),
            problems=(*mail.problems, *problems),
        )
        return OpenedMail(mail, self._files), tuple(self._readings[digest] for digest in self._files)

    def _take(self, attachment: Attachment, content: bytes) -> None:
        """Note one file and, the first time, look into it and take what is in there; at most a few levels deep."""
        self._attachments.append(attachment)
        digest = attachment.sha256
        if digest in self._files:
            return
        self._files[digest] = content
        seen = self._look(content, self._names(attachment))
        if attachment.content_type in _FRAGMENTS:
            seen = replace(seen, members=(), doubts=())
        if seen.filetype == "tnef" and seen.glance is not None:
            self._text = self._text or seen.glance.text
        nested = _NESTED.get(seen.filetype, set())
        left = [one for one in seen.members if _bundle(one.content) in nested]
        taken = self._fitting(attachment, seen, [one for one in seen.members if one not in left])
        inside = [_attached(one, attachment, seen.filetype) for one in taken]
        self._readings[digest] = FileReading(
            digest,
            len(content),
            seen.filetype,
            seen.word,
            (*seen.problems, *(Problem("archive", one.name, {"why": "nested"}) for one in left[:1])),
            seen.glance,
            tuple(dict.fromkeys(one.sha256 for one in inside)),
        )
        for one, member in zip(inside, taken, strict=True):
            self._take(one, member.content)

    def _names(self, attachment: Attachment) -> list[str]:
        known = [one.name for one in self._opened.mail.attachments if one.sha256 == attachment.sha256]
        return [*known, attachment.name]

    def _fitting(self, parent: Attachment, seen: SeenFile, members: list[Member]) -> list[Member]:
        """These members, or none of them where they lie too deep or are too much."""
        self._problems |= {(kind, parent.place): None for kind in seen.doubts}
        if members and seen.filetype == "mail" and parent.depth >= DEEPEST:
            self._problems["attached-mail-depth", parent.place] = None
            return []
        size = sum(len(one.content) for one in members)
        if size > self._room or len(members) > self._most:
            self._problems["limits", "files"] = None
            return []
        self._room -= size
        self._most -= len(members)
        return members


def _bundle(content: bytes) -> FileType:
    """The kind of a file that holds other files, by its first bytes and its directory; "other" for the rest."""
    family = magic(content)
    if family == "zip":
        return "zip" if is_archive(content) else "other"
    if family in {"7z", "rar", "tnef"}:
        return family
    return "mail" if not family and is_mail(content) else "other"


def _attached(member: Member, parent: Attachment, filetype: FileType) -> Attachment:
    mail = filetype == "mail"
    return Attachment(
        place=f"{parent.place}.{member.place}",
        name=member.name,
        content_type=member.content_type,
        disposition=member.disposition,
        sha256=hashlib.sha256(member.content).hexdigest(),
        size=len(member.content),
        picture=member.picture,
        depth=parent.depth + mail,
        inside="" if mail else parent.sha256,
    )
