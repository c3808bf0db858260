"""From what a form says to the act that the command line runs, too."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import get_args

from intake.app.desk import OpenDesk
from intake.domain.deadlines import utc_of
from intake.domain.document import Contact
from intake.domain.errors import UsageError
from intake.domain.offering import Offer
from intake.domain.verdict import Decision, Deed, Kind
from intake.pipeline.desk.mails import acts, tasks
from intake.pipeline.desk.mails.chairs import by_chair, settle_evidence
from intake.pipeline.desk.mails.changing_meeting import change_meeting
from intake.pipeline.desk.mails.conversion import convert
from intake.pipeline.desk.mails.covers import CoverWishes, make_cover
from intake.pipeline.desk.mails.foreseeing import Trial, TrialDone
from intake.pipeline.desk.mails.holding import hold
from intake.pipeline.desk.mails.linking import link
from intake.pipeline.desk.mails.moving import move_to_group
from intake.pipeline.desk.mails.replay import replay_and_apply
from intake.pipeline.desk.mails.resending import resend
from intake.pipeline.desk.mails.undoing import undo
from intake.pipeline.house.passing_on import take_attached
from intake.pipeline.line import Line
from intake.pipeline.persons.offices import in_office
from intake.web.desk.acts.arranging import Upload, do_join, do_replace, do_split
from intake.web.desk.acts.forms import FormOf

Form = Mapping[str, str]
_Doing = Callable[[Line, str, Deed, Form], TrialDone]

WITHOUT_LETTER: frozenset[Offer] = frozenset({"note", "assign", "snooze"})
"""What decides nothing, and so is done at once."""


READS_FILES: frozenset[Offer] = frozenset({"convert", "make-cover", "replay", "release", "replace"})
"""What may hand files to the reader."""

FOR_A_CHAIR = ("decided-by", "evidence", "from-another-address")
"""The fields by which the secretariat records what a chair decided by mail."""

_CONTACT = ("name", "organization", "country", "tel", "email")


def act_of(offer: Offer, name: str, deed: Deed, form: Form, zone: str, upload: Upload | None = None) -> Trial:
    """The act with these fields, by this deed; `zone` is that of times that people type."""
    said = {**form, "zone": zone}
    meant = replace(deed, tells=bool(form.get("tell")))
    about = form.get("number") or name
    if offer == "replace":
        return lambda line: do_replace(line, _only_number(line, about), meant, said, upload)
    return lambda line: _DOING[offer](line, about, meant, said)


def act_on(
    desk: OpenDesk,
    it: FormOf,
    act: Offer,
    form: Form,
    replaces: int | None,
    *,
    together: str = "",
    upload: Upload | None = None,
) -> Trial:
    """The act of the person at the form; a chair decides in the office that the rulebook gives.

    Whatever is in the way is raised when it is done, that the chair holds no office, too.
    """
    zone = it.rulebook.group.zone_for(it.rulebook.meeting(it.standing.verdict.meeting))
    own = Deed(it.person.login, form.get("reason", "").strip(), replaces, together=together)

    def do(line: Line) -> TrialDone:
        deed = in_office(it.person, it.rulebook, desk.clock.now(), own)
        return act_of(act, it.submission.reference, deed, form, zone, upload)(line)

    return do


def _release(line: Line, name: str, deed: Deed, form: Form) -> TrialDone:
    if form.get("attached") and form.get("group"):
        raise UsageError("The attached mail is taken for this group; leave the other group out.")
    if form.get("attached"):
        return take_attached(line, name, deed, form.get("received", ""))
    if group := form.get("group"):
        return move_to_group(line, name, deed, group)
    return acts.release(line, name, deed)


def _admit(line: Line, name: str, deed: Deed, form: Form) -> TrialDone:
    meant = _by_chair(line, name, deed, form)
    done = acts.admit(line, name, meant, form.get("document", ""), following=bool(form.get("next")))
    return _settled(line, done, meant, name)


def _return(line: Line, name: str, deed: Deed, form: Form) -> TrialDone:
    meant = _by_chair(line, name, deed, form)
    return _settled(line, acts.return_to_sender(line, name, meant), meant, name)


def _by_chair(line: Line, name: str, deed: Deed, form: Form) -> Deed:
    chair, evidence = form.get("decided-by", ""), form.get("evidence", "").strip()
    if not (chair or evidence):
        return deed
    return by_chair(line, name, deed, chair, evidence, elsewhere=bool(form.get("from-another-address")))


def _settled(line: Line, done: Decision, deed: Deed, name: str) -> Decision:
    if deed.evidence:
        settle_evidence(line, deed, name)
    return done


def _make_cover(line: Line, name: str, deed: Deed, form: Form) -> TrialDone:
    person, organization, country, tel, email = (form.get(f"contact-{one}", "").strip() for one in _CONTACT)
    contact = Contact(person, organization, country, tel, None, email)
    title, source = form.get("title", "").strip() or None, _lines(form, "source")
    return make_cover(line, name, deed, CoverWishes(title, source, contact, form.get("abstract", "").strip()))


def _correct(line: Line, name: str, deed: Deed, form: Form) -> TrialDone:
    kind = next((one for one in get_args(Kind) if one == form.get("kind")), None)
    title, source = form.get("title", "").strip() or None, _lines(form, "source") or None
    return acts.correct(line, _only_number(line, name), deed, title=title, source=source, kind=kind)


def _lines(form: Form, name: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in form.get(name, "").splitlines() if one.strip())


def _withdraw(line: Line, name: str, deed: Deed, form: Form) -> TrialDone:  # noqa: ARG001 - as every act
    return acts.withdraw(line, _only_number(line, name), deed)


def _only_number(line: Line, name: str) -> str:
    """The one number of a mail that is named by its reference; else the name."""
    with line.store.read() as work:
        found = work.submissions.find(name)
        numbers = [one.label for one in work.contributions.of(found.id) if one.withdrawn_at is None] if found else []
    return numbers[0] if len(numbers) == 1 else name


def _snooze(line: Line, name: str, deed: Deed, form: Form) -> TrialDone:
    typed = form.get("until", "").strip()
    if not typed:
        return tasks.snooze(line, name, deed, None)
    try:
        local = datetime.fromisoformat(typed)
        until = local if local.tzinfo else utc_of(local, form["zone"])
    except ValueError as error:
        raise UsageError("{typed}: this is no time; write it as 2026-05-04T09:00.", typed=typed) from error
    return tasks.snooze(line, name, deed, until)


_DOING: Mapping[Offer, _Doing] = {
    "release": _release,
    "admit": _admit,
    "return": _return,
    "ignore": lambda line, name, deed, _: acts.ignore(line, name, deed),
    "convert": lambda line, name, deed, _: convert(line, name, deed),
    "make-cover": _make_cover,
    "correct": _correct,
    "withdraw": _withdraw,
    "hold": lambda line, name, deed, _: hold(line, name, deed),
    "undo": lambda line, name, deed, _: undo(line, name, deed),
    "move": lambda line, name, deed, form: change_meeting(line, name, deed, form.get("meeting", "")),
    "join": do_join,
    "split": do_split,
    "link": lambda line, name, deed, form: link(line, name, deed, form.get("to", "").strip(), form.get("document", "")),
    "resend": lambda line, name, deed, form: resend(
        line, name, deed, drop=bool(form.get("drop")), to=form.get("address", "").strip()
    ),
    "replay": lambda line, name, deed, _: replay_and_apply(line, name, deed),
    "note": lambda line, name, deed, _: tasks.write_note(line, name, deed),
    "assign": lambda line, name, deed, form: tasks.assign(line, name, deed, form.get("to", "")),
    "snooze": _snooze,
}
