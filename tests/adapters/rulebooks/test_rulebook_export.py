"""A stored version written as files again, and read again."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from intake.adapters.rulebook.codec import JsonRulebookCodec, write
from intake.adapters.rulebook.export import export
from intake.adapters.rulebook.layers import load_layers
from intake.adapters.rulebook.profiles import load_profile
from intake.domain.rulebook import Rulebook
from intake.shipped import shipped_rules
from tests.domain.cases import profile

CHANGED = """
[policy]
late = "number-and-flag"
correction_period = "3 working days"
trusted_received_hosts = ["mx.itu.int"]
replies_by_kind = { returned = "draft" }
unknown_senders = "hold"
presentation = "accept"
caps = { domain = 7 }
[limits]
ratio = 300
[senders]
liaison = ["@ieee.org"]
[checks]
COV-006 = { severity = "off" }
FIL-010 = { params = { liaison = ["LS"] } }
"""
OFFICER = """
[[officer]]
role = "chair"
name = "Grace Hopper"
addresses = ["grace@example.org", "grace@home.example"]
assistants = ["office@example.org"]
from = 2025-01-01
until = 2028-12-31
"""
MEETING = """
[meeting.policy]
late = "reject"
[meeting.checks]
TPL-003 = { severity = "note", reply = "none" }
"""


def again(folder: Path, version: str, text: str) -> Rulebook:
    """The rulebook that the exported files make, in a home of their own."""
    for name, content in export(version, text).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    group = JsonRulebookCodec().load(version, text).group.id
    profiles = [load_profile(path) for path in sorted((folder / "templates").glob("*.toml"))]
    return JsonRulebookCodec().load(*write(load_layers(folder / "rules", group), profiles))


@pytest.mark.parametrize("group", ["jca-mv", "jca-dcc"])
@pytest.mark.parametrize(
    ("site", "meeting"),
    [
        pytest.param("", "", id="as-shipped"),
        pytest.param(CHANGED, "", id="site"),
        pytest.param("", MEETING, id="meeting"),
        pytest.param(CHANGED, MEETING, id="both"),
        pytest.param("", OFFICER, id="officer"),
    ],
)
def test_exported_files_make_the_same_rulebook(tmp_path: Path, group: str, site: str, meeting: str) -> None:
    rules = Path(shutil.copytree(shipped_rules(), tmp_path / "before"))
    for name, text in (("site.toml", site), (f"groups/{group}.toml", meeting)):
        path = rules / name
        whole = path.read_text(encoding="utf-8")
        if meeting == MEETING:
            whole = whole.replace(
                "\nregistration =", '\nliaison_in = "none"\npresentation = 2022-05-30\nregistration ='
            )
        path.write_text(whole + text, encoding="utf-8")
    version, text = write(load_layers(rules, group), [profile(group=group)])
    before, after = JsonRulebookCodec().load(version, text), again(tmp_path / "after", version, text)
    assert after == replace(before, version=after.version, neighbours=())


def test_only_what_differs_from_the_defaults_is_written() -> None:
    files = export(*write(load_layers(shipped_rules(), "jca-mv"), []))
    assert sorted(files) == ["rules/calendars/geneva.toml", "rules/groups/jca-mv.toml"]
    text = files["rules/groups/jca-mv.toml"]
    assert "[policy]" not in text
    assert "contribution = 2026-04-30\n" in text
    assert "starts = 08:30:00\n" in text
