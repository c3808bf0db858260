"""A secretary's night and a co-chair's morning in a browser, on real servers and the real pair of processes."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, timedelta
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.line.acts.test_passed_on import outer
from tests.line.chairs.test_chairs import KANG, MUATH
from tests.line.letters_in import DELEGATE, mail, paper
from tests.line.test_liaison_letters import LETTERS
from tests.line.trouble.test_alerts import text_of
from tests.line.worlds import SECRETARIAT
from tests.live.nights import CLOCK, DCC, GENEVA, MV, PASSWORD, Night, made
from tests.readers.others import pptx, slide
from tests.servers import dovecot, fixtures, postfix
from tests.servers.certificates import Certificates

PHONE = 380
BOTH = f"{MV}, {DCC}"
ADMITTED, KEPT = "late0@f.example", "late1@f.example"
Hour = Callable[[Night], None]

pytestmark = pytest.mark.xdist_group("night-at-the-desk")


@pytest.fixture(scope="module")
def night(
    tmp_path_factory: pytest.TempPathFactory, server_certificates: Certificates, browser: Browser
) -> Iterator[Night]:
    for server in (dovecot, postfix):
        fixtures._needed(server.PACKAGES, missing=server.missing())
    begun = made(tmp_path_factory.mktemp("night") / "home", server_certificates, browser)
    try:
        begun.start()
        yield begun
    finally:
        begun.stop()


@pytest.mark.timeout(180)
def test_at_ten_on_the_telephone_two_wait_and_get_their_numbers(night: Night) -> None:
    until(night, ten)


@pytest.mark.timeout(180)
def test_nobody_is_late_because_the_mailbox_did_not_answer(night: Night) -> None:
    until(night, midnight)


@pytest.mark.timeout(180)
def test_a_co_chair_admits_a_late_paper_and_the_other_comes_second(night: Night) -> None:
    until(night, the_chairs)


@pytest.mark.timeout(180)
def test_in_the_morning_all_is_corrected_posted_and_allocated(night: Night) -> None:
    until(night, morning)


def until(night: Night, hour: Hour) -> None:
    """Let the night pass until this hour; each hour passes once."""
    for one in (ten, midnight, the_chairs, morning):
        if one.__name__ not in night.passed:
            night.passed.append(one.__name__)
            one(night)
        if one is hour:
            return


def logged_in(night: Night, width: int = 1280) -> Page:
    page = night.page(width)
    page.goto("/")
    page.get_by_label("Login").fill("sam")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Desk")
    return page


def done(page: Page, reason: str, act: str) -> None:
    """The letter of an act is looked at where there is one to see, and the act is done."""
    page.get_by_label("Reason").fill(reason)
    if (look := page.get_by_role("button", name="Next: see the letter")).count():
        look.click()
        expect(page.locator("#seen")).to_be_visible()
    page.get_by_role("button", name=act).click()
    expect(page.locator("main .notice[data-tone=done]")).to_be_visible()


def ten(night: Night) -> None:
    """22:00: a liaison statement and slides are on hold, with reasons; each gets its number from the telephone."""
    name, letter = LETTERS["pdf"]
    page = logged_in(night, PHONE)
    expect(page.locator("#front-needs")).to_contain_text("Nothing waits for you.")
    talk = ("Talk.pptx", pptx(slide(("title", "Avatars in the classroom", 100))))
    night.comes(mail("ls", (name, letter), sender="ls@ieee.example", subject="LS to JCA-MV"))
    night.letter("ls@ieee.example", "secretariat will reply")
    night.comes(mail("pp", talk, sender="expert@c.example", subject="My slides"))
    items = page.locator(".front-item")
    expect(items).to_have_count(2)
    expect(items.nth(0)).to_contain_text("liaison statement")
    expect(items.nth(1)).to_contain_text("presentation")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    items.nth(0).get_by_role("link", name="Make a cover").click()
    done(page, "It has no cover of ours.", "Make the cover")
    expect(page.locator("main")).to_contain_text("JCA-MV-Doc-001")
    assert "Registered: JCA-MV-Doc-001" in str(night.letter("ls@ieee.example", "Registered")["Subject"])
    page.goto("/")
    items.nth(0).get_by_role("link", name="Release").click()
    done(page, "Looked at.", "Release it")
    night.letter("expert@c.example", "JCA-MV-Doc-002")
    page.goto("/submissions/JCA-MV-Doc-001")
    expect(page.locator("main")).to_contain_text("liaison statement from another body")
    page.goto("/")
    expect(page.locator("#front-needs")).to_contain_text("Nothing waits for you.")


def midnight(night: Night) -> None:
    """23:40: the mailboxes are away until after the date; nine came before it, two after; then the call closes."""
    night.mailbox_is_away(away=True)
    before = night.dovecot.mails(MV)
    for n in range(8):
        night.comes(mail(f"out-{n}", (f"In{n}.docx", paper(f"TOPIC {n}")), sender=f"author{n}@d.example"))
    night.comes(mail("both", ("I.docx", paper("Identity", "Teranga")), sender="both@e.example", to=BOTH), MV, DCC)
    night.until(lambda: night.dovecot.mails(MV) == before + 9, "nine mails in the mailbox")
    night.date_is(CLOCK.now().astimezone(GENEVA).replace(microsecond=0, tzinfo=GENEVA))
    night.until(lambda: (CLOCK.now().astimezone(GENEVA) - night.deadline).total_seconds() > 1.1, "the date passes")
    for n in range(2):
        night.comes(mail(f"late-{n}", (f"Late{n}.docx", paper(f"After {n}")), sender=f"late{n}@f.example"))
    night.until(lambda: night.dovecot.mails(MV) == before + 11, "the late ones in the mailbox")
    page = logged_in(night, PHONE)
    expect(page.locator("main")).to_contain_text("does not answer")
    meeting = f"/meetings/jca-mv/{night.meeting}"
    page.goto(meeting)
    expect(page.locator("main")).to_contain_text("not yet")
    night.mailbox_is_away(away=False)
    for n in range(8):
        assert "in time" in text_of(night.letter(f"author{n}@d.example", "Registered: JCA-MV-Doc-"))
    night.letter("both@e.example", "[JCA-MV] Registered: JCA-MV-Doc-")
    night.letter("both@e.example", "[JCA-DCC] Registered for the next meeting: JCA-DCC-Doc-001")
    for sender in (ADMITTED, KEPT):
        night.letter(sender, "Received after the date for contributions")
    page.goto("/")
    expect(page.locator(".front-item[data-kind=late]")).to_have_count(2)
    night.letter(SECRETARIAT, "[JCA-MV] Call closed: 11 registered")
    page.goto(meeting)
    expect(page.locator("main")).not_to_contain_text("not yet")


def links(night: Night, chair: str, title: str) -> list[str]:
    """The links in the letter by which a chair is asked about this paper: admit, keep."""
    letter = night.letter(chair, title)
    return re.findall(rf"http://127\.0\.0\.1:{night.public}/decide/[\w.-]+", text_of(letter))


def the_chairs(night: Night) -> None:
    """A scanner opens every link, and decides nothing; one chair admits, the other reads that it is done."""
    admit, _ = links(night, MUATH, "After 0")
    _, keep = links(night, KANG, "After 0")
    for link in (admit, keep):
        for method in ("HEAD", "GET", "OPTIONS"):
            with suppress(HTTPError), urlopen(Request(link, method=method), timeout=20) as answer:
                answer.read()
    page = logged_in(night)
    expect(page.locator(".front-item[data-kind=late]")).to_have_count(2)
    chair = night.page(PHONE)
    chair.goto(admit)
    expect(chair.get_by_role("heading", level=1)).to_have_text("Admit this document?")
    chair.get_by_label("Reason").fill("It closes a gap.")
    chair.get_by_role("button", name="Admit the document").click()
    expect(chair.get_by_role("heading", level=1)).to_have_text("Decided")
    receipt = night.letter(ADMITTED, "Admitted: JCA-MV-Doc-012")
    assert "It was admitted by the co-chair Muath AlRumayh." in text_of(receipt)
    chair.goto(keep)
    expect(chair.get_by_text("This is decided already.")).to_be_visible()
    expect(chair.get_by_role("button")).to_have_count(0)
    expect(page.locator(".front-item[data-kind=late]")).to_have_count(1)


def morning(night: Night) -> None:
    """08:30: what came to her own address is taken; a title and a kind are corrected; all is posted and allocated."""
    page = logged_in(night)
    _her_own_mail(night, page)
    _corrected(page, "JCA-MV-Doc-003", title="Topic of the first author")
    _corrected(page, "JCA-MV-Doc-004", kind="information")
    _posted(night, page)
    _allocated(page)
    _the_account(page)


def _her_own_mail(night: Night, page: Page) -> None:
    """It came half an hour before the date; who and when is filled in, and confirmed."""
    at = night.deadline - timedelta(minutes=29)
    hop = f"Received: from mail.etri.example by mx.itu.int with ESMTPS id 1; {at:%a, %d %b %Y %H:%M:%S %z}\r\n"
    inner = hop.encode() + mail("inner", ("Input.docx", paper()), to="clara@itu.int")
    night.comes(outer(inner))
    item = page.locator(".front-item[data-kind=held]")
    expect(item).to_contain_text(f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC")
    item.get_by_role("link", name="Take the attached mail").click()
    done(page, "It reached my own address.", "Release it")
    receipt = night.letter(DELEGATE, "Registered: JCA-MV-Doc-013")
    assert SECRETARIAT in str(receipt["Cc"])
    assert "in time" in text_of(receipt)


def _corrected(page: Page, number: str, **fields: str) -> None:
    page.goto(f"/documents/one/{number}")
    page.get_by_role("heading", name="Correct").click()
    form = page.locator("form[action$='/correct']")
    for name, value in fields.items():
        field = form.locator(f"[name={name}]")
        field.select_option(value) if name == "kind" else field.fill(value)
    form.get_by_label("Reason").fill("As the author means it.")
    form.get_by_role("button").click()
    expect(page.locator(".notice[data-tone=done]")).to_contain_text(f"{number} is corrected.")


def _posted(night: Night, page: Page) -> None:
    """All that she checked; the site has that, nothing else, and no address."""
    page.goto(f"/documents?meeting=jca-mv/{night.meeting}")
    boxes = page.locator("input[name=number]")
    count = boxes.count()
    for n in range(count - 1):
        boxes.nth(n).check()
    page.locator("#f-reason").fill("Looked at.")
    page.locator("#post").click()
    expect(page.locator(".notice[data-tone=done]")).to_contain_text("Posted: JCA-MV-Doc-001")
    site = night.home / "site"
    night.command("publish", str(site), "--group", "jca-mv")
    (listed,) = [json.loads(one.read_text())["documents"] for one in site.rglob("documents.json")]
    assert [one["number"] for one in listed] == [f"JCA-MV-Doc-{n:03d}" for n in range(1, count)]
    assert (listed[2]["title"], listed[3]["kind"]) == ("Topic of the first author", "information")
    for name, content in _files(site).items():
        for private in ("After 1", f"JCA-MV-Doc-{count:03d}", "MV-26-", ".example", "+82"):
            assert private.encode() not in content, (name, private)


def _files(site: Path) -> dict[str, bytes]:
    """All files of the site but the documents themselves."""
    return {str(one): one.read_bytes() for one in site.rglob("*") if one.is_file() and one.parent.name != "files"}


def _allocated(page: Page) -> None:
    """09:00: each document under the item of the agenda that is proposed for it."""
    page.locator("#f-reason").fill("As the agenda says.")
    page.get_by_role("button", name="Take all that is proposed").click()
    expect(page.locator(".notice[data-tone=done]")).to_contain_text("Put under the items that were proposed: 13.")
    items = [one.strip() for one in page.locator("td[data-label='Agenda item']").all_inner_texts()]
    assert items == ["1"] + ["2"] * 12


def _the_account(page: Page) -> None:
    """Each mail is in one place; behind each figure are as many mails as it says."""
    page.goto("/")
    table = page.locator("#front-account table")
    place = table.locator("thead th").all_inner_texts().index("jca-mv") - 1
    *figures, seen = [one.locator("td").nth(place).inner_text() for one in table.locator("tbody tr").all()]
    assert (sum(map(int, figures)), seen) == (14, "14")
    expect(page.locator("#front-account .wrong")).to_have_count(0)
    for figure, address in [(one.inner_text(), one.get_attribute("href")) for one in table.locator("a").all()]:
        assert address
        page.goto(address)
        expect(page.locator("main tbody tr")).to_have_count(int(figure))
