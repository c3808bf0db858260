"""Supporting files leave the house when a person ticked them, under the number of their document, and never before."""

import csv
import io
import json
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from intake.app import make_home
from intake.cli.main import run_command
from intake.domain.errors import StaleDecisionError, UsageError
from intake.domain.publishing.posting import mark_of
from intake.domain.rulebook import Posting
from intake.pipeline.desk.documents.packing import pack
from intake.pipeline.desk.documents.posting import post, take_off
from intake.pipeline.desk.documents.ticking import post_with, untick
from intake.pipeline.desk.mails.acts import withdraw
from intake.pipeline.line import Line
from tests.line.acts.test_posting import FIRST, GRACE, SECOND, with_mails
from tests.line.acts.test_publishing import MEETING, documents, published
from tests.line.letters_in import mail, paper
from tests.line.meetings.test_meetings import change
from tests.line.trouble.test_scanner import StubScanner
from tests.line.worlds import START, World
from tests.readers.build import archive, members, p
from tests.readers.others import pdf
from tests.readers.test_files import ODS, of_type, ole

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
PDF = pdf([(20, "Digital twins")])
PROGRAM = b"MZ" + bytes(58) + b"\x80\0\0\0" + bytes(64) + b"PE\0\0"
ANNEX, COPY = f"{FIRST}-annex-1.xlsx", f"{FIRST}-copy-1.pdf"


def sheet(cell: str = "3.5") -> bytes:
    """A workbook that Excel opens; the same for the same cell."""
    made = io.BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2026, 4, 1, tzinfo=UTC).replace(tzinfo=None)})
        book.add_worksheet().write_string(0, 0, cell)
    return made.getvalue()


def binary_workbook() -> bytes:
    """What Excel calls .xlsb: its type is the same with macros and without."""
    main = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    return archive({**members(p("x"), main_type=main), "xl/workbook.bin": b"\0"})


SHEET = sheet()


def one(*files: tuple[str, bytes], name: str = "one", title: str = "Rooms") -> bytes:
    """A mail with a paper and files beside it."""
    return mail(name, ("Input.docx", paper(title)), *files)


def sent(world: World, *files: tuple[str, bytes]) -> Line:
    """A line that has numbered a paper with these files beside it."""
    return with_mails(world, one(*files))


def there(folder: Path) -> set[str]:
    return {each.name for each in (folder / "files").iterdir()}


def log_of(line: Line) -> list[tuple[str, str]]:
    with line.store.read() as work:
        return [(each.who, each.why) for each in work.log.listed(what="ticked")]


BOTH = (("Annex A.xlsx", SHEET), ("Input.pdf", PDF))


def test_a_ticked_file_is_published_and_no_other(make_world: Callable[[str], World], tmp_path: Path) -> None:
    """On both databases; the same site is written once, and the second time nothing is made again."""
    world = make_world("one")
    line = sent(world, *BOTH, ("notes.txt", b"Do not publish: call me at +41 22 730 5111."))
    post(line, [FIRST], GRACE)
    assert there(published(line, tmp_path)) == {f"{FIRST}.docx"}
    done = post_with(line, {FIRST: ["Annex A.xlsx"]}, GRACE)
    assert (done.posted.unchanged, done.changed) == ((FIRST,), (ANNEX,))
    assert post_with(line, {FIRST: ["annex a.XLSX"]}, GRACE).unchanged == (ANNEX,)
    folder = published(line, tmp_path)
    assert there(folder) == {f"{FIRST}.docx", ANNEX}
    assert (folder / "files" / ANNEX).read_bytes() == SHEET
    before = {each: each.stat().st_ino for each in folder.resolve().rglob("*") if each.is_file()}
    assert published(line, tmp_path).resolve() == folder.resolve()
    assert {each: each.stat().st_ino for each in folder.resolve().rglob("*") if each.is_file()} == before
    for path in folder.rglob("*"):
        assert not path.is_file() or b"730 5111" not in path.read_bytes()
    assert log_of(line) == [("Grace", f"{ANNEX} is posted with {FIRST}: looked at")]


def test_it_stands_in_every_form_of_the_list(world: World, tmp_path: Path) -> None:
    line = sent(world, *BOTH)
    post_with(line, {FIRST: ["2", "Annex A.xlsx"]}, GRACE)
    folder = published(line, tmp_path)
    for page, words in (("index.html", "Supporting files"), ("fr.html", "Fichiers d’appui")):
        text = (folder / page).read_text()
        assert words in text
        for name in (ANNEX, COPY):
            assert f'<a href="files/{name}">{name}</a>' in text
    assert documents(folder)[0]["supporting"] == [
        {"name": ANNEX, "file": f"files/{ANNEX}", "state": "posted"},
        {"name": COPY, "file": f"files/{COPY}", "state": "posted"},
    ]
    row = next(csv.DictReader(io.StringIO((folder / "documents.csv").read_text("utf-8-sig"))))
    assert row["supporting files"] == f"files/{ANNEX}; files/{COPY}"
    with zipfile.ZipFile(folder / "documents.xlsx") as book:
        assert f"files/{ANNEX}; files/{COPY}".encode() in book.read("xl/sharedStrings.xml")
    with zipfile.ZipFile(folder / "documents.zip") as packed:
        assert packed.namelist() == [f"{FIRST}.docx", ANNEX, COPY]
        assert packed.read(ANNEX) == SHEET
    assert related(folder) == [f"files/{ANNEX}", f"files/{COPY}"]
    with zipfile.ZipFile(io.BytesIO(pack(line, f"jca-mv/{MEETING}").content)) as eve:
        assert eve.namelist()[2:] == [f"{FIRST}.docx", ANNEX, COPY]


def related(folder: Path) -> list[str | None]:
    feed = ET.fromstring((folder / "feed.xml").read_bytes())
    links = feed.iter("{http://www.w3.org/2005/Atom}link")
    return [each.get("href") for each in links if each.get("rel") == "related"]


def updated(folder: Path) -> list[str | None]:
    feed = ET.fromstring((folder / "feed.xml").read_bytes())
    return [each.text for each in feed.iter("{http://www.w3.org/2005/Atom}updated")]


def test_a_file_that_was_taken_off_leaves_its_name(world: World, tmp_path: Path) -> None:
    line = sent(world, *BOTH)
    post_with(line, {FIRST: ["Annex A.xlsx", "Input.pdf"]}, GRACE)
    folder = published(line, tmp_path)
    before = updated(folder)
    world.clock.at += timedelta(hours=1)
    assert untick(line, FIRST, ["Annex A.xlsx"], GRACE).changed == (ANNEX,)
    assert untick(line, FIRST, [ANNEX], GRACE).unchanged == (ANNEX,)
    folder = published(line, tmp_path)
    assert there(folder) == {f"{FIRST}.docx", COPY}
    assert not list((tmp_path / "site").rglob(ANNEX))
    assert f"{ANNEX} (no longer posted)" in (folder / "index.html").read_text()
    assert f"files/{ANNEX}" not in (folder / "index.html").read_text()
    assert {"name": ANNEX, "file": None, "state": "withdrawn"} in documents(folder)[0]["supporting"]
    assert f"{ANNEX} (withdrawn)" in (folder / "documents.csv").read_text("utf-8-sig")
    with zipfile.ZipFile(folder / "documents.zip") as packed:
        assert packed.namelist() == [f"{FIRST}.docx", COPY]
    assert related(folder) == [f"files/{COPY}"]
    assert f"({ANNEX}: withdrawn)" in (folder / "feed.xml").read_text()
    assert updated(folder) != before
    assert log_of(line)[-1] == ("Grace", f"{ANNEX} is no longer posted with {FIRST}: looked at")
    assert post_with(line, {FIRST: ["Annex A.xlsx"]}, GRACE).changed == (ANNEX,)
    assert ANNEX in there(published(line, tmp_path))


def test_what_was_never_posted_leaves_nothing(world: World, tmp_path: Path) -> None:
    line = sent(world, *BOTH)
    post_with(line, {FIRST: ["1"]}, GRACE)
    take_off(line, [FIRST], GRACE)
    untick(line, FIRST, ["1"], GRACE)
    post(line, [FIRST], GRACE)
    assert documents(published(line, tmp_path))[0]["supporting"] == []


@pytest.mark.parametrize("end", [withdraw, lambda line, number, deed: take_off(line, [number], deed)])
def test_files_go_with_their_document(world: World, tmp_path: Path, end: Callable[..., object]) -> None:
    line = sent(world, *BOTH)
    post_with(line, {FIRST: ["Annex A.xlsx"]}, GRACE)
    published(line, tmp_path)
    end(line, FIRST, GRACE)
    folder = published(line, tmp_path)
    assert not list((tmp_path / "site").rglob(ANNEX))
    assert ANNEX not in "".join(each.read_text(errors="ignore") for each in folder.glob("*.[hjcx]*"))


def test_a_revision_has_files_of_its_own(world: World, tmp_path: Path) -> None:
    line = sent(world, ("Annex A.xlsx", SHEET))
    post_with(line, {FIRST: ["Annex A.xlsx"]}, GRACE)
    revised = (f"{FIRST}-Rev1.docx", paper("Rooms", number=f"{FIRST}-Rev1"))
    world.clock.at += timedelta(minutes=5)
    world.server.deliver(mail("rev", revised, ("Annex A.xlsx", sheet("4.5"))), world.clock.at)
    world.run(line)
    post(line, [FIRST], GRACE)
    folder = published(line, tmp_path)
    assert there(folder) == {f"{FIRST}.docx", ANNEX, f"{FIRST}-Rev1.docx"}
    own = f"{FIRST}-Rev1-annex-1.xlsx"
    assert post_with(line, {f"{FIRST}-Rev1": ["Annex A.xlsx"]}, GRACE).changed == (own,)
    folder = published(line, tmp_path)
    assert (folder / "files" / own).read_bytes() == sheet("4.5")
    untick(line, FIRST, [ANNEX], GRACE)
    assert there(published(line, tmp_path)) == {f"{FIRST}.docx", f"{FIRST}-Rev1.docx", own}


def test_what_replaces_a_file_starts_without_a_tick(world: World, tmp_path: Path) -> None:
    line = sent(world, ("Annex A.xlsx", SHEET))
    post_with(line, {FIRST: ["Annex A.xlsx"]}, GRACE)
    take_off(line, [FIRST], GRACE)
    again = mail("again", ("Input.docx", paper("Rooms", text="New.")), ("Annex B.xlsx", sheet("5")))
    world.clock.at += timedelta(minutes=5)
    world.server.deliver(again, world.clock.at)
    world.run(line)
    post(line, [FIRST], GRACE)
    assert there(published(line, tmp_path)) == {f"{FIRST}.docx"}


@pytest.mark.parametrize("posting", ["on-accept", "at-closing"])
def test_the_rulebook_ticks_nothing(world: World, tmp_path: Path, posting: Posting) -> None:
    known = mail("zero", ("Input.docx", paper("Twins")))
    line = with_mails(world, known, one(*BOTH), posting=posting)
    world.run_at(line, START + timedelta(days=2))
    post(line, [FIRST, SECOND], GRACE)
    assert there(published(line, tmp_path)) == {f"{FIRST}.docx", f"{SECOND}.docx"}


HOSTILE = [
    ("../../../etc/passwd", sheet("1"), "annex-1.xlsx"),
    ("Annex\u202excod.exe", pdf([(20, "2")]), "annex-2.pdf"),
    ("\U0001f600 приложение 附件.csv", sheet("3"), "annex-3.xlsx"),
    ("a" * 240 + ".pdf", pdf([(20, "4")]), "annex-4.pdf"),
    ("=HYPERLINK(1).pdf", pdf([(20, "5")]), "annex-5.pdf"),
    ("<script>alert(1)</script>.jpg", PNG, "annex-6.png"),
    ("Ji-won Park +82 42 860 0000.pdf", pdf([(20, "7")]), "annex-7.pdf"),
    ("page.html", b"A table, as plain text.\n1;2\n", "annex-8.txt"),
    ("con.xlsx", ole("Workbook"), "annex-9.xls"),
    ("tables.xlsx", archive({"mimetype": ODS}, stored=True), "annex-10.ods"),
    ("", pdf([(20, "11")]), "annex-11.pdf"),
]


def test_names_are_ours_whatever_a_file_was_called(world: World, tmp_path: Path) -> None:
    line = sent(world, *((name, content) for name, content, _ in HOSTILE))
    for place, (_, content, name) in enumerate(HOSTILE, 1):
        assert post_with(line, {FIRST: [str(place)]}, GRACE).changed == (f"{FIRST}-{name}",)
        assert (published(line, tmp_path) / "files" / f"{FIRST}-{name}").read_bytes() == content
    folder = published(line, tmp_path)
    listed = [each["name"] for each in documents(folder)[0]["supporting"]]
    assert listed == [f"{FIRST}-{name}" for _, _, name in HOSTILE]
    for path in (each for each in folder.glob("*") if each.suffix in (".html", ".json", ".csv", ".xml")):
        for words in ("passwd", "\u202e", "приложение", "aaaa", "HYPERLINK", "alert", "Park", "860", "page.html"):
            assert words not in path.read_text(), path


HARM = [
    (of_type("application/vnd.ms-excel.sheet.macroEnabled.main+xml"), "it has macros"),
    (PROGRAM, "it is a program"),
    (b"<!DOCTYPE html><html><body>hello</body></html>", "it is a web page"),
    (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "it is of a kind that is not published"),
    (mail("inner"), "it is a mail, with the addresses in it"),
    (b"Rar!\x1a\x07\x01\x00" + bytes(40), "it is an archive"),
    (bytes(range(1, 9)) * 40, "it is of a kind that is not published"),
    (b"PK\x03\x04 damaged", "it is an archive"),
    (b"%PDF-1.7 damaged", "it cannot be read"),
    (binary_workbook(), "it is of a kind that is not published"),
]


def test_what_may_do_harm_is_never_published(world: World) -> None:
    """With one of these nothing is posted or ticked."""
    line = sent(world, ("Annex A.xlsx", SHEET), *(("table.xlsx", content) for content, _ in HARM))
    for place, (_, why) in enumerate(HARM, 2):
        with pytest.raises(UsageError, match=f"table.xlsx is not published: {why}"):
            post_with(line, {FIRST: ["Annex A.xlsx", str(place)]}, GRACE)
    with line.store.read() as work:
        (one,) = work.contributions.listed("jca-mv")
        assert (work.ticks.of([one.id]), one.posted_at) == ([], None)


def test_what_a_scanner_finds_is_never_published(world: World) -> None:
    line = sent(world, *BOTH)
    line.scanner = StubScanner(line, sick=SHEET)
    with pytest.raises(UsageError, match=r"the virus scanner found Test\.Virus in it"):
        post_with(line, {FIRST: ["Annex A.xlsx"]}, GRACE)
    line.scanner = StubScanner(line, away="It does not answer.")
    with pytest.raises(UsageError, match=r"the virus scanner did not look into it"):
        post_with(line, {FIRST: ["Annex A.xlsx"]}, GRACE)
    line.scanner = StubScanner(line, sick=b"")
    assert post_with(line, {FIRST: ["Annex A.xlsx"]}, GRACE).changed == (ANNEX,)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Annex B.xlsx", "Annex B.xlsx is not beside JCA-MV-Doc-001. With it came: 1 Annex.xlsx; 2 Annex.xlsx."),
        ("Annex.xlsx", "several files beside JCA-MV-Doc-001 are called so; say 1 or 2."),
        ("input.docx", "input.docx is JCA-MV-Doc-001 itself, which is posted in any case."),
        ("9", "9 is not beside JCA-MV-Doc-001."),
        ("Twins.docx", "Twins.docx is JCA-MV-Doc-002, a document of its own."),
    ],
)
def test_who_names_another_file_hears_which_there_are(world: World, typed: str, said: str) -> None:
    two = ("Annex.xlsx", SHEET), ("Annex.xlsx", sheet("9"))
    line = with_mails(world, mail("one", ("Input.docx", paper("Rooms")), ("Twins.docx", paper("Twins")), *two))
    with pytest.raises(UsageError) as told:
        post_with(line, {FIRST: [typed]}, GRACE)
    assert said in str(told.value)
    with line.store.read() as work:
        assert [each.posted_at for each in work.contributions.listed("jca-mv")] == [None, None]


def test_two_of_one_name_are_told_apart_by_their_places(world: World, tmp_path: Path) -> None:
    """Every document of a mail may take its supporting files, each under its own number."""
    two = ("Annex.xlsx", SHEET), ("Annex.xlsx", sheet("9"))
    line = with_mails(world, mail("one", ("Input.docx", paper("Rooms")), ("Twins.docx", paper("Twins")), *two))
    post_with(line, {FIRST: ["2", "1"]}, GRACE)
    post_with(line, {SECOND: ["2"]}, GRACE)
    folder = published(line, tmp_path)
    assert (folder / "files" / f"{FIRST}-annex-2.xlsx").read_bytes() == sheet("9")
    assert (folder / "files" / f"{FIRST}-annex-1.xlsx").read_bytes() == SHEET
    assert (folder / "files" / f"{SECOND}-annex-2.xlsx").read_bytes() == sheet("9")


def test_files_out_of_an_archive_are_ticked_by_themselves(world: World, tmp_path: Path) -> None:
    packed = archive({"Input.docx": paper("Rooms"), "tables/Annex A.xlsx": SHEET})
    line = with_mails(world, mail("one", ("all.zip", packed)))
    with line.store.read() as work:
        names = [each.name for each in work.contributions.listed("jca-mv")[0].versions[0].files]
    wanted = next(each for each in names if each.endswith("Annex A.xlsx"))
    assert post_with(line, {FIRST: [wanted]}, GRACE).changed == (ANNEX,)
    assert there(published(line, tmp_path)) == {f"{FIRST}.docx", ANNEX}
    with pytest.raises(UsageError, match=r"all\.zip is an archive, whose files can be ticked one by one"):
        post_with(line, {FIRST: ["all.zip"]}, GRACE)


def test_who_is_for_nobody_stays_with_nobody(world: World, tmp_path: Path) -> None:
    line = sent(world, *BOTH)
    post_with(line, {FIRST: ["1"]}, GRACE)
    change(line, lambda book: replace(book, policy=replace(book.policy, audience="none")))
    assert not published(line, tmp_path).exists()


def test_a_new_version_in_between_is_told(world: World) -> None:
    line = sent(world, *BOTH)
    whole = line.reader

    class Slow:
        """While the file is looked into, another mail replaces the document."""

        def read_file(self, content: bytes, name: str) -> object:
            line.reader = whole
            again = mail("again", ("Input.docx", paper("Rooms", text="New.")))
            world.server.deliver(again, world.clock.at)
            world.run(line)
            return whole.read_file(content, name)

    line.reader = Slow()  # type: ignore[assignment]
    with pytest.raises(StaleDecisionError, match="has other files by now"):
        post_with(line, {FIRST: ["Annex A.xlsx"]}, GRACE)
    assert log_of(line) == []


def test_several_are_posted_together_or_not_at_all(world: World) -> None:
    """Each with its files; and none if one of them is not the one that a person saw."""
    two = mail("two", ("Twins.docx", paper("Twins")), ("Annex.xlsx", sheet("9")))
    line = with_mails(world, one(*BOTH), two)
    with line.store.read() as work:
        marks = {each.label: mark_of(each) for each in work.contributions.listed("jca-mv")}
    wanted = {FIRST: ["1"], SECOND: ["Annex.xlsx"]}
    with pytest.raises(StaleDecisionError, match=f"{SECOND} has other files by now"):
        post_with(line, wanted, GRACE, {**marks, SECOND: "0" * 12})
    assert log_of(line) == []
    done = post_with(line, wanted, GRACE, marks)
    assert (done.posted.changed, done.changed) == ((FIRST, SECOND), (ANNEX, f"{SECOND}-annex-1.xlsx"))


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = make_home(tmp_path / "home")
    (tmp_path / "a.eml").write_bytes(one(*BOTH))
    common = ["--home", str(home)]
    run_command(["ingest", str(tmp_path / "a.eml"), "--received", START.isoformat(), *common])
    capsys.readouterr()

    def said(*words: str) -> list[str]:
        assert run_command([*words, *common]) == 0
        return capsys.readouterr().out.splitlines()

    assert f"          with {FIRST}: 1 Annex A.xlsx, supporting, not posted" in said("show", FIRST)
    why = ["--reason", "the tables belong to it"]
    assert said("post", FIRST, "--with", "Annex A.xlsx", "--with", "2", *why) == [
        f"{FIRST}: posted", f"{ANNEX}: posted with it", f"{COPY}: posted with it",
    ]  # fmt: skip
    assert f"          with {FIRST}: 1 Annex A.xlsx, supporting, ticked, posted as {ANNEX}" in said("show", FIRST)
    assert json.loads("".join(said("post", FIRST, "--without", ANNEX, "--json", *why))) == {
        "changed": [], "unchanged": [], "to_review": [], "files": [ANNEX], "files_unchanged": [],
    }  # fmt: skip
    assert said("post", FIRST, "--without", ANNEX, *why) == [f"{ANNEX}: taken off before, nothing changed"]
    row = next(csv.DictReader(said("list", "jca-mv", "--csv")))
    assert (row["state"], row["files"]) == ("posted", COPY)
    for words in (
        ["--with", "1", "--undo"],
        ["--with", "1", "--without", "2"],
        ["--with", "1", SECOND],
        ["--all", "--with", "1"],
    ):
        assert run_command(["post", FIRST, *words, *why, *common]) == 2
        assert "--with and --without go with one number" in capsys.readouterr().err
