"""What a contributor or a chair sees of `intake check`: the outcome, the cover, the findings; nothing that harms."""

import json
import os
import pty
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rich.text import Text

from intake.adapters.words.catalogs import Catalogs
from intake.adapters.words.sentences import Sentences
from intake.cli.main import run_command
from intake.cli.printing.terminal import console, kept_together, show
from intake.demo.papers import AuthoredPaper, fill
from intake.domain.document import Contact
from intake.domain.mail import Fact
from intake.domain.verdict import Finding
from intake.ports import ReaderFailedError, ReaderResult
from intake.readers.process import keeper, process
from intake.shipped import shipped_templates
from tests.line.letters_in import RTF, mail, other_paper, paper
from tests.readers.build import contribution
from tests.readers.others import pdf, pptx, slide
from tests.readers.samples import filled

Check = Callable[..., tuple[int, str]]
CATALOGS = Catalogs(shipped_templates() / "locale")
DCC = "Joint Coordination Activity on digital COVID-19 certificates (JCA-DCC)"


def incomplete(title: str = "A title") -> bytes:
    """A paper whose contact has no address: something that the secretariat completes."""
    template = (shipped_templates() / "docx" / "jca-contribution.docx").read_bytes()
    contact = Contact("Ji-won Park", "ETRI", "Korea (Rep. of)", None, None, None)
    body = ("Text.", "Discussion.", "It is proposed to agree.")
    return fill(
        template,
        AuthoredPaper(
            title=title,
            source="ETRI",
            contacts=(contact,),
            group=DCC,
            keywords="twins",
            abstract="It proposes something.",
            body=body,
            spare_contact=False,
        ),
    )


FILES: dict[str, Callable[[], bytes]] = {
    "Input.docx": paper,
    "incomplete.docx": incomplete,
    "untitled.docx": lambda: incomplete(title=""),
    "minutes.docx": other_paper,
    "old.rtf": lambda: RTF,
    "damaged.docx": lambda: paper()[:3000],
}


@pytest.fixture(scope="module")
def reader() -> Iterator[keeper.ReaderKeeper]:
    """One reader for all these tests: starting one costs most of a check."""
    shared = keeper.ReaderKeeper()
    yield shared
    shared.close()


class SharedReader:
    """The reader of these tests in place of one for each command."""

    def __init__(self, shared: keeper.ReaderKeeper) -> None:
        self.use, self.read_file = shared.use, shared.read_file

    def close(self) -> None:
        """The next command uses it too."""


@pytest.fixture
def check(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    reader: keeper.ReaderKeeper,
) -> Check:
    """Check files in a folder that is no home; a name from FILES is written first. Exit code and what was printed."""
    monkeypatch.setattr("intake.app.checking.ReaderKeeper", lambda: SharedReader(reader))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("INTAKE_HOME", raising=False)

    def check(*words: str) -> tuple[int, str]:
        for word in words:
            if word in FILES:
                Path(word).write_bytes(FILES[word]())
        code = run_command(["check", *words])
        shown = capsys.readouterr()
        return code, shown.out + shown.err

    return check


def objects(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize(
    ("file", "key", "code"),
    [
        pytest.param("Input.docx", "accept", 0, id="registered"),
        pytest.param("incomplete.docx", "repair", 0, id="completed"),
        pytest.param("minutes.docx", "return", 1, id="returned"),
        pytest.param("old.rtf", "hold", 1, id="held"),
        pytest.param("damaged.docx", "return", 1, id="damaged"),
        pytest.param("missing.docx", "unread", 1, id="not-there"),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_outcome_comes_first_in_one_sentence(check: Check, file: str, key: str, code: int, language: str) -> None:
    got, text = check(file, "--lang", language)
    name, sentence, *_ = text.splitlines()
    before, _, after = CATALOGS.raw(f"check.{key}", language).partition("{count}")
    assert (got, name) == (code, file)
    assert sentence.startswith(before)
    assert sentence.endswith(after)
    assert (key in ("repair", "return")) == any(one.isnumeric() for one in sentence.removeprefix(before))


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            [
                "This document would be registered.",
                "Checked for JCA-MV, Joint Coordination Activity on metaverse standardization.",
                "Title              Digital twins for metaverse standards",
                "Source             ETRI",
                "Contact            Ji-won Park, ETRI, Korea (Rep. of)",
                "                   telephone: +82 42 860 0000",
                "Abstract           It proposes something.",
                "On the template jca-contribution, match 100%.",
            ],
        ),
        (
            "fr",
            [
                "Ce document serait enregistré.",
                "Titre               Digital twins for metaverse standards",
                "Résumé              It proposes something.",
                "Sur le modèle jca-contribution, concordance 100\xa0%.",
            ],
        ),
        ("ar", ["Digital twins for metaverse standards", "It proposes something.", "ETRI", "jca-contribution"]),
    ],
)
def test_the_cover_is_shown_as_it_was_read(check: Check, language: str, told: list[str]) -> None:
    _, text = check("Input.docx", "--lang", language)
    assert [one for one in told if one not in text.replace("\u202f", "\xa0")] == []


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        pytest.param(
            "liaison.docx",
            lambda: filled("en", "L4"),
            ["For action to       ITU-T SG17", "Deadline for the", "is a liaison statement"],
            id="liaison",
        ),
        pytest.param(
            "talk.pptx",
            lambda: pptx(slide(("title", "On avatars", 0))),
            ["What we see in the file\n  Title  On avatars", "is a presentation"],
            id="slides",
        ),
        pytest.param(
            "letter.pdf",
            lambda: pdf([(20, "On the use"), (20, "of avatars"), (9, "a text")]),
            ["What we see in the file\n  Title  On the use of avatars", "is a PDF"],
            id="pdf",
        ),
    ],
)
def test_what_is_seen_in_other_files_is_shown_too(
    check: Check, tmp_path: Path, file: str, content: Callable[[], bytes], told: list[str]
) -> None:
    (tmp_path / file).write_bytes(content())
    code, text = check(file)
    assert code == 1
    assert [one for one in told if one not in text] == []


def test_findings_stand_under_their_severity_gravest_first_with_place_and_remedy(check: Check) -> None:
    _, text = check("untitled.docx")
    keys = ("check.error", "check.repairs")
    headings = [text.index(CATALOGS.raw(key, "en")) for key in keys]
    assert headings == sorted(headings)
    errors = text[headings[0] : headings[1]]
    assert "COV-002  There is no title in the field “Title” on the cover." in errors
    assert "         Please write the title of your document there." in errors
    assert "COV-003" in text[headings[1] :]


def test_a_paper_that_is_not_on_the_template_hears_of_that_alone(check: Check) -> None:
    _, text = check("minutes.docx", "--group", "jca-mv")
    assert "Points to correct: 1." in text
    assert [one for one in text.splitlines() if "COV-" in one] == []
    (told,) = objects(check("minutes.docx", "--group", "jca-mv", "--json")[1])
    assert {"TPL-001", "COV-001", "COV-002"} <= {one["id"] for one in told["findings"]}


def test_of_a_file_that_does_not_open_nothing_is_said_but_that(check: Check) -> None:
    _, text = check("damaged.docx")
    assert [one for one in text.splitlines() if CATALOGS.raw("check.template", "en") == one] == []
    assert "FIL-002  We cannot open the file damaged.docx" in text


def test_no_group_is_asked_for_on_the_cover_where_we_have_guessed_it(check: Check, tmp_path: Path) -> None:
    (tmp_path / "empty.docx").write_bytes((shipped_templates() / "docx" / "jca-contribution.docx").read_bytes())
    assert "COV-005" not in check("empty.docx")[1]
    assert "COV-005" in check("empty.docx", "--group", "jca-mv")[1]


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        (("Source:", "Title:", "Contact:", "Keywords:", "Abstract:"), "The cover is empty."),
        (("Name:", "Street:", "Town:"), "We found no cover to read."),
    ],
)
def test_no_cover_and_a_match_are_never_told_together(
    check: Check, tmp_path: Path, labels: tuple[str, ...], told: str
) -> None:
    (tmp_path / "bare.docx").write_bytes(contribution([(one, "") for one in labels]))
    out = check("bare.docx")[1]
    assert told in out
    assert ("match" in out) is ("We found no cover" not in out)


def test_a_document_for_another_group_is_told_so(check: Check, tmp_path: Path) -> None:
    code, text = check("Input.docx", "--group", "jca-dcc")
    assert (code, "names JCA-MV" in " ".join(text.split())) == (1, True)
    template = (shipped_templates() / "docx" / "jca-contribution.docx").read_bytes()
    (tmp_path / "wrong.docx").write_bytes(
        fill(template, AuthoredPaper(title="On twins", source="ETRI", group="JCA-MW"))
    )
    flat = " ".join(check("wrong.docx")[1].split())
    assert "The document names none of our groups." in flat
    assert "We read “JCA-MW”" in flat


def test_a_file_without_a_number_is_told_what_it_was_taken_for(check: Check, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as pack:
        pack.writestr("Input.docx", paper())
        pack.writestr("annex.docx", other_paper())
        pack.writestr("Input.pdf", pdf([(20, "On avatars")]))
    flat = " ".join(check("pack.zip")[1].split())
    assert "annex.docx: not on the template of the group, kept with the document as a supporting file" in flat
    assert "Input.pdf: a copy of the document in another format" in flat


def test_a_place_is_told_once(check: Check) -> None:
    _, text = check("incomplete.docx")
    assert [one for one in text.splitlines() if one.strip().startswith("(")] == []


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_it_fits_the_terminal(check: Check, monkeypatch: pytest.MonkeyPatch, columns: int, language: str) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    _, text = check("Input.docx", "minutes.docx", "old.rtf", "--lang", language)
    assert max(map(cell_len, text.splitlines())) <= columns
    assert "\x1b" not in text
    assert all(line == line.rstrip() for line in text.splitlines())


HOSTILE = "Title \u009b2J \u202egpj.exe [bold red]red[/bold red] [link=file:///etc/passwd]x[/link] :bomb: {count}"


def test_a_hostile_cover_moves_nothing_and_is_no_markup(check: Check, tmp_path: Path) -> None:
    (tmp_path / "hostile.docx").write_bytes(paper(HOSTILE, source="\u2066[/]\u0085ETRI"))
    code, text = check("hostile.docx")
    assert code == 0
    assert [one for one in text if not one.isprintable() and one != "\n"] == []
    flat = " ".join(text.split())
    assert "[bold red]red[/bold red] [link=file:///etc/passwd]x[/link] :bomb: {count}" in flat
    assert "[/]" in flat


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param("my paper (2).docx", "my paper (2).docx", id="spaces"),
        pytest.param("a\x1b[2Jb\n[red].docx", "a\\x1b[2Jb\\n[red].docx", id="controls"),
        pytest.param("\u202excod.exe.docx", "\\u202excod.exe.docx", id="turned"),
        pytest.param("ورقة.docx", "ورقة.docx", id="arabic"),
        pytest.param("\udcff.docx", "\\udcff.docx", id="no-utf-8"),
    ],
)
def test_a_file_name_is_shown_and_nothing_more(check: Check, tmp_path: Path, name: str, shown: str) -> None:
    try:
        (tmp_path / name).write_bytes(paper())
    except (OSError, UnicodeEncodeError):
        pytest.skip("this system takes no such file name")
    code, text = check(name)
    assert (code, text.splitlines()[0]) == (0, shown)
    (told,) = objects(check(name, "--json")[1])
    assert told["file"] == name


def test_json_is_one_object_for_each_document_in_the_language_asked_for(check: Check) -> None:
    code, text = check("Input.docx", "minutes.docx", "--json", "--lang", "fr")
    accepted, returned = objects(text)
    assert code == 1
    assert (accepted["disposition"], accepted["group"]) == ("accept", "jca-mv")
    assert accepted["sentence"] == "Ce document serait enregistré."
    assert accepted["fields"]["title"] == "Digital twins for metaverse standards"
    assert any(one["text"].startswith("Aucun titre n’est indiqué") for one in returned["findings"])
    assert {one["document"] for one in returned["findings"]} == {0}


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        pytest.param(("Input.docx",), 0, "would be registered", id="well"),
        pytest.param(("Input.docx", "minutes.docx"), 1, "Would be registered: 1 of 2.", id="one-is-returned"),
        pytest.param(("Input.docx", "--lang", "xx"), 2, "--lang xx: this language is not offered; there", id="lang"),
        pytest.param(("Input.docx", "--group", "x"), 2, "x: there is no such group; the rulebooks", id="group"),
        pytest.param((), 2, "Missing argument", id="no-file"),
        pytest.param(("empty",), 2, "empty: there is no document in this folder", id="empty-folder"),
        pytest.param(("Input.docx", "--home", "empty"), 3, "is no intake home", id="no-home"),
    ],
)
def test_the_exit_code_tells_what_to_do(
    check: Check, tmp_path: Path, words: tuple[str, ...], code: int, told: str
) -> None:
    (tmp_path / "empty").mkdir()
    got, text = check(*words)
    assert got == code
    assert told in " ".join(text.split())


def test_an_unknown_language_is_told_those_that_are_offered(check: Check) -> None:
    _, text = check("Input.docx", "--lang", "klingon")
    assert all(one in text for one in CATALOGS.offered_languages())


def test_a_home_checks_by_its_own_rules(check: Check, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_command(["init", "home", "--non-interactive"])
    site = tmp_path / "home" / "rules" / "site.toml"
    site.write_text(site.read_text() + '\n[checks]\nCOV-003.severity = "error"\n')
    run_command(["rules", "activate", "--home", "home"])
    capsys.readouterr()
    assert check("incomplete.docx")[0] == 0
    code, text = check("incomplete.docx", "--home", "home")
    assert (code, "Points to correct: 1." in text) == (1, True)


def test_a_document_is_checked_for_the_group_that_it_names(check: Check, tmp_path: Path) -> None:
    groups = [one["group"] for one in objects(check("Input.docx", "incomplete.docx", "--json")[1])]
    assert groups == ["jca-mv", "jca-dcc"]
    guessed = "The document names none of our groups."
    assert guessed in check("minutes.docx")[1]
    assert guessed not in check("minutes.docx", "--group", "JCA-MV")[1]
    (tmp_path / "Minutes JCA-MV.docx").write_bytes(other_paper())
    code, text = check("Minutes JCA-MV.docx")
    assert (code, guessed in text, "Checked for JCA-MV," in text) == (1, False, True)
    (tmp_path / "paper.pdf").write_bytes(pdf([(9, "Contribution to JCA-MV"), (20, "On avatars")]))
    assert "Checked for JCA-MV," in check("paper.pdf")[1]


def test_folders_are_looked_into(check: Check, tmp_path: Path) -> None:
    for name in ("b/deep/one.docx", "b/two.DOCX", "b/~$two.docx", "b/.hidden.docx", "b/notes.txt", "b/.git/x.docx"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(paper())
    (tmp_path / "b" / "deep" / "round").symlink_to(tmp_path / "b", target_is_directory=True)
    code, text = check("b", "--json")
    assert code == 0
    assert [one["file"] for one in objects(text)] == ["b/deep/one.docx", "b/two.DOCX"]


def test_what_is_in_an_archive_or_a_saved_mail_is_checked_too(check: Check, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as pack:
        pack.writestr("Input.docx", paper())
    (tmp_path / "saved.eml").write_bytes(mail("one", ("Input.docx", paper("Another"))))
    code, text = check("pack.zip", "saved.eml", "--json")
    assert [(one["file"], one["disposition"]) for one in objects(text)] == [
        ("pack.zip: Input.docx", "accept"),
        ("saved.eml: Input.docx", "accept"),
    ]
    assert code == 0


def test_a_file_that_ends_the_reader_is_told_and_the_rest_go_on(
    check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: keeper.ReaderKeeper
) -> None:
    really = reader.read_file

    def read_file(content: bytes, name: str) -> ReaderResult:
        if name == "killer.docx":
            raise ReaderFailedError("killed", "signal 9")
        return really(content, name)

    monkeypatch.setattr(reader, "read_file", read_file)
    (tmp_path / "killer.docx").write_bytes(b"x")
    code, text = check("killer.docx", "Input.docx")
    assert code == 1
    assert "We could not read this file.\n  killed: signal 9" in text
    assert text.rstrip().endswith("Would be registered: 1 of 2.")


@pytest.mark.parametrize("kind", ["missing", "folder-as-file", "pipe", "too-long", "too-large"])
def test_what_cannot_be_read_has_its_line(check: Check, tmp_path: Path, kind: str) -> None:
    name = {"too-long": "x" * 300, "folder-as-file": "Input.docx/inside.docx"}.get(kind, kind)
    if kind == "pipe":
        os.mkfifo(tmp_path / name)
    if kind == "too-large":
        with (tmp_path / name).open("wb") as file:
            file.truncate(64_000_001)
    code, text = check("Input.docx", name, "--json")
    last = objects(text)[-1]
    assert (code, last["file"], last["disposition"]) == (1, name, "hold")
    assert [(one["id"], bool(one["text"])) for one in last["findings"]] == [("SYS-001", True)]


def test_many_files_are_read_by_one_process(check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intake.app.checking.ReaderKeeper", keeper.ReaderKeeper)
    started: list[object] = []
    start = process.ReaderProcess.__init__

    def counted(self: process.ReaderProcess, command: Sequence[str]) -> None:
        started.append(self)
        start(self, command)

    monkeypatch.setattr(process.ReaderProcess, "__init__", counted)
    for number in range(40):
        (tmp_path / f"{number:02}.docx").write_bytes(paper(f"Paper {number}"))
    code, text = check(str(tmp_path))
    assert (code, len(started)) == (0, 1)
    assert text.rstrip().endswith("All of them would be registered.")


def test_a_terminal_sees_a_bar_and_colours_and_the_whole_report(check: Check, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.docx").write_bytes(paper(f"Paper {number}"))
    reading, writing = pty.openpty()
    words = [sys.executable, "-m", "intake", "check", "0.docx", "1.docx", "2.docx"]
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"}
    with subprocess.Popen(words, stdout=writing, stderr=writing, cwd=tmp_path, env=environment) as running:
        os.close(writing)
        seen = b""
        while part := _read(reading):
            seen += part
    os.close(reading)
    text = seen.decode()
    assert running.returncode == 0
    assert "0/3" in text
    assert "\x1b[1;32mThis document would be registered." in text
    assert text.count("This document would be registered.") == 3
    assert "All of them would be registered." in text


def _read(terminal: int) -> bytes:
    """What was written to the terminal; nothing once the other side has closed it, which Linux calls an error."""
    try:
        return os.read(terminal, 65_536)
    except OSError:
        return b""


CHAIR = "chair@example.org"


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """A home whose group JCA-MV has an officer with an address, a list of speakers, and asks who is on its lists."""
    home = tmp_path / "home"
    assert run_command(["init", str(home), "--non-interactive"]) == 0
    rules = home / "rules" / "groups" / "jca-mv.toml"
    text = rules.read_text(encoding="utf-8").replace(
        'name = "Muath AlRumayh"\n', f'name = "Muath AlRumayh"\naddresses = ["{CHAIR}"]\n'
    )
    text += '\n[senders]\nspeakers = ["@speakers.example"]\n\n[policy]\nunknown_senders = "hold"\n'
    rules.write_text(text, encoding="utf-8")
    assert run_command(["rules", "activate", "--home", str(home)]) == 0
    capsys.readouterr()
    return str(home)


@pytest.mark.parametrize(
    ("name", "content", "sender", "found"),
    [
        pytest.param("agenda.docx", other_paper, "", ("contribution", "return"), id="no-sender"),
        pytest.param("agenda.docx", other_paper, "ada@example.org", ("contribution", "hold"), id="on-no-list"),
        pytest.param("agenda.docx", other_paper, CHAIR, ("agenda", "accept"), id="an-officer"),
        pytest.param(
            "talk.pptx", lambda: pptx(slide(("title", "Avatars", 0))), CHAIR, ("presentation", "hold"), id="talk"
        ),
        pytest.param(
            "talk.pptx",
            lambda: pptx(slide(("title", "Avatars", 0))),
            "ada@speakers.example",
            ("presentation", "accept"),
            id="a-speaker",
        ),
    ],
)
def test_who_sends_it_counts(
    check: Check, home: str, name: str, content: Callable[[], bytes], sender: str, found: tuple[str, str]
) -> None:
    Path(name).write_bytes(content())
    words = ("--from", sender) if sender else ()
    (told,) = objects(check(name, "--home", home, "--group", "jca-mv", "--json", *words)[1])
    assert (told["kind"], told["disposition"]) == found


def test_an_address_that_is_none_is_told(check: Check) -> None:
    code, text = check("Input.docx", "--from", "the chair")
    assert code == 2
    assert "'--from': not a mail address that can be written to: 'the chair'" in text


def test_no_line_ends_at_a_no_break_space(capsys: pytest.CaptureFixture[str]) -> None:
    out = console()
    out.width = 20
    show(out, Text(kept_together("Le fichier annexe\u00a0: le texte, et la suite\u202f!")))
    lines = capsys.readouterr().out.splitlines()
    assert all(not line.lstrip().startswith((":", "!")) for line in lines)
    assert "annexe\u00a0:" in "\n".join(lines)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        pytest.param("empty.docx", b"", "Please choose the file that has your text in it.", id="empty"),
        pytest.param("~$put.docx", b"\x05Ada  " + b"\x00" * 155, "choose the document itself.", id="lock-file"),
        pytest.param(
            "pack.7z", b"7z\xbc\xaf\x27\x1c" + b"\x00" * 64, "send the document itself, without an archive.", id="7z"
        ),
    ],
)
def test_a_file_in_the_hand_is_spoken_of_as_one(
    check: Check, tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(content)
    code, text = check(name)
    flat = " ".join(text.split())
    assert code == 1
    assert told in flat
    assert not re.search(r"\bagain\b|We have it|will write to you", flat)
    text = " ".join(
        one["text"] for one in [each for one in objects(check(name, "--json")[1]) for each in one["findings"]]
    )
    assert told in text


@pytest.mark.parametrize("language", CATALOGS.offered_languages())
@pytest.mark.parametrize(
    ("check_id", "facts"),
    [
        pytest.param("SYS-001", {}, id="not-finished"),
        pytest.param("FIL-005", {"file": "a.docx", "size_mb": 45, "max_mb": 40}, id="too-large"),
        pytest.param("FIL-001", {"file": "a.doc", "filetype": "doc"}, id="older-format"),
        pytest.param("FIL-003", {"file": "a.docx", "kind": "password"}, id="password"),
        pytest.param("COV-013", {"file": "a.docx", "kind": "both"}, id="tracked-changes"),
        pytest.param("FIL-011", {"file": "a.exe"}, id="program"),
    ],
)
def test_before_it_is_sent_another_remedy_is_told_than_in_a_letter(
    check_id: str, facts: dict[str, Fact], language: str
) -> None:
    finding = Finding(check_id, "hold", "all", 0, "a.docx", facts)
    letter, hand = Sentences(CATALOGS), Sentences(CATALOGS, in_hand=True)
    assert hand.remedy(finding, language)
    assert hand.remedy(finding, language) != letter.remedy(finding, language)
    assert hand.what(finding, language) == letter.what(finding, language)
