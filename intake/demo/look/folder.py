"""Writes the folder: a page that leads to everything, a page for each mail; no script, no address but relative ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from intake.demo import people
from intake.demo.account import GENEVA, AccountLine, day_of
from intake.demo.acts import SITE
from intake.demo.letters import parsed
from intake.demo.look.letters import MailPage, write_mail
from intake.demo.stage import Stage
from intake.shipped import shipped_templates

LOOK = "look"
_MAILS = "mails"


@dataclass(frozen=True, slots=True)
class FolderTold:
    """What the folder is made from: the account line by line, the log, and how the mailboxes add up."""

    lines: Sequence[AccountLine]
    log: Sequence[str]
    sums: Sequence[str]
    drafts: Sequence[bytes]


def write_folder(stage: Stage, told: FolderTold) -> Path:
    """Write it below the home; its first page."""
    look = stage.opened.files.top / LOOK
    mails = look / _MAILS
    mails.mkdir(parents=True, exist_ok=True)
    pages = [
        write_mail(mails, f"{place:03d}", one.raw, one.recipients) for place, one in enumerate(stage.servers.sent(), 1)
    ]
    drafts = [
        write_mail(mails, f"draft-{place:02d}", raw, (str(parsed(raw)["To"]),))
        for place, raw in enumerate(told.drafts, 1)
    ]
    templates = _templates()
    for page in (*pages, *drafts):
        (mails / f"{page.name}.html").write_text(templates.get_template("mail.html.j2").render(page=page), "utf-8")
    (look / "log.txt").write_text("\n".join(told.log) + "\n", "utf-8")
    index = look / "index.html"
    index.write_text(
        templates.get_template("index.html.j2").render(
            days=[(day, list(lines)) for day, lines in groupby(told.lines, day_of)],
            pages=pages,
            readers=_readers(pages, drafts),
            files=[(page, file) for page in pages for file in page.files],
            sites=[(one, f"{SITE.name}/{one}/index.html") for one in ("members", "public")],
            calendars=sorted(str(one.relative_to(look)) for one in (look / SITE.name).glob("*/*/*/meeting.ics")),
            sums=told.sums,
        ),
        "utf-8",
    )
    return index


def _readers(pages: Sequence[MailPage], drafts: Sequence[MailPage]) -> list[tuple[str, str, list[MailPage]]]:
    """Each person with the mails that they got, in the order of the people."""
    found = []
    for one in people.EVERYBODY:
        theirs = [page for page in (*pages, *drafts) if one.address in page.to]
        if theirs:
            found.append((one.name, one.address, theirs))
    return found


def _templates() -> ImmutableSandboxedEnvironment:
    templates = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(shipped_templates() / "demo"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["link"] = quote
    templates.filters["geneva"] = _in_geneva
    return templates


def _in_geneva(at: datetime) -> str:
    here = at.astimezone(GENEVA)
    return f"{here:%A} {here.day} {here:%B %Y, %H:%M:%S}"
