"""Our border's word on a sender: kept with the mail, said in a sentence, and what rests on it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from intake.adapters.suffixes import organization
from intake.domain.meeting import Officer
from intake.domain.origin.authentication import Border
from intake.pipeline.desk.mails.replay import replay_as_then
from intake.pipeline.line import Line
from tests.line.letters_in import mail, paper
from tests.line.test_mailbox import with_policy
from tests.line.worlds import ACCOUNT, START, World

BORDER = "mx1.itu.int"
HOUSE = "etri.example"
TAKEN = "Thu, 30 Apr 2026 15:30:00 +0000"
RECEIVED = f"Received: from out.{HOUSE} (out.{HOUSE} [203.0.113.9]) by {BORDER} with ESMTP id 1; {TAKEN}\r\n"
OURS = f"Authentication-Results: {BORDER}; "
GOOD = f"{OURS}dkim=pass header.d={HOUSE}; dmarc=pass header.from={HOUSE}\r\n{RECEIVED}"
BAD = f"{OURS}dkim=none; spf=fail smtp.mailfrom={HOUSE}; dmarc=fail header.from={HOUSE}\r\n{RECEIVED}"
OTHER = f"{OURS}dkim=pass header.d=evil.test; dmarc=none header.from={HOUSE}\r\n{RECEIVED}"
LATER = f"{OURS}dmarc=temperror header.from={HOUSE}\r\n{RECEIVED}"
NONE = f"{OURS}dkim=none; spf=softfail; dmarc=none\r\n{RECEIVED}"
BELOW = RECEIVED + GOOD.removesuffix(RECEIVED)


def started(world: World) -> Line:
    """A line whose mailbox stands behind a border that says who sent a mail."""
    line = world.start()
    line.borders = {ACCOUNT: Border((BORDER,))}
    line.organization = organization
    with_policy(line, "jca-mv", trusted_received_hosts=(BORDER,))
    return line


def logged(line: Line) -> str | None:
    """The sentence in the log."""
    with line.store.read() as work:
        (decided,) = work.log.listed(what="decided")
    return decided.personal.get("confirmed")


@pytest.mark.parametrize(
    ("stamp", "sentence"),
    [
        pytest.param(GOOD, f"signed by {HOUSE}, which matches the sender", id="signed"),
        pytest.param(BAD, f"our mail server says that it does not come from {HOUSE}", id="forged"),
        pytest.param(OTHER, "signed by evil.test, which does not match the sender", id="signed-by-another"),
        pytest.param(LATER, "our mail server could not check the sender at that moment", id="temporary"),
        pytest.param(NONE, "nothing in it confirms the sender", id="unsigned"),
        pytest.param(RECEIVED, "our mail server said nothing about the sender", id="nothing"),
        pytest.param(BELOW, "our mail server said nothing about the sender", id="strangers"),
    ],
)
def test_a_new_paper_tells_in_a_sentence_who_sent_it(world: World, stamp: str, sentence: str) -> None:
    line = started(world)
    world.server.deliver(stamp.encode() + mail("first", ("Input.docx", paper())), START)
    world.run(line)
    assert logged(line) == sentence
    line.borders = {}
    with line.store.read() as work:
        kept = work.submissions.get(1)
        known = line.values.snapshot(work.submissions.snapshot_of(1, 1))
    assert known.authentication == kept.authentication is not None
    assert replay_as_then(line, kept.reference).differences == ()


def test_a_mailbox_whose_border_is_not_named_says_nothing(world: World) -> None:
    line = world.start()
    world.server.deliver(GOOD.encode() + mail("first", ("Input.docx", paper())), START)
    world.run(line)
    assert logged(line) is None


FIRST, SECOND = paper(), paper(text="Another text.")


def after(world: World, stamp: str, raw: bytes, *, proven: str = GOOD) -> Line:
    """A paper that was registered, and this mail two minutes later."""
    line = started(world)
    world.server.deliver(proven.encode() + mail("first", ("Input.docx", FIRST)), START)
    world.run(line)
    world.sink.sent.clear()
    world.server.deliver(stamp.encode() + raw, START)
    world.run(line)
    return line


def became(line: Line, submission: int = 2) -> tuple[str, str | None, list[str]]:
    """Disposition, number and relation of the mail's document, and the checks that hold it."""
    with line.store.read() as work:
        verdict = work.submissions.decisions(submission)[-1].verdict
    (document,) = verdict.documents
    return verdict.disposition, document.number, sorted({one.id for one in verdict.findings if one.severity == "hold"})


REPLACED = mail("second", ("Input.docx", SECOND), subject="Wrong version, please use this")
REVISED = mail("second", ("Input-Rev1.docx", SECOND), subject="JCA-MV-Doc-012-Rev1")
AGAIN = mail("second", ("Input.docx", FIRST))


@pytest.mark.parametrize("raw", [REPLACED, REVISED, AGAIN], ids=["replacement", "revision", "again"])
@pytest.mark.parametrize(
    ("stamp", "held"),
    [
        pytest.param(GOOD, [], id="signed"),
        pytest.param(BAD, ["REV-006", "SND-001"], id="forged"),
        pytest.param(OTHER, ["REV-006"], id="signed-by-another"),
        pytest.param(LATER, ["REV-006"], id="temporary"),
        pytest.param(NONE, ["REV-006"], id="unsigned"),
        pytest.param(RECEIVED, [], id="nothing-said"),
    ],
)
def test_a_registered_paper_is_changed_by_its_confirmed_submitter_only(
    world: World, stamp: str, raw: bytes, held: list[str]
) -> None:
    line = after(world, stamp, raw)
    disposition, number, why = became(line)
    assert (disposition, why) == (("hold", held) if held else ("accept", []))
    assert (number is None) is bool(held)
    (letter,) = world.sink.receipts
    assert letter.recipients == (("delegate@etri.example",))
    if held:
        assert letter.sender == ""
        told = letter.raw.decode()
        assert "JCA-MV-Doc" not in told
        assert "Input" not in told
        assert "second@" not in told
        assert "Wrong version" not in told
        assert "could not confirm" in told.replace("=\r\n", "")


def with_officer(line: Line, address: str) -> None:
    with_policy(line, "jca-mv", trusted_received_hosts=(BORDER,))
    book = line._rulebooks["changed"]
    chair = Officer(role="chair", name="Ji-won Park", addresses=(address,))
    line._rulebooks["changed"] = replace(book, group=replace(book.group, officers=(chair,)))


AGENDA = paper(title="Draft agenda", text="An agenda.")


@pytest.mark.parametrize(
    ("stamp", "disposition", "held"),
    [
        pytest.param(GOOD, "accept", [], id="signed"),
        pytest.param(BAD, "hold", ["SND-001", "SND-002"], id="forged"),
        pytest.param(OTHER, "hold", ["SND-002"], id="signed-by-another"),
        pytest.param(NONE, "hold", ["SND-002"], id="unsigned"),
        pytest.param(RECEIVED, "accept", [], id="nothing-said"),
    ],
)
def test_an_office_is_nobodys_who_is_not_confirmed(world: World, stamp: str, disposition: str, held: list[str]) -> None:
    line = started(world)
    with_officer(line, "delegate@etri.example")
    world.server.deliver(stamp.encode() + mail("agenda", ("Agenda.docx", AGENDA), subject="Agenda"), START)
    world.run(line)
    found = became(line, 1)
    assert (found[0], found[2]) == (disposition, held)
    with line.store.read() as work:
        (document,) = work.submissions.decisions(1)[-1].verdict.documents
    assert document.kind == ("agenda" if disposition == "accept" else "contribution")


@pytest.mark.parametrize(
    ("stamp", "sender", "disposition"),
    [
        pytest.param(GOOD, "colleague@etri.example", "accept", id="colleague"),
        pytest.param(GOOD.replace(HOUSE, "a.etri.example"), "colleague@a.etri.example", "hold", id="another-house"),
        pytest.param(RECEIVED, "colleague@etri.example", "hold", id="colleague-nothing-said"),
        pytest.param(OTHER, "colleague@etri.example", "hold", id="colleague-signed-by-another"),
        pytest.param(GOOD.replace(HOUSE, "evil.test"), "mallory@evil.test", "hold", id="stranger"),
    ],
)
def test_a_colleague_revises_where_our_border_confirms_the_house(
    world: World, stamp: str, sender: str, disposition: str
) -> None:
    revised = mail("second", ("Input-Rev1.docx", SECOND), subject="JCA-MV-Doc-012-Rev1", sender=sender)
    assert became(after(world, stamp, revised))[0] == disposition


def test_people_at_a_free_mail_service_are_no_colleagues(world: World) -> None:
    gmail = GOOD.replace(HOUSE, "gmail.com")
    line = started(world)
    world.server.deliver(gmail.encode() + mail("first", ("Input.docx", FIRST), sender="ada@gmail.com"), START)
    world.run(line)
    revised = mail("second", ("Input-Rev1.docx", SECOND), subject="JCA-MV-Doc-012-Rev1", sender="bob@gmail.com")
    world.server.deliver(gmail.encode() + revised, START)
    world.run(line)
    assert became(line)[0] == "hold"


def test_the_owner_of_an_address_is_asked_once_a_day(world: World) -> None:
    line = after(world, BAD, REPLACED)
    for name in ("third", "fourth"):
        world.server.deliver(BAD.encode() + mail(name, (f"{name}.docx", paper(title=name))), START)
        world.run(line)
    assert len(world.sink.receipts) == 1
    world.server.deliver(BAD.encode() + mail("fifth", ("fifth.docx", paper(title="fifth"))), START + timedelta(days=1))
    world.run_at(line, world.clock.at + timedelta(days=1, minutes=1))
    assert len(world.sink.receipts) == 2


@pytest.mark.parametrize(("stamp", "copied"), [(GOOD, True), (OTHER, False), (RECEIVED, True)])
def test_an_assistant_whom_nobody_confirms_gets_no_copy(world: World, stamp: str, *, copied: bool) -> None:
    line = started(world)
    sent = mail("first", ("Input.docx", FIRST), Sender="assistant@etri.example", Reply_To="mallory@evil.test")
    world.server.deliver(stamp.encode() + sent, START)
    world.run(line)
    (letter,) = world.sink.receipts
    assert letter.recipients == ("delegate@etri.example", *(("assistant@etri.example",) if copied else ()))


@pytest.mark.parametrize(
    ("policy", "stamp", "disposition"),
    [
        ("off", BAD, "accept"), ("off", NONE, "accept"),
        ("hold-on-fail", BAD, "hold"), ("hold-on-fail", OTHER, "accept"), ("hold-on-fail", RECEIVED, "accept"),
        ("require-pass", GOOD, "accept"), ("require-pass", OTHER, "hold"), ("require-pass", RECEIVED, "hold"),
    ],
)  # fmt: skip
def test_a_new_paper_waits_as_the_rulebook_says(world: World, policy: str, stamp: str, disposition: str) -> None:
    line = started(world)
    with_policy(line, "jca-mv", trusted_received_hosts=(BORDER,), sender_authentication=policy)
    world.server.deliver(stamp.encode() + mail("first", ("Input.docx", FIRST)), START)
    world.run(line)
    assert became(line, 1)[0] == disposition
    assert (len(world.sink.receipts), b"could not" in world.sink.receipts[0].raw) == (1, disposition == "hold")
