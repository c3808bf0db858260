"""What was registered already, or names another number, stands for itself in a mail."""

from dataclasses import replace

import pytest

from intake.domain.document import Document, FileType
from intake.domain.judging.relations import relate
from intake.domain.judging.roles import assign
from intake.domain.judging.separation import separated
from intake.domain.submission import AcceptedFile, Contribution, HeldFile, Snapshot, Version
from intake.domain.verdict import Judged
from tests.domain.cases import (
    OFF_TEMPLATE,
    RECEIVED,
    contribution,
    cover,
    digest,
    document,
    mail,
    other_file,
    rulebook,
)

OLD = document("input.docx")
NEW = document("final.docx")


def registered(*names: str, revision: int = 0) -> Contribution:
    """JCA-MV-Doc-012 with these files: a contribution and what belongs to it."""
    roles = ("contribution", *("part" for _ in names[1:]))
    files = tuple(AcceptedFile(digest(name), name, role) for name, role in zip(names, roles, strict=True))  # type: ignore[arg-type]
    return contribution(revision=revision, versions=(Version(revision, 0, 1, files, RECEIVED),))


def told(*documents: Document, past: Snapshot | None = None, subject: str = "Our paper") -> list[str]:
    """What each file of a mail is: its role, with the relation and the number that a contribution has."""
    known = past if past is not None else Snapshot((registered("input.docx"),))
    files = separated(assign(documents), mail(subject), rulebook(), known)
    found = relate(files, mail(subject), rulebook(), known, at=RECEIVED)
    return [_told(one, one.main, r.relation, r.revision) for one, r in zip(files, found, strict=True)]


def _told(one: Judged, main: int | None, relation: str, revision: int) -> str:
    if one.role != "contribution":
        return f"{one.role} of {main}" if main is not None else one.role
    return f"{relation} {revision}" if revision else relation


def numbered(file: str, title: str = "On the interoperability of virtual worlds") -> Document:
    return document(file, cover=cover(title=title))


def archive(file: str, *members: Document, filetype: FileType = "zip") -> Document:
    """A file that these came in."""
    return other_file(file, filetype, members=tuple(one.sha256 for one in members))


REV1_KNOWN = Snapshot((registered("JCA-MV-Doc-012-Rev1.docx", revision=1),))
UNNUMBERED = Snapshot((contribution(versions=()),))
IDENTICAL = replace(NEW, sha256=OLD.sha256)
CLEAN, MARKED, FRENCH = document("input_clean.docx"), document("input_marked.docx"), document("input_fr.docx")
SEVERAL = Snapshot((registered("input_clean.docx", "input_marked.docx"),))
ELSE = tuple(document(name, cover=cover(title="Something else")) for name in ("else.docx", "else-final.docx"))
ELSEWHERE = contribution(
    13,
    title_key="somethingelse",
    revision=1,
    versions=tuple(
        Version(count, 0, 1, (AcceptedFile(one.sha256, one.file, "contribution"),), RECEIVED)
        for count, one in enumerate(ELSE)
    ),
)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(told(OLD, NEW), ["repeat", "replacement"], id="an-old-file-and-a-new-one"),
        pytest.param(told(NEW, OLD), ["replacement", "repeat"], id="the-new-one-first"),
        pytest.param(
            told(OLD, document("other.docx", cover=cover(title="Another"))), ["repeat", "new"], id="another-paper"
        ),
        pytest.param(
            told(OLD, document("house.docx", template=OFF_TEMPLATE)),
            ["repeat", "replacement"],
            id="not-on-the-template",
        ),
        pytest.param(
            told(CLEAN, MARKED, document("house.docx", template=OFF_TEMPLATE), past=SEVERAL),
            ["repeat", "part of 0", "replacement"],
            id="not-on-the-template-beside-old-text-and-old-changes",
        ),
        pytest.param(told(OLD, other_file("slides.pptx", "pptx")), ["repeat", "new"], id="slides-are-looked-at"),
        pytest.param(told(OLD, other_file("logo.png", "image")), ["repeat", "supporting"], id="a-picture"),
        pytest.param(told(OLD), ["repeat"], id="alone"),
        pytest.param(
            told(archive("papers.zip", OLD), OLD, other_file("readme.txt", "text")),
            ["supporting", "repeat", "supporting"],
            id="an-archive-is-none",
        ),
        pytest.param(
            told(archive("papers.zip", OLD, NEW), OLD, NEW), ["supporting", "repeat", "replacement"], id="both"
        ),
        pytest.param(
            told(archive("m.eml", OLD, filetype="mail"), OLD), ["supporting", "repeat"], id="an-attached-mail"
        ),
        pytest.param(
            told(archive("m.eml", archive("a.zip", OLD), filetype="mail"), archive("a.zip", OLD), OLD),
            ["supporting", "supporting", "repeat"],
            id="an-archive-in-an-attached-mail",
        ),
        pytest.param(told(OLD, IDENTICAL), ["repeat", "part of 0"], id="twice-the-same"),
        pytest.param(
            told(numbered("JCA-MV-Doc-012-Rev1.docx"), numbered("JCA-MV-Doc-012-Rev2.docx"), past=REV1_KNOWN),
            ["repeat 1", "revision 2"],
            id="rev-1-and-a-new-rev-2",
        ),
        pytest.param(
            told(numbered("JCA-MV-Doc-012-Rev1.docx"), numbered("JCA-MV-Doc-012-Rev2.docx"), past=UNNUMBERED),
            ["revision 1", "revision 2"],
            id="two-new-revisions",
        ),
        pytest.param(
            told(numbered("JCA-MV-Doc-012-Rev2.docx"), numbered("JCA-MV-Doc-012-Rev1.docx"), past=UNNUMBERED),
            ["revision 2", "revision 1"],
            id="two-new-revisions-the-later-first",
        ),
        pytest.param(
            told(*(numbered(f"JCA-MV-Doc-012-Rev{count}.docx") for count in (1, 2, 3)), past=UNNUMBERED),
            ["revision 1", "revision 2", "revision 3"],
            id="three-new-revisions",
        ),
        pytest.param(
            told(CLEAN, MARKED, FRENCH, *ELSE, past=Snapshot((*SEVERAL.contributions, ELSEWHERE))),
            ["replacement", "part of 0", "part of 0", "repeat", "repeat 1"],
            id="a-new-language-beside-other-old-papers",
        ),
        pytest.param(
            told(
                numbered("JCA-MV-Doc-012-Rev1_clean.docx"), numbered("JCA-MV-Doc-012-Rev1_marked.docx"), past=UNNUMBERED
            ),
            ["revision 1", "part of 0"],
            id="one-revision-with-its-changes",
        ),
        pytest.param(
            told(numbered("JCA-MV-Doc-012-Rev1.docx"), numbered("JCA-MV-Doc-012-Cor1.docx"), past=UNNUMBERED),
            ["revision 1", "revision 1"],
            id="a-revision-and-a-corrigendum",
        ),
        pytest.param(told(CLEAN, MARKED, past=SEVERAL), ["repeat", "part of 0"], id="all-old"),
        pytest.param(
            told(
                CLEAN, MARKED, FRENCH, *map(numbered, ("other.docx", "other_fr.docx"), ("Another",) * 2), past=SEVERAL
            ),
            ["replacement", "part of 0", "part of 0", "new", "part of 3"],
            id="a-new-language-beside-a-new-paper-with-one",
        ),
        pytest.param(
            told(CLEAN, MARKED, FRENCH, past=SEVERAL), ["replacement", "part of 0", "part of 0"], id="a-new-language"
        ),
        pytest.param(
            told(*ELSE, CLEAN, MARKED, FRENCH, past=Snapshot((ELSEWHERE, *SEVERAL.contributions))),
            ["repeat", "repeat 1", "replacement", "part of 2", "part of 2"],
            id="a-new-language-behind-other-old-papers",
        ),
        pytest.param(
            told(CLEAN, document("input_marked.docx", sha256=digest("x")), past=SEVERAL),
            ["replacement", "part of 0"],
            id="new-changes-marked",
        ),
        pytest.param(
            told(document("input_clean.docx", sha256=digest("y")), MARKED, past=SEVERAL),
            ["replacement", "repeat"],
            id="a-new-text-with-the-old-changes",
        ),
        pytest.param(
            told(OLD, NEW, past=Snapshot(held=(HeldFile(OLD.sha256, "MV-26-0002", 2, ("ada@example.org",)),))),
            ["repeat", "new"],
            id="one-waits-already",
        ),
        pytest.param(told(CLEAN, MARKED, past=Snapshot()), ["new", "part of 0"], id="nothing-known"),
    ],
)
def test_a_new_file_never_stands_behind_an_old_one(found: list[str], expected: list[str]) -> None:
    assert found == expected
