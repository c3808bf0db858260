"""Is it in? A file is known by its bytes alone: when it came first, and what became of it."""

import json
from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from intake.app import make_home
from intake.cli.main import run_command
from intake.domain.answering.known_file import IsIn
from intake.domain.verdict import Deed
from intake.pipeline.desk.mails.acts import release, withdraw
from intake.pipeline.line import Line
from intake.pipeline.showing.known import is_in
from tests.line.letters_in import RTF, mail, other_paper, paper
from tests.line.worlds import START, World

ADA = Deed("Ada", "as agreed")
ZONE = "Europe/Zurich"
BACK = ("minutes.docx", other_paper())


def came(world: World, *mails: bytes) -> Line:
    """A line that has taken these, a minute apart from 17:30 in Geneva on."""
    world.groups = ("jca-mv",)
    line = world.start()
    for minute, raw in enumerate(mails):
        world.clock.at = START + timedelta(minutes=minute)
        world.server.deliver(raw, world.clock.at)
        world.run(line)
    return line


def found(line: Line, content: bytes) -> IsIn | None:
    with line.store.read() as work:
        return is_in(work, line.rulebook(work, "jca-mv"), sha256(content).hexdigest())


@pytest.mark.parametrize(
    ("mails", "content", "expected"),
    [
        pytest.param([mail("a", ("In.docx", paper()))], paper(), ("registered", "JCA-MV-Doc-001", 0), id="registered"),
        pytest.param([mail("a", ("old.rtf", RTF))], RTF, ("held", "MV-26-0001", 0), id="held"),
        pytest.param([mail("a", BACK)], BACK[1], ("returned", "MV-26-0001", 0), id="returned"),
        pytest.param(
            [mail("a", ("In.docx", paper())), mail("b", ("In.docx", paper(text="Better.")))],
            paper(),
            ("registered", "JCA-MV-Doc-001", 0),
            id="replaced-by-another-file",
        ),
        pytest.param(
            [mail("q", text="When?"), mail("a", ("In.docx", paper())), mail("b", ("In.docx", paper()))],
            paper(),
            ("registered", "JCA-MV-Doc-001", 1),
            id="came-twice",
        ),
        pytest.param(
            [mail("a", BACK), mail("b", ("minutes.docx", paper()))],
            BACK[1],
            ("returned", "MV-26-0001", 0),
            id="returned-and-corrected-by-another-file",
        ),
        pytest.param([mail("a", ("In.docx", paper()))], paper("Another"), None, id="another-file"),
        pytest.param([mail("q", text="When?")], b"", None, id="nothing"),
    ],
)
def test_a_file_is_known_by_its_bytes(
    world: World, mails: Sequence[bytes], content: bytes, expected: tuple[str, str, int] | None
) -> None:
    known = found(came(world, *mails), content)
    if expected is None:
        assert known is None
        return
    where, name, minute = expected
    assert known == IsIn(START + timedelta(minutes=minute), ZONE, where, name)  # type: ignore[arg-type]


def test_what_a_person_decides_counts_at_once(world: World) -> None:
    line = came(world, mail("a", ("minutes.docx", other_paper())))
    release(line, "1", ADA)
    assert found(line, other_paper()) == IsIn(START, ZONE, "registered", "JCA-MV-Doc-001")
    withdraw(line, "JCA-MV-Doc-001", ADA)
    assert found(line, other_paper()) == IsIn(START, ZONE, "withdrawn", "JCA-MV-Doc-001")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "This file was received on 30 April 2026, 17:30:12 Geneva time (UTC+2)."),
        ("fr", "Ce fichier a été reçu le 30 avril 2026 à 17 h 30 min 12 s, heure de Genève (UTC+2)."),
        ("es", "Este archivo se recibió el 30 de abril de 2026, 17:30:12, hora de Ginebra (UTC+2)."),
    ],
)
def test_check_says_so_in_a_home(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, sentence: str
) -> None:
    home = make_home(tmp_path / "home")
    (tmp_path / "a.eml").write_bytes(mail("a", ("Input.docx", paper())))
    (tmp_path / "Mine.docx").write_bytes(paper())
    (tmp_path / "Other.docx").write_bytes(paper("Another"))
    at = (START + timedelta(seconds=12)).isoformat()
    run_command(["ingest", str(tmp_path / "a.eml"), "--received", at, "--home", str(home)])
    capsys.readouterr()
    words = ["check", str(tmp_path / "Mine.docx"), "--group", "jca-mv", "--lang", language, "--home", str(home)]
    assert run_command(words) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert sentence in printed
    assert "JCA-MV-Doc-001" in printed
    run_command([*words, "--json"])
    assert json.loads(capsys.readouterr().out)["is_in"] == {
        "received_at": "2026-04-30T15:30:12Z",
        "zone": ZONE,
        "where": "registered",
        "name": "JCA-MV-Doc-001",
    }
    words[1] = str(tmp_path / "Other.docx")
    run_command([*words, "--json"])
    assert json.loads(capsys.readouterr().out)["is_in"] is None
