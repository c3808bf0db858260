"""Builders of domain values: each makes something ordinary, and a test names only what it is about.

The ordinary case is a contribution to JCA-MV, complete, on the template, a day before the deadline of 30 April 2026,
23:59:59 in Geneva (21:59:59 UTC).
"""

# ruff: noqa: ANN401 - a builder takes any field of what it builds

import hashlib
import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.resources import files
from typing import Any

from intake.checks import REGISTRY
from intake.domain.deadlines import deadline, receipt_time
from intake.domain.document import Contact, Cover, Document, FileType, Placeholder, TemplateMatch
from intake.domain.judging.case import Case, Relationship
from intake.domain.judging.closing import deadline_of
from intake.domain.judging.past import submitters_of
from intake.domain.mail import Address, Attachment, Mail, Problem, Received
from intake.domain.meeting import Calendar, Group, Meeting, Series
from intake.domain.profile import Profile
from intake.domain.rulebook import Neighbour, Policy, Rule, Rulebook
from intake.domain.submission import AcceptedFile, Contribution, Timestamps, Version
from intake.domain.template.match import ProfileField
from intake.domain.verdict import Finding, Judged

ZONE = "Europe/Zurich"
DEADLINE = datetime(2026, 4, 30, 21, 59, 59, tzinfo=UTC)
RECEIVED = datetime(2026, 4, 29, 12, 0, 0, tzinfo=UTC)

GROUP = Group(
    id="jca-mv",
    acronym="JCA-MV",
    name="Joint Coordination Activity on metaverse standardization",
    short="MV",
    zone=ZONE,
    mailboxes=("tsbjcamv@itu.int",),
    other_names=("Activité conjointe de coordination sur la normalisation du métavers",),
    parent="TSAG",
    home_page="https://www.itu.int/en/ITU-T/jca/mv/",
)

OTHER_GROUP = Neighbour(
    id="jca-dcc",
    acronym="JCA-DCC",
    name="Joint Coordination Activity on digital COVID-19 certificates",
    mailboxes=("tsbjcadcc@itu.int",),
)

CALENDAR = Calendar("geneva", holidays={date(2026, 5, 14): "Ascension Day", date(2026, 5, 25): "Whit Monday"})

SERIES = Series("doc", "JCA-MV-Doc-{number:03d}")

_FIELDS = ("group", "doc_number", "kind", "source", "title", "contact", "dates", "place")


def at(text: str) -> datetime:
    """An instant from ISO 8601 with an offset, as UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)


def digest(text: str) -> str:
    """A SHA-256 in hexadecimal that stands for some content."""
    return hashlib.sha256(text.encode()).hexdigest()


def meeting(**changes: Any) -> Meeting:
    """The meeting of JCA-MV on 13 May 2026, with contributions until 30 April."""
    usual = Meeting(
        id="2026-05-13",
        title="Second meeting of JCA-MV",
        first_day=date(2026, 5, 13),
        last_day=date(2026, 5, 13),
        zone=ZONE,
        place="Geneva, Switzerland",
        starts=datetime(2026, 5, 13, 8, 30),  # noqa: DTZ001 - a local wall time
        ends=datetime(2026, 5, 13, 10, 30),  # noqa: DTZ001 - a local wall time
        circular="TSB Circular 127",
        deadlines=(deadline("contribution", date(2026, 4, 30), ZONE),),
    )
    return replace(usual, **changes)


def profile(**changes: Any) -> Profile:
    """A registered template of JCA-MV with the usual cover fields."""
    fields = tuple(ProfileField(one, labels=(one,), required=one in ("source", "title")) for one in _FIELDS)
    usual = Profile("jca-mv-1", "jca-mv", "contribution", fields, reference=digest("template"))
    return replace(usual, **changes)


def default_rules() -> dict[str, Rule]:
    """Every rule as the package's default.toml has it, TIM-001 with the severity of `late = "hold"`."""
    lines = tomllib.loads(files("intake.checks").joinpath("default.toml").read_text(encoding="utf-8"))["checks"]
    return {
        key: Rule(key, line.get("severity", "hold"), line["reply"], line.get("params", {}))
        for key, line in lines.items()
    }


def meant(finding: Finding) -> Finding:
    """The finding with what its check means by it."""
    check = REGISTRY.get(finding.id)
    return replace(finding, means=check.meanings(finding.facts) if check else ())


def rulebook(**changes: Any) -> Rulebook:
    """The rulebook of JCA-MV: default rules and policy, one meeting, one template, JCA-DCC as its neighbour."""
    usual = Rulebook(
        version=digest("rulebook"),
        group=GROUP,
        meetings=(meeting(),),
        series=(SERIES,),
        rules=default_rules(),
        policy=Policy(),
        calendar=CALENDAR,
        profiles=(profile(),),
        neighbours=(OTHER_GROUP,),
        kinds={"contribution": "doc"},
    )
    return replace(usual, **changes)


def address(text: str, name: str = "") -> Address:
    """A usable address."""
    return Address(name, text)


def attachment(name: str = "input.docx", **changes: Any) -> Attachment:
    """An attached file; its digest follows from its name."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return replace(Attachment("2", name, word, "attachment", digest(name), 40_000), **changes)


def mail(subject: str = "Contribution to JCA-MV", **changes: Any) -> Mail:
    """A mail from Ada Lovelace to the mailbox of JCA-MV; it carries what `attachments` says, else one Word file."""
    usual = Mail(
        content=digest(f"content of {subject}"),
        message_id="<1@example.org>",
        from_=(address("ada@example.org", "Ada Lovelace"),),
        to=(address("tsbjcamv@itu.int"),),
        subject=subject,
        date=RECEIVED,
        received=(Received("mx.itu.int", RECEIVED),),
        text="Dear secretariat, please find attached our contribution.",
        attachments=(attachment(),),
    )
    return replace(usual, **changes)


def contact(name: str | None = "Ada Lovelace", email: str | None = "ada@example.org", **changes: Any) -> Contact:
    """A complete contact."""
    return replace(Contact(name, "Analytical Engines", "United Kingdom", "+44 20 7946 0000", None, email), **changes)


def cover(**changes: Any) -> Cover:
    """A complete cover of a contribution to JCA-MV."""
    usual = Cover(
        group="Joint Coordination Activity on metaverse standardization (JCA-MV)",
        original_language="English",
        kind="CONTRIBUTION",
        source=("Analytical Engines",),
        title="On the interoperability of virtual worlds",
        contacts=(contact(),),
    )
    return replace(usual, **changes)


def match(**changes: Any) -> TemplateMatch:
    """A document that is wholly on the template."""
    return replace(TemplateMatch("jca-mv-1", 1.0, conforms=True), **changes)


OFF_TEMPLATE = TemplateMatch("jca-mv-1", 0.2, conforms=False, missing=("source", "contacts"))


def placeholder(field: str, text: str = "<Name>") -> Placeholder:
    """A sample text left in a field."""
    return Placeholder(field, text)


def document(file: str = "input.docx", filetype: FileType = "docx", **changes: Any) -> Document:
    """A Word file with a complete cover on the template; its digest follows from its name."""
    usual = Document(file, digest(file), 40_000, filetype, cover(), match(), opening="Joint Coordination Activity")
    return replace(usual, **changes)


def other_file(file: str, filetype: FileType = "other", *problems: str, **changes: Any) -> Document:
    """A file that no template applies to, with problems of these kinds."""
    usual = Document(file, digest(file), 40_000, filetype, problems=tuple(Problem(one) for one in problems))
    return replace(usual, **changes)


def judged(one: Document | None = None, **changes: Any) -> Judged:
    """A document in the role of a contribution."""
    return replace(Judged(one or document()), **changes)


def stamps(received_at: datetime = RECEIVED, **changes: Any) -> Timestamps:
    """Timestamps of which INTERNALDATE tells the time of receipt."""
    return replace(Timestamps(first_seen=received_at, internaldate=received_at), **changes)


def case(*documents: Document | Judged, received_at: datetime = RECEIVED, **changes: Any) -> Case:
    """A mail with these documents (none given: one complete contribution), looked at by its first document.

    Time of receipt and evidence follow from `stamps`, deadlines from the meeting; relationships are "new" where none
    are given. A test of a mail without any document says `documents=()`, and `index=None` looks at the whole mail.
    """
    held = tuple(one if isinstance(one, Judged) else judged(one) for one in documents) or (judged(),)
    held = changes.get("documents", held)
    known_stamps = changes.pop("stamps", None) or stamps(received_at)
    when, evidence = receipt_time(known_stamps)
    usual = Case(
        mail=mail(),
        rulebook=rulebook(),
        route="submission",
        received_at=when,
        counts_from=when,
        evidence=evidence,
        stamps=known_stamps,
        documents=held,
        relationships=tuple(Relationship() for _ in held),
        index=0 if held else None,
        meeting=meeting(),
        addressed=("jca-mv",),
        size=50_000,
    )
    built = replace(usual, **changes)
    pairs = zip(built.documents, built.relationships, strict=False)
    return replace(
        built,
        deadlines=tuple(deadline_of(*pair, built.rulebook, built.meeting, submitters_of(built.mail)) for pair in pairs),
    )


def case_with(*contacts: Contact) -> Case:
    """A contribution whose cover has these contacts and no other."""
    return case(document(cover=cover(contacts=contacts)))


def contribution(number: int = 12, **changes: Any) -> Contribution:
    """A contribution that JCA-MV has registered, submitted by Ada Lovelace."""
    file = AcceptedFile(digest("input.docx"), "input.docx", "contribution")
    usual = Contribution(
        id=number,
        series="doc",
        number=number,
        label=SERIES.label(number),
        kind="contribution",
        group="jca-mv",
        submission=1,
        reference="MV-26-0001",
        meeting="2026-05-13",
        title="On the interoperability of virtual worlds",
        source=("Analytical Engines",),
        title_key="ontheinteroperabilityofvirtualworlds",
        source_key="analyticalengines",
        contacts=(contact(),),
        submitters=("ada@example.org",),
        accepted_at=RECEIVED,
        received_at=RECEIVED,
        counts_from=RECEIVED,
        versions=(Version(0, 0, 1, (file,), RECEIVED),),
    )
    return replace(usual, **changes)
