"""The Case that a check looks at, and the Check itself."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from intake.domain.document import Document
from intake.domain.mail import Facts, Mail
from intake.domain.meeting import Deadline, Group, Meeting
from intake.domain.numbers.numbering import Claim
from intake.domain.numbers.revisions import Mark
from intake.domain.rulebook import Rulebook
from intake.domain.submission import Contribution, Evidence, Snapshot, Timestamps
from intake.domain.verdict import Hit, Judged, Meaning, Params, Relation, Route


@dataclass(frozen=True, slots=True)
class Relationship:
    """A document's relationship to the group's past (docs/contributors.md, first match).

    `of` is the label or reference it relates to, `revision` what it is or becomes of that, counted for its `mark`.
    `stranger`: its sender is neither submitter nor contact. `unknown`: a revision or withdrawal of this label, which
    nobody was given. `after_close`: the call, or the contribution's posting, has gone by. `disagree`: the claims of
    number cell, file name and subject that name different numbers or revisions, so that nobody can say what is meant.
    `in_force` is the number of the version that counts, where an earlier one is repeated. `corrects` and `counts_from`
    are reference and time of receipt (UTC) of the return that it corrects.
    """

    relation: Relation = "new"
    of: str | None = None
    contribution: Contribution | None = None
    revision: int = 0
    mark: Mark = "Rev"
    stranger: bool = False
    unknown: str | None = None
    after_close: bool = False
    claims: tuple[Claim, ...] = ()
    disagree: tuple[Claim, ...] = ()
    in_force: str | None = None
    corrects: str | None = None
    counts_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One mail, or one document of it, before the rulebook of one group.

    `index` says which of `documents` is looked at, None = the whole mail. `addressed` are the ids of the known
    groups whose mailboxes the mail was sent to (this one included).
    `meeting` is None for the virtual meeting "next"; `deadlines` holds one for each document, None where none
    applies. Times are UTC. `by_desk` tells what the secretariat registered by itself, and so vouches for.
    """

    mail: Mail
    rulebook: Rulebook
    route: Route
    received_at: datetime
    counts_from: datetime
    evidence: Evidence
    stamps: Timestamps
    documents: tuple[Judged, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    index: int | None = None
    meeting: Meeting | None = None
    deadlines: tuple[Deadline | None, ...] = ()
    addressed: tuple[str, ...] = ()
    partial: bool = False
    size: int = 0
    by_desk: bool = False
    known: Snapshot = field(default_factory=Snapshot)

    @property
    def group(self) -> Group:
        """The group that this Submission is for."""
        return self.rulebook.group

    def at(self, index: int) -> "Case":
        """This case for one of its documents, with the instant that counts for it."""
        kept = self.relationships[index].counts_from
        return replace(self, index=index, counts_from=kept or self.received_at)

    @property
    def judged(self) -> Judged:
        """The document of this case, with its role; raises LookupError in a check of the whole mail."""
        if self.index is None:
            raise LookupError("this check looks at the whole mail")
        return self.documents[self.index]

    @property
    def document(self) -> Document:
        """The document of this case."""
        return self.judged.document

    @property
    def deadline(self) -> Deadline | None:
        """The deadline of the case's document, by its kind; for the whole mail the first that applies."""
        if self.index is None:
            return next((one for one in self.deadlines if one), None)
        return self.deadlines[self.index] if self.deadlines else None

    @property
    def relationship(self) -> Relationship:
        """The relationship of the case's document to the group's past."""
        return self.relationships[self.index] if self.index is not None else Relationship()


Look = Callable[[Case, Params], Iterator[Hit]]
Scope = Literal["mail", "document", "contribution", "any"]
Needs = Literal["file", "sender", "mail"]


@dataclass(frozen=True, slots=True)
class Check:
    """Code that looks. `scope`: once for the mail, for every document, for contributions and parts only, or "any".

    "any" looks once at the mail (`Case.index` None) and then at every document. `needs` is the least that has to be
    known: a file alone, its sender too, or the mail. `means` is what its findings mean to others; they mean
    "empty-field", too, where their fact `empty` is empty. `harm`: it looks for what may do harm, so also at files for
    which something that we made stands. `unsure`: without a registered template it holds.
    """

    id: str
    scope: Scope
    look: Look
    statement: str
    why: str
    see: str
    needs: Needs = "mail"
    means: tuple[Meaning, ...] = ()
    empty: str = ""
    harm: bool = False
    unsure: bool = False

    def meanings(self, facts: Facts) -> tuple[Meaning, ...]:
        """The meanings of a finding with these facts."""
        return (*self.means, "empty-field") if self.empty and not facts.get(self.empty) else self.means


Checks = Mapping[str, Check]
