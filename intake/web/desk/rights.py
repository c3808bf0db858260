"""Who asks for a page, and what a route wants of them: each names its right as the type of a parameter."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.routing import APIRoute

from intake.domain.persons.people import Person, Right, may

OPEN = ("/healthz", "/assets/{name:path}", "/look", "/login", "/login/provider", "/login/back", "/link/{token}")
"""Routes that nobody has to be known for; all others name a right."""


class LoginNeeded(Exception):  # noqa: N818 - no fault: who is not known yet is sent to the login
    """Nobody is logged in."""


class Forbidden(Exception):  # noqa: N818 - the page that is answered
    """Not with this role, or not by this form; `kind` is the page that says so."""

    def __init__(self, kind: str = "forbidden") -> None:
        super().__init__(kind)
        self.kind = kind


class Missing(Exception):  # noqa: N818 - the page that is answered
    """There is no such thing, or it is not this person's to see: nobody is told which."""


def person_of(request: Request) -> Person | None:
    """Who is logged in; None for nobody."""
    found = getattr(request.state, "person", None)
    return found if isinstance(found, Person) else None


class NeedsRight:
    """The right that a route wants, as a dependency. Raises LoginNeeded, Forbidden."""

    def __init__(self, right: Right) -> None:
        self.right: Right = right

    async def __call__(self, request: Request) -> Person:
        """Tell who asks, if they may."""
        person = person_of(request)
        if person is None:
            raise LoginNeeded
        require(person, self.right)
        return person


def require(person: Person, right: Right, group: str | None = None) -> None:
    """Raise Forbidden unless the person has this right (in this group)."""
    if not may(person, right, group):
        raise Forbidden


def right_of(route: APIRoute) -> Right | None:
    """The right that a route wants; None for one that names none."""
    wanted = [one.call for one in route.dependant.dependencies]
    return next((one.right for one in wanted if isinstance(one, NeedsRight)), None)


MaySee = Annotated[Person, Depends(NeedsRight("see"))]
"""A route that shows something takes `person: MaySee`."""
MayAct = Annotated[Person, Depends(NeedsRight("act"))]
"""A route by which somebody decides."""
MayConfigure = Annotated[Person, Depends(NeedsRight("configure"))]
"""A route that changes meetings, rulebooks or templates."""
MayAdminister = Annotated[Person, Depends(NeedsRight("administer"))]
"""A route that changes who may do what."""
