"""The kind of documents as people fill them in, on the layouts that are in use, in six languages."""

from datetime import datetime

import pytest

from intake.domain.judging import prepare
from intake.domain.rulebook import Rulebook
from intake.domain.verdict import Judged
from intake.ports import Reader
from tests.domain.cases import rulebook
from tests.line.letters_in import mail
from tests.line.worlds import START
from tests.readers.layouts import Layout
from tests.readers.samples import LANGUAGES, LAYOUTS, filled


def judged(reader: Reader, content: bytes, at: datetime = START, book: Rulebook | None = None) -> Judged:
    """The one document of a mail, with its kind and role."""
    reading = reader.read(mail("one", ("document.docx", content))).reading
    (found,) = prepare(reading, book or rulebook(), at).documents
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_tells_its_kind(reader: Reader, layout: Layout, language: str) -> None:
    found = judged(reader, filled(language, layout))
    assert (found.kind, found.role) == ("liaison_in" if layout == "L4" else "contribution", "contribution")
