"""What comes round again and again is answered a few times a day, and no more."""

import pytest

from intake.domain.answering.again import same_file_again, same_subject_again
from intake.domain.answering.receipt import Receipt
from intake.domain.counts import Answered
from intake.domain.rulebook import Caps
from tests.adapters.letters import receipts

CAPS = Caps()


def receipt(*files: str, subject: str = "Contribution", numbers: tuple[str, ...] = ()) -> Receipt:
    named = tuple(receipts.file(one, sha256=one, filetype="image" if one == "logo" else "docx") for one in files)
    return receipts.receipt(files=named, their_subject=subject, numbers=numbers)


def told(submission: int, *files: str, subject: str = "Contribution", numbered: bool = False) -> Answered:
    return Answered("jca-mv", submission, numbered, subject, files)


@pytest.mark.parametrize(
    ("one", "answered", "withheld"),
    [
        pytest.param(receipt("a"), [], False, id="first"),
        pytest.param(receipt("a"), [told(1, "a")], False, id="second"),
        pytest.param(receipt("a"), [told(1, "a"), told(2, "a")], True, id="third"),
        pytest.param(receipt("a", "logo"), [told(1, "a"), told(2, "a")], True, id="a-picture-makes-it-no-other"),
        pytest.param(receipt("a", "b"), [told(1, "a"), told(2, "a")], False, id="with-a-new-file"),
        pytest.param(receipt("a", "b"), [told(1, "a", "b"), told(2, "b", "a")], True, id="both-again"),
        pytest.param(receipt("a"), [told(1, "a"), told(1, "a"), told(1, "a")], False, id="acts-about-one-mail"),
        pytest.param(receipt(), [told(1), told(2), told(3)], False, id="no-file"),
        pytest.param(receipt("logo"), [told(1, "logo"), told(2, "logo")], False, id="only-a-picture"),
    ],
)
def test_the_same_file(one: Receipt, answered: list[Answered], withheld: bool) -> None:
    found = same_file_again(one, CAPS, answered)
    assert (found is not None) is withheld
    assert found is None or found == "mails with the same file were answered 2 times within a day"


@pytest.mark.parametrize(
    ("subject", "numbers", "answered", "withheld"),
    [
        pytest.param("Contribution", (), [told(n) for n in range(4)], False, id="fifth"),
        pytest.param("Contribution", (), [told(n) for n in range(5)], True, id="sixth"),
        pytest.param("Re: AW: 答复：Contribution", (), [told(n) for n in range(5)], True, id="answers-in-any-language"),
        pytest.param("contribution ", (), [told(n, subject="RE: Contribution") for n in range(5)], True, id="spelling"),
        pytest.param("Another paper", (), [told(n) for n in range(5)], False, id="another-subject"),
        pytest.param("Contribution", ("N",), [told(n) for n in range(5)], False, id="it-gives-a-number"),
        pytest.param("Contribution", (), [told(n, numbered=True) for n in range(9)], False, id="those-gave-numbers"),
    ],
)
def test_the_same_subject(subject: str, numbers: tuple[str, ...], answered: list[Answered], withheld: bool) -> None:
    found = same_subject_again(receipt("a", subject=subject, numbers=numbers), CAPS, answered)
    assert (found is not None) is withheld
