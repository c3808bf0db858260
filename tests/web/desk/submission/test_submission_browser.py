"""Script in every field that a mail, a file or a person can fill: a real Chromium shows it, and runs nothing (W04)."""

from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from playwright.sync_api import Page, expect

from intake.demo.papers import AuthoredPaper, fill
from intake.domain.document import Contact
from intake.domain.log_entry import LogEntry
from intake.domain.verdict import Deed
from intake.pipeline.desk.mails.acts import correct
from intake.shipped import shipped_templates
from tests.web.desk.places import ServedDesk

EVIL = (
    "<script>window.ran=1</script><img src=//evil.example/x onerror=window.ran=1><svg onload=window.ran=1>"
    "<a href=javascript:window.ran=1>x</a>{{7*7}}{% raw %}${7*7}\"'>"
)
REFERENCE = "MV-26-0008"


def evil(where: str) -> str:
    return f"{where} {EVIL}"


def hostile_file() -> bytes:
    """A paper on the template with script in each cell, and in its text."""
    contact = Contact(evil("contact"), evil("organization"), evil("country"), evil("tel"), None, "a@evil.example")
    return fill(
        (shipped_templates() / "docx" / "jca-contribution.docx").read_bytes(),
        AuthoredPaper(
            title=evil("title"),
            source=evil("source"),
            contacts=(contact,),
            keywords=evil("keywords"),
            abstract=evil("abstract"),
            number=evil("number"),
            group=evil("group"),
            original=evil("language"),
            kind=evil("kind"),
            body=(evil("body"), evil("discussion"), evil("proposal")),
        ),
    )


def hostile_mail() -> bytes:
    message = EmailMessage(policy=SMTP.clone(max_line_length=990))
    message["Subject"] = evil("subject")
    message.set_content(evil("words") + "\nhttp://evil.example/words\n")
    message.add_alternative(f"<html><body>{evil('html')}</body></html>", subtype="html")
    message.add_attachment(hostile_file(), "application", "octet-stream", filename=evil("file") + ".docx")
    name = EVIL.replace("\\", "").replace('"', "'")
    fields = (
        (
            "Received: from <script>window.ran=1</script> by <script>window.ran=1</script> "
            "with <svg/onload=window.ran=1>; Thu, 30 Apr 2026 22:10:00 +0000"
        ),
        f'From: "{name}" <delegate@evil.example>',
        f'To: "{name}" <tsbjcamv@itu.int>',
        f'Cc: "{name}" <copy@evil.example>',
        f'Reply-To: "{name}" <reply@evil.example>',
        "Message-ID: <<script>window.ran=1</script>@evil.example>",
        "X-Mailer: <script>window.ran=1</script>",
        "Date: Thu, 30 Apr 2026 22:00:00 +0000",
    )
    return "\r\n".join(fields).encode() + b"\r\n" + message.as_bytes()


@dataclass
class Watched:
    """A page with all that it asked for, and all that its browser complained of."""

    page: Page
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda one: self.asked.append(one.url))
        self.page.on("console", lambda one: self.said.append(one.text))
        self.page.on("dialog", lambda one: self.said.append(one.message))
        self.page.on("pageerror", lambda one: self.said.append(str(one)))

    def is_harmless(self, prefix: str) -> None:
        """Nothing ran, nothing was fetched from elsewhere, and no element is there that a stranger wrote."""
        assert self.page.evaluate("window.ran === undefined")
        assert [one for one in self.asked if not one.startswith(prefix)] == []
        assert [one for one in self.said if "404 (Not Found)" not in one] == []
        foreign = "img, iframe, object, embed, base, meta[http-equiv], svg:not(.instants svg), style, [style], [onload]"
        assert self.page.locator(foreign).count() == 0
        scripts = self.page.locator("script").evaluate_all("all => all.map(one => one.getAttribute('src'))")
        assert [one for one in scripts if one is None or not one.startswith("/assets/")] == []
        links = self.page.locator("a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
        assert [one for one in links if not one.startswith(("/", "#"))] == []


@pytest.fixture
def hostile(served_desk: ServedDesk) -> ServedDesk:
    """A desk with a mail that has script everywhere, and people who write script, too."""
    world, line = served_desk.world, served_desk.line
    world.server.deliver(hostile_mail(), world.clock.at)
    served_desk.run()
    with line.store.read() as work:
        numbers = [one.number for one in work.submissions.decisions(8)[-1].verdict.documents if one.number]
    if numbers:
        correct(line, numbers[0], Deed("Grace", "as it stands"), title=evil("recorded"))
    with line.store.write() as work:
        for word in ("alert", "asked"):
            work.log.add(LogEntry(world.clock.at, word, evil("who"), evil("why"), "jca-mv", 8, {"topic": "reading"}))
    return served_desk


def test_whatever_a_mail_says_is_shown_and_nothing_of_it_runs(hostile: ServedDesk) -> None:
    watched = Watched(hostile.page())
    page = watched.page
    page.goto(f"/submissions/{REFERENCE}?from=log&list=q%3D%3Cscript%3E")
    prefix = page.url.split("/submissions/")[0]
    expect(page.get_by_role("heading", level=1)).to_contain_text("<script>window.ran=1</script>")
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    told = page.locator("main").inner_text()
    places = ("subject", "title", "source", "abstract", "keywords", "contact", "body", "words", "why")
    assert [one for one in places if f"{one} <script>" not in told] == []
    assert "{{7*7}}" in told
    assert "49" not in told.replace("2049", "")
    watched.is_harmless(prefix)
    for below in ("/documents/1", "/mail"):
        page.goto(f"/submissions/{REFERENCE}{below}")
        expect(page.locator(".sheet").first).to_contain_text("<script>window.ran=1</script>")
        watched.is_harmless(prefix)
    page.goto("/submissions/%3Cscript%3Ewindow.ran=1%3C%2Fscript%3E")
    watched.is_harmless(prefix)


def test_a_file_is_saved_and_never_opened(hostile: ServedDesk) -> None:
    page = hostile.page()
    page.goto(f"/submissions/{REFERENCE}")
    for link in ("Save the file as it came", "The whole mail as it came (.eml)"):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=link).first.click()
        saved = waiting.value
        assert "/" not in saved.suggested_filename
        assert saved.path().stat().st_size > 1000
    assert page.url.endswith(REFERENCE)
    assert page.evaluate("window.ran === undefined")
