"""The key of the chairs' links: made once, by whoever is first, for its owner alone."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from intake.adapters.home.files import HomeFiles
from intake.adapters.home.link_key import link_key, read_link_key
from intake.domain.errors import ConfigurationError, UnavailableError


@pytest.fixture
def files(tmp_path: Path) -> HomeFiles:
    return HomeFiles(tmp_path)


def test_it_is_made_once_for_its_owner_alone(files: HomeFiles) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: link_key(files), range(16)))
    assert [len(one) for one in keys] == [32]
    assert read_link_key(files) in keys
    assert oct(files.link_key.stat().st_mode)[-3:] == "600"
    assert oct(files.link_key.parent.stat().st_mode)[-3:] == "700"
    assert [one.name for one in files.link_key.parent.iterdir()] == ["links"]


def test_two_homes_have_two_keys(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    assert link_key(HomeFiles(tmp_path / "one")) != link_key(HomeFiles(tmp_path / "other"))


def readable(path: Path) -> None:
    path.chmod(0o640)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:31])


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        pytest.param(Path.unlink, "is missing; 'intake run' makes it", id="missing"),
        pytest.param(readable, "others than its owner may read it", id="readable"),
        pytest.param(cut, "holds 31 bytes, not 32", id="cut"),
    ],
)
def test_a_key_that_cannot_be_used_is_told(files: HomeFiles, spoil: Callable[[Path], None], told: str) -> None:
    link_key(files)
    spoil(files.link_key)
    with pytest.raises(ConfigurationError, match=told):
        read_link_key(files)


def test_where_it_cannot_be_written_the_file_is_named(files: HomeFiles) -> None:
    (files.top / "secrets").write_text("in the way")
    with pytest.raises(UnavailableError, match="links cannot be written"):
        link_key(files)
