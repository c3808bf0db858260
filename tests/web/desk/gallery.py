"""A page for the tests that holds all that pages are made of."""

from datetime import UTC, datetime
from pathlib import Path

from fastapi import FastAPI, Request
from jinja2 import FileSystemLoader
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.web.desk.rights import MaySee
from intake.web.desk.shown import Notice, Shown

ROWS = [
    ("JCA-MV-Doc-001", "Digital twins for metaverse standards", 2),
    ("JCA-MV-Doc-002", "Gaps in metaverse standards", 1),
    ("JCA-MV-Doc-003", "ورقة عن المعايير", 12),
]


def add_to(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """Add it, and a form that is taken."""
    loader = shown._environment.loader
    assert isinstance(loader, FileSystemLoader)
    loader.searchpath = [*loader.searchpath, str(Path(__file__).parent)]

    @app.get("/gallery")
    def gallery(request: Request, person: MaySee) -> Response:
        with desk.store.read() as work:
            head = work.log.head()
        instant = datetime(2026, 4, 30, 21, 52, tzinfo=UTC)
        return shown.page(request, "gallery.html.j2", rows=ROWS, instant=instant, at_position=head[0] if head else 0)

    @app.post("/gallery")
    def taken(person: MaySee, title: str = "") -> Response:
        return shown.to(
            "/gallery", Notice("desk.live.lost", tone="warn", link=shown.link("/gallery"), label="error.back")
        )
