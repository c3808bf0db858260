"""What people put together, take apart, and put in place of a file, as submitters and the next person see it."""

from collections.abc import Callable
from email import message_from_bytes, policy

import pytest

from intake.domain.errors import StaleDecisionError, UsageError
from intake.domain.publishing.posting import mark_of
from intake.domain.publishing.versions import last_versions
from intake.domain.submission import AcceptedFile
from intake.domain.verdict import Deed
from intake.pipeline.desk.documents.posting import post
from intake.pipeline.desk.mails.acts import release, withdraw
from intake.pipeline.desk.mails.foreseeing import foresee
from intake.pipeline.desk.mails.holding import hold
from intake.pipeline.desk.mails.joining import join
from intake.pipeline.desk.mails.linking import link
from intake.pipeline.desk.mails.replacing import replace_by_upload, replace_file
from intake.pipeline.desk.mails.replay import replay_and_apply, replay_as_now
from intake.pipeline.desk.mails.splitting import split
from intake.pipeline.desk.mails.undoing import undo
from intake.pipeline.line import Line, Pace
from tests.line.acts.test_acts import by, contribution, decisions, submission
from tests.line.letters_in import RTF, mail, other_paper, paper
from tests.line.test_line import numbers, subjects
from tests.line.worlds import START, World

ONE, TWO, THREE = (f"JCA-MV-Doc-00{n}" for n in (1, 2, 3))
ANNEX = paper("Annex with the figures")
BO = "bo@etri.example"


def got(world: World, *mails: bytes) -> Line:
    """A line that has decided these mails, in their order, and answered them."""
    for one in mails:
        world.server.deliver(one, START)
    line = world.start()
    world.run(line)
    return line


def two_numbers(world: World) -> Line:
    """A paper, and what its author's colleague sent as a paper of its own."""
    return got(world, mail("text", ("Input.docx", paper())), mail("annex", ("Figures.docx", ANNEX), sender=BO))


def with_a_held_one(world: World) -> Line:
    """A paper, and a file of its author that waits for a person."""
    return got(world, mail("text", ("Input.docx", paper())), mail("more", ("figures.rtf", RTF)))


def files(line: Line, label: str = ONE) -> list[tuple[str, str | None]]:
    """The files under a number, each with its part, as it stands now."""
    return [(one.name, _as(one)) for one in last_versions(contribution(line, label))[0].files]


def _as(file: AcceptedFile) -> str | None:
    return file.part if file.role == "part" else file.role


def letter(world: World) -> tuple[str, list[str], str]:
    """The last letter to a sender: subject, whom it went to, and its words."""
    sent = world.sink.to_senders[-1]
    text = message_from_bytes(sent.raw, policy=policy.default).get_body(("plain",))
    assert text is not None
    return subjects(world)[-1], sorted(sent.recipients), text.get_content()


def stands(line: Line, label: str) -> str:
    """What a list says of a number."""
    one = contribution(line, label)
    return f"joined to {one.joined_to}" if one.joined_to else one.state


JOINED = [
    pytest.param(two_numbers, TWO, "", [("Input.docx", "contribution"), ("Figures.docx", "annex")], id="two-numbers"),
    pytest.param(two_numbers, "2", "1", [("Input.docx", "contribution"), ("Figures.docx", "annex")], id="by-mail"),
    pytest.param(with_a_held_one, "2", "", [("Input.docx", "contribution"), ("figures.rtf", "annex")], id="no-number"),
]


@pytest.mark.parametrize(("begin", "name", "document", "there"), JOINED)
def test_what_is_one_contribution_becomes_one(
    world: World, begin: Callable[[World], Line], name: str, document: str, there: list[tuple[str, str]]
) -> None:
    line = begin(world)
    join(line, name, by("Ada"), ONE, document)
    world.run(line)
    assert (files(line), submission(line, "2").disposition) == (there, "accept")
    subject, _, text = letter(world)
    assert subject == f"[JCA-MV] Joined: {ONE}"
    assert (f"Number: {ONE}" in text, "You do not need to do anything" in text) == (True, True)


def test_the_number_that_is_given_up_says_so_and_is_never_given_again(world: World) -> None:
    line = two_numbers(world)
    join(line, TWO, by("Ada"), ONE)
    world.run(line)
    assert [stands(line, ONE), stands(line, TWO)] == ["registered", f"joined to {ONE}"]
    _, to, text = letter(world)
    assert f"The number {TWO} is not used any more." in text
    assert (to, len(subjects(world))) == ([BO, "delegate@etri.example"], 3)
    assert "Your address is none of those" not in text  # what was told of the number that is given up
    world.server.deliver(mail("third", ("Other.docx", paper("Something else")), sender="eve@kaist.example"), START)
    world.run(line)
    assert numbers(line) == [ONE, TWO, THREE]


def test_two_numbers_of_one_mail_become_one(world: World) -> None:
    line = got(world, mail("both", ("Input.docx", paper()), ("Figures.docx", ANNEX)))
    assert numbers(line) == [ONE, TWO]
    join(line, TWO, by("Ada"), ONE)
    world.run(line)
    assert (files(line), decisions(line)[-1].verdict.numbers) == (
        [("Input.docx", "contribution"), ("Figures.docx", "annex")],
        (ONE,),
    )
    assert letter(world)[1] == ["delegate@etri.example"]


def test_the_story_of_the_other_mail_tells_of_it(world: World) -> None:
    line = two_numbers(world)
    join(line, TWO, by("Ada"), ONE)
    with line.store.read() as work:
        (noted,) = work.log.listed(submission=1, what="joined")
    assert (noted.who, noted.why) == ("Ada", f"{TWO} of MV-26-0002 is a part of {ONE} now: Ada has looked at it")


NOT_JOINED = [
    pytest.param(TWO, TWO, "", "is JCA-MV-Doc-002 itself", id="itself"),
    pytest.param(TWO, "JCA-MV-Doc-099", "", "no contribution with this number", id="no-such-number"),
    pytest.param("2", ONE, "7", "there is no such document", id="no-such-file"),
]


@pytest.mark.parametrize(("name", "number", "document", "said"), NOT_JOINED)
def test_what_cannot_be_joined_says_why(world: World, name: str, number: str, document: str, said: str) -> None:
    line = two_numbers(world)
    with pytest.raises(UsageError, match=said):
        join(line, name, by("Ada"), number, document)
    assert (len(decisions(line, 2)), stands(line, TWO)) == (1, "registered")


def test_nothing_is_joined_to_a_number_that_does_not_count(world: World) -> None:
    line = two_numbers(world)
    withdraw(line, ONE, by("Ada"))
    with pytest.raises(UsageError, match="is withdrawn"):
        join(line, TWO, by("Ada"), ONE)


def test_what_was_given_up_is_no_longer_acted_on(world: World) -> None:
    line = two_numbers(world)
    join(line, TWO, by("Ada"), ONE)
    for act in (withdraw, release):
        with pytest.raises(UsageError, match=f"joined to {ONE}"):
            act(line, TWO, by("Ada"))
    with pytest.raises(UsageError, match=f"joined to {ONE}"):
        post(line, [TWO], by("Ada"))


SPLIT = [
    pytest.param(("clean.docx", "Other part.docx"), ["2"], id="a-part"),
    pytest.param(("Input.docx", "minutes.docx"), ["minutes.docx"], id="a-supporting-file"),
]


def one_number(world: World, first: str, second: str) -> Line:
    content = paper(text="With other words.") if second.startswith("Other") else other_paper()
    return got(world, mail("two", (first, paper()), (second, content)))


@pytest.mark.parametrize(("names", "chosen"), SPLIT)
def test_a_file_that_is_a_contribution_gets_a_number_of_its_own(
    world: World, names: tuple[str, str], chosen: list[str]
) -> None:
    line = one_number(world, *names)
    assert (numbers(line), len(files(line))) == ([ONE], 2)
    split(line, "1", by("Ada"), chosen, title="Minutes")
    world.run(line)
    assert (files(line), files(line, TWO)) == ([(names[0], "contribution")], [(names[1], "contribution")])
    assert contribution(line, TWO).title == "Minutes"
    subject, _, text = letter(world)
    assert subject == f"[JCA-MV] Registered separately: {TWO} (+1)"
    assert (f"Number: {ONE}" in text, f"Number: {TWO}" in text) == (True, True)


def test_what_is_split_off_is_judged_as_a_contribution(world: World) -> None:
    line = one_number(world, "Input.docx", "minutes.docx")
    assert not [one for one in decisions(line)[-1].verdict.findings if one.document == 1 and one.severity == "error"]
    split(line, "1", by("Ada"), ["2"], title="Minutes")
    found = [one.id for one in decisions(line)[-1].verdict.findings if one.document == 1]
    assert any(one.startswith("TPL") for one in found), found


def test_what_was_joined_and_is_split_again_has_its_number_back(world: World) -> None:
    line = two_numbers(world)
    join(line, TWO, by("Ada"), ONE)
    split(line, "2", by("Ada"), ["1"])
    world.run(line)
    assert (stands(line, TWO), numbers(line)) == ("registered", [ONE, TWO])
    assert (files(line), files(line, TWO)) == ([("Input.docx", "contribution")], [("Figures.docx", "contribution")])


NOT_SPLIT = [
    pytest.param(["1"], "a contribution by itself", id="the-text-itself"),
    pytest.param(["2"], "has no title of its own", id="without-a-title"),
    pytest.param([], "which of its files", id="nothing"),
]


@pytest.mark.parametrize(("chosen", "said"), NOT_SPLIT)
def test_what_cannot_be_split_says_why(world: World, chosen: list[str], said: str) -> None:
    line = got(world, mail("two", ("Input.docx", paper()), ("old.rtf", RTF)))
    with pytest.raises(UsageError, match=said):
        split(line, "1", by("Ada"), chosen)


NEW = paper(text="The right words.")


def by_upload(line: Line) -> None:
    replace_by_upload(line, ONE, by("Ada"), "right.docx", NEW)


def by_file_of_the_mail(line: Line) -> None:
    replace_file(line, ONE, by("Ada"), "right.docx")


def by_another_mail(line: Line) -> None:
    replace_file(line, ONE, by("Ada"), "1", mail="2")


def wrong_file(world: World) -> Line:
    return got(world, mail("wrong", ("Input.docx", paper())))


def both_files(world: World) -> Line:
    return got(world, mail("wrong", ("Input.docx", paper()), ("right.docx", other_paper())))


REPLACED = [
    pytest.param(wrong_file, by_upload, "right.docx", id="upload"),
    pytest.param(both_files, by_file_of_the_mail, "right.docx", id="file-of-the-mail"),
    pytest.param(with_a_held_one, by_another_mail, "figures.rtf", id="another-mail"),
    pytest.param(two_numbers, by_another_mail, "Figures.docx", id="another-number"),
]


@pytest.mark.parametrize(("begin", "act", "file"), REPLACED)
def test_another_file_is_put_in_place_under_the_same_number(
    world: World, begin: Callable[[World], Line], act: Callable[[Line], None], file: str
) -> None:
    line = begin(world)
    act(line)
    world.run(line)
    assert files(line) == [(file, "contribution")]
    assert [each.files[0].name for each in contribution(line).versions] == ["Input.docx", file]
    subject, _, text = letter(world)
    assert subject.startswith(f"[JCA-MV] Replaced: {ONE}")
    assert f"{file}: the new file of {ONE}" in text
    assert [one for one in numbers(line) if stands(line, one) == "registered"] == [ONE]


@pytest.mark.parametrize(("begin", "act", "file"), REPLACED[:3])
def test_of_what_is_posted_another_file_is_the_next_revision(
    world: World, begin: Callable[[World], Line], act: Callable[[Line], None], file: str
) -> None:
    line = begin(world)
    post(line, [ONE], by("Ada"))
    world.clock.wait(1)
    act(line)
    world.run(line)
    assert (contribution(line).revision, files(line)) == (1, [(file, "contribution")])
    assert subjects(world)[-1].startswith(f"[JCA-MV] Registered: {ONE}-Rev1")


def test_the_letter_names_the_file_before_it(world: World) -> None:
    line = wrong_file(world)
    by_upload(line)
    world.run(line)
    assert "Input.docx: the file before it, which we keep" in letter(world)[2]


NOT_REPLACED = [
    pytest.param(
        lambda line: replace_by_upload(line, ONE, by("Ada"), "a.png", b"\x89PNG\r\n\x1a\n"), "no document", id="png"
    ),
    pytest.param(lambda line: replace_by_upload(line, ONE, by("Ada"), "a.docx", paper()), "came with", id="the-same"),
    pytest.param(lambda line: replace_file(line, ONE, by("Ada"), "1"), "already", id="itself"),
]


@pytest.mark.parametrize(("act", "said"), NOT_REPLACED)
def test_what_cannot_be_put_in_place_says_why(world: World, act: Callable[[Line], object], said: str) -> None:
    line = wrong_file(world)
    with pytest.raises(UsageError, match=said):
        act(line)
    assert len(contribution(line).versions) == 1


def test_who_saw_another_file_under_the_number_is_told(world: World) -> None:
    line = with_a_held_one(world)
    saw = mark_of(contribution(line))
    by_another_mail(line)
    with pytest.raises(StaleDecisionError, match="another file since"):
        replace_by_upload(line, ONE, by("Ben"), "right.docx", NEW, saw)


def do_join(line: Line) -> None:
    join(line, TWO, by("Ada"), ONE)


def do_split(line: Line) -> None:
    split(line, "1", by("Ada"), ["2"], title="Minutes")


def part_and_text(world: World) -> Line:
    return one_number(world, "Input.docx", "minutes.docx")


ACTS = [
    pytest.param(two_numbers, do_join, "2", id="join"),
    pytest.param(part_and_text, do_split, "1", id="split"),
    pytest.param(wrong_file, by_upload, "1", id="upload"),
    pytest.param(both_files, by_file_of_the_mail, "1", id="file-of-the-mail"),
    pytest.param(with_a_held_one, by_another_mail, "2", id="another-mail"),
    pytest.param(two_numbers, by_another_mail, "2", id="another-number"),
]


@pytest.mark.parametrize(("begin", "act", "name"), ACTS)
def test_undone_all_is_as_before_and_a_number_that_was_given_stays(
    world: World, begin: Callable[[World], Line], act: Callable[[Line], None], name: str
) -> None:
    world.pace = Pace(batch_seconds=60, send_delay=120)
    line = begin(world)
    before, known = [(one, stands(line, one), files(line, one)) for one in numbers(line)], numbers(line)
    letters = len(world.sink.to_senders)
    act(line)
    given = [one for one in numbers(line) if one not in known]
    undo(line, name, by("Ben"))
    world.clock.wait(300)
    world.run(line)
    assert [(one, stands(line, one), files(line, one)) for one in known] == before
    assert [stands(line, one) for one in given] == ["withdrawn"] * len(given)
    assert len(world.sink.to_senders) == letters
    release_again = decisions(line, int(name))[-1].verdict
    assert release_again.numbers == decisions(line, int(name))[0].verdict.numbers


@pytest.mark.parametrize(("begin", "act", "name"), ACTS)
def test_judging_again_changes_nothing_that_a_person_arranged(
    world: World, begin: Callable[[World], Line], act: Callable[[Line], None], name: str
) -> None:
    line = begin(world)
    act(line)
    world.run(line)
    before = [(one, stands(line, one), files(line, one)) for one in numbers(line)]
    arranged = decisions(line, int(name))[-1].verdict
    assert not [one for one in replay_as_now(line, name).differences if "number" in one]
    replay_and_apply(line, name, by("Ada"))
    again = decisions(line, int(name))[-1].verdict
    assert [(one, stands(line, one), files(line, one)) for one in numbers(line)] == before
    assert [(one.role, one.number, one.disposition) for one in again.documents] == [
        (one.role, one.number, one.disposition) for one in arranged.documents
    ]


@pytest.mark.parametrize(("begin", "act", "name"), ACTS)
def test_a_preview_shows_the_letter_and_stores_nothing(
    world: World, begin: Callable[[World], Line], act: Callable[[Line], object], name: str
) -> None:
    line = begin(world)
    before = (numbers(line), len(contribution(line).versions), len(decisions(line, int(name))))

    def do(dry: Line) -> object:
        act(dry)
        return submission(dry, name)

    seen = foresee(line, do)  # type: ignore[arg-type]
    assert seen.to
    assert ONE in seen.subject or TWO in seen.subject
    assert (numbers(line), len(contribution(line).versions), len(decisions(line, int(name)))) == before


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(lambda line: join(line, TWO, by("Ben", 1), ONE), id="join"),
        pytest.param(lambda line: split(line, "2", by("Ben", 1), ["1"]), id="split"),
        pytest.param(lambda line: replace_file(line, ONE, by("Ben", 1), "1", mail="2"), id="replace"),
    ],
)
def test_who_comes_second_is_told_what_happened(world: World, second: Callable[[Line], object]) -> None:
    line = two_numbers(world)
    join(line, TWO, by("Ada", 1), ONE)
    with pytest.raises(StaleDecisionError, match="Decision 2 by Ada"):
        second(line)


def test_a_joined_document_that_is_held_waits_by_itself_and_has_its_number_back(world: World) -> None:
    line = two_numbers(world)
    join(line, TWO, by("Ada"), ONE)
    hold(line, "2", by("Ada"))
    assert (files(line), stands(line, TWO), submission(line, "2").disposition) == (
        [("Input.docx", "contribution")],
        "withdrawn",
        "hold",
    )
    release(line, "2", by("Ada"))
    assert (stands(line, TWO), files(line)) == ("registered", [("Input.docx", "contribution")])


def test_the_letter_of_a_replacement_goes_to_whoever_sent_the_file_before_it(world: World) -> None:
    line = got(world, mail("text", ("Input.docx", paper())), mail("new", ("new.rtf", RTF), sender="eve@kaist.example"))
    by_another_mail(line)
    world.run(line)
    assert letter(world)[1] == ["delegate@etri.example", "eve@kaist.example"]


def test_a_later_mail_with_a_joined_file_is_known(world: World) -> None:
    line = two_numbers(world)
    join(line, TWO, by("Ada"), ONE)
    world.run(line)
    world.server.deliver(mail("again", ("Figures.docx", ANNEX), sender=BO), START)
    world.run(line)
    assert (subjects(world)[-1], numbers(line)) == (f"[JCA-MV] Already registered: {ONE}", [ONE, TWO])


def test_what_is_a_revision_of_a_joined_number_is_linked_to_the_one_that_counts(world: World) -> None:
    line = two_numbers(world)
    join(line, TWO, by("Ada"), ONE)
    world.server.deliver(mail("rev", ("new.rtf", RTF), sender=BO), START)
    world.run(line)
    with pytest.raises(UsageError, match=f"joined to {ONE}"):
        link(line, "3", by("Ada"), TWO)


def test_the_arrangement_is_the_same_on_either_database(make_world: Callable[[str], World]) -> None:
    line = two_numbers(make_world("either"))
    join(line, TWO, by("Ada"), ONE)
    undo(line, "2", Deed("Ben", "no, two"))
    join(line, TWO, by("Ada"), ONE)
    assert (stands(line, TWO), len(files(line))) == (f"joined to {ONE}", 2)
    split(line, "2", by("Ada"), ["1"])
    replace_by_upload(line, ONE, by("Ada"), "right.docx", NEW)
    assert [(stands(line, one), files(line, one)) for one in numbers(line)] == [
        ("registered", [("right.docx", "contribution")]),
        ("registered", [("Figures.docx", "contribution")]),
    ]
