"""Which of our pages a receipt names: from the settings alone, and none to whom it may not have been for."""

from base64 import urlsafe_b64decode
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from json import loads
from typing import Any

import pytest

from intake.domain.answering.by_page import own_pages
from intake.domain.answering.receipt import Receipt, ReceiptFile
from intake.domain.letters.links import Public, UploadLink, read_status_link, read_upload_link
from intake.domain.letters.own_pages import NO_PAGES
from intake.domain.letters.tokens import LinkError, sealed
from intake.domain.verdict import Finding
from tests.adapters.letters.receipts import receipt

NOW = datetime(2026, 4, 30, 21, 50, 0, 123456, tzinfo=UTC)
KEY = b"k" * 32
PUBLIC = Public("https://papers.example.org/intake", KEY)
LATE = Finding("TIM-001", "error", "all", 0, means=("late",))
BROKEN = Finding("FIL-002", "error", "all", 0, means=())
OLD = Finding("FIL-001", "hold", "all", 0, means=("older-format",))
ALONE = Finding("ENV-001", "error", "all", None, means=())


def file(**about: Any) -> ReceiptFile:  # noqa: ANN401 - a builder takes any field
    plain: dict[str, Any] = dict.fromkeys(("part", "relation", "number", "of", "title"))
    given = {"role": "contribution", "disposition": "return", "findings": (), **about}
    return ReceiptFile(name="a.docx", source=(), kind="contribution", size=1, sha256="0" * 64, **plain, **given)


@pytest.mark.parametrize(
    ("about", "takes"),
    [
        pytest.param({"outcome": "returned", "files": (), "findings": (ALONE,)}, True, id="no-file"),
        pytest.param({"outcome": "returned", "files": (), "findings": ()}, True, id="returned-by-a-person"),
        pytest.param({"outcome": "returned", "files": (file(findings=(BROKEN,)),)}, True, id="broken-file"),
        pytest.param({"outcome": "returned", "files": (file(findings=(BROKEN, LATE)),)}, True, id="broken-and-late"),
        pytest.param({"outcome": "returned", "files": (file(findings=(LATE,)),)}, False, id="late-alone"),
        pytest.param({"outcome": "held", "files": ()}, True, id="held-without-a-file"),
        pytest.param({"outcome": "held", "files": (file(disposition="hold"),)}, False, id="held-file"),
        pytest.param(
            {"outcome": "held", "files": (file(disposition="hold", findings=(OLD,)),)}, True, id="older-format"
        ),
        pytest.param({"outcome": "held", "files": (file(neutral=True, findings=(BROKEN,)),)}, False, id="neutral"),
        pytest.param({"outcome": "returned", "files": (file(named=False),)}, False, id="not-named"),
        pytest.param({"outcome": "noted", "files": ()}, True, id="question"),
        pytest.param({"outcome": "late", "files": (file(disposition="hold", findings=(LATE,)),)}, False, id="late"),
        pytest.param({"outcome": "registered", "files": (file(disposition="accept"),)}, False, id="registered"),
        pytest.param(
            {"outcome": "registered", "files": (file(disposition="accept"), file(findings=(BROKEN,)))},
            True,
            id="one-of-two-came-back",
        ),
        pytest.param({"outcome": "withdrawn", "files": (file(disposition="accept"),)}, False, id="withdrawn"),
        pytest.param({"outcome": "split", "files": (file(findings=(BROKEN,)),)}, False, id="split-told-to-others"),
    ],
)
def test_a_receipt_that_asks_for_a_file_names_the_page_that_takes_one(about: dict[str, Any], takes: bool) -> None:
    found = own_pages(PUBLIC, replace(receipt(), **{"findings": (), **about}), 1, NOW, None)
    assert bool(found.upload) == takes
    assert found.status.startswith("https://papers.example.org/intake/status/")


@pytest.mark.parametrize(
    ("public", "about"),
    [
        pytest.param(None, {}, id="no-pages"),
        pytest.param(PUBLIC, {"null_sender": True}, id="perhaps-a-stranger"),
        pytest.param(PUBLIC, {"echo": False}, id="nobody-we-know"),
    ],
)
def test_such_a_receipt_names_no_page(public: Public | None, about: dict[str, Any]) -> None:
    assert own_pages(public, replace(receipt(), outcome="returned", files=(), **about), 1, NOW, None) == NO_PAGES


@pytest.mark.parametrize(
    ("own_page", "template", "named"),
    [
        pytest.param("", True, f"{PUBLIC.url}/template/jca-mv", id="ours"),
        pytest.param("https://example.org/template", True, "", id="a-page-of-the-group"),
        pytest.param("", False, "", id="none-to-hand-out"),
    ],
)
@pytest.mark.parametrize("outcome", ["registered", "returned"])
def test_the_template_is_named_where_the_group_has_no_page_for_it(
    own_page: str, template: bool, named: str, outcome: str
) -> None:
    one = replace(receipt(), outcome=outcome, files=(), template_url=own_page)  # type: ignore[arg-type]
    assert own_pages(PUBLIC, one, 1, NOW, None, template=template).template == named
    assert own_pages(None, one, 1, NOW, None, template=template).template == ""
    assert own_pages(PUBLIC, replace(one, echo=False), 1, NOW, None, template=template).template == ""


def test_the_links_are_for_one_decision_and_end_and_name_nobody() -> None:
    asks: Receipt = replace(receipt(), outcome="returned", files=(file(findings=(BROKEN,)),))
    long = NOW + timedelta(days=40)
    for correct_until, end in ((None, NOW + timedelta(days=14)), (long, long), (NOW, NOW + timedelta(days=14))):
        found = own_pages(PUBLIC, asks, 3, NOW, correct_until)
        link = read_upload_link(found.upload.rpartition("/")[2], KEY, NOW)
        assert (link.reference, link.decision) == (asks.reference, 3)
        told = found.upload.rpartition("/")[2].partition(".")[0]
        assert sorted(loads(urlsafe_b64decode(told + "=" * (-len(told) % 4)))) == ["decision", "reference", "until"]
        assert link.until == end.replace(microsecond=0) == found.upload_until
    status = read_status_link(found.status.rpartition("/")[2], KEY, NOW)
    assert status.until == (NOW + timedelta(days=400)).replace(microsecond=0)
    assert found.check == f"https://papers.example.org/intake/check/{asks.group}"
    bare = own_pages(replace(PUBLIC, checks=False, uploads=False), asks, 3, NOW, None)
    assert (bare.check, bare.upload, bool(bare.status)) == ("", "", True)


@dataclass(frozen=True, slots=True)
class EarlierLink:
    """What stood in an upload link before."""

    reference: str
    decision: int
    address: str
    until: datetime


def test_a_link_of_an_earlier_letter_still_works_and_its_address_counts_for_nothing() -> None:
    until = NOW.replace(microsecond=0)
    earlier = EarlierLink("MV-26-0001", 2, "somebody@else.example", until)
    token = sealed(earlier, b"intake upload 1.", KEY)
    assert read_upload_link(token, KEY, NOW.replace(microsecond=0)) == UploadLink("MV-26-0001", 2, until)
    for wrong in (sealed(earlier, b"intake upload 2.", KEY), sealed(earlier, b"intake status 1.", KEY)):
        with pytest.raises(LinkError):
            read_upload_link(wrong, KEY, until)
