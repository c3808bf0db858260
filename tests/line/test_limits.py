"""The limits of the reader are those of the rulebooks in force, from the moment when they are put in force."""

from pathlib import Path

from intake.app import activate_all, make_home, open_home
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
