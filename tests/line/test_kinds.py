"""Mails with documents of every kind through the whole line: what becomes of them, and what the sender reads."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from intake.adapters.rulebook.codec import write
from intake.adapters.rulebook.layers import load_layers
from intake.adapters.rulebook.profiles import load_profile
from intake.demo.papers import AuthoredPaper, fill, plain
from intake.domain.verdict import Decision, Deed
from intake.pipeline.desk.mails.acts import release
from intake.pipeline.desk.rulebooks.rules import activate
from intake.pipeline.documents.stamped import stamped
from intake.pipeline.line import Line
from intake.shipped import shipped_rules, shipped_templates
from tests.line.letters_in import DELEGATE, mail, other_paper, paper
from tests.line.worlds import START, World
from tests.readers.build import archive
from tests.readers.others import doc, pdf, pptx, slide

CHAIR, SPEAKER, BODY, STRANGER = "chair@etri.example", "speaker@etri.example", "ls@sdo.example", "else@other.example"
LATE = START + timedelta(days=2)
KNOWN = f"""
[senders]
liaison = ["@sdo.example"]
speakers = ["{SPEAKER}"]

[[officer]]
role = "co-chair"
name = "Ada Lovelace"
addresses = ["{CHAIR}"]
"""
SLIDES = pptx(*(slide(("title", f"Avatars {one}", 0)) for one in range(4)), creator="Ji-won Park")
LIAISON_PDF = pdf(
    [(20, "LIAISON STATEMENT"), (11, "To: ITU-T JCA-MV"), (11, "For information"), *[(11, "We inform you. " * 6)] * 20]
)
SHEET = archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, stored=True)
SEVEN = b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(60)


def known(world: World, folder: Path, more: str = "") -> Line:
    """A line under a rulebook that knows an officer, a speaker, and a body that sends liaison statements."""
    line = world.start()
    rules = Path(shutil.copytree(shipped_rules(), folder / "rules"))
    path = rules / "groups" / "jca-mv.toml"
    text = path.read_text(encoding="utf-8").replace("[[series]]", f"{KNOWN}\n{more}\n[[series]]", 1)
    path.write_text(text, encoding="utf-8")
    profile = load_profile(shipped_templates() / "docx" / "jca-contribution.toml")
    activate(line, "jca-mv", *write(load_layers(rules, "jca-mv"), [replace(profile, group="jca-mv")]), who="test")
    return line


def titled(title: str, **changes: str) -> bytes:
    """A document on the shipped template with this title and no contact but the sender."""
    template = (shipped_templates() / "docx" / "jca-contribution.docx").read_bytes()
    return fill(template, AuthoredPaper(title=title, source="ETRI", body=("Text.",), **changes))  # type: ignore[arg-type]


LIAISON = plain(
    "LIAISON STATEMENT",
    ["This liaison statement informs JCA-MV of our work on avatars."] * 3,
    [("Source:", "IEEE SA"), ("Title:", "On avatars"), ("For action to:", "JCA-MV"), ("For information to:", "TSAG")],
)


def decided(line: Line) -> Decision:
    """The Decision that counts about the last Submission of the group."""
    with line.store.read() as work:
        submission = work.submissions.listed(group="jca-mv")[-1]
        return work.submissions.decisions(submission.id)[-1]


def receipt(world: World) -> str:
    """The last receipt as a person reads it: the subject and the text, lines joined."""
    message = message_from_bytes(world.sink.receipts[-1].raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("plain",))
    assert body is not None
    return " ".join(f"{message['Subject']}\n{body.get_content()}".split())


def taken(world: World, line: Line, raw: bytes, at: datetime = START) -> list[tuple[str, str | None]]:
    """Deliver a mail, run the line: the kind and the disposition of each file, without supporting ones' kinds."""
    world.clock.at = max(world.clock.at, at)
    world.server.deliver(raw, at)
    world.run(line)
    return [
        (one.kind if one.role == "contribution" else one.role, one.disposition)
        for one in decided(line).verdict.documents
    ]


@pytest.mark.parametrize(
    ("files", "sender", "at", "became", "reads"),
    [
        pytest.param(
            [("LS on avatars.docx", LIAISON)], STRANGER, START, [("liaison_in", "hold")],
            ["Received, the secretariat will reply", "Thank you for your liaison statement"], id="liaison-docx",
        ),
        pytest.param(
            [("sdo-0017.pdf", LIAISON_PDF)], BODY, LATE, [("liaison_in", "hold")],
            ["Thank you for your liaison statement", "This is in time"], id="liaison-pdf-after-the-deadline",
        ),
        pytest.param(
            [("LS on avatars.docx", LIAISON), ("draft.docx", other_paper())], BODY, START,
            [("liaison_in", "hold"), ("supporting", None)], ["draft.docx: kept with your mail"],
            id="what-a-liaison-statement-sends-along-is-not-returned",
        ),
        pytest.param(
            [("Input.docx", titled("Liaison statement on avatars", kind="LIAISON STATEMENT"))], BODY, LATE,
            [("liaison_in", "accept")],
            ["Registered: JCA-MV-Doc-001", "Kind: liaison statement from another body"],
            id="a-liaison-statement-on-our-template-from-a-listed-body",
        ),
        pytest.param(
            [("avatars.pptx", SLIDES)], STRANGER, LATE, [("presentation", "hold")],
            ["Received, the secretariat will reply", "avatars.pptx: with the secretariat"], id="slides-of-a-stranger",
        ),
        pytest.param(
            [("avatars.pptx", SLIDES), ("avatars.pdf", pdf([(30, "Avatars")]))], SPEAKER, LATE,
            [("presentation", "accept"), ("companion", None)],
            ["Registered: JCA-MV-Doc-001 - Avatars 0", "Source: Ji-won Park", "Kind: presentation"],
            id="slides-of-a-listed-speaker",
        ),
        pytest.param(
            [("Input.docx", paper()), ("avatars.pptx", SLIDES)], DELEGATE, START,
            [("contribution", "accept"), ("supporting", None)],
            ["avatars.pptx: slides, kept with the document as a supporting file"], id="slides-beside-a-contribution",
        ),
        pytest.param(
            [("Input.docx", titled("Draft agenda", kind="TD"))], CHAIR, LATE, [("td", "accept")],
            ["Registered: JCA-MV-Doc-001 - Draft agenda", "Kind: temporary document (TD)"], id="td-of-a-chair",
        ),
        pytest.param(
            [("agenda.docx", plain("Agenda", ["Opening", "Closing"]))], CHAIR, LATE, [("agenda", "accept")],
            ["Your document is registered.", "Title: agenda", "Kind: agenda"], id="agenda-of-a-chair-on-no-template",
        ),
        pytest.param(
            [("participants.ods", SHEET)], CHAIR, LATE, [("participants", "accept")],
            ["Your document is registered.", "Kind: list of participants"], id="list-of-participants",
        ),
        pytest.param(
            [("Input.docx", titled("Draft agenda", kind="TD"))], STRANGER, LATE, [("contribution", "hold")],
            ["Received after the date for contributions"], id="td-of-anybody-else",
        ),
        pytest.param(
            [("package.zip", archive({"Avatars.docx": paper(), "Avatars annex.docx": paper("Avatars: annex")}))],
            DELEGATE, START, [("supporting", None), ("contribution", "accept"), ("part", "accept")],
            ["package.zip: opened", "Avatars.docx (in package.zip): ", "Avatars annex.docx (in package.zip): an annex"],
            id="zip-with-a-contribution-and-its-annex",
        ),
        pytest.param(
            [("package.zip", archive({"inner.zip": archive({"Avatars.docx": paper()})}))], DELEGATE, START,
            [("contribution", "return")], ["Please correct and send again", "package.zip"], id="nested-zip",
        ),
        pytest.param(
            [("package.7z", SEVEN)], DELEGATE, START, [("contribution", "return")],
            ["Please correct and send again", "package.7z"], id="7z",
        ),
    ],
)  # fmt: skip
def test_each_kind_becomes_what_it_is(
    world: World,
    tmp_path: Path,
    files: Sequence[tuple[str, bytes]],
    sender: str,
    at: datetime,
    became: list[tuple[str, str | None]],
    reads: list[str],
) -> None:
    line = known(world, tmp_path)
    assert taken(world, line, mail("one", *files, sender=sender), at) == became
    told = receipt(world)
    assert [one for one in reads if one not in told] == [], told


def test_slides_tell_their_sender_no_more_than_that_we_have_them(world: World, tmp_path: Path) -> None:
    taken(world, known(world, tmp_path), mail("one", ("avatars.pptx", SLIDES), sender=STRANGER))
    assert "presentation" not in receipt(world)
    assert "Avatars 0" not in receipt(world)


def test_slides_and_archives_as_the_rulebook_says(world: World, tmp_path: Path) -> None:
    line = known(world, tmp_path, '[policy]\npresentation = "accept"\nzip = "hold"\n')
    assert taken(world, line, mail("one", ("avatars.pptx", SLIDES), sender=STRANGER)) == [("presentation", "accept")]
    packed = archive({"Avatars.docx": paper()})
    assert taken(world, line, mail("two", ("package.zip", packed))) == [("supporting", None), ("contribution", "hold")]
    world.run(line)
    with line.store.read() as work:
        reference = work.submissions.listed()[-1].reference
    accepted = release(line, reference, Deed("Ada", "it is what it says"))
    assert accepted.verdict.numbers == ("JCA-MV-Doc-002",)


def test_what_came_beside_is_kept_with_the_first_that_has_a_number(world: World, tmp_path: Path) -> None:
    line = known(world, tmp_path)
    files = [("a.docx", paper(title=" ")), ("b.docx", paper("Another title")), ("figures.ods", SHEET)]
    became = taken(world, line, mail("one", *files))
    assert became == [("contribution", "return"), ("contribution", "accept"), ("supporting", None)]
    with line.store.read() as work:
        (registered,) = work.contributions.listed("jca-mv")
    assert [one.name for one in registered.versions[0].files] == ["b.docx", "figures.ods"]


def test_a_file_that_waits_beside_a_contribution_is_not_passed_over(world: World, tmp_path: Path) -> None:
    line = known(world, tmp_path)
    became = taken(
        world, line, mail("one", ("Input.docx", paper()), ("Annex figures.doc", doc("Figures of our tests.")))
    )
    assert became == [("contribution", "accept"), ("supporting", "hold")]
    said = receipt(world)
    assert "Registered: JCA-MV-Doc-001" in said
    assert "A person at the secretariat will look at it" in said
    assert "You do not need to do anything" not in said


def test_numbers_that_disagree_are_no_guess(world: World, tmp_path: Path) -> None:
    line = known(world, tmp_path)
    for name in ("one", "two"):
        taken(world, line, mail(name, (f"{name}.docx", paper(f"Title of {name}"))))
    raw = mail("three", ("JCA-MV-Doc-001-Rev1.docx", paper("Another title")), subject="JCA-MV-Doc-002-Rev1")
    assert taken(world, line, raw) == [("contribution", "hold")]
    assert "REV-004" in {one.id for one in decided(line).verdict.findings}
    assert "Received, the secretariat will reply" in receipt(world)
    assert "JCA-MV-Doc-001" not in receipt(world).replace("JCA-MV-Doc-001-Rev1.docx", "")


@pytest.mark.parametrize("own", ["JCA-MV-C-17", "JCA-MV-Doc-017", "17"])
def test_a_number_of_the_author_s_own_is_written_over(world: World, tmp_path: Path, own: str) -> None:
    line = known(world, tmp_path)
    taken(world, line, mail("one", ("one.docx", paper("Title of one"))))
    raw = mail("two", ("JCA-MV-Doc-001-Rev1.docx", paper("Another title", number=own)), subject="JCA-MV-Doc-001 Rev.1")
    assert taken(world, line, raw) == [("contribution", "accept")]
    assert {one.id for one in decided(line).verdict.findings if one.severity == "repair"} == {"COV-007"}
    copy = stamped(line, "JCA-MV-Doc-001-Rev1")
    (seen,) = line.reader.read_file(copy.content, copy.name).reading.files
    assert seen.word is not None
    assert "JCA-MV-Doc-001-Rev1" in [cell.text for row in seen.word.tables[0].rows for cell in row]
    assert own not in [cell.text for row in seen.word.tables[0].rows for cell in row]


@pytest.mark.parametrize(
    ("sender", "disposition", "tells"),
    [
        pytest.param(DELEGATE, "accept", True, id="the-submitter"),
        pytest.param("colleague@etri.example", "hold", False, id="somebody-of-the-same-domain-whom-nobody-knows"),
        pytest.param(STRANGER, "hold", False, id="a-stranger"),
    ],
)
def test_the_same_file_again(world: World, tmp_path: Path, sender: str, disposition: str, tells: bool) -> None:
    line = known(world, tmp_path)
    taken(world, line, mail("one", ("Input.docx", paper()), sender=DELEGATE))
    assert taken(world, line, mail("two", ("Input.docx", paper()), sender=sender)) == [("contribution", disposition)]
    assert ("JCA-MV-Doc-001" in receipt(world)) == tells


def test_a_contact_on_the_cover_may_send_the_file_again(world: World, tmp_path: Path) -> None:
    line = known(world, tmp_path)
    taken(world, line, mail("one", ("Input.docx", paper()), sender="assistant@other.example"))
    assert taken(world, line, mail("two", ("Input.docx", paper()), sender=DELEGATE)) == [("contribution", "accept")]
    assert "Already registered: JCA-MV-Doc-001" in receipt(world)


def test_a_document_in_an_attached_mail_is_found(world: World, tmp_path: Path) -> None:
    line = known(world, tmp_path)
    inner = mail("inner", ("Input.docx", paper()), sender=STRANGER)
    outer = EmailMessage(policy=policy.SMTP)
    for name, value in (("From", DELEGATE), ("To", "tsbjcamv@itu.int"), ("Subject", "Fwd"), ("Message-ID", "<2@x.y>")):
        outer[name] = value
    outer.set_content("Please take the paper that is attached to this mail.")
    outer.add_attachment(message_from_bytes(inner, policy=policy.SMTP))
    kinds = dict(taken(world, line, outer.as_bytes()))
    assert kinds["contribution"] == "accept"
    assert "Input.docx (in a mail that is attached to yours)" in receipt(world)
    assert world.sink.receipts[-1].recipients == (DELEGATE,)


LIAISONS = '[[series]]\nid = "ls"\npattern = "JCA-MV-iLS-{number:03d}"\nkinds = ["liaison_in"]\n'


def test_a_released_liaison_statement_joins_the_series_of_its_kind(world: World, tmp_path: Path) -> None:
    line = known(world, tmp_path, LIAISONS)
    taken(world, line, mail("one", ("LS.docx", LIAISON), sender=BODY))
    taken(world, line, mail("two", ("Input.docx", paper())))
    with line.store.read() as work:
        first = work.submissions.listed(group="jca-mv")[0]
    release(line, first.reference, Deed("Ada", "it is what it says"))
    world.run(line)
    with line.store.read() as work:
        known_as = {one.label: (one.kind, one.title, one.source) for one in work.contributions.listed("jca-mv")}
    assert known_as["JCA-MV-iLS-001"] == ("liaison_in", "On avatars", ("IEEE SA",))
    assert known_as["JCA-MV-Doc-001"][0] == "contribution"
    told = receipt(world)
    assert "Registered: JCA-MV-iLS-001 - On avatars" in told
    assert "Kind: liaison statement from another body" in told
    revised = plain("LIAISON STATEMENT", ["Another text."], [("Source:", "IEEE SA"), ("Title:", "On avatars")])
    taken(world, line, mail("three", ("JCA-MV-iLS-001-Rev1.docx", revised), sender=BODY))
    (document,) = decided(line).verdict.documents
    assert (document.relation, document.of, document.disposition) == ("revision", "JCA-MV-iLS-001", "hold")
