"""The log at the desk: what a secretary types finds the mail, and a chair sees the own groups only."""

import csv
import io
import json
import re
import zipfile

import pytest

from intake.domain.log_entry import LOG_WORDS
from intake.domain.verdict import Deed
from intake.pipeline.desk.mails.moving import move_to_group
from tests.line.letters_in import mail
from tests.web.desk.places import Desk, ServedDesk
from tests.web.visitors import Answer

ALL = [f"MV-26-000{number}" for number in range(7, 0, -1)]


def said(answer: Answer) -> str:
    """The words of a page, without the marks that keep the directions of their parts apart."""
    return re.sub("[\u2066-\u2069]", "", answer.text)


def columns(answer: Answer) -> list[str]:
    """The heads of the list."""
    return re.findall(r'<th scope="col">([^<]+)</th>', answer.html)


def references(answer: Answer) -> list[str]:
    """The mails of a page, in order."""
    assert answer.status == 200, answer.text
    return re.findall(
        r'<th scope="row">(?:(?!</th>)[\s\S])*?<a class="nowrap" href="[^"]*/submissions/[^"]*"><bdi>([^<]+)',
        answer.html,
    )


@pytest.mark.parametrize(
    ("address", "found"),
    [
        pytest.param("", ALL, id="all"),
        pytest.param("?order=oldest", ALL[::-1], id="oldest"),
        pytest.param("?disposition=accept", ["MV-26-0002", "MV-26-0001"], id="outcome"),
        pytest.param("?waiting=yes", ["MV-26-0007", "MV-26-0005", "MV-26-0004"], id="waits"),
        pytest.param("?finding=tpl-001", ["MV-26-0003"], id="finding"),
        pytest.param("?sender=kaist", ["MV-26-0007"], id="part-of-a-sender"),
        pytest.param("?text=gaps+metaverse", ["MV-26-0002"], id="title"),
        pytest.param("?text=jca-mv-doc-001", ["MV-26-0001"], id="number"),
        pytest.param("?text=MV-26-0003", ["MV-26-0003"], id="reference"),
        pytest.param("?text=minutes.docx", ["MV-26-0003"], id="file"),
        pytest.param("?since=2026-05-01", ["MV-26-0007"], id="since"),
        pytest.param("?until=2026-04-30T17:31&disposition=return", ["MV-26-0003"], id="until-a-minute"),
        pytest.param("?meeting=2026-05-13&kind=contribution&who=line&disposition=hold", ["MV-26-0007", "MV-26-0004"],
                     id="four"),
        pytest.param("?mailbox=/", [], id="no-mail-of-a-file"),
        pytest.param("?text=nothing", [], id="nothing"),
    ],
)  # fmt: skip
def test_the_address_is_the_filter(desk: Desk, address: str, found: list[str]) -> None:
    answer = desk.visitor("secretary").get(f"/log{address}")
    assert references(answer) == found
    assert (f"{len(found)} mails" if len(found) != 1 else "1 mail") in answer.text


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("?group=jca-xyz", "There is no group “jca-xyz” here, so all groups are shown."),
        ("?meeting=1999", "There is no meeting “1999”, so all meetings are shown."),
        ("?disposition=lost", "No mail ends as “lost”, so all outcomes are shown."),
        ("?kind=poem", "There is no kind of document “poem”, so all kinds are shown."),
        ("?finding=zzz", "“ZZZ” is no finding. Findings are written like TPL-001."),
        ("?since=yesterday", "“yesterday” is no day. Days are written like 2026-04-30."),
        ("?columns=password", "There is no column “password”."),
        ("?after=x", "“x” in the address was not understood, and is left out."),
    ],
)
def test_what_means_nothing_is_said(desk: Desk, address: str, told: str) -> None:
    answer = desk.visitor("secretary").get(f"/log{address}")
    assert told in said(answer)
    assert references(answer) == ALL


def test_a_filter_is_removed_by_its_chip(desk: Desk) -> None:
    answer = desk.visitor("secretary").get("/log?text=metaverse&disposition=accept&order=oldest&columns=title")
    links = re.findall(r'<a href="([^"]+)" aria-label="Remove this filter: ([^"]+)"', answer.html)
    assert [name for _, name in links] == ["Search", "Outcome"]
    without_text = desk.visitor("secretary").get(links[0][0].replace("&amp;", "&"))
    assert references(without_text) == ["MV-26-0001", "MV-26-0002"]
    assert "Remove this filter: Outcome" in without_text.html
    assert "Gaps in metaverse standards" in without_text.text, "the columns and the order stay"


def test_several_mails_are_ticked_for_one_act_by_whom_may_act(desk: Desk) -> None:
    html = desk.visitor("secretary").get("/log").html
    assert html.count('form="bulk"') == len(ALL)
    assert 'formaction="/acts/release"' in html
    for role in ("viewer", "chair"):
        assert 'form="bulk"' not in desk.visitor(role).get("/log").html


def test_groups_are_called_as_people_call_them(desk: Desk) -> None:
    for path in ("/log?group=jca-mv", "/log/entries?group=jca-mv"):
        html = desk.visitor("secretary").get(path).html
        assert '<option value="jca-mv" selected>JCA-MV</option>' in html
        assert "<bdi>jca-mv</bdi>" not in html


def test_an_empty_log_says_what_that_means(desk: Desk) -> None:
    assert "No mail fits all of this." in desk.visitor("secretary").get("/log?text=nothing").text


def test_columns_are_chosen(desk: Desk) -> None:
    answer = desk.visitor("secretary").get("/log?columns=title&columns=who&text=gaps")
    assert re.findall(r'<th scope="col">([^<]+)', answer.html) == ["Reference", "Title", "Who decided"]
    assert "Automatically" in answer.text


@pytest.mark.parametrize(
    ("role", "found"), [("viewer", ALL), ("secretary", ALL), ("chair", ALL), ("administrator", ALL)]
)
def test_each_role_sees_the_log(desk: Desk, role: str, found: list[str]) -> None:
    assert references(desk.visitor(role).get("/log")) == found


def test_a_chair_sees_own_groups_only(own_desk: Desk) -> None:
    move_to_group(own_desk.line, "MV-26-0004", Deed("eva", "it is theirs", None), "jca-dcc")
    own_desk.run()
    secretary, chair = own_desk.visitor("secretary"), own_desk.visitor("chair")
    assert references(secretary.get("/log?text=old.rtf")) == ["DCC-26-0001", "MV-26-0004"]
    for address in ("?text=old.rtf", "?group=jca-dcc&text=old.rtf"):
        assert references(chair.get(f"/log{address}")) == ["MV-26-0004"]
    assert "There is no group “jca-dcc” here" in said(chair.get("/log?group=jca-dcc"))
    assert "DCC-26" not in chair.get("/log/export?format=csv").text
    assert "DCC-26-0001" not in chair.get("/log/entries").text
    assert "No mail has the reference" in chair.get("/log/entries?mail=DCC-26-0001").text
    assert "DCC-26-0001" in secretary.get("/log/entries?mail=DCC-26-0001").text


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_what_is_found_is_saved_as_a_file(own_desk: Desk, kind: str) -> None:
    subject = "=HYPERLINK(1)"
    own_desk.world.server.deliver(mail("evil", subject=subject, text="When is it?"), own_desk.world.clock.at)
    own_desk.run()
    answer = own_desk.visitor("secretary").get(f"/log/export?format={kind}&disposition=question&order=oldest")
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="log.{kind}"')
    if kind == "csv":
        rows = list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"))))
        assert [row["reference"] for row in rows] == ["MV-26-0005", "MV-26-0008"]
        assert rows[1]["subject"] == f"'{subject}"
        assert rows[0]["received"] == "2026-04-30 17:33:00+02:00"
    elif kind == "json":
        found = json.loads(answer.body)
        assert [one["reference"] for one in found] == ["MV-26-0005", "MV-26-0008"]
        assert found[1]["subject"] == subject
    else:
        with zipfile.ZipFile(io.BytesIO(answer.body)) as book:
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert f"<t>'{subject}</t>" in sheet
        assert "<t>MV-26-0008</t>" in sheet


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_all_that_is_found_is_saved_however_much_it_is(desk: Desk, monkeypatch: pytest.MonkeyPatch, order: str) -> None:
    monkeypatch.setattr("intake.pipeline.showing.mails._AT_ONCE", 2)
    monkeypatch.setattr("intake.web.desk.log._COUNTED", 3)
    visitor = desk.visitor("secretary")
    assert "More than 3 mails" in said(visitor.get("/log"))
    found = [one["reference"] for one in json.loads(visitor.get(f"/log/export?format=json&order={order}").body)]
    assert sorted(found) == [f"MV-26-{n:04d}" for n in range(1, 8)]
    assert found[0] == ("MV-26-0007" if order == "newest" else "MV-26-0001")
    assert json.loads(visitor.get("/log/export?format=json&text=nothing+like+it").body) == []


def test_columns_that_a_person_chose_stay_theirs(desk: Desk) -> None:
    visitor = desk.visitor("secretary")
    before = columns(visitor.get("/log"))
    assert "Files" not in before
    answer = visitor.get("/log?text=paper&columns=files&columns=received&keep=columns")
    assert (answer.status, answer.headers["location"]) == (303, "/log?text=paper")
    assert columns(visitor.get("/log?text=paper")) == ["Reference", "Files", "Received"]
    assert columns(visitor.get("/log?columns=title")) == ["Reference", "Title"], (
        "a link that somebody sent shows its own"
    )
    assert columns(visitor.get("/log")) == ["Reference", "Files", "Received"], "and leaves mine as they are"
    assert columns(desk.visitor("secretary").get("/log")) == before


def test_words_of_a_mail_are_text(own_desk: Desk) -> None:
    subject = "<script>alert(1)</script>{{7*7}}"
    own_desk.world.server.deliver(mail("evil", subject=subject, text="When is it?"), own_desk.world.clock.at)
    own_desk.run()
    for path in ("/log", "/log/entries", "/log?text=%3Cscript%3E&sender=%22%3E%3Cb%3E&who=%27&mailbox=%3Ci%3E"):
        html = own_desk.visitor("secretary").get(path).html
        assert "<script>alert" not in html
        assert "<b>" not in html
        assert "<i>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in own_desk.visitor("secretary").get("/log").html


def test_pages_follow_one_another(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intake.web.desk.log._PAGE", 3)
    visitor, address, seen = desk.visitor("secretary"), "/log?columns=title", []
    while address:
        answer = visitor.get(address)
        seen.append(references(answer))
        way = re.search(r'rel="next" href="([^"]+)"', answer.html)
        address = way[1].replace("&amp;", "&") if way else ""
    assert seen == [ALL[:3], ALL[3:6], ALL[6:]]
    back = re.search(r'rel="prev" href="([^"]+)"', answer.html)
    assert back
    assert references(visitor.get(back[1].replace("&amp;", "&"))) == ALL[3:6]


def lines(answer: Answer) -> list[str]:
    """The kinds of the lines of a page."""
    assert answer.status == 200, answer.text
    return re.findall(r'data-label="Kind of line"><a href="[^"]+what=([a-z-]+)"', answer.html)


def test_the_lines_of_one_mail_tell_its_way(desk: Desk) -> None:
    answer = desk.visitor("secretary").get("/log/entries?mail=JCA-MV-Doc-001")
    assert lines(answer) == ["paid", "paid", "paid", "decided", "stored"]
    assert "It carries a file; it is accepted." in answer.text


@pytest.mark.parametrize(
    ("address", "kinds"),
    [
        ("?what=decided", {"decided"}),
        ("?who=tick", {"deadline"}),
        ("?what=decided&since=2026-05-01", {"decided"}),
        ("?until=2020-01-01", set()),
    ],
)
def test_lines_are_narrowed(desk: Desk, address: str, kinds: set[str]) -> None:
    assert set(lines(desk.visitor("secretary").get(f"/log/entries{address}"))) == kinds


def test_pages_of_lines_follow_one_another(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = desk.visitor("secretary")
    whole = lines(visitor.get("/log/entries"))
    monkeypatch.setattr("intake.web.desk.log._PAGE", 10)
    address, seen = "/log/entries", []
    while address:
        answer = visitor.get(address)
        seen += lines(answer)
        way = re.search(r'rel="next" href="([^"]+)"', answer.html)
        address = way[1].replace("&amp;", "&") if way else ""
    assert seen == whole
    assert len(whole) > 20


@pytest.mark.parametrize("address", ["?what=nonsense", "?mail=MV-99-0001"])
def test_lines_that_cannot_be_meant_are_said(desk: Desk, address: str) -> None:
    answer = desk.visitor("secretary").get(f"/log/entries{address}")
    assert "are shown." in answer.text
    assert len(lines(answer)) > 20


def test_lines_about_persons_are_for_administrators(own_desk: Desk) -> None:
    shown = own_desk.visitor("secretary").get("/log/entries")
    assert '<option value="login-failed">' not in shown.html
    assert '<option value="login-failed">' in own_desk.visitor("administrator").get("/log/entries").html


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_kind_of_line_has_its_words(desk: Desk, language: str) -> None:
    html = desk.visitor("administrator", languages=language).get("/log/entries").html
    named = dict(re.findall(r'<option value="([a-z-]+)">([^<]+)</option>', html))
    assert [one for one in LOG_WORDS if named.get(one, one) == one] == []


def test_the_log_is_used_by_keyboard_alone(served_desk: ServedDesk) -> None:
    page = served_desk.page("secretary", width=380)
    page.goto("/log")
    page.get_by_label("Search", exact=True).focus()
    page.keyboard.type("gaps metaverse")
    page.keyboard.press("Enter")
    page.wait_for_url("**/log?*text=gaps*")
    assert page.locator("tbody tr").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_label("Remove this filter: Search").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/log")
    assert page.locator("tbody tr").count() == 7
