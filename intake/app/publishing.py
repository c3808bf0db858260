"""Opening the folder of a site."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from intake.adapters.site.folder import open_site as _open_site
from intake.adapters.words.catalogs import Catalogs
from intake.domain.publishing.site import Watched
from intake.ports import Site
from intake.shipped import shipped_templates


@contextmanager
def open_site(folder: Path, audience: Watched) -> Iterator[Site]:
    """The site in this folder, for this audience alone; UsageError where it cannot be, UnavailableError."""
    templates = shipped_templates()
    with _open_site(folder, audience, templates, Catalogs(templates / "locale")) as site:
        yield site
