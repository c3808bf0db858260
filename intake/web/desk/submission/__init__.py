"""The page of a submission: its story, its documents and letters, what can be saved of it."""

from fastapi import FastAPI

from intake.app.desk import OpenDesk
from intake.web.desk.shown import Shown
from intake.web.desk.submission.files import add_files
from intake.web.desk.submission.pages import add_pages, add_readings


def add_to(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """Add the page, those of its documents, and what can be saved."""
    add_pages(app, desk, shown)
    add_readings(app, desk, shown)
    add_files(app, desk, shown)
