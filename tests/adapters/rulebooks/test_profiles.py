"""Profiles as TOML: what is written is read again, and whatever is wrong is named with the remedy."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.adapters.rulebook.profiles import FieldsKeys, dump_profile, load_profile
from intake.domain.cover.labels import FIELDS
from intake.domain.errors import ConfigurationError
from intake.domain.profile import Profile, ProfileField
from tests.domain.documents import PROFILE

GOOD = f"""id = "jca"
kind = "contribution"
reference = "{"0" * 64}"
valid_from = 2026-01-01
[fields.source]
labels = ["Source"]
[fields.title]
bookmarks = ["dtitle1"]
"""


def load(tmp_path: Path, text: str) -> Profile:
    path = tmp_path / "jca.toml"
    path.write_text(text, encoding="utf-8")
    return load_profile(path)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    assert load(tmp_path, dump_profile(PROFILE)) == PROFILE


def test_the_file_is_meant_for_people() -> None:
    text = dump_profile(PROFILE)
    assert text.startswith("# How documents on this template are recognised and read.")
    assert 'kind = "contribution" # the kind of document that it is for' in text
    assert all(len(line) < 160 for line in text.splitlines())


@pytest.mark.parametrize("sign", ["\x1b[2J", "\x7f", "\x9b2J", "\x85", "\u202e", "\u2066", '"', "\\", "\n", "\u2028"])
def test_what_a_stranger_wrote_moves_no_terminal_and_is_read_again(tmp_path: Path, sign: str) -> None:
    odd = replace(
        PROFILE,
        fields=(
            ProfileField("source", labels=(f"a{sign}b",), samples=(f"{sign}c",)),
            ProfileField("title", labels=("Title",)),
        ),
    )
    text = dump_profile(odd)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert load(tmp_path, text) == odd


def test_a_short_file_is_enough(tmp_path: Path) -> None:
    profile = load(tmp_path, GOOD)
    assert (profile.group, profile.example, profile.accept_until) == ("", False, None)
    assert profile.fields == (
        ProfileField("source", labels=("Source",)),
        ProfileField("title", bookmarks=("dtitle1",)),
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("labels =", "lables =", "jca.toml:6: fields.source.lables: is not known here; did you mean labels?"),
        ("fields.source", "fields.sorce", "jca.toml:5: fields.sorce: is not known here; did you mean source?"),
        ("valid_from", "valid_form", "jca.toml:4: valid_form: is not known here; did you mean valid_from?"),
        ("2026-01-01", "2026-01-01T00:00:00", "jca.toml:4: valid_from: expected a day without quotation marks"),
        ("2026-01-01", '"soon"', "jca.toml:4: valid_from: expected a day without quotation marks"),
        ("2026-01-01", "2026-01-01\naccept_until = 2025-12-31", "accept_until: 2025-12-31 is before valid_from"),
        ('["Source"]', '"Source"', "jca.toml:6: fields.source.labels: expected a list in square brackets, like"),
        ('["Source"]', "[1]", "jca.toml:6: fields.source.labels[1]: expected a text in quotation marks, like"),
        (
            '["Source"]',
            '["Source"]\nrequired = "yes"',
            "fields.source.required: expected true or false, without quotation marks",
        ),
        ('labels = ["Source"]', "", "jca.toml:5: fields.source: needs labels, bookmarks or tags to be found by"),
        ('["dtitle1"]', '["dtitle1"]\nlabels = ["SOURCE:"]', "'SOURCE:' belongs to fields.source already"),
        ('"jca"', '"Ĵca x"', "jca.toml:1: id: 'Ĵca x' is not written like"),
        ("0" * 64, "0" * 63, "jca.toml:3: reference: "),
        ('kind = "contribution"', "", "kind: is missing"),
        ('"contribution"', '"contributon"', "jca.toml:2: kind: expected 'contribution', 'liaison_in', "),
        ("valid_from", 'tables = ["3 3", "x"]\nvalid_from', "jca.toml:4: tables[2]: 'x' does not say how many cells"),
        ("valid_from", 'where = "foot"\nvalid_from', "jca.toml:4: where: expected 'body', 'header', "),
        ("[fields.source]", "[fields.source", "jca.toml: is not TOML"),
    ],
)
def test_whatever_is_wrong_is_named_with_its_place(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(ConfigurationError) as error:
        load(tmp_path, GOOD.replace(old, new))
    assert told in str(error.value)


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as error:
        load(tmp_path, GOOD.replace("labels", "lables").replace("bookmarks", "bookmark"))
    assert len(str(error.value).splitlines()) == 2


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"none\.toml"):
        load_profile(tmp_path / "none.toml")


def test_every_field_may_stand_in_a_file() -> None:
    assert tuple(FieldsKeys.__annotations__) == FIELDS


NAMES = st.lists(st.text(min_size=1, max_size=20), max_size=3).map(tuple)


@given(samples=NAMES, styles=NAMES)
def test_any_texts_survive(
    samples: tuple[str, ...], styles: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    fields = (ProfileField("source", labels=("Source",), samples=samples), ProfileField("title", labels=("Title",)))
    profile = Profile("any", "", "contribution", fields, "0" * 64, styles=styles)
    assert load(tmp_path_factory.mktemp("any"), dump_profile(profile)) == profile
