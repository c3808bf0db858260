"""A series that began by hand: its list is taken whole, once, and the numbers go on from there."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake.adapters.home.listed_files import ListedFiles
from intake.adapters.rulebook.zones import zones_of
from intake.domain.errors import UsageError
from intake.domain.submission import Contribution, Submission
from intake.domain.verdict import Decision, Deed
from intake.pipeline.desk.imports.importing import HandList, Imported, import_documents, look_at_list
from intake.pipeline.desk.mails.acts import correct, withdraw
from intake.pipeline.desk.mails.replay import replay_and_apply, replay_as_now
from intake.pipeline.desk.mails.resending import resend
from intake.pipeline.desk.mails.undoing import undo
from intake.pipeline.documents.stamped import as_sent, stamped
from intake.pipeline.line import Line
from intake.pipeline.showing.account import account
from intake.pipeline.showing.listing import listed
from tests.line.acts.test_foreseeing import everything
from tests.line.letters_in import DELEGATE, mail, paper
from tests.line.test_line import subjects
from tests.line.waits import waits
from tests.line.worlds import World

HEADER = "number,title,source,submitter,received,files"
ADA = Deed("Ada", "the series began by hand")
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
TITLES = {1: "Digital twins", 2: "Avatars", 4: "Haptics", 6: "Identity", 7: "Spatial audio", 8: "Safety"}
RECORDED = "[JCA-MV] Recorded as: JCA-MV-Doc-002 - Avatars and more"
MakeWorld = Callable[[str], World]


def number(n: int) -> str:
    return f"JCA-MV-Doc-{n:03d}"


def row(n: int, title: str, *, rev: str = "", received: str = "2026-04-10 10:05") -> str:
    return f"{number(n)}{rev},{title},ETRI,Ada <ada@etri.example>,{received},{number(n)}{rev}.docx"


SERIES = [*(row(n, title) for n, title in TITLES.items()), row(7, "Spatial audio", rev="-Rev1")]


@dataclass
class Desk:
    """A world with a folder of files by hand, and a line that works on it."""

    world: World
    line: Line = field(init=False)

    def __post_init__(self) -> None:
        self.line = self.world.start()
        self.files = self.world.folder / "by-hand"
        self.files.mkdir()
        for n, title in TITLES.items():
            self.put(f"{number(n)}.docx", paper(title))
        self.put(f"{number(7)}-Rev1.docx", paper("Spatial audio", text="Revised."))

    def put(self, name: str, content: bytes) -> Path:
        (self.files / name).write_bytes(content)
        return self.files / name

    def take(self, *rows: str, meeting: str | None = None, header: str = HEADER) -> Imported:
        content = "\r\n".join((header, *rows, "")).encode()
        given = HandList("LIST.csv", content, "jca-mv", meeting)
        return import_documents(self.line, given, ListedFiles(self.files, 1_000_000), ADA)

    def mailed(self, raw: bytes) -> str:
        """The subject of the answer to this mail."""
        self.world.server.deliver(raw, self.world.clock.now())
        self.world.run(self.line)
        return subjects(self.world)[-1]

    def contributions(self) -> dict[str, Contribution]:
        with self.line.store.read() as work:
            return {one.label: one for one in work.contributions.listed("jca-mv")}

    def submission(self, name: str) -> tuple[Submission, list[Decision]]:
        with self.line.store.read() as work:
            found = work.submissions.find(name)
            assert found is not None
            return found, work.submissions.decisions(found.id)


@pytest.fixture
def desk(make_world: MakeWorld) -> Desk:
    return Desk(make_world("home"))


@pytest.fixture
def here(world: World) -> Desk:
    """A desk on SQLite alone, where the database makes no difference."""
    return Desk(world)


def told(error: pytest.ExceptionInfo[UsageError]) -> list[str]:
    """The faults, a line each, behind the sentence that nothing was changed."""
    first, *rest = str(error.value).split("\n")
    assert first == "LIST.csv was not taken; nothing was changed."
    return [one.strip() for one in rest]


def test_a_list_is_looked_at_before_it_is_taken(here: Desk) -> None:
    """A list is not undone, so what it would record is seen first: all as it would be, and nothing of it stays."""
    before = everything(here.world)
    given = HandList("LIST.csv", "\r\n".join((HEADER, *SERIES, "")).encode(), "jca-mv", None)
    imported, documents = look_at_list(here.line, given, ListedFiles(here.files, 1_000_000), ADA)
    assert everything(here.world) == before
    assert imported == here.take(*SERIES)
    there = here.contributions()
    assert [(one.label, one.title, one.received_at) for one in documents] == [
        (one.label, there[one.label].title, there[one.label].received_at) for one in documents
    ]
    assert [one.label for one in documents][-2:] == ["JCA-MV-Doc-007", number(8)]


def test_a_list_that_was_taken_is_not_undone(here: Desk) -> None:
    here.take(*SERIES)
    found, _ = here.submission(number(1))
    with pytest.raises(UsageError, match="a list tells what was registered elsewhere"):
        undo(here.line, found.reference, ADA)


def test_a_series_that_began_by_hand_goes_on(desk: Desk) -> None:
    imported = desk.take(*SERIES)
    assert imported.taken == (*map(number, (1, 2, 4, 6, 7)), "JCA-MV-Doc-007-Rev1", number(8))
    (counted,) = imported.series
    assert (counted.missing, counted.next) == (((3, 3), (5, 5)), 9)
    desk.world.run(desk.line)
    assert desk.world.sink.sent == []
    assert list(desk.contributions()) == [number(n) for n in TITLES]
    seven = desk.contributions()[number(7)]
    assert (seven.revision, [one.revision for one in seven.versions]) == (1, [0, 1])
    assert seven.submitters == ("ada@etri.example", DELEGATE)
    assert seven.received_at == datetime(2026, 4, 10, 8, 5, tzinfo=UTC)
    new = desk.mailed(mail("new", ("Input.docx", paper("Something new"))))
    assert new == "[JCA-MV] Registered: JCA-MV-Doc-009 - Something new"


def test_missing_numbers_that_follow_each_other_are_one_run(here: Desk) -> None:
    (counted,) = here.take(SERIES[0], row(8, "Safety")).series
    assert counted.missing == ((2, 7),)


def test_the_list_again_changes_nothing(desk: Desk) -> None:
    first = desk.take(*SERIES)
    before = desk.contributions()
    again = desk.take(*reversed(SERIES))
    assert (again.taken, again.known, again.series) == ((), 7, first.series)
    assert desk.contributions() == before
    correct(desk.line, number(2), ADA, title="Avatars and more", source=None)
    assert desk.take(*SERIES).known == 7
    assert desk.contributions()[number(2)].title == "Avatars and more"


def test_a_longer_list_adds_what_is_new(desk: Desk) -> None:
    desk.take(*SERIES[:2])
    later = desk.take(*SERIES)
    assert (later.taken[0], len(later.taken), later.known) == (number(4), 5, 2)
    desk.put(f"{number(3)}.docx", paper("Found again"))
    found = desk.take(*SERIES, row(3, "Found again"))
    assert (found.taken, found.series[0].missing, found.series[0].next) == ((number(3),), ((5, 5),), 9)


def test_a_mailed_revision_by_its_submitter_is_the_next(desk: Desk) -> None:
    desk.take(*SERIES)
    revised = mail("rev", ("JCA-MV-Doc-007-Rev2.docx", paper("Spatial audio", text="More.")), sender="ada@etri.example")
    assert desk.mailed(revised) == "[JCA-MV] Registered: JCA-MV-Doc-007-Rev2 - Spatial audio"
    by_contact = mail("rev3", ("JCA-MV-Doc-007-Rev3.docx", paper("Spatial audio", text="Most.")))
    assert desk.mailed(by_contact) == "[JCA-MV] Registered: JCA-MV-Doc-007-Rev3 - Spatial audio"
    foreign = mail("rev4", ("JCA-MV-Doc-007-Rev4.docx", paper("Spatial audio", text="No.")), sender="eve@else.example")
    assert desk.mailed(foreign) == "[JCA-MV] Received, the secretariat will reply"


def test_the_same_file_by_mail_is_a_repeat(desk: Desk) -> None:
    desk.take(*SERIES)
    again = mail("again", ("Input.docx", paper("Haptics")))
    assert desk.mailed(again) == "[JCA-MV] Already registered: JCA-MV-Doc-004"


def test_what_was_taken_is_shown_as_any_other(here: Desk) -> None:
    here.take(*SERIES)
    here.world.run(here.line)
    submission, (decision,) = here.submission("JCA-MV-Doc-007-Rev1")
    assert (submission.source, submission.state, submission.disposition) == ("import:LIST.csv", "decided", "accept")
    assert (submission.received_evidence, submission.sender) == ("given", "ada@etri.example")
    assert (decision.actor, decision.act, decision.reason) == ("Ada", "import", ADA.reason)
    assert [one.number for one in decision.verdict.documents] == [number(7)]
    assert as_sent(here.line, "JCA-MV-Doc-007").content == paper("Spatial audio", text="Revised.")
    assert as_sent(here.line, number(1)).name == "JCA-MV-Doc-001-original.docx"
    assert stamped(here.line, "JCA-MV-Doc-007-Rev1").name == "JCA-MV-Doc-007-Rev1.docx"
    with here.line.store.read() as work:
        active = work.rulebooks.active("jca-mv")
        assert active is not None
        rows = [one.cells() for one in listed(work, "jca-mv", zones_of(active[1]))]
        card = work.cards.of([submission.id])[submission.id]
        (line,) = work.log.listed(submission=submission.id, what="imported")
        assert work.log.verify() is None
        assert work.submissions.open() == []
        assert all(one["adds_up"] for one in account(work.deliveries.account_of()))
    assert rows[4] == (number(7), "Rev1", "Spatial audio", "ETRI", "contribution", "2026-04-10 10:05", "registered")
    assert (card.titles, card.numbers, card.sender) == (
        ("Spatial audio",), ("JCA-MV-Doc-007-Rev1",), "ada@etri.example"
    )  # fmt: skip
    assert line.why == "It was registered by hand before; taken from LIST.csv, line 8."
    assert (line.who, line.facts["number"]) == ("Ada", "JCA-MV-Doc-007-Rev1")


def test_it_can_be_judged_again_and_keeps_its_number(here: Desk) -> None:
    here.take(*SERIES)
    here.world.run(here.line)
    assert replay_as_now(here.line, number(2)).again.disposition == "accept"
    decision = replay_and_apply(here.line, number(2), ADA)
    assert decision.verdict.numbers == (number(2),)
    assert here.contributions()[number(2)].versions[0].files[0].name == f"{number(2)}.docx"


def test_a_later_act_is_answered_as_any_other(here: Desk) -> None:
    here.take(*SERIES)
    withdraw(here.line, number(2), ADA)
    here.world.run(here.line)
    assert subjects(here.world) == ["[JCA-MV] Withdrawn: JCA-MV-Doc-002"]
    assert here.world.sink.sent[0].recipients == ("ada@etri.example",)


@pytest.mark.parametrize(
    ("submitter", "letters", "state"),
    [
        pytest.param("Ada <ada@etri.example>", [RECORDED], "paid", id="address"),
        pytest.param("Ada", [], "withheld", id="name-alone"),
    ],
)
def test_a_correction_is_told_to_whom_the_list_names(
    here: Desk, submitter: str, letters: list[str], state: str
) -> None:
    here.take(row(2, "Avatars").replace("Ada <ada@etri.example>", submitter))
    correct(here.line, number(2), replace(ADA, tells=True), title="Avatars and more", source=None)
    here.world.run(here.line)
    assert subjects(here.world) == letters
    with here.line.store.read() as work:
        ((debt, _),) = work.debts.receipts(here.submission(number(2))[0].id)
    assert debt.state == state


def test_a_letter_that_nothing_can_send_waits_for_a_person_until_it_can(here: Desk) -> None:
    here.take(row(2, "Avatars"))
    smtp = here.line.senders.pop("smtp")
    correct(here.line, number(2), replace(ADA, tells=True), title="Avatars and more", source=None)
    here.world.run(here.line)
    (one,) = waits(here.line)
    assert one.reason == "No receipt was sent: intake.toml has no [smtp], by which it would be sent."
    assert one.command == f"resend {one.submission.reference} --reason WHY"
    with pytest.raises(UsageError, match=r"intake\.toml has no \[smtp\], by which it would be sent; add that table"):
        resend(here.line, one.submission.reference, ADA)
    here.line.senders["smtp"] = smtp
    resend(here.line, one.submission.reference, ADA)
    here.world.run(here.line)
    assert subjects(here.world) == [RECORDED]
    assert waits(here.line) == []


def test_several_sources_submitters_and_files(here: Desk) -> None:
    here.put("slides.pdf", PDF)
    here.put("JCA-MV-Doc-001.pdf", PDF + b"%")
    row = '1;Digital twins;"ETRI; KT";"Ada; bo@kt.example";2026-04-10T10:05+02:00;"JCA-MV-Doc-001.docx; slides.pdf"'
    here.take(row, header=HEADER.replace(",", ";"))
    one = here.contributions()[number(1)]
    assert one.source == ("ETRI", "KT")
    assert one.submitters == ("bo@kt.example", DELEGATE)
    assert [(file.name, file.role) for file in one.versions[0].files] == [
        ("JCA-MV-Doc-001.docx", "contribution"),
        ("slides.pdf", "supporting"),
    ]


def test_what_has_no_cover_of_ours_takes_the_words_of_the_list(here: Desk) -> None:
    here.put("scan.pdf", PDF)
    here.take("3,A paper that was scanned,KT,,2026-04-10,scan.pdf")
    one = here.contributions()[number(3)]
    assert (one.title, one.source, one.submitters) == ("A paper that was scanned", ("KT",), ())
    assert here.submission(number(3))[0].sender == ""
    _, (decision,) = here.submission(number(3))
    assert decision.verdict.documents[0].document.cover.title == "A paper that was scanned"


@pytest.mark.parametrize(
    ("rows", "revisions"),
    [
        pytest.param([row(7, "Spatial audio", rev="-Rev1")], [1], id="only-its-revision"),
        pytest.param([row(7, "Spatial audio", rev="-Rev1"), row(7, "Spatial audio")], [0, 1], id="in-any-order"),
    ],
)
def test_a_revision_stands_under_the_number_of_its_document(here: Desk, rows: list[str], revisions: list[int]) -> None:
    here.take(*rows)
    (one,) = here.contributions().values()
    assert (one.label, one.revision, [each.revision for each in one.versions]) == (number(7), 1, revisions)
    assert as_sent(here.line, number(7)).content == paper("Spatial audio", text="Revised.")


@pytest.mark.parametrize(
    ("meeting", "recorded"),
    [(None, "2026-05"), ("next", None)],
)
def test_the_meeting_is_the_one_that_is_named_or_was_ahead(
    here: Desk, meeting: str | None, recorded: str | None
) -> None:
    here.take(row(1, "Digital twins"), meeting=meeting)
    with here.line.store.read() as work:
        ahead = here.line.rulebook(work, "jca-mv").meetings[0].id
    assert here.contributions()[number(1)].meeting == (ahead if recorded else None)


BAD: list[tuple[str, list[str], str]] = [
    ("other-group", ["JCA-DCC-Doc-001,T,S,,2026-04-10,JCA-MV-Doc-001.docx"],
     "line 2, number: JCA-DCC-Doc-001 is no number of JCA-MV; numbers of JCA-MV are written as JCA-MV-Doc-001."),
    ("no-number", [",T,S,,2026-04-10,JCA-MV-Doc-001.docx"],
     "line 2, number: there is no number; numbers of JCA-MV are written as JCA-MV-Doc-001."),
    ("twice", ["001,T,S,,2026-04-10,JCA-MV-Doc-001.docx", "Doc. 1,T,S,,2026-04-10,JCA-MV-Doc-002.docx"],
     "line 3, number: JCA-MV-Doc-001 stands in line 2 already; leave one of the two lines out, or name its revision."),
    ("which", ["JCA-MV-Doc-001-Rev,T,S,,2026-04-10,JCA-MV-Doc-001.docx"],
     "line 2, number: JCA-MV-Doc-001-Rev does not say which revision it is; write JCA-MV-Doc-001-Rev1, for example."),
    ("alone", ["JCA-MV-Doc-001-Cor1,T,S,,2026-04-10,JCA-MV-Doc-001.docx"],
     "line 2, number: there is no JCA-MV-Doc-001 to which JCA-MV-Doc-001-Cor1 belongs; add the line of that document."),
    ("title", ["1, ,S,,2026-04-10,JCA-MV-Doc-001.docx"],
     "line 2, title: there is no title; write the title that is recorded."),
    ("time", ["1,T,S,,10/04/2026,JCA-MV-Doc-001.docx"],
     ("line 2, received: 10/04/2026 is no time; write it as 2026-04-28 17:05 in Europe/Zurich time, or with an offset: "
     "2026-04-28T17:05+02:00.")),
    ("clocks", ["1,T,S,,2026-03-29 02:30,JCA-MV-Doc-001.docx"],
     ("line 2, received: 2026-03-29 02:30:00 does not exist in Europe/Zurich, where the clocks change then; write it "
     "as 2026-04-28 17:05 in Europe/Zurich time, or with an offset: 2026-04-28T17:05+02:00.")),
    ("future", ["1,T,S,,2026-12-01,JCA-MV-Doc-001.docx"],
     "line 2, received: 2026-12-01 is still to come; write when it was received."),
    ("address", ["1,T,S,ada@,2026-04-10,JCA-MV-Doc-001.docx"],
     ("line 2, submitter: ada@ is no mail address; write name@example.org or Name <name@example.org>, or the name "
      "alone.")),
    ("no-file", ["1,T,S,,2026-04-10,"],
     "line 2, files: no file is named; name the file, as it is called in the folder."),
    ("unknown", ["1,T,S,,2026-04-10,gone.docx"],
     "line 2, files: there is no file gone.docx in FILES; look at its name, or put it there."),
    ("outside", ["1,T,S,,2026-04-10,../secret.docx"],
     "line 2, files: ../secret.docx lies outside FILES; put it into that folder."),
    ("link", ["1,T,S,,2026-04-10,link.docx"],
     "line 2, files: link.docx lies outside FILES; put it into that folder."),
    ("large", ["1,T,S,,2026-04-10,large.docx"],
     "line 2, files: large.docx is larger than 1 MB; make it smaller, or raise max_document_mb in intake.toml."),
    ("cells", ["1,A title, with a comma,S,,2026-04-10,JCA-MV-Doc-001.docx"],
     ("line 2: there are more cells than columns; put quotes around a cell in which the mark that parts the cells "
     "stands.")),
    ("quotes", ['1,"T,S,,2026-04-10,JCA-MV-Doc-001.docx'],
     "line 2: the line cannot be read (unexpected end of data); look at its quotes."),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "fault"), [pytest.param(rows, fault, id=name) for name, rows, fault in BAD])
def test_a_fault_is_told_with_its_place_and_remedy(here: Desk, rows: list[str], fault: str) -> None:
    (here.files.parent / "secret.docx").write_bytes(paper())
    (here.files / "link.docx").symlink_to(here.files.parent / "secret.docx")
    here.put("large.docx", bytes(1_000_001))
    with pytest.raises(UsageError) as error:
        here.take(*rows)
    assert fault.replace("FILES", str(here.files.resolve())) in told(error)
    assert here.contributions() == {}


class Vanishing(ListedFiles):
    """A folder from which every file is gone once it was read."""

    def read(self, name: str) -> bytes:
        content = super().read(name)
        self._found(name).unlink()
        return content


def test_each_file_that_vanishes_while_the_list_is_taken_is_told(here: Desk) -> None:
    content = "\r\n".join((HEADER, row(1, "Digital twins"), row(2, "Avatars"), "")).encode()
    with pytest.raises(UsageError) as error:
        import_documents(here.line, HandList("LIST.csv", content, "jca-mv"), Vanishing(here.files, 1_000_000), ADA)
    gone = f"there is no file NAME in {here.files.resolve()}; look at its name, or put it there."
    assert told(error) == [
        f"line {line}, files: {gone.replace('NAME', f'{number(n)}.docx')}" for line, n in ((2, 1), (3, 2))
    ]
    assert here.contributions() == {}


def test_all_faults_are_told_at_once_and_nothing_is_written(desk: Desk) -> None:
    given = desk.mailed(mail("one", ("Input.docx", paper("Ours"))))
    assert given == "[JCA-MV] Registered: JCA-MV-Doc-001 - Ours"
    with pytest.raises(UsageError) as error:
        desk.take(row(2, "Avatars"), row(1, "Digital twins"), row(4, " "), "5,T,S,,soon,gone.docx")
    assert [one.partition(";")[0] for one in told(error)] == [
        "line 3, number: JCA-MV-Doc-001 was given already, to MV-26-0001",
        "line 4, title: there is no title",
        "line 5, received: soon is no time",
    ]
    assert list(desk.contributions()) == [number(1)]
    new = desk.mailed(mail("two", ("Input.docx", paper("Ours too"))))
    assert new == "[JCA-MV] Registered: JCA-MV-Doc-002 - Ours too"


@pytest.mark.parametrize(
    ("again", "fault"),
    [
        pytest.param(row(2, "Another title"), "JCA-MV-Doc-002 was taken before from a list that said something else",
                     id="title"),
        pytest.param(row(2, "Avatars", received="2026-04-11"), "JCA-MV-Doc-002 was taken before", id="received"),
        pytest.param(row(2, "Avatars").replace("002.docx", "004.docx"), "JCA-MV-Doc-002 was taken before", id="file"),
    ],
)  # fmt: skip
def test_a_list_that_contradicts_what_is_there_is_refused(here: Desk, again: str, fault: str) -> None:
    here.take(*SERIES)
    before = here.contributions()
    with pytest.raises(UsageError) as error:
        here.take(SERIES[0], again)
    (one,) = told(error)
    assert one.startswith(f"line 3, number: {fault}")
    assert here.contributions() == before


def test_a_meeting_that_contradicts_what_is_there_is_refused(here: Desk) -> None:
    here.take(SERIES[0])
    with pytest.raises(UsageError) as error:
        here.take(SERIES[0], meeting="next")
    assert told(error)[0].startswith("line 2, number: JCA-MV-Doc-001 is recorded for the meeting ")
    with pytest.raises(UsageError, match="2031: there is no such meeting of jca-mv"):
        here.take(SERIES[0], meeting="2031")


def test_an_older_revision_than_the_one_that_is_there_is_refused(here: Desk) -> None:
    here.put(f"{number(7)}-Rev2.docx", paper("Spatial audio", text="Second."))
    here.take(row(7, "Spatial audio"), row(7, "Spatial audio", rev="-Rev2"))
    with pytest.raises(UsageError) as error:
        here.take(row(7, "Spatial audio", rev="-Rev1"))
    assert told(error) == [
        (
            "line 2, number: JCA-MV-Doc-007-Rev2 is there already, which is newer than JCA-MV-Doc-007-Rev1; "
            "leave this line out."
        )
    ]


@pytest.mark.parametrize("named", ["import.stored", "import.before-commit"])
def test_a_run_that_is_stopped_writes_nothing_and_the_next_takes_all(world: World, named: str) -> None:
    desk = Desk(world)

    def stop(step: str) -> None:
        if step == named:
            raise KeyboardInterrupt

    stopped, desk.line = desk.line, world.start(step=stop)
    with pytest.raises(KeyboardInterrupt):
        desk.take(*SERIES)
    desk.line = stopped
    assert desk.contributions() == {}
    assert len(desk.take(*SERIES).taken) == 7
