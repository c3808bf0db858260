"""A real browser without a window: Debian's Chromium, driven by playwright."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

PACKAGES = "chromium"


def missing() -> bool:
    """Whether this machine lacks it."""
    return _program() is None


@contextmanager
def running() -> Iterator[Browser]:
    """A browser; its pages end with it."""
    with sync_playwright() as playwright:
        # Root has no sandbox of its own in most containers, and nobody's page but ours is opened.
        browser = playwright.chromium.launch(executable_path=_program(), args=["--no-sandbox"])
        yield browser
        browser.close()


def _program() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")
