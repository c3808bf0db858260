"""What travels with the package is found in a wheel and in a checkout."""

from collections.abc import Callable
from pathlib import Path

import pytest

from intake import shipped
from intake.domain.errors import ConfigurationError
from intake.shipped import shipped_rules, shipped_templates


@pytest.mark.parametrize(
    ("folder", "content"),
    [(shipped_rules, "groups/jca-mv.toml"), (shipped_rules, "site.toml"), (shipped_templates, "locale/en")],
)
def test_the_checkout_has_them(folder: Callable[[], Path], content: str) -> None:
    assert (folder() / content).exists()


def test_a_wheel_has_them_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("rules", "intake/_shipped/rules"):
        (tmp_path / place).mkdir(parents=True)
    monkeypatch.setattr(shipped, "_PACKAGE", tmp_path / "intake")
    assert shipped_rules() == tmp_path / "intake" / "_shipped" / "rules"


def test_an_incomplete_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped, "_PACKAGE", tmp_path / "intake")
    with pytest.raises(ConfigurationError, match="install the package"):
        shipped_templates()
