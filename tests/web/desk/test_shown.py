"""What every page has: links below the prefix, its language and colours, notices that are seen once, files to save."""

import json
import re
from base64 import urlsafe_b64encode
from datetime import UTC, date, datetime

import pytest
from markupsafe import Markup

from intake.web.desk import app as application
from intake.web.desk.shown import Shown
from intake.web.desk.telling import Telling
from tests.web.desk import gallery
from tests.web.desk.places import ROLES, Desk
from tests.web.desk.test_errors import assert_marked

AT = datetime(2026, 4, 30, 21, 52, 7, tzinfo=UTC)
NBSP, NARROW = "\u00a0", "\u202f"


@pytest.fixture
def shows(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The desk with a page that has everything."""
    monkeypatch.setattr(application, "PAGES", (*application.PAGES, gallery.add_to))
    return Desk(desk.world, desk.line, desk.desk)


def telling(desk: Desk, language: str) -> Telling:
    return Telling(desk.desk.words, desk.desk.stating, language)


@pytest.mark.parametrize(
    ("path", "query", "address"),
    [
        pytest.param("/", {}, "/intake/", id="desk"),
        pytest.param("/log", {"group": "", "q": "a b&c", "page": None}, "/intake/log?q=a+b%26c", id="empty-drops-out"),
        pytest.param("/log", {"kind": ["a", "b"]}, "/intake/log?kind=a&kind=b", id="several"),
        pytest.param("/submissions/MV 1?#", {}, "/intake/submissions/MV%201%3F%23", id="odd-letters"),
        pytest.param("/log", {"open": True, "late": False, "n": 0}, "/intake/log?open=True&n=0", id="numbers"),
    ],
)
def test_links_stand_below_the_prefix(desk: Desk, path: str, query: dict[str, object], address: str) -> None:
    behind = desk.again(url="https://desk.example.org/intake")
    assert Shown(behind.desk, lambda: 0).link(path, **query) == address
    behind.close()


@pytest.mark.parametrize(
    ("given", "led"),
    [
        ("/intake/log?group=a", "/intake/log?group=a"),
        ("/intake/", "/intake/"),
        ("https://evil.example/", "/intake/"),
        ("//evil.example/", "/intake/"),
        ("/intake\\evil", "/intake/"),
        ("/elsewhere", "/intake/"),
        ("/intake/\r\nSet-Cookie: a=b", "/intake/"),
        ("/intake//evil.example", "/intake//evil.example"),
        ("javascript:alert(1)", "/intake/"),
        ("", "/intake/"),
    ],
)
def test_nobody_is_led_elsewhere(desk: Desk, given: str, led: str) -> None:
    behind = desk.again(url="https://desk.example.org/intake")
    assert Shown(behind.desk, lambda: 0).local(given) == led
    behind.close()


def test_all_stands_below_the_prefix_and_the_health_everywhere(desk: Desk) -> None:
    behind = desk.again(url="https://desk.example.org/intake", hosts=["also.example"])
    visitor = behind.visitor()
    for host in ("desk.example.org", "also.example", "127.0.0.1:8025"):
        visitor.host = host
        page = visitor.get("/intake/me")
        assert page.status == 200
        addresses = re.findall(r'(?:href|src|action)="([^"#]*)"', page.html)
        assert addresses
        assert [one for one in addresses if not one.startswith("/intake/")] == []
        for one in addresses:
            if "/assets/" in one:
                assert visitor.get(one).status == 200, one
    assert [visitor.get(one).status for one in ("/intake", "/", "/me", "/intakex/me")] == [303, 303, 404, 404]
    assert visitor.get("/healthz").body == b"ok\n"
    assert visitor.get("/intake").headers["location"] == "/intake/"
    chosen = visitor.post("/intake/look", language="fr", back="/intake/me")
    assert chosen.headers["location"] == "/intake/me"
    assert all("Path=/intake/" in one and "; Secure" in one and "HttpOnly" in one for one in chosen.cookies)
    behind.close()


def test_a_reader_chooses_language_and_colours(desk: Desk) -> None:
    visitor = desk.visitor()
    visitor.languages = "fr-CH, fr;q=0.9, en;q=0.5"
    assert '<html lang="fr" data-theme="auto">' in visitor.get("/me").html
    page = visitor.send("/look", language="en", theme="dark", back="/me")
    assert '<html lang="en" data-theme="dark">' in page.html
    assert visitor.post("/look", language="xx", theme="", back="/me").status == 303
    assert '<html lang="en" data-theme="dark">' in visitor.get("/me").html
    assert visitor.post("/look", language="en", theme="pink").status == 422
    nobody = desk.visitor(None)
    nobody.get("/login")
    assert '<html lang="fr"' in nobody.send("/look", language="fr", back="/login").html


def test_a_notice_is_seen_once_and_not_by_a_page_that_refreshes_itself(shows: Desk) -> None:
    visitor = shows.visitor()
    answer = visitor.post("/gallery", title="x")
    assert (answer.status, answer.headers["location"]) == (303, "/gallery")
    live = visitor.ask("GET", "/gallery", headers={"desk-live": "1"})
    assert 'data-tone="warn" role="status" tabindex="-1" autofocus>The connection' not in live.html
    seen = visitor.get("/gallery")
    assert 'data-tone="warn" role="status" tabindex="-1" autofocus>The connection is lost.' in seen.html
    assert '<a href="/gallery">Back to the desk</a>' in seen.html
    assert 'data-tone="warn" role="status" tabindex="-1" autofocus>The connection' not in visitor.get("/gallery").html


def _cookie(**fields: object) -> str:
    return urlsafe_b64encode(json.dumps({"key": "desk.logout", **fields}).encode()).decode()


@pytest.mark.parametrize(
    "cookie",
    [
        "e30=",
        "x",
        _cookie(key="no.such"),
        _cookie(a=1),
        _cookie(link="javascript:alert(1)", label="desk.logout"),
        _cookie(link="//evil.example/", label="desk.logout"),
        _cookie(link=5, label="desk.logout"),
        _cookie(link="/me", label="no.such"),
    ],
)
def test_a_notice_that_is_not_ours_is_none(desk: Desk, cookie: str) -> None:
    visitor = desk.visitor()
    visitor.cookies["desk_notice"] = cookie
    page = visitor.get("/me")
    assert page.status == 200
    assert 'data-tone="done" role="status"' not in page.html
    assert [one for one in ("javascript:", "evil.example") if one in page.html] == []


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/", "Desk"), ("/log", "Log"), ("/log/entries", "Log"), ("/submissions/MV-26-0001", "Log"),
        ("/documents", "Documents"), ("/people/vera", "People"), ("/me", None), ("/no/such/page", None),
    ],
)  # fmt: skip
def test_the_navigation_says_where_one_is(desk: Desk, path: str, place: str | None) -> None:
    page = desk.visitor("administrator").get(path)
    assert re.findall(r'aria-current="(?:page|true)">(\w+)</a></li>\n', page.html.partition("</nav>")[0]) == (
        [place] if place else []
    )


def test_the_navigation_leads_to_what_a_person_may_see_alone(desk: Desk) -> None:
    shown = {role: desk.visitor(role).get("/me").html.partition("</nav>")[0] for role in ROLES}
    assert {role: ">People</a>" in html for role, html in shown.items()} == {
        "viewer": False, "secretary": False, "chair": False, "administrator": True,
    }  # fmt: skip
    assert all(">Log</a>" in html for html in shown.values())
    assert "<nav" not in desk.visitor(None).get("/login").html


def test_a_head_is_that_of_the_page_without_it(desk: Desk) -> None:
    for path in ("/me", "/healthz", "/no/such/page"):
        head, page = desk.visitor().ask("HEAD", path), desk.visitor().get(path)
        assert (head.status, head.body) == (page.status, b"")
        assert head.headers["content-length"] == page.headers["content-length"]


def test_assets_are_kept_and_nothing_else_is_among_them(desk: Desk) -> None:
    visitor = desk.visitor(None)
    style = visitor.get("/assets/desk.css?v=1")
    assert style.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert style.headers["content-type"].startswith("text/css")
    assert_marked(style)
    for name in (
        "base.html.j2",
        "../mail/receipt.html.j2",
        "%2e%2e/desk.css",
        "vendor/htmx.LICENSE.txt",
        "",
        "nothing.js",
    ):
        assert visitor.get(f"/assets/{name}").status == 404, name


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Thursday 30 April 2026, 23:52 Geneva time (UTC+2)"),
        ("fr", f"jeudi 30 avril 2026 à 23{NBSP}h{NBSP}52, heure de Genève (UTC+2)"),
    ],
)
def test_a_moment_names_its_zone_and_is_utc_for_programs(desk: Desk, language: str, told: str) -> None:
    said = telling(desk, language).moment(AT, "Europe/Zurich")
    assert said.startswith('<time datetime="2026-04-30T21:52:07Z">')
    assert said.striptags().replace(NBSP, " ") == told.replace(NBSP, " ")
    short = telling(desk, language).moment(AT, "Europe/Zurich", "short").striptags()
    assert short.endswith("UTC+2")
    assert "2026" in short


def test_numbers_days_and_durations_are_those_of_the_language(desk: Desk) -> None:
    english, french = telling(desk, "en"), telling(desk, "fr")
    assert (english.number(12345), french.number(12345)) == ("12,345", f"12{NARROW}345")
    assert english.day(date(2026, 5, 1)) == "Friday 1 May 2026"
    assert french.day(date(2026, 5, 1)) == "vendredi 1er mai 2026"
    assert english.lasting(663) == "11 minutes and 3 seconds"


def test_what_a_stranger_wrote_is_text_and_what_is_ours_is_not(desk: Desk) -> None:
    english = telling(desk, "en")
    said = english.say("desk.moment.short", day="<b>{time}</b>", time=Markup("<time>9</time>"), offset="&")
    assert said == "&lt;b&gt;{time}&lt;/b&gt;, <time>9</time> &amp;"
    with pytest.raises(KeyError):
        english.say("desk.moment.short", day="1")
    with pytest.raises(KeyError):
        english.say("no.such.key")


@pytest.mark.parametrize(
    ("name", "plain", "encoded"),
    [
        ("Input.docx", "Input.docx", "Input.docx"),
        ('a"b\r\nX: y;.docx', "a_b__X_ y_.docx", "a%22b%0D%0AX%3A%20y%3B.docx"),
        ("ورقة.pdf", "____.pdf", "%D9%88%D8%B1%D9%82%D8%A9.pdf"),
        ("../../etc/passwd", ".._.._etc_passwd", "..%2F..%2Fetc%2Fpasswd"),
        ("", "file", ""),
    ],
)
def test_a_file_is_saved_and_never_shown(desk: Desk, name: str, plain: str, encoded: str) -> None:
    answer = Shown(desk.desk, lambda: 0).file(b"<script>", name, "application/octet-stream")
    assert answer.headers["content-disposition"] == f"attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"
    assert "sandbox" in answer.headers["content-security-policy"]
