"""What strangers send costs no more than the limits say, and those of the rulebooks in force count at once."""

from pathlib import Path

from intake.app import activate_all, make_home, open_home
from intake.pipeline.line import Pace
from intake.pipeline.poll import poll
from intake.pipeline.read import read
from tests.line.letters_in import mail, paper
from tests.line.worlds import START, World
from tests.readers.build import contribution


def test_limits_count_once_they_are_in_force(tmp_path: Path) -> None:
    home = make_home(tmp_path / "home", environment={})
    site = home / "rules" / "site.toml"
    paper = contribution()
    with open_home(home, environment={}) as opened:
        usual = opened.reader.version
        assert opened.reader.read_file(paper, "a.docx").reading.files[0].problems == ()
        site.write_text(site.read_text(encoding="utf-8") + "\n[limits]\nentries = 2\n", encoding="utf-8")
        activate_all(opened, who="test")
        assert [one.kind for one in opened.reader.read_file(paper, "a.docx").reading.files[0].problems] == ["container"]
    with open_home(home, environment={}) as opened:
        assert opened.reader.version != usual
        assert [one.kind for one in opened.reader.read_file(paper, "a.docx").reading.files[0].problems] == ["container"]


def test_files_of_many_mails_are_stored_as_soon_as_they_are_much(world: World) -> None:
    world.pace = Pace(batch_seconds=60, batch_bytes=20_000)
    steps: list[str] = []
    line = world.start(step=steps.append)
    for name in ("one", "two", "three"):
        world.server.deliver(mail(name, ("Input.docx", paper(title=name))), START)
    poll(line, world.server, world.box)
    assert read(line).count == 3
    assert steps.count("read.committed") == 3
