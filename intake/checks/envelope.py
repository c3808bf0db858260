"""ENV: the mail around the documents."""

from collections.abc import Iterator, Sequence

from intake.checks.covers import cannot_be_opened, is_filled_in, number, place
from intake.checks.naming import another_activity, named, names
from intake.checks.registry import check
from intake.domain.cover.group_words import activities, other_groups
from intake.domain.document import Cover
from intake.domain.judging.case import Case
from intake.domain.judging.findings import CRASHES
from intake.domain.judging.kinds import OFFICERS, passes_mail_on
from intake.domain.mail import Facts
from intake.domain.rulebook import Neighbour
from intake.domain.text.addresses import is_address, is_listed
from intake.domain.text.cloud import cloud_hosts
from intake.domain.text.words import own_words
from intake.domain.verdict import Hit, Params

_NOT_TAKEN_UP = {
    "encrypted": "encrypted",
    "message-partial": "split",
    "external-body": "external",
    "uuencode": "uuencode",
}
"""Problems of a mail that keep its document from us -> the reason that we tell."""

_BROKEN = ("limits", "ambiguous", "malformed", "attached-mail-depth", "partial", *CRASHES)
"""Problems after which nobody can say that there is no document."""

_TNEF = {"application/ms-tnef", "application/vnd.ms-tnef"}
_MAILS = {"message/rfc822", "message/global"}
_FRAGMENTS = {"message/partial", "message/external-body"}
_UNTOLD = ("other", "html", "text")
"""Types of files by whose bytes alone nobody can tell what they were attached as."""

_OTHER_TYPES = ("image", "other", "html", "text", "sheet", "tnef")
"""Types of files that are never documents, with any content."""


@check("ENV-001", scope="any", needs="file")
def a_document_is_attached(case: Case, _: Params) -> Iterator[Hit]:
    """A mail that is a submission carries its document as a file that we can judge.

    Why: without one there is nothing to register, and the sender believes that there is.
    See: Rec. ITU-T A.1, clause 3.1.
    """
    if case.route != "submission":
        return
    if case.index is not None:
        document = case.document
        if is_no_document(case):
            yield Hit(document.file, _missing(case, document.file, document.filetype))
        return
    submitted = any(one.role in ("contribution", "part") for one in case.documents)
    if not submitted and not case.partial and not any(one.kind in _BROKEN for one in case.mail.problems):
        files = [one.document for one in case.documents if not one.document.picture]
        yield Hit("mail", _missing(case, *((files[0].file, files[0].filetype) if files else ("", ""))))


def is_no_document(case: Case) -> bool:
    """Whether what was submitted is no document: a picture, a web page, a spreadsheet, or an archive without one.

    An officer's spreadsheet is one, such as a list of participants.

    winmail.dat is Outlook's own archive; one that nobody could open keeps the document from us (hazard A07).
    """
    document = case.document
    listed = document.filetype == "sheet" and case.judged.kind in OFFICERS
    shut = document.filetype == "tnef" and cannot_be_opened(document)
    if case.judged.role != "contribution" or listed or (document.problems and not shut):
        return False
    way = attached_as(case)
    empty = document.filetype == "zip" and bool(document.members)
    return way in ("winmail", "fragment") or (way == "file" and (empty or document.filetype in _OTHER_TYPES))


def _missing(case: Case, file: str, filetype: str) -> Facts:
    """Tell why there is no document, by the strongest reason."""
    reasons = [_NOT_TAKEN_UP[one.kind] for one in case.mail.problems if one.kind in _NOT_TAKEN_UP]
    hosts = cloud_hosts(case.mail.links)
    spoken = own_words(case.mail.text, case.rulebook.policy.banners)
    words = "words" if spoken else "silent" if case.mail.text.strip() else "empty"
    packed = "winmail" if case.index is not None and attached_as(case) == "winmail" else "other-file"
    reason = reasons[0] if reasons else "link" if hosts else packed if file else words
    about = (file, filetype) if reason == "other-file" else (file, "") if reason == "winmail" else ("", "")
    return {"reason": reason, "hosts": hosts if reason == "link" else (), "file": about[0], "filetype": about[1]}


def attached_as(case: Case) -> str:
    """Tell how the document came: as an "attached-mail", in a "winmail.dat" ("winmail"), or as a "file".

    A "fragment" is a piece of a mail that came in several, or of one whose body lies elsewhere. Name and content type
    count only where the bytes tell nothing.
    """
    document = case.document
    types = {one.content_type.lower() for one in case.mail.attachments if one.sha256 == document.sha256}
    name, untold = document.file.casefold(), document.filetype in _UNTOLD
    if document.filetype == "tnef" or (untold and (name == "winmail.dat" or types & _TNEF)):
        return "winmail"
    if types & _FRAGMENTS and (untold or document.filetype == "mail"):
        return "fragment"
    called_mail = name.endswith((".eml", ".msg")) or types & _MAILS
    return "attached-mail" if document.depth or document.filetype == "mail" or (untold and called_mail) else "file"


@check("ENV-002", scope="document")
def what_is_near_the_template_is_on_it(case: Case, params: Params) -> Iterator[Hit]:
    """A Word file beside a contribution is on the template as well, or clearly something else.

    Why: its sender may believe that it was registered too. See: Rec. ITU-T A.2, clause 1.
    """
    document, judged = case.document, case.judged
    beside = judged.role == "supporting" and judged.kind == "contribution" and document.filetype == "docx"
    if beside and not document.template.conforms and document.template.score >= number(params["near"]):
        yield Hit(document.file, {"file": document.file, "score": document.template.score})


@check("ENV-004", needs="sender")
def the_sender_is_known(case: Case, _: Params) -> Iterator[Hit]:
    """The sender is an officer of the group, or stands on one of its lists of senders.

    Why: a group is open first of all to representatives of its members and to those whom it invited.
    See: Rec. ITU-T A.1, clause 2.2.3.
    """
    group, named = case.group, (case.mail.author, case.mail.assistant)
    lists = (group.senders.members, group.senders.experts, group.senders.liaison, group.senders.speakers)
    known = [entry for entries in (*lists, *(one.known_by for one in group.officers)) for entry in entries]
    author = case.mail.author
    is_known = not case.mail.doubted and any(is_listed(one.address, known) for one in named if one)
    if author and not case.by_desk and not is_known:
        yield Hit("sender", {"sender": author.address})


@check("ENV-005", scope="contribution", needs="sender")
def the_sender_is_a_contact(case: Case, _: Params) -> Iterator[Hit]:
    """The sender is one of the contacts on the cover.

    Why: our receipt goes to the sender, and questions of the members go to the contacts.
    See: Rec. ITU-T A.2, cover information.
    """
    contacts = {(one.email or "").strip().casefold() for one in case.document.cover.contacts} - {""}
    senders = {one.address.casefold() for one in (case.mail.author, case.mail.assistant) if one}
    if is_filled_in(case) and case.mail.author and contacts and not contacts & senders:
        yield Hit(place("contacts"), {"sender": case.mail.author.address})


@check("ENV-007", needs="file")
def the_mail_is_for_this_group(case: Case, _: Params) -> Iterator[Hit]:
    """Subject and cover name this group, or none, or another one whose mailbox the mail was sent to as well.

    Why: a document for another group would get a number here that nobody there sees.
    See: Rec. ITU-T A.1, clause 2.2.6.
    """
    if found := elsewhere(case):
        at, groups, mailboxes = found
        yield Hit(at, {"groups": groups, "mailboxes": mailboxes, "this": case.group.acronym})


def elsewhere(case: Case) -> tuple[str, tuple[str, ...], tuple[str, ...]] | None:
    """The other groups that a cover or the subject names and that were not addressed: place, names, known mailboxes.

    A cover counts whatever the subject says, and the subject where no cover names this group. Liaison statements are
    left out: they name the group that sends them.
    """
    sent = [one for one in case.documents if one.role in ("contribution", "part")]
    judged = [_group_of(one.document.cover) for one in sent if one.kind not in ("liaison_in", "liaison_out")]
    covers = [text for text in judged if not names(text, case.group)]
    if found := next(filter(None, (_others(text, case) for text in covers)), None):
        return place("group"), *found
    subject = case.mail.subject if judged or not sent else ""
    if len(covers) < len(judged) or names(subject, case.group):
        return None
    strangers = named(subject, _not_addressed(case))
    return ("subject", *_told(strangers)) if strangers else None


def _group_of(cover: Cover) -> str:
    """The group on a cover; where it names none, a number with an activity's name counts."""
    return cover.group or ((cover.doc_number or "") if activities(cover.doc_number or "") else "")


def _others(text: str, case: Case) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The groups that a cover names, by the rulebooks that we have, else by how the Union calls its groups."""
    if known := named(text, case.rulebook.neighbours):
        strangers = named(text, _not_addressed(case))
        return _told(strangers) if strangers and len(strangers) == len(known) else None
    groups = another_activity(text, case.group, case.rulebook.neighbours) or other_groups(text)
    return (groups, ()) if groups else None


def _not_addressed(case: Case) -> list[Neighbour]:
    return [one for one in case.rulebook.neighbours if one.id not in case.addressed]


def _told(groups: Sequence[Neighbour]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    mailboxes = (one.mailboxes[0] for one in groups if one.mailboxes)
    return tuple(one.acronym for one in groups), tuple(mailboxes)


@check("ENV-008")
def not_too_many_contributions(case: Case, _: Params) -> Iterator[Hit]:
    """One mail brings no more contributions than `max_documents_per_mail`.

    Why: so many numbers at once are more often a mistake than a wish. See: Rec. ITU-T A.1, clause 3.1.
    """
    contributions = sum(one.role == "contribution" for one in case.documents)
    most = case.rulebook.policy.max_documents_per_mail
    if contributions > most:
        yield Hit("mail", {"contributions": contributions, "max": most})


@check("ENV-009")
def the_sender_can_be_answered(case: Case, _: Params) -> Iterator[Hit]:
    """From names one address that can be written to.

    Why: nobody can be told what became of the mail. See: RFC 5322, section 3.6.2.
    """
    author = case.mail.author
    if author is None or not is_address(author.address):
        several = len(case.mail.from_) > 1
        yield Hit("From", {"reason": "several" if several else "unusable" if case.mail.from_ else "missing"})


@check("ENV-010")
def the_mail_reads_in_one_way(case: Case, _: Params) -> Iterator[Hit]:
    """The structure of the mail keeps within our limits and can be read in one way only.

    Why: what two programs read differently can show a person one document and register another.
    See: RFC 2045, section 5, and RFC 2046, section 5.1.
    """
    for one in case.mail.problems:
        if one.kind in ("limits", "ambiguous", "malformed", "attached-mail-depth") and case.route != "report":
            yield Hit(one.at or "mail", {"reason": one.kind})


@check("ENV-011", needs="sender", means=("passed-on",))
def it_comes_from_its_sender(case: Case, _: Params) -> Iterator[Hit]:
    """A mail with a document comes from its sender, not attached to a mail of somebody of ours who passes it on.

    Why: its document counts by the time at which it reached the first of us. See: RFC 5322, section 3.6.6.
    """
    author = case.mail.author
    sent = [one for one in case.documents if one.role in ("contribution", "part") and one.document.filetype != "mail"]
    if author and passes_mail_on(author.address, case.group) and sent and all(one.document.depth for one in sent):
        for one in case.documents:
            if one.document.glance and (mail := one.document.glance.mail) and not one.document.depth:
                reason = "known" if mail.received and mail.address else "unknown"
                received = f"{mail.received:%Y-%m-%d %H:%M:%S} UTC" if mail.received else ""
                yield Hit("mail", {"sender": mail.address, "received": received, "reason": reason})
