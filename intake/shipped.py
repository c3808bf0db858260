"""Finds what travels with the package: rules and templates, in an installed wheel or in a checkout."""

from pathlib import Path

from intake.domain.errors import ConfigurationError

_PACKAGE = Path(__file__).parent


def shipped_rules() -> Path:
    """The folder with the shipped groups, site.toml and calendars. ConfigurationError when the package is not whole."""
    return _folder("rules")


def shipped_templates() -> Path:
    """The folder with the shipped Word template, mail templates and catalogs. ConfigurationError as above."""
    return _folder("templates")


def _folder(name: str) -> Path:
    """A wheel has it inside the package, a checkout beside it (an editable install includes nothing)."""
    for place in (_PACKAGE / "_shipped" / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise ConfigurationError(
        f"{_PACKAGE / '_shipped' / name} is missing; install the package contribution-intake again"
    )
