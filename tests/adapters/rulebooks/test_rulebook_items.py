"""The agenda of a meeting in its rulebook: items with numbers, each fault where it stands."""

from pathlib import Path

import pytest

from intake.adapters.rulebook.codec import JsonRulebookCodec, show, write
from intake.adapters.rulebook.export import export
from intake.adapters.rulebook.layers import load_layers
from intake.domain.errors import ConfigurationError
from intake.domain.meeting import Item
from intake.shipped import shipped_rules
from tests.adapters.rulebooks.test_rulebooks import rules

__all__ = ["rules"]

AGENDA = """
[[meeting.item]]
number = "4"
title = "Contributions et notes de liaison"
liaison_first = true

[[meeting.item]]
number = "4.1"
title = "بيانات الاتصال الواردة"
kinds = ["liaison_in"]
"""
ITEMS = (
    Item("4", "Contributions et notes de liaison", liaison_first=True),
    Item("4.1", "بيانات الاتصال الواردة", ("liaison_in",)),
)


def with_agenda(rules: Path, text: str) -> Path:
    path = rules / "groups" / "jca-mv.toml"
    path.write_text(f"{path.read_text(encoding='utf-8')}{text}", encoding="utf-8")
    return rules


def test_items_have_their_numbers_titles_and_kinds(rules: Path) -> None:
    version, text = write(load_layers(with_agenda(rules, AGENDA), "jca-mv"), [])
    (meeting,) = JsonRulebookCodec().load(version, text).meetings
    assert meeting.items == ITEMS
    assert [one.level for one in meeting.items] == [1, 2]
    assert meeting.item("4.1") == ITEMS[1]
    assert meeting.item("5") is None


def test_what_is_exported_says_the_same_again(rules: Path, tmp_path: Path) -> None:
    version, text = write(load_layers(with_agenda(rules, AGENDA), "jca-mv"), [])
    files = export(version, text)
    assert files["rules/groups/jca-mv.toml"].count("[[meeting.item]]") == 2
    for name, content in files.items():
        target = rules.parent / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")
    assert write(load_layers(rules.parent / "rules", "jca-mv"), [])[0] == version


def test_the_effective_rulebook_shows_each_item_with_its_line(rules: Path) -> None:
    lines = {key: (value, origin) for key, value, origin in show(load_layers(with_agenda(rules, AGENDA), "jca-mv"))}
    value, origin = lines["meeting[1].item[2].number"]
    assert value == "4.1"
    assert "jca-mv.toml:" in origin


def test_the_shipped_agenda_is_that_of_the_circular() -> None:
    version, text = write(load_layers(shipped_rules(), "jca-dcc"), [])
    items = JsonRulebookCodec().load(version, text).meetings[0].items
    assert [one.number for one in items] == [str(number) for number in range(1, 15)]
    assert items[5].title == "Review of the contributions and liaison statements received"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        pytest.param('number = "4.1"', 'number = "4"', "'4' is the number of another item", id="twice"),
        pytest.param('number = "4.1"', "number = 4.1", "meeting[1].item[2].number: ", id="no-quotation-marks"),
        pytest.param('number = "4.1"', 'number = "4.a"', "is not written like", id="a-letter"),
        pytest.param('number = "4.1"', 'number = "0"', "is not written like", id="zero"),
        pytest.param('number = "4.1"\n', "", "meeting[1].item[2].number: is missing", id="no-number"),
        pytest.param('title = "Contributions et notes de liaison"\n', "", "item[1].title: is missing", id="no-title"),
        pytest.param("liaison_first = true", 'kinds = ["liaison_in"]', "is under item 4 already", id="kind-twice"),
        pytest.param('kinds = ["liaison_in"]', 'kinds = ["liaisons"]', "meeting[1].item[2].kinds", id="kind"),
        pytest.param('kinds = ["liaison_in"]', 'kind = "liaison_in"', "did you mean kinds?", id="key"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_named_where_it_stands(rules: Path, old: str, new: str, sentence: str) -> None:
    assert old in AGENDA
    with pytest.raises(ConfigurationError) as caught:
        write(load_layers(with_agenda(rules, AGENDA.replace(old, new)), "jca-mv"), [])
    assert sentence in str(caught.value)
    assert "jca-mv.toml:" in str(caught.value)
