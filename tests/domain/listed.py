"""Papers of a meeting for the tests of lists, made by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from intake.domain.deadlines import deadline
from intake.domain.document import Contact, Liaison
from intake.domain.lists.papers import GatheredMeeting, Paper, Placing
from intake.domain.meeting import Calendar, Group, Item, Meeting
from intake.domain.submission import Contribution
from intake.domain.telling.standing import Pending, Standing
from intake.domain.verdict import Finding

AT = datetime(2026, 5, 12, 8, tzinfo=UTC)
CAME = datetime(2026, 4, 28, 15, 30, tzinfo=UTC)
LATE = datetime(2026, 4, 30, 22, 10, 59, tzinfo=UTC)
LONG = (
    "Reference architecture for interoperable metaverse platforms, with a survey of the identity, avatar, asset and "
    "payment layers that eleven organizations have described since 2023, and a proposal for joint work"
)
ARABIC = "مقترح بشأن معمارية مرجعية لمنصات الميتافيرس القابلة للتشغيل البيني"
CHINESE = "关于元宇宙平台互操作性参考架构的提案"
ITEMS = (
    Item("1", "Adoption of the agenda"),
    Item("2", "Contributions and liaison statements", liaison_first=True),
    Item("2.1", "Digital twins"),
    Item("3", "Other business"),
)
GROUP = Group(
    "jca-mv", "JCA-MV", "Joint Coordination Activity", "MV", "Europe/Zurich", ("tsbjcamv@itu.int",),
    secretary="Cristina Bueti", telephone="+41 22 730 6301",
)  # fmt: skip
MEETING = Meeting(
    "2026-05-13", "Second meeting of JCA-MV", date(2026, 5, 13), date(2026, 5, 13), "Europe/Zurich",
    place="Geneva, Switzerland", opens=datetime(2026, 3, 26, tzinfo=UTC),
    deadlines=(deadline("contribution", date(2026, 4, 30), "Europe/Zurich"),), items=ITEMS,
)  # fmt: skip
REPAIR = Finding("COV-003", "repair", "all", 0, "cover, Contact", {"contacts": 0})


def paper(number: int, title: str = "Avatars", source: tuple[str, ...] = ("ETRI",), **said: Any) -> Paper:  # noqa: ANN401 - fields of both
    """A number with this title; fields of the Paper, and those of its Contribution, by name."""
    at = said.pop("received_at", CAME)
    label = f"JCA-MV-Doc-{number:03d}"
    one = Contribution(
        id=number, series="doc", number=number, label=label, kind="contribution", group="jca-mv", submission=number,
        reference=f"MV-26-{number:04d}", meeting="2026-05-13", title=title, source=source, title_key="", source_key="",
        contacts=(Contact("Ji-won Park", tel="+82 42 860 0000", email="delegate@etri.example"),),
        submitters=("delegate@etri.example",), accepted_at=at, received_at=at, counts_from=at,
    )  # fmt: skip
    own = {name: said.pop(name) for name in list(said) if name in Contribution.__dataclass_fields__}
    return Paper(contribution=replace(one, **own), came=at, **said)


def under(item: str, why: Any = None) -> Placing:  # noqa: ANN401 - a word of Why
    """Under an item, proposed where it says why."""
    return Placing(item, why, "" if why else "Grace")


def gathering(*papers: Paper, meeting: Meeting | None = MEETING, **said: Any) -> GatheredMeeting:  # noqa: ANN401 - fields of it
    """All of a meeting."""
    return GatheredMeeting(GROUP, meeting, AT, Calendar("geneva"), papers, **said)


FULL = gathering(
    paper(1, LONG, ("Electronics and Telecommunications Research Institute (ETRI), Republic of Korea",),
          placing=under("2.1"), abstract="It proposes joint work.\nPlease write to delegate@etri.example.",
          outcome="Noted; write to ada@etri.example.", answered_after=65),
    paper(2, ARABIC, ("هيئة الاتصالات والفضاء والتقنية",), placing=under("2", "kind"), received_at=LATE,
          remarks=("admitted",), answered_after=3605),
    paper(3, CHINESE, ("国家无线电监测中心",), placing=under("2", "kind"), revision=2, remarks=("after-call",)),
    paper(4, "LS on digital twins from a.b@ieee.example, Tel: +1 212 555 0100", ("IEEE",), kind="liaison_in",
          placing=under("2", "kind"), liaison=Liaison(for_action=("JCA-MV",), reply_by="1 May 2026")),
    paper(5, "LS on avatars", ("3GPP SA4",), kind="liaison_in", liaison=Liaison(reply_by="30 June 2026")),
    paper(6, "Reply to LS on avatars", ("JCA-MV",), kind="liaison_out", liaison=Liaison(for_action=("3GPP SA4",))),
    paper(7, "Never seen by anybody", withdrawn_at=AT),
    paper(8, "Slides on twins", kind="presentation", speaker="Ji-won Park", placing=under("2.1"), posted_at=CAME),
    paper(9, "Other", repairs=(REPAIR,), accepted_at=AT - timedelta(days=1), joined=True),
    carried=(paper(10, "Too late", meeting=None, received_at=LATE),),
    standing=Standing(
        GROUP, MEETING, AT,
        late=(Pending("MV-26-0011", LATE, "late@cst.example", "A late paper", ("A late paper",), ("CST",)),),
        held=(Pending("MV-26-0012", CAME, "x@y.example", "Slides", ("Held slides",), ("NTT",), name="Ada",
                      kinds=("presentation",)),),
        returned=(Pending("MV-26-0013", CAME, "back@kt.example", "Input", (), (), correct_until=LATE,
                          telephones=("+82 2 000 0000",)),),
    ),
)  # fmt: skip
"""One of each."""
