"""The documents of a meeting: numbers in their order, posting, allocation, and what else is done to them."""

from fastapi import FastAPI

from intake.app.desk import OpenDesk
from intake.web.desk.documents import acts, changes, files, listing, registering
from intake.web.desk.shown import Shown


def add_to(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """Add the pages of documents, and the forms on them."""
    for one in (listing, acts, changes, registering, files):
        one.add_to(app, desk, shown)
