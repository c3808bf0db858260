"""The desk's first page, as a person reads it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest

from intake.ports import UnitOfWork
from intake.web.desk.front.kept import KeptAccount
from tests.line.chairs.test_chairs import CHAIRS
from tests.line.letters_in import RTF, mail, paper
from tests.line.meetings.test_meetings import change
from tests.line.worlds import World
from tests.web.desk.places import Desk, desk_of


def beat(desk: Desk) -> None:
    """A sign of life of the daemon, now."""
    with desk.line.store.write() as work:
        work.beats.beat("here", desk.world.clock.at)


def page(desk: Desk, role: str = "secretary", query: str = "", languages: str = "") -> str:
    answer = desk.visitor(role, languages).get(f"/{query}")
    assert answer.status == 200, answer.text
    return answer.text


def html(desk: Desk, role: str = "secretary", query: str = "") -> str:
    return desk.visitor(role).get(f"/{query}").body.decode()


@pytest.fixture
def quiet(world: World) -> Iterator[Desk]:
    """A desk to which nothing has come."""
    line = world.start()
    world.run(line)
    made = desk_of(world, line)
    beat(made)
    yield made
    made.close()


def take(desk: Desk, *mails: bytes) -> None:
    for one in mails:
        desk.world.server.deliver(one, desk.world.clock.at)
    desk.run()


def test_each_thing_says_why_it_waits_and_leads_to_what_settles_it(own_desk: Desk) -> None:
    beat(own_desk)
    told = page(own_desk)
    assert "3 things need you" in told
    assert "The file old.rtf is in a text format other than .docx." in told
    assert "It carries words and no file. When does the meeting start?" in told
    assert told.index("MV-26-0004") < told.index("MV-26-0005") < told.index("MV-26-0007"), "the oldest comes first"
    shown = html(own_desk)
    assert "<title>(3) Desk" in shown
    for way in ("MV-26-0004/acts/convert", "MV-26-0005/acts/ignore", "MV-26-0007/acts/admit"):
        assert f'href="/submissions/{way}?from=work"' in shown


def test_each_figure_of_the_account_leads_to_its_mails(own_desk: Desk) -> None:
    take(own_desk, mail("accepted", ("Input.docx", paper())))
    shown = html(own_desk)
    for disposition, count in (("accept", 2), ("return", 1), ("hold", 2), ("question", 1), ("ignore", 1)):
        assert f'<a href="/log?mailbox=jca-mv%2FINBOX&amp;disposition={disposition}">{count}</a>' in shown
    assert "same mail again 1 seen in all 8" in page(own_desk), "the same mail again is no mail of its own"


def test_what_is_filled_in_goes_along(quiet: Desk) -> None:
    take(quiet, mail("other", ("Input.docx", paper(group="JCA-DCC"))))
    assert 'href="/submissions/MV-26-0001/acts/release?group=jca-dcc&amp;from=work"' in html(quiet)
    told = page(quiet)
    assert "Release for JCA-DCC" in told
    assert "The mail came to JCA-MV, but the field “Group” on the cover names JCA-DCC." in told


def test_who_may_only_look_has_no_buttons(own_desk: Desk) -> None:
    assert "/acts/" not in html(own_desk, "viewer")
    assert "Convert to Word" not in page(own_desk, "viewer")
    assert "MV-26-0004" in page(own_desk, "viewer")


def test_nothing_waits_and_the_page_says_what_that_means(quiet: Desk) -> None:
    told = page(quiet)
    assert "0 things need you" in told
    assert "Nothing waits for you. No mail has come yet. The mailboxes were read 0 seconds ago." in told
    take(quiet, mail("one", ("Input.docx", paper())))
    quiet.world.clock.at += timedelta(seconds=20)
    told = page(quiet)
    assert "Nothing waits for you. The last mail came on Thursday 30 April 2026, 17:30 Geneva time (UTC+2)" in told
    assert "The mailboxes were read 20 seconds ago." in told
    assert "<title>Desk" in html(quiet)


def test_covers_to_complete_count_and_are_no_alarm(quiet: Desk) -> None:
    take(
        quiet,
        mail("one", ("Input.docx", paper(source="[Source]")), ("b.docx", paper("Another", number="JCA-MV-Doc-777"))),
    )
    told, shown = page(quiet), html(quiet)
    assert "1 thing needs you 1 of them is a cover to complete" in told
    assert "No mail waits for you. 1 cover is to be completed, below." in told
    assert "<title>(1) Desk" in shown
    assert 'class="front-needed" data-tone="warn"' in shown
    assert "0 things need you" in page(quiet, "chair"), "a chair completes no cover"


def test_what_happens_by_itself_is_told_with_the_time_until_it(quiet: Desk) -> None:
    """17:30 in Geneva; the report on the state of play, then the close, a quarter of an hour after the date."""
    told = page(quiet)
    assert "What happens automatically" in told
    assert "JCA-MV Close of the call 1 May 2026, 00:14 UTC+2 · in 6 hours and 44 minutes" in told
    assert 'href="/meetings/jca-mv/2026-05-13">JCA-MV</a> Close of the call' in html(quiet)
    quiet.world.clock.at += timedelta(hours=7)
    assert "JCA-MV Close of the call waits 1 May 2026, 00:14 UTC+2" in page(quiet)


def test_without_a_meeting_ahead_the_last_mail_stands_beside(quiet: Desk) -> None:
    take(quiet, mail("one", ("Input.docx", paper())))
    quiet.world.clock.at += timedelta(days=90)
    beat(quiet)
    told = page(quiet)
    assert "The last mail Digital twins for metaverse standards Thursday 30 April 2026, 17:30 Geneva time" in told
    assert "No meeting is ahead. Mail is taken and numbered for the next one. New meeting from a circular" in told
    assert "New meeting from a circular" not in page(quiet, "viewer")


def test_what_is_to_be_looked_at_in_the_rules_leads_to_where_it_is_done(quiet: Desk) -> None:
    shown = html(quiet)
    for address, words in (
        ("/meetings/rules/jca-mv", "JCA-MV: the address of the secretariat is still an example"),
        ("/meetings/rules/jca-mv/text", "JCA-MV: a chair has no address"),
        ("/templates", "JCA-MV: the example template is still in use"),
        ("/meetings/circular", "JCA-DCC: no meeting is ahead"),
    ):
        assert f'<a href="{address}">{words}' in shown
        assert quiet.visitor("secretary").get(address).status == 200
    assert '<a href="/meetings/rules/jca-mv">' not in html(quiet, "viewer")


def test_the_counter_is_right_without_script(quiet: Desk) -> None:
    """15:30 UTC; contributions are taken until 21:59:59 UTC."""
    told = page(quiet)
    assert "Until the date for contributions 06:29:59 Thursday 30 April 2026, 23:59 Geneva time (UTC+2)" in told
    quiet.world.clock.at -= timedelta(days=2, hours=3)
    assert "Until the date for contributions 2 d 09 h" in page(quiet)
    assert "Jusqu’à la date limite des contributions 2 j 09 h" in page(quiet, languages="fr")


def test_the_chairs_are_asked_and_it_is_no_alarm(quiet: Desk) -> None:
    change(quiet.line, lambda book: replace(book, group=replace(book.group, officers=CHAIRS)))
    quiet.world.clock.at += timedelta(hours=6, minutes=41)
    take(quiet, mail("late", ("Input.docx", paper())))
    quiet.world.clock.at += timedelta(minutes=2)
    quiet.run()
    beat(quiet)
    told = page(quiet)
    assert "0 things need you" in told
    assert "The chairs are asked; if they stay silent you may decide from" in told
    assert "1 thing needs you" in page(quiet, "chair"), "for a chair it is one"


def test_a_silent_intake_is_seen_at_a_glance(own_desk: Desk) -> None:
    beat(own_desk)
    assert "Last sign of life 0 seconds ago" in page(own_desk)
    own_desk.world.clock.at += timedelta(minutes=3)
    told = page(own_desk)
    assert "4 things need you" in told
    assert "The intake is silent: mail may not be taken or answered." in told
    assert "The intake is silent" not in page(own_desk, "chair"), "a chair can do nothing about it"


def test_groups_are_told_apart(own_desk: Desk) -> None:
    beat(own_desk)
    assert "All groups JCA-DCC JCA-MV" in page(own_desk)
    assert "0 things need you" in page(own_desk, query="?group=jca-dcc")
    assert "JCA-DCC" not in page(own_desk, "chair")
    for role, query in (("chair", "?group=jca-dcc"), ("secretary", "?group=nowhere")):
        assert own_desk.visitor(role).get(f"/{query}").status == 404


def test_the_page_speaks_french(own_desk: Desk) -> None:
    beat(own_desk)
    told = page(own_desk, languages="fr")
    assert "3 choses vous attendent" in told
    assert "Il contient du texte et aucun fichier." in told


def test_what_a_mail_wrote_is_text(quiet: Desk) -> None:
    evil = "<script>alert(1)</script>{{7*7}}"
    take(quiet, mail("evil", subject=evil, text=f"When? {evil}"), mail("held", ("<img src=x>.rtf", RTF), subject=evil))
    shown = html(quiet)
    assert "<script>alert" not in shown
    assert "<img" not in shown
    assert "{{7*7}}" in shown


def test_arrivals_are_told_as_a_table_too(own_desk: Desk) -> None:
    told = page(own_desk)
    assert "3 documents received so far. 1 of them came after the date." in told
    assert "Wednesday 29 April 2026 0 Thursday 30 April 2026 2 Friday 1 May 2026 1" in told


def test_the_last_mails_are_shown_with_their_outcome(own_desk: Desk) -> None:
    take(own_desk, mail("new", ("New.docx", paper("The newest paper", "NICT"))))
    last = page(own_desk).partition("The last five mails")[2]
    assert last.index("The newest paper") < last.index("A late paper")


@pytest.mark.parametrize("took", [0.001, 0.5])
def test_the_account_is_counted_again_after_twenty_times_as_long_as_it_took(took: float) -> None:
    now, counted = 100.0, []

    class Deliveries:
        def account_of(self, mailboxes: object) -> dict[object, object]:
            nonlocal now
            now += took
            counted.append(mailboxes)
            return {}

    class Work:
        deliveries = Deliveries()

    kept = KeptAccount(lambda: now)
    work: UnitOfWork = Work()  # type: ignore[assignment]
    boxes = [("jca-mv", "INBOX")]
    for wait, times in ((0, 1), (took * 19, 1), (took * 2, 2)):
        now += wait
        kept(work, boxes)
        assert len(counted) == times
    kept(work, [*boxes, ("jca-dcc", "INBOX")])
    assert len(counted) == 3, "other mailboxes are another account"


def test_every_way_on_the_page_leads_somewhere(own_desk: Desk) -> None:
    """The log is counted by its figures elsewhere; here each link opens."""
    take(own_desk, mail("other", ("Other.docx", paper("Another", group="JCA-DCC"))))
    beat(own_desk)
    main = html(own_desk).partition("<main")[2]
    ways = [unescape(one) for one in re.findall(r'href="(/[^"]*)"', main)]
    assert len(ways) > 15
    visitor = own_desk.visitor("secretary")
    assert {one: status for one in ways if (status := visitor.get(one).status) != 200} == {}


def test_what_is_filled_in_stands_in_the_form(quiet: Desk) -> None:
    take(quiet, mail("other", ("Other.docx", paper("Another", group="JCA-DCC"))))
    (way,) = re.findall(r'href="(/submissions/[^"]*group=jca-dcc&amp;from=work)"', html(quiet))
    way = unescape(way)
    form = quiet.visitor("secretary").get(unescape(way))
    assert form.status == 200
    assert "jca-dcc" in form.html
