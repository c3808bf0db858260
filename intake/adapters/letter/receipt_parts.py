"""The parts of a receipt that speak of the mail as a whole."""

from collections.abc import Sequence
from datetime import date, datetime

from intake.adapters.letter.voice import ABOUT_A_NUMBER, RECORDED, Voice
from intake.domain.answering.receipt import ReceiptFile
from intake.domain.numbers.revisions import Mark, Marked, revision_label, split_revision
from intake.domain.text.language import SHOWN, one_line

_MARKED: dict[Mark, str] = {"Rev": "revised", "Cor": "corrigendum", "Add": "addendum"}
"""What the letter of one new version is about."""

_TIME_DOES_NOT_MATTER = ("repeated", "withdrawn", "corrected", "noted", "joined")


def subject(voice: Voice) -> str:
    """The subject of the letter, at most 200 characters; a long title is cut."""
    receipt, numbers = voice.receipt, voice.receipt.numbers
    speaks_of_number = receipt.outcome in RECORDED | ABOUT_A_NUMBER | {"repeated", "joined"}
    told = receipt.outcome if numbers or not speaks_of_number else "held"
    key = f"subject.{'late' if told == 'returned' and voice.closed() else told}"
    more = f" (+{len(numbers) - 1})" if len(numbers) > 1 else ""
    head = voice.bare(key, number=one_line(f"{numbers[0]}{more}", SHOWN // 2) if numbers else "")
    titled = receipt.outcome in RECORDED | {"corrected"} and receipt.echo and len(numbers) == 1
    title = one_line(receipt.title, max(SHOWN - len(head) - 3, 1)) if titled else ""
    return f"{head} - {title}" if title else head[:SHOWN]


def outcome(voice: Voice) -> Sequence[str]:
    """1: what became of the mail, in one sentence; and in another one where its files differ."""
    sentences = [voice.say(f"outcome.{_outcome(voice)}")]
    if voice.recorded():
        others = {one.disposition for one in voice.documents()}
        sentences += [voice.say(f"outcome.and-{one}") for one in ("return", "hold") if one in others]
    if voice.receipt.unconfirmed:
        sentences = [voice.say("outcome.unconfirmed"), voice.say("outcome.unconfirmed-ask")]
    if voice.receipt.decider and voice.receipt.outcome in ("admitted", "next"):
        role = voice.word("role", voice.receipt.decider_role.casefold())
        by = "kept" if voice.receipt.outcome == "next" else "admitted"
        sentences.append(voice.say(f"outcome.{by}-by", role=role, name=one_line(voice.receipt.decider)))
    if voice.receipt.outcome == "joined":
        given_up = dict.fromkeys(one.of for one in voice.receipt.files if one.of)
        sentences += [voice.say("outcome.given-up", number=number) for number in given_up]
    if voice.receipt.reason:
        sentences.append(voice.say("outcome.reason", reason=one_line(voice.receipt.reason)))
    return sentences


def identity(voice: Voice) -> Sequence[str]:
    """2: numbers and reference; the subject of the sender's mail where there is no number to know it by."""
    receipt = voice.receipt
    lines = [voice.say("identity.number", number=number) for number in receipt.numbers]
    lines.append(voice.say("identity.reference"))
    if not receipt.numbers and (theirs := voice.shown(receipt.their_subject)):
        lines.append(voice.say("identity.subject", subject=theirs))
    return lines


def received(voice: Voice) -> Sequence[str]:
    """3: when it was received, on every clock that matters; since when it counts; whether that is in time."""
    receipt = voice.receipt
    evidence = receipt.received_evidence if receipt.received_evidence in ("given", "first-seen") else "server"
    lines = [voice.say(f"received.{evidence}", moment=voice.full(receipt.received_at)), _by_sender(voice)]
    if _differ(voice):
        return [line for line in (*lines, *_each_time(voice)) if line]
    if receipt.counts_from != receipt.received_at:
        key = "received.counts-correction" if receipt.corrects else "received.counts"
        lines.append(voice.say(key, moment=voice.full(receipt.counts_from), corrects=one_line(receipt.corrects or "")))
    return [line for line in (*lines, _punctuality(voice)) if line]


def meeting(voice: Voice) -> Sequence[str]:
    """4: for which meeting; which other groups the mail was addressed to."""
    receipt = voice.receipt
    lines = []
    if receipt.outcome == "next":
        lines.append(voice.say("meeting.next"))
    elif receipt.meeting_title:
        named = (one_line(receipt.meeting_title), one_line(receipt.meeting_place))
        lines += [voice.say("meeting.line", meeting=voice.joined("pair", named)), _days(voice)]
    if receipt.also:
        lines.append(voice.say("meeting.also", groups=voice.listed([one_line(one) for one in receipt.also])))
    return [line for line in lines if line]


def recorded(voice: Voice) -> Sequence[Sequence[str]]:
    """5: title, source and kind of every document as we recorded them, or as we read them where it came late.

    A liaison statement that waits for a person is told as well, where its own head was read.
    """
    documents = voice.recorded()
    if voice.receipt.outcome in ABOUT_A_NUMBER | {"late"}:
        documents = [one for one in voice.documents() if one.title and not one.neutral]
    elif voice.receipt.outcome == "held":
        documents = [one for one in voice.documents() if one.letter and not one.neutral]
    return [_recorded(voice, one, several=len(documents) > 1) for one in documents]


def posted(voice: Voice) -> Sequence[str]:
    """9: who can see it, and where it will stand."""
    if not voice.recorded():
        return []
    key = "posted.home-page" if voice.receipt.home_page else "posted.later"
    return [voice.say(key, home_page=voice.receipt.home_page)]


def change(voice: Voice) -> Sequence[str]:
    """10: how to replace, revise and withdraw, by mail to the same address."""
    numbers, deadline = voice.receipt.numbers, voice.receipt.deadline
    if not numbers or not voice.recorded():
        return []
    label, named = split_revision(numbers[0])
    marked = named or Marked("Rev", 0)
    following = revision_label(label, marked.which + 1, marked.mark)
    several = "-several" if len(numbers) > 1 else ""
    # Of a corrigendum we know its own count only, not that of the document's revisions.
    lines = [] if marked.mark != "Rev" else [voice.say(f"change.revise{several}", revision=following)]
    lines.append(voice.say(f"change.withdraw{several}", number=label))
    if voice.receipt.outcome == "next":
        return [voice.say("change.replace-any-time"), *lines]
    if deadline is None or voice.now > deadline:
        return lines
    return [voice.say("change.replace" if voice.is_contribution() else "change.replace-any-time"), *lines]


def rights(voice: Voice) -> Sequence[str]:
    """11: what submitting means (Rec. ITU-T A.1, clauses 3.1.4 and 3.1.6)."""
    return [voice.say("rights")] if voice.recorded() and voice.is_contribution() else []


def human(voice: Voice) -> Sequence[str]:
    """12: a person: name, telephone, and that a reply reaches one."""
    receipt = voice.receipt
    telephone = voice.say("human.telephone", telephone=receipt.telephone) if receipt.telephone else ""
    named = voice.joined("pair", (receipt.human, telephone))
    lines = [voice.say("human.reply")]
    return [*lines, voice.say("human.secretariat", human=named)] if named else lines


def _outcome(voice: Voice) -> str:
    receipt = voice.receipt
    documents = voice.recorded()
    if receipt.outcome == "registered" and documents and all(one.relation == "revision" for one in documents):
        marks = {one.mark for one in documents}
        return _MARKED[marks.pop()] if len(marks) == 1 else "revised"
    if receipt.outcome == "repeated" and not receipt.numbers:
        return "repeated-held"
    if receipt.outcome == "returned":
        return "late" if voice.closed() else "returned" if voice.documents() else "returned-without-document"
    if receipt.outcome in RECORDED | ABOUT_A_NUMBER and receipt.outcome != "split":
        return f"{receipt.outcome}{_counted(voice, documents or voice.documents())}"
    return f"held{_thanked(voice)}" if receipt.outcome == "held" else receipt.outcome


def _counted(voice: Voice, documents: Sequence[ReceiptFile]) -> str:
    """Tell how the sentence calls them: contributions, or documents where one is of another kind; one or several."""
    several = len(voice.receipt.numbers) > 1
    if all(one.kind == "contribution" for one in documents):
        return "-several" if several else ""
    return "-documents" if several else "-document"


def _thanked(voice: Voice) -> str:
    """Thanks are for liaison statements, where nothing else was sent beside them."""
    documents = voice.documents()
    if not documents or not all(one.kind == "liaison_in" and not one.neutral for one in documents):
        return ""
    return "-liaisons" if len(documents) > 1 else "-liaison"


def _by_sender(voice: Voice) -> str:
    receipt, at = voice.receipt, voice.receipt.received_at
    if receipt.sender_offset is None:
        return ""
    near = voice.near_deadline(at)
    return voice.moments.by_sender(at, receipt.zone, receipt.sender_offset, voice.language, seconds=near)


def _punctuality(voice: Voice) -> str:
    """Whether it is in time; silent where that is not settled or does not matter."""
    receipt = voice.receipt
    no_place_kept = receipt.outcome == "returned" and voice.correct_until is None
    disputed = any(one.tells("time-disputed") for one in receipt.findings) or any(one.neutral for one in receipt.files)
    if receipt.deadline is None or no_place_kept or disputed or receipt.outcome in _TIME_DOES_NOT_MATTER:
        return ""
    deadline = voice.moments.local(receipt.deadline, receipt.zone, voice.language, seconds=True)
    of_kind = "" if voice.is_contribution() else "-document"
    if receipt.late_by <= 0:
        return voice.say(f"received.in-time{of_kind}", deadline=deadline)
    after = voice.moments.lasting(receipt.late_by, voice.language)
    return voice.say(f"received.after{of_kind}", after=after, deadline=deadline)


def _differ(voice: Voice) -> bool:
    """Whether the documents of the mail do not all count from one instant, or only some came late."""
    documents = voice.documents()
    since = {one.counts_from or voice.receipt.received_at for one in documents}
    late = [voice.lateness(one) is not None for one in documents]
    return len(since) > 1 or (any(late) and not all(late))


def _each_time(voice: Voice) -> Sequence[str]:
    """For each document that keeps a place, or came late, the time that counts for it."""
    lines, receipt = [], voice.receipt
    for one in voice.documents():
        name = voice.shown(one.name)
        if one.corrects and one.counts_from:
            moment, corrects = voice.full(one.counts_from), one_line(one.corrects)
            lines.append(voice.say("received.counts-correction-file", file=name, moment=moment, corrects=corrects))
        late = voice.lateness(one)
        if late is not None and isinstance(by := late.facts.get("late_by"), int):
            of_kind = "" if one.kind == "contribution" else "-document"
            told = late.facts.get("deadline")
            until = datetime.fromisoformat(told) if isinstance(told, str) else receipt.deadline or receipt.received_at
            deadline = voice.moments.local(until, receipt.zone, voice.language, seconds=True)
            after = voice.moments.lasting(by, voice.language)
            lines.append(voice.say(f"received.after{of_kind}-file", file=name, after=after, deadline=deadline))
    return lines


def _days(voice: Voice) -> str:
    receipt = voice.receipt
    if not receipt.meeting_first_day:
        return ""
    first = voice.moments.day(date.fromisoformat(receipt.meeting_first_day), voice.language)
    if receipt.meeting_last_day in ("", receipt.meeting_first_day):
        return first
    last = voice.moments.day(date.fromisoformat(receipt.meeting_last_day), voice.language)
    return voice.say("meeting.days", first=first, last=last)


def _recorded(voice: Voice, one: ReceiptFile, *, several: bool) -> Sequence[str]:
    source = voice.joined("sources", [voice.shown(name) for name in one.source])
    return [
        *([voice.say("identity.number", number=one.number)] if several and one.number else []),
        *([voice.say("recorded.title", title=voice.shown(one.title))] if one.title else []),
        *([voice.say("recorded.source", source=source)] if source else []),
        *([voice.say("recorded.reply-by", reply_by=voice.shown(one.reply_by))] if one.reply_by else []),
        voice.say("recorded.kind", kind=voice.word("kind", one.kind)),
    ]
