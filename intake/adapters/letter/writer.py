"""Letters: parts in words, laid out by the templates, with headers that nobody else chooses."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, Template, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from intake.adapters.letter import notice_document, receipt_files, receipt_pages, receipt_parts
from intake.adapters.letter.alert_parts import AlertVoice
from intake.adapters.letter.headers import Attached, Head, letter_bytes
from intake.adapters.letter.notice_parts import NoticeVoice
from intake.adapters.letter.subjects import ReceiptSubjects
from intake.adapters.letter.voice import Voice, voices
from intake.adapters.letter.wrapping import wrapped
from intake.adapters.words.catalogs import Catalogs
from intake.domain.answering.receipt import Receipt
from intake.domain.errors import ConfigurationError
from intake.domain.letters.alert import AlertLetter
from intake.domain.letters.notice import Letterhead, Notice, NoticeLetter, StaffLetter, SubmitterLetter
from intake.domain.letters.own_pages import NO_PAGES, OwnPages
from intake.domain.text.addresses import checked_address
from intake.ports import Letter, Tokens

_LINE = "-" * 40
_PARTS = (
    receipt_parts.outcome,
    receipt_parts.identity,
    receipt_parts.received,
    receipt_parts.meeting,
    receipt_parts.recorded,
    receipt_files.files,
    receipt_files.completed,
    receipt_files.to_correct,
    receipt_files.waiting,
    receipt_files.to_do,
    receipt_pages.upload,
    receipt_parts.posted,
    receipt_parts.change,
    receipt_parts.rights,
    receipt_parts.human,
    receipt_files.links,
    receipt_pages.pages,
    receipt_files.ids,
)


class WordedLetters:
    """Writes receipts, alerts and notices; fulfils intake.ports.LetterWriter.

    `templates` is the folder that holds mail/; `domain` stands in Message-IDs (default: that of the group's mailbox);
    `loop_token` marks our own mail; `bounce_address` takes the reports about letters that could not be delivered
    (default: the group's mailbox), `alerts_bounce` those about alerts. Raises ConfigurationError, naming the file,
    where a template cannot be used.
    """

    def __init__(
        self,
        templates: Path,
        catalogs: Catalogs,
        *,
        tokens: Tokens,
        domain: str = "",
        loop_token: str,
        bounce_address: str | None = None,
        alerts_bounce: str | None = None,
    ) -> None:
        self._catalogs = catalogs
        self._subjects = ReceiptSubjects(catalogs)
        self._tokens = tokens
        self._domain = domain
        self._loop_token = loop_token
        self._bounce_address = bounce_address
        self._alerts_bounce = alerts_bounce
        self._text = _template(templates / "mail", "receipt.txt.j2", escaped=False)
        self._html = _template(templates / "mail", "receipt.html.j2", escaped=True)
        self._notice_text = _template(templates / "mail", "notice.txt.j2", escaped=False)
        self._notice_html = _template(templates / "mail", "notice.html.j2", escaped=True)
        self._alert_text = _template(templates / "mail", "alert.txt.j2", escaped=False)
        self._alert_html = _template(templates / "mail", "alert.html.j2", escaped=True)

    def write(
        self, receipt: Receipt, now: datetime, correct_until: datetime | None, pages: OwnPages = NO_PAGES
    ) -> Letter:
        """The letter, dated `now` (UTC), with links to these pages.

        `correct_until` (UTC) is printed where something is to be corrected.

        Raises ValueError when an address cannot be written to.
        """
        recipients = tuple(dict.fromkeys(checked_address(one) for one in (receipt.to, *receipt.cc)))
        spoken = voices(receipt, self._catalogs, now, correct_until, pages)
        subject = receipt_parts.subject(spoken[0])
        head = Head(
            date=now.astimezone(UTC),
            from_name=spoken[0].bare("from.name"),
            from_address=receipt.mailbox,
            to=recipients[0],
            cc=recipients[1:],
            subject=subject,
            token=self._tokens.message_id(),
            domain=self._domain_of(receipt.mailbox),
            in_reply_to=receipt.in_reply_to,
            references=receipt.references,
            loop_token=self._loop_token,
        )
        letters = [_parts(voice, below=spoken[place + 1 :]) for place, voice in enumerate(spoken)]
        text = wrapped(self._text.render(letters=letters, line=_LINE))
        html = self._html.render(letters=letters, subject=subject)
        raw = letter_bytes(head, text, html)
        return Letter(raw, head.message_id, subject, self.envelope(receipt), recipients)

    def write_alert(self, alert: AlertLetter, now: datetime) -> Letter:
        """The letter with these alerts, dated `now` (UTC). Raises ValueError when an address cannot be written to."""
        recipients = tuple(dict.fromkeys(checked_address(one) for one in alert.to))
        voice = AlertVoice(alert, self._catalogs)
        head = self._head_of_ours(voice, alert.mailbox, recipients, now)
        raw = letter_bytes(head, wrapped(self._alert_text.render(voice=voice)), self._alert_html.render(voice=voice))
        return Letter(raw, head.message_id, head.subject, self.envelope(alert), recipients)

    def write_notices(self, letter: NoticeLetter, now: datetime, enclosed: Mapping[str, bytes]) -> Letter:
        """A letter of our own accord, dated `now` (UTC).

        `enclosed` are the files of its notices, by digest, and packs by name.
        Raises ValueError when an address cannot be written to.
        """
        to, cc, notices = _addressed(letter)
        recipients = tuple(dict.fromkeys(checked_address(one) for one in (*to, *cc)))
        voices_of = [NoticeVoice(letter.head, notices, one, self._catalogs) for one in letter.head.languages]
        head = self._head_of_ours(voices_of[0], letter.head.mailbox, recipients, now)
        if isinstance(letter, SubmitterLetter):
            head = replace(head, in_reply_to=letter.in_reply_to, references=letter.references)
        text = wrapped(self._notice_text.render(voices=voices_of))
        files = [Attached(one.file, notice_document.document(voices_of[0], one, now)) for one in notices if one.file]
        files += [Attached(one.name, enclosed[one.sha256]) for each in notices for one in each.enclosed]
        files += [Attached(one.pack.name, enclosed[one.pack.name]) for one in notices if one.pack]
        raw = letter_bytes(head, text, self._notice_html.render(voices=voices_of), files)
        return Letter(raw, head.message_id, head.subject, self.envelope(letter), recipients)

    def as_text(self, head: Letterhead, notice: Notice) -> str:
        """A notice as plain text, in the first language of its letterhead."""
        return wrapped(
            self._notice_text.render(voices=[NoticeVoice(head, [notice], head.languages[0], self._catalogs)])
        )

    def as_document(self, head: Letterhead, notice: Notice, now: datetime) -> bytes:
        """A notice as a .docx, in the first language of its letterhead, dated `now` (UTC)."""
        return notice_document.document(NoticeVoice(head, [notice], head.languages[0], self._catalogs), notice, now)

    def as_page(self, head: Letterhead, notice: Notice) -> str:
        """A notice as an HTML page, in the first language of its letterhead."""
        return self._notice_html.render(voices=[NoticeVoice(head, [notice], head.languages[0], self._catalogs)])

    def subject(self, receipt: Receipt) -> str:
        """The subject line that the letter has or will have."""
        return self._subjects.subject(receipt)

    def envelope(self, letter: Receipt | AlertLetter | NoticeLetter) -> str:
        """The envelope sender of this letter; "" is the null path (RFC 5321, section 4.5.5)."""
        if isinstance(letter, Receipt) and letter.null_sender:
            return ""
        if isinstance(letter, AlertLetter):
            return checked_address(self._alerts_bounce or self._bounce_address or letter.mailbox)
        mailbox = letter.mailbox if isinstance(letter, Receipt) else letter.head.mailbox
        return checked_address(self._bounce_address or mailbox)

    def id_of(self, raw: bytes) -> str:
        """The Message-ID, with angle brackets, of a letter that this writer wrote."""
        return str(BytesHeaderParser().parsebytes(raw)["Message-ID"])

    def _head_of_ours(
        self, voice: AlertVoice | NoticeVoice, mailbox: str, recipients: Sequence[str], now: datetime
    ) -> Head:
        """The header fields of a letter that we write of our own accord (RFC 3834, section 5)."""
        return Head(
            date=now.astimezone(UTC),
            from_name=voice.sender(),
            from_address=mailbox,
            to=recipients[0],
            cc=tuple(recipients[1:]),
            subject=voice.subject(),
            token=self._tokens.message_id(),
            domain=self._domain_of(mailbox),
            in_reply_to=None,
            references=(),
            loop_token=self._loop_token,
            automatic="auto-generated",
        )

    def _domain_of(self, mailbox: str) -> str:
        return self._domain or mailbox.rpartition("@")[2]


def _addressed(letter: NoticeLetter) -> tuple[Sequence[str], Sequence[str], Sequence[Notice]]:
    """To, Cc and the notices of a letter of any of these kinds."""
    if isinstance(letter, StaffLetter):
        return letter.to, (), letter.notices
    return (letter.to,), letter.cc if isinstance(letter, SubmitterLetter) else (), (letter.notice,)


def _parts(voice: Voice, below: Sequence[Voice]) -> dict[str, Any]:
    """Return what the templates lay out: the parts by name, and the voice for headings."""
    parts: dict[str, Any] = {part.__name__: part(voice) for part in _PARTS}
    return parts | {"say": voice.say, "language": voice.language, "direction": voice.direction, "below": below}


def _template(folder: Path, name: str, *, escaped: bool) -> Template:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folder),
        autoescape=escaped,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    try:
        return environment.get_template(name)
    except TemplateError as problem:
        raise ConfigurationError(f"{folder / name}: this template cannot be used: {problem}") from problem
