"""A form is taken and the page shown as it is then, or shown once more, with its words and why it was not taken."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from fastapi import Request
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.domain.errors import StaleDecisionError, UsageError
from intake.domain.persons.people import Person
from intake.domain.verdict import Deed
from intake.web.desk.documents.listing import Again, list_page, one_page
from intake.web.desk.shown import Notice, Shown

Doing = Callable[[Deed], Notice]
_NO_REASON = "documents.wrong.reason"


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one desk."""

    desk: OpenDesk
    shown: Shown

    def on_list(self, request: Request, person: Person, meeting: str, again: Again, act: Doing) -> Response:
        """A form on the list of a meeting. The reason is compulsory."""

        def once_more(told: Again, status: int) -> Response:
            return list_page(self.desk, self.shown, request, person, meeting, told, status)

        done = self._done(person, again, act, None, once_more)
        return done if isinstance(done, Response) else self.shown.to("/documents", done, meeting=meeting)

    def on_one(
        self, request: Request, person: Person, number: str, again: Again, act: Doing, replaces: int | None = None
    ) -> Response:
        """A form on the page of one document; `replaces` is the Decision that the person saw."""

        def once_more(told: Again, status: int) -> Response:
            return one_page(self.desk, self.shown, request, person, number, told, status)

        done = self._done(person, again, act, replaces, once_more)
        return done if isinstance(done, Response) else self.shown.to(f"/documents/one/{number}", done)

    def _done(
        self,
        person: Person,
        again: Again,
        act: Doing,
        replaces: int | None,
        once_more: Callable[[Again, int], Response],
    ) -> Notice | Response:
        if again.wrong or not again.reason.strip():
            return once_more(replace(again, wrong=again.wrong or _NO_REASON), 422)
        try:
            return act(Deed(person.login, again.reason.strip(), replaces=replaces))
        except UsageError as error:
            return once_more(replace(again, said=error.sentence), 422)
        except StaleDecisionError as error:
            return once_more(replace(again, said=error.sentence), 409)
