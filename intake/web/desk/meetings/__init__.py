"""The pages of meetings: all of them, one with its acts, a circular that announces one, and the rulebooks."""

from fastapi import FastAPI

from intake.app.desk import OpenDesk
from intake.web.desk.meetings.acts import add_acts
from intake.web.desk.meetings.circular import add_circular
from intake.web.desk.meetings.pages import add_pages
from intake.web.desk.meetings.rules import add_rules
from intake.web.desk.meetings.trial import add_trial
from intake.web.desk.shown import Shown


def add_to(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """Add them; what is named outright before what is named by its group."""
    add_circular(app, desk, shown)
    add_rules(app, desk, shown)
    add_trial(app, desk, shown)
    add_pages(app, desk, shown)
    add_acts(app, desk, shown)
