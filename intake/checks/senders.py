"""SND: whether our own mail server confirms who sent the mail."""

from collections.abc import Iterator

from intake.checks.registry import check
from intake.domain.judging.case import Case
from intake.domain.judging.kinds import claims_an_office
from intake.domain.verdict import Hit, Params


@check("SND-001", means=("unconfirmed",))
def the_sender_is_confirmed(case: Case, _: Params) -> Iterator[Hit]:
    """Our mail server confirms the sender or, unless `sender_authentication` asks for more, does not disprove it.

    Why: anybody can write anybody's address into From. See: RFC 8601, section 1.5, and RFC 7489, section 3.1.
    """
    strict = case.rulebook.policy.sender_authentication == "require-pass" and not case.by_desk
    told, author = case.mail.authentication, case.mail.author
    outcome = told.outcome if told else "none"
    if author and (outcome == "fail" or (strict and outcome != "pass")):
        yield Hit("sender", {"sender": author.address})


@check("SND-002", means=("unconfirmed",))
def who_has_an_office_is_confirmed(case: Case, _: Params) -> Iterator[Hit]:
    """A mail in the name of an officer, the secretariat, a forwarder, a speaker or a liaison body is really theirs.

    Why: they may send what nobody else may. See: RFC 8601, section 1.5, and Rec. ITU-T A.1, clause 2.2.
    """
    author = case.mail.author
    if author and case.mail.doubted and claims_an_office(case.mail, case.rulebook):
        yield Hit("sender", {"sender": author.address})
