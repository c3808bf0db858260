"""The secretariat's own list beside what we decided of the same mails: what agrees, and what differs and why.

Documents are the same by number, and by title in letters and digits. Sources are not compared: lists shorten them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from intake.domain.by_hand.entries import HandEntry
from intake.domain.numbers.numbering import keys
from intake.domain.numbers.revisions import Mark, revision_label
from intake.domain.stated import Stated
from intake.domain.telling.waits import Reason


@dataclass(frozen=True, slots=True)
class OurDocument:
    """A document to which we gave a number. `versions` are its revisions, the original as 0, and other additions.

    `deadline` is the date that it is judged by, None for none; times are UTC. `given_up`: withdrawn, or joined to
    another.
    """

    label: str
    title: str
    reference: str
    counts_from: datetime
    deadline: datetime | None = None
    versions: tuple[tuple[Mark, int], ...] = (("Rev", 0),)
    given_up: bool = False

    @property
    def key(self) -> str:
        """The title in letters and digits."""
        return keys(self.title, ())[0]


@dataclass(frozen=True, slots=True)
class OurMail:
    """A mail of which a document has no number: its titles, its senders in lower case, and why."""

    reference: str
    titles: tuple[str, ...]
    senders: tuple[str, ...]
    received: datetime
    disposition: str
    why: Reason = field(default_factory=Reason)


@dataclass(frozen=True, slots=True)
class Difference:
    """One document on which the list and we differ: both numbers ("" for none), our mail, and why."""

    listed: str
    ours: str
    title: str
    reference: str
    said: Stated
    why: Reason = field(default_factory=Reason)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The numbers that agree, what differs, and how many lines of the list are older than what we have seen."""

    agree: tuple[str, ...]
    differ: tuple[Difference, ...]
    older: int = 0


def compared(
    listed: Sequence[HandEntry], ours: Sequence[OurDocument], mails: Sequence[OurMail], since: datetime | None
) -> Comparison:
    """Compare a list with ours. What the list has from before `since` (UTC), and we do not, is only counted."""
    by_label = {one.label: one for one in ours}
    titles = {keys(one.title, ())[0] for one in listed}
    named = {(one.label, keys(one.title, ())[0]) for one in listed}
    strays = [one for one in ours if (one.label, one.key) not in named and not one.given_up]
    agree: list[str] = []
    differ: list[Difference] = []
    met: set[tuple[str, Mark, int]] = set()
    older = 0
    for one in listed:
        here = by_label.get(one.label)
        found = _meant(one, here, strays, titles)
        if found is None:
            if since is not None and one.received < since:
                older += 1
            else:
                differ.append(_absent(one, here, mails))
            continue
        met.add((found.label, one.mark, one.which))
        said = _unlike(one, found)
        if said is None:
            agree.append(one.version)
        else:
            differ.append(Difference(one.version, found.label, one.title, found.reference, said))
    return Comparison(tuple(agree), (*differ, *_only_ours(ours, met)), older)


def _meant(
    one: HandEntry, here: OurDocument | None, strays: Sequence[OurDocument], titles: set[str]
) -> OurDocument | None:
    """Our document that this line means: by number and title, by title alone, or by a number whose title is no other's.

    `strays` are those that no line of the list names by number and title.
    """
    key, version = keys(one.title, ())[0], (one.mark, one.which)
    there = here if here is not None and version in here.versions else None
    if there is not None and (there.key == key or version != ("Rev", 0)):
        return there
    same = [each for each in strays if each.key == key and version in each.versions]
    if len(same) == 1:
        return same[0]
    return there if there is not None and there.key not in titles else None


def _unlike(one: HandEntry, ours: OurDocument) -> Stated | None:
    """How the two differ, or None."""
    if ours.label != one.label:
        values = {"number": one.version, "label": ours.label, "reference": ours.reference}
        return Stated("The list has it as {number}, and intake gave {label} ({reference}).", values)
    original = not one.which and one.mark == "Rev"
    if original and ours.key != keys(one.title, ())[0]:
        told = {"typed": one.title, "text": ours.title, "reference": ours.reference}
        return Stated("The list calls it “{typed}”, and intake read “{text}” ({reference}).", told)
    if original and ours.deadline is not None:
        theirs, mine = one.received > ours.deadline, ours.counts_from > ours.deadline
        values = {"at": _clock(one.received), "since": _clock(ours.counts_from), "reference": ours.reference}
        if theirs and not mine:
            return Stated("It is late by the list ({at}), and in time for intake ({since}, {reference}).", values)
        if mine and not theirs:
            return Stated("It is in time by the list ({at}), and late for intake ({since}, {reference}).", values)
    return None


_SAME_TIME = timedelta(days=1)
_OUTCOMES: Mapping[str, Stated] = {
    "return": Stated("Intake sent it back ({reference}):"),
    "hold": Stated("Intake holds it for a person ({reference}):"),
    "question": Stated("Intake left it to a person as a question ({reference}):"),
    "ignore": Stated("Intake left it without an answer ({reference}):"),
    "": Stated("Intake has not decided on it yet ({reference})."),
}
_OTHER = Stated("Intake gave it no number ({reference}).")


def _absent(one: HandEntry, here: OurDocument | None, mails: Sequence[OurMail]) -> Difference:
    """Why we have no such document: what became of its mail, as far as one can be told to be its."""
    key = keys(one.title, ())[0]
    for mail in mails:
        if key in mail.titles:
            return _of_mail(one, mail, _OUTCOMES.get(mail.disposition, _OTHER))
    addresses = {each.address.lower() for each in one.submitters if each.address}
    near = [each for each in mails if addresses & {*each.senders} and abs(each.received - one.received) < _SAME_TIME]
    if near:
        first = min(near, key=lambda each: abs(each.received - one.received))
        told = Stated("No document of this title came; its submitter wrote {reference} at that time:")
        return _of_mail(one, first, told)
    if here is not None and (one.mark, one.which) not in here.versions:
        values = {"label": here.label, "number": one.version}
        return Difference(one.version, "", one.title, "", Stated("Intake has {label}, and no {number} came.", values))
    return Difference(one.version, "", one.title, "", Stated("No mail that intake saw brought it."))


def _of_mail(one: HandEntry, mail: OurMail, said: Stated) -> Difference:
    told = Stated(said.english, {"reference": mail.reference})
    return Difference(one.version, "", one.title, mail.reference, told, mail.why)


def _only_ours(ours: Sequence[OurDocument], met: set[tuple[str, Mark, int]]) -> Iterator[Difference]:
    for one in ours:
        for mark, which in () if one.given_up else one.versions:
            if (one.label, mark, which) not in met:
                number = revision_label(one.label, which, mark)
                values = {"reference": one.reference, "at": _clock(one.counts_from)}
                said = Stated("The list does not have it; intake gave the number to {reference}, of {at}.", values)
                yield Difference("", number, one.title, one.reference, said)


def _clock(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M} UTC"
