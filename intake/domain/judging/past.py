"""The submitters of a mail, and the part of a group's past that bears on it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from intake.domain.mail import Mail
from intake.domain.numbers.numbering import Claim, claims, keys
from intake.domain.numbers.revisions import Mark
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Contribution, Snapshot, Version, Wanted
from intake.domain.verdict import Judged

_NEAREST = 20
"""So many of the mails before it does a mail answer, at most."""


def claims_of(judged: Judged, mail: Mail, rulebook: Rulebook) -> tuple[Claim, ...]:
    """The numbers that the number cell, the file name and the mail's subject claim for this document."""
    document = judged.document
    series = rulebook.series_for(judged.kind)
    return claims(
        rulebook.group,
        series,
        cell=document.cover.doc_number,
        file_name=document.file,
        subject=mail.subject if judged.role == "contribution" else "",
        others=[one for one in rulebook.series if one.id != series.id],
    )


def wanted(documents: Sequence[Judged], mail: Mail, rulebook: Rulebook) -> Wanted:
    """The keys that the store looks up before this mail can be judged."""
    said = [claim for one in documents for claim in claims_of(one, mail, rulebook)]
    titles = {keys(one.document.cover.title, ())[0] for one in documents} - {""}
    return Wanted(
        digests=tuple(sorted({one.document.sha256 for one in documents})),
        numbers=tuple(sorted({claim.number for claim in said if claim.number})),
        title_keys=tuple(sorted(titles)),
        submitters=submitters_of(mail),
        answers=tuple(dict.fromkeys((*mail.in_reply_to, *mail.references[-_NEAREST:]))),
    )


def without(known: Snapshot, submission: int) -> Snapshot:
    """The snapshot from before this Submission, for judging it again when it is itself part of the past.

    Files that wait in later Submissions are left out: such a file would be this very one, repeated.
    """
    others = [
        _with_versions(one, tuple(each for each in one.versions if each.submission != submission))
        for one in known.contributions
        if one.submission != submission
    ]
    return replace(
        known,
        contributions=tuple(others),
        held=tuple(one for one in known.held if one.submission < submission),
        returns=tuple(one for one in known.returns if one.submission < submission),
    )


def bearing(known: Snapshot, wanted: Wanted) -> Snapshot:
    """The part of the snapshot that bears on this mail: only versions that hold one of its files, or replaced such.

    A Decision keeps its snapshot; with all versions of a paper, snapshots would grow with the square of its
    replacements.
    """
    digests = set(wanted.digests)
    contributions = tuple(replace(one, versions=tuple(_bearing(one.versions, digests))) for one in known.contributions)
    return replace(known, contributions=contributions)


def _bearing(versions: Sequence[Version], digests: set[str]) -> Iterator[Version]:
    """The versions with one of these files, and the last replacement of each, which is in force."""
    held = [one for one in versions if digests & {file.sha256 for file in one.files}]
    last = {(one.mark, one.revision): one for one in versions}
    in_force = (last[version.mark, version.revision] for version in held)
    wanted = {id(version) for version in (*held, *in_force)}
    yield from (one for one in versions if id(one) in wanted)


def _with_versions(one: Contribution, versions: tuple[Version, ...]) -> Contribution:
    def last(mark: Mark) -> int:
        return max((each.revision for each in versions if each.mark == mark), default=0)

    return replace(one, versions=versions, revision=last("Rev"), corrigenda=last("Cor"), addenda=last("Add"))


def submitters_of(mail: Mail) -> tuple[str, ...]:
    """The addresses that submit by this mail, in lower case: From, and Sender where it counts (`Mail.assistant`).

    The writer of a mail chooses both fields, and the receipt with the number goes to From.
    """
    named = (mail.author, mail.assistant)
    return tuple(dict.fromkeys(one.address.lower() for one in named if one and one.address))


def believed(mail: Mail, rulebook: Rulebook) -> Mail:
    """The mail without our border's word on its sender where the rulebook says that From is believed."""
    return replace(mail, authentication=None) if rulebook.policy.sender_authentication == "off" else mail


def proven_submitters(mail: Mail) -> tuple[str, ...]:
    """The same, as far as anything may rest on them: nobody, where our border could not confirm From."""
    return () if mail.doubted else submitters_of(mail)


def is_submitter(mail: Mail, submitters: Sequence[str]) -> bool:
    """Whether the mail comes from one of these addresses (lower case)."""
    return any(address in submitters for address in proven_submitters(mail))


def is_colleague(mail: Mail, submitters: Sequence[str]) -> bool:
    """Whether it comes from the house of one of these addresses, as our border confirms."""
    return bool(mail.house) and any(one.rpartition("@")[2] == mail.house for one in submitters)
