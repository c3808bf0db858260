"""An act on one mail: its form, the letter that it would cause, and the act itself."""

from collections.abc import Mapping
from typing import Annotated, get_args

from fastapi import FastAPI, Path, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from intake.app.desk import OpenDesk
from intake.domain.errors import ConfigurationError, StaleDecisionError, UsageError
from intake.domain.offering import Offer
from intake.domain.persons.people import Person
from intake.pipeline.desk.mails.foreseeing import Foreseen, foresee
from intake.web.desk.acts.arranging import Upload
from intake.web.desk.acts.doing import FOR_A_CHAIR, READS_FILES, WITHOUT_LETTER, act_on
from intake.web.desk.acts.forms import FormOf, fields_of
from intake.web.desk.acts.looking import (
    SentForm,
    about,
    decision_number,
    may_here,
    require_own_group,
    require_own_number,
    said_fields,
    uploaded,
    with_choices,
)
from intake.web.desk.form_files import KeptFile, keep_file, kept_file
from intake.web.desk.rights import Forbidden, MayAct
from intake.web.desk.shown import Notice, Shown

Name = Annotated[str, Path(max_length=200)]
NAMES: tuple[Offer, ...] = get_args(Offer)
LONGEST_REASON = 2_000


def add_one(app: FastAPI, desk: OpenDesk, shown: Shown) -> None:
    """Add the form of each act, and what it does."""
    forms = _Forms(desk, shown)

    @app.get("/submissions/{name}/acts/{act}")
    def form(request: Request, person: MayAct, name: Name, act: Offer) -> Response:
        return forms.shown_first(request, person, name, act)

    @app.post("/submissions/{name}/acts/{act}")
    def do(request: Request, person: MayAct, name: Name, act: Offer, given: SentForm) -> Response:
        return forms.answered(request, person, name, act, given)


class _Forms:
    """The forms of one desk."""

    def __init__(self, desk: OpenDesk, shown: Shown) -> None:
        self._desk, self._shown = desk, shown

    def shown_first(self, request: Request, person: Person, name: str, act: Offer) -> Response:
        """The form, with what the address says in its fields."""
        it = self._about(person, name, act)
        given = {key: value[:2_000] for key, value in request.query_params.items() if key != "kept"}
        return self._page(request, it, act, given)

    def answered(self, request: Request, person: Person, name: str, act: Offer, form: FormData) -> Response:
        """The letter, or what was done; the form again where something is missing, or somebody was faster."""
        it, given = self._about(person, name, act), said_fields(form)
        require_own_number(it, given)
        require_own_group(self._desk, it, given, act)
        file = self._file(person, form, given) if act == "replace" else None
        given = {**given, "kept": file.digest if file else "", "kept-name": file.name if file else ""}
        if person.role == "chair":  # who decides for nobody else
            given = {key: value for key, value in given.items() if key not in FOR_A_CHAIR}
        reason = given.get("reason", "").strip()
        if not reason or len(reason) > LONGEST_REASON:
            return self._page(request, it, act, given, status=422, missing=True)
        replaces = decision_number(given.get("replaces", ""))
        upload = Upload(file.name, file.content) if file else None
        doing = act_on(self._desk, it, act, given, replaces, upload=upload)
        if act in READS_FILES:
            self._desk.use_limits()
        try:
            if given.get("do") == "look":
                seen = foresee(self._desk.line, doing)
                return self._page(request, it, act, given, seen=seen)
            doing(self._desk.line)
        except StaleDecisionError:
            return self._page(request, self._about(person, name, act), act, given, status=409, stale=True)
        except (
            UsageError,
            ConfigurationError,
        ) as error:  # such as a converter that is not there: a new start is no help
            return self._page(request, it, act, given, status=422, why=error.sentence)
        notice = Notice("acts.done." + act, {"reference": it.submission.reference})
        return self._shown.to(f"/submissions/{it.submission.reference}", notice, **_kept(given))

    def _file(self, person: Person, form: FormData, given: Mapping[str, str]) -> KeptFile | None:
        """The file that the form brings, kept for the act itself, or the one that it brought before."""
        new = uploaded(form, self._desk.largest)
        if new is not None and new.content:
            return keep_file(self._desk, person, new.name, new.content)
        before = given.get("kept", "") if new is None else ""
        return kept_file(self._desk, person, before, given.get("kept-name", ""))

    def _about(self, person: Person, name: str, act: Offer) -> FormOf:
        it = about(self._desk, person, name)
        if not may_here(it, act):
            raise Forbidden
        return with_choices(self._desk, it, act)

    def _zone(self, it: FormOf) -> str:
        meeting = it.rulebook.meeting(it.standing.verdict.meeting)
        return it.rulebook.group.zone_for(meeting)

    def _page(
        self,
        request: Request,
        it: FormOf,
        act: Offer,
        given: Mapping[str, str],
        *,
        status: int = 200,
        seen: Foreseen | None = None,
        **told: object,
    ) -> Response:
        values = {"missing": False, "stale": False, "why": "", "seen": seen, **told}
        return self._shown.page(
            request,
            "acts/form.html.j2",
            status,
            act=act,
            it=it.submission,
            last=it.standing.decisions[-1],
            zone=self._zone(it),
            group=it.rulebook.group.acronym,
            lacks_template=act == "make-cover" and not it.rulebook.profiles,
            fields=fields_of(act, it, given),
            reason=given.get("reason", ""),
            kept=_kept(given),
            looks=act not in WITHOUT_LETTER,
            files=act == "replace",
            file={"digest": given.get("kept", ""), "name": given.get("kept-name", "")},
            **values,
        )


def _kept(given: Mapping[str, str]) -> dict[str, str]:
    """The list that a person came from: the mail's page leads on to its next one."""
    if given.get("from") not in ("work", "log"):
        return {}
    return {"from": given["from"], "list": given.get("list", "")}
