"""The cookies by which a browser is known: one for a session, one for the forms of who has none yet (RFC 6265)."""

from datetime import timedelta

from starlette.responses import Response

from intake.app.desk import OpenDesk

_FORMS = timedelta(days=1)


class Cookies:
    """Named so that no other site can set them where browsers can tell (RFC 6265bis, section 4.1.3)."""

    def __init__(self, desk: OpenDesk) -> None:
        place = desk.place
        kind = ("__Secure-" if place.path else "__Host-") if place.secure else ""
        self.session = f"{kind}desk_session"
        self.forms = f"{kind}desk_csrf"
        self._path = f"{place.path}/"
        self._secure = place.secure

    def keep_session(self, answer: Response, secret: str) -> None:
        """Give the browser its session, until the browser is closed; the server ends it earlier."""
        answer.set_cookie(self.session, secret, path=self._path, secure=self._secure, httponly=True, samesite="lax")
        self._drop(answer, self.forms)

    def drop_session(self, answer: Response) -> None:
        """Take it away."""
        self._drop(answer, self.session)

    def forms_field(self, secret: str) -> str:
        """The Set-Cookie field for the forms of who has no session."""
        answer = Response()
        answer.set_cookie(
            self.forms,
            secret,
            max_age=int(_FORMS.total_seconds()),
            path=self._path,
            secure=self._secure,
            httponly=True,
            samesite="lax",
        )
        return answer.headers["set-cookie"]

    def _drop(self, answer: Response, name: str) -> None:
        answer.delete_cookie(name, path=self._path, secure=self._secure, httponly=True, samesite="lax")
