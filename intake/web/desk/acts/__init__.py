"""The acts on mails: their forms, the letter that each would cause, what came of it; on one mail, and on several."""

from fastapi import FastAPI

from intake.app.desk import OpenDesk
from intake.web.desk.acts.many import add_many
from intake.web.desk.acts.one import add_one
from intake.web.desk.acts.together import add_together
from intake.web.desk.shown import Shown


def add_to(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """Add the routes."""
    add_together(app, desk, shown)
    add_many(app, desk, shown)
    add_one(app, desk, shown)
