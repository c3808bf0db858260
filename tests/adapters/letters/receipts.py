"""Receipts of the days that must work: one for each thing that a sender can hear."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any

from intake.domain.answering.receipt import Receipt, ReceiptFile
from intake.domain.mail import Fact
from intake.domain.verdict import Finding, Reply, Severity
from tests.domain.cases import meant

DEADLINE = datetime(2026, 4, 30, 21, 59, 59, tzinfo=UTC)


def utc(day: int, clock: str, month: int = 4) -> datetime:
    """An instant of spring 2026 in UTC, from "21:50" or "21:50:07"."""
    return datetime.combine(date(2026, month, day), time.fromisoformat(clock), UTC)


def finding(
    check: str, severity: Severity, at: str = "", *, document: int | None = 0, reply: Reply = "all", **facts: Fact
) -> Finding:
    """A finding about the first document, unless `document` says otherwise."""
    return meant(Finding(check, severity, reply, document, at, facts))


def file(name: str, **changed: Any) -> ReceiptFile:  # noqa: ANN401 - a builder takes any field
    """A contribution as sent, accepted, about avatars."""
    ordinary = ReceiptFile(
        name=name,
        role="contribution",
        part=None,
        disposition="accept",
        relation="new",
        number="JCA-MV-Doc-012",
        of=None,
        title="Interoperability of avatars",
        source=("Electronics and Telecommunications Research Institute (ETRI)",),
        kind="contribution",
        size=48_211,
        sha256="a" * 64,
        findings=(),
    )
    return replace(ordinary, **changed)


def receipt(**changed: Any) -> Receipt:  # noqa: ANN401 - a builder takes any field
    """The receipt of a contribution that was registered in time."""
    ordinary = Receipt(
        outcome="registered",
        group="jca-mv",
        acronym="JCA-MV",
        group_name="Joint Coordination Activity on metaverse standardization",
        mailbox="tsbjcamv@itu.int",
        languages=("en",),
        to="delegate@institute.example.kr",
        cc=(),
        in_reply_to="<20260430.1@institute.example.kr>",
        references=("<20260430.1@institute.example.kr>",),
        their_subject="Contribution to JCA-MV",
        reference="MV-26-0417",
        numbers=("JCA-MV-Doc-012",),
        title="Interoperability of avatars",
        received_at=utc(30, "15:30:12"),
        counts_from=utc(30, "15:30:12"),
        received_evidence="internaldate",
        sender_offset=540,
        zone="Europe/Zurich",
        deadline=DEADLINE,
        late_by=0,
        meeting_id="2026-05-13",
        meeting_title="Second meeting of JCA-MV",
        meeting_place="Geneva, Switzerland",
        meeting_first_day="2026-05-13",
        meeting_last_day="2026-05-13",
        files=(file("Input.docx"),),
        findings=(),
        human="Cristina Bueti",
        telephone="+41 22 730 6301",
        template_url="https://www.itu.int/en/ITU-T/jca/mv/",
        home_page="https://www.itu.int/en/ITU-T/jca/mv/",
    )
    return replace(ordinary, **changed)


def _from(at: datetime, **changed: Any) -> Receipt:  # noqa: ANN401 - as receipt()
    return receipt(received_at=at, counts_from=at, **changed)


@dataclass(frozen=True, slots=True)
class Scene:
    """A receipt, when it is written, and until when something can be corrected."""

    receipt: Receipt
    now: datetime
    correct_until: datetime | None = None


_CONTACT = finding("COV-004", "repair", "cover, Contact", name="Shin Park", missing=("organization", "country"))
_SAMPLE = finding("TPL-004", "repair", "cover, Contact", field="contacts", text="<Name>")
_OLD_FORMAT = finding("FIL-001", "hold", "Input.doc", file="Input.doc", filetype="doc")
_LATE = finding(
    "TIM-001", "hold", "time of receipt", late_by=661, deadline="2026-04-30T21:59:59+00:00", zone="Europe/Zurich"
)
_NOT_ON_TEMPLATE = finding(
    "TPL-001", "error", "Avatars.docx", file="Avatars.docx", score=0.25, missing=("source", "contacts")
)

SCENES: dict[str, Scene] = {
    "registered": Scene(receipt(), utc(30, "15:30:20")),
    "registered-parts": Scene(
        receipt(
            cc=("assistant@institute.example.kr",),
            files=(
                file("Input_clean.docx", part="text", findings=(_SAMPLE,)),
                file("Input_marked.docx", role="part", part="marked", relation=None, number=None, findings=(_SAMPLE,)),
                file("Input_clean.pdf", role="companion", disposition=None, relation=None, number=None),
            ),
        ),
        utc(30, "15:30:20"),
    ),
    "registered-several": Scene(
        receipt(
            numbers=("JCA-MV-Doc-012", "JCA-MV-Doc-013"),
            files=(
                file("Avatars.docx", findings=(_CONTACT,)),
                file("Terms.docx", number="JCA-MV-Doc-013", title="Terms for the metaverse"),
                file(
                    "Old.docx",
                    disposition="return",
                    number=None,
                    title=None,
                    findings=(finding("FIL-003", "error", "Old.docx", document=2, file="Old.docx", kind="password"),),
                ),
                file(
                    "Table.xlsx",
                    role="supporting",
                    disposition=None,
                    relation=None,
                    number=None,
                    findings=(
                        finding("FIL-002", "warning", "Table.xlsx", document=3, file="Table.xlsx", reason="unreadable"),
                    ),
                ),
            ),
        ),
        utc(30, "15:30:20"),
        utc(4, "21:59:59", month=5),
    ),
    "corrected": Scene(
        receipt(
            received_at=utc(30, "22:20"),
            counts_from=utc(30, "21:50"),
            corrects="MV-26-0419",
            reference="MV-26-0420",
            numbers=("JCA-MV-Doc-013",),
            files=(file("Avatars.docx", number="JCA-MV-Doc-013", relation="correction"),),
        ),
        utc(30, "22:20:05"),
    ),
    "revised": Scene(
        _from(
            utc(11, "08:12", month=5),
            numbers=("JCA-MV-Doc-012-Rev1",),
            deadline=None,
            files=(
                file(
                    "JCA-MV-Doc-012-Rev1.docx",
                    number="JCA-MV-Doc-012-Rev1",
                    relation="revision",
                    findings=(finding("REV-002", "warning", "time of receipt", number="JCA-MV-Doc-012", revision=1),),
                ),
            ),
        ),
        utc(11, "08:12:09", month=5),
    ),
    "replaced": Scene(
        _from(
            utc(30, "15:37"),
            outcome="replaced",
            files=(file("Input_v2.docx", relation="replacement", of="JCA-MV-Doc-012"),),
        ),
        utc(30, "15:37:04"),
    ),
    "repeated": Scene(
        _from(
            utc(30, "15:40"), outcome="repeated", files=(file("Input.docx", relation="repeat", of="JCA-MV-Doc-012"),)
        ),
        utc(30, "15:40:04"),
    ),
    "returned": Scene(
        _from(
            utc(30, "21:50"),
            outcome="returned",
            numbers=(),
            title="",
            reference="MV-26-0419",
            their_subject="Second contribution from ETRI",
            files=(
                file(
                    "Avatars.docx",
                    disposition="return",
                    number=None,
                    title=None,
                    source=(),
                    findings=(_NOT_ON_TEMPLATE, finding("COV-002", "error", "cover, Title", text="[Title]")),
                ),
            ),
        ),
        utc(30, "21:50:09"),
        utc(1, "21:59:59", month=5),
    ),
    "returned-without-document": Scene(
        _from(
            utc(28, "09:05"),
            outcome="returned",
            numbers=(),
            title="",
            files=(),
            findings=(finding("ENV-001", "error", "mail", document=None, reason="link", hosts=("files.example",)),),
        ),
        utc(28, "09:05:05"),
    ),
    "late": Scene(
        _from(
            utc(30, "22:11"),
            outcome="late",
            late_by=661,
            numbers=(),
            files=(file("Input.docx", disposition="hold", number=None, findings=(_LATE,)),),
        ),
        utc(30, "22:11:04"),
    ),
    "late-closed": Scene(
        _from(
            utc(30, "22:00"),
            outcome="returned",
            late_by=1,
            numbers=(),
            files=(
                file("Input.docx", disposition="return", number=None, findings=(replace(_LATE, severity="error"),)),
            ),
        ),
        utc(30, "22:00:04"),
        utc(1, "21:59:59", month=5),
    ),
    "held": Scene(
        receipt(
            outcome="held",
            numbers=(),
            title="",
            files=(file("Input.doc", disposition="hold", number=None, title=None, findings=(_OLD_FORMAT,)),),
        ),
        utc(30, "15:30:20"),
    ),
    "held-neutral": Scene(
        _from(
            utc(30, "22:00:02"),
            outcome="held",
            numbers=(),
            title="",
            late_by=3,
            received_evidence="first-seen",
            files=(file("Input.docx", disposition="hold", number=None, title=None, source=(), neutral=True),),
        ),
        utc(30, "22:00:20"),
    ),
    "held-liaison": Scene(
        receipt(
            outcome="held",
            numbers=(),
            title="",
            their_subject="Liaison statement on avatars",
            deadline=utc(13, "06:30", month=5),
            files=(
                file(
                    "LS_avatars.pdf",
                    kind="liaison_in",
                    filetype="pdf",
                    disposition="hold",
                    number=None,
                    title="Liaison statement on avatars",
                    source=("IEEE SA",),
                    findings=(finding("FIL-010", "hold", "LS_avatars.pdf", file="LS_avatars.pdf", kind="liaison"),),
                ),
            ),
        ),
        utc(30, "15:30:20"),
    ),
    "registered-presentation": Scene(
        receipt(
            deadline=utc(13, "06:30", month=5),
            files=(
                file(
                    "Avatars.pptx",
                    kind="presentation",
                    filetype="pptx",
                    title="Avatars in ten slides",
                    source=("Ada Lovelace",),
                ),
                file("Avatars.pdf", role="companion", filetype="pdf", disposition=None, relation=None, number=None),
            ),
        ),
        utc(30, "15:30:20"),
    ),
    "registered-agenda": Scene(
        receipt(
            deadline=None, files=(file("Agenda.docx", kind="agenda", title="Draft agenda", source=("Co-chairs",)),)
        ),
        utc(30, "15:30:20"),
    ),
    "registered-archive": Scene(
        receipt(
            files=(
                file("Avatars.zip", role="supporting", opened=True, disposition=None, relation=None, number=None),
                file("Avatars.docx", filetype="docx", archive="Avatars.zip", part="text"),
                file(
                    "Avatars annex.docx",
                    filetype="docx",
                    archive="Avatars.zip",
                    role="part",
                    part="annex",
                    relation=None,
                    number=None,
                ),
                file(
                    "Letter.doc",
                    filetype="doc",
                    archive="Avatars.zip",
                    role="supporting",
                    disposition=None,
                    relation=None,
                    number=None,
                ),
                file(
                    "Slides.pptx",
                    filetype="pptx",
                    kind="presentation",
                    role="supporting",
                    disposition=None,
                    relation=None,
                    number=None,
                ),
            ),
        ),
        utc(30, "15:30:20"),
    ),
    "next": Scene(
        receipt(
            outcome="next",
            group="jca-dcc",
            acronym="JCA-DCC",
            mailbox="tsbjcadcc@itu.int",
            reference="DCC-26-0003",
            numbers=("JCA-DCC-Doc-001",),
            deadline=None,
            meeting_id=None,
            meeting_title="",
            meeting_place="",
            meeting_first_day="",
            meeting_last_day="",
            files=(file("Input.docx", number="JCA-DCC-Doc-001"),),
            also=("JCA-MV",),
            human="",
            home_page="",
            template_url="",
        ),
        utc(30, "15:30:20"),
    ),
    "admitted": Scene(
        _from(
            utc(30, "22:11"),
            outcome="admitted",
            late_by=661,
            numbers=("JCA-MV-Doc-021",),
            files=(file("Input.docx", number="JCA-MV-Doc-021", findings=(replace(_LATE, severity="warning"),)),),
            reason="The co-chairs agreed to take it.",
            actor="Ada",
            received_evidence="given",
        ),
        utc(4, "08:30", month=5),
    ),
    "withdrawn": Scene(
        receipt(outcome="withdrawn", reason="As you asked on 4 May.", actor="Ada"), utc(4, "08:30", month=5)
    ),
    "recorded-as": Scene(
        receipt(
            outcome="corrected",
            title="Interoperability of Avatars",
            files=(file("Avatars.docx", number="JCA-MV-Doc-012", title="Interoperability of Avatars"),),
            actor="Ada",
        ),
        utc(4, "08:30", month=5),
    ),
    "noted": Scene(
        receipt(outcome="noted", numbers=(), title="", files=(), their_subject="Question about the deadline"),
        utc(30, "15:30:20"),
    ),
    "stranger": Scene(
        _from(
            utc(30, "21:59:41"),
            echo=False,
            null_sender=True,
            sender_offset=None,
            human="",
            telephone="",
            title="Win at https://evil.example or www.evil.example, write to eve@evil.example",
            their_subject="https://evil.example",
            files=(
                file(
                    "https://evil.example/a.docx",
                    title="Win at https://evil.example or WWW.evil.example, write to eve@evil.example " + "x" * 300,
                    source=("eve@evil.example\r\nBcc: all@example.org",),
                    findings=(
                        finding("TPL-004", "repair", "cover, Contact", field="contacts", text="www.evil.example"),
                    ),
                ),
            ),
        ),
        utc(30, "22:00:04"),
    ),
}
