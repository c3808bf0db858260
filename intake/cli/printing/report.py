"""The report of `intake check`: the outcome in a sentence, the cover as read, and the findings, gravest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from babel.numbers import format_decimal, format_percent
from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from intake.adapters.letter.receipt_files import beside
from intake.adapters.words.catalogs import Catalogs
from intake.adapters.words.moments import Moments
from intake.adapters.words.sentences import Sentences
from intake.cli.printing.saying import line, safe
from intake.cli.printing.terminal import harmless, in_one_line, kept_together
from intake.domain.answering.known_file import IsIn
from intake.domain.answering.outcomes import said_once
from intake.domain.document import Contact, Cover, Document, TemplateMatch
from intake.domain.rulebook import Rulebook
from intake.domain.verdict import Finding, Judged, Severity
from intake.pipeline.showing.preview import NEAR, CheckedFile, has_cover

_GRAVEST_FIRST: dict[Severity, str] = {
    "error": "check.error",
    "hold": "check.holds",
    "repair": "check.repairs",
    "warning": "check.warning",
    "note": "check.note",
}
_STYLES = {"accept": "bold green", "return": "bold yellow", "hold": "bold magenta", "unread": "bold red"}
_FIELDS = {
    "title": "title",
    "source": "source",
    "kind": "kind",
    "group": "group",
    "doc_number": "document-number",
    "questions": "questions",
    "dates": "meeting-date",
    "place": "meeting-place",
    "original_language": "original-language",
    "purpose": "purpose",
    "keywords": "keywords",
}
_LONGEST = 1_500
"""The most that is shown of a field, in characters."""

_LABELS = 18  # the widest column of labels


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """Reports in one language; `width` is the terminal's, in columns."""

    catalogs: Catalogs
    rulebooks: Sequence[Rulebook]
    language: str
    width: int

    def sentence(self, one: CheckedFile) -> str:
        """What would become of this document, in one sentence."""
        counted: Severity = "error" if one.disposition == "return" else "repair"
        count = sum(finding.severity == counted for finding in self._points(one))
        key = one.outcome
        if key == "accept" and count:
            key = "repair"
        return self._say(key, count=format_decimal(count, locale=self.language))

    def of(self, one: CheckedFile) -> Iterator[RenderableType]:
        """The report about one document."""
        yield Text(in_one_line(one.name), style="bold")
        yield line(self.sentence(one), style=_STYLES.get(one.outcome, "bold"))
        if one.is_in:
            yield line(self.known(one.is_in), style="bold")
        if one.judged is None:
            yield Padding(Text(in_one_line(one.why)), (0, 0, 0, 2))
            return
        if one.outcome == "none":
            yield line(self._beside(one.judged))
        yield line(self._group(one), style="dim")
        yield from self._cover(one.judged.document)
        yield from self._findings(one)

    def known(self, found: IsIn) -> str:
        """When a file came that is in, and what became of it."""
        at = Moments(self.catalogs).date_and_time(found.received_at, found.zone, self.language)
        received = self.catalogs.text("known.received", self.language, {"at": at})
        return f"{received} {self.catalogs.text(f'known.{found.where}', self.language, {'name': found.name})}"

    def summary(self, files: Sequence[CheckedFile]) -> Iterator[RenderableType]:
        """All files in a table, after their reports."""
        own = [one for one in files if one.outcome != "none"]
        accepted = sum(one.outcome == "accept" for one in own)
        yield Rule(self._say("summary"))
        rows = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
        rows.add_column(self._say("file"), ratio=1, overflow="fold")
        rows.add_column(self._say("outcome"), overflow="fold")
        rows.add_column(self._say("points"), overflow="fold")
        for one in files:
            style = _STYLES.get(one.outcome, "bold")
            points = " ".join(
                dict.fromkeys(point.id for point in self._points(one) if point.severity not in ("note", "warning"))
            )
            short = line(self._say(f"short-{one.outcome}"), style=style)
            rows.add_row(Text(in_one_line(one.name)), short, line(points, style="dim"))
        yield rows
        if accepted == len(own):
            yield line(self._say("all-accepted"))
            return
        figures = {"accepted": accepted, "count": len(own)}
        told = {name: format_decimal(figure, locale=self.language) for name, figure in figures.items()}
        yield line(self._say("some-accepted", **told))

    def _cover(self, document: Document) -> Iterator[RenderableType]:
        is_word = document.filetype in ("docx", "docm", "dotx")
        cover = list(self._fields(document.cover))
        template = list(self._template(document.template)) if is_word and document.body else []
        if not cover and document.glance is not None and document.glance.title:
            cover = [(self._label("title"), document.glance.title)]
        if cover:
            yield line(f"\n{self._say('cover' if is_word and has_cover(document) else 'seen')}", style="bold")
            yield self._rows(cover)
        elif template:
            yield line(f"\n{self._say('empty-cover' if has_cover(document) else 'no-cover')}", style="bold")
        if template:
            yield line(f"\n{self._say('template')}", style="bold")
            yield from (Padding(line(one), (0, 0, 0, 2)) for one in template)

    def _fields(self, cover: Cover) -> Iterator[tuple[str, str]]:
        """Label and value of every field that was read, in the order in which people look for them."""
        for name, label in _FIELDS.items():
            value = getattr(cover, name)
            if value:
                yield self._label(label), value if isinstance(value, str) else "\n".join(value)
        for number, contact in enumerate(cover.contacts, start=1):
            yield self._label("contact" if number == 1 else f"contact {number}"), self._contact(contact)
        if cover.liaison is not None:
            asked = (cover.liaison.for_action, cover.liaison.for_comment, cover.liaison.for_information)
            for name, bodies in zip(("for-action", "for-comment", "for-information"), asked, strict=True):
                yield self._label(name), "\n".join(bodies)
            yield self._label("approval"), cover.liaison.approval or ""
            yield self._label("reply-by"), cover.liaison.reply_by or ""
        if cover.abstract:
            yield self._label("abstract"), cover.abstract

    def _contact(self, contact: Contact) -> str:
        who = [one for one in (contact.name, contact.organization, contact.country) if one]
        reached = (("tel", contact.tel), ("fax", contact.fax), ("email", contact.email))
        ways = [self._say("way", way=self._field(name), value=value) for name, value in reached if value]
        return "\n".join([", ".join(who), *ways]).strip("\n")

    def _rows(self, rows: Sequence[tuple[str, str]]) -> RenderableType:
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(style="cyan", max_width=min(_LABELS, self.width // 3), overflow="fold")
        table.add_column(overflow="fold")
        for label, value in rows:
            if value:
                cut = value if len(value) <= _LONGEST else f"{value[:_LONGEST].rstrip()}…"
                table.add_row(line(label), Text(harmless(cut)))
        return Padding(table, (0, 0, 0, 2))

    def _template(self, match: TemplateMatch) -> Iterator[str]:
        score = format_percent(match.score, locale=self.language)
        if match.conforms:
            yield self._say("template-on", template=match.profile or "", score=score)
        elif match.profile and match.score >= NEAR:
            yield self._say("template-near", template=match.profile, score=score)
        else:
            yield self._say("template-none")
        if match.foreign:
            yield self._say("template-foreign", body=match.foreign)
        if match.missing and match.score:
            fields = ", ".join(self._field(one) for one in match.missing)
            yield self._say("template-missing", fields=fields)
        if match.reordered:
            yield self._say("template-reordered")

    def _points(self, one: CheckedFile) -> list[Finding]:
        """The findings to report; a group that we only guessed is not reported as missing on the cover."""
        unnamed = one.guessed and not (one.judged and one.judged.document.cover.group)
        return [finding for finding in said_once(one.findings) if not (unnamed and _is_guessed(finding))]

    def _findings(self, checked: CheckedFile) -> Iterator[RenderableType]:
        for severity, heading in _GRAVEST_FIRST.items():
            own = [finding for finding in self._points(checked) if finding.severity == severity]
            if not own:
                continue
            yield line(f"\n{self.catalogs.text(heading, self.language)}", style="bold")
            table = Table.grid(padding=(0, 2, 0, 0))
            table.add_column(style="dim", no_wrap=True)
            table.add_column(overflow="fold")
            for finding in own:
                table.add_row(finding.id, self._told(finding, checked))
            yield Padding(table, (0, 0, 0, 2))

    def _told(self, finding: Finding, checked: CheckedFile) -> Text:
        """The finding and its remedy, and the exact place unless these or the heading name it."""
        words, shown = Sentences(self.catalogs, in_hand=True), safe(finding)
        what, remedy = words.what(shown, self.language), words.remedy(shown, self.language)
        place = words.place(shown.at, self.language)
        told = line(what)
        if remedy:
            told.append(kept_together(f"\n{remedy}"))
        if place and place not in f"{what} {remedy} {in_one_line(checked.name)}":
            told.append(f"\n({place})", style="dim")
        return told

    def _group(self, one: CheckedFile) -> str:
        """The group whose rules were used, and whether we guessed it."""
        group = next(book.group for book in self.rulebooks if book.group.id == one.group)
        if not one.guessed:
            return self._say("group", group=f"{group.acronym}, {group.name}")
        others = ", ".join(book.group.id for book in self.rulebooks if book.group.id != one.group)
        return self._say("group-guessed", group=group.acronym, others=others)

    def _beside(self, judged: Judged) -> str:
        """The role of a file that gets no number of its own."""
        document = judged.document
        taken = "companion" if judged.role == "companion" else beside(judged.kind, document.filetype)
        return self.catalogs.text(f"file.{taken}", self.language, {"file": in_one_line(document.file)})

    def _label(self, name: str) -> str:
        return Sentences(self.catalogs).label(name, self.language)

    def _field(self, name: str) -> str:
        key = f"field.{name.replace('_', '-')}"
        return self.catalogs.text(key, self.language) if self.catalogs.has(key) else in_one_line(name)

    def _say(self, key: str, **values: object) -> str:
        return self.catalogs.text(f"check.{key}", self.language, values)


def _is_guessed(finding: Finding) -> bool:
    return finding.tells("group-missing") and finding.severity == "repair"
