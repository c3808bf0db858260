"""Our border's word on a sender: kept with the mail, said in a sentence, and what rests on it."""

import pytest

from intake.adapters.suffixes import organization
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
STRANGER = "mallory@evil.test"
COLLEAGUE = "colleague@etri.example"
CHAIR = "chair@etri.example"


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
