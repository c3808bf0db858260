"""Habits of the desk's pages: nothing inline, nothing unescaped, no address by hand, and each word said by a page."""

import re
from pathlib import Path

import pytest

from intake.adapters.words.catalogs import DESK, Catalogs
from intake.shipped import shipped_templates

TOP = Path(__file__).parents[2]
FOLDER = shipped_templates() / "desk"
TEMPLATES = sorted(FOLDER.rglob("*.j2"))
MODULES = sorted((TOP / "intake").rglob("*.py"))
WORDS = Catalogs(shipped_templates() / "locale", (DESK,))
OWN_SCRIPTS = sorted(one for one in FOLDER.rglob("*.js") if one.parent.name != "vendor")

NEVER = {
    "unescaped": r"\|\s*safe\b|autoescape\s+false|Markup\(",
    "inline style": r"<style\b|\sstyle=",
    "inline script": r"<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:|hx-on|\bjs:",
    "address by hand": r"""(?:href|src|action|formaction|hx-get|hx-post)=["'](?!\{\{|#)""",
    "another host": r"https?://",
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(FOLDER)))
@pytest.mark.parametrize("habit", NEVER)
def test_a_template_is_plain(path: Path, habit: str) -> None:
    assert re.findall(NEVER[habit], path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", OWN_SCRIPTS, ids=lambda path: path.name)
def test_a_script_evaluates_nothing_and_writes_no_html(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write", text) == []


def test_only_what_tells_makes_html() -> None:
    """`Markup` says that a text is HTML: one module of the desk may say so, where every part is escaped."""
    made = [one for one in MODULES if re.search(r"\bMarkup\(", one.read_text(encoding="utf-8"))]
    assert [str(one.relative_to(TOP)) for one in made] == ["intake/web/desk/telling.py"]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_every_word_of_a_page_is_in_a_catalog(path: Path) -> None:
    both = Catalogs(shipped_templates() / "locale", ("intake", DESK))
    text = path.read_text(encoding="utf-8")
    said = re.findall(r"""\bsay\(\s*["']([a-z0-9.-]+)["']\s*[,)]""", text)
    counted = re.findall(r"""\bcount\(\s*["']([a-z0-9.-]+)["']\s*,""", text)
    missing = [key for key in said if not both.has(key)]
    missing += [f"{key}.{one}" for key in counted for one in ("one", "many") if not both.has(f"{key}.{one}")]
    assert missing == []


def test_no_word_is_left_that_nobody_says() -> None:
    """A key stands in a template or a module, or its beginning does, before what is put together there."""
    sources = [*TEMPLATES, *MODULES]
    text = "\n".join(one.read_text(encoding="utf-8") for one in sources)
    whole = set(re.findall(r"""["']=?([a-z0-9]+(?:[.-][a-z0-9-]+)+)["']""", text))
    begun = {one for one in re.findall(r"""["']([a-z0-9]+(?:[.-][a-z0-9-]+)*\.)(?:["']|\{)""", text) if "." in one}
    keys = WORDS.keys("en")
    unsaid = [
        key
        for key in keys
        if not {key, key.rpartition(".")[0]} & whole and not any(key.startswith(one) for one in begun)
    ]
    assert unsaid == []


def test_what_comes_from_others_has_its_licence() -> None:
    for script in (FOLDER / "vendor").glob("*.js"):
        name = script.name.partition(".")[0]
        licence = (FOLDER / "vendor" / f"{name}.LICENSE.txt").read_text(encoding="utf-8")
        version = re.search(rf"{name} (\d+\.\d+\.\d+)", licence)
        assert version is not None
        assert f'version:"{version[1]}"' in script.read_text(encoding="utf-8")
