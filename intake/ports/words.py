"""Findings, covers and letters in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from intake.domain.answering.receipt import Receipt
from intake.domain.letters.alert import AlertLetter
from intake.domain.letters.notice import Letterhead, Notice, NoticeLetter
from intake.domain.letters.own_pages import NO_PAGES, OwnPages
from intake.domain.verdict import Finding, Kind


class Words(Protocol):
    """Findings in sentences."""

    def what(self, finding: Finding, language: str) -> str:
        """The finding, with its exact place, in one sentence."""
        ...

    def remedy(self, finding: Finding, language: str) -> str:
        """The remedy in one sentence; "" if there is nothing to do."""
        ...


class CoverWords(Protocol):
    """The words on a cover that the secretariat makes, in the group's working language."""

    def kind(self, kind: Kind, language: str) -> str:
        """The kind of document as covers print it: "LIAISON STATEMENT"."""
        ...

    def days(self, first: date, last: date, language: str) -> str:
        """The days of a meeting: "13–15 May 2026"."""
        ...

    def attached(self, files: Sequence[str], language: str) -> str:
        """The sentence that leads to the document itself, in these files."""
        ...


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as bytes, ready to be frozen: with CRLF line ends, and its envelope."""

    raw: bytes
    message_id: str
    subject: str
    sender: str
    recipients: tuple[str, ...]


class Subjects(Protocol):
    """How receipts are headed."""

    def subject(self, receipt: Receipt) -> str:
        """The subject line that the letter has or will have."""
        ...


class LetterWriter(Subjects, Protocol):
    """Puts receipts, alerts and notices into words and header fields."""

    def write(
        self, receipt: Receipt, now: datetime, correct_until: datetime | None, pages: OwnPages = NO_PAGES
    ) -> Letter:
        """The letter, dated `now`, with links to these pages; `correct_until` is printed if it asks to correct.

        Raises ValueError when an address cannot be written to.
        """
        ...

    def write_alert(self, alert: AlertLetter, now: datetime) -> Letter:
        """The letter with these alerts, dated `now`. Raises ValueError when an address cannot be written to."""
        ...

    def write_notices(self, letter: NoticeLetter, now: datetime, enclosed: Mapping[str, bytes]) -> Letter:
        """A letter of our own accord, dated `now`.

        `enclosed` are the files of its notices, by digest, and packs by name.
        Raises ValueError when an address cannot be written to.
        """
        ...

    def as_text(self, head: Letterhead, notice: Notice) -> str:
        """A notice as plain text, in the first language of its letterhead."""
        ...

    def as_document(self, head: Letterhead, notice: Notice, now: datetime) -> bytes:
        """A notice as a .docx, in the first language of its letterhead, dated `now`."""
        ...

    def as_page(self, head: Letterhead, notice: Notice) -> str:
        """A notice as an HTML page, in the first language of its letterhead."""
        ...

    def id_of(self, raw: bytes) -> str:
        """The Message-ID, with angle brackets, of a letter that this writer wrote."""
        ...

    def envelope(self, letter: Receipt | AlertLetter | NoticeLetter) -> str:
        """The envelope sender of this letter; "" is the null path."""
        ...
