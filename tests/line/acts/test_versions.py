"""Old files, revisions, corrigenda and addenda that come together or one after another, as their sender sees it."""

from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

from intake.domain.numbers.numbering import canonical_name
from intake.domain.submission import Contribution
from intake.domain.verdict import Deed
from intake.pipeline.desk.mails.acts import admit, ignore, release
from intake.pipeline.desk.mails.moving import move_to_group
from intake.pipeline.documents.stamped import stamped
from intake.pipeline.line import Line
from tests.line.letters_in import DELEGATE, RTF, mail, other_paper, paper
from tests.line.worlds import START, World

N1 = "JCA-MV-Doc-001"
DEADLINE = datetime.fromisoformat("2026-04-30T21:59:59+00:00")
ASSISTANT = "assistant@etri.example"


class Desk:
    """One world, mailed to; what comes back, and what is recorded."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.line: Line = world.start()

    def mails(self, raw: bytes, at: datetime = START) -> tuple[str, str]:
        """Subject and text (white space folded) of the answer to this mail."""
        self.world.clock.at = max(self.world.clock.at, at)
        self.world.server.deliver(raw, at)
        before = len(self.world.sink.receipts)
        self.world.run(self.line)
        (sent,) = self.world.sink.receipts[before:]
        letter = message_from_bytes(sent.raw, _class=EmailMessage, policy=SMTP)
        body = letter.get_body(("plain",))
        assert body is not None
        return str(letter["Subject"]), " ".join(body.get_content().split())

    @property
    def registered(self) -> list[Contribution]:
        with self.line.store.read() as work:
            return work.contributions.listed("jca-mv")

    @property
    def versions(self) -> list[tuple[str, int, int, list[str]]]:
        (one,) = self.registered
        return [(v.mark, v.revision, v.replacement, [file.name for file in v.files]) for v in one.versions]


def test_an_old_file_and_a_new_one_in_one_mail(world: World) -> None:
    desk = Desk(world)
    desk.mails(mail("one", ("Input.docx", paper())))
    subject, text = desk.mails(mail("two", ("Input.docx", paper()), ("Final.docx", paper(text="Better."))))
    assert subject == f"[JCA-MV] Replaced: {N1} - Digital twins for metaverse standards"
    assert "nothing more to do" not in text
    assert f"Final.docx: the new file of {N1}" in text
    assert f"Input.docx: the same file as {N1}" in text
    assert desk.versions == [("Rev", 0, 0, ["Input.docx"]), ("Rev", 0, 1, ["Final.docx"])]


def test_an_old_file_and_one_that_is_not_on_the_template(world: World) -> None:
    desk = Desk(world)
    desk.mails(mail("one", ("Input.docx", paper())))
    _, text = desk.mails(mail("two", ("Input.docx", paper()), ("minutes.docx", other_paper())))
    assert "minutes.docx: please correct it and send it again" in text
    assert "nothing more to do" not in text


def test_rev_1_and_a_new_rev_2_in_one_mail(world: World) -> None:
    desk = Desk(world)
    desk.mails(mail("one", ("Input.docx", paper())))
    first = (f"{N1}-Rev1.docx", paper(text="Better."))
    assert desk.mails(mail("two", first))[0].startswith(f"[JCA-MV] Registered: {N1}-Rev1")
    subject, text = desk.mails(mail("three", first, (f"{N1}-Rev2.docx", paper(text="Best."))))
    assert subject == f"[JCA-MV] Registered: {N1}-Rev2 (+1)"
    assert f"{N1}-Rev2.docx: the revision {N1}-Rev2" in text
    assert [one[:2] for one in desk.versions] == [("Rev", 0), ("Rev", 1), ("Rev", 2)]


def test_the_first_version_again_after_the_second(world: World) -> None:
    desk = Desk(world)
    desk.mails(mail("one", ("Input.docx", paper())))
    desk.mails(mail("two", (f"{N1}-Rev1.docx", paper(text="Better."))))
    subject, text = desk.mails(mail("three", ("Input.docx", paper()), text="Here it is again."))
    assert subject == f"[JCA-MV] Already registered: {N1}"
    assert f"This is an earlier version; {N1}-Rev1 is the version that counts." in text
    desk.mails(mail("four", (f"{N1}.docx", paper(text="Third."))))
    assert [one[:2] for one in desk.versions] == [("Rev", 0), ("Rev", 1), ("Rev", 2)]


def test_a_replaced_file_again(world: World) -> None:
    desk = Desk(world)
    desk.mails(mail("one", ("Input.docx", paper())))
    desk.mails(mail("two", ("Final.docx", paper(text="Better."))))
    _, text = desk.mails(mail("three", ("Input.docx", paper()), text="Here it is again."))
    assert f"A newer file stands under {N1}; that is the one that counts." in text


def test_corrigenda_and_addenda_stand_under_the_number(world: World) -> None:
    desk = Desk(world)
    desk.mails(mail("one", ("Input.docx", paper())))
    correction = paper("Corrigendum to digital twins", text="Page 2.")
    subject, text = desk.mails(mail("two", ("errata.docx", correction), subject=f"Corrigendum 1 to {N1}"))
    assert subject == f"[JCA-MV] Registered: {N1}-Cor1 - Corrigendum to digital twins"
    assert "Your corrigendum is registered." in text
    more = paper("More on digital twins", text="Figures.")
    subject, text = desk.mails(mail("three", (f"{N1}-Add1.docx", more)))
    assert subject == f"[JCA-MV] Registered: {N1}-Add1 - More on digital twins"
    assert f"{N1}-Add1.docx: the addendum {N1}-Add1" in text
    desk.mails(mail("four", (f"{N1}-Rev1.docx", paper(text="Better."))))
    desk.mails(mail("five", ("second.docx", paper("A second one", number="Doc 1 Corr.2"))))
    assert [one[:2] for one in desk.versions] == [("Rev", 0), ("Cor", 1), ("Add", 1), ("Rev", 1), ("Cor", 2)]
    (only,) = desk.registered
    assert (only.revision, only.corrigenda, only.addenda) == (1, 2, 1)
    for named, last in ((f"{N1}-Cor1", f"{N1}-Cor1"), (f"{N1}-add1", f"{N1}-Add1"), (N1, f"{N1}-Rev1")):
        assert stamped(desk.line, named).name == canonical_name(last)


def test_a_corrigendum_by_a_stranger_waits(world: World) -> None:
    desk = Desk(world)
    desk.mails(mail("one", ("Input.docx", paper())))
    subject, text = desk.mails(mail("two", (f"{N1}-Cor1.docx", paper("x")), sender="eve@elsewhere.example"))
    assert subject == "[JCA-MV] Received, the secretariat will reply"
    assert N1 not in text.replace(f"{N1}-Cor1.docx", "")


def test_each_version_is_found_by_its_number(world: World) -> None:
    desk = Desk(world)
    desk.mails(mail("one", ("Input.docx", paper())))
    desk.mails(mail("two", (f"{N1}-Rev1.docx", paper(text="Better."))))
    desk.mails(mail("three", (f"{N1}-Cor1.docx", paper("x"))))
    with desk.line.store.read() as work:
        found = {name: work.submissions.find(name) for name in (N1, f"{N1}-Rev1", f"{N1} cor. 1", f"{N1}-Rev2")}
    assert [one.id if one else None for one in found.values()] == [1, 2, 3, None]


def test_sources_in_another_order_or_one_less_replace_the_file(world: World) -> None:
    desk = Desk(world)
    desk.mails(mail("one", ("Input.docx", paper(source="ETRI, KAIST"))))
    desk.mails(mail("two", ("Input.docx", paper(source="KAIST, ETRI", text="Better."))))
    subject, _ = desk.mails(mail("three", ("Input.docx", paper(source="ETRI", text="Best."))))
    assert subject.startswith(f"[JCA-MV] Replaced: {N1}")
    assert len(desk.versions) == 3


def test_the_kept_place_belongs_to_the_document(world: World) -> None:
    desk = Desk(world)
    desk.mails(mail("one", ("Twins.docx", other_paper()), Sender=f"A <{ASSISTANT}>"), DEADLINE - timedelta(hours=2))
    subject, _ = desk.mails(
        mail("two", ("Avatars.docx", paper("Avatars")), sender=ASSISTANT), DEADLINE - timedelta(hours=1)
    )
    assert subject == f"[JCA-MV] Registered: {N1} - Avatars"
    after = DEADLINE + timedelta(minutes=20)
    subject, text = desk.mails(
        mail("three", ("Other.docx", paper("Others")), ("Twins.docx", paper("Twins")), sender=ASSISTANT), after
    )
    assert "The file Twins.docx counts as received: Thursday 30 April 2026, 21:59" in text
    first, second = desk.registered
    assert (first.title, second.title) == ("Avatars", "Twins")
    assert second.counts_from == DEADLINE - timedelta(hours=2)
    with desk.line.store.read() as work:
        last = work.submissions.decisions(3)[-1].verdict
    assert [one.disposition for one in last.documents] == ["hold", "accept"]


def test_a_late_paper_is_told_of_the_open_return(world: World) -> None:
    desk = Desk(world)
    desk.mails(mail("one", ("Twins.docx", other_paper())), DEADLINE - timedelta(hours=2))
    subject, text = desk.mails(mail("two", ("Other.docx", paper("Others"))), DEADLINE + timedelta(minutes=20))
    assert subject == "[JCA-MV] Received after the date for contributions"
    assert "Your mail MV-26-0001 still waits for a corrected document" in text


def test_two_returned_files_may_be_corrected_one_by_one(world: World) -> None:
    desk = Desk(world)
    files = (("One.docx", other_paper()), ("Two.docx", other_paper() + b"\0"))
    desk.mails(mail("one", *files), DEADLINE - timedelta(hours=2))
    after = DEADLINE + timedelta(minutes=20)
    for number, name in enumerate(("One", "Two"), start=1):
        subject, _ = desk.mails(mail(name, (f"{name}.docx", paper(name)), sender=DELEGATE), after)
        assert subject == f"[JCA-MV] Registered: JCA-MV-Doc-00{number} - {name}"


def test_one_mail_corrects_two_returns(world: World) -> None:
    desk = Desk(world)
    desk.mails(mail("one", ("One.docx", other_paper())), DEADLINE - timedelta(hours=3))
    desk.mails(mail("two", ("Two.docx", other_paper() + b"\0")), DEADLINE - timedelta(hours=2))
    after = DEADLINE + timedelta(minutes=20)
    both = (("One.docx", paper("One")), ("Two.docx", paper("Two", text="Two.")))
    subject, text = desk.mails(mail("both", *both), after)
    assert subject.startswith("[JCA-MV] Registered: ")
    assert [one.counts_from for one in desk.registered] == [
        DEADLINE - timedelta(hours=3),
        DEADLINE - timedelta(hours=2),
    ]
    assert "MV-26-0001" in text
    assert "MV-26-0002" in text
    subject, text = desk.mails(mail("late", ("Two.docx", paper("Third", text="Three."))), after + timedelta(minutes=1))
    assert subject == "[JCA-MV] Received after the date for contributions"
    assert "still waits for a corrected document" not in text


def test_what_a_stranger_sends_again_has_its_number_once_released(world: World) -> None:
    desk = Desk(world)
    desk.mails(mail("one", ("Input.docx", paper())))
    subject, _ = desk.mails(mail("two", ("Input.docx", paper()), sender="eve@elsewhere.example"))
    assert subject == "[JCA-MV] Received, the secretariat will reply"
    before = len(world.sink.sent)
    release(desk.line, "2", Deed("Ana", "she is the new contact", None))
    world.run(desk.line)
    (sent,) = world.sink.sent[before:]
    assert f"Subject: [JCA-MV] Already registered: {N1}".encode() in sent.raw
    subject, _ = desk.mails(mail("three", ("Input.docx", paper(text="Hers.")), sender="eve@elsewhere.example"))
    assert subject.startswith(f"[JCA-MV] Replaced: {N1}"), "whom the secretariat let in may send the next version"


def test_a_stranger_who_was_not_released_stays_one(world: World) -> None:
    desk = Desk(world)
    desk.mails(mail("one", ("Input.docx", paper())))
    desk.mails(mail("two", ("Input.docx", paper()), sender="eve@elsewhere.example"))
    ignore(desk.line, "2", Deed("Ana", "nobody knows her", None))
    world.run(desk.line)
    (one,) = desk.registered
    assert one.submitters == (DELEGATE,)
    subject, _ = desk.mails(mail("three", ("Input.docx", paper(text="Hers.")), sender="eve@elsewhere.example"))
    assert subject == "[JCA-MV] Received, the secretariat will reply"


def test_a_late_paper_without_a_title_is_told_so_before_the_chairs_decide(world: World) -> None:
    desk = Desk(world)
    late = DEADLINE + timedelta(minutes=11)
    subject, text = desk.mails(mail("one", ("Input.docx", paper(title=""))), late)
    assert subject == "[JCA-MV] Received after the date for contributions"
    assert "There is no title in the field “Title” on the cover." in text
    assert "The secretariat will ask the chairs and write to you again." in text


def test_a_return_without_a_file_names_the_date(world: World) -> None:
    _, text = Desk(world).mails(mail("one", text="Dear secretariat, please find attached our contribution."))
    assert "The date for contributions is Thursday 30 April 2026, 23:59:59 Geneva time" in text


def test_after_a_move_the_new_group_does_not_say_that_the_other_one_answers(world: World) -> None:
    desk = Desk(world)
    desk.mails(mail("one", ("old.rtf", RTF)))
    before = len(world.sink.sent)
    _, (moved,) = move_to_group(desk.line, "1", Deed("Ana", "it is theirs", None), "jca-dcc")
    world.run(desk.line)
    release(desk.line, moved.reference, Deed("Ana", "it is fine", None))
    world.run(desk.line)
    later = world.sink.sent[before:]
    assert later
    assert all(b"also addressed" not in one.raw for one in later)


def test_admitting_a_paper_without_a_title_warns_the_person_who_does_it(world: World) -> None:
    desk = Desk(world)
    desk.mails(mail("one", ("Input.docx", paper(title=""))), DEADLINE + timedelta(minutes=11))
    decision = admit(desk.line, "1", Deed("Ana", "the chairs agree", None))
    left = [one.id for one in decision.verdict.findings if one.severity == "error" and not one.tells("late")]
    assert left == ["COV-002"]
