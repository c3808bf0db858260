"""A published site: whole at every moment, the same where nothing changed, and harmless whatever a title says."""

import csv
import io
import os
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from intake.adapters.site.folder import SiteFolder, open_site
from intake.adapters.words.catalogs import Catalogs
from intake.domain.errors import UsageError
from intake.domain.meeting import Group, Meeting
from intake.domain.publishing.site import Publication, SiteEntry, Watched, publication
from intake.domain.submission import Version
from intake.ports import SiteFile
from intake.shipped import shipped_templates

AT = datetime(2026, 5, 1, 10, tzinfo=UTC)
MEETING = Meeting("2026-05-13", "Second meeting", date(2026, 5, 13), date(2026, 5, 14), "Europe/Zurich", "Geneva")
GROUP = Group("jca-mv", "JCA-MV", "A group", "MV", "Europe/Zurich", ("mv@itu.example",))
HOSTILE = [
    "<script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    "=cmd|' /C calc'!A0",
    "＝1+1",
    "\" onmouseover='x' & {{7*7}} {% raw %}",
    "]]><x>&amp;",
    "../../../etc/passwd",
]


@cache
def catalogs() -> Catalogs:
    return Catalogs(shipped_templates() / "locale")


def entry(number: str = "JCA-MV-Doc-001", title: str = "A title", source: str = "ETRI") -> SiteEntry:
    version = Version(0, 0, 1, (), AT)
    return SiteEntry(number, "posted", "contribution", title, (source,), AT, AT, ("admitted",), version)


def page(*lines: SiteEntry, meeting: Meeting | None = MEETING, audience: Watched = "members") -> Publication:
    return publication(GROUP, meeting, audience, lines, AT, "Rec. A.1 & co")


def files(*lines: SiteEntry, content: str = "") -> list[SiteFile]:
    def make(one: SiteEntry) -> Callable[[], bytes]:
        return lambda: f"{one.number}{content}".encode()

    posted = [one for one in lines if one.version]
    return [SiteFile(f"{one.number}.docx", one.number, f"{one.number}{content}", make(one)) for one in posted]


def put(folder: Path, *lines: SiteEntry, content: str = "", meeting: Meeting | None = MEETING) -> bool:
    with open_site(folder, "members", shipped_templates(), catalogs()) as site:
        changed = site.put(page(*lines, meeting=meeting), files(*lines, content=content), ())
        site.finish()
    return changed


def here(folder: Path) -> Path:
    return folder / "jca-mv" / "2026-05-13"


def state(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Every file that a reader can reach: its bytes, its time, its inode."""
    there = [one for one in here(folder).resolve().rglob("*") if one.is_file()]
    return {
        str(one.relative_to(here(folder).resolve())): (one.read_bytes(), one.stat().st_mtime_ns, one.stat().st_ino)
        for one in there
    }


TWO = (entry(), entry("JCA-MV-Doc-002", "Another"))


def test_a_site_has_all_that_is_promised(tmp_path: Path) -> None:
    assert put(tmp_path / "site", *TWO)
    assert set(state(tmp_path / "site")) == {
        "index.html", "fr.html", "documents.json", "documents.csv", "documents.xlsx", "documents.zip", "feed.xml",
        "files/JCA-MV-Doc-001.docx", "files/JCA-MV-Doc-002.docx",
    }  # fmt: skip
    with zipfile.ZipFile(here(tmp_path / "site") / "documents.zip") as archive:
        assert archive.namelist() == ["JCA-MV-Doc-001.docx", "JCA-MV-Doc-002.docx"]
        assert archive.testzip() is None
    assert "jca-mv/2026-05-13/index.html" in (tmp_path / "site" / "index.html").read_text()
    assert "jca-mv/2026-05-13/fr.html" in (tmp_path / "site" / "fr.html").read_text()


def test_nothing_is_written_where_nothing_changed(tmp_path: Path) -> None:
    put(tmp_path / "site", *TWO)
    before, index = state(tmp_path / "site"), (tmp_path / "site" / "index.html").stat().st_mtime_ns
    assert not put(tmp_path / "site", *TWO)
    assert state(tmp_path / "site") == before
    assert (tmp_path / "site" / "index.html").stat().st_mtime_ns == index


def test_what_stays_is_the_same_file_and_what_changed_is_another(tmp_path: Path) -> None:
    put(tmp_path / "site", TWO[0])
    before = state(tmp_path / "site")
    assert put(tmp_path / "site", *TWO)
    after = state(tmp_path / "site")
    assert after["files/JCA-MV-Doc-001.docx"] == before["files/JCA-MV-Doc-001.docx"]
    assert {name for name in before if after[name][2] != before[name][2]} == set(before) - {"files/JCA-MV-Doc-001.docx"}


def test_what_is_gone_is_gone_everywhere(tmp_path: Path) -> None:
    put(tmp_path / "site", *TWO)
    put(tmp_path / "site", TWO[0])
    found = [one for one in (tmp_path / "site").rglob("*") if "Doc-002" in one.name]
    assert found == []
    assert not any(b"Doc-002" in one.read_bytes() for one in (tmp_path / "site").rglob("*") if one.is_file())


def test_a_file_that_is_damaged_by_hand_is_made_again(tmp_path: Path) -> None:
    put(tmp_path / "site", *TWO)
    (here(tmp_path / "site") / "files" / "JCA-MV-Doc-001.docx").unlink()
    put(tmp_path / "site", *TWO, entry("JCA-MV-Doc-003"))
    assert (here(tmp_path / "site") / "files" / "JCA-MV-Doc-001.docx").read_bytes() == b"JCA-MV-Doc-001"


class Stop(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("call", range(40))
def test_a_reader_never_sees_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: int) -> None:
    """Whatever system call the process ends at, the meeting is read as it was or as it is to be."""
    folder = tmp_path / "site"
    put(folder, TWO[0])
    old = {name: one[0] for name, one in state(folder).items()}
    left = [call]

    def failing(real: Callable[..., object]) -> Callable[..., object]:
        def maybe(*arguments: object, **named: object) -> object:
            left[0] -= 1
            if left[0] == -1:
                raise Stop
            return real(*arguments, **named)

        return maybe

    for module, names in ((os, ("fsync", "link", "open")), (Path, ("rename", "replace", "symlink_to", "unlink"))):
        for name in names:
            monkeypatch.setattr(module, name, failing(getattr(module, name)))
    with suppress(Stop):
        put(folder, *TWO)
    monkeypatch.undo()
    seen = {name: one[0] for name, one in state(folder).items()}
    put(folder, *TWO)
    new = {name: one[0] for name, one in state(folder).items()}
    assert seen in (old, new)
    assert len(new) == len(old) + 1
    assert len([one for one in (folder / ".versions" / "jca-mv" / "2026-05-13").iterdir() if one.is_dir()]) == 1


def test_meetings_that_are_no_longer_for_this_audience_are_taken_down(tmp_path: Path) -> None:
    put(tmp_path / "site", *TWO)
    put(tmp_path / "site", TWO[0], meeting=None)
    with open_site(tmp_path / "site", "members", shipped_templates(), catalogs()) as site:
        assert site.keep("jca-mv", ["next"]) == ["2026-05-13"]
        assert site.keep("jca-dcc", []) == []
        site.finish()
    assert not here(tmp_path / "site").exists()
    assert [one.name for one in (tmp_path / "site").rglob("*-Doc-002*")] == []
    assert "2026-05-13" not in (tmp_path / "site" / "index.html").read_text()


Place = Callable[[Path], tuple[Path, Watched]]
REFUSED: Sequence[tuple[str, Place]] = [
    ("below", lambda top: (top / "public" / "members", "members")),
    ("far-below", lambda top: (top / "public" / "a" / "b" / "c", "members")),
    ("through-a-link", lambda top: (top / "link" / "m", "members")),
    ("the-same", lambda top: (top / "public", "members")),
    ("the-other-way", lambda top: (top / "members", "public")),
    ("something-else", lambda top: (top / "else", "members")),
]


@pytest.mark.parametrize("place", [pytest.param(one, id=name) for name, one in REFUSED])
def test_each_audience_has_a_folder_of_its_own(tmp_path: Path, place: Place) -> None:
    for name in ("public", "members"):
        with open_site(tmp_path / name, "public" if name == "public" else "members", shipped_templates(), catalogs()):
            pass
    (tmp_path / "else").mkdir()
    (tmp_path / "else" / "letter.txt").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "public")
    path, whom = place(tmp_path)
    with pytest.raises(UsageError), open_site(path, whom, shipped_templates(), catalogs()):
        pass
    assert (tmp_path / "else" / "letter.txt").read_text() == "mine"


def test_a_public_site_never_lies_above_one_for_members(tmp_path: Path) -> None:
    with open_site(tmp_path / "top" / "members", "members", shipped_templates(), catalogs()):
        pass
    with pytest.raises(UsageError), open_site(tmp_path / "top", "public", shipped_templates(), catalogs()):
        pass


class Seen(HTMLParser):
    """What a browser finds in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def seen(path: Path) -> Seen:
    found = Seen()
    found.feed(path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("words", HOSTILE)
def test_a_strangers_words_stay_words(tmp_path: Path, words: str) -> None:
    put(tmp_path / "plain", entry())
    put(tmp_path / "site", entry(title=words, source=words))
    for name in ("index.html", "fr.html"):
        hostile, plain = seen(here(tmp_path / "site") / name), seen(here(tmp_path / "plain") / name)
        assert hostile.tags == plain.tags
        assert words in hostile.text
    feed = ET.parse(here(tmp_path / "site") / "feed.xml").getroot()
    titles = [one.text for one in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert f"JCA-MV-Doc-001: {words}" in titles
    rows = list(csv.reader(io.StringIO((here(tmp_path / "site") / "documents.csv").read_text("utf-8-sig"), newline="")))
    assert rows[1][2] in (words, f"'{words}")
    assert not rows[1][2].startswith(("=", "＝"))
    with zipfile.ZipFile(here(tmp_path / "site") / "documents.xlsx") as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
        assert not any("externalLink" in name or "_rels/sheet" in name for name in book.namelist())


def test_a_page_can_be_read_by_everybody(tmp_path: Path) -> None:
    """Without script and images; a language, one heading of the first level, a table with a caption and scopes."""
    put(tmp_path / "site", *TWO, SiteEntry("JCA-MV-Doc-003", "unused"))
    for name, language in (("index.html", "en"), ("fr.html", "fr")):
        found = seen(here(tmp_path / "site") / name)
        tags = [tag for tag, _ in found.tags]
        attributes = [(tag, key, value) for tag, every in found.tags for key, value in every.items()]
        assert ("html", "lang", language) in attributes
        assert not {"script", "img", "iframe", "object", "form"} & set(tags)
        assert not [one for one in attributes if one[1].startswith("on") or str(one[2]).startswith("javascript:")]
        assert (tags.count("h1"), tags.count("caption"), tags.count("main"), tags.count("title")) == (1, 1, 1, 1)
        assert all(every.get("scope") in ("col", "row") for tag, every in found.tags if tag == "th")
        first = next(every for tag, every in found.tags if tag == "a")
        assert first["href"] == "#documents"
        assert ("main", "id", "documents") in attributes
        links = [str(value) for tag, key, value in attributes if key == "href" and not str(value).startswith("#")]
        for link in links:
            above = link.startswith("..")
            target = tmp_path / "site" / Path(link).name if above else here(tmp_path / "site") / link
            assert target.is_file(), link


def test_pages_speak_the_readers_language(tmp_path: Path) -> None:
    put(tmp_path / "site", entry(), SiteEntry("JCA-MV-Doc-002", "withdrawn", "contribution", "Gone"))
    english, french = (seen(here(tmp_path / "site") / name).text for name in ("index.html", "fr.html"))
    for words in ("Received after the date for contributions, admitted", "Withdrawn", "Rec. A.1 & co", "Gone"):
        assert words in english
    for words in ("Reçu après la date limite des contributions, admis", "Retiré", "Mercredi 13 mai 2026".lower()):
        assert words in french.replace("\xa0", " ").lower() or words in french


def test_the_meetings_own_language_has_a_page(tmp_path: Path) -> None:
    put(tmp_path / "site", entry(), meeting=replace(MEETING, language="ar"))
    found = seen(here(tmp_path / "site") / "ar.html")
    assert found.tags[0][1]["dir"] == "rtl"
    assert [every["hreflang"] for tag, every in found.tags if tag == "a" and "hreflang" in every] == ["en", "fr"]


def test_a_feed_has_what_the_format_asks_for(tmp_path: Path) -> None:
    """RFC 4287, sections 4.1.1 and 4.1.2; identities stay the same when a document changes."""
    atom = "{http://www.w3.org/2005/Atom}"
    ids = []
    for title in ("Before", "After"):
        put(tmp_path / "site", entry(title=title))
        feed = ET.parse(here(tmp_path / "site") / "feed.xml").getroot()
        assert {"id", "title", "updated", "author", "link", "entry"} <= {one.tag.removeprefix(atom) for one in feed}
        (one,) = feed.iter(f"{atom}entry")
        assert {each.tag.removeprefix(atom) for each in one} == {"id", "title", "updated", "summary", "link"}
        ids.append([each.text for each in feed.iter(f"{atom}id")])
    assert ids[0] == ids[1]


def test_one_process_writes_at_a_time(tmp_path: Path) -> None:
    with open_site(tmp_path, "members", shipped_templates(), catalogs()) as site:
        assert isinstance(site, SiteFolder)
    assert put(tmp_path, entry())
