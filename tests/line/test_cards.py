"""What a list, a search and the work list know each mail by; also for mails that an older version decided."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from threading import Barrier

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import text

from intake.domain.card import Card
from intake.domain.mail import Mail
from intake.domain.search.address import View
from intake.domain.search.asked import LogFilter, LogQuery
from intake.pipeline import cards
from intake.pipeline.cards import catch_up
from intake.pipeline.desk.mails.acts import correct, release
from intake.pipeline.line import Line
from intake.pipeline.runner import until_nothing_is_due
from intake.store.database.engine import engine_for
from tests.line.acts.test_acts import by, taken
from tests.line.letters_in import DELEGATE, RTF, mail, paper
from tests.line.worlds import World
from tests.store.databases import KINDS, connected, ready_url

QUESTION = "Dear colleagues,\n\nwhen does the meeting begin?\nAnd where?\n\nThank you\n> an older mail\n"
PAPER = Card(
    submission=1,
    group="jca-mv",
    message_id="<one@etri.example>",
    subject="Contribution to JCA-MV",
    sender=DELEGATE,
    sender_name="Ji-won Park",
    titles=("Digital twins for metaverse standards",),
    sources=("ETRI",),
    abstracts=("It proposes something.",),
    files=("Input.docx", "slides.bin"),
    numbers=("JCA-MV-Doc-001",),
    reference="MV-26-0001",
    findings=("TIM-002",),
    kinds=("contribution",),
    actors=("line",),
)


def all_cards(line: Line) -> dict[int, Card]:
    with line.store.read() as work:
        return work.cards.of([one.id for one in work.submissions.listed(limit=1000)])


def card(line: Line, submission: int = 1) -> Card:
    return all_cards(line)[submission]


def test_a_decided_mail_is_known_by_its_words(world: World) -> None:
    line = taken(world, mail("one", ("Input.docx", paper()), ("slides.bin", b"something")))
    assert card(line) == PAPER


@pytest.mark.parametrize("subject", ["Вклад в работу", "关于元宇宙的文稿", "مساهمة", "a\u202eb"])
def test_words_of_any_script_are_kept_in_one_line(world: World, subject: str) -> None:
    assert card(taken(world, mail("one", subject=subject, text=QUESTION))).subject == subject.replace("\u202e", "")


def test_a_question_is_known_by_its_first_lines(world: World) -> None:
    line = taken(world, mail("one", subject="Hotel", text=QUESTION))
    assert card(line).opening == ("Dear colleagues,", "when does the meeting begin?", "And where?")


def test_a_contribution_is_not_known_by_its_covering_words(world: World) -> None:
    assert card(taken(world, mail("one", ("Input.docx", paper())))).opening == ()


def test_what_a_person_corrects_is_what_it_is_known_by(world: World) -> None:
    line = taken(world, mail("one", ("Input.docx", paper()), ("slides.bin", b"something")))
    correct(line, "JCA-MV-Doc-001", by("eva"), title="Digital twins", source=("ETRI", "KT"))
    assert card(line) == replace(PAPER, titles=("Digital twins",), sources=("ETRI; KT",), actors=("line", "eva"))


def test_a_number_that_a_person_gives_is_known(world: World) -> None:
    line = taken(world, mail("held", ("old.rtf", RTF)))
    assert card(line).numbers == ()
    release(line, "1", by("eva"))
    assert card(line).numbers == ("JCA-MV-Doc-001",)


def upgraded(world: World) -> None:
    """Take the cards away, and let the step of the schema that made them find the rows of the version before."""
    world.close()
    steps = [import_module(f"intake.store.migrations.versions.{name}") for name in ("0006_cards", "0017_search")]
    engine = engine_for(world.url)
    with engine.begin() as connection:
        for table in ("search", "cards", "behind"):
            connection.execute(text(f"DROP TABLE {table}"))
        for name, *_ in (*steps[1]._ORDERS, *steps[1]._ORDERS_OF_SEALED):
            connection.execute(text(f"DROP INDEX {name}"))
        with Operations.context(MigrationContext.configure(connection)):
            for step in steps:
                step.upgrade()
    engine.dispose()


def test_an_upgrade_finds_the_words_of_cards_that_an_older_version_wrote(world: World) -> None:
    taken(world, mail("one", ("Input.docx", paper())))
    line = taken(world, mail("two", subject="Hotel", text=QUESTION))
    correct(line, "JCA-MV-Doc-001", by("eva"), title=None, source=("KT",))
    before = all_cards(line)
    with connected(world.url) as connection:
        connection.execute(text("DELETE FROM search"))
        connection.execute(text("UPDATE cards SET findings = '', kinds = '', actors = ''"))
        connection.execute(text("INSERT INTO behind (what, after) VALUES ('words', 0)"))
    assert found(line, LogFilter(text="twins")) == found(line, LogFilter(who="eva")) == []
    correct(line, "JCA-MV-Doc-001", by("eva"), title="Holograms", source=None)  # a Decision comes before the upgrade
    until_nothing_is_due(line, (catch_up,))
    assert all_cards(line) == {**before, 1: replace(before[1], titles=("Holograms",))}
    assert found(line, LogFilter(text="holograms", who="eva", kind="contribution")) == ["MV-26-0001"]
    assert found(line, LogFilter(text="hotel", who="line")) == ["MV-26-0002"]
    assert found(line, LogFilter(text="twins")) == []


def found(line: Line, asked: LogFilter) -> list[str]:
    with line.store.read() as work:
        return [one.submission.reference for one in work.search.page(LogQuery(asked), View(), 10).rows]


class StoppedError(Exception):
    """The process ends here, as kill -9 would end it."""


def test_an_upgrade_writes_the_cards_of_what_was_decided_and_may_be_stopped_anywhere(
    make_world: Callable[[str], World], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cards, "_BATCH", 2)
    world = make_world("upgraded")
    for name in ("q1", "q2", "q3", "q4"):
        world.server.deliver(mail(name, subject=f"Room {name}", text=QUESTION), world.clock.at)
    line = taken(world, mail("one", ("Input.docx", paper())))
    correct(line, "JCA-MV-Doc-001", by("eva"), title="Digital twins", source=None)
    before = all_cards(line)
    assert len(before) == 5
    upgraded(world)
    for stop in ("cards.found", "cards.before-commit", "cards.committed"):

        def stopped(step: str, stop: str = stop) -> None:
            if step == stop:
                raise StoppedError

        with pytest.raises(StoppedError):
            catch_up(world.start(stopped))
    line = world.start()
    assert len(all_cards(line)) == 2, "the third attempt was stopped after its first batch"
    until_nothing_is_due(line, (catch_up,))
    assert all_cards(line) == before
    assert catch_up(line).count == 0
    with line.store.read() as work:
        assert work.cards.behind(10) is None


@pytest.mark.parametrize("kind", KINDS)
def test_two_daemons_write_the_cards_side_by_side(
    make_world: Callable[[str], World], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str
) -> None:
    monkeypatch.setattr(cards, "_BATCH", 2)
    world = make_world("two")
    world.url = ready_url(kind, tmp_path)
    for name in ("q1", "q2", "q3", "q4"):
        world.server.deliver(mail(name, subject=f"Room {name}", text=QUESTION), world.clock.at)
    before = all_cards(taken(world, mail("one", ("Input.docx", paper()))))
    assert len(before) == 5
    upgraded(world)
    both_have_found = Barrier(2)

    def once_together() -> Callable[[str], None]:
        steps = iter(("cards.found",))

        def step(name: str) -> None:
            if name == "cards.found" and next(steps, None):
                both_have_found.wait(60)

        return step

    def all_of_it(line: Line) -> int:
        counts = []
        while count := catch_up(line).count:
            counts.append(count)
        return sum(counts)

    lines = [world.start(once_together()) for _ in range(2)]
    with ThreadPoolExecutor(2) as daemons:
        looked_at = list(daemons.map(all_of_it, lines))
    assert sum(looked_at) >= 5 + 2, "both wrote the first batch"
    assert all_cards(lines[0]) == before
    with lines[0].store.read() as work:
        assert work.cards.behind(10) is None


def test_a_decision_made_meanwhile_is_not_undone_by_the_upgrade(world: World) -> None:
    line = taken(world, mail("one", ("Input.docx", paper()), ("slides.bin", b"something")))
    upgraded(world)

    def corrected(step: str) -> None:
        if step == "cards.found":
            correct(world.lines[0], "JCA-MV-Doc-001", by("eva"), title="Digital twins", source=None)

    world.lines.clear()
    world.start()
    catch_up(line := world.start(corrected))
    assert card(line).titles == ("Digital twins",)


def test_a_mail_whose_reading_is_gone_is_known_by_what_was_decided(world: World) -> None:
    taken(world, mail("one", ("Input.docx", paper())))
    upgraded(world)
    for blob in (world.folder / "blobs").rglob("*"):
        if blob.is_file() and blob.read_bytes()[:1] == b"{":
            blob.unlink()
    line = world.start()
    catch_up(line)
    assert card(line) == replace(PAPER, message_id="", subject="", sender_name="", files=("Input.docx",))


def test_a_mail_that_breaks_the_upgrade_is_known_by_what_was_decided(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(world, mail("one", ("Input.docx", paper())))
    upgraded(world)

    def breaks(*_: object) -> Mail:
        raise RecursionError("an old mail that nobody thought of")

    monkeypatch.setattr(cards, "_mail", breaks)
    line = world.start()
    catch_up(line)
    assert card(line) == replace(PAPER, message_id="", subject="", sender_name="", files=("Input.docx",))
    assert catch_up(line).count == 0


def test_a_new_home_has_nothing_to_catch_up_with(world: World) -> None:
    line = world.start()
    with line.store.read() as work:
        assert work.cards.behind(10) is None
    assert catch_up(line).count == 0


def test_no_card_shows_the_token_of_a_link(world: World) -> None:
    token = "eyJ" + "aB3_" * 15 + "." + "x-9Z" * 10 + "abc"
    link = f"https://papers.example.org/intake/decide/{token}"
    found = card(taken(world, mail("one", subject=f"Re: {link}", text=QUESTION.replace("And", f"{link} and"))))
    assert found.subject == "Re: https://papers.example.org/intake/decide/…"
    assert token[-30:] not in " ".join(found.opening)
