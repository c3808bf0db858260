"""What every page stands on: its styles and scripts, the language and colours that a reader chooses, our health."""

from typing import Annotated, Literal

from fastapi import FastAPI, Form
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from intake.app.desk import OpenDesk
from intake.domain.errors import UnavailableError
from intake.web.desk.rights import Missing
from intake.web.desk.shown import Shown


def add_to(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """Add the routes that nobody has to be known for."""

    @app.get("/assets/{name:path}")
    def asset(name: str) -> Response:
        try:
            return shown.assets.answer(name)
        except KeyError as error:
            raise Missing from error

    @app.post("/look")
    def look(
        language: Annotated[str, Form(max_length=8)] = "",
        theme: Annotated[Literal["", "auto", "light", "dark"], Form()] = "",
        back: Annotated[str, Form(max_length=2000)] = "",
    ) -> Response:
        answer = RedirectResponse(shown.local(back), 303)
        shown.choose(answer, language, theme)
        return answer

    @app.get("/healthz")
    def health() -> Response:
        try:
            with desk.store.read():
                return PlainTextResponse("ok\n")
        except UnavailableError:
            return PlainTextResponse("the database does not answer\n", 503)
