"""Letters of our own accord become debts: to the secretariat, to the chairs, to a submitter, to the group's list."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256

from intake.domain.debt import WATCHED, Debt, NewDebt
from intake.domain.letters.notice import Announcement, Letterhead, Notice, StaffLetter, SubmitterLetter
from intake.domain.persons.offices import chairs_at
from intake.domain.rulebook import Rulebook
from intake.domain.text.canonical import canonical
from intake.pipeline.line import Line
from intake.pipeline.owing.letters import account_of_group
from intake.ports import UnitOfWork

GATHERING = timedelta(seconds=20)
"""A letter to staff waits so long for what falls due beside it."""

WINDOW = timedelta(hours=1)
"""In this time at most one letter to the same people leaves for a group."""


def tell_secretariat(line: Line, work: UnitOfWork, rulebook: Rulebook, notice: Notice, now: datetime) -> None:
    """Owe this to the secretariat."""
    tell_staff(line, work, rulebook, rulebook.group.secretariat, notice, now)


def tell_chairs(line: Line, work: UnitOfWork, rulebook: Rulebook, notice: Notice, now: datetime) -> None:
    """Owe this to the chairs, each at the first address on the officer's record."""
    chairs = [one.addresses[0] for one in chairs_at(rulebook, now) if one.addresses]
    tell_staff(line, work, rulebook, chairs, notice, now)


def tell_staff(
    line: Line,
    work: UnitOfWork,
    rulebook: Rulebook,
    to: Iterable[str],
    notice: Notice,
    now: datetime,
    *,
    place: str | None = None,
) -> None:
    """Owe this to these people: in the letter that waits for them, or in the next one within the hour.

    `place` is the server that it leaves by (default: the one for letters).
    """
    people = tuple(dict.fromkeys(one.lower() for one in to))
    if not people:
        return
    topic = f"staff:{rulebook.group.id}:{named(people)}"
    newest = work.debts.newest(topic)
    if newest and put_into(work, newest, notice):
        return
    owe_staff(
        line,
        work,
        StaffLetter(staff_head(rulebook, line), people, (notice,)),
        topic=topic,
        due_at=max(now + GATHERING, newest.due_at + WINDOW) if newest else now + GATHERING,
        place=place,
    )


def put_into(work: UnitOfWork, waiting: Debt, notice: Notice) -> bool:
    """Tell this in a letter that waits; False if it is on its way, or full: then owe another."""
    letter = waiting.payload
    if not isinstance(letter, StaffLetter) or not letter.has_room:
        return False
    return work.debts.add_to(waiting.id, letter.joined(notice))


def owe_staff(
    line: Line, work: UnitOfWork, letter: StaffLetter, *, topic: str, due_at: datetime, place: str | None = None
) -> None:
    """Owe a letter to staff, whose first notice and instant make its key: the same one twice is told once."""
    content = sha256(canonical(letter.notices).encode()).hexdigest()
    work.debts.owe(
        NewDebt(
            key=f"{topic}:{due_at.isoformat()}:{content[:16]}",
            kind="staff",
            place=place or ("smtp" if "smtp" in line.senders else "folder"),
            due_at=due_at,
            payload=letter,
            group=letter.head.group,
            topic=topic,
        )
    )


def named(people: Iterable[str]) -> str:
    """These addresses as a short name that holds none of them."""
    return sha256(",".join(people).encode()).hexdigest()[:12]


def tell_submitter(
    line: Line,
    work: UnitOfWork,
    rulebook: Rulebook,
    letter: SubmitterLetter,
    key: str,
    now: datetime,
    *,
    folder: bool = False,
) -> bool:
    """Owe a letter to somebody who sent a document, once by its key; where receipts wait as drafts, it does too.

    `folder`: their receipt was written to a folder, as for all mail that was taken from files, so this is, too.
    """
    replies = rulebook.policy.replies
    account = account_of_group(work, rulebook.group.id)
    place = "smtp" if replies != "draft" else f"imap:{account}" if account else "folder"
    return work.debts.owe(
        NewDebt(
            key=f"letter:{key}",
            kind="letter",
            place="folder" if folder or (place == "smtp" and "smtp" not in line.senders) else place,
            due_at=now,
            payload=letter,
            group=rulebook.group.id,
            withheld=WATCHED if replies == "watch" else None,
        )
    )


def announce(line: Line, work: UnitOfWork, rulebook: Rulebook, notice: Notice, key: str, now: datetime) -> bool:
    """Prepare a letter to the group's list as a draft, once by its key; False if the group has no list."""
    account = account_of_group(work, rulebook.group.id)
    if not rulebook.group.announce_to or rulebook.policy.replies == "watch":
        return False
    return work.debts.owe(
        NewDebt(
            key=f"announcement:{key}",
            kind="announcement",
            place=f"imap:{account}" if account else "folder",
            due_at=now,
            payload=Announcement(staff_head(rulebook, line), rulebook.group.announce_to, notice),
            group=rulebook.group.id,
        )
    )


def letterhead(rulebook: Rulebook, languages: Iterable[str]) -> Letterhead:
    """The head of a letter from this group's mailbox."""
    group = rulebook.group
    return Letterhead(group.id, group.acronym, group.mailboxes[0], group.zone, tuple(languages))


def staff_head(rulebook: Rulebook, line: Line) -> Letterhead:
    """The head of a letter to staff, in the first language of the group that we offer."""
    wanted = [one for one in rulebook.policy.languages if one in line.offered]
    return letterhead(rulebook, wanted[:1] or ["en"])
