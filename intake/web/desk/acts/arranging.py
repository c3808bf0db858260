"""Join, split and replace in forms: what there is to choose from, the fields, and the act that they mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake.domain.errors import UsageError
from intake.domain.meeting import NEXT
from intake.domain.offering import DecidedMail, Offer, joinable, separable
from intake.domain.publishing.posting import mark_of
from intake.domain.submission import Contribution, Submission
from intake.domain.text.language import one_line
from intake.domain.verdict import Decision, Deed, Judged, Part
from intake.pipeline.desk.mails.joining import join
from intake.pipeline.desk.mails.replacing import replace_by_upload, replace_file
from intake.pipeline.desk.mails.splitting import split
from intake.pipeline.line import Line
from intake.web.desk.acts.fields import FormField, Option
from intake.web.desk.rights import Missing

if TYPE_CHECKING:
    from intake.ports import UnitOfWork

ARRANGES: tuple[Offer, ...] = ("join", "split", "replace")
_MOST_WORDS = 80
_FILE = "file-"


@dataclass(frozen=True, slots=True)
class Choices:
    """What else of the group there is to choose from: numbers that count, and files of other mails."""

    numbers: Sequence[Contribution] = ()
    files: Sequence[Option] = ()


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a form."""

    name: str
    content: bytes


def choices_for(act: Offer, work: "UnitOfWork", submission: Submission, standing: DecidedMail) -> Choices:
    """What the form of this act chooses from: of the same meeting first, in the order of the numbers."""
    if act not in ("join", "replace"):
        return Choices()
    listed = [one for one in work.contributions.listed(submission.group) if one.withdrawn_at is None]
    meeting = standing.verdict.meeting or NEXT
    ordered = sorted(listed, key=lambda one: (one.meeting or NEXT) != meeting)
    if act == "join":
        return Choices(numbers=ordered)
    mine = {one.id for one in standing.contributions}
    others = [one for one in ordered if one.id not in mine and (one.meeting or NEXT) == meeting]
    return Choices(files=[*_waiting(work, submission), *_numbered(work, others)])


def _waiting(work: "UnitOfWork", submission: Submission) -> list[Option]:
    """The files of other mails of the group that wait for a person."""
    return [
        option
        for mail, last in work.submissions.held()
        if mail.group == submission.group and mail.id != submission.id
        for index, one in enumerate(last.verdict.documents)
        if one.disposition == "hold" and one.role == "contribution"
        for option in [_option(mail.reference, last.n, index, one)]
    ]


def _numbered(work: "UnitOfWork", others: Sequence[Contribution]) -> list[Option]:
    """The files of other numbers, each by the mail that brought it first."""
    decisions = work.submissions.decisions_of([one.submission for one in others])
    found = []
    for one in others:
        last = decisions[one.submission][-1]  # whatever has a number was decided
        for index, judged in enumerate(last.verdict.documents):
            if judged.number == one.label and judged.role == "contribution":
                found.append(_option(one.reference, last.n, index, judged))
    return found


def _option(reference: str, n: int, index: int, one: Judged) -> Option:
    named = one.number or reference
    return f"{reference}:{n}:{index + 1}", f"{named} – {_file(one)}"


def _file(one: Judged) -> str:
    """A file as people know it: its title and its name."""
    title, name = one.document.cover.title or "", one_line(one.document.file) or "–"
    return f"{one_line(title, _MOST_WORDS)} ({name})" if title else name


def arranging_fields(
    act: Offer, standing: DecidedMail, choices: Choices, given: Mapping[str, str]
) -> tuple[FormField, ...]:
    """The fields of these three acts; none of any other."""
    if act == "join":
        return _join(standing, choices, given)
    if act == "split":
        boxes = [(str(index + 1), _file(standing.verdict.documents[index])) for index in separable(standing)]
        ticked = " ".join(name.removeprefix(_FILE) for name in given if name.startswith(_FILE))
        return (FormField("file", "files", ticked, boxes, hinted=True), FormField("title", longest=1_000, hinted=True))
    return _replace(standing, choices) if act == "replace" else ()


def _join(standing: DecidedMail, choices: Choices, given: Mapping[str, str]) -> tuple[FormField, ...]:
    documents = standing.verdict.documents
    mine = [(str(index + 1), _named(documents[index])) for index in joinable(standing)]
    meant = next((value for value, _ in mine if documents[int(value) - 1].number == given.get("number")), "")
    own = {documents[int(value) - 1].number for value, _ in mine} if len(mine) == 1 else set[str | None]()
    numbers = [(one.label, f"{one.label} – {one_line(one.title, _MOST_WORDS)}") for one in choices.numbers]
    parts = [(one, f"=documents.role.{one}") for one in _PARTS]
    return (
        FormField("document", "choice", meant, mine, hinted=True),
        FormField("into", "choice", options=[one for one in numbers if one[0] not in own], hinted=True),
        FormField("part", "choice", options=parts),
    )


_PARTS: tuple[Part, ...] = ("annex", "marked", "language", "text")


def _named(one: Judged) -> str:
    return f"{one.number} – {_file(one)}" if one.number and one.role == "contribution" else _file(one)


def _replace(standing: DecidedMail, choices: Choices) -> tuple[FormField, ...]:
    labels = [one.label for one in standing.counting]
    several = (FormField("number", "choice", options=[(one, one) for one in labels]),) if len(labels) > 1 else ()
    kept = {file.sha256 for one in standing.counting for file in one.versions[-1].files if file.role == "contribution"}
    own = [
        (f":{index + 1}", _file(one))
        for index, one in enumerate(standing.verdict.documents)
        if not one.document.picture and one.document.sha256 not in kept
    ]
    saw = " ".join(f"{one.label}@{mark_of(one)}" for one in standing.counting)
    return (
        *several,
        FormField("with", "choice", options=[("", "=acts.with.upload"), *own, *choices.files], hinted=True),
        FormField("upload", "upload", hinted=True),
        FormField("saw", "hidden", saw, longest=2_000),
    )


def require_of_group(work: "UnitOfWork", group: str, said: Mapping[str, str], act: Offer) -> None:
    """Raise Missing where a field names a number or a mail of another group: nobody learns whether it is there."""
    if act == "join":
        known = work.contributions.by_label(said.get("into", ""))
        if known is None or known.group != group:
            raise Missing
    reference = said.get("with", "").partition(":")[0] if act == "replace" else ""
    if reference:
        mail = work.submissions.find(reference)
        if mail is None or mail.group != group:
            raise Missing


def do_join(line: Line, name: str, deed: Deed, form: Mapping[str, str]) -> Decision:
    """Join the document that the form names, or the only one."""
    named: dict[str, Part] = {one: one for one in _PARTS}
    part = named.get(form.get("part", ""), "annex")
    return join(line, name, deed, form.get("into", ""), form.get("document", ""), part)


def do_split(line: Line, name: str, deed: Deed, form: Mapping[str, str]) -> Decision:
    """Split off the files that are ticked; the first of them is the text."""
    places = (key.removeprefix(_FILE) for key in form if key.startswith(_FILE))
    ticked = sorted(int(place) for place in places if place.isdecimal() and len(place) < 9)
    return split(line, name, deed, [str(one) for one in ticked], form.get("title", "").strip())


def do_replace(line: Line, number: str, deed: Deed, form: Mapping[str, str], upload: Upload | None) -> Decision:
    """Put the file that the form names, or brings, in place of that of the number."""
    saw = dict(each.partition("@")[::2] for each in form.get("saw", "").split(" "))
    reference, _, rest = form.get("with", "").partition(":")
    if not form.get("with"):
        if upload is None or not upload.content:
            raise UsageError("Choose a file: one of those that are here, or one of yours.")
        return replace_by_upload(line, number, deed, upload.name, upload.content, saw.get(number, ""))
    if not reference:
        return replace_file(line, number, deed, rest, saw=saw.get(number, ""))
    n, _, place = rest.partition(":")
    theirs = replace(deed, replaces=int(n) if n.isdecimal() and len(n) < 9 else None)
    return replace_file(line, number, theirs, place, reference, saw.get(number, ""))
