"""Converting and making covers with a real LibreOffice, as typed on the command line of a home."""

import json
from pathlib import Path
from typing import Any

import pytest

from intake.app import make_home
from intake.cli.main import run_command
from tests.line.letters_in import mail, paper
from tests.readers.build import contribution
from tests.readers.others import flat
from tests.servers.office import Office
from tests.store.databases import KINDS, ready_url

LETTER = (
    "LIAISON STATEMENT",
    "From: IEEE P2048 working group",
    "To: ITU-T JCA-MV",
    "For action: JCA-MV",
    "Title: Haptics in virtual rooms",
    "We inform you of our work on haptics and ask for comments.",
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return make_home(tmp_path / "home", environment={})


@pytest.fixture(params=KINDS)
def either_home(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home on either database; that of the embedded server has an empty password, which no address may name."""
    monkeypatch.setenv("INTAKE_DATABASE_URL", ready_url(request.param, tmp_path).replace(":@", "@"))
    return make_home(tmp_path / "home")


def ingest(home: Path, raw: bytes, capsys: pytest.CaptureFixture[str]) -> str:
    file = home.parent / "mail.eml"
    file.write_bytes(raw)
    assert run_command(["ingest", str(file), "--home", str(home), "--received", "2026-04-30T15:30:00Z"]) == 1
    return str(json.loads(capsys.readouterr().out)["reference"])


def act(home: Path, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    code = run_command([*words, "--home", str(home), "--reason", "the sender is on a journey", "--json"])
    out, err = capsys.readouterr()
    assert (code, err) == (0, "")
    return dict(json.loads(out))


def copy(home: Path, number: str) -> bytes:
    folder = home.parent / "copies"
    folder.mkdir(exist_ok=True)
    assert run_command(["document", number, "--stamped", "-o", str(folder), "--home", str(home)]) == 0
    return (folder / f"{number}.docx").read_bytes()


def test_a_docx_that_follows_an_older_format_keeps_its_place_and_is_not_replaced_by_it(
    home: Path, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    """The receipt for a .doc says that its time of receipt counts, and asks for a .docx."""
    old = office.convert({"a.docx": paper()}, "doc")["a"]
    reference = ingest(home, mail("old", ("Input.doc", old)), capsys)
    follows = home.parent / "new.eml"
    follows.write_bytes(mail("new", ("Input.docx", paper())))
    received = ("--received", "2026-05-01T07:00:00Z")
    assert run_command(["ingest", str(follows), "--home", str(home), *received]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["counts_from"] == "2026-04-30T15:30:00Z"
    assert (found["disposition"], found["documents"][0]["number"]) == ("accept", "JCA-MV-Doc-001")
    assert run_command(["convert", reference, "--home", str(home), "--reason", "asked"]) == 2
    assert "came before the file that is registered as JCA-MV-Doc-001" in capsys.readouterr().err


@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_an_older_format_is_converted_registered_and_stamped(
    either_home: Path, office: Office, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    home = either_home
    old = office.convert({"a.docx": paper()}, suffix)["a"]
    reference = ingest(home, mail("old", (f"Input.{suffix}", old)), capsys)
    shown = act(home, capsys, "convert", reference)
    made = shown["documents"][1]
    assert (made["file"], made["made"], made["number"]) == ("Input.docx", "converted", "JCA-MV-Doc-001")
    assert made["made_of"] == [shown["documents"][0]["sha256"]]
    assert made["fields"]["title"] == "Digital twins for metaverse standards"
    stamped = copy(home, "JCA-MV-Doc-001")
    assert "JCA-MV-Doc-001" in office.convert({"a.docx": stamped}, "txt")["a"].decode()
    target = home.parent / "sent"
    assert run_command(["document", "JCA-MV-Doc-001", "--original", "-o", str(target), "--home", str(home)]) == 0
    assert target.read_bytes() == old


def test_a_docx_in_one_xml_file_is_put_together_without_libreoffice(
    either_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(either_home))
    old = flat(paper())
    reference = ingest(either_home, mail("old", ("Input.xml", old)), capsys)
    shown = act(either_home, capsys, "convert", reference)
    sent, made = shown["documents"]
    assert (sent["filetype"], sent["role"], sent["number"]) == ("flatdocx", "companion", "JCA-MV-Doc-001")
    assert (made["file"], made["made"], made["number"]) == ("Input.docx", "converted", "JCA-MV-Doc-001")
    assert made["fields"]["title"] == "Digital twins for metaverse standards"


def test_a_liaison_statement_gets_a_cover_and_stays_one(
    either_home: Path, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    home = either_home
    pdf = office.convert({"a.docx": contribution((), LETTER)}, "pdf")["a"]
    subject = "Liaison statement on haptics in virtual rooms"
    raw = mail("liaison", ("LS-haptics.pdf", pdf), sender="secretary@ieee.example", subject=subject)
    reference = ingest(home, raw, capsys)
    shown = act(home, capsys, "make-cover", reference, "--source", "IEEE P2048", "--contact-country", "USA")
    sent, cover = shown["documents"]
    assert (sent["role"], sent["part"], sent["number"]) == ("part", "annex", "JCA-MV-Doc-001")
    assert (cover["role"], cover["kind"], cover["number"]) == ("contribution", "liaison_in", "JCA-MV-Doc-001")
    assert cover["fields"]["source"] == ["IEEE P2048"]
    text = office.convert({"a.docx": copy(home, "JCA-MV-Doc-001")}, "txt")["a"].decode()
    assert "JCA-MV-Doc-001" in text
    assert "The document itself is attached: LS-haptics.pdf." in text


@pytest.mark.usefixtures("office")
def test_a_file_that_cannot_be_converted_is_said_to_be(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    damaged = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000)
    reference = ingest(home, mail("old", ("Input.doc", damaged)), capsys)
    assert run_command(["convert", reference, "--home", str(home), "--reason", "try"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("intake: ")
    assert len(err.splitlines()) == 1


def converter(home: Path, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    assert run_command(["doctor", "--home", str(home), "--json"]) == 0
    (line,) = [one for one in json.loads(capsys.readouterr().out)["lines"] if one["what"] == "converter"]
    return line["state"], line["sentence"]


@pytest.mark.usefixtures("office")
def test_doctor_names_libreoffice(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state, told = converter(home, capsys)
    assert (state, told.startswith("LibreOffice "), "sandbox: " in told) == ("good", True, True), told


def test_doctor_is_well_without_libreoffice(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(home))
    state, told = converter(home, capsys)
    assert (state, "is not installed here" in told, told.endswith("only 'intake convert' needs it")) == (
        "note",
        True,
        True,
    ), told
